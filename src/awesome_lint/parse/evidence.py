"""What single pieces say by themselves: which links an entry can rest on, which words name a field or a role."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from awesome_lint.knowledge import Knowledge
from awesome_lint.markdown import Node
from awesome_lint.parse.flow import fold_spaces, word_count

_KEY = re.compile(r"^\s*[-*+•]?\s*([^\s:：][^:：\n\u2028]{0,30}?)\s*[:：]\s*")
_ROLE_JOINTS = re.compile(r"[,/|;、，·+&和与及]|\band\b|\by\b|\bet\b|\bund\b")
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）")
_DOCUMENT_LINK = re.compile(r"^(?!https?:)[^?#]*(?:\.(?:md|markdown|rst)|/)(?:[?#].*)?$", re.IGNORECASE)
_BADGE_HOSTS = ("img.shields.io", "badge", "star-history", "api.star-history", "visitor", "contrib.rocks", "hits.")
ROLES = frozenset(
    {"paper", "code", "project", "data", "demo", "video", "slides", "poster", "supplement", "bibtex", "blog", "page"}
)
_WORDS = re.compile(r"[^\W_]+")


def is_fragment(url: str) -> bool:
    """Whether an address leads into the same document."""
    return url.startswith("#")


def is_navigation(url: str) -> bool:
    """Whether an address only leads about the repository: a fragment, a folder, another Markdown file."""
    return is_fragment(url) or bool(_DOCUMENT_LINK.match(url)) and not url.startswith(("http", "www.", "//"))


class Words:
    """The knowledge base's words, asked with the small liberties of running text."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.labels = knowledge.labels
        self.role_of = lru_cache(maxsize=65536)(self._role_of)
        self.key_of = lru_cache(maxsize=65536)(self._key_of)

    def _role_of(self, label: str) -> str | None:
        return self.labels.role_of(label)

    def bare_roles(self, text: str) -> list[str]:
        """The roles of a text that names nothing but roles (`project page, paper, code`); else an empty list."""
        if len(text) > 60:
            return []
        roles = []
        for part in _ROLE_JOINTS.split(text):
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
        field = self.labels.key_of(word) or self.labels.key_of(word.rstrip("0123456789 "))
        if field is None and word_count(word) <= 4:
            # Any label that names a role on a link names it in front of one, too (`Official code: https://…`).
            field = self.role_of(word) or next(iter(self.bare_roles(word)), None)
        return (field, found.end()) if field and field != "other" else None

    def is_unavailable(self, text: str) -> bool:
        """Whether a text says that something does not exist, or not yet (`None`, `coming soon`)."""
        return len(text) < 60 and self.labels.is_unavailable(text)

    def is_generic(self, label: str) -> bool:
        """Whether a link's label says nothing of what it leads to (`link`, `here`)."""
        return fold_spaces(label).strip(" []().:!→>").casefold() in self.labels.neutral


class LinkFacts(NamedTuple):
    """What a link node says, whatever entry it stands in."""

    url: str
    label: str
    role: str | None


def is_badge(link: Node) -> bool:
    """Whether a link is a badge: it shows nothing but an image that a badge service draws."""
    images = [node for node in link.walk() if node.kind == "image"]
    if not images or link.plain().strip():
        return False
    return any(mark in image.data.get("url", "") for image in images for mark in _BADGE_HOSTS)


def text_words(text: str) -> list[str]:
    return _WORDS.findall(text)
