"""The formats, by name: which files they stand in, and whether they are read; it loads none of them."""

from __future__ import annotations

from collections.abc import Mapping
from os.path import splitext

from awesome_lint.records import NamedTuple


class Format(NamedTuple):
    """A format: the endings of its files, and what its module, which has its name, does: `read`, `write`.

    Markdown is written in the form of a list, which `markdown.compose` needs to know.
    """

    endings: tuple[str, ...]
    reads: bool = True
    writes: bool = True


FORMATS: Mapping[str, Format] = {
    "jsonl": Format((".jsonl", ".ndjson")),
    "json": Format((".json",)),
    "csv": Format((".csv", ".tsv")),
    "yaml": Format((".yaml", ".yml")),
    "bibtex": Format((".bib", ".bibtex")),
    "markdown": Format((".md", ".markdown"), reads=False, writes=False),
    "html": Format((".html", ".htm"), reads=False),
}
READABLE = tuple(name for name, found in FORMATS.items() if found.reads)


def format_of(path: str) -> str | None:
    """The format that a file's ending names, None for another."""
    ending = splitext(path)[1].lower()
    return next((name for name, found in FORMATS.items() if ending in found.endings), None)


def is_contribution(path: str) -> bool:
    """Whether a file's ending says that it holds entries in another format than Markdown."""
    return format_of(path) in READABLE
