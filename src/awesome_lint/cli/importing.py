"""A run of `import`: files of other formats read, made one list, and written."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from awesome_lint.cli.normalize import LAYOUTS
from awesome_lint.cli.reading import keep_lists
from awesome_lint.cli.streams import fail, first_lines, say, write_output
from awesome_lint.cli.writing import print_bytes
from awesome_lint.exchange.contributed import (
    contributed_document,
    plain_target,
    read_rows,
    told,
    told_lost,
    why_nothing,
)
from awesome_lint.exchange.fields import FormatError, Row
from awesome_lint.exchange.formats import Written
from awesome_lint.exchange.markdown import Parse, compose, rows_of
from awesome_lint.files import TextFile, UnreadableError, decode, read_text
from awesome_lint.knowledge import knowledge
from awesome_lint.lint.configuration import Configurations, Flags
from awesome_lint.model import Document
from awesome_lint.records import NamedTuple
from awesome_lint.report.escape import printable
from awesome_lint.report.summary import plural

if TYPE_CHECKING:
    from awesome_lint.style.target import Target


class Asked(NamedTuple):
    """The options of one run, as the command line has them."""

    paths: tuple[str, ...]
    max_file_size: int
    stdin_filename: str | None = None
    name: str | None = None
    like: str | None = None
    to: str | None = None
    output_file: str | None = None
    config: tuple[str, ...] = ()
    isolated: bool = False
    verbose: bool = False
    quiet: bool = False


def run(asked: Asked) -> int:
    """Read all files, write one list of them, say what is not in it, and return the exit code."""
    if not asked.paths:
        raise click.UsageError("name the files to import, or `-` for standard input")
    if asked.like is not None and asked.to is not None:
        raise click.UsageError("--like and --to each say how entries are written: use one of them")
    if asked.paths.count("-") > 1:
        raise click.UsageError("standard input can be read once: name `-` once")
    keep_lists((path for path in asked.paths if path != "-"), asked.output_file, "-o")
    configurations = Configurations(Flags(config=asked.config, isolated=asked.isolated))
    given = _read_all(asked, configurations)
    if not given.rows:
        return 2
    parse = _parse(configurations, asked.output_file or asked.paths[0])
    target = _target(asked, [row for _, row in given.rows], parse, configurations)
    composed = compose(given.rows, target, parse)
    _write(composed.document.source.text, asked.output_file)
    for line in first_lines(told_lost(composed.lost), every=asked.verbose):
        say(f"awesome-lint: {line}")
    if not asked.quiet:
        read = plural(len(given.rows), "entry", "entries")
        say(f"awesome-lint: {read} of {plural(len(asked.paths), 'file')} imported")
    if given.failed:
        return 2
    return 0 if given.complete and not composed.lost else 1


class _Given(NamedTuple):
    """The entries of files, each with its file's path; whether one of these could not be read, or not all of it."""

    rows: list[tuple[str, Row]]
    failed: bool
    complete: bool


def _read_all(asked: Asked, configurations: Configurations) -> _Given:
    """The entries of all files; what cannot be read is said."""
    rows: list[tuple[str, Row]] = []
    failed = False
    complete = True
    for path in asked.paths:
        shown = path if path != "-" else asked.stdin_filename or "-"
        known = configurations.of(shown).knowledge or knowledge()
        try:
            found, problems = read_rows(_read(path, asked.max_file_size).source.text, shown, known, asked.name)
            if not found:
                raise FormatError(why_nothing(problems))
        except UnreadableError as problem:
            fail(str(problem))
            failed = True
            continue
        except FormatError as problem:
            fail(f"{shown if shown != '-' else 'standard input'}: {problem}")
            failed = True
            continue
        complete = complete and all(problem.notice for problem in problems)
        for line in told([problem for problem in problems if not (asked.quiet and problem.notice)], shown):
            say(f"awesome-lint: {line}")
        rows += ((shown, row) for row in found)
    return _Given(rows, failed, complete)


class Sent(NamedTuple):
    """Lists made of files in other formats; whether one of these could not be read, or not all of it.

    `lines` has by path the line of the file for every entry.
    """

    documents: tuple[Document, ...] = ()
    failed: bool = False
    complete: bool = True
    lines: Mapping[str, tuple[int, ...]] = MappingProxyType({})


def read_sent(
    paths: Sequence[str],
    max_file_size: int,
    configurations: Configurations,
    parse: Parse,
    *,
    verbose: bool,
    quiet: bool,
    stdin_filename: str | None = None,
) -> Sent:
    """The files at `paths` as lists, to be merged into another; what is not in them is said."""
    documents: list[Document] = []
    failed = False
    complete = True
    places: dict[str, tuple[int, ...]] = {}
    for given in paths:
        path = stdin_filename if given == "-" and stdin_filename else given
        try:
            text = _read(given, max_file_size).source.text
            found = contributed_document(text, path, parse, configurations.of(path).knowledge or knowledge())
        except (UnreadableError, FormatError) as problem:
            fail(str(problem) if isinstance(problem, UnreadableError) else f"{path}: {problem}")
            failed = True
            continue
        lines = told([problem for problem in found.problems if not (quiet and problem.notice)], path)
        for line in (*lines, *first_lines(told_lost(found.lost), every=verbose)):
            say(f"awesome-lint: {line}")
        complete = complete and not found.lost and all(problem.notice for problem in found.problems)
        documents.append(found.document)
        places[path] = found.lines
    return Sent(tuple(documents), failed, complete, places)


def compose_list(
    documents: Sequence[Document],
    like: str | None,
    to: str | None,
    path: str | None,
    max_file_size: int,
    configurations: Configurations,
) -> Written:
    """The entries of lists as one list in Markdown."""
    if to is not None and LAYOUTS.get(to.casefold(), "as-is") == "as-is":
        raise click.BadParameter(f"{to!r} is none of bullets, numbered, table, headings, paragraphs", param_hint="--to")
    if like is not None and to is not None:
        raise click.UsageError("--like and --to each say how entries are written: use one of them")
    asked = Asked((), max_file_size, like=like, to=to)
    parse = _parse(configurations, path or "-")
    rows = rows_of(documents)
    composed = compose(rows, _target(asked, [row for _, row in rows], parse, configurations), parse)
    return Written(composed.document.source.text, composed.lost)


def _read(path: str, max_file_size: int) -> TextFile:
    if path != "-":
        return read_text(path, max_file_size)
    if sys.stdin is None:
        raise UnreadableError("-", "standard input is closed: name a file, or pipe one into it")
    return decode(sys.stdin.buffer.read(max_file_size + 1), "-", max_file_size)


def _parse(configurations: Configurations, path: str) -> Parse:
    """How lists are read, with what the configuration above `path` knows."""
    from awesome_lint.parse import Parser, parse_document

    base = configurations.of(path).knowledge
    return parse_document if base is None else Parser(base).parse


def _target(asked: Asked, rows: list[Row], parse: Parse, configurations: Configurations) -> Target:
    if asked.like is None:
        return plain_target(rows, LAYOUTS[asked.to.casefold()] if asked.to else "bullet")
    from awesome_lint.style import infer
    from awesome_lint.style.target import target_like

    document = parse(read_text(asked.like, asked.max_file_size).source)
    if not document.entries:
        raise UnreadableError(
            asked.like, "no entries were found in it, so it shows no style: name a list that has some"
        )
    return target_like(infer(document, known=configurations.of(asked.like).knowledge or knowledge()))


def _write(text: str, path: str | None) -> None:
    """A list on standard output, harmless on a terminal and untouched elsewhere, or in a file."""
    if path is not None and path != "-":
        write_output(text, path)
    elif sys.stdout.isatty():
        write_output("".join(printable(line.rstrip("\r")) + "\n" for line in text.split("\n")[:-1]))
    else:
        print_bytes(text.encode("utf-8", "backslashreplace"))
