"""One line a finding: `path:line:column: CODE severity message`."""

from __future__ import annotations

from awesome_lint.report.entries import Shown, by_entry
from awesome_lint.report.escape import printable
from awesome_lint.report.view import View


def render(view: View) -> str:
    """The findings that the view shows, those of one entry together, entries in document order."""
    return "".join(_line(one) for entry in by_entry(view) for one in entry.shown)


def _line(one: Shown) -> str:
    finding = one.finding
    place = f"{finding.path}:{finding.line}:{finding.column}"
    return printable(f"{place}: {finding.code} {finding.severity} {one.message}") + "\n"
