"""Whether an entry gives a role, and which rule speaks of it where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.model import Entry

if TYPE_CHECKING:
    from awesome_lint.rules.facts import Facts


def gives(entry: Entry, role: str) -> bool:
    """Whether an entry has a link of `role` that leads somewhere."""
    return any(link.role == role and link.url for link in entry.links)


def spoken_for(facts: Facts, entry: Entry, role: str) -> bool:
    """Whether a missing `role` needs no finding of its own.

    Its link is empty or malformed, the author says that there is none, or M005 reports the bare word.
    """
    if role in entry.unavailable or any(link.role == role for link in entry.links):
        return True
    if role in facts.unlinked(entry):
        return True
    # A malformed link with another label than a role's is the title's own, and so the paper's.
    return any(found.role == role or (found.role is None and role == "paper") for found in facts.malformed_in(entry))
