"""From paths on the command line to parsed lists."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

import click

from awesome_lint.cli.streams import fail, say
from awesome_lint.files import Found, Skipped, UnreadableError, decode, find_markdown, read_text
from awesome_lint.model import Document
from awesome_lint.records import NamedTuple

NO_ENTRIES = "no entries"


class Stdin(NamedTuple):
    """The list that was read from standard input, and how it was encoded."""

    document: Document
    encoding: str


class Lists(NamedTuple):
    """The lists of one run, what was left out, and whether something could not be read."""

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...]
    failed: bool
    stdin: Stdin | None = None

    @property
    def entries(self) -> int:
        return sum(len(document.entries) for document in self.documents)

    @property
    def counted(self) -> str:
        """How much was read: files, entries, links."""
        links = sum(len(entry.links) for document in self.documents for entry in document.entries)
        files = plural(len(self.documents), "file")
        return f"{files}, {plural(self.entries, 'entry', 'entries')}, {plural(links, 'link')}"


def read_lists(paths: Sequence[str], max_size: int, stdin_filename: str | None = None) -> Lists:
    """The lists at `paths` (none: the current folder; `-`: standard input). Problems are said as they come up.

    A file that the user named is taken as a list, one that was found in a folder only if it has entries.
    """
    found = find_markdown([path for path in paths or (".",) if path != "-"])
    for problem in found.errors:
        fail(str(problem))
    failed = bool(found.errors)
    documents: list[Document] = []
    skipped = list(found.skipped)
    stdin: Stdin | None = None
    for path in _in_order(paths, found):
        try:
            if path == "-":
                stdin = _read_stdin(stdin_filename, max_size)
                document = stdin.document
            else:
                document = _read(path, max_size)
        except UnreadableError as problem:
            fail(str(problem))
            failed = True
            continue
        for notice in document.notices:
            say(f"awesome-lint: {document.path}: {notice}")
        if document.entries or path == "-" or path in found.named:
            documents.append(document)
        else:
            skipped.append(Skipped(path, NO_ENTRIES))
    return Lists(tuple(documents), tuple(skipped), failed, stdin)


def keep_lists(lists: Lists, output_file: str | None) -> None:
    """Refuse to write a report over one of the lists that were read."""
    if output_file is None or not os.path.exists(output_file):
        return
    for document in lists.documents:
        if os.path.exists(document.path) and os.path.samefile(document.path, output_file):
            raise click.UsageError(f"--output-file {output_file} is one of the lists that were read; name another file")


def summary_of_skipped(skipped: Sequence[Skipped], *, verbose: bool) -> list[str]:
    """What was left out: one line for each reason with the first few names, or with all."""
    reasons: dict[str, list[str]] = {}
    for path, reason in skipped:
        reasons.setdefault(reason, []).append(path)
    lines = []
    for reason, names in reasons.items():
        shown = names if verbose else names[:3]
        more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
        lines.append(f"skipped, {reason}: {', '.join(shown)}{more}")
    return lines


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """`1 entry`, `2 entries`."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def _in_order(paths: Sequence[str], found: Found) -> Iterator[str]:
    if "-" in paths:
        yield "-"
    yield from found.files


def _read(path: str, max_size: int) -> Document:
    from awesome_lint.parse import parse_document

    return parse_document(read_text(path, max_size).source)


def _read_stdin(name: str | None, max_size: int) -> Stdin:
    from awesome_lint.parse import parse_document
    from awesome_lint.source import Source

    if sys.stdin is None:
        raise UnreadableError(name or "-", "standard input is closed")
    read = decode(sys.stdin.buffer.read(max_size + 1), name or "-", max_size)
    return Stdin(parse_document(read.source if name else Source(read.source.text)), read.encoding)
