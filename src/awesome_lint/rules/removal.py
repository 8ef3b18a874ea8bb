"""Taking an entry or a definition out of a list, with the lines that only it uses."""

from __future__ import annotations

from awesome_lint.model import Document, Entry
from awesome_lint.source import Edit, Span


def removal(document: Document, entry: Entry) -> Edit | None:
    """The edit that removes an entry's lines; None where it shares them with another entry."""
    for other in document.entries:
        if other is not entry and other.line <= entry.end_line and entry.line <= other.end_line:
            return None
    return remove_lines(document, entry.line, entry.end_line)


def remove_lines(document: Document, first: int, last: int) -> Edit:
    """The edit that removes the lines `first` to `last`, and the blank line below where one stands above too."""
    source = document.source
    starts = source.line_starts
    end = starts[last] if last < len(starts) else len(source.text)
    start = starts[first - 1]
    before_blank = first == 1 or _blank(document, first - 1)
    if before_blank and last < len(starts) and _blank(document, last + 1):
        end = starts[last + 1] if last + 1 < len(starts) else len(source.text)
    return Edit(Span(start, end), "")


def _blank(document: Document, line: int) -> bool:
    return not document.source.slice(document.source.line_span(line)).strip(" \t>")
