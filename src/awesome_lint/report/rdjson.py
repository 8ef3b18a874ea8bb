"""Reviewdog's diagnostic format (reviewdog/reviewdog, proto/rdf/reviewdog.proto), with fixes as suggestions."""

from __future__ import annotations

import json
from typing import Any

from awesome_lint.findings import Finding, Fix, Severity
from awesome_lint.report.escape import printable_json
from awesome_lint.report.paths import from_root
from awesome_lint.report.view import View
from awesome_lint.source import Edit, EditConflictError, Source, Span, apply_edits

MOST_LINES = 30
"""A fix that reaches over more lines is no suggestion: a part of a fix must not be applied alone."""

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(view: View) -> str:
    """All findings as one `DiagnosticResult`, one a line."""
    columns = {path: _Columns(source) for path, source in view.sources.items()}
    rows = [_diagnostic(finding, view, columns.get(finding.path)) for finding in view.findings]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return printable_json('{"source": {"name": "awesome-lint"}, "diagnostics": [\n' + lines + "\n]}\n")


def _diagnostic(finding: Finding, view: View, columns: _Columns | None) -> dict[str, Any]:
    location: dict[str, Any] = {"path": from_root(finding.path, None)}
    location["range"] = columns.range(finding.span) if columns else {"start": {"line": finding.line}}
    row: dict[str, Any] = {
        "message": finding.message,
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code, "url": view.url(finding.code) or ""},
    }
    if finding.fix and columns and (suggestion := _suggestion(finding.fix, columns)):
        row["suggestions"] = [suggestion]
    return row


def _suggestion(fix: Fix, columns: _Columns) -> dict[str, Any] | None:
    """All edits of a fix as one replacement, what stands between them included."""
    if not fix.edits:
        return None
    source = columns.source
    span = Span(min(edit.span.start for edit in fix.edits), max(edit.span.end for edit in fix.edits))
    if source.line(span.end) - source.line(span.start) > MOST_LINES:
        return None
    moved = [Edit(Span(edit.span.start - span.start, edit.span.end - span.start), edit.content) for edit in fix.edits]
    try:
        return {"range": columns.range(span), "text": apply_edits(source.slice(span), moved)}
    except EditConflictError:
        return None


class _Columns:
    """Positions as reviewdog counts them: columns in bytes of UTF-8, from 1; a byte order mark counts.

    Counts on from the last position on the same line, so that many findings on one long line cost no more than it.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self._start = (0, 0)

    def range(self, span: Span) -> dict[str, Any]:
        known, counted = self._start
        line_start = self.source.line_starts[self.source.line(span.start) - 1]
        if not line_start <= known <= span.start:
            known, counted = line_start, 0
        self._start = span.start, counted + self._bytes(known, span.start)
        return {"start": self._position(span.start), "end": self._position(span.end)}

    def _position(self, offset: int) -> dict[str, int]:
        line = self.source.line(offset)
        known, counted = self.source.line_starts[line - 1], 0
        if known <= self._start[0] <= offset:
            known, counted = self._start
        return {"line": line, "column": counted + self._bytes(known, offset) + 1}

    def _bytes(self, start: int, end: int) -> int:
        return len(self.source.text[start:end].encode("utf-8", "surrogatepass"))
