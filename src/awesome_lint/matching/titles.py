"""When are two titles one? The folding of titles and authors' names for comparison, in one place."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_lint.knowledge.folding import has_unspaced, is_unspaced
from awesome_lint.knowledge.likeness import ratio
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge

NEARLY_EQUAL = 0.90

_WORD = pattern(r"[^\W_]+")
_LATEX = pattern(r"\\[A-Za-z]+|[$\\{}]")
_SIGN = pattern(r"(?<=\w)(?:\++|#)(?!\w)")
_DIGITS = pattern(r"\d+")
_FILE_NAME = pattern(r"[^\W_]+_[^\W_]+_|\.(?:pdf|ps|docx?)$")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = frozenset(tens + ones for tens in ("", "x", "xx", "xxx") for ones in _ONES) - {"", "i", "v", "x"}
_NUMBER_WORDS = "zero one two three four five six seven eight nine ten first second third fourth fifth"
_NUMBERS = frozenset(_NUMBER_WORDS.split())
_SMALL_WORDS = (
    "a an the of for in on to with and or by from via at as is are be using based towards toward into its your"
)
SMALL_WORDS = frozenset(_SMALL_WORDS.split())
_NAME_SPLIT = pattern(r"[,;，、；&]|\band\b|\bet al\b\.?|\bwith\b")
_LATIN = frozenset({"LATIN"})
_ENGLISH = frozenset("the of for with in and to via from by on an is are".split())
_OTHER_TONGUES = """
de la el los las del des du et pour avec une der die das und mit von ein eine para con uma com il gli di per em een het
"""
_FOREIGN = frozenset(_OTHER_TONGUES.split())
LONGEST_ALIAS = 2  # in words


class FoldedTitle(NamedTuple):
    """A title made comparable.

    `key` is all of it without case, accents, punctuation and spaces; `alias` the folded `alias:` of one or two words
    before it, or ""; `rest` what follows that alias (`key` where there is none). `words` are the folded words,
    `signs` the `++` and `#` that folding would lose.
    """

    key: str
    alias: str
    rest: str
    words: tuple[str, ...]
    signs: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many words it has; two signs of a script without spaces count as one word."""
        if self.key.isascii():
            return len(self.words)
        signs = sum(map(is_unspaced, self.key))
        return sum(not has_unspaced(word) for word in self.words) + (signs + 1) // 2


def fold_text(text: str) -> str:
    """`text` without case and accents, compatibility forms made one."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = unicodedata.normalize("NFC", "".join(char for char in text if not unicodedata.combining(char)))
    return text.casefold()


def fold_words(text: str) -> list[str]:
    """The words of `text`, folded."""
    return _WORD.findall(fold_text(text.replace("&", " and ")))


def scripts_of(text: str) -> frozenset[str]:
    """The scripts of a text's letters, by the first word of their Unicode names: `LATIN`, `CYRILLIC`, `CJK`."""
    if text.isascii():
        return _LATIN
    return frozenset(unicodedata.name(char, "").partition(" ")[0] for char in set(text) if char.isalpha())


def is_foreign(title: str) -> bool:
    """Whether a title may be in another language or script than addresses and databases have it in."""
    words = set(fold_words(title))
    return has_unspaced(title) or not title[:1].isascii() or (bool(words & _FOREIGN) and not words & _ENGLISH)


def survey_words(knowledge: Knowledge) -> tuple[frozenset[str], tuple[str, ...]]:
    """The single words that name a survey, and those of scripts that write no spaces."""
    words = [word for word in knowledge.labels.sections["survey"] if " " not in word]
    return frozenset(words), tuple(word for word in words if not word.isascii() and has_unspaced(word))


def split_alias(title: str, most: int = LONGEST_ALIAS) -> tuple[str, str]:
    """The words, `most` at most, before a title's first colon, and what follows it; `("", title)` without an alias."""
    colons = [at for mark in ":：" if (at := title.find(mark)) >= 0]
    if colons:
        alias, rest = title[: min(colons)].strip(), title[min(colons) + 1 :]
        if 1 <= len(alias.split()) <= most and rest.strip():
            return alias, rest
    return "", title


def fold_title(title: str, alias_words: int = LONGEST_ALIAS) -> FoldedTitle:
    """A title made comparable; an `alias:` before it has `alias_words` words at most."""
    return _fold_title(title, alias_words)


@lru_cache(maxsize=16384)
def _fold_title(title: str, alias_words: int) -> FoldedTitle:
    if "$" in title or "\\" in title:
        title = _LATEX.sub(" ", title)
    words = tuple(fold_words(title))
    key = "".join(words)
    alias = rest = ""
    if before := split_alias(title, alias_words)[0]:
        alias = "".join(fold_words(before))
        rest = key[len(alias) :] if key.startswith(alias) else ""
    signs = tuple(_SIGN.findall(title)) if "+" in title or "#" in title else ()
    return FoldedTitle(key, alias if rest else "", rest or key, words, signs)


def same_title(one: FoldedTitle, other: FoldedTitle) -> bool:
    """Whether two titles are equal once folded, a leading alias that only one of them has aside."""
    if not one.key or one.signs != other.signs:
        return False
    if one.key == other.key:
        return True
    if one.alias and other.alias:
        return False
    return one.rest == other.rest


def near_title(one: FoldedTitle, other: FoldedTitle, least: float = NEARLY_EQUAL) -> bool:
    """Whether two titles have a ratio of at least `least`, with or without alias, and equal numbers and signs."""
    if not one.key or not other.key or numerals(one) != numerals(other) or one.signs != other.signs:
        return False
    return ratio(one.key, other.key) >= least or ratio(one.rest, other.rest) >= least


def misspelt_title(one: FoldedTitle, other: FoldedTitle) -> bool:
    """Whether what differs between two nearly equal titles may be a slip of the pen rather than another matter.

    No word may stand in for an unlike one (`image`, `video`), nor for itself with a prefix (`supervised`,
    `unsupervised`).
    """
    left, right = Counter(one.words), Counter(other.words)
    gone = [word for word in left - right if word not in SMALL_WORDS]
    come = [word for word in right - left if word not in SMALL_WORDS]
    if "".join(sorted("".join(gone))) == "".join(sorted("".join(come))):
        return True
    for word in gone:
        if any(word.endswith(twin) or twin.endswith(word) for twin in come):
            return False
        if come and max(ratio(word, twin) for twin in come) < 0.75 and "".join(come).find(word) < 0:
            return False
    return not (gone and not come and len(gone) > 2) and not (come and not gone and len(come) > 2)


def aliases_differ(one: FoldedTitle, other: FoldedTitle) -> bool:
    """Whether both titles have a leading alias, and not the same."""
    return bool(one.alias and other.alias and one.alias != other.alias)


@lru_cache(maxsize=16384)
def numerals(title: FoldedTitle) -> tuple[str, ...]:
    """What counts in a title, in order: runs of digits, Roman numerals of two letters and more, words for numbers."""
    found: list[str] = []
    for word in title.words:
        if word in _NUMBERS or word in _ROMAN:
            found.append(word)
        else:
            found += _DIGITS.findall(word)
    return tuple(sorted(found))


@lru_cache(maxsize=16384)
def fold_authors(authors: str | None) -> frozenset[tuple[str, str]]:
    """The people that a line of authors names, each as (family name, first initial).

    Other scripts than Latin give the whole name and "". Names of one word are left out: they prove nothing.
    """
    if not authors:
        return frozenset()
    return frozenset(key for part in _NAME_SPLIT.split(fold_text(authors)) for key in _name_key(_WORD.findall(part)))


def _name_key(words: list[str]) -> Iterable[tuple[str, str]]:
    if len(words) == 1 and has_unspaced(words[0]) and len(words[0]) > 1:
        return [(words[0], "")]
    if not 2 <= len(words) <= 5:
        return []
    if len(words[-1]) == 1 and len(words[0]) > 1:
        return [(words[0], words[-1])]
    return [(words[-1], words[0][0])]


def titles_differ(one: Entry, other: Entry) -> bool:
    """Whether two titles of one paper are more than two spellings of it.

    Case, punctuation, hyphens, other scripts, a short form and titles that are names of files are put aside.
    """
    left, right = fold_title(one.title), fold_title(other.title)
    if same_title(left, right) or _FILE_NAME.search(one.title) or _FILE_NAME.search(other.title):
        return False
    short, long = sorted((one, other), key=lambda entry: len(_compared(entry.title)))
    words, more = _compared(short.title), _compared(long.title)
    if "".join(words) == "".join(more) or words in (more[: len(words)], more[len(more) - len(words) :]):
        return False
    return "".join(fold_words(short.title)) != "".join(fold_words(long.alias or ""))


def _compared(title: str) -> list[str]:
    """What of a title is compared: words of Latin letters and digits only, a leading alias of them left out."""
    return fold_words(" ".join(word for word in _WORD.findall(split_alias(title)[1]) if word.isascii()))
