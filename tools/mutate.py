"""Damaged lists, tens of thousands of them: is each read, judged, fixed and rewritten as it should be?

    python tools/mutate.py                              # 2,000 cases from lists/ and tests/fixtures/
    python tools/mutate.py ~/lists --cases 100000       # from all Markdown in a folder
    python tools/mutate.py --case 4711                  # one case again, with its text

A case is a stretch of a list, or now and then a whole one, in which lines and characters are deleted, doubled, swapped
and spliced. The laws are those of tests/fuzz/laws.py: no exception, exact places, no change outside edits, a fixed
point. Each case has a limit of processor time, and every so often a damaged text is repeated to see that its cost does
not grow faster than it does. Same seed, same cases. Exit code 1 where a law is broken.
"""

from __future__ import annotations

import argparse
import multiprocessing as processes
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import FrameType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.fuzz.laws import LAYOUTS, judge, read, wrong  # noqa: E402
from tests.fuzz.mutants import Mutant, mutant  # noqa: E402

BATCH = 50
WHOLE = 2_500  # every so many cases a whole list
REWRITE = 10  # every so many cases the list is rewritten, too
GROWTH = 2_000  # every so many cases the cost of more of the same is measured
TIMES = 4
STEEPEST = 3.0
"""Of the same text `TIMES` as long, the cost may be so many times as much for each time: more is no straight line."""


class Case(NamedTuple):
    """A case that broke a law."""

    number: int
    made: str
    faults: tuple[str, ...]


class TooSlow(BaseException):
    """The limit of processor time is over; no `Exception`, so that nothing on the way takes it for one."""


def main() -> int:
    """Run, print what is wrong, and how many cases there were."""
    asked = _arguments()
    lists = texts(asked.paths)
    if not lists:
        print("no Markdown there: name lists, or folders with some", file=sys.stderr)
        return 2
    if asked.case is not None:
        return show(asked.case, lists, asked)
    began = time.monotonic()
    broken = 0
    done = 0
    kinds: Counter[str] = Counter()
    for count, cases in run(lists, asked):
        done += count
        broken += len(cases)
        for case in cases:
            kinds.update({fault.splitlines()[-1][:100]: 1 for fault in case.faults})
            print(f"case {case.number} ({case.made}):")
            for fault in case.faults:
                print("    " + fault[-1500:].replace("\n", "\n    "), flush=True)
        if done % 5_000 < count:
            print(f"{done:,} cases, {broken} broken, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(f"{done:,} cases from {len(lists)} lists in {time.monotonic() - began:.0f} s: {broken} broken a law")
    return 1 if broken else 0


def _arguments() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    ask.add_argument("paths", nargs="*", type=Path, default=[ROOT / "lists", ROOT / "tests" / "fixtures"])
    ask.add_argument("--cases", type=int, default=2_000)
    ask.add_argument("--first", type=int, default=0, help="the number of the first case")
    ask.add_argument("--seed", type=int, default=0)
    ask.add_argument("--processes", type=int, default=processes.cpu_count())
    ask.add_argument("--limit", type=float, default=20.0, help="seconds of processor time for a case (20)")
    ask.add_argument("--case", type=int, help="show this case, and run it alone")
    return ask.parse_args()


def texts(paths: Sequence[Path]) -> list[str]:
    """The lists that are damaged, in the order of their names."""
    files = [file for path in paths for file in (sorted(path.glob("*.md")) if path.is_dir() else [path])]
    return [file.read_bytes().decode() for file in files]


def show(number: int, lists: Sequence[str], asked: argparse.Namespace) -> int:
    made = damaged(number, lists, asked.seed)
    print(made.text)
    print(f"--- {made.made}", file=sys.stderr)
    faults = judged(number, made, asked.limit)
    print("\n".join(faults) or "no law is broken", file=sys.stderr)
    return 1 if faults else 0


def damaged(number: int, lists: Sequence[str], seed: int) -> Mutant:
    return mutant(number, lists, seed, whole=number % WHOLE == WHOLE - 1)


def judged(number: int, made: Mutant, limit: float) -> list[str]:
    """What is wrong with one case, the exceptions and the time it takes among it."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise TooSlow("".join(traceback.format_stack(frame, 6)))

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        faults = wrong(
            made.text,
            unsafe=number % 2 == 0,
            rewriting=number % REWRITE == 0 and number % WHOLE != WHOLE - 1,
            layout=LAYOUTS[number // REWRITE % len(LAYOUTS)],
        )
        if number % GROWTH == 0:
            faults += steep(made.text)
        return faults
    except TooSlow as slow:
        return [f"over {limit:.0f} s of processor time\n{slow}"]
    except Exception:
        return [traceback.format_exc()]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def steep(text: str) -> list[str]:
    """Whether reading and judging the same again and again takes much more than its share of time."""
    text = text if text.endswith("\n") else text + "\n"
    once, often = min(cost(text), cost(text)), min(cost(text * TIMES), cost(text * TIMES))
    if often > TIMES * STEEPEST * once + 0.1:
        return [f"{TIMES} times the text takes {often / once:.1f} times as long, {once:.3f} s and {often:.3f} s"]
    return []


def cost(text: str) -> float:
    began = time.process_time()
    judge(read(text))
    return time.process_time() - began


def run(lists: Sequence[str], asked: argparse.Namespace) -> Iterator[tuple[int, list[Case]]]:
    """All cases in several processes, in batches; a process that says nothing for too long is ended, and its case told.

    The limit of processor time is a signal, which waits while a library of C computes: so somebody looks at the clock.
    """
    batches = iter(range(asked.first, asked.first + asked.cases, BATCH))
    last = asked.first + asked.cases
    workers: dict[Connection, Worker] = {}
    for _ in range(max(1, asked.processes)):
        worker = Worker(lists, asked)
        workers[worker.pipe] = worker
    while workers:
        for worker in list(workers.values()):
            if worker.idle:
                first = next(batches, None)
                if first is None:
                    worker.end()
                    del workers[worker.pipe]
                else:
                    worker.begin(range(first, min(first + BATCH, last)))
        for pipe in wait(list(workers), timeout=5):
            assert isinstance(pipe, Connection)
            yield workers[pipe].take()
        for pipe, worker in list(workers.items()):
            if worker.stuck(30 * asked.limit):
                number = worker.number
                worker.kill()
                yield 1, [Case(number, "?", (f"nothing for {30 * asked.limit:.0f} s: it was ended",))]
                del workers[pipe]
                fresh = Worker(lists, asked)
                workers[fresh.pipe] = fresh
                fresh.begin(range(number + 1, worker.cases.stop))


class Worker:
    """A process that judges batches of cases."""

    def __init__(self, lists: Sequence[str], asked: argparse.Namespace) -> None:
        self.pipe, end = processes.Pipe()
        self._at = processes.Value("q", -1)
        self._since = time.monotonic()
        self._seen = -1
        self.cases = range(0)
        self.idle = True
        self._process = processes.Process(target=_work, args=(end, self._at, lists, asked.seed, asked.limit))
        self._process.daemon = True
        self._process.start()

    @property
    def number(self) -> int:
        return int(self._at.value)

    def begin(self, cases: range) -> None:
        self.cases, self.idle, self._since = cases, False, time.monotonic()
        self.pipe.send(cases)

    def take(self) -> tuple[int, list[Case]]:
        self.idle = True
        found: list[Case] = self.pipe.recv()
        return len(self.cases), found

    def stuck(self, seconds: float) -> bool:
        if self.idle or self.number != self._seen:
            self._seen, self._since = self.number, time.monotonic()
        return time.monotonic() - self._since > seconds

    def end(self) -> None:
        self.pipe.send(None)
        self._process.join()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


def _work(pipe: Connection, at: object, lists: Sequence[str], seed: int, limit: float) -> None:
    while (cases := pipe.recv()) is not None:
        found = []
        for number in cases:
            at.value = number  # type: ignore[attr-defined]
            made = damaged(number, lists, seed)
            if faults := judged(number, made, limit):
                found.append(Case(number, made.made, tuple(faults)))
        pipe.send(found)


if __name__ == "__main__":
    sys.exit(main())
