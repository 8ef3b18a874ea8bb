"""Text to nodes beside mistune's own syntax tree, list by list: `python benchmarks/nodes.py [LIST.md ...]`.

Both read each list in turn, so that a busy machine slows both alike; printed are medians and their ratio. Without
arguments the lists in `lists/` are read.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import mistune

from awesome_lint.markdown import parse_markdown
from awesome_lint.source import Source

LISTS = Path(__file__).parents[1] / "lists"
PLUGINS = ["table", "task_lists", "strikethrough", "footnotes", "url"]


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    """Measure, and print a table."""
    ask = argparse.ArgumentParser(description="Text to nodes beside mistune's own syntax tree.")
    ask.add_argument("lists", nargs="*", type=Path, default=sorted(LISTS.glob("*.md")))
    ask.add_argument("--rounds", type=int, default=9, help="how often each list is read (9)")
    given = ask.parse_args()
    syntax_tree = mistune.create_markdown(renderer="ast", plugins=PLUGINS)
    print(f"{'list':32}{'characters':>12}{'mistune':>11}{'nodes':>11}{'ratio':>8}")
    sums = [0.0, 0.0]
    size = 0
    for path in given.lists:
        text = path.read_bytes().decode()
        rounds = [
            (seconds(lambda: syntax_tree(text)), seconds(lambda: parse_markdown(Source(text))))  # noqa: B023
            for _ in range(given.rounds)
        ]
        theirs, ours = (statistics.median(column) for column in zip(*rounds, strict=True))
        row(path.name, len(text), theirs, ours)
        sums = [sums[0] + theirs, sums[1] + ours]
        size += len(text)
    row("together", size, *sums)


def row(name: str, size: int, theirs: float, ours: float) -> None:
    print(f"{name[:31]:32}{size:12,}{theirs * 1000:8.2f} ms{ours * 1000:8.2f} ms{ours / theirs:8.2f}")


if __name__ == "__main__":
    main()
