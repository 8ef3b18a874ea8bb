"""Which Markdown is a list: a file says so by what it holds."""

from __future__ import annotations

from awesome_lint.markdown import Node
from awesome_lint.model import Document
from awesome_lint.records import NamedTuple

LEAST_SHARE = 0.3
"""The share of a file's blocks that are entries, from which it is a list."""

_TEXT = frozenset({"text", "code", "escape", "entity"})


class Share(NamedTuple):
    """How many of the `blocks` that say something are `entries`."""

    entries: int
    blocks: int

    @property
    def is_list(self) -> bool:
        return self.entries > 0 and self.entries >= LEAST_SHARE * self.blocks

    def __str__(self) -> str:
        return f"{self.entries:,} of {self.blocks:,} blocks are entries"


def share_of_entries(document: Document) -> Share:
    """The entries of a file beside all its paragraphs, items, rows and code blocks that say something.

    What only leads about the file or shows badges says nothing, nor do headings.
    """
    spans = sorted((entry.span for entry in document.entries), key=lambda span: span.start)
    others = 0
    at = 0
    stack: list[Node] = [document.tree.root]
    while stack:
        node = stack.pop()
        while at < len(spans) and spans[at].end <= node.start:
            at += 1
        if at < len(spans) and spans[at].start <= node.start < spans[at].end:
            continue
        if node.kind in ("paragraph", "cell", "code_block"):
            others += _says_something(node)
        elif node.kind == "row":
            inner = at < len(spans) and spans[at].start < node.end
            if not node.data.get("header") and not inner:
                others += any(map(_says_something, node.children))
        elif node.children:
            stack.extend(reversed(node.children))
    return Share(len(spans), len(spans) + others)


def _says_something(node: Node) -> bool:
    """Whether a block has text that is no link about the file: letters beside links, images and comments."""
    if node.kind == "code_block":
        return True
    stack = list(node.children)
    while stack:
        child = stack.pop()
        if child.kind in _TEXT and any(map(str.isalpha, child.text)):
            return True
        leads_about = child.kind == "link" and str(child.data.get("url", "")).startswith("#")
        if not leads_about and child.kind not in ("image", "comment"):
            stack.extend(child.children)
    return False
