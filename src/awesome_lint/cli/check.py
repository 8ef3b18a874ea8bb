"""`awesome-lint check`: lint lists offline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from awesome_lint.cli.comparing import Narrowing, comparing_options
from awesome_lint.cli.options import codes_option, help_option, reading_options, speaking_options
from awesome_lint.cli.reading import Lists, keep_lists, plural, read_lists, summary_of_skipped
from awesome_lint.cli.streams import say, write_output
from awesome_lint.findings import Finding, Severity
from awesome_lint.report import FORMATS, View, render

if TYPE_CHECKING:
    from awesome_lint.rules import Rule

FAIL_ON = ("error", "warning", "info", "never")


@click.command(add_help_option=False)
@reading_options
@codes_option("--select", "Run these rules only: codes or their beginnings, separated by commas, or ALL.")
@codes_option("--extend-select", "Run these rules too.")
@codes_option("--ignore", "Do not run these rules.")
@click.option("--output-format", type=click.Choice(list(FORMATS)), default="concise", help="Default: concise.")
@click.option("--output-file", metavar="FILE", help="Write the findings there instead of standard output.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", help="Exit 1 from which severity on (error).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings.")
@click.option("--strict", is_flag=True, help="Exit 2 when no entry was found at all.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
@comparing_options
@speaking_options
@help_option
def command(
    paths: tuple[str, ...],
    max_file_size: int,
    stdin_filename: str | None,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    output_file: str | None,
    fail_on: str,
    exit_zero: bool,
    strict: bool,
    isolated: bool,
    diff_base: str | None,
    baseline: str | None,
    write_baseline: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Lint lists: files, folders, or - for standard input; the current folder by default."""
    from awesome_lint.lint import Settings, SettingsError, lint_documents, rule_info

    narrowing = Narrowing(diff_base, baseline, write_baseline)
    settings = Settings(select=select or None, ignore=ignore, extend_select=extend_select, isolated=isolated)
    try:
        rules = [selected.rule for selected in settings.selected()]
    except SettingsError as problem:
        raise click.UsageError(str(problem)) from problem
    lists = read_lists(paths, max_file_size, stdin_filename)
    keep_lists(lists, output_file)
    comparison = narrowing.comparison(lists)
    findings = lint_documents(lists.documents, settings, changes=comparison.changes if comparison else {})
    findings = narrowing.new(findings, comparison, lists, settings, [rule.code for rule in rules])
    view = View(
        findings=tuple(findings),
        sources={document.path: document.source for document in lists.documents},
        rules={rule.code: rule_info(rule) for rule in rules},
        asked=frozenset(rule.code for rule in rules if _names(rule, select + extend_select)),
        verbose=verbose or fail_on == "info",
    )
    machine = FORMATS[output_format].machine
    write_output(render(output_format, view), output_file, machine=machine)
    if not quiet:
        for line in [*_summary(lists, view, len(rules), hidden=not machine, verbose=verbose), *narrowing.said]:
            say(f"awesome-lint: {line}")
    if lists.failed or (strict and not lists.entries):
        return 2
    return 0 if exit_zero else int(_fails(findings, fail_on))


def _names(rule: type[Rule], selectors: Sequence[str]) -> bool:
    """Whether a rule was selected by its full code or name."""
    return any(selector.upper() == rule.code or selector.lower() == rule.name for selector in selectors)


def _fails(findings: Sequence[Finding], fail_on: str) -> bool:
    if fail_on == "never":
        return False
    level = Severity[fail_on.upper()]
    return any(finding.severity >= level for finding in findings)


def _summary(lists: Lists, view: View, rules: int, *, hidden: bool, verbose: bool) -> list[str]:
    """What was understood, what was found, what was left out and why."""
    lines = [f"{lists.counted}, {plural(rules, 'rule')} run: {_counted(view, hidden=hidden)}"]
    if not lists.entries:
        lines.append("no entry was found" if lists.documents or lists.skipped else "no Markdown file was found")
    return lines + summary_of_skipped(lists.skipped, verbose=verbose)


def _counted(view: View, *, hidden: bool) -> str:
    if not view.findings:
        return "no findings"
    counts = Counter(finding.severity for finding in view.findings)
    kinds = [
        plural(counts[severity], noun, nouns)
        for severity, noun, nouns in (
            (Severity.ERROR, "error", "errors"),
            (Severity.WARNING, "warning", "warnings"),
            (Severity.INFO, "info", "info"),
        )
        if counts[severity]
    ]
    unseen = sum(not view.shows(finding) for finding in view.findings) if hidden else 0
    if unseen:
        kinds[-1] += f" ({unseen:,} not shown: -v)"
    fixable = sum(finding.fix is not None for finding in view.findings)
    return ", ".join(kinds) + f"; {fixable:,} of {plural(len(view.findings), 'finding')} can be fixed"
