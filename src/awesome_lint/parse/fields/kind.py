"""Whether an entry is a paper, a data set or another resource."""

from __future__ import annotations

from awesome_lint.model import Identity
from awesome_lint.parse.fields.links import is_paper_address
from awesome_lint.parse.fields.section import SectionReading
from awesome_lint.parse.flow import word_count
from awesome_lint.parse.reading import Draft

_PUBLISHED = frozenset({"paper", "bibtex", "poster", "supplement"})
_ELSEWHERE = frozenset({"blog", "video", "slides", "shortener"})


def evidence(draft: Draft, links: list[tuple[str, Identity]]) -> str:
    """What an entry says of its own kind: `paper`, `resource`, or empty. `links` are addresses with their identities."""
    if draft.venue is not None or draft.status or (draft.venue_raw and draft.venue_year):
        return "paper"
    if any(role in _PUBLISHED for role in draft.roles.values()) or "paper" in draft.unlinked:
        return "paper"
    if any(is_paper_address(url, identity) for url, identity in links):
        return "paper"
    if draft.authors:
        return "paper"
    if len(links) == 1 and draft.title_link >= 0:
        serves = links[0][1].serves[:1]
        if serves and serves[0] in _ELSEWHERE:
            return "resource"
        if serves == ("code",) and word_count(draft.title) <= 4:
            return "resource"
    return ""


def decide(own: str, section: SectionReading, neighbours: float, overall: float) -> str:
    """The kind of an entry from its own evidence, its section's titles, and the share of papers among neighbours and overall."""
    if section.kind == "dataset":
        return "dataset"
    if section.kind == "resource":
        return "paper" if own == "paper" and neighbours > 0.5 else "resource"
    if own:
        return own
    if section.kind in ("paper", "survey") or section.venue_raw:
        return "paper"
    if neighbours >= 0.5:
        return "paper"
    return "paper" if neighbours < 0 and overall >= 0.5 else "resource"
