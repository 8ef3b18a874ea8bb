"""A form that is spelt out: which field stands where in an entry, and what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from awesome_lint.records import NamedTuple
from awesome_lint.style.gaps import split_gap
from awesome_lint.style.record import END, INNER, LINKLIKE, START
from awesome_lint.style.template import Template, reword

ROLES = (
    *("paper", "code", "project", "data", "demo", "video", "slides", "poster", "supplement", "bibtex", "blog", "page"),
    "other",
)
_STOPS = (".", ",", "。")
_HOLDERS = {"tag": "notes", "note": "notes", "image": "images", "comment": "comments"}


class Stretch(NamedTuple):
    """An entry, or a cell of its row: the slots in it, and the texts before, between and after them."""

    slots: tuple[str, ...]
    gaps: tuple[str, ...]


class LinkForm(NamedTuple):
    """How a template writes the links of one role: with which text (none: their own), in which form.

    Of a title, `role` is the role of the link that it leads to, and `label` its text, a null character for the title.
    """

    label: str = ""
    form: str = ""
    role: str = ""


class Form(Template):
    r"""A template that says itself what stands where, and learns nothing.

    `cells` are its stretches, one outside tables. What stands between two values is what the form has between their
    slots, without what belongs to slots that an entry leaves empty: of `{title} ({venue}). {notes}` an entry without a
    venue has `. ` behind its title. `marks` stand around values of one kind, in front of what else is around them.
    """

    def __init__(
        self,
        cells: Sequence[Stretch],
        rims: tuple[str, ...] = (),
        marks: Mapping[str, tuple[str, str]] | None = None,
        links: Mapping[str, LinkForm] | None = None,
    ) -> None:
        super().__init__((), (), {}, {}, 1)
        self.cells = tuple(cells)
        self.links = links or {}
        self._around = rims
        self._marks = marks or {}
        self._places: dict[str, tuple[int, int]] = {}
        for number, cell in enumerate(self.cells):
            for index, name in enumerate(cell.slots):
                self._places.setdefault(name, (number, index))

    def rims(self, cells: int) -> tuple[str, ...]:
        return self._around

    def place(self, kind: str) -> tuple[int, int] | None:
        """The cell in which values of a kind stand, and the number of their slot there; None where they have none."""
        for name in _slots(kind):
            if name in self._places:
                return self._places[name]
        return None

    def has(self, slot: str) -> bool:
        return slot in self._places

    @property
    def has_roles(self) -> bool:
        """Whether links of some role have a slot of their own."""
        return any(role in self._places for role in ROLES)

    def order(self, cell: int, kinds: Sequence[str]) -> tuple[str, ...]:
        return tuple(kinds)

    def column(self, kind: str, given: int) -> int:
        return given

    def _find(self, cell: int, one: str, other: str) -> str:
        if cell == INNER:
            return "" if START in (one, other) or END in (one, other) else " "
        stretch = self.cells[cell]
        first = -1 if one == START else self._index(cell, one)
        last = len(stretch.slots) if other == END else self._index(cell, other)
        if first == last:
            gap = _repeated(stretch.gaps[first], stretch.gaps[first + 1])
        else:
            gap = _merged(stretch.gaps[first + 1 : last + 1], one, other)
        close, opening = self._marks.get(one, ("", ""))[1], self._marks.get(other, ("", ""))[0]
        return close + reword(gap, other) + opening

    def _index(self, cell: int, kind: str) -> int:
        found = self.place(kind)
        return found[1] if found is not None and found[0] == cell else len(self.cells[cell].slots) - 1


def _slots(kind: str) -> tuple[str, ...]:
    """The slots that take values of a kind, the narrowest first."""
    name, _, role = kind.rstrip("@").partition(":")
    if name in ("link", "boxed", "bare"):
        return (role, "links")
    if name in LINKLIKE:
        return ("links",) if name == "malformed" else ("roles", "links")
    if name == "venue_year":
        return ("venue_year", "year")
    return (_HOLDERS.get(name, name),)


def _repeated(before: str, after: str) -> str:
    """What stands between two values of one slot: the brackets around each of them, and a space, or a new line."""
    leading = split_gap(before)
    if "\n" in leading.between:
        return split_gap(after).close + leading.between + leading.open
    return split_gap(after).close + " " + split_gap(before).open


def _merged(gaps: Sequence[str], one: str, other: str) -> str:
    """Gaps between which nothing stands, as one: brackets around nothing vanish, of separators one is left."""
    close = ""
    opened: list[str] = []
    joins: list[str] = []
    for gap in gaps:
        split = split_gap(gap)
        closing = split.close
        if opened and closing:
            last = opened.pop()
            closing = closing[len(last) :] if len(closing) > len(last) else ""
            close += closing
        elif closing:
            close += closing
        if split.between and not opened:
            joins.append(split.between)
        if split.open:
            opened.append(split.open)
    if one == START or (one == "number" and joins):
        join = split_gap(gaps[0]).between if one == START else joins[0]
    elif other == END:
        join = split_gap(gaps[-1]).between
    else:
        join = joins[-1] if joins else ""
    if join[:1] in _STOPS and join[:1] in close:
        join = join[1:]  # `"Title."` has its full stop
    return close + join + "".join(opened)
