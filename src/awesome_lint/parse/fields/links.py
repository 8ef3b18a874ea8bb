"""The roles of links, and the identifiers in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from awesome_lint.markdown import Node
from awesome_lint.model import Identity, Link
from awesome_lint.patterns import pattern

_BADGE_HOSTS = ("img.shields.io", "badge", "star-history", "visitor", "contrib.rocks", "hits.")
_WORKPLACE = pattern(r"//git(?:hub|lab)\.com/[^/]+/[^/]+/(?:-/)?(?:issues|pulls?|discussions|graphs|stargazers|fork)\b")
_README = pattern(r"/(?:-/)?(?:blob|tree)/[^/]+(?:/readme\.md)?/?$", re.IGNORECASE)
_DOCUMENT = pattern(r"^(?!https?:|//|www\.)[^?#]*(?:\.(?:md|markdown|rst)|/)(?:[?#].*)?$", re.IGNORECASE)
_PDF = pattern(r"\.pdf(?:$|[?#])", re.IGNORECASE)
IDENTIFIERS = frozenset(
    "arxiv doi openreview acl cvf pmlr ieee neurips ijcai semanticscholar pubmed pmc biorxiv ssrn isca jmlr acm "
    "ecva aaai hal eprint usenix".split()
)


def is_navigation(url: str) -> bool:
    """Whether an address only leads about the repository: a fragment, a folder, another Markdown file."""
    if url.startswith(("https:", "http:")):  # most are, and no documents
        return _WORKPLACE.search(url) is not None
    return url.startswith(("#", "mailto:")) or _DOCUMENT.match(url) is not None or _WORKPLACE.search(url) is not None


def page_of(url: str) -> str:
    """The page that an address shows, a repository's readme being the page of the repository."""
    return _README.sub("", url.partition("#")[0]).rstrip("/")


def is_badge(link: Node) -> bool:
    """Whether a link is a badge: it shows nothing but an image that a badge service draws."""
    if link.plain().strip():
        return False
    images = [node for node in link.walk() if node.kind == "image"]
    return any(host in image.data["url"] for image in images for host in _BADGE_HOSTS)


def is_paper_address(url: str, identity: Identity) -> bool:
    """Whether an address leads to a paper: a paper host, an index of papers, a PDF."""
    if identity.serves[:1] in (("paper",), ("index",)):
        return identity.kind != "url" or "/" in identity.value  # `https://arxiv.org` itself is a site
    # The identity is that of what a redirector leads to.
    return _PDF.search(url) is not None or (identity.kind == "url" and identity.value.endswith(".pdf"))


def role_behind(url: str, identity: Identity, kind: str) -> str:
    """The role of a link whose label names none: what stands behind it decides, then the entry's kind."""
    if not url:
        return "paper" if kind == "paper" else ("data" if kind == "dataset" else "page")
    if is_paper_address(url, identity):
        return "paper"
    if url.endswith(".bib"):
        return "bibtex"
    if identity.host in ("huggingface.co", "hf.co") and identity.serves:
        return identity.serves[0]
    if kind == "dataset":
        return "data"
    if kind == "resource":
        return "page"
    return "code" if identity.serves[:1] == ("code",) else "project"


def identifiers(links: Sequence[Link]) -> dict[str, str]:
    """The identifiers in links whose role is paper, the first of each kind; DOIs in lower case."""
    found: dict[str, str] = {}
    for link in links:
        if link.role == "paper" and link.identity.kind in IDENTIFIERS:
            value = link.identity.value.lower() if link.identity.kind == "doi" else link.identity.value
            found.setdefault(link.identity.kind, value)
    return found
