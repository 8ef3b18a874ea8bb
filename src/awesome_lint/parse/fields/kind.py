"""Whether an entry is a paper, a data set or another resource."""

from __future__ import annotations

from awesome_lint.model import Identity
from awesome_lint.parse.draft import Draft
from awesome_lint.parse.fields.links import is_paper_address
from awesome_lint.parse.fields.section import SectionReading
from awesome_lint.parse.text import word_count

_PUBLISHED = frozenset({"paper", "bibtex", "poster", "supplement"})
_ALL = 0.8  # papers among the neighbours, from which a repository in their midst is one, too
_SHORT = 2  # words of a title, which a program has more often than a paper
_ELSEWHERE = frozenset({"blog", "video", "slides", "shortener"})


def evidence(draft: Draft, links: list[tuple[int, Identity]], names_venue: bool) -> str:
    """What an entry says of its own kind, `links` being its links by index with what they lead to.

    `names_venue`: its title is a venue's name; what it links is that venue's site.

    `paper`; `authored`, by its authors alone; `likely` a paper; `tool`, a repository with a short name; `resource`; or
    nothing.
    """
    if names_venue and draft.title_link >= 0 and not draft.authors:
        return "resource"
    # A word that is also a venue's name (`Science`, `Sensors`) may sort a tool.
    venue = draft.venue is not None and (draft.of_papers or draft.year is not None)
    if venue or draft.status or (draft.venue_raw and draft.venue_year):
        return "paper"
    for index, identity in links:
        if draft.roles.get(index, "paper") != "paper":
            continue  # the PDF of a talk's slides
        url = draft.flow.links[index].node.data["url"]
        if "://" in url and is_paper_address(url, identity):
            if not draft.of_papers and draft.title_link not in (-1, index) and word_count(draft.title) <= 3:
                return "likely"  # a tool with its paper
            # In a list of papers any PDF is one; elsewhere it may be a book.
            return "paper" if draft.of_papers or identity.serves[:1] == ("paper",) else "likely"
    if any(role in _PUBLISHED for role in draft.roles.values()) or "paper" in (*draft.unlinked, *draft.unavailable):
        # A page with a PDF beside it may be a book or a form: only its neighbours make it a paper.
        return "likely" if draft.title_link >= 0 else "paper"
    if draft.authors:
        return "likely" if len(links) == 1 and draft.title_link >= 0 else "authored"
    if links and word_count(draft.title) <= _SHORT and all(to.serves[:1] == ("code",) for _, to in links):
        return "tool"
    if len(links) == 1 and draft.title_link >= 0:
        serves = links[0][1].serves[:1]
        if serves and serves[0] in _ELSEWHERE:
            return "resource"
        if serves == ("code",) and word_count(draft.title) <= 4:
            return "tool"
    return ""


def decide(own: str, section: SectionReading, neighbours: float, overall: float, linked: bool) -> str:
    """The kind of an entry: by its section's titles, its own evidence, the share of papers among its neighbours.

    `neighbours` is -1 where none of them says anything; then the file's share, `overall`, decides of an entry that
    links nothing.
    """
    if section.kind == "dataset":
        return "dataset"
    if section.kind == "resource":
        return "paper" if own == "paper" and neighbours >= 0.5 else "resource"
    if own in ("paper", "resource"):
        return own
    if own == "authored":
        return "paper"
    if own == "tool":
        return "paper" if neighbours >= _ALL else "resource"
    if section.kind in ("paper", "survey") or section.venue_raw or neighbours >= 0.5:
        return "paper"
    return "paper" if neighbours < 0 and overall >= 0.5 and not linked else "resource"
