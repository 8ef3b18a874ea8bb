"""The written form of an entry: what it says, value by value in Markdown, and what stands between."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from awesome_lint.records import NamedTuple

START, END = "^", "$"
INNER = -2
"""The column of what stands inside a link's text."""
LINKLIKE = frozenset({"link", "boxed", "bare", "unlinked", "unavailable", "malformed"})
EVENT = frozenset({"venue", "venue_year", "year", "track", "status"})
"""Values that say where and when: they stand together."""
_YEARS = frozenset({"year", "venue_year"})
LOOSE = frozenset({"note", "tag", "image", "comment"})
"""Values that belong to the one before them, wherever that stands."""

_NO_TEXTS: Mapping[int, str] = MappingProxyType({})
_NO_DEFINITIONS: Mapping[str, str] = MappingProxyType({})
NO_FILLERS: Mapping[int, str] = MappingProxyType({})


class Value(NamedTuple):
    """One value of an entry, as inline Markdown.

    `name` is the field (`title`, `venue`, `year` …), `link`, `unlinked` or `unavailable` (a role's word without a
    link), `malformed` (a link that is none), `number` or `checked` (of a list item), `note`, `tag`, `image` or
    `comment` (what no field takes; footnotes' marks and anchors are comments, too). `role` is a link's role. `text` is
    the value, a link's label; `url` a link's destination or, of a reference, its key; `form` how the link is written:
    `inline`, `reference`, `collapsed`, `shortcut`, `autolink`, `bare`, `html`. A field that is linked has these, too,
    and in `inner` all that the link's text says. `cell` is the column of a table.
    """

    name: str
    text: str
    role: str = ""
    url: str = ""
    form: str = ""
    cell: int = 0
    inner: tuple[Value, ...] = ()

    @property
    def kind(self) -> str:
        """What a template knows it by: `title`, `link:code`.

        A field that is linked has an `@`. Links with brackets in their label (`boxed:code`) and mere addresses
        (`bare:code`) have other neighbours than links have.
        """
        if self.name != "link":
            return f"{self.name}@" if self.form else self.name
        if self.text.startswith("[") and self.text.rstrip().endswith("]"):
            return f"boxed:{self.role}"
        return f"{'link' if self.text else 'bare'}:{self.role}"


class Record(NamedTuple):
    """What an entry says, without how its list lays it out; values in the order in which the entry gives them.

    `cells` is the number of a table row's cells, 0 elsewhere; `indent` what begins the further lines of an entry where
    it stands (spaces, `>`). Of an entry of a list (`Style.record`), `raw` are the whole texts of links that say several
    things, by number of the value, `prose` what is said in sentences with links and code in them: the numbers of the
    first value and the one behind the last, and all of the text; `definitions` what the file's references lead to, by
    folded key. `foreign`: the entry is none of the list that the template is of, and what that list says of each of its
    own entries is not said of it. `fillers`: what stands in cells without values, by column, where the template does
    not tell.
    """

    layout: str
    values: tuple[Value, ...]
    cells: int = 0
    indent: str = ""
    raw: Mapping[int, str] = _NO_TEXTS
    prose: tuple[tuple[int, int, str], ...] = ()
    definitions: Mapping[str, str] = _NO_DEFINITIONS
    foreign: bool = False
    fillers: Mapping[int, str] = NO_FILLERS


class Cell(NamedTuple):
    r"""A stretch of an entry, a table's cell or all of it: values by turns with the text around them.

    `places` are the values' offsets in the source; `gaps` has one text more than there are values: before the first,
    between each two, after the last. `inner` are the texts of links that say several things. Line
    breaks in gaps are `\n`, without the indent of where the entry stands.
    """

    start: int
    end: int
    values: tuple[Value, ...]
    places: tuple[tuple[int, int], ...]
    gaps: tuple[str, ...]
    inner: tuple[Cell, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(value.kind for value in self.values)


class Joint(NamedTuple):
    """How a venue and its year are joined: the text between them, their places, which is which, what stands behind."""

    gap: str
    first: tuple[int, int]
    second: tuple[int, int]
    kinds: tuple[str, str]
    behind: str


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

    @property
    def joint(self) -> Joint | None:
        """How the entry joins its venue and the year beside it; None where they do not stand side by side."""
        for cell in self.cells:
            for stretch in (cell, *cell.inner):
                names = [value.name if not value.form else "" for value in stretch.values]
                for index, (one, other) in enumerate(pairwise(names)):
                    if (one == "venue" and other in _YEARS) or (other == "venue" and one in _YEARS):
                        return Joint(
                            stretch.gaps[index + 1],
                            stretch.places[index],
                            stretch.places[index + 1],
                            ("venue", "year") if one == "venue" else ("year", "venue"),
                            stretch.gaps[index + 2],
                        )
        return None


@lru_cache(4096)
def sort_of(kind: str) -> str:
    """The wider kind, whose neighbours are alike: links of all roles, what stands in for one, when and where."""
    name = kind.partition(":")[0].rstrip("@")
    if name in EVENT:
        return "venue*"
    return "link*" if name in LINKLIKE and name not in ("boxed", "bare") else f"{name}*"


@lru_cache(4096)
def rank_of(kind: str) -> str:
    """The wider kind for questions of order: all links are one."""
    name = kind.partition(":")[0].rstrip("@")
    return "link*" if name in LINKLIKE else "venue*" if name in EVENT else f"{name}*"


def is_event(kind: str) -> bool:
    """Whether values of this kind say when or where."""
    return kind.rstrip("@") in EVENT
