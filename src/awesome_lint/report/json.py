"""Every finding as one object of a JSON array; lines and columns count from 1 in characters, ends exclusive."""

from __future__ import annotations

import json
from typing import Any

from awesome_lint.findings import Finding, Fix
from awesome_lint.report.escape import printable_json
from awesome_lint.report.view import View
from awesome_lint.source import Source


def render(view: View) -> str:
    """All findings, hidden ones too, one a line in order of path and position."""
    rows = [json.dumps(row(finding, view), ensure_ascii=False) for finding in view.findings]
    return printable_json("[\n" + ",\n".join(rows) + "\n]\n" if rows else "[]\n")


def row(finding: Finding, view: View) -> dict[str, Any]:
    """A finding as the interface describes it."""
    source = view.sources.get(finding.path)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "entry": finding.entry,
        "related": [{"path": place.path, "line": place.line, "message": place.message} for place in finding.related],
        "fix": _fix(finding.fix, source) if finding.fix and source else None,
        "url": view.url(finding.code),
    }


def _fix(fix: Fix, source: Source) -> dict[str, Any]:
    edits = []
    for span, content in fix.edits:
        start, end = source.position(span.start), source.position(span.end)
        edits.append(
            {
                "line": start.line,
                "column": start.column,
                "end_line": end.line,
                "end_column": end.column,
                "content": content,
            }
        )
    return {"safety": fix.safety, "message": fix.message, "edits": edits}
