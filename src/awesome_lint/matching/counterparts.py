"""Which entries of other lists a list has already, under this title or under another one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from awesome_lint.knowledge import Knowledge
from awesome_lint.knowledge.likeness import ratio
from awesome_lint.matching.addresses import identifier, is_document, split_address
from awesome_lint.matching.thresholds import DEFAULTS, Thresholds
from awesome_lint.matching.titles import (
    SMALL_WORDS,
    aliases_differ,
    fold_words,
    misspelt_title,
    near_title,
    numerals,
    same_title,
)
from awesome_lint.matching.twins import COMPARED, NEAR, Candidate, Twins, describe, link_key, one_names_other
from awesome_lint.model import Document, Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_ALIKE = 0.6  # the share of their words that two titles of one identifier have in common at least
_SPELT = 0.7  # or how alike they are, letter by letter
_NAME = 3  # letters of a name, at least, that an address may have by accident
_FILE = pattern(r"[^\s_]+(?:_[^\s_]+){3,}")
_EVENT = ("venue", "year")
_END = 16  # letters of a title at either end, by which one that is misspelt is looked for
_TELLING = 2  # words in common, at least, that are no small ones


class Counterpart(NamedTuple):
    """What another entry is to a contributed one: the same paper or page, for these reasons.

    `document` and `place` name it: 0 is the list itself, contributed documents count from 1; `place` is its index among
    its document's entries. `witnesses` say why, ready for a message.
    """

    document: int
    place: int
    witnesses: tuple[str, ...]


class Suspicion(NamedTuple):
    """Two entries with one paper's address and nothing in common else: the address is wrong in one of the two."""

    document: int
    place: int
    other: tuple[int, int]
    what: str


class Counterparts(NamedTuple):
    """`same`: contributed entries, by document and place, that stand elsewhere already; the others are new."""

    same: dict[tuple[int, int], Counterpart]
    suspicions: tuple[Suspicion, ...] = ()


def counterparts(
    into: Document, contributed: Sequence[Document], known: Knowledge, thresholds: Thresholds = DEFAULTS
) -> Counterparts:
    """What of `contributed` stands in `into`, or earlier among `contributed` itself. Linear in all their entries."""
    return _Matcher([into, *contributed], known, thresholds).match()


class _Matcher:
    def __init__(self, documents: Sequence[Document], known: Knowledge, thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self.found: list[Candidate] = []
        self.entries: list[Entry] = []  # of the same numbers, as they are
        for number, document in enumerate(documents):
            for place, entry in enumerate(document.entries):
                if (entry.title or entry.links) and not entry.placeholder:
                    # What an entry is depends on its neighbours, and few stand in a contribution: it is no witness.
                    self.found.append(Candidate(entry._replace(kind="paper"), place, thresholds.alias, number))
                    self.entries.append(entry)
        self.hosts = known.hosts
        self.labels = known.labels
        self.twins = Twins(self.found, known, thresholds)
        self.pages = self._pages()

    def match(self) -> Counterparts:
        same: dict[tuple[int, int], Counterpart] = {}
        for index, candidate in enumerate(self.found):
            if not candidate.list:
                continue
            partners = dict(self._partners(index))
            if partners:
                best = min(partners, key=lambda other: self._rank(index, other, partners[other]))
                one = self.found[best]
                same[candidate.list, candidate.place] = Counterpart(one.list, one.place, partners[best])
        return Counterparts(same, tuple(self._suspicions(same)))

    def _rank(self, index: int, other: int, witnesses: tuple[str, ...]) -> tuple[object, ...]:
        """The list's own entries first; among those the one most like it, under headings of the same words."""
        one, two = self.entries[index], self.entries[other]
        here, there = (set(fold_words(" ".join(entry.section[-1:]))) for entry in (one, two))
        links = {link_key(link) for link in one.links if link.url}
        return (
            self.found[other].list,
            -len(links.intersection(link_key(link) for link in two.links if link.url)),
            one.kind != two.kind,
            not same_title(self.found[index].title, self.found[other].title),
            None in (one.venue, two.venue) or one.venue != two.venue,
            not here & here.intersection(there),
            -len(witnesses),
            other,
        )

    def _partners(self, index: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Earlier entries that are the same as a contributed one."""
        entry, candidate = self.entries[index], self.found[index]
        for other, witnesses in self.twins.same.get(index, {}).items():
            if other < index and self._may_be_one(index, other, witnesses):
                yield other, witnesses
        for key in candidate.paper_links:
            for other in self._group(key, index):
                if other not in self.twins.same.get(index, {}) and self._renamed(index, other, key):
                    yield other, (f"same {describe(candidate.paper_links[key])}",)
        yield from self._same_name(index)
        yield from self._misspelt(index)
        if entry.kind == "resource" or not candidate.title.key:
            for other in self._same_page(index):
                yield other, ("same page",)

    def _group(self, key: str, index: int) -> list[int]:
        """The first entries with a paper's address that stand before one."""
        return [one.index for one in self.twins.by_paper.get(key, ())[:COMPARED] if one.index < index]

    def _same_name(self, index: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Entries of the very name, however short, where something beside it says so."""
        entry, candidate = self.entries[index], self.found[index]
        links = {link_key(link) for link in entry.links if link.url}
        for name in self._names[index]:
            for other in self._by_name.get(name, ())[:COMPARED]:
                one, two = self.found[other], self.entries[other]
                if other >= index or not self._agree_in_identifiers(candidate, one):
                    continue
                is_titled = candidate.title.key == one.title.key
                if is_titled and not candidate.paper_links.keys().isdisjoint(one.paper_links):
                    yield other, ("same title", "same link")  # whatever is said of its authors
                    continue
                if not self._agree(candidate, one):
                    continue
                others = {link_key(link) for link in two.links if link.url}
                if not is_titled:
                    if self._is_file_of(candidate, one, name) and _same_event(entry, two):
                        yield other, ("same title",)
                elif links & others:
                    yield other, ("same title", "same link")
                elif not (links and others) and entry.kind == two.kind and _same_event(entry, two):
                    yield other, ("same title",)  # one has no links that could differ
                if entry.kind == two.kind != "paper":
                    named = all(self._is_named(each, name) for each in (entry, two))
                    if links & others or (named and self._titled_alike(entry, two)):
                        yield other, ("same name",)

    def _misspelt(self, index: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Papers of one venue and year whose titles differ by a slip of the pen: what is cited has often no link."""
        entry, candidate = self.entries[index], self.found[index]
        if entry.kind != "paper" or candidate.title.size < self.thresholds.words:
            return
        for key in _ends(candidate.title.key):
            for other in self._by_end.get(key, ())[:COMPARED]:
                one, two = self.found[other], self.entries[other]
                if (
                    other < index
                    and two.kind == "paper"
                    and None not in (entry.venue, entry.year)
                    and (entry.venue, entry.year) == (two.venue, two.year)
                    and self._agree(candidate, one)
                    and near_title(candidate.title, one.title, self.thresholds.ratio)
                    and not aliases_differ(candidate.title, one.title)
                    and misspelt_title(candidate.title, one.title)
                ):
                    yield other, (NEAR, "same venue and year")

    @cached_property
    def _by_end(self) -> dict[str, list[int]]:
        """The entries whose titles begin or end alike, where several do."""
        alike: defaultdict[str, list[int]] = defaultdict(list)
        for index, candidate in enumerate(self.found):
            for key in _ends(candidate.title.key):
                alike[key].append(index)
        return {key: group for key, group in alike.items() if len(group) > 1}

    def _is_file_of(self, one: Candidate, two: Candidate, name: str) -> bool:
        """Whether the title of one of two is the name of a file that has the other's title, of enough words, in it."""
        long = max((one, two), key=lambda each: len(each.title.key))
        short = two if long is one else one
        return short.title.key == name and short.title.size >= self.thresholds.words and bool(_files(long.entry.title))

    @cached_property
    def _names(self) -> list[tuple[str, ...]]:
        """By what each entry may be known: its title; of tools and data sets its short name, too."""
        found = []
        for entry, candidate in zip(self.entries, self.found, strict=True):
            names = [candidate.title.key, *_files(entry.title)]
            if entry.kind != "paper":
                names += [candidate.title.alias, "".join(fold_words(entry.alias or ""))]
            found.append(tuple(dict.fromkeys(name for name in names if name)))
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        """The entries of each name that several have."""
        named: defaultdict[str, list[int]] = defaultdict(list)
        for index, names in enumerate(self._names):
            for name in names:
                named[name].append(index)
        return {key: group for key, group in named.items() if len(group) > 1}

    def _is_named(self, entry: Entry, name: str) -> bool:
        """Whether an entry's address has its name: as a repository, a site, of a data set also as a page."""
        if not entry.links or not entry.links[0].url or len(name) < _NAME or self.labels.role_of(name):
            return False
        link = entry.links[0]
        if link.identity.kind != "url":
            return "".join(fold_words(link.identity.value.rpartition("/")[2])) == name
        parts = split_address(link.url if "//" in link.url else f"//{link.url}")
        host = parts.hostname or ""
        names = [*host.split("."), host.removeprefix("www.")]
        if entry.kind == "dataset":
            names += [part.partition(".")[0] for part in parts.path.split("/")]
        return name in {"".join(fold_words(part)) for part in names}

    def _may_be_one(self, index: int, other: int, witnesses: Sequence[str]) -> bool:
        """Whether two that are one by their titles are so by what they are, too."""
        one, two = self.entries[index], self.entries[other]
        linked = any(said.startswith("same ") and said not in ("same title", "same authors") for said in witnesses)
        kinds = {one.kind, two.kind}
        if kinds == {"paper", "dataset"}:
            return linked
        if kinds != {"resource"}:
            return True
        if linked or self._main(one) == self._main(two):
            return same_title(self.found[index].title, self.found[other].title) or self._main(one) == self._main(two)
        return self._titled_alike(one, two)

    def _titled_alike(self, one: Entry, two: Entry) -> bool:
        """Whether two pages of one title are one thing's: no two repositories, and not of one site."""
        first, second = one.links[:1], two.links[:1]
        if not first or not second:
            return True
        left, right = first[0].identity, second[0].identity
        if left.kind == right.kind != "url":
            return False
        return left.host != right.host

    def _main(self, entry: Entry) -> str:
        """What a resource is known by: where its first link leads."""
        return link_key(entry.links[0]) if entry.links and entry.links[0].url else ""

    def _pages(self) -> dict[str, list[int]]:
        pages: defaultdict[str, list[int]] = defaultdict(list)
        for index, entry in enumerate(self.entries):
            is_page = entry.kind == "resource" or not self.found[index].title.key
            if is_page and (key := self._main(entry)):
                pages[key].append(index)
        # A page that one list names several times is no entry's own.
        times = Counter((self.found[index].list, key) for key, group in pages.items() for index in group)
        return {
            key: group
            for key, group in pages.items()
            if len(group) > 1 and all(times[self.found[index].list, key] == 1 for index in group)
        }

    def _same_page(self, index: int) -> Iterator[int]:
        entry = self.entries[index]
        key = self._main(entry)
        for other in self.pages.get(key, ()):
            if other < index and not self._is_home_of_all(entry):
                yield other

    def _is_home_of_all(self, entry: Entry) -> bool:
        """Whether a page is a whole site's, known for holding other people's work."""
        return self.hosts.is_front_page(entry.links[0].url) and bool(entry.links[0].identity.serves)

    def _renamed(self, index: int, other: int, key: str) -> bool:
        """Whether two of one paper's address are one paper under two titles: something else has to say so, too."""
        one, two = self.found[index], self.found[other]
        if not is_proof(one, key) or not self._agree(one, two):
            return False
        if not one.title.key or not two.title.key:
            return True
        if one.title.alias and one.title.alias == two.title.alias:
            return True
        if one.authors & two.authors or one_names_other(one, two, self.thresholds.words):
            return True
        if numerals(one.title) != numerals(two.title) or one.title.signs != two.title.signs:
            return False
        if aliases_differ(one.title, two.title):
            return False
        left, right = (set(each.title.words) - SMALL_WORDS for each in (one, two))
        common = left & right
        alike = len(common) >= _ALIKE * min(len(left), len(right)) and len(common) >= _TELLING
        return alike or ratio(one.title.key, two.title.key) >= _SPELT

    def _agree(self, one: Candidate, two: Candidate) -> bool:
        """Whether no identifiers and no authors tell two apart."""
        apart = one.authors and two.authors and not one.authors & two.authors
        return not apart and self._agree_in_identifiers(one, two)

    def _agree_in_identifiers(self, one: Candidate, two: Candidate) -> bool:
        kinds = one.identifiers.keys() & two.identifiers.keys()
        return all(one.identifiers[kind] & two.identifiers[kind] for kind in kinds)

    def _suspicions(self, same: dict[tuple[int, int], Counterpart]) -> Iterator[Suspicion]:
        """New entries that have a paper's address of another one."""
        for index, candidate in enumerate(self.found):
            if not candidate.list or (candidate.list, candidate.place) in same:
                continue
            for key, link in candidate.paper_links.items():
                if not is_proof(candidate, key):
                    continue
                for other in self._group(key, index)[:1]:
                    one = self.found[other]
                    yield Suspicion(candidate.list, candidate.place, (one.list, one.place), describe(link))
                    break


def _files(title: str) -> list[str]:
    """What a title that is the name of a file may say: all of it, without an author in front, without `_paper`."""
    if not _FILE.fullmatch(title):
        return []
    words = fold_words(title.replace("_", " ").partition(".pdf")[0])
    while words and (words[-1] == "paper" or words[-1].isdecimal()):
        words.pop()
    return ["".join(words), "".join(words[1:])]


def _ends(title: str) -> tuple[str, ...]:
    """The beginning and the end of a title: one slip of the pen leaves one of the two as it is."""
    return (f"{title[:_END]}…", f"…{title[-_END:]}") if len(title) >= 2 * _END else ()


def _same_event(one: Entry, two: Entry) -> bool:
    """Whether neither venue nor year tells two apart."""
    return all(getattr(one, name) in (None, getattr(two, name)) or getattr(two, name) is None for name in _EVENT)


def is_proof(candidate: Candidate, key: str) -> bool:
    """Whether a paper's address is this one paper's: an identifier, or a document."""
    link = candidate.paper_links[key]
    return identifier(link) is not None or is_document(link)
