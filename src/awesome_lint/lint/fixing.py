"""Applying fixes until nothing is left to fix, and only those that do what they say.

One round takes the fixes that do not touch each other, in the order of their first edit; the rest waits for the next
round. After every round the text is parsed and judged again. A fix stays only if its finding is gone, no new finding
appeared, and every entry it is not about reads as before. Where a round fails, the fixes under suspicion are tried
apart, and those at fault are left out and named.

A fix may uncover what another fix can mend, a link that becomes one and is then seen to be a redirector. So at first
findings that a next round can fix may appear. If one of them is left at the end, all is done again more strictly: then
each round leaves fewer findings than it found, and the rounds come to an end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from awesome_lint.findings import Finding
from awesome_lint.model import Document, Entry
from awesome_lint.parse import parse_document
from awesome_lint.records import NamedTuple
from awesome_lint.rules.base import shorten
from awesome_lint.rules.places import EntryPlaces
from awesome_lint.source import Edit, Source, Span, apply_edits, compose_edits

Judge = Callable[[Sequence[Document], Sequence[Document]], list[Finding]]
"""All findings of the first documents, in order, the second ones only compared with.

Whatever selects or leaves out findings (suppressions, a baseline, a revision to compare with) belongs in here: what
this function does not give is neither fixed nor counted as new.
"""

Parse = Callable[[Source], Document]
"""How a text is read; with what a configuration adds to the knowledge base."""

MOST_ROUNDS = 100
MOST_PASSES = 3
MOST_TRIALS = 200
"""So often a part of a round is tried in one attempt at a document, for all its rounds together."""


class Refused(NamedTuple):
    """A finding whose fix was not applied, and why: `it would change another entry, …`."""

    finding: Finding
    reason: str


class Fixed(NamedTuple):
    """What fixing came to for one document.

    `document` is the list as it is now, `edits` lead there from the text it had before. `fixed` are the findings whose
    fixes were applied, with the places they had at that time, `left` those of the list as it is now.
    """

    document: Document
    edits: tuple[Edit, ...] = ()
    fixed: tuple[Finding, ...] = ()
    refused: tuple[Refused, ...] = ()
    left: tuple[Finding, ...] = ()


def may_fix(finding: Finding, *, unsafe: bool) -> bool:
    """Whether a finding has a fix that changes something, and is safe or allowed all the same."""
    fix = finding.fix
    return fix is not None and bool(fix.edits) and (unsafe or fix.safety == "safe")


def fix_documents(
    documents: Sequence[Document], judge: Judge, *, unsafe: bool = False, parse: Parse = parse_document
) -> tuple[list[Fixed], list[Finding]]:
    """Every document with its fixes, safe ones or all, and the findings that are left in all of them.

    Each document is fixed with the others beside it as they are by then. `judge` is asked for findings, and `parse` for
    documents, again and again.
    """
    results = [Fixed(document) for document in documents]
    findings = judge(documents, ())
    for _ in range(MOST_PASSES):
        by_path: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_path[finding.path].append(finding)
        changed = False
        for index, result in enumerate(results):
            own = by_path[result.document.path]
            if not any(may_fix(finding, unsafe=unsafe) for finding in own):
                continue
            others = [other.document for other in results if other is not result]
            done = fix_document(result.document, own, _alone(judge, others), unsafe=unsafe, parse=parse)
            changed = changed or bool(done.edits)
            results[index] = _joined(documents[index], result, done)
        if not changed:
            break
        if len(results) == 1:
            return results, list(results[0].left)
        findings = judge([result.document for result in results], ())
    return results, findings


def fix_document(
    document: Document,
    findings: Sequence[Finding],
    judge: Callable[[Document], list[Finding]],
    *,
    unsafe: bool = False,
    parse: Parse = parse_document,
) -> Fixed:
    """One document with the fixes of its `findings`, and of those that `judge` finds once they are applied."""
    lenient = _Fixing(judge, parse, unsafe, strict=False)
    result = lenient.run(document, findings)
    if lenient.settled:
        return result
    return _Fixing(judge, parse, unsafe, strict=True).run(document, findings)


def apply_fixes(document: Document, findings: Iterable[Finding]) -> str:
    """The text of `document` after one round of the fixes of `findings`, safe or not; other documents' are left out.

    A fix that touches an earlier one, or would change entries it is not about, is not applied.
    """
    own = [finding for finding in findings if finding.path == document.path and may_fix(finding, unsafe=True)]
    chosen = _Round(document, own, own)
    text = document.source.text
    return apply_edits(text, chosen.edits(_Fixing(None, parse_document, True, strict=True).settle(chosen)[0]))


def _alone(judge: Judge, others: Sequence[Document]) -> Callable[[Document], list[Finding]]:
    """`judge` for one document with `others` beside it."""
    return lambda document: judge([document], others)


def _joined(first: Document, before: Fixed, after: Fixed) -> Fixed:
    """Two passes over one document as one; what the later pass refused stands for both."""
    edits = compose_edits(before.edits, after.edits)
    fixed = before.fixed + after.fixed
    if after.document.source.text == first.source.text:
        return Fixed(first, (), (), after.refused, after.left)
    return Fixed(after.document, edits, fixed, after.refused, after.left)


class _State(NamedTuple):
    """A document with its findings; `new` and `refused` are indexes into these."""

    document: Document
    findings: tuple[Finding, ...]
    new: frozenset[int] = frozenset()
    refused: Mapping[int, str] = {}


class _Trial(NamedTuple):
    """A round applied: the document and findings after it, and where each of these came from.

    `origins` has for a finding after the round its index before it, or -1. `problems` is empty if the round may stay;
    else it maps fixes, by index of their finding, to the reason against them; key -1 where it is not known whose.
    """

    document: Document
    findings: tuple[Finding, ...]
    origins: tuple[int, ...]
    problems: Mapping[int, str]


class _Fixing:
    """One attempt to fix a document. `settled`: afterwards no finding is left that was not there before."""

    def __init__(
        self, judge: Callable[[Document], list[Finding]] | None, parse: Parse, unsafe: bool, *, strict: bool
    ) -> None:
        self.judge = judge
        self.parse = parse
        self.unsafe = unsafe
        self.strict = strict
        self.settled = True
        self.trials = 0  # in all rounds, to find the fixes at fault

    def run(self, document: Document, findings: Sequence[Finding]) -> Fixed:
        state = _State(document, tuple(findings))
        seen = {document.source.text}
        edits: tuple[Edit, ...] = ()
        fixed: list[Finding] = []
        progress = False
        for _ in range(MOST_ROUNDS):
            chosen = _Round(state.document, state.findings, self._applicable(state))
            if not chosen.fixes:
                if not (state.refused and progress):
                    break
                # What was refused may do no harm any more, now that others are applied.
                progress = False
                state = state._replace(refused={})
                continue
            good, trial, refused = self._settle(chosen)
            refused = {**state.refused, **refused}
            if trial is None:
                state = state._replace(refused=refused)
                continue
            edits = compose_edits(edits, chosen.edits(good))
            fixed += [state.findings[index] for index in good]
            state = _next_state(state, trial, refused)
            if state.document.source.text in seen:
                self.settled = False
                break
            seen.add(state.document.source.text)
            progress = True
        else:
            self.settled = self.settled and not any(True for _ in self._applicable(state))
        self.settled = self.settled and not state.new
        reasons = tuple(Refused(state.findings[index], reason) for index, reason in sorted(state.refused.items()))
        return Fixed(state.document, edits, tuple(fixed), reasons, state.findings)

    def settle(self, chosen: _Round) -> tuple[list[int], dict[int, str]]:
        """The fixes of a round that may stay together, and the reasons against the others."""
        good, _, refused = self._settle(chosen)
        return good, refused

    def _applicable(self, state: _State) -> Iterator[Finding]:
        for index, finding in enumerate(state.findings):
            if index not in state.refused and may_fix(finding, unsafe=self.unsafe):
                yield finding

    def _settle(self, chosen: _Round) -> tuple[list[int], _Trial | None, dict[int, str]]:
        """Try all fixes of a round, and where they fail find those at fault.

        The suspects are tried again, one half after the other, on top of what is known to be good.
        """
        good: list[int] = []
        best: _Trial | None = None
        refused: dict[int, str] = {}
        waiting = [list(chosen.fixes)]
        whole = waiting[0]
        while waiting:
            group = waiting.pop()
            if group is not whole:
                if self.trials >= MOST_TRIALS:
                    refused |= dict.fromkeys(group, "too many other fixes of this file had to be refused")
                    continue
                self.trials += 1
            trial = self._try(chosen, [*good, *group])
            if not trial.problems:
                good, best = [*good, *group], trial
            elif len(group) == 1:
                refused[group[0]] = trial.problems.get(group[0]) or next(iter(trial.problems.values()))
            else:
                suspects = [index for index in group if index in trial.problems]
                if not suspects or len(suspects) == len(group):
                    half = len(group) // 2
                    waiting += [group[half:], group[:half]]
                else:
                    waiting += [[one] for one in reversed(suspects)]
                    waiting.append([index for index in group if index not in trial.problems])
        return sorted(good), best, refused

    def _try(self, chosen: _Round, fixes: Sequence[int]) -> _Trial:
        """Apply some fixes of a round, and look at what came of it."""
        before = chosen.document.source
        document = self.parse(Source(apply_edits(before.text, chosen.edits(fixes)), before.path))
        problems, pairs = chosen.changed_entries(fixes, document)
        if problems or self.judge is None:
            return _Trial(document, (), (), problems)
        findings = tuple(self.judge(document))
        matching = _Matching(chosen, fixes, document, pairs)
        origins = tuple(matching.origins(findings))
        kept = set(fixes)
        for finding, origin in zip(findings, origins, strict=True):
            if origin in kept:
                if self.strict or not may_fix(finding, unsafe=self.unsafe):
                    problems.setdefault(origin, "it would leave the finding as it is")
            elif origin < 0 and (self.strict or not may_fix(finding, unsafe=self.unsafe)):
                reason = f"it would bring {finding.code} on line {finding.line}: {shorten(finding.message, 100)}"
                for index in matching.suspects(finding) or [-1]:
                    problems.setdefault(index, reason)
        return _Trial(document, findings, tuple(-1 if origin in kept else origin for origin in origins), problems)


def _next_state(state: _State, trial: _Trial, refused: Mapping[int, str]) -> _State:
    """The state after a round: what was new or refused before it still is."""
    new = [
        index
        for index, origin in enumerate(trial.origins)
        if origin in state.new or (origin < 0 and trial.findings[index].fix is not None)
    ]
    kept = {index: refused[origin] for index, origin in enumerate(trial.origins) if origin in refused}
    return _State(trial.document, trial.findings, frozenset(new), kept)


class _Round:
    """The fixes that one round takes of a document, by index of their finding, in order of their place."""

    def __init__(self, document: Document, findings: Sequence[Finding], wanted: Iterable[Finding]) -> None:
        self.document = document
        self.findings = findings
        self.fixes = self._chosen({id(finding) for finding in wanted})

    def edits(self, fixes: Iterable[int]) -> tuple[Edit, ...]:
        """The edits of some of the fixes, in order, equal ones once."""
        return tuple(sorted({edit for index in fixes for edit in self._edits[index]}))

    @cached_property
    def _edits(self) -> list[tuple[Edit, ...]]:
        """Of every finding the edits of its fix."""
        return [finding.fix.edits if finding.fix else () for finding in self.findings]

    def _chosen(self, wanted: set[int]) -> list[int]:
        """Fixes that do not touch each other; of two that do the one that begins first, a safe one before others.

        Neither may one take away the lines that another points at: of an entry and its copy one has to stay.
        """
        indexes = [index for index, finding in enumerate(self.findings) if id(finding) in wanted]
        taken: list[Edit] = []
        lines = _Lines(self.document.source)
        chosen: list[int] = []
        for index in sorted(indexes, key=self._rank):
            edits = sorted(set(self._edits[index]))
            if not any(edit.content != self.document.source.slice(edit.span) for edit in edits):
                continue
            if lines.clash(self.findings[index], edits) or not _fit(edits, taken):
                continue
            lines.take(self.findings[index], edits)
            chosen.append(index)
        return chosen

    def _rank(self, index: int) -> tuple[object, ...]:
        finding = self.findings[index]
        first = min(self._edits[index])
        return first.span.start, finding.fix is not None and finding.fix.safety != "safe", finding.code, index

    # Whose a fix is

    @cached_property
    def _places(self) -> EntryPlaces:
        return EntryPlaces(self.document.entries)

    @cached_property
    def _index_of(self) -> dict[int, int]:
        """Entries by identity of the object, as indexes into the document's."""
        return {id(entry): index for index, entry in enumerate(self.document.entries)}

    @cached_property
    def _users(self) -> Mapping[int, list[int]]:
        """The entries that use a definition, by the offset of its address."""
        users: defaultdict[int, list[int]] = defaultdict(list)
        for index, entry in enumerate(self.document.entries):
            for link in entry.links:
                if not entry.span.start <= link.url_span.start < entry.span.end:
                    users[link.url_span.start].append(index)
        return users

    def entry_at(self, offset: int) -> int:
        """The index of the innermost entry at an offset, or -1."""
        entry = self._places.entry_at(offset)
        return -1 if entry is None else self._index_of[id(entry)]

    @property
    def _whole(self) -> Span:
        return Span(0, len(self.document.source.text))

    @cached_property
    def owners(self) -> list[frozenset[int]]:
        """Of every finding the entries, by index, that its fix is about.

        They are the one it stands in and those that its place reaches into; without any those that are edited; and the
        users of an edited definition.
        """
        owners = []
        definitions = sorted((found.span, found.url_span.start) for found in self.document.definitions)
        for finding, edits in zip(self.findings, self._edits, strict=True):
            own = {self.entry_at(finding.group)} if edits else set()
            within = finding.span if -1 not in own else self._whole
            for edit in edits:
                if edit.span.start >= within.start and edit.span.end <= within.end:
                    own.add(self.entry_at(edit.span.start))
                own.update(self._definition_users(edit.span, definitions))
            owners.append(frozenset(own - {-1}))
        return owners

    def _definition_users(self, span: Span, definitions: list[tuple[Span, int]]) -> Iterator[int]:
        index = bisect_right(definitions, (Span(span.start, len(self.document.source.text) + 1), 0)) - 1
        if index >= 0 and span.start < definitions[index][0].end:
            yield from self._users.get(definitions[index][1], ())

    # What a round does to entries

    def changed_entries(self, fixes: Sequence[int], after: Document) -> tuple[dict[int, str], dict[int, int]]:
        """What speaks against some fixes because of the entries after them, and the entries of before by those after.

        Both documents list their entries in order, so that those that were not removed pair off; the ones that were
        moved stand where the same fix writes their text again.
        """
        entries = self.document.entries
        own = {index for fix in fixes for index in self.owners[fix]}
        edits = self.edits(fixes)
        removed = _removed(entries, [edit.span for edit in edits if not edit.content])
        shift = Shift(edits)
        moved = self._moved(removed, fixes, shift)
        for index in removed - moved.keys():
            if index not in own:
                reason = f"it would remove another entry, {_named(entries[index])}"
                return dict.fromkeys(self._near(fixes, index), reason), {}
        kept = [index for index in range(len(entries)) if index not in removed or index in moved]
        if moved:
            kept.sort(key=lambda index: moved[index] if index in moved else shift.start(entries[index].span.start))
        pairs = dict(enumerate(kept))
        if len(kept) != len(after.entries):
            index = self._first_unlike(kept, after)
            reason = f"it would change how {_named(entries[index])} is read" if index >= 0 else "it would add an entry"
            return dict.fromkeys(self._near(fixes, index), reason), {}
        headings = any(self.entry_at(edit.span.start) < 0 for edit in edits)
        names: dict[str, str] = {}
        for index, entry in zip(kept, after.entries, strict=True):
            old = entries[index]
            if index not in own and not _reads_as_before(old, entry, names if headings else None):
                reason = f"it would change another entry, {_named(old)} on line {old.line}"
                return dict.fromkeys(self._near(fixes, index), reason), {}
        return {}, pairs

    def _moved(self, removed: set[int], fixes: Sequence[int], shift: Shift) -> dict[int, int]:
        """The entries of `removed` whose text the same fix writes elsewhere, with the offsets they have there."""
        moved: dict[int, int] = {}
        if not removed:
            return moved
        for fix in fixes:
            written = [edit for edit in self._edits[fix] if edit.content and edit.span.start == edit.span.end]
            if not written:
                continue
            for edit in self._edits[fix]:
                for index in removed if not edit.content else ():
                    span = self.document.entries[index].span
                    if edit.span.start <= span.start and span.end <= edit.span.end:
                        for place in written:
                            at = place.content.find(self.document.source.slice(span))
                            if at >= 0:
                                moved[index] = shift.start(place.span.start) - len(place.content) + at
        return moved

    def _first_unlike(self, kept: list[int], after: Document) -> int:
        """The first entry that is not read as it was, -1 where only the end differs."""
        for index, entry in zip(kept, after.entries, strict=False):
            if self.document.entries[index].title != entry.title:
                return index
        return kept[len(after.entries)] if len(kept) > len(after.entries) else -1

    def _near(self, fixes: Sequence[int], entry: int) -> list[int]:
        """The fixes with an edit in an entry or in the last one before it; -1 where there is none."""
        by_owner: dict[int, list[int]] = {}
        for fix in fixes:
            for owner in self.owners[fix]:
                by_owner.setdefault(owner, []).append(fix)
        before = [owner for owner in by_owner if owner <= entry]
        return by_owner[max(before)] if before else [-1]


def _fit(edits: list[Edit], taken: list[Edit]) -> bool:
    """Take `edits` where none touches another one; `taken` is in order. One that is taken already is no conflict."""
    fresh = []
    for number, edit in enumerate(edits):
        if number and edits[number - 1].span.end > edit.span.start:
            return False
        at = bisect_left(taken, edit)
        if at < len(taken) and taken[at] == edit:
            continue
        if at and taken[at - 1].span.end >= edit.span.start:
            return False
        if at < len(taken) and taken[at].span.start <= edit.span.end:
            return False
        fresh.append(edit)
    for edit in fresh:
        insort(taken, edit)
    return True


class _Lines:
    """The lines that the fixes taken so far remove, and those that their findings point at."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.removed: set[int] = set()
        self.pointed: set[int] = set()

    def clash(self, finding: Finding, edits: Sequence[Edit]) -> bool:
        pointed = {related.line for related in finding.related if related.path == finding.path}
        return not self.removed.isdisjoint(pointed) or not self.pointed.isdisjoint(self._removes(edits))

    def take(self, finding: Finding, edits: Sequence[Edit]) -> None:
        self.removed.update(self._removes(edits))
        self.pointed.update(related.line for related in finding.related if related.path == finding.path)

    def _removes(self, edits: Iterable[Edit]) -> Iterator[int]:
        """The lines of which an edit leaves nothing."""
        for span, content in edits:
            if not content and span.end > span.start:
                first, last = self.source.line(span.start), self.source.line(span.end)
                if last > first:
                    yield from range(first, last)
                elif span.end == len(self.source.text):
                    yield last


def _removed(entries: Sequence[Entry], gone: Sequence[Span]) -> set[int]:
    """The entries, by index, that lie wholly in one of the spans, which are in order."""
    starts = [span.start for span in gone]
    found = set()
    for index, entry in enumerate(entries):
        at = bisect_right(starts, entry.span.start) - 1
        if at >= 0 and entry.span.end <= gone[at].end and entry.span.end > entry.span.start:
            found.add(index)
    return found


def _named(entry: Entry) -> str:
    return f"`{shorten(entry.title or entry.alias or '', 40)}`"


def _reads_as_before(old: Entry, new: Entry, names: dict[str, str] | None) -> bool:
    """Whether two entries say the same; `names` collects headings that were renamed, None where none can have been."""
    if old.meaning != new.meaning or len(old.section) != len(new.section):
        return False
    if old.section == new.section:
        return True
    return names is not None and all(
        names.setdefault(before, after) == after for before, after in zip(old.section, new.section, strict=True)
    )


class _Matching:
    """Which finding after a round is which one before it."""

    def __init__(self, chosen: _Round, fixes: Sequence[int], after: Document, pairs: Mapping[int, int]) -> None:
        self.chosen = chosen
        self.fixes = fixes
        self.after = after
        self.shift = Shift(chosen.edits(fixes))
        self._entry_before = {after.entries[new].span.start: old for new, old in pairs.items()}

    def origins(self, findings: Sequence[Finding]) -> Iterator[int]:
        """For each finding the index it had before, -1 for a new one.

        Findings that the round does not fix come first, those at the same place before those in the same entry; one
        that became more severe is new.
        """
        kept = set(self.fixes)
        levels = [
            self._open(index for index in range(len(self.chosen.findings)) if index not in kept),
            self._open(self.fixes),
        ]
        answers: dict[int, int] = {}
        for exact, loose in levels:
            left = Counter(index for indexes in exact.values() for index in indexes)
            for keys, key_of in ((exact, self._place_after), (loose, self._home_after)):
                for number, finding in enumerate(findings):
                    if number in answers:
                        continue
                    for index in keys.get(key_of(finding), ()):
                        if left[index] and finding.severity <= self.chosen.findings[index].severity:
                            left[index] = 0
                            answers[number] = index
                            break
        for number in range(len(findings)):
            yield answers.get(number, -1)

    def _open(
        self, indexes: Iterable[int]
    ) -> tuple[dict[tuple[object, ...], list[int]], dict[tuple[object, ...], list[int]]]:
        exact: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        loose: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for index in indexes:
            finding = self.chosen.findings[index]
            exact[finding.code, self.shift.start(finding.span.start), self.shift.end(finding.span.end)].append(index)
            entry = self.chosen.entry_at(finding.group)
            line = -1 if entry >= 0 else self.after.source.line(self.shift.start(finding.span.start))
            loose[finding.code, entry, line].append(index)
        return exact, loose

    def _place_after(self, finding: Finding) -> tuple[object, ...]:
        return finding.code, finding.span.start, finding.span.end

    def _home_after(self, finding: Finding) -> tuple[object, ...]:
        entry = self._entry_before.get(finding.group, -1)
        return finding.code, entry, -1 if entry >= 0 else finding.line

    def suspects(self, finding: Finding) -> list[int]:
        """The fixes that may have brought a new finding: those about its entry, those about entries it points at."""
        entries = {self._entry_before.get(finding.group, -1)}
        lines = {related.line for related in finding.related if related.path == finding.path}
        if lines:
            entries |= {
                self._entry_before[entry.span.start]
                for entry in self.after.entries
                if entry.span.start in self._entry_before
                and not lines.isdisjoint(range(entry.line, entry.end_line + 1))
            }
        return [fix for fix in self.fixes if not entries.isdisjoint(self.chosen.owners[fix])]


class Shift:
    """Where offsets of a text are once edits, in order, were applied to it."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self._starts = [edit.span.start for edit in edits]
        self._moved = [0]
        for span, content in edits:
            self._moved.append(self._moved[-1] + len(content) - (span.end - span.start))

    def start(self, offset: int) -> int:
        """Where what begins at `offset` begins: behind an insertion there, at the start of what replaces it."""
        index = bisect_left(self._starts, offset)
        while index < len(self.edits) and self.edits[index].span == Span(offset, offset):
            index += 1
        if index and self.edits[index - 1].span.end > offset:
            return self.edits[index - 1].span.start + self._moved[index - 1]
        return offset + self._moved[index]

    def end(self, offset: int) -> int:
        """Where what ends at `offset` ends: before an insertion there, at the end of what replaces it."""
        index = bisect_left(self._starts, offset)
        if index and self.edits[index - 1].span.end > offset:
            return self.edits[index - 1].span.end + self._moved[index]
        return offset + self._moved[index]
