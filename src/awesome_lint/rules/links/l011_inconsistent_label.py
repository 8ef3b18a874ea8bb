"""L011: one word for links in several spellings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Fix
from awesome_lint.knowledge.folding import squeezed
from awesome_lint.model import Entry, Link
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, safe, shorten
from awesome_lint.source import Edit, Span

_SHORTCODE = pattern(r":[a-z0-9_+-]+:")
_HEAD = pattern(r"[^\W_](?:[^()\[\]{}（）【】:：|]*[^\W\d_])?\+*")
_UNIFORM = 5
_SEEN = 60  # characters before and behind a label that tell whether it stands in a sentence


class InconsistentLabel(Rule):
    """The same words of labels in several spellings: case, spaces, hyphens, a slip of the pen.

    ## What it does
    Compares the labels of links that name a role (`Code`, `code`; `ProjectPage`, `Project Page`; `bibtext`). The
    spelling that is at least three times as frequent as any other is right, else the usual one. A misspelling is
    always wrong. Where both are ordinary words (`Code`, `code`), the case of the list's other labels decides first.

    ## Why is this bad
    Readers who search for `[code]` miss some, and scripts that read the list do too.

    ## When it is silent
    Between labels that name different things (`PDF` and `arXiv`, `Code` and `PyTorch`), for labels within sentences
    and in titles, for venues, for names as their owners write them (`GitHub`, `arXiv`), and in a table or section that
    keeps to one spelling of its own.

    ## Fix safety
    Safe: it respells these words, and leaves brackets, emoji and what else stands in the label as they are.
    """

    code = "L011"
    name = "inconsistent-label"
    fixable = "safe"
    options: ClassVar[Mapping[str, Option]] = {
        "prevails": Option(3.0, "how many times as frequent as the next spelling the prevailing one has to be")
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads [[PDF]](https://example.org/1.pdf) [[Code]](https://github.com/heads/turning)\n"
            "- Still Life [[arXiv]](https://arxiv.org/abs/2101.00003) [[PyTorch]](https://github.com/life/still)\n"
            "- Walking Heads [[PDF]](https://example.org/2.pdf), see the [code](https://github.com/heads/walking) too\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads [[Project Page]](https://heads.github.io/1) [[Code]](https://github.com/heads/turning)\n"
            "- Still Life [[ProjectPage]](https://life.github.io) [[📦 code]](https://github.com/life/still)\n"
            "- Walking Heads [[Project-Page]](https://heads.github.io/3) [[Code (PyTorch)]](https://github.com/heads/walking)\n"
            "- Talking Heads [[Project Page]](https://heads.github.io/4) [[Cpde]](https://github.com/heads/talking)\n",
            findings=(
                Expected(4, "`ProjectPage`: `Project Page` is the usual writing"),
                Expected(4, "`code`: `Code` is the usual writing"),
                Expected(5, "`Project-Page`: `Project Page` is the usual writing"),
                Expected(6, "`Cpde` is misspelt for `Code`"),
            ),
            fixed="# Papers\n\n"
            "- Turning Heads [[Project Page]](https://heads.github.io/1) [[Code]](https://github.com/heads/turning)\n"
            "- Still Life [[Project Page]](https://life.github.io) [[📦 Code]](https://github.com/life/still)\n"
            "- Walking Heads [[Project Page]](https://heads.github.io/3) [[Code (PyTorch)]](https://github.com/heads/walking)\n"
            "- Talking Heads [[Project Page]](https://heads.github.io/4) [[Code]](https://github.com/heads/talking)\n",
        ),
        Example(
            "# Papers\n\n"
            + "".join(f"- Turning Heads, Part {n} [[code]](https://github.com/heads/part{n})\n" for n in range(1, 4))
            + "- Still Life [[Code]](https://github.com/life/still)\n",
            findings=(Expected(6, "`Code`: `code` is written 3 times, this 1"),),
            fixed="# Papers\n\n"
            + "".join(f"- Turning Heads, Part {n} [[code]](https://github.com/heads/part{n})\n" for n in range(1, 4))
            + "- Still Life [[code]](https://github.com/life/still)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        labels = _Labels(context)
        for entry in context.entries:
            for written in labels.of(entry):
                right = labels.right(written.key)
                if right is None or right == written.words or labels.is_right_too(entry, written):
                    continue
                yield context.report(
                    written.span,
                    labels.message(written, right),
                    fix=_fix(context, written, right),
                    entry=entry,
                )


class _Written(NamedTuple):
    """The words of one label: how they are written, what they are, where they stand; `slip`: they are misspelt."""

    link: Link
    words: str
    key: str
    span: Span
    slip: bool


class _Labels:
    """The labels of one list by what they say."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._prevails = context.number("prevails")
        self._of_kind = Counter(entry.kind for entry in context.facts.voters if not entry.placeholder)
        self._known = context.knowledge.labels
        self._read: dict[str, tuple[str, str, bool] | None] = {}
        self._by_entry = {entry.span.start: tuple(self._labels(entry)) for entry in context.entries}
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for entry in context.facts.voters:
            for written in self.of(entry):
                self._counts[written.key][written.words] += not written.slip
        self._right: dict[str, str | None] = {}
        self._uniform: dict[tuple[int, str], str | None] = {}

    def of(self, entry: Entry) -> tuple[_Written, ...]:
        return self._by_entry[entry.span.start]

    def right(self, key: str) -> str | None:
        """The spelling that counts for what a label says."""
        if key not in self._right:
            self._right[key] = self._decide(key)
        return self._right[key]

    def message(self, written: _Written, right: str) -> str:
        counts = self._counts[written.key]
        if written.slip:
            return f"`{shorten(written.words)}` is misspelt for `{right}`"
        here, there = counts[written.words], counts[right]
        if there >= self._prevails * here:
            return f"`{shorten(written.words)}`: `{right}` is written {there} times, this {here}"
        if right == self._known.usual_writing(written.key):
            return f"`{shorten(written.words)}`: `{right}` is the usual writing"
        if there > here:
            return f"`{shorten(written.words)}`: `{right}` is written {there} times, this {here}"
        return f"`{shorten(written.words)}`: `{right}` is written as the list's other labels are"

    def is_right_too(self, entry: Entry, written: _Written) -> bool:
        """Whether a label is a name as its owner writes it, or written so by all siblings in a table or section."""
        if written.slip:
            return False
        if written.words == self._known.usual_writing(written.key) and _is_name(written.words):
            return True
        siblings = self._context.siblings(entry)
        if len(siblings) == self._of_kind[entry.kind]:
            return False
        at = (id(siblings), written.key)
        if at not in self._uniform:
            found = Counter(one.words for other in siblings for one in self.of(other) if one.key == written.key)
            self._uniform[at] = next(iter(found)) if len(found) == 1 and found.total() >= _UNIFORM else None
        return self._uniform[at] == written.words

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
        if max(big, small) < max(_UNIFORM, self._prevails * min(big, small)):
            return None
        return big > small

    def _labels(self, entry: Entry) -> Iterator[_Written]:
        for link in entry.links:
            if not link.named or link.in_title or link.form in ("bare", "autolink"):
                continue
            if link.label not in self._read:
                self._read[link.label] = self._words(link.label)
            read = self._read[link.label]
            if read is None or (entry.kind == "resource" and self._known.is_soft(read[0])):
                continue
            words, key, slip = read
            at = self._context.text.find(words, link.label_span.start, link.label_span.end)
            if at < 0 or _in_sentence(self._context, link):
                continue
            yield _Written(link, words, key, Span(at, at + len(words)), slip)

    def _words(self, label: str) -> tuple[str, str, bool] | None:
        """The words at the head of a label, their key, and whether they are misspelt; None where they name no role."""
        found = _HEAD.search(_SHORTCODE.sub(" ", label))
        if found is None or (words := found[0]) not in label or self._known.role_of(words) is None:
            return None
        venue = self._context.knowledge.venues.lookup(words)
        if venue is not None and not venue.is_preprint:
            return None
        right = self._known.respelt(words)
        return words, right or squeezed(words), right is not None


def _is_name(words: str) -> bool:
    """Whether capitals within words say that a name is written so by its owner (`GitHub`, `arXiv`, `PDF`)."""
    return any(char.isupper() for word in words.split() for char in word[1:])


def _in_sentence(context: Context, link: Link) -> bool:
    """Whether a label is a word of a sentence: a preposition or article in front, or words on both sides."""
    text = context.text
    before = text[max(0, link.span.start - _SEEN) : link.span.start].rpartition("\n")[2].rstrip()
    if not before[-1:].isalpha():
        return False
    after = text[link.span.end : link.span.end + _SEEN].partition("\n")[0].lstrip(" \t,;")
    word = before.rsplit(maxsplit=1)[-1].lstrip("([")
    return word.lower() in context.knowledge.labels.leading or after[:1].isalpha()


def _fix(context: Context, written: _Written, right: str) -> Fix | None:
    link, text = written.link, context.text
    end = link.label_span.end
    own_label = link.form != "reference" or (text[end : end + 2] == "][" and text[end + 2 : end + 3] != "]")
    if not own_label and right.casefold() != written.words.casefold():
        return None  # the label is the reference's name too
    return safe(f"Write `{right}`", Edit(written.span, right))
