"""One line a finding: `path:line:column: CODE severity message`."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from awesome_lint.findings import Finding
from awesome_lint.model import Document
from awesome_lint.report.escape import printable
from awesome_lint.report.view import View

FOLD_OVER = 10
"""So many findings of one rule in one file are written out; more become one line that says how many."""


def render(view: View) -> str:
    """The findings that the view shows, those of one entry together, entries in document order."""
    shown = [finding for finding in view.findings if view.shows(finding)]
    counts = Counter((finding.path, finding.code) for finding in shown)
    places = _EntryPlaces(view)
    folded: set[tuple[str, str]] = set()
    lines: list[str] = []
    for finding in sorted(shown, key=places.order):
        key = (finding.path, finding.code)
        if finding.code in view.asked or counts[key] <= FOLD_OVER:
            lines.append(_line(finding, finding.message))
        elif key not in folded:
            folded.add(key)
            more = f"{finding.message} (and {counts[key] - 1} more in this file: --extend-select {finding.code})"
            lines.append(_line(finding, more))
    return "".join(lines)


def _line(finding: Finding, message: str) -> str:
    place = f"{finding.path}:{finding.line}:{finding.column}"
    return printable(f"{place}: {finding.code} {finding.severity} {message}") + "\n"


class _EntryPlaces:
    """Where a finding stands in a report by entries: its file, the start of the entry around it, its own place."""

    def __init__(self, view: View) -> None:
        self._files = {path: number for number, path in enumerate(dict.fromkeys(f.path for f in view.findings))}
        self._documents = view.documents
        self._starts: dict[str, list[int]] = {}

    def order(self, finding: Finding) -> tuple[int, int, int, str]:
        return self._files[finding.path], self._group(finding), finding.span.start, finding.code

    def _group(self, finding: Finding) -> int:
        document = self._documents.get(finding.path)
        if document is None:
            return finding.span.start
        starts = self._starts.setdefault(finding.path, _entry_starts(document))
        at = bisect_right(starts, finding.span.start) - 1
        around = at >= 0 and finding.span.start <= document.entries[at].span.end
        return starts[at] if around else finding.span.start


def _entry_starts(document: Document) -> list[int]:
    return [entry.span.start for entry in document.entries]
