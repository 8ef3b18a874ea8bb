"""SARIF 2.1.0, the format of code scanning services, with what GitHub reads of it (github/docs, sarif-support.md)."""

from __future__ import annotations

import json
import os
from typing import Any

from awesome_lint.findings import Finding, Fix, RuleInfo, Severity
from awesome_lint.report.escape import printable, printable_json
from awesome_lint.report.fingerprints import fingerprints
from awesome_lint.report.paths import from_root
from awesome_lint.report.view import View
from awesome_lint.source import Source

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://github.com/awesome-lint/awesome-lint"
MOST_RESULTS = 25_000
"""GitHub refuses a run with more."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}


def render(view: View) -> str:
    """All findings as the results of one run; of very many the gravest. Lines and columns count code points.

    The run has no `automationDetails`: whoever uploads it says which of several it is (a `category` of
    github/codeql-action/upload-sarif), and is not heard where the file says so itself.
    """
    known = {finding.code: finding for finding in reversed(view.findings)}
    rules = dict(view.rules) | {code: _unknown(known[code]) for code in known if code not in view.rules}
    indices = {code: index for index, code in enumerate(rules)}
    rows = list(zip(view.findings, fingerprints(view), strict=True))
    kept = set(sorted(range(len(rows)), key=lambda index: -rows[index][0].severity)[:MOST_RESULTS])
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "awesome-lint",
                "semanticVersion": view.version,
                "informationUri": HOME,
                "rules": [_rule(rule) for rule in rules.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(*row, indices, view) for index, row in enumerate(rows) if index in kept],
    }
    if len(rows) > MOST_RESULTS:
        text = f"{len(rows) - MOST_RESULTS:,} further findings of lower severity are left out"
        note = {"level": "warning", "message": {"text": text}}
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [note]}]
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return printable_json(json.dumps(log, ensure_ascii=False) + "\n")


def _unknown(finding: Finding) -> RuleInfo:
    return RuleInfo(finding.code, finding.name, finding.severity, finding.name, finding.name, HOME)


def _rule(rule: RuleInfo) -> dict[str, Any]:
    summary = rule.summary or rule.name
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {"text": rule.help or summary, "markdown": rule.help or summary},
        "helpUri": rule.url,
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": ["awesome-list"],
            "precision": "high",
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _result(finding: Finding, fingerprint: str, indices: dict[str, int], view: View) -> dict[str, Any]:
    source = view.sources.get(finding.path)
    row: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": indices[finding.code],
        "level": _LEVELS[finding.severity],
        "message": _message(finding.message),
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.path, view.root)},
                    "region": {
                        "startLine": finding.line,
                        "startColumn": finding.column,
                        "endLine": finding.end_line,
                        "endColumn": finding.end_column,
                    },
                }
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": f"{fingerprint}:1"},
    }
    if finding.related:
        row["relatedLocations"] = [
            {
                "id": number,
                "message": _message(related.message),
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(related.path, view.root)},
                    "region": {"startLine": related.line},
                },
            }
            for number, related in enumerate(finding.related, 1)
        ]
    if finding.fix and finding.fix.edits and source:
        row["fixes"] = [_fix(finding.fix, source, _uri(finding.path, view.root))]
    return row


def _fix(fix: Fix, source: Source, uri: str) -> dict[str, Any]:
    replacements = []
    for span, content in fix.edits:
        start, end = source.position(span.start), source.position(span.end)
        region = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        }
        replacements.append({"deletedRegion": region, "insertedContent": {"text": content}})
    return {
        "description": _message(f"{fix.message} ({fix.safety})" if fix.message else f"{fix.safety} fix"),
        "artifactChanges": [{"artifactLocation": {"uri": uri}, "replacements": replacements}],
    }


def _message(text: str) -> dict[str, str]:
    """A text without links: `[…](…)` would be one (SARIF 2.1.0, 3.11.6). It must not be empty."""
    return {"text": printable(text).replace("](", "] (") or "-"}


def _uri(path: str, root: str | None) -> str:
    from urllib.parse import quote

    shown = from_root(path, root)
    quoted = quote(shown.encode("utf-8", "surrogateescape" if _is_undecoded(shown) else "surrogatepass"))
    return f"file:///{quoted.lstrip('/')}" if os.path.isabs(shown) else quoted


def _is_undecoded(path: str) -> bool:
    return all("\udc80" <= character <= "\udcff" for character in path if "\ud800" <= character <= "\udfff")
