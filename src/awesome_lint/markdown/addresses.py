"""Destinations, titles and labels of links, read where they stand: CommonMark 0.31, sections 4.7, 6.3 and 2.5."""

from __future__ import annotations

import re
from html.entities import html5

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

MAX_PARENTHESES = 32
MAX_LABEL = 999

PUNCTUATION = r"[!-/:-@\[-`{-~]"
ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"

_ENTITY = pattern(ENTITY)
_UNDO = pattern(rf"\\({PUNCTUATION})|({ENTITY})")
_WHITE = pattern(r"[ \t]*(?:\n[ \t]*)?")
_LINE_REST = pattern(r"[ \t]*(?:\n|\Z)")
_LABEL = pattern(r"\[((?:[^\\\[\]]++|\\.)*+)\]", re.DOTALL)
_ANGLE = pattern(r"<((?:[^\\<>\n]++|\\.)*+)>")
_BARE = pattern(rf"(?:[^ \t\n\v\f\r()\\]++|\\{PUNCTUATION}|\\)*+")
_TITLE = pattern(
    r'"((?:[^"\\]++|\\.)*+)"|' r"'((?:[^'\\]++|\\.)*+)'|" r"\(((?:[^()\\]++|\\.)*+)\)",
    re.DOTALL,
)


class Target(NamedTuple):
    """Where an address stands, its title with escapes undone (None: no title), and where the construct ends."""

    url: Span
    title: str | None
    end: int


class Label(NamedTuple):
    """A bracketed label: the span inside the brackets, and the offset after them."""

    span: Span
    end: int


class ReferenceDefinition(NamedTuple):
    """`[label]: url "title"`; `end` stands after the line ending, `text_end` after the last character."""

    label: Span
    url: Span
    title: str | None
    text_end: int
    end: int


def entity(reference: str) -> str | None:
    """What `&name;`, `&#38;` or `&#x26;` stands for, None where there is no such entity."""
    if reference[1] != "#":
        return html5.get(reference[1:])
    code = int(reference[3:-1], 16) if reference[2] in "xX" else int(reference[2:-1])
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def unescape(text: str) -> str:
    """`text` with backslash escapes and entities undone; an entity without its semicolon is none."""
    if "\\" not in text and ("&" not in text or ";" not in text):
        return text
    return _UNDO.sub(lambda m: m[1] or entity(m[2]) or m[2], text)


def undo_entities(text: str) -> str:
    """`text` with entities undone, as in the attributes of raw HTML."""
    return _ENTITY.sub(lambda m: entity(m[0]) or m[0], text) if "&" in text else text


def label_at(text: str, position: int) -> Label | None:
    """The label whose `[` stands at `position`, at most 999 characters long."""
    m = _LABEL.match(text, position)
    return Label(Span(m.start(1), m.end(1)), m.end()) if m and m.end(1) - m.start(1) <= MAX_LABEL else None


def destination_at(text: str, position: int) -> tuple[Span, int] | None:
    """The destination at `position`, which may be empty, and where it ends (after the `>` of `<…>`).

    A `)` without its `(` ends it; white space does too, whatever parentheses are open, as in GitHub's renderer.
    """
    if text.startswith("<", position):
        m = _ANGLE.match(text, position)
        return (Span(m.start(1), m.end(1)), m.end()) if m else None
    at, depth, size = position, 0, len(text)
    while True:
        m = _BARE.match(text, at)
        at = m.end() if m else at
        mark = text[at] if at < size else ""
        if mark == "(" and depth < MAX_PARENTHESES:
            depth += 1
        elif mark == ")" and depth:
            depth -= 1
        elif mark == "(":
            return None
        else:
            return Span(position, at), at
        at += 1


def _title_at(text: str, position: int) -> tuple[str, int] | None:
    m = _TITLE.match(text, position)
    return (unescape(m[m.lastindex or 1]), m.end()) if m else None


def _skip(text: str, position: int) -> int:
    m = _WHITE.match(text, position)
    return m.end() if m else position


def target_at(text: str, position: int) -> Target | None:
    """The `url "title")` of an inline link, from after its `(`."""
    found = destination_at(text, _skip(text, position))
    if found is None:
        return None
    url, end = found
    title = None
    at = _skip(text, end)
    if at > end and (read := _title_at(text, at)):
        title, at = read
        at = _skip(text, at)
    return Target(url, title, at + 1) if text.startswith(")", at) else None


def definition_at(text: str, position: int) -> ReferenceDefinition | None:
    """The reference definition that begins at `position`, where a line begins."""
    label = label_at(text, position)
    if label is None or not text.startswith(":", label.end) or not text[label.span.start : label.span.end].strip():
        return None
    found = destination_at(text, _skip(text, label.end + 1))
    if found is None or found[1] == found[0].start:
        return None
    url, url_end = found
    at = _skip(text, url_end)
    if at > url_end and (read := _title_at(text, at)):
        title, title_end = read
        rest = _LINE_REST.match(text, title_end)
        if rest:
            return ReferenceDefinition(label.span, url, title, title_end, rest.end())
    rest = _LINE_REST.match(text, url_end)
    return ReferenceDefinition(label.span, url, None, url_end, rest.end()) if rest else None
