"""How time and memory grow with a list: `python benchmarks/growth.py`.

Each size is read and linted in a process of its own; printed are the seconds, the exponent of their growth against the
size before, and what the process held at its peak for each entry, beyond what it holds for an empty list.
"""

from __future__ import annotations

import argparse
import math
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

from measuring import made_list
from tables import Found, Table, asking, tell

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3
MEMORY = 8.0  # KB an entry, at most


def main() -> None:
    """Measure, and print a table."""
    ask = asking(__doc__)
    ask.add_argument("sizes", nargs="*", type=int, default=SIZES, help="entries (1000 10000 100000)")
    ask.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.one is not None:
        print(*measure(given.one))
    else:
        tell(figures(*(((50, 100), 1) if given.quick else (given.sizes, ROUNDS))), given)


def figures(sizes: Sequence[int], rounds: int) -> Iterator[Found]:
    """One table: a row a size."""
    runs = {size: [one_run(size) for _ in range(rounds)] for size in (0, *sizes)}
    empty = statistics.median(peak for _, _, peak in runs.pop(0))
    rows: list[tuple[str, ...]] = []
    named: dict[str, float] = {}
    before: tuple[int, float] | None = None
    for size, measured in runs.items():
        parse, lint, peak = (statistics.median(column) for column in zip(*measured, strict=True))
        both, each = parse + lint, (peak - empty) / 1024 / size
        growth = f"{math.log(both / before[1]) / math.log(size / before[0]):.2f}" if before else ""
        rows.append((f"{size:,}", f"{parse:.2f} s", f"{lint:.2f} s", f"{both:.2f} s", growth, f"{each:.1f} KB"))
        named |= {f"seconds {size}": both, f"KB {size}": each}
        before = size, both
    yield Table(
        "Lists of many entries",
        ("entries", "parse", "lint", "together", "exponent", "peak memory an entry"),
        [*rows, ("aims", "", "", "", "1.0", f"{MEMORY:.1f} KB")],
        figures=named,
    )


def one_run(size: int) -> tuple[float, float, float]:
    """Seconds to parse, seconds to lint, bytes at the peak, of a process for one size."""
    done = subprocess.run([sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=True)
    parse, lint, peak = map(float, done.stdout.split())
    return parse, lint, peak


def measure(size: int) -> tuple[float, float, float]:
    """What `one_run` reads, in this process."""
    from awesome_lint.lint import lint_documents
    from awesome_lint.parse import parse_document
    from awesome_lint.source import Source

    lint_documents([parse_document(Source(made_list(10), "few.md"))])  # what is loaded once is not counted
    text = made_list(size)
    start = time.perf_counter()
    document = parse_document(Source(text, "list.md"))
    parsed = time.perf_counter()
    lint_documents([document])
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return parsed - start, done - parsed, float(peak)


if __name__ == "__main__":
    main()
