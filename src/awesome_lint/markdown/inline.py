"""Inline nodes with their places: mistune's inline parser with rules that build nodes where they find them.

Text is never collected: a rule that matches leaves a node, and what lies between nodes when a construct is complete is
its text. Brackets and delimiter runs that come to nothing therefore cost nothing, and siblings are contiguous.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from re import Match
from typing import Any, ClassVar

from mistune.core import InlineState
from mistune.inline_parser import InlineParser
from mistune.util import unikey

from awesome_lint.markdown.addresses import (
    ENTITY,
    PUNCTUATION,
    Target,
    entity,
    label_at,
    target_at,
    undo_entities,
    unescape,
)
from awesome_lint.markdown.autolinks import bare_link, link_mail_addresses, web_address_at, www_address_at
from awesome_lint.markdown.emphasis import Pair, Run, pairs_of, run_at
from awesome_lint.markdown.html import ATTRIBUTES, TAG_NAME, comment_node, markup_node, pair_tags, tag_node, words
from awesome_lint.markdown.node import Node
from awesome_lint.patterns import pattern
from awesome_lint.source import Span

MAX_DEPTH = 100

# A whole `[text](address)` whose text and address hold nothing that needs a second look.
_PLAIN_LINK = re.compile(r"\[([^\[\]\\`*_~<&\n]*+)\]\(([^\x00-\x20\x7f()<\\]*+)\)")
_TAG = pattern(rf"<(?:{TAG_NAME}{ATTRIBUTES}\s*+/?>|/{TAG_NAME}\s*+>)")
_URI = pattern(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*+)>")
_MAIL_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = pattern(rf"<([A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]++@{_MAIL_LABEL}(?:\.{_MAIL_LABEL})*+)>")
_DECLARATION = pattern(r"<![A-Z]++\s")
_WHITE = pattern(r"[ \t]*")


class Bracket:
    """An open `[` or `![`: the offset of its content, and how many nodes and runs stood before it."""

    __slots__ = ("active", "depth", "image", "inside", "nested", "nodes", "previous_link", "runs")

    def __init__(self, inside: int, image: bool, nodes: int, runs: int, previous_link: Bracket | None) -> None:
        self.inside = inside
        self.image = image
        self.nodes = nodes
        self.runs = runs
        self.previous_link = previous_link
        self.active = True
        self.nested = False
        self.depth = 0


class Reference:
    """What a definition gives to the links that name it."""

    __slots__ = ("title", "url", "url_span")

    def __init__(self, url: str, title: str | None, url_span: Span) -> None:
        self.url = url
        self.title = title
        self.url_span = url_span


class PlacedInlineState(InlineState):
    """The inline constructs found so far in one text, which stands at `base` in the source."""

    def __init__(self, references: Mapping[str, Reference], footnotes: frozenset[str]) -> None:
        super().__init__({})
        self.references = references
        self.footnotes = footnotes
        self.uses: Counter[str] = Counter()
        self.begin("", 0)

    def begin(self, text: str, base: int) -> None:
        self.src = text
        self.base = base
        self.nodes: list[Node] = []
        self.runs: list[Run] = []
        self.open: list[Bracket] = []
        self.open_link: Bracket | None = None
        self.depth = 0
        self.reached = 0
        self.has_tags = False
        self.has_autolinks = False

    def text_start(self) -> int:
        """Where the text that no node has claimed begins."""
        return self.nodes[-1].end - self.base if self.nodes else 0

    def deepen(self, depth: int) -> None:
        """Note that a node with `depth` levels below it was made here."""
        if self.open:
            self.open[-1].depth = max(self.open[-1].depth, depth)
        else:
            self.depth = max(self.depth, depth)

    def retire_links(self) -> None:
        """A link was made: no bracket open around it becomes one."""
        bracket = self.open_link
        while bracket is not None and bracket.active:
            bracket.active = False
            bracket = bracket.previous_link


class PlacedInlineParser(InlineParser):
    """GitHub's inline rules. `nodes` is the way in."""

    SPECIFICATION: ClassVar[dict[str, str]] = {
        "backslash": rf"\\{PUNCTUATION}",
        "softbreak": r"\\?\n",
        "codespan_at": r"`+",
        "delimiters": r"\*+|_+|~+",
        "bracket": r"!\[(?!\^)|\[",
        "bracket_end": r"\]",
        "angle": r"<",
        "charref": ENTITY,
        "web_address": r":(?=//)",
        "www_address": r"www\.",
    }
    # mistune adds the rule for soft breaks itself, and types its own rules as a tuple of exactly theirs.
    DEFAULT_RULES: ClassVar[Any] = tuple(name for name in SPECIFICATION if name != "softbreak")

    #: The characters that a rule's match can begin with.
    STARTS: ClassVar[str] = "\\\\\\n`*_~!\\[\\]<&:w"

    def __init__(self) -> None:
        super().__init__()
        # The look ahead lets the search run over plain text six times as fast.
        rules = "|".join(f"(?P<{name}>{self.specification[name]})" for name in self.rules)
        self._next_rule = re.compile(f"(?=[{self.STARTS}])(?:{rules})").search

    def nodes(self, text: str, base: int, state: PlacedInlineState) -> list[Node]:
        """The inline nodes of `text`, which stands at `base` in the source and is neither indented nor blank-ended."""
        search = self._next_rule
        m = search(text)
        if m is None:
            found = [Node("text", base, base + len(text), None, text)] if text else []
            return link_mail_addresses(found) if "@" in text else found
        state.begin(text, base)
        methods = self._methods
        while m is not None:
            end = methods[m.lastgroup or ""](m, state)
            m = search(text, end or m.end())
        pairs = pairs_of(state.runs) if state.runs else []
        depth = max(state.depth, max((bracket.depth for bracket in state.open), default=0))
        found = assemble(state, 0, len(text), state.nodes, pairs, MAX_DEPTH - depth)
        return link_mail_addresses(found) if "@" in text else found

    def parse_backslash(self, m: Match[str], state: PlacedInlineState) -> int:
        start, end = m.start(), m.end()
        state.nodes.append(Node("escape", start + state.base, end + state.base, None, state.src[end - 1]))
        return end

    def parse_softbreak(self, m: Match[str], state: InlineState) -> int:
        assert isinstance(state, PlacedInlineState)
        text, start = state.src, m.start()
        kind = "softbreak"
        if m.end() - start == 2:
            kind = "hardbreak"
        else:
            floor = state.text_start()
            while start > floor and text[start - 1] in " \t":
                start -= 1
            if m.start() - start >= 2 and text.endswith("  ", start, m.start()):
                kind = "hardbreak"
        white = _WHITE.match(text, m.end())
        end = white.end() if white else m.end()
        state.nodes.append(Node(kind, start + state.base, end + state.base))
        return end

    def parse_codespan_at(self, m: Match[str], state: PlacedInlineState) -> int:
        start, inside = m.span()
        close = state.delimiters.code_end(m[0], inside)
        if close is None:
            return inside
        code = state.src[inside:close].replace("\n", " ")
        if code[0] == " " == code[-1] and code.strip(" "):
            code = code[1:-1]
        end = close + inside - start
        state.nodes.append(Node("code", start + state.base, end + state.base, None, code))
        return end

    def parse_delimiters(self, m: Match[str], state: PlacedInlineState) -> int:
        run = run_at(state.src, m.start(), m.end())
        if run:
            state.runs.append(run)
        return m.end()

    def parse_charref(self, m: Match[str], state: PlacedInlineState) -> int:
        said = entity(m[0])
        if said is not None:
            state.nodes.append(Node("entity", m.start() + state.base, m.end() + state.base, None, said))
        return m.end()

    def parse_bracket(self, m: Match[str], state: PlacedInlineState) -> int:
        start, inside = m.span()
        image = inside - start == 2
        opened = state.open
        if opened:
            opened[-1].nested = True
        plain = _PLAIN_LINK.match(state.src, inside - 1)
        if plain is not None:
            base = state.base
            label, address = plain.span(1), plain.span(2)
            end = plain.end()
            url = plain[2]
            children = [Node("text", label[0] + base, label[1] + base, None, plain[1])] if plain[1] else []
            data = {
                "url": unescape(url) if "&" in url else url,
                "title": None,
                "url_span": Span(address[0] + base, address[1] + base),
                "label_span": Span(label[0] + base, label[1] + base),
                "form": "inline",
            }
            if not image:
                state.retire_links()
            state.deepen(1)
            state.nodes.append(Node("image" if image else "link", start + base, end + base, children, "", data))
            return end
        bracket = Bracket(inside, image, len(state.nodes), len(state.runs), state.open_link)
        if not image:
            state.open_link = bracket
        opened.append(bracket)
        return inside

    def parse_bracket_end(self, m: Match[str], state: PlacedInlineState) -> int:
        close, after = m.span()
        if not state.open:
            return after
        opener = state.open.pop()
        if not opener.image:
            state.open_link = opener.previous_link
        state.deepen(opener.depth)
        if not opener.active:
            return after
        text = state.src
        if text.startswith("(", after):
            target = target_at(text, after + 1)
            if target is not None:
                return self._inline_link(state, opener, close, target)
        if state.references:
            end = self._reference_link(state, opener, close)
            if end is not None:
                return end
        if state.footnotes and text.startswith("^", opener.inside):
            self._footnote_reference(state, opener, close)
        return after

    def _inline_link(self, state: PlacedInlineState, opener: Bracket, close: int, target: Target) -> int:
        raw = state.src[target.url.start : target.url.end]
        data = {
            "url": unescape(raw).strip(),
            "title": target.title,
            "url_span": Span(target.url.start + state.base, target.url.end + state.base),
            "label_span": Span(opener.inside + state.base, close + state.base),
            "form": "inline",
        }
        return target.end if self._link(state, opener, close, target.end, data) else close + 1

    def _reference_link(self, state: PlacedInlineState, opener: Bracket, close: int) -> int | None:
        text, end = state.src, close + 1
        label: str | None = None
        if text.startswith("[", end) and (found := label_at(text, end)):
            end = found.end
            label = text[found.span.start : found.span.end].strip()
        if not label:
            if opener.nested or close - opener.inside > 999:
                return None
            label = text[opener.inside : close]
        key = unikey(label)
        reference = state.references.get(key)
        if reference is None:
            return None
        data = {
            "url": reference.url,
            "title": reference.title,
            "url_span": reference.url_span,
            "label_span": Span(opener.inside + state.base, close + state.base),
            "form": "reference",
            "key": key,
        }
        if not self._link(state, opener, close, end, data):
            return None
        state.uses[key] += 1
        return end

    def _footnote_reference(self, state: PlacedInlineState, opener: Bracket, close: int) -> None:
        label = state.src[opener.inside + 1 : close]
        if unikey(label) in state.footnotes:
            del state.nodes[opener.nodes :], state.runs[opener.runs :]
            start = opener.inside - 1
            data = {"label": label}
            state.nodes.append(
                Node("footnote_reference", start + state.base, close + 1 + state.base, None, label, data)
            )

    def _link(self, state: PlacedInlineState, opener: Bracket, close: int, end: int, data: dict[str, Any]) -> bool:
        """Make the link or image that ends at `end`, unless what it holds is nested too deep already."""
        room = MAX_DEPTH - opener.depth - 1
        if room <= 0:
            return False
        pairs = pairs_of(state.runs[opener.runs :])
        start = opener.inside - (2 if opener.image else 1)
        nodes = state.nodes[opener.nodes :]
        if state.has_autolinks and not opener.image:
            nodes = [node for node in nodes if node.kind != "link" or node.data["form"] != "autolink"]
        children = assemble(state, opener.inside, close, nodes, pairs, room)
        del state.nodes[opener.nodes :], state.runs[opener.runs :]
        kind = "image" if opener.image else "link"
        state.nodes.append(Node(kind, start + state.base, end + state.base, children, "", data))
        state.deepen(opener.depth + 1 + state.reached)
        if not opener.image:
            state.retire_links()
        return True

    def parse_angle(self, m: Match[str], state: PlacedInlineState) -> int:
        text, start = state.src, m.start()
        after = text[start + 1 : start + 2]
        if after in ("!", "?"):
            return self._markup(state, start)
        found = _TAG.match(text, start)
        if found:
            node = tag_node(found[0], start + state.base)
            state.has_tags = state.has_tags or node.kind == "tag"
            if node.kind == "thematic_break":
                node.kind, node.data = "tag", {"name": "hr", "closing": False, **node.data}
            state.nodes.append(node)
            return found.end()
        uri = _URI.match(text, start)
        found = uri or _MAIL.match(text, start)
        if found is None:
            return m.end()
        span = Span(start + 1 + state.base, found.end() - 1 + state.base)
        address = undo_entities(found[1])
        url = address if uri else "mailto:" + address
        data = {"url": url, "title": None, "url_span": span, "label_span": span, "form": "autolink"}
        children = words(found[1], span.start)
        state.nodes.append(Node("link", span.start - 1, span.end + 1, children, "", data))
        state.has_autolinks = True
        return found.end()

    def _markup(self, state: PlacedInlineState, start: int) -> int:
        text = state.src
        for short in ("<!-->", "<!--->"):
            if text.startswith(short, start):
                state.nodes.append(comment_node(short, start + state.base))
                return start + len(short)
        if text.startswith("<!--", start):
            mark, skip = "-->", 4
        elif text.startswith("<?", start):
            mark, skip = "?>", 2
        elif text.startswith("<![CDATA[", start):
            mark, skip = "]]>", 9
        elif _DECLARATION.match(text, start):
            mark, skip = ">", 3
        else:
            return start + 1
        close = state.delimiters.find(mark, start + skip)
        if close is None:
            return start + 1
        end = close + len(mark)
        raw = text[start:end]
        state.nodes.append((comment_node if mark == "-->" else markup_node)(raw, start + state.base))
        return end

    def parse_web_address(self, m: Match[str], state: PlacedInlineState) -> int:
        return self._bare(state, m, web_address_at(state.src, m.start(), state.text_start()))

    def parse_www_address(self, m: Match[str], state: PlacedInlineState) -> int:
        return self._bare(state, m, www_address_at(state.src, m.start()))

    def _bare(self, state: PlacedInlineState, m: Match[str], found: tuple[int, int] | None) -> int:
        # Inside an open bracket GitHub links no bare address, whatever becomes of the bracket.
        if found is None or state.open:
            return m.end()
        state.nodes.append(bare_link(state.src, *found, state.base))
        return found[1]


def assemble(
    state: PlacedInlineState, start: int, end: int, nodes: list[Node], pairs: list[Pair], room: int
) -> list[Node]:
    """The nodes of `src[start:end]`: `nodes`, the emphasis of `pairs` around them, and the text between.

    Emphasis nested deeper than `room` levels stays text; `state.reached` says how deep it went.
    """
    text, base = state.src, state.base
    state.reached = 0
    out: list[Node] = []
    at = start
    if not pairs:
        for node in nodes:
            first = node.start - base
            if first > at:
                out.append(Node("text", at + base, first + base, None, text[at:first]))
            out.append(node)
            at = node.end - base
        if at < end:
            out.append(Node("text", at + base, end + base, None, text[at:end]))
        return pair_tags(out) if state.has_tags else out
    pairs.sort()
    outer: list[tuple[list[Node], Pair]] = []
    pending = iter(pairs)
    pair = next(pending, None)
    places: list[Node | None] = [*nodes, None]
    for place in places:
        first = place.start - base if place else end
        while True:
            if outer and (pair is None or outer[-1][1].inner_end <= pair.start) and outer[-1][1].inner_end <= first:
                around, done = outer.pop()
                if at < done.inner_end:
                    out.append(Node("text", at + base, done.inner_end + base, None, text[at : done.inner_end]))
                if state.has_tags:
                    out = pair_tags(out)
                around.append(Node(done.kind, done.start + base, done.end + base, out))
                out, at = around, done.end
            elif pair is not None and pair.start < first:
                if len(outer) < room:
                    if at < pair.start:
                        out.append(Node("text", at + base, pair.start + base, None, text[at : pair.start]))
                    outer.append((out, pair))
                    state.reached = max(state.reached, len(outer))
                    out, at = [], pair.inner_start
                pair = next(pending, None)
            else:
                break
        if at < first:
            out.append(Node("text", at + base, first + base, None, text[at:first]))
        if place:
            out.append(place)
            at = place.end - base
    return pair_tags(out) if state.has_tags else out
