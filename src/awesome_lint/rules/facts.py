"""What several rules ask of one document, each answer worked out once and only when asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from awesome_lint.matching.thresholds import DEFAULTS, Thresholds
from awesome_lint.matching.titles import fold_title, survey_words
from awesome_lint.model import Changes, Document, Entry, Malformed
from awesome_lint.rules.links.destinations import Destination, collect
from awesome_lint.rules.places import EntryPlaces
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.markdown.node import Node
    from awesome_lint.rules.duplicates.pairs import Pair
    from awesome_lint.rules.files import Files, KnownFiles, Question
    from awesome_lint.rules.suppressions.reach import Suppressions
    from awesome_lint.style import Style
    from awesome_lint.style.venues import Written

SECTION_SIZE = 8
_MANY_LINES = 200


def gives(entry: Entry, role: str) -> bool:
    """Whether an entry has a link of `role` that leads somewhere."""
    for link in entry.links:  # noqa: SIM110 - asked for every entry and role, and twice as fast as `any`
        if link.role == role and link.url:
            return True
    return False


class Facts:
    """The shared evidence about one document."""

    def __init__(
        self,
        document: Document,
        knowledge: Knowledge,
        changes: Changes | None = None,
        thresholds: Thresholds = DEFAULTS,
        dead_for: int = 0,
    ) -> None:
        self.document = document
        self.knowledge = knowledge
        self.changes = changes
        self.thresholds = thresholds
        self.dead_for = dead_for
        self._shares: dict[tuple[int, str], float] = {}
        self._tallies: dict[tuple[int, str], Counter[str]] = {}
        self._siblings: dict[tuple[int, str, tuple[str, ...]], tuple[Entry, ...]] = {}
        self._files: Files | None = None

    def files_beside(self, known: KnownFiles) -> Files:
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
        """The entries that decide what prevails: all, but where a change is being looked at as they were before it.

        Those that were added are none of them, those that were changed say what they said. A list of which nothing was
        there before has no others to go by than its own.
        """
        if self.changes is None:
            return self.document.entries
        touched, former = self.changes.entries, self.changes.former
        before = (former.get(entry.span.start, entry) for entry in self.document.entries)
        voters = tuple(entry for entry in before if entry.span.start not in touched or entry.span.start in former)
        return voters or self.document.entries

    @cached_property
    def papers(self) -> tuple[Entry, ...]:
        """The entries that are papers and no unfilled templates."""
        return tuple(entry for entry in self.document.entries if entry.kind == "paper" and not entry.placeholder)

    @cached_property
    def voting_papers(self) -> tuple[Entry, ...]:
        """Those of the papers that decide what prevails."""
        return tuple(entry for entry in self.voters if entry.kind == "paper" and not entry.placeholder)

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
        if not self.table_spans:
            return -1
        index = bisect_right(self.table_spans, Span(offset, len(self.document.source.text) + 1)) - 1
        return index if index >= 0 and offset < self.table_spans[index].end else -1

    @cached_property
    def _groups(self) -> dict[tuple[object, ...], tuple[Entry, ...]]:
        """The voters by (kind, table index) and by (kind, section prefix), templates left out.

        A table without voters, which is wholly new, has its own rows to go by.
        """
        groups: defaultdict[tuple[object, ...], list[Entry]] = defaultdict(list)
        tables: set[int] = set()
        for entry in self.voters:
            table = self.table_of(entry.span.start)
            tables.add(table)
            if entry.placeholder:
                continue
            if table >= 0:
                groups[entry.kind, table].append(entry)
            for depth in range(len(entry.section) + 1):
                groups[entry.kind, entry.section[:depth]].append(entry)
        for entry in self.document.entries if self.changes is not None else ():
            table = self.table_of(entry.span.start)
            if table not in tables and table >= 0 and not entry.placeholder:
                groups[entry.kind, table].append(entry)
        return {key: tuple(group) for key, group in groups.items()}

    def siblings(self, entry: Entry) -> tuple[Entry, ...]:
        """See `Context.siblings`; a section's sub-sections count as part of it. Siblings get the same tuple."""
        key = (entry.span.start, entry.kind, entry.section)
        found = self._siblings.get(key)
        if found is None:
            found = self._siblings[key] = self._find_siblings(entry)
        return found

    def _find_siblings(self, entry: Entry) -> tuple[Entry, ...]:
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

        `group` is a tuple that `siblings`, `papers` or `voting_papers` gave; each is counted once for each name `what`.
        """
        key = (id(group), what)
        if key not in self._shares:
            self._shares[key] = sum(map(holds, group)) / len(group) if group else 0.0
        return self._shares[key]

    def tally(
        self, group: tuple[Entry, ...], what: str, signs: Callable[[Entry], Collection[str]]
    ) -> Mapping[str, int]:
        """How many entries of such a group have each sign; counted once for each name `what`."""
        key = (id(group), what)
        if key not in self._tallies:
            self._tallies[key] = Counter(sign for entry in group for sign in set(signs(entry)))
        return self._tallies[key]

    def giving_share(self, group: tuple[Entry, ...], role: str) -> float:
        """The share of such a group, from 0 to 1, that has a link of `role`."""
        return self.share(group, f"{role} link", lambda entry: gives(entry, role))

    # Places

    @cached_property
    def _places(self) -> EntryPlaces:
        return EntryPlaces(self.document.entries)

    def entry_at(self, offset: int) -> Entry | None:
        """The innermost entry whose node holds `offset`."""
        return self._places.entry_at(offset)

    @cached_property
    def _entries_by_line(self) -> Mapping[int, list[Entry]]:
        """Entries by the lines they stand on; of an entry of very many lines the first ones."""
        found: defaultdict[int, list[Entry]] = defaultdict(list)
        for entry in self._places.entries:
            for line in range(entry.line, min(entry.end_line, entry.line + _MANY_LINES) + 1):
                found[line].append(entry)
        return found

    @property
    def entries_by_start(self) -> list[Entry]:
        return self._places.entries

    @cached_property
    def names(self) -> Mapping[int, frozenset[str]]:
        """What each entry can be called by, by where it starts: its links' identities, `title ` and its title's key."""
        return {
            entry.span.start: frozenset(
                (*(link.identity.folded for link in entry.links if link.url), "title " + fold_title(entry.title).key)
            )
            for entry in self.document.entries
        }

    def entry_beside(self, offset: int) -> Entry | None:
        """The innermost entry that holds `offset`; else the last one before it on its line, else the first there."""
        if (entry := self.entry_at(offset)) is not None:
            return entry
        there = self._entries_by_line.get(self.document.source.line(offset), ())
        before = [entry for entry in there if entry.span.start <= offset]
        return before[-1] if before else next(iter(there), None)

    @cached_property
    def _users(self) -> Mapping[int, Entry | None]:
        """The only entry that uses a reference definition, by where the definition's address starts; None: several."""
        found: dict[int, Entry | None] = {}
        for entry in self.document.entries:
            for link in entry.links:
                if link.form == "reference":
                    start = link.url_span.start
                    found[start] = entry if found.get(start, entry) is entry else None
        return found

    @cached_property
    def _definition_users(self) -> tuple[list[int], list[tuple[int, Entry | None]]]:
        """Definitions by start: their ends, and the only entry that uses them."""
        rows = [
            (one.span.start, one.span.end, self._users.get(one.url_span.start)) for one in self.document.definitions
        ]
        rows.sort(key=lambda row: row[0])
        return [start for start, _, _ in rows], [(end, entry) for _, end, entry in rows]

    def owner(self, offset: int) -> Entry | None:
        """The entry that a finding at `offset` is about: that around it, or the only user of the definition there."""
        if (entry := self.entry_at(offset)) is not None:
            return entry
        starts, rows = self._definition_users
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return None
        end, user = rows[index]
        return user if offset < end else None

    def definition_at(self, offset: int) -> int | None:
        """Where the reference definition that holds `offset` starts; None where none does."""
        starts, rows = self._definition_users
        index = bisect_right(starts, offset) - 1
        return starts[index] if index >= 0 and offset < rows[index][0] else None

    @cached_property
    def suppressions(self) -> Suppressions:
        """What the comments of this document suppress."""
        from awesome_lint.rules.suppressions.reach import Suppressions

        return Suppressions(self)

    @cached_property
    def destinations(self) -> tuple[Destination, ...]:
        """What the links of the whole file lead to, see `destinations.collect`."""
        return tuple(collect(self.document, self.nodes["link"]))

    def shares_lines(self, entry: Entry) -> bool:
        """Whether another entry stands on one of an entry's lines, or around or below it."""
        entries = self._places.entries
        index = bisect_left(self._places.starts, entry.span.start)
        while index < len(entries) and entries[index] is not entry:
            index += 1
        follows = index + 1 < len(entries) and entries[index + 1].line <= entry.end_line
        return follows or (index > 0 and self._last_lines[index - 1] >= entry.line)

    @cached_property
    def _last_lines(self) -> list[int]:
        """The furthest last line of all entries up to each, in the order of `entries_by_start`."""
        return list(accumulate((entry.end_line for entry in self._places.entries), max))

    @cached_property
    def first_items(self) -> list[tuple[Node, Node]]:
        """The first two items of every numbered list that has so many, in document order."""
        lists = [node.children for node in self.nodes["list"] if node.data.get("ordered") and "html" not in node.data]
        return sorted(((items[0], items[1]) for items in lists if len(items) > 1), key=lambda pair: pair[0].start)

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
        return frozenset(link.role for entry in self.voters for link in entry.links if link.url)

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
        return survey_words(self.knowledge)

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
        from awesome_lint.style.venues import written_venues

        return written_venues(self.document, self.knowledge)

    @cached_property
    def voting_venues(self) -> list[Written]:
        """The venues that decide what prevails: those that the voters write."""
        from awesome_lint.style.venues import written_venues

        if self.voters is self.document.entries:
            return self.written_venues
        return written_venues(self.document._replace(entries=self.voters), self.knowledge)

    @cached_property
    def style(self) -> Style:
        """How the list writes its entries, those deciding that no change touched."""
        from awesome_lint.style.style import infer

        return infer(self.document, self.voters, self.knowledge)

    # What is one

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two entries that are one paper or share a link they should not, each pair judged once."""
        from awesome_lint.rules.duplicates.pairs import judge_pairs

        added = self.is_added if self.changes is not None and self.changes.entries else None
        return tuple(judge_pairs(self.document, self.knowledge, added, self.thresholds))
