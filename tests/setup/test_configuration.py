"""Keys put into existing configurations: what stands there stays, and reading both proves it."""

from __future__ import annotations

import tomllib

import pytest

from awesome_lint.setup.configuration import Addition, configuration_text, with_additions, with_table
from awesome_lint.setup.written import RefusedError

ADDED = (
    Addition("baseline", "known.json", "Old debt."),
    Addition("ignore", ["M002", "S008"], reasons={"M002": "M002: 9 of 9 papers", "S008": "S008: 8 of 9 entries"}),
    Addition("lists", ["/lists/*.md"], "All of these."),
    Addition("per-file-ignores", {"/a.md": ["S013"]}, reasons={"/a.md": "S013: 9 of 9 headings"}),
)
VALUES = {
    "baseline": "known.json",
    "ignore": ["M002", "S008"],
    "lists": ["/lists/*.md"],
    "per-file-ignores": {"/a.md": ["S013"]},
}


def test_a_new_file_gives_a_reason_above_each_line() -> None:
    text = configuration_text(ADDED)
    assert tomllib.loads(text) == VALUES
    assert '  # M002: 9 of 9 papers\n  "M002",\n' in text
    assert '# S013: 9 of 9 headings\n"/a.md" = ["S013"]\n' in text


def test_a_comment_stays_a_comment_whatever_a_file_is_called() -> None:
    nasty = 'a\nignore = ["ALL"]\x1b[31m.md'
    text = configuration_text([Addition("per-file-ignores", {nasty: ["M"]}, reasons={nasty: f"{nasty}: 9 of 9"})])
    assert tomllib.loads(text) == {"per-file-ignores": {nasty: ["M"]}}
    assert "\x1b" not in text


EXISTING = {
    "empty": "",
    "other keys": 'fail-on = "warning" # ours\n\n[severity]\nD003 = "error"\n',
    "licence first": '# Copyright\n# of ours\n\n# about fail-on\nfail-on = "warning"\n',
    "comment at the key": '# about fail-on\nfail-on = "warning"\n',
    "ignore of one line": 'ignore = ["S005", "L008"] # yes\n',
    "ignore of many lines": 'ignore = [ # these\n  "S005", # sorted by hand\n]\n\n[rules.D001]\nratio = 0.9\n',
    "empty ignore": "ignore = []\n",
    "windows": '# ours\r\n\r\nignore = ["S005"]\r\n[per-file-ignores]\r\n"b.md" = ["M"]\r\n',
    "byte order mark": '\ufefffail-on = "warning"\n',
    "files": '[per-file-ignores] # some\n"b.md" = ["M"]\n\n[severity]\nD003 = "error"',
    "a header in a text": '[rules.D001]\nratio = 0.9\n\n[labels]\nz = """\n[severity]\nignore = []\n"""\n',
}


@pytest.mark.parametrize("name", EXISTING)
def test_what_is_there_stays(name: str) -> None:
    text = EXISTING[name]
    new = with_additions(text, ".awesome-lint.toml", ADDED)
    before, after = (tomllib.loads(one.removeprefix("\ufeff")) for one in (text, new))
    assert after == {
        **before,
        **VALUES,
        "ignore": [*VALUES["ignore"], *before.get("ignore", [])],
        "per-file-ignores": {**before.get("per-file-ignores", {}), "/a.md": ["S013"]},
    }
    kept = iter(new.removeprefix("\ufeff").splitlines())
    for line in text.removeprefix("\ufeff").splitlines():
        if not line.startswith("ignore = "):
            assert line in kept  # in order
    assert new.count("\r\n") == (new.count("\n") if "\r\n" in text else 0)
    assert new.startswith("\ufeff") == text.startswith("\ufeff")
    for comment in ("# Old debt.", "# M002: 9 of 9 papers", "# All of these.", "# S013: 9 of 9 headings"):
        assert comment in new
    assert new.count("#") == text.count("#") + 5


@pytest.mark.parametrize(
    "text",
    [
        '[[ignore]]\ncode = "D002"\nentry = "x"\nreason = "y"\n',
        'per-file-ignores = { "b.md" = ["M"] }\n',
        '[per-file-ignores]\n"/a.md" = ["M"]\n',
        'lists = ["a.md"]\n"ignore" = ["S005"]\n',
        "ignore = [\n",
    ],
)
def test_what_cannot_be_added_to_is_refused(text: str) -> None:
    with pytest.raises(RefusedError) as refused:
        with_additions(text, ".awesome-lint.toml", ADDED)
    assert str(refused.value).startswith(".awesome-lint.toml: ")
    assert "add yourself" in str(refused.value) or "not valid TOML" in str(refused.value)


@pytest.mark.parametrize(
    "text", ["", '[project]\nname = "x"\n', '[project]\r\nname = "x"', "[tool.ruff]\nline-length = 9\n\n[[a]]\nb = 1\n"]
)
def test_a_table_at_the_end_of_a_pyproject(text: str) -> None:
    new = with_table(text, "pyproject.toml", ADDED)
    assert new.startswith(text)
    data = tomllib.loads(new)
    assert data["tool"].pop("awesome-lint") == VALUES
    assert {**data, "tool": None} == {**tomllib.loads(text), "tool": None}
    assert new.count("\r\n") == (new.count("\n") if "\r\n" in text else 0)


def test_a_table_that_is_there_takes_more() -> None:
    text = '[project]\nname = "x"\n\n[tool.awesome-lint]\nignore = ["S005"]\n\n[tool.ruff]\nignore = ["E501"]\n'
    data = tomllib.loads(with_additions(text, "pyproject.toml", ADDED))
    assert data["tool"]["awesome-lint"] == {**VALUES, "ignore": ["M002", "S008", "S005"]}
    assert data["tool"]["ruff"] == {"ignore": ["E501"]}
    other = '[tool.ruff]\nignore = ["E501"]\n\n[tool.awesome-lint]\nfail-on = "info"\n'
    data = tomllib.loads(with_additions(other, "pyproject.toml", ADDED))
    assert data["tool"] == {"ruff": {"ignore": ["E501"]}, "awesome-lint": {**VALUES, "fail-on": "info"}}
    for text in ("tool.awesome-lint.fail-on = 'info'\n", "[tool]\nawesome-lint = { fail-on = 'info' }\n"):
        with pytest.raises(RefusedError, match="add yourself"):
            with_additions(text, "pyproject.toml", ADDED)


def test_what_an_extended_file_ignores_stays_ignored() -> None:
    new = with_additions('extend = "base.toml"\n', ".awesome-lint.toml", ADDED, ["L008"])
    assert tomllib.loads(new)["ignore"] == ["L008", "M002", "S008"]
