"""From a source to its tree."""

from __future__ import annotations

from collections import Counter

from mistune.markdown import Markdown
from mistune.util import unikey

from awesome_lint.markdown.blocks import PlacedBlockParser
from awesome_lint.markdown.inline import PlacedInlineParser, PlacedInlineState, Reference
from awesome_lint.markdown.node import Node
from awesome_lint.markdown.state import MAX_DEPTH, PlacedBlockState
from awesome_lint.records import NamedTuple
from awesome_lint.source import Source


class Tree(NamedTuple):
    """A parsed text.

    `definitions` are all nodes of that kind in document order, wherever they stand, repeated labels included; `uses`
    counts, by key, the links and images that name one; `notices` say what was not read as it was written.
    """

    root: Node
    definitions: list[Node]
    uses: Counter[str]
    notices: list[str]


class PlacedMarkdown(Markdown):
    """mistune's two passes, blocks and then what is inside them, with nodes in place of tokens."""

    def __init__(self) -> None:
        self.blocks = PlacedBlockParser()
        self.inlines = PlacedInlineParser()
        super().__init__(renderer=None, block=self.blocks, inline=self.inlines)

    def tree(self, source: Source) -> Tree:
        """The tree of `source`; every text has one."""
        state = PlacedBlockState()
        state.process(source.text)
        state.cursor = 1 if source.has_bom else 0
        self.blocks.parse(state)
        references: dict[str, Reference] = {}
        for node in state.definitions:
            data = node.data
            if data["key"] not in references:
                references[data["key"]] = Reference(data["url"], data["title"], data["url_span"])
        footnotes = frozenset(unikey(node.data["label"]) for node in state.footnotes)
        inline_state = PlacedInlineState(references, footnotes)
        inline_nodes = self.inlines.nodes
        for node, text, base, placement in state.pending:
            children = inline_nodes(text, base, inline_state)
            node.children = placement.place(children) if placement else children
        return Tree(state.root, state.definitions, inline_state.uses, _notices(source, state))


def _notices(source: Source, state: PlacedBlockState) -> list[str]:
    if state.too_deep < 0:
        return []
    line = source.line(state.too_deep)
    return [f"line {line}: quotes and lists nested more than {MAX_DEPTH} deep are read as text"]


def parse_markdown(source: Source) -> Tree:
    """The Markdown of `source` as GitHub reads it, as nodes with exact offsets. Never fails; linear in the text."""
    return PlacedMarkdown().tree(source)
