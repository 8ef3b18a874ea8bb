"""How often each rule found something."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from awesome_lint.findings import Finding, Severity
from awesome_lint.report.escape import printable, printable_json
from awesome_lint.report.ink import Ink
from awesome_lint.report.view import View


def table(view: View) -> str:
    """A line for each rule with findings, info ones counted too, the most frequent first."""
    ink = Ink(view.terminal)
    rows = _rows(view)
    if not rows:
        return ""
    counts = max(len(f"{len(findings):,}") for findings in rows)
    names = max(len(findings[0].name) for findings in rows)
    severities = [_severities(findings) for findings in rows]
    wide = max(map(len, severities))
    lines = []
    for findings, severity in zip(rows, severities, strict=True):
        code, name = findings[0].code, findings[0].name
        shown = ink(max(finding.severity for finding in findings), severity) + " " * (wide - len(severity))
        linked = ink.link(view.url(code), ink("code", printable(code)))
        row = f"{len(findings):>{counts},}  {linked}  {printable(f'{name:{names}}')}  {shown}  {_fixes(findings)}"
        lines.append(row.rstrip())
    return "".join(f"{line}\n" for line in lines)


def data(view: View, *, lines: bool = False) -> str:
    """The same as a JSON array of objects, or as an object a line."""
    rows: list[dict[str, Any]] = []
    for findings in _rows(view):
        severities = Counter(str(finding.severity) for finding in findings)
        fixes = Counter(finding.fix.safety for finding in findings if finding.fix)
        rows.append(
            {
                "code": findings[0].code,
                "name": findings[0].name,
                "count": len(findings),
                "severities": {str(severity): severities[str(severity)] for severity in reversed(Severity)},
                "fixable": {"safe": fixes["safe"], "unsafe": fixes["unsafe"]},
                "url": view.url(findings[0].code),
            }
        )
    texts = [json.dumps(row, ensure_ascii=False) for row in rows]
    if lines:
        return printable_json("".join(f"{text}\n" for text in texts))
    return printable_json("[\n" + ",\n".join(texts) + "\n]\n" if texts else "[]\n")


def _rows(view: View) -> list[list[Finding]]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in view.findings:
        by_rule.setdefault(finding.code, []).append(finding)
    return sorted(by_rule.values(), key=lambda findings: (-len(findings), findings[0].code))


def _severities(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    if len(counts) == 1:
        return str(findings[0].severity)
    return ", ".join(f"{counts[severity]:,} {severity}" for severity in reversed(Severity) if counts[severity])


def _fixes(findings: Sequence[Finding]) -> str:
    """`fix` where all can be fixed safely, else how many can, and how."""
    counts = Counter[str](finding.fix.safety for finding in findings if finding.fix)
    parts = []
    for safety, flag in (("safe", "--fix"), ("unsafe", "--unsafe-fixes")):
        if counts[safety]:
            parts.append(flag if counts[safety] == len(findings) else f"{counts[safety]:,} {flag}")
    return ", ".join(parts)
