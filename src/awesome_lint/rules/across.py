"""What rules ask of all the lists of one run together, each answer worked out once and only when asked for.

Lists are compared by their entries alone: a list that is only compared with needs no tree of nodes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from awesome_lint.findings import Related
from awesome_lint.model import Changes, Collection, Document, Entry, Evidence, Link
from awesome_lint.records import NamedTuple
from awesome_lint.rules.files import KnownFiles, plain_path

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.matching.thresholds import Thresholds
    from awesome_lint.matching.twins import Candidate
    from awesome_lint.rules.facts import Facts
    from awesome_lint.rules.missing.elsewhere import Known
    from awesome_lint.style.venues import Written

_FAR = 3  # years between entries of which only the titles agree: papers of one name
_NOTHING: Mapping[int, Sequence[Twin]] = MappingProxyType({})


class Twin(NamedTuple):
    """Another entry of the paper of one entry, which this is said of.

    `witnesses` say why, ready for a message. `sure`: the titles are equal, or a paper link is shared; equal titles
    alone are not enough for surveys, and for entries whose years lie far apart. `later`: the
    entry this is said of is the later of the two (its list's path is, or a change added it), and carries what is said
    of both. `same_list`: both stand in one list.
    """

    document: Document
    entry: Entry
    witnesses: tuple[str, ...]
    sure: bool
    later: bool
    same_list: bool

    @property
    def place(self) -> str:
        """Where it stands, for messages: `lists/faces.md:12`."""
        return f"{self.document.path}:{self.line}"

    @property
    def line(self) -> int:
        return self.document.source.line(self.entry.field_span("title").start)

    def related(self, message: str) -> Related:
        return Related(self.document.path, self.line, message, self.entry.field_span("title").start)


class SharedPaper(NamedTuple):
    """An address of a paper, `link` here, that an entry of another list has under another title.

    `later` as in `Twin`.
    """

    link: Link
    document: Document
    entry: Entry
    other_link: Link
    later: bool


class Across:
    """The shared evidence about a collection of lists.

    `changes` say, by path, what a change brought to a list: what it added counts as later than the rest. `evidence` is
    what the network said, by address as the lists write it; None: it was not asked.
    """

    def __init__(
        self,
        collection: Collection,
        knowledge: Knowledge,
        changes: Mapping[str, Changes] = MappingProxyType({}),
        evidence: Mapping[str, Evidence] | None = None,
    ) -> None:
        self.collection = collection
        self.knowledge = knowledge
        self.changes = changes
        self.evidence = evidence
        self._compared: dict[Thresholds, _Compared] = {}
        self._elsewhere: tuple[Facts, Mapping[int, tuple[Known, ...]]] | None = None
        self._written: dict[int, Mapping[int, Written]] = {}

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """The lists that have a path, by that path in the form of `files.plain_path`."""
        documents = self.collection.documents
        return {plain_path(document.path): document for document in documents if document.source.path is not None}

    @cached_property
    def known_files(self) -> KnownFiles:
        """The files that are there because they were read."""
        return KnownFiles.of(self.by_path)

    @property
    def several(self) -> bool:
        """Whether there is anything to compare a list with."""
        return len(self.collection.documents) > 1

    def twins(self, facts: Facts) -> Mapping[int, Sequence[Twin]]:
        """The other entries of the papers of a document, by the place of its own among its entries.

        Nothing where there is no other list; entries whose paper only this list has are left out. Those of other lists
        come in order of path and position.
        """
        return self.twins_in(facts.document, facts.thresholds)

    def twins_in(self, document: Document, thresholds: Thresholds) -> Mapping[int, Sequence[Twin]]:
        """As `twins`, of any document."""
        compared = self._compare(thresholds)
        return compared.twins(self._number(document)) if compared else _NOTHING

    def shared_papers(self, facts: Facts) -> Iterator[tuple[int, SharedPaper]]:
        """The papers' addresses of a document that another list gives another paper, with the place of the entry.

        Where one list gives it to both D002 speaks, and nothing is said here.
        """
        compared = self._compare(facts.thresholds)
        return iter(compared.shared_papers.get(self._number(facts.document), ()) if compared else ())

    def is_contested(self, facts: Facts, link: Link) -> bool:
        """Whether entries of different papers have a link's address, so that it proves nothing."""
        from awesome_lint.matching.twins import link_key

        compared = self._compare(facts.thresholds)
        return compared is not None and link_key(link) in compared.contested

    def word_count(self, facts: Facts, word: str) -> int:
        """How many papers' titles in all lists have a folded word."""
        compared = self._compare(facts.thresholds)
        return compared.words[word] if compared else 0

    def known_elsewhere(self, facts: Facts) -> Mapping[int, tuple[Known, ...]]:
        """What others know of the papers of a document and it does not, by the place of the entry: M006's."""
        if not self.several and self.evidence is None:
            return MappingProxyType({})
        if self._elsewhere is None or self._elsewhere[0] is not facts:
            from awesome_lint.rules.missing.elsewhere import known_elsewhere

            self._elsewhere = facts, known_elsewhere(facts, self)  # the rules ask for one document after the other
        return self._elsewhere[1]

    def written(self, document: Document, entry: Entry) -> Written | None:
        """The venue that an entry of any list writes itself."""
        from awesome_lint.style.venues import written_venues

        if id(document) not in self._written:
            self._written[id(document)] = {id(one.entry): one for one in written_venues(document, self.knowledge)}
        return self._written[id(document)].get(id(entry))

    def _compare(self, thresholds: Thresholds) -> _Compared | None:
        if not self.several:
            return None
        if thresholds not in self._compared:
            self._compared[thresholds] = _Compared(self.collection.documents, self, thresholds)
        return self._compared[thresholds]

    @cached_property
    def _numbers(self) -> dict[int | str, int]:
        """The number of each document, by itself and by its path: what is linted may be read again."""
        numbers: dict[int | str, int] = {document.path: n for n, document in enumerate(self.collection.documents)}
        return numbers | {id(document): n for n, document in enumerate(self.collection.documents)}

    def _number(self, document: Document) -> int:
        return self._numbers.get(id(document), self._numbers.get(document.path, -1))


class _Compared:
    """All papers of all lists, compared with the same thresholds."""

    def __init__(self, documents: Sequence[Document], across: Across, thresholds: Thresholds) -> None:
        from awesome_lint.matching.twins import Twins, candidates

        self.documents = documents
        order = sorted(range(len(documents)), key=lambda number: (documents[number].path.split("/"), number))
        found: list[Candidate] = [
            candidate
            for number in order
            for candidate in candidates(documents[number], thresholds, number)
            if candidate.entry.kind == "paper"
        ]
        if any(changed.entries for changed in across.changes.values()):
            added = {
                number: across.changes[document.path].entries
                for number, document in enumerate(documents)
                if document.path in across.changes
            }
            found.sort(key=lambda one: one.entry.span.start in added.get(one.list, ()))
        self.judged = Twins(found, across.knowledge, thresholds)
        self._twins: dict[int, Mapping[int, Sequence[Twin]]] = {}

    def twins(self, number: int) -> Mapping[int, Sequence[Twin]]:
        if number not in self._twins:
            known = {one.place: tuple(self._of(one)) for one in self._by_list.get(number, ())}
            self._twins[number] = {
                place: twins for place, twins in known.items() if not all(twin.same_list for twin in twins)
            }
        return self._twins[number]

    @cached_property
    def _by_list(self) -> Mapping[int, list[Candidate]]:
        """The papers that have twins, by list."""
        lists: defaultdict[int, list[Candidate]] = defaultdict(list)
        for one in self.judged.candidates:
            if self.judged.same.get(one.index):
                lists[one.list].append(one)
        return lists

    def _of(self, one: Candidate) -> Iterator[Twin]:
        for index, witnesses in sorted(self.judged.same[one.index].items()):
            other = self.judged.candidates[index]
            yield Twin(
                self.documents[other.list],
                other.entry,
                witnesses,
                sure=self._is_sure(one, other, witnesses),
                later=one.index > index,
                same_list=one.list == other.list,
            )

    def _is_sure(self, one: Candidate, other: Candidate, witnesses: Sequence[str]) -> bool:
        if not one.paper_links.keys().isdisjoint(other.paper_links):
            return True
        if len(witnesses) > 1:
            return witnesses[0] == "same title"
        years = [entry.year for entry in (one.entry, other.entry) if entry.year is not None]
        return max(years, default=0) - min(years, default=0) <= _FAR and self._survey_words.isdisjoint(one.title.words)

    @cached_property
    def _survey_words(self) -> frozenset[str]:
        from awesome_lint.matching.titles import survey_words

        return survey_words(self.judged.knowledge)[0]

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(word for one in self.judged.candidates for word in set(one.title.words))

    @cached_property
    def contested(self) -> frozenset[str]:
        """The addresses that stand at several papers."""
        groups = (*self.judged.by_paper.items(), *self.judged.by_resource.items())
        return frozenset(key for key, group in groups if len(self.judged.distinct(group)) > 1)

    @cached_property
    def shared_papers(self) -> Mapping[int, list[tuple[int, SharedPaper]]]:
        """The addresses of papers that stand in different lists under different titles, by list."""
        found: defaultdict[int, list[tuple[int, SharedPaper]]] = defaultdict(list)
        for key, papers in self.judged.shared_papers():
            group = self.judged.by_paper[key]
            if any(len(self.judged.distinct(part)) > 1 for part in _by_list(group)):
                continue
            first = papers[0]
            for later in papers[1:]:
                if later.list == first.list:
                    continue
                for one, other in ((first, later), (later, first)):
                    shared = SharedPaper(
                        one.paper_links[key],
                        self.documents[other.list],
                        other.entry,
                        other.paper_links[key],
                        later=one is later,
                    )
                    found[one.list].append((one.place, shared))
        return found


def _by_list(group: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    lists: defaultdict[int, list[Candidate]] = defaultdict(list)
    for one in group:
        lists[one.list].append(one)
    yield from lists.values()
