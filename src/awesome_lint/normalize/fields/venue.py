"""Venues: one name for each, as the list prevailingly writes it, else as the knowledge base does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from awesome_lint.knowledge.folding import fold
from awesome_lint.normalize.fields.changes import Change
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Span
from awesome_lint.style.venues import is_no_writing, slices_to_raw, written_venues

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.knowledge.venues import Venue
    from awesome_lint.model import Document
    from awesome_lint.normalize.fields import Choices

_SHARED = 2  # entries that write a venue alike before that is the list's own writing
_LONG = 4  # words from which on a name is written in full
_LEAD = pattern(r"(?:(?:in|at|on|proc(?:eedings|\.)?|of|the)\b[\s.:]*)+(?=\S)", 2)  # re.IGNORECASE
_VOLUME = pattern(r"[*_.]*,?\s*(?:(?:vol(?:ume|\.)?|no\.?)\s*)?\d{1,3}(?!\d)[*_]*\s*[(,.:;]", 2)  # re.IGNORECASE
_PROCEEDINGS = pattern(r"\bproc(?:eedings|\.)?\s+(?:of\s+)?(?:the\s+)?$", 2)
_REACH = 24
_HABIT = 0.3  # the share of venues with such words in front from which on they are the list's style


class _Name(NamedTuple):
    """A venue's name in an entry, by the entry's place in the document: nothing but the name, and where it stands."""

    entry: int
    venue: Venue
    text: str
    span: Span

    @property
    def is_long(self) -> bool:
        return len(self.text.split()) >= _LONG

    @property
    def has_publisher(self) -> bool:
        """Whether something stands in front of the usual short name: `IEEE TIP`."""
        name, short = fold(self.text), fold(self.venue.short)
        return " " in self.text and name != short and name.endswith(short)


def changes(document: Document, like: Document, choices: Choices, known: Knowledge) -> list[Change]:
    """The edits that write every venue that is known in one way.

    Former names in their time, joint events, and names with volume, pages or anything else beside them stay.
    """
    text = document.source.text
    names = list(_names(document, known))
    own: dict[str, str | None] = {}
    habits: frozenset[str] = frozenset()
    if choices.venues == "prevailing":
        voting = names if like is document else list(_names(like, known))
        habits = _habits(voting)
        groups: defaultdict[str, list[_Name]] = defaultdict(list)
        for name in voting:
            groups[name.venue.short].append(name)
        least = _SHARED if like is document else 1
        own = {short: _own_writing(group, short, least) for short, group in groups.items()}
    found: list[Change] = []
    for name in names:
        short = name.venue.short
        right = own.get(short) or (name.text if _is_meant(text, name, habits) else short)
        if right != name.text:
            found.append(Change(frozenset((name.entry,)), (Edit(name.span, right),)))
    return found


def _habits(names: Collection[_Name]) -> frozenset[str]:
    """How a list writes names, so that it would write so those, too, that it has only once."""
    in_full = 2 * sum(name.is_long for name in names) > len(names)
    published = len({name.venue.short for name in names if name.has_publisher}) > 1
    return frozenset(habit for habit, holds in (("full", in_full), ("publisher", published)) if holds)


def _is_meant(text: str, name: _Name, habits: Collection[str]) -> bool:
    """Whether a name is right beside the usual short one: so the list writes names, or the short one would not do."""
    if name.has_publisher and name.venue.acronym_only:
        return True  # `MDPI Information`
    start, end = name.span
    if not name.text.isupper() and (
        _VOLUME.match(text, end) or _PROCEEDINGS.search(text, max(0, start - _REACH), start)
    ):
        return True  # a citation, which has names in full
    return (name.is_long and "full" in habits) or (name.has_publisher and "publisher" in habits)


def _own_writing(group: Collection[_Name], short: str, least: int) -> str | None:
    """The writing that prevails and that `least` entries share, the usual one of several; None where none does."""
    counts = Counter(name.text for name in group if not name.venue.is_former(name.text))
    most = max(counts.values(), default=0)
    often = [text for text, times in counts.items() if times == most]
    if most < least or short in often or len(often) > 1:
        return None
    return often[0]


def _names(document: Document, known: Knowledge) -> Iterator[_Name]:
    """The names of venues that entries write, those that are right in their own way left out."""
    text = document.source.text
    places = {entry.span: index for index, entry in enumerate(document.entries)}
    written = [one for one in written_venues(document, known) if slices_to_raw(text, one)]
    leads = [_lead(one.raw, one.venue) for one in written]
    habit = sum(map(bool, leads)) >= _HABIT * len(leads)
    plain = {one.venue for one, lead in zip(written, leads, strict=True) if not lead}
    for one, lead in zip(written, leads, strict=True):
        if one.venue is None or is_no_writing(one, known.venues):
            continue
        kept = lead if habit or one.venue not in plain else 0
        span = Span(one.span.start + kept, one.span.end)
        name = one.raw[kept:]
        if text[span.start : span.end] != name and kept:
            continue
        if known.venues.is_bare_name(one.raw[lead:]) and known.venues.lookup(one.raw[lead:]) == one.venue:
            yield _Name(places[one.entry.span], one.venue, name, span)


def _lead(raw: str, venue: Venue | None) -> int:
    """How long the words are that lead up to a name (`In Proc. of`) and are no part of it (`The Visual Computer`)."""
    found = _LEAD.match(raw)
    if found is None or venue is None:
        return 0
    names = (venue.short, venue.name, *venue.aliases)
    lead = found[0].strip().casefold() + " "
    return 0 if any(name.casefold().startswith(lead) for name in names) else found.end()
