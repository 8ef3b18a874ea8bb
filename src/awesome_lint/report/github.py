"""Workflow commands of GitHub Actions, which show findings as annotations on the lines of a pull request.

Escaped as github/docs (workflow-commands.md) and actions/toolkit (packages/core/src/command.ts) have it. A step shows
ten annotations of a kind (actions/runner, ExecutionContext.cs), so errors come first, and what is left out is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.findings import Severity
from awesome_lint.report.entries import Shown, by_entry
from awesome_lint.report.escape import printable
from awesome_lint.report.paths import from_root
from awesome_lint.report.summary import plural
from awesome_lint.report.view import View

SHOWN_OF_A_KIND = 10
LONGEST_MESSAGE = 1000
"""In characters, before escaping; GitHub takes 4,096."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(view: View) -> str:
    """The findings that the view shows, errors first; before any notices a word on what GitHub does not show."""
    shown = sorted((one for entry in by_entry(view) for one in entry.shown), key=lambda one: -one.finding.severity)
    lines = [_command(one, view) for one in shown if one.finding.severity > Severity.INFO]
    lines += _left_out(shown)
    lines += [_command(one, view) for one in shown if one.finding.severity == Severity.INFO]
    return "".join(f"{line}\n" for line in lines)


def _command(one: Shown, view: View) -> str:
    finding = one.finding
    path = from_root(finding.path, view.root)
    place = {"file": path, "line": str(finding.line)}
    if finding.line == finding.end_line:  # GitHub drops the columns of a longer range, and shows it at its end
        place |= {"endLine": str(finding.end_line), "col": str(finding.column), "endColumn": str(finding.end_column)}
    place["title"] = f"{finding.code} {finding.name}"
    said = [f"{path}:{finding.line}:{finding.column}: {finding.code} {one.message}"]
    said += [f"{place.path}:{place.line}: {place.message}" for place in finding.related[:3]]
    message = "\n".join(printable(line) for line in said)
    if len(message) > LONGEST_MESSAGE:
        message = message[:LONGEST_MESSAGE] + "…"
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(message)}"


def _left_out(shown: list[Shown]) -> Iterator[str]:
    counts = Counter(one.finding.severity for one in shown)
    left = [
        plural(counts[severity] - SHOWN_OF_A_KIND, f"more {noun}")
        for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice"))
        if counts[severity] > SHOWN_OF_A_KIND
    ]
    if left:
        yield (
            f"::notice title=awesome-lint::{' and '.join(left)}: GitHub shows {SHOWN_OF_A_KIND} annotations of a kind;"
            " all stand in the log of this step"
        )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
