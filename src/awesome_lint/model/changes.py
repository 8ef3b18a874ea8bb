"""What a change brought to a list."""

from __future__ import annotations

from awesome_lint.records import NamedTuple


class Changes(NamedTuple):
    """What of a document was added or changed since the revision it is compared with.

    `entries` are the offsets at which added or changed entries start (`Entry.span.start`), `lines` the added or changed
    lines outside entries, from 1. What was only moved is in neither.
    """

    entries: frozenset[int] = frozenset()
    lines: frozenset[int] = frozenset()
