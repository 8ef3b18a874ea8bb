"""Looking at trees: what they say without their places, and whether the places are right."""

from __future__ import annotations

from typing import Any

from awesome_lint.markdown import Node, Tree, parse_markdown
from awesome_lint.source import Source, Span

INLINE = frozenset(
    {"text", "escape", "entity", "code", "link", "image", "emphasis", "strong", "strike", "softbreak", "hardbreak"}
    | {"footnote_reference", "comment", "tag", "element"}
)


def parse(text: str) -> Tree:
    return parse_markdown(Source(text))


def found(text: str, kind: str) -> list[Node]:
    """The nodes of a kind, in document order."""
    return [node for node in parse(text).root.walk() if node.kind == kind]


def only(text: str, kind: str) -> Node:
    (node,) = found(text, kind)
    return node


def outline(node: Node, depth: int = 0) -> list[str]:
    """The blocks below `node`, a line each, with what their inline nodes say."""
    lines = []
    for child in node.children:
        if child.kind in INLINE:
            continue
        said = child.text if child.kind == "code_block" else plain_of_inline(child)
        lines.append("  " * depth + " ".join(filter(None, (child.kind, repr(said) if said else ""))))
        lines += outline(child, depth + 1)
    return lines


def plain_of_inline(node: Node) -> str:
    return "".join(" " if part.kind == "softbreak" else part.plain() for part in node.children if part.kind in INLINE)


def blocks(text: str) -> list[str]:
    return outline(parse(text).root)


def links(text: str) -> list[tuple[str, str]]:
    """Address and text of every link."""
    return [(node.data["url"], node.plain()) for node in found(text, "link")]


def shape(node: Node) -> Any:
    """All that a tree says, its places left out."""
    data = {key: value for key, value in node.data.items() if not isinstance(value, Span) and key != "pieces"}
    return (node.kind, node.text, sorted(data.items(), key=repr), [shape(child) for child in node.children])


def shapes(text: str) -> list[Any]:
    return [shape(child) for child in parse(text).root.children]


def misplaced(text: str) -> list[str]:
    """What is wrong with the places in the tree of `text`."""
    wrong: list[str] = []
    root = parse(text).root
    assert (root.start, root.end) == (0, len(text))
    for node in root.walk():
        at = node.start
        for child in node.children:
            if not at <= child.start <= child.end <= node.end:
                wrong.append(f"{child} in {node} after {at}")
            at = child.end
        source = text[node.start : node.end]
        if node.kind == "text" and source != node.text:
            wrong.append(f"{node} is {source!r}")
        if not well_delimited(node, source):
            wrong.append(f"{node} has no delimiters in {source!r}")
        for name in ("label_span", "url_span", "marker"):
            span = node.data.get(name)
            inside = span is None or node.start <= span.start <= span.end <= node.end
            if not inside and not (name == "url_span" and node.data["form"] == "reference"):
                wrong.append(f"{name} {span} is not in {node}")
        if "label_span" in node.data and node.kind != "definition":
            label = node.data["label_span"]
            outside = [child for child in node.children if not label.start <= child.start <= child.end <= label.end]
            wrong += [f"{child} is not in the label of {node}" for child in outside]
    return wrong


def well_delimited(node: Node, source: str) -> bool:
    """Whether `source` begins and ends as the construct of `node` must."""
    if node.data.get("html"):
        return source.startswith("<") if node.kind != "html_block" else True
    match node.kind:
        case "link" if node.data["form"] == "bare":
            return not source[:1].isspace() and not source[-1:].isspace()
        case "link" if node.data["form"] == "autolink":
            return source[:1] == "<" and source[-1:] == ">"
        case "link":
            return source[:1] == "[" and source[-1:] in ")]"
        case "image":
            return source[:2] == "![" and source[-1:] in ")]"
        case "emphasis":
            return source[0] == source[-1] and source[0] in "*_"
        case "strong":
            return source[:2] == source[-2:] and source[:2] in ("**", "__")
        case "strike":
            return source[0] == source[-1] == "~"
        case "code":
            return source[0] == source[-1] == "`"
        case "escape":
            return source[0] == "\\" and source[-1] == node.text
        case "entity":
            return source[0] == "&" and source[-1] == ";"
        case "heading" if not node.data["setext"]:
            return source[0] == "#"
        case "quote":
            return source[0] == ">"
        case "item":
            return source.startswith(("-", "+", "*")) or source[0].isdigit()
        case "definition" | "footnote" | "footnote_reference":
            return source[0] == "["
        case "paragraph" | "cell" | "row" | "table":
            return source == source.strip(" \t\r\n")
        case "softbreak" | "hardbreak":
            return source.count("\n") + source.count("\r") - source.count("\r\n") >= 1
    return True
