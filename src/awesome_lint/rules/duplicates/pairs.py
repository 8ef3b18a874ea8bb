"""Which two entries are one paper, or share a link that can only be one paper's: judged once a document.

Of two entries at most one of D001 and V010 speaks; D002 and D003 only where neither does, D003 not where D002 finds
one paper renamed. Everything goes by buckets (equal folded titles, shared identities, rare words of titles with an
author in common), so that the cost grows with the entries, not with their pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Literal

from awesome_lint.model import Document, Entry, Link
from awesome_lint.records import NamedTuple
from awesome_lint.rules.addresses import fits_title, identifier, is_document, is_home, names_both
from awesome_lint.rules.titles import (
    FoldedTitle,
    aliases_differ,
    fold_authors,
    fold_title,
    fold_words,
    misspelt_title,
    near_title,
    same_title,
)

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge

SHORT_TITLE = 4
SHARED_BY_MANY = 3
COMPARED = 12
RARE_WORDS = 3
PREPRINTS = frozenset({"preprint", "preprints", "预印本", "預印本"})
RESOURCE_ROLES = frozenset({"code", "project", "video", "demo", "slides", "poster", "bibtex"})


class Pair(NamedTuple):
    """Two entries of one document and what is wrong between them.

    `kind` is the code of the rule that speaks. The finding stands on `entry`: the later of the two, for V010 the
    preprint, wherever it is; `other` is the one it points at. `witnesses` say why, ready for a message (`same title`,
    `same arXiv 2203.06605`). For D002 and D003 `link` is the shared link in `entry`, `other_link` the one in `other`,
    `owner` the one whose title the address fits, and `renamed` whether the two are likely one paper under two titles.
    For D001 `conflict` says what the two disagree in, or is "".
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


def judge_pairs(document: Document, knowledge: Knowledge) -> list[Pair]:
    """All pairs of a document, in order of the entry they stand on; a later copy has one D001 or V010 at most."""
    return _Judge(document, knowledge).pairs()


class _Candidate:
    """An entry with what is compared of it; the links, by what they lead to, are its own paper's and its resources'."""

    __slots__ = ("__dict__", "authors", "entry", "index", "paper_links", "resource_links", "title")

    def __init__(self, index: int, entry: Entry) -> None:
        self.index = index
        self.entry = entry
        self.title: FoldedTitle = fold_title(entry.title)
        self.authors = fold_authors(entry.authors)
        papers = [link for link in entry.links if link.role == "paper" and link.url]
        own = [link for link in papers if link is papers[0] or link.named or link.in_title]
        resources = [link for link in entry.links if link.role in RESOURCE_ROLES and link.url]
        self.paper_links = {link_key(link): link for link in reversed(own)}
        self.resource_links = {link_key(link): link for link in reversed(resources)}

    @cached_property
    def identifiers(self) -> dict[str, set[str]]:
        """Values of the paper links' identifiers by kind."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for link in self.entry.links:
            if link.role == "paper" and (known := identifier(link)):
                found[known[0]].add(known[1])
        return found


def link_key(link: Link) -> str:
    """What a link leads to, a place within a page being another place."""
    fragment = link.url.partition("#")[2]
    if not fragment or fragment.lower() in ("readme", "top") or link.identity.folded.endswith(fragment):
        return link.identity.folded
    return f"{link.identity.folded}#{fragment}"


class _Judge:
    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        entries = [entry for entry in document.entries if entry.title and not entry.placeholder]
        self.candidates = [
            candidate for index, entry in enumerate(entries) if (candidate := _Candidate(index, entry)).title.key
        ]
        for index, candidate in enumerate(self.candidates):
            candidate.index = index
        self.preprint_headings: dict[str, bool] = {}
        self.same: defaultdict[int, dict[int, tuple[str, ...]]] = defaultdict(dict)

    def pairs(self) -> list[Pair]:
        by_paper = _shared(self.candidates, lambda candidate: candidate.paper_links)
        by_resource = _shared(self.candidates, lambda candidate: candidate.resource_links)
        self._match_titles()
        self._match_linked([*by_paper.values(), *by_resource.values()])
        self._match_authors()
        found = list(self._copies())
        wrong = list(self._shared_papers(by_paper))
        renamed = {frozenset((id(pair.entry), id(pair.other))) for pair in wrong if pair.renamed}
        found += wrong
        found += (
            pair
            for pair in self._shared_resources(by_resource)
            if frozenset((id(pair.entry), id(pair.other))) not in renamed
        )
        return sorted(found, key=lambda pair: (pair.entry.span.start, pair.kind))

    # Which two are one

    def _match_titles(self) -> None:
        buckets: defaultdict[str, list[_Candidate]] = defaultdict(list)
        for candidate in self.candidates:
            for key in {candidate.title.key, candidate.title.rest}:
                for earlier in islice(buckets[key], COMPARED):
                    if same_title(earlier.title, candidate.title) and self._may_be_one(earlier, candidate):
                        self._match_equal(earlier, candidate)
                buckets[key].append(candidate)

    def _match_equal(self, one: _Candidate, other: _Candidate) -> None:
        witnesses = self._witnesses(one, other)
        if one.entry.kind == "resource":
            # The same heading for two pages is common (`Documentation`), and one page in two sections is meant.
            if one.entry.section == other.entry.section and _main_link(one.entry) == _main_link(other.entry) != "":
                self._join(one, other, ("same title", "same link"))
            return
        if min(one.title.size, other.title.size) < SHORT_TITLE and not witnesses:
            return
        self._join(one, other, ("same title", *witnesses))

    def _match_linked(self, groups: Iterable[list[_Candidate]]) -> None:
        for group in groups:
            for place, candidate in enumerate(group):
                for earlier in group[: min(place, COMPARED)]:
                    if candidate.index not in self.same[earlier.index]:
                        self._match_near(earlier, candidate)

    def _match_authors(self) -> None:
        written = [
            candidate for candidate in self.candidates if candidate.authors and candidate.entry.kind != "resource"
        ]
        if len(written) < 2:
            return
        frequency = Counter(word for candidate in written for word in set(candidate.title.words))
        buckets: defaultdict[str, list[_Candidate]] = defaultdict(list)
        for candidate in written:
            rare = sorted(set(candidate.title.words), key=lambda word: (frequency[word], word))[:RARE_WORDS]
            for word in rare:
                for earlier in buckets[word][-COMPARED:]:
                    if candidate.index not in self.same[earlier.index] and earlier.authors & candidate.authors:
                        self._match_near(earlier, candidate)
                buckets[word].append(candidate)

    def _match_near(self, one: _Candidate, other: _Candidate) -> None:
        """Join two whose titles are nearly equal, where something else says so too."""
        if one.entry.kind == "resource" or not self._may_be_one(one, other) or not near_title(one.title, other.title):
            return
        linked = list(self._link_witnesses(one, other))
        if linked:
            self._join(one, other, ("nearly the same title", *linked))
        elif (
            one.authors & other.authors
            and not self._published_apart(one.entry, other.entry)
            and not aliases_differ(one.title, other.title)
            and misspelt_title(one.title, other.title)
        ):
            self._join(one, other, ("nearly the same title", "same authors"))

    def _published_apart(self, one: Entry, other: Entry) -> bool:
        """Whether two were published in other years at other venues, which one paper is not."""
        return (
            self._is_published(one)
            and self._is_published(other)
            and one.venue != other.venue
            and None not in (one.year, other.year)
            and one.year != other.year
        )

    def _may_be_one(self, one: _Candidate, other: _Candidate) -> bool:
        if one.entry.kind != other.entry.kind:
            return False
        if one.authors and other.authors and not one.authors & other.authors:
            return False
        return not any(
            not one.identifiers[kind] & other.identifiers[kind]
            for kind in one.identifiers.keys() & other.identifiers.keys()
        )

    def _witnesses(self, one: _Candidate, other: _Candidate) -> list[str]:
        found = list(self._link_witnesses(one, other))
        if one.authors & other.authors:
            found.append("same authors")
        return found

    def _link_witnesses(self, one: _Candidate, other: _Candidate) -> Iterator[str]:
        for key in one.paper_links:
            if key in other.paper_links:
                yield f"same {describe(one.paper_links[key])}"
        for key in one.resource_links:
            if key in other.resource_links:
                yield f"same {one.resource_links[key].role} link"

    def _join(self, one: _Candidate, other: _Candidate, witnesses: tuple[str, ...]) -> None:
        self.same[one.index][other.index] = witnesses
        self.same[other.index][one.index] = witnesses

    # What to say of them

    def _copies(self) -> Iterator[Pair]:
        for candidate in self.candidates:
            twins = self.same.get(candidate.index)
            if not twins:
                continue
            preprint = self._is_preprint(candidate.entry)
            if preprint and (published := [twin for twin in twins if self._is_published(self.candidates[twin].entry)]):
                other = min(published)
                yield Pair("V010", candidate.entry, self.candidates[other].entry, twins[other])
                continue
            published_here = self._is_published(candidate.entry)
            earlier = [
                twin
                for twin in twins
                if twin < candidate.index and not (published_here and self._is_preprint(self.candidates[twin].entry))
            ]
            if earlier:
                other = min(earlier)
                twin_entry = self.candidates[other].entry
                yield Pair(
                    "D001",
                    candidate.entry,
                    twin_entry,
                    twins[other],
                    conflict=disagreement(candidate.entry, twin_entry),
                )

    def _is_preprint(self, entry: Entry) -> bool:
        if entry.venue is None:
            return self._under_preprints(entry)
        venue = self.knowledge.venues.lookup(entry.venue)
        return venue is not None and venue.kind == "preprint"

    def _under_preprints(self, entry: Entry) -> bool:
        return any(self._names_preprints(heading) for heading in entry.section)

    def _names_preprints(self, heading: str) -> bool:
        """Whether a heading says `preprint` or names a server of them."""
        if heading not in self.preprint_headings:
            words = fold_words(heading)
            venues = [self.knowledge.venues.lookup(word) for word in words]
            self.preprint_headings[heading] = any(
                word in PREPRINTS or (venue is not None and venue.kind == "preprint")
                for word, venue in zip(words, venues, strict=True)
            )
        return self.preprint_headings[heading]

    def _is_published(self, entry: Entry) -> bool:
        return entry.venue is not None and entry.status != "under-review" and not self._is_preprint(entry)

    # Links that only one of two can own

    def _shared_papers(self, groups: dict[str, list[_Candidate]]) -> Iterator[Pair]:
        for key, group in groups.items():
            papers = self._distinct(candidate for candidate in group if candidate.entry.kind == "paper")
            link = group[0].paper_links[key]
            if self.knowledge.hosts.is_front_page(link.url):
                continue
            if not is_document(link) or (link.identity.kind == "url" and len(papers) >= SHARED_BY_MANY):
                continue
            if _one_family(papers):
                continue
            for later in papers[1:]:
                yield self._wrong("D002", papers[0], later, papers[0].paper_links[key], later.paper_links[key])

    def _shared_resources(self, groups: dict[str, list[_Candidate]]) -> Iterator[Pair]:
        told: set[tuple[int, int]] = set()
        for key, group in groups.items():
            papers = self._distinct(candidate for candidate in group if candidate.entry.kind == "paper")
            if len(papers) != 2 or _one_family(papers) or not all(map(_is_publication, papers)):
                continue
            if (papers[0].index, papers[1].index) in told:
                continue
            first, later = papers
            link = later.resource_links[key]
            if self.knowledge.hosts.is_front_page(link.url) or first.authors & later.authors:
                continue
            if _one_names_other(first, later) or names_both(link, first.entry, later.entry):
                continue
            pair = self._wrong("D003", first, later, first.resource_links[key], link)
            if pair.owner is None and is_home(link):
                continue
            told.add((first.index, later.index))
            yield pair

    def _distinct(self, group: Iterable[_Candidate]) -> list[_Candidate]:
        """The first entry of each paper in `group`."""
        found: dict[int, _Candidate] = {}
        for candidate in group:
            if found.keys().isdisjoint(self.same.get(candidate.index, ())):
                found[candidate.index] = candidate
        return list(found.values())

    def _wrong(
        self, kind: Literal["D002", "D003"], first: _Candidate, later: _Candidate, first_link: Link, link: Link
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
            renamed=bool(first.authors & later.authors) or _one_names_other(first, later),
        )


def _shared(candidates: Iterable[_Candidate], links: object) -> dict[str, list[_Candidate]]:
    groups: defaultdict[str, list[_Candidate]] = defaultdict(list)
    assert callable(links)
    for candidate in candidates:
        for key in links(candidate):
            groups[key].append(candidate)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _main_link(entry: Entry) -> str:
    return link_key(entry.links[0]) if entry.links and entry.links[0].url else ""


def _one_names_other(one: _Candidate, other: _Candidate) -> bool:
    """Whether one title is the other's short name, or the beginning of it."""
    short, long = sorted((one, other), key=lambda candidate: len(candidate.title.key))
    names = {long.title.alias, "".join(fold_words(long.entry.alias or ""))} - {""}
    return short.title.key in names or (short.title.size >= SHORT_TITLE and short.title.rest in long.title.key)


def _is_publication(candidate: _Candidate) -> bool:
    """Whether an entry itself says that it is a paper: by a link to it, a venue or authors."""
    return bool(candidate.paper_links or candidate.entry.venue or candidate.entry.authors)


def _one_family(papers: list[_Candidate]) -> bool:
    """Whether short titles are those of one family of models, or so many that the page is about all of them."""
    if any(paper.title.size >= SHORT_TITLE for paper in papers):
        return False
    heads = [paper.title.key[:3] for paper in papers]
    return len(papers) >= SHARED_BY_MANY or len(set(heads)) == 1


def disagreement(one: Entry, other: Entry) -> str:
    """What two entries of one paper give otherwise (`venue ICCV, there CVPR`); "" where all that both give agrees."""
    if one.venue and other.venue and one.venue.casefold() != other.venue.casefold():
        return f"venue {one.venue}, there {other.venue}"
    if one.year and other.year and one.year != other.year:
        return f"year {one.year}, there {other.year}"
    return ""


_KIND_NAMES = {
    "arxiv": "arXiv",
    "doi": "DOI",
    "openreview": "OpenReview",
    "acl": "ACL Anthology",
    "cvf": "CVF",
    "pmlr": "PMLR",
    "ieee": "IEEE",
}


def describe(link: Link) -> str:
    """What a paper link leads to, for people: `arXiv 2203.06605`, `paper link example.org/a.pdf`."""
    kind = link.identity.kind
    if kind == "url":
        return f"paper link {link.identity.value}"
    return f"{_KIND_NAMES.get(kind, kind)} {link.identity.value}"
