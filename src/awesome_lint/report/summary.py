"""What a run understood and found, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from awesome_lint.findings import Severity
from awesome_lint.report.view import Understood, View

_KINDS = {"paper": "papers", "dataset": "data sets", "resource": "resources"}
_KIND = {"dataset": "data set"}
_SEVERITIES = (
    (Severity.ERROR, "error", "errors"),
    (Severity.WARNING, "warning", "warnings"),
    (Severity.INFO, "info", "info"),
)


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """`1 entry`, `2 entries`."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def understood(read: Understood) -> str:
    """`2 files, 3 entries (2 papers, 1 resource), 4 links, 30 rules run`: kinds where several, rules where any ran."""
    entries = plural(sum(read.entries.values()), "entry", "entries")
    kinds = [plural(count, _KIND.get(kind, kind), _KINDS.get(kind)) for kind, count in read.entries.items() if count]
    if len(kinds) > 1:
        entries += f" ({', '.join(kinds)})"
    rules = f", {plural(read.rules, 'rule')} run" if read.rules else ""
    return f"{plural(read.files, 'file')}, {entries}, {plural(read.links, 'link')}{rules}"


def found(view: View, *, whole: bool) -> str:
    """`1 error, 2 warnings, 3 info (3 not shown: -v)`; nothing is hidden where the report is `whole`."""
    if not view.findings:
        return "no findings"
    counts = Counter(finding.severity for finding in view.findings)
    kinds = [plural(counts[severity], noun, nouns) for severity, noun, nouns in _SEVERITIES if counts[severity]]
    unseen = 0 if whole else sum(not view.shows(finding) for finding in view.findings)
    if unseen:
        kinds[-1] += f" ({unseen:,} not shown: -v)"
    return ", ".join(kinds)


def fixable(view: View, *, tried: Sequence[str] = ()) -> str | None:
    """`3 can be fixed with --fix, 1 more with --unsafe-fixes`; None where nothing can.

    `tried` are the kinds of fixes, `safe` or `unsafe`, that this run applied: what they left, they cannot mend.
    """
    counts = Counter(finding.fix.safety for finding in view.findings if finding.fix is not None)
    safe, unsafe = (0 if kind in tried else counts[kind] for kind in ("safe", "unsafe"))
    if not safe:
        return f"{unsafe:,} can be fixed with --unsafe-fixes" if unsafe else None
    more = f", {unsafe:,} more with --unsafe-fixes" if unsafe else ""
    return f"{safe:,} can be fixed with --fix{more}"


def skipped(paths: Sequence[tuple[str, str]], *, verbose: bool) -> list[str]:
    """What was left out: one line for each reason with the first few names, or with all."""
    reasons: dict[str, list[str]] = {}
    for path, reason in paths:
        reasons.setdefault(reason, []).append(path)
    lines = []
    for reason, names in reasons.items():
        shown = names if verbose else names[:3]
        more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
        lines.append(f"skipped, {reason}: {', '.join(shown)}{more}")
    return lines
