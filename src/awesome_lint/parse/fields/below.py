"""Blocks and sub-items under an entry's line: its links, its authors, `key: value` lines, remarks."""

from __future__ import annotations

from awesome_lint.parse.claims import claimed
from awesome_lint.parse.draft import Draft, Open, slot_of
from awesome_lint.parse.fields.authors import author_share, looks_like_authors
from awesome_lint.parse.fields.beside import read_after, read_before, take_authors
from awesome_lint.parse.fields.keys import read_key
from awesome_lint.parse.fields.title import find_title
from awesome_lint.parse.lexicon import ROLES, Lexicon
from awesome_lint.parse.text import HARD, LINK, SOFT, word_count
from awesome_lint.patterns import pattern

_BREAK = pattern(f"[{HARD}{SOFT}]")
_REMARK = 25  # words; a longer line is a remark


def read_below(lex: Lexicon, draft: Draft, start: int, end: int) -> None:
    """Read `draft.flow.text[start:end]` line by line; here a line break of the source ends a line."""
    text = draft.flow.text
    while start < end:
        found = _BREAK.search(text, start, end)
        line_end = found.start() if found else end
        if text[start:line_end].strip():
            _read_line(lex, draft, start, line_end)
        start = line_end + 1


def _read_line(lex: Lexicon, draft: Draft, start: int, end: int) -> None:
    line = draft.flow.text[start:end]
    key = lex.key_of(line)
    if key is not None:
        if read_key(lex, draft, key[0], start + key[1], end):
            return
        if key[0] in ROLES and LINK in line[key[1] :]:
            start += key[1]  # `Code (unofficial): https://…`: the word has named the links
    elif LINK not in line and lex.is_keyed(line):
        draft.note_text(line)
        return
    pieces, claims = claimed(lex, draft, start, end)
    if not draft.title and not draft.unlinked and any(claim.kind == "text" for claim in claims):
        first, last = find_title(lex, draft, pieces, claims)
        read_before(lex, draft, pieces[:first], claims[:first])
        pieces, claims = pieces[last:], claims[last:]
    if word_count(line) > _REMARK and any(claim.kind in ("text", "group") for claim in claims):
        if not looks_like_authors(line, sure=False):
            draft.note_text(line)
            return
    if draft.authors is None:
        for index, (piece, claim) in enumerate(zip(pieces, claims, strict=True)):
            text = draft.flow.text[piece.start : piece.end]
            count, share = author_share(text)
            if claim.kind == "text" and count > 2 and share > 0.8:
                take_authors(lex, draft, piece.start, piece.end)
                del pieces[index], claims[index]
                break
            if claim.kind == "text" and (piece.style == "em" or looks_like_authors(text)):
                draft.open.append(Open(slot_of("body", piece), piece, text, False))
                del pieces[index], claims[index]
                break
    read_after(lex, draft, pieces, claims)
