"""Where other lists say that a preprint was published, and how this list would write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from awesome_lint.knowledge.venues import Venue
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.rules.across import Twin
from awesome_lint.rules.base import Context
from awesome_lint.rules.venues.standing import Standing
from awesome_lint.source import Edit

_JUDGED = frozenset({"conference", "workshop", "journal"})
_WHOLE_YEAR = pattern(r"(?:19|20)\d\d")
_SHORT_YEAR = pattern(r"(['’‘`]?)\d\d")
_AHEAD = 2  # a paper published so many years before its arXiv number is another one, or one of the two is wrong


class Published(NamedTuple):
    """A preprint's entry, where it was published, and who says so; `agreed`: nobody says otherwise."""

    entry: Entry
    venue: Venue
    year: int | None
    twin: Twin
    agreed: bool

    def __str__(self) -> str:
        return f"{self.venue.short} {self.year}" if self.year else self.venue.short


def published_elsewhere(context: Context) -> Iterator[Published]:
    """The preprints of a document that another list has as published, by what most lists say."""
    standing = Standing(context.knowledge)
    twins_by_place = context.across.twins(context.facts)
    for place, twins in twins_by_place.items():
        entry = context.entries[place]
        if not standing.is_preprint(entry):
            continue
        found: dict[tuple[str, int | None], list[Published]] = {}
        for twin in twins:
            if twin.same_list or not twin.sure or not standing.is_published(twin.entry):
                continue
            one = _published(context, entry, twin)
            if one is not None:
                found.setdefault((one.venue.short, one.year), []).append(one)
        if found:
            most = max(found.values(), key=len)
            yield most[0]._replace(agreed=len(found) == 1)


def _published(context: Context, entry: Entry, twin: Twin) -> Published | None:
    """What one other list says; None where the knowledge base does not know the venue, or knows better."""
    venue = context.knowledge.venues.known(twin.entry.venue or "")
    year = twin.entry.venue_year or twin.entry.year
    if venue is None or venue.kind not in _JUDGED:
        return None
    if year is not None:
        if venue.held(year) is False:
            return None
        number = entry.ids.get("arxiv") or twin.entry.ids.get("arxiv") or ""
        if number[:2].isdecimal() and "." in number and year + _AHEAD <= 2000 + int(number[:2]):
            return None
    return Published(entry, venue, year, twin, agreed=True)


def rewritten(context: Context, published: Published) -> tuple[Edit, ...]:
    """The edits that write venue and year in the form that the entry has its preprint's in; none where that is unclear.

    The venue is written as this list writes it elsewhere.
    """
    entry, text = published.entry, context.text
    spans = entry.spans.get("venue", ())
    if entry.venue_source != "entry" or entry.status or len(spans) != 1 or not published.agreed:
        return ()
    if " ".join(text[spans[0].start : spans[0].end].split()) != entry.venue_raw:
        return ()
    years = entry.spans.get("venue_year", ())
    end = max(span.end for span in (*spans, *years))
    if text[end : end + 1].isalnum() or text[end : end + 1] in (":", "/", "-", "_"):
        return ()
    edits = [Edit(spans[0], _writing(context, published.venue))]
    if not years:
        return tuple(edits) if published.year in (None, entry.year) else ()
    if len(years) != 1 or published.year is None:
        return ()
    written = text[years[0].start : years[0].end]
    if written == str(published.year):
        return tuple(edits)
    if _WHOLE_YEAR.fullmatch(written):
        return (*edits, Edit(years[0], str(published.year)))
    if short := _SHORT_YEAR.fullmatch(written):
        return (*edits, Edit(years[0], f"{short[1]}{published.year % 100:02}"))
    return ()


def _writing(context: Context, venue: Venue) -> str:
    """A venue as this list writes it most often, else its short name."""
    here: Mapping[str, int] = Counter(
        one.raw for one in context.facts.written_venues if one.venue is not None and one.venue.short == venue.short
    )
    return max(here, key=lambda raw: here[raw], default=venue.short)
