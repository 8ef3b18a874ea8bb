"""Entries written in a format and read from one, by its name."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from awesome_lint.exchange.fields import FormatError, Lost, Problem, Row
from awesome_lint.exchange.table import FORMATS, READABLE
from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.model import Document
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_BIBTEX = pattern(r"(?m)^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]")
_YAML = pattern(r"(?m)\A(?:[ \t]*(?:#.*)?\n)*(?:---|-[ \t]|[\w \"']+:(?:[ \t]|$))")


class _Writing(Protocol):
    """The module of a format that is written."""

    def write(self, documents: Sequence[Document], known: Knowledge) -> tuple[str, tuple[Lost, ...]]: ...


class _Reading(Protocol):
    """The module of a format that is read."""

    def read(self, text: str, known: Knowledge) -> tuple[tuple[Row, ...], tuple[Problem, ...]]: ...


class Written(NamedTuple):
    """Entries in a format, and what of them it cannot hold."""

    text: str
    lost: tuple[Lost, ...] = ()


class Read(NamedTuple):
    """What a text of a format holds: the entries that could be read, and what could not, by line."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def guess_format(text: str) -> str | None:
    """The format that a text is in, one of those that are read; None where that cannot be said."""
    text = text.removeprefix("\ufeff").lstrip()
    first = text.partition("\n")[0].strip()
    if text.startswith("{"):
        return "jsonl" if first.endswith("}") and text[len(first) :].strip() else "json"
    if text.startswith("["):
        return "json"
    if _BIBTEX.search(text):
        return "bibtex"
    if any(mark in first for mark in ",;\t") and not first.startswith(("-", "#")):
        return "csv"
    return "yaml" if _YAML.match(text) else None


def write(documents: Sequence[Document], name: str, known: Knowledge | None = None) -> Written:
    """The entries of `documents`, in their order, in the format of `name`, a key of `FORMATS` that has such a writer.

    What is written is text of UTF-8 that ends with a line end.
    """
    if name not in FORMATS or not FORMATS[name].writes:
        names = ", ".join(name for name, found in FORMATS.items() if found.writes)
        raise FormatError(f"{name!r} is no format that is written so: there are {names}")
    module = cast(_Writing, import_module(f"awesome_lint.exchange.{name}"))
    return Written(*module.write(documents, known or knowledge()))


def read(text: str, name: str, known: Knowledge | None = None) -> Read:
    """The entries that `text`, of the format `name` (one of `READABLE`), holds.

    `FormatError` where the whole of it is not of that format. One entry that cannot be read is a problem of the
    result, and the others are read. A byte order mark is passed over.
    """
    if name not in READABLE:
        raise FormatError(f"{name} is written, and not read: there are {', '.join(READABLE)}")
    module = cast(_Reading, import_module(f"awesome_lint.exchange.{name}"))
    return Read(*module.read(text.removeprefix("\ufeff"), known or knowledge()))
