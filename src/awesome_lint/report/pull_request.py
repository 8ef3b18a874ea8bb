"""What a change brought, for the comment on a pull request: added entries, their findings, and edits that mend them.

JSON of a format of its own, which `awesome-lint github comment` reads: another process, with other rights, which takes
it for a stranger's. Hence everything is bounded here.
"""

from __future__ import annotations

import json
from typing import Any

from awesome_lint.findings import Finding
from awesome_lint.report.escape import printable_json
from awesome_lint.report.view import View

FORMAT, VERSION = "awesome-lint/pull-request", 1
MOST_ENTRIES = 200
MOST_FINDINGS = 500
LONGEST_TEXT = 4_000
"""So many characters the lines of one entry may have; of longer ones there is only the beginning, and no edit."""

_MOST_EDITS = 200
_LONGEST_WORDS = 900


def render(view: View) -> str:
    """Added entries and the findings that the view shows: those that are worst first where there is no room for all."""
    shown = [finding for finding in view.findings if view.shows(finding)]
    ranked = sorted(range(len(shown)), key=lambda index: (-shown[index].severity, index))[:MOST_FINDINGS]
    findings = [shown[index] for index in sorted(ranked)]
    homes = {(one.path, one.start): one for one in view.added}
    wanted = {(finding.path, finding.group) for finding in findings}
    added = sorted(view.added, key=lambda one: (one.path, one.start) not in wanted)[:MOST_ENTRIES]
    added.sort(key=lambda one: (one.path, one.start))
    numbers = {(one.path, one.start): number for number, one in enumerate(added)}
    found = {
        "format": FORMAT,
        "version": VERSION,
        "entries": [_entry(one.path, one.line, one.title, one.text, one.edits) for one in added],
        "findings": [_finding(finding, numbers, homes) for finding in findings],
        "more": {"entries": len(view.added) - len(added), "findings": len(shown) - len(findings)},
    }
    return printable_json(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def _entry(path: str, line: int, title: str, text: str, edits: tuple[tuple[int, int, str], ...]) -> dict[str, Any]:
    long = len(text) > LONGEST_TEXT or len(edits) > _MOST_EDITS or sum(len(one[2]) for one in edits) > LONGEST_TEXT
    return {
        "path": path[:_LONGEST_WORDS],
        "line": line,
        "title": title[:_LONGEST_WORDS],
        "text": text[:LONGEST_TEXT],
        "edits": [] if long else [list(edit) for edit in edits],
    }


def _finding(
    finding: Finding, numbers: dict[tuple[str, int], int], homes: dict[tuple[str, int], Any]
) -> dict[str, Any]:
    place = finding.path, finding.group
    inside = place in homes and homes[place].line <= finding.line <= homes[place].end_line
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message[: 2 * _LONGEST_WORDS],
        "path": finding.path[:_LONGEST_WORDS],
        "line": finding.line,
        "entry": numbers.get(place) if inside else None,
        "fix": finding.fix.safety if finding.fix else "",
        "advice": finding.fix.message[: 2 * _LONGEST_WORDS] if finding.fix else "",
    }
