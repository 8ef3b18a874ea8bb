"""What stands beside a title: venue, year, authors, roles without links, aliases, notes."""

from __future__ import annotations

from awesome_lint.parse.claims import Claim
from awesome_lint.parse.draft import Draft, Open, slot_of
from awesome_lint.parse.fields.authors import author_share, is_name, leading_names, looks_like_authors
from awesome_lint.parse.fields.keys import read_key
from awesome_lint.parse.fields.venue import VenueReading, names_series
from awesome_lint.parse.lexicon import Lexicon
from awesome_lint.parse.pieces import Piece
from awesome_lint.parse.text import DIGIT, LINK, capitalised, commas, is_wide, sentences, word_count
from awesome_lint.source import Span

_WIDE_NAME = 3  # characters of a name in Chinese writing


def read_before(lex: Lexicon, draft: Draft, pieces: list[Piece], claims: list[Claim]) -> None:
    """Read what stands before the title: a venue, a year, an alias, authors."""
    flow = draft.flow
    for piece, claim in zip(pieces, claims, strict=True):
        text = flow.text[piece.inner_start : piece.inner_end]
        if claim.kind in ("venue", "when") and claim.reading is not None:
            if claim.kind == "venue" and claim.reading.year is None and piece.kind == "group":
                # `[PST]` may be the venue's short name, or the method's: the list decides.
                draft.open.append(Open(slot_of("before", piece), piece, text, True, True))
            else:
                _take_venue(draft, piece, claim.reading)
            if claim.kind == "venue":
                draft.venue_slots.append(slot_of("before", piece))
        elif claim.kind in ("role", "gone"):
            draft.note(text)
        elif claim.kind == "group":
            draft.open.append(Open(slot_of("before", piece), piece, text, True))
        elif claim.kind == "text":
            names = author_share(text)[0] if looks_like_authors(text, sure=False) else 0
            if names > 1 or (names and draft.title_kind in ("quoted", "strong", "text")):
                draft.set_authors(piece.start, piece.end)
            elif looks_like_authors(text.rstrip(" .0123456789()"), sure=False) and DIGIT.search(text):
                for left, right in sentences(text):
                    read_part(lex, draft, piece.start + left, piece.start + right)
            elif any(char.isalnum() for char in text):
                draft.open.append(Open(slot_of("before", piece), piece, text, True))


def read_after(lex: Lexicon, draft: Draft, pieces: list[Piece], claims: list[Claim]) -> None:
    """Read what stands behind the title."""
    flow = draft.flow
    previous: Claim | None = None
    for index, (piece, claim) in enumerate(zip(pieces, claims, strict=True)):
        text = flow.text[piece.inner_start : piece.inner_end]
        if claim.kind == "break":
            continue
        if claim.kind in ("venue", "when") and claim.reading is not None:
            _take_venue(draft, piece, claim.reading)
            if claim.kind == "venue":
                draft.venue_slots.append(slot_of("after", piece))
        elif claim.kind == "role" and piece.kind == "text" and not draft.of_papers and draft.title_link >= 0:
            draft.note(text)  # `- [name](…) - Data.`
        elif claim.kind == "role":
            gone = index + 1 < len(claims) and claims[index + 1].kind == "gone" and not claims[index + 1].roles
            for role in claim.roles:
                (draft.unavailable if gone else draft.unlinked).append(role)
                draft.mark("unavailable" if gone else "unlinked", piece.inner_start, piece.inner_end)
        elif claim.kind == "cited" and claim.reading is not None:
            draft.set_authors(piece.inner_start, piece.inner_start + claim.at[0])
            draft.set_venue(claim.reading, piece.inner_start + claim.at[1])
        elif claim.kind == "gone":
            if claim.roles:
                draft.unavailable.extend(claim.roles)
                draft.mark("unavailable", piece.inner_start, piece.inner_end)
            elif previous is None or previous.kind != "role":
                draft.note(text)
        elif claim.kind == "group":
            draft.open.append(Open(slot_of("after", piece), piece, text, False))
        elif claim.kind == "text":
            _text(lex, draft, piece)
        previous = claim
    _find_homepages(draft, pieces, claims)


def _take_venue(draft: Draft, piece: Piece, reading: VenueReading) -> None:
    """A venue as it stands, or as the label of a link to the paper."""
    if piece.kind != "link":
        draft.set_venue(reading, piece.inner_start)
        return
    # A link is one character of the flow: the places within its label are the source's.
    label = draft.flow.links[piece.link].node.data.get("label_span") or draft.flow.span(piece.start, piece.end)
    draft.set_venue(reading, piece.start)
    draft.roles.setdefault(piece.link, "paper")
    for name in ("venue", "year", "venue_year", "track", "status"):
        if name in draft.spans and draft.spans[name][-1].start >= draft.flow.offset(piece.start):
            draft.spans[name] = [Span(*label)]


def _text(lex: Lexicon, draft: Draft, piece: Piece) -> None:
    """Text behind the title: authors, venue, notes, sentence by sentence."""
    text = draft.flow.text[piece.start : piece.end]
    if key := lex.key_of(text):
        if read_key(lex, draft, key[0], piece.start + key[1], piece.end):
            return
    if piece.style == "em" and not draft.authors:
        draft.open.append(Open(slot_of("after", piece), piece, text, False))
        return
    for left, right in sentences(text):
        read_part(lex, draft, piece.start + left, piece.start + right)


def read_part(lex: Lexicon, draft: Draft, start: int, end: int) -> None:
    """One sentence behind the title: authors, a venue, the two joined by commas, or a note."""
    text = draft.flow.text[start:end]
    if not any(char.isalnum() for char in text):
        return
    if draft.authors is None:
        names = leading_names(text)
        if names is not None and names.number >= 2:
            draft.set_authors(start, start + names.end)
            read_part(lex, draft, start + names.rest, end)
            return
        # Two short words are two Chinese names only where papers are listed.
        if looks_like_authors(text) and (draft.of_papers or not is_wide(text[0])):
            take_authors(lex, draft, start, end)
            return
        if is_name(text) and len(text.split()) >= 2:
            draft.person = (start, end)
    reading = lex.read_venue(text, False) if word_count(text) <= 16 else None
    if reading is not None and ((reading.known and word_count(reading.rest) <= 4) or reading.bare):
        if draft.venue_raw is None or reading.bare:
            draft.set_venue(reading, start)
            return
    if draft.venue_raw is None:
        for found in commas(draft.flow.text, start, end):
            tail = lex.read_venue(draft.flow.text[found.end() : end], False)
            if tail is not None and tail.known and word_count(tail.rest) <= 4:
                draft.set_venue(tail, found.end())
                if draft.authors is None and looks_like_authors(text[: found.start() - start], sure=False):
                    draft.set_authors(start, found.start())
                else:
                    draft.note(text[: found.start() - start])
                return
        if reading is not None and reading.year is not None and not reading.rest and word_count(text) <= 14:
            raw = reading.raw or ""
            person = 2 <= len(raw.split()) <= 5 or (is_wide(raw[:1]) and len(raw) <= _WIDE_NAME)
            if draft.authors is None and person and is_name(raw) and not names_series(raw):
                draft.set_authors(start + reading.at[0], start + reading.at[1])
                draft.set_venue(reading._replace(raw=None), start)
                return
            if draft.of_papers and capitalised(raw):
                draft.set_venue(reading, start)
                return
    draft.note(text)


def take_authors(lex: Lexicon, draft: Draft, start: int, end: int) -> None:
    """An author list that may end with the venue."""
    names = leading_names(draft.flow.text[start:end])
    if names is not None and names.sure:
        draft.set_authors(start, start + names.end)
        read_part(lex, draft, start + names.rest, end)
        return
    draft.set_authors(start, _venue_tail(lex, draft, start, end))


def _venue_tail(lex: Lexicon, draft: Draft, start: int, end: int) -> int:
    """Cut a known venue off the end of an author list; the new end."""
    text = draft.flow.text
    if not DIGIT.search(text, start, end):
        return end
    for found in commas(text, start, end):
        tail = text[found.end() : end]
        reading = lex.read_venue(tail, False) if word_count(tail) <= 8 else None
        if reading is not None and (reading.known or (reading.bare and reading.year)) and not reading.rest:
            draft.set_venue(reading, found.end())
            return found.start()
    return end


def _find_homepages(draft: Draft, pieces: list[Piece], claims: list[Claim]) -> None:
    """Linked names one after another are authors, and their links no links of the entry."""
    if draft.authors is not None:
        return
    run: list[Piece] = []
    for piece, claim in zip(pieces, claims, strict=True):
        if claim.kind == "link" and piece.link not in draft.roles:
            link = draft.flow.links[piece.link]
            label = link.label.strip(" ,.*†‡")
            if not link.image and 2 <= len(label.split()) <= 4 and looks_like_authors(label, sure=False):
                run.append(piece)
                continue
        if claim.kind != "text" or not run:
            if len(run) >= 2:
                break
            run = []
    # `by [Ann Lee](…)`: one name is enough.
    introduced = bool(run) and draft.flow.text[: run[0].start].rstrip().casefold().endswith((" by", LINK + "by"))
    if len(run) >= 2 or introduced:
        draft.set_authors(run[0].start, run[-1].end)
        draft.notes = [note for note in draft.notes if note.casefold() != "by"]
