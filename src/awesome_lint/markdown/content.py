"""The text inside one block, freed of its containers' prefixes, and the way back from it to the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from awesome_lint.markdown.node import Node
from awesome_lint.source import Span


class Placement:
    """Maps offsets of a gathered text to offsets of the source.

    The gathered text is a sequence of pieces; each begins at one offset here and at one offset in the source.
    """

    __slots__ = ("_here", "_there")

    def __init__(self, here: list[int], there: list[int]) -> None:
        self._here = here
        self._there = there

    def offset(self, position: int) -> int:
        """The offset in the source of a position in the gathered text; a piece's end is its successor's start."""
        piece = bisect_right(self._here, position) - 1
        return self._there[piece] + position - self._here[piece]

    def span(self, span: Span) -> Span:
        return Span(self.offset(span.start), self.offset(span.end))

    def place(self, nodes: Iterable[Node]) -> list[Node]:
        r"""The nodes, and all below them, moved from the gathered text to the source, in place.

        A text that the source interrupts (by the backslash of a table's `\|`) becomes several nodes, and code that it
        interrupts (by the indent of its next line) gets the places of its pieces.
        """
        out: list[Node] = []
        for node in nodes:
            start, end = self.offset(node.start), self.offset(node.end)
            if node.kind == "text" and end - start != len(node.text):
                out += self._pieces(node)
                continue
            if node.kind == "code" and "html" not in node.data:
                if node.data or end - start != node.end - node.start:
                    node.data = {"pieces": self._code_pieces(node)}
            node.start, node.end = start, end
            if node.children:
                node.children = self.place(node.children)
            if node.data and "pieces" not in node.data:
                node.data = self._place_data(node.data)
            out.append(node)
        return out

    def _place_data(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """`data` with its spans moved; a reference's address stands elsewhere in the source, and there already."""
        settled = "url_span" if data.get("form") == "reference" else ""
        spans = {
            key: self.span(data[key]) for key in ("label_span", "url_span", "marker") if key in data and key != settled
        }
        return {**data, **spans} if spans else data

    def _code_pieces(self, node: Node) -> tuple[tuple[int, int], ...]:
        """Where the text of a code node goes on in the source: offsets into its text, and those there."""
        if node.data:
            return tuple((within, self.offset(at)) for within, at in node.data["pieces"])
        first = node.start + (node.end - node.start - len(node.text)) // 2  # behind the backticks
        cuts = [first, *(here for here in self._here if first < here < first + len(node.text))]
        return tuple((here - first, self.offset(here)) for here in cuts)

    def _pieces(self, node: Node) -> list[Node]:
        cuts = [node.start, *(here for here in self._here if node.start < here < node.end), node.end]
        pieces = []
        for first, last in pairwise(cuts):
            start, end = self.offset(first), self.offset(last)
            text = node.text[first - node.start : last - node.start]
            pieces.append(Node("text" if end - start == len(text) else "escape", start, end, None, text))
        return pieces


def gather(source: str, lines: Sequence[tuple[int, int]]) -> tuple[str, int, Placement | None]:
    r"""The text of `lines` (spans in the source, none empty) joined by `\n`, and where it stands.

    Where the source has the very same characters in one stretch the place is their offset, and else a `Placement`.
    """
    first, last = lines[0][0], lines[-1][1]
    at = first
    for start, end in lines:
        if start != at:
            break
        at = end + 1
    else:
        if len(lines) == 1 or source.count("\n", first, last) == len(lines) - 1:
            return source[first:last], first, None
    here, there, parts, position = [], [], [], 0
    for start, end in lines:
        here.append(position)
        there.append(start)
        parts.append(source[start:end])
        position += end - start + 1
    here.append(position - 1)
    there.append(last)
    # The newline before a piece belongs to the piece before it: a node that ends there ends at its line's text.
    return "\n".join(parts), 0, Placement(here, there)


def without_pipe_escapes(source: str, start: int, end: int) -> tuple[str, int, Placement | None]:
    r"""The text of a table cell with `\|` undone, and where it stands."""
    text = source[start:end]
    if "\\|" not in text:
        return text, start, None
    here: list[int] = []
    there: list[int] = []
    parts: list[str] = []
    position, at = 0, start
    while (cut := source.find("\\|", at, end)) >= 0:
        here += (position, position + cut - at)
        there += (at, cut)
        parts += (source[at:cut], "|")
        position += cut - at + 1
        at = cut + 2
    here += (position, position + end - at)
    there += (at, end)
    parts.append(source[at:end])
    return "".join(parts), 0, Placement(here, there)
