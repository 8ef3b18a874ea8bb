"""Labels: links of one role all carry the label that the list uses most for it, in one spelling."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from awesome_lint.knowledge.folding import has_unspaced
from awesome_lint.normalize.fields.changes import Change
from awesome_lint.patterns import pattern
from awesome_lint.style.wording import Worded, Wording, reworded

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.model import Document, Entry, Link
    from awesome_lint.normalize.fields import Choices

_PDF = pattern(r"\.pdf(?:$|[?#])|/pdf(?:[/?]|$)|[?&=]pdf\b", re.IGNORECASE)
_LOOSELY = 0.2  # the share of links labelled `PDF` that lead to pages, from which on the list means any paper by it
_SHARED = 2  # links with a label before others take it
_CLEARLY = 3  # so many times as often a list labels papers of a site otherwise than by the site's name
_KEY = pattern(r"([^\W\d_]+(?: [^\W\d_]+)?)[*_]*\s?[:：][*_]*\s*[\[(（]*$")
_REACH = 40
_IMAGES = ("![", "<img", "<IMG")


def changes(document: Document, like: Document, choices: Choices, known: Knowledge) -> list[Change]:
    """The edits that write labels of one role alike. Labels that say more than a role keep what they say."""
    text = document.source.text
    own = Wording(like.source.text, like.entries, like.entries, known)
    wording = own if like is document else Wording(text, document.entries, (), known)
    usual = _Usual(like, own, text, known)
    found: list[Change] = []
    for index, entry in enumerate(document.entries):
        for written in wording.of(entry):
            label = text[written.link.label_span.start : written.link.label_span.end]
            if any(image in label for image in _IMAGES):
                continue
            right = usual.of(entry, written) or _respelt(own, written)
            if right is None or right == written.words:
                continue
            edit = reworded(text, written, right)
            if edit is not None:
                found.append(Change(frozenset((index,)), (edit,)))
    return found


def _respelt(wording: Wording, written: Worded) -> str | None:
    """The list's spelling of the same words."""
    return None if not written.slip and wording.is_owners_name(written) else wording.right(written.key)


class _Usual:
    """Which label a list uses most for each role, and where it can stand for another one."""

    def __init__(self, like: Document, wording: Wording, text: str, known: Knowledge) -> None:
        self._text = text
        self._known = known
        self._wording = wording
        self._plain: defaultdict[str, Counter[str]] = defaultdict(Counter)  # by role: labels that say nothing else
        self._sites: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)  # by role and host: all labels
        self._scripts: defaultdict[tuple[str, tuple[str, ...]], Counter[bool]] = defaultdict(Counter)
        self._files: defaultdict[bool, Counter[bool]] = defaultdict(Counter)  # labelled PDF: leading to one
        for entry in like.entries:
            for written in wording.of(entry):
                link = written.link
                if self._is_plain(written):
                    self._plain[link.role][written.key] += 1
                    self._scripts[link.role, entry.section][has_unspaced(written.words)] += 1
                elif not self._names_its_site(written):
                    continue
                self._sites[link.role, link.identity.host][written.key] += 1
                if link.role == "paper":
                    self._files[written.key == "pdf"][_is_pdf(link)] += 1

    def of(self, entry: Entry, written: Worded) -> str | None:
        """The label that stands for this one; None where it is to stay, but for its spelling."""
        link = written.link
        if sum(other.role == link.role and other.named and not other.in_title for other in entry.links) > 1:
            return None  # two of one role are told apart by their labels
        if self._is_keyed(link):
            return None  # `Paper: [arXiv]`
        if not (self._is_plain(written) or self._names_its_site(written)):
            return None
        key = self._key(link)
        if key is None or key == written.key:
            return None
        words = self._words(key)
        if words is None or not self._fits(entry, written, key, words):
            return None
        return words

    def _key(self, link: Link) -> str | None:
        """The label that prevails for links of this role to this site; None where none does."""
        plain = self._plain[link.role].most_common(2)
        site = self._sites[link.role, link.identity.host]
        own, times = max(
            ((key, times) for key, times in site.items() if key not in self._plain[link.role]),
            key=lambda item: item[1],
            default=("", 0),
        )
        if times > (plain[0][1] if plain else 0) and link.role != "paper":
            return own
        if not plain or plain[0][1] < _SHARED or (len(plain) > 1 and plain[0][1] == plain[1][1]):
            return None
        # Where a paper stands says something of it: its label goes only where the list hardly ever says it.
        often = _CLEARLY if link.role == "paper" else 1
        return plain[0][0] if site.total() - times > often * times or not times else None

    def _is_keyed(self, link: Link) -> bool:
        """Whether a word for a role stands in front of a link: its label then says which of them it is."""
        before = _KEY.search(self._text, max(0, link.span.start - _REACH), link.span.start)
        return before is not None and self._known.labels.role_of(before[1]) is not None

    def _words(self, key: str) -> str | None:
        counts = self._wording.counts(key)
        return self._wording.right(key) or (counts.most_common(1)[0][0] if counts else None)

    def _fits(self, entry: Entry, written: Worded, key: str, words: str) -> bool:
        """Whether a label is true of a link, and in the language that its section labels links in."""
        link = written.link
        wide = has_unspaced(words)
        if wide != has_unspaced(written.words):
            scripts = self._scripts[link.role, entry.section]
            if scripts[wide] < scripts[not wide]:
                return False
        if link.role != "paper" or "pdf" not in (key, written.key):
            return True
        labelled, others = self._files[True], self._files[False]
        if key == "pdf":
            return _is_pdf(link) or labelled[False] >= _LOOSELY * labelled.total()
        # Papers that are no PDF have another label here, and only these.
        apart = labelled[False] < _LOOSELY * labelled.total() and others[True] < _LOOSELY * others.total()
        return not apart

    def _is_plain(self, written: Worded) -> bool:
        return self._known.labels.is_plain(written.key, written.link.role)

    def _names_its_site(self, written: Worded) -> bool:
        """Whether a label is the name of the site that its link leads to (`GitHub`, `arXiv`)."""
        host = written.link.identity.host
        return bool(host) and self._known.labels.names_host(written.words) == host


def _is_pdf(link: Link) -> bool:
    return _PDF.search(link.url) is not None
