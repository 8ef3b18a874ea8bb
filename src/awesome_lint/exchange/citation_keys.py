"""Keys of BibTeX entries: `prajwal2020wav2lip`, made of what an entry says and of nothing else.

So a key is the same from run to run and wherever an entry stands. Entries that would have the same one get further
words of their titles, each of them, so that their order does not matter; only what is still the same is numbered by
letters, in the order of the list.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2s

from awesome_lint.exchange.people import family_first, people_of
from awesome_lint.knowledge import Labels
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern

_WORD = pattern(r"[a-z0-9]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST_WORDS = 6
_PLAIN = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "ł": "l", "Ł": "l", "ı": "i"})


def citation_keys(entries: Sequence[Entry], labels: Labels) -> list[str]:
    """A key for each entry, all different, in ASCII letters and digits; the first character is a letter."""
    parts = [_parts(entry, labels) for entry in entries]
    keys = [_key(*one, 1) for one in parts]
    for count in range(2, _MOST_WORDS + 1):
        often = Counter(keys)
        if len(often) == len(keys):
            return keys
        keys = [_key(*one, count) if often[key] > 1 else key for key, one in zip(keys, parts, strict=True)]
    return _numbered(keys)


def _parts(entry: Entry, labels: Labels) -> tuple[str, str, list[str]]:
    """The word in front of the year, the year, the words behind it."""
    family = family_first(people_of(entry.authors).names) if entry.authors else None
    front = "".join(_words(family or ""))
    title = [word for word in _words(entry.title) if word not in labels.stop]
    alias = "".join(_words(entry.alias or ""))
    words = ([alias] if alias and alias not in title[:1] else []) + title
    if not front:
        front, words = (words[0], words[1:]) if words else ("", [])
    if not front and not words:
        front = "x" + blake2s(entry.title.encode("utf-8", "replace"), digest_size=4).hexdigest()
    return front, str(entry.year or ""), words


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN)).lower().replace("'", "").replace("’", "")
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def _key(front: str, year: str, words: list[str], count: int) -> str:
    key = front + year + "".join(words[:count])
    return key if key[:1].isalpha() else f"x{key}"


def _numbered(keys: list[str]) -> list[str]:
    """Keys that stand there several times, the second with a `b` behind it, and so on."""
    used = set(keys)
    seen: Counter[str] = Counter()
    found = []
    for key in keys:
        seen[key] += 1
        made = key
        if seen[key] > 1:
            while made in used:
                made = key + _letters(seen[key])
                seen[key] += made in used
            used.add(made)
        found.append(made)
    return found


def _letters(number: int) -> str:
    """1, 2 … as `a`, `b` … `z`, `aa` …."""
    text = ""
    while number:
        number, place = divmod(number - 1, 26)
        text = _LETTERS[place] + text
    return text
