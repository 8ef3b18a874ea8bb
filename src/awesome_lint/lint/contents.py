"""The parts of a list, what each of them says wherever it stands, and which of them a finding is about.

A part is an entry, a reference definition, or a line outside both. What it says is its text without all that changes
when it is moved: indentation, list markers and numbers, the level of a heading, the padding of table cells, line
endings, blank lines, and the labels of references, for which their addresses stand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from typing import Literal

from awesome_lint.findings import Finding, Related
from awesome_lint.matching.titles import fold_text, fold_title
from awesome_lint.model import Document, Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

_MARKERS = pattern(r"^(?:[-*+]|(?!(?:19|20)\d\d\D)\d{1,9}[.)]|#{1,6})(?:[ \t]+|$)")
_BLANKS = pattern(r"[ \t]+")
_CELL_ENDS = pattern(r" ?(?<!\\)\| ?")
_RULER = pattern(r"[-=:| ]*[-=][-=:| ]*")
_NUMBER_CELL = pattern(r"[ \t]*\|?[ \t]*(\d{1,6})[ \t]*\|")

# Messages count what is around, and where it stands, and that is not the finding's doing.
_QUOTED = pattern(r"`[^`]*`")
_COUNTS = pattern(r"\blines? \d+|\d+(?:\.\d+)? ?%|(?<![\w.:/])\d{1,3}(?:,\d{3})*(?![\w:/]|\.\d)")


class Part(NamedTuple):
    """An entry or a definition by its index in the document, or a line by its number, from 1."""

    kind: Literal["entry", "definition", "line"]
    number: int


class About(NamedTuple):
    """The parts a finding involves: the one it stands on first, several where a line holds them; then the others."""

    own: tuple[Part, ...]
    others: tuple[tuple[str, Part], ...]


class Contents:
    """The parts of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def entries(self) -> list[str]:
        """What each entry says, without the entries inside it."""
        inside = self._inside
        return [self._entry(index, inside.get(index, ())) for index in range(len(self.document.entries))]

    @cached_property
    def definitions(self) -> list[tuple[str, str]]:
        """Label, folded, and address of each definition."""
        return [(definition.key, definition.url) for definition in self.document.definitions]

    @cached_property
    def lines(self) -> dict[int, str]:
        """What the lines outside entries and definitions say, by number; blank ones left out."""
        source = self.document.source
        edges = [0] * (len(source.line_starts) + 2)
        spans = [(entry.line, entry.end_line) for entry in self.document.entries]
        for definition in self.document.definitions:
            spans.append((source.line(definition.span.start), source.line(max(definition.span.end - 1, 0))))
        for first, last in spans:
            edges[first] += 1
            edges[min(last, len(source.line_starts)) + 1] -= 1
        depths = list(accumulate(edges))
        found = {}
        for line in range(1, len(source.line_starts) + 1):
            if not depths[line] and (text := said(source.slice(source.line_span(line)))):
                found[line] = text
        return found

    # Where

    def about(self, finding: Finding, contents: Mapping[str, Contents]) -> About:
        """The parts that a finding of this document involves; `contents` has those of other documents, by path."""
        own = tuple(self._at(finding.span.start)) or tuple(self._on_lines(finding.line, finding.end_line))
        others: dict[tuple[str, Part], None] = {}
        for place in finding.related:
            beside = contents.get(place.path)
            if beside is not None:
                others.update(((place.path, part), None) for part in beside._related(place))
        return About(own, tuple(other for other in others if other[0] != finding.path or other[1] not in own))

    def _related(self, place: Related) -> list[Part]:
        if place.offset is not None:
            return self._at(place.offset) or self._on_lines(place.line, place.line)
        return self._on_lines(place.line, place.line)

    def _at(self, offset: int) -> list[Part]:
        """The definition or the innermost entry that holds `offset`."""
        index = _innermost(self._definition_places, offset)
        if index is not None:
            return [Part("definition", index)]
        index = _innermost(self._places, offset)
        return [] if index is None else [Part("entry", index)]

    def _on_lines(self, first: int, last: int) -> list[Part]:
        """The parts that begin on lines, or the lines themselves; for a line within an entry that entry."""
        found: list[Part] = []
        for line in range(first, last + 1):
            if line in self.lines:
                found.append(Part("line", line))
            elif line in self._by_line:
                found += self._by_line[line]
            elif line <= len(self.document.source.line_starts):
                span = self.document.source.line_span(line)
                text = self.document.source.slice(span)
                found += self._at(span.start + len(text) - len(text.lstrip(" \t>")))
        return list(dict.fromkeys(found))

    @cached_property
    def _by_line(self) -> dict[int, list[Part]]:
        """What begins on each line, an entry also where its title stands."""
        source = self.document.source
        found: defaultdict[int, list[Part]] = defaultdict(list)
        for index, entry in enumerate(self.document.entries):
            for line in {entry.line, source.line(entry.field_span("title").start)}:
                found[line].append(Part("entry", index))
        for index, definition in enumerate(self.document.definitions):
            found[source.line(definition.span.start)].append(Part("definition", index))
        return found

    @cached_property
    def _places(self) -> _Places:
        return _places([entry.span for entry in self.document.entries])

    @cached_property
    def _definition_places(self) -> _Places:
        return _places([definition.span for definition in self.document.definitions])

    # What

    @cached_property
    def _inside(self) -> dict[int, list[Span]]:
        """The places of the entries and definitions directly inside each entry that has some."""
        entries = self.document.entries
        spans = [(entry.span.start, -entry.span.end, index) for index, entry in enumerate(entries)]
        spans += [(item.span.start, -item.span.end, -1) for item in self.document.definitions]
        found: defaultdict[int, list[Span]] = defaultdict(list)
        around: list[int] = []
        for start, minus_end, index in sorted(spans):
            while around and entries[around[-1]].span.end <= start:
                around.pop()
            if around and -minus_end <= entries[around[-1]].span.end:
                found[around[-1]].append(Span(start, -minus_end))
            if index >= 0:
                around.append(index)
        return found

    def _entry(self, index: int, inside: list[Span] | tuple[()]) -> str:
        entry = self.document.entries[index]
        text = self.document.source.text
        cuts = [(span.start, span.end, "") for span in inside]
        for link in entry.links:
            if link.form == "reference" and entry.span.start <= link.span.start and link.span.end <= entry.span.end:
                cuts.append((link.label_span.end, link.span.end, f"]({link.url})"))
        start = entry.span.start
        if entry.layout == "table" and (number := _NUMBER_CELL.match(text, start)):
            own = any(span.start <= number.start(1) < span.end for spans in entry.spans.values() for span in spans)
            start = start if own else number.end()  # the row's number, which every row above it changes
        pieces: list[str] = []
        for first, last, instead in sorted(cuts):
            if first >= start:
                pieces += (text[start:first], instead)
                start = last
        pieces.append(text[start : entry.span.end])
        whole = "".join(pieces)
        lines = whole.splitlines() if "\n" in whole or "\r" in whole else [whole]
        return "\n".join(text for line in lines if (text := said(line)))

    def name(self, part: Part) -> str:
        """What people call a part: an entry's title, a definition's label, a line's text."""
        if part.kind == "line":
            return self.lines.get(part.number, "")
        if part.kind == "definition":
            return f"[{self.document.definitions[part.number].label}]"
        entry = self.document.entries[part.number]
        return entry.title or entry.alias or next((link.url for link in entry.links if link.url), "") or "untitled"

    def identity(self, part: Part) -> str:
        """What tells a part from others, whatever small edits it sees."""
        if part.kind == "entry":
            return fold_name(self.name(part))
        if part.kind == "definition":
            return self.definitions[part.number][0]
        return self.name(part)

    # What of it

    def aspect(self, finding: Finding, own: tuple[Part, ...], *, loose: bool = False) -> str:
        """What of its part a finding is about: the text it stands on and its message, counts and own title left out.

        A finding about a whole entry, which stands on the title, is told by the message alone, so that an edit of the
        title does not make it another one. `loose`: nor does an edit of a link's label.
        """
        entry = self.document.entries[own[0].number] if own and own[0].kind == "entry" else None
        if entry is None:
            on, names = self.document.source.slice(finding.span), []
        else:
            names = [entry.title, entry.alias or ""]
            title = entry.field_span("title")
            link = next((link for link in entry.links if finding.span in (link.span, link.url_span)), None)
            if finding.span.start < max(title.end, title.start + 1) and finding.span.end > title.start:
                on = ""
            elif link is None:
                on = self.document.source.slice(finding.span)
            elif loose:
                on = link.url
                names.append(link.label)
            else:
                on = f"{link.label} {link.url}"
        return f"{_BLANKS.sub(' ', on)}\n{_without_counts(finding.message, names)}"


def fold_name(name: str) -> str:
    """An entry's name as identities compare it."""
    return fold_title(name).key or fold_text(name)


def entry_id(entry: Entry) -> str | None:
    """The identifier of an entry's paper: `arxiv:2301.01081`."""
    return next((f"{kind}:{value}" for kind, value in entry.ids.items()), None)


_Places = tuple[list[int], list[int], list[int], list[int]]


def _places(spans: list[Span]) -> _Places:
    """Starts in order, the index of each span, ends, and the furthest end of all up to each."""
    order = sorted(range(len(spans)), key=lambda index: spans[index])
    ends = [spans[index].end for index in order]
    return [spans[index].start for index in order], order, ends, list(accumulate(ends, max))


def _innermost(places: _Places, offset: int) -> int | None:
    """The number of the innermost span that holds `offset`."""
    starts, numbers, ends, furthest = places
    index = bisect_right(starts, offset) - 1
    while index >= 0 and furthest[index] > offset:
        if offset < ends[index]:
            return numbers[index]
        index -= 1
    return numbers[index] if index >= 0 and starts[index] == ends[index] == offset else None


def said(line: str) -> str:
    """A line without what moving it changes; "" for one that only rules off or underlines, as below a table's head."""
    line = _BLANKS.sub(" ", line).strip(" >")
    while found := _MARKERS.match(line):
        line = line[found.end() :].lstrip()
    if "|" in line:
        line = _CELL_ENDS.sub("|", line).strip("|")
    return "" if _RULER.fullmatch(line) else line


def _without_counts(message: str, names: list[str]) -> str:
    """A message without what it counts, and without quoted `names`."""
    folded = [fold_name(name) for name in names if name]
    out: list[str] = []
    done = 0
    for quoted in _QUOTED.finditer(message):
        text = fold_name(quoted[0][1:-1])
        cut = quoted[0].endswith(("…`", "…]`"))
        own = text != "" and any(name == text or (cut and name.startswith(text)) for name in folded)
        out += (_COUNTS.sub("#", message[done : quoted.start()]), "`#`" if own else quoted[0])
        done = quoted.end()
    out.append(_COUNTS.sub("#", message[done:]))
    return "".join(out)
