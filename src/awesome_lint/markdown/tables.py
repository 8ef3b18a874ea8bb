"""GitHub's tables (GitHub Flavored Markdown 0.29, section 4.10, and cmark-gfm): where cells begin and end."""

from __future__ import annotations

from awesome_lint.patterns import pattern

_DELIMITER_ROW = pattern(r"[-:| \t]+\Z")
_DELIMITER_CELL = pattern(r"(:?)-+(:?)\Z")
_WHITE = " \t\v\f"


def cells_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the cells of the row `text[start:end]`, without the white space around them.

    A `|` right after a backslash separates nothing; code spans protect no `|`. Outer pipes are optional.
    """
    start, end = _stripped(text, start, end)
    if start < end and text[start] == "|":
        start += 1
    cells: list[tuple[int, int]] = []
    at = start
    while at < end:
        pipe = _pipe(text, at, end)
        if pipe < 0:
            cells.append(_stripped(text, at, end))
            break
        cells.append(_stripped(text, at, pipe))
        at = pipe + 1
    return cells


def _pipe(text: str, at: int, end: int) -> int:
    pipe = text.find("|", at, end)
    while pipe > at and text[pipe - 1] == "\\":
        pipe = text.find("|", pipe + 1, end)
    return pipe


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _WHITE:
        start += 1
    while end > start and text[end - 1] in _WHITE:
        end -= 1
    return start, end


def aligns_of(text: str, start: int, end: int) -> list[str | None] | None:
    """The alignments that the delimiter row `text[start:end]` gives, None where it is none.

    A bare `---` would be one, but never gets here: it underlines a heading, or is a thematic break.
    """
    if not _DELIMITER_ROW.match(text, start, end):
        return None
    aligns: list[str | None] = []
    for first, last in cells_of(text, start, end):
        m = _DELIMITER_CELL.match(text, first, last)
        if m is None:
            return None
        aligns.append("center" if m[1] and m[2] else "left" if m[1] else "right" if m[2] else None)
    return aligns or None
