"""How wide text is on a terminal, and cutting it to a width.

By Unicode's East Asian Width, as the standard library has it; a library for it takes longer to import than most runs
take, and the tests compare with one.
"""

from __future__ import annotations

import unicodedata

from awesome_lint.records import NamedTuple
from awesome_lint.report.escape import printable, risky_places
from awesome_lint.source import Span

TAB = 4
ELLIPSIS = "…"
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"


class Excerpt(NamedTuple):
    """A part of a line as a terminal may print it: before the mark, under it, behind it; widths in columns."""

    before: str
    marked: str
    after: str
    indent: int
    width: int

    @property
    def text(self) -> str:
        return self.before + self.marked + self.after


def width(text: str) -> int:
    """The columns that printable text takes."""
    return len(text) if text.isascii() else sum(columns for _, columns in _cells(text, {}))


def excerpt(text: str, start: int, end: int, room: int | None = None, line: Span | None = None) -> Excerpt:
    """A line with the offsets `start` to `end` marked, in at most `room` columns around the mark.

    The line is `text`, or `line` of it. Tabs become spaces, and what must not reach a terminal an escape. Costs what is
    shown, however long the line is.
    """
    first, last = line or (0, len(text))
    low, high = first, last
    if room is not None:
        low, high = max(first, start - 2 * room), min(last, max(end, start) + 2 * room, start + 4 * room)
    end = min(end, high)
    part = text[low:high]
    shown = _cells(part, risky_places(part))
    before, marked, after = shown[: start - low], shown[start - low : end - low], shown[end - low :]
    if room is not None and ((low, high) != (first, last) or _width(shown) > room):
        return _cut(before, marked, after, max(8, room), low > first, high < last)
    return _excerpt(before, marked, after)


def fold(text: str, room: int | None, indent: str, used: int = 0) -> str:
    """`text` broken between words into lines of `room` columns, the first behind `used` ones, the others indented."""
    if room is None or used + width(text) <= room:
        return text
    lines: list[str] = []
    line, free = "", room - used
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer) > free and (line.strip() or not lines):
            lines.append(line)
            longer, free = indent + printable(word), room  # what now begins a line must not command a build server
        line = longer
    return "\n".join([*lines, line])


def _cells(text: str, risky: dict[int, str]) -> list[tuple[str, int]]:
    """Every character as it is printed, and the columns it takes."""
    if not risky and text.isascii() and text.isprintable():
        return [(character, 1) for character in text]
    cells: list[tuple[str, int]] = []
    column = 0
    for place, character in enumerate(text):
        if place in risky:
            printed, columns = risky[place], len(risky[place])
        elif character == "\t":
            columns = TAB - column % TAB
            printed = " " * columns
        else:
            printed, columns = character, 1 if character < "\u0300" else _columns(character, cells)
        cells.append((printed, columns))
        column += columns
    return cells


def _columns(character: str, before: list[tuple[str, int]]) -> int:
    last, columns = before[-1] if before else ("", 0)
    if character == _EMOJI_STYLE:  # a sign that is one column wide becomes an emoji of two
        return int(columns == 1 and unicodedata.category(last) == "So")
    if "\U0001f3fb" <= character <= "\U0001f3ff" and columns == 2:  # a skin tone melts into the emoji before it
        return 0
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff":  # vowels and finals of a Hangul block
        return 0
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    wide = unicodedata.east_asian_width(character) in "WF"
    if wide and last == _JOINER:  # a sequence of joined emoji is one picture
        return 0
    return 1 + wide


def _cut(
    before: list[tuple[str, int]],
    marked: list[tuple[str, int]],
    after: list[tuple[str, int]],
    room: int,
    more_before: bool,
    more_after: bool,
) -> Excerpt:
    room -= 2  # for both ellipses
    wide, behind = _width(marked), _width(after)
    context = room // 4 if wide + room // 4 <= room or wide > room else room - wide
    keep = max(context, room - wide - behind)
    first, used = len(before), 0
    while first and used + before[first - 1][1] <= keep:
        first -= 1
        used += before[first][1]
    while first < len(before) and before[first][1] == 0:  # a mark without its letter
        first += 1
    last_marked, used = _fit(marked, used, room)
    last_after, used = _fit(after, used, room) if last_marked == len(marked) else (0, used)
    left = [(ELLIPSIS, 1)] if first or more_before else []
    right = [(ELLIPSIS, 1)] if more_after or last_marked < len(marked) or last_after < len(after) else []
    if last_marked < len(marked):
        return _excerpt(left + before[first:], marked[:last_marked] + right, [])
    return _excerpt(left + before[first:], marked, after[:last_after] + right)


def _fit(cells: list[tuple[str, int]], used: int, room: int) -> tuple[int, int]:
    """How many of `cells` fit behind `used` columns, and the columns used with them."""
    for count, (_, columns) in enumerate(cells):
        if used + columns > room:
            return count, used
        used += columns
    return len(cells), used


def _excerpt(before: list[tuple[str, int]], marked: list[tuple[str, int]], after: list[tuple[str, int]]) -> Excerpt:
    return Excerpt(_text(before), _text(marked), _text(after), _width(before), _width(marked))


def _text(cells: list[tuple[str, int]]) -> str:
    return "".join(printed for printed, _ in cells)


def _width(cells: list[tuple[str, int]]) -> int:
    return sum(columns for _, columns in cells)
