"""The merged list of this repository is what its commands make of the five others."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from awesome_lint.cli.app import main
from awesome_lint.parse import parse_document
from awesome_lint.source import Source

ROOT = Path(__file__).parents[1]
LISTS = ROOT / "lists"
MERGED = LISTS / "talking-head.md"
FIVE = ("bullets", "heading-blocks", "nested-tasks", "numbered-references", "tables")


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """The command of this checkout, wherever it is installed."""
    path = tmp_path / "awesome-lint"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m awesome_lint "$@"\n')
    path.chmod(0o755)
    return path


def addresses(path: Path) -> set[str]:
    """What the links of a list's entries lead to; those without an address lead nowhere."""
    document = parse_document(Source(path.read_text(encoding="utf-8"), str(path)))
    return {link.identity.folded for entry in document.entries for link in entry.links if link.url}


@pytest.mark.skipif(shutil.which("bash") is None, reason="the script is one of bash")
def test_the_committed_list_is_what_the_commands_make(tmp_path: Path, command: Path) -> None:
    output = tmp_path / "talking-head.md"
    done = subprocess.run(
        ["bash", "tools/talking-head/merge.sh", str(command), str(output)],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert output.read_bytes() == MERGED.read_bytes(), "run `make talking-head`"


def test_it_has_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["check", "--no-cache", "--quiet", "lists/talking-head.md"]) == 0


def test_no_link_is_lost_and_none_invented() -> None:
    before = set().union(*(addresses(LISTS / f"{name}.md") for name in FIVE))
    assert addresses(MERGED) == before
