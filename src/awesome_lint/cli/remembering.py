"""What earlier runs of `check` came to, where the same is asked of the same files again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from awesome_lint import __version__
from awesome_lint.cli.checking import Asked, Outcome
from awesome_lint.cli.reading import Files
from awesome_lint.files import FileError, read_text
from awesome_lint.findings import RuleInfo, Severity
from awesome_lint.lint.cache import Cache, Result, key_of
from awesome_lint.lint.configuration import Configuration, Configurations
from awesome_lint.report.view import Understood

if TYPE_CHECKING:
    from awesome_lint.rules.files import Question


class Memory:
    """The results of runs like the one that is asked for."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.cache = Cache()

    def recall(self, files: Files, configurations: Configurations) -> Outcome | None:
        """What the same run over the same files came to, where that still holds."""
        if files.failed:
            return None
        result = self.cache.load(key_of(self._parts(files, configurations)))
        if result is None or not _still_true(result, files):
            return None
        try:
            return _outcome(result, files)
        except (LookupError, TypeError, ValueError, AttributeError):
            return None  # of another shape: as if it were not there

    def keep(
        self, files: Files, configurations: Configurations, outcome: Outcome, questions: Sequence[Question]
    ) -> None:
        """Remember what a run came to."""
        if outcome.failed or any(path.endswith(".toml") for path in outcome.sources):
            return
        data = {
            "rules": [[*rule[:2], int(rule.severity), *rule[3:]] for rule in outcome.rules.values()],
            "asked": sorted(outcome.asked),
            "understood": outcome.understood._asdict(),
            "others": outcome.others,
            "notices": outcome.notices,
            "said": outcome.said,
            "sources": list(outcome.sources),
        }
        self.cache.store(
            key_of(self._parts(files, configurations)),
            Result(outcome.findings, data, tuple(tuple(question) for question in questions)),
        )

    def _parts(self, files: Files, configurations: Configurations) -> Iterator[str]:
        """All that a result depends on but the file system beyond the lists."""
        yield f"check {__version__}"
        yield os.getcwd()
        yield str(time.localtime().tm_year)  # years may not be later than the next
        yield repr(self.asked.flags)
        yield repr(self.asked.paths)
        for configuration in configurations.used:
            for layer in configuration.layers:
                yield layer.path
                yield layer.text or repr(layer.values)
            yield _known(configuration) if not self.asked.no_baseline else "all"
        for file in (*files.files, *files.beside):
            yield f"{file.path}\0{file.named}\0{configurations.of(file.path).path}"
            yield file.text.source.text
        yield repr(files.skipped)
        yield repr(len(files.files))


def _known(configuration: Configuration) -> str:
    """What the baseline of a configuration holds."""
    if configuration.baseline is None:
        return "none"
    try:
        return read_text(configuration.baseline, 1_000_000_000).source.text
    except FileError as problem:
        return str(problem)


def _still_true(result: Result, files: Files) -> bool:
    """Whether the file system still answers what rules asked of it as it did."""
    if not result.questions:
        return True
    from awesome_lint.rules.files import KnownFiles, Question, still_true

    known = KnownFiles.of(file.path for file in (*files.files, *files.beside))
    return still_true([Question(ask, path, answer) for ask, path, answer in result.questions], known)


def _outcome(result: Result, files: Files) -> Outcome:
    data = result.data
    sources = {file.text.source.path or "-": file.text.source for file in files.files}
    rules = (RuleInfo(code, name, Severity(level), *rest) for code, name, level, *rest in data["rules"])
    understood = Understood(**data["understood"])
    counts = (understood.files, understood.links, understood.rules, *understood.entries.values())
    if any(type(count) is not int for count in counts):
        raise TypeError
    return Outcome(
        findings=result.findings,
        sources={path: sources[path] for path in data["sources"]},
        rules={rule.code: rule for rule in rules},
        asked=frozenset(data["asked"]),
        understood=understood._replace(skipped=tuple((path, reason) for path, reason in understood.skipped)),
        others=tuple(data["others"]),
        notices=tuple(data["notices"]),
        said=tuple(data["said"]),
    )
