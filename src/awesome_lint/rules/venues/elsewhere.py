"""Where other lists, or APIs, say that a preprint was published, and how this list would write it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from awesome_lint.findings import Related
from awesome_lint.knowledge.venues import Venue
from awesome_lint.matching.addresses import is_preprint_doi
from awesome_lint.matching.published import JUDGED, may_have_published, venue_told, year_of_number
from awesome_lint.matching.standing import Standing
from awesome_lint.model import Entry, evidence
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.rules.across import Twin
from awesome_lint.rules.base import Context, shorten
from awesome_lint.rules.links.answers import paper_links
from awesome_lint.source import Edit

_WHOLE_YEAR = pattern(r"(?:19|20)\d\d")
_SHORT_YEAR = pattern(r"(['’‘`]?)\d\d")
_SCHOLAR = "Semantic Scholar"


class Published(NamedTuple):
    """A preprint's entry and where it was published; `agreed`: nobody says otherwise.

    `said` names who says so, for messages; `related` are the places that do.
    """

    entry: Entry
    venue: Venue
    year: int | None
    said: str
    related: tuple[Related, ...] = ()
    agreed: bool = True

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
    if venue is None or not may_have_published(venue, year, entry.ids.get("arxiv") or twin.entry.ids.get("arxiv")):
        return None
    said = f"in {twin.place} ({', '.join(twin.witnesses)})"
    return Published(entry, venue, year, said, (twin.related(f"published: `{shorten(twin.entry.title)}`"),))


def published_online(context: Context) -> Iterator[Published]:
    """The preprints of a document of which two sources, or a publisher's DOI, say where they were published."""
    standing = Standing(context.knowledge)
    for entry in context.entries:
        known = [found for link in paper_links(entry) if (found := context.evidence(link.url)) and found.published]
        if known and standing.is_preprint(entry):
            told = [one for found in known for one in found.published]
            if published := _agreed(context, entry, told):
                yield published


def _agreed(context: Context, entry: Entry, told: Sequence[evidence.Published]) -> Published | None:
    """The venue that two sources name, or one with a publisher's DOI, and the year that is no preprint's."""
    by_venue: defaultdict[str, list[evidence.Published]] = defaultdict(list)
    venues: dict[str, Venue] = {}
    for one in told:
        venue = venue_told(one, context.knowledge.venues)
        if venue is not None and venue.kind in JUDGED:
            venues[venue.short] = venue
            by_venue[venue.short].append(one)
    for short, named in sorted(by_venue.items(), key=lambda item: -len(item[1])):
        dois = {one.doi for one in named if one.doi and not is_preprint_doi(one.doi)}
        saying = [*named, *(one for one in told if not one.venue and one.doi in dois and one not in named)]
        sources = list(dict.fromkeys(one.source for one in saying))
        by_doi = any(one.source == _SCHOLAR and one.doi in dois for one in saying)
        if len(sources) < 2 and not by_doi:
            continue
        year = _year_of(saying, year_of_number(entry.ids.get("arxiv")))
        if may_have_published(venues[short], year, entry.ids.get("arxiv")):
            return Published(entry, venues[short], year, f"({', '.join(sources)})", agreed=len(by_venue) == 1)
    return None


def _year_of(saying: Sequence[evidence.Published], first: int | None) -> int | None:
    """The year that most sources name; Semantic Scholar's, often the preprint's, counts only where it is later."""
    years = Counter(
        one.year for one in saying if one.year and (one.source != _SCHOLAR or (first is not None and one.year > first))
    )
    return max(years, key=lambda year: years[year], default=None)


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
