"""The outline of a list: its headings, the labels of groups below them, and the carriers of entries found there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.markdown import Node
from awesome_lint.model import Heading
from awesome_lint.parse.fields.links import is_navigation
from awesome_lint.parse.layouts import DETAILS, HEADINGS, LAYOUTS, Carrier, Scope, Section
from awesome_lint.parse.look import Look
from awesome_lint.parse.text import DATED, fold_spaces, without_shortcodes
from awesome_lint.patterns import pattern

_BLOCKS = frozenset({"heading", "paragraph", "list", "table", "quote", "summary", "html_block", "element"})
_UNSEEN = frozenset({"image", "comment", "tag", "footnote_reference"})
_CONTAINERS = frozenset({"quote", "element", "footnote"})
_MORE = pattern(  # a summary that only offers to show what follows
    r"(?:more|details|list|full list|here)$|(?:show|click|expand|view|see|toggle|open)\b"
    r"|展开|点击|查看|更多|もっと|詳細|더보기",
    re.IGNORECASE,
)
_LONGEST_LABEL = 12  # words of a bold line that names a group


class Outline:
    """Walks a document's blocks, keeps the titles above them, and asks the layouts for entries."""

    def __init__(self, look: Look, paper_list: bool) -> None:
        self.look = look
        self.paper_list = paper_list
        self.headings: list[Heading] = []
        self.groups: dict[object, int] = {}
        self.carriers: list[Carrier] = []

    def read(self, root: Node) -> list[Carrier]:
        """The carriers of all entries, in document order."""
        sections = split_sections(list(_flat(root.children)))
        entries = HEADINGS.chosen(sections, self.look)
        stack: list[tuple[int, str, int]] = []
        excluded_from = 0
        # Under a lone first heading stands the whole list, whatever it says.
        parts = sum(1 for section in sections if section.heading is not None and section.heading.data["level"] == 1)
        for index, section in enumerate(sections):
            heading = section.heading
            about_list = False
            if heading is not None:
                level = heading.data["level"]
                while stack and stack[-1][0] >= level:
                    stack.pop()
                if excluded_from and level <= excluded_from:
                    excluded_from = 0
                if index in entries:
                    if not excluded_from:
                        HEADINGS.emit(section, self._scope(stack))
                    continue
                title = heading_title(heading)
                parent = stack[-1][2] if stack else -1
                self.headings.append(Heading(level, title, heading.span, parent))
                stack.append((level, title, len(self.headings) - 1))
                about_list = self.look.lex.is_about_list(title) and not self._is_topic(title, section)
                if not excluded_from and about_list and (level > 1 or parts > 1):
                    excluded_from = level
            if not excluded_from and not about_list:
                if heading is None:
                    preamble = len(sections) > 1
                else:
                    preamble = heading.data["level"] == 1 and parts == 1 and not section.leaf
                self._walk(section.blocks, self._scope(stack)._replace(preamble=preamble))
        self.carriers.sort(key=lambda carrier: carrier.span)
        return self.carriers

    def _is_topic(self, title: str, section: Section) -> bool:
        """Whether `News` names what is listed (sites, texts) and not what is new: undated names with a remark each."""
        if title.casefold() not in self.look.lex.labels.sections["topical"]:
            return False
        facts = [
            self.look.facts(item.children)
            for block in section.blocks
            if block.kind == "list"
            for item in block.children
        ]
        named = [fact for fact in facts if fact.links and fact.lead == "link" and not DATED.search(fact.text)]
        return bool(facts) and all(block.kind == "list" for block in section.blocks) and len(named) == len(facts)

    def _scope(self, stack: list[tuple[int, str, int]]) -> Scope:
        titles = tuple(title for _, title, _ in stack if title)
        heading = stack[-1][2] if stack else -1
        return Scope(self.look, titles, heading, self.paper_list, self.groups, self.carriers)

    def _walk(self, blocks: list[Node], scope: Scope) -> None:
        opened = [scope]  # the scope of each `<details>` around, the innermost last
        label = ""
        self._count_linked(blocks, scope)
        index = 0
        while index < len(blocks):
            block = blocks[index]
            inner = opened[-1]
            if block.kind == "summary" and (taken := DETAILS.take(blocks, index, inner)):
                index += taken
                continue
            if block.kind == "summary":
                if len(opened) == 1:
                    opened.append(scope)
                opened[-1] = opened[-2].within(self._topic(block))
                label = ""
            elif block.kind == "tag" and block.data.get("name") == "details":
                if not block.data.get("closing"):
                    opened.append(inner)
                elif len(opened) > 1:
                    opened.pop()
                    label = ""
            elif block.kind in _CONTAINERS:
                self._walk(list(_flat(block.children)), inner.within(label))
            else:
                taken = 0
                for layout in LAYOUTS:
                    taken = layout.take(blocks, index, inner.within(label))
                    if taken:
                        break
                if taken:
                    index += taken
                    continue
                if (group := group_label(block, self.look)) is not None:
                    label = group
            index += 1

    def _count_linked(self, blocks: list[Node], scope: Scope) -> None:
        """How many paragraphs of a section begin with a link: one alone is no list."""
        count = 0
        for block in blocks:
            if block.kind == "paragraph":
                facts = self.look.facts([block])
                count += bool(facts.titled) and facts.lead in ("link", "strong") and not self.look.is_prose(facts)
        if count:
            scope.groups[scope.section, "linked paragraphs"] = count

    def _topic(self, summary: Node) -> str:
        title = fold_spaces(without_shortcodes(summary.plain())).rstrip(":： ")
        return "" if _MORE.match(title) or len(title) > 120 else title


def _flat(blocks: list[Node]) -> Iterator[Node]:
    """Blocks with HTML blocks opened: the tables, lists and headings in them stand beside those of Markdown."""
    for block in blocks:
        if block.kind in ("html_block", "element") and any(
            child.kind in _BLOCKS or child.kind == "tag" for child in block.children
        ):
            run: list[Node] = []
            for child in block.children:
                if child.kind in _BLOCKS or child.kind in ("tag", "definition", "thematic_break", "code_block"):
                    if run:
                        yield _paragraph(run)
                        run = []
                    yield from _flat([child])
                else:
                    run.append(child)
            if run:
                yield _paragraph(run)
        elif block.kind == "html_block" and block.children:
            yield _paragraph(block.children)
        else:
            yield block


def _paragraph(nodes: list[Node]) -> Node:
    """Inline nodes of an HTML block as the paragraph they are for a reader."""
    return Node("paragraph", nodes[0].start, nodes[-1].end, nodes)


def split_sections(blocks: list[Node]) -> list[Section]:
    """The blocks under each heading."""
    sections = [Section(None, [], True, -1)]
    stack: list[tuple[int, int]] = []
    for block in blocks:
        if block.kind != "heading":
            sections[-1].blocks.append(block)
            continue
        level = block.data["level"]
        while stack and stack[-1][0] >= level:
            stack.pop()
        parent = stack[-1][1] if stack else -1
        if parent >= 0:
            sections[parent] = sections[parent]._replace(leaf=False)
        sections.append(Section(block, [], True, parent))
        stack.append((level, len(sections) - 1))
    return sections


def heading_title(heading: Node) -> str:
    """A heading's plain text, without badges, shortcodes and a closing colon."""
    own = [node for node in heading.children if not (node.kind == "link" and is_navigation(node.data["url"]))]
    text = fold_spaces("".join(node.plain() if node.kind not in _UNSEEN else "" for node in own)).strip("[]() ")
    if not text or len(own) == len(heading.children):
        text = fold_spaces(heading.plain())
    return fold_spaces(without_shortcodes(text)).rstrip(":： ")


def group_label(block: Node, look: Look) -> str | None:
    """The text of a paragraph that is nothing but one bold or italic phrase; None for another block."""
    if block.kind != "paragraph":
        return None
    shown = [
        node
        for node in block.children
        if node.kind not in ("comment", "tag", "hardbreak", "softbreak") and (node.kind != "text" or node.text.strip())
    ]
    if len(shown) == 2 and shown[1].kind == "text" and shown[1].text.strip() in (":", "："):
        shown = shown[:1]
    if len(shown) != 1 or shown[0].kind not in ("strong", "emphasis"):
        return None
    if any(node.kind == "link" for node in shown[0].walk()):
        return None
    text = fold_spaces(without_shortcodes(shown[0].plain())).rstrip(":： ")
    if not text or len(text.split()) > _LONGEST_LABEL or text.endswith("."):
        return None
    return text
