"""How names are compared: without case, accents, spaces and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """`text` without case and accents; full-width forms become the usual ones."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(char for char in apart if not 0x300 <= ord(char) <= 0x36F)).casefold()


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The letters and digits of `text` without case and accents, `&` read as `and`: what writings of one name share."""
    return _MARKS.sub("", plain(text).replace("&", "and"))


def is_unspaced(char: str) -> bool:
    """Whether a character belongs to a script that puts no spaces between words, or so few: kana, Han, Hangul."""
    return "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af"


def has_unspaced(text: str) -> bool:
    """Whether a text has such characters."""
    return not text.isascii() and any(map(is_unspaced, text))


def squeezed(word: str) -> str:
    """A word of a label in the form in which labels are asked: letters and digits only, `+` as `p` (`c++`)."""
    return fold(word.replace("+", "p"))


def spaced(word: str) -> str:
    """A phrase in the form in which word lists are asked: no case, single spaces for spaces, hyphens and `_`."""
    return " ".join(word.replace("_", " ").replace("-", " ").split()).casefold()
