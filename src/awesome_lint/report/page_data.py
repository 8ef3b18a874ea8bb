"""Findings and entries as the data of the HTML report: one JSON value, which `page/data.js` reads.

Rows are arrays, and texts that stand in many of them are numbers into a list, for a report of ten thousand entries is
to be small. What is shown as text is printable before it gets here; addresses stay as the list has them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from awesome_lint.findings import Finding, Fix, Severity
from awesome_lint.model import Document, Entry, Evidence, Link
from awesome_lint.report.cells import Excerpt, excerpt
from awesome_lint.report.changes import changes, common_ends
from awesome_lint.report.escape import printable, printable_json
from awesome_lint.report.frames import framed
from awesome_lint.report.overview import LINK_ROLES
from awesome_lint.report.view import View
from awesome_lint.source import Source

ROOM = 240
"""Characters of a long line that are shown around a finding."""
MOST_LINES = 6
LONGEST = 400
"""Characters of a title, names or notes that are shown."""
LONGEST_MESSAGE = 2_000
VERDICTS = ("ok", "moved", "dead", "unreachable")

Row = list[Any]


class _Numbers:
    """Values, each with the number it is written as: its place among those that came before."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def of(self, value: Any) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    @property
    def values(self) -> list[Any]:
        return list(self._numbers)


def embedded(view: View) -> str:
    """The data as JSON that may stand in a `script` element: no `<`, `>` and `&`, and nothing that hides text."""
    text = printable_json(json.dumps(page_data(view), ensure_ascii=False, separators=(",", ":")))
    for character in "<>&":  # JSON has them in strings only
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def page_data(view: View) -> dict[str, Any]:
    """All that the page shows. `start` is the part of it that is shown at first, `shown` the severities."""
    files, sections, venues, rules = _Numbers(), _Numbers(), _Numbers(), _Numbers()
    places: dict[tuple[str, int], int] = {}
    entries: list[Row] = []
    for document in view.documents:
        for entry in _shown_entries(document):
            places.setdefault((document.path, entry.span.start), len(entries))
            entries.append(_entry(entry, document, files, sections, venues, view))
    findings = [_finding(one, files, rules, places, view) for one in _ordered(view.findings)]
    names = {one.code: one.name for one in view.findings}
    judged = bool(findings or view.understood.rules)
    return {
        "files": [printable(path) for path in files.values],
        "sections": [[_short(name) for name in section] for section in sections.values],
        "venues": [_short(name) for name in venues.values],
        "roles": list(LINK_ROLES),
        "rules": [_rule(code, names[code], view) for code in rules.values],
        "entries": entries,
        "findings": findings,
        "shown": _severities_shown(view),
        "judged": judged,
        "listed": bool(view.documents),
        "online": view.evidence is not None,
        "start": "findings" if findings or not view.documents else "overview",
    }


def _shown_entries(document: Document) -> Iterable[Entry]:
    return (entry for entry in document.entries if not entry.placeholder)


def _ordered(findings: Sequence[Finding]) -> list[Finding]:
    """Findings by file and place; the file that comes first keeps its place."""
    files = {path: number for number, path in enumerate(dict.fromkeys(one.path for one in findings))}
    return sorted(findings, key=lambda one: (files[one.path], one.span.start, one.span.end, one.code, one.message))


def _severities_shown(view: View) -> list[str]:
    """The severities that are not filtered out at first: those that other formats show; all, where that is none."""
    found = {one.severity for one in view.findings}
    hidden = found - {one.severity for one in view.findings if view.shows(one)}
    return [str(severity) for severity in reversed(Severity) if hidden == found or severity not in hidden]


def _rule(code: str, name: str, view: View) -> Row:
    rule = view.rules.get(code)
    return [printable(code), printable(name), view.url(code) or "", printable(rule.summary) if rule else ""]


def _short(text: str | None, most: int = LONGEST) -> str:
    text = text or ""
    return printable(text if len(text) <= most else text[:most] + "…")


# Entries


def _entry(entry: Entry, document: Document, files: _Numbers, sections: _Numbers, venues: _Numbers, view: View) -> Row:
    """What is not there is 0 or an empty text, and left out at the end of a row."""
    row = [
        files.of(document.path),
        entry.line,
        sections.of(entry.section),
        entry.kind,
        _short(entry.title),
        [_link(link, view) for link in entry.links],
        entry.year or 0,
        venues.of(entry.venue) + 1 if entry.venue else 0,
        _short(entry.alias),
        _short(entry.authors),
        " ".join(filter(None, (_short(entry.track, 80), (entry.status or "").replace("-", " ")))),
        _short(entry.notes),
        _short(", ".join(entry.keywords)),
    ]
    while not row[-1]:
        row.pop()
    return row


def _link(link: Link, view: View) -> Row:
    """Role and address; where the network was asked: the verdict's number from 1, the reason, where it leads."""
    row: Row = [link.role, link.url if len(link.url) <= 2 * LONGEST else ""]
    known = view.evidence.get(link.url) if view.evidence and link.url else None
    if known is not None:
        row += [VERDICTS.index(known.verdict) + 1, _reason(known), known.leads_to if known.verdict == "moved" else ""]
        while not row[-1]:
            row.pop()
    return row


def _reason(known: Evidence) -> str:
    return "" if known.verdict == "ok" else _short(known.reason or known.kind)


# Findings


def _finding(finding: Finding, files: _Numbers, rules: _Numbers, places: dict[tuple[str, int], int], view: View) -> Row:
    """`entry` is the number of the entry that it stands in, -1 outside of all; then its title."""
    source = view.sources.get(finding.path)
    row: Row = [
        rules.of(finding.code),
        int(finding.severity),
        files.of(finding.path),
        finding.line,
        finding.column,
        places.get((finding.path, finding.group), -1),
        _short(finding.entry),
        _short(finding.message, LONGEST_MESSAGE),
        _frame(finding, source) if source else [],
        [[printable(f"{at.path}:{at.line}"), _short(at.message)] for at in finding.related],
    ]
    if finding.fix is not None:
        lines = _diff(finding.fix, source) if source else []
        row.append([finding.fix.safety, _short(finding.fix.message, LONGEST_MESSAGE), lines])
    return row


def _frame(finding: Finding, source: Source) -> list[Row]:
    """Lines as number, text before the mark, marked text, text behind it; or the number of lines left out."""
    lines, hidden = framed(finding, source, MOST_LINES)
    rows = [[line.number, *_parts(excerpt(source.text, *line.about, ROOM, line.span))] for line in lines]
    return [*rows, [hidden]] if hidden else rows


def _diff(fix: Fix, source: Source) -> list[Row]:
    """Lines as `-` or `+`, and their text as in a frame; or the sign and the number of lines left out."""
    rows: list[Row] = []
    for change in changes(fix, source)[:MOST_LINES]:
        pair = len(change.before) == len(change.after) == 1
        shared = common_ends(change.before[0], change.after[0]) if pair else (0, 0)
        for sign, side in (("-", change.before), ("+", change.after)):
            rows += (
                [sign, *_parts(excerpt(line, shared[0], len(line) - shared[1], ROOM))] for line in side[:MOST_LINES]
            )
            if len(side) > MOST_LINES:
                rows.append([sign, len(side) - MOST_LINES])
    return rows


def _parts(shown: Excerpt) -> tuple[str, str, str]:
    """Its three texts, made harmless also where they begin."""
    return printable(shown.before), printable(shown.marked), printable(shown.after)
