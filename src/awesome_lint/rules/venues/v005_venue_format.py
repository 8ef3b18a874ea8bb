"""V005: a venue and its year joined unlike the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Fix, Severity
from awesome_lint.model import Entry
from awesome_lint.records import NamedTuple
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, safe, shorten
from awesome_lint.source import Edit, Span

_CLOSERS = {"(": ")", "[": "]", "（": "）"}
_JOINS = " ,.-–/:;_'’@，、"


class VenueFormat(Rule):
    """A venue and its year joined unlike the others.

    ## What it does
    Compares what stands between an entry's venue and the year beside it with what its siblings have there, and reports
    it where nearly all of those have something else.

    ## Why is this bad
    Readers who search for `Nature Communications 2017` miss `Nature Communications2017`, and so do tools.

    ## When it is silent
    Where the siblings differ among themselves, or are few; for venues that hold a comma themselves, and for years of
    two digits; where more than punctuation stands between venue and year.

    ## Fix safety
    Safe: only the punctuation and spaces between the two change, and the bracket around the year.
    """

    code = "V005"
    name = "venue-format"
    severity = Severity.WARNING
    fixable = "safe"
    options: ClassVar[Mapping[str, Option]] = {
        "share": Option(
            0.9, "the share of siblings that join venue and year in one way, from which another is reported"
        ),
        "siblings": Option(8, "how many siblings must give both at least"),
    }
    valid = (
        Example(
            "# Papers\n\n"
            + "".join(
                f"- {title} [{venue}] [[paper]](https://arxiv.org/abs/17{number:02}.00001)\n"
                for number, (title, venue) in enumerate(
                    [
                        ("Turning Heads with Implicit Motion", "CVPR 2017"),
                        ("Speech Faces in the Wild", "ICCV, 2017"),
                        ("Statues that Sing and Dance", "ICML 2017"),
                        ("Portraits from a Single Sound", "AAAI, 2017"),
                    ],
                    1,
                )
            ),
            note="No way of joining them prevails.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [CVPR 2017] [[paper]](https://arxiv.org/abs/1701.00001)\n"
            "- Speech Faces in the Wild [ICCV 2017] [[paper]](https://arxiv.org/abs/1702.00001)\n"
            "- Statues that Sing and Dance [ICML 2017] [[paper]](https://arxiv.org/abs/1703.00001)\n"
            "- Portraits from a Single Sound [AAAI 2017] [[paper]](https://arxiv.org/abs/1704.00001)\n"
            "- Learning to Blink by Listening [CVPR 2018] [[paper]](https://arxiv.org/abs/1705.00001)\n"
            "- A Gesture for Every Word [ICML 2018] [[paper]](https://arxiv.org/abs/1706.00001)\n"
            "- Faces in Slow Motion [IJCAI 2018] [[paper]](https://arxiv.org/abs/1707.00001)\n"
            "- Lips that Never Lie [ECCV 2018] [[paper]](https://arxiv.org/abs/1708.00001)\n"
            "- Laughter as a Latent Code [CVPR 2019] [[paper]](https://arxiv.org/abs/1709.00001)\n"
            "- Smiles at a Distance [TOG2017] [[paper]](https://arxiv.org/abs/1710.00001)\n",
            findings=(Expected(12, "`TOG2017`: nothing between venue and year; 90% of 10 siblings have a space"),),
            fixed="# Papers\n\n"
            "- Turning Heads with Implicit Motion [CVPR 2017] [[paper]](https://arxiv.org/abs/1701.00001)\n"
            "- Speech Faces in the Wild [ICCV 2017] [[paper]](https://arxiv.org/abs/1702.00001)\n"
            "- Statues that Sing and Dance [ICML 2017] [[paper]](https://arxiv.org/abs/1703.00001)\n"
            "- Portraits from a Single Sound [AAAI 2017] [[paper]](https://arxiv.org/abs/1704.00001)\n"
            "- Learning to Blink by Listening [CVPR 2018] [[paper]](https://arxiv.org/abs/1705.00001)\n"
            "- A Gesture for Every Word [ICML 2018] [[paper]](https://arxiv.org/abs/1706.00001)\n"
            "- Faces in Slow Motion [IJCAI 2018] [[paper]](https://arxiv.org/abs/1707.00001)\n"
            "- Lips that Never Lie [ECCV 2018] [[paper]](https://arxiv.org/abs/1708.00001)\n"
            "- Laughter as a Latent Code [CVPR 2019] [[paper]](https://arxiv.org/abs/1709.00001)\n"
            "- Smiles at a Distance [TOG 2017] [[paper]](https://arxiv.org/abs/1710.00001)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        written = [entry for entry in context.entries if entry.venue_source == "entry" and entry.spans.get("venue")]
        if len(written) < context.number("siblings"):
            return
        joins = {entry.span: join for entry in written if (join := _join(context, entry)) is not None}
        counted: dict[int, Counter[tuple[str, str, str]]] = {}
        for entry in written:
            if (own := joins.get(entry.span)) is None:
                continue
            group = context.siblings(entry)
            if id(group) not in counted:
                counted[id(group)] = Counter(joins[one.span].way for one in group if one.span in joins)
            alike = Counter({way: times for way, times in counted[id(group)].items() if way[2] == own.way[2]})
            total = alike.total()
            if total < context.number("siblings"):
                continue
            usual, times = alike.most_common(1)[0]
            if own.way != usual and times >= context.number("share") * total:
                yield context.report(
                    own.span,
                    f"`{shorten(context.text[own.span.start : own.span.end])}`: {_words(own.way)} between "
                    f"{own.kinds[0]} and {own.kinds[1]}; {times / total:.0%} of {total} siblings have {_words(usual)}",
                    fix=_fix(own, usual),
                    entry=entry,
                )


class _Join(NamedTuple):
    """How an entry joins its venue and year.

    `way` is what stands between them, what closes a bracket behind them, and which of the two comes first; `gap` the
    place between them, `span` that of all of it.
    """

    way: tuple[str, str, str]
    kinds: tuple[str, str]
    gap: Span
    span: Span


def _join(context: Context, entry: Entry) -> _Join | None:
    """How an entry joins venue and year; None where that cannot be compared."""
    reading = context.facts.style.readings.get(entry.span)
    found = reading.joint if reading is not None else None
    if found is None:
        return None
    text = context.text
    gap = Span(found.first[1], found.second[0])
    venue, year = (found.first, found.second) if found.kinds[0] == "venue" else (found.second, found.first)
    written = text[slice(*year)]
    if not (written.isdecimal() and len(written) == 4) or "," in text[slice(*venue)]:
        return None
    bracket = found.gap.rstrip()[-1:]
    closing = _CLOSERS.get(bracket, "")
    between = found.gap.rstrip()[:-1] if closing else found.gap
    if any(char not in _JOINS for char in between) or text[gap.start : gap.end] != found.gap:
        return None
    if not found.behind.startswith(closing):
        return None
    way = (found.gap, closing, found.kinds[0])
    return _Join(way, found.kinds, gap, Span(found.first[0], found.second[1] + len(closing)))


def _fix(own: _Join, usual: tuple[str, str, str]) -> Fix:
    between, closing, _ = usual
    edits = [Edit(own.gap, between)]
    if closing != own.way[1]:
        edits.append(Edit(Span(own.span.end - len(own.way[1]), own.span.end), closing))
    return safe(f"Put {_words(usual)} between {own.kinds[0]} and {own.kinds[1]}", *edits)


def _words(way: tuple[str, str, str]) -> str:
    """What joins the two, in words."""
    between, closing, _ = way
    if closing:
        return f"`{between}…{closing}`"
    return {"": "nothing", " ": "a space", ", ": "a comma", ". ": "a full stop"}.get(between, f"`{between}`")
