"""Blocks with their places: mistune's block parser, walking the lines of the source with a stack of open containers.

mistune copies a container's text out and parses the copy; a place in a copy is lost, and whether a lazy line goes on
with a paragraph cannot be known before the copy is parsed. Here every line is read where it stands, once, against the
containers that are open (CommonMark 0.31, appendix "A parsing strategy"): offsets are exact by construction, laziness
is a question to the open paragraph, and the cost is linear. The rules are mistune's kind: a named pattern and a method.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import Match
from typing import Any, ClassVar

from mistune.block_parser import BlockParser
from mistune.core import BlockState
from mistune.helpers import BLOCK_TAGS, PRE_TAGS

from awesome_lint.markdown.addresses import unescape
from awesome_lint.markdown.html import ATTRIBUTES, TAG_NAME
from awesome_lint.markdown.node import Node
from awesome_lint.markdown.state import (
    Code,
    Container,
    Html,
    Leaf,
    OpenList,
    Paragraph,
    PlacedBlockState,
    Table,
    text_end,
)
from awesome_lint.patterns import pattern
from awesome_lint.source import Span

_LINE = pattern(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_SETEXT = pattern(r"(=+|-+)[ \t]*\Z")
_BOXES = ("[ ]", "[x]", "[X]", "[\t]")
#: What begins an HTML block, but for tags of other names that stand alone on their line.
_HTML_START = pattern(
    r"<(?:(?P<comment>!--)|(?P<instruction>\?)|(?P<declaration>![A-Z])|(?P<cdata>!\[CDATA\[)"
    rf"|(?P<closing>/)?(?P<name>{TAG_NAME})(?=[\s>]|/>|\Z))"
)
_LONE_TAG = pattern(rf"<(?:{TAG_NAME}{ATTRIBUTES}\s*+/?|/{TAG_NAME}\s*+)>[ \t]*\Z")
#: What ends an HTML block, by how it began (CommonMark 0.31, section 4.6); the others end at a blank line.
_HTML_ENDS = {
    "raw": pattern(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    "comment": pattern(r"-->"),
    "instruction": pattern(r"\?>"),
    "declaration": pattern(r">"),
    "cdata": pattern(r"\]\]>"),
}


def _lines(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The spans of the lines of `text` from offset `at`, without their endings."""
    size, find = len(text), text.find
    if find("\r") >= 0:
        while at < size and (m := _LINE.match(text, at)):
            yield m.span(1)
            at = m.end()
        return
    while at < size:
        end = find("\n", at)
        if end < 0:
            end = size
        yield at, end
        at = end + 1


def _html_start(text: str, at: int, end: int) -> tuple[str, int] | None:
    """How the HTML block at `at` begins, if one does: a key of `_HTML_ENDS`, `block` or `tag`; and where that ends."""
    m = _HTML_START.match(text, at, end)
    if m:
        if not m["name"]:
            return m.lastgroup or "", m.end()
        name = m["name"].lower()
        if name in BLOCK_TAGS:
            return "block", m.end()
        if name in PRE_TAGS and not m["closing"] and not text.startswith("/", m.end()):
            return "raw", m.end()
    m = _LONE_TAG.match(text, at, end)
    return ("tag", m.end()) if m else None


class PlacedBlockParser(BlockParser):
    """GitHub's blocks, read from a `PlacedBlockState` into its `root`.

    A rule's pattern is tried at the first character of a line that is no white space, at most three columns in. Its
    method gives back how far it took the line, or None to leave it text.
    """

    SPECIFICATION: ClassVar[dict[str, str]] = {
        "heading": r"#{1,6}(?=[ \t]|\Z)",
        "fence": r"`{3,}(?=[^`]*\Z)|~{3,}",
        "rule": r"(?:-[ \t]*-[ \t]*-[- \t]*|\*[ \t]*\*[ \t]*\*[* \t]*|_[ \t]*_[ \t]*_[_ \t]*)\Z",
        "quote": r">",
        "item": r"(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t]|\Z)",
        "footnote": r"\[\^(?P<footnote_label>[^\]\s\x00]++)\]:[ \t]*",
        "html": r"<(?=[A-Za-z/!?])",
    }
    # mistune types its own rules as a tuple of exactly theirs.
    DEFAULT_RULES: ClassVar[Any] = tuple(SPECIFICATION)
    sc_flag = re.NOFLAG

    #: The characters that a rule's match can begin with.
    STARTS: ClassVar[frozenset[str]] = frozenset("#`~-*_>+<[0123456789")

    def parse(self, state: BlockState, rules: list[str] | None = None) -> None:
        """Read `state.src` from `state.cursor` to its end."""
        assert isinstance(state, PlacedBlockState)
        match = self.compile_sc(rules).match
        for start, end in _lines(state.src, state.cursor):
            state.begin_line(start, end)
            if state.containers:
                self._match_containers(state)
            if state.leaf is not None and self._goes_on(state, state.leaf):
                continue
            if state.text_start < end:
                self._read_line(state, match)
            elif state.leaf is not None or not state.whole:
                state.close()
        state.matched = 0
        state.close()
        state.root.end = len(state.src)

    def _match_containers(self, state: PlacedBlockState) -> None:
        """Move the cursor over what the open containers ask of a line, as far as the line gives it."""
        text, end = state.src, state.line_end
        for container in state.containers:
            if container.width and state.indent >= container.width:
                if state.spare or text.find("\t", state.cursor, state.text_start) >= 0:
                    state.skip_columns(container.width)
                else:
                    state.cursor += container.width
                    state.indent -= container.width
            elif container.width:
                if state.text_start < end:
                    return
                if not container.node.children and container is state.containers[-1] and state.leaf is None:
                    state.emptied = container.list
                    return
            elif state.indent < 4 and text.startswith(">", state.text_start, end):
                container.node.end = state.text_start + 1
                self._pass_quote_marker(state)
            else:
                return
            state.matched += 1

    def _pass_quote_marker(self, state: PlacedBlockState) -> None:
        state.cursor, state.spare = state.text_start + 1, 0
        state.measure()
        if state.indent:
            state.skip_columns(1)

    def _goes_on(self, state: PlacedBlockState, leaf: Leaf) -> bool:
        """Whether the line belongs to the code or HTML block that is open, which then has it."""
        if isinstance(leaf, Paragraph | Table) or not state.whole:
            return False
        return self._add_to_code(state, leaf) if isinstance(leaf, Code) else self._add_to_html(state, leaf)

    def _add_to_html(self, state: PlacedBlockState, leaf: Html) -> bool:
        if leaf.until is None and state.text_start == state.line_end:
            return False
        leaf.lines.append((state.cursor, state.line_end))
        if leaf.until and leaf.until.search(state.src, state.cursor, state.line_end):
            state.close_leaf()
        return True

    def _add_to_code(self, state: PlacedBlockState, leaf: Code) -> bool:
        text, end = state.src, state.line_end
        if leaf.fence:
            if state.indent < 4 and text.startswith(leaf.fence, state.text_start, end):
                rest = text[state.text_start : end].rstrip(" \t")
                if not rest.strip(leaf.fence[0]):
                    leaf.node.end = state.text_start + len(rest)
                    state.close_leaf()
                    return True
            state.skip_columns(min(leaf.indent, state.indent))
        elif state.indent >= 4:
            state.skip_columns(4)
        elif state.text_start < end:
            return False
        else:
            state.cursor, state.spare = end, 0
        leaf.lines.append(" " * state.spare + text[state.cursor : end])
        if leaf.fence or state.text_start < end:
            leaf.node.end = end
        return True

    def _read_line(self, state: PlacedBlockState, match: Callable[..., Match[str] | None]) -> None:
        """Open the blocks that begin in the line, and put the rest of it where it belongs."""
        text, end = state.src, state.line_end
        # The open leaf, until a block of this line has taken its place.
        leaf = state.leaf
        while state.indent < 4:
            char = text[state.text_start]
            if char in "=-" and self._underlines(state, leaf):
                return
            m = match(text, state.text_start, end) if char in self.STARTS else None
            taken = self._methods[m.lastgroup or ""](m, state) if m else None
            if taken is None:
                break
            if taken >= end:
                return
            leaf = None
        if state.indent >= 4 and not isinstance(leaf, Paragraph):
            self._open_indented_code(state)
        elif not self._add_to_leaf(state, leaf):
            if leaf is not None or not state.whole:
                state.close()
            state.leaf = Paragraph([(state.text_start, end)])

    def _add_to_leaf(self, state: PlacedBlockState, leaf: Leaf | None) -> bool:
        """Whether the rest of the line goes on with the open paragraph, lazily or not, or with the open table."""
        if isinstance(leaf, Paragraph):
            may_delimit = state.whole and state.indent < 4 and state.src[state.text_start] in "|:-"
            if not (may_delimit and state.open_table(leaf)):
                leaf.lines.append((state.text_start, state.line_end))
            return True
        return isinstance(leaf, Table) and state.whole and state.add_row(leaf, state.text_start, state.line_end)

    def _open_indented_code(self, state: PlacedBlockState) -> None:
        state.close()
        state.skip_columns(4)
        node = state.add(Node("code_block", state.cursor, state.line_end, None, "", {"info": ""}))
        state.leaf = Code(node, "", 0, [" " * state.spare + state.src[state.cursor : state.line_end]])

    def _underlines(self, state: PlacedBlockState, leaf: Leaf | None) -> bool:
        """Whether the line underlines the open paragraph, which then became a heading."""
        if not isinstance(leaf, Paragraph) or not state.whole:
            return False
        m = _SETEXT.match(state.src, state.text_start, state.line_end)
        if m is None:
            return False
        lines = state.take_definitions(leaf.lines)
        if lines:
            level = 1 if m[1][0] == "=" else 2
            node = Node("heading", lines[0][0], m.end(1), None, "", {"level": level, "setext": True})
            state.fill(state.add(node), lines)
            state.leaf = None
        else:
            state.leaf = Paragraph([(state.text_start, state.line_end)])
        return True

    def parse_heading(self, m: Match[str], state: PlacedBlockState) -> int:
        state.close()
        text, start = state.src, m.end()
        node_end = end = text_end(text, start, state.line_end)
        while start < end and text[start] in " \t":
            start += 1
        # Hashes at the end close the heading if white space, or nothing, stands before them.
        hashes = end
        while hashes > start and text[hashes - 1] == "#":
            hashes -= 1
        if hashes < end and (hashes == start or text[hashes - 1] in " \t"):
            end = text_end(text, start, hashes)
        data = {"level": m.end() - m.start(), "setext": False}
        node = state.add(Node("heading", m.start(), node_end, None, "", data))
        if start < end:
            state.pending.append((node, text[start:end], start, None))
        return state.line_end

    def parse_fence(self, m: Match[str], state: PlacedBlockState) -> int:
        state.close()
        info = unescape(state.src[m.end() : state.line_end].strip(" \t"))
        node = state.add(Node("code_block", m.start(), state.line_end, None, "", {"info": info}))
        state.leaf = Code(node, m[0], state.indent, [])
        return state.line_end

    def parse_rule(self, m: Match[str], state: PlacedBlockState) -> int:
        state.close()
        state.add(Node("thematic_break", m.start(), text_end(state.src, m.start(), m.end())))
        return state.line_end

    def parse_quote(self, m: Match[str], state: PlacedBlockState) -> int | None:
        if not state.has_room():
            return None
        state.close()
        state.enter(Container(state.add(Node("quote", m.start(), m.end()))))
        self._pass_quote_marker(state)
        return state.text_start

    def parse_footnote(self, m: Match[str], state: PlacedBlockState) -> int | None:
        if not state.has_room():
            return None
        state.close()
        end = text_end(state.src, m.start(), m.end())
        node = state.add(Node("footnote", m.start(), end, None, "", {"label": m["footnote_label"]}))
        state.footnotes.append(node)
        state.enter(Container(node, 4))
        state.cursor, state.spare = m.end(), 0
        state.measure()
        return state.text_start

    def parse_html(self, m: Match[str], state: PlacedBlockState) -> int | None:
        begun = _html_start(state.src, m.start(), state.line_end)
        if begun is None or (begun[0] == "tag" and isinstance(state.leaf, Paragraph) and state.whole):
            return None
        state.close()
        until = _HTML_ENDS.get(begun[0])
        state.leaf = Html(until, [(state.text_start, state.line_end)])
        if until and until.search(state.src, begun[1], state.line_end):
            state.close_leaf()
        return state.line_end

    def parse_item(self, m: Match[str], state: PlacedBlockState) -> int | None:
        text, end = state.src, state.line_end
        start, after = m.span()
        marker = text[after - 1]
        first = int(text[start : after - 1]) if marker in ".)" else None
        # Only an item that says something, of a list that begins with 1, may interrupt a paragraph.
        may_interrupt = first in (None, 1) and text_end(text, after, end) > after
        if isinstance(state.leaf, Paragraph) and state.whole and not may_interrupt:
            return None
        if not state.has_room():
            return None
        joined = self._list_to_join(state, marker)
        if joined is None:
            data = {"ordered": first is not None, "first": first, "bullet": marker}
            joined = OpenList(state.add(Node("list", start, after, None, "", data)), marker)
        width = state.indent + after - start
        state.cursor, state.spare = after, 0
        state.measure()
        padding = state.indent
        if padding > 4 or state.text_start == end:
            # Code, or nothing, follows the marker and one column.
            state.skip_columns(min(padding, 1))
            padding = 1
        else:
            state.cursor, state.spare, state.indent = state.text_start, 0, 0
        item_data: dict[str, Any] = {"checked": None, "marker": Span(start, after)}
        node = Node("item", start, after, None, "", item_data)
        joined.node.children.append(node)
        state.enter(Container(node, width + padding, joined))
        box = state.text_start
        after = box + len(_BOXES[0])
        if text.startswith(_BOXES, box, end) and state.indent < 4 and (after == end or text[after] in " \t"):
            item_data["checked"] = text[box + 1] in "xX"
            node.end = state.cursor = after
            state.measure()
            state.cursor, state.indent = state.text_start, 0
        return state.text_start

    def _list_to_join(self, state: PlacedBlockState, marker: str) -> OpenList | None:
        """End what does not go on in this line; the list left open there, if an item with `marker` may join it."""
        last = None if state.whole else state.containers[state.matched].list
        state.close()
        if last is None and state.emptied:
            siblings = (state.containers[-1].node if state.containers else state.root).children
            last = state.emptied if siblings and siblings[-1] is state.emptied.node else None
        return last if last and last.marker == marker else None
