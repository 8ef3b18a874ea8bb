"""How a list writes keywords: which spelling of one prevails, which comma stands between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

_PIECE = pattern(r"[^,，]+")
_JOINTS = pattern(r"\s+|(?<!\d)[-‐‑–_]+|[-‐‑–_]+(?!\d)")
WIDE_COMMA = "，"
_SHORT = 3  # of fewer letters, case tells words apart: `US`, `us`
_HABIT = 0.9
_PREVAILS = 3  # so many times as many half-width commas as full-width ones


class Keyword(NamedTuple):
    """A keyword as an entry writes it, and where; `first`: it opens the entry's keywords."""

    entry: Entry
    text: str
    span: Span
    first: bool


class Spelled(NamedTuple):
    """One keyword that is spelt in several ways: the `right` one, found `times` times, and the `others`."""

    right: str
    times: int
    others: tuple[Keyword, ...]


def misspelt_keywords(
    text: str, entries: Sequence[Entry], is_added: Callable[[Entry], bool] = lambda entry: False
) -> Iterator[Spelled]:
    """The keywords of entries of one `text` that are not all spelt alike: case, spaces and hyphens differ.

    Entries that `is_added` have no say in what prevails, unless all are.
    """
    groups: defaultdict[str, list[Keyword]] = defaultdict(list)
    for entry in entries:
        if entry.keywords:
            for keyword in keywords_of(text, entry):
                groups[folded_keyword(keyword.text)].append(keyword)
    if not groups:
        return
    small = _begin_small(groups.values())
    sentences = _are_sentences(groups.values())
    for key, keywords in groups.items():
        if len(key) >= _SHORT and len({keyword.text for keyword in keywords}) > 1:
            if sentences and _by_place(keywords):
                continue
            old = [keyword for keyword in keywords if not is_added(keyword.entry)] or keywords
            counts = Counter(keyword.text for keyword in old)
            right = max(counts, key=lambda text: (counts[text], text[:1].islower() == small))
            yield Spelled(right, counts[right], tuple(keyword for keyword in keywords if keyword.text != right))


def usual_keywords(text: str, entries: Sequence[Entry]) -> dict[str, str]:
    """How keywords are mostly spelt, by `folded_keyword`; those of few letters are left out."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for keyword in keywords_of(text, entry):
            counts[folded_keyword(keyword.text)][keyword.text] += 1
    return {key: found.most_common(1)[0][0] for key, found in counts.items() if len(key) >= _SHORT}


def wide_commas(text: str, entries: Sequence[Entry]) -> Iterator[tuple[Entry, int]]:
    """The full-width commas between keywords, by entry and offset, where half-width ones prevail."""
    spans = [(entry, span) for entry in entries for span in entry.spans.get("keywords", ())]
    wide = sum(text.count(WIDE_COMMA, *span) for _, span in spans)
    if not wide or sum(text.count(",", *span) for _, span in spans) < _PREVAILS * wide:
        return
    for entry, span in spans:
        at = text.find(WIDE_COMMA, *span)
        while at >= 0:
            yield entry, at
            at = text.find(WIDE_COMMA, at + 1, span.end)


def keywords_of(text: str, entry: Entry) -> Iterator[Keyword]:
    """The keywords of an entry that stand in its text as they are."""
    known = set(entry.keywords)
    first = True
    for span in entry.spans.get("keywords", ()):
        for piece in _PIECE.finditer(text, *span):
            written = piece[0].strip()
            if written in known:
                start = piece.start() + len(piece[0]) - len(piece[0].lstrip())
                yield Keyword(entry, written, Span(start, start + len(written)), first)
            first = False


def folded_keyword(text: str) -> str:
    """A keyword without case, spaces and hyphens."""
    return _JOINTS.sub("", text).casefold()


def _begin_small(groups: Iterable[list[Keyword]]) -> bool:
    """Whether most keywords that are words begin with a small letter."""
    words = Counter(group[0].text[0].islower() for group in groups if group[0].text[1:2].islower())
    return words[True] > words[False]


def _are_sentences(groups: Iterable[list[Keyword]]) -> bool:
    """Whether the list begins an entry's keywords with a capital, and only these."""
    words = [keyword for group in groups for keyword in group if keyword.text[1:2].islower()]
    first = [keyword.text[0].isupper() for keyword in words if keyword.first]
    rest = [keyword.text[0].isupper() for keyword in words if not keyword.first]
    return sum(first) >= _HABIT * len(first) and 2 * sum(rest) < len(rest)


def _by_place(keywords: list[Keyword]) -> bool:
    """Whether the first of an entry's keywords has a capital, the others none, and nothing else differs."""
    if len({keyword.text[:1].casefold() + keyword.text[1:] for keyword in keywords}) > 1:
        return False
    return all(keyword.first == keyword.text[:1].isupper() for keyword in keywords)
