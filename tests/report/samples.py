"""A small invented list, findings in it, and what a format prints of them."""

from __future__ import annotations

from typing import Any

from awesome_lint.findings import Finding, Fix, Related, RuleInfo, Severity
from awesome_lint.report import View, render
from awesome_lint.report.view import Understood
from awesome_lint.source import Edit, Source, Span

LIST = """\
# Birds

- [Wren Net](https://example.org/wren) a small net
- [Größe 鳥の網 ⭐](http://example.org/鳥) a net for birds, with a [demo]()
- [Owl](https://example.org/owl)
  a net that flies
  by night
  and by day
"""
SOURCE = Source(LIST, "birds/list.md")
RULES = {
    "L001": RuleInfo(
        "L001",
        "empty-link",
        Severity.ERROR,
        "A link without an address.",
        "A link\n\n## Why\nDead.",
        "https://e.org/L001",
    ),
    "S003": RuleInfo(
        "S003", "broken-line", Severity.WARNING, "A broken line.", "Broken.", "https://e.org/S003", "safe"
    ),
}


def finding(marked: str, source: Source = SOURCE, **given: Any) -> Finding:
    """A finding about the first occurrence of `marked` in the list."""
    span = Span(source.text.index(marked), source.text.index(marked) + len(marked))
    (line, column), (end_line, end_column) = source.position(span.start), source.position(span.end)
    fields: dict[str, Any] = {
        "code": "L001",
        "name": "empty-link",
        "severity": Severity.ERROR,
        "message": "`demo` has no address",
        "path": source.path,
        "group": source.line_span(line).start,
        **given,
    }
    return Finding(span=span, line=line, column=column, end_line=end_line, end_column=end_column, **fields)


def replaced(old: str, new: str, source: Source = SOURCE) -> Edit:
    """The edit that writes `new` for the first occurrence of `old` in the list."""
    start = source.text.index(old)
    return Edit(Span(start, start + len(old)), new)


FINDINGS = (
    finding(
        "small net",
        severity=Severity.INFO,
        code="S003",
        name="broken-line",
        message="says little",
        entry="Wren Net",
        fix=Fix("safe", "Say more", (replaced("small net", "small net for birds"),)),
    ),
    finding(
        "[demo]()",
        entry="Größe 鳥の網 ⭐",
        related=(Related("birds/other.md", 7, "has it"),),
        fix=Fix("unsafe", "Remove the link", (replaced(", with a [demo]()", ""),)),
    ),
    finding(
        "Owl](https://example.org/owl)\n  a net that flies\n  by night\n  and by day",
        code="S003",
        name="broken-line",
        severity=Severity.WARNING,
        message="the entry is broken after `Owl`",
        entry="Owl",
        fix=Fix("safe", "Join the lines", (replaced("\n  a net", " a net"),)),
    ),
)
UNDERSTOOD = Understood(2, {"paper": 2, "resource": 1}, 4, 30, (("birds/notes.md", "no entries"),))


def view(*findings: Finding, **given: Any) -> View:
    sources = {"birds/list.md": SOURCE}
    usual = {"sources": sources, "rules": RULES, "understood": UNDERSTOOD, "version": "0.1.0"}
    return View(findings or FINDINGS, **{**usual, **given})


def report(name: str, *findings: Finding, **given: Any) -> str:
    return render(name, view(*findings, **given))
