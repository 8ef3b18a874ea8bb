"""One line a finding: `path:line:column: CODE severity message`."""

from __future__ import annotations

from collections import Counter

from awesome_lint.findings import Finding
from awesome_lint.report.escape import printable
from awesome_lint.report.view import View

FOLD_OVER = 10
"""So many findings of one rule in one file are written out; more become one line that says how many."""


def render(view: View) -> str:
    """The findings that the view shows, those of one entry together, entries in document order."""
    shown = [finding for finding in view.findings if view.shows(finding)]
    counts = Counter((finding.path, finding.code) for finding in shown)
    files = {path: number for number, path in enumerate(dict.fromkeys(finding.path for finding in view.findings))}
    folded: set[tuple[str, str]] = set()
    lines: list[str] = []
    for finding in sorted(shown, key=lambda one: (files[one.path], one.group, one.span.start, one.code)):
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
