"""Bullets and numbers: each list item an entry, its sub-items its own links or entries below a group's label."""

from __future__ import annotations

import re

from awesome_lint.markdown import Node
from awesome_lint.parse.flow import Part
from awesome_lint.parse.layouts.base import Carrier, Scope
from awesome_lint.parse.look import Facts, Look
from awesome_lint.parse.text import fold_spaces, words_of
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

_TRANSLATION = pattern(r"/readme[^/]*\.(?:md|rst)$", re.IGNORECASE)
MOST = 0.5  # the share of linked neighbours from which an item without a link is an entry, too


class _Item(NamedTuple):
    """One list item: its own blocks, the sub-lists that belong to it (`own`) and those with entries of their own."""

    node: Node
    blocks: list[Node]
    facts: Facts
    own: list[Node]
    lists: list[Node]


class Items:
    """List items (`bullet`, `numbered`)."""

    name = "items"

    def take(self, blocks: list[Node], index: int, scope: Scope) -> int:
        """A run of lists, with nothing but anchors and comments between them, is one list."""
        if blocks[index].kind != "list":
            return 0
        taken = index
        run: list[Node] = []
        while taken < len(blocks):
            if blocks[taken].kind == "list":
                run.append(blocks[taken])
            elif not is_anchor(blocks[taken]):
                break
            taken += 1
        while blocks[taken - 1].kind != "list":
            taken -= 1
        if not (scope.preamble and _introduces(run, scope.look)):
            self._walk(run, scope, 0)
        return taken - index

    def _walk(self, lists: list[Node], scope: Scope, depth: int) -> None:
        look = scope.look
        items = [_item(node, look) for block in lists for node in block.children if node.kind == "item"]
        ordered = {id(node): block.data.get("ordered", False) for block in lists for node in block.children}
        certain = [_is_entry(item, look) or (depth == 0 and _is_soft(item, look)) for item in items]
        if not scope.paper_list and sum(certain) >= MOST * len(items) > 0:
            certain = [sure or _names_itself(item, look) for item, sure in zip(items, certain, strict=True)]
        linked = sum(certain)
        # Where venues alone say that items are entries, they are papers.
        published = any(sure and not item.facts.links for item, sure in zip(items, certain, strict=True))
        titled = sum(
            sure or (bool(item.blocks) and not item.lists and not item.facts.only_navigates)
            for item, sure in zip(items, certain, strict=True)
        )
        carried = linked >= 2 and linked >= MOST * titled
        group = scope.group((scope.section, "items", depth))
        for item, sure in zip(items, certain, strict=True):
            if sure or (carried and (scope.paper_list or published) and _may_be_entry(item, look)):
                _emit(item, "numbered" if ordered[id(item.node)] else "bullet", group, scope)
                if item.lists:
                    self._walk(item.lists, scope, depth + 1)
            elif item.lists or item.own:
                below = sorted((*item.lists, *item.own), key=lambda block: block.start)
                self._walk(below, scope.within(_label(item)), depth + 1)


def _introduces(lists: list[Node], look: Look) -> bool:
    """Whether all items are the list's own addresses: `Website: https://…`, or its text in another language."""
    facts = [look.facts(item.children) for block in lists for item in block.children]
    return all(
        look.is_property(fact) or (fact.links and all(_TRANSLATION.search(link.data["url"]) for link in fact.links))
        for fact in facts
    )


def _item(node: Node, look: Look) -> _Item:
    blocks = [block for block in node.children if block.kind != "list" and not is_anchor(block)]
    item = _Item(node, blocks, look.facts(blocks), [], [])
    for block in node.children:
        if block.kind == "list":
            (item.own if _belongs(block, item.facts.has_links, look) else item.lists).append(block)
    return item


def _belongs(block: Node, linked: bool, look: Look) -> bool:
    """Whether a sub-list only carries links and remarks of the item above it; `linked`: that item has links itself."""
    facts = [look.facts(node.children) for node in block.children if node.kind == "item"]
    if not facts or any(child.kind == "list" for node in block.children for child in node.children):
        return False
    supports = [look.supports(fact) for fact in facts]
    if any(map(look.is_field, facts)):
        # Beside its authors or its venue, a link and nothing else is the paper's own, whatever it is called.
        supports = [
            known or (len(fact.links) == 1 and fact.words == 0) for fact, known in zip(facts, supports, strict=True)
        ]
    silent = sum(
        1
        for fact, known in zip(facts, supports, strict=True)
        if not known and not fact.has_links and not fact.broken and (linked or not look.names_publication(fact.text))
    )
    return sum(supports) + silent == len(facts)


def _is_entry(item: _Item, look: Look) -> bool:
    """Whether an item is an entry by what it holds itself."""
    facts = item.facts
    if facts.only_navigates:
        return False
    if item.own and _own_links(item, look) and facts.text:
        return facts.has_links or not look.lex.labels.section_meanings(facts.text.rstrip(":： "))
    if facts.broken and facts.words:
        return True
    if not facts.links:
        return facts.words >= 3 and not item.lists and look.names_publication(facts.text)
    if facts.badges == len(facts.links) and not facts.text:
        return False
    if facts.titled:
        return not look.is_prose(facts)
    if facts.named:
        return _describes(facts) and not look.is_prose(facts)
    return bool(facts.addresses) and (facts.words <= 40 and not look.is_prose(facts))


def _is_soft(item: _Item, look: Look) -> bool:
    """Whether an item is one link whose label, a role's word elsewhere, may name it: `- [Python](https://…)`."""
    return _is_lone_link(item) and look.lex.labels.is_soft(item.facts.links[0].plain())


def _names_itself(item: _Item, look: Look) -> bool:
    """Whether an item is nothing but links, the first of which may name it: `- [JAX](…) - [Docs](…)`."""
    facts = item.facts
    if _is_lone_link(item):
        return True
    return (
        len(facts.links) > 1
        and not facts.words
        and not facts.images
        and not look.lex.is_role_word(facts.links[0].plain())
    )


def _is_lone_link(item: _Item) -> bool:
    """Whether an item is one link and nothing else."""
    facts = item.facts
    return len(facts.links) == 1 and not facts.words and not facts.images


def _own_links(item: _Item, look: Look) -> bool:
    return any(look.facts(node.children).has_links for block in item.own for node in block.children)


def _describes(facts: Facts) -> bool:
    """Whether there is a name beside links that only name roles: text before them, or a description behind."""
    if facts.before and words_of(facts.before):
        return True
    return facts.words >= 1 and any(char.isalpha() for char in facts.text)


def _may_be_entry(item: _Item, look: Look) -> bool:
    """Whether an item without a link may be an entry where its neighbours are."""
    facts = item.facts
    return (
        not facts.links
        and not facts.navigation
        and not item.lists
        and not facts.images
        and 1 <= facts.words <= 40
        and not facts.text.endswith((":", "："))
        and look.lex.key_of(facts.text) is None
        and not look.lex.bare_roles(facts.text)
    )


def _label(item: _Item) -> str:
    return fold_spaces(item.facts.text).rstrip(":： ")


def _emit(item: _Item, layout: str, group: int, scope: Scope) -> None:
    head = next((block for block in item.blocks if block.kind in ("paragraph", "heading")), None)
    parts = []
    if head is not None:
        parts.append(Part("head", head.children))
    body = [block for block in (*item.blocks, *item.own) if block is not head]
    body.sort(key=lambda block: block.start)
    if body:
        parts.append(Part("body", body))
    ends = [block.end for block in (*item.blocks, *item.own)]
    span = Span(item.node.start, max(ends, default=item.node.end))
    scope.emit(Carrier(layout, span, scope.section, parts, scope.heading, group, item.node.data.get("checked")))


def is_anchor(block: Node) -> bool:
    """Whether a block shows nothing: an HTML anchor (`<span id="x"></span>`) or a comment."""
    if block.kind == "definition":
        return True
    if block.kind not in ("paragraph", "html_block"):
        return False
    return all(
        node.kind in ("comment", "tag", "element", "softbreak", "html_block", "paragraph")
        or (node.kind == "text" and not node.text.strip())
        for node in block.walk()
    )
