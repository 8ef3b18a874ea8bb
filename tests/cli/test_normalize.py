"""`awesome-lint normalize`: what is written where, what is said, and what is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import unmeasured

from .conftest import Run


def entry(number: int, form: str = "- {title} (CVPR 202{n}) [[paper]({url})]\n") -> str:
    url = f"https://arxiv.org/abs/2101.0000{number}"
    return form.format(title=f"Part {number} of Some Study", n=number, url=url)


ODD = "* **{title}**  [CVPR 202{n}] [[paper]({url})]\n"
USUAL = "# Papers\n\n" + "".join(map(entry, range(1, 6)))
LIST = "# Papers\n\n" + "".join(map(entry, range(1, 5))) + entry(5, ODD)
TABLE = "# Tables\n\n| Title | Venue | Links |\n|---|---|---|\n" + "".join(
    entry(n, "| {title} | ICCV 202{n} | [paper]({url}) |\n") for n in range(6, 9)
)


@pytest.fixture(autouse=True)
def lists(folder: Path) -> None:
    (folder / "a.md").write_text(LIST)
    (folder / "good.md").write_text(USUAL)
    (folder / "table.md").write_text(TABLE)


# Where it goes


def test_one_list_goes_to_standard_output(run: Run) -> None:
    done = run("normalize", "a.md")
    assert (done.code, done.out) == (0, USUAL)
    assert done.err == "awesome-lint: a.md: 1 of 5 entries rewritten\n"
    assert Path("a.md").read_text() == LIST


def test_a_list_in_one_style_comes_out_as_it_is(run: Run) -> None:
    done = run("normalize", "-q", "good.md")
    assert (done.code, done.out, done.err) == (0, USUAL, "")


def test_a_diff_changes_nothing_and_says_so_with_its_exit_code(run: Run) -> None:
    done = run("normalize", "--diff", "a.md", "good.md")
    assert done.code == 1
    assert done.lines[:2] == ["--- a.md", "+++ a.md"]
    assert [line for line in done.lines if line.startswith("+-")] == ["+" + entry(5).rstrip()]
    assert "good.md" not in done.out
    assert run("normalize", "--diff", "good.md").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_is_shown_a_diff(folder: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "awesome_lint", "normalize", "-q", "a.md"], stdout=theirs, check=False, env=unmeasured()
    )
    os.close(theirs)
    assert done.returncode == 1
    assert os.read(ours, 10_000).startswith(b"--- a.md\r\n+++ a.md\r\n")
    os.close(ours)


def test_check_prints_no_list(run: Run) -> None:
    assert (run("normalize", "--check", "a.md").code, run("normalize", "--check", "good.md").code) == (1, 0)
    assert run("normalize", "--check", "a.md", "good.md", "table.md").out == ""
    assert Path("a.md").read_text() == LIST


def test_lists_are_written_back_by_a_process_of_its_own(process: Run) -> None:
    before = os.stat("good.md").st_mtime_ns
    done = process("normalize", "--in-place", ".")
    assert (done.code, done.out) == (0, "")
    assert Path("a.md").read_text() == USUAL
    assert os.stat("good.md").st_mtime_ns == before
    assert process("normalize", "--check", ".").code == 0


def test_the_output_file_is_written_by_a_process_of_its_own(process: Run) -> None:
    Path("a.md").write_bytes(b"\xef\xbb\xbf" + LIST.replace("\n", "\r\n").encode())
    done = process("normalize", "a.md", "-o", "b.md")
    assert (done.code, done.out) == (0, "")
    assert Path("b.md").read_bytes() == b"\xef\xbb\xbf" + USUAL.replace("\n", "\r\n").encode()


def test_standard_input_is_read(process: Run) -> None:
    done = process("normalize", "-", stdin=LIST)
    assert (done.code, done.out) == (0, USUAL)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_list_keeps_its_encoding(process: Run, encoding: str) -> None:
    Path("a.md").write_bytes(LIST.encode(encoding))
    assert process("normalize", "--in-place", "a.md").code == 0
    assert Path("a.md").read_bytes() == USUAL.encode(encoding)


# What is asked for


@pytest.mark.parametrize(
    ("layout", "line"),
    [
        ("table", "| Part 5 of Some Study | CVPR 2025 | [paper]"),
        ("numbered", "5. Part 5 of Some Study"),
        ("headings", "## Part 5 of Some Study"),
        ("heading", "## Part 5 of Some Study"),
        ("paragraphs", "Part 5 of Some Study"),
        ("bullets", "- Part 5 of Some Study"),
    ],
)
def test_another_layout(run: Run, layout: str, line: str) -> None:
    done = run("normalize", "a.md", "--to", layout)
    assert done.code == 0
    plain = done.out.replace("**", "").replace(" |  | ", " | ").replace("CVPR | 2025", "CVPR 2025")
    assert [text for text in plain.splitlines() if text.startswith(line)]


def test_columns_of_ones_own(run: Run) -> None:
    done = run("normalize", "a.md", "--to", "table", "--columns", "year,venue", "--columns", "title,paper")
    assert "| Year | Venue | Title | Paper |\n" in done.out
    assert done.out.count("arxiv.org") == 5


def test_the_style_of_another_list(run: Run) -> None:
    done = run("normalize", "table.md", "--like", "good.md")
    assert done.out == "# Tables\n\n" + "".join(map(entry, range(6, 9))).replace("CVPR", "ICCV")


def test_a_template(run: Run) -> None:
    done = run("normalize", "table.md", "--template", "- {title}, *{venue} {year}*: {links}")
    assert "- Part 6 of Some Study, *ICCV 2026*: [paper](https://arxiv.org/abs/2101.00006)\n" in done.out


def test_a_template_may_say_the_labels_of_links(run: Run) -> None:
    done = run("normalize", "table.md", "--template", "- [{title}]({paper}) ({venue} {year}) {links}")
    assert "- [Part 6 of Some Study](https://arxiv.org/abs/2101.00006) (ICCV 2026)\n" in done.out
    done = run("normalize", "table.md", "--template", "- {title} ({venue} {year}) [[PDF]({paper})]")
    assert "- Part 6 of Some Study (ICCV 2026) [[PDF](https://arxiv.org/abs/2101.00006)]\n" in done.out
    done = run("normalize", "table.md", "--template", "- **{title}** ({venue} {year}) <{paper}>")
    assert "- **Part 6 of Some Study** (ICCV 2026) <https://arxiv.org/abs/2101.00006>\n" in done.out


def test_what_is_left_is_named_with_the_reason(run: Run) -> None:
    done = run("normalize", "a.md", "--to", "table", "--columns", "title,paper")
    assert done.out == LIST
    assert "a.md:3: `Part 1 of Some Study`: left as it is: there is no place for its venue" in done.err
    assert "a.md: 4 entries more in one run with these left" in done.err
    assert "--drop writes them without" in done.err
    done = run("normalize", "a.md", "--to", "table", "--columns", "title,paper", "--drop")
    assert "CVPR" not in done.out
    assert "a.md:3: `Part 1 of Some Study`: written without its venue" in done.err


def test_fields_alone(run: Run) -> None:
    Path("links.md").write_text(
        LIST.replace("https://arxiv.org/abs/2101.00003", "http://arxiv.org/pdf/2101.00003v2.pdf")
    )
    done = run("normalize", "links.md", "--to", "as-is", "--fields", "links", "--arxiv", "abs")
    assert done.out == LIST


def test_fields_take_the_form_of_the_list_they_go_into(run: Run) -> None:
    Path("mine.md").write_text(LIST.replace("CVPR", "ACMMM"))
    Path("theirs.md").write_text(
        "# Papers\n\n- Marble Busts and Masks (ACM MM 2022) [[PDF]](https://arxiv.org/abs/2209.00001v2)\n"
    )
    done = run("normalize", "theirs.md", "--into", "mine.md", "--fields", "all", "--at", "bottom")
    assert "- Marble Busts and Masks (ACMMM 2022) [[paper](https://arxiv.org/abs/2209.00001)]\n" in done.out


def test_a_field_that_stays_is_named(run: Run) -> None:
    garbled = "- Directing Heads in ‚Äúthe wild‚Äù: code [CVPR 2022] [[Paper]](https://example.org/1.pdf)\n"
    Path("garbled.md").write_text(f"# Papers\n\n{garbled}", encoding="utf-8")
    done = run("normalize", "garbled.md", "--to", "as-is", "--fields", "titles")
    assert garbled in done.out
    assert "garbled.md:3: `Directing Heads" in done.err
    assert "titles left as written: the entry would read otherwise" in done.err


def test_nothing_but_the_named_changes(run: Run) -> None:
    assert run("normalize", "a.md", "--to", "as-is").out == LIST


# What is refused


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.md", "good.md"], "2 lists were read: write them with --in-place, or look with --diff"),
        (["a.md", "--to", "columns"], "'columns' is no layout: table, bullets, numbered, headings, paragraphs"),
        (["a.md", "--to", "table", "--like", "good.md"], "--to and --like each say how entries are written"),
        (["a.md", "--like", "good.md", "--template", "{title}"], "--like and --template each say how entries"),
        (["a.md", "--columns", "title"], "--columns goes with --to table"),
        (["a.md", "--to", "table", "--columns", "title,colour"], "--columns: "),
        (["a.md", "--template", "- {venue}"], "--template: the template has no {title}"),
        (["a.md", "--template", "- {title} {colour}"], "--template: the template has an unknown field {colour}"),
        (["a.md", "--template", "- {title"], "--template: "),
        (["a.md", "--fields", "colour"], "--fields: unknown field 'colour'; there are venue, links"),
        (["a.md", "--arxiv", "abs"], "--arxiv goes with --fields links"),
        (["a.md", "--section", "Papers"], "--section goes with --into"),
        (["a.md", "--at", "top"], "--at goes with --into"),
        (["a.md", "--prefer", "mine"], "--prefer goes with --into"),
        (["a.md", "--drop"], "--drop goes with --to, --like or --template"),
        (["a.md", "--sort", "colour"], "'colour' is not one of"),
        (["a.md", "--in-place", "--diff"], "--diff writes nothing, and --in-place does"),
        (["a.md", "--in-place", "--check"], "--check writes nothing, and --in-place does"),
        (["a.md", "-o", "b.md", "--in-place"], "-o and --in-place do not go together"),
        (["a.md", "-o", "b.md", "--diff"], "-o and --diff do not go together"),
        (["a.md", "-o", "a.md"], "-o a.md is one of the lists that were read"),
        (["-", "--in-place"], "standard input has no file to write to"),
        (["--into", "good.md"], "--into needs the lists to merge"),
        (["a.md", "--into", "a.md"], "a.md cannot be merged into itself"),
        (["a.md", "--into", "good.md", "--to", "table"], "--into writes entries as good.md does: leave out --to"),
        (["a.md", "--into", "nowhere.md"], "nowhere.md: no such file or folder"),
        (["a.md", "--like", "nowhere.md"], "nowhere.md: no such file or folder"),
        (["a.md", "--like", "empty.md"], "empty.md: the file is empty"),
        (["a.md", "--into", "empty.md"], "empty.md: the file is empty"),
        (["nowhere.md"], "nowhere.md: no such file or folder"),
        (["empty.md"], "empty.md: the file is empty"),
        (["prose.md"], "prose.md: no entries were found in it"),
        (["library.bib"], "library.bib: no entries: this is no Markdown; `awesome-lint import` makes a list of it"),
        (["prose.md", "--into", "good.md"], "prose.md: no entries were found in it"),
        (["bytes.md"], "bytes.md: "),
    ],
)
def test_wrong_use_and_bad_input(run: Run, arguments: list[str], message: str) -> None:
    Path("empty.md").write_text("\n")
    Path("prose.md").write_text("# About\n\nNothing is listed here.\n")
    Path("library.bib").write_text("@article{key, title={Some Study}}\n")
    Path("bytes.md").write_bytes(b"\xff\xfe\xff")
    there = {path: path.read_bytes() for path in Path().iterdir()}
    done = run("normalize", *arguments)
    assert done.code == 2
    assert done.out == ""
    assert message in done.err
    assert "Traceback" not in done.err
    assert len([line for line in done.err.splitlines() if "error:" in line]) == 1
    assert {path: path.read_bytes() for path in Path().iterdir()} == there


def test_a_list_without_entries_does_not_keep_others_from_being_written(run: Run) -> None:
    Path("prose.md").write_text("# About\n\nNothing is listed here.\n")
    done = run("normalize", "--in-place", "a.md", "prose.md")
    assert done.code == 2
    assert Path("a.md").read_text() == USUAL


def test_a_folder_without_lists(run: Run) -> None:
    Path("sub").mkdir()
    done = run("normalize", "sub")
    assert (done.code, done.out) == (2, "")
    assert "no list was found" in done.err


def test_two_styles_that_tie(run: Run) -> None:
    tied = "# Papers\n\n" + "".join(map(entry, range(1, 5))) + "".join(entry(n, ODD) for n in range(5, 9))
    Path("tied.md").write_text(tied)
    done = run("normalize", "--in-place", "tied.md")
    assert done.code == 2
    assert "tied.md: no style prevails" in done.err
    assert "4 entries" in done.err
    assert "--like FILE or --template TEXT" in done.err
    assert Path("tied.md").read_text() == tied


def test_a_file_that_changed_meanwhile_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from awesome_lint.cli.writing import write_back
    from awesome_lint.files import ChangedError, read_text
    from awesome_lint.parse import parse_document

    document = parse_document(read_text("a.md").source)
    Path("a.md").write_text(TABLE)
    with pytest.raises(ChangedError, match="changed since it was read"):
        write_back(document, USUAL)
    assert Path("a.md").read_text() == TABLE


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written_is_said(run: Run) -> None:
    Path("a.md").chmod(0o444)
    done = run("normalize", "--in-place", "a.md")
    assert done.code == 2
    assert "a.md: cannot be written: the file is read-only" in done.err


# Merging and sorting


MINE = "# Mine\n\n## Faces\n\n" + "".join(map(entry, range(1, 5))) + "\n## Voices\n\n" + entry(9) + entry(8)


def test_entries_are_merged_into_a_list_and_nothing_else_of_it_changes(process: Run) -> None:
    Path("mine.md").write_text(MINE)
    Path("theirs.md").write_text("# Theirs\n\n## Faces\n\n" + entry(2, ODD) + entry(5, ODD))
    done = process("normalize", "theirs.md", "--into", "mine.md", "--in-place", "--at", "bottom")
    assert (done.code, done.out) == (0, "")
    assert "mine.md: 1 added, 0 united, 1 there already" in done.err
    assert Path("mine.md").read_text() == MINE.replace("\n## Voices", entry(5) + "\n## Voices")


def test_what_has_no_place_or_contradicts_is_left_to_the_maintainer(run: Run) -> None:
    Path("mine.md").write_text(MINE)
    Path("theirs.md").write_text("# Theirs\n\n## Hands\n\n" + entry(1).replace("CVPR", "ECCV") + entry(5))
    done = run("normalize", "theirs.md", "--into", "mine.md")
    assert (done.code, done.out) == (1, MINE)
    assert "theirs.md:6: not written: `Part 5 of Some Study`" in done.err
    assert "mine.md:5: venue CVPR 2021, in theirs.md:5 ECCV 2021" in done.err
    done = run("normalize", "theirs.md", "--into", "mine.md", "--prefer", "theirs", "--section", "Hands=Faces")
    assert done.code == 0
    assert "- Part 1 of Some Study (ECCV 2021)" in done.out
    assert "- Part 5 of Some Study" in done.out.partition("## Voices")[0]


def test_all_that_a_file_of_another_format_loses_is_said_on_request(run: Run) -> None:
    Path("mine.md").write_text(MINE)
    rows = [
        {
            "title": f"Gear {n}",
            "url": f"https://g.example/{n}",
            "section": ["Faces"],
            "authors": "and , ; 1. x",
            "notes": f"| - [x] {n}",
        }
        for n in range(15)
    ]
    Path("theirs.json").write_text(json.dumps(rows))
    few = run("normalize", "theirs.json", "--into", "mine.md").err
    every = run("normalize", "theirs.json", "--into", "mine.md", "--verbose").err
    assert few.count("not written as it was") == 10
    assert "and 5 more (-v shows them)" in few
    assert every.count("not written as it was") == 15


def test_lines_count_in_the_sorted_list(run: Run) -> None:
    Path("mine.md").write_text("# Mine\n\n## Faces\n\n" + "".join(map(entry, (4, 3, 2, 1))))
    Path("theirs.md").write_text("# Theirs\n\n## Faces\n\n" + entry(5) + entry(2).replace("CVPR", "ECCV"))
    done = run("normalize", "theirs.md", "--into", "mine.md", "--in-place", "--at", "top", "--sort", "title")
    lines = Path("mine.md").read_text().splitlines()
    assert [line[2:8] for line in lines[4:]] == [f"Part {number}" for number in range(1, 6)]
    assert "mine.md:9: added from theirs.md:5" in done.err
    assert "mine.md:6: venue CVPR 2022, in theirs.md:6 ECCV 2022" in done.err


def test_a_section_that_does_not_exist(run: Run) -> None:
    Path("mine.md").write_text(MINE)
    done = run("normalize", "a.md", "--into", "mine.md", "--in-place", "--section", "Nowhere")
    assert done.code == 2
    assert "awesome-lint: error: mine.md: there is no section 'Nowhere'; nearest: `Faces`, `Voices`" in done.err
    assert Path("mine.md").read_text() == MINE


def test_sections_are_sorted(run: Run) -> None:
    Path("mine.md").write_text(MINE)
    done = run("normalize", "mine.md", "--sort", "title")
    assert done.out.endswith("## Voices\n\n" + entry(8) + entry(9))
    assert run("normalize", "mine.md", "--sort", "as-is").out == MINE
