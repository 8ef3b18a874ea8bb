"""Pages that stand before, or instead of, what was asked for: what an answer of 200 does not prove.

What tells them is data, in `knowledge/walls.toml`; here is how it is looked at.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from awesome_lint.knowledge.hosts import Address, Hosts, split_url
from awesome_lint.model import Evidence
from awesome_lint.net.faults import Fault
from awesome_lint.net.words import plain
from awesome_lint.patterns import pattern

REFUSALS = frozenset({401, 403, 405, 406, 409, 412, 418, 421, 429, 503})
"""Statuses with which walls refuse; what else their pages hold counts only with these."""

_LONG = 16_384  # bytes from which on a page is no challenge, unless its beginning shows it
_HEAD = 8_192  # bytes of a page's beginning, where its title stands
_TITLE_LENGTH = 500
_TITLE = pattern(rb"<title[^>]{0,200}>(.{0,2000}?)</title", re.IGNORECASE | re.DOTALL)
_CITATION = pattern(rb"<meta\s[^<>]{0,1000}?\bname\s*=\s*[\"']?citation_title\b[^>]{0,2000}>", re.IGNORECASE)
_CONTENT = pattern(rb"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_CHARSET = pattern(rb"charset\s*=\s*[\"']?([\w.:-]{2,30})", re.IGNORECASE)
_PARTS = pattern(r"\s+[|·»«–—-]\s+|\s*[|·»«]\s*")
_LOCALE = pattern(r"[a-z]{2}(?:[-_][a-z]{2,4})?$", re.IGNORECASE)
_FRONT = pattern(r"(?:(?:index|default|home|main|welcome)(?:\.\w{2,5})?)?$", re.IGNORECASE)
_NO_LETTER = pattern(r"[\W_]+")


class Page:
    """An answer: `headers` by lower-case name, `body` decompressed, as far as it was read; empty if no HTML."""

    __slots__ = ("body", "headers", "status", "text")

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes = b"") -> None:
        self.status = status
        self.headers = headers
        self.body = body
        self.text = body.lower()


class Walls:
    """Tells walls and pages that say "not found" from pages."""

    def __init__(self, tables: Mapping[str, Any], hosts: Hosts) -> None:
        self._hosts = hosts
        self._headers: list[list[str]] = tables["headers"]
        self._refusals: list[list[str]] = tables["refusals"]
        self._titles: Mapping[str, str] = tables["titles"]
        self._marks: list[tuple[bytes, str]] = tables["marks"]
        self._hints: list[tuple[bytes, str]] = tables["hints"]
        self._leads = [_Leads(*row) for row in tables["leads"]]
        soft = tables["soft"]
        self._soft_titles = frozenset(soft["titles"])
        self._closed = frozenset(soft["closed"])
        self._parked: list[bytes] = soft["parked"]
        self._parked_titles: tuple[str, ...] = tuple(soft["parked_titles"])
        self._pages = frozenset(soft["pages"])
        self._resolvers = frozenset(soft["resolvers"])
        self._private = frozenset(tables["moved"]["parameters"])
        self._private_paths = pattern(tables["moved"]["paths"], re.IGNORECASE)

    def wall(self, page: Page) -> str | None:
        """Whose wall a page is (`Cloudflare`; empty: somebody's), None where it is none."""
        headers, status = page.headers, page.status
        for name, text, maker in self._headers:
            if name in headers and text in headers[name].lower():
                return maker
        refused = status in REFUSALS or status == 202
        if refused:
            for name, text, maker in self._refusals:
                if name in headers and text in headers[name].lower():
                    return maker
        if not page.body:
            return None
        held = page.text if refused or len(page.text) < _LONG else page.text[:_HEAD]
        for mark, maker in self._marks:
            if mark in held:
                return maker
        if status in (404, 410):
            return None  # nothing weaker is told by a page that says it is not there
        if (title := title_of(page)) is not None and title.lower() in self._titles:
            return self._titles[title.lower()]
        if refused:
            for mark, maker in self._hints:
                if mark in held:
                    return maker
        return None

    def missing(self, page: Page) -> Fault | None:
        """What a page with a good status says instead of what was asked for: not found, parked, closed."""
        if not page.body:
            return None
        title = (title_of(page) or "").lower()
        if title:
            if title in self._closed:
                return Fault("soft-404", "shows that its site is closed or not set up")
            if any(words in title for words in self._parked_titles):
                return Fault("soft-404", "shows a parked domain")
            parts = _PARTS.split(title)
            if title in self._soft_titles or parts[0] in self._soft_titles or parts[-1] in self._soft_titles:
                if b"citation_title" not in page.text:
                    return Fault("soft-404", f"{page.status}, but its page says: not found")
        text = page.text if len(page.text) < _LONG else page.text[:_HEAD]
        for mark in self._parked:
            if mark in text:
                return Fault("soft-404", "shows a parked domain")
        return None

    def leads_astray(self, start: str, end: str) -> Fault | None:
        """Why the end of a chain of redirects is not what its start meant: a login, a wall, a parked domain."""
        left, right = split_url(start), split_url(end)
        if left is None or right is None:
            return None
        for leads in self._leads:
            if leads.match(right, left) and not leads.match(left, None):
                return Fault(leads.kind, f"{leads.says} ({right.host})")
        if f"{right.host}{right.path.rstrip('/')}" in self._pages and right[:4] != left[:4]:
            return Fault("soft-404", f"leads to a page that is not about it ({right.host}{right.path})")
        if self._loses_the_page(start, left, right):
            return Fault("soft-404", f"leads to the front page of {right.host}")
        return None

    def worth_writing(self, start: str, end: str) -> bool:
        """Whether a list may write the end of a permanent redirect: no session, no signature, not only a language."""
        left, right = split_url(start), split_url(end)
        if left is None or right is None:
            return False
        if self._private_paths.search(right.path):
            return False
        own = {part.partition("=")[0].lower() for part in left.query.split("&")}
        added = {part.partition("=")[0].lower() for part in right.query.split("&")} - own
        if added & self._private:
            return False
        return not _only_adds_a_language(left, right)

    def _loses_the_page(self, start: str, left: Address, right: Address) -> bool:
        """Whether a deep link ends at a front page that its address does not speak of."""
        if right.query or not _is_front(right) or (_is_front(left) and not left.query):
            return False
        if self._hosts.is_shortener(start) or _below(left.host, self._resolvers):
            return False
        labels = [label for label in right.host.split(".")[:-1] if label]
        own = set(left.host.split("."))
        segments = [_NO_LETTER.sub("", part).lower() for part in left.path.split("/")]
        path = "".join(segments)
        for label in labels:
            word = _NO_LETTER.sub("", label)
            if label not in own and (word in segments or (len(word) > 3 and word in path)):
                return False
            if label not in own and any(len(segment) > 3 and segment in word for segment in segments):
                return False
        return True


class _Leads:
    """Addresses that only redirects lead to."""

    __slots__ = ("_first", "_hosts", "_pages", "_paths", "_queries", "kind", "says")

    def __init__(self, kind: str, says: str, hosts: list[str], first: list[str], paths: str, queries: str) -> None:
        self.kind = kind
        self.says = says
        self._hosts = frozenset(host for host in hosts if "/" not in host)
        self._pages = frozenset(host for host in hosts if "/" in host)
        self._first = frozenset(first)
        self._paths = pattern(paths, re.IGNORECASE) if paths else None
        self._queries = pattern(queries, re.IGNORECASE) if queries else None

    def match(self, address: Address, start: Address | None) -> bool:
        """`start`: where the redirects began; what a host says then counts only where it is another one."""
        if start is None or address.host != start.host:
            if _below(address.host, self._hosts) or address.host.partition(".")[0] in self._first:
                return True
        if self._pages and f"{address.host}{address.path.rstrip('/')}" in self._pages:
            return True
        if self._paths is not None and self._paths.search(address.path) and not (start and address.path == start.path):
            return True
        return self._queries is not None and bool(address.query) and bool(self._queries.search(address.query))


def seconds_apart(slow: Mapping[str, float], host: str) -> float:
    """How many seconds must lie between two requests for pages of a host, one at a time; 0: it asks for nothing.

    `slow` is the table of that name in the knowledge of walls.
    """
    return next((slow[domain] for domain in _domains(host) if domain in slow), 0.0)


def gone_site(hosts: Hosts, url: str, now: float | None = None) -> Evidence | None:
    """What is known of an address whose site is no more and serves nothing, without asking; else None."""
    host = hosts.host_of(url)
    if host is None or not host.gone or host.remains:
        return None
    since = "" if host.gone is True else f" since {host.gone}"
    note = f" ({host.note})" if host.note else ""
    checked = int(time.time() if now is None else now)
    return Evidence("dead", "gone-site", f"{host.name} is no more{since}{note}", host.name, checked)


def citation_title(page: Page) -> str | None:
    """The title of a paper as its page states it for indexes (`citation_title`)."""
    if b"citation_title" not in page.text:
        return None
    meta = _CITATION.search(page.body)
    content = _CONTENT.search(meta[0]) if meta else None
    if content is None:
        return None
    return page_text(content[1] if content[1] is not None else content[2], page) or None


def title_of(page: Page) -> str | None:
    """What stands in `<title>`."""
    found = _TITLE.search(page.body[:_HEAD])
    return page_text(found[1], page) if found else None


def page_text(data: bytes, page: Page) -> str:
    """Text of a page, in one line, without character references."""
    charset = _CHARSET.search(page.headers.get("content-type", "").encode()) or _CHARSET.search(page.body[:2048])
    try:
        text = data.decode(charset[1].decode("ascii") if charset else "utf-8", "replace")
    except (LookupError, UnicodeError):
        text = data.decode("utf-8", "replace")
    return plain(unescape(text))[:_TITLE_LENGTH]


def _below(host: str, domains: frozenset[str]) -> bool:
    """Whether a host is one of `domains`, or below one."""
    return any(domain in domains for domain in _domains(host))


def _domains(host: str) -> Iterator[str]:
    """A host, and the domains that it is below."""
    while host:
        yield host
        host = host.partition(".")[2]


def _segments(address: Address) -> list[str]:
    return [segment for segment in address.path.split("/") if segment]


def _is_front(address: Address) -> bool:
    """Whether a path is that of a front page, whatever language it is in."""
    segments = _segments(address)
    if segments and _LOCALE.match(segments[0]) and len(segments) <= 2:
        segments = segments[1:]
    return len(segments) <= 1 and bool(_FRONT.match(segments[0] if segments else ""))


def _only_adds_a_language(left: Address, right: Address) -> bool:
    before, after = _segments(left), _segments(right)
    return len(after) == len(before) + 1 and bool(_LOCALE.match(after[0])) and after[1:] == before
