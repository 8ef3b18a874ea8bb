"""Whether the title that a link's resource has itself is an entry's: renamed, shortened, or another paper's.

Words count by how much they tell: those that are usual in titles, or in the titles of this list, tell little.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from math import log

from awesome_lint.knowledge.folding import has_unspaced
from awesome_lint.knowledge.likeness import ratio
from awesome_lint.matching.titles import (
    FoldedTitle,
    aliases_differ,
    fold_title,
    fold_words,
    is_foreign,
    numerals,
    scripts_of,
)
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_DIGITS = pattern(r"\d+")
_TAG = pattern(r"</?[A-Za-z][^<>]*>")
_COMMAND = pattern(r"\\([A-Za-z]+)")
_TAKEN_BACK = pattern(
    r"^\s*[\[(]?(?:retracted(?:\s+article)?|withdrawn|retraction(?:\s+note)?)(?:\s+(?:to|of))?[\])]?\s*[:.-]?\s+",
    re.IGNORECASE,
)
_GREEK_NAMES = """
alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi
omega
"""
_GREEK = frozenset(_GREEK_NAMES.split())
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})
_BRITISH = pattern(r"(?<=\w{3})(?:is(?=(?:e[drs]?|ing|ation|ations|able)$)|ys(?=(?:e[drs]?|ing)$))")
_OUR = pattern(r"(?<=\w{2})our(?=$|s$|ed$|ing$|al$|less$|ful$|able$|ism$)")
_CENTRE = pattern(r"(?<=\w{2}[bt])re(?=s?$)")
_DOUBLED = pattern(r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers)$)")
_SPELLINGS = {
    "grey": "gray",
    "catalogue": "catalog",
    "dialogue": "dialog",
    "programme": "program",
    "sceptic": "skeptic",
    "artefact": "artifact",
    "dextrous": "dexterous",
}
_GENERIC_WORDS = """
achieving adaptive advances algorithm algorithms analysis application applications art automatic baseline better
beyond challenge challenges comparative comprehensive computer data dataset datasets deep design domain dynamic
effective efficient end enhanced enhancing evaluation exploiting exploring fast feature features framework general
generalized global good guided high image images improved improving information intelligence joint joining knowledge
language large latent learn learned learning local machine model modeling models multi multiple network networks
neural non one optimization paper part performance perspective problem problems process processing quality real recent
representation representations research rethinking review robust scale self set simple single space state strong
structure study supervised survey system systems task tasks technique techniques theory time toward training two
unified unsupervised use video videos vision visual way work workshop
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
_ENGLISH = frozenset("a an the of for in on with and to via from by is are as how what your you it using".split())
_ENGLISH_ENDINGS = ("ing", "tion", "tions", "ed", "ness", "ity", "ly")
_DULL = 0.3  # what a usual word counts, one that tells something being 1
_MANY = 30  # titles from which on a list shows which words are usual in it
_FIRST_LETTERS = 4
_ALIKE = 0.7
_NEARLY = 0.85  # of two titles, from which on they are one misspelt or edited
_OPENING = "“”‘’\"'«»„([¿¡"
_VENUE_AND_YEAR = pattern(r"(?:^|[\s–-])[A-Z][A-Za-z]*[A-Z]{2,}[A-Za-z]*\s?['’]?\d{2,4}$")
_FIRST_WORDS = 8  # of proceedings, among which one says what they are
_PROCEEDINGS = frozenset(["proceedings", "conference", "symposium", "workshop", "workshops", "congress", "meeting"])
_REMARKS = frozenset(["paper", "papers", "article", "slides", "tutorial", "blog", "thesis", "official", "original"])


class Words:
    """How much each word of titles tells in one list."""

    def __init__(self, titles: Sequence[str], stop: frozenset[str]) -> None:
        self._titles = titles
        self._stop = stop

    @cached_property
    def _counted(self) -> Counter[str]:
        """In how many titles each word stands."""
        return Counter(word for title in self._titles for word in {usual(word) for word in fold_title(title).words})

    def content(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words that tell anything, each once, in order."""
        found = (word for word in words if word not in self._stop and len(word) > 1 and not word.isdecimal())
        return tuple(dict.fromkeys(found))

    def weight(self, word: str) -> float:
        """From nearly 0 to 1: what a word tells."""
        weight = _DULL if word in _GENERIC else 1.0
        if len(self._titles) >= _MANY:
            weight *= max(0.05, 1 - log(max(1, self._counted[usual(word)])) / log(len(self._titles)))
        return weight

    def occurs(self, word: str) -> int:
        """In how many titles of the list a word stands."""
        return self._counted[usual(word)]


class Likeness(NamedTuple):
    """How far two titles may be one: `fit` is the share of the one, by what its words tell, that the other has.

    `same` where they are one but for what does not count (case, markup, an alias, a subtitle that only one has);
    `number`: only the numbers in them differ. Where nothing can be told (another script or language, proceedings)
    `fit` is 1.0.
    """

    same: bool = False
    fit: float = 1.0
    number: bool = False


@lru_cache(maxsize=16384)
def plain_title(title: str) -> str:
    """A title as people read it: no HTML, no commands of LaTeX, Greek letters by name, no `RETRACTED:` before it."""
    if "&" in title:
        title = html.unescape(html.unescape(title))
    if "<" in title:
        title = _TAG.sub(" ", title)
    if "\\" in title:
        title = _COMMAND.sub(lambda found: f" {found[1]} " if found[1].lower() in _GREEK else " ", title)
    if not title.isascii():
        title = "".join(map(_named, title)).translate(_LETTERS)
    return " ".join(_TAKEN_BACK.sub("", title).split())


def _named(char: str) -> str:
    """A Greek letter of a formula by its name, any other sign as it is."""
    if "\u03b1" <= char.lower() <= "\u03c9" or "\U0001d6a8" <= char <= "\U0001d7cb":
        name = unicodedata.name(unicodedata.normalize("NFKC", char), "").rpartition(" ")[2].lower()
        name = {"lamda": "lambda"}.get(name, name)
        return name if name in _GREEK else char
    return char


@lru_cache(maxsize=16384)
def usual(word: str) -> str:
    """A folded word in American spelling, without the `s` of a plural."""
    word = _SPELLINGS.get(word, word)
    if len(word) > 4:
        word = _BRITISH.sub(lambda found: found[0][0] + "z", word)
        word = _DOUBLED.sub("l", _CENTRE.sub("er", _OUR.sub("or", word)))
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def likeness(entry_title: str, alias: str, own_title: str, words: Words) -> Likeness:
    """How alike an entry's title and that of what it links to are."""
    here, there = plain_title(entry_title), plain_title(own_title)
    one, other = fold_title(here), fold_title(there)
    if not one.key or not other.key or _is_same(one, other, fold_title(alias).key if alias else ""):
        return Likeness(same=True)
    if _are_numbered(one.alias, other.alias):
        return Likeness(number=True)
    unspaced = has_unspaced(one.key), has_unspaced(other.key)
    if scripts_of(one.key).isdisjoint(scripts_of(other.key)) or unspaced in ((True, False), (False, True)):
        return Likeness()
    near = max(ratio(one.rest, other.rest), ratio(one.key, other.key)) >= _NEARLY
    if near:
        return Likeness(number=_but_numbers(one, other))
    if any(unspaced):
        return Likeness(fit=min(1.0, 2 * ratio(one.key, other.key)))
    left, right = words.content(one.words), words.content(other.words)
    if not left or not right or _tongue(here, one) != _tongue(there, other):
        return Likeness()
    whole = not _PROCEEDINGS.isdisjoint(other.words[:_FIRST_WORDS]) or bool(_VENUE_AND_YEAR.search(there))
    if whole or not _REMARKS.isdisjoint(left):
        return Likeness()
    return Likeness(fit=max(_share(left, one, right, other, words), _share(right, other, left, one, words)))


def _is_same(one: FoldedTitle, other: FoldedTitle, alias: str) -> bool:
    """Whether one title is the other, or an essential part of it: its alias, the title without a subtitle."""
    if one.key == other.key or (one.rest == other.rest and not aliases_differ(one, other)):
        return True
    if tuple(map(usual, one.words)) == tuple(map(usual, other.words)):
        return True
    names = {name for name in (one.alias, alias) if len(name) > 1}
    if names & ({other.alias, other.key} - {""}) or one.key == other.alias:
        return True
    short, long = sorted((one, other), key=lambda title: len(title.key))
    if short.rest in long.key and (short.size >= 3 or len(short.rest) >= 12):
        return True
    return any(len(name) > 2 and any(char.isalpha() for char in name) and name in long.words for name in {short.key})


def _are_numbered(one: str, other: str) -> bool:
    """Whether two aliases are one name with different numbers: `yolov3` and `yolov4`."""
    numbers = _DIGITS.findall(one), _DIGITS.findall(other)
    if not all(numbers) or numbers[0] == numbers[1]:
        return False
    return _DIGITS.sub("0", one) == _DIGITS.sub("0", other) and len(_DIGITS.sub("", one)) > 2


def _but_numbers(one: FoldedTitle, other: FoldedTitle) -> bool:
    """Whether two titles with numbers differ in them alone."""
    left, right = numerals(one), numerals(other)
    if not left or not right or left == right:
        return False
    rest = ("".join(word for word in title.words if word not in numerals(title)) for title in (one, other))
    return len({_DIGITS.sub("", text) for text in rest}) == 1


def _tongue(title: str, folded: FoldedTitle) -> tuple[bool, bool]:
    """What shows of a title's language."""
    return is_foreign(title.lstrip(_OPENING)), is_english(folded)


def _share(words: Sequence[str], title: FoldedTitle, others: Sequence[str], other: FoldedTitle, told: Words) -> float:
    """The share of `words`, by what they tell, that another title has in one form or another."""
    there = {usual(word) for word in others}
    starts: dict[str, list[str]] = {}
    for word in there:
        starts.setdefault(word[:_FIRST_LETTERS], []).append(word)
    initials = "".join(word[0] for word in other.words), "".join(word[0] for word in others)
    weights = {word: told.weight(word) for word in words}
    found = 0.0
    for place, word in enumerate(words):
        if _stands(usual(word), there, starts, other) or _abbreviates(word, initials):
            found += weights[word]
        elif place and words[place - 1] + word in there:
            found += weights[word] + weights[words[place - 1]]
        elif place + 1 < len(words) and _spelt_out(words[place:], others):
            found += weights[word]
    whole = sum(weights.values())
    return min(1.0, found / whole) if whole else 0.0


def _stands(word: str, there: set[str], starts: dict[str, list[str]], other: FoldedTitle) -> bool:
    if word in there or (len(word) > 4 and word in other.key):
        return True
    if len(word) < _FIRST_LETTERS:
        return False
    return any(_alike(word, twin) for twin in starts.get(word[:_FIRST_LETTERS], ()))


@lru_cache(maxsize=16384)
def _alike(word: str, twin: str) -> bool:
    """Whether two words with equal beginnings are forms of one (`generate`, `generative`)."""
    common = next((at for at, (a, b) in enumerate(zip(word, twin, strict=False)) if a != b), min(len(word), len(twin)))
    return common >= _ALIKE * min(len(word), len(twin)) and common >= _FIRST_LETTERS


def _abbreviates(word: str, initials: Iterable[str]) -> bool:
    """Whether a word is made of the first letters of words: `gan` of `generative adversarial networks`."""
    short = word.removesuffix("s") if len(word) > 3 else word
    return 3 <= len(short) <= 6 and any(short in letters for letters in initials)


def _spelt_out(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether words from the first one on are what an abbreviation in another title stands for."""
    for size in range(3, min(len(words), 6) + 1):
        letters = "".join(word[0] for word in words[:size])
        if letters in others or letters + "s" in others:
            return True
    return False


def is_english(title: FoldedTitle) -> bool:
    """Whether a title's words show that it is in English."""
    return any(word in _ENGLISH or word in _GENERIC or word.endswith(_ENGLISH_ENDINGS) for word in title.words)


def is_name(title: str, words: Words) -> bool:
    """Whether a title is a name with what it stands for rather than a paper's: `TD3: Twin Delayed DDPG`, `BERT`.

    That is up to two words that tell, or an `alias:` whose letters are those that the few words behind it begin with.
    """
    folded = fold_title(plain_title(title))
    content = words.content(folded.words)
    if len(content) < 3:
        return True
    if not folded.alias:
        return False
    rest = words.content(fold_words(title.replace("：", ":").partition(":")[2]))
    letters = "".join(char for char in folded.alias if char.isalpha())
    initials = "".join(word[0] for word in rest)
    return len(rest) <= 5 and len(letters) > 1 and (_in_order(initials, letters) or _in_order(letters, initials))


def _in_order(few: str, many: str) -> bool:
    """Whether all letters of one text stand in another in the same order."""
    left = iter(many)
    return all(letter in left for letter in few)
