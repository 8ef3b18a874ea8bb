"""From paths on the command line to parsed lists."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from awesome_lint.cli.streams import fail, say
from awesome_lint.files import Found, Skipped, TextFile, UnreadableError, decode, find_markdown, read_text
from awesome_lint.lint.configuration import Configuration, Configurations, shown_path
from awesome_lint.model import Document
from awesome_lint.records import NamedTuple
from awesome_lint.report.view import Understood

if TYPE_CHECKING:
    from awesome_lint.lint.lists import Share
    from awesome_lint.markdown import Tree
    from awesome_lint.parse.document import Parser
    from awesome_lint.source import Source

NO_ENTRIES = "no entries"
FEW_ENTRIES = "hardly any entries"
WORTH_PROCESSES = 500_000
"""Characters from which on several processes pay, as `benchmarks/jobs.py` measures."""
FEWEST_PROCESSORS = 4
"""So many processors it takes."""


def parse_source(source: Source) -> Document:
    """Parse a list with the built-in knowledge."""
    from awesome_lint.parse import parse_document

    return parse_document(source)


class File(NamedTuple):
    """A Markdown file that was read: its path, or what standard input is called; `named` by the user or found."""

    path: str
    text: TextFile
    named: bool
    is_stdin: bool = False


class Files(NamedTuple):
    """What was read for one run, what was left out, and whether something could not be read.

    `beside` are further files that the configuration says are lists, read to compare with.
    """

    files: tuple[File, ...]
    skipped: tuple[Skipped, ...] = ()
    failed: bool = False
    beside: tuple[File, ...] = ()


class Stdin(NamedTuple):
    """The list that was read from standard input, and how it was encoded."""

    document: Document
    encoding: str


class Lists(NamedTuple):
    """The lists of one run, what was left out, and whether something could not be read.

    `shares` says, by path, how much of a file is entries; `others` are the files among `documents` that are no lists
    and were named all the same; `beside` are further lists of the configuration, read to compare with. `parse` reads
    another text of one of the files as its configuration has it. `notices` say, with the path, what was hard to read.
    """

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    failed: bool
    shares: Mapping[str, Share] = MappingProxyType({})
    others: frozenset[str] = frozenset()
    beside: tuple[Document, ...] = ()
    stdin: Stdin | None = None
    parse: Callable[[Source], Document] = parse_source
    notices: tuple[str, ...] = ()

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
) -> Lists:
    """The lists at `paths`, parsed; problems and notices are said as they come up. See `read_files`, `parse_files`."""
    configurations = configurations or Configurations()
    files = read_files(paths, max_size, stdin_filename, configurations, force_exclude=force_exclude)
    lists = parse_files(files, configurations)
    for notice in lists.notices:
        say(f"awesome-lint: {notice}")
    return lists


def read_files(
    paths: Sequence[str],
    max_size: int,
    stdin_filename: str | None,
    configurations: Configurations,
    *,
    force_exclude: bool = False,
    beside: bool = False,
) -> Files:
    """The files at `paths` (none: the current folder; `-`: standard input). What cannot be read is said.

    `beside`: read all other lists of a configuration that names its lists, too.
    """
    choice = _Choice(configurations)
    found = find_markdown([path for path in paths or (".",) if path != "-"], choice, force_exclude=force_exclude)
    for problem in found.errors:
        fail(str(problem))
    failed = bool(found.errors)
    files: list[File] = []
    for path in _in_order(paths, found):
        try:
            if path == "-":
                files.append(File(stdin_filename or "-", _read_stdin(stdin_filename, max_size), True, True))
            else:
                files.append(File(path, read_text(path, max_size), path in found.named))
        except UnreadableError as problem:
            fail(str(problem))
            failed = True
    for file in files:
        configurations.of(file.path)  # what is wrong with it is said before anything is parsed
    known = {os.path.realpath(path) for path in (*found.files, *(file.path for file in found.skipped))}
    more = tuple(_beside(known, configurations, max_size)) if beside else ()
    return Files(tuple(files), found.skipped, failed, more)


def parse_files(
    files: Files, configurations: Configurations, jobs: int | None = 1, trees: Mapping[str, Tree] = MappingProxyType({})
) -> Lists:
    """The lists among `files`, parsed in `jobs` processes; None: in as many as pay.

    A file that was found in a folder is taken only if it is a list, by the configuration or by what it holds.
    `trees` are files' Markdown by path, where that was parsed already.
    """
    from awesome_lint.lint.lists import share_of_entries

    parsers = _Parsers()
    documents: list[Document] = []
    skipped = list(files.skipped)
    shares: dict[str, Share] = {}
    others: set[str] = set()
    notices: list[str] = []
    stdin: Stdin | None = None
    parsed = parsers.parse_all([*files.files, *files.beside], configurations, jobs, trees)
    for file, document in zip(files.files, parsed, strict=False):
        if file.is_stdin:
            stdin = Stdin(document, file.text.encoding)
        notices += (f"{document.path}: {notice}" for notice in document.notices)
        said = None if file.is_stdin and document.source.path is None else configurations.of(file.path).lists(file.path)
        share = shares[document.path] = share_of_entries(document)
        if not (share.is_list if said is None else said):
            if not file.named:
                skipped.append(Skipped(file.path, FEW_ENTRIES if share.entries else NO_ENTRIES))
                continue
            others.add(document.path)
        elif said and not share.entries and not file.named:
            skipped.append(Skipped(file.path, NO_ENTRIES))
            continue
        documents.append(document)
    return Lists(
        tuple(documents),
        tuple(skipped),
        files.failed,
        shares,
        frozenset(others),
        tuple(document for document in parsed[len(files.files) :] if document.entries),
        stdin,
        lambda source: parsers.parse(source, configurations.of(source.path or "-")),
        tuple(notices),
    )


def processes_that_pay(sizes: Sequence[int]) -> int:
    """How many processes make reading texts of so many characters faster: it costs to start them and to send back."""
    if len(sizes) < 2 or sum(sizes) < WORTH_PROCESSES:
        return 1
    try:
        available = len(os.sched_getaffinity(0))
    except AttributeError:  # not on Linux
        available = os.cpu_count() or 1
    return min(available, len(sizes)) if available >= FEWEST_PROCESSORS else 1


class _Choice:
    """What the configurations of a run say of the files that a walk finds."""

    def __init__(self, configurations: Configurations) -> None:
        self._configurations = configurations

    def excludes(self, path: str, *, is_folder: bool) -> bool:
        return self._configurations.of(path).excludes(path, is_folder=is_folder)

    def lists(self, path: str) -> bool | None:
        return self._configurations.of(path).lists(path)


class _Parsers:
    """Parses files, each with the knowledge of its configuration."""

    def __init__(self) -> None:
        self._parsers: dict[int, Parser] = {}

    def parse(self, source: Source, configuration: Configuration, tree: Tree | None = None) -> Document:
        from awesome_lint.parse import parse_document
        from awesome_lint.parse.document import Parser

        base = configuration.knowledge
        if base is None:
            return parse_document(source, tree=tree)
        if id(base) not in self._parsers:
            self._parsers[id(base)] = Parser(base)
        return self._parsers[id(base)].parse(source, tree)

    def parse_all(
        self, files: Sequence[File], configurations: Configurations, jobs: int | None, trees: Mapping[str, Tree]
    ) -> list[Document]:
        sources = [file.text.source for file in files]
        if jobs is None:
            jobs = processes_that_pay([len(source.text) for source in sources])
        if jobs > 1 and len(files) > 1 and all(configurations.of(file.path).knowledge is None for file in files):
            from awesome_lint.parse.parallel import parse_documents

            return parse_documents(sources, jobs)
        return [
            self.parse(source, configurations.of(file.path), trees.get(file.path))
            for file, source in zip(files, sources, strict=True)
        ]


def _read_stdin(name: str | None, max_size: int) -> TextFile:
    """Standard input; its source has a path only where it was given a `name`."""
    from awesome_lint.source import Source

    if sys.stdin is None:
        raise UnreadableError(name or "-", "standard input is closed: name a file, or pipe one into it")
    file = decode(sys.stdin.buffer.read(max_size + 1), name or "-", max_size)
    return file if name else file._replace(source=Source(file.source.text))


def _beside(known: set[str], configurations: Configurations, max_size: int) -> Iterator[File]:
    """The files beside the `known` ones that their configurations say are lists."""
    for configuration in [one for one in configurations.used if one.has("lists")]:
        folder = shown_path(configuration.folder)
        for path in find_markdown([folder], _Choice(configurations)).files:
            if os.path.realpath(path) in known or configurations.of(path) is not configuration:
                continue
            known.add(os.path.realpath(path))
            try:
                yield File(path, read_text(path, max_size), named=False)
            except UnreadableError as problem:
                say(f"awesome-lint: not compared with: {problem}")


def keep_lists(paths: Iterable[str], output_file: str | None, option: str = "--output-file") -> None:
    """Refuse to write what `option` names over one of the files at `paths`, which were read."""
    if output_file is None or not os.path.exists(output_file):
        return
    for path in paths:
        if os.path.exists(path) and os.path.samefile(path, output_file):
            raise click.UsageError(f"{option} {output_file} is one of the lists that were read; name another file")


def _in_order(paths: Sequence[str], found: Found) -> Iterator[str]:
    if "-" in paths:
        yield "-"
    yield from found.files
