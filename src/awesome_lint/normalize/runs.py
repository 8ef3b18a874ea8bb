"""Runs of neighbouring entries: what is converted together when a list takes another layout, and where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from awesome_lint.markdown import Node
from awesome_lint.model import Document, Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

_PREFIX = pattern(r"[ \t>]*")
_ANCHORS = pattern(r"(?:\s|<!--[^\n]*?-->|<(a|span)\b[^<>]*>\s*</\1>)*", 2)  # re.IGNORECASE
_ITEMS = frozenset({"bullet", "numbered"})
_ROWS = frozenset({"table", "cell"})


class Block(NamedTuple):
    """Entries one after the other, by index, below a label of their own in Markdown, empty for none."""

    label: str
    entries: tuple[int, ...]


class Run(NamedTuple):
    """Neighbouring entries of one layout, with nothing between them, and all that carries them.

    `span` is from the first line's first character behind `prefix`, what stands before every line (spaces, `>`), to the
    end of what carries the last entry. `why` says why it cannot take another layout; empty where it can. `nested`: it
    stands below an item of a list. `leads` are anchors and comments that stand above entries within it, by index.
    `goes_on`: nothing but anchors and comments is between it and the run before it, of the same layout.
    """

    layout: str
    span: Span
    blocks: tuple[Block, ...]
    prefix: str = ""
    why: str = ""
    nested: bool = False
    leads: Mapping[int, str] = MappingProxyType({})
    goes_on: bool = False

    @property
    def entries(self) -> tuple[int, ...]:
        return tuple(index for block in self.blocks for index in block.entries)


class _Home(NamedTuple):
    """A node that carries entries, and the nodes around it, the innermost last."""

    node: Node
    above: tuple[Node, ...]


def find_runs(document: Document, *, rows: bool = False) -> list[Run]:
    """All entries of a list in runs, in order. `rows`: they become rows, so that anchors between them part no runs."""
    return list(_Finder(document, rows).runs())


class _Finder:
    """Looks for runs in one document."""

    def __init__(self, document: Document, rows: bool) -> None:
        self.document = document
        self.rows = rows
        self.text = document.source.text
        self.entries = document.entries
        self.tables: list[_Home] = []
        self.items: dict[int, _Home] = {}
        for home in _carriers(document.tree.root):
            if home.node.kind == "table":
                self.tables.append(home)
            else:
                self.items[home.node.start] = home
        self.starts = [home.node.start for home in self.tables]
        html = [node.span for node in document.tree.root.walk() if node.kind == "html_block"]
        self.html = sorted(html)

    def runs(self) -> Iterator[Run]:
        index = 0
        while index < len(self.entries):
            entry = self.entries[index]
            if entry.layout in _ROWS and (home := self._table(entry)) is not None:
                last = index
                while last < len(self.entries) and self.entries[last].span.start < home.node.end:
                    last += 1
                yield self._of_table(home, range(index, last))
            else:
                last = index + 1
                first = self._place(index)
                while (
                    last < len(self.entries)
                    and not (self._obstacle(last - 1) or self._obstacle(last))
                    and self._follows(last, first)
                ):
                    last += 1
                yield self._of_entries(range(index, last))
            index = last

    # Entries one below the other

    def _place(self, index: int) -> tuple[object, ...]:
        """What neighbours have in common."""
        entry = self.entries[index]
        home = self.items.get(entry.span.start) if entry.layout in _ITEMS else None
        # The list an item stands in is above it; what the list stands in tells whether two lists are neighbours.
        around = id(home.above[-2]) if home is not None and len(home.above) > 1 else 0
        return entry.layout, entry.section, entry.heading, around, self._prefix(entry)

    def _follows(self, index: int, place: tuple[object, ...]) -> bool:
        before, entry = self.entries[index - 1], self.entries[index]
        between = self.text[before.span.end : entry.span.start]
        quiet = not between.strip() or (">" in str(place[-1]) and not between.strip(" \t\r\n>"))
        if not quiet and self.rows and not place[-1]:
            quiet = _ANCHORS.fullmatch(between) is not None
        return quiet and self._place(index) == place

    def _goes_on(self, index: int) -> bool:
        """Whether an entry would be the next of the run before it, but for anchors and comments."""
        if not index or self._place(index) != self._place(index - 1):
            return False
        return (
            _ANCHORS.fullmatch(self.text, self.entries[index - 1].span.end, self.entries[index].span.start) is not None
        )

    def _leads(self, indexes: range) -> dict[int, str]:
        """What stands above entries of a run, by index, on one line."""
        leads = {}
        for index in indexes[1:]:
            between = self.text[self.entries[index - 1].span.end : self.entries[index].span.start]
            if text := " ".join(between.split()):
                leads[index] = text
        return leads if self.rows and not self._prefix(self.entries[indexes[0]]) else {}

    def _obstacle(self, index: int) -> str:
        entry = self.entries[index]
        start, end = entry.span
        if index + 1 < len(self.entries) and self.entries[index + 1].span.start < end:
            return "other entries stand within it"
        if entry.layout in _ITEMS:
            home = self.items.get(start)
            if home is None:
                return "it stands in HTML"
            if home.node.data.get("html"):
                return "it stands in HTML"
            if index + 1 < len(self.entries) and self.entries[index + 1].span.start < home.node.end:
                return "other entries stand below it"
            if self.text[end : home.node.end].strip(" \t\r\n>"):
                return "something stands below it that is no part of it"
        elif entry.layout not in ("heading", "paragraph"):
            return "it is folded away in HTML" if entry.layout == "details" else "it stands in a cell"
        elif self._in_html(start):
            return "it stands in HTML"
        if self._prefix(entry) is None:
            return "it does not begin its line"
        line = self.document.source.line_span(self.document.source.line(end))
        if self.text[end : line.end].strip():
            return "something stands behind it on its line"
        return ""

    def _in_html(self, offset: int) -> bool:
        at = bisect_right(self.html, Span(offset, len(self.text) + 1)) - 1
        return at >= 0 and offset < self.html[at].end

    def _prefix(self, entry: Entry) -> str | None:
        """What stands before an entry on its line, where that says nothing."""
        line = self.document.source.line_starts[self.document.source.line(entry.span.start) - 1]
        match = _PREFIX.match(self.text, line, entry.span.start)
        return match[0] if match is not None and match.end() == entry.span.start else None

    def _of_entries(self, indexes: range) -> Run:
        first, last = self.entries[indexes[0]], self.entries[indexes[-1]]
        why = self._obstacle(indexes[-1])
        home = self.items.get(first.span.start) if first.layout in _ITEMS else None
        nested = home is not None and any(node.kind == "item" for node in home.above)
        return Run(
            first.layout,
            Span(first.span.start, last.span.end),
            (Block("", tuple(indexes)),),
            self._prefix(first) or "",
            why,
            nested,
            self._leads(indexes),
            self._goes_on(indexes[0]),
        )

    # Tables

    def _table(self, entry: Entry) -> _Home | None:
        """The table that a row stands in, the innermost."""
        at = bisect_right(self.starts, entry.span.start) - 1
        while at >= 0:
            if self.tables[at].node.end >= entry.span.end:
                return self.tables[at]
            at -= 1
        return None

    def _of_table(self, home: _Home, indexes: range) -> Run:
        table = home.node
        outer, why = table, ""
        if table.data.get("html"):
            around = [node for node in home.above if node.kind == "html_block"]
            outer = around[0] if around else table
            if not around or self._beside(outer, table):
                why = "the HTML around the table holds more than it"
        line = self.document.source.line_starts[self.document.source.line(outer.start) - 1]
        match = _PREFIX.match(self.text, line, outer.start)
        prefix = match[0] if match is not None and match.end() == outer.start else None
        if prefix is None:
            why = why or "the table does not begin its line"
        blocks, odd = self._blocks(table, indexes)
        nested = any(node.kind == "item" for node in home.above)
        return Run(
            "cell" if self.entries[indexes[0]].layout == "cell" else "table",
            Span(outer.start, outer.end),
            blocks,
            prefix or "",
            why or odd,
            nested,
        )

    def _beside(self, outer: Node, table: Node) -> bool:
        """Whether an HTML block says anything outside its table."""
        inside = self.text[outer.start : table.start] + self.text[table.end : outer.end]
        return bool(inside.strip())

    def _blocks(self, table: Node, indexes: Sequence[int]) -> tuple[tuple[Block, ...], str]:
        """A table's entries below the labels of its rows, and what speaks against taking them out of it."""
        waiting = list(indexes)
        blocks: list[Block] = []
        label = ""
        rows: list[int] = []
        why = ""

        def close() -> None:
            if rows:
                blocks.append(Block(label, tuple(rows)))
                rows.clear()

        for row in (node for node in table.children if node.kind == "row"):
            inside = []
            while waiting and self.entries[waiting[0]].span.start < row.end:
                inside.append(waiting.pop(0))
            if row.data.get("header"):
                if any(node.kind in ("link", "image") for node in row.walk()):
                    why = why or "the table's head holds links"
                continue
            if len(inside) == 1 and self.entries[inside[0]].layout == "table":
                rows.append(inside[0])
            elif inside:
                close()
                cells = [
                    cell for cell in row.children if not cell.start <= self.entries[inside[0]].span.start < cell.end
                ]
                named = [cell for cell in cells if cell.plain().strip() or cell.children]
                if len(named) > 1:
                    why = why or f"a row says more than a label and its entries (line {self._line(row)})"
                blocks.append(Block(self._label(named[0]) if named else "", tuple(inside)))
            else:
                full = [cell for cell in row.children if cell.children]
                if not full:
                    continue
                following = self.entries[waiting[0]].section if waiting else ()
                if len(full) > 1 or not following or full[0].plain().strip().rstrip(":： ") != following[-1]:
                    why = why or f"the table has rows that are no entries (line {self._line(row)})"
                    continue
                close()
                label = self._label(full[0])
        close()
        return tuple(blocks), why

    def _label(self, cell: Node) -> str:
        """A cell that names others, as a bold line."""
        said = [node for node in cell.children if node.kind != "text" or node.text.strip()]
        text = self.text[said[0].start : said[-1].end].strip() if said else ""
        bold = len(said) == 1 and said[0].kind in ("strong", "emphasis")
        return text if bold or not text else f"**{text}**"

    def _line(self, node: Node) -> int:
        return self.document.source.line(node.start)


def _carriers(root: Node) -> Iterator[_Home]:
    """All tables and list items, in order, with what is around them."""
    stack: list[tuple[Node, tuple[Node, ...]]] = [(root, ())]
    while stack:
        node, above = stack.pop()
        if node.kind in ("table", "item"):
            yield _Home(node, above)
        if node.kind in _HOLDERS:
            inner = (*above, node)
            stack.extend((child, inner) for child in reversed(node.children))


_HOLDERS = frozenset({"document", "list", "item", "quote", "html_block", "element", "footnote", "table", "row", "cell"})
