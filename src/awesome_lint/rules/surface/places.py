"""Which entry a place of the text belongs to."""

from __future__ import annotations

from bisect import bisect_right

from awesome_lint.model import Document, Entry


def entry_at(document: Document, offset: int) -> Entry | None:
    """The innermost entry whose node holds `offset`, None outside all entries."""
    entries = document.entries
    last = bisect_right(entries, offset, key=lambda entry: entry.span.start) - 1
    for entry in reversed(entries[max(0, last - 8) : last + 1]):
        if offset < entry.span.end:
            return entry
    return None
