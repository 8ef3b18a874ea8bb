"""A page of GitHub's Markdown, for the summary of a workflow's step or a comment."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from awesome_lint.report.entries import EntryFindings, by_entry
from awesome_lint.report.escape import coded, markdown
from awesome_lint.report.summary import fixable, found, plural, understood
from awesome_lint.report.view import View

MOST_BYTES = 1_000_000
"""GitHub takes 1 MiB for the summary of a step, and drops a longer one altogether."""
LONGEST_TEXT = 2_000

_HEAD = ("| Place | | Rule | Finding |", "| --: | --- | --- | --- |")


def render(view: View) -> str:
    """What was read and found, then a table for each file with the findings that the view shows."""
    entries = by_entry(view)
    lines = [f"### awesome-lint: {found(view, whole=False)}", ""]
    lines += [f"{understood(view.understood)}.", ""] if view.understood.files else []
    lines += [f"{fixes}.", ""] if (fixes := fixable(view)) else []
    for line in view.said:
        lines += [f"{_text(line)}.", ""]
    used, left = sum(len(line.encode()) + 1 for line in lines), sum(len(entry.shown) for entry in entries)
    for path, of_file in groupby(entries, key=lambda entry: entry.path):
        head = [f"#### {markdown(path)}", "", *_HEAD]
        for row in _rows(of_file, view):
            added = [*head, row]
            used += sum(len(line.encode()) + 1 for line in added)
            if used > MOST_BYTES:
                lines += ["", f"{plural(left, 'finding')} more: this page is full."]
                return _joined(lines)
            lines += added
            head = []
            left -= 1
        lines.append("")
    return _joined(lines)


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


def _rows(entries: Iterator[EntryFindings], view: View) -> Iterator[str]:
    for entry in entries:
        for one in entry.shown:
            finding = one.finding
            url = view.url(finding.code)
            rule = f"[{finding.code}]({url})" if url else finding.code
            said = _text(one.message)
            said += "".join(
                f"<br>{markdown(f'{at.path}:{at.line}')}: {_text(at.message)}" for at in finding.related[:3]
            )
            if finding.fix is not None:
                said += f"<br>*{finding.fix.safety} fix:* {_text(finding.fix.message)}"
            yield f"| {finding.line}:{finding.column} | {finding.severity} | {rule} {finding.name} | {said} |"


def _text(message: str) -> str:
    shown = message if len(message) <= LONGEST_TEXT else message[:LONGEST_TEXT] + "…"
    return coded(shown, markdown)
