"""What two lists say of one paper that cannot both be right: its venue, its year, its title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from awesome_lint.knowledge import Knowledge
from awesome_lint.knowledge.venues import Venue
from awesome_lint.matching.events import same_event, workshop_of
from awesome_lint.matching.standing import Standing
from awesome_lint.matching.thresholds import Thresholds
from awesome_lint.matching.titles import titles_differ
from awesome_lint.model import Document, Entry
from awesome_lint.records import NamedTuple
from awesome_lint.rules.across import Across

_JUDGED = frozenset({"conference", "workshop", "journal"})
_LEAST_DATED = 5


class Claim(NamedTuple):
    """Where an entry says its paper was published; `year` None: not said. `heading`: only a heading says the year."""

    venue: Venue
    year: int | None
    heading: bool = False

    def __str__(self) -> str:
        return f"{self.venue.short} {self.year}" if self.year else self.venue.short


class Conflict(NamedTuple):
    """Something two entries of one paper disagree in, as each says it."""

    what: Literal["venue", "year", "title"]
    here: str
    there: str

    def __str__(self) -> str:
        return f"{self.what} {self.here}, there {self.there}"


class Judge:
    """Compares entries of several lists."""

    def __init__(self, across: Across, thresholds: Thresholds, gap: int, conflicting: float) -> None:
        self.across = across
        self.knowledge: Knowledge = across.knowledge
        self.standing = Standing(across.knowledge)
        self.thresholds = thresholds
        self.gap = gap
        self.conflicting = conflicting
        self._dated: dict[int, bool] = {}

    def conflicts(self, here: tuple[Document, Entry], there: tuple[Document, Entry]) -> tuple[Conflict, ...] | None:
        """What two entries of one paper disagree in; None where one is the other's preprint, and cannot be compared."""
        one, other = here[1], there[1]
        found = None
        if self.standing.is_preprint(one) or self.standing.is_preprint(other):
            if self.standing.is_published(one) or self.standing.is_published(other):
                return None
        else:
            left, right = self._claim(*here), self._claim(*there)
            if left is not None and right is not None:
                found = self._venue_conflict(left, one, right, other)
            elif one.venue is None and other.venue is None:
                found = self._year_conflict(one, other)
        return tuple(conflict for conflict in (found, title_conflict(one, other)) if conflict is not None)

    def _claim(self, document: Document, entry: Entry) -> Claim | None:
        """Where an entry says that its paper was published; None where the venue is not known or not said."""
        if entry.venue is None or not self.standing.is_published(entry):
            return None
        venue = self.knowledge.venues.known(entry.venue)
        if venue is None or venue.kind not in _JUDGED:
            return None
        year = self._own_year(document, entry)
        if year is None and entry.year_source == "section" and self._is_dated_by_headings(document):
            return Claim(venue, entry.year, heading=True)
        return Claim(venue, year)

    def _own_year(self, document: Document, entry: Entry) -> int | None:
        """The year that stands with the venue: beside it, or in the same heading or group."""
        if entry.venue_source == "entry":
            written = self.across.written(document, entry)
            return written.year if written else None
        return entry.year if entry.year_source == entry.venue_source else None

    def _is_dated_by_headings(self, document: Document) -> bool:
        """Whether the years in a list's headings are those of its papers' publication, by what other lists say."""
        if id(document) not in self._dated:
            said = list(self._heading_years(document))
            wrong = said.count(False)
            self._dated[id(document)] = len(said) >= _LEAST_DATED and wrong <= self.conflicting * len(said)
        return self._dated[id(document)]

    def _heading_years(self, document: Document) -> Iterator[bool]:
        """Of every paper that has its venue from the entry and its year from a heading: whether another list agrees."""
        for place, twins in self.across.twins_in(document, self.thresholds).items():
            entry = document.entries[place]
            if entry.venue_source != "entry" or entry.year_source != "section":
                continue
            said = {
                year
                for twin in twins
                if not twin.same_list and twin.sure and twin.entry.venue == entry.venue
                if (venue := self.knowledge.venues.known(twin.entry.venue or "")) is not None and not venue.is_preprint
                if (year := self._own_year(twin.document, twin.entry)) is not None
            }
            if said:
                yield entry.year in said

    def _venue_conflict(self, left: Claim, one: Entry, right: Claim, other: Entry) -> Conflict | None:
        apart = None not in (left.year, right.year) and left.year != right.year
        journals = [claim for claim in (left, right) if claim.venue.kind == "journal"]
        both = left.year if left.year == right.year else None
        if same_event(left.venue, right.venue, self.knowledge.venues, both):
            # What a journal publishes early counts to one year or the next.
            if not apart or (journals and abs((left.year or 0) - (right.year or 0)) <= 1):
                return None
            if right.heading and not left.heading:
                return None  # the heading is the weaker word: its list is told, not this one
            if left.venue == right.venue:
                return Conflict("year", str(left), str(right))
        elif workshop_of(left.venue, right.venue):
            tracks = f"{one.track or ''} {other.track or ''}".casefold()
            if "workshop" in tracks and not apart:
                return None
        elif len(journals) == 1:
            # A journal's article may be the longer version of a conference's paper, some time later.
            meeting = right if journals[0] is left else left
            if None in (journals[0].year, meeting.year) or (journals[0].year or 0) > (meeting.year or 0):
                return None
        if self._proven(one, left) and self._proven(other, right):
            return None
        return Conflict("venue", str(left), str(right))

    def _proven(self, entry: Entry, claim: Claim) -> bool:
        """Whether an entry's own paper link says the same: then that is where this version was published."""
        return any(
            (said.venue.short == claim.venue.short and None in (said.year, claim.year)) or said.year == claim.year
            for link in entry.links
            if link.role == "paper" and link.url
            for said in self.knowledge.venues.by_url(link.url)
            if said.venue.short == claim.venue.short
        )

    def _year_conflict(self, one: Entry, other: Entry) -> Conflict | None:
        """Years without a venue may be those of a preprint and of its publication, and differ a little."""
        if one.year is None or other.year is None or not one.year_source == other.year_source == "entry":
            return None
        if abs(one.year - other.year) <= self.gap:
            return None
        return Conflict("year", str(one.year), str(other.year))


def title_conflict(one: Entry, other: Entry) -> Conflict | None:
    """Two titles of one paper, case, punctuation, hyphens, other scripts and a short form aside."""
    return Conflict("title", f"`{one.title}`", f"`{other.title}`") if titles_differ(one, other) else None
