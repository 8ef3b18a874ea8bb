"""Sentences about an entry, with the links and the code that stand in them."""

from __future__ import annotations

from awesome_lint.knowledge.labels import Labels
from awesome_lint.style.record import Cell, Value

_SAID = frozenset({"note", "tag"})
_BRACKETS = frozenset("[](){}【】（）<>")
_STOPS = ".!?。！？"


def find_prose(cell: Cell, first: int, text: str, labels: Labels) -> list[tuple[int, int, str]]:
    """The runs of a cell's values that are one text: from which value on, before which, and the text.

    Values are counted from `first`. `text` is the source.
    """
    found: list[tuple[int, int, str]] = []
    index = 0
    while index < len(cell.values):
        end = _run(cell, index, labels) if cell.values[index].name in _SAID else index + 1
        if end > index + 1:
            stop = cell.places[end - 1][1]
            stop += cell.gaps[end][:1] in _STOPS and bool(cell.gaps[end])
            found.append((first + index, first + end, text[cell.places[index][0] : stop]))
        index = end
    return found


def _run(cell: Cell, start: int, labels: Labels) -> int:
    """Behind which value the text ends that begins with the one at `start`."""
    end = index = start + 1
    while index < len(cell.values):
        value, gap = cell.values[index], cell.gaps[index]
        if "\n" in gap or set(gap) & _BRACKETS:
            break
        if value.name in _SAID or value.name == "image":
            if value.name == "note" and cell.values[index - 1].name == "link" and not _goes_on(gap, value):
                break
            end = index + 1 if value.name in _SAID else end
        elif value.name == "link" and not gap.strip() and _in_sentence(cell.values[index - 1], value, labels):
            behind = cell.gaps[index + 1]
            if index + 1 == len(cell.values) and (not behind.strip() or behind.strip() in _STOPS):
                end = index + 1
        else:
            break
        index += 1
    return end


def _in_sentence(before: Value, link: Value, labels: Labels) -> bool:
    """Whether a link stands in a sentence: its label is no role's word, or the word before it leads to it."""
    if before.name not in _SAID or not link.text or link.text.startswith(("[", "!")):
        return False
    last = before.text.rsplit(None, 1)[-1].casefold().strip("*_") if before.text.split() else ""
    return last in labels.leading or labels.role_of(link.text) is None


def _goes_on(gap: str, note: Value) -> bool:
    return not gap.strip(" ,;.") or note.text[:1].islower()
