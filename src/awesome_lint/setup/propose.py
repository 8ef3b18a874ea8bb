"""From what a repository holds to what its configuration should say: what is done on purpose is no finding.

A rule is silenced where it speaks against what the list does, never where it names faults. That is so where it fires on
a large share of what it judges, and all of these hold:

- nobody selected the rule by its code or name;
- it is no rule of severity error: those are proven faults, however many there are;
- few of its findings have a safe fix: what a machine can mend at once is debt, whatever the share;
- few of its findings are raised above its own severity: rules raise what the entries around it speak against.

All else is debt of today, for a baseline.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from awesome_lint.findings import Finding, Severity
from awesome_lint.records import NamedTuple
from awesome_lint.rules.base import Rule
from awesome_lint.setup.survey import Firing

LARGE: Mapping[Severity, float] = {Severity.WARNING: 1 / 3, Severity.INFO: 1 / 5}
"""The share of what a rule judges from which on its findings are what the list does, by the rule's severity.

What is info may be wanted so anyway.
"""
FEWEST = 8
"""So many findings it takes at least: a few are few whatever the share."""
MOST_FIXED = 0.5
"""The share of findings with a safe fix from which on they are debt."""
MOST_RAISED = 0.1
"""The share of raised findings above which a rule is worth hearing."""

_UNJUDGED = ("X001",)  # about suppressions themselves
_OF_TESTS = frozenset({"test", "tests", "testdata", "test-data", "__tests__", "fixtures", "snapshots"})


class Silence(NamedTuple):
    """A rule that is not to run, on the lists of the `firings` or, `everywhere`, on all."""

    rule: type[Rule]
    firings: tuple[Firing, ...]
    everywhere: bool

    @property
    def reason(self) -> str:
        """`M002 missing-code-link, 140 of 150 papers: a paper with …`: the evidence in one line."""
        judged = sum(one.judged for one in self.firings)
        touched = sum(one.touched for one in self.firings)
        where = f" in {len(self.firings)} lists" if len(self.firings) > 1 else ""
        counted = f"{touched:,} of {judged:,} {self.firings[0].unit}{where}"
        return f"{self.rule.code} {self.rule.name}, {counted}: {first_down(self.rule.summary())}"

    def holds_for(self, path: str) -> bool:
        return self.everywhere or any(one.path == path for one in self.firings)


class Proposal(NamedTuple):
    """What a configuration should say. `lists` and `exclude` are patterns; `excluded` counts the lists left out."""

    silences: tuple[Silence, ...] = ()
    lists: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    excluded: int = 0

    def silences_finding(self, finding: Finding) -> bool:
        """Whether a finding is one of a rule that is not to run on its list."""
        return any(one.rule.code == finding.code and one.holds_for(finding.path) for one in self.silences)


def first_down(text: str) -> str:
    """`A paper with …` as a part of a sentence."""
    return text[:1].lower() + text[1:] if text[1:2] in (" ", "") or text[1:2].islower() else text


def is_on_purpose(firing: Firing) -> bool:
    """Whether the findings of a rule in a list are what the list does, rather than faults."""
    return (
        firing.rule.severity < Severity.ERROR
        and firing.rule.code not in _UNJUDGED
        and firing.touched >= FEWEST
        and firing.share >= LARGE[firing.rule.severity]
        and firing.safe < MOST_FIXED * firing.found
        and firing.raised <= MOST_RAISED * firing.found
    )


def silences(found: Iterable[Firing], selected: Collection[str] = ()) -> tuple[Silence, ...]:
    """The rules that should not run: everywhere where all lists in which they fire do it so, else on those that do.

    `selected` are the codes of rules that somebody asked for one by one.
    """
    by_rule: dict[type[Rule], list[Firing]] = {}
    for firing in found:
        by_rule.setdefault(firing.rule, []).append(firing)
    proposed = []
    for rule, rows in sorted(by_rule.items(), key=lambda item: item[0].code):
        meant = tuple(row for row in rows if is_on_purpose(row) and rule.code not in selected)
        if meant:
            proposed.append(Silence(rule, meant, len(meant) == len(rows)))
    return tuple(proposed)


def test_folders(paths: Iterable[str]) -> Mapping[str, str]:
    """The folder of tests that a list stands in, by the list's path: there lists may be wrong on purpose.

    Paths are relative to the configuration. Nothing where all lists stand in such folders.
    """
    folders = {path: _test_folder(path) for path in paths}
    found = {path: folder for path, folder in folders.items() if folder is not None}
    return found if len(found) < len(folders) else {}


def _test_folder(path: str) -> str | None:
    parts = PurePosixPath(path).parts[:-1]
    sizes = (size for size, part in enumerate(parts, 1) if part.lower() in _OF_TESTS)
    return next(("/".join(parts[:size]) for size in sizes), None)


def list_patterns(lists: Sequence[str], others: Collection[str], entryless: Collection[str]) -> tuple[str, ...]:
    """Patterns for several `lists`: a folder's own where it holds lists and files without entries, else each path.

    `others` are the Markdown files that are no lists, `entryless` those of them that hold no entry at all, which no
    pattern makes a list. All are relative to the configuration. Nothing for a single list: what it holds says so.
    """
    if len(lists) < 2:
        return ()
    kept_apart = {os.path.dirname(path) for path in others if path not in entryless}
    by_folder: dict[str, list[str]] = {}
    for path in lists:
        by_folder.setdefault(os.path.dirname(path), []).append(path)
    patterns: dict[str, None] = {}
    for folder, own in by_folder.items():
        endings = {os.path.splitext(path)[1] for path in own}
        if folder and len(own) > 1 and folder not in kept_apart and len(endings) == 1:
            patterns[f"/{escape_pattern(folder)}/*{endings.pop()}"] = None
        else:
            patterns.update(dict.fromkeys(f"/{escape_pattern(path)}" for path in own))
    return tuple(patterns)


def escape_pattern(path: str) -> str:
    """A path as a pattern of `.gitignore` that means this path alone."""
    text = "".join("\\" + sign if sign in "\\*?[" else sign for sign in path)
    return text[:-1] + "\\ " if text.endswith(" ") else text


def per_file(proposed: Iterable[Silence]) -> Mapping[str, list[Silence]]:
    """The silences that hold for some lists only, by the path of the list."""
    found: dict[str, list[Silence]] = {}
    for silence in proposed:
        for firing in silence.firings if not silence.everywhere else ():
            found.setdefault(firing.path, []).append(silence)
    return found
