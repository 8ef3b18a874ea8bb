"""A first look at blocks, before any entry is read: what links they hold and what those links are for.

Layouts decide by these facts where an entry begins and ends.
"""

from __future__ import annotations

import re

from awesome_lint.markdown import Node
from awesome_lint.parse.fields.authors import looks_like_authors
from awesome_lint.parse.fields.links import is_badge, is_navigation, page_of
from awesome_lint.parse.lexicon import Lexicon
from awesome_lint.parse.text import DIGIT, SEE_ALSO, fold_spaces, without_shortcodes, word_count, words_of
from awesome_lint.patterns import pattern

_BREAKS = frozenset({"softbreak", "hardbreak"})
_FLAT = frozenset({"strong", "emphasis", "strike", "element"})
_BROKEN_LINK = pattern(r"\]\s?\((?=[^)\s]{0,300}(?:/|\.\w{2,4}\b)|[^)]{0,300}\.(?:pdf|html?)\))")
_PREPRINT = pattern(r"arxiv:\s?\d{4}\.\d{4,5}", re.IGNORECASE)
_YEAR = pattern(r"(?:19|20)\d\d")


def lines_of(block: Node) -> list[list[Node]]:
    """The nodes of a paragraph, source line by source line; lines that show nothing are left out."""
    lines: list[list[Node]] = [[]]
    for node in block.children:
        if node.kind in _BREAKS:
            lines.append([])
        else:
            lines[-1].append(node)
    return [line for line in lines if any(node.kind != "text" or node.text.strip() for node in line)]


class Facts:
    """What one block, or one item's own blocks, hold.

    `links` are the external links, in order; `named` those whose label names a role or nothing, `titled` those with a
    label of their own, `addresses` bare ones. `before` is the text in front of the first; `lead` what the block begins
    with.
    """

    __slots__ = (
        "addresses",
        "badges",
        "before",
        "broken",
        "images",
        "lead",
        "links",
        "named",
        "navigation",
        "text",
        "titled",
        "words",
    )

    def __init__(self) -> None:
        self.text = self.before = self.lead = ""
        self.words = self.navigation = self.images = self.badges = 0
        self.links: list[Node] = []
        self.named: list[Node] = []
        self.titled: list[Node] = []
        self.addresses: list[Node] = []
        self.broken = False

    @property
    def has_links(self) -> bool:
        return bool(self.links)

    @property
    def only_navigates(self) -> bool:
        return self.navigation > 0 and not self.links


class Look:
    """Facts about blocks, with one knowledge base."""

    def __init__(self, lex: Lexicon, own_pages: frozenset[str] = frozenset()) -> None:
        self.lex = lex
        self.own_pages = own_pages
        self._known: dict[tuple[str, int, int], Facts] = {}

    def navigates(self, url: str) -> bool:
        """Whether an address only leads about this document or its repository."""
        return is_navigation(url) or (bool(self.own_pages) and "#" in url and page_of(url) in self.own_pages)

    def facts(self, blocks: list[Node]) -> Facts:
        """The facts of `blocks` taken together; lists among them are not looked into."""
        if len(blocks) != 1:
            return self._read(blocks)
        # Several layouts ask for the same block; this object is one document's.
        block = blocks[0]
        place = (block.kind, block.start, block.end)
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = self._read(blocks)
        return known

    def _read(self, blocks: list[Node]) -> Facts:
        facts = Facts()
        texts: list[str] = []
        for block in blocks:
            self._collect(block, facts, texts)
            texts.append(" ")
        facts.text = fold_spaces(without_shortcodes("".join(texts)))
        facts.words = word_count(facts.text)
        facts.broken = "](" in facts.text.replace("] (", "](") and _BROKEN_LINK.search(facts.text) is not None
        return facts

    def _collect(self, node: Node, facts: Facts, texts: list[str]) -> None:
        for part in node.children:
            kind = part.kind
            if kind == "link":
                self._link(part, facts, texts)
            elif kind in ("text", "escape", "entity", "code"):
                texts.append(part.text)
                if not facts.lead and part.text.strip():
                    facts.lead = kind
            elif kind in _BREAKS:
                texts.append(" ")
            elif kind == "image":
                facts.images += 1
            elif kind in _FLAT:
                if not facts.lead and kind in ("strong", "emphasis"):
                    facts.lead = kind
                self._collect(part, facts, texts)
            elif kind != "list" and part.children:
                self._collect(part, facts, texts)

    def _link(self, link: Node, facts: Facts, texts: list[str]) -> None:
        url = link.data["url"]
        if self.navigates(url):
            facts.navigation += 1
            texts.append(link.plain())
            return
        label = fold_spaces(link.plain())
        if not label and is_badge(link) and not self.lex.leads_to_paper(url):
            facts.badges += 1
        if not facts.links:
            facts.before = fold_spaces("".join(texts))
        facts.links.append(link)
        if not facts.lead:
            facts.lead = "link"
        if link.data.get("form") in ("bare", "autolink"):
            facts.addresses.append(link)
        elif not label or self.lex.role_of(label) is not None or self.lex.is_generic(label):
            facts.named.append(link)
        else:
            facts.titled.append(link)

    def names_publication(self, text: str) -> bool:
        """Whether a text says where or when something was published: a known venue beside a year, or in brackets."""
        for piece in re.findall(r"[\[(【]([^\[\]()【】]{2,80})[\])】]", text):
            reading = self.lex.read_venue(piece, True)
            if reading is not None and reading.known:
                return True
        if _PREPRINT.search(text):
            return True
        for sentence in re.split(r"[.?!]\s+|,\s+(?=[A-Z])|\s[-–—|]\s", text):
            if len(sentence) < 80 and _YEAR.search(text):
                reading = self.lex.read_venue(sentence.strip(" .,"), False)
                if reading is not None and reading.known and not reading.rest:
                    return True
        return False

    def supports(self, facts: Facts) -> bool:
        """Whether a block only carries what belongs to an entry above it: role links, bare roles, `key: value`."""
        text = facts.text
        if key := self.lex.key_of(text):
            return key[0] != "title" or facts.has_links
        if not facts.has_links and len(text) < 40:
            reading = self.lex.read_venue(text, False)
            if reading is not None and (reading.known or reading.bare) and not reading.rest:
                return True
        if facts.has_links:
            before = facts.before.strip(" ([{:：-")
            unnamed = not words_of(before) or self.lex.role_of(before) is not None or self._published(before)
            if facts.titled and not words_of(before) and facts.words <= 2:
                return all(self._published(link.plain()) for link in facts.titled)  # `[CHI 2020](…)`
            if facts.addresses:
                return not facts.titled and facts.words <= 2
            return unnamed and not facts.titled and facts.words <= 8
        return bool(self.lex.bare_roles(text)) or self.lex.gone_role(text) is not None

    def is_field(self, facts: Facts) -> bool:
        """Whether a block is `Authors: …`, `Venue: …` or the like: a field that only something published has."""
        key = self.lex.key_of(facts.text)
        return key is not None and key[0] in ("authors", "venue") and not facts.has_links

    def _published(self, text: str) -> bool:
        """Whether a text is nothing but a known venue with a year."""
        if not DIGIT.search(text) or len(text) > 40:
            return False
        reading = self.lex.read_venue(text, True)
        return reading is not None and reading.known and reading.year is not None and not reading.rest

    def is_property(self, facts: Facts) -> bool:
        """Whether a line is `word: value`, a property of what stands above."""
        word, colon, _ = facts.text.replace("：", ":").partition(":")
        if not colon or len(word.split()) > 3:
            return False
        return not facts.links or facts.before.rstrip().endswith((":", "："))

    def is_prose(self, facts: Facts) -> bool:
        """Whether a block is a sentence that happens to hold links, and no entry."""
        if not facts.links:
            return True
        before = facts.before.rstrip(" ([")
        if facts.titled and before.casefold() in SEE_ALSO:
            return False  # `See also [name](…), a list of …`
        last = before.rsplit(" ", 1)[-1].casefold() if before else ""
        bracketed = facts.before.rstrip().endswith(("[", "(")) or facts.links[0].plain().startswith(("[", "("))
        if last in self.lex.labels.leading and not bracketed and not before.endswith((".", ",", ":")):
            return True
        if word_count(before) > 40 and not facts.named:
            return True
        return bool(not facts.named and word_count(before) > 12 and not before.endswith((":", ".", "]", ")", ",")))

    def has_authors(self, text: str) -> bool:
        return looks_like_authors(text)
