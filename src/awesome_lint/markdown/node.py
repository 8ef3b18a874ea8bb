"""The tree that a list's text becomes, every node with its exact place in it.

Blocks: `document`, `heading`, `paragraph`, `quote`, `list`, `item`, `table`, `row`, `cell`, `code_block`,
`html_block`, `thematic_break`, `definition` (of a reference link), `footnote` (its definition).

Inline: `text`, `escape`, `entity`, `code`, `link`, `image`, `emphasis`, `strong`, `strike`, `softbreak`,
`hardbreak`, `footnote_reference`, `comment`, `tag` (a raw HTML tag that is none of those below).

Raw HTML becomes the same nodes where Markdown has a word for it, with `data["html"]` the tag's name: `<a href>` is
a `link`, `<img>` an `image`, `<br>` a `hardbreak`, `<b>`/`<strong>` `strong`, `<i>`/`<em>` `emphasis`,
`<del>`/`<s>` `strike`, `<code>` `code`; inside an `html_block` `<table>`, `<tr>`, `<td>`/`<th>` are `table`, `row`,
`cell`, `<ul>`/`<ol>` `list`, `<li>` `item`, `<h1>`…`<h6>` `heading`, `<p>` `paragraph`, `<blockquote>` `quote`, `<hr>`
`thematic_break`. `<summary>` is `summary`. Every other element that is closed within its block is an `element` with
children; a tag without its partner there (`<details>`, whose end stands in another block) is a `tag`.

An `item` holds blocks only: its text stands in `paragraph` nodes, whether the list is tight or loose, Markdown or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from awesome_lint.source import Span

NO_DATA: Mapping[str, Any] = MappingProxyType({})


class Node:
    r"""One block or inline node.

    `start` and `end` are offsets into the original text: for blocks from the first character of the marker (`#`, `-`,
    `|`, `[`) to the end of the last line's text without its line ending; for inline nodes the whole construct,
    delimiters included. `text` is what a leaf says: the characters of `text`, what an `escape` or `entity` stands for,
    the inside of `code`, the raw inside of `code_block`, `html_block`, `comment` and `tag`. Line endings in it are
    `\n`. `data` holds what only some kinds have:

    - `heading`: `level` from 1 to 6, `setext`
    - `list`: `ordered`, `first` (the first number, or None), `bullet` (the marker character)
    - `item`: `checked` True, False or None; `marker` Span of its bullet or number (without a task box)
    - `table`: `aligns` (`left`, `center`, `right` or None, a column each); `row`: `header`; `cell`: `padded` (missing
      in a short row; zero width), `surplus` (beyond the header). A `cell` spans its content without the spaces around
    - `code_block`: `info`; `code`: `pieces`, only where the source interrupts it: offsets into `text`, and those there
    - `definition`: `label` (as written), `key` (folded), `url`, `title`, `label_span`, `url_span`
    - `footnote`, `footnote_reference`: `label`
    - `link`, `image`: `url` (as the source gives it, backslash escapes and entities undone, line breaks and surrounding
      white space removed; for a reference the definition's; for a bare `www.` or mail address with the scheme that
      GitHub puts before it), `title` (or None), `url_span` (in a reference: of the definition's address), `label_span`
      (the text inside the brackets; for an autolink the address itself), `form`: `inline`, `reference`, `autolink`
      (`<https://…>`), `bare` (an address in running text) or `html`; `key`, the folded label of a reference
    - `tag`: `name` (lower case), `closing`, `url_span` (of an `<a href>` that nothing ends); `element`: `name`; every
      HTML node: `html` (the tag's name), `attributes` (names in lower case, entities undone)
    """

    __slots__ = ("children", "data", "end", "kind", "start", "text")

    def __init__(
        self,
        kind: str,
        start: int,
        end: int,
        children: list[Node] | None = None,
        text: str = "",
        data: Mapping[str, Any] = NO_DATA,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.children = [] if children is None else children
        self.text = text
        self.data = data

    def __repr__(self) -> str:
        inside = f", {self.text!r}" if self.text else f", {len(self.children)} children" if self.children else ""
        return f"Node({self.kind!r}, {self.start}, {self.end}{inside})"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack.extend(reversed(node.children))

    def plain(self) -> str:
        """The text a reader sees, without markup: breaks are spaces, images and HTML comments nothing."""
        if not self.children:
            return _spoken(self)
        parts: list[str] = []
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            if node.children and node.kind not in _SILENT:
                stack.extend(reversed(node.children))
            else:
                parts.append(_spoken(node))
        return "".join(parts)


_SILENT = frozenset({"image", "comment", "tag", "html_block", "footnote_reference"})
_BREAKS = frozenset({"softbreak", "hardbreak"})


def _spoken(leaf: Node) -> str:
    if leaf.kind in _BREAKS:
        return " "
    return "" if leaf.kind in _SILENT else leaf.text
