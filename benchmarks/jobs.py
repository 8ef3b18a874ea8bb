"""Whole runs over many lists in one process and in several: `python benchmarks/jobs.py`.

From how many characters on several processes pay is `WORTH_PROCESSES` of `cli/reading.py`; the machine's processors
decide as much.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from measuring import execute, interleaved, made_list
from tables import Found, Table, asking, tell

LISTS = 8
SIZES = (250, 1_000, 4_000)
CHECK = (sys.executable, "-m", "awesome_lint", "check", "--isolated", "--exit-zero", "--quiet", "--no-cache")


def main() -> None:
    """Measure, and print a table."""
    ask = asking(__doc__)
    ask.add_argument("--rounds", type=int, default=3, help="how often each is run (3)")
    given = ask.parse_args()
    tell(figures(*(((10,), 1) if given.quick else (SIZES, given.rounds))), given)


def figures(sizes: Sequence[int], rounds: int) -> Iterator[Found]:
    """One table: a row a size, a column a number of processes."""
    jobs = sorted({1, 2, os.cpu_count() or 1})
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder, f"{number}.md") for number in range(LISTS)]
            for number, path in enumerate(paths):
                path.write_text(made_list(size + number), encoding="utf-8")
            stages: dict[str, Callable[[], object]] = {
                str(count): partial(execute, *CHECK, "--jobs", str(count), *paths) for count in jobs
            }
            times = interleaved(stages, rounds)
            total = sum(len(path.read_text(encoding="utf-8")) for path in paths)
        rows.append((f"{size:,}", f"{total:,}", *(f"{times[str(count)]:.2f} s" for count in jobs)))
    heads = ("entries each", "characters in all", *(f"--jobs {count}" for count in jobs))
    yield Table(f"{LISTS} lists in several processes", heads, rows)


if __name__ == "__main__":
    main()
