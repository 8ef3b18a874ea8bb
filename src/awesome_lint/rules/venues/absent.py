"""What entries leave unsaid of where and when they were published, and whose rule says so: V001's or V011's."""

from __future__ import annotations

from awesome_lint.model import Entry
from awesome_lint.rules.base import Context
from awesome_lint.rules.facts import gives
from awesome_lint.rules.venues.headings import heading_years
from awesome_lint.rules.venues.no_venue import names_no_venue
from awesome_lint.style.venues import HABIT

_SUBMISSIONS = frozenset({"openreview"})  # hosts whose papers may or may not be accepted


def writes_venue(entry: Entry) -> bool:
    """Whether an entry itself names its venue, rather than a heading above it."""
    return entry.venue is not None and entry.venue_source == "entry"


def writes_year(entry: Entry) -> bool:
    """Whether an entry itself writes a year, its own or that of its venue."""
    return (entry.year is not None and entry.year_source == "entry") or entry.venue_year is not None


def has_year(entry: Entry) -> bool:
    """Whether an entry has a year, its own or that of a heading, a range of years included."""
    return entry.year is not None or entry.venue_year is not None or heading_years(entry.section) is not None


def venue_share(context: Context, entry: Entry) -> float:
    """The share of the siblings that write a venue."""
    return context.facts.share(context.siblings(entry), "venue", writes_venue)


def year_share(context: Context, entry: Entry) -> float:
    """The share of the siblings that write a year."""
    return context.facts.share(context.siblings(entry), "year", writes_year)


def lacks_venue(context: Context, entry: Entry, share: float = HABIT) -> bool:
    """Whether an entry has no venue and should: `share` of its siblings write one, and nothing tells why it does not.

    Such reasons are links to preprints only, and words that say that it is a thesis or a report.
    """
    return (
        entry.venue is None
        and venue_share(context, entry) >= share
        and _is_publication(context, entry)
        and not _is_preprint(context, entry)
        and not names_no_venue(f"{entry.authors or ''} {entry.notes or ''}")
    )


def lacks_year(context: Context, entry: Entry, share: float = HABIT) -> bool:
    """Whether an entry has no year and should: `share` of its siblings write one, and it is a publication.

    Where siblings write venue and year, one that has neither is V001's, or has its reasons.
    """
    return (
        not has_year(entry)
        and year_share(context, entry) >= share
        and _is_publication(context, entry)
        and (entry.venue is not None or venue_share(context, entry) < HABIT)
    )


def _is_publication(context: Context, entry: Entry) -> bool:
    """Whether a paper is one that was published, as far as the entry says: no submission, no tool among papers."""
    if entry.status is not None:
        return False
    if any(link.in_title and link.role != "paper" for link in entry.links):
        return False
    headings = context.knowledge.labels.section_meanings(entry.section[-1]) if entry.section else ()
    return "resource" not in headings and (gives(entry, "paper") or not any(link.url for link in entry.links))


def _is_preprint(context: Context, entry: Entry) -> bool:
    """Whether all that an entry links as its paper are preprints, or submissions."""
    papers = [link for link in entry.links if link.role == "paper" and link.url]
    venues = context.knowledge.venues
    return bool(papers) and all(
        link.identity.kind in _SUBMISSIONS or any(said.venue.is_preprint for said in venues.by_url(link.url))
        for link in papers
    )
