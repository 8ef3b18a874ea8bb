"""Where an address leads by now, and how that is written in its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from awesome_lint.knowledge.hosts import split_url
from awesome_lint.model import Evidence

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.knowledge.hosts import Hosts

_REPOSITORIES = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "raw.githubusercontent.com"})
_OWNED = _REPOSITORIES | {"huggingface.co"}  # hosts on which each owner has a site of their own
_KINDS_OF_REPOSITORIES = frozenset({"datasets", "spaces", "models"})


def written(target: str) -> str:
    """A target as it can stand in Markdown, a table or HTML: what would end it there is encoded.

    Parentheses in pairs end nothing; encoded, they would make another address of it.
    """
    depth = lowest = 0
    for char in target:
        depth += (char == "(") - (char == ")")
        lowest = min(lowest, depth)
    ends = r"[\s<>\"'|\\]" if depth == lowest == 0 else r"[\s()<>\"'|\\]"
    return re.sub(ends, lambda found: quote(found[0], safe=""), target)


def looked_up(knowledge: Knowledge, url: str, evidence: Evidence | None) -> str:
    """Where a shortener leads, by the evidence; empty where that is not known, or a shortener's address again."""
    if evidence is None or evidence.verdict not in ("ok", "moved") or "://" not in evidence.leads_to:
        return ""
    return "" if knowledge.hosts.is_shortener(evidence.leads_to) else with_rest(url, evidence.leads_to)


def moved_to(knowledge: Knowledge, url: str, evidence: Evidence | None) -> str:
    """The address that one has moved to for good, with its fragment and its place in a repository; else empty.

    Another address of the same thing is no move (L009 may speak of it), nor is what a redirector does (L008).
    """
    if evidence is None or evidence.verdict != "moved" or "://" not in evidence.leads_to:
        return ""
    hosts = knowledge.hosts
    if hosts.unwrap(url) or hosts.is_shortener(url) or hosts.malformed_reason(url, of_paper=False):
        return ""
    target = with_rest(url, evidence.leads_to)
    return "" if is_same_thing(hosts, url, target) else target


def is_same_thing(hosts: Hosts, one: str, other: str) -> bool:
    """Whether two addresses name one thing: `http:` and `https:`, with `www.` or without, a paper and its PDF."""
    return hosts.identify(one).folded == hosts.identify(other).folded


def with_rest(url: str, target: str) -> str:
    """`target` with what `url` points at within it: the fragment, and the path within a renamed repository."""
    old, new = split_url(url.strip()), split_url(target)
    if old is None or new is None:
        return target
    steps, there = old.path.split("/"), new.path.strip("/").split("/")
    if {old.host, new.host} <= _REPOSITORIES and len(there) == 2 and len(steps) > 3 and steps[3]:
        at = url.find("/", url.find("//") + 2)
        origin = url[:at] if old.host != new.host else target[: target.find("/", target.find("//") + 2)]
        path = "/".join(["", *there, *steps[3:]])
        target = f"{origin}{path}{'?' + old.query if old.query else ''}"
    return f"{target}#{old.fragment}" if old.fragment and "#" not in target else target


def on_one_site(one: str, other: str) -> bool:
    """Whether two addresses are one site's, so far as that shows: one host, on which owners of repositories differ."""
    left, right = split_url(one.strip()), split_url(other)
    if left is None or right is None or (left.host, left.port) != (right.host, right.port):
        return False
    return left.host not in _OWNED or _owner(left.path) == _owner(right.path)


def _owner(path: str) -> str:
    """The first step of an address's path that is no kind of thing: `/datasets/OWNER/NAME`."""
    return next((step.lower() for step in path.split("/") if step and step not in _KINDS_OF_REPOSITORIES), "")


def secure_origin(knowledge: Knowledge, url: str, evidence: Evidence | None) -> str:
    """`https://host` of the address that a plain `http:` one has moved to and that names the same thing; else empty."""
    if evidence is None or evidence.verdict != "moved" or not url.lower().startswith("http://"):
        return ""
    target = evidence.leads_to
    hosts = knowledge.hosts
    if not target.startswith("https://") or not is_same_thing(hosts, url, target):
        return ""
    return target[: min(at for at in (target.find("/", 8), target.find("?"), target.find("#"), len(target)) if at >= 0)]
