"""The cells of a table's row, each read by what its column holds."""

from __future__ import annotations

from awesome_lint.parse.claims import claimed
from awesome_lint.parse.draft import Draft
from awesome_lint.parse.fields.beside import read_after
from awesome_lint.parse.fields.keywords import split_keywords
from awesome_lint.parse.fields.line import read_line
from awesome_lint.parse.fields.title import linked_title
from awesome_lint.parse.fields.year import find_year
from awesome_lint.parse.flow import Region
from awesome_lint.parse.lexicon import ROLES, Lexicon
from awesome_lint.parse.pieces import cut
from awesome_lint.parse.text import HARD, LINK, SOFT

_MISSING = frozenset({"❌", "✗", "✘", "×", "no", "No", "NO"})
_NOTHING = " \t-–—/" + HARD + SOFT


def read_row(lex: Lexicon, draft: Draft, cells: list[Region]) -> None:
    """Read a row; the title's cell first, for what stands elsewhere is read by what is missing there."""
    for cell in sorted(cells, key=lambda region: region.column != "title"):
        text = draft.flow.text[cell.start : cell.end]
        if any(char.isalnum() or char == LINK or char in _MISSING for char in text) or "[]" in text:
            _read_cell(lex, draft, cell)


def _read_cell(lex: Lexicon, draft: Draft, cell: Region) -> None:
    text = draft.flow.text[cell.start : cell.end]
    match cell.column:
        case "title":
            _title(lex, draft, cell)
        case "number" | "image":
            pass
        case "venue" | "year" if lex.is_unavailable(text):
            pass
        case "venue":
            _venue(lex, draft, cell)
        case "year":
            _year(lex, draft, cell)
        case "authors":
            draft.set_authors(cell.start, cell.end)
        case "keywords":
            draft.keywords.extend(split_keywords(text.replace(LINK, "")))
            draft.mark("keywords", cell.start, cell.end)
        case "alias":
            if LINK not in text and draft.alias is None:
                draft.set_alias(cell.start, cell.end)
        case "notes":
            draft.note_text(text)
        case column if column in ROLES:
            _role(lex, draft, cell)
        case _:
            read_line(lex, draft, cell.start, cell.end, title=False)


def _title(lex: Lexicon, draft: Draft, cell: Region) -> None:
    """The title's cell, where a link's label is the title even if it sounds like a role (`A Better Model`)."""
    read_line(lex, draft, cell.start, cell.end)
    if draft.title:
        return
    for piece in cut(draft.flow, cell.start, cell.end):
        if piece.kind == "link":
            link = draft.flow.links[piece.link]
            if not link.image and not lex.is_role_word(link.label):
                linked_title(lex, draft, piece)
                return


def _year(lex: Lexicon, draft: Draft, cell: Region) -> None:
    """A year or date, which counts before the one in a venue's cell; a venue may stand beside it."""
    text = draft.flow.text[cell.start : cell.end]
    if (found := find_year(text)) is not None:
        draft.year = found.year
        draft.spans.pop("year", None)
        draft.mark("year", cell.start + found.start, cell.start + found.end)
    reading = lex.read_venue(text, True)
    if reading is not None and (reading.known or found is None):
        draft.set_venue(reading, cell.start)


def _venue(lex: Lexicon, draft: Draft, cell: Region) -> None:
    """A venue, plain or linked, line by line."""
    for piece in cut(draft.flow, cell.start, cell.end) if LINK in draft.flow.text[cell.start : cell.end] else ():
        if piece.kind == "link":
            reading = lex.read_venue(draft.flow.links[piece.link].label, True)
            if reading is not None and not reading.bare and draft.venue_raw is None:
                draft.set_venue(reading, piece.start)
                draft.roles.setdefault(piece.link, "paper")
        elif piece.kind in ("text", "group"):
            reading = lex.read_venue(draft.flow.text[piece.inner_start : piece.inner_end], True)
            if reading is not None:
                draft.set_venue(reading, piece.inner_start)
    at = cell.start
    for line in draft.flow.text[cell.start : cell.end].split(HARD):
        if LINK not in line and (reading := lex.read_venue(line, True)) is not None:
            draft.set_venue(reading, at)
        at += len(line) + 1


def _role(lex: Lexicon, draft: Draft, cell: Region) -> None:
    """A column of links of one role."""
    text = draft.flow.text[cell.start : cell.end].strip(_NOTHING)
    for index in draft.flow.links_in(cell.start, cell.end):
        draft.roles.setdefault(index, cell.column)
    if LINK not in text and (text in _MISSING or lex.is_unavailable(text)):
        draft.unavailable.append(cell.column)
        draft.mark("unavailable", cell.start, cell.end)
    elif text:
        read_after(lex, draft, *claimed(lex, draft, cell.start, cell.end))
