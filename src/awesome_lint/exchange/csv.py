"""CSV: a row an entry, for spreadsheets, and tables of any tool whose columns are recognized by their names.

The columns that are written, in this order: `path`, `line`, `end_line`, `section` (headings joined by ` > `), the plain
fields under their own names, `unavailable` and `unlinked` (roles, joined by `, `), `keywords` (joined by `, `),
`notes`, `checked` and `placeholder` (`true`, `false`), `ids` (`arxiv:2303.07697`, joined by `, `), then a column for
each role with the addresses of its links, joined by spaces, and `links`: JSON, `[[role, label, address], …]`, with what
the columns of roles cannot hold: labels, the order among roles, and links without an address.

A separator inside a value has a backslash before it. A cell that a spreadsheet would take for a formula has a `'`
before it. Both are taken away when the file is read. Where addresses were changed in the columns of roles, those count.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from awesome_lint.exchange.fields import ROLES, FormatError, Lost, Problem, Reader, Row
from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Document, Entry
from awesome_lint.patterns import pattern

_PLAIN = (
    *("path", "line", "end_line", "section", "kind", "title", "alias", "authors", "venue_raw", "venue"),
    *("venue_source", "track", "year", "year_source", "status", "unavailable", "unlinked", "keywords", "notes"),
    *("checked", "placeholder", "ids"),
)
COLUMNS = (*_PLAIN, *ROLES, "links")
_OWN = frozenset({"venue_raw", "links"})
"""Columns that only files have that were written here: their cells are exact."""
_FORMULA = pattern("^'*[=+\\-@\t\r＝＋－＠]")
_LONGEST = 100_000_000
_DELIMITERS = ",;\t|"
_SAID = pattern(r"(?i)\A\"?sep=(.)\"?[ \t]*\r?\n")


def write(documents: Sequence[Document], known: Knowledge) -> tuple[str, tuple[Lost, ...]]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for document in documents:
        for entry in document.entries:
            writer.writerow([_harmless(cell) for cell in _cells(entry, document.path)])
    return out.getvalue(), ()


def _cells(entry: Entry, path: str) -> Iterator[str]:
    row = entry.export(path)
    for name in _PLAIN:
        value = row[name]
        if name == "section":
            yield join(value, " > ")
        elif name == "ids":
            yield join([f"{kind}:{found}" for kind, found in value.items()])
        elif isinstance(value, list):
            yield join(value)
        elif isinstance(value, bool):
            yield "true" if value else "false"
        else:
            yield "" if value is None else str(value)
    for role in ROLES:
        yield " ".join(_solid(link.url) for link in entry.links if link.role == role and link.url)
    links = [[link.role, link.label, link.url] for link in entry.links]
    yield json.dumps(links, ensure_ascii=False) if links else ""


def join(items: Sequence[str], separator: str = ", ", also: str = "") -> str:
    """Texts as one from which `split` makes them again; `also` are further marks that no text may show bare."""
    marks = str.maketrans({mark: f"\\{mark}" for mark in f"\\{separator.strip()}{also}"})
    return separator.join(item.translate(marks) for item in items)


def split(text: str, mark: str = ",", also: str = "") -> list[str]:
    """The texts that were joined by a mark; one with a backslash before it is part of a text."""
    escaped = f"\\{mark}{also}"
    items: list[list[str]] = [[]]
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\" and at + 1 < len(text) and text[at + 1] in escaped:
            items[-1].append(text[at + 1])
            at += 1
        elif char == mark:
            items.append([])
        else:
            items[-1].append(char)
        at += 1
    return [item for chars in items if (item := "".join(chars).strip())]


def _solid(url: str) -> str:
    """An address without white space, which separates addresses in a cell."""
    return "".join(f"%{ord(char):02X}" if char.isspace() and char.isascii() else char for char in url)


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return "'" + cell if _FORMULA.match(cell) else cell


def _meant(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def read(text: str, known: Knowledge) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The entries of a table. `FormatError` where no column holds titles."""
    reader = Reader(known)
    first = 1
    if said := _SAID.match(text):
        delimiter, text, first = said[1], text[said.end() :], 2
        rows = _rows(text, delimiter, first, reader)
    else:
        rows = _rows(text, _delimiter(text, reader), first, reader)
    head: list[str] = next((cells for _, cells in rows if any(cell.strip() for cell in cells)), [])
    names = [name.strip() for name in head]
    fields = [reader.field_of(name) if name else "-" for name in names]
    if "title" not in fields:
        shown = ", ".join(map(repr, filter(None, names))) or "none"
        raise FormatError(f"no column holds titles; call one `title` (the columns are {shown[:300]})")
    own = frozenset(names) >= _OWN
    if unknown := [name for name, field in zip(names, fields, strict=True) if field is None]:
        shown = ", ".join(map(repr, unknown))
        reader.report(first, f"columns that have no place in a list are left out: {shown}", notice=True)
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(names) :]):
            reader.report(line, f"{len(cells)} cells, and only {len(names)} columns: what is too much is left out")
        pairs = [
            (name, _meant(cell))
            for name, field, cell in zip(names, fields, cells, strict=False)
            if field is not None and cell.strip()
        ]
        reader.add_pairs(_own(dict(pairs), names, line, reader).items() if own else _foreign(pairs, reader), line)
    return reader.finish()


def _foreign(pairs: list[tuple[str, str]], reader: Reader) -> Iterator[tuple[str, Any]]:
    """The values of another tool's row; names as `Last, First; Last, First` become a list of names."""
    for name, cell in pairs:
        people = [person.split(",") for person in cell.split(";")] if reader.field_of(name) == "authors" else []
        one_word = " " not in cell.partition(",")[0]
        if people and all(len(parts) == 2 for parts in people) and (len(people) > 1 or one_word):
            yield name, [f"{given.strip()} {family.strip()}" for family, given in people]
        elif len(people) > 1:
            yield name, [person.strip() for person in cell.split(";") if person.strip()]
        else:
            yield name, cell


def _own(data: dict[str, Any], names: Sequence[str], line: int, reader: Reader) -> dict[str, Any]:
    """The exact values of a row that was written here."""
    if "section" in data:
        data["section"] = split(data["section"], ">")
    for name in ("unavailable", "unlinked", "keywords"):
        if name in data:
            data[name] = split(data[name])
    if "ids" in data:
        pairs = [item.partition(":") for item in split(data["ids"])]
        data["ids"] = {kind: value for kind, _, value in pairs if value}
    else:
        data["ids"] = {}
    links = _exact(data.pop("links", ""), line, reader)
    columns = {role: Counter(data.pop(role, "").split()) for role in ROLES if role in names}
    return data | {"links": _agreed(links, columns)}


def _exact(cell: str, line: int, reader: Reader) -> list[tuple[str, str, str]]:
    """The links of the column `links`."""
    if not cell:
        return []
    try:
        found = json.loads(cell)
        links = [(role, label, url) for role, label, url in found]
        if all(isinstance(text, str) for link in links for text in link):
            return links
    except (ValueError, TypeError, RecursionError):
        pass
    reader.report(line, "links: the cell is no list of [role, label, address]; the columns of roles are read")
    return []


def _agreed(links: list[tuple[str, str, str]], columns: dict[str, Counter[str]]) -> list[dict[str, Any]]:
    """The links of an entry, with labels; the columns of roles say which there are."""
    agreed: list[dict[str, Any]] = []
    for role, label, url in links:
        if url and (left := columns.get(role)) is not None:
            if not left[_solid(url)]:
                continue
            left[_solid(url)] -= 1
        agreed.append({"role": role, "label": label, "url": url})
    for role, left in columns.items():
        agreed += [{"role": role, "url": url} for url in left.elements()]
    return agreed


def _delimiter(text: str, reader: Reader) -> str:
    """What separates cells: what makes the first line columns that are understood, most of them."""
    line = next((line for line in text.splitlines() if line.strip()), "")

    def understood(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([line], delimiter=delimiter), [])
        return sum(reader.field_of(name) is not None for name in names if name.strip()), len(names)

    try:
        return max(_DELIMITERS, key=understood)
    except csv.Error:
        return ","


def _rows(text: str, delimiter: str, first: int, reader: Reader) -> Iterator[tuple[int, list[str]]]:
    """Rows with the lines on which they begin. A row that is none is reported, and the next line begins another."""
    csv.field_size_limit(_LONGEST)
    lines = io.StringIO(text, newline="").readlines()
    at = 0
    while at < len(lines):
        begun = at
        rows = csv.reader((lines[place] for place in range(begun, len(lines))), delimiter=delimiter, strict=True)
        try:
            for cells in rows:
                yield begun + first, cells
                begun = at + rows.line_num
            return
        except csv.Error as problem:
            reader.report(begun + first, f"no row of CSV: {problem}")
            at = begun + 1
