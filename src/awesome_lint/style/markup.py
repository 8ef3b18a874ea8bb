"""Values moved from one place of a Markdown file to another: escaped, on one line, whole."""

from __future__ import annotations

import re
from collections.abc import Mapping

from awesome_lint.patterns import pattern

_UNSAFE = {" ": "%20", "<": "%3C", ">": "%3E", "|": "%7C", '"': "%22", "\\": "%5C", "\t": "%09"}
_SPECIAL = pattern(
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash that would escape something
    r"|[`*\[\]]"
    r"|(?<![^\W_])_"  # within a word it opens no emphasis: `$a_b$`
    r"|~(?=\S)|(?<=\S)~"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
)
_BREAK = pattern(r"(?:\\|[ \t]+)?\r?[\n\r][ \t>]*")
_BLOCK = pattern(r"(?:\d{1,9}(?=[.)](?:\s|$)))|(?=[-+](?:\s|$)|#{1,6}(?:\s|$)|>|={2,}\s*$|~~~)")
_HASHES = pattern(r"(?<=\s)(#+)\s*$")
_REFERENCE = pattern(r"(!?)\[((?:[^\[\]\\]|\\.|!?\[[^\[\]]*\](?:\([^()]*\))?)*)\](?:\[([^\[\]]*)\])?(?![\[(:])")
_CODE = pattern(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_PIPES = pattern(r"(\\*)\|")
_TOKEN = pattern(r"\\.|`+|\*+|_+|~~")


def escape(text: str) -> str:
    """Plain text as inline Markdown that says just this, on one line."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def escape_label(text: str) -> str:
    """Plain text as a link's text; brackets around all of it stay (`[PDF]`)."""
    inner = text[1:-1]
    if text[:1] == "[" and text[-1:] == "]" and not set(inner) & {"[", "]"}:
        return f"[{escape(inner)}]"
    return escape(text)


def escape_start(text: str) -> str:
    """Inline Markdown that begins no list, heading or quotation at the start of a line."""
    found = _BLOCK.match(text)
    return text if found is None else f"{found[0]}\\{text[found.end() :]}"


def escape_end(text: str) -> str:
    """Inline Markdown whose last `#` count as text at the end of a heading."""
    return _HASHES.sub(r"\\\1", text)


def safe_url(url: str) -> str:
    """An address that ends no link, cell or attribute early."""
    url = "".join(_UNSAFE.get(char, char) for char in url.strip())
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            break
    return url if depth == 0 else url.replace("(", "%28").replace(")", "%29")


def on_one_line(text: str) -> str:
    """Inline Markdown without line breaks."""
    return _BREAK.sub(" ", text) if "\n" in text or "\r" in text else text


def out_of_cell(text: str) -> str:
    r"""What stands in a table's cell, for any other place: `\|` is `|` there."""
    return text.replace(r"\|", "|")


def into_cell(text: str) -> str:
    r"""Inline Markdown for a table's cell: `|` is `\|` there, in code and addresses, too."""
    if "|" not in text:
        return text
    parts = _CODE.split(text)  # by turns text, backticks, what is in them
    out = []
    for number in range(0, len(parts), 3):
        out.append(_PIPES.sub(_escaped_pipe, parts[number]))
        if number + 1 < len(parts):
            ticks, code = parts[number + 1], parts[number + 2]
            out.append(ticks + code.replace("|", r"\|") + ticks)
    return "".join(out)


def _escaped_pipe(match: re.Match[str]) -> str:
    """A `|` behind an odd number of backslashes is escaped already."""
    return match[0] if len(match[1]) % 2 else rf"{match[1]}\|"


def folded_key(label: str) -> str:
    """The key that a reference names, as definitions are compared."""
    return " ".join(label.split()).lower().upper()


def without_references(text: str, definitions: Mapping[str, str]) -> str:
    """Inline Markdown whose references are links with their addresses; what is defined nowhere stays as it is."""
    if "]" not in text or not definitions:
        return text

    def resolve(match: re.Match[str]) -> str:
        image, label, key = match.groups()
        url = definitions.get(folded_key(key or label))
        if url is None:
            return match[0]
        return f"{image}[{without_references(label, definitions)}]({safe_url(url)})"

    return _REFERENCE.sub(resolve, text)


def whole(text: str) -> str | None:
    """Inline Markdown with the marks that its ends lack, as a part of `*a* **b**` may; None where that does not help.

    A stretch of an entry may begin or end within emphasis: `a* **b` is `*a* **b**`.
    """
    opened: list[str] = []
    before = ""
    at = 0
    while (match := _TOKEN.search(text, at)) is not None:
        token, start, at = match[0], match.start(), match.end()
        if token[0] == "\\":
            continue
        if token[0] == "`":
            closing = text.find(token, at)
            if closing < 0:
                return None
            at = closing + len(token)
            continue
        left = text[start - 1 : start]
        right = text[at : at + 1]
        if token[0] == "_" and left.isalnum() and right.isalnum():
            continue
        if token in opened and left and not left.isspace():
            del opened[opened.index(token) :]
        elif right and not right.isspace():
            opened.append(token)
        elif left and not left.isspace():
            before = token + before
    return before + text + "".join(reversed(opened))
