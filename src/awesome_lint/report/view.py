"""What a report is made from, and the table of formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import cast

from awesome_lint.findings import Finding, RuleInfo, Severity
from awesome_lint.records import NamedTuple
from awesome_lint.source import Source


class View(NamedTuple):
    """Findings in order of path and position, the sources they were found in, and what the user asked to see.

    `sources` go by path; `rules` are those that ran, by code. `asked` are the rules that were selected by their full
    code: text formats show all their findings, info ones too, and fold none. `verbose` shows info findings of every
    rule.
    """

    findings: tuple[Finding, ...]
    sources: Mapping[str, Source] = MappingProxyType({})
    rules: Mapping[str, RuleInfo] = MappingProxyType({})
    asked: frozenset[str] = frozenset()
    verbose: bool = False

    def shows(self, finding: Finding) -> bool:
        """Whether text formats show a finding; machine formats hold every one."""
        return self.verbose or finding.severity > Severity.INFO or finding.code in self.asked


class Format(NamedTuple):
    """A format: the module of this room that has its `render`, and whether programs read it."""

    module: str
    machine: bool


FORMATS: Mapping[str, Format] = {
    "concise": Format("concise", machine=False),
    "json": Format("json", machine=True),
}


def render(name: str, view: View) -> str:
    """The report in the format `name`, a key of `FORMATS`: whole lines, or nothing."""
    module = import_module(f"awesome_lint.report.{FORMATS[name].module}")
    return cast(Callable[[View], str], module.render)(view)
