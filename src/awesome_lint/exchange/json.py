"""JSON: an array of the objects that JSON Lines has one a line; objects that hold such arrays are read, too."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from awesome_lint.exchange.fields import FormatError, Lost, Problem, Reader, Row
from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Document
from awesome_lint.patterns import pattern

_SPACE = pattern(r"[ \t\r\n]*")
_DEEPEST = 6
REPEATED = "\0repeated"
"""Under this key an object keeps the names that it has several times."""


def write(documents: Sequence[Document], known: Knowledge) -> tuple[str, tuple[Lost, ...]]:
    rows = [entry.export(document.path) for document in documents for entry in document.entries]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n", ()


def decoder() -> json.JSONDecoder:
    """Reads JSON as its standard has it, and notices what stands twice."""
    return json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        made[REPEATED] = [name for name in made if counts[name] > 1]
    return made


def _constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def repeated(data: object) -> list[str]:
    """The names that an object has several times; they are taken out of it."""
    found: list[str] = []
    left = [data]
    while left:  # no recursion: what was read may be nested deeper than functions may
        one = left.pop()
        if isinstance(one, dict):
            found += one.pop(REPEATED, [])
            left += one.values()
        elif isinstance(one, list):
            left += one
    return found


def read(text: str, known: Knowledge) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The entries of an array, or of the arrays in an object, whose names are sections where there are several.

    `FormatError` where the text is no JSON, or JSON of something else.
    """
    reader = Reader(known)
    start = _after(text, 0)
    if text.startswith("[", start):
        for data, line in _elements(text, start + 1, reader):
            _add(reader, data, line)
        return reader.finish()
    try:
        data = decoder().decode(text)
    except (ValueError, RecursionError) as problem:
        raise FormatError(f"no JSON: {problem or 'nested too deeply'}") from problem
    for name in repeated(data):
        reader.report(1, f"{name!r} stands there several times; the last one counts")
    if not isinstance(data, dict):
        raise FormatError("no list of entries: write an array of objects")
    take(reader, data, lambda _: 1)
    return reader.finish()


def _after(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _elements(text: str, at: int, reader: Reader) -> Iterator[tuple[Any, int]]:
    """The elements of an array from behind its bracket, with their lines, up to where it is no JSON any more."""
    decode = decoder()
    line, counted = 1, 0
    at = _after(text, at)
    if text.startswith("]", at):
        return
    while True:
        line += text.count("\n", counted, at)
        counted = at
        try:
            data, at = decode.raw_decode(text, at)
        except (ValueError, RecursionError) as problem:
            where = getattr(problem, "lineno", line)
            said = getattr(problem, "msg", None) or str(problem) or "nested too deeply"
            if not (reader.rows or reader.problems):
                raise FormatError(f"no JSON: line {where}: {said}") from problem
            reader.report(where, f"no JSON from here on: {said}; what stands behind is not read")
            return
        yield data, line
        at = _after(text, at)
        if text.startswith("]", at):
            if _after(text, at + 1) < len(text):
                reader.report(line + text.count("\n", counted, at), "text behind the end of the array is not read")
            return
        if not text.startswith(",", at):
            where = line + text.count("\n", counted, at)
            reader.report(where, "no JSON from here on: a comma or `]` was expected; what stands behind is not read")
            return
        at = _after(text, at + 1)


def _add(reader: Reader, data: Any, line: int) -> None:
    for name in repeated(data):
        reader.report(line, f"{name!r} stands there several times; the last one counts")
    reader.add(data, line)


def take(reader: Reader, data: dict[str, Any], line_of: Any, section: tuple[str, ...] = ()) -> None:
    """The entries of an object: itself, where it has a title; else those of the lists in it.

    The names of several lists are sections; a single one's is only its wrapping. `line_of` gives the line of a value.
    """
    if any(reader.field_of(str(name)) == "title" and isinstance(value, str) for name, value in data.items()):
        reader.add(data, line_of(data), section)
        return
    nested = {
        str(name): value
        for name, value in data.items()
        if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))
    }
    if not nested or len(section) >= _DEEPEST:
        reader.add(data, line_of(data), section)
        return
    for name, value in nested.items():
        inner = (*section, name) if len(nested) > 1 or section else section
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                take(reader, one, line_of, inner)
            else:
                reader.add(one, line_of(value), inner)
