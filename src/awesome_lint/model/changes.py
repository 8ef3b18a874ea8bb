"""What a change brought to a list."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from awesome_lint.model.entry import Entry
from awesome_lint.records import NamedTuple

_NONE: Mapping[Any, Any] = MappingProxyType({})


class Changes(NamedTuple):
    """What of a document was added or changed since the revision it is compared with.

    `entries` are the offsets at which added or changed entries start (`Entry.span.start`), `lines` the added or changed
    lines outside entries, from 1. What was only moved is in neither. `former` has, by the same offsets, changed entries
    as they were: they say what they said then, at the places where they stand now.
    """

    entries: frozenset[int] = frozenset()
    lines: frozenset[int] = frozenset()
    former: Mapping[int, Entry] = _NONE
