"""What a rule reports."""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Span


class Severity(IntEnum):
    """How much a finding matters; comparisons order them."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


FAIL_ON = ("error", "warning", "info", "never")
"""From which severity on findings fail a run."""


class Fix(NamedTuple):
    """Edits that mend a finding: `safe` cannot change what the list says or recommends."""

    safety: Literal["safe", "unsafe"]
    message: str
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """Another place that the finding is about. `offset` tells it from others of its line, where it is known."""

    path: str
    line: int
    message: str
    offset: int | None = None


class Finding(NamedTuple):
    """One fault at one place.

    `span` are offsets into the source of `path`; `line` … `end_column` count from 1, ends exclusive. `entry` is the
    title of the entry it concerns, `group` the offset at which the innermost entry around it starts (its own start
    outside entries): reports for people keep what is said of one entry together.
    """

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    span: Span
    line: int
    column: int
    end_line: int
    end_column: int
    entry: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    group: int = 0


class RuleInfo(NamedTuple):
    """What a report says of a rule: `help` is its docstring, Markdown; `url` the address of its page."""

    code: str
    name: str
    severity: Severity
    summary: str
    help: str
    url: str
    fixable: Literal["safe", "unsafe"] | None = None
