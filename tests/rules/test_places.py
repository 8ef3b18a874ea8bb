"""Which entry stands where."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.model import Entry
from awesome_lint.rules.places import EntryPlaces
from awesome_lint.source import Span


def entry(start: int, end: int) -> Entry:
    return Entry(1, 1, (), "paper", f"{start} to {end}", span=Span(start, end))


def test_behind_the_last_child_the_way_up_is_one_step_long() -> None:
    outer = entry(0, 10_000)
    places = EntryPlaces([outer, *(entry(start, start + 5) for start in range(10, 5000, 10))])
    assert places.parents == [-1] + [0] * 499
    assert places.entry_at(9000) is outer
    assert places.entry_at(17) is outer
    assert places.entry_at(10_000) is None


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=8), st.integers(-1, 42))
def test_the_innermost_is_the_last_to_begin_of_those_that_hold_an_offset(
    places: list[tuple[int, int]], offset: int
) -> None:
    entries = [entry(start, start + length) for start, length in places]
    holding = [one for one in entries if one.span.start <= offset < one.span.end]
    found = EntryPlaces(entries).entry_at(offset)
    assert (found and found.span) == max((one.span for one in holding), default=None)
