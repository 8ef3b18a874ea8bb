"""What several rules ask of one document, each answer worked out once and only when asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from awesome_lint.knowledge.folding import has_unspaced
from awesome_lint.model import Changes, Document, Entry, Malformed
from awesome_lint.rules.links.destinations import Destination, collect
from awesome_lint.rules.titles import fold_title
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.markdown.node import Node
    from awesome_lint.rules.duplicates.pairs import Pair
    from awesome_lint.rules.files import Files, Known, Question
    from awesome_lint.rules.venues.written import Written

SECTION_SIZE = 8


def gives(entry: Entry, role: str) -> bool:
    """Whether an entry has a link of `role` that leads somewhere."""
    return any(link.role == role and link.url for link in entry.links)


class Facts:
    """The shared evidence about one document."""

    def __init__(self, document: Document, knowledge: Knowledge, changes: Changes | None = None) -> None:
        self.document = document
        self.knowledge = knowledge
        self.changes = changes
        self._shares: dict[tuple[int, str], float] = {}
        self._files: Files | None = None

    def files_beside(self, known: Known) -> Files:
        """The files around the document. `Context.files` is the way to it."""
        if self._files is None:
            from awesome_lint.rules.files import Files

            self._files = Files(known)
        return self._files

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the rules that ran so far asked of the file system for this document, with the answers."""
        return () if self._files is None else self._files.questions

    @cached_property
    def nodes(self) -> Mapping[str, list[Node]]:
        """All nodes of the tree by kind, each kind in document order; an unknown kind gives an empty list."""
        found: defaultdict[str, list[Node]] = defaultdict(list)
        for node in self.document.tree.root.walk():
            found[node.kind].append(node)
        return found

    def is_added(self, entry: Entry) -> bool:
        """Whether a change that is being looked at added or changed an entry; never without such a change."""
        return self.changes is not None and entry.span.start in self.changes.entries

    @cached_property
    def voters(self) -> tuple[Entry, ...]:
        """The entries that decide what prevails: all, but where a change is being looked at those it did not touch."""
        if self.changes is None:
            return self.document.entries
        return tuple(entry for entry in self.document.entries if not self.is_added(entry))

    @cached_property
    def papers(self) -> tuple[Entry, ...]:
        """The entries that are papers and no unfilled templates."""
        return tuple(entry for entry in self.document.entries if entry.kind == "paper" and not entry.placeholder)

    @cached_property
    def voting_papers(self) -> tuple[Entry, ...]:
        """Those of `papers` that decide what prevails."""
        if self.changes is None:
            return self.papers
        return tuple(entry for entry in self.papers if not self.is_added(entry))

    @cached_property
    def table_spans(self) -> list[Span]:
        """The places of the outermost tables, in document order."""
        spans: list[Span] = []
        for table in self.nodes["table"]:
            if not spans or table.start >= spans[-1].end:
                spans.append(table.span)
        return spans

    def table_of(self, offset: int) -> int:
        """The index in `table_spans` of the table that holds `offset`, or -1."""
        index = bisect_right(self.table_spans, Span(offset, len(self.document.source.text) + 1)) - 1
        return index if index >= 0 and offset < self.table_spans[index].end else -1

    @cached_property
    def _groups(self) -> dict[tuple[object, ...], tuple[Entry, ...]]:
        """The voters by (kind, table index) and by (kind, section prefix), templates left out."""
        groups: defaultdict[tuple[object, ...], list[Entry]] = defaultdict(list)
        for entry in self.voters:
            if entry.placeholder:
                continue
            table = self.table_of(entry.span.start)
            if table >= 0:
                groups[entry.kind, table].append(entry)
            for depth in range(len(entry.section) + 1):
                groups[entry.kind, entry.section[:depth]].append(entry)
        return {key: tuple(group) for key, group in groups.items()}

    def siblings(self, entry: Entry) -> tuple[Entry, ...]:
        """See `Context.siblings`; a section's sub-sections count as part of it. Siblings get the same tuple."""
        table = self.table_of(entry.span.start)
        if table >= 0:
            return self._groups.get((entry.kind, table), ())
        for depth in range(len(entry.section), 0, -1):
            group = self._groups.get((entry.kind, entry.section[:depth]), ())
            if len(group) >= SECTION_SIZE:
                return group
        return self._groups.get((entry.kind, ()), ())

    def share(self, group: tuple[Entry, ...], what: str, holds: Callable[[Entry], bool]) -> float:
        """The share of `group`, from 0 to 1, that `holds` is true of.

        `group` is a tuple that `siblings` or `papers` gave; each is counted once for each name `what`.
        """
        key = (id(group), what)
        if key not in self._shares:
            self._shares[key] = sum(map(holds, group)) / len(group) if group else 0.0
        return self._shares[key]

    # Places

    @cached_property
    def _entry_starts(self) -> tuple[list[int], list[Entry], list[int]]:
        """Entries by start, with the furthest end of all up to each."""
        entries = sorted(self.document.entries, key=lambda entry: entry.span)
        return (
            [entry.span.start for entry in entries],
            entries,
            list(accumulate((entry.span.end for entry in entries), max)),
        )

    def entry_at(self, offset: int) -> Entry | None:
        """The innermost entry whose node holds `offset`."""
        starts, entries, furthest = self._entry_starts
        index = bisect_right(starts, offset) - 1
        while index >= 0 and furthest[index] > offset:
            if offset < entries[index].span.end:
                return entries[index]
            index -= 1
        return None

    @cached_property
    def destinations(self) -> tuple[Destination, ...]:
        """What the links of the whole file lead to, see `destinations.collect`."""
        return tuple(collect(self.document, self.nodes["link"]))

    # What is missing

    @cached_property
    def _malformed(self) -> Mapping[int, list[Malformed]]:
        found: defaultdict[int, list[Malformed]] = defaultdict(list)
        for malformed in self.document.malformed:
            if (entry := self.entry_at(malformed.span.start)) is not None:
                found[id(entry)].append(malformed)
        return found

    def malformed_in(self, entry: Entry) -> list[Malformed]:
        """The text of an entry that was meant as a link and is none."""
        return self._malformed.get(id(entry), [])

    @cached_property
    def _linked_roles(self) -> frozenset[str]:
        return frozenset(link.role for entry in self.document.entries for link in entry.links if link.url)

    def unlinked(self, entry: Entry) -> tuple[str, ...]:
        """The roles that M005 reports: named by the entry without a link, and linked elsewhere in the file."""
        if entry.placeholder or not entry.unlinked:
            return ()
        malformed = {found.role for found in self.malformed_in(entry)}
        return tuple(role for role in entry.unlinked if role in self._linked_roles and role not in malformed)

    def spoken_for(self, entry: Entry, role: str) -> bool:
        """Whether a missing `role` needs no finding of its own.

        Its link is empty or malformed, the author says that there is none, or M005 reports the bare word.
        """
        if role in entry.unavailable or any(link.role == role for link in entry.links):
            return True
        if role in self.unlinked(entry):
            return True
        # A malformed link with another label than a role's is the title's own, and so the paper's.
        return any(found.role == role or (found.role is None and role == "paper") for found in self.malformed_in(entry))

    @cached_property
    def _survey_words(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """The single words that name a survey, and those of scripts that write no spaces."""
        words = [word for word in self.knowledge.labels.sections["survey"] if " " not in word]
        return frozenset(words), tuple(word for word in words if not word.isascii() and has_unspaced(word))

    def is_survey(self, entry: Entry) -> bool:
        """Whether an entry is a survey by its title or by a heading above it that is not the whole list's."""
        words, signs = self._survey_words
        title = fold_title(entry.title)
        if not words.isdisjoint(title.words) or any(sign in title.key for sign in signs):
            return True
        return not self._survey_headings.isdisjoint(entry.section)

    @cached_property
    def _survey_headings(self) -> frozenset[str]:
        count = Counter(heading for entry in self.papers for heading in set(entry.section))
        return frozenset(
            heading
            for heading, entries in count.items()
            if 2 * entries <= len(self.papers) and "survey" in self.knowledge.labels.section_meanings(heading)
        )

    # What is written

    @cached_property
    def written_venues(self) -> list[Written]:
        """The venues that papers and data sets write themselves, in order."""
        from awesome_lint.rules.venues.written import written_venues

        return written_venues(self.document, self.knowledge)

    # What is one

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two entries that are one paper or share a link they should not, each pair judged once."""
        from awesome_lint.rules.duplicates.pairs import judge_pairs

        return tuple(judge_pairs(self.document, self.knowledge))
