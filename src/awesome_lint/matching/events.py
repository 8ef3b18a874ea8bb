"""How two venues may stand to each other."""

from __future__ import annotations

from awesome_lint.knowledge.venues import Venue, Venues


def same_event(one: Venue, other: Venue, known: Venues, year: int | None = None) -> bool:
    """Whether papers of `one` may rightly be said to be at `other`.

    So it is for the same venue, a journal that carries a conference's papers, and two conferences held as one.
    """
    if one.short == other.short or other.short in one.carries or one.short in other.carries:
        return True
    return known.held_together((one.short, other.short), year)


def workshop_of(one: Venue, other: Venue) -> bool:
    """Whether one of the two is the other's workshops."""
    return one.workshop_of == other.short or other.workshop_of == one.short
