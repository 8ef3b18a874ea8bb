"""Which entries are one paper: judged in one place, for one list and for all lists of a run.

Everything goes by buckets (equal folded titles, shared identities, rare words of titles with an author in common), so
that the cost grows with the entries, not with their pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from awesome_lint.knowledge import Knowledge
from awesome_lint.matching.addresses import identifier, is_document
from awesome_lint.matching.standing import Standing
from awesome_lint.matching.thresholds import Thresholds
from awesome_lint.matching.titles import (
    FoldedTitle,
    aliases_differ,
    fold_authors,
    fold_title,
    fold_words,
    misspelt_title,
    near_title,
    same_title,
    scripts_of,
)
from awesome_lint.model import Document, Entry, Link

SHARED_BY_MANY = 3
COMPARED = 12
RARE_WORDS = 3
RESOURCE_ROLES = frozenset({"code", "project", "video", "demo", "slides", "poster", "bibtex"})
NEAR = "nearly the same title"


class Candidate:
    """An entry with what is compared of it; the links, by what they lead to, are its own paper's and its resources'.

    `place` is its index among its document's entries, `list` the number of that document, `index` its own number among
    all that are compared.
    """

    __slots__ = ("__dict__", "authors", "entry", "index", "list", "paper_links", "place", "resource_links", "title")

    def __init__(self, entry: Entry, place: int, alias_words: int = 2, number: int = 0) -> None:
        self.index = -1
        self.list = number
        self.place = place
        self.entry = entry
        self.title: FoldedTitle = fold_title(entry.title, alias_words)
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


def candidates(document: Document, thresholds: Thresholds, number: int = 0) -> Iterator[Candidate]:
    """The entries of a document that can be compared: those with a title of letters or digits, templates left out."""
    for place, entry in enumerate(document.entries):
        if entry.title and not entry.placeholder:
            candidate = Candidate(entry, place, thresholds.alias, number)
            if candidate.title.key:
                yield candidate


def link_key(link: Link) -> str:
    """What a link leads to, a place within a page being another place."""
    if "#" not in link.url:
        return link.identity.folded
    fragment = link.url.partition("#")[2]
    if not fragment or fragment.lower() in ("readme", "top") or link.identity.folded.endswith(fragment):
        return link.identity.folded
    return f"{link.identity.folded}#{fragment}"


class Twins:
    """Which of some candidates are one paper.

    Candidates are numbered in the order given: of two the one with the higher number is the later. `same` has, by
    number, the numbers of those that are the same paper, with the witnesses, ready for a message.
    """

    def __init__(self, found: Sequence[Candidate], knowledge: Knowledge, thresholds: Thresholds) -> None:
        self.candidates = found
        self.knowledge = knowledge
        self.thresholds = thresholds
        self.standing = Standing(knowledge)
        for index, candidate in enumerate(found):
            candidate.index = index
        self.same: defaultdict[int, dict[int, tuple[str, ...]]] = defaultdict(dict)
        self.by_paper = _shared(found, lambda candidate: candidate.paper_links)
        self.by_resource = _shared(found, lambda candidate: candidate.resource_links)
        self._match_titles()
        self._match_linked([*self.by_paper.values(), *self.by_resource.values()])
        self._match_authors()

    def distinct(self, group: Iterable[Candidate]) -> list[Candidate]:
        """The first entry of each paper in `group`."""
        found: dict[int, Candidate] = {}
        for candidate in group:
            if found.keys().isdisjoint(self.same.get(candidate.index, ())):
                found[candidate.index] = candidate
        return list(found.values())

    def shared_papers(self) -> Iterator[tuple[str, list[Candidate]]]:
        """Every paper's address that stands at entries of several papers, and the first entry of each of these."""
        for key, group in self.by_paper.items():
            papers = self.distinct(candidate for candidate in group if candidate.entry.kind == "paper")
            if len(papers) < 2:
                continue
            link = group[0].paper_links[key]
            if self.knowledge.hosts.is_front_page(link.url):
                continue
            if not is_document(link) or (link.identity.kind == "url" and len(papers) >= SHARED_BY_MANY):
                continue
            papers = [papers[0], *(paper for paper in papers[1:] if not in_another_script(papers[0], paper))]
            if len(papers) > 1 and not one_family(papers, self.thresholds.words):
                yield key, papers

    def _match_titles(self) -> None:
        buckets: defaultdict[str, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates:
            for key in {candidate.title.key, candidate.title.rest}:
                for earlier in islice(buckets[key], COMPARED):
                    if same_title(earlier.title, candidate.title) and self._may_be_one(earlier, candidate):
                        self._match_equal(earlier, candidate)
                buckets[key].append(candidate)

    def _match_equal(self, one: Candidate, other: Candidate) -> None:
        witnesses = self._witnesses(one, other)
        if one.entry.kind == "resource":
            # The same heading for two pages is common (`Documentation`), and one page in two sections is meant.
            if one.entry.section == other.entry.section and _main_link(one.entry) == _main_link(other.entry) != "":
                self._join(one, other, ("same title", "same link"))
            return
        if min(one.title.size, other.title.size) < self.thresholds.words and not witnesses:
            return
        self._join(one, other, ("same title", *witnesses))

    def _match_linked(self, groups: Iterable[list[Candidate]]) -> None:
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
        buckets: defaultdict[str, list[Candidate]] = defaultdict(list)
        for candidate in written:
            rare = sorted(set(candidate.title.words), key=lambda word: (frequency[word], word))[:RARE_WORDS]
            for word in rare:
                for earlier in buckets[word][-COMPARED:]:
                    if candidate.index not in self.same[earlier.index] and earlier.authors & candidate.authors:
                        self._match_near(earlier, candidate)
                buckets[word].append(candidate)

    def _match_near(self, one: Candidate, other: Candidate) -> None:
        """Join two whose titles are nearly equal, where something else says so too."""
        if one.entry.kind == "resource" or not self._may_be_one(one, other):
            return
        if not near_title(one.title, other.title, self.thresholds.ratio):
            return
        linked = list(link_witnesses(one, other))
        if linked:
            self._join(one, other, (NEAR, *linked))
        elif (
            one.authors & other.authors
            and not self._published_apart(one.entry, other.entry)
            and not aliases_differ(one.title, other.title)
            and misspelt_title(one.title, other.title)
        ):
            self._join(one, other, (NEAR, "same authors"))

    def _published_apart(self, one: Entry, other: Entry) -> bool:
        """Whether two were published in other years at other venues, which one paper is not."""
        return (
            self.standing.is_published(one)
            and self.standing.is_published(other)
            and one.venue != other.venue
            and None not in (one.year, other.year)
            and one.year != other.year
        )

    def _may_be_one(self, one: Candidate, other: Candidate) -> bool:
        if one.entry.kind != other.entry.kind:
            return False
        if one.authors and other.authors and not one.authors & other.authors:
            return False
        return not any(
            not one.identifiers[kind] & other.identifiers[kind]
            for kind in one.identifiers.keys() & other.identifiers.keys()
        )

    def _witnesses(self, one: Candidate, other: Candidate) -> list[str]:
        found = list(link_witnesses(one, other))
        if one.authors & other.authors:
            found.append("same authors")
        return found

    def _join(self, one: Candidate, other: Candidate, witnesses: tuple[str, ...]) -> None:
        self.same[one.index][other.index] = witnesses
        self.same[other.index][one.index] = witnesses


def link_witnesses(one: Candidate, other: Candidate) -> Iterator[str]:
    """The papers' and resources' addresses that two have in common: `same arXiv 2203.06605`, `same code link`."""
    for key in one.paper_links:
        if key in other.paper_links:
            yield f"same {describe(one.paper_links[key])}"
    for key in one.resource_links:
        if key in other.resource_links:
            yield f"same {one.resource_links[key].role} link"


def _shared(found: Iterable[Candidate], links: Callable[[Candidate], Mapping[str, Link]]) -> dict[str, list[Candidate]]:
    groups: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in found:
        for key in links(candidate):
            groups[key].append(candidate)
    return {key: group for key, group in groups.items() if len(group) > 1}


def _main_link(entry: Entry) -> str:
    return link_key(entry.links[0]) if entry.links and entry.links[0].url else ""


def one_names_other(one: Candidate, other: Candidate, words: int) -> bool:
    """Whether one title is the other's short name, or, from so many words on, the beginning or a part of it."""
    short, long = sorted((one, other), key=lambda candidate: len(candidate.title.key))
    names = {long.title.alias, "".join(fold_words(long.entry.alias or ""))} - {""}
    if short.title.size < words and short.title.key:
        # A table of models has a column of their names, which is no title.
        names.update("".join(fold_words(note)) for note in (long.entry.notes or "").split(";"))
    return short.title.key in names or (short.title.size >= words and short.title.rest in long.title.key)


def in_another_script(one: Candidate, other: Candidate) -> bool:
    """Whether two titles have no script in common, as an original and its translation have not."""
    return scripts_of(one.title.key).isdisjoint(scripts_of(other.title.key))


def one_family(papers: Sequence[Candidate], words: int) -> bool:
    """Whether short titles are those of one family of models, or so many that the page is about all of them."""
    if any(paper.title.size >= words for paper in papers):
        return False
    heads = [paper.title.key[:3] for paper in papers]
    return len(papers) >= SHARED_BY_MANY or len(set(heads)) == 1


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
