"""Links on the pages lead somewhere: the tool checks its own documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .commands import run
from .conftest import Fresh
from .pages import ROOT, RULES, pages

CHECK = "awesome-lint check --isolated --no-cache --strict --select L --fail-on info --quiet"


def check(*paths: Path) -> list[str]:
    _, output = run(f"{CHECK} {' '.join(map(str, paths))}", ROOT)
    return [line for line in output.splitlines() if line.startswith(str(ROOT)) or "error" in line]


def test_links_lead_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = check(*pages(), ROOT / "lists" / "README.md", RULES / "README.md")
    assert found == []


def test_a_link_that_leads_nowhere_is_found(fresh: Fresh) -> None:
    folder = fresh("papers")
    page = folder / "notes.md"
    page.write_text(
        "# Use\n\n[one](missing.md) [two](#nothing) [three](http//example.org) [four](#use)\n", encoding="utf-8"
    )
    _, output = run(f"{CHECK} {page}", folder)
    assert [line.split()[1] for line in output.splitlines() if line.startswith(str(page))] == ["L006", "L007", "L002"]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_pages_are_ours(page: Path) -> None:
    """Plain text, lines that can be read in a diff, one title."""
    text = page.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text.startswith("# ")
    assert "\t" not in text
    assert re.findall(r"@[A-Z]+@|\bTODO\b|\bFIXME\b", text) == [], "something was to be filled in"
