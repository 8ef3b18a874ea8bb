"""What each suppression of a document is about, and which of them suppressed something."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from awesome_lint.findings import Finding
from awesome_lint.records import NamedTuple
from awesome_lint.rules.suppressions.directives import COMMENTS, NAME, Directive, directives

if TYPE_CHECKING:
    from awesome_lint.model import Entry
    from awesome_lint.rules.facts import Facts


class Use(NamedTuple):
    """One rule that one directive, by its number, names."""

    directive: int
    code: str


class _Region(NamedTuple):
    """From where to where in the text a rule is disabled."""

    start: int
    end: int
    use: Use


class Suppressions:
    """The directives of a document, in order; false where there are none.

    `used` are those that suppressed a finding, `ran` the rules that could have found one: both as `without` says.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        source = facts.document.source
        self.found: tuple[Directive, ...] = directives(source, facts.nodes["comment"]) if NAME in source.text else ()
        self.used: set[Use] = set()
        self.ran: frozenset[str] = frozenset()
        self.idle_enables: list[Use] = []
        self._entries: defaultdict[tuple[int, str], list[Use]] = defaultdict(list)  # by start of the entry and code
        self._lines: defaultdict[tuple[int, str], list[Use]] = defaultdict(list)
        self._file: defaultdict[str, list[Use]] = defaultdict(list)
        self._regions: dict[str, tuple[list[_Region], list[int]]] = {}  # by start, with the furthest end up to each
        if self.found:
            self._place()

    def __bool__(self) -> bool:
        return bool(self.found)

    def without(self, findings: Iterable[Finding], ran: Collection[str] = ()) -> set[Finding]:
        """The findings that no directive suppresses; what suppresses one is used. `ran`: the codes that looked."""
        self.ran |= frozenset(ran)
        kept = set()
        for finding in findings:
            use = next(self._covering(finding), None)
            if use is None:
                kept.add(finding)
            else:
                self.used.add(use)
        return kept

    def targets(self, directive: Directive) -> list[Entry]:
        """The entries that an `ignore` is about: none, where it is about a line."""
        return [target for target in self._targets(directive) if not isinstance(target, int)]

    def _covering(self, finding: Finding) -> Iterator[Use]:
        """What suppresses a finding, the most particular first."""
        offset, code = finding.span.start, finding.code
        owner = self._facts.owner(offset)
        if owner is not None:
            yield from self._entries.get((owner.span.start, code), ())
        else:
            beside = self._facts.entry_beside(offset)
            if beside is not None:
                yield from self._entries.get((beside.span.start, code), ())
        if owner is None or not self._facts.entry_at(offset):
            yield from self._lines.get((finding.line, code), ())
        yield from self._around(code, offset)
        yield from self._file.get(code, ())

    def _around(self, code: str, offset: int) -> Iterator[Use]:
        """The regions that disable a rule at an offset, the innermost first."""
        regions, furthest = self._regions.get(code, ((), ()))
        index = bisect_right(regions, offset, key=lambda region: region.start) - 1
        while index >= 0 and furthest[index] > offset:
            if offset < regions[index].end:
                yield regions[index].use
            index -= 1

    def _place(self) -> None:
        open_: defaultdict[str, list[tuple[int, Use]]] = defaultdict(list)
        closed: defaultdict[str, list[_Region]] = defaultdict(list)
        for number, directive in enumerate(self.found):
            if directive.fault:
                continue
            uses = [Use(number, code.code) for code in directive.codes if code.code is not None]
            if directive.verb == "ignore":
                for target in self._targets(directive):
                    for use in uses:
                        if isinstance(target, int):
                            self._lines[target, use.code].append(use)
                        else:
                            self._entries[target.span.start, use.code].append(use)
            elif directive.verb == "disable":
                for use in uses:
                    open_[use.code].append((directive.span.start, use))
            elif directive.verb == "enable":
                self._enable(number, directive, uses, open_, closed)
            else:
                for use in uses:
                    self._file[use.code].append(use)
        for code, begun in open_.items():
            closed[code] += [_Region(start, _NO_END, use) for start, use in begun]
        for code, regions in closed.items():
            regions.sort()
            self._regions[code] = regions, list(accumulate((region.end for region in regions), max))

    def _enable(
        self,
        number: int,
        directive: Directive,
        uses: Sequence[Use],
        open_: dict[str, list[tuple[int, Use]]],
        closed: dict[str, list[_Region]],
    ) -> None:
        ended = [use.code for use in uses] if directive.codes else list(open_)
        if not ended and not directive.codes:
            self.idle_enables.append(Use(number, ""))
        for code in ended:
            begun = open_.pop(code, [])
            if not begun:
                self.idle_enables.append(Use(number, code))
            closed[code] += [_Region(start, directive.span.start, use) for start, use in begun]

    def _targets(self, directive: Directive) -> Iterator[Entry | int]:
        """What an `ignore` is about: entries and lines."""
        facts, source = self._facts, self._facts.document.source
        line = source.line(max(directive.span.end - 1, 0))
        if not directive.alone:
            yield facts.entry_beside(directive.span.start) or line
            return
        entries = facts.entries_by_start
        following = bisect_left(entries, directive.span.end, key=lambda entry: entry.span.start)
        if following < len(entries):
            yield entries[following]
        for below in range(line + 1, len(source.line_starts) + 1):
            span = source.line_span(below)
            text = source.slice(span)
            if COMMENTS.sub("", text).strip(" \t>"):
                if facts.entry_at(span.start + len(text) - len(text.lstrip(" \t>"))) is None:
                    yield below
                return


_NO_END = 1 << 62
