"""How many entries a list's own style gives back byte for byte: `python benchmarks/style.py [LIST.md ...]`.

An entry is taken apart into its values, and written again by the template of its list; what it had between its values
is not used. Printed are the shares of entries that come back as they were:

- `prevailing`: by the one form that prevails in their table or section, of all entries;
- `following`: the same, of the entries that follow what prevails: each text between two values is the most frequent
  one that their group has between those two, and other entries have it, too;
- `any form`: by one of the forms that several entries of the list share (at most five), of all entries;
- `left out` (with `--leave-out`): by the form that prevails among the other entries, the entry itself not counted.

The last columns are the time that the style takes beside the time of parsing, and what it holds in memory. Without
arguments the lists in `lists/` are read.
"""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tables import Found, Table, asking, tell

from awesome_lint.model import Document, Entry, Link
from awesome_lint.parse import parse_document
from awesome_lint.source import Source
from awesome_lint.style import Style, infer
from awesome_lint.style.record import Reading

LISTS = Path(__file__).parents[1] / "lists"
Place = tuple[str, int, int, bool, str, str]


def main() -> None:
    """Measure, and print a table."""
    ask = asking(__doc__)
    ask.add_argument("lists", nargs="*", type=Path, default=sorted(LISTS.glob("*.md")))
    ask.add_argument("--leave-out", action="store_true", help="also by the style of the other entries only (slow)")
    ask.add_argument("--rounds", type=int, default=5, help="how often each list is read (5)")
    given = ask.parse_args()
    lists, rounds = (given.lists[-1:], 1) if given.quick else (given.lists, given.rounds)
    tell(figures(lists, given.leave_out, rounds), given)


def figures(lists: Sequence[Path], leave_out: bool, rounds: int) -> Iterator[Found]:
    """One table: a row a list, and all together."""
    sums: Counter[str] = Counter()
    rows = []
    for path in lists:
        source = Source(path.read_bytes().decode("utf-8"), path.name)
        found = measure(source, leave_out, rounds)
        rows.append(row(path.name, found))
        sums.update(found)
    entries = max(sums["entries"], 1)
    yield Table(
        "Entries that their list's own style gives back byte for byte",
        ("list", "entries", "prevailing", "following", "any form", "left out", "parse", "style", "ratio", "memory"),
        [*rows, row("together", sums)],
        figures={
            "entries": sums["entries"],
            "any": sums["any"] / entries,
            "following": sums["following"] / max(sums["follow"], 1),
        },
    )


def measure(source: Source, leave_out: bool, rounds: int) -> Counter[str]:
    """The counts of one list, and seconds and bytes."""
    document = parse_document(source)
    style = infer(document)
    follow = following(document, style)
    found: Counter[str] = Counter(entries=len(document.entries))
    for entry in document.entries:
        back = style.fits(entry, style.template(entry))
        found["prevailing"] += back
        found["follow"] += entry.span in follow
        found["following"] += back and entry.span in follow
        found["any"] += style.template_in(entry) is not None
        if leave_out:
            others = [other for other in document.entries if other is not entry]
            less = infer(document, others)
            found["left"] += less.fits(entry, less.template(entry))
    found["leave"] = leave_out
    parsing, styling = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        parse_document(source)
        parsed = time.perf_counter()
        use(document)
        styling.append(time.perf_counter() - parsed)
        parsing.append(parsed - start)
    found["parse"] = int(statistics.median(parsing) * 1e6)
    found["style"] = int(statistics.median(styling) * 1e6)
    gc.collect()
    tracemalloc.start()
    kept = use(document)
    gc.collect()
    found["memory"] = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del kept
    return found


def use(document: Document) -> Style:
    """A list's style with all its templates made."""
    style = infer(document)
    for entry in document.entries:
        style.template(entry)
    return style


def following(document: Document, style: Style) -> set[object]:
    """The places of the entries that follow what prevails in their group, by counting and nothing else."""
    between: defaultdict[Place, Counter[str]] = defaultdict(Counter)
    orders: Counter[tuple[str, int, int, bool, str, str]] = Counter()
    rims: defaultdict[tuple[str, int], Counter[tuple[str, ...]]] = defaultdict(Counter)
    readings = {entry.span: style.readings[entry.span] for entry in document.entries}
    entries = {entry.span: entry for entry in document.entries}
    forms: defaultdict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for entry in document.entries:
        for link, form in written(document, entry):
            forms[link.form][form] += 1
    for reading in readings.values():
        rims[reading.layout, reading.group][reading.rims] += 1
        for place, text in neighbours(reading):
            between[place][text] += 1
        for place in pairs(reading):
            orders[place] += 1
    found: set[object] = set()
    for span, reading in readings.items():
        if (
            prevails(reading.rims, rims[reading.layout, reading.group])
            and all(prevails(form, forms[link.form]) for link, form in written(document, entries[span]))
            and all(prevails(text, between[place]) for place, text in neighbours(reading))
            and all(orders[place] > orders[(*place[:4], place[5], place[4])] for place in pairs(reading))
        ):
            found.add(span)
    return found


def prevails(one: object, counts: Counter[Any]) -> bool:
    """Whether `one` is more frequent than everything else, and not seen once only."""
    return counts[one] > 1 and all(times < counts[one] for other, times in counts.items() if other != one)


def written(document: Document, entry: Entry) -> Iterator[tuple[Link, tuple[str, ...]]]:
    """What stands around the text and the address of an entry's links; a reference's address stands elsewhere."""
    text = document.source.text
    for link in entry.links:
        spans = [link.label_span, *([link.url_span] if link.url_span.start in range(*link.span) else [])]
        at = [link.span.start, *[offset for span in sorted(spans) for offset in span], link.span.end]
        marks = tuple(text[one:other] for one, other in zip(at[::2], at[1::2], strict=True))
        yield link, marks if link.form != "reference" else marks[:1]


def stretches(reading: Reading) -> Iterator[tuple[int, bool, tuple[str, ...], tuple[str, ...]]]:
    for number, cell in enumerate(reading.cells):
        yield number, False, cell.kinds, cell.gaps
        for inner in cell.inner:
            yield number, True, inner.kinds, inner.gaps


def neighbours(reading: Reading) -> Iterator[tuple[Place, str]]:
    """Every two neighbouring kinds of values of an entry, and the text between them."""
    for number, inner, kinds, gaps in stretches(reading):
        for one, other, gap in zip(("", *kinds), (*kinds, ""), gaps, strict=True):
            yield (reading.layout, reading.group, number, inner, one, other), gap


def pairs(reading: Reading) -> Iterator[Place]:
    """Every two kinds of an entry in its order, those that can stand anywhere left out."""
    for number, inner, kinds, _ in stretches(reading):
        firm = [kind for kind in dict.fromkeys(kinds) if ":" not in kind and kind not in ("note", "image", "comment")]
        for index, one in enumerate(firm):
            for other in firm[index + 1 :]:
                yield reading.layout, reading.group, number, inner, one, other


def row(name: str, found: Counter[str]) -> tuple[str, ...]:
    entries = max(found["entries"], 1)
    shares = [found["prevailing"] / entries, found["following"] / max(found["follow"], 1), found["any"] / entries]
    return (
        name,
        f"{found['entries']:,}",
        *(f"{share:.1%}" for share in shares),
        f"{found['left'] / entries:.1%}" if found["leave"] else "-",
        f"{found['parse'] / 1000:.1f} ms",
        f"{found['style'] / 1000:.1f} ms",
        f"{found['style'] / max(found['parse'], 1):.2f}",
        f"{found['memory'] / entries / 1024:.1f} KB",
    )


if __name__ == "__main__":
    main()
