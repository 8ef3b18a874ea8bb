"""Where a title runs two words together that another writing of it keeps apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from awesome_lint.matching.titles import fold_text
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_COLONS = frozenset(":：")
_LEAST = 8  # letters that the rest of a title behind an alias must have
_WORD = pattern(r"[^\W_]+")
_STEM = pattern(r"([^/?#]*_[^/?#]*?)(?:\.\w{2,5})?(?:[?#].*)?$")


class Join(NamedTuple):
    """A place in a title where a space is missing: `at` is an offset in the title.

    `colon`: behind a colon; else between the words `left` and `right`, folded, of the other writing.
    """

    at: int
    colon: bool
    left: str
    right: str


class _Signs(NamedTuple):
    """The folded letters and digits of a title, the offset there of each, and what stands between it and the last."""

    letters: str
    places: tuple[int, ...]
    gaps: tuple[str, ...]


def joins(title: str, other: str) -> Iterator[Join]:
    """The places where `title` lacks a space that `other`, a writing of the same title, has.

    `other` may have more in front and behind (an address does), and another alias before the colon. Where the letters
    and digits are not the same there is nothing to compare.
    """
    if title.casefold().split() == other.casefold().split():
        return  # every space of the one is the other's
    here, there = _signs(title), _signs(other)
    for mine, theirs in _aligned(here, there):
        gap, other_gap = here.gaps[mine], there.gaps[theirs]
        if not other_gap[-1:].isspace() or any(map(str.isspace, gap)):
            continue
        colon = gap in _COLONS and other_gap.rstrip() in ("", gap)
        if colon or (not gap and other_gap.isspace()):
            yield Join(here.places[mine], colon, _word_before(there, theirs), _word_from(there, theirs))


def _aligned(here: _Signs, there: _Signs) -> Iterable[tuple[int, int]]:
    """The places of equal letters in two titles that have one before them in both.

    Those of the whole title where the other one has it, else of what stands behind an alias and its colon.
    """
    letters, others = here.letters, there.letters
    at = others.find(letters)
    end = at + len(letters)
    if at >= 0 and (at == 0 or there.gaps[at]) and (end == len(others) or there.gaps[end]):
        return zip(range(1, len(letters)), range(at + 1, end), strict=True)
    size = 0
    for one, other in zip(reversed(letters), reversed(others), strict=False):
        if one != other:
            break
        size += 1
    for rest in range(size, _LEAST - 1, -1):
        if not _COLONS.isdisjoint(here.gaps[-rest] + there.gaps[-rest]):
            behind = int(rest in (len(letters), len(others)))
            places = range(behind - rest, 0)
            return ((len(letters) + place, len(others) + place) for place in places)
    return ()


def stem_title(url: str) -> str | None:
    """The words that an address's last part joins by `_`, with spaces between them; None where it joins none."""
    found = _STEM.search(url)
    return found[1].replace("_", " ") if found else None


@lru_cache(1024)
def _signs(title: str) -> _Signs:
    letters: list[str] = []
    places: list[int] = []
    gaps: list[str] = []
    gap = ""
    behind = 0
    for match in _WORD.finditer(title):
        gap += title[behind : match.start()]
        behind = match.end()
        for at, char in enumerate(match[0], match.start()):
            for letter in fold_text(char):
                letters.append(letter)
                places.append(at)
                gaps.append(gap)
                gap = ""
    return _Signs("".join(letters), tuple(places), tuple(gaps))


def _word_before(signs: _Signs, index: int) -> str:
    """The letters before a gap, back to the gap before them."""
    start = index - 1
    while start > 0 and not signs.gaps[start]:
        start -= 1
    return signs.letters[max(start, 0) : index]


def _word_from(signs: _Signs, index: int) -> str:
    end = index + 1
    while end < len(signs.letters) and not signs.gaps[end]:
        end += 1
    return signs.letters[index:end]
