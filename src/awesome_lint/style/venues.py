"""What entries themselves write about their venue and its year, and which writing of a venue is the list's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from awesome_lint.knowledge import Knowledge
from awesome_lint.knowledge.venues import Venue, Venues
from awesome_lint.knowledge.years import possible_years
from awesome_lint.model import Document, Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

HABIT = 0.9
FEW = 3

_BEFORE_SHORT_YEARS = frozenset(["", "'", "’", "‘", "`", "-"])
_JOINING = str.maketrans("+&-", "///")
_REACH = 24
_HYPHENS = "-_\u2010\u2011\u2012\u2013\u2014\u2015"
_VOLUME = pattern(r"[,;:(]\s*\d")


class Written(NamedTuple):
    """A venue that an entry itself writes.

    `raw` is the writing, `span` its place, `venue` what the knowledge base knows by it, or None. `year` is the year
    written for the venue, None where none is, or where it may be another's (the day a preprint appeared).
    """

    entry: Entry
    raw: str
    span: Span
    venue: Venue | None
    year: int | None

    @property
    def name(self) -> str:
        """The venue as people would say it: `CVPR 2021`."""
        return f"{self.raw} {self.year}" if self.year else self.raw


def written_venues(document: Document, knowledge: Knowledge) -> list[Written]:
    """The venues that papers and data sets of a document write themselves, in order: see `Facts.written_venues`."""
    own = [
        entry
        for entry in document.entries
        if entry.venue_source == "entry" and entry.venue_raw and entry.kind != "resource" and not entry.placeholder
    ]
    if not own:
        return []
    text = document.source.text
    known = {entry.venue: knowledge.venues.known(entry.venue) if entry.venue else None for entry in own}
    apart = _apart_is_meant(text, own, known)
    return [
        Written(entry, entry.venue_raw or "", entry.field_span("venue"), known[entry.venue], _year(text, entry, apart))
        for entry in own
    ]


def _year(text: str, entry: Entry, apart: bool) -> int | None:
    """The year of the entry's venue; None for one that cannot be, which V004 reports."""
    year = entry.venue_year
    if year is None and entry.year_source == "entry" and not _is_date(text, entry):
        year = entry.year if apart or _beside(text, entry) else None
    return year if year in possible_years() else None


def _is_date(text: str, entry: Entry) -> bool:
    """Whether the year is part of more than a year: `2021` and `'21` are none, `2021-03` is a date."""
    span = entry.field_span("year")
    written = text[span.start : span.end].strip()
    if written.isdecimal():
        return len(written) not in (2, 4, 5)
    before, digits = written[:-2], written[-2:]
    short = len(before) <= 2 and before.rstrip() in _BEFORE_SHORT_YEARS and len(digits) == 2 and digits.isdecimal()
    return not short


def _beside(text: str, entry: Entry) -> bool:
    """Whether year and venue stand side by side: in one cell, on one line."""
    venue, year = entry.field_span("venue"), entry.field_span("year")
    between = text[min(venue.end, year.end) : max(venue.start, year.start)]
    return len(between) <= _REACH and "|" not in between and "\n" not in between


def _apart_is_meant(text: str, own: list[Entry], known: dict[str | None, Venue | None]) -> bool:
    """Whether a year that stands apart from the venue, in a column of its own, is the venue's in this list.

    It is where nearly all of those years had an edition.
    """
    held = [
        answer
        for entry in own
        if entry.venue_year is None
        and entry.year is not None
        and entry.year_source == "entry"
        and not _is_date(text, entry)
        if (venue := known[entry.venue]) is not None and (answer := venue.held(entry.year)) is not None
    ]
    return len(held) >= FEW and sum(held) >= HABIT * len(held)


def names_joint_event(raw: str, known: Venues) -> bool:
    """Whether a writing names two conferences that were held as one: `ESEC/FSE`, `ACL-IJCNLP`."""
    parts = [part.strip() for part in raw.translate(_JOINING).split("/")]
    return len(parts) > 1 and known.held_together(parts)


def slices_to_raw(text: str, written: Written) -> bool:
    """Whether `span` is exactly where the writing stands in a document's text, so that it can be replaced."""
    return " ".join(text[written.span.start : written.span.end].split()) == written.raw


def each_once(written: list[Written]) -> Iterator[tuple[str, list[Written]]]:
    """The writings that stand for each known venue, by its short name, in order of appearance."""
    groups: dict[str, list[Written]] = {}
    for one in written:
        if one.venue is not None:
            groups.setdefault(one.venue.short, []).append(one)
    yield from groups.items()


def is_no_writing(one: Written, known: Venues) -> bool:
    """Whether a writing is right in its own way, and neither counts nor is at fault.

    So are a former name in its time, the name of a joint event, and a name with volume or pages.
    """
    return _former_in_its_time(one) or names_joint_event(one.raw, known) or _VOLUME.search(one.raw) is not None


def _former_in_its_time(one: Written) -> bool:
    """Whether the writing is a former name, and nothing says that it was out of use."""
    return (
        one.venue is not None
        and one.venue.is_former(one.raw)
        and (one.year is None or one.venue.alias_current(one.raw, one.year))
    )


def prevailing_writing(counts: Counter[str], canonical: str, former: Collection[str]) -> str:
    """The most frequent writing that is no former name; of several the canonical one, else the first."""
    fit = {raw: times for raw, times in counts.items() if raw not in former}
    if not fit:
        return canonical
    most = max(fit.values())
    if fit.get(canonical) == most:
        return canonical
    tied = [raw for raw, times in fit.items() if times == most]
    return next((raw for raw in tied if same_but_for_case(raw, canonical)), tied[0])


def same_but_for_case(one: str, other: str) -> bool:
    """Whether two writings differ in case, spaces and hyphens at most."""
    return _letters(one) == _letters(other)


def _letters(raw: str) -> str:
    return "".join(char for char in raw if not char.isspace() and char not in _HYPHENS).casefold()
