"""Where in a list a new entry goes: its section, and its place in the order that the section has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby, pairwise
from typing import Any

from awesome_lint.knowledge import Knowledge
from awesome_lint.markdown import Node
from awesome_lint.model import Document, Entry
from awesome_lint.normalize.blocks import Block, Blocks, newlines
from awesome_lint.normalize.sections import PlaceError, Section, Sections, Unplaced, Wanted, names_of, own_titles
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Span
from awesome_lint.style.style import Group, Style
from awesome_lint.style.ways import Row, Way, agrees, prevailing_way, way_of

__all__ = ["Place", "PlaceError", "Places", "Unplaced", "insertions", "numbered"]

_LINE_END = pattern(r"\r\n?|\n")
_APART = frozenset({"heading", "paragraph", "details"})  # layouts that need a blank line between two entries
_FORMS = frozenset({"bullet", "numbered", "table", "heading", "paragraph"})
_NEWEST = Way("year", "year", True)
_FEW = 2
"""So many entries of one form beside an empty section do not say how its own are written."""
_WORDLESS = frozenset({"html_block", "definition", "thematic_break"})


class Place(NamedTuple):
    """A place for one new entry in a list's text.

    There goes, at `offset`: `opening` (once, before all new entries of this offset: a blank line, a table's head),
    then for each entry `before`, its Markdown, `after`; then `closing`, once. `insertions` does that. `group` is the
    table or list whose form the entry takes, `indent` what begins its further lines (spaces, `>`), `heading` the index
    of the heading above it, `section` the titles. `neighbour` is the entry behind which (`behind`) or before which it
    stands, None in an empty section. `number` is the entry's in a numbered list, for the next one `step` more:
    `numbered` gives several new entries theirs. `rank` orders the entries of one offset.
    """

    offset: int
    before: str
    after: str
    group: Group
    heading: int
    section: tuple[str, ...] = ()
    neighbour: Entry | None = None
    behind: bool = True
    number: int = 1
    step: int = 0
    indent: str = ""
    opening: str = ""
    closing: str = ""
    rank: tuple[Any, ...] = ()


class _Group(NamedTuple):
    """Neighbours of one form in a section: entries that stand in no other, their blocks, how they are sorted."""

    key: Group
    entries: tuple[Entry, ...]
    blocks: tuple[Block, ...]
    joint: str
    way: Way | None


class _Run(NamedTuple):
    """Neighbours of one form in a section, and what form that is; `of_data`: most of them are data sets."""

    section: Section
    key: Group
    form: tuple[str, ...]
    entries: list[Entry]
    of_data: bool


class Places:
    """The sections of a list, and the orders in them. Made once for a list; each `find` is cheap."""

    def __init__(self, document: Document, style: Style, known: Knowledge) -> None:
        self.document = document
        self._style = style
        self._blocks = Blocks(document)
        self._sections = Sections(document, known, self._is_empty)
        self._last: tuple[Document, frozenset[int]] | None = None
        self._wanted: dict[tuple[str, ...], Wanted] = {}
        self._found: dict[tuple[int, bool], _Group] = {}
        self._rows: dict[tuple[int, Group, Way], Row] = {}

    def check(self, section: Sequence[str], contributed: Iterable[Document] = ()) -> None:
        """Raise `PlaceError` for the first of `section` that names no section: of this list, or of `contributed`."""
        wanted = self._wants(section)
        if wanted.mapped:
            self._sections.check(wanted, {self._titles(entry, of) for of in contributed for entry in of.entries})

    def _wants(self, section: Sequence[str]) -> Wanted:
        key = tuple(section)
        if key not in self._wanted:
            self._wanted[key] = self._sections.wanted(section)
        return self._wanted[key]

    def find(
        self, entry: Entry, section: Sequence[str] = (), at: str | None = None, of: Document | None = None
    ) -> Place | Unplaced:
        """The place of an entry of another list.

        `section` are names of this list's sections (`NAME` or `OUTER/INNER`: all entries go there) and `THEIRS=MINE`;
        `PlaceError` for what is none. `at` is `top`, `bottom` or `sorted`. Without it an entry goes where the order of
        its section has it, in one without an order to the bottom. `sorted` goes by the order that other sections have
        where its own has none, and where none has one by year, the newest first. Among entries of the same year the
        new one is the last. `of` is the document that the entry stands in: its dates are read there, and its name is
        no topic.
        """
        wanted = self._wants(section)
        titles = self._titles(entry, of)
        found = self._sections.find(entry, titles, wanted)
        if isinstance(found, Unplaced):
            return found._replace(topic=self._sections.topic(entry, titles))
        chosen = self._sections.all[found]
        if not chosen.entries:
            first = self._first(chosen)
            return first._replace(topic=self._sections.topic(entry, titles)) if isinstance(first, Unplaced) else first
        group = self._group(found, entry)
        return self._among(found, chosen, group, entry, at, of.source.text if of is not None else None)

    def _titles(self, entry: Entry, of: Document | None) -> tuple[str, ...]:
        """The titles above an entry that say what it is about."""
        if of is None:
            return entry.section
        if self._last is None or self._last[0] is not of:
            self._last = of, names_of(of)
        return own_titles(entry, *self._last)

    # Among entries

    def _group(self, index: int, entry: Entry) -> _Group:
        """The group of a section that a new entry joins: the largest, of those that hold its kind where some do."""
        of_data = entry.kind == "dataset"
        if (index, of_data) not in self._found:
            groups: defaultdict[Group, list[Entry]] = defaultdict(list)
            entries = self._sections.all[index].entries
            for one, nested in zip(entries, self._blocks.nested(entries), strict=True):
                if not nested:
                    groups[one.layout, one.group].append(one)
            alike = {
                key: found
                for key, found in groups.items()
                if 2 * sum((one.kind == "dataset") == of_data for one in found) >= len(found)
            }
            key, chosen = max((alike or groups).items(), key=lambda item: len(item[1]))
            self._found[index, of_data] = self._made(key, chosen)
        return self._found[index, of_data]

    def _made(self, key: Group, entries: Sequence[Entry]) -> _Group:
        blocks = tuple(map(self._blocks.of, entries))
        text = self.document.source.text
        real = [entry for entry in entries if not entry.placeholder]
        way = way_of(real, text)
        if way is None and self._prevailing is not None and agrees(real, self._prevailing, text):
            way = self._prevailing
        joint = self._blocks.usual_joint(blocks) or self._joints.get(key[0]) or self._default_joint(key[0])
        return _Group(key, tuple(entries), blocks, joint, way)

    @cached_property
    def _runs(self) -> list[list[Entry]]:
        """The entries of the list, section by section and group by group, those inside others apart from these."""
        groups: defaultdict[tuple[object, ...], list[Entry]] = defaultdict(list)
        for index, section in enumerate(self._sections.all):
            for one, nested in zip(section.entries, self._blocks.nested(section.entries), strict=True):
                if not one.placeholder:
                    groups[index, one.layout, one.group, nested].append(one)
        return list(groups.values())

    @cached_property
    def _prevailing(self) -> Way | None:
        return prevailing_way(self._runs, self.document.source.text)

    @cached_property
    def _joints(self) -> dict[str, str]:
        """What mostly stands between two entries of each layout, without the next one's indent."""
        blocks: defaultdict[str, list[Block]] = defaultdict(list)
        found: dict[str, str] = {}
        for run in self._runs:
            own = [self._blocks.of(entry) for entry in run]
            for one, other in pairwise(own):
                if one.prefix == other.prefix == "":
                    blocks[run[0].layout] += (one, other)
        for layout, pairs in blocks.items():
            if (joint := self._blocks.usual_joint(pairs)) is not None and newlines(joint):
                found[layout] = joint
        return found

    def _default_joint(self, layout: str) -> str:
        if layout == "cell":
            return "<br>"
        return self.document.source.newline * (2 if layout in _APART else 1)

    def _among(
        self, index: int, chosen: Section, group: _Group, entry: Entry, at: str | None, text: str | None
    ) -> Place:
        place, key = len(group.entries), None
        if at == "top":
            place = 0
        elif at != "bottom":
            way = group.way or ((self._prevailing or _NEWEST) if at == "sorted" else None)
            key = way.place_key(entry, text) if way is not None else None
            if way is not None and key is not None:
                place = self._row(index, group, way).place(key)
        slot = -1 if at == "top" else 1 if key is None else 0
        if place:
            return self._behind(chosen, group, place - 1, (slot, key if slot == 0 else 0))
        return self._before(chosen, group, (slot, key if slot == 0 else 0))

    def _row(self, index: int, group: _Group, way: Way) -> Row:
        if (index, group.key, way) not in self._rows:
            self._rows[index, group.key, way] = Row(group.entries, way, self.document.source.text)
        return self._rows[index, group.key, way]

    def _behind(self, chosen: Section, group: _Group, place: int, rank: tuple[Any, ...]) -> Place:
        entry, block = group.entries[place], group.blocks[place]
        joint, whole = self._joint(group, block)
        offset = self._blocks.line_end(block.end) if whole else block.end
        number, step = self._number(group, place)
        found = Place(
            *(offset, joint, "", group.key, chosen.heading, chosen.path, entry, True),
            number=number + step,
            step=step,
            indent=self._indent(entry),
            closing=self._closing(group, place, offset),
            rank=(0, -block.start, *rank),
        )
        return self._below(found) if whole else found

    def _before(self, chosen: Section, group: _Group, rank: tuple[Any, ...]) -> Place:
        entry, block = group.entries[0], group.blocks[0]
        number, step = self._number(group, 0)
        joint, whole = self._joint(group, block)
        prefix = (block.prefix or "") if whole else ""
        return Place(
            *(self._blocks.top(block) - len(prefix), prefix, joint[: len(joint) - len(prefix)]),
            *(group.key, chosen.heading, chosen.path),
            neighbour=entry,
            behind=False,
            number=number,
            step=step,
            indent=self._indent(entry),
            rank=(1, -block.start, *rank),
        )

    def _below(self, place: Place) -> Place:
        """The same place, at the start of the next line: the one before it, and its end, are not touched."""
        ending = _LINE_END.match(self.document.source.text, place.offset)
        if ending is None or not (place.opening or place.before).startswith(ending[0]):
            return place
        size = len(ending[0])
        place = place._replace(offset=place.offset + size)
        if place.opening:
            return place._replace(opening=place.opening[size:], closing=ending[0] + place.closing)
        return place._replace(before=place.before[size:], after=place.after + ending[0])

    def _joint(self, group: _Group, block: Block) -> tuple[str, bool]:
        """What goes between an entry and the next, and whether they are whole lines, ended by nothing but line ends."""
        joint = group.joint
        found = _LINE_END.search(joint)
        if block.prefix is None or found is None:
            return joint, False
        if group.key[0] != "paragraph":
            joint = joint[found.start() :]  # spaces that one line happens to end with
        last = list(_LINE_END.finditer(joint))[-1]
        own = joint[: last.end()] + block.prefix
        return own, not joint[: joint.find(found[0])]

    def _closing(self, group: _Group, place: int, offset: int) -> str:
        """A line end where what follows the last entry would else become part of the new one."""
        if group.key[0] not in ("heading", "paragraph") or place + 1 < len(group.blocks):
            return ""
        source = self.document.source
        line = source.line(offset)
        follows = source.slice(source.line_span(line + 1)) if line < len(source.line_starts) else ""
        return source.newline if follows.strip() and not follows.lstrip().startswith("#") else ""

    def _number(self, group: _Group, place: int) -> tuple[int, int]:
        """The number of an entry in a numbered list, and by how much the next one's is greater."""
        spans = [self._blocks.number(block) for block in (group.blocks[place], group.blocks[0], group.blocks[-1])]
        if spans[0] is None:
            return 1, int(group.key[0] == "numbered")
        source = self.document.source
        own, first, last = (int(source.slice(span)) if span is not None else 0 for span in spans)
        return own, int(len(group.entries) < 2 or first != last)

    def _indent(self, entry: Entry) -> str:
        reading = self._style.readings.get(entry.span)
        return reading.indent if reading is not None else ""

    # In a section without entries

    @cached_property
    def _tops(self) -> dict[int, int]:
        """The blocks of the document, their place by where they start."""
        return {node.start: place for place, node in enumerate(self.document.tree.root.children)}

    def _is_empty(self, heading: int) -> bool:
        """Whether nothing stands in a section: one that holds words only takes entries where it is named."""
        slot = self._slot(heading)
        return slot is not None and slot[0].kind in ("heading", "table")

    def _slot(self, heading: int) -> tuple[Node, bool] | None:
        """Behind which block the first entry of a section without entries goes, and whether that is a table's head.

        None where the section holds something else than words about it.
        """
        children = self.document.tree.root.children
        place = self._tops.get(self.document.headings[heading].span.start)
        if place is None:
            return None
        behind, table = children[place], False
        words = True
        for node in children[place + 1 :]:
            if node.kind == "heading":
                break
            if node.kind == "table" and len(node.children) == 1 and not table:
                behind, table, words = node, True, False
            elif node.kind in ("paragraph", "quote"):
                if words and "](#" not in self.document.source.slice(node.span):
                    behind = node
                else:
                    words = False
            elif node.kind not in _WORDLESS:
                return None
            else:
                words = False
        return behind, table

    def _first(self, chosen: Section) -> Place | Unplaced:
        slot = self._slot(chosen.heading) if chosen.heading >= 0 else None
        if slot is None:
            return Unplaced(f"the section `{chosen.title}` holds something else than entries")
        behind, in_table = slot
        model = self._model(chosen, in_table)
        if model is None:
            return Unplaced(f"the section `{chosen.title}` is empty, and nothing shows how its entries are written")
        source = self.document.source
        newline = source.newline
        joint = model.joint if newlines(model.joint) and not model.joint.strip() else self._default_joint(model.key[0])
        joint = newline * len(newlines(joint))
        head = "" if in_table or model.key[0] != "table" else self._head(model)
        opening = newline * 2 + head if head else newline * max(0, 2 - len(newlines(joint)))
        offset = self._blocks.line_end(behind.end)
        line = source.line(offset)
        follows = source.slice(source.line_span(line + 1)) if line < len(source.line_starts) else ""
        place = Place(
            *(offset, joint, "", model.key, chosen.heading, chosen.path),
            step=int(model.key[0] == "numbered"),
            opening="" if in_table else opening,
            closing=newline if follows.strip() else "",
            rank=(0, 0, 1, 0),
        )
        return self._below(place)

    def _model(self, chosen: Section, in_table: bool) -> _Group | None:
        """The group whose form the first entry of a section takes: the nearest of the form that most entries have.

        Those of the sections beside it decide where they are more than a few, else those of the whole list; for a
        section of data sets those of data sets, where there are any, for others those of other entries.
        """
        of_data = self._sections.is_of_data(chosen)
        runs = [run for run in self._shown if run.key[0] in ({"table"} if in_table else _FORMS)]
        runs = [run for run in runs if run.of_data == of_data] or runs
        beside = [run for run in runs if run.section.parent == chosen.parent]
        for few, found in ((_FEW, beside), (0, runs)):
            sizes = Counter[tuple[str, ...]]()
            for run in found:
                sizes[run.form] += len(run.entries)
            most = max(sizes.values(), default=0)
            if most <= few:
                continue
            best = min(
                (run for run in found if sizes[run.form] == most),
                key=lambda run: (run.section.parent != chosen.parent, abs(run.section.line - chosen.line)),
            )
            return self._made(best.key, best.entries)
        return None

    @cached_property
    def _shown(self) -> list[_Run]:
        """The groups of the list with their form: their layout, and the columns of a table."""
        groups: defaultdict[tuple[int, Group], list[Entry]] = defaultdict(list)
        for index, section in enumerate(self._sections.all):
            for one, nested in zip(section.entries, self._blocks.nested(section.entries), strict=True):
                if not nested:
                    groups[index, (one.layout, one.group)].append(one)
        return [
            _Run(
                self._sections.all[index],
                key,
                (key[0], *(self._style.heads(key[1]) if key[0] == "table" else ())),
                entries,
                2 * sum(one.kind == "dataset" for one in entries) > len(entries),
            )
            for (index, key), entries in groups.items()
        ]

    def _head(self, model: _Group) -> str:
        """The head of a table of Markdown, without the last line end; empty for one in HTML."""
        source = self.document.source
        table = self._blocks.tables.get(model.entries[0].span.start)
        if table is None or source.text.startswith("<", table.start):
            return ""
        line = source.line(table.start)
        return source.text[source.line_starts[line - 1] : source.line_span(line + 1).end]


def numbered(places: Sequence[Place]) -> list[Place]:
    """The same places in the same order; of entries that go to one place each has the number after the last one's."""
    found = list(places)
    by_offset: defaultdict[tuple[int, Group], list[int]] = defaultdict(list)
    for index in sorted(range(len(places)), key=lambda index: (places[index].offset, places[index].rank)):
        by_offset[places[index].offset, places[index].group].append(index)
    for indexes in by_offset.values():
        for count, index in enumerate(indexes):
            found[index] = found[index]._replace(number=found[index].number + count * found[index].step)
    return found


def insertions(placed: Iterable[tuple[Place, str]]) -> list[Edit]:
    """The edits that put entries, written as Markdown without a last line end, at their places, one for each offset.

    Entries of one place stand in the order of their ranks, those of equal rank in the order given.
    """
    ordered = sorted(placed, key=lambda item: (item[0].offset, item[0].rank))
    edits = []
    for offset, here in groupby(ordered, key=lambda item: item[0].offset):
        pieces: list[str] = []
        for _, run in groupby(here, key=lambda item: (item[0].group, item[0].section)):
            items = list(run)
            pieces += [items[0][0].opening, *[place.before + text + place.after for place, text in items]]
            pieces.append(items[-1][0].closing)
        edits.append(Edit(Span(offset, offset), "".join(pieces)))
    return edits
