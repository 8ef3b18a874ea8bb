"""An entry's own line: what stands before the title, the title, what stands behind it."""

from __future__ import annotations

from awesome_lint.parse.claims import claimed
from awesome_lint.parse.draft import Draft
from awesome_lint.parse.fields.beside import read_after, read_before
from awesome_lint.parse.fields.title import find_title
from awesome_lint.parse.lexicon import Lexicon
from awesome_lint.patterns import pattern

_NUMBER = pattern(r"^(?:\(?\d{1,4}[.)、]|#\d{1,4}|№\s?\d{1,4})\s+")


def read_line(lex: Lexicon, draft: Draft, start: int, end: int, *, title: bool = True) -> None:
    """Read `draft.flow.text[start:end]`; `title`: the entry's title is looked for there."""
    if number := _NUMBER.match(draft.flow.text[start:end]):
        start += number.end()
    pieces, claims = claimed(lex, draft, start, end)
    first, last = find_title(lex, draft, pieces, claims) if title else (0, 0)
    read_before(lex, draft, pieces[:first], claims[:first])
    read_after(lex, draft, pieces[last:], claims[last:])
