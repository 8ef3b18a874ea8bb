"""`awesome-lint check`: lint lists offline."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from awesome_lint import __version__
from awesome_lint.cli.options import codes_option, help_option, reading_options, speaking_options
from awesome_lint.cli.reading import keep_lists, read_lists
from awesome_lint.cli.streams import say, write_output
from awesome_lint.cli.terminal import on_terminal, reader
from awesome_lint.findings import Finding, Severity
from awesome_lint.report import COUNTED, FORMATS, View, counts, render, summary

if TYPE_CHECKING:
    from awesome_lint.rules import Rule

FAIL_ON = ("error", "warning", "info", "never")


@click.command(add_help_option=False)
@reading_options
@codes_option("--select", "Run these rules only: codes or their beginnings, separated by commas, or ALL.")
@codes_option("--extend-select", "Run these rules too.")
@codes_option("--ignore", "Do not run these rules.")
@click.option("--output-format", type=click.Choice(list(FORMATS)), help="Default: full on a terminal, else concise.")
@click.option("--output-file", metavar="FILE", help="Write the findings there instead of standard output.")
@click.option("--statistics", is_flag=True, help="How often each rule found something, instead of the findings.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", help="Exit 1 from which severity on (error).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings.")
@click.option("--strict", is_flag=True, help="Exit 2 when no entry was found at all.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
@speaking_options
@help_option
def command(
    paths: tuple[str, ...],
    max_file_size: int,
    stdin_filename: str | None,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str | None,
    output_file: str | None,
    statistics: bool,
    fail_on: str,
    exit_zero: bool,
    strict: bool,
    isolated: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Lint lists: files, folders, or - for standard input; the current folder by default."""
    from awesome_lint.lint import Settings, SettingsError, lint_documents, rule_info

    settings = Settings(select=select or None, ignore=ignore, extend_select=extend_select, isolated=isolated)
    try:
        rules = [selected.rule for selected in settings.selected()]
    except SettingsError as problem:
        raise click.UsageError(str(problem)) from problem
    output_format = output_format or ("full" if on_terminal(output_file) else "concise")
    if statistics and output_format not in COUNTED:
        raise click.UsageError(f"--statistics goes with the formats {', '.join(COUNTED)}, not with {output_format}")
    lists = read_lists(paths, max_file_size, stdin_filename)
    keep_lists(lists, output_file)
    findings = lint_documents(lists.documents, settings)
    view = View(
        findings=tuple(findings),
        sources={document.path: document.source for document in lists.documents},
        rules={rule.code: rule_info(rule) for rule in rules},
        asked=frozenset(rule.code for rule in rules if _names(rule, select + extend_select)),
        verbose=verbose or fail_on == "info",
        understood=lists.understood(len(rules)),
        terminal=reader(output_file),
        root=os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR"),
        version=__version__,
    )
    text = counts(output_format, view) if statistics else render(output_format, view)
    write_output(text, output_file, machine=FORMATS[output_format].machine)
    if not quiet:
        whole = statistics or FORMATS[output_format].whole
        for line in _summary(view, output_format, whole=whole, verbose=verbose):
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


def _summary(view: View, output_format: str, *, whole: bool, verbose: bool) -> list[str]:
    """What was understood, what was found, what was left out and why, and at most one hint."""
    read = view.understood
    lines = [f"{summary.understood(read)}: {summary.found(view, whole=whole)}"]
    if fixes := summary.fixable(view):
        lines.append(fixes)
    if not sum(read.entries.values()):
        lines.append("no entry was found" if read.files or read.skipped else "no Markdown file was found")
    lines += summary.skipped(read.skipped, verbose=verbose)
    if view.findings and os.environ.get("GITHUB_ACTIONS") == "true" and not FORMATS[output_format].machine:
        lines.append("hint: --output-format github shows findings on the lines of a pull request")
    elif output_format == "full" and (shown := next(filter(view.shows, view.findings), None)):
        lines.append(f"hint: `awesome-lint rule {shown.code}` explains a rule")
    return lines
