"""Whole runs over many lists in one process and in several: `python benchmarks/jobs.py`.

From how many characters on several processes pay is `WORTH_PROCESSES` of `cli/reading.py`; the machine's processors
decide as much.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from measuring import execute, interleaved, made_list

LISTS = 8
SIZES = (250, 1_000, 4_000)
CHECK = (sys.executable, "-m", "awesome_lint", "check", "--isolated", "--exit-zero", "--quiet", "--no-cache")


def main() -> None:
    """Measure, and print a table."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    ask.add_argument("--rounds", type=int, default=3, help="how often each is run (3)")
    given = ask.parse_args()
    jobs = sorted({1, 2, os.cpu_count() or 1})
    print(f"{LISTS} lists, {os.cpu_count()} processors\n")
    print(f"{'entries each':>14}{'characters':>14}" + "".join(f"{f'--jobs {count}':>12}" for count in jobs))
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder, f"{number}.md") for number in range(LISTS)]
            for number, path in enumerate(paths):
                path.write_text(made_list(size + number), encoding="utf-8")
            stages: dict[str, Callable[[], object]] = {
                str(count): partial(execute, *CHECK, "--jobs", str(count), *paths) for count in jobs
            }
            times = interleaved(stages, given.rounds)
            total = sum(len(path.read_text(encoding="utf-8")) for path in paths)
        print(f"{size:14,}{total:14,}" + "".join(f"{times[str(count)]:10.2f} s" for count in jobs))


if __name__ == "__main__":
    main()
