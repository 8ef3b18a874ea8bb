"""The one shape that all benchmarks give their figures in, and how it is printed: as text, as Markdown, as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Table(NamedTuple):
    """Figures side by side. Cells are text with its unit; the first of a row says what the others are figures of.

    `figures` are those that sentences are made of, as numbers, each by a name.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
    figures: Mapping[str, float] = {}


class Missing(NamedTuple):
    """Something that could not be measured, or not be compared with, and why."""

    what: str
    why: str

    def __str__(self) -> str:
        return f"Not measured: {self.what}: {self.why}."


Found = Table | Missing


def asking(about: str | None) -> argparse.ArgumentParser:
    """What every benchmark can be asked for. `about` is its docstring."""
    ask = argparse.ArgumentParser(description=(about or "").split("\n\n", maxsplit=1)[0])
    ask.add_argument("--quick", action="store_true", help="a short run: shows that it works, and no figure to quote")
    ask.add_argument("--json", action="store_true", help="a JSON object a line instead of tables")
    return ask


def tell(found: Iterable[Found], given: argparse.Namespace) -> None:
    """Print what a benchmark found, each as soon as it is there."""
    for number, one in enumerate(found):
        if given.json:
            print(json.dumps(one._asdict()), flush=True)
        else:
            print(("\n" if number else "") + as_text(one), flush=True)


def read(line: str) -> Found:
    """A line that `tell` has printed as JSON."""
    data = json.loads(line)
    return Table(**data) if "rows" in data else Missing(**data)


def as_text(one: Found) -> str:
    """For a terminal: columns of even width."""
    if isinstance(one, Missing):
        return str(one)
    cells = [list(one.heads), *map(list, one.rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(
            cell.ljust(width) if number == 0 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    )
    return "\n".join([one.title, *(line.rstrip() for line in lines), *one.notes])


def as_markdown(one: Found) -> str:
    """For the page: a heading, a table, the notes below it."""
    if isinstance(one, Missing):
        return f"{one}\n"
    rule = [":--", *["--:"] * (len(one.heads) - 1)]
    rows = "".join(
        "| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |\n" for row in (one.heads, rule, *one.rows)
    )
    return f"### {one.title}\n\n{rows}" + "".join(f"\n{note}\n" for note in one.notes)
