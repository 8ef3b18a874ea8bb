"""`awesome-lint export` and the library below it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import awesome_lint

from .conftest import Run

LIST = """\
# Papers

- A Study of Lists [CVPR 2021] [Paper](https://arxiv.org/abs/2101.00001v2) [Code](https://github.com/Owner/lists)
- More about Lists [ICCV 2023] [Paper](https://arxiv.org/abs/2303.00002) [Code](https://github.com/owner/more)
"""


def test_an_entry_is_a_line_of_json(run: Run) -> None:
    Path("a.md").write_text(LIST)
    done = run("export", "a.md")
    assert done.code == 0
    first, second = map(json.loads, done.lines)
    assert list(first) == [
        *("path", "line", "end_line", "section", "kind", "title", "alias", "authors", "venue_raw", "venue"),
        *("venue_source", "track", "year", "year_source", "status", "links", "unavailable", "unlinked", "keywords"),
        *("notes", "checked", "placeholder", "ids"),
    ]
    assert (first["path"], first["line"], first["section"]) == ("a.md", 3, ["Papers"])
    assert (first["title"], first["venue"], first["year"]) == ("A Study of Lists", "CVPR", 2021)
    assert [(link["role"], link["canonical"]) for link in first["links"]] == [
        ("paper", "arxiv:2101.00001"),
        ("code", "github:Owner/lists"),
    ]
    assert (second["line"], second["ids"]) == (4, {"arxiv": "2303.00002"})
    assert done.err == "awesome-lint: 1 file, 2 entries, 4 links\n"


def test_other_scripts_stand_as_they_are_and_controls_do_not(run: Run) -> None:
    Path("a.md").write_text("- [説明\u202e](https://example.org)\n- [two](https://example.org/2)\n", encoding="utf-8")
    done = run("export", "-q", "a.md")
    assert '"説明\\u202e"' in done.out
    assert json.loads(done.lines[0])["title"] == "説明\u202e"
    assert done.err == ""


def test_entries_of_several_files_go_to_one_file(run: Run) -> None:
    Path("b.md").write_text(LIST)
    Path("a.md").write_text(LIST)
    Path("c.md").write_bytes(b"\xff")
    done = run("export", "-o", "all.jsonl")
    assert (done.code, done.out) == (2, "")
    rows = [json.loads(line) for line in Path("all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["path"], row["line"]) for row in rows] == [("a.md", 3), ("a.md", 4), ("b.md", 3), ("b.md", 4)]


def test_rules_are_listed_and_explained(run: Run) -> None:
    listed = run("rule")
    assert listed.code == 0
    codes = [line.split()[0] for line in listed.lines]
    assert len(codes) == len(set(codes)) > 0
    for code in codes:
        page = run("rule", code)
        assert page.code == 0
        assert page.out.startswith(f"# {code} ")
    both = run("rule", codes[0].lower(), listed.lines[-1].split()[1])
    assert [line for line in both.lines if line.startswith(("# " + codes[0], "# " + codes[-1]))]


@pytest.mark.parametrize("code", ["X999", "duplicate-entri", ""])
def test_a_rule_that_is_none(run: Run, code: str) -> None:
    done = run("rule", code)
    assert (done.code, done.out) == (2, "")
    assert f"there is no rule {code}" in done.err
    if code == "duplicate-entri":
        assert "did you mean 'duplicate-entry'?" in done.err


def test_the_library_does_what_the_commands_do() -> None:
    document = awesome_lint.parse(LIST, "a.md")
    assert [entry.title for entry in document.entries] == ["A Study of Lists", "More about Lists"]
    assert document.path == "a.md"
    assert awesome_lint.lint([document], awesome_lint.Settings(ignore=("L009",))) == []
    broken = awesome_lint.parse(LIST.replace("https://arxiv.org/abs/2303.00002", ""))
    assert [finding.code for finding in awesome_lint.lint([broken], awesome_lint.Settings(select=("L001",)))] == [
        "L001"
    ]
    with pytest.raises(awesome_lint.SettingsError):
        awesome_lint.lint([broken], awesome_lint.Settings(select=("Q",)))
    with pytest.raises(AttributeError, match="has no attribute 'pars'"):
        awesome_lint.pars  # noqa: B018


def test_entries_are_written_as_another_list_writes_its_own() -> None:
    table = awesome_lint.parse(
        "| Paper | Venue | Code |\n|-|-|-|\n"
        "| [Wings](https://arxiv.org/abs/2101.00007) | ICCV 2021 | [code](https://github.com/owner/wings) |\n"
        "| [Beaks](https://arxiv.org/abs/2101.00008) | ICCV 2021 | [code](https://github.com/owner/beaks) |\n"
    )
    bullets = awesome_lint.parse(LIST)
    assert awesome_lint.render(table.entries, table) == table.source.text.partition("|-|-|-|\n")[2]
    assert awesome_lint.render(table.entries, bullets) == (
        "- Wings [ICCV 2021] [Paper](https://arxiv.org/abs/2101.00007) [Code](https://github.com/owner/wings)\n"
        "- Beaks [ICCV 2021] [Paper](https://arxiv.org/abs/2101.00008) [Code](https://github.com/owner/beaks)\n"
    )
    assert awesome_lint.render((), bullets) == ""


def test_what_another_list_has_no_place_for_is_named() -> None:
    remark = "https://arxiv.org/abs/2101.00007) [ICCV 2021] [Code](https://github.com/owner/wings) - about feathers\n"
    entries = awesome_lint.parse(f"# Birds\n\n- [Wings]({remark}- [Beaks]({remark}").entries
    tools = awesome_lint.parse("# Tools\n\n- [Wheels](https://example.org/a)\n- [Gears](https://example.org/b)\n")
    lost: list[tuple[str, tuple[str, ...]]] = []
    text = awesome_lint.render(entries[:1], tools, lambda entry, names: lost.append((entry.title, names)))
    assert "feathers" not in text
    assert lost == [("Wings", ("notes",))]


def test_a_list_is_normalized() -> None:
    odd = "| Paper | Venue |\n|-|-|\n| [Wings](https://arxiv.org/abs/2101.00007) | ICCV 2021 |\n"
    document = awesome_lint.parse(f"# Birds\n\nProse.\n\n{odd}", "mine.md")
    head, _, row = awesome_lint.normalize(document, layout="bullet").partition("Prose.\n\n")
    assert (head, row) == ("# Birds\n\n", "- [Wings](https://arxiv.org/abs/2101.00007) [ICCV 2021]\n")
    like = awesome_lint.parse(LIST)
    assert awesome_lint.normalize(document, like=like).endswith(awesome_lint.render(document.entries, like))
    assert awesome_lint.normalize(document) == document.source.text
    moved = awesome_lint.parse(document.source.text.replace("https:", "http:"))
    assert awesome_lint.normalize(moved, fields=["links"]) == document.source.text
    with pytest.raises(ValueError, match="like and layout each say"):
        awesome_lint.normalize(document, layout="bullet", like=like)
    with pytest.raises(ValueError, match="there is no layout 'circle'"):
        awesome_lint.normalize(document, layout="circle")
    with pytest.raises(ValueError, match="unknown field 'x'"):
        awesome_lint.normalize(document, fields=["x"])
    with pytest.raises(ValueError, match=r"mine\.md: a list without entries"):
        awesome_lint.normalize(document, like=awesome_lint.parse("", "mine.md"))


@pytest.mark.parametrize("first", ["parse", "lint", "normalize", "cli.app", "api"])
def test_functions_of_the_library_are_not_hidden_by_the_rooms_behind_them(first: str) -> None:
    used = "awesome_lint.lint([awesome_lint.parse('')]), awesome_lint.normalize(awesome_lint.parse('a'))"
    script = f"import awesome_lint, awesome_lint.{first}; print({used})"
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[] a\n", "")


def test_all_that_is_exported_is_there() -> None:
    assert all(getattr(awesome_lint, name) is not None for name in awesome_lint.__all__)
    assert os.path.exists(os.path.join(os.path.dirname(awesome_lint.__file__ or ""), "py.typed"))
