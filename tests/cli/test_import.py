"""`awesome-lint import`, `export` in all formats, and lists merged with files of other formats."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import awesome_lint

from .conftest import Run

MINE = """\
# Nets

## Papers

- A Study of Lists [CVPR 2021] [Paper](https://arxiv.org/abs/2101.00001) [Code](https://github.com/owner/lists)
- More about Lists [ICCV 2023] [Paper](https://arxiv.org/abs/2303.00002) [Code](https://github.com/owner/more)
"""
THEIRS = r"""
@inproceedings{one, title = {Lists of {\'E}lan}, booktitle = {CVPR}, year = 2022,
  url = {https://arxiv.org/abs/2201.00003}, code = {https://github.com/owner/elan}}
@misc{two, title = {A Study of Lists}, eprint = {2101.00001}, archiveprefix = {arXiv}, project = {https://lists.example}}
"""


def test_a_library_becomes_a_list(run: Run) -> None:
    Path("refs.bib").write_text(THEIRS)
    done = run("import", "refs.bib")
    assert done.out == (
        "- **Lists of Élan** [CVPR 2022] [Paper](https://arxiv.org/abs/2201.00003) [Code](https://github.com/owner/elan)\n"
        "- **A Study of Lists** [Paper](https://arxiv.org/abs/2101.00001) [Project](https://lists.example)\n"
    )
    assert (done.code, done.err) == (0, "awesome-lint: 2 entries of 1 file imported\n")


def test_entries_come_in_the_style_of_a_list(run: Run) -> None:
    Path("refs.bib").write_text(THEIRS)
    Path("README.md").write_text(MINE)
    done = run("import", "-q", "--like", "README.md", "refs.bib")
    assert done.out.splitlines()[0] == (
        "- Lists of Élan [CVPR 2022] [Paper](https://arxiv.org/abs/2201.00003) [Code](https://github.com/owner/elan)"
    )
    assert (done.code, done.err) == (0, "")


def test_empty_cells_of_a_table_are_filled_as_its_own(run: Run) -> None:
    Path("README.md").write_text(
        "# Nets\n\n## Papers\n\n| Title | Venue | Paper | Code |\n|---|---|---|---|\n"
        "| Study | CVPR 2021 | [Paper](https://arxiv.org/abs/2101.00001) | - |\n"
        "| More | - | [Paper](https://arxiv.org/abs/2101.00002) | [Code](https://github.com/owner/more) |\n"
    )
    Path("tools.csv").write_text("title,code\nBoats,https://github.com/owner/boats\n")
    row = "| Boats | - | - | [Code](https://github.com/owner/boats) |"
    done = run("import", "--like", "README.md", "tools.csv")
    assert (done.out.splitlines()[-1], done.err) == (row, "awesome-lint: 1 entry of 1 file imported\n")
    assert run("normalize", "tools.csv", "--into", "README.md", "--section", "Papers", "--in-place").code == 0
    assert row in Path("README.md").read_text().splitlines()


def test_the_stop_of_et_al_is_no_separator_of_authors(run: Run) -> None:
    Path("refs.bib").write_text(
        "@misc{one, title={Lists of Things}, author={Lovelace, Ada and Turing, Alan}, year=2021}"
    )
    Path("README.md").write_text(
        "# Papers\n\n"
        "- **A Study of Lists**, Ann Lee et al., *CVPR 2022*. [[paper](https://arxiv.org/abs/2101.00001)]\n"
        "- **More about Lists**, Bo Kim et al., *ICCV 2021*. [[paper](https://arxiv.org/abs/2101.00002)]\n"
    )
    done = run("import", "-q", "--like", "README.md", "refs.bib")
    assert done.out.startswith("- **Lists of Things**, Ada Lovelace, Alan Turing, *2021*")


def test_a_library_is_merged_into_a_list_by_one_command(run: Run) -> None:
    Path("refs.bib").write_text(THEIRS)
    Path("README.md").write_text(MINE)
    done = run("normalize", "refs.bib", "--into", "README.md", "--section", "Papers", "--in-place")
    assert done.code == 0, done.err
    entries = awesome_lint.parse(Path("README.md").read_text(encoding="utf-8")).entries
    assert sorted(entry.title for entry in entries) == ["A Study of Lists", "Lists of Élan", "More about Lists"]
    study = next(entry for entry in entries if entry.title == "A Study of Lists")
    assert [link.role for link in study.links] == ["paper", "code", "project"]
    assert "united with refs.bib:4" in done.err


def test_a_library_on_standard_input_is_merged_by_the_name_it_is_given(process: Run) -> None:
    Path("README.md").write_text(MINE)
    unnamed = process("normalize", "-", "--into", "README.md", stdin=THEIRS)
    assert (unnamed.code, unnamed.out) == (2, "")
    assert "standard input: no entries of Markdown" in unnamed.err
    options = ("--stdin-filename", "refs.bib", "--into", "README.md", "--section", "Papers", "--in-place")
    named = process("normalize", "-", *options, stdin=THEIRS)
    assert named.code == 0, named.err
    assert "More about Lists" in Path("README.md").read_text(encoding="utf-8")


def test_a_broken_library_is_not_merged(run: Run) -> None:
    Path("refs.bib").write_text("nothing")
    Path("README.md").write_text(MINE)
    done = run("normalize", "refs.bib", "--into", "README.md", "--in-place")
    assert done.code == 2
    assert "refs.bib: no entry of BibTeX" in done.err
    assert Path("README.md").read_text() == MINE


def test_what_is_broken_is_said_and_the_rest_imported(run: Run) -> None:
    Path("refs.bib").write_text("@misc{a, title = {No end\n\n@misc{b, title = {Good}, url = {https://good.example}}\n")
    done = run("import", "refs.bib")
    assert done.code == 1
    assert "awesome-lint: refs.bib:1: a broken entry is left out" in done.err
    assert done.out == "- [Good](https://good.example)\n"


def test_what_a_style_cannot_hold_is_said(run: Run) -> None:
    Path("README.md").write_text(MINE)
    row = {"title": "Good Title of Nets", "authors": "Ann Lee", "links": {"paper": "https://arxiv.org/abs/2201.00004"}}
    Path("a.json").write_text(json.dumps([row]))
    done = run("import", "--like", "README.md", "a.json")
    assert (done.code, done.out) == (
        1,
        "- Good Title of Nets [Paper](https://arxiv.org/abs/2201.00004)\n",
    )
    assert "a.json:1: `Good Title of Nets`: not written as it was: authors" in done.err


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ((), "name the files to import"),
        (("gone.bib",), "gone.bib: no such file"),
        (("empty.json",), "empty.json: the file is empty"),
        (("words.txt",), "words.txt: its format cannot be told"),
        (("list.md",), "needs no import: `awesome-lint normalize` rewrites it"),
        (("binary.csv",), "binary.csv"),
        (("none.csv",), "none.csv: no column holds titles"),
        (("rows.json",), "rows.json: no entries; line 1: 5 is no entry"),
        (("good.json", "--like", "empty.json"), "empty.json: no entries were found in it"),
        (("good.json", "--like", "list.md", "--to", "table"), "--like and --to each say"),
        (("good.json", "-o", "good.json"), "is one of the lists that were read"),
        (("good.json", "--max-file-size", "5"), "good.json: the file is too large"),
        (("-", "-"), "standard input can be read once"),
    ],
)
def test_what_cannot_be_imported(run: Run, arguments: tuple[str, ...], what: str) -> None:
    for name, text in {
        "empty.json": "",
        "words.txt": "just words",
        "list.md": MINE,
        "none.csv": "a,b\n1,2\n",
        "rows.json": "[5]",
        "good.json": '[{"title": "Good"}]',
    }.items():
        Path(name).write_text(text)
    Path("binary.csv").write_bytes(b"\xff\x00\xfe\x80")
    done = run("import", *arguments)
    assert (done.code, done.out) == (2, "")
    assert what in done.err
    assert "Traceback" not in done.err


def test_one_unreadable_file_among_several(run: Run) -> None:
    Path("good.json").write_text('[{"title": "Good", "url": "https://good.example"}]')
    done = run("import", "gone.bib", "good.json")
    assert (done.code, done.out) == (2, "- [Good](https://good.example)\n")


def test_standard_input_goes_by_content_or_by_format(process: Run) -> None:
    done = process("import", "-q", "-", stdin=THEIRS)
    assert done.code == 0
    assert done.out.startswith("- **Lists of Élan**")
    named = process("import", "-q", "--format", "csv", "-", stdin="Title\nA\n")
    assert named.out == "- **A**\n"


@pytest.mark.parametrize("name", ["jsonl", "json", "csv", "yaml", "bibtex"])
def test_what_was_exported_is_imported(run: Run, name: str) -> None:
    Path("README.md").write_text(MINE)
    assert run("export", "--format", name, "-o", "out.txt", "README.md").code == 0
    done = run("import", "--format", name, "-q", "--like", "README.md", "out.txt")
    assert (done.code, done.err) == (0, "")
    assert done.out == MINE


@pytest.mark.parametrize(
    ("ending", "begin"),
    [
        (".jsonl", '{"path": "README.md"'),
        (".json", "[\n  {"),
        (".csv", "path,line,"),
        (".yml", "- path: README.md"),
        (".bib", "@inproceedings{study2021lists,"),
        (".md", "# Nets\n\n## Papers\n\n- **A Study of Lists** [CVPR 2021] "),
        (".html", "<!DOCTYPE NETSCAPE"),
        (".txt", '{"path": "README.md"'),
    ],
)
def test_the_ending_names_the_format(run: Run, ending: str, begin: str) -> None:
    Path("README.md").write_text(MINE)
    assert run("export", "-q", "-o", "out" + ending, "README.md").code == 0
    assert Path("out" + ending).read_text(encoding="utf-8").startswith(begin)


def test_an_exported_list_in_other_layouts(run: Run) -> None:
    Path("README.md").write_text(MINE)
    table = run("export", "-q", "--format", "markdown", "--to", "table", "README.md")
    assert (table.code, table.err) == (0, "")
    assert "| Title | " in table.out
    assert [entry.title for entry in awesome_lint.parse(table.out).entries] == ["A Study of Lists", "More about Lists"]
    like = run("export", "-q", "--format", "markdown", "--like", "README.md", "README.md")
    assert like.out == MINE
    wrong = run("export", "--like", "README.md", "README.md")
    assert wrong.code == 2
    assert "--like goes with --format markdown" in wrong.err
    assert "is none of bullets" in run("export", "--format", "markdown", "--to", "poem", "README.md").err


def test_what_a_format_cannot_hold_is_said(run: Run) -> None:
    Path("README.md").write_text(MINE + "- [ ] []()\n")
    done = run("export", "--format", "html", "README.md")
    assert done.code == 0
    assert os.linesep.join(done.lines).count("<A HREF=") == 4
