"""GitLab's code quality report (gitlabhq/gitlabhq, doc/ci/testing/code_quality.md)."""

from __future__ import annotations

import json

from awesome_lint.findings import Severity
from awesome_lint.report.escape import printable_json
from awesome_lint.report.fingerprints import fingerprints
from awesome_lint.report.paths import from_root
from awesome_lint.report.view import View

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(view: View) -> str:
    """All findings as one JSON array; fingerprints stay when lines move."""
    rows = [
        {
            "description": f"{finding.code} {finding.message}",
            "check_name": finding.name,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": from_root(finding.path, view.root),
                "lines": {"begin": finding.line, "end": finding.end_line},
            },
        }
        for finding, fingerprint in zip(view.findings, fingerprints(view), strict=True)
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return printable_json(f"[\n{lines}\n]\n" if rows else "[]\n")
