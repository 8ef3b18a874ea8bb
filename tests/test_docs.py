"""The pages that are made from the code are those in the repository."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from awesome_lint.rules import ALL_RULES

DOCS = Path(__file__).parents[1] / "docs"


def made() -> dict[Path, str]:
    spec = importlib.util.spec_from_file_location("build_docs", DOCS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    pages: dict[Path, str] = build.pages()
    return pages


PAGES = made()


@pytest.mark.parametrize("page", sorted(PAGES), ids=str)
def test_a_page_is_current(page: Path) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == PAGES[page], "run `make docs`"


def test_there_is_a_page_for_every_rule_and_no_other() -> None:
    stems = {path.stem for path in (DOCS / "rules").glob("*.md")} - {"README"}
    assert stems == {rule.code for rule in ALL_RULES}
