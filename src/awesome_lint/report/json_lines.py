"""Every finding as one JSON object on a line of its own, as in the format `json`."""

from __future__ import annotations

import json

from awesome_lint.report.escape import printable_json
from awesome_lint.report.json import row
from awesome_lint.report.view import View


def render(view: View) -> str:
    """All findings, hidden ones too, in order of path and position."""
    return "".join(printable_json(json.dumps(row(one, view), ensure_ascii=False)) + "\n" for one in view.findings)
