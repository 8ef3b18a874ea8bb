"""How addresses of one thing may differ, and whether the difference is meant."""

from __future__ import annotations

import re

from awesome_lint.knowledge.hosts import Hosts
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern

_ARXIV = pattern(
    r"(?P<origin>https?://[^/?#]+/+)(?P<form>abs|pdf)(?P<id>/+(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}))"
    r"(?P<version>v\d+)?(?P<ending>\.pdf)?(?=[?#]|$)"
)


def arxiv_parts(url: str) -> re.Match[str] | None:
    """An address of an arXiv paper's abstract or PDF in its parts: origin, form, id, version and ending."""
    return _ARXIV.match(url)


def is_sound(hosts: Hosts, url: str) -> bool:
    """Whether an address leads somewhere by itself: well formed, no wrapper or shortener, of a site that is there."""
    if hosts.malformed_reason(url) is not None or hosts.unwrap(url) or hosts.is_shortener(url):
        return False
    host = hosts.host_of(url)
    return host is None or not host.gone


def stands_beside(hosts: Hosts, entry: Entry, url: str, site: str) -> bool:
    """Whether an entry has the usual address of the same thing, on `site`, too: then the mirror is meant."""
    wanted = hosts.identify(url).folded
    return any(
        link.url != url and link.identity.folded == wanted and f"//{site}/" in link.url.replace("//www.", "//")
        for link in entry.links
    )
