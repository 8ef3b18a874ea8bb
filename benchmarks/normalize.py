"""What it costs to normalize a list: `python benchmarks/normalize.py`.

A list of bullets, of which every tenth is written by another hand, is normalized in its own style, and into a table.
Each size is done in a process of its own; printed are the seconds (reading the list is in them), the exponent of their
growth against the size before, and what the process held at its peak for each entry, beyond what it holds for a list of
ten.
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

SIZES = (1_000, 10_000)
STYLES = ("own", "table")
ROUNDS = 3
FEW = 10
SECONDS = 20.0  # for 10,000 entries, at most
MEMORY = 20.0  # KB an entry, at most


def main() -> None:
    """Measure, and print a table."""
    ask = asking(__doc__)
    ask.add_argument("sizes", nargs="*", type=int, default=SIZES, help="entries (1000 10000)")
    ask.add_argument("--one", nargs=2, metavar=("STYLE", "SIZE"), help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.one is not None:
        print(*measure(given.one[0], int(given.one[1])))
    else:
        tell(figures(*(((50, 100), 1) if given.quick else (given.sizes, ROUNDS))), given)


def figures(sizes: Sequence[int], rounds: int) -> Iterator[Found]:
    """One table: a row a style and size."""
    rows: list[tuple[str, ...]] = []
    named: dict[str, float] = {}
    for style in STYLES:
        few = statistics.median(one_run(style, FEW)[1] for _ in range(rounds))
        before: tuple[int, float] | None = None
        for size in sizes:
            runs = [one_run(style, size) for _ in range(rounds)]
            seconds, peak, changed, left = (statistics.median(column) for column in zip(*runs, strict=True))
            growth = f"{math.log(seconds / before[1]) / math.log(size / before[0]):.2f}" if before else ""
            each = (peak - few) / 1024 / size
            rows.append(
                (style, f"{size:,}", f"{changed:,.0f}", f"{left:,.0f}", f"{seconds:.2f} s", growth, f"{each:.1f} KB")
            )
            named[f"{style} {size}"] = seconds
            before = size, seconds
    yield Table(
        "Normalizing",
        ("style", "entries", "changed", "left", "time", "exponent", "peak memory an entry"),
        [*rows, ("aims", "10,000", "", "", f"{SECONDS:.0f} s", "1.0", f"{MEMORY:.1f} KB")],
        figures=named,
    )


def one_run(style: str, size: int) -> tuple[float, float, float, float]:
    """Seconds, bytes at the peak, entries changed and left, of a process for one style and size."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", style, str(size)], capture_output=True, text=True, check=True
    )
    seconds, peak, changed, left = map(float, done.stdout.split())
    return seconds, peak, changed, left


def measure(style: str, size: int) -> tuple[float, float, int, int]:
    """What `one_run` reads, in this process."""
    from awesome_lint.knowledge import knowledge
    from awesome_lint.normalize.rewrite import rewrite
    from awesome_lint.parse import parse_document
    from awesome_lint.source import Source
    from awesome_lint.style.target import named_target

    parse_document(Source(made_list(FEW), "few.md"))  # what is loaded once is not counted
    text = by_several_hands(made_list(size))
    start = time.perf_counter()
    document = parse_document(Source(text, "list.md"))
    target = named_target(style, document.entries) if style != "own" else None
    done = rewrite(document, target, keep=True, parse=parse_document, known=knowledge())
    seconds = time.perf_counter() - start
    assert len(done.document.entries) == size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return seconds, float(peak), done.changed, len(done.left)


def by_several_hands(text: str) -> str:
    """A list of which every tenth line with an entry has another marker, and two spaces before its links."""
    lines = text.split("\n")
    for number in range(0, len(lines), 10):
        if lines[number].startswith("- "):
            lines[number] = "* " + lines[number][2:].replace(" [[paper]", "  [[paper]", 1)
    return "\n".join(lines)


if __name__ == "__main__":
    main()
