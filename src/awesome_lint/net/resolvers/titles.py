"""Titles as APIs write them."""

from __future__ import annotations

from awesome_lint.net.words import plain
from awesome_lint.patterns import pattern

_TAG = pattern(r"</?[A-Za-z][^<>]{0,400}>|<!--.{0,400}?-->")
_BREAK = pattern(r"<(?:br|p|/p|jats:p|title|/title)\s*/?>", 2)  # re.IGNORECASE
_LONGEST = 2_000  # characters that are read
_CLOSE = 88  # of 100: how alike two titles must be to need no other evidence
_ENOUGH = 12  # letters and digits that a title cut short must have kept


def clean(title: str) -> str:
    """A title as plain text: entities and tags resolved, white space folded."""
    from html import unescape

    text = title[:_LONGEST]
    for _ in range(2):  # `&amp;lt;` has been written by two programs
        text = unescape(text)
    text = _TAG.sub("", _BREAK.sub(" ", text))
    return plain(text)


def alike(one: str, other: str) -> bool:
    """Whether two titles are so alike that nobody needs to look further: equal, cut short, or all but equal."""
    from rapidfuzz import fuzz

    from awesome_lint.knowledge.folding import fold

    first, second = fold(one), fold(other)
    if not first or not second:
        return False
    if min(len(first), len(second)) >= _ENOUGH and (first.startswith(second) or second.startswith(first)):
        return True
    return fuzz.ratio(first, second) >= _CLOSE


def distinct(titles: list[str]) -> tuple[str, ...]:
    """Titles without repetitions and empty ones, in their order."""
    return tuple(dict.fromkeys(filter(None, titles)))
