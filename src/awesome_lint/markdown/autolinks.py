"""Bare addresses in running text, as GitHub links them (GitHub Flavored Markdown 0.29, section 6.9, and cmark-gfm)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from awesome_lint.markdown.node import Node
from awesome_lint.patterns import pattern
from awesome_lint.source import Span

_SCHEME = pattern(r"(?:https?|ftp)\Z", re.IGNORECASE)
_MAX_SCHEME = 5
_TO_WHITE = pattern(r"[^ \t\n\r\f\v<]*")
_LAST_ENTITY = pattern(r"&[A-Za-z]+;\Z")
_BEFORE_WWW = frozenset(" \t\n\r\f\v*_~(")
_TRAILING = frozenset("?!.,:;*_~'\"")
# Underscores in the last two parts of a host make it none; of hosts with more dots than this GitHub asks no more.
_MANY_DOTS = 10
_LONGEST_ENTITY = 34

_MAIL_PROTOCOL = pattern(r"(?:mailto|xmpp):\Z")
_MAIL_HOST = pattern(r"[A-Za-z0-9_-]*+(?:\.[A-Za-z0-9][A-Za-z0-9_-]*+)++(?!@)")


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


def _trimmed_end(text: str, start: int, end: int) -> int:
    """Where the address `text[start:end]`, which begins with a letter, ends without the punctuation behind it."""
    surplus: int | None = None
    while True:
        char = text[end - 1]
        if char == ")":
            # A closing parenthesis that none in the address opens belongs to the text around.
            if surplus is None:
                surplus = text.count(")", start, end) - text.count("(", start, end)
            if surplus <= 0:
                return end
            surplus -= 1
        elif char == ";" and (found := _LAST_ENTITY.search(text, max(start, end - _LONGEST_ENTITY), end)):
            end = found.start()
            continue
        elif char not in _TRAILING:
            return end
        end -= 1


def _address_end(text: str, start: int, host_end: int) -> int:
    m = _TO_WHITE.match(text, host_end)
    assert m
    return _trimmed_end(text, start, m.end())


def _bare(url: str, children: list[Node]) -> Node:
    span = Span(children[0].start, children[-1].end)
    data = {"url": url, "title": None, "url_span": span, "label_span": span, "form": "bare"}
    return Node("link", *span, children, "", data)


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
    return None if stop == host else (start, _address_end(text, start, stop))


def www_address_at(text: str, start: int) -> tuple[int, int] | None:
    """The span of the address that begins with the `www.` at `start`."""
    if start and text[start - 1] not in _BEFORE_WWW:
        return None
    stop = _host_end(text, start, need_dot=True)
    return None if stop == start else (start, _address_end(text, start, stop))


def bare_link(text: str, start: int, end: int, base: int) -> Node:
    """The link node of the address `text[start:end]`, where `text` stands at `base`."""
    address = text[start:end]
    url = "http://" + address if address.startswith("www") else address
    return _bare(url, [Node("text", start + base, end + base, None, address)])


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


def _cut(nodes: Iterable[Node], ends: list[int]) -> list[list[Node]]:
    """The text-like `nodes` cut where their joined text reaches each of `ends`, which ascend to its length."""
    parts: list[list[Node]] = [[] for _ in ends]
    part = at = 0
    for node in nodes:
        rest = node
        at += len(node.text)
        while ends[part] < at:
            size = len(rest.text) - (at - ends[part])
            if size and rest.kind == "text":
                middle = rest.start + size
                parts[part].append(Node("text", rest.start, middle, None, rest.text[:size]))
                rest = Node("text", middle, rest.end, None, rest.text[size:])
            part += 1
        parts[part].append(rest)
    return parts


def _mail_links(nodes: list[Node]) -> list[Node]:
    """Text-like `nodes` that stand side by side, with the mail addresses in their joined text made links."""
    text = "".join([node.text for node in nodes])
    found: list[tuple[int, int, bool]] = []
    done = 0
    sign = text.find("@")
    while sign >= 0:
        address = _mail_address_at(text, sign, done)
        if address:
            found.append(address)
            done = address[1]
        sign = text.find("@", max(sign + 1, done))
    if not found:
        return nodes
    ends = [place for address in found for place in address[:2]]
    before, *parts = _cut(nodes, [*ends, len(text)])
    out = before
    for (start, end, has_scheme), inside, after in zip(found, parts[::2], parts[1::2], strict=True):
        url = text[start:end] if has_scheme else "mailto:" + text[start:end]
        out += (_bare(url, inside), *after)
    return out


_TEXTS = frozenset({"text", "escape", "entity"})


def link_mail_addresses(nodes: Iterable[Node]) -> list[Node]:
    """`nodes` with the mail addresses of their texts made links, those inside links aside."""
    out: list[Node] = []
    for is_text, group in groupby(nodes, lambda node: node.kind in _TEXTS):
        if is_text:
            out += _mail_links(list(group))
            continue
        for node in group:
            if node.children and node.kind not in ("link", "image"):
                node.children = link_mail_addresses(node.children)
            out.append(node)
    return out
