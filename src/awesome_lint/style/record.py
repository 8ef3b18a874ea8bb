"""The written form of an entry: what it says, field by field, in the Markdown it says it in, and what stands between."""

from __future__ import annotations

from awesome_lint.records import NamedTuple

START, END = "^", "$"
LINKLIKE = frozenset({"link", "unlinked", "unavailable", "malformed"})
LOOSE = frozenset({"note", "image", "comment"})
"""Values that belong to the one before them, wherever that stands."""


class Value(NamedTuple):
    """One value of an entry, as inline Markdown.

    `name` is the field (`title`, `venue`, `year` …), `link`, `url` (the address of a link whose text is made of other
    values), `unlinked` or `unavailable` (a role's word without a link), `malformed`, `number` or `checked` (of a list
    item), `note`, `image` or `comment` (what no field takes). `role` is a link's role, of a `url` the first field in
    its text. `text` is the value, a link's label; `url` a link's destination or, of a reference, its key; `form` how
    the link is written: `inline`, `reference`, `collapsed`, `shortcut`, `autolink`, `bare`, `html`. `cell` is the
    column of a table.
    """

    name: str
    text: str
    role: str = ""
    url: str = ""
    form: str = ""
    cell: int = 0

    @property
    def kind(self) -> str:
        """What a template knows it by: `title`, `link:code`."""
        return f"{self.name}:{self.role}" if self.role else self.name


class Record(NamedTuple):
    """What an entry says, without how its list lays it out; values in the order in which the entry gives them.

    `cells` is the number of a table row's cells, 0 elsewhere; `indent` what begins the further lines of an entry where
    it stands (spaces, `>`).
    """

    layout: str
    values: tuple[Value, ...]
    cells: int = 0
    indent: str = ""


class Cell(NamedTuple):
    """A stretch of an entry, a table's cell or all of it: values by turns with the text around them.

    `places` are the values' offsets in the source; `gaps` has one text more than there are values: before the first,
    between each two, after the last. Line breaks in gaps are `\\n`, without the indent of where the entry stands.
    """

    start: int
    end: int
    values: tuple[Value, ...]
    places: tuple[tuple[int, int], ...]
    gaps: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(value.kind for value in self.values)


class Reading(NamedTuple):
    """An entry taken apart. `rims` is what stands around a table row's cells, one more than there are; else empty."""

    layout: str
    group: int
    cells: tuple[Cell, ...]
    rims: tuple[str, ...] = ()
    indent: str = ""

    @property
    def record(self) -> Record:
        values = tuple(value for cell in self.cells for value in cell.values)
        return Record(self.layout, values, len(self.cells) if self.rims else 0, self.indent)


def sort_of(kind: str) -> str:
    """The wider kind: links of all roles are one, and so is what stands in for a link."""
    name = kind.partition(":")[0]
    return "link" if name in LINKLIKE else name
