"""Runs of commands, each begun again and again and ended at another call to the system.

`python -m tests.faults.runs` tries all of them in every way, and prints a table: calls that were killed or made to
fail, and what was wrong after that. Everything is loaded once; each attempt is a fork of that.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from tests.faults.tracing import Call, Ended, How, watched

DRAFT = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{12}\.tmp")
ENTRIES = "".join(
    f"- [A Study of Moving Things, Part {n}](http://arxiv.org/abs/2101.0000{n}) (CVPR 2021)\u200b\n"
    for n in range(1, 6)
)
ODD = "*  [A Study of Still Things](http://arxiv.org/abs/2102.00001)  [CVPR 2021]\n"
LISTS = {name: f"# Papers of {name}\n\n{ENTRIES}{ODD}" for name in ("a.md", "b.md", "c/d.md")}


class Scenario(NamedTuple):
    """A command, given to every attempt: the files it finds, and those that it may write, whole, outside the cache.

    `before`: what was run over the same files before, and left its cache.
    """

    arguments: tuple[str, ...]
    written: tuple[str, ...] = ()
    files: Mapping[str, str] = LISTS
    before: tuple[str, ...] = ()


FIX = ("check", "--fix", "--exit-zero")
SCENARIOS = {
    "fix": Scenario((*FIX, "."), ("a.md", "b.md", "c/d.md")),
    "normalize": Scenario(("normalize", "--in-place", "a.md", "b.md"), ("a.md", "b.md")),
    "baseline": Scenario(
        ("check", "--baseline", "known.json", "--write-baseline", "."),
        ("known.json",),
        {**LISTS, "known.json": '{"awesome-lint-baseline": 1, "findings": []}\n'},
    ),
    "new baseline": Scenario(("check", "--baseline", "known.json", "--write-baseline", "."), ("known.json",)),
    "output": Scenario(("check", "--exit-zero", "--output-file", "report.txt", "."), ("report.txt",)),
    "ignores": Scenario(("check", "--add-ignores", "--exit-zero", "."), ("a.md", "b.md", "c/d.md")),
    "cache": Scenario(("check", "--exit-zero", ".")),
    "cache, again": Scenario(("check", "--exit-zero", "--select", "L", "."), before=("check", "--exit-zero", ".")),
    "answers": Scenario(("answers",)),
    "carelessly": Scenario(("carelessly",), ("a.md",)),
    "answers, again": Scenario(("answers",), before=("answers",)),
}


class Attempt(NamedTuple):
    """What an attempt left: how it ended, the bytes of all files by name, what it printed."""

    ended: Ended
    files: dict[str, bytes]
    output: str
    errors: str


class Place:
    """A folder in which a scenario is run from its beginning, as often as one likes."""

    def __init__(self, folder: Path, scenario: Scenario) -> None:
        self.scenario = scenario
        self.here = folder / "here"
        self.cache = folder / "cache"
        self.streams = folder / "streams"
        self._before = folder / "before"
        self.streams.mkdir()
        os.environ["AWESOME_LINT_CACHE_DIR"] = str(self.cache)
        self._arguments = scenario.before or scenario.arguments
        self.begin()
        _here(self._work)  # all that is loaded late is loaded now
        if scenario.before:
            shutil.copytree(self.cache, self._before)
        self._arguments = scenario.arguments

    def begin(self) -> None:
        for folder in (self.here, self.cache):
            shutil.rmtree(folder, ignore_errors=True)
        for name, text in self.scenario.files.items():
            path = self.here / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        if self._before.exists():
            shutil.copytree(self._before, self.cache)

    def go(self, at: int = -1, how: How = "kill", error: int = 0) -> Attempt:
        """One run, watched, over the files as they are."""
        ended = watched(self._work, at, how, error, (str(self.here), str(self.cache)))
        return self._attempt(ended)

    def again(self) -> Attempt:
        """One run that nobody disturbs."""
        return self._attempt(Ended(_plainly(self._work), []))

    def _attempt(self, ended: Ended) -> Attempt:
        files = {str(path.relative_to(self.here)): path.read_bytes() for path in self.here.rglob("*") if path.is_file()}
        output, errors = ((self.streams / name).read_text() for name in ("out", "err"))
        return Attempt(ended, files, output, errors)

    def _work(self) -> int:
        os.chdir(self.here)
        sys.stdout = open(self.streams / "out", "w", encoding="utf-8")  # noqa: SIM115
        sys.stderr = open(self.streams / "err", "w", encoding="utf-8")  # noqa: SIM115
        if self._arguments[0] == "answers":
            return _answers(str(self.cache / "links.sqlite"))
        if self._arguments[0] == "carelessly":
            return _carelessly()
        from awesome_lint.cli.app import main

        return main(self._arguments)


def _here(work: Callable[[], int]) -> None:
    """Do some work in this process, and leave no trace of it."""
    streams = sys.stdout, sys.stderr
    work()
    sys.stdout.close()
    sys.stderr.close()
    sys.stdout, sys.stderr = streams


def _plainly(work: Callable[[], int]) -> int:
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            code = work()
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _answers(path: str) -> int:
    """Answers kept in the cache of `links`, as a run does: what was there is printed, new ones come in two parts."""
    from awesome_lint.model import Evidence
    from awesome_lint.net.cache import Cache

    now = 1_700_000_000
    keys = [f"https://example.org/{number}" for number in range(60)]
    with Cache(path, clock=lambda: now) as cache:
        known = dict(cache.load("page", keys))
        for half in (keys[:30], keys[30:]):
            for key in half:
                verdict: Literal["ok", "dead"] = "dead" if key.endswith("7") else "ok"
                evidence = Evidence(verdict, reason="because it is so", source="example", checked=now)
                cache.store("page", key, evidence)
                cache.found(key, evidence)
            cache.flush()
        dead = cache.streaks("dead", keys)
        trouble = cache.trouble
    wrong = [key for key, evidence in known.items() if (evidence.verdict == "dead") != key.endswith("7")]
    print(len(known) in (0, 30, 60), wrong, len(dead), {streak.days for streak in dead.values()})
    if trouble:
        print(f"awesome-lint: cache: {trouble}", file=sys.stderr)
    return 0


def _carelessly() -> int:
    """A list written as it must not be: in its place, piece by piece."""
    with open("a.md", "w", encoding="utf-8") as file:
        file.write("# Papers\n")
        file.flush()
        file.write(ENTRIES)
    return 0


# --- what must hold -------------------------------------------------------------------------------------------------


def killed(folder: Path, scenario: Scenario, how: How) -> tuple[int, list[str]]:
    """How many attempts were killed, and what was wrong after one of them."""
    place, goal = _prepared(folder, scenario)
    faults: list[str] = []
    number = 0
    while True:
        place.begin()
        attempt = place.go(number, how)
        if attempt.ended.status >= 0:
            if attempt.ended.status != goal.ended.status or attempt.files != goal.files:
                faults.append(f"not killed, and other files: {attempt.errors}")
            return number, faults
        where = f"{how} at {number}: {_shown(attempt.ended.calls, place)}"
        faults += [f"{where}: {fault}" for fault in _half_done(attempt, scenario, goal)]
        rest = place.again()
        faults += [f"{where}, then again: {fault}" for fault in _not_done(rest, scenario, goal)]
        number += 1


def failed(folder: Path, scenario: Scenario, error: int) -> tuple[int, list[str]]:
    """How many calls were made to fail, and what was wrong after one of them."""
    place, goal = _prepared(folder, scenario)
    faults: list[str] = []
    for number in range(len(goal.ended.calls) + 1):
        place.begin()
        attempt = place.go(number, "fail", error)
        if number >= len(attempt.ended.calls):
            return number, faults
        call = attempt.ended.calls[number]
        where = f"{errno.errorcode[error]} at {number}: {_shown(attempt.ended.calls[: number + 1], place)}"
        faults += [f"{where}: {fault}" for fault in _half_done(attempt, scenario, goal)]
        faults += [f"{where}: {fault}" for fault in _unsaid(attempt, call, place, goal)]
        rest = place.again()
        faults += [f"{where}, then again: {fault}" for fault in _not_done(rest, scenario, goal)]
    return len(goal.ended.calls), faults


def _prepared(folder: Path, scenario: Scenario) -> tuple[Place, Attempt]:
    place = Place(folder, scenario)
    place.begin()
    goal = place.go()
    return place, goal


def _shown(calls: list[Call], place: Place) -> str:
    if not calls:
        return "?"
    return f"{calls[-1].name} {calls[-1].path.removeprefix(str(place.here.parent))}"


def _half_done(attempt: Attempt, scenario: Scenario, goal: Attempt) -> Iterator[str]:
    """Files that are neither old nor new, and files that should not be there."""
    for name, data in attempt.files.items():
        old = scenario.files.get(name)
        if data in (old.encode() if old is not None else None, goal.files.get(name)):
            if old is not None and data != old.encode() and name not in scenario.written:
                yield f"{name} is changed"
            continue
        draft = DRAFT.fullmatch(os.path.basename(name))
        if draft is None or attempt.ended.status >= 0:
            yield f"{name} is neither old nor new: {data[:80]!r}"
    for name in scenario.files:
        if name not in attempt.files:
            yield f"{name} is gone"


def _not_done(rest: Attempt, scenario: Scenario, goal: Attempt) -> Iterator[str]:
    """What a run after a broken one does not come to."""
    if rest.ended.status != goal.ended.status:
        yield f"exit code {rest.ended.status}: {rest.errors}"
    for name, data in goal.files.items():
        if rest.files.get(name) != data:
            yield f"{name} is not as it should be"
    if not scenario.written and rest.output != goal.output and scenario.arguments[0] != "answers":
        yield f"it printed {rest.output[:200]!r}"
    if scenario.arguments[0] == "answers" and not rest.output.startswith("True [] 6 {1}"):
        yield f"the cache held {rest.output!r}"
    if "Traceback" in rest.errors:
        yield rest.errors


def _unsaid(attempt: Attempt, call: Call, place: Place, goal: Attempt) -> Iterator[str]:
    """A failure that is not told, not told well, or told of where it changes nothing for anybody."""
    if "Traceback" in attempt.errors or attempt.ended.status not in (0, 1, 2):
        yield f"exit code {attempt.ended.status}: {attempt.errors}"
    missed = [name for name, data in goal.files.items() if attempt.files.get(name) != data]
    in_cache = call.path.startswith(str(place.cache))
    if missed and attempt.ended.status != 2:
        yield f"exit code {attempt.ended.status} though {missed} were not written"
    if missed and not all(os.path.basename(name) in attempt.errors for name in missed):
        yield f"{missed} were not written, and it said {attempt.errors!r}"
    if in_cache and attempt.ended.status != goal.ended.status:
        yield f"exit code {attempt.ended.status} because of the cache: {attempt.errors}"
    if in_cache and not missed and attempt.output != goal.output and place.scenario.arguments[0] != "answers":
        yield "it printed something else because of the cache"


WAYS = ("kill", "torn", "ENOSPC", "EIO", "EACCES")


def tried(name: str, way: str, folder: Path) -> tuple[int, list[str]]:
    """How many attempts of a scenario were ended in one way, and what was wrong after them."""
    if way in ("kill", "torn"):
        return killed(folder, SCENARIOS[name], "torn" if way == "torn" else "kill")
    return failed(folder, SCENARIOS[name], int(getattr(errno, way)))


def main() -> int:
    """Try what is named, `fix kill`, with JSON for an answer; or everything, with a table."""
    if len(sys.argv) > 1:
        name, *ways = sys.argv[1:]
        found = {}
        for way in ways:
            with tempfile.TemporaryDirectory() as folder:
                found[way] = tried(name, way, Path(folder).resolve())
        print(json.dumps(found))
        return 0
    total = wrong = 0
    print(f"{'run':<16}" + "".join(f"{way:>8}" for way in WAYS))
    for name in SCENARIOS:
        if name == "carelessly":
            continue
        counts = []
        for way in WAYS:
            with tempfile.TemporaryDirectory() as folder:
                number, faults = tried(name, way, Path(folder).resolve())
            counts.append(number)
            total, wrong = total + number, wrong + len(faults)
            for fault in faults:
                print(f"{name}: {fault}", file=sys.stderr)
        print(f"{name:<16}" + "".join(f"{count:>8}" for count in counts), flush=True)
    print(f"{total:,} attempts, {wrong} things wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
