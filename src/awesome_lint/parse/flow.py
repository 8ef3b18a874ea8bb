"""One entry's inline content as a single string, with the way back to the source.

Everything that layouts differ in is gone here: a heading with the blocks under it, a table row with its cells and a
list item with its sub-items all become one text, in which a link is one character (`LINK`), a line break that the
reader sees is `HARD`, one that only the source has is `SOFT`. Styles and places are kept beside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from awesome_lint.markdown import Node
from awesome_lint.parse.text import HARD, LINK, SOFT, fold_spaces
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

_BADGE = pattern(r"img\.shields\.io/(?:static/v1\?.*?label=|badge/)([^-&?]*)")
_STYLES = {"strong": "strong", "emphasis": "em", "code": "code"}


class Part(NamedTuple):
    """What a layout hands over: nodes that belong together.

    `place` is `head` (the entry's own line), `body` (blocks and sub-items under it) or `cell` (of a table, `column` its
    role).
    """

    place: str
    nodes: list[Node]
    column: str = ""


class FlowLink(NamedTuple):
    """A link in the flow: its place there, its node, its label; `image`: the label is an image's text."""

    at: int
    node: Node
    label: str
    image: bool


def _place(link: FlowLink) -> int:
    return link.at


class Mark(NamedTuple):
    """A styled range of the flow: `strong`, `em` or `code`."""

    start: int
    end: int
    style: str

    def holds(self, place: int) -> bool:
        return self.start <= place < self.end


class Region(NamedTuple):
    """The range of the flow that one `Part` fills."""

    start: int
    end: int
    place: str
    column: str


class Flow:
    """The text of one entry; offsets into `text` lead back to the source by `span`."""

    __slots__ = ("_plain", "_size", "_source", "cutter", "images", "links", "marks", "regions", "text")

    def __init__(self, parts: Iterable[Part]) -> None:
        self.links: list[FlowLink] = []
        self.marks: list[Mark] = []
        self.regions: list[Region] = []
        self.images: list[Node] = []
        self.cutter: object = None  # what cuts it into pieces, made when it is first asked for
        self._plain: list[int] = []
        self._source: list[int] = []
        self._size: list[int] = []
        chunks: list[str] = []
        length = 0
        for part in parts:
            if length:
                chunks.append(HARD)
                length += 1
            start = length
            length = self._add_all(part.nodes, chunks, length)
            self.regions.append(Region(start, length, part.place, part.column))
        self.text = "".join(chunks)

    def _add_all(self, nodes: Iterable[Node], chunks: list[str], length: int) -> int:
        """Append the text of inline `nodes`, or of blocks, one line each; the new length."""
        plain, source, size = self._plain, self._source, self._size
        for node in nodes:
            kind = node.kind
            if kind == "text":
                text = node.text
                if LINK in text or SOFT in text:
                    text = text.replace(LINK, " ").replace(SOFT, " ")
                width = node.end - node.start
            elif kind == "link":
                label = node.plain()
                shown = bool(label.strip())
                if not shown:
                    label = _image_label(node)
                self.links.append(FlowLink(length, node, fold_spaces(label), not shown))
                text, width = LINK, node.end - node.start
            elif kind == "softbreak":
                text, width = SOFT, node.end - node.start
            elif kind == "hardbreak":
                text, width = HARD, node.end - node.start
            elif kind in _STYLES and node.children:
                start = length
                length = self._add_all(node.children, chunks, length)
                self.marks.append(Mark(start, length, _STYLES[kind]))
                continue
            elif kind == "code":
                self.marks.append(Mark(length, length + len(node.text), "code"))
                text, width = node.text, node.end - node.start
                if len(text) != width:  # the place of the inside: behind the backticks
                    pieces = node.data.get("pieces") or ((0, node.start + (width - len(text)) // 2),)
                    ends = (*(within for within, _ in pieces[1:]), len(text))
                    for (within, at), end in zip(pieces, ends, strict=True):
                        plain.append(length + within)
                        source.append(at)
                        size.append(end - within)
                    chunks.append(text)
                    length += len(text)
                    continue
            elif kind == "image":
                self.images.append(node)
                continue
            elif kind in _LINES:
                if chunks and chunks[-1] != HARD:
                    plain.append(length)
                    source.append(node.start)
                    size.append(0)
                    chunks.append(HARD)
                    length += 1
                length = self._add_all(node.children, chunks, length)
                continue
            elif node.children:
                length = self._add_all(node.children, chunks, length)
                continue
            elif kind in _UNSEEN:
                continue
            else:
                text, width = node.text, node.end - node.start
            plain.append(length)
            source.append(node.start)
            size.append(width)
            chunks.append(text)
            length += len(text)
        return length

    def links_in(self, start: int, end: int) -> range:
        """The indexes of the links in `text[start:end]`."""
        return range(bisect_left(self.links, start, key=_place), bisect_left(self.links, end, key=_place))

    def offset(self, place: int) -> int:
        """The source offset of the character at `place`."""
        index = bisect_right(self._plain, place) - 1
        if index < 0:
            return 0
        # Where one character stands for several (an escape, a link), only its start is known.
        return self._source[index] + min(place - self._plain[index], max(self._size[index] - 1, 0))

    def span(self, start: int, end: int) -> Span:
        """The characters of the source that `text[start:end]` comes from; `end > start`."""
        index = bisect_right(self._plain, end - 1) - 1
        if index < 0:
            return Span(0, 0)
        taken = end - self._plain[index]
        following = self._plain[index + 1] if index + 1 < len(self._plain) else len(self.text)
        whole = end >= following
        return Span(self.offset(start), self._source[index] + (self._size[index] if whole else taken))


_LINES = frozenset(
    {"paragraph", "list", "item", "quote", "heading", "table", "row", "cell", "html_block", "summary", "footnote"}
)
_UNSEEN = frozenset({"comment", "tag", "code_block", "thematic_break", "definition", "footnote_reference", "document"})


def _image_label(link: Node) -> str:
    """What the image inside a link says: its alternative text, else the text of its badge."""
    for node in link.walk():
        if node.kind == "image":
            alt = "".join(child.plain() for child in node.children) or node.data.get("alt", "")
            if alt.strip():
                return str(alt)
            badge = _BADGE.search(node.data.get("url", ""))
            if badge:
                return badge[1].replace("_", " ").replace("%20", " ")
    return ""
