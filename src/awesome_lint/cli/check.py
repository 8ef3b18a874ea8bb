"""`awesome-lint check`: lint lists offline."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from awesome_lint import __version__
from awesome_lint.cli.comparing import Narrowing, comparing_options
from awesome_lint.cli.options import codes_option, configuration_options, help_option, reading_options, speaking_options
from awesome_lint.cli.reading import Lists, keep_lists, read_lists
from awesome_lint.cli.streams import say, write_output
from awesome_lint.cli.terminal import on_terminal, reader
from awesome_lint.findings import Finding, Severity
from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.lint.configuration import Configurations, Flags, shown_path
from awesome_lint.lint.settings import Exemption
from awesome_lint.model import Document
from awesome_lint.report import COUNTED, FORMATS, View, counts, render, summary

if TYPE_CHECKING:
    from awesome_lint.cli.fixing import FixedLists
    from awesome_lint.lint import Settings
    from awesome_lint.lint.compare import Comparison

FAIL_ON = ("error", "warning", "info", "never")


@click.command(add_help_option=False)
@reading_options
@codes_option("--select", "Run these rules only: codes or their beginnings, separated by commas, or ALL.")
@codes_option("--extend-select", "Run these rules too.")
@codes_option("--ignore", "Do not run these rules.")
@click.option("--output-format", type=click.Choice(list(FORMATS)), help="Default: full on a terminal, else concise.")
@click.option("--output-file", metavar="FILE", help="Write the findings there instead of standard output.")
@click.option("--statistics", is_flag=True, help="How often each rule found something, instead of the findings.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit 1 from which severity on (error).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings.")
@click.option("--strict", is_flag=True, help="Exit 2 when no entry was found at all.")
@click.option("--fix", is_flag=True, help="Apply safe fixes, and report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply those fixes too that someone should look at.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and write nothing.")
@click.option("--watch", is_flag=True, help="Lint again whenever a list or its configuration changes.")
@click.option("--add-ignores", is_flag=True, help="Write comments into the lists that suppress what is shown.")
@click.option("--show-settings", is_flag=True, help="Print what holds for each list, and from where.")
@click.option("--show-files", is_flag=True, help="Print what would be linted, and what is skipped.")
@configuration_options
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
    output_format: str | None,
    output_file: str | None,
    statistics: bool,
    fail_on: str | None,
    exit_zero: bool,
    strict: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    watch: bool,
    add_ignores: bool,
    show_settings: bool,
    show_files: bool,
    config: tuple[str, ...],
    isolated: bool,
    force_exclude: bool,
    diff_base: str | None,
    baseline: str | None,
    write_baseline: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Lint lists: files, folders, or - for standard input; the current folder by default."""
    from awesome_lint.cli.exempting import exemption_sources, unused_exemptions
    from awesome_lint.lint import Settings, SettingsError, lint_documents, rule_info

    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes goes with --fix, or with --diff to look first")
    if diff and add_ignores:
        raise click.UsageError("--diff writes nothing, and --add-ignores does: use one of them")
    if watch:
        from awesome_lint.cli.watch import watch as lint_again

        context = click.get_current_context()
        again = partial(context.invoke, command, **(context.params | {"watch": False}))
        settings = [text for text in config if "=" not in text]
        return lint_again(again, paths, settings, [output_file] if output_file else [])
    narrowing = Narrowing(diff_base, baseline, write_baseline)
    configurations = Configurations(Flags(select or None, extend_select, ignore, fail_on, config, isolated))
    try:
        Settings(select or None, ignore, extend_select).selected()
    except SettingsError as problem:
        raise click.UsageError(str(problem)) from problem
    output_format = output_format or ("full" if on_terminal(output_file) else "concise")
    if statistics and output_format not in COUNTED:
        raise click.UsageError(f"--statistics goes with the formats {', '.join(COUNTED)}, not with {output_format}")
    lists = read_lists(paths, max_file_size, stdin_filename, configurations, force_exclude=force_exclude, beside=True)
    keep_lists(lists, output_file)
    settings_of = _settings_of(lists, configurations)
    if show_files or show_settings:
        from awesome_lint.cli.showing import files_shown, settings_shown

        show = files_shown(lists) if show_files else settings_shown(lists, configurations, settings_of)
        write_output(show, output_file)
        return 0
    base = knowledge()

    def known_of(document: Document) -> Knowledge:
        return configurations.of(document.path).knowledge or base

    def lint(
        lists: Lists,
        comparison: Comparison | None,
        others: Sequence[Document] = (),
        exempted: set[Exemption] | None = None,
    ) -> list[Finding]:
        return lint_documents(
            lists.documents,
            settings_of,
            known_of,
            beside=(*others, *lists.beside),
            exempted=exempted,
            changes=comparison.changes if comparison else {},
        )

    used = list({id(one): one for one in (settings_of(document) for document in lists.documents)}.values())
    rules = {selected.rule.code: selected.rule for one in used for selected in one.selected()}
    fixed: FixedLists | None = None
    tried = (("safe", "unsafe") if unsafe_fixes else ("safe",)) if fix else ()
    if fix or diff:
        from awesome_lint.cli.fixing import counted_fixes, fix_lists, print_aside

        def judge(documents: Sequence[Document], others: Sequence[Document]) -> list[Finding]:
            comparison = narrowing.comparison(lists._replace(documents=(*documents, *others)))
            found = lint(lists._replace(documents=tuple(documents)), comparison, others)
            return narrowing.to_fix(found, comparison, documents, settings_of, rules, known_of)

        fixed = fix_lists(lists, judge, unsafe=unsafe_fixes, diff=diff, output_file=output_file)
        if diff:
            if not quiet:
                say(f"awesome-lint: {counted_fixes(fixed.fixed, diff=True)}")
            return 2 if lists.failed else int(fixed.changed)
        lists = fixed.lists
    comparison = narrowing.comparison(lists)
    exempted: set[Exemption] = set()
    findings = lint(lists, comparison, exempted=exempted)
    findings += unused_exemptions(lists, paths, configurations, exempted, settings_of)
    findings = narrowing.new(findings, comparison, lists, settings_of, rules, known_of)
    levels = {document.path: configurations.of(document.path).fail_on for document in lists.documents}
    levels |= {shown_path(one.path): one.fail_on for one in configurations.used if one.path}
    view = View(
        findings=tuple(findings),
        sources={document.path: document.source for document in lists.documents} | exemption_sources(findings),
        rules={code: rule_info(rule) for code, rule in rules.items()},
        asked=frozenset(code for code in rules if any(one.names(code) for one in used)),
        verbose=verbose or "info" in levels.values(),
        understood=lists.understood(len(rules)),
        terminal=reader(output_file),
        root=os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR"),
        version=__version__,
    )
    if add_ignores:
        from awesome_lint.cli.ignoring import add_ignores as write

        shown = [finding for finding in findings if view.shows(finding)]
        return write(lists, shown, configurations, max_file_size, quiet=quiet)
    text = counts(output_format, view) if statistics else render(output_format, view)
    if fixed is not None and lists.stdin is not None and output_file is None:
        print_aside(text)
    else:
        write_output(text, output_file, machine=FORMATS[output_format].machine)
    if not quiet:
        whole = statistics or FORMATS[output_format].whole
        lines = _summary(lists, view, output_format, whole=whole, verbose=verbose, tried=tried)
        done = [counted_fixes(fixed.fixed, diff=False)] if fixed else []
        for line in [*done, *lines, *narrowing.said]:
            say(f"awesome-lint: {line}")
    if lists.failed or (strict and not lists.entries):
        return 2
    return 0 if exit_zero else int(_fails(findings, levels))


def _settings_of(lists: Lists, configurations: Configurations) -> Callable[[Document], Settings]:
    """What each document is linted with: its configuration, and less of it where it is no list."""
    return lambda document: configurations.of(document.path).settings(
        document.path, is_list=document.path not in lists.others
    )


def _fails(findings: Sequence[Finding], levels: Mapping[str, str]) -> bool:
    """Whether a finding is as bad as its file's configuration, by path, lets no run pass with."""
    return any(
        level != "never" and finding.severity >= Severity[level.upper()]
        for finding in findings
        if (level := levels.get(finding.path, "error"))
    )


def _summary(
    lists: Lists, view: View, output_format: str, *, whole: bool, verbose: bool, tried: Sequence[str] = ()
) -> list[str]:
    """What was understood, what was found, what was left out and why, and at most one hint."""
    read = view.understood
    lines = [f"{summary.understood(read)}: {summary.found(view, whole=whole)}"]
    if fixes := summary.fixable(view, tried=tried):
        lines.append(fixes)
    if not sum(read.entries.values()):
        lines.append("no entry was found" if read.files or read.skipped else "no Markdown file was found")
    if lists.others:
        lines.append(f"no list, so only rules about links and the surface: {', '.join(sorted(lists.others))}")
    lines += summary.skipped(read.skipped, verbose=verbose)
    if view.findings and os.environ.get("GITHUB_ACTIONS") == "true" and not FORMATS[output_format].machine:
        lines.append("hint: --output-format github shows findings on the lines of a pull request")
    elif output_format == "full" and (shown := next(filter(view.shows, view.findings), None)):
        lines.append(f"hint: `awesome-lint rule {shown.code}` explains a rule")
    return lines
