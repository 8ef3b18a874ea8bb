"""Code and project pages that the authors of a paper name in words: in a comment, or in an abstract."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.model.evidence import Resource
from awesome_lint.patterns import pattern

_ADDRESS = pattern(r"(?:https?://|(?<![\w.@/-])(?:www\.)?(?:github|gitlab)\.com/)[^\s<>\"'`\\{}|^]+")
_SENTENCE = pattern(r"[.;!?]\s|[;|\n]")
_AT_END = ".,;:!?)]}>*"
_FILLING = frozenset(
    """
    a all an and at available be can code-link found freely from have here in is are been link located made of on open
    our out please provided public publicly released see sourced the this to under url via visit we will with
    """.split()
)
_WORDS = 3  # that name a role


def mentioned(text: str, source: str) -> Iterator[Resource]:
    """The first page of each role that a text names: `Code: https://…`, `Project page is at https://…`.

    An address that no word names is taken only where its host holds nothing but code, or project pages.
    """
    from awesome_lint.knowledge import knowledge

    hosts, told, before = knowledge().hosts, set(), 0
    for found in _ADDRESS.finditer(text):
        url = found[0].rstrip(_AT_END)
        words = _SENTENCE.split(text[before : found.start()])[-1]
        before = found.end()
        url = url if "://" in url else f"https://{url}"
        serves = hosts.identify(url).serves
        if hosts.is_front_page(url) or hosts.malformed_reason(url, of_paper=False) is not None:
            continue
        role = _named(words)
        holds = serves[0] if serves and serves[0] in ("code", "project") else None
        if role is not None and holds is not None:
            role = holds  # `code at https://somebody.github.io/…` is the page that leads to it
        elif role is None and not words.strip(" ,:([-"):
            role = holds
        elif role == "code":
            role = None  # on a host that is not known to hold any
        if role is not None and role not in told:
            told.add(role)
            yield Resource(role, url, source)


def _named(words: str) -> str | None:
    """The role, code or project, that the words before an address name."""
    from awesome_lint.knowledge import knowledge

    labels = knowledge().labels
    parts = [part for part in (word.strip(" ,:()[]*-–—") for word in words.split()) if part]
    while parts and parts[-1].lower() in _FILLING:
        parts.pop()
    for length in range(min(_WORDS, len(parts)), 0, -1):
        if (role := labels.role_of(" ".join(parts[-length:]))) in ("code", "project"):
            return role
    return None
