"""From all findings to the new ones: what `--diff-base`, `--baseline` and `--write-baseline` leave."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from awesome_lint.cli.reading import Lists, keep_lists
from awesome_lint.findings import Finding
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
    """What the options ask for, and the lines that the summary owes to them."""

    def __init__(self, diff_base: str | None, baseline: str | None, write_baseline: bool) -> None:
        """`UsageError` where the options do not go together."""
        if write_baseline and baseline is None:
            raise click.UsageError("--write-baseline needs to know where: --baseline FILE")
        if write_baseline and diff_base is not None:
            raise click.UsageError("--write-baseline takes all findings, and cannot be used with --diff-base")
        self.diff_base = diff_base
        self.baseline = baseline
        self.write_baseline = write_baseline
        self.said: list[str] = []
        self._read: Baseline | None = None
        self._former: Former | None = None
        self._parsed: dict[tuple[str | None, str], Document] = {}
        self._last: tuple[tuple[Document, ...], Comparison] | None = None

    def ready(self) -> None:
        """Read the baseline now, so that what is wrong with it is said before anything that takes long."""
        if self.baseline is not None:
            self._known(self.baseline)

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
        return left if self.baseline is None else self._unknown(self.baseline, left, lists, codes)

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
        if self.baseline is None or self.write_baseline:
            return left
        return list(self._known(self.baseline).judge(left, documents, codes).new)

    def _known(self, path: str) -> Baseline:
        """The baseline, read once: what it says must not change while lists are fixed by it."""
        if self._read is None:
            from awesome_lint.lint.baseline import read_baseline

            self._read = read_baseline(path, must_exist=not self.write_baseline)
        return self._read

    def _unknown(self, path: str, findings: list[Finding], lists: Lists, codes: Collection[str]) -> list[Finding]:
        keep_lists((document.path for document in lists.documents), path, "--baseline")
        baseline = self._known(path)
        judged = baseline.judge(findings, lists.documents, codes)
        stale = plural(judged.stale, "stale one")
        if self.write_baseline:
            if lists.failed:
                raise click.ClickException(f"{path}: not written, for not every list could be read")
            baseline.renewed(findings, lists.documents, codes).write()
            removed = f", {stale} removed" if judged.stale else ""
            self.said.append(f"{path}: {plural(len(findings), 'finding')} written{removed}")
            return []
        hidden = plural(len(findings) - len(judged.new), "known finding")
        hint = f", {stale}: `--write-baseline` removes {'it' if judged.stale == 1 else 'them'}" if judged.stale else ""
        self.said.append(f"{path}: {hidden} hidden{hint}")
        return list(judged.new)


def _are_same(one: Sequence[Document], other: Sequence[Document]) -> bool:
    """Whether these are the very same documents."""
    return len(one) == len(other) and all(left is right for left, right in zip(one, other, strict=True))
