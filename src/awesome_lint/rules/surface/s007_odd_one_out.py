"""S007: an entry laid out unlike the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from awesome_lint.findings import Severity
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule

if TYPE_CHECKING:
    from awesome_lint.model import Entry
    from awesome_lint.source import Span
    from awesome_lint.style.record import Reading
    from awesome_lint.style.traits import Trait

    _Counts = dict[Trait, Counter[str]]

_NONE: _Counts = {}

_NAMES = {
    "event": "venue",
    "link": "links",
    "note": "description",
    "[": "brackets",
    "(": "parentheses",
    "*": "emphasis",
    "`": "code marks",
}
_QUOTES = frozenset("\"'“”「」『』《》")


class OddOneOut(Rule):
    """An entry laid out unlike the others.

    ## What it does
    Compares how an entry is laid out with its siblings: the mark before it, what stands around its title, alias,
    authors, venue and links, in which order they come, what joins them. Reports where an entry differs from nearly all
    of those that have the same fields, and names the difference.

    ## Why is this bad
    A list that is written in one way is read at a glance, and can be read by scripts. One entry in another form is
    mostly a contribution that nobody put into the list's own.

    ## When it is silent
    For fields that are absent; where the siblings differ among themselves, or are few; for spaces and blank lines.

    ## Fix safety
    There is no fix.
    """

    code = "S007"
    name = "odd-one-out"
    severity = Severity.INFO
    options: ClassVar[Mapping[str, Option]] = {
        "share": Option(0.9, "the share of siblings laid out in one way, from which another is reported"),
        "siblings": Option(10, "how many siblings must have the same fields at least"),
    }
    valid = (
        Example(
            "# Papers\n\n"
            + "".join(
                f"- Learning to Blink by Listening, Part {number} [CVPR 2017] [[paper]](https://arxiv.org/abs/1701.000{number})\n"
                for number in range(10, 20)
            )
            + "- A Gesture for Every Word [[paper]](https://arxiv.org/abs/1706.00001)\n",
            note="A missing venue is no other layout.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            + "".join(
                f"- Learning to Blink by Listening, Part {number} [CVPR 2017] [[paper]](https://arxiv.org/abs/1701.000{number})\n"
                for number in range(10, 21)
            )
            + "- A Gesture for Every Word, CVPR 2017 [[paper]](https://arxiv.org/abs/1706.00001)\n",
            findings=(Expected(14, "no brackets around the venue, as 92% of 12 siblings have"),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        if len(context.entries) < context.number("siblings"):
            return
        layouts = _Layouts(context.entries, context.facts.style.readings)
        lists: defaultdict[tuple[str, int], list[Entry]] = defaultdict(list)
        for entry in context.facts.voters:
            lists[entry.layout, entry.group].append(entry)
        beside = {key: layouts.count(entries) for key, entries in lists.items()}
        counted: dict[int, _Counts] = {}
        said: dict[tuple[int, str, int, int], str] = {}
        for entry in context.entries:
            if entry.placeholder:
                continue
            group = context.siblings(entry)
            if id(group) not in counted:
                counted[id(group)] = layouts.count(group)
            layout = layouts.of[entry.span]
            case = layout, entry.layout, entry.group, id(group)
            if case not in said:
                own = beside.get((entry.layout, entry.group), _NONE)
                said[case] = _differences(context, layouts.traits[layout], own, counted[id(group)])
            if said[case]:
                yield context.report(
                    entry.field_span("title"),
                    said[case],
                    severity=Severity.WARNING if context.facts.is_added(entry) else None,
                    entry=entry,
                )


class _Layouts:
    """The different ways in which entries are laid out: `traits` by number, and by an entry's place which one is its.

    Most entries share theirs with others, and templates have none.
    """

    def __init__(self, entries: Iterable[Entry], readings: Mapping[Span, Reading]) -> None:
        from awesome_lint.style.traits import trait_key, traits

        self.traits: list[Mapping[Trait, str]] = []
        self.of: dict[Span, int] = {}
        numbers: dict[object, int] = {}
        for entry in entries:
            if entry.placeholder:
                continue
            reading = readings[entry.span]
            key = trait_key(reading)
            number = numbers.get(key)
            if number is None:
                number = numbers[key] = len(self.traits)
                self.traits.append(traits(reading))
            self.of[entry.span] = number

    def count(self, entries: Iterable[Entry]) -> _Counts:
        """How often entries have each value of each trait."""
        counts: _Counts = {}
        numbers = Counter([number for entry in entries if (number := self.of.get(entry.span)) is not None])
        for number, times in numbers.items():
            for trait, value in self.traits[number].items():
                if (values := counts.get(trait)) is None:
                    values = counts[trait] = Counter()
                values[value] += times
        return counts


def _differences(context: Context, traits: Mapping[Trait, str], beside: _Counts, counts: _Counts) -> str:
    """What is unusual in how an entry is laid out, in words; "" where nothing is."""
    said: list[str] = []
    for trait, value in traits.items():
        own = beside.get(trait)
        # What its own list has is that list's layout.
        if own is not None and 2 * own[value] < own.total() and (others := counts.get(trait)) is not None:
            text = _difference(context, trait, value, others)
            if text:
                said.append(text)
    return "; ".join(said[:2])


def _difference(context: Context, trait: Trait, value: str, counts: Counter[str]) -> str | None:
    """What is unusual in a trait, in words; None where it is usual, or nothing is."""
    total = counts.total()
    if total < context.number("siblings"):
        return None
    usual, times = counts.most_common(1)[0]
    if value == usual or times < context.number("share") * total:
        return None
    return _words(trait, value, usual, f"{times / total:.0%} of {total} siblings")


def _words(trait: Trait, value: str, usual: str, who: str) -> str | None:
    one = _NAMES.get(trait.one, trait.one)
    match trait.what:
        case "marker":
            return f"begins with `{value}`, and {who} with `{usual}`"
        case "marks" if trait.one == "link":
            return f"links written `{value}`, and in {who} `{usual}`"
        case "marks" if not value:
            return f"no {_marks(usual)} around the {one}, as {who} have"
        case "marks" if not usual:
            return f"{_marks(value)} around the {one}, where {who} have none"
        case "marks":
            return f"`{value}` around the {one}, and in {who} `{usual}`"
        case "linked":
            return f"{one} {'linked' if value else 'not linked'}, and in {who} it is {'' if usual else 'not'}".rstrip()
        case "below":
            here, there = ("on a line below", "beside") if value else ("beside", "below")
            return f"links {here} the title, and in {who} {there} it"
        case "order":
            other = _NAMES.get(trait.other, trait.other)
            first, second = (one, other) if value == trait.one else (other, one)
            return f"{first} before {second}, and in {who} behind"
        case "join":
            between = f"between {one} and {_NAMES.get(trait.other, trait.other)}"
            return f"{_join(value)} {between}, and in {who} {_join(usual)}"
    return None


def _marks(marks: str) -> str:
    if marks[0] in _QUOTES:
        return "quotes"
    return _NAMES.get(marks[0], f"`{marks}`")


def _join(text: str) -> str:
    return f"`{text}`" if text else "nothing"
