"""What is made from the code is what stands in the repository."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from awesome_lint.rules import ALL_RULES

ROOT = Path(__file__).parents[1]


def made() -> dict[Path, str]:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "tools" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    files: dict[Path, str] = generate.made()
    return files


FILES = made()


@pytest.mark.parametrize("path", sorted(FILES), ids=lambda path: path.name)
def test_a_file_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == FILES[path], "run `make generate`"


def test_there_is_a_page_for_every_rule_and_no_other() -> None:
    stems = {path.stem for path in (ROOT / "docs" / "rules").glob("*.md")} - {"README"}
    assert stems == {rule.code for rule in ALL_RULES}
