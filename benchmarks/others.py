"""Whole runs of `awesome-lint` beside other linters of Markdown: `python benchmarks/others.py [LIST.md ...]`.

The others are installed into `benchmarks/.cache` when they are missing: npm's `awesome-lint` and `markdownlint-cli2`,
and `pymarkdownlnt` and `rumdl`. All lint a list of 20 KB, one of 200 KB, and all the lists given (those in `lists/`
without arguments) in turn; printed are medians, and how many times as long each takes as ours does with a cold cache.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from measuring import PAGE, ROOT, execute, interleaved, page_of

TOOLS = Path(__file__).parent / ".cache"
NODE = ("awesome-lint", "markdownlint-cli2")
PYTHON = ("pymarkdownlnt", "rumdl")
REPORTED = (0, 1)
"""Exit codes of other linters that ran, with findings or without."""
ONE_FILE = frozenset({"awesome-lint (npm)"})
"""The tools that take one file at a time."""
OURS = (sys.executable, "-m", "awesome_lint", "check", "--isolated", "--exit-zero", "--quiet")
CLICK = (sys.executable, "-c", "import click")


def main() -> None:
    """Measure, and print a table for each size."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    ask.add_argument("lists", nargs="*", type=Path, default=sorted((ROOT / "lists").glob("*.md")))
    ask.add_argument("--rounds", type=int, default=5, help="how often each is run (5)")
    given = ask.parse_args()
    others = installed()
    lists = [path.resolve() for path in given.lists]
    texts = [path.read_bytes().decode("utf-8") for path in lists]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs: dict[str, list[Path]] = {}
        for size in (PAGE, 10 * PAGE):
            path = folder / f"{size // 1000}KB.md"
            path.write_text(page_of(texts, size), encoding="utf-8")
            inputs[f"a list of {size // 1000} KB"] = [path]
        inputs[f"{len(lists)} lists, {sum(map(len, texts)) // 1000} KB"] = lists
        for title, paths in inputs.items():
            compare(title, paths, others, folder, given.rounds)


def compare(title: str, paths: list[Path], others: dict[str, list[str | Path]], folder: Path, rounds: int) -> None:
    """One table: every tool on the same files."""
    stages: dict[str, Callable[[], object]] = {
        "python -c 'import click'": partial(execute, *CLICK, folder=folder),
        "awesome-lint, cached": partial(execute, *OURS, *paths, folder=folder),
        "awesome-lint, --no-cache": partial(execute, *OURS, "--no-cache", *paths, folder=folder),
    }
    for name, command in others.items():
        stages[name] = partial(each if name in ONE_FILE else together, command, paths, folder)
    times = interleaved(stages, rounds)
    ours, click = times["awesome-lint, --no-cache"], times["python -c 'import click'"]
    print(f"\n{title:36}{'median':>11}{'to ours':>10}{'to click':>10}")
    for name, seconds in times.items():
        print(f"{name:36}{seconds * 1000:8.0f} ms{seconds / ours:10.2f}{seconds / click:10.2f}")


def together(command: list[str | Path], paths: list[Path], folder: Path) -> None:
    """Run a tool once for all files."""
    execute(*command, *paths, folder=folder, good=REPORTED)


def each(command: list[str | Path], paths: list[Path], folder: Path) -> None:
    """Run a tool once for each file."""
    for path in paths:
        execute(*command, path, folder=folder, good=REPORTED)


def installed() -> dict[str, list[str | Path]]:
    """The commands of the other linters, installed where they are missing."""
    node, python = TOOLS / "node", TOOLS / "python"
    if not (node / "node_modules").exists():
        node.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", node, *NODE], check=True)
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", python], check=True)
        subprocess.run([python / "bin" / "pip", "install", "--quiet", *PYTHON], check=True)
    commands = node / "node_modules" / ".bin"
    return {
        "awesome-lint (npm)": [commands / "awesome-lint"],
        "markdownlint-cli2": [commands / "markdownlint-cli2"],
        "pymarkdownlnt": [python / "bin" / "pymarkdown", "scan"],
        "rumdl": [python / "bin" / "rumdl", "check", "--no-cache"],
    }


if __name__ == "__main__":
    main()
