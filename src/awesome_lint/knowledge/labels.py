"""Words: what a link's label, a heading, a column's head or a bracket says, in the languages of real lists."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from awesome_lint.knowledge.folding import fold, has_unspaced, plain, spaced, squeezed
from awesome_lint.knowledge.tables import KnowledgeError, Tables
from awesome_lint.patterns import pattern

_ROLE_NAMES = "paper code project data demo video slides poster supplement bibtex blog page other"
_ROLES = frozenset(_ROLE_NAMES.split())
_LONGEST = 80  # a longer label is a sentence
_MOST_WORDS = 6
_CACHED = 65536
_SURE_NAME = 5  # shorter names of hosts (`note`, `ADS`) count only as a whole label
_GARBLED = frozenset("‰√∂∏π∫≠≤≥Ωœ€™")  # what UTF-8 read in another encoding is full of
_PHRASE = 4  # the longest phrase of the word lists, in words
_TOKEN = pattern(r"[A-Za-z]+\+\+|[A-Za-z0-9']+|[^\W_A-Za-z0-9]+|[&/|+,、，·;]")
_SHORTCODE = pattern(r":[a-z0-9_+-]{2,40}:")
_CAMEL = pattern(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_BRACKETED = pattern(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|【[^【】]*】|\{[^{}]*\}")
_ENCLOSING = " \t\n\u00a0[](){}<>（）【】「」『』《》*_`"
_ARXIV_NUMBER = pattern(r"[:：\s]*\d{4}\.\d{4,5}(?:v\d+)?|[:：]\s*[a-z-]+(?:\.[A-Z]{2})?/\d{7}")
_LONGEST_ACRONYM = 8
_LONGEST_NUMBERED_NAME = 12
_SMALL_WORDS = "a an the of for to in on from at by with this their our my"
_SMALL = frozenset(_SMALL_WORDS.split())
_PREPOSITION_WORDS = "of for to in on from at by with de del du des für von zu для к"
_PREPOSITIONS = frozenset(_PREPOSITION_WORDS.split())
_CUTTING_WORDS = "for of in on with from about using by de para pour für zu для по"
_CUTTING = frozenset(_CUTTING_WORDS.split())
_CUTTING_MARKS = ":：—–"
_BETWEEN_PARTS = dict.fromkeys(map(ord, "&/|,、，·;和与及"), " & ")
_AND = frozenset(("and", "y", "et", "und", "e", "и"))
_BRACKETS = frozenset("([{（【")
_BEHIND_NUMBERS = ".)、:："


class Labels:
    """The word lists of `labels.toml`. Mappings go from a word, lower case with single spaces, to what it means.

    `tracks`: canonical track; `statuses`: `under-review`, `accepted`; `keys`: the field that `key:` introduces;
    `columns`: what a column holds; `unavailable`: words for what does not exist; `sections`: meaning → words; `stop`:
    small words of titles; `neutral`: words of a label that name nothing (`link`, `here`).
    """

    def __init__(self, tables: Tables, hosts: Mapping[str, str]) -> None:
        self._tables = tables
        self._hosts = hosts
        self._roles: dict[str, str] = tables["roles"]
        self._answered = lru_cache(maxsize=_CACHED)(self._read_role)
        self._named_host = lru_cache(maxsize=_CACHED)(self._read_host)
        self.tracks: Mapping[str, str] = tables["tracks"]
        self.statuses: Mapping[str, str] = tables["statuses"]
        self.keys: Mapping[str, str] = tables["keys"]
        self.columns: Mapping[str, str] = tables["columns"]

    @cached_property
    def unavailable(self) -> frozenset[str]:
        return frozenset(self._tables["unavailable"])

    @cached_property
    def stop(self) -> frozenset[str]:
        return frozenset(self._tables["stop"])

    @cached_property
    def leading(self) -> frozenset[str]:
        """Words that cannot end a name: a link behind them stands in a sentence."""
        return frozenset(self._tables["leading"])

    @cached_property
    def neutral(self) -> frozenset[str]:
        """Words of a label that name nothing by themselves (`link`, `here`)."""
        return frozenset(self._tables["neutral"])

    @cached_property
    def sections(self) -> Mapping[str, frozenset[str]]:
        return {meaning: frozenset(words) for meaning, words in self._tables["sections"].items()}

    @cached_property
    def _qualifiers(self) -> frozenset[str]:
        return frozenset(self._tables["qualifiers"]) | frozenset(map(squeezed, self._tables["neutral"]))

    @cached_property
    def _soft(self) -> frozenset[str]:
        return frozenset(self._tables["soft"])

    @cached_property
    def _general(self) -> frozenset[str]:
        return frozenset(self._tables["general"])

    @cached_property
    def _weak(self) -> frozenset[str]:
        return frozenset(self._tables["weak"])

    @cached_property
    def _joiners(self) -> frozenset[str]:
        return frozenset(self._tables["joiners"])

    @cached_property
    def _not_misspelt(self) -> frozenset[str]:
        return frozenset(self._tables["not_misspelt"])

    def role_of(self, label: str) -> str | None:
        """The role that a link's label names (`[PDF]`, `Code 1`, `项目主页`, `PorjectPage`); None where it names none.

        A title, a sentence, or a word such as `Link` names none. A label that names something no role has is `other`.
        """
        return self._answered(label)

    def is_soft(self, label: str) -> bool:
        """Whether a label that names a role may as well be the name of what is recommended (`Python`, `Kaggle`)."""
        return squeezed(label) in self._soft

    def is_plain(self, label: str, role: str) -> bool:
        """Whether a label says that a link is of `role` and nothing else about it (`Paper`, but not `Preprint`)."""
        return bool(self._tables["plain"].get(squeezed(label)) == role)

    def is_general(self, label: str) -> bool:
        """Whether a label that names a role fits the page of anything (`Website`, `Download`)."""
        return squeezed(label) in self._general

    def usual_writing(self, words: str) -> str | None:
        """How a label of these words, folded or not, is usually written: `Project Page`, `arXiv`."""
        writing: str | None = self._tables["writings"].get(squeezed(words))
        return writing

    def respelt(self, label: str) -> str | None:
        """The words that a misspelt label means, folded (`projectpage` of `PorjectPage`); None for any other label."""
        key = squeezed(label)
        if role := self._tables["corrections"].get(key):
            from difflib import get_close_matches

            words = [word for word, of in self._roles.items() if of == role and word not in self._tables["corrections"]]
            near = get_close_matches(key, words, n=1, cutoff=0.5)
            return near[0] if near else None
        if key in self._roles or key.rstrip("0123456789") in self._roles or not label.isascii():
            return None
        return self._slip_of(key)

    def names_host(self, label: str) -> str | None:
        """The host that a label names (`GitHub`, `arXiv:2301.00001`, `B站`): its domain in `hosts.toml`, else None."""
        return self._named_host(label)

    def _read_host(self, label: str) -> str | None:
        whole = squeezed(label)
        if whole in self._hosts:
            return self._hosts[whole]
        if self.role_of(label) is None:
            return None
        words = _TOKEN.findall(_without_arxiv_numbers(label))
        for start in range(len(words)):
            for end in range(min(len(words), start + 3), start, -1):
                key = squeezed("".join(words[start:end]))
                if len(key) >= _SURE_NAME and (host := self._hosts.get(key)):
                    return host
        return None

    def column_of(self, head: str) -> str | None:
        """What a table's column holds, by its head: a key of `columns` in `labels.toml`."""
        word = spaced(_without_number(head)) if head.strip() not in ("#", "№", "n°", "nº") else head.strip()
        for text in (word, spaced(_without_brackets(word)), _strip_marks(word)):
            if meaning := self.columns.get(text):
                return meaning
        parts = [self.columns.get(_strip_marks(part)) for part in _parts(word)]
        return next((part for part in parts if part), None) if all(parts) and parts else None

    def track_of(self, text: str) -> str | None:
        """The track that a text names, in its canonical form."""
        return self.tracks.get(_strip_marks(spaced(text)))

    def status_of(self, text: str) -> str | None:
        """The status, `under-review` or `accepted`, that a text names."""
        return self.statuses.get(_strip_marks(spaced(text)))

    def is_unavailable(self, text: str) -> bool:
        """Whether a text says that something does not exist, or not yet."""
        word = spaced(text)
        return word in self.unavailable or _strip_marks(word) in self.unavailable

    def key_of(self, text: str) -> str | None:
        """The field that a key in front of a colon introduces (`Keywords`, `关键词`)."""
        return self.keys.get(_strip_marks(spaced(text)))

    def section_meanings(self, title: str) -> frozenset[str]:
        """What a heading says of its entries: of `dataset`, `paper`, `survey`, `resource` those it names.

        The last word of a phrase counts: `Audio Datasets` are data sets, `Dataset Distillation` is none. A phrase
        for resources counts as a whole: `Code Review` is no survey.
        """
        found: set[str] = set()
        clean = _without_number(_without_brackets(plain(title)))
        meanings = ("dataset", "paper", "survey", "resource")
        for piece in _parts(clean):
            whole, head = (_strip_marks(spaced(text)) for text in (piece, _head_phrase(piece)))
            known = {meaning for meaning in meanings if whole in self.sections[meaning]}
            if known != {"resource"}:
                known |= {one for one in meanings if head and self._ends_with(head, self.sections[one])}
            found |= known
        return frozenset(found)

    def is_excluded_section(self, title: str) -> bool:
        """Whether a heading is about the list itself (contents, news, licence, contributing), all of its parts."""
        words = self.sections["excluded"]
        clean = _strip_marks(spaced(_without_number(plain(title))))
        bare = _strip_marks(spaced(_without_brackets(clean)))
        if clean in words or bare in words:
            return True
        parts = [_strip_marks(part) for part in _parts(bare)]
        return bool(parts) and all(part in words for part in parts)

    def with_additions(self, additions: Mapping[str, Any], hosts: Mapping[str, str]) -> Labels:
        """These words and `additions`: role → further words. `KnowledgeError` for a role that there is not."""
        roles = dict(self._roles)
        for role, words in additions.items():
            if role not in _ROLES:
                raise KnowledgeError(
                    f"labels: {role!r} is no role, as paper, code, project, data, demo, video, blog are"
                )
            if isinstance(words, str) or not all(isinstance(word, str) for word in words):
                raise KnowledgeError(f"labels: {role} takes a list of words")
            roles.update({squeezed(word): role for word in words if squeezed(word)})
        return Labels({**self._tables, "roles": roles}, hosts)

    def _ends_with(self, part: str, words: frozenset[str]) -> bool:
        if part in words:
            return True
        pieces = part.split(" ")
        if any(" ".join(pieces[-count:]) in words for count in range(1, min(4, len(pieces)))):
            return True
        if not has_unspaced(part):
            return False
        return any(part[start:] in words for start in range(1, len(part) - 1))

    def _read_role(self, label: str) -> str | None:
        text = label.strip()
        if not text or len(text) > _LONGEST:
            return None
        if (role := self._phrase(text)) is not None:
            return role
        text = text.strip(_ENCLOSING)
        if not text.isalpha():
            text = _without_arxiv_numbers(text)
            text = _SHORTCODE.sub(" ", text) if text.count(":") > 1 else text
            outside = _without_brackets(text).partition("(")[0]
            if not fold(outside):
                inner = _BRACKETED.search(text)
                return self._read_words(inner[0][1:-1]) if inner else None
            text = outside
        before, colon, after = text.partition(":")
        if colon and after[:1].isspace() and len(text.split()) <= _MOST_WORDS and (role := self._phrase(before)):
            return role
        return self._read_words(text)

    def _phrase(self, text: str) -> str | None:
        """The role of a text that is one word or phrase of the lists, numbered or not."""
        key = squeezed(text)
        if role := self._roles.get(key) or self._tables["corrections"].get(key):
            return str(role)
        bare = key.rstrip("0123456789")
        return self._roles.get(bare) if bare and bare != key and len(key) - len(bare) < 3 else None

    def _read_words(self, text: str) -> str | None:
        """The role of a label that is made of role words and words that change nothing."""
        tokens = _TOKEN.findall(text)
        garbled = not _GARBLED.isdisjoint(text)
        if len([token for token in tokens if not self._joins(token)]) > _MOST_WORDS:
            return None
        found: list[tuple[str, bool]] = []  # role and whether it yields to others
        first: str | None = None  # the role before a joiner
        unknown = small = 0
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if self._joins(token):
                if found and first is None:
                    first = _head(found)
                at += 1
                continue
            stop = at + 1
            while stop < min(len(tokens), at + _PHRASE) and not self._joins(tokens[stop]):
                stop += 1
            for end in range(stop, at, -1):
                key = squeezed("".join(tokens[at:end]))
                if role := self._role_word(key, tokens[at:end]):
                    found.append((role, key in self._weak))
                    break
                if end == at + 1:
                    small += key in _SMALL
                    if key in self._qualifiers or key.isdigit() or not key:
                        break
                    if not self._excusable(token, found, garbled):
                        return None
                    unknown += 1
            at = end
        if not found or unknown > 1:
            return None
        if small and len(tokens) > 3 and not self._opens(tokens[0]):
            return None
        return first or _head(found)

    def _joins(self, token: str) -> bool:
        """Whether what follows is of its own (`code & data`) or only says more (`code of the paper`)."""
        return token.casefold() in self._joiners or token.casefold() in _PREPOSITIONS

    def _opens(self, token: str) -> bool:
        """Whether a label of several words may begin so: `Code for the paper`, but not `A dataset for video`."""
        key = squeezed(token)
        return self._phrase(token) is not None or (key in self._qualifiers and key not in _SMALL)

    def _role_word(self, key: str, tokens: list[str]) -> str | None:
        if role := self._roles.get(key) or self._tables["corrections"].get(key):
            return str(role)
        if len(tokens) > 1:
            return None
        token = tokens[0]
        if key in self._qualifiers:
            return None
        if has_unspaced(token):
            return self._wide_role(token)
        bare = key.rstrip("0123456789")
        if bare != key and (role := self._roles.get(bare)) and len(bare) > 2:
            return role
        if token.isascii() and not token.isupper():
            pieces = _CAMEL.findall(token)
            if len(pieces) > 1 and any(char.isupper() for char in token[1:]):
                roles = [self._roles.get(squeezed(piece)) or self._slip(squeezed(piece)) for piece in pieces]
                whole = self._slip(key)
                if whole or all(roles):
                    return whole or roles[-1]
                return None
            return self._slip(key)
        return None

    def _wide_role(self, token: str) -> str | None:
        """The role of a text without spaces: all of it words of the lists, the last role counts."""
        role, at = None, 0
        while at < len(token):
            for end in range(len(token), at, -1):
                key = squeezed(token[at:end])
                if key in self._roles:
                    role = self._roles[key]
                    break
                if key in self._qualifiers:
                    break
            else:
                return None
            at = end
        return role

    def _slip(self, key: str) -> str | None:
        """The role of a frequent word that `key` is one slip away from."""
        word = self._slip_of(key)
        return self._roles.get(word) if word else None

    def _slip_of(self, key: str) -> str | None:
        """The frequent word that `key` is one slip away from."""
        if len(key) < 4 or not key.isalpha() or key in self._not_misspelt:
            return None
        for word in self._tables["frequent"]:
            begins = word[0] == key[0] or word[:2] == key[1::-1]
            if begins and abs(len(word) - len(key)) <= 1 and _one_slip(key, word):
                return str(word)
        return None

    def _excusable(self, token: str, found: list[tuple[str, bool]], garbled: bool) -> bool:
        """Whether an unknown word may stand beside a role word: an acronym in front, wrongly decoded text."""
        if not token.isascii():
            return garbled and not has_unspaced(token)
        return not found and _is_acronym(token)


def _head(found: list[tuple[str, bool]]) -> str:
    """Of several role words side by side the last that does not yield."""
    strong = [role for role, weak in found if not weak]
    return strong[-1] if strong else found[-1][0]


def _one_slip(text: str, word: str) -> bool:
    """Whether one letter changed, missing, too many or swapped with the next makes `word` of `text`."""
    start = 0
    while start < min(len(text), len(word)) and text[start] == word[start]:
        start += 1
    if len(text) < len(word):
        return text[start:] == word[start + 1 :]
    if len(text) > len(word):
        return text[start + 1 :] == word[start:]
    swapped = text[start : start + 2] == word[start : start + 2][::-1] and text[start + 2 :] == word[start + 2 :]
    return swapped or text[start + 1 :] == word[start + 1 :]


def _is_acronym(token: str) -> bool:
    """Whether an ASCII word is a short name: `CVPR`, `CVPR'21`, or letters with a number, `sec23`."""
    if any(char.isdecimal() for char in token) and token.isalnum():
        return 2 <= len(token) <= _LONGEST_NUMBERED_NAME
    name = token[:-3] if token[-3:-2] == "'" and token[-2:].isdecimal() else token
    return name.isalnum() and name.isupper() and 2 <= len(name) <= _LONGEST_ACRONYM


def _without_brackets(text: str) -> str:
    """`text` with a space for all that stands in brackets, the brackets too."""
    return text if _BRACKETS.isdisjoint(text) else _BRACKETED.sub(" ", text)


def _without_arxiv_numbers(text: str) -> str:
    return _ARXIV_NUMBER.sub(" ", text) if "." in text or "/" in text else text


def _parts(text: str) -> list[str]:
    """What a heading lists: `papers` and `code` of `papers & code`, which has single spaces and no capitals."""
    words = ["&" if word in _AND else word for word in text.translate(_BETWEEN_PARTS).split()]
    return [part.strip() for part in " ".join(words).split("&")]


def _without_number(text: str) -> str:
    """A heading without marks and a number at its start: `2. Tools`, `2.1 Tools`, `IV) Tools`."""
    start, size = 0, len(text)
    while start < size and not text[start].isalnum():
        start += 1
    at = start
    roman = text[at : at + 1] in tuple("ivxIVX")
    while at < size and (text[at] in "ivxIVX" if roman else text[at].isdecimal()):
        at += 1
    if at == start:
        return text[start:]
    deep = False
    while text[at : at + 1] == "." and text[at + 1 : at + 2].isdecimal():
        deep = True
        at += 1
        while at < size and text[at].isdecimal():
            at += 1
    if at < size and (text[at] in _BEHIND_NUMBERS or (deep and not roman and text[at].isspace())):
        return text[at + 1 :].lstrip()
    return text[start:]


def _head_phrase(text: str) -> str:
    """What stands before the first preposition, colon or dash: `Tools` of `Tools for People`."""
    words = text.split()
    for place, word in enumerate(words):
        if 0 < place < len(words) - 1 and word in _CUTTING:
            return " ".join(words[:place])
        if cuts := [at for mark in _CUTTING_MARKS if (at := word.find(mark)) >= 0]:
            return " ".join([*words[:place], word[: min(cuts)]])
    return " ".join(words)


def _strip_marks(text: str) -> str:
    """`text` without punctuation and symbols at its ends."""
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]
