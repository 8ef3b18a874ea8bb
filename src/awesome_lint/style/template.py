"""How a list writes its entries: what stands before, between and after values, in which order, in which column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.style.gaps import Split, split_gap
from awesome_lint.style.record import END, INNER, LOOSE, START, Cell, Reading, is_event, rank_of, sort_of

Pair = tuple[int, str, str]
"""Two neighbouring kinds and the column they stand in, -1 for any."""


class Shape(NamedTuple):
    """One way in which a stretch is written: its kinds and gaps, in a column of a table (else 0)."""

    cell: int
    kinds: tuple[str, ...]
    gaps: tuple[str, ...]


class Padding(NamedTuple):
    """A column whose cells are filled up with spaces to one width, in characters or in columns of a terminal."""

    width: int
    side: str
    wide: bool


class Habits:
    """What the entries of one group, or of one layout in a file, do: counted, each way once."""

    def __init__(self, shapes: Iterable[tuple[Shape, int]], any_cell: bool = False) -> None:
        self.any_cell = any_cell
        self.shapes: Counter[Shape] = Counter()
        for shape, times in shapes:
            self.shapes[shape._replace(cell=-1) if any_cell and shape.cell >= 0 else shape] += times
        self._gaps: defaultdict[Pair, Counter[str]] = defaultdict(Counter)
        self._before: defaultdict[tuple[int, str, str], int] = defaultdict(int)
        self._cells: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self._parts: tuple[dict[str, Counter[str]], ...] | None = None
        self._alike: dict[tuple[str, str], dict[str, Counter[str]]] = {}
        for shape, times in self.shapes.items():
            self._count(shape, times)

    def _count(self, shape: Shape, times: int) -> None:
        cell, kinds, gaps = shape
        marked = (START, *kinds, END)
        for one, other, gap in zip(marked, marked[1:], gaps, strict=False):
            self._gaps[cell, one, other][gap] += times
            for pair in _wider(one, other):
                self._gaps[cell, *pair][gap] += times
        firm = [kind for kind in dict.fromkeys(kinds) if kind not in LOOSE]
        for index, one in enumerate(firm):
            self._cells[one][cell] += times
            for other in firm[index + 1 :]:
                self._before[cell, one, other] += times
                wide = rank_of(one), rank_of(other)
                if wide[0] != wide[1]:
                    self._before[cell, *wide] += times

    def gap(self, cell: int, one: str, other: str) -> tuple[str, int]:
        """What usually stands between two kinds, and how many entries say so; 0 for none."""
        counts = self._gaps.get((cell, one, other))
        return _most(counts) if counts else ("", 0)

    def counts(self, cell: int, one: str, other: str) -> Counter[str]:
        """All that stands between two kinds, with how often it does."""
        return self._gaps.get((cell, one, other), Counter())

    def order(self, cell: int, one: str, other: str) -> int:
        """By how many entries more `one` stands before `other` than behind it."""
        return self._before.get((cell, one, other), 0) - self._before.get((cell, other, one), 0)

    def column(self, kind: str) -> tuple[int, int]:
        """The column in which a kind stands most often, and how often; (0, 0) for one that is nowhere."""
        counts = self._cells.get(kind)
        return counts.most_common(1)[0] if counts else (0, 0)

    def columns(self, kind: str) -> Counter[int]:
        return self._cells.get(kind, Counter())

    def link_columns(self) -> Counter[int]:
        """In which columns links stand, and how many."""
        found: Counter[int] = Counter()
        for kind, counts in self._cells.items():
            if rank_of(kind) == "link*":
                found.update(counts)
        return found

    def around(self, kind: str) -> tuple[str, str]:
        """What usually closes a value of this kind, and what opens it, where its neighbours are left out.

        `START` gives what begins an entry, `END` what ends one.
        """
        if self._parts is None:
            closes: defaultdict[str, Counter[str]] = defaultdict(Counter)
            opens: defaultdict[str, Counter[str]] = defaultdict(Counter)
            for (cell, one, other), counts in self._gaps.items():
                for gap, times in counts.items() if cell != INNER else ():
                    split = split_gap(gap)
                    closes[one][split.close + split.between if one == START else split.close] += times
                    opens[other][split.between + split.open if other == END else split.open] += times
            self._parts = closes, opens
        close, opening = self._parts
        return (
            _most(close[kind])[0] if kind in close else "",
            _most(opening[kind])[0] if kind in opening else "",
        )

    @property
    def joins(self) -> Counter[str]:
        """What stands between two values of which one at least is no link, brackets and the like left out."""
        found: Counter[str] = Counter()
        for shape, times in self.shapes.items():
            for (one, other), gap in zip(pairwise(shape.kinds), shape.gaps[1:], strict=False):
                if shape.cell != INNER and not rank_of(one) == rank_of(other) == "link*":
                    found[split_gap(gap).between] += times
        return found

    @cached_property
    def edges(self) -> dict[tuple[int, str], Counter[str]]:
        """The blanks at the edges of cells that are not empty, by column and side (`START`, `END`)."""
        found: defaultdict[tuple[int, str], Counter[str]] = defaultdict(Counter)
        for shape, times in self.shapes.items():
            if shape.cell != INNER and shape.kinds:
                first, last = shape.gaps[0], shape.gaps[-1]
                found[shape.cell, START][first[: len(first) - len(first.lstrip(" \t"))]] += times
                found[shape.cell, END][last[len(last.rstrip(" \t")) :]] += times
        return dict(found)

    def alike(self, one: str, other: str, key: Callable[[str, bool, bool], str]) -> dict[str, Counter[str]]:
        """What stands between kinds of these ranks in all columns, or at that end of entries, by `key` of it.

        `key` takes a gap, and whether it begins and ends an entry.
        """
        if not self._alike:
            for shape, times in self.shapes.items():
                if shape.cell == INNER:
                    continue
                marked = (START, *shape.kinds, END)
                for here, after, gap in zip(marked, marked[1:], shape.gaps, strict=False):
                    grouped = self._alike.setdefault(_rank_pair(here, after), {})
                    grouped.setdefault(key(gap, here == START, after == END), Counter())[gap] += times
        return self._alike.get(_rank_pair(one, other), {})

    def leads(self, name: str, behind: bool = False) -> Counter[str]:
        """What stands before values of one name, or behind them, brackets left out."""
        found: Counter[str] = Counter()
        for shape, times in self.shapes.items():
            for kind, gap in zip(shape.kinds, shape.gaps[1:-1] if behind else shape.gaps, strict=False):
                if kind.startswith(name):
                    found[split_gap(gap).between] += times
        return found


@lru_cache(4096)
def _wider(one: str, other: str) -> tuple[tuple[str, str], ...]:
    """The pairs that also cover a pair: with links of any role."""
    wide_one, wide_other = sort_of(one), sort_of(other)
    if wide_one == wide_other == "venue*":
        return ()
    found = dict.fromkeys(((wide_one, other), (one, wide_other), (wide_one, wide_other)))
    found.pop((one, other), None)
    return tuple(found)


def _rank_pair(one: str, other: str) -> tuple[str, str]:
    """The ranks of two neighbours; at one end of an entry all are alike."""
    if (one == START) != (other == END):
        return (START, "") if one == START else ("", END)
    return rank_of(one), rank_of(other)


def _telling_nothing(counts: Counter[str]) -> Counter[str]:
    return Counter({text: times for text, times in counts.items() if not _TELLS.search(text)})


def _most(counts: Counter[str]) -> tuple[str, int]:
    return max(counts.items(), key=lambda item: item[1])


class Template:
    """The prevailing form of the entries that are laid out alike: those of one table, or of one section's list.

    What too few of them show is taken from the entries of the same layout in the whole file.
    """

    def __init__(
        self,
        habits: tuple[Habits, ...],
        rims: tuple[Counter[tuple[str, ...]], ...],
        forms: dict[str, Counter[tuple[str, str, str]]],
        padding: dict[int, Padding],
        witnesses: int,
    ) -> None:
        self.habits = habits
        self.padding = padding
        self._rims = rims
        self._witnesses = witnesses
        self._forms = forms
        self._found: dict[Pair, str] = {}
        self._orders: dict[tuple[int, tuple[str, ...]], tuple[str, ...]] = {}

    def as_a(self, kind: type[Template]) -> Template:
        """The same habits in a template of another kind."""
        return kind(self.habits, self._rims, self._forms, self.padding, self._witnesses)

    def rims(self, cells: int) -> tuple[str, ...]:
        """What stands around the cells of a row of so many."""
        for counts in self._rims:
            fitting = Counter({rims: times for rims, times in counts.items() if len(rims) == cells + 1})
            if fitting:
                return fitting.most_common(1)[0][0]
        for counts in self._rims:
            if counts:
                usual = counts.most_common(1)[0][0]
                return (usual[0], *[usual[len(usual) // 2]] * (cells - 1), usual[-1])
        return ("|",) * (cells + 1)

    def form(self, form: str) -> tuple[str, str, str]:
        """What stands before, between and after the label and destination of a link; of HTML: the reverse."""
        if form == "html":
            counts = self._forms.get("html")
            return counts.most_common(1)[0][0] if counts else ('<a href="', '">', "</a>")
        return _FORMS[form]

    def gap(self, cell: int, one: str, other: str) -> str:
        """What this list puts between two kinds of values in one column, `START` and `END` among them."""
        key = (cell, one, other)
        if key not in self._found:
            self._found[key] = self._find(cell, one, other)
        return self._found[key]

    def _find(self, cell: int, one: str, other: str) -> str:
        wider = _wider(one, other)
        at_rim = (one == START or other == END) and any(self._rims)
        for habits, column in self._asked(cell):
            gap, times = habits.gap(column, one, other)
            if times >= self._witnesses and not (at_rim and habits.any_cell and gap.strip()):
                return gap
            for pair in wider:
                gap, times = habits.gap(column, *pair)
                # A full stop in a column of sentences is none of a column of links.
                if times >= self._witnesses and not (at_rim and habits.any_cell and gap.strip()):
                    return reword(gap, other)
        return self._compose(cell, one, other)

    def _compose(self, cell: int, one: str, other: str) -> str:
        """A gap that the list does not show, from how it closes the one and opens the other."""
        if is_event(one) and is_event(other):
            return " "
        if cell == INNER:
            return "" if START in (one, other) or END in (one, other) else " "
        if one == START and other == END:
            start, end = self._part(START, 0), self._part(END, 1)
            spaces = start[: len(start) - len(start.lstrip())], end[len(end.rstrip()) :]
            return max(spaces, key=len)
        if one == START:
            return self._part(START, 0) + self._part(other, 1)
        if other == END:
            return self._part(one, 0) + self._part(END, 1)
        close, join = self._part(one, 0), self._join(one, other)
        if join[:1] in _STOPS and join[:1] in close:
            join = join[1:]  # `**Title.** [code]` has its full stop
        return reword(close + join + self._part(other, 1), other)

    def _join(self, one: str, other: str) -> str:
        """What stands between two values that the list never shows side by side."""
        if rank_of(other) == "link*":
            for habits in self.habits:
                if leads := habits.leads(sort_of(other).rstrip("*")):
                    lead = _most(leads)[0]
                    return lead if "\n" in lead or rank_of(one) != "link*" else " "
            return " "
        for habits in self.habits:
            # Words and line ends lead to what they introduce, and to nothing else.
            leads = habits.leads(sort_of(other).rstrip("*"))
            behind = _telling_nothing(habits.leads(sort_of(one).rstrip("*"), behind=True))
            lead, stop = (_most(found)[0] if found else "" for found in (leads, behind))
            if found := (lead if lead.strip() else stop if stop.strip() else lead or stop):
                return found
            if (joins := _telling_nothing(habits.joins)) and (join := _most(joins)[0]):
                return join
        return " "

    def _part(self, kind: str, side: int) -> str:
        for habits in self.habits:
            for name in (kind, sort_of(kind)) if kind not in (START, END) else (kind,):
                part = habits.around(name)[side]
                if part:
                    return part
        return ""

    def times(self, cell: int, one: str, other: str) -> int:
        """How often the second kind follows the first, links of any role for one."""
        found = 0
        for habits, column in self._asked(cell):
            for pair in ((one, other), *_wider(one, other)):
                found = max(found, habits.counts(column, *pair).total())
        return found

    def _asked(self, cell: int) -> Iterator[tuple[Habits, int]]:
        for habits in self.habits:
            yield habits, (cell if cell < 0 or not habits.any_cell else -1)

    def split(self, cell: int, one: str, other: str) -> Split:
        return split_gap(self.gap(cell, one, other))

    def order(self, cell: int, kinds: Sequence[str]) -> tuple[str, ...]:
        """Different kinds in the order in which this list gives them; what it never shows together stays as it is."""
        key = (cell, tuple(kinds))
        if key not in self._orders:
            found: list[str] = []
            for kind in kinds:
                first = (place for place, other in enumerate(found) if self._precedes(cell, kind, other) > 0)
                found.insert(next(first, len(found)), kind)
            self._orders[key] = tuple(found)
        return self._orders[key]

    def order_of(self, cell: int, one: str, other: str) -> int:
        """Whether the list gives one kind before another (1) or behind it (-1); 0 where nothing tells."""
        wide = rank_of(one), rank_of(other)
        for habits, column in self._asked(cell):
            for pair in ((one, other), wide):
                if pair[0] != pair[1] and (more := habits.order(column, *pair)) != 0:
                    return 1 if more > 0 else -1
        return 0

    def _precedes(self, cell: int, one: str, other: str) -> int:
        if found := self.order_of(cell, one, other):
            return found
        # Nothing tells: links stand behind what they belong to.
        wide = rank_of(one), rank_of(other)
        return (wide[1] == "link*") - (wide[0] == "link*")

    def column(self, kind: str, given: int) -> int:
        """The column of a value: the one that this kind has in this table; `given` where that is not one."""
        counts = self.habits[0].columns(kind)
        if not counts or counts[given] > 1:
            return given
        column, times = counts.most_common(1)[0]
        return column if times > 1 else given


def reword(gap: str, kind: str) -> str:
    """A gap that names another role in front of a link (`- Code: `), for a link of this kind."""
    role = kind.partition(":")[2]
    if not role or not gap or gap[-1] not in " \t:：" or (found := _NAMED.search(gap)) is None:
        return gap
    word = role if found[1].islower() else role.upper() if found[1].isupper() and len(found[1]) > 1 else role.title()
    return gap[: found.start(1)] + word + gap[found.end(1) :]


_STOPS = (".", ",", "。")
_TELLS = pattern(r"[^\W_]|\n")
_NARROW = 3  # characters of an empty cell that nothing fills up
_NAMED = pattern(r"([^\W\d_][^\W\n]*(?: [^\W\n]+)?)[*_]*[ ]?[:：][*_]*\s*$")
_FORMS = {
    "inline": ("[", "](", ")"),
    "reference": ("[", "][", "]"),
    "collapsed": ("[", "][]", ""),
    "shortcut": ("[", "]", ""),
    "autolink": ("<", "", ">"),
    "bare": ("", "", ""),
}


def shapes_of(readings: Iterable[Reading]) -> Counter[Shape]:
    """How often stretches are written in each way."""
    return Counter(
        shape
        for reading in readings
        for number, cell in enumerate(reading.cells)
        for shape in (Shape(number, cell.kinds, cell.gaps), *[Shape(INNER, one.kinds, one.gaps) for one in cell.inner])
    )


def find_padding(cells: Sequence[Cell], text: str) -> Padding | None:
    """How the cells of one column are filled up to one width, where they are."""
    full = [text[cell.start : cell.end] for cell in cells]
    if len(full) < 3:
        return None
    for wide in (False, True):
        sizes = Counter(display_width(cell) if wide else len(cell) for cell in full)
        width, times = sizes.most_common(1)[0]
        if times < 0.9 * len(full):
            if all(cell.isascii() for cell in full):
                return None
            continue
        fit = [cell for cell in full if (display_width(cell) if wide else len(cell)) == width]
        left = {len(cell) - len(cell.lstrip()) for cell in fit if cell.strip()}
        right = {len(cell) - len(cell.rstrip()) for cell in fit if cell.strip()}
        blank = any(len(cell) > _NARROW and not cell.strip() for cell in fit)
        if not left or (len(left) == len(right) == 1 and not blank):
            return None
        return Padding(width, "right" if len(left) == 1 else ("left" if len(right) == 1 else "both"), wide)
    return None


def display_width(text: str) -> int:
    """Columns that a terminal needs for `text`."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(2 if east_asian_width(char) in "WF" else 0 if combining(char) else 1 for char in text)
