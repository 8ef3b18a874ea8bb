"""Entries of a list united with contributed ones: all that can be at once, read again, and taken back where wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Document, Entry
from awesome_lint.normalize.disagree import Disagreement, disagreements
from awesome_lint.normalize.proof import unsound
from awesome_lint.normalize.unite import Wish, edits_for, grants, replacements, wishes
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Source, Span, apply_edits, compose_edits
from awesome_lint.style import Style, infer

_ROUNDS = 40  # of reading the list again; far more than the fields of an entry
_TRIES = 12  # at one round, each without what was wrong at the last
_DOUBTFUL = ("alias", "notes", "keywords", "authors", "venue", "year")
_NO_PLACE = "this list writes no such thing"
_MISREAD = "it would not read the same"


class Missed(NamedTuple):
    """What an entry was not given, and why."""

    what: str
    value: str
    reason: str


class Said(NamedTuple):
    """A disagreement with what came of it: see `merged.Conflict`."""

    what: str
    mine: str
    theirs: str
    note: str
    taken: str
    decided: bool


class Job:
    """One contributed entry that is to be united with one of the list, by their indexes.

    `own`: the list's entry was made of the contributed one.
    """

    def __init__(self, index: int, number: int, place: int, own: bool = False) -> None:
        self.index = index
        self.number = number
        self.place = place
        self.own = own
        self.open: list[Wish] | None = None
        self.careful = False
        self.gained: list[str] = []
        self.lost: list[Missed] = []
        self.conflicts: list[Said] = []
        self.taken: dict[Wish, Disagreement] = {}


class Uniting:
    """Works jobs off; `document` is the list as it is by then, `done` the jobs in the order in which they ended."""

    def __init__(
        self,
        document: Document,
        contributed: Sequence[Document],
        known: Knowledge,
        parse: Callable[[Source], Document],
        prefer: str | None,
    ) -> None:
        self.document = document
        self.contributed = contributed
        self.known = known
        self.parse = parse
        self.prefer = prefer
        self.done: list[Job] = []
        self._edits: list[tuple[Edit, ...]] = []
        self._inferred: Style | None = None

    def edits_of(self, first: Iterable[Edit]) -> tuple[Edit, ...]:
        """All edits in one: `first`, then those made here."""
        found = tuple(first)
        for edits in self._edits:
            found = compose_edits(found, edits)
        return found

    def _style(self) -> Style:
        """The style of the list as it is now, inferred when something has to be written."""
        if self._inferred is None or self._inferred.document is not self.document:
            self._inferred = infer(self.document, self.document.entries, self.known)
        return self._inferred

    def unite(self, jobs: Sequence[Job]) -> None:
        queues: defaultdict[int, list[Job]] = defaultdict(list)
        for job in jobs:
            queues[job.index].append(job)
        for _ in range(_ROUNDS * max(map(len, queues.values()), default=0)):
            asked = self._ask(queues)
            if not asked:
                break
            self._grant(_apart(asked))

    def _ask(self, queues: Mapping[int, list[Job]]) -> dict[int, _Asked]:
        """What is asked for next: of every entry of the list, what one job wants at once."""
        found: dict[int, _Asked] = {}
        for index, queue in queues.items():
            while queue:
                job = queue[0]
                entry = self.document.entries[index]
                if job.open is None:
                    self._open(job, entry)
                asked = _Asked(job, self._edits_for(job, entry))
                if asked.edits:
                    found[index] = asked
                    break
                queue.pop(0)
                self._close(job)
        return found

    def _open(self, job: Job, entry: Entry) -> None:
        theirs = self.contributed[job.number - 1].entries[job.place]
        mine = _without_headings(entry, theirs) if job.own else entry
        conflicts = disagreements(mine, theirs, self.known)
        job.open = []
        for conflict in conflicts if not job.own else ():
            self._judge(job, entry, theirs, conflict)
        paths = self.document.path, self.contributed[job.number - 1].path
        job.open += wishes(mine, theirs, conflicts, self._style, paths)

    def _judge(self, job: Job, mine: Entry, theirs: Entry, conflict: Disagreement) -> None:
        """Decide a conflict where a preference does, or leave it."""
        assert job.open is not None
        if not conflict.fields:
            job.conflicts.append(_said(conflict, "both", self.prefer is not None))
        elif self.prefer != "theirs" or conflict.better == "mine":
            job.conflicts.append(_said(conflict, "mine", self.prefer == "mine"))
        elif (taken := replacements(mine, theirs, conflict)) is None:
            job.conflicts.append(_said(conflict, "mine", False, "the entry itself does not write it"))
        else:
            job.open += taken
            job.taken |= dict.fromkeys(taken, conflict)

    def _edits_for(self, job: Job, entry: Entry) -> list[tuple[Wish, tuple[Edit, ...]]]:
        """The edits of as many wishes as do not stand in each other's way; what has no place is given up."""
        found: list[tuple[Wish, tuple[Edit, ...]]] = []
        taken: list[Span] = []
        assert job.open is not None
        for wish in list(job.open):
            if found and job.careful:
                break
            edits = edits_for(wish, entry, self._style(), self.document)
            if not edits or all(self.document.source.slice(edit.span) == edit.content for edit in edits):
                self._give_up(job, wish, _NO_PLACE)
            elif not any(_touch(edit.span, span) for edit in edits for span in taken):
                found.append((wish, edits))
                taken += [edit.span for edit in edits]
        return found

    def _give_up(self, job: Job, wish: Wish, reason: str) -> None:
        assert job.open is not None
        job.open.remove(wish)
        if wish in job.taken:
            conflict = job.taken[wish]
            job.conflicts.append(_said(conflict, "mine", False, reason))
        else:
            job.lost.append(Missed(wish.what, wish.told or wish.url, reason))

    def _close(self, job: Job) -> None:
        kept = {said.what for said in job.conflicts}
        for conflict in dict.fromkeys(job.taken.values()):
            if conflict.what not in kept:
                job.conflicts.append(_said(conflict, "theirs", True))
        self.done.append(job)

    def _grant(self, asked: dict[int, _Asked]) -> None:
        """Apply what was asked for, without what then does not read as it should."""
        left = dict(asked)
        doubtful = [
            what for what in _DOUBTFUL if any(wish.what == what for one in left.values() for wish, _ in one.edits)
        ]
        for attempt in range(_TRIES):
            if not left:
                break
            edits = _in_order(edit for one in left.values() for _, own in one.edits for edit in own)
            text = apply_edits(self.document.source.text, edits)
            after = self.parse(Source(text, self.document.source.path))
            wrong, shifted = self._wrong(after, left)
            if not wrong | shifted:
                self._accept(after, edits, left)
                break
            if shifted and attempt and doubtful:
                # Many new values together are a new convention.
                what = doubtful.pop(0)
                shifted = {index for index, one in left.items() if any(wish.what == what for wish, _ in one.edits)}
            for index in wrong | shifted:
                del left[index]
        else:
            left = {}
        for index, one in asked.items():
            if index not in left:
                self._refuse(one)

    def _wrong(self, after: Document, asked: Mapping[int, _Asked]) -> tuple[set[int], set[int]]:
        """The entries that do not read as they should, and those nearest to others that do not read as they did."""
        before = self.document.entries
        order = sorted(asked)
        if len(after.entries) != len(before):
            return set(), {_nearest(self._first_change(after), order)}
        wrong: set[int] = set()
        shifted: set[int] = set()
        for index, (old, new) in enumerate(zip(before, after.entries, strict=True)):
            if index in asked:
                wished = [wish for wish, _ in asked[index].edits]
                texts = self.document.source.slice(old.span), after.source.slice(new.span)
                if not grants(old, new, wished) or unsound(*texts):
                    wrong.add(index)
            elif old.meaning != new.meaning or old.section != new.section:
                shifted.add(_nearest(index, order))
        return wrong, shifted

    def _first_change(self, after: Document) -> int:
        for index, (old, new) in enumerate(zip(self.document.entries, after.entries, strict=False)):
            if old.title != new.title:
                return index
        return min(len(after.entries), len(self.document.entries)) - 1

    def _accept(self, after: Document, edits: tuple[Edit, ...], left: Mapping[int, _Asked]) -> None:
        self.document = after
        self._edits.append(edits)
        for index, one in left.items():
            entry = after.entries[index]
            for wish, _ in one.edits:
                assert one.job.open is not None
                one.job.open.remove(wish)
                missed = {name: value for name, value in wish.fields if not _is_said(entry, name)}
                for name, value in missed.items():
                    one.job.lost.append(Missed(name, value, _NO_PLACE))
                if wish not in one.job.taken:
                    told = " ".join(value for name, value in wish.fields if name not in missed) or wish.url
                    if wish.what == "keywords":
                        told = wish.told
                    one.job.gained.append(f"{wish.what} {told}")

    def _refuse(self, one: _Asked) -> None:
        """What was asked for together is asked for one after the other; what was so already is given up."""
        if not one.job.careful:
            one.job.careful = True
            return
        wish = one.edits[0][0]
        assert one.job.open is not None
        if wish.spare is not None:
            place = one.job.open.index(wish)
            one.job.open[place] = wish._replace(label=wish.spare, spare=None)
        else:
            self._give_up(one.job, wish, _MISREAD)


class _Asked(NamedTuple):
    """What one job wants of one entry now, with the edits."""

    job: Job
    edits: list[tuple[Wish, tuple[Edit, ...]]]


def _apart(asked: Mapping[int, _Asked]) -> dict[int, _Asked]:
    """Of what is asked for, in order, what touches nothing before it; the rest comes next time."""
    found: dict[int, _Asked] = {}
    end = -1
    for index in sorted(asked, key=lambda at: min(edit.span for _, own in asked[at].edits for edit in own)):
        spans = [edit.span for _, own in asked[index].edits for edit in own]
        if min(spans).start > end:
            found[index] = asked[index]
            end = max(span.end for span in spans)
    return found


def _nearest(index: int, order: Sequence[int]) -> int:
    """Which of some numbers in order is the nearest to one."""
    at = bisect_left(order, index)
    return min(order[max(at - 1, 0) : at + 1], key=lambda other: abs(other - index))


def _said(conflict: Disagreement, taken: str, decided: bool, note: str = "") -> Said:
    notes = "; ".join(filter(None, (conflict.note, note)))
    return Said(conflict.what, conflict.mine, conflict.theirs, notes, taken, decided)


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _in_order(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    return tuple(sorted(set(edits)))


def _is_said(entry: Entry, name: str) -> bool:
    if name == "year":
        return (entry.venue_year or entry.year) is not None
    return bool(getattr(entry, "venue_raw" if name == "venue" else name))


def _without_headings(entry: Entry, theirs: Entry) -> Entry:
    """A new entry without the venue and the year that headings give it and the contributed one contradicts."""
    if entry.venue_source == "section" and theirs.venue and entry.venue != theirs.venue:
        entry = entry._replace(venue=None, venue_raw=None, venue_source=None)
    if entry.year_source == "section" and theirs.year and entry.year != theirs.year:
        entry = entry._replace(year=None, year_source=None)
    return entry
