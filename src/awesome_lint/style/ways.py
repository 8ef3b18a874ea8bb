"""The way in which a section is sorted, asked so that a new entry finds its place in it.

`order` judges what is out of place, and is silent in doubt. Here less evidence will do: what a short
section does not show, its list may.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from awesome_lint.knowledge.years import possible_years
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.style.order import TITLE_KEYS, article_key, date_key, is_evidence, longest_sorted, plain_key

_NUMBER = pattern(r"(\d\d)(0[1-9]|1[0-2])\.(\d{4,5})$")
_OLD_NUMBER = pattern(r"(?:[a-z-]+(?:\.[A-Za-z]{2})?/)(\d\d)(0[1-9]|1[0-2])(\d{3})$")
_FIRST_YEAR = 91  # arXiv began in 1991
_LEAST = 5  # entries from which a section shows an order of its own
_SHARE = 0.9  # of entries in order, from which a section is sorted
_KEYED = 0.8  # of entries that must say what their section is sorted by
_PAIRS = 8  # neighbours, in all sections together, from which they show an order
_TITLES = {fold.__name__: fold for fold in TITLE_KEYS}
_DISORDER = 4  # titles of which every fourth is less than the one before are not sorted in any way
_LATER = 99  # instead of a month or day that is not written: behind all of its year

Date = tuple[int, int, int]


class Way(NamedTuple):
    """One way to sort: `name` is `date`, `year` or `title`, `how` what exactly is compared.

    Of a date the `day` as written, the `number` of the preprint, or the `month` in that; of entries of one year their
    `title`, or nothing but the `year`; of titles a name of `order.TITLE_KEYS`, `by_alias` the short ones.
    Keys ascend in the direction in which it sorts, so that smaller ones always come first.
    """

    name: str
    how: str
    descending: bool = False
    by_alias: bool = False

    def key(self, entry: Entry, text: str | None) -> Any:
        """What the entry is sorted by; None where it does not say. `text` is that of its list, for written dates."""
        if self.name == "title":
            return _TITLES[self.how](entry.alias or entry.title if self.by_alias else entry.title)
        if self.name == "year":
            year = _year(entry)
            if year is None or self.how == "year":
                return None if year is None else self._turned((year,))
            title = plain_key(entry.title)
            return None if title is None else (*self._turned((year,)), title)
        date = date_key(entry, text) if self.how == "day" and text is not None else None
        if date is None and self.how != "day":
            date = arxiv_date(entry)
            date = date and (*date[:2], 0) if self.how == "month" else date
        return None if date is None else self._turned(date)

    def place_key(self, entry: Entry, text: str | None) -> Any:
        """The key by which a new entry is placed: of one that writes no date the day its preprint came, or its year."""
        key = self.key(entry, text)
        if key is not None or self.name == "title":
            return key
        if self.name == "year":
            year = _year(entry)
            return None if year is None else (*self._turned((year,)), "\U0010ffff")
        date = arxiv_date(entry) if self.how == "day" else date_key(entry, text) if text is not None else None
        if date is not None:
            return self._turned((*date[:2], 0 if self.descending else _LATER))
        year = _year(entry)
        return None if year is None else self._turned((year, *([0, 0] if self.descending else [_LATER, _LATER])))

    def _turned(self, parts: tuple[int, ...]) -> tuple[int, ...]:
        return tuple([-part for part in parts]) if self.descending else parts


class Row:
    """Entries that follow each other, with their keys by one way, and the most of them that are in order."""

    def __init__(self, entries: Sequence[Entry], way: Way, text: str) -> None:
        self.way = way
        self.size = len(entries)
        keys = [way.key(entry, text) for entry in entries]
        judged = [index for index, key in enumerate(keys) if key is not None]
        self._kept = [judged[place] for place in longest_sorted([keys[index] for index in judged])]
        self._keys = [keys[index] for index in self._kept]

    def place(self, key: Any) -> int:
        """Before which entry one of this key belongs, by index: behind those of the same; their number for the end."""
        at = bisect_right(self._keys, key)
        if at < len(self._kept):
            return self._kept[at]
        return self._kept[-1] + 1 if self._kept else self.size


def way_of(entries: Sequence[Entry], text: str) -> Way | None:
    """The way in which a section of five entries or more is sorted, where nine tenths of it are, and that is no chance.

    Of several the one with the fewest entries out of order, of the ways to sort by date the finest.
    """
    if len(entries) < _LEAST:
        return None
    best: dict[str, tuple[int, Way]] = {}
    for way in _ways([entries]):
        family = "title" if way.name == "title" else "date"
        if family == "date" and family in best:
            continue
        slips = _slips([way.key(entry, text) for entry in entries])
        if slips is not None and (family not in best or slips < best[family][0]):
            best[family] = slips, way
    return min(best.values(), key=lambda found: found[0], default=(0, None))[1]


def prevailing_way(sections: Iterable[Sequence[Entry]], text: str) -> Way | None:
    """The way in which the sections of a list are sorted, taken together; None where they show none, or several."""
    all_sections = [section for section in sections if len(section) > 1]
    entries = [entry for section in all_sections for entry in section]
    found: tuple[float, Way] | None = None
    for way in _ways(all_sections):
        pairs = bad = keyed = 0
        for section in all_sections:
            keys = [key for entry in section if (key := way.key(entry, text)) is not None]
            keyed += len(keys)
            pairs += sum(here != after for here, after in pairwise(keys))
            bad += sum(here > after for here, after in pairwise(keys))
        if pairs < _PAIRS or keyed < _KEYED * len(entries) or bad > (1 - _SHARE) * pairs:
            continue
        if found is None or (bad / pairs < found[0] and way.name == "title"):
            found = bad / pairs, way
    return found[1] if found is not None else None


def agrees(entries: Sequence[Entry], way: Way, text: str) -> bool:
    """Whether entries are in an order that others show: nothing speaks against it, or next to nothing in many."""
    keys = [key for entry in entries if (key := way.key(entry, text)) is not None]
    pairs = sum(1 for here, after in pairwise(keys) if here != after)
    bad = sum(1 for here, after in pairwise(keys) if here > after)
    return bad <= (1 - _SHARE) * pairs


def arxiv_date(entry: Entry) -> Date | None:
    """Year, month and number in it of the entry's arXiv number."""
    number = entry.ids.get("arxiv", "")
    found = _NUMBER.match(number) or _OLD_NUMBER.match(number)
    if found is None:
        return None
    year = int(found[1])
    return (year + (1900 if year >= _FIRST_YEAR else 2000), int(found[2]), int(found[3]))


def _slips(keys: Sequence[Any]) -> int | None:
    """How many of the keyed entries are out of order; None where that is no order."""
    judged = [key for key in keys if key is not None]
    if not judged or len(judged) < _KEYED * len(keys):
        return None
    if sum(here > after for here, after in pairwise(judged)) > 2 * (1 - _SHARE) * len(judged):
        return None
    kept = [judged[place] for place in longest_sorted(judged)]
    return len(judged) - len(kept) if len(kept) >= _SHARE * len(judged) and is_evidence(kept) else None


def _ways(sections: Sequence[Sequence[Entry]]) -> Iterator[Way]:
    """The ways in which sections are sorted, by date the finest first; those by title only where they may be."""
    entries = [entry for section in sections for entry in section]
    if any(entry.year is not None for entry in entries):
        for how in ("day", "number", "month"):
            yield from (Way("date", how, descending) for descending in (False, True))
        for how in ("title", "year"):
            yield from (Way("year", how, descending) for descending in (False, True))
    elif any("arxiv" in entry.ids for entry in entries):
        for how in ("number", "month"):
            yield from (Way("date", how, descending) for descending in (False, True))
    for by_alias in (False, True) if any(entry.alias for entry in entries) else (False,):
        if any(_may_be(Way("title", fold.__name__, False, by_alias), sections) for fold in (plain_key, article_key)):
            yield from (Way("title", how, False, by_alias) for how in _TITLES)


def _may_be(way: Way, sections: Sequence[Sequence[Entry]]) -> bool:
    """Whether titles may be sorted in some way like this one at all."""
    keys = [[key for entry in section if (key := way.key(entry, None)) is not None] for section in sections]
    bad = sum(1 for section in keys for here, after in pairwise(section) if here > after)
    return _DISORDER * bad <= sum(map(len, keys))


def _year(entry: Entry) -> int | None:
    return entry.year if entry.year in possible_years() else None
