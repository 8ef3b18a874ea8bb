"""What a link's label promises, and whether its address is known to hold something else.

L010 reports what is broken, S012 is silent about it: both ask here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from awesome_lint.knowledge.folding import squeezed
from awesome_lint.matching.addresses import is_document
from awesome_lint.model import Entry, Link
from awesome_lint.patterns import pattern

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.knowledge.hosts import Host

# What a host may serve and yet hold nothing of a role, whatever else is true of it.
_ELSEWHERE: Mapping[str, frozenset[str]] = {
    "code": frozenset({"paper", "video", "slides"}),
    "paper": frozenset({"video", "demo", "supplement"}),
    "project": frozenset({"paper", "video"}),
    "data": frozenset({"paper", "video"}),
}
# Publishers show videos, slides and supplements of a paper beside it; a preprint server holds papers alone.
_BESIDE_PAPERS = frozenset({"video", "slides", "poster", "demo"})
_ANYTHING = frozenset({"project", "page"})
_RESOLVERS = frozenset({"doi.org", "hdl.handle.net", "purl.org"})
_YEAR = pattern(r"(?<!\d)(?:(?:19|20)\d\d(?![\d.])|'\d\d)")
_SEVERAL = pattern(r"\s*(?:[&/+|,，、;；]|(?<=\s)and(?=\s)|和|与|及)\s*")
_PDF = pattern(r"\.pdf(?:$|[?#])")


def broken_promise(link: Link, entry: Entry, known: Knowledge) -> str | None:
    """Why an entry's link cannot be what its label promises, as the end of a sentence; None where it may be."""
    if not link.named or not link.url or link.in_title or _is_writing(link, entry, known):
        return None
    if why := _of_host(link, known):
        return why
    why = _of_role(link, entry, known) or _own_twin(link, entry)
    return None if why and _names_several(link.label, known) else why


def leads_to(one: Link, other: Link) -> bool:
    """Whether two links have the same thing behind them, a place within a page being another place."""
    return one.identity.folded == other.identity.folded and one.url.partition("#")[2] == other.url.partition("#")[2]


def _is_writing(link: Link, entry: Entry, known: Knowledge) -> bool:
    """Whether a label is the entry's venue or year rather than a word for what is behind the link."""
    if _YEAR.search(link.label) or any(link.label_span.start in span for span in entry.spans.get("venue", ())):
        return True
    venue = known.venues.lookup(link.label.strip("[](){} "))
    return venue is not None and not venue.is_preprint


def _names_several(label: str, known: Knowledge) -> bool:
    """Whether a label names several roles (`Paper & Code`): then the address may be either's."""
    roles = {known.labels.role_of(part) for part in _SEVERAL.split(label) if part}
    return len(roles - {None}) > 1


def _host(link: Link, known: Knowledge) -> Host | None:
    return known.hosts.host_of(known.hosts.unwrap(link.url) or link.url)


def _of_host(link: Link, known: Knowledge) -> str | None:
    """Why a label that names a host names another one than the address."""
    key = known.labels.names_host(link.label)
    if key is None or key == link.identity.host:
        return None
    promised, host = known.hosts.host(key), _host(link, known)
    if promised is None or host is None or squeezed(promised.name) not in squeezed(link.label):
        return None  # `Docker` and `Wiki` are no names of hosts only
    preprints = (venue := known.venues.lookup(promised.name)) is not None and venue.is_preprint
    if promised.serves[:1] in ((), ("paper",)) and not preprints:
        return None  # publishers' names say where a paper appeared
    served = frozenset(link.identity.serves)
    if not served or served & _ANYTHING or host.key in _RESOLVERS:
        return None
    if host.key == promised.key or host.name == promised.name or host.mirror_of == promised.key:
        return None
    if host.key.split(".")[-2:] == promised.key.split(".")[-2:]:
        return None
    identified = known.hosts.address(link.identity)
    if preprints and identified and (site := known.hosts.host_of(identified)) and site.key == promised.key:
        return None  # an index or a mirror by the preprint's number
    if link.identity.folded.startswith("arxiv:") and promised.key == "arxiv.org":
        return None
    return f"leads to {host.name}, not to {promised.name}"


def _of_role(link: Link, entry: Entry, known: Knowledge) -> str | None:
    """Why the host is known to hold nothing of the role that the label names."""
    served = frozenset(link.identity.serves)
    if link.role in served or not served or (host := _host(link, known)) is None:
        return None
    if known.labels.is_soft(link.label) and not any(
        other.role == "paper" and other.named and not other.in_title for other in entry.links
    ):
        return None  # `Python` may be what something is written in, or a course's subject
    what = f"leads to {host.name}, which holds {_listed(link.identity.serves)}"
    if link.role in _BESIDE_PAPERS:
        return what if link.identity.kind == "arxiv" and host.key == "arxiv.org" else None
    elsewhere = _ELSEWHERE.get(link.role)
    if elsewhere is None or not served <= elsewhere:
        return None
    if "paper" in served and known.labels.is_general(link.label):
        return None  # `page`, `download`: a paper has those too
    return what


def _own_twin(link: Link, entry: Entry) -> str | None:
    """Why a code link that is the entry's own paper link, or the other way round, is wrong."""
    if link.role == "code" and (is_document(link) or _PDF.search(link.url)):
        if link.identity.serves[:1] != ("code",) and _twin(link, entry, "paper"):
            return "leads to the entry's own paper"
    elif link.role == "paper" and link.identity.serves[:1] == ("code",) and not _PDF.search(link.url):
        if link.identity.kind != "url" and _twin(link, entry, "code"):
            return "leads to the entry's own code"
    return None


def _twin(link: Link, entry: Entry, role: str) -> bool:
    return any(
        other.role == role and other is not link and other.url and leads_to(other, link) for other in entry.links
    )


def _listed(serves: tuple[str, ...]) -> str:
    names = {"paper": "papers", "video": "videos", "demo": "demos", "supplement": "supplements"}
    shown = [names.get(what, what) for what in serves]
    return " and ".join(shown)
