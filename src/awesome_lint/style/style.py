"""The style of one list: how each group of its entries is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.model import Document, Entry
from awesome_lint.patterns import pattern
from awesome_lint.source import Source, Span
from awesome_lint.style.reading import read_entries
from awesome_lint.style.record import Cell, Reading, Record, Value

if TYPE_CHECKING:
    from awesome_lint.style.adapt import Manner
    from awesome_lint.style.template import Habits, Padding, Shape, Template

_WITNESSES = (2, 3)  # entries that must agree: on the prevailing form, on another
_MOST_FORMS = 5
_QUOTES = "'’‘`"  # in front of a year of two digits
_STOPS = (".", "。")
_DELIMITERS = pattern(r"^[\s|:-]*-[\s|:-]*$")
Group = tuple[str, int]
"""A layout and the number of a group of neighbours: entries that are laid out alike."""


class _Layer:
    """What some entries of a list do, by group and by layout."""

    def __init__(self, groups: Mapping[Group, list[Span]], readings: Mapping[Span, Reading]) -> None:
        self.groups = groups
        self._readings = readings
        self._own: dict[Group, Habits] = {}
        self._shared: dict[str, Habits] = {}

    def __len__(self) -> int:
        return sum(map(len, self.groups.values()))

    def own(self, key: Group) -> Habits:
        """What one group does."""
        if key not in self._own:
            from awesome_lint.style.template import Habits, shapes_of

            self._own[key] = Habits(shapes_of(self._of(key)).items())
        return self._own[key]

    def shared(self, layout: str) -> Habits:
        """What all entries of one layout do."""
        if layout not in self._shared:
            from awesome_lint.style.template import Habits

            shapes: Counter[Shape] = Counter()
            for key in self.groups:
                if key[0] == layout:
                    shapes.update(self.own(key).shapes)
            self._shared[layout] = Habits(shapes.items(), any_cell=True)
        return self._shared[layout]

    def rims(self, key: Group) -> tuple[Counter[tuple[str, ...]], ...]:
        """What stands around the cells of a group's rows, and of all rows."""
        own = Counter(reading.rims for reading in self._of(key) if reading.rims)
        return (own, self._all_rims) if key[0] == "table" else (own,)

    @cached_property
    def _all_rims(self) -> Counter[tuple[str, ...]]:
        return Counter(reading.rims for key in self.groups for reading in self._of(key) if reading.rims)

    def _of(self, key: Group) -> Iterator[Reading]:
        return (self._readings[span] for span in self.groups.get(key, ()))


class Style:
    """How one list writes its entries, as `infer` finds it.

    `readings` are all entries of the list taken apart, by their place in the source.
    """

    def __init__(
        self,
        document: Document,
        readings: dict[Span, Reading],
        voters: Iterable[Span],
        padding: dict[int, dict[int, Padding]],
        known: Knowledge,
    ) -> None:
        self.document = document
        self.readings = readings
        self.knowledge = known
        self._padding = padding
        self._groups: defaultdict[Group, list[Span]] = defaultdict(list)
        for span in voters:
            reading = readings[span]
            self._groups[reading.layout, reading.group].append(span)
        self._layers = [_Layer(self._groups, readings)]
        self._more = True
        self._heads: dict[int, tuple[str, ...]] = {}
        self._templates: dict[tuple[int, Group, int], Template] = {}
        self._keeping: dict[Group, Template] = {}
        self._manners: dict[Group, Manner] = {}

    def template(self, entry: Entry) -> Template:
        """The prevailing form of the entries that are laid out as `entry` is."""
        return self.template_of(entry.layout, entry.group)

    def loose_template(self, entry: Entry) -> Template:
        """The template of `entry`'s group that also takes what one entry alone shows, for what `entry` has not."""
        return self._template(0, (entry.layout, entry.group), 1)

    def keeping_template(self, entry: Entry) -> Template:
        """The tidy form of `entry`'s group, which leaves as they are the entries that have no equals there."""
        from awesome_lint.style.tidy import KeepingTemplate

        key = entry.layout, entry.group
        if key not in self._keeping:
            self._keeping[key] = self._template(0, key).as_a(KeepingTemplate)
        return self._keeping[key]

    def tidy_template(self, group: Group) -> Template:
        """The prevailing form of a group, tidy: for entries of other lists."""
        from awesome_lint.style.tidy import TidyTemplate

        return self._template(0, group).as_a(TidyTemplate)

    def template_of(self, layout: str, group: int) -> Template:
        """The template of a group of neighbours; of a group that there is not: that of its layout in the whole file."""
        return self._template(0, (layout, group))

    def templates(self, entry: Entry) -> tuple[Template, ...]:
        """All the forms that several entries laid out as `entry` is have, the prevailing one first."""
        while self._more:
            self._add_layer()
        key = entry.layout, entry.group
        return tuple(self._template(number, key) for number in range(len(self._layers)))

    def _template(self, layer: int, key: Group, witnesses: int = 0) -> Template:
        found = layer, key, witnesses
        if found not in self._templates:
            from awesome_lint.style.template import Template

            above = self._layers[layer::-1]
            self._templates[found] = Template(
                tuple(habits for one in above for habits in (one.own(key), one.shared(key[0]))),
                tuple(rims for one in above for rims in one.rims(key)),
                self._html,
                self._padding.get(key[1], {}),
                witnesses or _WITNESSES[layer > 0],
            )
        return self._templates[found]

    def _add_layer(self) -> None:
        """Look at what is in no form so far: where several of those are written alike, that is a form, too."""
        last = len(self._layers) - 1
        rest: dict[Group, list[Span]] = {}
        count = 0
        for key, spans in self._layers[last].groups.items():
            template = self._template(last, key)
            if odd := [span for span in spans if not self._gives(span, template)]:
                rest[key] = odd
                count += len(odd)
        if last and count > len(self._layers[last]) - _WITNESSES[1]:
            del self._layers[last]
            self._more = False
        elif last == _MOST_FORMS - 1 or count < _WITNESSES[1]:
            self._more = False
        else:
            self._layers.append(_Layer(rest, self.readings))

    def _gives(self, span: Span, template: Template) -> bool:
        return self.render(self.readings[span].record, template) == self.document.source.slice(span)

    def template_in(self, entry: Entry) -> Template | None:
        """The form that `entry` is written in, the prevailing one where it fits; None where it is in no form."""
        return next((template for template in self.templates(entry) if self.fits(entry, template)), None)

    def fits(self, entry: Entry, template: Template) -> bool:
        """Whether a template gives the entry's source back."""
        return self._gives(entry.span, template)

    @cached_property
    def _html(self) -> dict[str, Counter[tuple[str, str, str]]]:
        """What stands around label and destination of the list's HTML links."""
        return _forms(self.document)

    @cached_property
    def labels(self) -> dict[tuple[str, str], Counter[str]]:
        """How often links of each role have each text: see `labels.count_labels`."""
        from awesome_lint.style.labels import count_labels

        identities = {
            link.url: link.identity.value
            for entry in self.document.entries
            for link in entry.links
            if link.identity.kind != "url"
        }
        voting = [self.readings[span] for spans in self._groups.values() for span in spans]
        return count_labels(voting, identities)

    @cached_property
    def small_labels(self) -> bool:
        """Whether most texts of links that name a role begin with a small letter."""
        words = [
            label.strip("[]! ")[:1]
            for (name, _), counts in self.labels.items()
            if name != "bare"
            for label, times in counts.items()
            for _ in range(times)
        ]
        return sum(word.islower() for word in words) > 0.5 * len(words)

    @cached_property
    def link_forms(self) -> Counter[str]:
        """How often the list's links are written in each form."""
        return Counter(link.form for entry in self.document.entries for link in entry.links)

    @cached_property
    def _firsts(self) -> dict[int, int]:
        """Where the first entry of each table starts."""
        return {entry.group: entry.span.start for entry in reversed(self.document.entries) if entry.layout == "table"}

    def heads(self, group: int) -> tuple[str, ...]:
        """The heads of the columns of a Markdown table, as written; nothing where they cannot be seen."""
        if group not in self._heads:
            self._heads[group] = _heads(self.document.source, self._firsts.get(group, 0))
        return self._heads[group]

    def manner(self, group: Group) -> Manner:
        """What the entries of one group do, for entries of other lists to do likewise."""
        if group not in self._manners:
            from awesome_lint.style.adapt import Manner

            self._manners[group] = Manner(self, group)
        return self._manners[group]

    def owns(self, entry: Entry) -> bool:
        """Whether an entry is one of this list."""
        return id(entry) in self._own

    @cached_property
    def _own(self) -> frozenset[int]:
        return frozenset(map(id, self.document.entries))

    @cached_property
    def year_sizes(self) -> Counter[int]:
        """How many years have how many digits, 0 for dates; four for more."""
        found: Counter[int] = Counter()
        for text, times in self._years.items():
            digits = text.strip(_QUOTES)
            found[min(len(digits), 4) if digits.isdecimal() else 0] += times
        return found

    @cached_property
    def note_stops(self) -> Counter[str]:
        """How many remarks at the end of an entry or a cell end with which full stop; empty: with none."""
        return Counter(
            cell.values[-1].text[-1:] if cell.values[-1].text.endswith(_STOPS) else ""
            for reading in self.readings.values()
            for cell in reading.cells
            if cell.values and cell.values[-1].name == "note" and not cell.gaps[-1].strip().startswith(_STOPS)
        )

    @cached_property
    def year_quote(self) -> str:
        """The quote that most years of two digits have in front of them; empty where they have none there."""
        quotes = Counter[str]()
        for text, times in self._years.items():
            quotes[text[:1] if text[:1] in _QUOTES else ""] += times if len(text.strip(_QUOTES)) == 2 else 0
        return quotes.most_common(1)[0][0] if quotes else ""

    @cached_property
    def _years(self) -> Counter[str]:
        return Counter(
            value.text
            for reading in self.readings.values()
            for cell in reading.cells
            for value in cell.values
            if value.name in ("year", "venue_year")
        )

    def head(self, group: Group) -> str:
        """The lines above the rows of a table, each with its line end; empty for what is none."""
        if group[0] != "table" or group[1] not in self._firsts:
            return ""
        return _head_lines(self.document.source, self._firsts[group[1]])

    @cached_property
    def largest_group(self) -> Group:
        """The layout and number of the table or list that has the most entries; `("bullet", 0)` without entries."""
        return max(self._groups, key=lambda key: len(self._groups[key]), default=("bullet", 0))

    @cached_property
    def counts_up(self) -> bool:
        """Whether numbered entries have numbers of their own (`1.`, `2.`), and not all the same."""
        numbers = Counter(
            value.text
            for reading in self.readings.values()
            for value in reading.cells[0].values[:1]
            if value.name == "number"
        )
        return numbers.total() > 1 and numbers.most_common(1)[0][1] <= 0.5 * numbers.total()

    def readings_of(self, group: Group) -> list[Reading]:
        """The entries of one group that decide what prevails, taken apart."""
        return [self.readings[span] for span in self._groups.get(group, ())]

    def width(self, group: Group) -> int:
        """How many cells the rows of a table have; 0 for what is none."""
        widths = Counter(len(reading.rims) - 1 for reading in self.readings_of(group))
        return max(0, widths.most_common(1)[0][0]) if widths else 0

    def between(self, group: Group) -> str:
        """What stands between two entries of a group: line ends, and the indent of the next."""
        text = self.document.source.text
        counts: Counter[str] = Counter()
        spans = sorted(self._groups.get(group, ()))
        for one, other in pairwise(spans):
            gap = text[one.end : other.start]
            if not gap.strip():
                counts["".join(char for char in gap if char in "\r\n")] += 1
        return counts.most_common(1)[0][0] if counts else self.document.source.newline

    def record(self, entry: Entry) -> Record:
        """What an entry of this list says."""
        from awesome_lint.style.prose import find_prose

        reading = self.readings[entry.span]
        raw: dict[int, str] = {}
        prose: list[tuple[int, int, str]] = []
        number = 0
        for cell in reading.cells:
            prose += find_prose(cell, number, self.document.source.text, self.knowledge.labels)
            for value, (start, _) in zip(cell.values, cell.places, strict=True):
                if value.inner:
                    raw[number] = self._label(entry, start, value)
                number += 1
        return reading.record._replace(raw=raw, prose=tuple(prose), definitions=self.definitions)

    def _label(self, entry: Entry, start: int, value: Value) -> str:
        """The whole text of the link that begins at `start`."""
        span = next((link.label_span for link in entry.links if link.span.start == start), None)
        return self.document.source.slice(span) if span is not None else value.text

    @cached_property
    def definitions(self) -> dict[str, str]:
        """What the file's references lead to, by folded key; of several of one key the first."""
        return {found.key: found.url for found in reversed(self.document.definitions)}

    def render(self, record: Record, template: Template) -> str:
        """The Markdown of a record, with the line ends of this list."""
        from awesome_lint.style.render import render

        return render(record, template, self.document.source.newline)


def infer(document: Document, voters: Sequence[Entry] | None = None, known: Knowledge | None = None) -> Style:
    """The style of a list, from its own entries.

    `voters` are the entries that decide what prevails, all where it is not given. Linear in the length of the list.
    """
    entries = document.entries
    found = read_entries(document, entries, known or knowledge())
    tables: defaultdict[int, list[int]] = defaultdict(list)
    for place, reading in enumerate(found):
        if reading.rims:
            tables[reading.group].append(place)
    paddings = {}
    for group, places in tables.items():
        padding = _paddings([found[place] for place in places], document.source.text)
        if padding:
            paddings[group] = padding
            for place in places:
                found[place] = _unpadded(found[place], padding)
    readings = {entry.span: reading for entry, reading in zip(entries, found, strict=True)}
    deciding = [entry.span for entry in (entries if voters is None else voters)]
    return Style(document, readings, deciding, paddings, known or knowledge())


def _paddings(readings: list[Reading], text: str) -> dict[int, Padding]:
    """How the columns of one table are filled up, those that are."""
    from awesome_lint.style.template import find_padding

    columns: defaultdict[int, list[Cell]] = defaultdict(list)
    for reading in readings:
        if reading.rims and reading.rims[-1].startswith("|"):
            for number, cell in enumerate(reading.cells):
                columns[number].append(cell)
    return {number: found for number, cells in columns.items() if (found := find_padding(cells, text)) is not None}


def _unpadded(reading: Reading, padding: dict[int, Padding]) -> Reading:
    """A row whose padded cells have no spaces at the padded side."""
    cells = []
    for number, cell in enumerate(reading.cells):
        if (found := padding.get(number)) is not None:
            gaps = list(cell.gaps)
            if found.side != "left":
                gaps[-1] = gaps[-1].rstrip(" ")
            if found.side != "right":
                gaps[0] = gaps[0].lstrip(" ")
            cells.append(cell._replace(gaps=tuple(gaps)))
        else:
            cells.append(cell)
    return reading._replace(cells=tuple(cells))


def _forms(document: Document) -> dict[str, Counter[tuple[str, str, str]]]:
    text = document.source.text
    found: Counter[tuple[str, str, str]] = Counter()
    for entry in document.entries:
        for link in entry.links:
            if link.form == "html":
                url, label, span = link.url_span, link.label_span, link.span
                found[text[span.start : url.start], text[url.end : label.start], text[label.end : span.end]] += 1
    return {"html": found} if found else {}


def _heads(source: Source, offset: int) -> tuple[str, ...]:
    """The cells of the line above the delimiter row that is next above `offset`."""
    line = _delimiters(source, offset)
    if not line:
        return ()
    head = source.slice(source.line_span(line - 1)).strip().strip("|")
    return tuple(cell.strip(" *_`") for cell in head.split("|"))


def _head_lines(source: Source, offset: int) -> str:
    """The head of a table and its delimiter row, the next above `offset`."""
    line = _delimiters(source, offset)
    lines = [source.slice(source.line_span(number)).strip() for number in (line - 1, line)] if line else []
    return "".join(text + source.newline for text in lines)


def _delimiters(source: Source, offset: int) -> int:
    """The line of the delimiter row that is next above `offset`, 0 for none."""
    line = source.line(offset) - 1
    while line > 1 and "|" in (text := source.slice(source.line_span(line))):
        if _DELIMITERS.match(text):
            return line
        line -= 1
    return 0
