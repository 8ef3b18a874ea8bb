"""The TOML files of this folder as one file of ready-made tables, which loads in a millisecond.

The compiled form is marshalled as Python's own modules are, in a version that every Python 3 reads; large rows are
marshalled apart, each to be read only when it is asked for. It is made when the package is built, carries a checksum of
every TOML file, and is used only where all of them agree; else the TOML files are read, and it is written anew where
that is possible.
"""

from __future__ import annotations

import marshal
import os
from binascii import crc32
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

FORMAT = 13
COMPILED = "_compiled.marshal"
MARSHAL_VERSION = 2  # later ones depend on how often an object is referred to, and give other bytes every time
SOURCES = ("venues.toml", "hosts.toml", "labels.toml", "walls.toml")
VENUE_TYPES: dict[str, type | tuple[type, ...]] = {
    "short": str,
    "name": str,
    "kind": str,
    "field": str,
    "aliases": list,
    "historic": list,
    "years": (str, list),
    "first": int,
    "last": int,
    "except": list,
    "add": list,
    "certain_from": int,
    "urls": list,
    "workshop_of": str,
    "carries": list,
    "acronym_only": bool,
    "dblp": str,
    "pmlr": dict,
}
VENUE_KEYS = tuple(VENUE_TYPES)
JOINT_KEYS = frozenset({"venues", "years"})
ALIAS_BASE = 4096  # an index entry is `venue number * ALIAS_BASE + number of the writing`
REGULAR_EXPRESSION = -1  # stands for the number of a year's digits where a URL pattern is more than text and a year

Tables = dict[str, Any]


class KnowledgeError(ValueError):
    """The knowledge base, or an addition to it, says something that cannot be."""


class Rows(Sequence[Any]):
    """Rows of a table, each read when it is asked for: row `n` begins at `starts[n]` of `body`."""

    def __init__(self, body: memoryview, starts: Sequence[int]) -> None:
        self._body = body
        self._starts = starts

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: Any) -> Any:
        return marshal.loads(self._body[self._starts[number] :])


class Keyed(Mapping[str, Any]):
    """A table of rows by key, each read when it is asked for."""

    def __init__(self, body: memoryview, starts: Mapping[str, int]) -> None:
        self._body = body
        self._starts = starts

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)

    def __getitem__(self, key: str) -> Any:
        return marshal.loads(self._body[self._starts[key] :])


class Layered(Sequence[Any]):
    """Rows of which some were replaced and some added; the others stay where they are, unread."""

    def __init__(self, below: Sequence[Any]) -> None:
        self._below = below
        self._size = len(below)
        self._above: dict[int, Any] = {}

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, number: Any) -> Any:
        return self._above[number] if number in self._above else self._below[number]

    def put(self, number: int, row: Any) -> None:
        """Replace row `number`, or add one where it is the number of rows."""
        self._above[number] = row
        self._size = max(self._size, number + 1)


def load_tables(folder: str) -> Tables:
    """The compiled tables of the TOML files in `folder`.

    `KnowledgeError` where a file is wrong, `OSError` where one is missing.
    """
    texts = {name: read_file(os.path.join(folder, name)) for name in SOURCES}
    sums = checksums(texts)
    path = os.path.join(folder, COMPILED)
    try:
        if (tables := _undump(read_file(path), sums)) is not None:
            return tables
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError):
        pass
    from awesome_lint.knowledge.compile import compile_tables

    tables = compile_tables(texts)
    _write(path, tables)
    return tables


def checksums(texts: Mapping[str, bytes]) -> list[int]:
    """What the compiled form of these TOML files, by name, begins with."""
    return [FORMAT, *(crc32(texts[name]) for name in SOURCES)]


def read_file(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


_BY_ROW = (("venues", "rows"), ("venues", "urls"), ("hosts", "rows"))


def dump(tables: Tables) -> bytes:
    """A line of checksums, two sizes, the tables and their rows; the tables say where each row begins."""
    head = {group: dict(table) if isinstance(table, dict) else table for group, table in tables.items()}
    body = bytearray()
    for group, name in _BY_ROW:
        table = tables[group][name]
        starts = []
        for row in table.values() if isinstance(table, Mapping) else table:
            starts.append(len(body))
            body += _pack(row)
        head[group][name] = dict(zip(table, starts, strict=True)) if isinstance(table, Mapping) else starts
    packed = _pack(head)
    sizes = (len(part).to_bytes(4, "little") for part in (packed, body))
    return b"".join((_first_line(tables["sums"]), *sizes, packed, body))


def _undump(data: bytes, sums: Sequence[int]) -> Tables | None:
    """The tables of a compiled form, None where it was made from other files."""
    line = _first_line(sums)
    if not data.startswith(line):
        return None
    start = len(line) + 8
    size, rest = (int.from_bytes(data[at : at + 4], "little") for at in (len(line), len(line) + 4))
    end = start + size
    if len(data) != end + rest:
        return None
    view = memoryview(data)
    tables: Tables = marshal.loads(view[start:end])
    for group, name in _BY_ROW:
        starts = tables[group][name]
        tables[group][name] = (Keyed if isinstance(starts, dict) else Rows)(view[end:], starts)
    return tables


def _first_line(sums: Sequence[int]) -> bytes:
    return f"awesome-lint {' '.join(map(str, sums))}\n".encode()


def _pack(value: Any) -> bytes:
    return marshal.dumps(value, MARSHAL_VERSION)


def _write(path: str, tables: Tables) -> None:
    """Write in one step; that it cannot be written costs time on the next run, nothing else."""
    beside = f"{path}.{os.getpid()}"
    try:
        with open(beside, "wb") as file:
            file.write(dump(tables))
        os.replace(beside, path)
    except OSError:
        try:
            os.remove(beside)
        except OSError:
            return
