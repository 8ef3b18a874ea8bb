"""What the rules about one missing link say: which one, of which entry, and how many of its siblings have it."""

from __future__ import annotations

from awesome_lint.findings import Severity
from awesome_lint.model import Entry
from awesome_lint.rules.base import Context, Report, shorten


def lacking(context: Context, entry: Entry, role: str, severity: Severity | None = None) -> Report:
    """The report that `entry` has no link of `role`; `severity` None: the rule's own."""
    siblings = context.siblings(entry)
    having = context.facts.giving_share(siblings, role)
    return context.report(
        entry.field_span("title"),
        f"no {role} link for `{shorten(entry.title)}`; {having:.0%} of {len(siblings)} siblings have one",
        severity=severity,
        entry=entry,
    )
