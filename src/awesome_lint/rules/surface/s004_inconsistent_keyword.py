"""S004: one keyword in several spellings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten, unsafe
from awesome_lint.source import Edit, Span

_PIECE = pattern(r"[^,，]+")
_JOINTS = pattern(r"\s+|(?<!\d)[-‐‑–_]+|[-‐‑–_]+(?!\d)")
_WIDE = "，"
_SHORT = 3  # of fewer letters, case tells words apart: `US`, `us`
_HABIT = 0.9
_PREVAILS = 3  # so many times as many half-width commas as full-width ones


class Keyword(NamedTuple):
    """A keyword as an entry writes it, and where; `first`: it opens the entry's keywords."""

    entry: Entry
    text: str
    span: Span
    first: bool


class InconsistentKeyword(Rule):
    """One keyword in several spellings, or a full-width comma among half-width ones.

    ## What it does
    Compares the keywords of all entries without case, spaces and hyphens. Reports the spellings that do not prevail; of
    two equally frequent ones that which begins unlike most keywords of the list, else the later.

    ## Why is this bad
    Who searches the list for one spelling misses the entries under the other.

    ## When it is silent
    For words of two letters, and where a keyword is a capital only because it comes first. For full-width commas where
    half-width ones do not prevail.

    ## Fix safety
    Safe where only case changes, and for commas; unsafe for spaces and hyphens.
    """

    code = "S004"
    name = "inconsistent-keyword"
    fixable = "safe"
    valid = (
        Example(
            "# Papers\n\n| Title | Keywords |\n| --- | --- |\n"
            "| [Turning Heads](https://arxiv.org/abs/2101.00001) | Diffusion, audio, 3D |\n"
            "| [Speech Faces](https://arxiv.org/abs/2101.00002) | Audio, diffusion |\n"
            "| [Still Life](https://arxiv.org/abs/2101.00003) | Lips, audio |\n",
            note="The first keyword begins with a capital throughout.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n| Title | Keywords |\n| --- | --- |\n"
            "| [Turning Heads](https://arxiv.org/abs/2101.00001) | audio, diffusion, lips |\n"
            "| [Speech Faces](https://arxiv.org/abs/2101.00002) | audio, Diffusion, head pose |\n"
            "| [Still Life](https://arxiv.org/abs/2101.00003) | lips，audio, head pose |\n"
            "| [Marble Busts](https://arxiv.org/abs/2101.00004) | audio, head-pose |\n",
            findings=(
                Expected(6, "the keyword `Diffusion` is written `diffusion` elsewhere", column=61),
                Expected(7, "a full-width comma among half-width ones"),
                Expected(8, "`head-pose` is written `head pose` 2 times"),
            ),
            fixed="# Papers\n\n| Title | Keywords |\n| --- | --- |\n"
            "| [Turning Heads](https://arxiv.org/abs/2101.00001) | audio, diffusion, lips |\n"
            "| [Speech Faces](https://arxiv.org/abs/2101.00002) | audio, diffusion, head pose |\n"
            "| [Still Life](https://arxiv.org/abs/2101.00003) | lips, audio, head pose |\n"
            "| [Marble Busts](https://arxiv.org/abs/2101.00004) | audio, head pose |\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        groups: defaultdict[str, list[Keyword]] = defaultdict(list)
        for entry in context.entries:
            if entry.keywords:
                for keyword in _keywords(context.text, entry):
                    groups[_folded(keyword.text)].append(keyword)
        if not groups:
            return
        small = _begin_small(groups.values())
        sentences = _are_sentences(groups.values())
        for key, keywords in groups.items():
            if len(key) >= _SHORT and len({keyword.text for keyword in keywords}) > 1:
                if sentences and _by_place(keywords):
                    continue
                yield from _reports(context, keywords, small)
        yield from _wide_commas(context)


def _keywords(text: str, entry: Entry) -> Iterator[Keyword]:
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


def _folded(text: str) -> str:
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


def _reports(context: Context, keywords: list[Keyword], small: bool) -> Iterator[Report]:
    old = [keyword for keyword in keywords if not context.facts.is_added(keyword.entry)] or keywords
    counts = Counter(keyword.text for keyword in old)
    right = max(counts, key=lambda text: (counts[text], text[:1].islower() == small))
    for keyword in keywords:
        if keyword.text == right:
            continue
        often = f"{counts[right]} times" if counts[right] > 1 else "elsewhere"
        only_case = keyword.text.casefold() == right.casefold()
        yield context.report(
            keyword.span,
            f"the keyword `{shorten(keyword.text)}` is written `{shorten(right)}` {often}",
            fix=(safe if only_case else unsafe)(f"Write `{right}`", Edit(keyword.span, right)),
            entry=keyword.entry,
        )


def _wide_commas(context: Context) -> Iterator[Report]:
    """Full-width commas between keywords, where half-width ones prevail."""
    text = context.text
    spans = [(entry, span) for entry in context.entries for span in entry.spans.get("keywords", ())]
    wide = sum(text.count(_WIDE, *span) for _, span in spans)
    if not wide or sum(text.count(",", *span) for _, span in spans) < _PREVAILS * wide:
        return
    spaced = sum(text.count(", ", *span) for _, span in spans) > 0
    for entry, span in spans:
        at = text.find(_WIDE, *span)
        while at >= 0:
            comma = ", " if spaced and not text[at + 1 : at + 2].isspace() else ","
            place = Span(at, at + 1)
            yield context.report(
                place,
                "a full-width comma among half-width ones",
                fix=safe("Write a half-width comma", Edit(place, comma)),
                entry=entry,
            )
            at = text.find(_WIDE, at + 1, span.end)
