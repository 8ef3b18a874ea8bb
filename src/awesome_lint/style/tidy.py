"""A list's own form without its untidiness: white space, and separators that hang at a line's end, vary at random."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from awesome_lint.patterns import pattern
from awesome_lint.style.record import END, INNER, START
from awesome_lint.style.template import Template

_PREVAILS = 0.85  # the share of the variants of a gap from which on one of them is the list's form
_FEW = 5  # gaps that are too few to tell by themselves: like ones are asked, too
_BLANKS = pattern(r"[ \t]+")
_HANGING = pattern(r"[ \t]*[,;·|，；、]?[ \t]*$")
_HARD = "  "


class TidyTemplate(Template):
    """A list's form for what is written anew.

    Where variants of a gap differ in white space only, or in a separator that hangs at a line's end, and none of them
    prevails between these two kinds of values, it takes the one that prevails between all like ones; where none does,
    the tidy one.
    """

    def _find(self, cell: int, one: str, other: str) -> str:
        gap = super()._find(cell, one, other)
        in_row = any(self._rims)
        if cell == INNER or (in_row and any(rim.lstrip().startswith("<") for rim in self.rims(0))):
            return gap  # white space says nothing in HTML
        if in_row and self.padding and (one == START or other == END):
            return gap
        tidy = self._tidied(cell, one, other, gap)
        if in_row and (one == START) != (other == END):
            blank = self._edge(cell, one, other)
            tidy = blank + tidy.lstrip(" \t") if one == START else tidy.rstrip(" \t") + blank
        return tidy

    def _tidied(self, cell: int, one: str, other: str, gap: str) -> str:
        begins, ends = one == START, other == END
        bare = bare_gap(gap, begins, ends)
        levels: list[Counter[str]] = []
        for habits, column in self._asked(cell):
            own = habits.counts(column, one, other)
            levels.append(Counter({text: n for text, n in own.items() if bare_gap(text, begins, ends) == bare}))
            levels.append(habits.alike(one, other, bare_gap).get(bare, Counter()))
        widest = next((counts for counts in reversed(levels) if counts), Counter[str]())
        for counts in levels:
            chosen = _prevailing(counts, _FEW)
            # What hangs at a line's end is a list's form only where all of the list has it.
            if chosen is not None and not (_hangs(chosen, begins, ends) and _prevailing(widest) != chosen):
                return chosen
        if (chosen := _prevailing(widest)) is not None:
            return chosen
        tidy = {text: times for text, times in widest.items() if tidy_gap(text, begins, ends) == text}
        return max(tidy, key=tidy.__getitem__) if tidy else tidy_gap(gap, begins, ends)

    def _edge(self, cell: int, one: str, other: str) -> str:
        """The blank at an edge of a cell."""
        side = START if one == START else END
        both: Counter[str] = Counter()
        for habits, column in self._asked(cell):
            every = habits.edges
            of_side = sum((counts for (_, at), counts in every.items() if at == side), Counter[str]())
            both = sum(every.values(), Counter[str]())
            own = Counter[str]()
            for text, times in habits.counts(column, one, other).items():
                own[edge_of(text, side)] += times
            for counts in (own, every.get((column, side), Counter[str]()), of_side, both):
                if (chosen := _prevailing(counts, _FEW)) is not None:
                    return chosen
        if (chosen := _prevailing(both)) is not None:
            return chosen
        return " " if both[" "] >= both[""] else ""


class KeepingTemplate(TidyTemplate):
    """A tidy template that takes what a list shows once, where nothing prevails, before it composes anything itself."""

    def _compose(self, cell: int, one: str, other: str) -> str:
        composed = super()._compose(cell, one, other)
        for habits, column in self._asked(cell):
            if counts := habits.counts(column, one, other):
                return composed if composed in counts else max(counts, key=counts.__getitem__)
        return composed


def _prevailing(counts: Counter[str], least: int = 1) -> str | None:
    total = counts.total()
    if total < least or not counts:
        return None
    text, times = counts.most_common(1)[0]
    return text if times >= _PREVAILS * total else None


def edge_of(gap: str, side: str) -> str:
    """The blank that a gap has at the edge of its cell."""
    return gap[: len(gap) - len(gap.lstrip(" \t"))] if side == START else gap[len(gap.rstrip(" \t")) :]


@lru_cache(4096)
def bare_gap(gap: str, begins: bool, ends: bool) -> str:
    """What variants of a gap have in common: without blanks and what hangs at line ends; indents are part of it."""
    return "\n".join(_lines(gap, begins, ends, ""))


@lru_cache(4096)
def tidy_gap(gap: str, begins: bool, ends: bool) -> str:
    """A gap with single blanks, and nothing at line ends but hard breaks."""
    if begins and ends:
        return " " if gap else ""
    return "\n".join(_lines(gap, begins, ends, " "))


@lru_cache(4096)
def _hangs(gap: str, begins: bool, ends: bool) -> bool:
    """Whether blanks or a separator stand at a line's end for nothing."""
    return "\n".join(_lines(gap, begins, ends, None)) != gap


def _lines(gap: str, begins: bool, ends: bool, blank: str | None) -> Iterator[str]:
    lines = gap.split("\n")
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        indent = line[: len(line) - len(line.lstrip(" \t"))] if number else ""
        text = line[len(indent) :]
        hard = ""
        if not last or ends:
            if not last and line.endswith(_HARD) and (lines[number + 1].strip() or (number + 2 == len(lines))):
                hard = _HARD
            text = _HANGING.sub("", text) if not number and not begins else text.rstrip(" \t")
            if not text and number:
                indent = ""
        yield indent + (text if blank is None else _BLANKS.sub(blank, text)) + hard
