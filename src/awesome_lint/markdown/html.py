"""Raw HTML as nodes: tags read leniently, as browsers do, and paired within one block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from awesome_lint.markdown.addresses import ENTITY, entity, undo_entities
from awesome_lint.markdown.node import Node
from awesome_lint.patterns import pattern
from awesome_lint.source import Span

MAX_DEPTH = 100

# `!` and `?` name declarations and processing instructions, which have no end tag either.
VOID = frozenset(
    {"!", "?", "area", "base", "br", "col", "embed", "hr", "img", "input"}
    | {"link", "meta", "param", "source", "track", "wbr"}
)
_INLINE_KINDS = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "del": "strike",
    "s": "strike",
    "strike": "strike",
    "code": "code",
}
_BLOCK_KINDS = {
    "table": "table",
    "tr": "row",
    "td": "cell",
    "th": "cell",
    "ul": "list",
    "ol": "list",
    "li": "item",
    "p": "paragraph",
    "blockquote": "quote",
    "summary": "summary",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
_BLOCKS = frozenset(_BLOCK_KINDS.values()) - {"summary"} | {"thematic_break"}
# A start tag named in the first set ends the open elements named beside it, unless one named last stands between:
# the end tags that HTML lets an author leave out (HTML Living Standard, 13.1.2.4).
_CELLS = frozenset({"td", "th", "p", "li"})
_ROWS = _CELLS | {"tr"}
_GROUPS = _ROWS | {"thead", "tbody"}
_TABLE = frozenset({"table"})
_P_ENDERS = (
    *("address", "blockquote", "center", "details", "div", "dl", "fieldset", "figure", "footer", "form", "header"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"),
)
_IMPLIED_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li", "p"}), frozenset({"ul", "ol", "table"})),
    "tr": (_ROWS, _TABLE),
    "td": (_CELLS, _TABLE | {"tr"}),
    "th": (_CELLS, _TABLE | {"tr"}),
    "tbody": (_GROUPS, _TABLE),
    "tfoot": (_GROUPS, _TABLE),
    "dt": (frozenset({"dt", "dd", "p"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd", "p"}), frozenset({"dl"})),
    **dict.fromkeys(_P_ENDERS, (frozenset({"p"}), frozenset({"td", "th", "li", "table"}))),
}
_END_OPTIONAL = frozenset({"li", "tr", "td", "th", "p", "tbody", "thead", "tfoot", "dt", "dd"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})

#: A tag's name and its attributes, as CommonMark 0.31 has them (section 6.6).
TAG_NAME = r"[A-Za-z][A-Za-z0-9-]*+"
ATTRIBUTES = (
    r"(?:\s++[A-Za-z_:][A-Za-z0-9_.:-]*+"
    r"""(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+)*+"""
)

_ATTRIBUTE = pattern(r"""([^\s"'<>/=]+)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?+""")
_PIECE = pattern(
    r"(?P<break>[ \t]*+\n\s*+)"
    r"|(?P<comment><!--(?:-?>|[\s\S]*?-->|[\s\S]*))"
    r"|(?P<markup><[!?][^>]*+>)"
    r"""|(?P<tag></?[A-Za-z][^\s/><"']*+(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>)"""
    rf"|(?P<entity>{ENTITY})"
    r"|(?P<text>[^<&\n \t]++(?:[ \t]++[^<&\n \t]++)*+|[ \t]++|.)",
)
_INTERRUPTION = pattern(rf"\n\s*+|({ENTITY})")
_TAG_NAME = pattern(r"[^\s/>]+")


def words(text: str, start: int) -> list[Node]:
    """`text`, which stands at `start`, as text, entities and soft breaks."""
    out: list[Node] = []
    at = 0
    for m in _INTERRUPTION.finditer(text):
        said = None if m[1] is None else entity(m[1])
        if m[1] is not None and said is None:
            continue
        if m.start() > at:
            out.append(Node("text", start + at, start + m.start(), None, text[at : m.start()]))
        kind = "softbreak" if said is None else "entity"
        out.append(Node(kind, start + m.start(), start + m.end(), None, said or ""))
        at = m.end()
    if at < len(text):
        out.append(Node("text", start + at, start + len(text), None, text[at:]))
    return out


def tag_node(raw: str, start: int) -> Node:
    """The node of one tag at offset `start`, `raw` with its angle brackets: an image, a break or else a `tag`."""
    end = start + len(raw)
    closing = raw.startswith("</")
    at = 2 if closing else 1
    found = _TAG_NAME.match(raw, at)
    name = found[0].lower() if found else ""
    attributes: dict[str, str] = {}
    places: dict[str, Span] = {}
    if not closing and found:
        for m in _ATTRIBUTE.finditer(raw, found.end(), len(raw) - 1):
            key = m[1].lower()
            if key not in attributes:
                group = m.lastindex or 1
                attributes[key] = undo_entities(m[group]) if group > 1 else ""
                places[key] = Span(start + m.start(group), start + m.end(group)) if group > 1 else Span(end, end)
    if name == "br":
        return Node("hardbreak", start, end, None, "", {"html": name, "attributes": attributes})
    if name == "hr" and not closing:
        return Node("thematic_break", start, end, None, "", {"html": name, "attributes": attributes})
    if name == "img" and not closing:
        return _image(raw, start, end, attributes, places)
    data: dict[str, Any] = {"name": name, "closing": closing, "attributes": attributes, "html": name}
    if name == "a" and "href" in places:
        data["url_span"] = places["href"]
    return Node("tag", start, end, None, raw[at:-1], data)


def _address(raw: str) -> str:
    return "".join([part.strip() for part in raw.split("\n")])


def _image(raw: str, start: int, end: int, attributes: dict[str, str], places: dict[str, Span]) -> Node:
    nowhere = Span(end, end)
    alt = places.get("alt", nowhere)
    children = words(raw[alt.start - start : alt.end - start], alt.start)
    data = {
        "url": _address(attributes.get("src", "")),
        "title": attributes.get("title"),
        "url_span": places.get("src", nowhere),
        "label_span": alt,
        "form": "html",
        "html": "img",
        "attributes": attributes,
    }
    return Node("image", start, end, children, "", data)


class _Frame:
    """An element whose end has not come yet, and what stands in it so far."""

    __slots__ = ("children", "name", "tag")

    def __init__(self, tag: Node) -> None:
        self.tag = tag
        self.name: str = tag.data["name"]
        self.children: list[Node] = []


_ROOT = Node("tag", 0, 0, None, "", {"name": ""})


def pair_tags(nodes: Iterable[Node], *, block: bool = False) -> list[Node]:
    """`nodes` with every start tag, its end tag and what stands between made one node.

    A tag without its partner stays a `tag`. With `block` the nodes are those of an HTML block, and `<table>`, `<li>` …
    become blocks.
    """
    frames = [_Frame(_ROOT)]
    for node in nodes:
        if node.kind != "tag":
            if block and node.kind == "thematic_break":
                _end_implied(frames, "hr", node.start, block)
            frames[-1].children.append(node)
        elif not node.data["closing"]:
            _end_implied(frames, node.data["name"], node.start, block)
            if node.data["name"] in VOID or len(frames) > MAX_DEPTH:
                frames[-1].children.append(node)
            else:
                frames.append(_Frame(node))
        else:
            _end_named(frames, node, block)
    while len(frames) > 1:
        _give_up(frames)
    return frames[0].children


def _give_up(frames: list[_Frame]) -> None:
    frame = frames.pop()
    frames[-1].children.append(frame.tag)
    frames[-1].children += frame.children


def _close(frames: list[_Frame], end: int, block: bool, inner_end: int | None = None) -> None:
    frame = frames.pop()
    frames[-1].children.append(_element(frame.tag, frame.children, end, inner_end, block))


def _end_implied(frames: list[_Frame], name: str, at: int, block: bool) -> None:
    if not block or name not in _IMPLIED_ENDS:
        return
    ended, boundary = _IMPLIED_ENDS[name]
    last = 0
    for depth in range(len(frames) - 1, 0, -1):
        if frames[depth].name in boundary:
            break
        if frames[depth].name in ended:
            last = depth
    while last and len(frames) > last:
        _end_unnamed(frames, at, block)


def _end_unnamed(frames: list[_Frame], at: int, block: bool) -> None:
    """End the innermost frame without its end tag: an element where HTML allows that, else its tag has no partner."""
    frame = frames[-1]
    if block and frame.name in _END_OPTIONAL:
        children = frame.children
        while children and _is_white(children[-1]):
            children.pop()
        _close(frames, children[-1].end if children else frame.tag.end, block)
    else:
        _give_up(frames)


def _end_named(frames: list[_Frame], tag: Node, block: bool) -> None:
    name = tag.data["name"]
    for depth in range(len(frames) - 1, 0, -1):
        if frames[depth].name == name:
            while len(frames) > depth + 1:
                _end_unnamed(frames, tag.start, block)
            _close(frames, tag.end, block, tag.start)
            return
    frames[-1].children.append(tag)


def _is_white(node: Node) -> bool:
    return node.kind == "softbreak" or (node.kind == "text" and not node.text.strip())


def _trimmed(children: Sequence[Node]) -> list[Node]:
    """`children` without the white space before and behind them."""
    first, last = 0, len(children)
    while first < last and _is_white(children[first]):
        first += 1
    while last > first and _is_white(children[last - 1]):
        last -= 1
    inner = list(children[first:last])
    if inner and inner[0].kind == "text":
        text = inner[0].text.lstrip()
        inner[0].start += len(inner[0].text) - len(text)
        inner[0].text = text
    if inner and inner[-1].kind == "text":
        text = inner[-1].text.rstrip()
        inner[-1].end -= len(inner[-1].text) - len(text)
        inner[-1].text = text
    return inner


def _element(tag: Node, children: list[Node], end: int, inner_end: int | None, block: bool) -> Node:
    name: str = tag.data["name"]
    attributes: dict[str, str] = tag.data["attributes"]
    data: dict[str, Any] = {"html": name, "attributes": attributes}
    kind = _INLINE_KINDS.get(name) or (_BLOCK_KINDS.get(name) if block or name == "summary" else None)
    if "url_span" in tag.data:
        label = Span(tag.end, end if inner_end is None else inner_end)
        data |= {
            "url": _address(attributes["href"]),
            "title": attributes.get("title"),
            "url_span": tag.data["url_span"],
            "label_span": label,
            "form": "html",
        }
        return Node("link", tag.start, end, _without_bare_links(children), "", data)
    if kind is None:
        return Node("element", tag.start, end, children, "", {"name": name, **data})
    text = ""
    if kind == "code":
        text = "".join(child.plain() for child in children)
    elif name in _BLOCK_KINDS:
        children = _SHAPES.get(kind, _trimmed)(children)
        data |= _block_data(kind, tag, children)
    return Node(kind, tag.start, end, children, text, data)


def _block_data(kind: str, tag: Node, children: Sequence[Node]) -> dict[str, Any]:
    name = tag.data["name"]
    if kind == "heading":
        return {"level": int(name[1]), "setext": False}
    if kind == "list":
        first = tag.data["attributes"].get("start", "1")
        return {"ordered": name == "ol", "first": _number(first) if name == "ol" else None, "bullet": ""}
    if kind == "item":
        return {"checked": None, "marker": tag.span}
    if kind == "table":
        return {"aligns": []}
    if kind == "row":
        return {"header": bool(children) and all(cell.data.get("html") == "th" for cell in children)}
    if kind == "cell":
        return {"padded": False, "surplus": False}
    return {}


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 1


def _rows(children: Sequence[Node]) -> list[Node]:
    """A table's children without the white space and the row groups between it and its rows."""
    out: list[Node] = []
    for child in children:
        if child.kind == "element" and child.data["name"] in _ROW_GROUPS:
            out += _rows(child.children)
        elif not _is_white(child):
            out.append(child)
    return out


def _solid(children: Sequence[Node]) -> list[Node]:
    return [child for child in children if not _is_white(child)]


def _blocks(children: Sequence[Node]) -> list[Node]:
    """An item's children with every run of inline nodes made a paragraph."""
    out: list[Node] = []
    run: list[Node] = []

    def flush() -> None:
        words = _trimmed(run)
        if words:
            out.append(Node("paragraph", words[0].start, words[-1].end, words))
        run.clear()

    for child in children:
        if child.kind in _BLOCKS:
            flush()
            out.append(child)
        else:
            run.append(child)
    flush()
    return out


_SHAPES: dict[str, Callable[[Sequence[Node]], list[Node]]] = {
    "table": _rows,
    "row": _solid,
    "list": _solid,
    "item": _blocks,
    "quote": _blocks,
}


def _without_bare_links(children: Sequence[Node]) -> list[Node]:
    """`children` with addresses that GitHub would link on their own turned back into text: they stand in a link."""
    out: list[Node] = []
    for child in children:
        if child.kind == "link" and child.data["form"] == "bare":
            out += child.children
            continue
        if child.children and child.kind != "link":
            child.children = _without_bare_links(child.children)
        out.append(child)
    return out


def parse_html(text: str) -> list[Node]:
    """The nodes of an HTML block, `text` its raw inside; offsets count from its start."""
    pieces: list[Node] = []
    words = -1
    for m in _PIECE.finditer(text):
        kind = m.lastgroup
        start, end = m.span()
        if kind == "text":
            words = start if words < 0 else words
            continue
        said = entity(m[0]) if kind == "entity" else None
        if kind == "entity" and said is None:
            words = start if words < 0 else words
            continue
        if words >= 0:
            pieces.append(Node("text", words, start, None, text[words:start]))
            words = -1
        pieces.append(_piece(m, start, end, said))
    if words >= 0:
        pieces.append(Node("text", words, len(text), None, text[words:]))
    return pair_tags(pieces, block=True)


def _piece(m: re.Match[str], start: int, end: int, said: str | None) -> Node:
    kind = m.lastgroup
    if kind == "break":
        return Node("softbreak", start, end)
    if kind == "entity":
        return Node("entity", start, end, None, said or "")
    if kind == "comment":
        return comment_node(m[0], start)
    if kind == "markup":
        return markup_node(m[0], start)
    return tag_node(m[0], start)


def comment_node(raw: str, start: int) -> Node:
    inside = raw[4:-3] if raw.endswith("-->") and len(raw) > 6 else raw[4:].rstrip("->") if len(raw) < 7 else raw[4:]
    return Node("comment", start, start + len(raw), None, inside)


def markup_node(raw: str, start: int) -> Node:
    """The node of a declaration, a processing instruction or a CDATA section: a tag that nothing pairs with."""
    data = {"name": raw[1], "closing": False, "attributes": {}, "html": raw[1]}
    return Node("tag", start, start + len(raw), None, raw[1:-1], data)
