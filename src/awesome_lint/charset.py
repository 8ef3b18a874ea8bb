"""What bytes that are no UTF-8 text probably are: guesses for error messages, by plain heuristics."""

from __future__ import annotations

import codecs
import re

_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format", "a database"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
_FEW = 3
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
_HAN = re.compile("[\u4e00-\u9fff\u3001-\u3011\uff01-\uff5e]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_CYRILLIC_WORD = re.compile("[\u0400-\u04ff]+")
_CANDIDATES = ("gb18030", "shift_jis", "euc_jp", "euc_kr", "big5", "windows-1251", "windows-1252")


def binary_kind(data: bytes) -> str | None:
    """Why data with NUL bytes and no byte order mark is no text; None for text that merely holds some NUL."""
    head = data[:65536]
    if kind := _signature(head):
        return kind
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls <= max(_FEW, 0.05 * len(head)):
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.2 * len(head) and others < 0.01 * len(head):
            return f"it looks like {encoding.upper()} without a byte order mark: {_conversion(encoding)}"
    return "not text, but binary data: leave it out, or put it into `exclude`"


def undecodable(data: bytes, encoding: str, problem: UnicodeDecodeError) -> str:
    """Why `data` cannot be read as `encoding`: the byte, its offset and line, and what to do about it."""
    at = problem.start
    if encoding != "utf-8":
        named = f"{encoding[:6].upper()}, which its byte order mark names"
        return f"not {named}: {problem.reason} at byte offset {at}; save the file as UTF-8"
    if kind := _signature(data):
        return kind
    line = len(re.findall(rb"\r\n?|\n", data[:at])) + 1
    guess = guess_encoding(data)
    if guess == "utf-8":
        advice = "nearly all of the file is UTF-8, so single characters are damaged: write them anew"
    elif guess:
        advice = f"it looks like {guess}: {_conversion(guess)}"
    else:
        advice = "save the file as UTF-8"
    return f"not UTF-8: byte 0x{data[at]:02x} at offset {at}, line {line}; {advice}"


def guess_encoding(data: bytes) -> str | None:
    """The encoding that bytes which are not UTF-8 were probably written in, as `iconv` and Python name it, or None.

    `utf-8` where only few of the bytes are wrong. What a decoding gives speaks for it: kana for Japanese, Hangul for
    Korean, common Han characters for Chinese, words in one case for Cyrillic, lone accented letters for Western Europe.
    """
    sample = data[:262_144]
    high = sum(map(len, _HIGH_RUN.findall(sample)))
    if sum(map(len, _UTF8_CHARACTER.findall(sample))) > 0.8 * high:
        return "utf-8" if high else None
    scores = {name: _score(sample, name) for name in _CANDIDATES}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > 0.5 else None


def _signature(data: bytes) -> str | None:
    return next((f"not text: it looks like {kind}" for mark, kind in _SIGNATURES if data.startswith(mark)), None)


def _conversion(encoding: str) -> str:
    return f"save it as UTF-8, for instance with `iconv -f {encoding} -t utf-8`"


def _score(sample: bytes, encoding: str) -> float:
    """From 0 to 1: how well a decoding of `sample` reads."""
    try:
        text = codecs.getincrementaldecoder(encoding)("strict").decode(sample)  # the last character may be cut off
    except UnicodeDecodeError:
        return 0.0
    foreign = "".join(character for character in text if character >= "\x80")
    if not foreign:
        return 0.0
    if encoding == "windows-1252":
        runs = _HIGH_RUN.findall(sample)
        letters = sum(character.isalpha() or character in "“”‘’–—…" for character in foreign)
        return letters / len(foreign) * sum(len(run) == 1 for run in runs) / len(runs)
    if encoding == "windows-1251":
        words = _CYRILLIC_WORD.findall(text)
        plain = sum(len(word) for word in words if len(word) > 1 and (word.isupper() or word[1:].islower()))
        return 0.9 * plain / len(foreign)
    kana, han, hangul = (len(kind.findall(foreign)) / len(foreign) for kind in (_KANA, _HAN, _HANGUL))
    if encoding in ("shift_jis", "euc_jp"):
        return (kana + han) if kana > 0.2 else 0.0
    if encoding == "euc_kr":
        return hangul
    return 0.9 * (han - kana) * _common_share(foreign, "gb2312" if encoding == "gb18030" else "big5")


def _common_share(text: str, table: str) -> float:
    """The share of Han characters that stand where `table` keeps the common ones: GB 2312 level 1, Big5 level 1."""
    first, last = (0xB0, 0xD7) if table == "gb2312" else (0xA4, 0xC6)
    rows = [character.encode(table, "replace")[0] for character in text if "\u4e00" <= character <= "\u9fff"]
    return sum(first <= row <= last for row in rows) / len(rows) if rows else 0.0
