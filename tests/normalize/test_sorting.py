"""Sections sorted: entries change their places, and nothing else changes."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.model import Document
from awesome_lint.normalize.sorting import KEYS, SortKey, sort
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits
from awesome_lint.style import infer

ROOT = Path(__file__).resolve().parents[2]
LISTS = sorted([*(ROOT / "lists").glob("*.md"), *(ROOT / "tests" / "fixtures").glob("*.md")])


def read(text: str) -> Document:
    return parse_document(Source(text, "list.md"))


def by(key: SortKey, text: str) -> str:
    document = read(text)
    return apply_edits(text, sort(document, infer(document), key).edits)


def titles(text: str) -> list[str]:
    return [entry.title for entry in read(text).entries]


def paper(title: str, venue: str = "CVPR 2020", number: int = 1) -> str:
    return f"- [{title}](https://arxiv.org/abs/2001.{number:05}) {venue}"


def papers(*written: str) -> str:
    return "# Heads\n\n" + "".join(f"{one}\n" for one in written)


def test_by_year_the_newest_first_those_without_one_at_the_end() -> None:
    rows = [
        paper("Old", "CVPR 2019"),
        paper("No Year", ""),
        paper("New", "CVPR 2023"),
        paper("As Old", "ICCV 2019"),
        paper("No Year Either", ""),
        paper("Newest", "CVPR 2024"),
    ]
    text = papers(*rows) + "\nThe end.\n"
    assert by("year", text) == papers(*(rows[place] for place in (5, 2, 0, 3, 1, 4))) + "\nThe end.\n"


def test_a_section_that_goes_up_goes_on_going_up() -> None:
    years = [2012, 2014, 2013, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023]
    text = papers(*(paper(f"Of {year}", f"CVPR {year}") for year in years))
    assert titles(by("year", text)) == [f"Of {year}" for year in sorted(years)]


def test_by_date_as_written_or_as_the_preprint_came() -> None:
    text = papers(
        "- [A of It](https://example.org/a.pdf) CVPR, 2021-03-05",
        "- [B of It](https://arxiv.org/abs/2106.00001) arXiv 2021",
        "- [C of It](https://example.org/c.pdf) CVPR 2022",
        "- [D of It](https://arxiv.org/abs/2101.00001) arXiv 2021",
        "- [E of It](https://example.org/e.pdf) CVPR 2021",
    )
    assert [title[0] for title in titles(by("date", text))] == ["C", "B", "A", "D", "E"]


def test_by_title_as_the_list_sorts_titles() -> None:
    names = ["The Ant", "Bat", "A Cat", "Dog", "The Elk", "Fox", "Yak", "Gnu", "Hen", "An Ibex", "Jay", "Kite"]
    text = "# Tools\n\n" + "".join(
        f"- [{name}](https://example.org/{place}) - a tool\n" for place, name in enumerate(names)
    )
    assert titles(by("title", text)) == [*names[:6], *names[7:], "Yak"]
    plain = papers(paper("the bat"), paper("A Cat"), paper("Ant"), paper("Élan"), paper("Dog"), paper("猫"))
    assert titles(by("title", plain)) == ["A Cat", "Ant", "Dog", "Élan", "the bat", "猫"]


def test_by_venue_by_its_usual_name_the_newest_first() -> None:
    text = papers(
        paper("A", "NeurIPS 2020"),
        paper("B", "CVPR 2019"),
        paper("C", ""),
        paper("D", "NIPS 2015"),
        paper("E", "CVPR 2021"),
        paper("F", "ACM Multimedia 2020"),
    )
    assert titles(by("venue", text)) == ["F", "E", "B", "A", "D", "C"]


def test_as_is_changes_nothing() -> None:
    assert by("as-is", papers(paper("B"), paper("A"))) == papers(paper("B"), paper("A"))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize(
    "form",
    [
        "- [{name} Heads](https://arxiv.org/abs/2001.0000{number}) - CVPR 2020 <!---key{number}-->\n",
        "* [{name} Heads](https://arxiv.org/abs/2001.0000{number})\n\n  CVPR 2020\n\n",
        "- [ ] {name} Heads. CVPR 2020\n  - [paper](https://arxiv.org/abs/2001.0000{number})\n  - about it\n",
        "> - [{name} Heads](https://arxiv.org/abs/2001.0000{number})\n",
        "[{name} Heads](https://arxiv.org/abs/2001.0000{number}) [[code](https://github.com/a/b)] CVPR 2020\n\n",
        "[{name} Heads](https://arxiv.org/abs/2001.0000{number})  \n",
        "### {name} Heads Turning Around\n- [paper](https://arxiv.org/abs/2001.0000{number})\n- CVPR 2020\n\n\n",
        "| [{name} Heads](https://arxiv.org/abs/2001.0000{number}) | CVPR 2020 |\n",
        "<li><a href='https://arxiv.org/abs/2001.0000{number}'>{name} Heads</a></li>\n",
    ],
)
def test_entries_of_every_layout_change_their_places(form: str, end: str, newline: str) -> None:
    def listed(names: list[str]) -> str:
        numbers = {name: number for number, name in enumerate(sorted(names), 1)}
        rows = "".join(form.format(name=name, number=numbers[name]) for name in names)
        head = "| Title | Venue |\n| --- | --- |\n" if form.startswith("|") else ""
        around = f"<ul>\n{rows}</ul>\n" if form.startswith("<li>") else head + rows
        return (f"# Heads\n\n## Papers\n\nOn heads.\n\n{around}".rstrip(" \n") + end).replace("\n", newline)

    names = ["Dog", "Ant", "Cat", "Elk", "Bat"]
    assert by("title", listed(names)) == listed(sorted(names))


def test_numbers_stay_and_further_lines_follow_their_width() -> None:
    def row(number: int, name: str) -> str:
        indent = " " * (len(str(number)) + 2)
        return f"{number}. {name} Heads. CVPR 2020\n{indent}- [paper](https://arxiv.org/abs/2001.00001)\n"

    names = "Kite Jay Ibex Hen Gnu Fox Elk Dog Cat Bat Ant".split()
    text = "# Heads\n\n" + "".join(row(number, name) for number, name in enumerate(names, 1))
    wanted = "# Heads\n\n" + "".join(row(number, name) for number, name in enumerate(names[::-1], 1))
    assert by("title", text) == wanted


def test_rows_that_are_counted_stay_counted() -> None:
    head = "# Heads\n\n| # | Title |\n|---|---|\n"
    row = "| {} | [{} Heads](https://arxiv.org/abs/2001.00001) |\n"
    text = head + row.format(1, "Cat") + row.format(2, "Ant") + row.format(3, "Bat")
    assert by("title", text) == head + row.format(1, "Ant") + row.format(2, "Bat") + row.format(3, "Cat")


def test_entries_of_a_cell_stay_in_it() -> None:
    row = "| {} | 1. [{}](https://arxiv.org/abs/2001.00001)<br>2. [{}](https://arxiv.org/abs/2001.00002) |\n"
    head = "# Heads\n\n| Model | Papers |\n| --- | --- |\n"
    text = head + row.format("VAE", "Bat", "Ant") + row.format("GAN", "Dog", "Cat")
    written = by("title", text)
    assert "1. [Ant](https://arxiv.org/abs/2001.00002)<br>2. [Bat](https://arxiv.org/abs/2001.00001)" in written
    assert titles(written) == ["Ant", "Bat", "Cat", "Dog"]


def test_groups_and_what_divides_them_stay() -> None:
    text = f"""\
# Heads

## Lips

{paper("D")}
{paper("C")}

In between, some words.

{paper("B")}
{paper("A")}

**Faces**

{paper("Z")}
<!-- awesome-lint: ignore D001 -->
{paper("Y")}
{paper("V")}
{paper("U")}
"""
    written = by("title", text)
    assert titles(written) == ["C", "D", "A", "B", "Z", "Y", "U", "V"]
    assert f"-->\n{paper('Y')}" in written


def test_nested_entries_are_sorted_inside_the_one_that_moves_with_them() -> None:
    text = """\
# Tools

- [Node](https://n.example.org) - Runtime.
  - [Packages](https://p.example.org) - Things.
  - [More](https://m.example.org) - More things.
- Databases
  - [SQLite](https://sqlite.example.org) - Small.
  - [Mongo](https://mongo.example.org) - Large.
- [Deno](https://d.example.org) - Runtime.
  - [Std](https://s.example.org) - Library.
  - [Fresh](https://f.example.org) - Pages.
"""
    written = by("title", text)
    assert Counter(written) == Counter(text)
    assert "  - [Mongo](https://mongo.example.org) - Large.\n  - [SQLite]" in written
    assert (
        "- [Node](https://n.example.org) - Runtime.\n  - [More](https://m.example.org) - More things.\n  - [Pack"
        in written
    )
    assert by("title", written) == written


def test_templates_to_fill_in_stay_where_they_are() -> None:
    block = "### \\[{}] {}\n- [paper]({})\n\n"
    text = "# Heads\n\n## Papers\n\n" + block.format(
        "CVPR", "Heads That Turn Around Slowly", "https://arxiv.org/abs/2001.00001"
    )
    text += "### \\[]\nproject page, paper, code\n\n" + block.format(
        "CVPR", "A Head That Turns Fast", "https://arxiv.org/abs/2001.00002"
    )
    document = read(text)
    assert [entry.placeholder for entry in document.entries] == [False, True, False]
    assert by("title", text) == text


def test_a_run_whose_entries_would_say_something_else_is_left_and_said() -> None:
    text = papers(paper("B"), paper("A"))
    document = read(text)
    done = sort(document, infer(document), "title", parse=lambda source: read(source.text.replace("2020", "2021")))
    assert done.edits == []
    assert done.left == [
        "the entries of `Heads` on lines 3 to 4 keep their order: in another one they would not say the same"
    ]


def test_only_the_section_that_cannot_be_sorted_is_left() -> None:
    text = f"# Heads\n\n## Lips\n\n{paper('B')}\n{paper('A')}\n\n## Eyes\n\n{paper('D')}\n{paper('C')}\n"

    def misread(source: Source) -> Document:
        """A reader that takes the lips' first entry for another one as soon as it is not `B`."""
        first = f"## Lips\n\n{paper('A')}"
        return read(source.text.replace(first, first.replace("A", "E")))

    document = read(text)
    done = sort(document, infer(document), "title", parse=misread)
    assert titles(apply_edits(text, done.edits)) == ["B", "A", "C", "D"]
    assert [sentence.split(" on ")[0] for sentence in done.left] == ["the entries of `Heads / Lips`"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_lists_lose_nothing_and_are_sorted_once(path: Path, key: SortKey) -> None:
    text = path.read_text(encoding="utf-8")
    written = by(key, text)

    def all_said(text: str) -> Counter[str]:
        return Counter(f"{entry.section} {entry.meaning}" for entry in read(text).entries)

    assert all_said(written) == all_said(text)
    assert Counter(written) == Counter(text)
    assert by(key, written) == written


_ENTRY = st.tuples(
    st.sampled_from("Ant Bat Élan 42 the猫".split()), st.integers(2010, 2025), st.sampled_from(["CVPR", "ICCV", "XYZ"])
)


@given(st.lists(st.lists(_ENTRY, max_size=8), min_size=1, max_size=4), st.sampled_from(KEYS))
def test_sorting_is_stable_and_settles(sections: list[list[tuple[str, int, str]]], key: SortKey) -> None:
    text = "# Heads\n\n"
    number = 0
    for place, entries in enumerate(sections):
        text += f"## Part {place}\n\n"
        for name, year, venue in entries:
            number += 1
            text += paper(f"{name} Turning Heads", f"{venue} {year}", number) + "\n"
        text += "\n"
    written = by(key, text)
    assert by(key, written) == written
    before, after = read(text).entries, read(written).entries
    assert Counter((entry.section, repr(entry.meaning)) for entry in before) == Counter(
        (entry.section, repr(entry.meaning)) for entry in after
    )
    ids = [(entry.section, entry.year, int(entry.ids["arxiv"][5:])) for entry in after]
    if key == "year":
        assert all(one[2] < other[2] for one, other in pairwise(ids) if one[:2] == other[:2])
