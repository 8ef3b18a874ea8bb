"""Bare addresses in running text, as GitHub links them (GitHub Flavored Markdown 0.29, section 6.9, and cmark-gfm)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from awesome_lint.markdown.node import Node
from awesome_lint.source import Span

_SCHEME = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)
_MAX_SCHEME = 5
_TO_WHITE = re.compile(r"[^ \t\n\r\f\v<]*")
_LAST_ENTITY = re.compile(r"&[A-Za-z]+;\Z")
_BEFORE_WWW = frozenset(" \t\n\r\f\v*_~(")
_TRAILING = frozenset("?!.,:*_~'\"")
# Underscores in the last two parts of a host make it none; of hosts with more dots than this GitHub asks no more.
_MANY_DOTS = 10
_LONGEST_ENTITY = 34

_MAIL_PROTOCOL = re.compile(r"(?:mailto|xmpp):\Z")
_MAIL_HOST = re.compile(r"[A-Za-z0-9_-]*+(?:\.[A-Za-z0-9][A-Za-z0-9_-]*+)++(?!@)")


@lru_cache(maxsize=4096)
def _in_host(char: str) -> bool:
    if char.isascii():
        return char.isalnum()
    return not char.isspace() and unicodedata.category(char)[0] != "P"


def _host_end(text: str, start: int, need_dot: bool) -> int:
    """Where the ASCII part of the host that begins at `start` ends; `start` where there is none."""
    # As in cmark-gfm, neither the first character nor the very last of the text is looked at.
    size = len(text) - 1
    dots = last = before = 0
    at = start + 1
    while at < size and text[start].isascii():
        char = text[at]
        if char == "\\" and at < size - 1:
            at += 1
            char = text[at]
        if char == "_":
            last += 1
        elif char == ".":
            before, last = last, 0
            dots += 1
        elif char != "-" and not (char.isascii() and char.isalnum()):
            break
        at += 1
    if (before or last) and dots <= _MANY_DOTS:
        return start
    return start if need_dot and not dots else at


def trimmed_end(text: str, start: int, end: int) -> int:
    """Where an address `text[start:end]` ends without punctuation and unbalanced `)` behind it."""
    surplus: int | None = None
    while end > start:
        char = text[end - 1]
        if char == ")":
            if surplus is None:
                surplus = text.count(")", start, end) - text.count("(", start, end)
            if surplus <= 0:
                return end
            surplus -= 1
            end -= 1
        elif char in _TRAILING:
            end -= 1
        elif char == ";":
            found = _LAST_ENTITY.search(text, max(start, end - _LONGEST_ENTITY), end)
            end = found.start() if found else end - 1
        else:
            return end
    return end


def _bare(url: str, text: str, start: int, end: int) -> Node:
    span = Span(start, end)
    said = Node("text", start, end, None, text)
    data = {"url": url, "title": None, "url_span": span, "label_span": span, "form": "bare"}
    return Node("link", start, end, [said], "", data)


def web_address_at(text: str, colon: int, floor: int) -> tuple[int, int] | None:
    """The span of the address around the `://` at `colon`, none of it before `floor`."""
    start = colon
    while start > floor and colon - start <= _MAX_SCHEME and text[start - 1].isascii() and text[start - 1].isalpha():
        start -= 1
    if not _SCHEME.match(text, start, colon):
        return None
    host = colon + 3
    if host >= len(text) or not _in_host(text[host]):
        return None
    stop = _host_end(text, host, need_dot=False)
    if stop == host:
        return None
    m = _TO_WHITE.match(text, stop)
    end = trimmed_end(text, start, m.end() if m else stop)
    return (start, end) if end > start else None


def www_address_at(text: str, start: int) -> tuple[int, int] | None:
    """The span of the address that begins with the `www.` at `start`."""
    if start and text[start - 1] not in _BEFORE_WWW:
        return None
    stop = _host_end(text, start, need_dot=True)
    if stop == start:
        return None
    m = _TO_WHITE.match(text, stop)
    end = trimmed_end(text, start, m.end() if m else stop)
    return (start, end) if end > start else None


def bare_link(text: str, start: int, end: int, base: int) -> Node:
    """The link node of the address `text[start:end]`, where `text` stands at `base`."""
    address = text[start:end]
    url = "http://" + address if address.startswith("www") else address
    return _bare(url, address, start + base, end + base)


def _mail_address_at(text: str, sign: int, floor: int) -> tuple[int, int, bool] | None:
    """The span of the address around the `@` at `sign`, none of it before `floor`, and whether it names its scheme."""
    start = sign
    while start > floor and (text[start - 1] in ".+-_" or (text[start - 1].isascii() and text[start - 1].isalnum())):
        start -= 1
    host = _MAIL_HOST.match(text, sign + 1)
    if start == sign or host is None or not text[host.end() - 1].isalpha():
        return None
    protocol = _MAIL_PROTOCOL.search(text, max(floor, start - len("mailto:")), start)
    return (protocol.start() if protocol else start), host.end(), protocol is not None


def _mail_links(node: Node) -> list[Node]:
    text, parts, done = node.text, [], 0
    sign = text.find("@")
    while sign >= 0:
        found = _mail_address_at(text, sign, done)
        if found:
            start, end, has_scheme = found
            if start > done:
                parts.append(Node("text", node.start + done, node.start + start, None, text[done:start]))
            said = text[start:end]
            parts.append(_bare(said if has_scheme else "mailto:" + said, said, node.start + start, node.start + end))
            done = end
        sign = text.find("@", max(sign + 1, done))
    if not parts:
        return [node]
    if done < len(text):
        parts.append(Node("text", node.start + done, node.end, None, text[done:]))
    return parts


def link_mail_addresses(nodes: Iterable[Node]) -> list[Node]:
    """`nodes` with the mail addresses of their texts made links, those inside links aside."""
    out: list[Node] = []
    for node in nodes:
        if node.kind == "text":
            out += _mail_links(node) if "@" in node.text else (node,)
            continue
        if node.children and node.kind not in ("link", "image"):
            node.children = link_mail_addresses(node.children)
        out.append(node)
    return out
