"""S013: headings with nothing under them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_lint.findings import Severity
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten

if TYPE_CHECKING:
    from awesome_lint.markdown.node import Node

_LONGEST = 8  # a heading of more words is a sentence
_SENTENCE = (".", "!", "?", "。", "！", "？", "؟", "।", ":", "：")
_NUMBER = pattern(r"\W*(\d+(?:\.\d+)*)\b")
_LEAVES = frozenset({"softbreak", "hardbreak", "paragraph", "html_block", "element"})
_SAYS = frozenset({"details", "summary", "picture", "video", "img", "iframe", "table", "ul", "ol", "pre", "input"})
_SPEAKS = frozenset({"link", "image", "code"})
_CALL = pattern(r"\w\(")  # headings of a reference: `open(path)`, `open(path, mode)`


class EmptySection(Rule):
    """A heading with nothing under it, no sub-headings, and no link of its own.

    ## What it does
    Reports headings behind which the next one of their level, or a higher one, follows at once, or the end of the
    file. Lines, anchors and reference definitions count as nothing.

    ## Why is this bad
    Readers follow the table of contents to it and find nothing; often the entries were moved and the heading forgotten.

    ## When it is silent
    For the list's title and a line below it, headings with a link, an image or code, sentences set as headings, a
    number whose parts follow (`3. Papers`, `3.1. Surveys`), where a comment stands under the heading, and for files
    without entries.

    ## Fix safety
    There is no fix: someone may be about to fill the section.
    """

    code = "S013"
    name = "empty-section"
    severity = Severity.INFO
    valid = (
        Example(
            "# Awesome Heads\n\n### Heads that turn, and heads that talk\n\n## Papers\n\n### 2021\n\n"
            "- Turning Heads [[paper]](https://arxiv.org/abs/2101.00001)\n\n"
            "## [Tools](tools.md)\n\n## Datasets\n\n<!-- soon -->\n\n## 4. Surveys\n\n## 4.1. Faces\n\n"
            "- Faces, a Survey [[paper]](https://arxiv.org/abs/2101.00002)\n\n## Please tell us what is missing!\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n## 2022\n\n---\n\n## 2021\n\n- Turning Heads [[paper]](https://arxiv.org/abs/2101.00001)\n\n"
            "### Surveys\n\n## Tools\n",
            findings=(
                Expected(3, "nothing under `2022`"),
                Expected(11, "nothing under `Surveys`"),
                Expected(13, "nothing under `Tools`"),
            ),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        if not context.entries:
            return  # no list
        blocks = [node for node in context.document.tree.root.children if not _is_nothing(node)]
        headings = [node for node in blocks if node.kind == "heading"]
        entries = {entry.span.start for entry in context.entries}
        for index, (node, after) in enumerate(pairwise([*blocks, None])):
            if node is None or node.kind != "heading" or node.start in entries or "html" in node.data:
                continue
            if after is not None and (after.kind != "heading" or _belongs_under(node, after, entries)):
                continue
            if node is headings[0] or (index == 1 and node is headings[1] and _is_tagline(node, headings)):
                continue
            title = " ".join(node.plain().split())
            if not title or _is_sentence(title) or _CALL.search(title):
                continue
            if not any(part.kind in _SPEAKS for part in node.walk()):
                yield context.report(node.span, f"nothing under `{shorten(title)}`")


def _belongs_under(heading: Node, after: Node, entries: set[int]) -> bool:
    """Whether the heading that follows is part of the section: deeper, an entry, a question, a numbered part."""
    if after.data["level"] > heading.data["level"] or after.start in entries or _is_sentence(after.plain().strip()):
        return True
    number, part = _NUMBER.match(heading.plain()), _NUMBER.match(after.plain())
    return number is not None and part is not None and part[1].startswith(f"{number[1]}.")


def _is_tagline(node: Node, headings: list[Node]) -> bool:
    """Whether a heading right below the title only says what the list is about: it is deeper than the next one."""
    return len(headings) < 3 or headings[2].data["level"] < node.data["level"]


def _is_sentence(title: str) -> bool:
    return len(title.split()) > _LONGEST or title.endswith(_SENTENCE)


def _is_nothing(node: Node) -> bool:
    """Whether a block shows nothing that belongs to a section."""
    if node.kind in ("definition", "thematic_break"):
        return True
    if node.kind not in ("paragraph", "html_block"):
        return False
    return all(_shows_nothing(part) for part in node.walk())


def _shows_nothing(part: Node) -> bool:
    if part.kind == "text":
        return not part.text.strip()
    if part.kind == "link":
        return not part.data.get("url") and not part.children
    if part.kind == "tag" or part.kind == "element":
        return bool(part.data.get("closing")) or part.data.get("name") not in _SAYS
    return part.kind in _LEAVES
