"""What is open while the lines of a text are read, and what closing it makes."""

from __future__ import annotations

from re import Pattern
from typing import Any

from mistune.core import BlockState
from mistune.util import unikey

from awesome_lint.markdown.addresses import definition_at, unescape
from awesome_lint.markdown.content import Placement, gather, without_pipe_escapes
from awesome_lint.markdown.html import parse_html
from awesome_lint.markdown.node import Node
from awesome_lint.markdown.tables import aligns_of, cells_of
from awesome_lint.patterns import pattern
from awesome_lint.source import Span

MAX_DEPTH = 100
# What short rows lack beyond this many cells in one table is no node: a wide header would make them quadratic.
MAX_PADDED = 100_000

_INDENT = pattern(r"[ \t]*")
_CELL = {"padded": False, "surplus": False}
_SURPLUS = {"padded": False, "surplus": True}
_PADDED = {"padded": True, "surplus": False}
_ROW = {"header": False}
_HEADER = {"header": True}

#: Spans of lines in the source, each without its indentation, its containers' prefixes and its line ending.
Lines = list[tuple[int, int]]


# Plain classes, because every run would pay for making dataclasses of them.


class OpenList:
    """A list that further items may join: those whose marker ends in the same character."""

    __slots__ = ("marker", "node")

    def __init__(self, node: Node, marker: str) -> None:
        self.node = node
        self.marker = marker


class Container:
    """An open quote, item or footnote. `width`: the columns that a line of an item or a footnote is indented by."""

    __slots__ = ("list", "node", "width")

    def __init__(self, node: Node, width: int = 0, joined: OpenList | None = None) -> None:
        self.node = node
        self.width = width
        self.list = joined


class Paragraph:
    """An open paragraph; `refused`: it met a delimiter row of another width, and GitHub then sees no table in it."""

    __slots__ = ("lines", "refused")

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.refused = False


class Code:
    """An open code block: fenced with `fence`, behind `indent` columns, or indented where `fence` is empty."""

    __slots__ = ("fence", "indent", "lines", "node")

    def __init__(self, node: Node, fence: str, indent: int, lines: list[str]) -> None:
        self.node = node
        self.fence = fence
        self.indent = indent
        self.lines = lines


class Html:
    """An open HTML block, which runs to a line that holds `until`, or, where that is None, to a blank line."""

    __slots__ = ("lines", "until")

    def __init__(self, until: Pattern[str] | None, lines: Lines) -> None:
        self.until = until
        self.lines = lines


class Table:
    """An open table; `padded` counts the cells that its short rows were given."""

    __slots__ = ("columns", "node", "padded")

    def __init__(self, node: Node, columns: int) -> None:
        self.node = node
        self.columns = columns
        self.padded = 0


Leaf = Paragraph | Code | Html | Table


class PlacedBlockState(BlockState):
    """What is open at the current line, and what the lines before it became.

    `cursor` stands in the current line, which begins at `line` and ends at `line_end`, with `spare` columns left of a
    tab partly used up before it; `text_start` is the line's first character from there that is no white space, `indent`
    its column from the cursor. The first `matched` containers go on in this line.
    """

    def __init__(self, parent: Any | None = None) -> None:
        super().__init__(parent)
        self.root = Node("document", 0, 0)
        self.containers: list[Container] = []
        self.leaf: Leaf | None = None
        self.line = self.line_end = self.spare = self.text_start = self.indent = self.matched = 0
        #: Nodes whose inline content is still to be read, each with its text and where that stands.
        self.pending: list[tuple[Node, str, int, Placement | None]] = []
        self.definitions: list[Node] = []
        self.footnotes: list[Node] = []
        #: The list whose last item, without any content, a blank line has ended: another item may still join it.
        self.emptied: OpenList | None = None
        #: Where a container stands that is nested too deep to be one, -1 where none is.
        self.too_deep = -1

    def begin_line(self, start: int, end: int) -> None:
        self.line, self.line_end, self.cursor, self.spare, self.matched = start, end, start, 0, 0
        self.measure()

    def measure(self) -> None:
        """Find the next character that is no white space, and its column from the cursor."""
        at = self.text_start = self.cursor
        if at < self.line_end and self.src[at] in " \t":
            m = _INDENT.match(self.src, at, self.line_end)
            assert m
            self.text_start = m.end()
            if self.src.find("\t", at, m.end()) >= 0:
                self.indent = self.spare + self._column(m.end()) - self._column(at)
                return
        self.indent = self.spare + self.text_start - at

    def _column(self, offset: int) -> int:
        column, at = 0, self.line
        while (tab := self.src.find("\t", at, offset)) >= 0:
            column += tab - at
            column += 4 - column % 4
            at = tab + 1
        return column + offset - at

    def skip_columns(self, count: int) -> None:
        """Move the cursor over `count` columns of white space, perhaps into a tab."""
        used = min(self.spare, count)
        self.spare -= used
        count -= used
        if self.src.find("\t", self.cursor, self.cursor + count) < 0:
            self.cursor += count
        else:
            column = self._column(self.cursor)
            while count > 0:
                width = 4 - column % 4 if self.src[self.cursor] == "\t" else 1
                self.cursor += 1
                column += width
                self.spare = max(0, width - count)
                count -= width
        self.measure()

    @property
    def whole(self) -> bool:
        """Whether all open containers go on in this line."""
        return self.matched == len(self.containers)

    def add(self, node: Node) -> Node:
        """Put `node` into the innermost open container."""
        (self.containers[-1].node if self.containers else self.root).children.append(node)
        return node

    def has_room(self) -> bool:
        """Whether one more container may be opened; one nested too deep is text, and its place is kept."""
        if len(self.containers) < MAX_DEPTH:
            return True
        if self.too_deep < 0:
            self.too_deep = self.text_start
        return False

    def enter(self, container: Container) -> None:
        self.containers.append(container)
        self.matched += 1

    def close(self) -> None:
        """End the open leaf, and the containers that do not go on in this line."""
        self.close_leaf()
        while len(self.containers) > self.matched:
            container = self.containers.pop()
            node = container.node
            if node.children:
                node.end = max(node.end, node.children[-1].end)
            if container.list:
                container.list.node.end = node.end

    def close_leaf(self) -> None:
        leaf, self.leaf = self.leaf, None
        if isinstance(leaf, Paragraph):
            self._close_paragraph(leaf.lines)
        elif isinstance(leaf, Html):
            self._close_html(leaf.lines)
        elif isinstance(leaf, Code):
            lines = leaf.lines
            while lines and not leaf.fence and not lines[-1].strip(" \t"):
                lines.pop()
            leaf.node.text = "".join([line + "\n" for line in lines])

    def _close_paragraph(self, lines: Lines) -> None:
        """Make nodes of the definitions that the lines begin with, and a paragraph of what is left."""
        lines = self.take_definitions(lines)
        if lines:
            node = self.add(Node("paragraph", lines[0][0], lines[-1][1]))
            node.end = self.fill(node, lines)

    def fill(self, node: Node, lines: Lines) -> int:
        """Give `node` the inline content of `lines`, and give back where that ends, white space left out."""
        start, end = lines[-1]
        end = text_end(self.src, start, end)
        if len(lines) == 1:
            self.pending.append((node, self.src[start:end], start, None))
        else:
            self.pending.append((node, *gather(self.src, [*lines[:-1], (start, end)])))
        return end

    def take_definitions(self, lines: Lines) -> Lines:
        """Make a node of every reference definition that `lines` begin with, and give back the lines after them."""
        if self.src[lines[0][0]] != "[" or self.src.find("]:", lines[0][0], lines[-1][1]) < 0:
            return lines
        text, base, placement = gather(self.src, lines)
        placement = placement or Placement([0], [base])
        at = used = 0
        while text.startswith("[", at) and (found := definition_at(text, at)):
            label = text[found.label.start : found.label.end]
            data = {
                "label": label,
                "key": unikey(label),
                "url": unescape(text[found.url.start : found.url.end]).strip(),
                "title": found.title,
                "label_span": placement.span(found.label),
                "url_span": placement.span(found.url),
            }
            span = placement.span(Span(at, found.text_end))
            self.definitions.append(self.add(Node("definition", span.start, span.end, None, "", data)))
            used += text.count("\n", at, found.end) + (found.end == len(text))
            at = found.end
        return lines[used:]

    def _close_html(self, lines: Lines) -> None:
        while lines[-1][0] == lines[-1][1]:
            lines.pop()
        text, base, placement = gather(self.src, lines)
        children = (placement or Placement([0], [base])).place(parse_html(text))
        self.add(Node("html_block", lines[0][0], lines[-1][1], children, text))

    def open_table(self, paragraph: Paragraph) -> bool:
        """Make a table of the paragraph's last line, if it is one's header above the delimiter row at the cursor."""
        if paragraph.refused:
            return False
        aligns = aligns_of(self.src, self.text_start, self.line_end)
        if aligns is None:
            return False
        start, end = paragraph.lines.pop()
        if len(cells_of(self.src, start, end)) != len(aligns):
            paragraph.lines.append((start, end))
            paragraph.refused = True
            return False
        self.leaf = None
        if paragraph.lines:
            self._close_paragraph(paragraph.lines)
        node = self.add(Node("table", start, end, None, "", {"aligns": aligns}))
        table = Table(node, len(aligns))
        self.add_row(table, start, end)
        node.end = text_end(self.src, self.text_start, self.line_end)
        self.leaf = table
        return True

    def add_row(self, table: Table, start: int, end: int) -> bool:
        """Add the row in `src[start:end]`; False where it has no cell at all."""
        spans = cells_of(self.src, start, end)
        if not spans:
            return False
        end = text_end(self.src, start, end)
        row = Node("row", start, end, None, "", _ROW if table.node.children else _HEADER)
        for column, (first, last) in enumerate(spans):
            cell = Node("cell", first, last, None, "", _CELL if column < table.columns else _SURPLUS)
            row.children.append(cell)
            if first < last:
                self.pending.append((cell, *without_pipe_escapes(self.src, first, last)))
        for _ in range(min(table.columns - len(spans), MAX_PADDED - table.padded)):
            row.children.append(Node("cell", end, end, None, "", _PADDED))
            table.padded += 1
        table.node.children.append(row)
        table.node.end = end
        return True


def text_end(text: str, start: int, end: int) -> int:
    """Where `text[start:end]` ends without the blanks and tabs behind it."""
    while end > start and text[end - 1] in " \t":
        end -= 1
    return end
