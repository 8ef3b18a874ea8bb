"""What a report is made from, and the table of formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from awesome_lint.findings import Finding, RuleInfo, Severity
from awesome_lint.records import NamedTuple
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.model import Document, Evidence


class Terminal(NamedTuple):
    """What the reader's terminal can do. `width` in columns; None: text goes on as long as it is."""

    colour: bool = False
    links: bool = False
    width: int | None = None


class Understood(NamedTuple):
    """What a run has read: files, entries by kind, links, rules that ran; `skipped` are paths with the reason."""

    files: int = 0
    entries: Mapping[str, int] = MappingProxyType({})
    links: int = 0
    rules: int = 0
    skipped: tuple[tuple[str, str], ...] = ()


class Added(NamedTuple):
    """An entry that a change added or changed: the whole lines it stands on, and edits of them that mend what is safe.

    `start` is the offset at which it starts, `edits` are offsets into `text` with the new content.
    """

    path: str
    start: int
    line: int
    end_line: int
    title: str
    text: str
    edits: tuple[tuple[int, int, str], ...] = ()


class View(NamedTuple):
    """Findings in order of path and position, the sources they were found in, and what the user asked to see.

    `sources` go by path; `rules` are those that ran, by code. `asked` are the rules that were selected by their full
    code: text formats show all their findings, info ones too, and fold none. `verbose` shows info findings of every
    rule. `root` is the folder, absolute, that paths in reports for other services are relative to; None: the current
    one.
    `version` is this program's. `said` is what the run tells besides, a line each: what was compared, what the network
    answered. `documents` are the lists that were read, and `evidence` what the network said of their addresses (None:
    it was not asked), for formats that show entries. `added` are the entries that a change brought, for the format that
    asks for them.
    """

    findings: tuple[Finding, ...]
    sources: Mapping[str, Source] = MappingProxyType({})
    rules: Mapping[str, RuleInfo] = MappingProxyType({})
    asked: frozenset[str] = frozenset()
    verbose: bool = False
    understood: Understood = Understood()
    terminal: Terminal = Terminal()
    root: str | None = None
    version: str = "0"
    said: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    evidence: Mapping[str, Evidence] | None = None
    added: tuple[Added, ...] = ()

    def shows(self, finding: Finding) -> bool:
        """Whether text formats show a finding; machine formats hold every one."""
        return self.verbose or finding.severity > Severity.INFO or finding.code in self.asked

    def url(self, code: str) -> str | None:
        """The address of a rule's page."""
        return self.rules[code].url if code in self.rules else None


class Format(NamedTuple):
    """A format: the module of this room that has its `render`, whether programs read it, and whether it holds all.

    What programs read is UTF-8 whatever the locale is. A format that is not `whole` leaves out what the view hides; one
    that shows `entries` needs the documents of a view: results of earlier runs are not enough for it.
    """

    module: str
    machine: bool = True
    whole: bool = True
    entries: bool = False


FORMATS: Mapping[str, Format] = {
    "full": Format("full", machine=False, whole=False),
    "concise": Format("concise", machine=False, whole=False),
    "grouped": Format("grouped", machine=False, whole=False),
    "json": Format("json"),
    "json-lines": Format("json_lines"),
    "github": Format("github", whole=False),
    "gitlab": Format("gitlab"),
    "rdjson": Format("rdjson"),
    "sarif": Format("sarif"),
    "junit": Format("junit", whole=False),
    "markdown": Format("markdown", whole=False),
    "pull-request": Format("pull_request", whole=False),
    "html": Format("html", entries=True),
}

COMPARED = "pull-request"
"""The format that tells which entries a change brought, where `--diff-base` says what is one."""

COUNTED = ("full", "concise", "grouped", "json", "json-lines")
"""The formats that `counts` can be given in."""


def render(name: str, view: View) -> str:
    """The report in the format `name`, a key of `FORMATS`: whole lines, or nothing."""
    module = import_module(f"awesome_lint.report.{FORMATS[name].module}")
    return cast(Callable[[View], str], module.render)(view)


def counts(name: str, view: View) -> str:
    """How often each rule found something, in one of the formats `COUNTED`: a table where the format is text."""
    from awesome_lint.report import statistics

    return statistics.data(view, lines=name == "json-lines") if name.startswith("json") else statistics.table(view)
