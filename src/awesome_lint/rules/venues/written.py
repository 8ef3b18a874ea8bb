"""What entries themselves write about their venue and its year, and how two venues may stand to each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

from awesome_lint.knowledge import Knowledge
from awesome_lint.knowledge.venues import Venue, Venues
from awesome_lint.model import Document, Entry
from awesome_lint.records import NamedTuple
from awesome_lint.rules.base import Context
from awesome_lint.source import Span

FIRST_YEAR = 1600  # the first journals are of 1665
HABIT = 0.9
FEW = 3

_BEFORE_SHORT_YEARS = frozenset(["", "'", "’", "‘", "`", "-"])
_JOINING = str.maketrans("+&-", "///")
_REACH = 24

# What stands where venues stand, and names none: theses, reports, books, patents, prizes.
_OTHER_WORDS = """
thesis theses thèse tesis tese dissertation habilitation report techreport patent book whitepaper manuscript preprint
unpublished blog lecture course tutorial press award awards prize
"""
_OTHERS = frozenset(_OTHER_WORDS.split())
_OTHER_BEGINNINGS = ("diplom", "universit")
_OTHER_PHRASES = ("tech rep", "technical rep", "white paper", "best paper", "best student paper")
_OTHER_SIGNS = ("论文", "博士", "硕士", "学位", "专利", "博客", "論文", "修士", "학위")


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


@cache
def possible_years() -> range:
    """The years a publication can have: from 1600, before the first journals, to next year."""
    return range(FIRST_YEAR, datetime.now(UTC).year + 2)


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


def same_event(one: Venue, other: Venue, known: Venues, year: int | None = None) -> bool:
    """Whether papers of `one` may rightly be said to be at `other`.

    So it is for the same venue, a journal that carries a conference's papers, and two conferences held as one.
    """
    if one.short == other.short or other.short in one.carries or one.short in other.carries:
        return True
    return known.held_together((one.short, other.short), year)


def names_joint_event(raw: str, known: Venues) -> bool:
    """Whether a writing names two conferences that were held as one: `ESEC/FSE`, `ACL-IJCNLP`."""
    parts = [part.strip() for part in raw.translate(_JOINING).split("/")]
    return len(parts) > 1 and known.held_together(parts)


def workshop_of(one: Venue, other: Venue) -> bool:
    """Whether one of the two is the other's workshops."""
    return one.workshop_of == other.short or other.workshop_of == one.short


def slices_to_raw(context: Context, written: Written) -> bool:
    """Whether `span` is exactly where the writing stands, so that it can be replaced."""
    return " ".join(context.text[written.span.start : written.span.end].split()) == written.raw


def each_once(written: list[Written]) -> Iterator[tuple[str, list[Written]]]:
    """The writings that stand for each known venue, by its short name, in order of appearance."""
    groups: dict[str, list[Written]] = {}
    for one in written:
        if one.venue is not None:
            groups.setdefault(one.venue.short, []).append(one)
    yield from groups.items()


def names_no_venue(raw: str) -> bool:
    """Whether a text says that something was published as no venue's: a thesis, a report, a book."""
    words = "".join(char if char.isalnum() else " " for char in raw.casefold()).split()
    phrase = f" {' '.join(words)} "
    return (
        not _OTHERS.isdisjoint(words)
        or any(word.startswith(_OTHER_BEGINNINGS) for word in words)
        or any(f" {other} " in phrase for other in _OTHER_PHRASES)
        or any(sign in raw for sign in _OTHER_SIGNS)
    )
