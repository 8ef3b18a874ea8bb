"""A run of `check`: read, judge, compare, fix, report. What an earlier run came to is used again where it still holds.

Nothing here loads the parser or the rules before it is clear that they are needed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from awesome_lint import __version__
from awesome_lint.cli.comparing import Narrowing, configured_baselines
from awesome_lint.cli.reading import Files, keep_lists, read_files
from awesome_lint.cli.streams import say, write_output
from awesome_lint.cli.terminal import on_terminal, reader
from awesome_lint.findings import Finding, RuleInfo, Severity
from awesome_lint.lint.configuration import Configurations, Flags, shown_path
from awesome_lint.records import NamedTuple
from awesome_lint.report import COUNTED, FORMATS, View, counts, render, summary
from awesome_lint.report.view import COMPARED, Added, Terminal, Understood
from awesome_lint.rules.online import ONLINE

if TYPE_CHECKING:
    from awesome_lint.cli.judging import Judging
    from awesome_lint.cli.remembering import Memory
    from awesome_lint.model import Document, Evidence
    from awesome_lint.source import Source


class Asked(NamedTuple):
    """The options of the command, by their names."""

    paths: tuple[str, ...]
    max_file_size: int
    stdin_filename: str | None
    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    add_ignores: bool
    diff_base: str | None
    baseline: str | None
    write_baseline: bool
    no_baseline: bool
    output_format: str | None
    output_file: str | None
    reports: tuple[tuple[str, str], ...]
    statistics: bool
    fail_on: str | None
    exit_zero: bool
    strict: bool
    config: tuple[str, ...]
    isolated: bool
    force_exclude: bool
    show_settings: bool
    show_files: bool
    no_cache: bool
    jobs: int | None
    verbose: bool
    quiet: bool

    @property
    def format(self) -> str:
        return self.output_format or ("full" if on_terminal(self.output_file) else "concise")

    @property
    def formats(self) -> tuple[str, ...]:
        """Those of all reports of the run."""
        return self.format, *(name for name, _ in self.reports)

    @property
    def flags(self) -> Flags:
        return Flags(self.select or None, self.extend_select, self.ignore, self.fail_on, self.config, self.isolated)

    @property
    def tells_what_came(self) -> bool:
        """Whether a report is about the entries that a change brings."""
        return COMPARED in self.formats

    @property
    def only_reports(self) -> bool:
        """Whether the run does nothing but report what stands in the files."""
        doing = self.fix, self.diff, self.add_ignores, self.diff_base, self.baseline, self.write_baseline
        return not any((*doing, self.show_settings, self.show_files, "-" in self.paths))

    def refuse_contradictions(self) -> None:
        """`UsageError` where options do not go together."""
        if self.unsafe_fixes and not (self.fix or self.diff):
            raise click.UsageError("--unsafe-fixes goes with --fix, or with --diff to look first")
        if self.diff and self.add_ignores:
            raise click.UsageError("--diff writes nothing, and --add-ignores does: use one of them")
        if self.reports and (self.diff or self.add_ignores):
            raise click.UsageError(f"{'--diff' if self.diff else '--add-ignores'} makes no report: leave out --report")
        places: set[str] = set()
        for path in filter(None, (self.output_file, *(path for _, path in self.reports))):
            if os.path.realpath(path) in places:
                raise click.UsageError(f"{path} would be written twice: give every report a file of its own")
            places.add(os.path.realpath(path))
        if self.statistics and self.format not in COUNTED:
            raise click.UsageError(f"--statistics goes with the formats {', '.join(COUNTED)}, not with {self.format}")
        if self.no_baseline and (self.baseline is not None or self.write_baseline):
            raise click.UsageError("--no-baseline goes with neither --baseline nor --write-baseline")
        Narrowing(self.diff_base, self.baseline, self.write_baseline)

    def narrowing(self, files: Files, configurations: Configurations) -> Narrowing:
        """What the options and the configurations of `files` leave. `UsageError`, `FileError` for what cannot be."""
        paths = [file.path for file in files.files]
        configured = {} if self.no_baseline else configured_baselines(paths, configurations)
        found = Narrowing(self.diff_base, self.baseline, self.write_baseline, configured)
        found.ready(paths)
        return found


class Outcome(NamedTuple):
    """What a run came to: all that a report needs.

    `rules` are those that ran, by code, `asked` the codes that were selected as such. `others` are the files that were
    named and are no lists. `said` is what the summary adds, `done` what it begins with. `documents` are the lists,
    empty where an earlier run's result is told again; `evidence` is what the network said, where it was asked. `added`
    are the entries that a change brought, where the report tells of them.
    """

    findings: tuple[Finding, ...]
    sources: Mapping[str, Source]
    rules: Mapping[str, RuleInfo]
    asked: frozenset[str]
    understood: Understood
    others: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    failed: bool = False
    said: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    evidence: Mapping[str, Evidence] | None = None
    added: tuple[Added, ...] = ()


def check(asked: Asked) -> int:
    """Lint as `asked`, report, and return the exit code."""
    memory = _memory(asked)
    configurations = Configurations(asked.flags, memory.cache if memory else None)
    files = read(asked, configurations)
    outcome = memory.recall(files, configurations) if memory else None
    judging: Judging | None = None
    if outcome is None:
        from awesome_lint.cli.judging import Judging

        try:
            judging = Judging(asked, files, configurations)
        except KeyboardInterrupt:
            report_nothing(asked, configurations)
            raise
        if asked.show_files or asked.show_settings:
            write_output(judging.shown(), asked.output_file)
            return 2 if files.failed else 0
        if asked.diff:
            return judging.diff()
        outcome = judge(asked, configurations, judging)
        if memory and judging.questions is not None:
            memory.keep(files, configurations, outcome, judging.questions)
    outcome = outcome._replace(said=(*outcome.said, *_elsewhere(asked)))
    return finish(asked, outcome, configurations, judging)


def read(asked: Asked, configurations: Configurations) -> Files:
    """Read what is to be linted, and what it is compared with."""
    files = read_files(
        asked.paths,
        asked.max_file_size,
        asked.stdin_filename,
        configurations,
        force_exclude=asked.force_exclude,
        beside=True,
    )
    paths = [file.path for file in files.files if not file.is_stdin]
    keep_lists(paths, asked.output_file)
    for _, path in asked.reports:
        keep_lists(paths, path, "--report")
    return files


def judge(asked: Asked, configurations: Configurations, judging: Judging) -> Outcome:
    """Fix what is to be fixed, and what is found then; a run that is interrupted here reports what it found so far."""
    try:
        return judging.outcome()
    except KeyboardInterrupt:
        report(asked, judging.outcome_so_far(), configurations, judging)
        raise


def finish(asked: Asked, outcome: Outcome, configurations: Configurations, judging: Judging | None) -> int:
    """Report what a run came to, or write comments that suppress it; the exit code."""
    if asked.add_ignores and judging is not None:
        shows = _view(asked, outcome, _levels(outcome, configurations)).shows
        return judging.add_ignores(list(filter(shows, outcome.findings)), shows)
    return report(asked, outcome, configurations, judging)


def _memory(asked: Asked) -> Memory | None:
    """What earlier runs came to; None where results are not kept."""
    if asked.no_cache or not asked.only_reports or any(FORMATS[name].entries for name in asked.formats):
        return None
    from awesome_lint.cli.remembering import Memory

    return Memory(asked)


def _elsewhere(asked: Asked) -> Iterator[str]:
    """What of the selection another command runs, for the summary."""
    for code in dict.fromkeys((*asked.select, *asked.extend_select)):
        if code.upper() in ONLINE or code.lower() in ONLINE.values():
            yield f"{code} {runs_elsewhere(online=False)}"


def runs_elsewhere(*, online: bool) -> str:
    """Which command runs the rules that the one for which this is said does not; `online`: that is `links`."""
    if online:
        return "asks nothing of the network: `awesome-lint check` runs it"
    return "asks the network: `awesome-lint links` runs it"


def report_nothing(asked: Asked, configurations: Configurations) -> None:
    """The report of a run that was interrupted before it found anything: machine formats are whole all the same."""
    report(asked._replace(quiet=True), Outcome((), {}, {}, frozenset(), Understood()), configurations)


def report(asked: Asked, outcome: Outcome, configurations: Configurations, judging: Judging | None = None) -> int:
    """Write the report and the summary; the exit code."""
    for notice in outcome.notices:
        say(f"awesome-lint: {notice}")
    levels = _levels(outcome, configurations)
    view = _view(asked, outcome, levels)
    text = counts(asked.format, view) if asked.statistics else render(asked.format, view)
    if judging is not None and judging.prints_list:
        judging.print_aside(text)
    else:
        write_output(text, asked.output_file, machine=FORMATS[asked.format].machine)
    for name, path in asked.reports:
        write_output(render(name, view._replace(terminal=Terminal())), path)
    if not asked.quiet:
        for line in (*outcome.done, *_summary(asked, outcome, view), *outcome.said, *_hint(asked, view)):
            say(f"awesome-lint: {line}")
    if outcome.failed or (asked.strict and not sum(outcome.understood.entries.values())):
        return 2
    return 0 if asked.exit_zero else int(_fails(outcome.findings, levels))


def _levels(outcome: Outcome, configurations: Configurations) -> dict[str, str]:
    """The severity from which findings fail the run, by path."""
    levels = {path: configurations.of(path).fail_on for path in outcome.sources if not path.endswith(".toml")}
    return levels | {shown_path(one.path): one.fail_on for one in configurations.used if one.path}


def _view(asked: Asked, outcome: Outcome, levels: Mapping[str, str]) -> View:
    return View(
        findings=outcome.findings,
        sources=outcome.sources,
        rules=outcome.rules,
        asked=outcome.asked,
        verbose=asked.verbose or "info" in levels.values(),
        understood=outcome.understood,
        terminal=reader(asked.output_file),
        root=os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR"),
        version=__version__,
        said=outcome.said,
        documents=outcome.documents,
        evidence=outcome.evidence,
        added=outcome.added,
    )


def _fails(findings: Sequence[Finding], levels: Mapping[str, str]) -> bool:
    """Whether a finding is as bad as its file's configuration, by path, lets no run pass with."""
    return any(
        level != "never" and finding.severity >= Severity[level.upper()]
        for finding in findings
        if (level := levels.get(finding.path, "error"))
    )


def _summary(asked: Asked, outcome: Outcome, view: View) -> list[str]:
    """What was understood, what was found, what was left out and why."""
    read = outcome.understood
    whole = asked.statistics or FORMATS[asked.format].whole
    tried = ("safe", "unsafe") if asked.unsafe_fixes else ("safe",)
    lines = [f"{summary.understood(read)}: {summary.found(view, whole=whole)}"]
    if fixes := summary.fixable(view, tried=tried if asked.fix else ()):
        lines.append(fixes)
    if not sum(read.entries.values()) and not outcome.failed:
        lines.append("no entry was found" if read.files or read.skipped else "no Markdown file was found")
    if outcome.others:
        lines.append(f"no list, so only rules about links and the surface: {', '.join(outcome.others)}")
    return [*lines, *summary.skipped(read.skipped, verbose=asked.verbose)]


def _hint(asked: Asked, view: View) -> Iterator[str]:
    """What may help with the report, below all that was understood: at most one line."""
    if view.findings and os.environ.get("GITHUB_ACTIONS") == "true" and not FORMATS[asked.format].machine:
        yield "hint: --output-format github shows findings on the lines of a pull request"
    elif asked.format == "full" and (shown := next(filter(view.shows, view.findings), None)):
        yield f"hint: `awesome-lint rule {shown.code}` explains a rule"
