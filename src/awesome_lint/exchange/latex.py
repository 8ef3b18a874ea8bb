"""Text as LaTeX writes it in BibTeX files, and back.

What is written: accented Latin letters as commands (BibTeX sorts and abbreviates by them), the characters that mean
something to LaTeX escaped, formulas between dollars as they are; all else in UTF-8. Every text comes back the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from awesome_lint.patterns import pattern

_SPECIAL = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
}
_NAMED = {
    r"\textbackslash": "\\",
    r"\textbraceleft": "{",
    r"\textbraceright": "}",
    r"\lbrace": "{",
    r"\rbrace": "}",
    r"\textasciitilde": "~",
    r"\textasciicircum": "^",
    r"\textunderscore": "_",
    r"\LaTeX": "LaTeX",
    r"\TeX": "TeX",
    r"\BibTeX": "BibTeX",
}
# While a text is decoded, noncharacters stand for what would mean something once more.
_HELD = str.maketrans(dict(zip("\\{}~$%&-`'", map(chr, range(0xFDD0, 0xFDDA)), strict=True)))
_FREED = str.maketrans({held: plain for plain, held in ((chr(key), value) for key, value in _HELD.items())})
_TO_ESCAPE = pattern(r"[\\{}~^#$%&_]|[^\x00-\x7f]|(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[!?])(?=`)")
_FORMULA = pattern(r"\$(?!\s)((?:[^$\\%]|\\[^%]){1,200}?)(?<![\s\\])\$")
_MATH = pattern(r"(?<!\\)\$(?:[^$\\]|\\.)+\$", re.DOTALL)
_WORD = pattern(r"[^\W_]+")
_NAMES = (
    r"\\(?:textbackslash|textbraceleft|textbraceright|textasciitilde|textasciicircum|textunderscore|[lr]brace"
    r"|(?:Bib|La)?TeX)"
)
_NAMED_ATOM = pattern(rf"\{{\s*({_NAMES})\s*\}}|({_NAMES})(?:\{{\}}|[ \t]+|(?![A-Za-z]))")
_LETTER = r"(?:aa|AA|ae|AE|oe|OE|o|O|l|L|ss|i|j|dh|DH|th|TH|dj|DJ|ng|NG)"
_ATOM = pattern(
    r"\{\\[^{}\\]{1,16}\}|\{\\[^{}\\]{1,3}\{\\?[^{}\\]{1,3}\}\}"
    r"|\\[`'^\"~=.](?:\{\\?[^{}\\]{0,2}\}|\s*\\[ij](?![A-Za-z])|\s*[^\W\d_])"
    r"|\\[bcdHkrtuv](?:\{\\?[^{}\\]{1,2}\}|\s+[A-Za-z])|\\" + _LETTER + r"(?:\{\}|[ \t]+|(?![A-Za-z]))"
)
_ESCAPED = pattern(r"\\([&%$#_{}])")
_HREF = pattern(r"\\href\s*\{[^{}]*\}\s*\{([^{}]*)\}")
_URL = pattern(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")
_COMMAND = pattern(r"\\(?:[A-Za-z]+\*?|.)", re.DOTALL)
_DASHES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("!`", "¡"), ("?`", "¿"))
_DEEPEST = 30


def encode(text: str, *, capitals: bool = False) -> str:
    """Plain text as LaTeX; `capitals`: words in whose middle are capitals get braces, so that styles keep them."""
    out: list[str] = []
    at = 0
    for found in _FORMULA.finditer(text):
        if _is_formula(found[1]):
            out += (_encode(text[at : found.start()], capitals), found[0])
            at = found.end()
    out.append(_encode(text[at:], capitals))
    return "".join(out)


def _is_formula(text: str) -> bool:
    """Whether what stands between two dollars is a formula, and no price: it has signs of one, and its braces close."""
    if not (any(char in "\\^_{" for char in text) or (len(text) <= 3 and " " not in text)):
        return False
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0 and not any(0xFDD0 <= ord(char) <= 0xFDEF for char in text)


def _encode(text: str, capitals: bool) -> str:
    if not capitals:
        return _escape(text)
    pieces = _WORD.split(text)
    words = _WORD.findall(text)
    out = [_escape(pieces[0])]
    for word, behind in zip(words, pieces[1:], strict=True):
        escaped = _escape(word)
        out += (f"{{{escaped}}}" if _keeps_capitals(word) else escaped, _escape(behind))
    return "".join(out)


def _keeps_capitals(word: str) -> bool:
    return any(char.isupper() for char in word[1:])


def _escape(text: str) -> str:
    return _TO_ESCAPE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return _command_for(found[0]) if found[0] else "{}"  # between two marks that LaTeX would make one of


@lru_cache(4096)
def _command_for(char: str) -> str:
    """How one character is written."""
    if char in _SPECIAL:
        return _SPECIAL[char]
    if not unicodedata.name(char, "").startswith("LATIN "):
        return char
    written = f"{{{_encoder().unicode_to_latex(char)}}}"
    return written if written.isascii() and decode(written) == char else char


@cache
def _encoder() -> Any:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    return UnicodeToLatexEncoder(
        unknown_char_policy="keep", unknown_char_warning=False, replacement_latex_protection="none"
    )


@cache
def _decoder() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="verbatim")


def decode(text: str) -> str:
    """What LaTeX means, as plain text; formulas between dollars stay as they are."""
    if not any(mark in text for mark in "\\{}$~`'-"):
        return text
    if "$" not in text:
        return _decode(text)
    out: list[str] = []
    at = 0
    for found in _MATH.finditer(text):
        out += (_decode(text[at : found.start()]), found[0])
        at = found.end()
    out.append(_decode(text[at:]))
    return "".join(out)


def _decode(text: str) -> str:
    if "\\" in text:
        text = _HREF.sub(r"\1", text)
        text = _URL.sub(lambda found: decode_address(found[1]).translate(_HELD), text)
        text = _NAMED_ATOM.sub(lambda found: _NAMED[found[1] or found[2]].translate(_HELD), text)
        text = _ESCAPED.sub(lambda found: found[1].translate(_HELD), text)
        text = _ATOM.sub(lambda found: _command(found[0]), text)
    for written, meant in _DASHES:
        text = text.replace(written, meant)
    if "\\" in text:
        text = _whole(text)
    return text.replace("~", " ").replace("{", "").replace("}", "").translate(_FREED)


@lru_cache(8192)
def _command(written: str) -> str:
    """What one command with its argument means."""
    return _converted(written).translate(_HELD)


def _whole(text: str) -> str:
    r"""A text with commands that few texts have: `\emph{…}`, `\textsc{…}`."""
    text = text.replace("%", "%".translate(_HELD)).replace("&", "&".translate(_HELD))
    depth = deepest = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        deepest = max(deepest, depth)
    return _converted(text) if deepest <= _DEEPEST else _COMMAND.sub("", text)


def _converted(text: str) -> str:
    try:
        return str(_decoder().latex_to_text(text, tolerant_parsing=True))
    except Exception:  # it is a parser of arbitrary TeX, and some of it makes it fail in its own ways
        return _COMMAND.sub("", text)


def decode_address(text: str) -> str:
    r"""An address as BibTeX files have it: plain, or with some characters escaped, or in `\url{}`."""
    if "\\" in text or "{" in text or "$" in text:
        text = _URL.sub(r"\1", text)
        text = text.replace("$\\sim$", "~").replace("\\sim", "~").replace("\\~{}", "~").replace("{\\~{}}", "~")
        text = _NAMED_ATOM.sub(lambda found: _NAMED[found[1] or found[2]], text)
        text = re.sub(r"\\([&%$#_~{}^])", r"\1", text)
        text = text.replace("{", "").replace("}", "")
    return text.strip()
