"""Which venue an API means when it says where a paper was published, and whether that can be."""

from __future__ import annotations

import re

from awesome_lint.knowledge.venues import Venue, Venues
from awesome_lint.matching.addresses import is_preprint_doi
from awesome_lint.model.evidence import Published
from awesome_lint.patterns import pattern

JUDGED = frozenset({"conference", "workshop", "journal"})
"""Kinds of venues that publish: proceedings of many conferences stand in a series, which says nothing."""

_EDITION = pattern(
    r"(.+?)[ ,]+(?:19|20)\d\d(?:[ ,]+(?:poster|oral|spotlight|accept|conference|main|notable.*))?", re.IGNORECASE
)
_PAGES = pattern(r"[,;:]?\s+(?:pp?\.|pages?\b|vol\.|volume\b)\s*\d.*$", re.IGNORECASE)
_AHEAD = 2  # a paper published so many years before its arXiv number is another one, or one of the two is wrong


def venue_told(told: Published, venues: Venues) -> Venue | None:
    """The venue that an API names: by any name (`ICLR 2023 poster`, `Proc. ECCV, pp. 1-9`), or by its DOI alone."""
    if not told.venue:
        found = venues.by_url(f"https://doi.org/{told.doi}") if told.doi and not is_preprint_doi(told.doi) else []
        return found[0].venue if len(found) == 1 and not found[0].workshop else None
    name = _PAGES.sub("", told.venue)
    edition = _EDITION.fullmatch(name)
    return venues.lookup(name) or (venues.lookup(edition[1]) if edition else None)


def may_have_published(venue: Venue, year: int | None, number: str | None) -> bool:
    """Whether a venue can have published a preprint with an arXiv number in a year, by the knowledge base."""
    if venue.kind not in JUDGED:
        return False
    if year is None:
        return True
    first = year_of_number(number)
    return venue.held(year) is not False and not (first and year + _AHEAD <= first)


def year_of_number(number: str | None) -> int | None:
    """The year of an arXiv number of the present form (`2101.00001`), else None."""
    return 2000 + int(number[:2]) if number and number[:2].isdecimal() and "." in number else None
