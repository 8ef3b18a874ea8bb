"""Entries written in a format and read from one, by its name."""

from __future__ import annotations

from collections.abc import Sequence

from awesome_lint.exchange.fields import FormatError, Lost, Problem, Row
from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.model import Document
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_BIBTEX = pattern(r"(?m)^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]")
_YAML = pattern(r"(?m)\A(?:[ \t]*(?:#.*)?\n)*(?:---|-[ \t]|[\w \"']+:(?:[ \t]|$))")


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
    """The entries of `documents`, in their order, in the format of `name`, a key of `FORMATS`.

    What is written is text of UTF-8 that ends with a line end.
    """
    known = known or knowledge()
    if name == "jsonl":
        from awesome_lint.exchange import jsonl

        return Written(jsonl.write(documents))
    if name == "json":
        from awesome_lint.exchange import json

        return Written(json.write(documents))
    if name == "csv":
        from awesome_lint.exchange import csv

        return Written(csv.write(documents))
    if name == "yaml":
        from awesome_lint.exchange import yaml

        return Written(yaml.write(documents))
    if name == "bibtex":
        from awesome_lint.exchange import bibtex

        return Written(*bibtex.write(documents, known))
    if name == "html":
        from awesome_lint.exchange import html

        return Written(*html.write(documents))
    raise FormatError(f"{name!r} is no format that is written so")


def read(text: str, name: str, known: Knowledge | None = None) -> Read:
    """The entries that `text`, of the format `name` (one of `READABLE`), holds.

    `FormatError` where the whole of it is not of that format. One entry that cannot be read is a problem of the
    result, and the others are read. A byte order mark is passed over.
    """
    known = known or knowledge()
    text = text.removeprefix("\ufeff")
    if name == "jsonl":
        from awesome_lint.exchange import jsonl

        return Read(*jsonl.read(text, known))
    if name == "json":
        from awesome_lint.exchange import json

        return Read(*json.read(text, known))
    if name == "csv":
        from awesome_lint.exchange import csv

        return Read(*csv.read(text, known))
    if name == "yaml":
        from awesome_lint.exchange import yaml

        return Read(*yaml.read(text, known))
    if name == "bibtex":
        from awesome_lint.exchange import bibtex

        return Read(*bibtex.read(text, known))
    raise FormatError(f"{name} is written, and not read")
