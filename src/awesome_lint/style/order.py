"""By what a section is sorted, and which of its entries stand out of order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from awesome_lint.knowledge.years import possible_years
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_ARTICLES = pattern(r"(?:the|an?|der|die|das|ein|eine|le|la|les|un|une|el|los|las|il|lo|o|os)\s+|l['’]", re.IGNORECASE)
_LEADING = pattern(r"[^\w]+")
_SIGNS = pattern(r"[\W_]+")
_NUMBERS = pattern(r"(\d+)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY = r"(3[01]|[12]\d|0?[1-9])"
_MONTH = r"(1[0-2]|0?[1-9])"
_NUMERIC_DATE = pattern(rf"(?<!\d)((?:19|20)\d\d)\s?[-./年]\s?{_MONTH}(?:\s?[-./月]\s?{_DAY}(?!\d))?(?!\d)")
_TURNED_DATE = pattern(rf"(?<!\d)(?:{_DAY}[./-])?{_MONTH}[./-]((?:19|20)\d\d)(?!\d)")
_NAMED_DATE = pattern(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\.?\s+)?\b({'|'.join(_MONTHS)})[a-z]*\.?"
    r"(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?,?\s*((?:19|20)\d\d)",
    re.IGNORECASE,
)
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ł": "l", "Ł": "L", "đ": "d"}
)
_DISORDER = 4  # titles of which every fourth is less than the one before are not sorted in any way
_KEYED = 0.8  # so many entries must say what the section is sorted by
_LEAST_MOVES = 5  # so many entries beside the most frequent value must agree with the order for it to be one


Key = Callable[[Entry], Any]


class Order(NamedTuple):
    """A way in which entries are sorted: `name` (`title`, `year`, `date`) and direction.

    `keys` has the key of each entry (None: it has none, and is not judged), made so that it ascends. `kept` are the
    indexes of the most entries that are sorted, `slips` those of the entries that are not, both in order.
    """

    name: str
    descending: bool
    keys: tuple[Any, ...]
    kept: tuple[int, ...]
    slips: tuple[int, ...]

    def place(self, index: int) -> int:
        """The index of the sorted entry before which the entry of `index` belongs; their number for the end."""
        at = bisect_right(self.kept, self.keys[index], key=self.keys.__getitem__)
        return self.kept[at] if at < len(self.kept) else len(self.keys)


def order_of(entries: Sequence[Entry], text: str, voting: Sequence[bool], share: float) -> Order | None:
    """How `entries` are sorted, if at least `share` of the `voting` ones are, and that is no chance.

    Of several orders the one with the fewest slips; what is no slip by another way to sort by the same thing (with or
    without articles, word by word) is none.
    """
    found: list[Order] = []
    values: dict[str, list[Any]] = {}  # of what is tried in both directions
    for name, descending, key in _ways(entries, text):
        if name == "title" or name not in values:
            values[name] = [key(entry) for entry in entries]
        order = _order(name, descending, values[name], voting, share)
        if order is not None:
            found.append(order)
            if not order.slips:
                return order
    best = min(found, key=lambda order: len(order.slips), default=None)
    if best is None:
        return None
    common = set(best.slips).intersection(*(order.slips for order in found if order.name == best.name))
    return best._replace(slips=tuple(sorted(common)))


def _order(name: str, descending: bool, values: list[Any], voting: Sequence[bool], share: float) -> Order | None:
    """The order, if it is one, of entries whose values for it are `values`."""
    keys = values
    if descending:
        ranks = {key: -rank for rank, key in enumerate(sorted({key for key in keys if key is not None}))}
        keys = [None if key is None else ranks[key] for key in keys]
    judged = [index for index, key in enumerate(keys) if key is not None and voting[index]]
    if not judged or len(judged) < _KEYED * sum(voting):
        return None
    descents = sum(keys[here] > keys[after] for here, after in pairwise(judged))
    if descents > 2 * (1 - share) * len(judged):
        return None
    kept = [judged[place] for place in longest_sorted([keys[index] for index in judged])]
    if len(kept) < share * len(judged) or not is_evidence([keys[index] for index in kept]):
        return None
    right = set(kept)
    slips = [index for index in judged if index not in right]
    for index, key in enumerate(keys):
        if key is not None and not voting[index]:
            after = bisect_right(kept, index)
            if (after and keys[kept[after - 1]] > key) or (after < len(kept) and keys[kept[after]] < key):
                slips.append(index)
    return Order(name, descending, tuple(keys), tuple(kept), tuple(sorted(slips)))


def _ways(entries: Sequence[Entry], text: str) -> Iterator[tuple[str, bool, Key]]:
    """What lists are sorted by, the surest first; the ways to sort titles only where titles may be sorted at all."""

    def of_date(entry: Entry) -> tuple[int, int, int] | None:
        return date_key(entry, text)

    if any(entry.year_source == "entry" for entry in entries):
        for descending in (False, True):
            yield "date", descending, of_date
            yield "year", descending, _year_key
    for name_of in (_title, _alias) if any(entry.alias for entry in entries) else (_title,):
        keys = [key for entry in entries if (key := plain_key(name_of(entry))) is not None]
        if _DISORDER * sum(here > after for here, after in pairwise(keys)) <= len(keys):
            for fold in TITLE_KEYS:
                yield "title", False, partial(_folded, fold, name_of)


def _title(entry: Entry) -> str:
    return entry.title


def _alias(entry: Entry) -> str:
    return entry.alias or entry.title


def _folded(fold: Callable[[str], Any], name_of: Callable[[Entry], str], entry: Entry) -> Any:
    return fold(name_of(entry))


def longest_sorted(keys: Sequence[Any]) -> list[int]:
    """The indexes of a longest sequence of `keys` that never goes back; equal keys are in order."""
    tails: list[Any] = []
    places: list[int] = []
    before: list[int] = []
    for index, key in enumerate(keys):
        at = bisect_right(tails, key)
        before.append(places[at - 1] if at else -1)
        tails[at : at + 1] = [key]
        places[at : at + 1] = [index]
    kept: list[int] = []
    index = places[-1] if places else -1
    while index >= 0:
        kept.append(index)
        index = before[index]
    return kept[::-1]


def is_evidence(kept: Sequence[Any]) -> bool:
    """Whether a sorted sequence says that it was sorted: three values at least, and not nearly all of them one."""
    counts = Counter(kept)
    return len(counts) > 2 and len(kept) - max(counts.values()) >= min(_LEAST_MOVES, len(kept) // 2)


# Keys


def _year_key(entry: Entry) -> int | None:
    return entry.year if entry.year_source == "entry" and entry.year in possible_years() else None


def date_key(entry: Entry, text: str) -> tuple[int, int, int] | None:
    """Year, month and day (0: not written) as the entry writes them; None without a month."""
    if not entry.spans.get("year") or entry.year_source != "entry":
        return None
    span = entry.field_span("year")
    written = text[max(0, span.start - 16) : span.end + 16]
    base = span.start - max(0, span.start - 16)
    for dates, order in ((_NUMERIC_DATE, (1, 2, 3)), (_TURNED_DATE, (3, 2, 1)), (_NAMED_DATE, (4, 2, 3))):
        for found in dates.finditer(written):
            if found.start() < base + span.end - span.start and base < found.end():
                year, month, day = (found[group] for group in order)
                if dates is _NAMED_DATE:
                    month = str(_MONTHS.index(month.lower()) + 1)
                    day = day or found[1]
                return int(year), int(month), int(day or 0)
    return None


def _unaccented(title: str) -> str:
    if title.isascii():
        return title
    apart = unicodedata.normalize("NFKD", title.translate(_LETTERS))
    return "".join(char for char in apart if not unicodedata.combining(char))


def _sortable(title: str, accents: bool = False) -> str | None:
    """The title from its first letter or digit on; None where that is of a script that code points do not sort."""
    text = title if accents else _unaccented(title)
    if text and not text[0].isalnum():
        text = _LEADING.sub("", text, count=1)
    return (
        text
        if text and (text[0] < "\u0590" or "\u10a0" <= text[0] < "\u1200" or "\u1e00" <= text[0] < "\u2000")
        else None
    )


def plain_key(title: str) -> str | None:
    """The title as it is, without case and accents."""
    text = _sortable(title)
    return text.casefold() if text else None


def case_key(title: str) -> str | None:
    """The title with its case: capitals before small letters."""
    return _sortable(title)


def word_key(title: str) -> tuple[str, ...] | None:
    """The title word by word: what stands between words counts as a space."""
    text = _sortable(title)
    return tuple(_SIGNS.sub(" ", text.casefold()).split()) if text else None


def letter_key(title: str) -> str | None:
    """The letters and digits of the title, however they are divided."""
    text = _sortable(title)
    return _SIGNS.sub("", text.casefold()) if text else None


def article_key(title: str) -> tuple[str, ...] | None:
    """The title word by word, without a leading article."""
    text = _sortable(title)
    return word_key(_ARTICLES.sub("", text, count=1) or text) if text else None


def number_key(title: str) -> tuple[tuple[int, int, str], ...] | None:
    """The title with its numbers as numbers: `2` before `10`."""
    text = _sortable(title)
    if text is None:
        return None
    pieces = _NUMBERS.split(_SIGNS.sub(" ", text.casefold()).strip())
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece)


def sign_key(title: str) -> str | None:
    """The title with the signs it begins with: `.NET` before `Ada`."""
    return title.casefold() if _sortable(title) else None


def accent_key(title: str) -> str | None:
    """The title with its accents: `ö` after `z`, as in Swedish."""
    text = _sortable(title, accents=True)
    return text.casefold() if text else None


def digit_key(title: str) -> tuple[bool, str] | None:
    """The title, with those that begin with a digit behind all others."""
    text = plain_key(title)
    return (text[0].isdecimal(), text) if text else None


TITLE_KEYS = (
    plain_key,
    word_key,
    letter_key,
    article_key,
    number_key,
    case_key,
    sign_key,
    accent_key,
    digit_key,
)
