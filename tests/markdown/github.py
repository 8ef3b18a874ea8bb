"""GitHub's renderer as a judge: our trees written as HTML, and its HTML, both made comparable.

Left out on both sides is what a tree does not say or says otherwise: paragraphs' tags (tight and loose lists), table
sections and alignment, task boxes, titles, the footnotes gathered at the end, white space.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from itertools import zip_longest
from urllib.parse import quote, unquote

import cmarkgfm
from cmarkgfm.cmark import Options

from awesome_lint.markdown import Node, parse_markdown
from awesome_lint.source import Source

EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist"]
OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
_NAMES = {"quote": "blockquote", "item": "li", "emphasis": "em", "strike": "del", "table": "table"}
_TEXTS = frozenset({"text", "escape", "entity"})
_BREAKS = frozenset({"softbreak", "hardbreak"})
_SAFE = "-_.+!*'(),%#@?=;:/,+&$~"

_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_START = re.compile(r'<(h[1-6]|blockquote|li|pre|p) data-sourcepos="(\d+):')

_FIRST_ROW = re.compile(r'<tbody>\s*<tr data-sourcepos="(\d+):')
_STARTS = {"quote": "blockquote", "item": "li", "table": "table", "code_block": "pre", "paragraph": "p"}


def render(text: str, options: int = OPTIONS) -> str:
    rendered: str = cmarkgfm.markdown_to_html_with_extensions(text, options=options, extensions=EXTENSIONS)
    return rendered


def theirs(text: str) -> str:
    """GitHub's HTML of `text`, comparable."""
    return _comparable(render(text))


def ours(text: str) -> str:
    """The tree of `text` as HTML, comparable."""
    root = parse_markdown(Source(text)).root
    return _comparable("".join(_html(child, text) for child in root.children))


def _comparable(written: str) -> str:
    written = re.sub(r'<section class="footnotes".*', "", written, flags=re.DOTALL)
    written = re.sub(r'<sup class="footnote-ref">.*?</sup>', "[note]", written)
    written = re.sub(r"</?(?:p|thead|tbody)>", "", written)
    written = re.sub(r' align="\w+"| start="\d+"| title="[^"]*"', "", written)
    written = re.sub(r'<input type="checkbox"[^>]*/>', "", written)
    written = re.sub(r"<(br|hr) ?/>", r"<\1>", written)
    written = re.sub(r"<img ([^>]*?) ?/>", r"<img \1>", written)
    return re.sub(r"\s+", "", html.unescape(written.replace("%20", " ")))


def _html(node: Node, text: str) -> str:
    kind = node.kind
    if kind == "html_block":
        return node.text
    if "html" in node.data or kind == "comment":
        if not node.children or kind == "image":
            return text[node.start : node.end]
        first, last = node.children[0].start, node.children[-1].end
        return text[node.start : first] + _inside(node, text) + text[last : node.end]
    if kind in _TEXTS:
        return html.escape(node.text)
    if kind == "strong":
        return f"<strong>{_inside_strong(node, text)}</strong>"
    if kind in _NAMES:
        return _tag(_NAMES[kind], node, text)
    return _OTHERS[kind](node, text)


def _inside(node: Node, text: str) -> str:
    return "".join(_html(child, text) for child in node.children)


def _inside_strong(node: Node, text: str) -> str:
    """GitHub writes one `<strong>` for one right inside another."""
    nested = [child.kind == "strong" and "html" not in child.data for child in node.children]
    parts = zip(node.children, nested, strict=True)
    return "".join(_inside_strong(child, text) if is_strong else _html(child, text) for child, is_strong in parts)


def _tag(name: str, node: Node, text: str) -> str:
    return f"<{name}>{_inside(node, text)}</{name}>"


def _row(node: Node, text: str) -> str:
    name = "th" if node.data["header"] else "td"
    return "".join(_tag(name, cell, text) for cell in node.children if not cell.data["surplus"])


def _code_block(node: Node, text: str) -> str:
    info = node.data["info"].split()
    language = f' class="language-{html.escape(info[0])}"' if info else ""
    return f"<pre><code{language}>{html.escape(node.text)}</code></pre>"


def _address(url: str) -> str:
    return html.escape(quote(url, safe=_SAFE))


def _alt(node: Node, text: str) -> str:
    parts = []
    for child in node.children:
        if child.kind in _BREAKS:
            parts.append(" ")
        elif "html" in child.data or child.kind == "comment":
            parts.append(text[child.start : child.end])
        else:
            parts.append(_alt(child, text) if child.children else child.text)
    return "".join(parts)


_OTHERS: dict[str, Callable[[Node, str], str]] = {
    "paragraph": _inside,
    "definition": lambda node, text: "",
    "footnote": lambda node, text: "",
    "softbreak": lambda node, text: "\n",
    "hardbreak": lambda node, text: "<br>",
    "thematic_break": lambda node, text: "<hr>",
    "footnote_reference": lambda node, text: "[note]",
    "code_block": _code_block,
    "code": lambda node, text: f"<code>{html.escape(node.text)}</code>",
    "heading": lambda node, text: _tag(f"h{node.data['level']}", node, text),
    "list": lambda node, text: _tag("ol" if node.data["ordered"] else "ul", node, text),
    "row": lambda node, text: f"<tr>{_row(node, text)}</tr>",
    "link": lambda node, text: f'<a href="{_address(node.data["url"])}">{_inside(node, text)}</a>',
    "image": lambda node, text: f'<img src="{_address(node.data["url"])}" alt="{html.escape(_alt(node, text))}">',
}


def github_links(text: str) -> list[tuple[str, str]]:
    """Address and text of every link that GitHub's renderer makes."""
    found = []
    for m in _LINK.finditer(render(text)):
        if not m[1].startswith("#fn"):
            words = html.unescape(re.sub(r"<[^>]*>", "", m[2]))
            found.append((unquote(html.unescape(m[1])), " ".join(words.split())))
    return found


def our_links(text: str) -> list[tuple[str, str]]:
    """Address and text of every link of the tree, as `github_links` writes them."""
    root = parse_markdown(Source(text)).root
    links = [node for node in root.walk() if node.kind == "link"]
    return [(unquote(node.data["url"]), " ".join(node.plain().split())) for node in links]


def github_starts(text: str) -> list[tuple[int, str]]:
    """Line and tag of every block that GitHub's renderer makes; paragraphs that begin an item aside.

    A table under a paragraph gets the paragraph's line from cmark-gfm, and the paragraph none: tables are placed by
    their first row instead, two lines below their header, and such paragraphs left out.
    """
    rendered = render(text, OPTIONS | Options.CMARK_OPT_SOURCEPOS)
    rendered = re.sub(r"(<li [^>]*>\s*(?:<input [^>]*>\s*)?)<p [^>]*>", r"\1", rendered)
    starts = [(int(line), name) for name, line in _START.findall(rendered) if line != "0"]
    return sorted(starts + [(int(line) - 2, "table") for line in _FIRST_ROW.findall(rendered)])


def our_starts(text: str) -> list[tuple[int, str]]:
    """The same of the tree."""
    source = Source(text)
    starts = []
    stack = [parse_markdown(source).root]
    while stack:
        node = stack.pop()
        children = node.children
        if node.kind == "item" and children and children[0].kind == "paragraph":
            children = children[1:]
        for child, after in zip_longest(children, children[1:]):
            name = f"h{child.data['level']}" if child.kind == "heading" else _STARTS.get(child.kind)
            above_table = after and after.kind == "table" and source.line(child.end) + 1 == source.line(after.start)
            if name and not (name == "p" and above_table) and not (name == "table" and len(child.children) < 2):
                starts.append((source.line(child.start), name))
        stack += [child for child in children if child.kind != "html_block"]
    return sorted(starts)
