"""Where a title runs two words together that another writing of it keeps apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.rules.titles import fold_text

_COLONS = frozenset(":：")
_LEAST = 8  # letters that the rest of a title behind an alias must have
_LETTER = pattern(r"[^\W_]")
_STEM = pattern(r"([^/?#]*_[^/?#]*?)(?:\.\w{2,5})?(?:[?#].*)?$")


class Join(NamedTuple):
    """A place in a title where a space is missing: `at` is an offset in the title.

    `colon`: behind a colon; else between the words `left` and `right`, folded, of the other writing.
    """

    at: int
    colon: bool
    left: str
    right: str


class _Sign(NamedTuple):
    """A folded letter or digit of a title, its offset there, and what stands between it and the one before it."""

    letter: str
    at: int
    gap: str


def joins(title: str, other: str) -> Iterator[Join]:
    """The places where `title` lacks a space that `other`, a writing of the same title, has.

    `other` may have more in front and behind (an address does), and another alias before the colon. Where the letters
    and digits are not the same there is nothing to compare.
    """
    if title.casefold().split() == other.casefold().split():
        return  # every space of the one is the other's
    here, there = _signs(title), _signs(other)
    for mine, theirs in _aligned(here, there):
        gap, other_gap = here[mine].gap, there[theirs].gap
        if not other_gap[-1:].isspace() or any(map(str.isspace, gap)):
            continue
        colon = gap in _COLONS and other_gap.rstrip() in ("", gap)
        if colon or (not gap and other_gap.isspace()):
            yield Join(here[mine].at, colon, _word_before(there, theirs), _word_from(there, theirs))


def _aligned(here: Sequence[_Sign], there: Sequence[_Sign]) -> Iterable[tuple[int, int]]:
    """The places of equal letters in two titles that have one before them in both.

    Those of the whole title where the other one has it, else of what stands behind an alias and its colon.
    """
    letters, others = ("".join(sign.letter for sign in signs) for signs in (here, there))
    at = others.find(letters)
    end = at + len(letters)
    if at >= 0 and (at == 0 or there[at].gap) and (end == len(others) or there[end].gap):
        return zip(range(1, len(here)), range(at + 1, end), strict=True)
    size = 0
    for one, other in zip(reversed(letters), reversed(others), strict=False):
        if one != other:
            break
        size += 1
    for rest in range(size, _LEAST - 1, -1):
        if not _COLONS.isdisjoint(here[-rest].gap + there[-rest].gap):
            behind = int(rest in (len(here), len(there)))
            places = range(behind - rest, 0)
            return ((len(here) + place, len(there) + place) for place in places)
    return ()


def stem_title(url: str) -> str | None:
    """The words that an address's last part joins by `_`, with spaces between them; None where it joins none."""
    found = _STEM.search(url)
    return found[1].replace("_", " ") if found else None


@lru_cache(1024)
def _signs(title: str) -> tuple[_Sign, ...]:
    found: list[_Sign] = []
    gap = ""
    behind = 0
    for match in _LETTER.finditer(title):
        at = match.start()
        gap += title[behind:at]
        behind = at + 1
        for letter in fold_text(match[0]):
            found.append(_Sign(letter, at, gap))
            gap = ""
    return tuple(found)


def _word_before(signs: Sequence[_Sign], index: int) -> str:
    """The letters before a gap, back to the gap before them."""
    start = index - 1
    while start > 0 and not signs[start].gap:
        start -= 1
    return "".join(sign.letter for sign in signs[max(start, 0) : index])


def _word_from(signs: Sequence[_Sign], index: int) -> str:
    end = index + 1
    while end < len(signs) and not signs[end].gap:
        end += 1
    return "".join(sign.letter for sign in signs[index:end])
