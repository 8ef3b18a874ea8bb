"""What is asked for."""

from __future__ import annotations

from awesome_lint.records import NamedTuple


class Wanted(NamedTuple):
    """One address as a list writes it, and what is to be known of it.

    `title` is that of the entry whose paper it leads to, else empty. `asks` are further facts about a paper:
    `published` (where), `code`, `project` (their addresses), `described` (title, authors and year; of a repository,
    what it says of itself). Whether it is there, moved or gone is always asked.
    """

    url: str
    title: str = ""
    asks: frozenset[str] = frozenset()
