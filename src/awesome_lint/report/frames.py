"""The lines of a list that a finding is about."""

from __future__ import annotations

from awesome_lint.findings import Finding
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Source, Span

_INDENT = pattern(r"[ \t]*")


class Line(NamedTuple):
    """A line of a list, from 1, the offsets of its text, and of the part of it that a finding is about."""

    number: int
    span: Span
    about: Span


def framed(finding: Finding, source: Source, most: int) -> tuple[list[Line], int]:
    """The lines of a finding, and how many were left out: of more than `most`, all but one less.

    On further lines the indent is not what it is about.
    """
    first, last = finding.line, max(finding.line, finding.end_line)
    if last > first and finding.end_column == 1:  # the span ends with a line's end
        last -= 1
    count = last - first + 1
    shown = count if count <= most else most - 1
    lines = []
    for number in range(first, first + shown):
        span = source.line_span(number)
        end = max(span.start, min(finding.span.end, span.end))
        start = max(span.start, finding.span.start)
        if number > first:
            indent = _INDENT.match(source.text, span.start, span.end)
            start = indent.end() if indent else start
        lines.append(Line(number, span, Span(min(start, end), end)))
    return lines, count - shown
