"""Documents in, findings out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from awesome_lint.findings import Finding
from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.lint.settings import SelectedRule, Settings
from awesome_lint.model import Collection, Document
from awesome_lint.rules.base import Context, Report
from awesome_lint.rules.facts import Facts


def lint_documents(
    documents: Sequence[Document], settings: Settings | None = None, known: Knowledge | None = None
) -> list[Finding]:
    """All findings of the selected rules, info included, in order of document, position and code; equal ones once.

    `known` replaces the built-in knowledge base. `SettingsError` where the settings name what there is not.
    """
    rules = (settings or Settings()).selected()
    collection = Collection(tuple(documents))
    known = known or knowledge()
    findings: list[Finding] = []
    for document in documents:
        found = set(_findings(document, collection, known, rules))
        findings += sorted(found, key=_order)
    return findings


def _findings(
    document: Document, collection: Collection, known: Knowledge, rules: tuple[SelectedRule, ...]
) -> Iterator[Finding]:
    facts = Facts(document, known)
    for selected in rules:
        context = Context(document, collection, known, facts, selected.options)
        for report in selected.rule().check(context):
            yield _finding(report, selected, document)


def _finding(report: Report, selected: SelectedRule, document: Document) -> Finding:
    start = document.source.position(report.span.start)
    end = document.source.position(report.span.end)
    rule = selected.rule
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=selected.severity or report.severity or rule.severity,
        message=report.message,
        path=document.path,
        span=report.span,
        line=start.line,
        column=start.column,
        end_line=end.line,
        end_column=end.column,
        entry=report.entry,
        related=report.related,
        fix=report.fix,
    )


def _order(finding: Finding) -> tuple[int, int, str, str]:
    return finding.span.start, finding.span.end, finding.code, finding.message
