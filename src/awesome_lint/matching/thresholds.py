"""From where on two entries are taken for one, and a shared link for everybody's."""

from __future__ import annotations

from collections.abc import Mapping

from awesome_lint.matching.titles import LONGEST_ALIAS, NEARLY_EQUAL
from awesome_lint.records import NamedTuple


class Thresholds(NamedTuple):
    """How entries are compared; options of D001 and D003, which every rule about pairs goes by.

    `ratio`: how alike nearly equal titles are, 0 to 1. `words`: the words from which on equal titles need no witness.
    `alias`: the words that an `alias:` before a title has at most. `shared`: the papers from which on a code or
    project link is taken for everybody's.
    """

    ratio: float = NEARLY_EQUAL
    words: int = 4
    alias: int = LONGEST_ALIAS
    shared: int = 3

    @classmethod
    def from_options(cls, copies: Mapping[str, object], resources: Mapping[str, object]) -> Thresholds:
        """The thresholds that the options of D001 (`copies`) and of D003 (`resources`) give."""
        given = {name: copies[name] for name in ("ratio", "words", "alias") if name in copies}
        given |= {name: resources[name] for name in ("shared",) if name in resources}
        return cls(**given)  # type: ignore[arg-type]


DEFAULTS = Thresholds()
