"""From files that were read to what a run says of them: lint, compare, fix."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from awesome_lint.cli.checking import Asked, Outcome, runs_elsewhere
from awesome_lint.cli.comparing import Narrowing
from awesome_lint.cli.exempting import exemption_sources, unused_exemptions
from awesome_lint.cli.reading import Files, parse_files
from awesome_lint.cli.streams import say
from awesome_lint.findings import Finding
from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.lint.configuration import Configuration, Configurations
from awesome_lint.lint.engine import Judgement, judge_documents
from awesome_lint.lint.pages import rule_info
from awesome_lint.lint.settings import SelectedRule, Settings, SettingsError
from awesome_lint.model import Document, Evidence
from awesome_lint.report.view import Added
from awesome_lint.rules.base import Rule
from awesome_lint.rules.files import Question
from awesome_lint.rules.online import LINK_CHECKS

if TYPE_CHECKING:
    from awesome_lint.lint.compare import Comparison
    from awesome_lint.markdown import Tree

Adapt = Callable[[Settings, Configuration], Settings]
"""What a command makes of the settings that a configuration comes to."""


class Judging:
    """One run over files. `questions` are what rules asked of the file system; None where more than that decided.

    `evidence` is what the network said, where it was asked.
    """

    def __init__(
        self,
        asked: Asked,
        files: Files,
        configurations: Configurations,
        adapt: Adapt | None = None,
        trees: Mapping[str, Tree] = MappingProxyType({}),
    ) -> None:
        """`adapt`: the run asks the network, and this is what it makes of settings. `trees` as for `parse_files`.

        `UsageError` where a rule is selected that there is not, or none that runs here.
        """
        self._adapt = adapt
        self._adapted: dict[int, tuple[Settings, Settings]] = {}  # with the settings, for ids are used again
        self.evidence: Mapping[str, Evidence] | None = None
        self._check_selection(asked)
        self.asked = asked
        self.configurations = configurations
        self.narrowing = asked.narrowing(files, configurations)
        self.lists = parse_files(files, configurations, asked.jobs, trees)
        self.questions: tuple[Question, ...] | None = None
        self._others = self.lists.others
        self._so_far: list[Finding] = []

    # What holds for a document

    def settings_of(self, document: Document) -> Settings:
        """What a document is linted with: its configuration, and less of it where it is no list."""
        configuration = self.configurations.of(document.path)
        settings = configuration.settings(document.path, is_list=document.path not in self._others)
        if self._adapt is None:
            return settings
        if id(settings) not in self._adapted:
            self._adapted[id(settings)] = settings, self._adapt(settings, configuration)
        return self._adapted[id(settings)][1]

    def _check_selection(self, asked: Asked) -> None:
        online = self._adapt is not None
        chosen = Settings(
            asked.select or None, asked.ignore, asked.extend_select, among=LINK_CHECKS if online else None
        )
        try:
            runs = chosen.selected(online=online)
        except SettingsError as problem:
            raise click.UsageError(str(problem)) from problem
        if asked.select and not runs and not asked.ignore:
            raise click.UsageError(f"no rule runs: {', '.join(asked.select)} {runs_elsewhere(online=online)}")

    def known_of(self, document: Document) -> Knowledge:
        return self.configurations.of(document.path).knowledge or knowledge()

    @cached_property
    def _used(self) -> list[Settings]:
        """The settings that hold for any list, each once."""
        found = (self.settings_of(document) for document in self.lists.documents)
        return list({id(settings): settings for settings in found}.values())

    @cached_property
    def rules(self) -> dict[str, type[Rule]]:
        """The rules that run on any list, by code."""
        return {selected.rule.code: selected.rule for settings in self._used for selected in self.selected(settings)}

    def selected(self, settings: Settings) -> tuple[SelectedRule, ...]:
        """The rules that run with some settings."""
        return settings.selected(online=self._adapt is not None)

    # What the run does

    def shown(self) -> str:
        """What `--show-files` or `--show-settings` prints."""
        from awesome_lint.cli.showing import files_shown, settings_shown

        if self.asked.show_files:
            return files_shown(self.lists)
        return settings_shown(self.lists, self.configurations, self.settings_of, self.selected)

    def diff(self) -> int:
        """Print what fixing would change; the exit code."""
        from awesome_lint.cli.fixing import counted_fixes, fix_lists

        fixed = fix_lists(
            self.lists, self._to_fix, unsafe=self.asked.unsafe_fixes, diff=True, output_file=self.asked.output_file
        )
        if not self.asked.quiet:
            say(f"awesome-lint: {counted_fixes(fixed.fixed, diff=True)}")
        if self.lists.failed:
            return 2
        return int(fixed.changed and not self.asked.exit_zero)

    def outcome(self) -> Outcome:
        """Fix where that was asked for, and what is found then."""
        done: tuple[str, ...] = ()
        if self.asked.fix:
            from awesome_lint.cli.fixing import counted_fixes, fix_lists

            fixed = fix_lists(self.lists, self._to_fix, unsafe=self.asked.unsafe_fixes, diff=False)
            self.lists = fixed.lists
            done = (counted_fixes(fixed.fixed, diff=False),)
        lists = self.lists
        comparison = self.narrowing.comparison(lists)
        judgement = self._judge(lists.documents, comparison)
        findings = list(judgement.findings)
        findings += unused_exemptions(
            lists, self.asked.paths, self.configurations, judgement.exempted, self.settings_of
        )
        findings = self.narrowing.new(
            findings, comparison, lists, self.settings_of, self.rules, self.known_of, self.evidence
        )
        self.questions = judgement.questions
        return self._outcome(findings, done)._replace(added=self._added())

    def outcome_so_far(self) -> Outcome:
        """What was found when the run was interrupted, with nothing compared."""
        return self._outcome([] if self.narrowing.narrows else self._so_far, ())

    def _outcome(self, findings: Sequence[Finding], done: tuple[str, ...]) -> Outcome:
        lists = self.lists
        return Outcome(
            findings=tuple(findings),
            sources={document.path: document.source for document in lists.documents} | exemption_sources(findings),
            rules={code: rule_info(rule) for code, rule in self.rules.items()},
            asked=frozenset(code for code in self.rules if any(one.names(code) for one in self._used)),
            understood=lists.understood(len(self.rules)),
            others=tuple(sorted(lists.others)),
            notices=lists.notices,
            failed=lists.failed,
            said=tuple(self.narrowing.said),
            done=done,
            documents=lists.documents,
            evidence=self.evidence,
        )

    def _added(self) -> tuple[Added, ...]:
        """The entries that a change brought, where the report tells of them."""
        if not self.asked.tells_what_came:
            return ()
        from awesome_lint.cli.brought import added_entries

        return added_entries(self.lists, self.narrowing.comparison, self._to_fix)

    def breaks_off(self) -> None:
        """Only report from here on: the run was interrupted, and writes nothing that half of the answers decide."""
        self.asked = self.asked._replace(fix=False, diff=False, add_ignores=False)
        if self.asked.write_baseline:
            self.narrowing = Narrowing(None, None, False)

    def add_ignores(self, findings: Sequence[Finding], shows: Callable[[Finding], bool]) -> int:
        """Write comments that suppress `findings`; `shows` says which ones a report shows. The exit code."""
        from awesome_lint.cli.ignoring import add_ignores

        def judge(document: Document) -> list[Finding]:
            others = [one for one in self.lists.documents if one.path != document.path]
            return list(filter(shows, self._judge([document], None, others).findings))

        size, quiet = self.asked.max_file_size, self.asked.quiet
        return add_ignores(self.lists, findings, self.configurations, size, judge, quiet=quiet)

    @property
    def prints_list(self) -> bool:
        """Whether standard output holds the fixed list, and no report can."""
        return self.asked.fix and self.lists.stdin is not None and self.asked.output_file is None

    @staticmethod
    def print_aside(text: str) -> None:
        from awesome_lint.cli.fixing import print_aside

        print_aside(text)

    def _judge(
        self, documents: Sequence[Document], comparison: Comparison | None, others: Sequence[Document] = ()
    ) -> Judgement:
        """What is found in `documents`, with `others` and the lists beside them compared with."""
        return judge_documents(
            documents,
            self.settings_of,
            self.known_of,
            beside=(*others, *self.lists.beside),
            changes=comparison.changes if comparison else {},
            so_far=self._so_far,
            evidence=self.evidence,
        )

    def _to_fix(self, documents: Sequence[Document], others: Sequence[Document]) -> list[Finding]:
        """The findings that may be fixed, for `fix_documents`."""
        lists = self.lists._replace(documents=(*documents, *others))
        comparison = self.narrowing.comparison(lists)
        found = self._judge(documents, comparison, others).findings
        return self.narrowing.to_fix(
            found, comparison, documents, self.settings_of, self.rules, self.known_of, self.evidence
        )
