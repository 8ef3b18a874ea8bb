"""Written and read again, an entry is what it was: of all lists here, and of any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from awesome_lint.exchange.fields import FormatError, Row
from awesome_lint.exchange.formats import read, write
from awesome_lint.exchange.latex import decode, encode
from awesome_lint.exchange.markdown import compose, rows_of
from awesome_lint.model import Entry
from awesome_lint.parse import parse_document
from awesome_lint.style.target import named_target

from . import entries as made

EXACT = ("jsonl", "json", "yaml", "csv")


def rows(text: str, name: str) -> tuple[Row, ...]:
    found = read(text, name)
    assert found.problems == ()
    return found.rows


@pytest.mark.parametrize("name", EXACT)
@pytest.mark.parametrize("path", made.LISTS, ids=lambda path: path.name)
def test_a_list_comes_back_whole(path: Path, name: str) -> None:
    document = made.read(path)
    text = write([document], name).text
    if name == "jsonl" and not document.entries:
        assert text == ""
        return
    lines = name != "csv"
    assert [made.exported(row.entry, lines=lines) for row in rows(text, name)] == [
        made.exported(entry, lines=lines) for entry in document.entries
    ]


@pytest.mark.parametrize("path", made.LISTS, ids=lambda path: path.name)
def test_bibtex_holds_of_a_list_what_it_says_it_holds(path: Path) -> None:
    document = made.read(path)
    titled = [entry for entry in document.entries if entry.title]
    written = write([document], "bibtex")
    if not titled:
        with pytest.raises(FormatError, match="no entry of BibTeX"):
            read(written.text, "bibtex")
        return
    assert [made.held_by_bibtex(row.entry) for row in rows(written.text, "bibtex")] == [
        made.held_by_bibtex(entry) for entry in titled
    ]
    left_out = [(entry.line, ("entry",)) for entry in document.entries if not entry.title]
    assert [(lost.line, lost.fields) for lost in written.lost if not lost.title] == left_out


@pytest.mark.parametrize("name", EXACT)
@given(entry=made.entries(), other=made.entries())
@settings(max_examples=30, deadline=None)
def test_any_text_comes_back(name: str, entry: Entry, other: Entry) -> None:
    text = write([made.document(entry, other)], name).text
    lines = name != "csv"
    back = [made.exported(row.entry, lines=lines) for row in rows(text, name)]
    assert back == [made.exported(entry, lines=lines), made.exported(other, lines=lines)]


@given(entry=made.entries(), other=made.entries())
@settings(max_examples=30, deadline=None)
def test_any_text_comes_back_from_bibtex(entry: Entry, other: Entry) -> None:
    text = write([made.document(entry, other)], "bibtex").text
    back = rows(text, "bibtex")
    # What stands for a venue is read as lists' venues are, and any text is none.
    assert [made.held_by_bibtex(row.entry, venue=False)["title"] for row in back] == [entry.title, other.title]
    for row, meant in zip(back, (entry, other), strict=True):
        is_, was = made.held_by_bibtex(row.entry, venue=False), made.held_by_bibtex(meant, venue=False)
        for name in ("authors", "track", "kind"):  # of a name, or a track beside a venue, any text is none either
            del is_[name], was[name]
        assert is_ == was


@given(text=made.texts())
@settings(max_examples=200, deadline=None)
def test_latex_says_any_text(text: str) -> None:
    assert decode(encode(text)) == text
    assert decode(encode(text, capitals=True)) == text


@pytest.mark.parametrize("path", made.LISTS, ids=lambda path: path.name)
def test_a_list_made_of_fields_alone_reads_the_same_or_says_where_not(path: Path) -> None:
    document = made.read(path)
    composed = compose(rows_of([document]), named_target("bullet", document.entries), parse_document)
    lost = {lost.line for lost in composed.lost}
    got: dict[tuple[object, ...], int] = {}
    for entry in composed.document.entries:
        key = (entry.section, entry.title, entry.venue_raw, entry.notes, len(entry.links))
        got[key] = got.get(key, 0) + 1
    for entry in document.entries:
        if entry.line not in lost:
            key = (entry.section, entry.title, entry.venue_raw, entry.notes, len(entry.links))
            assert got.get(key, 0) > 0, entry
            got[key] -= 1
    unfilled = sum(not (entry.title or entry.alias or entry.links) for entry in document.entries)
    assert len(lost) <= unfilled + max(1, 0.06 * len(document.entries))
