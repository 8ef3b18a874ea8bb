"""Entries that their neighbours make papers, and that may be something else."""

from __future__ import annotations

from awesome_lint.model import Entry
from awesome_lint.rules.facts import gives

_NAME = 2  # words of a title, at most, that may be a program's name


def may_be_a_page(entry: Entry) -> bool:
    """Whether an entry may be a post, a talk or a site among papers: a page, and nothing that only papers have."""
    if entry.venue_source == "entry" or entry.year_source == "entry" or entry.authors or gives(entry, "paper"):
        return False
    return any(link.url and (link.in_title or link.role == "blog") for link in entry.links)


def may_be_a_tool(entry: Entry) -> bool:
    """Whether an entry may be a program with its paper: a name that leads to a page, where the code is found."""
    return len(entry.title.split()) <= _NAME and any(
        link.url and link.in_title and link.role != "paper" for link in entry.links
    )
