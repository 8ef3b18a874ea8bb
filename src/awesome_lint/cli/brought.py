"""For the comment on a pull request: the entries that a change brings, and what their safe fixes make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from awesome_lint.cli.reading import Lists
from awesome_lint.findings import Finding
from awesome_lint.lint.compare import Comparison
from awesome_lint.lint.fixing import fix_documents, may_fix
from awesome_lint.model import Document, Entry
from awesome_lint.report.view import Added
from awesome_lint.source import Edit, Span

Compare = Callable[[Lists], Comparison | None]
Judge = Callable[[Sequence[Document], Sequence[Document]], list[Finding]]


def added_entries(lists: Lists, compare: Compare, to_fix: Judge) -> tuple[Added, ...]:
    """The added and changed entries in order, each with the edits of its own lines that mend what is safe to mend.

    `compare` is asked for what is new in lists, `to_fix` for findings that may be fixed, again and again.
    """
    first = _entries(lists, compare)
    if not any(first.values()):
        return ()

    def judge(documents: Sequence[Document], others: Sequence[Document]) -> list[Finding]:
        """The findings whose fixes stay within the lines of one added entry."""
        added = _entries(lists._replace(documents=(*documents, *others)), compare)
        lines = {one.path: [_lines(one, entry) for entry in added.get(one.path, ())] for one in documents}
        return [
            finding
            for finding in to_fix(documents, others)
            if may_fix(finding, unsafe=False) and any(_inside(finding, span) for span in lines.get(finding.path, ()))
        ]

    results, _ = fix_documents(lists.documents, judge, unsafe=False, parse=lists.parse)
    return tuple(
        _added(document, entry, result.edits)
        for document, result in zip(lists.documents, results, strict=True)
        for entry in first.get(document.path, ())
    )


def _entries(lists: Lists, compare: Compare) -> Mapping[str, list[Entry]]:
    comparison = compare(lists)
    if comparison is None:
        return {}
    return {
        document.path: [entry for entry in document.entries if entry.span.start in changes.entries]
        for document in lists.documents
        if (changes := comparison.changes.get(document.path)) is not None
    }


def _lines(document: Document, entry: Entry) -> Span:
    """The whole lines that an entry stands on, without the end of the last."""
    starts, text = document.source.line_starts, document.source.text
    end = starts[entry.end_line] if entry.end_line < len(starts) else len(text)
    start = starts[entry.line - 1]
    return Span(start, start + len(text[start:end].rstrip("\r\n")))


def _inside(finding: Finding, span: Span) -> bool:
    edits = finding.fix.edits if finding.fix else ()
    return all(span.start <= edit.span.start and edit.span.end <= span.end for edit in edits)


def _added(document: Document, entry: Entry, edits: Sequence[Edit]) -> Added:
    span = _lines(document, entry)
    own = [edit for edit in edits if span.start <= edit.span.start and edit.span.end <= span.end]
    moved = ((edit.span.start - span.start, edit.span.end - span.start, edit.content) for edit in own)
    return Added(
        document.path,
        entry.span.start,
        entry.line,
        entry.end_line,
        entry.title or "",
        document.source.slice(span),
        tuple(moved),
    )
