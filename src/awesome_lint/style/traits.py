"""How an entry is laid out, in traits that have names and can be compared: brackets, order, what joins two fields."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.style.gaps import WORD, split_gap
from awesome_lint.style.record import Cell, Reading, Value, is_event

_MARKER = pattern(r"\s*([-*+]|\d+[.)]|#{1,6})\s")
_APART = pattern(r"\n|[\])）】].*[\[(（【]")  # between two values that stand in brackets of their own
_MARKS = "[]()【】（）「」［］《》“”\"'*_`~\\"
_ENDS = "?!.…。？！"
_FIRST = "[!"  # of a link's text: brackets of its own, an image
_UNITS = frozenset({"title", "alias", "authors", "event", "link"})
_JOINED = {*[(one, other) for one in _UNITS for other in _UNITS if one != other], ("title", "note")}


class Trait(NamedTuple):
    """One thing that can be said of how an entry is laid out.

    `what` is `marker` (of its list item or heading), `marks` (around `one`), `join` (between `one` and `other`),
    `order` (of the two), `linked` (whether `one` is a link's text) or `below` (whether `one` begins a line of its own).
    """

    what: str
    one: str = ""
    other: str = ""


class _Unit(NamedTuple):
    """Neighbouring values that are one in the layout, with the gaps around them; `values` are theirs."""

    name: str
    before: str
    after: str
    values: tuple[Value, ...]
    column: int


def traits(reading: Reading) -> dict[Trait, str]:
    """The traits of an entry, each with its value; only those that its own values can show."""
    found: dict[Trait, str] = {}
    first = reading.cells[0]
    if not reading.rims and (match := _MARKER.match(first.gaps[0] + (" " if not first.values else ""))):
        found[Trait("marker")] = match[1] if not match[1][0].isdigit() else "1."
    units = [unit for number, cell in enumerate(reading.cells) for unit in _units(cell, number)]
    seen: dict[str, _Unit] = {}
    for unit in units:
        if unit.name not in seen and unit.name in _UNITS:
            seen[unit.name] = unit
    for name, unit in seen.items():
        if (marks := _around(unit)) is not None:
            found[Trait("marks", name)] = marks
        if name == "link":
            found[Trait("below", name)] = "below" if "\n" in split_gap(unit.before).between else ""
    if "title" in seen and any(value.name == "link" or value.form for unit in units for value in unit.values):
        found[Trait("linked", "title")] = "linked" if seen["title"].values[0].form else ""
    for one, other in pairwise(units):
        if one.column == other.column and (one.name, other.name) in _JOINED:
            join = split_gap(one.after).between.strip()
            if not WORD.search(join) and "\n" not in one.after and not _ends_itself(one) and not _in_brackets(other):
                found[Trait("join", one.name, other.name)] = join
    names = list(seen)
    for index, leading in enumerate(names):
        for behind in names[index + 1 :]:
            found[Trait("order", *sorted((leading, behind)))] = leading
    return found


def trait_key(reading: Reading) -> tuple[object, ...]:
    """What `traits` goes by: entries of one key have the same traits."""
    key: list[object] = [not reading.rims]
    for cell in reading.cells:
        key += (cell.gaps, *[_sign(value) for value in cell.values])
    return tuple(key)


def _sign(value: Value) -> tuple[str, str, str, bool]:
    """What the traits of an entry take of a value."""
    text = value.text
    end = (value.inner[-1].text if value.inner else text).rstrip()[-1:]
    form = text[:1] if value.name == "link" else ""
    if form == "[" and not text.rstrip().endswith("]"):
        form = "("
    return value.name, value.form, form if form in _FIRST else "x", end in _ENDS


def _units(cell: Cell, column: int) -> Iterator[_Unit]:
    """The values of a cell, when and where taken together, remarks left out; the gaps as they stand."""
    values, gaps = cell.values, cell.gaps
    index = 0
    while index < len(values):
        end = index + 1
        name = _name(values[index])
        if name == "event":
            while end < len(values) and _name(values[end]) == "event" and not _APART.search(gaps[end]):
                end += 1
        yield _Unit(name, gaps[index], gaps[end], values[index:end], column)
        index = end


def _name(value: Value) -> str:
    if value.name == "link":
        return "link" if value.text and not value.text.startswith("!") else "address"
    if is_event(value.name):
        return "event"
    return value.name


def _around(unit: _Unit) -> str | None:
    """The marks around a unit, `[…]`; None for what cannot be compared."""
    value = unit.values[0]
    if unit.name == "event" and not any(one.name == "venue" for one in unit.values):
        return None
    opening = _only_marks(split_gap(unit.before).open)
    closing = _only_marks(split_gap(unit.after).close)
    if unit.name == "link" and value.kind.startswith("boxed"):
        return "[[…]](…)"
    if unit.name == "link":
        return "[[…](…)]" if opening.endswith("[") and closing.startswith("]") else "[…](…)" if not opening else None
    if _weight(opening) != _weight(closing):
        return None
    return f"{opening}…{closing}" if opening else ""


def _only_marks(text: str) -> str:
    return "".join(char for char in text if char in _MARKS and char != "\\")


def _weight(marks: str) -> int:
    return len(marks)


def _in_brackets(unit: _Unit) -> bool:
    """Whether a remark stands in brackets, which join it to what is before it."""
    return unit.name == "note" and bool(_only_marks(split_gap(unit.before).open))


def _ends_itself(unit: _Unit) -> bool:
    """Whether a unit ends with a mark of its own, behind which no other is set: `Why?`."""
    value = unit.values[-1]
    text = value.inner[-1].text if value.inner else value.text
    return text.rstrip()[-1:] in _ENDS
