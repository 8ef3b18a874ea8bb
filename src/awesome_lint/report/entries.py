"""What text formats show: findings by entry, with many of one rule folded into one, an error into none but errors."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from awesome_lint.findings import Finding, Severity
from awesome_lint.records import NamedTuple
from awesome_lint.report.view import View

FOLD_OVER = 10
"""So many findings of a rule and severity in a file are written out; more become one that says how many."""


class Shown(NamedTuple):
    """A finding, and how many more of its rule and severity in its file it stands for."""

    finding: Finding
    more: int = 0

    @property
    def message(self) -> str:
        """The finding's message, and how to see those that are folded."""
        said = self.finding.message
        return (
            f"{said} (and {self.more:,} more in this file: --extend-select {self.finding.code})" if self.more else said
        )


class EntryFindings(NamedTuple):
    """What is shown about one entry, or about one place outside entries; `title` where a finding names it."""

    path: str
    title: str | None
    shown: tuple[Shown, ...]


def by_entry(view: View) -> list[EntryFindings]:
    """The findings that the view shows, those of one entry together, entries in document order."""
    shown = [finding for finding in view.findings if view.shows(finding)]
    files = {path: number for number, path in enumerate(dict.fromkeys(finding.path for finding in view.findings))}
    shown.sort(key=lambda one: (files[one.path], one.group, one.span.start, one.code))
    entries = []
    for (path, _), found in groupby(_folded(shown, view), key=lambda one: (one.finding.path, one.finding.group)):
        together = tuple(found)
        title = next((one.finding.entry for one in together if one.finding.entry), None)
        entries.append(EntryFindings(path, title, together))
    return entries


def _folded(findings: list[Finding], view: View) -> list[Shown]:
    keys = [(finding.path, finding.code, finding.severity) for finding in findings]
    counts = Counter(keys)
    folded: set[tuple[str, str, Severity]] = set()
    shown = []
    for finding, key in zip(findings, keys, strict=True):
        if finding.code in view.asked or counts[key] <= FOLD_OVER:
            shown.append(Shown(finding))
        elif key not in folded:
            folded.add(key)
            shown.append(Shown(finding, counts[key] - 1))
    return shown
