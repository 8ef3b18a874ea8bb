"""The stretches of text that entries take up, with all that travels with them, and what stands between two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from awesome_lint.markdown import Node
from awesome_lint.model import Document, Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

_CONTAINERS = frozenset({"document", "list", "item", "quote", "table", "html_block", "element", "footnote"})
_WHOLE = frozenset({"bullet", "numbered", "table", "heading", "details"})
_INDENT = pattern(r"[ \t>]*")
_BEHIND = pattern(r"(?:[ \t]|<!--(?:(?!-->)[^\r\n])*-->)*(?=[\r\n]|$)")
_LINE_END = pattern(r"\r\n?|\n")
_JOINT = pattern(  # what only separates: blank lines, breaks, quote marks, the ends of folded blocks
    r"(?:[\s>\\]|<br\s*/?>|</?(?:details|tr|tbody|thead|ul|ol)\b[^>]*>)*", 2
)
_NUMBER = pattern(r"\s*(\d{1,9})[.)]\s")
_ROW_NUMBER = pattern(r"\|?[ \t]*(\d{1,5})[ \t]*\|")
_IGNORE = pattern(r"[ \t>]*<!--\s*awesome-lint:\s*ignore\b(?:(?!-->).)*-->[ \t]*", 16)  # re.DOTALL


class Block(NamedTuple):
    """The text of an entry from its marker to its end, with what is nested in it and comments behind it on its line.

    `prefix` is what stands on its line before it: spaces and quote marks, `None` if there is more than that.
    """

    start: int
    end: int
    prefix: str | None


class Blocks:
    """The blocks of a document's entries."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.source.text

    @cached_property
    def _nodes(self) -> dict[int, Node]:
        """List items and rows by where they start."""
        found: dict[int, Node] = {}
        stack = [self.document.tree.root]
        while stack:
            node = stack.pop()
            if node.kind in ("item", "row"):
                found[node.start] = node
            if node.kind in _CONTAINERS:
                stack += node.children
        return found

    @cached_property
    def tables(self) -> dict[int, Node]:
        """Tables, by where their rows start."""
        found: dict[int, Node] = {}
        stack = [self.document.tree.root]
        while stack:
            node = stack.pop()
            if node.kind == "table":
                found.update((row.start, node) for row in node.children)
            if node.kind in _CONTAINERS:
                stack += node.children
        return found

    def of(self, entry: Entry) -> Block:
        """The block of an entry."""
        start, end = entry.span
        if entry.layout in ("bullet", "numbered") and (node := self._nodes.get(start)) is not None:
            end = max(end, node.end)
        if entry.layout in _WHOLE and (found := _BEHIND.match(self.text, end)):
            end = found.end()
        line = self.document.source.line_starts[self.document.source.line(start) - 1]
        prefix = self.text[line:start]
        if line == 0 and prefix.startswith("\ufeff"):
            prefix = prefix[1:]
        return Block(start, end, prefix if _INDENT.fullmatch(prefix) else None)

    def nested(self, entries: Sequence[Entry]) -> list[bool]:
        """Of entries in document order, which stand inside another one's block."""
        found = []
        end = -1
        for entry in entries:
            found.append(entry.span.start < end)
            end = max(end, self.of(entry).end)
        return found

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, if nothing but spaces is left on it; else the offset."""
        end = offset
        while end < len(self.text) and self.text[end] in " \t":
            end += 1
        return end if end == len(self.text) or self.text[end] in "\r\n" else offset

    def joint(self, one: Block, other: Block) -> str | None:
        """What stands between two blocks; None where that is more than what separates them."""
        gap = self.text[one.end : other.start]
        return gap if one.end <= other.start and _JOINT.fullmatch(gap) else None

    def usual_joint(self, blocks: Sequence[Block]) -> str | None:
        """What mostly stands between neighbours of a group: line ends and what the next line begins with."""
        counts = Counter(joint for one, other in pairwise(blocks) if (joint := self.joint(one, other)) is not None)
        return counts.most_common(1)[0][0] if counts else None

    def number(self, block: Block) -> Span | None:
        """The number that a list item begins with."""
        found = _NUMBER.match(self.text, block.start, block.end)
        return Span(*found.span(1)) if found else None

    def row_number(self, block: Block) -> Span | None:
        """The number that is all of a table row's first cell."""
        found = _ROW_NUMBER.match(self.text, block.start, block.end)
        return Span(*found.span(1)) if found else None

    def top(self, block: Block) -> int:
        """Where an entry begins, a comment on the line above it that is about it included."""
        lines = self.document.source.line_starts
        line = self.document.source.line(block.start)
        if block.prefix is None or line < 2:
            return block.start
        above = lines[line - 2]
        if _IGNORE.fullmatch(self.text, above, self.line_end_before(lines[line - 1])):
            found = _INDENT.match(self.text, above)
            return found.end() if found else above
        return block.start

    def line_end_before(self, line_start: int) -> int:
        """Where the text of the line before the one that starts there ends."""
        end = line_start
        while end > 0 and self.text[end - 1] in "\r\n":
            end -= 1
        return end


def newlines(joint: str) -> list[str]:
    """The line ends of a joint."""
    return _LINE_END.findall(joint)
