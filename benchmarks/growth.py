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

from measuring import made_list

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3
MEMORY = 8.0  # KB an entry, at most


def main() -> None:
    """Measure, and print a table."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    ask.add_argument("sizes", nargs="*", type=int, default=SIZES, help="entries (1000 10000 100000)")
    ask.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.one is not None:
        print(*measure(given.one))
        return
    runs = {size: [one_run(size) for _ in range(ROUNDS)] for size in (0, *given.sizes)}
    empty = statistics.median(peak for _, _, peak in runs.pop(0))
    print(f"{'entries':>10}{'parse':>11}{'lint':>11}{'together':>11}{'exponent':>10}{'peak memory':>18}")
    before: tuple[int, float] | None = None
    for size, figures in runs.items():
        parse, lint, peak = (statistics.median(column) for column in zip(*figures, strict=True))
        exponent = math.log((parse + lint) / before[1]) / math.log(size / before[0]) if before else math.nan
        each = (peak - empty) / 1024 / size
        print(f"{size:10,}{parse:9.2f} s{lint:9.2f} s{parse + lint:9.2f} s{exponent:10.2f}{each:10.1f} KB each")
        before = size, parse + lint
    print(f"{'aims':>10}{'1.0':>43}{MEMORY:10.1f} KB each")


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
