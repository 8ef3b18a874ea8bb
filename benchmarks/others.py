"""Whole runs of `awesome-lint` beside other linters of Markdown: `python benchmarks/others.py [LIST.md ...]`.

The others are installed into `benchmarks/.cache` when they are missing (`tools.py` names them). All lint a list of
20 KB, one of 200 KB, and all the lists given (those in `lists/` without arguments) in turn, each with its defaults;
printed are medians, and how many times as long each takes as ours does with a cold cache.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from measuring import PAGE, ROOT, execute, interleaved, page_of
from tables import Found, Table, asking, tell
from tools import LINTERS, Tool, install

REPORTED = (0, 1)
"""Exit codes of other linters that ran, with findings or without."""
OURS = (sys.executable, "-m", "awesome_lint", "check", "--isolated", "--exit-zero", "--quiet")
CLICK = (sys.executable, "-c", "import click")


def main() -> None:
    """Measure, and print a table for each size."""
    ask = asking(__doc__)
    ask.add_argument("lists", nargs="*", type=Path, default=sorted((ROOT / "lists").glob("*.md")))
    ask.add_argument("--rounds", type=int, default=5, help="how often each is run (5)")
    given = ask.parse_args()
    tell(figures(given.lists, given.rounds, given.quick), given)


def figures(paths: Sequence[Path], rounds: int, quick: bool) -> Iterator[Found]:
    """A table a size; the smallest only where it is to be quick."""
    others, missing = install(LINTERS, quick=quick)
    lists = [path.resolve() for path in paths]
    texts = [path.read_bytes().decode("utf-8") for path in lists]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs: dict[str, list[Path]] = {}
        for size in (PAGE, 10 * PAGE):
            path = folder / f"{size // 1000}KB.md"
            path.write_text(page_of(texts, size), encoding="utf-8")
            inputs[f"A list of {size // 1000} KB"] = [path]
        inputs[f"{len(lists)} lists, {sum(map(len, texts)) // 1000} KB"] = lists
        for title, chosen in list(inputs.items())[: 1 if quick else None]:
            yield compare(title, chosen, [] if quick else others, folder, 1 if quick else rounds)
    yield from missing


def compare(title: str, paths: list[Path], others: Sequence[Tool], folder: Path, rounds: int) -> Table:
    """One table: every tool on the same files."""
    stages: dict[str, Callable[[], object]] = {
        "python -c 'import click'": partial(execute, *CLICK, folder=folder),
        "awesome-lint, cached": partial(execute, *OURS, *paths, folder=folder),
        "awesome-lint, --no-cache": partial(execute, *OURS, "--no-cache", *paths, folder=folder),
    }
    stages |= {tool.name: partial(run, tool, paths, folder) for tool in others}
    times = interleaved(stages, rounds)
    ours, click = times["awesome-lint, --no-cache"], times["python -c 'import click'"]
    return Table(
        title,
        ("", "median", "to ours", "to click"),
        [
            (name, f"{seconds * 1000:.0f} ms", f"{seconds / ours:.2f}", f"{seconds / click:.2f}")
            for name, seconds in times.items()
        ],
        figures=times,
    )


def run(tool: Tool, paths: Sequence[Path], folder: Path) -> None:
    """Run a tool, once for all files or once for each."""
    for batch in [[path] for path in paths] if tool.one_file else [paths]:
        execute(*tool.run, *batch, folder=folder, good=REPORTED)


if __name__ == "__main__":
    main()
