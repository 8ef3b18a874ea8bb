"""Edits of a list as a unified diff, which `patch -p0` applies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Source

CONTEXT = 3
_MISSING_END = "\\ No newline at end of file\n"


class _Change(NamedTuple):
    """Old lines from `first` up to `last`, exclusive and from 0, that become `lines`."""

    first: int
    last: int
    lines: tuple[str, ...]


def unified_diff(source: Source, edits: Sequence[Edit], path: str) -> str:
    r"""The diff from `source` to what `edits` make of it; `edits` are in order and do not overlap. "" without any.

    Lines end at `\n`, as `patch` has it; every other character, `\r` too, is part of a line. The cost grows with the
    edits: nothing is compared.
    """
    old = _lines(source.text)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    touched = (_trimmed(change, old) for change in _changes(source.text, old, starts, edits))
    changes = [change for change in touched if change.lines or change.first < change.last]
    if not changes:
        return ""
    out = [f"--- {path}\n", f"+++ {path}\n"]
    moved = 0
    for hunk in _hunks(changes):
        out += _hunk(old, hunk, moved)
        moved += sum(len(change.lines) - (change.last - change.first) for change in hunk)
    return "".join(out)


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _changes(text: str, old: list[str], starts: list[int], edits: Sequence[Edit]) -> Iterator[_Change]:
    """The lines that edits touch; edits of one line are one change."""
    from bisect import bisect_right

    index = 0
    while index < len(edits):
        first = min(bisect_right(starts, edits[index].span.start) - 1, len(old))
        last = first
        new: list[str] = []
        done = starts[first]
        while index < len(edits) and (edits[index].span.start < starts[last] or last == first):
            span, content = edits[index]
            new += (text[done : span.start], content)
            done = span.end
            # The line in which the edit ends is touched too, unless all that it takes are whole lines.
            whole = done == starts[bisect_right(starts, done) - 1] and "".join(new)[-1:] in ("", "\n")
            end = bisect_right(starts, done) - 1 + (0 if whole else 1)
            last = max(last, min(end, len(old)))
            index += 1
            if last == first:
                break
        new.append(text[done : starts[last]])
        yield _Change(first, last, tuple(_lines("".join(new))))


def _trimmed(change: _Change, old: list[str]) -> _Change:
    """A change without the lines at its ends that stay as they were: what is put behind a line changes none."""
    first, last, lines = change
    start, end = 0, len(lines)
    while first < last and start < end and old[first] == lines[start]:
        first, start = first + 1, start + 1
    while first < last and start < end and old[last - 1] == lines[end - 1]:
        last, end = last - 1, end - 1
    return _Change(first, last, lines[start:end])


def _hunks(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """Changes whose context would touch, together."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.first - hunk[-1].last > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    yield hunk


def _hunk(old: list[str], changes: Sequence[_Change], moved: int) -> Iterator[str]:
    first = max(0, changes[0].first - CONTEXT)
    last = min(len(old), changes[-1].last + CONTEXT)
    size = last - first
    grown = size + sum(len(change.lines) - (change.last - change.first) for change in changes)
    yield f"@@ -{_range(first, size)} +{_range(first + moved, grown)} @@\n"
    done = first
    for change in changes:
        yield from _marked(" ", old[done : change.first])
        yield from _marked("-", old[change.first : change.last])
        yield from _marked("+", change.lines)
        done = change.last
    yield from _marked(" ", old[done:last])


def _range(first: int, size: int) -> str:
    """A range of lines as `diff` writes it: an empty one stands after the line before it."""
    start = first + 1 if size else first
    return f"{start}" if size == 1 else f"{start},{size}"


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line
        if not line.endswith("\n"):
            yield "\n" + _MISSING_END
