"""The lines of a list that a finding is about."""

from __future__ import annotations

from awesome_lint.findings import Finding
from awesome_lint.records import NamedTuple
from awesome_lint.source import Source


class Line(NamedTuple):
    """A line of a list, from 1, and the characters of it, as offsets into `text`, that a finding is about."""

    number: int
    text: str
    start: int
    end: int


def framed(finding: Finding, source: Source, most: int) -> tuple[list[Line], int]:
    """The lines of a finding, without the indents of all but the first, and how many were left out.

    Of more than `most` lines all but one less are left out.
    """
    first, last = finding.line, max(finding.line, finding.end_line)
    if last > first and finding.end_column == 1:  # the span ends with a line's end
        last -= 1
    count = last - first + 1
    shown = count if count <= most else most - 1
    lines = []
    for number in range(first, first + shown):
        span = source.line_span(number)
        text = source.slice(span)
        end = max(0, min(finding.span.end - span.start, len(text)))
        start = max(0, finding.span.start - span.start)
        if number > first:
            start = len(text) - len(text.lstrip())
        lines.append(Line(number, text, min(start, end), end))
    return lines, count - shown
