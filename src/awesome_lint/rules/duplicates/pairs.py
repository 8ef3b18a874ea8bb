"""Which two entries of a list are one paper, or share a link that can only be one paper's: judged once a document.

Of two entries at most one of D001 and V010 speaks; D002 and D003 only where neither does, D003 not where D002 finds
one paper renamed. When two entries are one paper is said in `matching.twins`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

from awesome_lint.matching.addresses import fits_title, is_home, names_both
from awesome_lint.matching.thresholds import DEFAULTS, Thresholds
from awesome_lint.matching.twins import (
    Candidate,
    Twins,
    candidates,
    describe,
    one_family,
    one_names_other,
)
from awesome_lint.model import Document, Entry, Link
from awesome_lint.records import NamedTuple

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge


class Pair(NamedTuple):
    """Two entries of one document and what is wrong between them.

    `kind` is the code of the rule that speaks. The finding stands on `entry`: the later of the two, or the one that a
    change added, for V010 the preprint, wherever it is; `other` is the one it points at. `witnesses` say why, ready for
    a message (`same title`, `same arXiv 2203.06605`). For D002 and D003 `link` is the shared link in `entry`,
    `other_link` the one in `other`, `owner` the one whose title the address fits, and `renamed` whether the two are
    likely one paper under two titles. For D001 `conflict` says what the two disagree in, or is "".
    """

    kind: Literal["D001", "D002", "D003", "V010"]
    entry: Entry
    other: Entry
    witnesses: tuple[str, ...] = ()
    conflict: str = ""
    link: Link | None = None
    other_link: Link | None = None
    owner: Entry | None = None
    renamed: bool = False


def judge_pairs(
    document: Document,
    knowledge: Knowledge,
    is_added: Callable[[Entry], bool] | None = None,
    thresholds: Thresholds = DEFAULTS,
) -> list[Pair]:
    """All pairs of a document, in order of the entry they stand on; a later copy has one D001 or V010 at most.

    Entries of which `is_added` is true count as later than all others.
    """
    found = list(candidates(document, thresholds))
    if is_added is not None:
        found.sort(key=lambda candidate: is_added(candidate.entry))
    return _Judge(Twins(found, knowledge, thresholds)).pairs()


class _Judge:
    def __init__(self, twins: Twins) -> None:
        self.twins = twins
        self.hosts = twins.knowledge.hosts
        self.thresholds = twins.thresholds

    def pairs(self) -> list[Pair]:
        found = list(self._copies())
        wrong = list(self._shared_papers())
        renamed = {frozenset((id(pair.entry), id(pair.other))) for pair in wrong if pair.renamed}
        found += wrong
        found += (
            pair for pair in self._shared_resources() if frozenset((id(pair.entry), id(pair.other))) not in renamed
        )
        return sorted(found, key=lambda pair: (pair.entry.span.start, pair.kind))

    # What to say of two that are one

    def _copies(self) -> Iterator[Pair]:
        standing = self.twins.standing
        every = self.twins.candidates
        for candidate in every:
            twins = self.twins.same.get(candidate.index)
            if not twins:
                continue
            preprint = standing.is_preprint(candidate.entry)
            if preprint and (published := [twin for twin in twins if standing.is_published(every[twin].entry)]):
                other = min(published)
                yield Pair("V010", candidate.entry, every[other].entry, twins[other])
                continue
            published_here = standing.is_published(candidate.entry)
            earlier = [
                twin
                for twin in twins
                if twin < candidate.index and not (published_here and standing.is_preprint(every[twin].entry))
            ]
            if earlier:
                other = min(earlier)
                twin_entry = every[other].entry
                yield Pair(
                    "D001",
                    candidate.entry,
                    twin_entry,
                    twins[other],
                    conflict=disagreement(candidate.entry, twin_entry),
                )

    # Links that only one of two can own

    def _shared_papers(self) -> Iterator[Pair]:
        for key, papers in self.twins.shared_papers():
            for later in papers[1:]:
                yield self._wrong("D002", papers[0], later, papers[0].paper_links[key], later.paper_links[key])

    def _shared_resources(self) -> Iterator[Pair]:
        told: set[tuple[int, int]] = set()
        for key, group in self.twins.by_resource.items():
            papers = self.twins.distinct(candidate for candidate in group if candidate.entry.kind == "paper")
            if not 2 <= len(papers) < self.thresholds.shared or one_family(papers, self.thresholds.words):
                continue
            if not all(map(_is_publication, papers)):
                continue
            first = papers[0]
            for later in papers[1:]:
                if (first.index, later.index) not in told and (pair := self._shared_resource(key, first, later)):
                    told.add((first.index, later.index))
                    yield pair

    def _shared_resource(self, key: str, first: Candidate, later: Candidate) -> Pair | None:
        link = later.resource_links[key]
        if self.hosts.is_front_page(link.url) or first.authors & later.authors:
            return None
        if one_names_other(first, later, self.thresholds.words) or names_both(link, first.entry, later.entry):
            return None
        pair = self._wrong("D003", first, later, first.resource_links[key], link)
        return None if pair.owner is None and is_home(link) else pair

    def _wrong(
        self, kind: Literal["D002", "D003"], first: Candidate, later: Candidate, first_link: Link, link: Link
    ) -> Pair:
        owner = None
        fit = fits_title(link, first.entry), fits_title(link, later.entry)
        if fit[0] != fit[1]:
            owner = first.entry if fit[0] > fit[1] else later.entry
        return Pair(
            kind,
            later.entry,
            first.entry,
            (f"same {describe(link)}" if kind == "D002" else f"same {link.role} link",),
            link=link,
            other_link=first_link,
            owner=owner,
            renamed=bool(first.authors & later.authors)
            or first.title.alias == later.title.alias != ""
            or one_names_other(first, later, self.thresholds.words),
        )


def _is_publication(candidate: Candidate) -> bool:
    """Whether an entry itself says that it is a paper: by a link to it, a venue or authors."""
    return bool(candidate.paper_links or candidate.entry.venue or candidate.entry.authors)


def disagreement(one: Entry, other: Entry) -> str:
    """What two entries of one paper give otherwise (`venue ICCV, there CVPR`); "" where all that both give agrees."""
    if one.venue and other.venue and one.venue.casefold() != other.venue.casefold():
        return f"venue {one.venue}, there {other.venue}"
    if one.year and other.year and one.year != other.year:
        return f"year {one.year}, there {other.year}"
    return ""
