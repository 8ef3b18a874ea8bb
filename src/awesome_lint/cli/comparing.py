"""From all findings to the new ones: what `--diff-base`, `--baseline` and `--write-baseline` leave."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from awesome_lint.cli.reading import Lists, keep_lists
from awesome_lint.findings import Finding
from awesome_lint.lint.configuration import Configurations, shown_path
from awesome_lint.model import Document, Evidence
from awesome_lint.report.summary import plural

if TYPE_CHECKING:
    from awesome_lint.lint import Settings
    from awesome_lint.lint.baseline import Baseline
    from awesome_lint.lint.compare import Comparison, Former
    from awesome_lint.lint.engine import KnowledgeOf, SettingsOf
    from awesome_lint.source import Source

Function = TypeVar("Function", bound=Callable[..., Any])


def comparing_options(function: Function) -> Function:
    """The options that leave only new findings."""
    for decorate in (
        click.option("--no-baseline", is_flag=True, help="Report what the baseline of the configuration knows, too."),
        click.option("--write-baseline", is_flag=True, help="Take all findings into the baseline, and report none."),
        click.option("--baseline", metavar="FILE", help="Report only what this file of known findings does not know."),
        click.option(
            "--diff-base",
            metavar="REV",
            help="Report only what came since the merge base with this git revision; auto: the one pre-commit or a "
            "GitHub pull request names, else HEAD.",
        ),
    ):
        function = decorate(function)
    return function


class Narrowing:
    """What the options and configurations ask for, and the lines that the summary owes to them."""

    def __init__(
        self,
        diff_base: str | None,
        baseline: str | None,
        write_baseline: bool,
        configured: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`configured` are the baselines of configurations, by the path of what they hold for: without `baseline`.

        `UsageError` where the options do not go together.
        """
        if write_baseline and diff_base is not None:
            raise click.UsageError("--write-baseline takes all findings, and cannot be used with --diff-base")
        self.diff_base = diff_base
        self.baseline = baseline
        self.write_baseline = write_baseline
        self.said: list[str] = []
        self._configured = configured if baseline is None else {}
        self._read: dict[str, Baseline] = {}
        self._former: Former | None = None
        self._parsed: dict[tuple[str | None, str], Document] = {}
        self._last: tuple[tuple[Document, ...], Comparison] | None = None

    @property
    def narrows(self) -> bool:
        """Whether any finding may be left out."""
        return self.diff_base is not None or bool(self.baselines)

    @property
    def baselines(self) -> tuple[str, ...]:
        """The baselines that hold for anything."""
        return (self.baseline,) if self.baseline is not None else tuple(dict.fromkeys(self._configured.values()))

    def ready(self, paths: Iterable[str] = ()) -> None:
        """Read the baselines now, so that what is wrong with them is said before anything that takes long.

        `UsageError` where one is to be written for the lists at `paths`, and nothing says where.
        """
        paths = tuple(paths)
        for path in self.baselines:
            keep_lists(paths, path, "--baseline" if self.baseline is not None else "the key `baseline`:")
            self._known(path)
        homeless = [path for path in paths if self._baseline_of(path) is None]
        if self.write_baseline and (homeless or not self.baselines):
            raise click.UsageError(
                "--write-baseline needs to know where: --baseline FILE, or the key `baseline` of a configuration"
                + (f" for {homeless[0]}" if homeless and self.baselines else "")
            )

    def _baseline_of(self, path: str) -> str | None:
        return self.baseline if self.baseline is not None else self._configured.get(path)

    def comparison(self, lists: Lists) -> Comparison | None:
        """The lists beside what they were at the base, where there is one to compare with."""
        if self.diff_base is None:
            return None
        from awesome_lint.git import GitError
        from awesome_lint.lint.compare import Comparison, read_former

        paths = [document.path for document in lists.documents]
        if "-" in paths:
            raise click.UsageError("--diff-base has to know which file standard input is: --stdin-filename PATH")
        if self._former is None:
            try:
                try:
                    self._former = read_former(self.diff_base, [*paths, *(document.path for document in lists.beside)])
                except GitError:
                    if not lists.beside:
                        raise
                    self._former = read_former(self.diff_base, paths)  # what is read along may be in no repository
            except GitError as problem:
                raise click.ClickException(str(problem)) from problem
        former = self._former
        compared = tuple(one for one in (*lists.documents, *lists.beside) if one.path in former.texts)
        if self._last is None or not _are_same(self._last[0], compared):
            self._last = compared, Comparison(former, compared, lambda source: self._once(lists, source))
        return self._last[1]

    def _once(self, lists: Lists, source: Source) -> Document:
        """A text of the base, parsed once: while lists are fixed they are compared with it again and again."""
        key = source.path, source.text
        if key not in self._parsed:
            self._parsed[key] = lists.parse(source)
        return self._parsed[key]

    def new(
        self,
        findings: Sequence[Finding],
        comparison: Comparison | None,
        lists: Lists,
        settings: Settings | SettingsOf,
        codes: Collection[str],
        known: KnowledgeOf | None = None,
        evidence: Mapping[str, Evidence] | None = None,
    ) -> list[Finding]:
        """The findings that are left. `codes` are the rules that ran. Writes the baseline where that is asked for."""
        left = list(findings)
        if comparison is not None and lists.documents:
            left = comparison.new(findings, settings, known, evidence)
            new, old = plural(len(left), "new finding"), plural(len(findings) - len(left), "old one")
            self.said.append(f"compared with {comparison.name}: {new}, {old} hidden")
        return self._without_known(left, lambda path, own: self._unknown(path, own, lists, codes))

    def to_fix(
        self,
        findings: Sequence[Finding],
        comparison: Comparison | None,
        documents: Sequence[Document],
        settings: Settings | SettingsOf,
        codes: Collection[str],
        known: KnowledgeOf | None = None,
        evidence: Mapping[str, Evidence] | None = None,
    ) -> list[Finding]:
        """The findings about some of the documents that may be fixed: the new ones. Says and writes nothing."""
        left = list(findings) if comparison is None else comparison.new(findings, settings, known, evidence)
        if self.write_baseline:
            return left
        return self._without_known(left, lambda path, own: self._known(path).judge(own, documents, codes).new)

    def _without_known(
        self, findings: list[Finding], new: Callable[[str, list[Finding]], Iterable[Finding]]
    ) -> list[Finding]:
        """Findings without those that their baseline knows; `new` gives those of its own that a baseline does not."""
        for path in self.baselines:
            own = [finding for finding in findings if self._baseline_of(finding.path) == path]
            old = {id(finding) for finding in own} - {id(finding) for finding in new(path, own)}
            findings = [finding for finding in findings if id(finding) not in old]
        return findings

    def _known(self, path: str) -> Baseline:
        """A baseline, read once: what it says must not change while lists are fixed by it."""
        if path not in self._read:
            from awesome_lint.lint.baseline import read_baseline

            self._read[path] = read_baseline(path, must_exist=not self.write_baseline)
        return self._read[path]

    def _unknown(self, path: str, findings: list[Finding], lists: Lists, codes: Collection[str]) -> list[Finding]:
        baseline = self._known(path)
        documents = [document for document in lists.documents if self._baseline_of(document.path) == path]
        judged = baseline.judge(findings, documents, codes)
        stale = plural(judged.stale, "stale one")
        if self.write_baseline:
            if lists.failed:
                raise click.ClickException(
                    f"{path}: not written, for not every list could be read: mend that, and run again"
                )
            baseline.renewed(findings, documents, codes).write()
            removed = f", {stale} removed" if judged.stale else ""
            self.said.append(f"{path}: {plural(len(findings), 'finding')} written{removed}")
            return []
        hidden = plural(len(findings) - len(judged.new), "known finding")
        hint = f", {stale}: `--write-baseline` removes {'it' if judged.stale == 1 else 'them'}" if judged.stale else ""
        self.said.append(f"{path}: {hidden} hidden{hint}")
        return list(judged.new)


def configured_baselines(paths: Iterable[str], configurations: Configurations) -> dict[str, str]:
    """The baselines of configurations, by the lists that they hold for, and by the configurations themselves."""
    return dict(_configured(paths, configurations))


def _configured(paths: Iterable[str], configurations: Configurations) -> Iterator[tuple[str, str]]:
    for path in paths:
        if (baseline := configurations.of(path).baseline) is not None:
            yield path, shown_path(baseline)
    for one in configurations.used:
        if one.path and one.baseline is not None:
            yield shown_path(one.path), shown_path(one.baseline)


def _are_same(one: Sequence[Document], other: Sequence[Document]) -> bool:
    """Whether these are the very same documents."""
    return len(one) == len(other) and all(left is right for left, right in zip(one, other, strict=True))
