r"""Finding characters that nobody sees and nothing needs: zero-width ones, soft hyphens, unbalanced controls."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import groupby

from awesome_lint.patterns import pattern
from awesome_lint.source import BOM, Span

_JOINERS = "\u200c\u200d"
ZERO_WIDTH = "\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad" + _JOINERS
_CLOSED_BY = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
_BIDI = "".join(_CLOSED_BY) + "\u202c\u2069"
_TAGS = "\U000e0001\U000e0020-\U000e007f"
SUSPECT = pattern(f"[{ZERO_WIDTH}{_BIDI}{_TAGS}]")
"""Any character that nobody sees, wherever it is needed or not."""
_FLAG = pattern("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_REACH = 20
_DELIMITERS = frozenset("*_~`")
# Scripts whose words need joiners, or break at invisible spaces, by the first word of their characters' names.
_SCRIPT_NAMES = """
ADLAM ARABIC BALINESE BENGALI BUGINESE CHAM CHAKMA DEVANAGARI GRANTHA GUJARATI GURMUKHI JAVANESE KANNADA KHMER
LAO LIMBU MALAYALAM MEETEI MONGOLIAN MYANMAR NEWA ORIYA SHARADA SINHALA SUNDANESE SYRIAC TAI TAMIL TELUGU
THAANA THAI TIBETAN TIRHUTA
"""
_JOINING_SCRIPTS = frozenset(_SCRIPT_NAMES.split())


def find_invisible(text: str, code: Iterable[Span], line_of: Callable[[int], int]) -> list[int]:
    """The offsets of characters of `text` that nobody sees and nothing needs, in order.

    What stands in `code` is left alone; `line_of` gives the line of an offset.
    """
    suspects = [found.start() for found in SUSPECT.finditer(text) if found.start() or text[0] != BOM]
    if not suspects:
        return []
    from awesome_lint.characters.encodings import find_garbled

    apart = [*code, *(Span(*flag.span()) for flag in _FLAG.finditer(text))]
    apart += [garble.span for garble in find_garbled(text)]  # an encoding's fault, not theirs
    apart.sort()
    unbalanced = _unbalanced(text, suspects, line_of)
    return [
        offset
        for offset in suspects
        if not _inside(offset, apart)
        and (offset in unbalanced if text[offset] in _BIDI else not _is_meant(text, offset))
    ]


def _inside(offset: int, places: list[Span]) -> bool:
    """Whether one of `places`, which are in order and do not overlap, holds `offset`."""
    index = bisect_right(places, (offset, float("inf"))) - 1
    return index >= 0 and offset < places[index].end


def _unbalanced(text: str, suspects: list[int], line_of: Callable[[int], int]) -> set[int]:
    """The bidirectional controls that nothing on their line closes, or that close nothing there."""
    wrong: set[int] = set()
    for _, group in groupby((offset for offset in suspects if text[offset] in _BIDI), key=line_of):
        open_: list[int] = []
        for offset in group:
            char = text[offset]
            if char in _CLOSED_BY:
                open_.append(offset)
            elif open_ and _CLOSED_BY[text[open_[-1]]] == char:
                open_.pop()
            else:
                wrong.add(offset)
        wrong.update(open_)
    return wrong


def _is_meant(text: str, offset: int) -> bool:
    """Whether something needs the zero-width character or joiner at `offset`."""
    char = text[offset]
    before, after = text[max(0, offset - 1) : offset], text[offset + 1 : offset + 2]
    if char in "\ufeff\u00ad" or char > "\uffff":
        return _is_alone(text, offset)
    if _needs_joiners(before) or _needs_joiners(after):
        return True
    if char == _JOINERS[1] and after and unicodedata.category(after) == "So":
        return bool(before) and (unicodedata.category(before) in ("So", "Sk") or before == "\ufe0f")
    return before in ("@", "#", ":") or _keeps_emphasis(text, offset) or _is_alone(text, offset)


def _needs_joiners(char: str) -> bool:
    if char < "\u0600":
        return False
    return unicodedata.name(char, "").partition(" ")[0] in _JOINING_SCRIPTS


def _keeps_emphasis(text: str, offset: int) -> bool:
    """Whether emphasis beside a punctuation mark or a word begins or ends here only thanks to the character."""
    for step in (-1, 1):
        end = offset + step
        while 0 <= end < len(text) and text[end] in _DELIMITERS:
            end += step
        other = text[offset - step : offset - step + 1]
        if end == offset + step or not other.isalnum():
            continue
        beyond = text[end : end + 1]
        if text[offset + step] == "_" or (beyond and not beyond.isalnum() and not beyond.isspace()):
            return True
    return False


def _is_alone(text: str, offset: int) -> bool:
    """Whether nothing else stands on the line or in the cell: it holds the place open."""
    start = max(text.rfind("\n", 0, offset), text.rfind("|", max(0, offset - _REACH), offset)) + 1
    ends = [end for mark in "\r\n|" if (end := text.find(mark, offset, offset + _REACH)) >= 0]
    end = min(ends, default=min(len(text), offset + _REACH))
    return offset - start < _REACH and not text[start:end].strip(ZERO_WIDTH + " \t>*+-#")
