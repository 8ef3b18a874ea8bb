"""Text from a stranger's list, made harmless for terminals, logs of CI services, JSON, HTML, XML and Markdown.

Every character that moves a terminal or hides text is written out as an escape. So is the bracket of `##[` and
`##vso[`, and the colon of a `::` that begins a line: build servers read commands there (actions/runner,
src/Runner.Common/ActionCommand.cs: `::` after white space, `##[` anywhere in a line).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from awesome_lint.patterns import pattern

# C0 and C1 controls, soft hyphen; marks and overrides of the bidirectional algorithm; invisible separators and
# operators; line and paragraph separators; fillers that look like nothing; the byte order mark; surrogates, which
# stand for undecodable bytes of a file name; noncharacters; tags, which spell hidden text.
RISKY = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""The characters that are never printed as they are, as a class of a regular expression."""

_RISKY = pattern(RISKY)
_RISKY_IN_JSON = pattern(RISKY.replace("\x00-\x1f", ""))
_COMMAND_BRACKET = pattern(r"(?<=##)(\w*)\[")
_COMMAND_START = pattern(r"^\s*:(?=:)")
_MARKUP = pattern(r"[!#$&()*:<>@\[\\\]^_`{|}~]")  # what means something within a line
_WEB = pattern(r"(?i)\bwww(?=\.)")
_ISSUE = pattern(r"(?i)\bgh-(?=[0-9])")  # GitHub's other spelling of `#26`


def printable(text: str) -> str:
    r"""`text` on one line, with control characters written as `\x1b` or `\u202e`, and nothing a runner obeys."""
    if not text.isprintable():
        text = _RISKY.sub(_escape, text)
    if "##" in text:
        text = _COMMAND_BRACKET.sub(r"\1\\x5b", text)
    if "::" in text:
        text = _COMMAND_START.sub(lambda found: found[0][:-1] + r"\x3a", text)
    return text


def escaped(character: str) -> str:
    r"""How a character that is not printed as it is is written: `\x1b`, `\u202e`, `\U000e0041`."""
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def risky_places(text: str) -> dict[int, str]:
    """The offsets of characters of one line of a list that must be escaped, and what to write; tabs left out."""
    places = {
        found.start(): escaped(found[0])
        for found in (_RISKY.finditer(text) if not text.isprintable() else ())
        if found[0] != "\t"
    }
    if "##" in text:
        places |= {found.end() - 1: r"\x5b" for found in _COMMAND_BRACKET.finditer(text)}
    return places


def printable_json(text: str) -> str:
    r"""JSON text with the same characters as `\u001b`, which means the same: outside strings JSON has none of them.

    Surrogates come out so too, and the second `#` of `##[`: what is printed is always UTF-8, and no command.
    """
    if not text.isascii() or "\x7f" in text:
        text = _RISKY_IN_JSON.sub(_escape_json, text)
    return re.sub(r"#(?=#\w*\[)|(?<=#)#(?=\w*\[)", r"\\u0023", text) if "##" in text else text


def xml(text: str) -> str:
    """`text` for an element or a quoted attribute of XML 1.0 or HTML: what they forbid is written as an escape."""
    text = printable(text)
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        text = text.replace(character, entity)
    return text


def markdown(text: str) -> str:
    """`text` for a line or a table cell of GitHub's Markdown, where it means nothing but itself.

    No markup, no HTML, no link (also none that GitHub makes of bare addresses, mentions and issue numbers).
    """
    text = _MARKUP.sub(lambda found: f"&#{ord(found[0])};", printable(text))
    # GitHub looks for mentions, mail addresses and issues after it resolved entities: a space of no width parts them.
    text = _ISSUE.sub(r"\g<0>&#8203;", text)
    return _WEB.sub("ww&#119;", text).replace("&#64;", "&#64;&#8203;").replace("&#35;", "&#35;&#8203;")


def coded(message: str, escape: Callable[[str], str]) -> str:
    """A message as HTML or Markdown, what stands between its backticks as code; `escape` makes its parts harmless."""
    parts = message.split("`")
    if len(parts) % 2 == 0:  # one backtick stands alone
        parts[-2:] = ["`".join(parts[-2:])]
    texts = map(escape, parts)
    return "".join(f"<code>{text}</code>" if place % 2 and text else text for place, text in enumerate(texts))


def _escape(found: re.Match[str]) -> str:
    return escaped(found[0])


def _escape_json(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
