"""Text to nodes beside mistune's own syntax tree, list by list: `python benchmarks/nodes.py [LIST.md ...]`.

Both read each list in turn, so that a busy machine slows both alike; printed are medians and their ratio. Without
arguments the lists in `lists/` are read.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import mistune
from tables import Found, Table, asking, tell

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
    ask = asking(__doc__)
    ask.add_argument("lists", nargs="*", type=Path, default=sorted(LISTS.glob("*.md")))
    ask.add_argument("--rounds", type=int, default=9, help="how often each list is read (9)")
    given = ask.parse_args()
    tell(figures(*((given.lists[-1:], 1) if given.quick else (given.lists, given.rounds))), given)


def figures(lists: Sequence[Path], rounds: int) -> Iterator[Found]:
    """One table: a row a list, and all together."""
    syntax_tree = mistune.create_markdown(renderer="ast", plugins=PLUGINS)
    rows = []
    sums = [0.0, 0.0]
    size = 0
    for path in lists:
        text = path.read_bytes().decode()
        times = [
            (seconds(lambda: syntax_tree(text)), seconds(lambda: parse_markdown(Source(text))))  # noqa: B023
            for _ in range(rounds)
        ]
        theirs, ours = (statistics.median(column) for column in zip(*times, strict=True))
        rows.append(row(path.name, len(text), theirs, ours))
        sums = [sums[0] + theirs, sums[1] + ours]
        size += len(text)
    yield Table(
        "Text to nodes", ("list", "characters", "mistune", "nodes", "ratio"), [*rows, row("together", size, *sums)]
    )


def row(name: str, size: int, theirs: float, ours: float) -> tuple[str, ...]:
    return name, f"{size:,}", f"{theirs * 1000:.2f} ms", f"{ours * 1000:.2f} ms", f"{ours / theirs:.2f}"


if __name__ == "__main__":
    main()
