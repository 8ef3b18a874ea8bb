"""The places within a page that a `#fragment` can name on GitHub.

Headings get the slug that GitHub's table-of-contents filter gives them: lower case, everything but letters, marks,
decimal digits, connectors, hyphens and spaces dropped, spaces to hyphens, `-1`, `-2` … for repeated ones. `id` and
`name` of HTML elements count as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_lint.patterns import pattern

if TYPE_CHECKING:
    from awesome_lint.markdown.node import Node

_SHORTCODE = pattern(r":[a-z0-9_+-]+:")
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d\ufe0e\ufe0f"))
_KEPT = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Pc"))
_ALWAYS = pattern(r"top|readme(?:-ov-file)?|l\d+(?:-l\d+)?|(?:user-content-)?fn(?:ref)?[-:]?.*|[:!/~].*", re.DOTALL)


def slug(heading: str) -> str:
    """The fragment that GitHub makes of a heading's plain text."""
    if heading.isascii():
        kept = [char for char in heading.lower() if char.isalnum() or char in "-_ "]
    else:
        kept = [char for char in heading.lower() if char in "- " or unicodedata.category(char) in _KEPT]
    return "".join(kept).replace(" ", "-")


def page_anchors(nodes: Iterable[Node]) -> frozenset[str]:
    """All fragments, made comparable by `fold_fragment`, that `nodes` (all nodes of a page, in order) make."""
    anchors: set[str] = set()
    seen: Counter[str] = Counter()
    for node in nodes:
        if node.kind == "heading":
            anchors.update(_heading_anchors(node, seen))
        attributes = node.data.get("attributes") if node.data else None
        if attributes:
            anchors.update(fold_fragment(attributes[name]) for name in ("id", "name") if attributes.get(name))
    return frozenset(anchors)


def _heading_anchors(heading: Node, seen: Counter[str]) -> Iterator[str]:
    text = heading.plain()
    for variant in {text, text.strip(), _SHORTCODE.sub("", text), _SHORTCODE.sub("", text).strip()}:
        base = slug(variant)
        yield fold_fragment(f"{base}-{seen[base]}" if seen[base] else base)
        seen[base] += 1


def fold_fragment(fragment: str) -> str:
    """A fragment as it is compared here.

    Decoded, and without what renderers and browsers treat in several ways: case, the joiners and variation selectors of
    emoji, GitHub's prefix.
    """
    return unquote(fragment).strip().translate(_JOINERS).lower().removeprefix("user-content-")


def always_there(fragment: str) -> bool:
    """Whether GitHub answers a fragment that nothing on the page makes: the top, lines, footnotes, text fragments."""
    return not fragment or bool(_ALWAYS.fullmatch(unquote(fragment).lower()))
