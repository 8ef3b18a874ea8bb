"""What a list's own template gives back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.model import Entry
from awesome_lint.source import Source
from awesome_lint.style import Style
from awesome_lint.style.record import Cell, Reading
from tests.parse.generated import LAYOUTS, Paper, papers
from tests.style.support import FIXTURES, LISTS, read, read_file, sources, written

LONG = st.lists(papers(), min_size=3, max_size=3)


def joined(drawn: list[list[Paper]]) -> list[Paper]:
    """Papers of several draws, each with addresses of its own."""
    every = [paper for some in drawn for paper in some]
    return [
        paper._replace(
            title=f"{paper.title} {'of ' * number}Things",
            number=f"2101.{10000 + number}",
            code=paper.code and f"https://github.com/owner{number}/project-{number}",
        )
        for number, paper in enumerate(every)
    ]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@settings(max_examples=8)
@given(drawn=LONG)
def test_a_list_in_one_form_comes_back(layout: Callable[[list[Paper]], str], drawn: list[list[Paper]]) -> None:
    document, style = read("# Papers\n\n" + layout(joined(drawn)))
    assert document.entries
    shapes = Counter(shape(style, entry) for entry in document.entries)
    for entry in document.entries:
        # Two witnesses make a form.
        if shapes[shape(style, entry)] > 1:
            assert style.render(style.record(entry), style.template(entry)) == document.source.slice(entry.span)


def shape(style: Style, entry: Entry) -> tuple[object, ...]:
    """The kinds of values that an entry gives, cell by cell, and its group."""
    reading = style.readings[entry.span]
    return reading.layout, reading.group, tuple(cell.kinds for cell in reading.cells)


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@settings(max_examples=8)
@given(drawn=LONG)
def test_line_ends_are_the_lists(newline: str, drawn: list[list[Paper]]) -> None:
    text = "".join(
        f"- {paper.title}{newline}  - [paper](https://arxiv.org/abs/{paper.number}){newline}" for paper in joined(drawn)
    )
    document, style = read(text)
    assert written(document, style) == sources(document)


@pytest.mark.parametrize("path", [*LISTS, *FIXTURES], ids=lambda path: path.stem)
def test_gaps_and_values_are_all_there_is(path: Path) -> None:
    """A reading leaves nothing out: values and the text around them, put together, are the source."""
    document, style = read_file(path)
    for entry in document.entries:
        reading = style.readings[entry.span]
        if "\n" in document.source.slice(entry.span) or reading.rims:
            continue
        (cell,) = reading.cells
        assert spelt_out(document.source, cell) == document.source.slice(entry.span)


def spelt_out(source: Source, cell: Cell) -> str:
    pieces = [cell.gaps[0]]
    for (start, end), gap in zip(cell.places, cell.gaps[1:], strict=True):
        pieces += [source.text[start:end], gap]
    return "".join(pieces)


@pytest.mark.parametrize(
    ("name", "prevailing", "shared"),
    [
        ("bullets", 0.68, 0.93),
        ("heading-blocks", 0.6, 0.68),
        ("nested-tasks", 0.8, 0.86),
        ("numbered-references", 0.84, 0.84),
        ("tables", 0.1, 0.1),
    ],
)
def test_lists_of_many_hands(name: str, prevailing: float, shared: float) -> None:
    """The share of entries that come back by the prevailing form, and by one that several entries have."""
    document, style = read_file(next(path for path in LISTS if path.stem == name))
    fitting = sum(style.fits(entry, style.template(entry)) for entry in document.entries)
    in_some = sum(style.template_in(entry) is not None for entry in document.entries)
    assert fitting >= prevailing * len(document.entries)
    assert in_some >= shared * len(document.entries)


def test_nothing_of_an_entry_but_its_values_is_used() -> None:
    text = "".join(f"- Paper Number {number} [CVPR 20{number}]\n" for number in range(10, 20))
    document, style = read(text + "- Paper Number Forty,   CVPR / 2021\n")
    last = document.entries[-1]
    assert style.render(style.record(last), style.template(last)) == "- Paper Number Forty [CVPR 2021]"


def test_what_one_entry_alone_shows_is_not_the_lists() -> None:
    lines = [f"- Paper Number {number} [[paper]](https://arxiv.org/abs/2101.000{number})\n" for number in range(10, 20)]
    odd = "- Paper Number Forty [[paper]](https://arxiv.org/abs/2101.00040) ~~ [[slides]](https://example.org/a.pptx)\n"
    document, style = read("".join(lines) + odd)
    last = document.entries[-1]
    assert not style.fits(last, style.template(last))
    assert style.render(style.record(last), style.template(last)) == odd.strip().replace(" ~~ ", " ")


def test_two_ways_of_writing_are_two_forms() -> None:
    spaces = "".join(f"1. **Paper {n}.** CVPR 2021.\n\n    *Ann Lee, Bo Kim.*\n\n" for n in range(10, 18))
    tabs = "".join(f"1. **Paper {n}.** CVPR 2021.\n\n\t*Ann Lee, Bo Kim.*\n\n" for n in range(20, 24))
    document, style = read(spaces + tabs)
    fitting = [style.fits(entry, style.template(entry)) for entry in document.entries]
    assert fitting == [True] * 8 + [False] * 4
    forms = [style.template_in(entry) for entry in document.entries]
    assert None not in forms
    assert forms[0] is not forms[-1]


def test_columns_filled_up_with_spaces_come_back() -> None:
    rows = [("Short", "CVPR"), ("A Rather Longer Title", "NeurIPS"), ("Middling Title", "ICML"), ("Tiny", "ECCV")]
    body = "".join(f"| {title:<22} | {venue:<8} | [code](https://github.com/a/{title[0]}) |\n" for title, venue in rows)
    text = f"| {'Title':<22} | {'Venue':<8} | Code |\n|---|---|---|\n{body}"
    document, style = read(text)
    assert len(document.entries) == 4
    assert written(document, style) == sources(document)


def test_columns_of_wide_characters_come_back() -> None:
    titles = ["視覚の変換器", "Attention", "生成モデル入門", "Graphs"]
    width = 16
    body = "".join(
        f"| {title}{' ' * (width - sum(2 if ord(char) > 255 else 1 for char in title))} | "
        f"[code](https://github.com/a/{number}) |\n"
        for number, title in enumerate(titles)
    )
    document, style = read(f"| Title            | Code |\n|---|---|\n{body}")
    assert len(document.entries) == 4
    assert written(document, style) == sources(document)


def test_entries_inside_quotes_and_lists_come_back() -> None:
    nested = "".join(
        f"- Topic {topic}\n"
        + "".join(
            f"  - Paper {topic}{n} of Things\n    - [paper](https://arxiv.org/abs/21{topic}1.000{n})\n"
            for n in range(10, 13)
        )
        for topic in range(3)
    )
    document, style = read("# Papers\n\n" + nested)
    assert len(document.entries) == 9
    assert written(document, style) == sources(document)


def test_references_come_back_by_their_keys() -> None:
    lines = "".join(f"{n}. [Paper {n} of Things][p{n}]\n   + [code][c{n}]\n" for n in range(1, 6))
    definitions = "".join(
        f"[p{n}]: https://arxiv.org/abs/2101.0000{n}\n[c{n}]: https://github.com/a/{n}\n" for n in range(1, 6)
    )
    document, style = read(f"# Papers\n\n{lines}\n\n{definitions}")
    assert len(document.entries) == 5
    assert written(document, style) == sources(document)


def test_the_years_column_and_the_venues_year_are_two_values() -> None:
    rows = "".join(
        f"| 20{n} | [Paper {n} of Things](https://arxiv.org/abs/2101.000{n}) | CVPR 20{n + 1} | |\n"
        for n in range(10, 14)
    )
    document, style = read(f"| Year | Title | Venue | Code |\n|---|---|---|---|\n{rows}")
    reading: Reading = style.readings[document.entries[0].span]
    assert [value.name for value in reading.record.values] == ["year", "title", "venue", "venue_year"]
    assert written(document, style) == sources(document)


def test_a_document_without_entries_has_a_style() -> None:
    document, style = read("Nothing to see.\n")
    assert not document.entries
    assert style.template_of("bullet", 0).gap(0, "title", "link:code") == " "
