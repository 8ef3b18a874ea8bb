"""What an address says by itself: whether it is a document's, and whose title it spells."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

from awesome_lint.matching.titles import fold_title, fold_words
from awesome_lint.model import Entry, Link
from awesome_lint.patterns import pattern

_IDENTIFIERS = "arxiv doi openreview acl cvf ecva pmlr ieee pubmed pmc"
IDENTIFIERS = frozenset(_IDENTIFIERS.split())
"""Kinds of identity of which a paper has one: two that differ are two papers."""

_PREPRINT_DOIS = "10.1101/ 10.2139/ 10.20944/ 10.21203/ 10.22541/ 10.26434/ 10.31219/ 10.31234/ 10.36227/ 10.48550/"
_PREPRINT_DOI = tuple(f"doi:{prefix}" for prefix in _PREPRINT_DOIS.split())

_DOCUMENT = pattern(r"\.(?:pdf|ps|djvu|docx?)(?:\.gz)?$", re.IGNORECASE)
_PAGE = pattern(r"\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_INDEX = pattern(
    r"index|proceedings|program|accepted|papers?|publications?|list|toc|schedule|home|research|main", re.IGNORECASE
)
_CAMEL = pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_JOINED = pattern(r"/\w[^/]*[-_]and[-_][^/]*\w$", re.IGNORECASE)
_CODE_HOSTS = frozenset({"github", "gitlab", "bitbucket"})
_COMMON_WORDS = """
a an the of for in on to with and or by from via at as is are be using based towards toward into code official pytorch
tensorflow paper papers pdf html github gitlab com org net io www http https tree master main blob project page pages
index abs
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def is_preprint_doi(doi: str) -> bool:
    """Whether a DOI is a preprint server's own."""
    return f"doi:{doi.lower()}".startswith(_PREPRINT_DOI)


def identifier(link: Link) -> tuple[str, str] | None:
    """The kind and value of an identifier that a paper has once; a preprint server's DOI is a kind of its own."""
    identity = link.identity
    if identity.kind not in IDENTIFIERS:
        return None
    if identity.kind == "doi" and identity.folded.startswith(_PREPRINT_DOI):
        return "preprint", identity.folded
    return identity.kind, identity.folded


def split_address(url: str) -> SplitResult:
    """The parts of an address; one that has none, as `http://[`, is all path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def is_document(link: Link) -> bool:
    """Whether an address is one document's rather than an index of several."""
    if link.identity.kind != "url":
        return "paper" in link.identity.serves[:1] or link.identity.kind not in _CODE_HOSTS
    parts = split_address(link.url if "//" in link.url else f"//{link.url}")
    last = parts.path.rstrip("/").rpartition("/")[2]
    if _DOCUMENT.search(last):
        return True
    stem = _PAGE.sub("", last)
    if not stem or _INDEX.fullmatch(stem) or (not parts.path.strip("/") and not parts.query):
        return False
    return (
        "paper" in link.identity.serves[:1]
        or bool(re.search(r"\d{4,}", stem + parts.query))
        or len(fold_words(stem)) > 2
    )


def is_home(link: Link) -> bool:
    """Whether an address is a person's, a group's or a site's own page rather than a project's: no path but a name."""
    parts = split_address(link.url if "//" in link.url else f"//{link.url}")
    path = [part for part in parts.path.split("/") if part and not _INDEX.fullmatch(_PAGE.sub("", part))]
    if parts.query or parts.fragment:
        return False
    on_code_host = link.identity.host.removeprefix("www.") in ("github.com", "gitlab.com", "huggingface.co")
    return not path or (len(path) == 1 and (path[0].startswith("~") or on_code_host))


def names_both(link: Link, one: Entry, other: Entry) -> bool:
    """Whether an address names two entries: each by its alias, its initials or two words of its title.

    A repository that joins two names (`this-and-that`) holds two papers where it names one of them.
    """
    if link.identity.kind in _CODE_HOSTS and _JOINED.search(link.identity.value):
        return fits_title(link, one) >= 1 or fits_title(link, other) >= 1
    return fits_title(link, one) >= 2 and fits_title(link, other) >= 2


def fits_title(link: Link, entry: Entry) -> int:
    """How many words of an entry's title an address spells; an alias or initials count for two and more."""
    words, run = _address_words(link.url, link.identity.kind)
    title = fold_title(entry.title)
    names = {title.alias, "".join(fold_words(entry.alias or ""))} - {""}
    content = [word for word in title.words if word not in _COMMON]
    score = len(words & set(content))
    if any(name in words or (len(name) > 3 and name in run) for name in names):
        score += 3
    rest = content[1:] if title.alias and content and content[0] == title.alias else content
    for initials in ("".join(word[0] for word in rest), "".join(word[0] for word in title.words)):
        if len(initials) > 2 and initials in words:
            score += 2
            break
    return score


@lru_cache(maxsize=4096)
def _address_words(url: str, kind: str) -> tuple[frozenset[str], str]:
    """The words in an address, and all its letters and digits in one. The owner of a repository names no paper."""
    parts = split_address(url if "//" in url else f"//{url}")
    path = unquote(parts.path)
    if kind in _CODE_HOSTS:
        path = "/".join(path.strip("/").split("/")[1:])
    elif not path.strip("/") or parts.netloc.endswith(".io"):
        path = f"{parts.netloc}/{path}"
    text = f"{path} {unquote(parts.fragment)}"
    run = "".join(fold_words(text))
    words = {word for piece in (text, _CAMEL.sub(" ", text)) for word in fold_words(piece)}
    words |= {"".join(fold_words(piece)) for piece in re.split(r"[/ ]", text)}
    return frozenset(words - _COMMON - {""}), run
