"""From paths on the command line to parsed lists."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from awesome_lint.cli.streams import fail, say
from awesome_lint.files import Found, Skipped, UnreadableError, decode, find_markdown, read_text
from awesome_lint.lint.configuration import Configuration, Configurations, shown_path
from awesome_lint.lint.lists import Share, share_of_entries
from awesome_lint.model import Document
from awesome_lint.records import NamedTuple
from awesome_lint.report.view import Understood

if TYPE_CHECKING:
    from awesome_lint.parse.document import Parser
    from awesome_lint.source import Source

NO_ENTRIES = "no entries"
FEW_ENTRIES = "hardly any entries"


def parse_source(source: Source) -> Document:
    """Parse a list with the built-in knowledge."""
    from awesome_lint.parse import parse_document

    return parse_document(source)


class Stdin(NamedTuple):
    """The list that was read from standard input, and how it was encoded."""

    document: Document
    encoding: str


class Lists(NamedTuple):
    """The lists of one run, what was left out, and whether something could not be read.

    `shares` says, by path, how much of a file is entries; `others` are the files among `documents` that are no lists
    and were named all the same; `beside` are further lists of the configuration, read to compare with. `parse` reads
    another text of one of the files as its configuration has it.
    """

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    failed: bool
    shares: Mapping[str, Share] = MappingProxyType({})
    others: frozenset[str] = frozenset()
    beside: tuple[Document, ...] = ()
    stdin: Stdin | None = None
    parse: Callable[[Source], Document] = parse_source

    @property
    def entries(self) -> int:
        return sum(len(document.entries) for document in self.documents)

    def understood(self, rules: int = 0) -> Understood:
        """What was read, for a report; `rules` ran over it."""
        entries = [entry for document in self.documents for entry in document.entries]
        kinds = Counter(entry.kind for entry in entries)
        return Understood(
            files=len(self.documents),
            entries={kind: kinds[kind] for kind in ("paper", "dataset", "resource") if kinds[kind]},
            links=sum(len(entry.links) for entry in entries),
            rules=rules,
            skipped=tuple((path, reason) for path, reason in self.skipped),
        )


def read_lists(
    paths: Sequence[str],
    max_size: int,
    stdin_filename: str | None = None,
    configurations: Configurations | None = None,
    *,
    force_exclude: bool = False,
    beside: bool = False,
) -> Lists:
    """The lists at `paths` (none: the current folder; `-`: standard input). Problems are said as they come up.

    A file that was found in a folder is taken only if it is a list, by the configuration or by what it holds. `beside`:
    read all other lists of a configuration that names its lists, too.
    """
    configurations = configurations or Configurations()
    choice = _Choice(configurations)
    found = find_markdown([path for path in paths or (".",) if path != "-"], choice, force_exclude=force_exclude)
    for problem in found.errors:
        fail(str(problem))
    failed = bool(found.errors)
    parsers = _Parsers(max_size)
    documents: list[Document] = []
    skipped = list(found.skipped)
    shares: dict[str, Share] = {}
    others: set[str] = set()
    stdin: Stdin | None = None
    for path in _in_order(paths, found):
        name = (stdin_filename or "-") if path == "-" else path
        configuration = configurations.of(name)
        try:
            if path == "-":
                stdin = parsers.read_stdin(stdin_filename, configuration)
                document = stdin.document
            else:
                document = parsers.read(path, configuration)
        except UnreadableError as problem:
            fail(str(problem))
            failed = True
            continue
        for notice in document.notices:
            say(f"awesome-lint: {document.path}: {notice}")
        said = None if path == "-" and stdin_filename is None else configuration.lists(name)
        share = shares[document.path] = share_of_entries(document)
        if not (share.is_list if said is None else said):
            if path != "-" and path not in found.named:
                skipped.append(Skipped(path, FEW_ENTRIES if share.entries else NO_ENTRIES))
                continue
            others.add(document.path)
        elif said and not share.entries and path != "-" and path not in found.named:
            skipped.append(Skipped(path, NO_ENTRIES))
            continue
        documents.append(document)
    more = _beside(documents, skipped, configurations, parsers) if beside else ()
    return Lists(
        *(tuple(documents), tuple(skipped), failed, shares, frozenset(others), tuple(more), stdin),
        lambda source: parsers.parse(source, configurations.of(source.path or "-")),
    )


class _Choice:
    """What the configurations of a run say of the files that a walk finds."""

    def __init__(self, configurations: Configurations) -> None:
        self._configurations = configurations

    def excludes(self, path: str, *, is_folder: bool) -> bool:
        return self._configurations.of(path).excludes(path, is_folder=is_folder)

    def lists(self, path: str) -> bool | None:
        return self._configurations.of(path).lists(path)


class _Parsers:
    """Reads files, each with the knowledge of its configuration."""

    def __init__(self, max_size: int) -> None:
        self._max_size = max_size
        self._parsers: dict[int, Parser] = {}

    def read(self, path: str, configuration: Configuration) -> Document:
        return self.parse(read_text(path, self._max_size).source, configuration)

    def read_stdin(self, name: str | None, configuration: Configuration) -> Stdin:
        from awesome_lint.source import Source

        if sys.stdin is None:
            raise UnreadableError(name or "-", "standard input is closed")
        file = decode(sys.stdin.buffer.read(self._max_size + 1), name or "-", self._max_size)
        return Stdin(self.parse(file.source if name else Source(file.source.text), configuration), file.encoding)

    def parse(self, source: Source, configuration: Configuration) -> Document:
        from awesome_lint.parse import parse_document
        from awesome_lint.parse.document import Parser

        base = configuration.knowledge
        if base is None:
            return parse_document(source)
        if id(base) not in self._parsers:
            self._parsers[id(base)] = Parser(base)
        return self._parsers[id(base)].parse(source)


def _beside(
    documents: Sequence[Document], skipped: Sequence[Skipped], configurations: Configurations, parsers: _Parsers
) -> Iterator[Document]:
    """The other lists of the configurations that say which files are lists."""
    known = {os.path.realpath(document.path) for document in documents}
    known.update(os.path.realpath(file.path) for file in skipped)
    for configuration in [one for one in configurations.used if one.has("lists")]:
        folder = shown_path(configuration.folder)
        for path in find_markdown([folder], _Choice(configurations)).files:
            if os.path.realpath(path) in known or configurations.of(path) is not configuration:
                continue
            known.add(os.path.realpath(path))
            try:
                document = parsers.read(path, configuration)
            except UnreadableError as problem:
                say(f"awesome-lint: not compared with: {problem}")
                continue
            if document.entries:
                yield document


def keep_lists(lists: Lists, output_file: str | None, option: str = "--output-file") -> None:
    """Refuse to write what `option` names over one of the lists that were read."""
    if output_file is None or not os.path.exists(output_file):
        return
    for document in lists.documents:
        if os.path.exists(document.path) and os.path.samefile(document.path, output_file):
            raise click.UsageError(f"{option} {output_file} is one of the lists that were read; name another file")


def _in_order(paths: Sequence[str], found: Found) -> Iterator[str]:
    if "-" in paths:
        yield "-"
    yield from found.files
