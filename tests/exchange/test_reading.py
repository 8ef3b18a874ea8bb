"""Files of other tools, and broken ones: what can be read is read, and the rest is said with its line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from awesome_lint.exchange.fields import FormatError
from awesome_lint.exchange.formats import Read, guess_format, read
from awesome_lint.exchange.table import format_of, is_contribution
from awesome_lint.model import Entry

LIBRARY = r"""
% Some comment
@string{cvpr = "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition"}
@preamble{"\newcommand{\noop}[1]{}"}

@inproceedings{lee2019,
  title = {Nets that {GAN}ts Draw},
  author = {Lee, Ann-Marie and M{\"u}ller, J{\'e}r{\^o}me and van den Berg, Q. and King, Jr., Max and {The Lab}
            and others},
  booktitle = cvpr,
  year = 2019, month = jun, pages = {1--9},
  doi = {10.1109/CVPR.2019.00001},
  url = {https://openaccess.thecvf.com/content_CVPR_2019/html/Lee_Nets_CVPR_2019_paper.html},
  code = {https://github.com/lee/nets https://gitlab.com/lee/nets},
}

@inproceedings{broken,
  title = {Never closed,
  year = 2020

@article{preprint,
  title = "50\% of $\alpha$-Nets -- a {\em study}",
  author = "Bo Chen and Cy Dee",
  journal = {arXiv preprint arXiv:1901.00001},
  year = {2019}
}

@inproceedings{part, title = {A Part}, crossref = {whole}}
@proceedings{whole, title = {European Conference on Computer Vision}, year = {2018}}
@misc{part, howpublished = {\url{https://github.com/tool/tool}}, title = {A Tool}, year = {n.d.}}
@misc{nobody, author = {Some Body}}
article{forgotten, title = {No Sign}}
@misc(round, title = {In Round Brackets}, note = {See \url{https://round.example/x}.}, keywords = {a; b})
@article{twice, title = {First Title}, title = {Second}, journal = nowhere}
"""


def said(found: Read) -> dict[int, str]:
    return {problem.line: problem.text for problem in found.problems if not problem.notice}


def by_title(found: Read) -> dict[str, Entry]:
    return {row.entry.title: row.entry for row in found.rows}


def test_a_library_of_bibtex() -> None:
    found = read(LIBRARY, "bibtex")
    entries = by_title(found)
    assert list(entries) == [
        *("Nets that GANts Draw", r"50% of $\alpha$-Nets – a study", "A Part", "A Tool", "In Round Brackets"),
        "First Title",
    ]
    lee = entries["Nets that GANts Draw"]
    assert lee.authors == "Ann-Marie Lee, Jérôme Müller, Q. van den Berg, Max King Jr., The Lab et al."
    assert (lee.kind, lee.venue, lee.year) == ("paper", "CVPR", 2019)
    assert lee.venue_raw == "IEEE/CVF Conference on Computer Vision and Pattern Recognition"
    assert [(link.role, link.url) for link in lee.links] == [
        ("paper", "https://openaccess.thecvf.com/content_CVPR_2019/html/Lee_Nets_CVPR_2019_paper.html"),
        ("paper", "https://doi.org/10.1109/CVPR.2019.00001"),
        ("code", "https://github.com/lee/nets"),
        ("code", "https://gitlab.com/lee/nets"),
    ]
    assert lee.ids["doi"] == "10.1109/cvpr.2019.00001"
    preprint = entries[r"50% of $\alpha$-Nets – a study"]
    assert (preprint.venue, preprint.ids) == ("arXiv", {"arxiv": "1901.00001"})
    part = entries["A Part"]
    assert (part.venue, part.year) == ("ECCV", 2018)
    tool = entries["A Tool"]
    assert (tool.kind, tool.year, [link.url for link in tool.links]) == (
        *("resource", None),
        ["https://github.com/tool/tool"],
    )
    assert entries["In Round Brackets"].keywords == ("a", "b")
    assert [link.url for link in entries["In Round Brackets"].links] == ["https://round.example/x"]


def test_what_is_broken_in_a_library_is_said_by_line() -> None:
    found = read(LIBRARY, "bibtex")
    lines = LIBRARY.split("\n")
    problems = said(found)
    assert {lines[line - 1].split(",")[0]: text for line, text in problems.items()} == {
        "@inproceedings{broken": problems[17],
        "@misc{part": "year: 'n.d.' is no year",
        "@misc{nobody": "no title; the entry is left out",
        "article{forgotten": "`article{` is taken for a comment, for it has no `@` in front; the entry is left out",
        "@article{twice": "@string nowhere is not defined; its name is taken",
    }
    assert "a broken entry is left out" in problems[17]
    notices = [problem.text for problem in found.problems if problem.notice]
    assert any("have no place in a list are left out " in notice and "pages (1)" in notice for notice in notices)
    assert any("the key part is taken by line 28" in notice for notice in notices)
    assert lines[found.rows[0].line - 1] == "@inproceedings{lee2019,"


def test_crossrefs_in_a_circle_end() -> None:
    found = read("@misc{a, title = {A}, crossref = {b}}\n@misc{b, title = {B}, crossref = {a}}\n", "bibtex")
    assert [row.entry.title for row in found.rows] == ["A", "B"]


@pytest.mark.parametrize("text", ["", "nothing here", "{{{", "@", "@comment{only}"])
def test_no_bibtex(text: str) -> None:
    with pytest.raises(FormatError, match="no entry of BibTeX"):
        read(text, "bibtex")


def test_braces_without_end_are_no_matter() -> None:
    deep = "{" * 5000
    found = read(f"@misc{{a, title = {{{deep}x{'}' * 5000}}}}}\n@misc{{b, title = {{\\emph{{x}} y}}}}\n", "bibtex")
    assert [row.entry.title for row in found.rows] == ["x", "x y"]


@pytest.mark.parametrize(
    ("text", "title", "authors", "year", "urls"),
    [
        (
            'Title,Authors,Year,URL\nA Paper,"Jo Lee, Bo Chen",2020,https://arxiv.org/abs/2001.00001\n',
            *("A Paper", "Jo Lee, Bo Chen", 2020, ["https://arxiv.org/abs/2001.00001"]),
        ),
        (
            'Title;Authors;Publication Year;DOI\n"A; ""Paper""";"Lee, Jo; Chen, Bo";2020;10.1000/xyz\n',
            *('A; "Paper"', "Jo Lee, Bo Chen", 2020, ["https://doi.org/10.1000/xyz"]),
        ),
        (
            "论文标题\t会议\t代码\nA Paper\tCVPR 2021\thttps://github.com/a/b\n",
            "A Paper",
            None,
            2021,
            ["https://github.com/a/b"],
        ),
        (
            "sep=|\nName|Link|Date\nA Tool|https://tool.example|2020-05-01\n",
            "A Tool",
            None,
            2020,
            ["https://tool.example"],
        ),
        (
            "paper_title,arxiv,github\r\nA Paper,2001.00001,https://github.com/a/b https://github.com/a/c\r\n",
            *("A Paper", None, None),
            ["https://arxiv.org/abs/2001.00001", "https://github.com/a/b", "https://github.com/a/c"],
        ),
    ],
    ids=["plain", "zotero", "chinese", "sep", "windows"],
)
def test_tables_of_other_tools(text: str, title: str, authors: str | None, year: int | None, urls: list[str]) -> None:
    found = read(text, "csv")
    entry = found.rows[0].entry
    assert (entry.title, entry.year) == (title, year)
    assert entry.authors == authors
    assert [link.url for link in entry.links] == urls


def test_broken_rows_of_a_table() -> None:
    text = 'Title,Year,Stars\nOne,2020,5\n,2021,\nTwo,soon,3\nThree,2022,1,more\n\nFour,"2023,\nFive,2024,\n'
    found = read(text, "csv")
    assert [(row.entry.title, row.entry.year, row.line) for row in found.rows] == [
        *(("One", 2020, 2), ("Two", None, 4), ("Three", 2022, 5), ("Five", 2024, 8)),
    ]
    assert said(found) == {
        3: "no title; the entry is left out",
        4: "year: 'soon' is no year",
        5: "4 cells, and only 3 columns: what is too much is left out",
        7: "no row of CSV: unexpected end of data",
    }
    notices = [problem.text for problem in found.problems if problem.notice]
    assert notices == [
        "fields that have no place in a list are left out (of so many entries): code without an address (3)"
    ]


@pytest.mark.parametrize(
    ("booktitle", "venue"),
    [
        ("The Thirty-Third {AAAI} Conference on Artificial Intelligence, {AAAI} 2019", "AAAI"),
        (
            "{IEEE} Conference on Computer Vision and Pattern Recognition, {CVPR} 2019, Long Beach, CA, USA, June 16",
            "CVPR",
        ),
        ("Computer Vision - {ECCV} 2020 - 16th European Conference, Glasgow, UK, Proceedings, Part {I}", "ECCV"),
        (
            "Advances in Neural Information Processing Systems 32: Annual Conference on Neural Information Processing "
            "Systems 2019, NeurIPS 2019, December 8-14, 2019, Vancouver, BC, Canada",
            "NeurIPS",
        ),
        ("Computer Vision - {ECCV} 2018 Workshops - Munich, Germany, September 8-14, 2018", None),
    ],
)
def test_the_venue_of_proceedings_with_place_and_days(booktitle: str, venue: str | None) -> None:
    text = f"@inproceedings{{a, title = {{A Title of Words}}, year = 2019, booktitle = {{{booktitle}}}}}"
    entry = read(text, "bibtex").rows[0].entry
    if venue is None:
        assert entry.venue_raw != "ECCV"
    else:
        assert (entry.venue_raw, entry.venue, entry.year) == (venue, venue, 2019)


def test_what_stands_in_a_column_of_links_and_is_no_link() -> None:
    text = (
        "Title,Paper,Code\nOne,https://example.org/1.pdf,-\nTwo,N/A,github.com/o/two\n"
        "Three,paper/3.pdf,coming soon\nFour,arXiv:2101.00004,see the paper\nFive,,www.example.org\n"
    )
    found = read(text, "csv")
    assert [[link.url for link in row.entry.links] for row in found.rows] == [
        ["https://example.org/1.pdf"],
        ["https://github.com/o/two"],
        ["paper/3.pdf"],
        ["https://arxiv.org/abs/2101.00004"],
        ["https://www.example.org"],
    ]
    assert said(found) == {5: "code: 'see the paper' is no address"}


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Year\n2020\n"])
def test_a_table_without_titles(text: str) -> None:
    with pytest.raises(FormatError, match="no column holds titles"):
        read(text, "csv")


def test_what_a_spreadsheet_would_run_is_text() -> None:
    from . import entries as made

    entry = by_title(read('[{"title": "=1+1", "notes": "@cmd", "authors": "-x", "alias": "\'=y"}]', "json"))["=1+1"]
    from awesome_lint.exchange.formats import write

    text = write([made.document(entry)], "csv").text
    cells = text.splitlines()[1].split(",")
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    back = read(text, "csv").rows[0].entry
    assert (back.title, back.notes, back.authors, back.alias) == ("=1+1", "@cmd", "-x", "'=y")


def test_addresses_that_were_edited_in_a_table_count() -> None:
    from awesome_lint.exchange.formats import write

    from . import entries as made

    links = {"paper": "https://arxiv.org/abs/2001.00001", "code": ["https://github.com/a/b", "https://github.com/a/c"]}
    entry = read(json.dumps([{"title": "A", "links": links}]), "json").rows[0].entry
    text = write([made.document(entry)], "csv").text
    edited = text.replace("https://github.com/a/b https://github.com/a/c", "https://github.com/a/c https://new.example")
    back = read(edited, "csv").rows[0].entry
    assert [(link.role, link.url) for link in back.links] == [
        ("paper", "https://arxiv.org/abs/2001.00001"),
        ("code", "https://github.com/a/c"),
        ("code", "https://new.example"),
    ]


JSON_ROWS: list[Any] = [
    {"title": "One", "author": [{"given": "Jo", "family": "Lee"}, "Bo Chen"], "issued": {"date-parts": [[2020, 1]]}},
    5,
    {"title": ["x"]},
    {"title": "Two", "year": "soon", "links": [{"url": 1}, {"url": "https://two.example", "role": "papr"}]},
    {"title": "Three", "container-title": "CVPR", "DOI": "10.1000/xyz", "links": {"code": "https://github.com/a/b"}},
    {"title": "Four", "kind": "poem", "keywords": "a, b；c", "checked": "yes", "unlinked": ["code", "nonsense"]},
    None,
]


@pytest.mark.parametrize("name", ["json", "jsonl", "yaml"])
def test_objects_of_other_tools(name: str) -> None:
    if name == "jsonl":
        text = "".join(json.dumps(row) + "\n" for row in JSON_ROWS)
    else:  # JSON is YAML, too
        text = "[\n" + ",\n".join(json.dumps(row) for row in JSON_ROWS) + "\n]\n"
    found = read(text, name)
    one, two, three, four = (row.entry for row in found.rows)
    assert (one.authors, one.year) == ("Jo Lee, Bo Chen", 2020)
    assert [link.url for link in two.links] == (["1"] if name == "yaml" else []) + ["https://two.example"]
    assert (three.venue, three.kind) == ("CVPR", "paper")
    assert [(link.role, link.url) for link in three.links] == [
        ("code", "https://github.com/a/b"),
        ("paper", "https://doi.org/10.1000/xyz"),
    ]
    assert (four.keywords, four.checked, four.unlinked) == (("a", "b", "c"), True, ("code",))
    offset = 0 if name == "jsonl" else 1
    assert {line - offset for line in said(found)} == {2, 3, 4, 6, 7}


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("json", "[", "no JSON: line 1"),
        ("json", "5", "no list of entries: write an array"),
        ("json", "[" * 100_000, "no JSON"),
        ("json", '[{"a": NaN}]', "NaN is no JSON"),
        ("jsonl", "no\nJSON\n", "no JSON Lines: line 1"),
        ("yaml", "a: [\n", "no YAML: line 2"),
        ("yaml", "a: &x [1]\nb: [*x]\n", "line 1: anchors"),
        ("yaml", "[" * 1000, "nested too deeply"),
        ("yaml", "a: \x00", "no YAML"),
        ("markdown", "# A", "written, and not read"),
    ],
)
def test_texts_that_are_none_of_their_format(name: str, text: str, what: str) -> None:
    with pytest.raises(FormatError, match=what):
        read(text, name)


def test_json_that_breaks_off() -> None:
    found = read('[{"title": "One"},\n {"title": "Two", "title": "Three"},\n {"title": "Fo', "json")
    assert [row.entry.title for row in found.rows] == ["One", "Three"]
    assert said(found)[2] == "'title' stands there several times; the last one counts"
    assert "no JSON from here on" in said(found)[3]


def test_names_of_several_lists_in_an_object_are_sections() -> None:
    text = json.dumps({"Papers": [{"title": "A"}], "Tools": {"New": [{"name": "B"}], "Old": [{"name": "C"}]}})
    assert [row.entry.section for row in read(text, "json").rows] == [("Papers",), ("Tools", "New"), ("Tools", "Old")]
    assert [row.entry.section for row in read('{"version": 1, "items": [{"title": "A"}]}', "json").rows] == [()]


def test_plain_values_of_yaml_are_text() -> None:
    text = "- title: yes\n  year: 2020\n- title: 2020-01-01\n- title: 1e3\n- title: 012\n- {title: ~, name: null}\n"
    found = read(text, "yaml")
    read_so = [(row.entry.title, row.line) for row in found.rows]
    assert read_so == [("yes", 1), ("2020-01-01", 3), ("1e3", 4), ("012", 5)]
    assert said(found) == {6: "no title; the entry is left out"}


def test_formats_are_told_by_ending_and_by_content() -> None:
    assert [format_of(path) for path in ("a.bib", "b.JSONL", "c.yml", "d.tsv", "e.md", "f.txt")] == [
        *("bibtex", "jsonl", "yaml", "csv", "markdown", None),
    ]
    assert is_contribution("a.bib")
    assert not is_contribution("a.html")
    assert [
        guess_format(text)
        for text in ('{"a": 1}\n{"a": 2}\n', '{\n"a": 1}', "[1]", "x\n @misc{a,", "a;b\n1;2", "- title: x\n", "words")
    ] == ["jsonl", "json", "json", "bibtex", "csv", "yaml", None]
