"""The entries of every section sorted.

What stands between two entries stays where it is, and so do the numbers of a list that counts up: entries change their
places as they are, with all that is nested in them and the comments behind them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Literal

from awesome_lint.knowledge import knowledge
from awesome_lint.model import Document, Entry
from awesome_lint.normalize.blocks import Block, Blocks
from awesome_lint.parse import parse_document
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Source, Span, apply_edits
from awesome_lint.style.order import date_key, plain_key
from awesome_lint.style.style import Style
from awesome_lint.style.ways import Way, arxiv_date, prevailing_way, way_of

SortKey = Literal["year", "title", "venue", "date", "as-is"]
KEYS: tuple[SortKey, ...] = ("year", "title", "venue", "date", "as-is")
_ROUNDS = 4  # attempts to find the runs that cannot be sorted
_CONTINUED = pattern(r"(?<=[\r\n])[ \t]+(?=[^\s])")
_PLAIN_TITLES = Way("title", plain_key.__name__)
_STEPS = 4  # between neighbours of different years, from which a section shows in which direction it goes
_SHARE = 0.9  # of them in that direction
_LATER = 99  # instead of a month that is not written

_Key = tuple[Any, ...]
_Members = list[tuple[Entry, Block]]


class Sorted(NamedTuple):
    """What sorting changes, and in half sentences which runs of entries were left as they were, and why."""

    edits: list[Edit]
    left: list[str]


class _Run(NamedTuple):
    """Neighbours of one form: their blocks, the number each begins with, and which of them goes to each place."""

    entries: tuple[Entry, ...]
    blocks: tuple[Block, ...]
    numbers: tuple[Span | None, ...]
    order: tuple[int, ...]

    @property
    def is_sorted(self) -> bool:
        return self.order == tuple(range(len(self.order)))


def sort(document: Document, style: Style, key: SortKey, parse: Callable[[Source], Document] | None = None) -> Sorted:
    """Every run of neighbouring entries sorted, stable, each in its place: in its section, its list or table.

    By `year` and `date` (as written, else the day of the preprint) the newest comes first, unless the section, or in
    doubt the list, evidently goes the other way; by `title` as the list sorts titles (with or without articles …); by
    `venue` in the order of their names, the newest of each first. Entries without a key stay behind those that have
    one. `as-is` changes nothing. `parse` reads what came of it: a run in which an entry would say something else
    afterwards, or stand elsewhere, is left.
    """
    if key == "as-is" or len(document.entries) < 2:
        return Sorted([], [])
    if parse is None:
        parse = _reader(style)
    runs = [run for run in _runs(document, key) if not run.is_sorted]
    left: list[str] = []
    before = _meanings(document)
    for _ in range(_ROUNDS):
        edits = _edits(document, runs)
        if not edits:
            return Sorted([], left)
        after = _meanings(parse(Source(apply_edits(document.source.text, edits), document.source.path)))
        if after == before:
            return Sorted(edits, left)
        wrong = {section for section, _ in (before - after) | (after - before)}
        spoilt = [run for run in runs if run.entries[0].section in wrong]
        left += [_sentence(run) for run in spoilt or runs]
        runs = [run for run in runs if run.entries[0].section not in wrong] if spoilt else []
    return Sorted([], left + [_sentence(run) for run in runs])


def _reader(style: Style) -> Callable[[Source], Document]:
    base = None if style.knowledge is knowledge() else style.knowledge
    return lambda source: parse_document(source, base)


def _meanings(document: Document) -> Counter[tuple[tuple[str, ...], str]]:
    return Counter((entry.section, repr(entry.meaning)) for entry in document.entries)


def moved_lines(before: Document, after: Document) -> dict[int, int]:
    """The line, from 1, of each entry in a list that was sorted, by its line before."""
    lines: defaultdict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
    for entry in reversed(after.entries):
        lines[entry.section, repr(entry.meaning)].append(entry.line)
    return {entry.line: found.pop() for entry in before.entries if (found := lines[entry.section, repr(entry.meaning)])}


def _sentence(run: _Run) -> str:
    first, last = run.entries[0], run.entries[-1]
    inside = f" of `{' / '.join(first.section)}`" if first.section else ""
    return (
        f"the entries{inside} on lines {first.line} to {last.end_line} keep their order: "
        "in another one they would not say the same"
    )


# Which entries are neighbours


def _runs(document: Document, key: SortKey) -> list[_Run]:
    """The runs of neighbours, each with the order it will have; while one goes on, others may be inside it."""
    blocks = Blocks(document)
    found: list[list[tuple[Entry, Block]]] = []
    open_runs: dict[tuple[object, ...], list[tuple[Entry, Block]]] = {}
    for entry in document.entries:
        block = blocks.of(entry)
        group = (entry.section, entry.layout, entry.group, entry.heading, block.prefix)
        run = open_runs.get(group)
        if entry.placeholder or blocks.top(block) < block.start:  # what a comment is about stays below it
            open_runs.pop(group, None)
            continue
        if run is None or blocks.joint(run[-1][1], block) is None:
            run = open_runs[group] = []
            found.append(run)
        run.append((entry, block))
    runs = [run for run in found if len(run) > 1]
    keys = [[_key(entry, key, document.source.text) for entry, _ in run] for run in runs]
    if key in ("year", "date"):
        keys = _turned(runs, keys)
    elif key == "title":
        keys = _titles(runs, document.source.text)
    return [_run(run, own, blocks) for run, own in zip(runs, keys, strict=True)]


def _run(members: _Members, keys: Sequence[_Key | None], blocks: Blocks) -> _Run:
    order = sorted(range(len(keys)), key=lambda index: (keys[index] is None, keys[index] or ()))
    return _Run(
        tuple(entry for entry, _ in members),
        tuple(block for _, block in members),
        tuple(_numbers(members, blocks)),
        tuple(order),
    )


def _numbers(members: _Members, blocks: Blocks) -> list[Span | None]:
    """The numbers that count the entries, and stay where they are: of list items, of a table that counts its rows."""
    layout = members[0][0].layout
    if layout in ("numbered", "cell"):
        return [blocks.number(block) for _, block in members]
    if layout == "table":
        found = [blocks.row_number(block) for _, block in members]
        written = [int(blocks.text[span.start : span.end]) for span in found if span is not None]
        if len(written) == len(members) and {after - here for here, after in pairwise(written)} in ({1}, {-1}):
            return found
    return [None] * len(members)


def _section(members: _Members) -> tuple[object, ...]:
    entry = members[0][0]
    return entry.section, entry.layout, entry.group


# By what they are sorted


def _key(entry: Entry, key: SortKey, text: str) -> _Key | None:
    """What an entry is sorted by; years and dates ascend here."""
    if key == "venue":
        return (entry.venue.casefold(), -(entry.venue_year or entry.year or 0)) if entry.venue else None
    if key == "year":
        return None if entry.year is None else (entry.year,)
    if key != "date":
        return None
    date = date_key(entry, text) or arxiv_date(entry)
    if date is None or (entry.year is not None and entry.year_source == "entry" and entry.year != date[0]):
        return None if entry.year is None else (entry.year,)
    return date


def _turned(runs: Sequence[_Members], keys: Sequence[Sequence[_Key | None]]) -> list[list[_Key | None]]:
    """Keys that ascend in the direction in which each section goes: the newest first, unless it is seen to go up.

    A section that shows nothing goes as most of the others do. An entry of which only the year is known comes behind
    all others of that year.
    """
    steps: defaultdict[tuple[object, ...], list[int]] = defaultdict(lambda: [0, 0])
    for run, own in zip(runs, keys, strict=True):
        known = [key for key in own if key is not None]
        steps[_section(run)][0] += sum(1 for here, after in pairwise(known) if here < after)
        steps[_section(run)][1] += sum(1 for here, after in pairwise(known) if here > after)
    seen = {
        section: up > down
        for section, (up, down) in steps.items()
        if up + down >= _STEPS and max(up, down) >= _SHARE * (up + down)
    }
    upwards = sum(seen.values()) > 0.5 * len(seen)
    found: list[list[_Key | None]] = []
    for run, own in zip(runs, keys, strict=True):
        up = seen.get(_section(run), upwards)
        found.append([None if key is None else _ascending(key, up) for key in own])
    return found


def _ascending(key: _Key, up: bool) -> _Key:
    if up:
        return key if len(key) == 3 else (*key, _LATER)
    return tuple(-part for part in key) if len(key) == 3 else (-key[0], 0)


def _titles(runs: Sequence[_Members], text: str) -> list[list[_Key | None]]:
    """The titles as each section sorts them, or as the list does; as they are where neither does."""
    entries = [[entry for entry, _ in run] for run in runs]
    prevailing = prevailing_way(entries, text)
    sections: defaultdict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for run, own in zip(runs, entries, strict=True):
        sections[_section(run)] += own
    ways = {section: way_of(own, text) for section, own in sections.items()}
    found: list[list[_Key | None]] = []
    for run, own in zip(runs, entries, strict=True):
        known = (ways[_section(run)], prevailing)
        way = next((way for way in known if way is not None and way.name == "title"), _PLAIN_TITLES)
        titles = [way.key(entry, text) for entry in own]
        found.append([None if title is None else (title,) for title in titles])
    return found


# Changing places


def _edits(document: Document, runs: Sequence[_Run]) -> list[Edit]:
    """The edits that put the blocks of all runs in their new order; those inside others are done as these are moved."""
    text = document.source.text
    blocks = [(block.start, -block.end, number) for number, run in enumerate(runs) for block in run.blocks]
    inner: defaultdict[int, list[_Run]] = defaultdict(list)  # the runs right inside a block, by where that starts
    outer: list[_Run] = []
    around: list[tuple[int, int]] = []
    for start, negated_end, number in sorted(blocks):
        while around and around[-1][1] <= start:
            around.pop()
        if start == runs[number].blocks[0].start:
            (inner[around[-1][0]] if around else outer).append(runs[number])
        around.append((start, -negated_end))

    def written(block: Block) -> str:
        pieces: list[str] = []
        done = block.start
        for run in inner.get(block.start, ()):
            for slot, content in slots(run):
                pieces += (text[done : slot.start], content)
                done = slot.end
        pieces.append(text[done : block.end])
        return "".join(pieces)

    def slots(run: _Run) -> list[tuple[Block, str]]:
        return [
            (run.blocks[place], _renumbered(text, run, place, taken, written(run.blocks[taken])))
            for place, taken in enumerate(run.order)
        ]

    return [
        Edit(Span(slot.start, slot.end), content)
        for run in outer
        for slot, content in slots(run)
        if text[slot.start : slot.end] != content
    ]


def _renumbered(text: str, run: _Run, place: int, taken: int, content: str) -> str:
    """A block with the number that its new place has; its further lines are indented as that number needs."""
    here, there = run.numbers[place], run.numbers[taken]
    if here is None or there is None:
        return content
    start = there.start - run.blocks[taken].start
    size = there.end - there.start
    wider = (here.end - here.start) - size
    rest = content[start + size :]
    if wider:
        rest = _CONTINUED.sub(lambda found: " " * wider + found[0] if wider > 0 else _cut(found[0], -wider), rest)
    return content[:start] + text[here.start : here.end] + rest


def _cut(indent: str, count: int) -> str:
    while count and indent.startswith(" "):
        indent, count = indent[1:], count - 1
    return indent
