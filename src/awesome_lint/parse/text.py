"""Small questions about text, whatever it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.patterns import pattern

LINK = "\ue000"  # one character of a flow that stands for a link
HARD = "\n"  # a line break that readers see
SOFT = "\u2028"  # a line break that only the source has

SEE_ALSO = ("see also", "also", "also see")
DIGIT = pattern(r"\d")
DATED = pattern(r"(?:19|20)\d\d|['’‘`]\s?\d\d")
LONGEST_NAME = 160  # characters of a venue's name, with all that may surround it
COMMA = pattern(r",\s*|，\s*|\s+@\s*")
_WORD = pattern(r"[^\W_]+")
_SHORTCODE = pattern(r":[a-z][a-z0-9_+-]{1,40}:")
_SHORTCODE_AT_MARK = pattern(r":[a-z][a-z0-9_+-]{1,40}:(?=\s?[:,.;])")
_SENTENCE = pattern(  # begins with the characters that can end a sentence: all others are passed over at once
    r"[.?!。;｜\s](?:(?<=[^\W\d_]{2}[.])(?=\s)|(?<=[\d)\]”\"'][.])(?=\s)|(?<=[?!。])(?=\s+[^\W_])"
    r"|(?<=\S\s)[-–—|·•/]{1,3}\s(?=\S)|(?<=;)\s|(?<=\s)\|\s|(?<=｜))"
)
_KEPT = "?!。"  # belong to the sentence that they end
_ABBREVIATED = pattern(
    r"(?:\b(?:vs|et|al|etc|e\.g|i\.e|no|vol|st|dr|mr|fig|eq|cf|inc|proc|int|conf|trans|j|ed|eds)|\b[A-Z])$", re.I
)
_EDGE = " \t,.;:" + SOFT
_FINAL = ".,;:，；：、 "


def fold_spaces(text: str) -> str:
    """`text` trimmed, every run of white space a single space."""
    return " ".join(text.split())


def commas(text: str, start: int, end: int, reach: int = LONGEST_NAME) -> Iterator[re.Match[str]]:
    """The commas of `text[start:end]` that stand at most `reach` characters before its end."""
    return COMMA.finditer(text, max(start, end - reach), end)


def words_of(text: str) -> list[str]:
    """The words of a text: runs of letters and digits."""
    return _WORD.findall(text)


def word_count(text: str) -> int:
    """How many words a text has; a CJK character counts as half a word."""
    words = len(text.split())
    return words if text.isascii() else words + sum(map(is_wide, text)) // 2


def is_wide(char: str) -> bool:
    """Whether a character is Chinese, Japanese or Korean writing, which has no spaces between words."""
    return "\u3040" <= char <= "\ud7af"


def is_shortcode(text: str) -> bool:
    """Whether a text is nothing but an emoji's shortcode."""
    return _SHORTCODE.fullmatch(text.strip()) is not None


def without_shortcodes(text: str) -> str:
    """`text` without emoji shortcodes (`:star:`); emoji characters stay."""
    return _SHORTCODE.sub(" ", _SHORTCODE_AT_MARK.sub("", text)) if ":" in text else text


def clean_title(text: str) -> str:
    """A title as the model has it: no shortcodes, line breaks, final full stop or separator; an ellipsis stays."""
    text = fold_spaces(without_shortcodes(text.replace(LINK, "")))
    return text if text.endswith("...") else text.rstrip(_FINAL)


def capitalised(text: str) -> bool:
    """Whether a phrase is written as a name: most of its longer words have a capital or a digit, or no case at all."""
    words = [word for word in _WORD.findall(text) if len(word) > 3 or not word.islower()]
    named = sum(1 for word in words if not word[0].islower())
    return bool(words) and named >= 0.6 * len(words)


def sentences(text: str) -> list[tuple[int, int]]:
    """The ranges of a text between sentence ends and spaced dashes; abbreviations do not end a sentence."""
    parts = []
    at = 0
    for found in _SENTENCE.finditer(text):
        if found[0].startswith(".") and _ABBREVIATED.search(text, max(0, found.start() - 8), found.start()):
            continue
        stop = found.start() + (found[0] in _KEPT)
        if stop > at:
            parts.append((at, stop))
        at = found.end()
    if at < len(text):
        parts.append((at, len(text)))
    trimmed = []
    for start, end in parts:
        left = end - len(text[start:end].lstrip(_EDGE))
        right = left + len(text[left:end].rstrip(_EDGE))
        if right > left:
            trimmed.append((left, right))
    return trimmed or [(0, len(text))]
