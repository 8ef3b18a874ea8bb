"""The name that somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable

_NAMED = 200
"""How many misses are compared: who renamed hundreds of headings needs no guess for each, and every one costs as much
as there are names."""


class Nearest:
    """Of `known` names the one most like another, for at most so many that the costs stay linear.

    `least` is the ratio, from 0 to 1, from which two names are alike: rapidfuzz's, twice the longest common subsequence
    over both lengths.
    """

    def __init__(self, known: Iterable[str], least: float = 0.75) -> None:
        self._known = sorted(known)
        self._least = least
        self._asked = 0

    def to(self, name: str) -> str | None:
        """The likest known name, of equally like ones the first in the alphabet; None: nothing is alike."""
        from rapidfuzz.fuzz import ratio

        self._asked += 1
        if self._asked > _NAMED:
            return None
        least, nearest = 100 * self._least, None
        for known in self._known:
            likeness = ratio(name, known, score_cutoff=least)
            if likeness and (likeness > least or nearest is None):
                least, nearest = likeness, known
        return nearest
