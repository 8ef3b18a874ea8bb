"""The knowledge base asked with the small liberties of running text; the same question is answered once."""

from __future__ import annotations

from functools import lru_cache

from awesome_lint.knowledge import Knowledge
from awesome_lint.parse.fields.links import is_paper_address
from awesome_lint.parse.fields.venue import VenueReader
from awesome_lint.parse.text import fold_spaces, is_wide, word_count, words_of
from awesome_lint.patterns import pattern

ROLES = frozenset(
    {"paper", "code", "project", "data", "demo", "video", "slides", "poster", "supplement", "bibtex", "blog", "page"}
)
_KEY = pattern(r"^\s*[-*+•]?\s*([^\s:：][^:：\n\u2028]{0,30}?)\s*[:：]\s*")
_ASIDE = pattern(r"\([^()]*\)|（[^（）]*）")
_JOINTS = pattern(r"[,/|;、，·+&和与及]|\band\b|\by\b|\bet\b|\bund\b")
_GONE = pattern(r"[\s:：(\[]+")


class Lexicon:
    """Words, venues and addresses as lists write them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.labels = knowledge.labels
        self.venues = knowledge.venues
        self.role_of = lru_cache(maxsize=65536)(self._role_of)
        self.identify = knowledge.hosts.identify
        self.read_venue = VenueReader(knowledge).read
        self.key_of = lru_cache(maxsize=65536)(self._key_of)

    def _role_of(self, label: str) -> str | None:
        """The role that a link's label names; none where three words make a name (`Foo Open Speech Benchmark`)."""
        role = self.labels.role_of(label)
        if role is not None and label.count(" ") >= 3:
            names = [word for word in words_of(label) if word[0].isupper() and self.labels.role_of(word) is None]
            if len(names) >= 3:
                return None
        return role

    def bare_roles(self, text: str) -> list[str]:
        """The roles of a text that names nothing but roles (`project page, paper, code`); else an empty list."""
        if len(text) > 60:
            return []
        roles = []
        for part in _JOINTS.split(text):
            word = part.strip(" \t.:[]()`*_\u2028\n-")
            if not word:
                continue
            # A key's word is needed: `official` or `AAAI` name a role on a link, and something else without one.
            role = self.labels.key_of(word) if len(word.split()) <= 3 else None
            if role is None or role not in ROLES:
                return []
            roles.append(role)
        return roles

    def is_role_word(self, text: str) -> bool:
        """Whether a text is just a role's usual word (`Paper`, `代码`)."""
        return self.labels.key_of(text.strip("[]() :")) in ROLES

    def _key_of(self, text: str) -> tuple[str, int] | None:
        """The field that a text's leading `key:` names, and where its value starts."""
        found = _KEY.match(text)
        if found is None or text[found.end() - 1 :].startswith("//"):
            return None
        word = _ASIDE.sub("", found[1].strip("*_` ")).strip()
        field = self.labels.key_of(word) or self.labels.key_of(word.rstrip("0123456789 ")) or self._wide_key(word)
        if field is None and word_count(word) <= 4 and all(map(self._is_role_part, word.split())):
            # Any label that names a role on a link names it in front of one, too (`Official code: https://…`).
            field = self.role_of(word) or next(iter(self.bare_roles(word)), None)
        return (field, found.end()) if field and field != "other" else None

    def _is_role_part(self, word: str) -> bool:
        return (
            self.role_of(word) is not None or word.casefold() in self.labels.neutral or word in ("and", "&", "+", "/")
        )

    def _wide_key(self, word: str) -> str | None:
        """The field that a word without spaces begins with (`论文下载链接`, the paper's download address)."""
        if word < "\u3040" or " " in word:
            return None
        return next((key for end in range(len(word) - 1, 1, -1) if (key := self.labels.key_of(word[:end]))), None)

    def is_keyed(self, line: str) -> bool:
        """Whether a line begins with a short word and a colon, known or not (`Platform: [Web], [Mobile]`)."""
        found = _KEY.match(line)
        return found is not None and len(found[1].split()) <= 2 and found.end() < len(line)

    def is_about_list(self, title: str) -> bool:
        """Whether a heading is about the list itself: news, contributing, licence; not its contents."""
        return any(map(self.labels.is_excluded_section, _scripts(title)))

    def is_contents(self, title: str) -> bool:
        """Whether a heading announces a table of contents."""
        words = self.labels.sections["contents"]
        # `İçindekiler`: lower case splits the Turkish letter in two
        return any(
            fold_spaces(part).strip(" .:：()（）").casefold().replace("\u0307", "") in words for part in _scripts(title)
        )

    def is_unavailable(self, text: str) -> bool:
        """Whether a text says that something does not exist, or not yet (`None`, `coming soon`)."""
        return len(text) < 60 and self.labels.is_unavailable(text)

    def gone_role(self, text: str) -> str | None:
        """The role in `code: coming soon`, `Code (N/A)`; None where the text is no such thing."""
        if len(text) > 40:
            return None
        if text[:3].lower() == "no " and self.is_role_word(text[3:]):
            return self.role_of(text[3:])
        if is_wide(text[:1]):
            # `论文未公开`: no space between the word and what is said of it
            for end in range(2, min(len(text) - 1, 5)):
                if (role := self.labels.key_of(text[:end])) in ROLES and self.is_unavailable(text[end:]):
                    return role
        head, *tail = _GONE.split(text, maxsplit=1)
        if tail and tail[0] and self.is_unavailable(tail[0]):
            return self.role_of(head)
        return None

    def leads_to_paper(self, url: str) -> bool:
        """Whether an address leads to a paper: a paper host, an index of papers, a PDF."""
        return is_paper_address(url, self.identify(url))

    def is_generic(self, label: str) -> bool:
        """Whether a link's label says nothing of what it leads to (`link`, `here`)."""
        return fold_spaces(label).strip(" []().:!→>").casefold() in self.labels.neutral

    def is_tag(self, text: str) -> bool:
        """Whether a bracket before a title sorts the entry (`[English Blog]`) and does not name it."""
        return any(map(self.is_role_word, text.split()))


def _scripts(title: str) -> list[str]:
    """A title, and its halves where it says the same in two scripts (`Contents 目录`)."""
    if title.isascii():
        return [title]
    wide = "".join(char if char >= "\u3040" else " " for char in title)
    narrow = "".join(char if char < "\u3040" else " " for char in title)
    return [title, *(half for half in (wide, narrow) if half.strip(" ()（）/|-"))]
