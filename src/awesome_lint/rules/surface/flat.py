"""Entries as flat text: what they write around their links, and the brackets, separators and joints in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.knowledge.folding import is_unspaced
from awesome_lint.model import Entry, Link
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.rules.base import Context
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.markdown.node import Node

BARE = "\0"  # stands for what is no text: markup, tags, comments
LINK = "\1"  # for every character of a link, its label included
OTHER = "\2"  # for code, images and footnotes: something is said, but no text

_CONTAINERS = ("paragraph", "heading", "cell", "summary")
_OTHERS = frozenset({"code", "image", "footnote_reference"})
_BREAKS = frozenset({"softbreak", "hardbreak"})
_BLOCKS = frozenset({"list", "item", "paragraph", "heading", "table", "row", "cell", "quote", "summary", "code_block"})
_PARTNERS = {")": "(", "]": "[", "）": "(", "】": "【"}
_OPENING = {"(": "(", "[": "[", "（": "(", "【": "【"}
_SEPARATORS = ",;，、；|·•"
_LEADING = ":：-–—"  # lead to something that follows
_STOPS = ".。"
_MARKS = _SEPARATORS + _STOPS + _LEADING
_SPACE = pattern(r"\s|$")
_BRACKET = pattern(r"[()\[\]（）【】]")
_FORMULA = pattern(r"\$[^$\n]+\$")
_INTERVAL = pattern(r"[\[(]\s*[-+\w.∞]+\s*,\s*[-+\w.∞]+[\s\0]*[\])]")
_EMOTICONS = pattern(r"(?<!\w)[:;=8xX]['’]?[-^o]?[()]|[-^;T]_[-^;T]|[-^][()]")
_ENUMERATIONS = pattern(r"(?:^|[\s,;:，；：\0\1])(?:\d{1,2}|[A-Za-z]|[ivxIVX]{2,4})[)）]")
_QUOTES = frozenset("'\"‘’“”`«»„")
_TWICE = (",,", ";;", "，，", "、、", "；；", "··")
_DOUBLED = pattern(r"([,;，、；·])[ \t\0]*\1|(?<![.\s\0])\.\.(?![./\w])")
_FOLLOWED = pattern(r"[ \t]*(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))*(?:[ \t]+\S|```|~~~|>|\|)")
_RIGHT_TO_LEFT = pattern(r"[\u0590-\u08ff]")
_BLANK = " \t\n" + BARE
_WORD_ENDS = frozenset(".,;!?)")
_NESTED = 4  # so many fields may begin before the one that holds a place ends


class Bracket(NamedTuple):
    """A bracket without its partner; `char` as written. `link` is the link that it stands directly before or behind."""

    offset: int
    char: str
    link: Link | None = None


class Tail(NamedTuple):
    """A separator behind a link or the keywords at the end of a paragraph or cell; `span` with the spaces before it."""

    mark: str
    span: Span


class Touch(NamedTuple):
    """Where a link follows a word; `offset` is that of the link, or of the bracket around it."""

    offset: int
    link: Link
    glued: bool


class Flat:
    """What one entry writes, as far as it is no title, destination or code; answers worked out when asked for."""

    def __init__(self, context: Context, entry: Entry, slips: list[int]) -> None:
        self.context = context
        self.entry = entry
        self.parts: list[_Part] = []
        self._slips = slips

    @cached_property
    def last(self) -> str:
        """Its last mark where that is a separator or a full stop, else ""."""
        for part in reversed(self.parts):
            if part.size:
                mark = part.outer[part.size - 1]
                return mark if mark in _MARKS else ""
        return ""

    @cached_property
    def tails(self) -> tuple[Tail, ...]:
        """The separators that nothing follows."""
        return tuple([tail for part in self.parts for tail in _tails(self.context.text, self.entry, part)])

    @property
    def doubles(self) -> tuple[Span, ...]:
        """The separators that stand twice between fields."""
        parts = [part for part in self.parts if _has_double(part.outer)]
        if not parts:
            return ()
        segments = sorted(span for spans in self.entry.spans.values() for span in spans)
        return tuple([double for part in parts for double in _doubles(part, segments)])

    @cached_property
    def unpaired(self) -> tuple[Bracket, ...]:
        """The brackets without a partner."""
        return tuple(_unpaired(self.context, self.entry, self.parts, self._slips))

    @property
    def touches(self) -> tuple[Touch, ...]:
        """Where a link of a role follows a word."""
        return self._touches[0]

    @property
    def wrapped(self) -> str:
        """The bracket around its first link that has one."""
        return self._touches[1]

    @cached_property
    def _touches(self) -> tuple[tuple[Touch, ...], str]:
        touches: list[Touch] = []
        wrapped = ""
        for part, link in self._placed():
            touch, bracket = _touch(self.context.text, part, link)
            wrapped = wrapped or bracket
            if touch is not None:
                touches.append(touch)
        return tuple(touches), wrapped

    @property
    def glued(self) -> tuple[Touch, ...]:
        """Those of `touches` without a space."""
        for part, link in self._placed():
            outer, at = part.outer, link.span.start - part.start
            at -= at > 0 and outer[at - 1] == "["
            if at > 0 and not outer[at - 1].isspace():
                return tuple([touch for touch in self.touches if touch.glued])
        return ()

    def _placed(self) -> Iterator[tuple[_Part, Link]]:
        """The links, each with the part that it stands in."""
        starts = [part.start for part in self.parts]
        for link in self.entry.links:
            start = link.span.start
            index = bisect_right(starts, start) - 1
            if index >= 0 and start < self.parts[index].node.end:
                yield self.parts[index], link


class _Part(NamedTuple):
    """One paragraph, heading or cell: `text` has its text, labels of links included, `outer` `LINK` in their place.

    `start` is that of its node, `size` the length of `outer` up to the last sign that is not blank.
    """

    node: Node
    text: str
    outer: str
    start: int
    size: int


def flatten(context: Context) -> dict[int, Flat]:
    """What the entries of a document write, by where they start, in document order."""
    facts = context.facts
    flats: dict[int, Flat] = {}
    slips = sorted(node.start for node in facts.nodes["link"] if any(_excess(node)))
    nodes = sorted(
        (node for kind in _CONTAINERS for node in facts.nodes[kind]), key=lambda node: (node.start, -node.end)
    )
    for node in nodes:
        if not _BLOCKS.isdisjoint([child.kind for child in node.children]):
            continue
        entry = facts.entry_at(node.start) or facts.entry_at(max(node.start, node.end - 1))
        if entry is None or entry.placeholder:
            continue
        flat = flats.get(entry.span.start)
        if flat is None:
            flat = flats[entry.span.start] = Flat(context, entry, slips)
        flat.entry = entry  # of two that start at one place the later
        flat.parts.append(_part(context.text, node))
    return flats


def _part(text: str, node: Node) -> _Part:
    """The text of a node's leaves in their places, `BARE` between them."""
    start = at = beside = linked = node.start
    every: list[str] = []
    outer: list[str] = []
    stack = node.children[::-1]
    while stack:
        child = stack.pop()
        kind, first, last = child.kind, child.start, child.end
        if kind == "link" and first >= linked:
            outer += (BARE * (first - beside), LINK * (last - first))
            beside = linked = last
        if kind == "text":
            said = text[max(first, at) : last]
        elif kind == "entity":
            said = BARE * (last - first - 1) + (child.text[-1:] or BARE)
        elif kind == "escape":
            said = BARE * (last - first - 1) + text[last - 1]
        elif kind in _BREAKS:
            said = "\n" * (last - first)
        elif kind in _OTHERS:
            said = OTHER * (last - first)
        else:
            stack += child.children[::-1]
            continue
        every += (BARE * (first - at), said)
        at = last
        if first >= linked and not child.children:
            outer += (BARE * (first - beside), said)
            beside = last
    every.append(BARE * (node.end - at))
    outer.append(BARE * (node.end - beside))
    around = "".join(outer)
    return _Part(node, "".join(every), around, start, len(around.rstrip(_BLANK)))


# Separators


def _tails(text: str, entry: Entry, part: _Part) -> Iterator[Tail]:
    """The separators behind the last link or the keywords of a part."""
    found = [tail] if (tail := _tail(text, entry, part, part.size)) is not None else []
    for span in entry.spans.get("keywords", ()):
        line_end = part.outer.find("\n", max(0, span.end - part.start))
        if line_end >= 0 and part.start <= span.start and span.end <= part.node.end:
            end = len(part.outer[:line_end].rstrip(_BLANK))
            if (tail := _tail(text, entry, part, end)) is not None:
                found.append(tail)
    yield from dict.fromkeys(found)


def _tail(text: str, entry: Entry, part: _Part, end: int) -> Tail | None:
    """The separator that ends at `end` of a part, where a link or the keywords stand before it."""
    outer = part.outer
    mark = outer[end - 1 : end]
    if not mark or mark not in _MARKS:
        return None
    if mark in _LEADING and (part.node.kind != "paragraph" or _leads_on(text, entry, part.node.end)):
        return None
    start = end
    while start > 0 and (outer[start - 1] == mark or outer[start - 1] in " \t"):
        start -= 1
    if mark in "." and end - start > 1 and outer[start:end].strip() != mark:
        return None  # an ellipsis
    tail = Tail(mark, Span(part.start + start, part.start + end))
    if any(part.start + start == span.end for span in entry.spans.get("keywords", ())):
        return tail if mark not in _STOPS + _LEADING else None
    before = outer[:start].rstrip("".join(_PARTNERS) + _BLANK)
    if not before.endswith(LINK):
        return None
    links = [link for link in entry.links if link.span.end == part.start + len(before)]
    if not links:
        return None
    if mark in _STOPS:
        bracketed = len(before) < start or links[0].label.startswith("[")
        if not (bracketed or entry.notes is None) or not (links[0].named or links[0].in_title):
            return None  # a sentence that ends with a link
    return tail


def _leads_on(text: str, entry: Entry, end: int) -> bool:
    """Whether something follows an entry's paragraph that its last mark may lead to."""
    return bool(text[end : entry.span.end].strip()) or _FOLLOWED.match(text, end) is not None


def _has_double(outer: str) -> bool:
    """Whether there can be doubled separators."""
    dense = outer.replace(BARE, "").replace(" ", "").replace("\t", "")
    return ".." in outer or any(map(dense.__contains__, _TWICE))


def _doubles(part: _Part, segments: list[Span]) -> Iterator[Span]:
    """Doubled separators between fields."""
    for found in _DOUBLED.finditer(part.outer):
        span = Span(part.start + found.start(), part.start + found.end())
        index = bisect_right(segments, (span.start, float("inf")))
        if not any(before.end > span.start for before in segments[max(0, index - _NESTED) : index]):
            yield span


# Joints


def _touch(text: str, part: _Part, link: Link) -> tuple[Touch | None, str]:
    """How a link of a role follows the text before it, and the bracket around it."""
    outer, at = part.outer, link.span.start - part.start
    bracket = ""
    while at > 0 and outer[at - 1] in _OPENING:
        at -= 1
        bracket = bracket or outer[at]
        if at > 0 and text[part.start + at - 1] == "\\":
            at -= 1
    named = link.named or bracket or link.label.startswith("[")
    if link.in_title or not named or link.label.strip("[]()").isdecimal() or link.url.startswith("#"):
        return None, bracket
    before = at
    while before > 0 and outer[before - 1] == BARE:
        before -= 1
    char = outer[before - 1 : before]
    if not char or any(mark in text[part.start + before : part.start + at] for mark in "<>"):
        return None, bracket
    if char.isspace():
        word = outer[:before].rstrip()[-1:]
        return (Touch(part.start + at, link, False) if word.isalnum() or word in _WORD_ENDS else None), bracket
    if (char.isalnum() and not _is_dense(char) and not _is_dense(link.label.strip("[]()")[:1])) or char in _WORD_ENDS:
        return Touch(part.start + at, link, True), bracket
    return None, bracket


def _is_dense(char: str) -> bool:
    """Whether a character belongs to a script, or is a form, that needs no space beside it."""
    return is_unspaced(char) or "\u0e00" <= char <= "\u0eff" or "\u3000" <= char <= "\u303f" or char >= "\uff00"


# Brackets


def _next_space(text: str, offset: int) -> int:
    found = _SPACE.search(text, offset)
    return found.start() if found else len(text)


def _unpaired(context: Context, entry: Entry, parts: list[_Part], slips: list[int]) -> list[Bracket]:
    """The brackets without a partner, those of titles, emoticons and enumerations left out."""
    found: list[Bracket] = []
    across: list[Bracket] = []
    for part in parts:
        if _is_paired(part, slips):
            continue
        brackets = [bracket for bracket in _alone(part) if not _is_meant(context.text, part, bracket.offset)]
        (found if part.node.kind == "cell" else across).extend(brackets)
    found += _without_pairs(across)
    if not found:
        return []
    apart = [span for name in ("title", "alias") for span in entry.spans.get(name, ())]
    # What should have been a link is L002's, its address included.
    broken = (malformed.span for malformed in context.facts.malformed_in(entry))
    apart += (Span(span.start, _next_space(context.text, span.end)) for span in broken)
    links_from = {link.span.start: link for link in entry.links}
    links_to = {link.span.end: link for link in entry.links}
    kept: list[Bracket] = []
    for offset, char, _ in found:
        if any(span.start <= offset < span.end for span in apart):
            continue
        kept.append(Bracket(offset, char, links_from.get(offset + 1) if char in _OPENING else links_to.get(offset)))
    return kept


def _is_paired(part: _Part, slips: list[int]) -> bool:
    """Whether all brackets of a part stand in pairs, plain ones in one another; else `_alone` has to look.

    An interval (`[0, 1)`) has no such pairs; a formula's brackets are none of the text's.
    """
    brackets = "".join(_BRACKET.findall(part.text))
    while brackets:
        rest = brackets.replace("[]", "").replace("()", "")
        if rest == brackets:
            return False
        brackets = rest
    if "$" in part.text:
        return False
    return not slips or bisect_left(slips, part.start) == bisect_left(slips, part.node.end)


def _alone(part: _Part) -> list[Bracket]:
    """The brackets of a part that no other one closes or opens, in order."""
    places = [found.start() for found in _BRACKET.finditer(part.text)]
    if not places:
        return []
    masked = [span for mask in (_FORMULA, _INTERVAL) for found in mask.finditer(part.text) if (span := found.span())]
    tokens = [(at, part.text[at], True) for at in places if not any(first <= at < last for first, last in masked)]
    # A bracket that slipped into an address has its partner outside.
    tokens += [(at, char, False) for at, char in _slipped(part)]
    open_: dict[str, list[int]] = {"(": [], "[": [], "【": []}
    alone: list[int] = []
    for at, char, written in sorted(tokens):
        if char in _OPENING:
            open_[_OPENING[char]].append(at)
        elif open_[_PARTNERS[char]]:
            open_[_PARTNERS[char]].pop()
        elif written:
            alone.append(at)
    alone += [at for kind in open_.values() for at in kind]
    return [Bracket(part.start + at, part.text[at]) for at in sorted(alone)]


def _slipped(part: _Part) -> Iterator[tuple[int, str]]:
    """The closing brackets in addresses of links that close nothing there, each at its link's end."""
    for node in part.node.walk():
        if node.kind != "link":
            continue
        for closing in _excess(node):
            yield node.end - part.start - 1, closing


def _excess(link: Node) -> Iterator[str]:
    """The closing brackets in an address that close nothing there."""
    url = str(link.data.get("url") or "")
    for opening, closing in (("(", ")"), ("[", "]")):
        if closing in url:
            yield from closing * max(0, url.count(closing) - url.count(opening))


def _without_pairs(brackets: list[Bracket]) -> list[Bracket]:
    """The brackets without those that open in one paragraph and close in a later one."""
    if not brackets:
        return []
    open_: defaultdict[str, list[Bracket]] = defaultdict(list)
    kept: list[Bracket] = []
    for bracket in brackets:
        if bracket.char in _OPENING:
            open_[_OPENING[bracket.char]].append(bracket)
        elif open_[_PARTNERS[bracket.char]]:
            open_[_PARTNERS[bracket.char]].pop()
        else:
            kept.append(bracket)
    return sorted([*kept, *(bracket for left in open_.values() for bracket in left)])


def _is_meant(text: str, part: _Part, offset: int) -> bool:
    """Whether a bracket stands alone for a reason: an emoticon, `a)`, a quoted bracket, a script that turns them."""
    if _RIGHT_TO_LEFT.search(part.text):
        return True
    at = offset - part.start
    if text[offset] == "(" and part.text[at - 1 : at] == "]":
        return True  # a link without its end, which L002 reports
    if text[offset] in "()（）":
        if _EMOTICONS.search(part.text) or (text[offset] in ")）" and _ENUMERATIONS.search(part.text)):
            return True
    return part.text[at - 1 : at] in _QUOTES and part.text[at + 1 : at + 2] in _QUOTES
