"""What only the list as a whole can decide of its entries.

Is `[MMAC]` in front of a title a venue or an alias? Is a lone name behind it the author? An entry alone does not say;
what the list writes in the same place elsewhere does.
"""

from __future__ import annotations

from collections import Counter

from awesome_lint.parse.draft import Draft, Open
from awesome_lint.parse.fields.authors import looks_like_authors
from awesome_lint.parse.fields.beside import read_part, take_authors
from awesome_lint.parse.fields.title import HONOUR
from awesome_lint.parse.fields.venue import VenueReading
from awesome_lint.parse.layouts import Carrier
from awesome_lint.parse.lexicon import Lexicon
from awesome_lint.parse.text import capitalised, fold_spaces, sentences, word_count
from awesome_lint.records import NamedTuple

_SHARE = 0.5  # of what stands in one place, from which the place means one thing
_LEAST = 3  # pieces in one place, below which it means nothing
_ALIAS_WORDS, _ALIAS_LENGTH = 4, 40
_VENUE_WORDS = 8


class Conventions(NamedTuple):
    """Places, by layout and form: where venues stand, where known venue names are aliases, where authors stand."""

    venues: frozenset[tuple[str, str]]
    aliases: frozenset[tuple[str, str]]
    authors: frozenset[tuple[str, str]]


def settle(lex: Lexicon, carriers: list[Carrier], drafts: list[Draft]) -> None:
    """Decide in every draft what its entry left open."""
    _settle_names(carriers, drafts)
    conventions = _learn(carriers, drafts)
    for carrier, draft in zip(carriers, drafts, strict=True):
        for item in draft.open:
            _settle_piece(lex, draft, item, (carrier.layout, item.slot), conventions)
        draft.open.clear()


def _learn(carriers: list[Carrier], drafts: list[Draft]) -> Conventions:
    """What the list writes in which place."""
    known: Counter[tuple[str, str]] = Counter()
    unknown: Counter[tuple[str, str]] = Counter()
    authors: Counter[tuple[str, str]] = Counter()
    others: Counter[tuple[str, str]] = Counter()
    for carrier, draft in zip(carriers, drafts, strict=True):
        known.update((carrier.layout, slot) for slot in draft.venue_slots)
        for item in draft.open:
            place = (carrier.layout, item.slot)
            unknown[place] += not item.known
            if item.piece.kind == "text" and not item.before_title:
                (authors if looks_like_authors(item.text) else others)[place] += 1
    return Conventions(
        frozenset(p for p, count in known.items() if count >= _LEAST and count >= _SHARE * (count + unknown[p])),
        frozenset(p for p, count in unknown.items() if known[p] < _SHARE * (count + known[p])),
        frozenset(p for p, count in authors.items() if count >= _LEAST and count >= others[p]),
    )


def _settle_names(carriers: list[Carrier], drafts: list[Draft]) -> None:
    """Names in front of titles, and lone names behind them, are authors where the group's other entries name theirs."""
    sizes = Counter(carrier.group for carrier in carriers)
    fronted: Counter[int] = Counter()
    named: Counter[int] = Counter()
    for carrier, draft in zip(carriers, drafts, strict=True):
        fronted[carrier.group] += draft.names is not None and draft.title_kind == "text"
        named[carrier.group] += draft.authors is not None
    for carrier, draft in zip(carriers, drafts, strict=True):
        if draft.authors is not None:
            continue
        size, names = sizes[carrier.group], named[carrier.group]
        both = fronted[carrier.group] + names
        if draft.names is not None and draft.title_kind == "text" and both >= 2 and both >= _SHARE * size:
            start, end, rest = draft.names
            draft.set_authors(start, end)
            draft.set_title(rest, draft.title_end, "text")
        elif draft.person is not None and names >= _SHARE * size:
            name = fold_spaces(draft.flow.text[slice(*draft.person)])
            if name in draft.notes:
                draft.notes.remove(name)
            draft.set_authors(*draft.person)


def _settle_piece(lex: Lexicon, draft: Draft, item: Open, place: tuple[str, str], conventions: Conventions) -> None:
    """Read one open piece by what its place means."""
    piece, text = item.piece, item.text
    if draft.authors is None and item.before_title and looks_like_authors(text) and "." in text:
        take_authors(lex, draft, piece.inner_start, piece.inner_end)  # `[Mathilde Caron, et al.] Title`
        return
    if draft.authors is None and not item.before_title:
        styled = piece.kind == "text" and piece.style == "em" and " " in text.strip()
        if place in conventions.authors or (piece.kind == "text" and looks_like_authors(text, sure=not styled)):
            take_authors(lex, draft, piece.inner_start, piece.inner_end)
            return
    if HONOUR.search(text):
        draft.note(text)
        return
    if draft.venue_raw is None:
        reading = lex.read_venue(text, True)
        if reading is not None and (
            (item.known and place not in conventions.aliases)
            or (place in conventions.venues and not reading.bare and word_count(text) <= _VENUE_WORDS)
        ):
            draft.set_venue(reading, piece.inner_start)
            return
    if item.before_title and draft.alias is None and is_alias(lex, text):
        draft.set_alias(piece.inner_start, piece.inner_end)
    elif piece.kind == "text":
        for left, right in sentences(text):
            read_part(lex, draft, piece.start + left, piece.start + right)
    else:
        if draft.venue_raw is None and reading is not None and (reading.known or _names_venue(draft, reading)):
            draft.set_venue(reading, piece.inner_start)
        draft.note(text)


def _names_venue(draft: Draft, reading: VenueReading) -> bool:
    """Whether a name nobody knows, beside a year, may be a venue: of papers, not of books (`2nd edition, 2018`)."""
    return reading.year is not None and draft.of_papers and capitalised(reading.raw or "")


def is_alias(lex: Lexicon, text: str) -> bool:
    """Whether a bracket before a title may hold its short name."""
    return word_count(text) <= _ALIAS_WORDS and len(text) <= _ALIAS_LENGTH and not lex.is_tag(text)
