"""Fixing the lists of a run: in the files, as a diff, or on standard output."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Sequence

from awesome_lint.cli.reading import Lists
from awesome_lint.cli.streams import fail, say, silence
from awesome_lint.files import UnreadableError, UnwritableError, decode, write_atomic
from awesome_lint.lint.fixing import Fixed, Judge, fix_documents
from awesome_lint.model import Document
from awesome_lint.records import NamedTuple
from awesome_lint.report.escape import printable
from awesome_lint.report.patch import unified_diff
from awesome_lint.report.summary import plural


class FixedLists(NamedTuple):
    """The lists of a run after fixing.

    `fixed` counts the findings that were fixed, by code; `changed` says whether any list differs from what was read.
    """

    lists: Lists
    fixed: Counter[str]
    changed: bool


def fix_lists(lists: Lists, judge: Judge, *, unsafe: bool, diff: bool) -> FixedLists:
    """Fix the lists and write their files, or, for `diff`, print what would change and write nothing.

    The list of standard input goes to standard output. A file that cannot be written, or changed meanwhile, stays as
    it is, is said, and counts as failed; the others are written all the same.
    """
    results, _ = fix_documents(lists.documents, judge, unsafe=unsafe, parse=lists.parse)
    for result in results:
        for refused in result.refused:
            say(
                f"awesome-lint: {result.document.path}:{refused.finding.line}: {refused.finding.code} is not fixed:"
                f" {refused.reason}"
            )
    if diff:
        _print("".join(_diff(document, result) for document, result in zip(lists.documents, results, strict=True)))
        return _together(lists, results)
    failed = False
    for index, (document, result) in enumerate(zip(lists.documents, results, strict=True)):
        if lists.stdin is not None and document is lists.stdin.document:
            _print_bytes(result.document.source.text.encode(lists.stdin.encoding))
        elif result.edits:
            try:
                _write(document, result)
            except (UnreadableError, UnwritableError) as problem:
                fail(str(problem))
                failed = True
                results[index] = Fixed(document)
    return _together(lists._replace(failed=lists.failed or failed), results)


def counted_fixes(fixed: Counter[str], *, diff: bool) -> str:
    """What was fixed, for the summary: `3 findings fixed (1 S003, 2 V003)`."""
    kinds = ", ".join(f"{count:,} {code}" for code, count in sorted(fixed.items()))
    would = "would be " if diff else ""
    return f"{plural(fixed.total(), 'finding')} {would}fixed" + (f" ({kinds})" if kinds else "")


def _together(lists: Lists, results: Sequence[Fixed]) -> FixedLists:
    fixed = Counter(finding.code for result in results for finding in result.fixed)
    documents = tuple(result.document for result in results)
    return FixedLists(lists._replace(documents=documents), fixed, any(result.edits for result in results))


def _diff(document: Document, result: Fixed) -> str:
    return unified_diff(document.source, result.edits, document.path)


def _write(document: Document, result: Fixed) -> None:
    """Write a fixed list into its file, unless that holds something else by now."""
    with_bytes = _bytes_of(document)
    write_atomic(document.path, result.document.source.text.encode(with_bytes.encoding), with_bytes.data)


class _OnDisk(NamedTuple):
    data: bytes
    encoding: str


def _bytes_of(document: Document) -> _OnDisk:
    """The bytes that a list was read from. `UnwritableError` where the file holds others now."""
    from awesome_lint.files import ChangedError

    changed = ChangedError(document.path, "the file changed since it was read, and is left as it is; run again")
    try:
        with open(document.path, "rb") as file:
            data = file.read(4 * len(document.source.text) + 5)
        found = decode(data, document.path, sys.maxsize)
    except (OSError, UnreadableError) as problem:
        raise changed from problem
    if found.source.text != document.source.text:
        raise changed
    return _OnDisk(data, found.encoding)


def _print(text: str) -> None:
    """A diff on standard output: harmless on a terminal, in UTF-8 and untouched elsewhere."""
    if sys.stdout.isatty():
        text = "".join(printable(line.rstrip("\r")) + "\n" for line in text.split("\n")[:-1])
    _print_bytes(text.encode("utf-8", "backslashreplace"))


def print_aside(text: str) -> None:
    """A report on standard error, where standard output holds a list."""
    sys.stderr.write(text)
    sys.stderr.flush()


def _print_bytes(data: bytes) -> None:
    try:
        sys.stdout.flush()
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.buffer.write(data)
        else:
            sys.stdout.write(data.decode("utf-8", "replace"))
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
