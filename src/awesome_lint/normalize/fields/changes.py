"""What a field's canonical form changes: edits, and whose they are."""

from __future__ import annotations

from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit


class Change(NamedTuple):
    """Edits that go together, and the entries they are made for, by their places in `Document.entries`."""

    entries: frozenset[int]
    edits: tuple[Edit, ...]
