"""Configuration on the command line: what is read, shown, written, and what is said of bad input."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from .conftest import Run
from .test_check import EMPTY_LINK, GOOD, write

ROOT = Path(__file__).parents[2]


def test_each_list_has_the_settings_nearest_to_it(process: Run) -> None:
    write("a.md", EMPTY_LINK)
    write("strict/b.md", EMPTY_LINK)
    write("awesome-lint.toml", 'ignore = ["L001"]\n')
    write("strict/awesome-lint.toml", '[severity]\nL001 = "warning"\n')
    done = process("check")
    assert [line.split()[:3] for line in done.lines] == [["strict/b.md:4:3:", "L001", "warning"]]
    assert done.code == 0
    write("strict/awesome-lint.toml", 'fail-on = "warning"\n[severity]\nL001 = "warning"\n')
    assert process("check").code == 1
    assert process("check", "--fail-on", "error").code == 0
    assert process("check", "--isolated").code == 1
    assert len(process("check", "--isolated").lines) == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"select = [", "awesome-lint.toml:1"),
        (b"\nselect = ]", "awesome-lint.toml:2:10: not valid TOML"),
        (b"slect = []", "awesome-lint.toml:1: slect: unknown key; did you mean 'select'?"),
        (b"a = '\xff'", "awesome-lint.toml:1: not UTF-8: byte 0xff at offset 5"),
        (b'extend = "b.toml"', "awesome-lint.toml:1: extend: b.toml does not exist"),
        (b"a = " + b"[" * 5000, "not valid TOML"),
        (b"a = " + b"9" * 6000, "not valid TOML"),
        (b'exclude = ["a/", "!"]', "exclude: not a valid pattern"),
    ],
)
def test_a_broken_configuration_is_one_line(run: Run, content: bytes, says: str) -> None:
    write("a.md", GOOD)
    Path("awesome-lint.toml").write_bytes(content)
    done = run("check")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("awesome-lint: error: ")
    assert says in done.err
    assert done.err.count("\n") == 1


def test_a_configuration_that_cannot_be_read(run: Run) -> None:
    write("a.md", GOOD)
    Path("awesome-lint.toml").mkdir()
    done = run("check")
    assert (done.code, done.err) == (
        2,
        "awesome-lint: error: awesome-lint.toml: the configuration cannot be read: a folder, not a file; name a file in"
        " it\n",
    )
    Path("awesome-lint.toml").rmdir()
    Path("awesome-lint.toml").symlink_to("nowhere.toml")
    assert "a symbolic link to nowhere.toml, which does not exist" in run("check").err
    assert run("check", "--isolated").code == 0


def test_excluded_files_are_left_out_unless_they_are_named(run: Run) -> None:
    write("a.md", EMPTY_LINK)
    write("drafts/b.md", EMPTY_LINK)
    write("awesome-lint.toml", 'exclude = ["drafts/", "a.md"]\n')
    done = run("check")
    assert done.out == ""
    assert "skipped, excluded: drafts/, a.md" in done.err
    assert len(run("check", "drafts/b.md", "a.md").lines) == 2
    assert len(run("check", "drafts").lines) == 1
    assert run("check", "--force-exclude", "drafts/b.md", "a.md").out == ""


def test_lists_says_what_is_a_list_and_what_is_compared_with(run: Run) -> None:
    write("README.md", EMPTY_LINK)
    write("other.md", EMPTY_LINK)
    write("sub/CHANGES.md", EMPTY_LINK)
    write("awesome-lint.toml", 'lists = ["README.md", "sub/*.md"]\n')
    assert {line.split(":")[0] for line in run("check").lines} == {"README.md", "sub/CHANGES.md"}
    shown = run("check", "--show-files", "README.md", "other.md")
    assert shown.code == 0
    assert shown.lines == [
        "README.md: list, 2 of 2 blocks are entries",
        "other.md: no list, 2 of 2 blocks are entries",
        "sub/CHANGES.md: compared with",
    ]
    assert "other.md: skipped, not among `lists`" in run("check", "--show-files").lines


def test_what_is_no_list_by_what_it_holds(run: Run) -> None:
    text = "# How to\n\n" + "Words on how it goes.\n\n" * 9 + "- [one](https://arxiv.org/abs/2101.00001)\n- [two]()\n"
    write("how.md", text)
    write("README.md", GOOD)
    done = run("check")
    assert "skipped, hardly any entries: how.md" in done.err
    done = run("check", "how.md")
    assert [line.split()[1] for line in done.lines] == ["L001"]
    assert "no list, so only rules about links and the surface: how.md" in done.err


def test_show_settings_names_values_and_their_places(run: Run) -> None:
    write("a.md", GOOD)
    write("b.md", GOOD)
    write("base.toml", 'fail-on = "info"\n')
    write("awesome-lint.toml", 'extend = "base.toml"\nselect = ["L"]\n\n[per-file-ignores]\n"b.md" = ["L0"]\n')
    done = run("check", "--show-settings", "--ignore", "L004", "--config", 'extend-select=["D001"]')
    assert done.code == 0
    assert '  select = ["L"]  # awesome-lint.toml:2' in done.lines
    assert '  fail-on = "info"  # base.toml:1' in done.lines
    assert '  ignore = "L004"  # --ignore' in done.lines
    assert any(line.startswith('  extend-select = "D001"  # --config ') for line in done.lines)
    groups = done.out.split("\n\n")
    assert [group.splitlines()[0] for group in groups] == ["a.md", "b.md"]
    assert groups[1].splitlines()[-1] == "  rules: D001 error"


def test_exemptions_that_nothing_is_left_for(run: Run) -> None:
    write("a.md", EMPTY_LINK)
    table = '[[ignore]]\ncode = "L001"\nentry = "two"\nreason = "to come"\n'
    write("awesome-lint.toml", table + table.replace("two", "gone"))
    done = run("check", "--output-format", "json")
    (finding,) = json.loads(done.out)
    assert (finding["code"], finding["path"], finding["line"]) == ("X001", "awesome-lint.toml", 5)
    assert "`gone`" in finding["message"]
    assert run("check", "a.md").out == ""
    assert run("check", "--ignore", "L001").out == ""


def test_additions_reach_parser_and_rules(run: Run) -> None:
    write(
        "a.md",
        "# Papers\n\n" + f"- A Paper on Faces {1}, TALK 2021 [[pdf]](https://arxiv.org/abs/2101.0000{1})\n",
    )
    assert "V008" not in run("check", "a.md").out
    write("awesome-lint.toml", '[venues.TALK]\nname = "Talking Machines"\nyears = "even"\nfirst = 2000\n')
    assert "V008" in run("check", "a.md").out
    assert json.loads(run("export", "a.md").out)["venue"] == "TALK"


def _without_lines(export: str) -> str:
    """Exported entries without their lines: a comment above a heading moves what follows."""
    return re.sub(r'"(?:end_)?line": \d+', "", export)


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "lists").glob("*.md")))
def test_add_ignores_leaves_the_entries_and_no_finding(run: Run, name: str) -> None:
    Path(name).write_bytes((ROOT / "lists" / name).read_bytes())
    before = _without_lines(run("export", name).out)
    done = run("check", "-v", "--add-ignores", name)
    assert (done.code, done.out) == (0, "")
    written = Path(name).read_bytes()
    assert _without_lines(run("export", name).out) == before
    assert run("check", "-v", name).out == ""
    assert run("check", "-v", "--add-ignores", name).code == 0
    assert Path(name).read_bytes() == written


def test_add_ignores_keeps_encoding_newlines_and_mode(run: Run) -> None:
    text = "\ufeff" + EMPTY_LINK.replace("\n", "\r\n").removesuffix("\r\n")
    Path("a.md").write_bytes(text.encode("utf-16-le"))
    os.chmod("a.md", 0o640)
    assert run("check", "--add-ignores", "a.md").code == 0
    assert Path("a.md").read_bytes().decode("utf-16-le") == text + " <!-- awesome-lint: ignore L001 -->"
    assert Path("a.md").stat().st_mode & 0o777 == 0o640


def test_add_ignores_merges_with_what_is_there(run: Run) -> None:
    write("a.md", EMPTY_LINK.rstrip() + " <!-- awesome-lint: ignore D001 -- later -->\n")
    run("check", "--add-ignores", "a.md")
    assert Path("a.md").read_text().endswith("does <!-- awesome-lint: ignore D001, L001 -- later -->\n")


def test_add_ignores_writes_into_the_last_cell(run: Run) -> None:
    rows = "| Title | Link | Note |\n|--|--|--|\n| One on Faces | [pdf]() | |\n| Two on Walls | [pdf]() |\n"
    write("a.md", "# Papers\n\n" + rows + "| Three | [pdf](https://arxiv.org/abs/2101.00001) | x |\n")
    run("check", "--select", "L001", "--add-ignores", "a.md")
    lines = Path("a.md").read_text().splitlines()
    assert lines[4] == "| One on Faces | [pdf]() | <!-- awesome-lint: ignore L001 --> |"
    assert lines[5] == "| Two on Walls | [pdf]() <!-- awesome-lint: ignore L001 --> |"


def test_add_ignores_needs_files(process: Run) -> None:
    done = process("check", "--add-ignores", "-", stdin=EMPTY_LINK)
    assert done.code == 2
    assert "cannot into standard input" in done.err


def test_what_the_comments_themselves_bring_up_is_said(run: Run) -> None:
    write(
        "a.md",
        "# Papers\n\n- A Study of Lists in the Wild, CVPR 2021 [paper](https://arxiv.org/abs/2101.00001) [code][x]\n"
        "- More Lists in the Wild, CVPR 2021 [paper](https://arxiv.org/abs/2101.00002) [code](https://a.org/b)\n\n"
        "[x]: https://a.org/a\n[x]: https://bar.org/b\nSee this.\n",
    )
    done = run("check", "-v", "--add-ignores", "a.md")
    left = run("check", "-v", "-q", "a.md").lines
    said = [line for line in done.err.splitlines() if "is there with the comments" in line]
    assert len(said) == len(left)
    assert [line.split()[1] for line in left] == [line.split()[2] for line in said]
