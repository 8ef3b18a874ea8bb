"""S006: separators, brackets and spaces that are one too many or one too few."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Fix
from awesome_lint.model import Entry
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, safe, shorten
from awesome_lint.rules.surface.flat import Bracket, Flat, flatten
from awesome_lint.source import Edit, Span
from awesome_lint.style.venues import FEW

_STOPS = frozenset(".。")
_CLOSED_BY = {"(": ")", "[": "]", "（": "）", "【": "】"}
_MOST = 0.5
_NAMES = {
    ",": "comma",
    "，": "comma",
    "、": "comma",
    ";": "semicolon",
    "；": "semicolon",
    ".": "full stop",
    "。": "full stop",
}


class StrayPunctuation(Rule):
    """A separator, a bracket or a space that is one too many or one too few.

    ## What it does
    Looks at what entries write between and behind their fields: a separator left hanging after the last link or
    keyword, a doubled one, a bracket without its partner, and a link without the space before it that its siblings
    have.

    ## Why is this bad
    Most of it is left over from an edit. Readers see the slip, scripts trip over it.

    ## When it is silent
    For titles, destinations, code and formulas; for emoticons, `a)` and `[0, 1)`; for links that Markdown does not
    read as such (L002). For a full stop where a tenth of the siblings end with one, and for any other mark that is the
    siblings' habit. Languages that write no spaces need none before a link.

    ## Fix safety
    Safe: it changes nothing but the mark it names. A bracket is added or removed only beside a link.
    """

    code = "S006"
    name = "stray-punctuation"
    fixable = "safe"
    options: ClassVar[Mapping[str, Option]] = {
        "full_stops": Option(0.1, "the share of siblings that end with a full stop from which on it is no fault"),
        "habit": Option(0.3, "the share of siblings with any other mark or missing space from which on it is no fault"),
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads (CVPR 2021) [[paper](https://arxiv.org/abs/2101.00001)] [[code](https://github.com/a/b)]\n"
            "- Faces on $[0, 1)$ [[paper](https://arxiv.org/abs/2101.00002)] - a) fast, b) small :-)\n"
            "- 说话的脸[[论文](https://arxiv.org/abs/2101.00003)]（很好)\n"
            "- Still Life [[paper](https://arxiv.org/abs/2101.00004)] - in \\[0, 1) and (0, 1\\]\n"
        ),
        Example(
            "# Tools\n\n- [one](https://example.org/one): see [this](https://example.org/this).\n"
            "- [two](https://example.org/two): see [that](https://example.org/that).\n",
            note="Both end with a full stop.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads [[paper](https://arxiv.org/abs/2101.00001)], [[code](https://github.com/a/b)],\n"
            "- Speech Faces [[paper](https://arxiv.org/abs/2101.00002)],, [[code](https://github.com/a/c)]\n"
            "- Still Life [[paper](https://arxiv.org/abs/2101.00003)\n"
            "- Marble Busts[[paper](https://arxiv.org/abs/2101.00004)]\n"
            "- Masks (oral) ) [[paper](https://arxiv.org/abs/2101.00005)]\n"
            "- Mirrors [paper](https://arxiv.org/abs/2101.00006)]\n"
            "- Statues [[paper](https://arxiv.org/abs/2101.00007)]\n",
            findings=(
                Expected(3, "a comma left hanging"),
                Expected(4, "a doubled comma"),
                Expected(5, "`[` is never closed", column=14),
                Expected(6, "no space before `[paper]`", column=15),
                Expected(7, "`)` closes nothing", column=16),
                Expected(8, "`]` closes nothing"),
            ),
            fixed="# Papers\n\n"
            "- Turning Heads [[paper](https://arxiv.org/abs/2101.00001)], [[code](https://github.com/a/b)]\n"
            "- Speech Faces [[paper](https://arxiv.org/abs/2101.00002)], [[code](https://github.com/a/c)]\n"
            "- Still Life [[paper](https://arxiv.org/abs/2101.00003)]\n"
            "- Marble Busts [[paper](https://arxiv.org/abs/2101.00004)]\n"
            "- Masks (oral) [[paper](https://arxiv.org/abs/2101.00005)]\n"
            "- Mirrors [[paper](https://arxiv.org/abs/2101.00006)]\n"
            "- Statues [[paper](https://arxiv.org/abs/2101.00007)]\n",
        ),
        Example(
            "# Papers\n\n"
            + "- Turning Heads [[paper](https://arxiv.org/abs/2101.00001)]\n" * 10
            + "- Still Life [[paper](https://arxiv.org/abs/2101.00002)].\n",
            findings=(Expected(13, "a full stop left hanging"),),
            fixed="# Papers\n\n"
            + "- Turning Heads [[paper](https://arxiv.org/abs/2101.00001)]\n" * 10
            + "- Still Life [[paper](https://arxiv.org/abs/2101.00002)]\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        flats = flatten(context)
        habits = _Habits(context, flats)
        for flat in flats.values():
            yield from _hanging(context, flat, habits)
            yield from _doubled(context, flat)
            yield from _unpaired(context, flat, habits)
            yield from _glued(context, flat, habits)


class _Habits:
    """How often the siblings of an entry do what would be a fault if nobody did it."""

    def __init__(self, context: Context, flats: Mapping[int, Flat]) -> None:
        self.context = context
        self.flats = flats
        self.stops = context.number("full_stops")
        self.usual = context.number("habit")

    def share(self, entry: Entry, what: str, holds: Callable[[Flat], bool]) -> float:
        """The share of the siblings whose text `holds` is true of."""

        def judged(other: Entry) -> bool:
            return (flat := self.flats.get(other.span.start)) is not None and holds(flat)

        siblings = self.context.siblings(entry)
        return self.context.facts.share(siblings, f"S006 {what}", judged)

    def is_usual(self, entry: Entry, what: str, holds: Callable[[Flat], bool]) -> bool:
        """Whether so many siblings do it, more than two, that it is the list's habit."""
        share = self.share(entry, what, holds)
        return share >= self.usual and share * len(self.context.siblings(entry)) >= FEW


def _hanging(context: Context, flat: Flat, habits: _Habits) -> Iterator[Report]:
    for mark, span in flat.tails:
        if habits.is_usual(flat.entry, "ends with a separator", _ends_with_separator):
            continue
        if mark in _STOPS and habits.share(flat.entry, "ends with a full stop", _ends_with_stop) >= habits.stops:
            continue
        name = _NAMES.get(mark, f"`{mark}`")
        yield context.report(
            Span(span.end - 1, span.end),
            f"a {name} left hanging at the end",
            fix=safe(f"Remove the {name}", Edit(span, "")),
            entry=flat.entry,
        )


def _ends_with_separator(flat: Flat) -> bool:
    return any(tail.mark not in _STOPS for tail in flat.tails) or (flat.last != "" and flat.last not in _STOPS)


def _ends_with_stop(flat: Flat) -> bool:
    return flat.last in _STOPS or any(tail.mark in _STOPS for tail in flat.tails)


def _doubled(context: Context, flat: Flat) -> Iterator[Report]:
    for span in flat.doubles:
        name = _NAMES.get(context.text[span.start], f"`{context.text[span.start]}`")
        yield context.report(
            span,
            f"a doubled {name}",
            fix=safe(f"Remove one {name}", Edit(Span(span.start + 1, span.end), "")),
            entry=flat.entry,
        )


def _unpaired(context: Context, flat: Flat, habits: _Habits) -> Iterator[Report]:
    for bracket in flat.unpaired:
        char = bracket.char

        def leaves(other: Flat, char: str = char) -> bool:
            return any(found.char == char for found in other.unpaired)

        if habits.is_usual(flat.entry, f"leaves {char}", leaves):
            continue
        yield context.report(
            Span(bracket.offset, bracket.offset + 1),
            f"`{char}` is never closed" if char in _CLOSED_BY else f"`{char}` closes nothing",
            fix=_paired(context, flat, bracket, habits),
            entry=flat.entry,
        )


def _paired(context: Context, flat: Flat, bracket: Bracket, habits: _Habits) -> Fix | None:
    """The bracket's partner beside the link, or the bracket removed; None where only a person knows."""
    offset, char, link = bracket
    text = context.text
    if char in _CLOSED_BY:
        if link is None:
            return None
        partner = _CLOSED_BY[char]
        return safe(f"Add `{partner}`", Edit(Span(link.span.end, link.span.end), partner))
    opening = next(opening for opening, closing in _CLOSED_BY.items() if closing == char)
    if link is not None:
        if habits.share(flat.entry, f"wraps in {opening}", lambda other: other.wrapped == opening) >= _MOST:
            return safe(f"Add `{opening}`", Edit(Span(link.span.start, link.span.start), opening))
        return safe(f"Remove `{char}`", Edit(Span(offset, offset + 1), ""))
    if text[offset - 1 : offset].isspace() and text[offset + 1 : offset + 2] in (" ", "\t", "\n", "\r", ""):
        start = offset - 1 if text[offset - 1] in " \t" else offset
        return safe(f"Remove `{char}`", Edit(Span(start, offset + 1), ""))
    return None


def _glued(context: Context, flat: Flat, habits: _Habits) -> Iterator[Report]:
    for offset, link, _ in flat.glued:
        if habits.share(flat.entry, "has a space", _has_space) < habits.share(flat.entry, "has none", _has_none):
            continue
        if habits.is_usual(flat.entry, "has none", _has_none):
            continue
        label = link.label if link.label.startswith("[") else f"[{link.label}]"
        yield context.report(
            Span(offset, link.span.end),
            f"no space before `{shorten(label)}`",
            fix=safe("Add a space", Edit(Span(offset, offset), " ")),
            entry=flat.entry,
        )


def _has_space(flat: Flat) -> bool:
    return any(not touch.glued for touch in flat.touches)


def _has_none(flat: Flat) -> bool:
    return any(touch.glued for touch in flat.touches)
