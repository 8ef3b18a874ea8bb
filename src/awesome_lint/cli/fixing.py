"""Fixing the lists of a run: in the files, as a diff, or on standard output."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from awesome_lint.cli.reading import Lists
from awesome_lint.cli.streams import fail, say
from awesome_lint.cli.writing import print_bytes, print_diff, write_back
from awesome_lint.files import UnreadableError, UnwritableError, write_atomic
from awesome_lint.lint.fixing import Fixed, Judge, fix_documents
from awesome_lint.model import Document
from awesome_lint.records import NamedTuple
from awesome_lint.report.patch import unified_diff
from awesome_lint.report.summary import plural


class FixedLists(NamedTuple):
    """The lists of a run after fixing.

    `fixed` counts the findings that were fixed, by code; `changed` says whether any list differs from what was read.
    """

    lists: Lists
    fixed: Counter[str]
    changed: bool


def fix_lists(lists: Lists, judge: Judge, *, unsafe: bool, diff: bool, output_file: str | None = None) -> FixedLists:
    """Fix the lists and write their files, or, for `diff`, print what would change and write nothing else.

    The diff goes to `output_file` where one is named.
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
        text = "".join(_diff(document, result) for document, result in zip(lists.documents, results, strict=True))
        if output_file is None or output_file == "-":
            print_diff(text)
        else:
            write_atomic(output_file, text.encode("utf-8"))
        return _together(lists, results)
    failed = False
    for index, (document, result) in enumerate(zip(lists.documents, results, strict=True)):
        if lists.stdin is not None and document is lists.stdin.document:
            print_bytes(result.document.source.text.encode(lists.stdin.encoding))
        elif result.edits:
            try:
                write_back(document, result.document.source.text)
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


def print_aside(text: str) -> None:
    """A report on standard error, where standard output holds a list."""
    sys.stderr.write(text)
    sys.stderr.flush()
