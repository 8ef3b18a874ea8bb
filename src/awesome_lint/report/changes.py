"""What a fix changes, as lines before and after."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from awesome_lint.findings import Fix
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, EditConflictError, Source, Span, apply_edits

ENOUGH = 2000
"""So many characters of a line are looked at beside an edit: more than any report shows."""

_LINE_END = pattern(r"\r\n?|\n")


class Change(NamedTuple):
    """Lines that a fix replaces, from `line` (from 1) on, without line endings."""

    line: int
    before: tuple[str, ...]
    after: tuple[str, ...]


def changes(fix: Fix, source: Source) -> list[Change]:
    """The places that `fix` changes, in order; lines at the edges that stay the same are left out.

    Nothing where its edits contradict each other.
    """
    found = []
    for edits, span in _places(fix.edits, source):
        text = source.slice(span)
        moved = [Edit(Span(edit.span.start - span.start, edit.span.end - span.start), edit.content) for edit in edits]
        try:
            after = apply_edits(text, moved)
        except EditConflictError:
            return []
        found.append(_trimmed(source.line(span.start), _lines(text), _lines(after)))
    return [change for change in found if change.before or change.after]


def common_ends(before: str, after: str) -> tuple[int, int]:
    """How many characters two texts share at their beginnings, and how many of the rest at their ends."""
    limit = min(len(before), len(after))
    start = _last(limit, lambda count: before[:count] == after[:count])
    end = _last(limit - start, lambda count: before[len(before) - count :] == after[len(after) - count :])
    return start, end


def _last(limit: int, holds: Callable[[int], bool]) -> int:
    """The largest number up to `limit` for which `holds` is true, which it is up to some number."""
    return bisect_left(range(1, limit + 1), True, key=lambda count: not holds(count))


def _places(edits: Sequence[Edit], source: Source) -> list[tuple[list[Edit], Span]]:
    """The edits that touch the same lines, and the span of those lines."""
    places: list[tuple[list[Edit], Span]] = []
    for edit in sorted(set(edits)):
        first, last = source.line(edit.span.start), source.line(max(edit.span.start, edit.span.end - 1))
        joins = last < source.line(edit.span.end) and not edit.content.endswith(("\r", "\n"))
        if joins and (edit.content or edit.span.start > source.line_starts[first - 1]):  # the next line moves up
            last += 1
        end = source.line_starts[last] if last < len(source.line_starts) else len(source.text)
        start = max(source.line_starts[first - 1], edit.span.start - ENOUGH)
        span = Span(start, min(end, edit.span.end + ENOUGH))
        if places and span.start < places[-1][1].end:
            together, before = places[-1]
            places[-1] = ([*together, edit], Span(before.start, max(before.end, span.end)))
        else:
            places.append(([edit], span))
    return places


def _lines(text: str) -> list[str]:
    lines: list[str] = _LINE_END.split(text)
    return lines[:-1] if lines[-1] == "" else lines


def _trimmed(line: int, before: list[str], after: list[str]) -> Change:
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return Change(line + start, tuple(before[start : len(before) - end]), tuple(after[start : len(after) - end]))
