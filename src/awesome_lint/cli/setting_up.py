"""A run of `init`: look at the lists, propose, show, ask, write, and look again."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

import click

from awesome_lint.cli.exempting import unused_exemptions
from awesome_lint.cli.reading import FEW_ENTRIES, Lists, parse_files, read_files
from awesome_lint.cli.streams import fail, say, write_output
from awesome_lint.cli.terminal import reader
from awesome_lint.cli.writing import print_diff
from awesome_lint.files import DEFAULT_MAX_FILE_SIZE, FileError
from awesome_lint.findings import Finding, Severity
from awesome_lint.git import GitError, Repository, top_of
from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.lint.baseline import read_baseline
from awesome_lint.lint.configuration import Configuration, Configurations, shown_path
from awesome_lint.lint.configuration.load import OWN_NAMES, PYPROJECT, nearest_file
from awesome_lint.lint.engine import judge_documents
from awesome_lint.lint.settings import Settings
from awesome_lint.model import Document
from awesome_lint.records import NamedTuple
from awesome_lint.report.escape import printable
from awesome_lint.report.ink import Ink
from awesome_lint.report.summary import plural, understood
from awesome_lint.report.view import Understood
from awesome_lint.rules.base import HOME
from awesome_lint.rules.catalogue import OFFLINE_RULES
from awesome_lint.setup import files, hook, workflow
from awesome_lint.setup.configuration import (
    BASELINE,
    Addition,
    additions,
    configuration_text,
    with_additions,
    with_table,
)
from awesome_lint.setup.files import Planned
from awesome_lint.setup.propose import Proposal, escape_pattern, list_patterns, silences, test_folders
from awesome_lint.setup.survey import Firing, firings, manner
from awesome_lint.setup.written import RefusedError

_NAMED = 4
"""So many rules are named where findings are counted."""
SHOWN = 12
"""So many lines of a new baseline are shown before it is written: they are all of one form."""


class Asked(NamedTuple):
    """The options of the command, by their names."""

    path: str
    yes: bool
    diff: bool
    no_config: bool
    no_baseline: bool
    no_pre_commit: bool
    no_workflow: bool
    no_links: bool
    quiet: bool


class Seen(NamedTuple):
    """What stands in the folder: all lists that were read, those that its own configuration holds for, what is found.

    `findings` are about `own` lists and their configuration. `tests` are folders of tests by the list that stands
    there, which is looked at no further; `elsewhere` are folders with a configuration of their own.
    """

    root: str
    configuration: Configuration
    lists: Lists
    own: tuple[Document, ...]
    findings: tuple[Finding, ...]
    tests: Mapping[str, str] = MappingProxyType({})
    elsewhere: tuple[str, ...] = ()

    def relative(self, path: str) -> str:
        """A path as patterns of the configuration have it."""
        return os.path.relpath(os.path.abspath(path), os.path.abspath(self.root)).replace(os.sep, "/")

    def firings(self) -> list[Firing]:
        """How often which rule fires in which of the own lists."""
        return [row for document in self.own for row in firings(self.findings, document, OFFLINE_RULES)]

    def selected(self) -> set[str]:
        """The rules that the configuration asks for one by one."""
        settings = [self.configuration.settings(document.path) for document in self.own]
        return {rule.code for rule in OFFLINE_RULES if any(one.names(rule.code) for one in settings)}


class Plan(NamedTuple):
    """What is proposed: `proposal`, the `debt` that is left, and the files to write, in order.

    `notes` say what is there already or not wanted; `refused` what could not be added to.
    """

    proposal: Proposal
    debt: tuple[Finding, ...]
    planned: tuple[Planned, ...] = ()
    notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def init(asked: Asked) -> int:
    """Look, propose, show, ask, write; the exit code."""
    if asked.yes and asked.diff:
        raise click.UsageError("--diff writes nothing, and --yes does: use one of them")
    seen = look(asked.path)
    plan = propose(seen, asked)
    if not asked.quiet:
        for line in told(seen, plan):
            say(f"awesome-lint: {line}")
    for problem in plan.refused:
        fail(problem)
    failed = 2 if plan.refused else 0
    if not plan.planned:
        if not plan.refused:
            say("awesome-lint: nothing to write" + (": all is there" if not plan.notes else ""))
        return failed
    asks = not (asked.yes or asked.diff) and _is_terminal()
    if not asks:
        for one in plan.planned:
            _print(one.diff() if asked.diff else _shortened(one))
        if not asked.yes:
            if not asked.diff:
                say("awesome-lint: nothing written: there is no terminal to ask on; --yes writes all of it")
            return failed or 1
    written = write(choose(seen, plan) if asks else plan.planned, top_of(os.path.realpath(asked.path)) or asked.path)
    for line in afterwards(seen, written) if not asked.quiet else ():
        say(f"awesome-lint: {line}")
    return failed


# Looking


def look(path: str) -> Seen:
    """What stands in the folder at `path`. `UsageError` or `ClickException` where nothing can be set up there."""
    if not os.path.isdir(path):
        what = "a file; name the folder that it stands in" if os.path.exists(path) else "no such folder"
        raise click.UsageError(f"{path}: {what}")
    root = os.path.abspath(path)
    holds = nearest_file(root, {})
    if holds is not None and os.path.dirname(holds) != root:
        above = shown_path(os.path.dirname(holds))
        raise click.UsageError(f"{shown_path(holds)} holds for these lists: `awesome-lint init {above}` adds to it")
    configurations = Configurations()
    configuration = configurations.below(root)
    found = read_files((path,), DEFAULT_MAX_FILE_SIZE, None, configurations)
    if found.failed:
        raise click.ClickException(
            "nothing is written, for not every list could be read: mend that first, or let `exclude` of a"
            " configuration name it"
        )
    lists = parse_files(found, configurations, None)
    own = tuple(document for document in lists.documents if configurations.of(document.path) is configuration)
    if not own:
        raise click.ClickException(_no_list(path, lists))
    elsewhere = {configurations.of(one.path).folder for one in lists.documents if one not in own}
    relative = {one.path: os.path.relpath(os.path.abspath(one.path), root).replace(os.sep, "/") for one in own}
    tests = test_folders(relative.values()) if not configuration.has("lists") else {}  # which says itself what is one
    own = tuple(one for one in own if relative[one.path] not in tests)
    judged = tuple(one for one in lists.documents if relative.get(one.path) not in tests)

    def settings_of(document: Document) -> Settings:
        return configurations.of(document.path).settings(document.path)

    def known_of(document: Document) -> Knowledge:
        return configurations.of(document.path).knowledge or knowledge()

    judgement = judge_documents(judged, settings_of, known_of)
    lists = lists._replace(documents=judged)
    findings = [
        *judgement.findings,
        *unused_exemptions(lists, (path,), configurations, judgement.exempted, settings_of),
    ]
    paths = {document.path for document in own} | ({shown_path(configuration.path)} if configuration.path else set())
    about = tuple(finding for finding in findings if finding.path in paths)
    return Seen(path, configuration, lists, own, about, tests, tuple(sorted(map(shown_path, elsewhere))))


def _no_list(path: str, lists: Lists) -> str:
    if lists.documents:
        return f"{path}: every list here has a configuration of its own, in a folder below: run init there"
    seen = [f"{one.path}: {one.reason}" for one in lists.skipped[:3]]
    more = len(lists.skipped) - len(seen)
    told = "; ".join(seen) + (f"; and {more:,} more" if more else "")
    hint = "the key `lists` of a configuration says which file is one"
    return f"{path}: no list is here ({told}); {hint}" if seen else f"{path}: no Markdown file is here"


# Proposing


def propose(seen: Seen, asked: Asked) -> Plan:
    """What should be written, by what is there and what was asked for."""
    configuration = seen.configuration
    wanted = Proposal(
        silences=silences(seen.firings(), seen.selected()),
        lists=_lists(seen) if not configuration.has("lists") else (),
        exclude=tuple(sorted({f"/{escape_pattern(folder)}/" for folder in seen.tests.values()})),
        excluded=len(seen.tests),
    )
    proposal = wanted if not asked.no_config else Proposal()
    plan = Plan(proposal, tuple(one for one in seen.findings if not proposal.silences_finding(one)))
    notes: list[str] = []
    refused: list[str] = []
    planned: list[Planned] = []
    steps: tuple[tuple[bool, Callable[[], Sequence[Planned]]], ...] = (
        (asked.no_config, lambda: settings_files(seen, plan, notes, with_baseline=not asked.no_baseline)),
        (asked.no_pre_commit, lambda: _hook(seen, notes)),
        (asked.no_workflow, lambda: _workflow(seen, notes, links=not asked.no_links)),
    )
    for unwanted, step in steps:
        try:
            planned += () if unwanted else step()
        except FileError as problem:
            refused.append(str(problem))
    return plan._replace(planned=tuple(planned), notes=tuple(notes), refused=tuple(refused))


def _lists(seen: Seen) -> tuple[str, ...]:
    others = {seen.relative(file.path): file.reason for file in seen.lists.skipped}
    entryless = [path for path, reason in others.items() if reason != FEW_ENTRIES]
    return list_patterns([seen.relative(one.path) for one in seen.own], others, entryless)


def settings_files(seen: Seen, plan: Plan, notes: list[str], *, with_baseline: bool) -> list[Planned]:
    """The baseline, where one is wanted and missing, and the configuration, where it lacks anything."""
    configuration = seen.configuration
    planned: list[Planned] = []
    name: str | None = None
    if configuration.baseline is not None:
        if os.path.lexists(configuration.baseline):
            unknown = [one for one in _unknown(seen, plan.debt) if one.severity > Severity.INFO]
            if unknown:
                notes.append(f"{plural(len(unknown), 'finding')} that the baseline does not know: `awesome-lint check`")
        elif with_baseline:
            planned.append(_baseline(seen, plan.debt, shown_path(configuration.baseline)))
    elif with_baseline and any(finding.severity > Severity.INFO for finding in plan.debt):
        name = BASELINE
        planned.append(_baseline(seen, plan.debt, shown_path(os.path.join(seen.root, BASELINE))))
    relative = {document.path: seen.relative(document.path) for document in seen.own}
    added = additions(plan.proposal, name, _counted(plan.debt), relative)
    return [*planned, *_configuration(seen, added)]


def _configuration(seen: Seen, added: Sequence[Addition]) -> Iterator[Planned]:
    if not added:
        return
    configuration = seen.configuration
    pyproject = os.path.join(seen.root, PYPROJECT)
    if configuration.path is not None:
        path = shown_path(configuration.path)
        before = files.current(path)
        inherited = configuration.inherited_ignores
        yield Planned("configuration", path, before, with_additions(before or "", path, added, inherited))
    elif os.path.isfile(pyproject):
        path = shown_path(pyproject)
        before = files.current(path)
        yield Planned("configuration", path, before, with_table(before or "", path, added))
    else:
        path = shown_path(os.path.join(seen.root, OWN_NAMES[0]))
        yield Planned("configuration", path, None, configuration_text(added, path))


def _baseline(seen: Seen, debt: Sequence[Finding], path: str) -> Planned:
    codes = [rule.code for rule in OFFLINE_RULES]
    baseline = read_baseline(path, must_exist=False).renewed(debt, seen.own, codes)
    return Planned("baseline", path, files.current(path), baseline.text())


def _unknown(seen: Seen, findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings that the baseline of the configuration does not know."""
    if seen.configuration.baseline is None:
        return findings
    codes = [rule.code for rule in OFFLINE_RULES]
    return read_baseline(shown_path(seen.configuration.baseline)).judge(findings, seen.own, codes).new


def _hook(seen: Seen, notes: list[str]) -> list[Planned]:
    top = top_of(os.path.realpath(seen.root))
    if top is None:
        notes.append("no hook and no workflow: this is no git repository; `git init`, then run again")
        return []
    path = shown_path(os.path.join(top, hook.FILE))
    before = files.current(path)
    if before is not None and hook.has_hook(before):
        return []
    return [Planned("hook", path, before, hook.new_hooks() if before is None else hook.with_hook(before, path))]


def _workflow(seen: Seen, notes: list[str], *, links: bool) -> list[Planned]:
    root = os.path.realpath(seen.root)
    top = top_of(root)
    if top is None:
        return []
    path = shown_path(os.path.join(top, workflow.FILE))
    folder = os.path.dirname(path)
    beside = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    texts = [files.current(os.path.join(folder, name)) for name in beside if name.endswith((".yml", ".yaml"))]
    if any(text is not None and workflow.runs_awesome_lint(text) for text in texts):
        return []
    if os.path.lexists(path):
        raise RefusedError(path, "is there already, and runs something else; rename it, or use --no-workflow")
    try:
        repository = Repository(top)
        remotes, branch = repository.remotes, repository.main_branch
    except GitError as problem:
        notes.append(f"no workflow: {problem}")
        return []
    if remotes and not any("github" in remote.lower() for remote in remotes):
        notes.append("no workflow: the repository has a remote, and none on GitHub")
        return []
    below = os.path.relpath(root, os.path.realpath(top)).replace(os.sep, "/")
    return [Planned("workflow", path, None, workflow.workflow(branch, below, links=links))]


# Telling


def told(seen: Seen, plan: Plan) -> Iterator[str]:
    """What was found and what is proposed, line by line."""
    for document in seen.own:
        kinds = Counter(entry.kind for entry in document.entries)
        counted = {kind: kinds[kind] for kind in ("paper", "dataset", "resource")}
        read = Understood(1, counted, sum(len(entry.links) for entry in document.entries), 0, ())
        yield f"{document.path}: {understood(read).partition(', ')[2]}; {manner(document)}"
    for list_, folder in seen.tests.items():
        yield f"{list_}: in {folder}/, so left out"
    for folder in seen.elsewhere:
        yield f"{folder}: has a configuration of its own, and is not looked at: `awesome-lint init {folder}`"
    for silence in plan.proposal.silences:
        yield f"on purpose: {silence.reason}"
    known = seen.configuration.baseline
    if plan.debt and known is not None and os.path.lexists(known):
        yield f"{shown_path(known)} knows {plural(len(plan.debt) - len(_unknown(seen, plan.debt)), 'finding')}"
    elif plan.debt:
        yield f"old debt: {_counted(plan.debt, len(OFFLINE_RULES))}"
        safe = sum(finding.fix is not None and finding.fix.safety == "safe" for finding in plan.debt)
        if safe:
            yield f"hint: {safe:,} of them can be mended: `awesome-lint check --no-baseline --fix`"
    yield from plan.notes


def _counted(findings: Sequence[Finding], named: int = _NAMED) -> str:
    """`65 findings (16 V010, 14 S006, 35 of 9 other rules)`; so many rules are `named`."""
    counts = Counter(finding.code for finding in findings)
    first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{count:,} {code}" for code, count in first[:named]]
    if rest := first[named:]:
        shown.append(f"{sum(count for _, count in rest):,} of {plural(len(rest), 'other rule')}")
    return f"{plural(len(findings), 'finding')} ({', '.join(shown)})"


def _print(diff: str) -> None:
    """Print a unified diff, which `patch -p0` applies; on a terminal in colour."""
    terminal = reader()
    if not terminal.colour:
        print_diff(diff)
        return
    ink = Ink(terminal)
    write_output("".join(ink(_style(line), printable(line.rstrip("\r"))) + "\n" for line in diff.split("\n")[:-1]))


def _style(line: str) -> str:
    if line.startswith(("---", "+++")):
        return "path"
    return {"+": "added", "-": "removed", "@": "frame"}.get(line[:1], "dim")


# Asking


def choose(seen: Seen, plan: Plan) -> tuple[Planned, ...]:
    """Show each file, and ask for it; those that are wanted. A configuration names a baseline only where that is."""
    chosen: list[Planned] = []
    planned = list(plan.planned)
    while planned:
        one = planned.pop(0)
        _print(_shortened(one))
        if click.confirm(_question(one), default=True):
            chosen.append(one)
        elif one.kind == "baseline":
            without = settings_files(seen, plan, [], with_baseline=False)
            planned = [*without, *(other for other in planned if other.kind != "configuration")]
        elif one.kind == "configuration" and seen.configuration.baseline is None:
            if any(other.kind == "baseline" for other in chosen):
                say("awesome-lint: no baseline either: no configuration would name it")
            chosen = [other for other in chosen if other.kind != "baseline"]
    return tuple(chosen)


def _question(one: Planned) -> str:
    return f"{'Write' if one.before is None else 'Change'} {printable(one.path)}?"


def _shortened(one: Planned) -> str:
    diff = one.diff()
    lines = diff.split("\n")
    if one.kind != "baseline" or len(lines) <= SHOWN + 2:
        return diff
    return "\n".join([*lines[:SHOWN], f"@@ and {len(lines) - SHOWN - 1:,} more lines @@", ""])


def _is_terminal() -> bool:
    try:
        return sys.stdin is not None and sys.stdin.isatty() and sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False


# Writing


def write(planned: Sequence[Planned], top: str) -> tuple[Planned, ...]:
    """Write files, or none where one of them cannot be written, or lies outside the folder `top`."""
    for one in planned:
        files.check(one, top)
    for one in planned:
        files.write(one)
        say(f"awesome-lint: {one.path} written")
    return tuple(planned)


def afterwards(seen: Seen, written: Sequence[Planned]) -> Iterator[str]:
    """What holds now, and what is left to do."""
    kinds = {one.kind for one in written}
    if kinds & {"configuration", "baseline"}:
        again = look(seen.root)
        loud = [one for one in _unknown(again, again.findings) if one.severity > Severity.INFO]
        if loud:
            yield f"`awesome-lint check` reports {plural(len(loud), 'finding')}"
        else:
            yield "`awesome-lint check` is silent now, until something new is wrong"
    if not written:
        yield "nothing written"
    else:
        yield f"commit {', '.join(one.path for one in written)}"
    if "hook" in kinds:
        yield "`pre-commit install` lets git run the hook (`pip install pre-commit`)"
    if "workflow" in kinds:
        yield f"dead links can also stand in one issue: {HOME}/blob/main/docs/github-issue-and-comment.md"
