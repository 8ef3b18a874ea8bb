"""What reading and linting cost, beside mistune reading the same lists: `python benchmarks/run.py [LIST.md ...]`.

Everything is measured side by side, one after the other in turn, so that a busy machine slows all alike; printed are
medians, and ratios of medians. Garbage is collected as seldom as in a run of the command, for all of them.
Without arguments the lists in `lists/` are read, all together.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import mistune
from measuring import PAGE, ROOT, execute, interleaved, page_of
from tables import Found, Table, asking, tell

from awesome_lint.cli.app import OBJECTS_BETWEEN_COLLECTIONS
from awesome_lint.lint import lint_documents
from awesome_lint.markdown import parse_markdown
from awesome_lint.model import Document
from awesome_lint.parse import parse_document
from awesome_lint.source import Source

PLUGINS = ["table", "task_lists", "strikethrough", "footnotes", "url"]
IMPORTS = "import click, mistune"
CHECK = ("-m", "awesome_lint", "check", "--isolated", "--exit-zero", "--quiet", "--no-cache")


HEADS = ("", "median", "ratio", "aim", "floor")


def main() -> None:
    """Measure, and print tables."""
    ask = asking(__doc__)
    ask.add_argument("lists", nargs="*", type=Path, default=sorted((ROOT / "lists").glob("*.md")))
    ask.add_argument("--rounds", type=int, default=7, help="how often the lists are read (7)")
    ask.add_argument("--processes", type=int, default=15, help="how often a process is started (15)")
    given = ask.parse_args()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    texts = [path.read_bytes().decode("utf-8") for path in given.lists]
    if given.quick:
        texts, given.rounds, given.processes = [min(texts, key=len)], 1, 1
    tell(figures(texts, given.rounds, given.processes), given)


def figures(texts: Sequence[str], rounds: int, processes: int) -> Iterator[Found]:
    """The three tables."""
    yield reading(texts, rounds)
    yield starting(texts, processes)
    yield remembering(texts)


def reading(texts: Sequence[str], rounds: int) -> Table:
    """Text to nodes, to entries and to findings, against mistune's own syntax tree."""
    ast = mistune.create_markdown(renderer="ast", plugins=PLUGINS)
    stages: dict[str, Callable[[], object]] = {
        "text to mistune's tree": lambda: [ast(text) for text in texts],
        "text to nodes": lambda: [parse_markdown(Source(text)) for text in texts],
        "text to entries": lambda: documents(texts),
        "text to findings, each list alone": lambda: [lint_documents([one]) for one in documents(texts)],
        "text to findings, compared": lambda: lint_documents(documents(texts)),
    }
    aims = {"text to nodes": (1.0, 1.0), "text to entries": (1.5, 2.0), "text to findings, each list alone": (2.5, 3.5)}
    times = interleaved(stages, rounds)
    base = times["text to mistune's tree"]
    return Table(
        f"Reading {len(texts)} lists, {sum(map(len, texts)):,} characters, in one process",
        HEADS,
        [row(name, f"{seconds * 1000:.1f} ms", seconds / base, aims.get(name)) for name, seconds in times.items()],
        figures={"findings to mistune": times["text to findings, each list alone"] / base},
    )


def starting(texts: Sequence[str], processes: int) -> Table:
    """A whole `awesome-lint check` of a list of 20 KB, against importing what it stands on."""
    page = page_of(texts, PAGE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.md")
        path.write_bytes(page.encode())
        times = interleaved(
            {
                f'python -c "{IMPORTS}"': lambda: execute(sys.executable, "-c", IMPORTS),
                "awesome-lint check, 20 KB": lambda: execute(sys.executable, *CHECK, path),
            },
            processes,
        )
    base, ours = times.values()
    return Table(
        "A whole run over a list of 20 KB",
        HEADS,
        [
            row(name, f"{seconds * 1000:.0f} ms", seconds / base, (2.0, 2.5) if "check" in name else None)
            for name, seconds in times.items()
        ],
        figures={"seconds": ours, "imports": base},
    )


def remembering(texts: Sequence[str]) -> Table:
    """What the documents hold in memory for each entry, and whether ten times the text takes ten times that."""
    documents(texts)  # knowledge and caches are not the lists'
    once, entries = held(texts)
    tenfold, _ = held([text * 10 for text in texts])
    return Table(
        "Memory of what was read",
        ("", "memory", "ratio", "aim", "floor"),
        [
            row("documents, an entry", f"{once / 1024 / max(1, entries):.1f} KB", None, (8.0, 8.0)),
            row("ten times the text", f"{tenfold / 1024 / 1024:.1f} MB", tenfold / once, (10.0, 10.0)),
        ],
    )


def row(name: str, figure: str, ratio: float | None, aim: tuple[float, float] | None) -> tuple[str, ...]:
    """One row: a figure, its ratio to what it is compared with, the aim and the floor of that ratio."""
    return (
        name,
        figure,
        "" if ratio is None else f"{ratio:.2f}",
        *(f"{value:.1f}" for value in aim or ()),
        *("",) * (0 if aim else 2),
    )


def documents(texts: Sequence[str]) -> list[Document]:
    """The lists, parsed."""
    return [parse_document(Source(text, f"{number}.md")) for number, text in enumerate(texts)]


def held(texts: Sequence[str]) -> tuple[int, int]:
    """Bytes that the parsed lists hold, and how many entries they have."""
    gc.collect()
    tracemalloc.start()
    kept = documents(texts)
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size, sum(len(document.entries) for document in kept)


if __name__ == "__main__":
    main()
