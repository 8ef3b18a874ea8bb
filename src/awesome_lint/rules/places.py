"""Which entry stands where in a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from awesome_lint.model import Entry


class EntryPlaces:
    """Entries by place.

    `entries` are in the order of their spans, `starts` are where these begin. `parents` has for each entry the index of
    the last one before it that reaches further, -1 where none does: what may hold an offset that the entry does not.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = sorted(entries, key=lambda entry: entry.span)
        self.starts = [entry.span.start for entry in self.entries]
        self.parents: list[int] = []
        open_entries: list[int] = []
        for index, entry in enumerate(self.entries):
            while open_entries and self.entries[open_entries[-1]].span.end <= entry.span.end:
                open_entries.pop()
            self.parents.append(open_entries[-1] if open_entries else -1)
            open_entries.append(index)

    def entry_at(self, offset: int) -> Entry | None:
        """The innermost entry whose node holds `offset`."""
        index = bisect_right(self.starts, offset) - 1
        while index >= 0:
            if offset < self.entries[index].span.end:
                return self.entries[index]
            index = self.parents[index]
        return None
