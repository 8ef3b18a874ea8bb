"""The style of one list: how each group of its entries is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.model import Document, Entry
from awesome_lint.source import Span
from awesome_lint.style.reading import read_entries
from awesome_lint.style.record import Cell, Reading, Record, Value
from awesome_lint.style.render import render
from awesome_lint.style.template import Habits, Padding, Template, find_padding, shapes_of

Group = tuple[str, int]
"""A layout and the number of a group of neighbours: entries that are laid out alike."""


class Style:
    """How one list writes its entries, as `infer` finds it.

    `readings` are all entries of the list taken apart, by their place in the source.
    """

    def __init__(self, document: Document, readings: dict[Span, Reading], voters: Iterable[Reading]) -> None:
        self.document = document
        self.readings = readings
        self._groups: defaultdict[Group, list[Reading]] = defaultdict(list)
        for reading in voters:
            self._groups[reading.layout, reading.group].append(reading)
        self._templates: dict[Group, Template] = {}
        self._shared: dict[str, Habits] = {}
        self._own: dict[Group, Habits] = {}
        self._forms: dict[str, Counter[tuple[str, str, str]]] | None = None

    def template(self, entry: Entry) -> Template:
        """The prevailing form of the entries that are laid out as `entry` is."""
        return self.template_of(entry.layout, entry.group)

    def template_of(self, layout: str, group: int) -> Template:
        """The template of a group of neighbours; of a group that there is not: that of its layout in the whole file."""
        key = layout, group
        if key not in self._templates:
            readings = self._groups.get(key, [])
            padding = _paddings(readings, self.document.source.text)
            rims = Counter(reading.rims for reading in readings if reading.rims)
            self._templates[key] = Template(self._habits(key), self.shared(layout), rims, self.forms, padding)
        return self._templates[key]

    def record(self, entry: Entry) -> Record:
        """What an entry of this list says."""
        return self.readings[entry.span].record

    def render(self, record: Record, template: Template) -> str:
        """The Markdown of a record, with the line ends of this list."""
        return render(record, template, self.document.source.newline)

    def shared(self, layout: str) -> Habits:
        """What all entries of one layout in this list do."""
        if layout not in self._shared:
            shapes: Counter = Counter()
            for key in self._groups:
                if key[0] == layout:
                    shapes.update(self._habits(key).shapes)
            self._shared[layout] = Habits(shapes.items(), any_cell=True)
        return self._shared[layout]

    def _habits(self, key: Group) -> Habits:
        if key not in self._own:
            self._own[key] = Habits(shapes_of(self._groups.get(key, ())).items())
        return self._own[key]

    @property
    def forms(self) -> dict[str, Counter[tuple[str, str, str]]]:
        """What stands around label and destination of the list's HTML links."""
        if self._forms is None:
            self._forms = _forms(self.document)
        return self._forms


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
    for places in tables.values():
        padding = _paddings([found[place] for place in places], document.source.text)
        for place in places if padding else ():
            found[place] = _unpadded(found[place], padding)
    readings = {entry.span: reading for entry, reading in zip(entries, found, strict=True)}
    deciding = found if voters is None else [readings[entry.span] for entry in voters]
    return Style(document, readings, deciding)


def _paddings(readings: list[Reading], text: str) -> dict[int, Padding]:
    """How the columns of one table are filled up, those that are."""
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
            cell = cell._replace(gaps=tuple(gaps))
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
