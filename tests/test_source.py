"""Offsets, lines and columns of a text, and edits of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.source import Edit, EditConflictError, Position, Source, Span, apply_edits, compose_edits

ENDINGS = st.text("ab\r\n\ufeff", max_size=20)


def test_lines_end_at_every_line_ending() -> None:
    source = Source("a\nbc\r\nd\re")
    assert source.line_starts == [0, 2, 6, 8]
    assert [source.line(offset) for offset in range(9)] == [1, 1, 2, 2, 2, 2, 3, 3, 4]
    assert [source.slice(source.line_span(line)) for line in (1, 2, 3, 4)] == ["a", "bc", "d", "e"]


def test_other_separators_end_no_line() -> None:
    assert Source("a\u2028b\x0bc\x0cd\x85e").line_starts == [0]


def test_positions_count_characters_from_one() -> None:
    source = Source("é\n🎈b\n")
    assert source.position(0) == Position(1, 1)
    assert source.position(3) == Position(2, 2)
    assert source.position(len(source.text)) == Position(3, 1)


def test_a_byte_order_mark_has_no_column() -> None:
    source = Source("\ufeffa\nb")
    assert source.has_bom
    assert source.position(0) == source.position(1) == Position(1, 1)
    assert source.position(2) == Position(1, 2)
    assert source.position(3) == Position(2, 1)
    assert not Source("a\ufeff").has_bom


def test_no_such_line() -> None:
    with pytest.raises(IndexError):
        Source("a\n").line_span(3)


@pytest.mark.parametrize(
    ("text", "newline"), [("a", "\n"), ("a\r\nb\r\nc\n", "\r\n"), ("a\rb", "\r"), ("a\nb\r\n", "\n")]
)
def test_the_line_ending_that_prevails(text: str, newline: str) -> None:
    assert Source(text).newline == newline


@given(ENDINGS)
def test_every_offset_lies_in_its_line(text: str) -> None:
    source = Source(text)
    assert source.line_starts[0] == 0
    assert all(first < second for first, second in pairwise(source.line_starts))
    for offset in range(len(text) + 1):
        line, column = source.position(offset)
        assert line == source.line(offset)
        assert column >= 1
        assert source.line_starts[line - 1] <= offset
    joined = "".join(source.slice(source.line_span(line)) for line in range(1, len(source.line_starts) + 1))
    assert joined == text.replace("\r", "").replace("\n", "")


def test_the_representation_names_the_path() -> None:
    assert repr(Source("ab", "x.md")) == "Source(x.md, 2 characters)"
    assert repr(Source("")) == "Source(-, 0 characters)"


def test_spans_hold_offsets_and_spans() -> None:
    span = Span(2, 4)
    inside: list[object] = [2, 3, Span(2, 3), Span(4, 4)]
    outside: list[object] = [1, 4, Span(3, 5), "2"]
    assert all(place in span for place in inside)
    assert not any(place in span for place in outside)


def test_edits_replace_insert_and_delete() -> None:
    edits = [
        Edit(Span(4, 5), "E"),
        Edit(Span(0, 1), ""),
        Edit(Span(2, 2), "+"),
        Edit(Span(5, 5), "!"),
        Edit(Span(2, 2), "+"),
    ]
    assert apply_edits("abcde", edits) == "b+cdE!"
    assert apply_edits("abc", []) == "abc"


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(EditConflictError, match="offset 1"):
        apply_edits("abc", [Edit(Span(0, 2), "x"), Edit(Span(1, 3), "y")])


@given(ENDINGS, st.data())
def test_what_no_edit_touches_stays(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    kept, done = [], 0
    for span in sorted(set(spans)):
        kept.append(text[done : span.start])
        done = span.end
    kept.append(text[done:])
    assert apply_edits(text, [Edit(span, "") for span in spans]) == "".join(kept)


def edits_of(text: str, data: st.DataObject) -> list[Edit]:
    """Edits in order, which do not touch each other."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    edits: list[Edit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if not edits or start > edits[-1].span.end:
            edits.append(Edit(Span(start, end), data.draw(st.text("xyz", max_size=3))))
    return edits


@given(ENDINGS, st.data())
def test_composed_edits_do_what_one_after_the_other_does(text: str, data: st.DataObject) -> None:
    first = edits_of(text, data)
    between = apply_edits(text, first)
    second = edits_of(between, data)
    composed = compose_edits(first, second)
    assert apply_edits(text, composed) == apply_edits(between, second)
    assert all(one.span.end < other.span.start for one, other in pairwise(composed))
