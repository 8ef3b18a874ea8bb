r"""The text of one list, and exact places in it.

Every offset in this project counts characters (code points) of `Source.text`, the decoded text just as it
stands in the file: byte order mark, `\r\n`, `\r`, tabs and a missing last newline included. What no `Edit`
touches therefore comes out byte for byte as it went in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from awesome_lint.records import NamedTuple

BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n?|\n")


class Span(NamedTuple):
    """A half-open range of character offsets, `start` inclusive, `end` exclusive."""

    start: int
    end: int

    def __contains__(self, other: object) -> bool:
        """Whether an offset, or the whole of another span, lies inside."""
        if isinstance(other, int):
            return self.start <= other < self.end
        return isinstance(other, Span) and self.start <= other.start and other.end <= self.end


class Position(NamedTuple):
    """A place as people and machine formats count it: line and column from 1, in characters."""

    line: int
    column: int


class Edit(NamedTuple):
    """Replace the characters of `span` by `content`; an empty span inserts."""

    span: Span
    content: str


class EditConflictError(ValueError):
    """Two edits touch the same characters."""


class Source:
    """The decoded text of one file, with its path as the user named it (`None`: a text without a file)."""

    def __init__(self, text: str, path: str | None = None) -> None:
        self.text = text
        self.path = path

    def __repr__(self) -> str:
        return f"Source({self.path or '-'}, {len(self.text)} characters)"

    @property
    def has_bom(self) -> bool:
        return self.text.startswith(BOM)

    @cached_property
    def line_starts(self) -> list[int]:
        r"""Offsets at which lines begin; lines end at `\n`, `\r\n` or `\r`."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    @cached_property
    def newline(self) -> str:
        r"""The line ending that the text uses most, `\n` where it has none."""
        counts: dict[str, int] = {}
        for found in _LINE_END.findall(self.text):
            counts[found] = counts.get(found, 0) + 1
        return max(counts, key=counts.__getitem__, default="\n")

    def line(self, offset: int) -> int:
        """The line, from 1, that holds `offset`."""
        return bisect_right(self.line_starts, offset)

    def position(self, offset: int) -> Position:
        """Line and column of `offset`; a byte order mark has no column."""
        line = bisect_right(self.line_starts, offset)
        start = self.line_starts[line - 1]
        if line == 1 and self.has_bom and offset > 0:
            start = 1
        return Position(line, offset - start + 1)

    def line_span(self, line: int) -> Span:
        """The characters of a line, counted from 1, without its line ending. `IndexError` where there is none."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits` applied; equal edits count once. `EditConflictError` where two overlap."""
    out: list[str] = []
    done = 0
    for span, content in sorted(set(edits)):
        if span.start < done:
            raise EditConflictError(f"edits overlap at offset {span.start}")
        out += (text[done : span.start], content)
        done = span.end
    out.append(text[done:])
    return "".join(out)


def compose_edits(first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that do at once what `first`, and then `second` to what came of it, do one after the other.

    Both are in order and do not overlap. Edits that touch in the text between the two become one.
    """
    composed: list[Edit] = []
    moved = 0  # how much later a place stands in the text between than in the first text
    one = two = 0
    while one < len(first) or two < len(second):
        starts = [first[one].span.start + moved] if one < len(first) else []
        starts += [second[two].span.start] if two < len(second) else []
        start = end = min(starts)
        before = moved
        written: list[tuple[int, str]] = []  # what the first edits write there, with its place in the text between
        own: list[Edit] = []
        while True:  # a stretch of the text between that edits cover without a gap
            if one < len(first) and first[one].span.start + moved <= end:
                span, content = first[one]
                written.append((span.start + moved, content))
                end = max(end, span.start + moved + len(content))
                moved += len(content) - (span.end - span.start)
                one += 1
            elif two < len(second) and second[two].span.start <= end:
                own.append(second[two])
                end = max(end, second[two].span.end)
                two += 1
            else:
                break
        composed.append(Edit(Span(start - before, end - moved), _rewritten(Span(start, end), written, own)))
    return tuple(composed)


def _rewritten(stretch: Span, written: Sequence[tuple[int, str]], edits: Sequence[Edit]) -> str:
    """What `edits` make of a stretch of text in which all they leave was `written` at the given offsets."""
    out: list[str] = []
    done = stretch.start
    for span, content in (*edits, Edit(Span(stretch.end, stretch.end), "")):
        for offset, text in written:
            out.append(text[max(0, done - offset) : max(0, span.start - offset)])
        out.append(content)
        done = span.end
    return "".join(out)
