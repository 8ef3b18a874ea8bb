"""In which words a list labels its links: what is written for each word, and which spelling is the list's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from awesome_lint.knowledge import Knowledge
from awesome_lint.knowledge.folding import squeezed
from awesome_lint.model import Entry, Link
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Span

PREVAILS = 3.0
"""How many times as frequent as the next spelling the prevailing one has to be."""
UNIFORM = 5

_SHORTCODE = pattern(r":[a-z0-9_+-]+:")
_HEAD = pattern(r"[^\W_](?:[^()\[\]{}（）【】:：|]*[^\W\d_])?\+*")
_SEEN = 60  # characters before and behind a label that tell whether it stands in a sentence


class Worded(NamedTuple):
    """The words of one label: how they are written, what they are, where they stand; `slip`: they are misspelt."""

    link: Link
    words: str
    key: str
    span: Span
    slip: bool


class Wording:
    """The labels of one list by what they say. `voters` decide which spelling prevails; they may be older `entries`."""

    def __init__(
        self,
        text: str,
        entries: Sequence[Entry],
        voters: Sequence[Entry],
        known: Knowledge,
        prevails: float = PREVAILS,
    ) -> None:
        self._text = text
        self._prevails = prevails
        self._known = known.labels
        self._venues = known.venues
        self._read: dict[str, tuple[str, str, bool] | None] = {}
        self._by_entry = {entry.span.start: tuple(self._labels(entry)) for entry in entries}
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for entry in voters:
            for written in self.of(entry):
                self._counts[written.key][written.words] += not written.slip
        self._right: dict[str, str | None] = {}

    def of(self, entry: Entry) -> tuple[Worded, ...]:
        """The labels of an entry that name a role."""
        return self._by_entry[entry.span.start]

    def counts(self, key: str) -> Counter[str]:
        """How often each spelling of what a label says is written."""
        return self._counts[key]

    def right(self, key: str) -> str | None:
        """The spelling that counts for what a label says; None where nothing decides."""
        if key not in self._right:
            self._right[key] = self._decide(key)
        return self._right[key]

    def is_owners_name(self, written: Worded) -> bool:
        """Whether a label is a name as its owner writes it."""
        return written.words == self._known.usual_writing(written.key) and _is_name(written.words)

    def _decide(self, key: str) -> str | None:
        counts = +self._counts[key]
        usual = self._known.usual_writing(key)
        if not counts:
            return usual
        (first, most), *rest = sorted(counts.items(), key=lambda item: -item[1])
        if not rest or most >= self._prevails * rest[0][1]:
            return first
        if usual is None:
            return None
        in_case = [words for words in counts if words.casefold() == usual.casefold()]
        if len(in_case) > 1 and not _is_name(usual) and (own := self._own_case(key)) is not None:
            usual = next((words for words in in_case if words[0].isupper() == own), usual)
        if usual in counts:
            return usual
        return first if most > rest[0][1] else None

    def _own_case(self, key: str) -> bool | None:
        """Whether the list begins its other labels with a capital; None where it does both."""
        other = [counts for name, counts in self._counts.items() if name != key]
        big = sum(times for counts in other for words, times in counts.items() if words[0].isupper())
        small = sum(counts.total() for counts in other) - big
        if max(big, small) < max(UNIFORM, self._prevails * min(big, small)):
            return None
        return big > small

    def _labels(self, entry: Entry) -> Iterator[Worded]:
        for link in entry.links:
            if not link.named or link.in_title or link.form in ("bare", "autolink"):
                continue
            if link.label not in self._read:
                self._read[link.label] = self._words(link.label)
            read = self._read[link.label]
            if read is None or (entry.kind == "resource" and self._known.is_soft(read[0])):
                continue
            words, key, slip = read
            at = self._text.find(words, link.label_span.start, link.label_span.end)
            if at < 0 or self._in_sentence(link):
                continue
            yield Worded(link, words, key, Span(at, at + len(words)), slip)

    def _words(self, label: str) -> tuple[str, str, bool] | None:
        """The words at the head of a label, their key, and whether they are misspelt; None where they name no role."""
        found = _HEAD.search(_SHORTCODE.sub(" ", label))
        if found is None or (words := found[0]) not in label or self._known.role_of(words) is None:
            return None
        venue = self._venues.lookup(words)
        if venue is not None and not venue.is_preprint:
            return None
        right = self._known.respelt(words)
        return words, right or squeezed(words), right is not None

    def _in_sentence(self, link: Link) -> bool:
        """Whether a label is a word of a sentence: a preposition or article in front, or words on both sides."""
        text = self._text
        before = text[max(0, link.span.start - _SEEN) : link.span.start].rpartition("\n")[2].rstrip()
        if not before[-1:].isalpha():
            return False
        after = text[link.span.end : link.span.end + _SEEN].partition("\n")[0].lstrip(" \t,;")
        word = before.rsplit(maxsplit=1)[-1].lstrip("([")
        return word.lower() in self._known.leading or after[:1].isalpha()


def reworded(text: str, written: Worded, words: str) -> Edit | None:
    """The edit that writes other words in a label of `text`; None where the label is a reference's name too."""
    link = written.link
    end = link.label_span.end
    own_label = link.form != "reference" or (text[end : end + 2] == "][" and text[end + 2 : end + 3] != "]")
    if not own_label and words.casefold() != written.words.casefold():
        return None
    return Edit(written.span, words)


def _is_name(words: str) -> bool:
    """Whether capitals within words say that a name is written so by its owner (`GitHub`, `arXiv`, `PDF`)."""
    return any(char.isupper() for word in words.split() for char in word[1:])
