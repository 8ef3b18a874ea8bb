"""S005: entries out of order in a sorted section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten, unsafe
from awesome_lint.source import Edit, Span
from awesome_lint.style.order import Order, order_of

_MARKER = pattern(r"[ \t>]*(?:[-*+](?=\s)|\d+[.)](?=\s)|#{1,6}(?=\s)|\|)?")


def _tools(*names: str) -> str:
    return "# Tools\n\n" + "".join(f"- [{name}](https://example.org/{name}) - a tool\n" for name in names)


_ALPHABET = "ant bat cat dog elk fox gnu hen ibex jay kite lynx mole newt owl pig quail rat seal toad".split()


class UnsortedEntries(Rule):
    """An entry out of order in a section that is sorted.

    ## What it does
    Finds out whether a section of at least ten entries is sorted by year, date or title, 95 % of it, and reports the
    fewest entries that would have to move. An entry that a change has added is a warning.

    ## Why is this bad
    Readers of a sorted section look for an entry where it belongs, and contributors add it there a second time.

    ## When it is silent
    For shorter sections and those less sorted; where the order may be chance, because nearly all years are one; and for
    titles that are in order by another usual way to sort: without articles, word by word, with numbers as numbers; for
    the first entry of a section sorted by title. Each table and list is judged by itself.

    ## Fix safety
    Unsafe: it moves the entry's lines, and the order may have been meant. It is offered only where entries are whole
    lines, and their numbers need not change.
    """

    code = "S005"
    name = "unsorted-entries"
    severity = Severity.INFO
    fixable = "unsafe"
    options: ClassVar[Mapping[str, Option]] = {
        "entries": Option(10, "the least number of entries of a section that is judged"),
        "sorted": Option(0.95, "the share of entries in order from which on a section counts as sorted"),
    }
    valid = (
        Example(_tools(*_ALPHABET)),
        Example(_tools(*_ALPHABET[10:], *_ALPHABET[:10]), note="Two halves, each sorted by itself."),
        Example(_tools("bat", "ant", *_ALPHABET[2:9]), note="Nine entries are few."),
        Example(_tools("The Ant", "bat", "A Cat", *_ALPHABET[3:]), note="Articles do not count here."),
    )
    invalid = (
        Example(
            _tools(*_ALPHABET[:4], "zebra", *_ALPHABET[4:]),
            findings=(Expected(7, "`zebra` is out of order: the section is sorted by title"),),
            fixed=_tools(*_ALPHABET, "zebra"),
        ),
        Example(
            _tools(*_ALPHABET[1:15], "ant", *_ALPHABET[15:]),
            findings=(Expected(17, "it belongs before `bat` on line 3"),),
            fixed=_tools(*_ALPHABET),
        ),
        Example(
            "# Papers\n\n| Year | Title |\n| --- | --- |\n"
            + "".join(
                f"| {year} | [Turning Heads {year}](https://arxiv.org/abs/{year % 100:02}01.00001) |\n"
                for year in (*range(2025, 2015, -1), 2024, *range(2015, 2005, -1))
            ),
            findings=(Expected(15, "sorted by year, the latest first"),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        least, share = int(context.number("entries")), context.number("sorted")
        sections: defaultdict[tuple[object, ...], list[Entry]] = defaultdict(list)
        ends: dict[tuple[object, ...], int] = {}
        for entry in context.entries:
            key = (entry.section, entry.group)
            if not entry.placeholder and entry.span.start >= ends.get(key, 0):
                sections[key].append(entry)
                ends[key] = entry.span.end
        for entries in sections.values():
            added = [context.facts.is_added(entry) for entry in entries]
            if len(entries) - sum(added) < least:
                continue
            order = order_of(entries, context.text, [not new for new in added], share)
            if order is None:
                continue
            for index in order.slips:
                if index == 0 and order.name == "title" and not added[0]:
                    continue  # what a section shows first is often meant
                yield _report(context, entries, order, index, added[index])


def _report(context: Context, entries: Sequence[Entry], order: Order, index: int, added: bool) -> Report:
    entry, place = entries[index], order.place(index)
    by = order.name if order.name == "title" else f"{order.name}, the latest {'first' if order.descending else 'last'}"
    at_end = place == len(entries)
    neighbour = entries[order.kept[-1] if at_end else place]
    beside = f"{'behind' if at_end else 'before'} `{shorten(neighbour.title)}`"
    target = order.kept[-1] + 1 if at_end else place
    edits = _move(context, entries, index, target)
    return context.report(
        entry.field_span("title"),
        f"`{shorten(entry.title)}` is out of order: the section is sorted by {by}; "
        f"it belongs {beside} on line {context.line(neighbour)}",
        severity=Severity.WARNING if added else None,
        related=[context.related(neighbour, "its neighbour")],
        fix=unsafe(f"Move it {beside}", *edits) if edits else None,
        entry=entry,
    )


def _move(context: Context, entries: Sequence[Entry], index: int, place: int) -> tuple[Edit, ...]:
    """The edits that move an entry before that of `place` (their number: behind the last); none where it is not clean.

    Clean is that all entries on the way are whole lines of one form, with equally many blank lines between them.
    """
    source = context.document.source
    starts = source.line_starts
    way = entries[min(index, place) : max(index + 1, place + (place < len(entries)))]
    if not way or place in (index, index + 1):
        return ()
    gaps = {after.line - here.end_line - 1 for here, after in pairwise(way)}
    if len(gaps) != 1 or len({_marker(context, entry) for entry in way}) != 1 or way[-1].end_line >= len(starts):
        return ()
    gap = gaps.pop()
    if gap < 0 or any(
        source.slice(source.line_span(line)).strip(" \t>")
        for here in way[:-1]
        for line in range(here.end_line + 1, here.end_line + 1 + gap)
    ):
        return ()
    entry = entries[index]
    lines = source.slice(Span(starts[entry.line - 1], starts[entry.end_line]))
    blank = source.slice(Span(starts[way[0].end_line], starts[way[0].end_line + gap]))
    if place > index:  # the way ends with what stands before or at the new place
        last = entries[place - 1]
        cut = Span(starts[entry.line - 1], starts[entry.end_line + gap])
        return Edit(cut, ""), Edit(Span(starts[last.end_line], starts[last.end_line]), blank + lines)
    cut = Span(starts[entry.line - 1 - gap], starts[entry.end_line])
    at = starts[entries[place].line - 1]
    return Edit(Span(at, at), lines + blank), Edit(cut, "")


def _marker(context: Context, entry: Entry) -> str:
    """What the entry's first line begins with: its indent, bullet or number."""
    found = _MARKER.match(context.text, context.document.source.line_starts[entry.line - 1])
    return found[0] if found else ""
