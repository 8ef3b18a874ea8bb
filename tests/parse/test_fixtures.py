"""Small lists as files: what `awesome-lint export` prints of each stands beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from awesome_lint.cli.app import main

FIXTURES = Path(__file__).parents[1] / "fixtures"
LISTS = sorted(path.name for path in FIXTURES.glob("*.md"))


def test_there_are_fixtures() -> None:
    assert len(LISTS) >= 20


@pytest.mark.parametrize("name", LISTS)
def test_export_of_a_fixture(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(FIXTURES)
    assert main(["export", "-q", name]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    expected = (FIXTURES / name).with_suffix(".jsonl").read_text(encoding="utf-8")
    assert printed == [json.loads(line) for line in expected.splitlines()]
