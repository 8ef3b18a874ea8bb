"""A parsed list, and several of them."""

from __future__ import annotations

from typing import Any

from awesome_lint.model.entry import Entry
from awesome_lint.records import NamedTuple
from awesome_lint.source import Source, Span


class Heading(NamedTuple):
    """A heading that is no entry. `title` is plain text, `parent` an index into `Document.headings` or -1."""

    level: int
    title: str
    span: Span
    parent: int = -1


class Definition(NamedTuple):
    """A reference definition, `[label]: url`. `key` is the folded label; `uses` counts the links that name it."""

    label: str
    key: str
    url: str
    span: Span
    label_span: Span
    url_span: Span
    uses: int = 0
    duplicate: bool = False


class Malformed(NamedTuple):
    """Text that was meant as a link and is none in Markdown: `[PDF](a file.pdf)`, `[PDF](https://…` without its end.

    `role` is what its label names, or None.
    """

    span: Span
    label: str
    url: str
    role: str | None = None
    url_span: Span = Span(0, 0)


class Document(NamedTuple):
    """One list: its source, its nodes (`tree` is a `markdown.Tree`), its entries in document order."""

    source: Source
    tree: Any
    entries: tuple[Entry, ...] = ()
    headings: tuple[Heading, ...] = ()
    definitions: tuple[Definition, ...] = ()
    malformed: tuple[Malformed, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return self.source.path or "-"


class Collection(NamedTuple):
    """All lists of one run, in the order they were read."""

    documents: tuple[Document, ...]
