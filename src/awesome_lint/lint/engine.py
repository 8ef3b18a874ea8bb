"""Documents in, findings out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from awesome_lint.findings import Finding
from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.lint.exemptions import without_exempt
from awesome_lint.lint.settings import Exemption, SelectedRule, Settings
from awesome_lint.matching.thresholds import Thresholds
from awesome_lint.model import Changes, Collection, Document, Evidence
from awesome_lint.records import NamedTuple
from awesome_lint.rules.across import Across
from awesome_lint.rules.base import Context, Report
from awesome_lint.rules.duplicates.d001_duplicate_entry import DuplicateEntry
from awesome_lint.rules.duplicates.d003_shared_resource_link import SharedResourceLink
from awesome_lint.rules.facts import Facts
from awesome_lint.rules.files import Question
from awesome_lint.rules.online import MORE_ONLINE

KnowledgeOf = Callable[[Document], Knowledge]
"""The knowledge base of each document: configurations may add to the built-in one."""
SettingsOf = Callable[[Document], Settings]
"""The settings of each document: the configuration nearest to a file holds for it."""


class Judgement(NamedTuple):
    """All findings, the exemptions that held for something, and what rules asked of the file system."""

    findings: list[Finding]
    exempted: frozenset[Exemption] = frozenset()
    questions: tuple[Question, ...] = ()


def lint_documents(
    documents: Sequence[Document],
    settings: Settings | SettingsOf | None = None,
    known: Knowledge | KnowledgeOf | None = None,
    *,
    beside: Sequence[Document] = (),
    changes: Mapping[str, Changes] = MappingProxyType({}),
    evidence: Mapping[str, Evidence] | None = None,
) -> list[Finding]:
    """The findings of `judge_documents`."""
    return judge_documents(documents, settings, known, beside=beside, changes=changes, evidence=evidence).findings


def judge_documents(
    documents: Sequence[Document],
    settings: Settings | SettingsOf | None = None,
    known: Knowledge | KnowledgeOf | None = None,
    *,
    beside: Sequence[Document] = (),
    changes: Mapping[str, Changes] = MappingProxyType({}),
    so_far: list[Finding] | None = None,
    evidence: Mapping[str, Evidence] | None = None,
) -> Judgement:
    """All findings of the selected rules, info included, in order of document, position and code; equal ones once.

    `settings` hold for all documents, or say what holds for each. `known` replaces the built-in knowledge base, for all
    or for each. `beside` are further lists of the same collection: they are compared with, and not reported. `changes`
    says, by path, what a change brought: then the rest of a document decides what prevails in it. Findings about
    unchanged entries are reported all the same. `so_far` holds what an interrupted run has found.
    `evidence` is what the network said, by address as the lists write it: then the rules that need it run, too.
    `SettingsError` where the settings name what there is not.
    """
    settings_of = settings if callable(settings) else _always(settings or Settings())
    base = knowledge() if known is None or callable(known) else known
    online = evidence is not None
    across = Across(Collection((*documents, *beside)), base, changes, evidence)
    selected: dict[int, tuple[Settings, tuple[SelectedRule, ...]]] = {}  # with the settings, for ids are used again
    findings: list[Finding] = [] if so_far is None else so_far
    findings.clear()
    exempted: set[Exemption] = set()
    questions: dict[Question, None] = {}
    for document in documents:
        wanted = settings_of(document)
        if id(wanted) not in selected:
            selected[id(wanted)] = wanted, wanted.selected(online=online)
        facts = Facts(
            document,
            known(document) if callable(known) else base,
            changes.get(document.path),
            _thresholds(wanted),
            dead_days(wanted) if online else 0,
        )
        rules = selected[id(wanted)][1]
        found = set(_findings(document, facts, across, [one for one in rules if not one.rule.last]))
        if wanted.exemptions:
            found = without_exempt(found, wanted.exemptions, facts, exempted)
        if facts.suppressions:
            ran = {one.rule.code for one in rules} - (frozenset() if online else MORE_ONLINE)
            found = facts.suppressions.without(found, ran)
            judged = _findings(document, facts, across, [one for one in rules if one.rule.last])
            found |= facts.suppressions.without(judged)
        findings += sorted(found, key=_order)
        questions.update(dict.fromkeys(facts.questions))
    return Judgement(list(findings), frozenset(exempted), tuple(questions))


def _always(settings: Settings) -> SettingsOf:
    return lambda document: settings


def _thresholds(settings: Settings) -> Thresholds:
    """How the rules about two entries compare, whichever of them run."""
    return Thresholds.from_options(settings.options_of(DuplicateEntry), settings.options_of(SharedResourceLink))


def dead_days(settings: Settings) -> int:
    """On how many days a link has to be dead before it is called so, whichever rules run."""
    from awesome_lint.rules.links.l101_dead_link import DeadLink

    days = settings.options_of(DeadLink)["dead-for"]
    assert isinstance(days, int)
    return days


def _findings(document: Document, facts: Facts, across: Across, rules: Sequence[SelectedRule]) -> Iterator[Finding]:
    for selected in rules:
        context = Context(document, facts.knowledge, facts, across, selected.options)
        for report in selected.rule().check(context):
            yield _finding(report, selected, facts)


def _finding(report: Report, selected: SelectedRule, facts: Facts) -> Finding:
    source = facts.document.source
    start = source.position(report.span.start)
    end = source.position(report.span.end)
    rule = selected.rule
    around = facts.entry_at(report.span.start)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=selected.severity or report.severity or rule.severity,
        message=report.message,
        path=facts.document.path,
        span=report.span,
        line=start.line,
        column=start.column,
        end_line=end.line,
        end_column=end.column,
        entry=report.entry,
        related=report.related,
        fix=report.fix,
        group=around.span.start if around else report.span.start,
    )


def _order(finding: Finding) -> tuple[int, int, str, str]:
    return finding.span.start, finding.span.end, finding.code, finding.message
