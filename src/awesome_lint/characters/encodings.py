"""Finding text that was decoded with the wrong encoding, and what it said before.

UTF-8 spends two to four bytes on a character that is not ASCII: a lead byte (0xC2–0xF4) and trail bytes (0x80–0xBF).
Read with a one-byte encoding they become tell-tale characters: `é` is `√©` in Mac Roman, `Ã©` in Windows-1252, `Г©` in
Windows-1251. Where people would never write those side by side (a root sign before an accented letter), they are
garbled for certain. Where they could be punctuation, mathematics or a word (`É…”`, `√π`), ftfy weighs how likely they
are (<https://ftfy.readthedocs.io/en/latest/heuristic.html>), and what other text of the file was read as counts.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from enum import IntEnum
from functools import cache, cached_property, lru_cache
from itertools import accumulate, pairwise

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

MAX_PASSES = 4  # text is seldom garbled more than twice

_FOREIGN = pattern(r"[^\x00-\x7f]{2,}")
_WORD = pattern(r"[^\s()\[\]{}<>|]*")
_WORD_REACH = 24
_LOST = pattern(r"(?:锟斤拷)+锟?|\ufffd{2,}|(?<=\w)\ufffd|\ufffd(?=\w)")
_NO_BYTE = 0x20
# One or more characters in well-formed UTF-8 (table 3-7 of the Unicode Standard), ASCII left out.
_SEQUENCES = pattern(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}"
    rb"|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+"
)


class Garble(NamedTuple):
    """Characters that were decoded wrongly.

    `meant` is what they said, None where that is lost; `encoding` names what they were read as.
    """

    span: Span
    meant: str | None
    encoding: str


class Certainty(IntEnum):
    """How sure it is that characters were decoded wrongly."""

    LIKE_TEXT = 0  # people write such characters: only beside what is certain, on the same line
    POSSIBLE = 1  # for ftfy to say, or beside what is certain, in the same file
    CERTAIN = 2


class Charset:
    """A one-byte encoding that UTF-8 gets mistaken for: its name, and what it shows for the bytes from 0x80 up."""

    def __init__(self, name: str, shown: str) -> None:
        self.name = name
        self.shown = shown

    @cached_property
    def bytes_of(self) -> dict[str, int]:
        """The byte of every character from 0x80 up; undefined bytes are control characters, as in browsers."""
        table = {chr(value): value for value in range(0x80, 0xA0)}
        table.update(zip(self.shown, range(0x80, 0x100), strict=True))
        return table

    def sequences(self, text: str) -> Iterator[tuple[Span, str]]:
        """Where `text`, written in this encoding, is UTF-8 beyond ASCII, and what that says."""
        table = self.bytes_of
        raw = bytes([table.get(char, _NO_BYTE) for char in text])
        for found in _SEQUENCES.finditer(raw):
            yield Span(*found.span()), found[0].decode("utf-8")


# Written out, because loading Python's own tables takes longer than looking through a list.
CHARSETS = (
    Charset(
        "Windows-1252",
        "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ\xa0¡¢£¤¥¦§¨©ª«¬\xad®¯°±²³´µ¶·¸¹º»¼½¾¿"
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
    ),
    Charset(
        "Mac Roman",
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
        "¿¡¬√ƒ≈∆«»…\xa0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ",
    ),
    Charset(
        "Windows-1251",
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\x98™љ›њќћџ\xa0ЎўЈ¤Ґ¦§Ё©Є«¬\xad®Ї°±Ііґµ¶·ё№є»јЅѕї"
        "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя",
    ),
    Charset(
        "Windows-1250",
        "€\x81‚\x83„…†‡\x88‰Š‹ŚŤŽŹ\x90‘’“”•–—\x98™š›śťžź\xa0ˇ˘Ł¤Ą¦§¨©Ş«¬\xad®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż"
        "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
    ),
    Charset(
        "code page 437",
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
        "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0",
    ),
)
# Encodings of two bytes a character; their text reads as CJK characters either way.
DOUBLE_BYTE = (("GBK", "gbk"), ("Shift JIS", "cp932"))


def find_garbled(text: str) -> list[Garble]:
    """All that was decoded with the wrong encoding, in order. ASCII costs nothing, other text is read once."""
    if text.isascii():
        return []
    found: list[tuple[Garble, Certainty]] = []
    if "\ufffd" in text or "锟斤拷" in text:
        found += (
            (Garble(Span(*lost.span()), None, "another encoding"), Certainty.CERTAIN) for lost in _LOST.finditer(text)
        )
    for run in _foreign_runs(text):
        found += _look_into(text, run)
    return _believed(text, found)


def _foreign_runs(text: str) -> Iterator[Span]:
    """Where two and more characters beyond ASCII stand side by side. Most lines have none at all."""
    start = 0
    for line in text.split("\n"):
        if not line.isascii():
            for run in _FOREIGN.finditer(text, start, start + len(line)):
                yield Span(*run.span())
        start += len(line) + 1


def _look_into(text: str, run: Span) -> list[tuple[Garble, Certainty]]:
    """What was decoded wrongly in a run of characters beyond ASCII."""
    piece = text[run.start : run.end]
    if max(piece) >= FIRST_IDEOGRAPH and (garble := _double_byte(piece, run.start)):
        return [(garble, Certainty.CERTAIN)]
    suspects = _suspects(piece)
    if not suspects:
        return []
    readings = [list(_readings(text, run, charset)) for bit, charset in enumerate(CHARSETS) if suspects & 1 << bit]
    return max(readings, key=_weight)


def _weight(reading: list[tuple[Garble, Certainty]]) -> int:
    """How much a reading explains, and how surely."""
    return sum((garble.span.end - garble.span.start) * (certainty + 1) for garble, certainty in reading)


@cache
def _marks() -> tuple[dict[str, int], dict[str, int]]:
    """Which of `CHARSETS` have a character as a lead byte, and which as a trail byte, one bit each."""
    leads: dict[str, int] = {}
    trails: dict[str, int] = {}
    for bit, charset in enumerate(CHARSETS):
        for char, value in charset.bytes_of.items():
            marks = leads if value >= 0xC2 else trails
            marks[char] = marks.get(char, 0) | 1 << bit
    return leads, trails


def _suspects(run: str) -> int:
    """The bits of those of `CHARSETS` that show the beginning of a UTF-8 sequence as two characters of `run`."""
    leads, trails = _marks()
    found = 0
    for one, other in pairwise(run):
        found |= leads.get(one, 0) & trails.get(other, 0)
    return found


def _readings(text: str, run: Span, charset: Charset) -> Iterator[tuple[Garble, Certainty]]:
    """The sequences within `run` that say something in UTF-8."""
    for place, meant in charset.sequences(text[run.start : run.end]):
        if _plausible(meant):
            start, end = run.start + place.start, run.start + place.end
            certainty = _certainty(text[start:end], meant, text[start - 1 : start], text[end : end + 1])
            if certainty is not None:
                yield Garble(Span(start, end), _undone(meant), charset.name), certainty


def _believed(text: str, found: list[tuple[Garble, Certainty]]) -> list[Garble]:
    """Those of `found` that are certain, or that the certain ones or ftfy support."""
    if not found:
        return []
    encodings = {garble.encoding for garble, certainty in found if certainty is Certainty.CERTAIN}
    believed, unsupported = [], []
    for garble, certainty in found:
        if certainty is Certainty.CERTAIN or (
            certainty is Certainty.POSSIBLE
            and (garble.encoding in encodings or _ftfy_agrees(*_in_its_word(text, garble)))
        ):
            believed.append(garble)
        else:
            unsupported.append(garble)
    ends = list(accumulate(len(line) + 1 for line in text.replace("\r", "\n").split("\n")))
    lines = {(garble.encoding, bisect_right(ends, garble.span.start)) for garble in believed}
    believed += [garble for garble in unsupported if (garble.encoding, bisect_right(ends, garble.span.start)) in lines]
    return sorted(believed, key=lambda garble: garble.span)


def _undone(text: str) -> str:
    """`text` after undoing the same mistake as often as it was made (`ÃƒÂ©` is `Ã©` is `é`)."""
    for _ in range(MAX_PASSES):
        for charset in CHARSETS:
            once = _decoded(text, charset)
            if once != text and _plausible(once):
                text = once
                break
        else:
            break
    return text


def _decoded(text: str, charset: Charset) -> str:
    out: list[str] = []
    done = 0
    for place, meant in charset.sequences(text):
        out += (text[done : place.start], meant)
        done = place.end
    return "".join([*out, text[done:]])


# --- What people write ------------------------------------------------------------------------------

# Punctuation that may touch a letter, on either side.
_PUNCTUATION = frozenset("«»…\u00a0–—“”‘’‚„‹›•·†‡™®©°ªº§¶²³¹")
_MATHS = frozenset("√≈∆¬∂∑∏π∫∞±≤≥≠Ωµ÷×◊⁄ƒ¼½¾")
_CLOSERS = frozenset("»”’…™–—")
# What garbles U+0080 to U+00FF begins with these; words seldom end with them.
_LATIN_LEADS = frozenset("ÃÂ√¬├┬")
_UNNATURAL = pattern(r"m[ul]|[ul]m|lu|[ul]o|o[ul]")


@lru_cache(4096)
def _class(char: str) -> str:
    """`u`, `l` for letters by case, `p` punctuation that touches letters, `m` mathematics, `o` anything else."""
    if char in _PUNCTUATION:
        return "p"
    if char in _MATHS:
        return "m"
    if char.isupper():
        return "u"
    return "l" if char.isalpha() else "o"


def _certainty(garbled: str, meant: str, before: str, after: str) -> Certainty | None:
    """How surely `garbled`, which reads as `meant`, is no text by itself; None where it is.

    `before` and `after` are the characters beside it.
    """
    classes = "".join(map(_class, garbled))
    if all("\u2500" <= char <= "\u259f" for char in garbled):
        return Certainty.CERTAIN if _one_word(meant) else None
    if _UNNATURAL.search(classes) or _one_word(meant) or _mixes_scripts(garbled):
        return Certainty.CERTAIN
    if garbled[0] == "‚" and "\u2010" <= meant[0] <= "\u2bff":  # dashes, quotes, arrows, stars in Mac Roman
        return Certainty.CERTAIN
    if set(classes) == {"m"}:
        if not before.isalpha() and not after.isalpha():
            return None
        return Certainty.POSSIBLE if before.isalpha() and after.isalpha() else Certainty.LIKE_TEXT
    if before.isupper() and garbled[1] in _CLOSERS:  # IRMÃ”
        return Certainty.LIKE_TEXT
    if garbled[0] in _LATIN_LEADS:  # Fr√©chet, cafÃ©s
        return Certainty.CERTAIN if before.isalpha() and after.islower() else Certainty.POSSIBLE
    closed = set(classes[1:]) == {"p"} or set(classes) <= {"m", "p"}
    return Certainty.LIKE_TEXT if closed or len(garbled) == 2 else Certainty.POSSIBLE


# Where usual characters stand: Latin, Greek, Cyrillic, Vietnamese, symbols, CJK, kana, Hangul, forms, emoji.
_COMMON = (
    ("\u00a0", "\u017f"),
    ("\u0391", "\u03c9"),
    ("\u0400", "\u045f"),
    ("\u1e00", "\u1eff"),
    ("\u200b", "\u203e"),
    ("\u20a0", "\u2bff"),
    ("\u3000", "\u30ff"),
    ("\u4e00", "\u9fff"),
    ("\uac00", "\ud7a3"),
    ("\ufe0f", "\ufe0f"),
    ("\uff00", "\uffef"),
    ("\U0001d400", "\U0001d7ff"),
    ("\U0001f000", "\U0001faff"),
)


def _plausible(meant: str) -> bool:
    """Whether lists hold such text: usual characters, or a word in one script."""
    return all(any(first <= char <= last for first, last in _COMMON) for char in meant) or _one_word(meant)


def _one_word(text: str) -> bool:
    """Whether `text` is two or more letters, with their marks, of one script other than Latin; chance mixes them."""
    letters = [char for char in text if char.isalpha()]
    scripts = {_script(char) for char in letters}
    return (
        len(letters) > 1
        and len(scripts) == 1
        and not scripts & {"LATIN", "MODIFIER", "?"}
        and all(char.isalpha() or unicodedata.category(char) in {"Mn", "Mc", "Cf"} for char in text)
    )


def _mixes_scripts(text: str) -> bool:
    return (
        len({_script(char) for char in text if char.isalpha() and char not in _PUNCTUATION and char not in _MATHS}) > 1
    )


@lru_cache(4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "?").replace("-", " ").split(" ")[0]


def _in_its_word(text: str, garble: Garble) -> tuple[str, str, str, str]:
    """What stands before, in and after `garble` up to the next spaces and brackets, and what it meant."""
    start, end = garble.span
    before = _WORD.match(text[max(0, start - _WORD_REACH) : start][::-1])
    after = _WORD.match(text, end, end + _WORD_REACH)
    assert before is not None
    assert after is not None
    return before[0][::-1], text[start:end], after[0], garble.meant or ""


@lru_cache(4096)
def _ftfy_agrees(before: str, garbled: str, after: str, meant: str) -> bool:
    """Whether ftfy, too, would mend these characters within their word."""
    from ftfy import fix_encoding  # a twentieth of a second, and few lists need it

    return bool(fix_encoding(before + garbled + after).startswith(before + meant))


# --- Two bytes a character --------------------------------------------------------------------------

FIRST_IDEOGRAPH = "\u3400"
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH", "IDEOGRAPHIC"})


@cache
def _first_of_three(codec: str) -> frozenset[str]:
    """The characters that the first two bytes of a CJK character's UTF-8 form give in `codec`."""
    pairs = b"\n".join(bytes((lead, trail)) for lead in range(0xE3, 0xEA) for trail in range(0x80, 0xC0))
    return frozenset(char for char in pairs.decode(codec, "ignore").split("\n") if len(char) == 1)


def _double_byte(piece: str, offset: int) -> Garble | None:
    """The rest of `piece`, which begins at `offset`, that is UTF-8 read with an encoding of two bytes a character.

    Of good text hardly ever three characters in a row are valid UTF-8 in such an encoding.
    """
    for name, codec in DOUBLE_BYTE if len(piece) > 2 else ():
        firsts = _first_of_three(codec)
        if firsts.isdisjoint(piece):
            continue
        start = next(index for index, char in enumerate(piece) if char in firsts)
        if (meant := _unread(piece[start:], codec)) is not None:
            span = Span(offset + start, offset + len(piece))
            return Garble(span, None if "\ufffd" in meant else meant, name)
    return None


def _unread(garbled: str, codec: str) -> str | None:
    """What `garbled` says in UTF-8, with U+FFFD for the characters that were lost; None where it says nothing."""
    meant = garbled.encode(codec, "replace").decode("utf-8", "replace")
    good = sum(_script(char) in _EAST_ASIAN for char in meant)
    whole = good == len(meant) > 1
    return meant if whole or (good > 2 and good * 2 >= len(meant)) else None
