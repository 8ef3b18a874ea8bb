"""Writing suppression comments into a list, for findings that its maintainers want to live with."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence

from awesome_lint.findings import Finding
from awesome_lint.markdown import Node
from awesome_lint.model import Document, Entry
from awesome_lint.records import NamedTuple
from awesome_lint.rules import ALL_RULES
from awesome_lint.rules.facts import Facts
from awesome_lint.source import Edit, Source, Span, apply_edits

_ORDER = {rule.code: place for place, rule in enumerate(ALL_RULES)}
_INLINE = frozenset({"paragraph", "heading", "cell", "summary"})
_ROUNDS = 4


class _Place(NamedTuple):
    """Where comments go: the offset, the entry that they are about (by its start; -1 for none), a line of its own."""

    offset: int
    entry: int = -1
    own_line: bool = False


def with_ignores(
    facts: Facts, findings: Sequence[Finding], parse: Callable[[Source], Document]
) -> tuple[str, tuple[Finding, ...]]:
    """The text of a document with comments that suppress `findings`, and the findings for which there is no place.

    One comment an entry, with all its rules: the one that is there already, else a new one at the end of the entry's
    text, in a table inside its last cell. The text gives the same entries as before, which `parse` proves.
    """
    document = facts.document
    places = _Places(facts)
    wanted: defaultdict[_Place, list[Finding]] = defaultdict(list)
    left: list[Finding] = []
    for finding in findings:
        place = places.of(finding)
        if place is None:
            left.append(finding)
        else:
            wanted[place].append(finding)
    for _ in range(_ROUNDS):
        edits = [places.edit(place, {finding.code for finding in about}) for place, about in wanted.items()]
        text = apply_edits(document.source.text, edits)
        wrong = _changed(document, parse(Source(text, document.source.path)))
        dropped = [place for place in wanted if wrong is None or place.entry in wrong]
        if not dropped and wrong != set():
            dropped = list(wanted)
        if not dropped:
            return text, tuple(left)
        for place in dropped:
            left += wanted.pop(place)
    return document.source.text, tuple(findings)


class _Places:
    """Finds and fills the places for comments in one document."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._text = facts.document.source.text
        self._blocks: list[Node] = sorted(
            (node for kind in _INLINE for node in facts.nodes[kind]), key=lambda node: (node.start, -node.end)
        )
        self._starts = [node.start for node in self._blocks]
        self._present: dict[int, int] = {}  # offset behind the last code of a comment, by the entry it is about
        for directive in facts.suppressions.found:
            if directive.verb == "ignore" and not directive.fault:
                for entry in facts.suppressions.targets(directive):
                    if not directive.alone or entry.span.start not in self._present:
                        self._present[entry.span.start] = directive.codes[-1].span.end
        self._merged = frozenset(self._present.values())

    def of(self, finding: Finding) -> _Place | None:
        """Where the comment for a finding goes."""
        entry = self._facts.owner(finding.span.start)
        if entry is not None:
            if (present := self._present.get(entry.span.start)) is not None:
                return _Place(present, entry.span.start)
            offset = self._behind(entry)
            return None if offset is None else _Place(offset, entry.span.start)
        if (definition := self._facts.definition_at(finding.span.start)) is not None:
            return self._above(definition)
        block = self._block_at(finding.span.start)
        if block is None:
            return None
        if block.kind == "heading" and (above := self._above(block.start)) is not None:
            return above  # the heading's own anchor stays
        offset = _end_of_text(block)
        return None if offset is None else _Place(self._trimmed(offset, block.start))

    def edit(self, place: _Place, codes: set[str]) -> Edit:
        """The edit that puts rules into a place."""
        listed = ", ".join(sorted(codes, key=lambda code: _ORDER.get(code, len(_ORDER))))
        span = Span(place.offset, place.offset)
        if place.offset in self._merged:
            return Edit(span, f", {listed}")
        comment = f"<!-- awesome-lint: ignore {listed} -->"
        if place.own_line:
            return Edit(span, comment + self._facts.document.source.newline)
        before, behind = self._text[max(place.offset - 1, 0) : place.offset], self._text[place.offset :][:1]
        return Edit(span, ("" if before == " " else " ") + comment + (" " if behind == "|" and before in " |" else ""))

    def _above(self, start: int) -> _Place | None:
        """A line of its own above the line that begins with `start`."""
        source = self._facts.document.source
        line = source.line_starts[source.line(start) - 1]
        if source.text[line:start].strip("\ufeff"):
            return None  # inside a list or a quote
        return _Place(start if line == 0 else line, own_line=True)

    def _block_at(self, offset: int) -> Node | None:
        index = bisect_right(self._starts, offset) - 1
        while index >= 0:
            block = self._blocks[index]
            if offset <= block.end:
                return block
            if block.end < offset and block.kind in ("paragraph", "heading"):
                return None
            index -= 1
        return None

    def _behind(self, entry: Entry) -> int | None:
        """Where an entry's own text ends: its last cell, its first paragraph, or its line in a paragraph of several."""
        span = entry.span
        first = bisect_right(self._starts, span.start - 1)
        inside: list[Node] = []
        for index in range(first, len(self._blocks)):
            if self._starts[index] > span.end:
                break
            inside.append(self._blocks[index])
            if entry.layout != "table" and inside[-1].kind == "paragraph":
                break
        if entry.layout == "table":
            cells = [
                cell
                for cell in inside
                if cell.kind == "cell" and not cell.data.get("surplus") and not cell.data.get("padded")
            ]
            if not cells:
                return None
            cell = cells[-1]
            end = _end_of_text(cell)
            return self._trimmed(cell.start if end is None else end, cell.start)
        if entry.layout in ("cell", "paragraph") and (not inside or entry.span.end < inside[0].end):
            return self._trimmed(entry.span.end, span.start)
        block = next((one for one in inside if one.kind == "paragraph"), inside[0] if inside else None)
        end = _end_of_text(block) if block is not None else None
        return None if end is None else self._trimmed(end, span.start)

    def _trimmed(self, offset: int, least: int) -> int:
        while offset > least and self._text[offset - 1] in " \t\r\n":
            offset -= 1
        return offset


def _end_of_text(block: Node) -> int | None:
    """Where the inline content of a block ends; None where it has none."""
    return max((child.end for child in block.children), default=None)


def _changed(before: Document, after: Document) -> set[int] | None:
    """The entries, by their start before, that are not the same after; None where they are not as many."""
    if len(before.entries) != len(after.entries):
        return None
    pairs = zip(before.entries, after.entries, strict=True)
    return {old.span.start for old, new in pairs if not _reads_alike(old, new)}


def _reads_alike(old: Entry, new: Entry) -> bool:
    """Whether two entries say the same, under the same headings and on as many lines."""
    heights = old.end_line - old.line, new.end_line - new.line
    return old.meaning == new.meaning and old.section == new.section and heights[0] == heights[1]
