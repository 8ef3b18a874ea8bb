"""Every figure of this project, as one Markdown page: `python benchmarks/all.py`.

Each benchmark runs in a process of its own, one after the other. What each found is kept in `benchmarks/.cache`, so
that `--only` can measure some anew for a page of all. `--write` takes the page over into
`docs/benchmarks.md`, and the sentences that `README.md` quotes from it.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from measuring import ROOT
from tables import Found, Missing, Table, as_markdown, read
from tools import LINK_CHECKERS, LINTERS

HERE = Path(__file__).parent
KEPT = HERE / ".cache" / "figures"
PAGE = ROOT / "docs" / "benchmarks.md"
README = ROOT / "README.md"
SCRIPTS = {
    "counts": "What there is",
    "run": "Reading and linting",
    "others": "Beside other linters",
    "growth": "Long lists",
    "jobs": "Several processes",
    "nodes": "Markdown to nodes",
    "links": "Checking links",
    "verdicts": "Who is right about a link",
    "style": "The style of a list",
    "normalize": "Normalizing",
    "report": "The HTML report",
}
"""The benchmarks in the order of the page, and their headings."""
UNTIMED = ("counts", "verdicts")
"""The benchmarks that measure no time."""
BUSY = (
    "The machine had other work to do when this began (load {load:.1f} on {cores} cores): seconds are longer here than"
    " on a quiet one."
)
IN_SHORT = "## In short\n\n"


class Section(NamedTuple):
    """What one benchmark found. `load` is how busy the machine was when it began: processes that wanted to run."""

    name: str
    found: Sequence[Found]
    load: float = 0.0
    broke: bool = False


def main() -> int:
    """Measure, and print the page. Returns 1 where a benchmark broke."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    ask.add_argument("--quick", action="store_true", help="a short run of each: shows that they work; no figures")
    ask.add_argument("--only", action="append", choices=SCRIPTS, help="this benchmark only; may be repeated")
    ask.add_argument("--write", action="store_true", help=f"into {PAGE.relative_to(ROOT)}, not to standard output")
    given = ask.parse_args()
    if given.write and given.quick:
        ask.error("a quick run makes no figures to keep: leave out --quick or --write")
    chosen = [name for name in SCRIPTS if not given.only or name in given.only]
    sections = [measured(name, given.quick) for name in chosen]
    if given.write:
        sections = [kept(name) for name in SCRIPTS]
    page = page_of(sections, given.quick)
    if given.write:
        quote(page)
        PAGE.write_text(page, encoding="utf-8")
    else:
        print(page, end="")
    return int(
        any(isinstance(one, Missing) and one.what == section.name for section in sections for one in section.found)
    )


def measured(name: str, quick: bool) -> Section:
    """Run one benchmark. What it could not measure stands among what it found."""
    script = HERE / f"{name}.py"
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{name} …", file=sys.stderr, flush=True)
    command = [sys.executable, str(script), "--json", *(["--quick"] if quick else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [read(line) for line in done.stdout.splitlines()]
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        found.append(Missing(name, f"it ended with {done.returncode}: {last}"))
    if not quick and not done.returncode:
        KEPT.mkdir(parents=True, exist_ok=True)
        (KEPT / f"{name}.json").write_text(json.dumps([load, done.stdout.splitlines()]), encoding="utf-8")
    return Section(name, found, load, broke=done.returncode != 0)


def kept(name: str) -> Section:
    """What a benchmark found when it ran the last time."""
    try:
        load, lines = json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Section(name, [Missing(name, "it has not been run for this page")])
    return Section(name, [read(line) for line in lines], load)


def about(script: Path) -> str:
    """What a benchmark's docstring says of it, as Markdown."""
    text = script.read_text(encoding="utf-8")
    return text.split('"""')[1].strip()


def page_of(sections: Sequence[Section], quick: bool) -> str:
    """The page: what it was made on, the sentences that may be quoted, and a section for each benchmark."""
    parts = ["# Benchmark figures\n\n", *head(quick)]
    sentences = list(in_short(named(sections)))
    if sentences and not quick:
        parts += ["\n", IN_SHORT, *(f"- {sentence}\n" for sentence in sentences)]
    for section in sections:
        parts.append(f"\n## {SCRIPTS[section.name]}\n\n{about(HERE / f'{section.name}.py')}\n")
        if section.load > cores() / 4 and section.name not in UNTIMED:
            parts.append(f"\n**{BUSY.format(load=section.load, cores=cores())}**\n")
        parts += [f"\n{as_markdown(one)}" for one in section.found]
    return "".join(parts)


def head(quick: bool) -> Iterator[str]:
    """Where the figures come from."""
    yield "<!-- made by `python benchmarks/all.py --write`: do not edit -->\n\n"
    yield (
        "Made by `python benchmarks/all.py`, which runs every benchmark of the project and prints this page. Times are"
        " medians, and what is compared was run in turn on the same machine, so that ratios say more than seconds do.\n"
    )
    if quick:
        yield "\n**A quick run: it shows that the benchmarks work, and its figures mean nothing.**\n"
    rows = {
        "machine": f"{cores()} cores, {processor()}, {platform.system()} {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        **{name: version_of(name) for name in ("awesome-lint", "mistune", "click", "httpx")},
        **{tool.name: tool.version or "not installed" for tool in (*LINTERS, *LINK_CHECKERS)},
    }
    yield "\n| what | version |\n| :-- | :-- |\n" + "".join(f"| {name} | {value} |\n" for name, value in rows.items())


def cores() -> int:
    return os.cpu_count() or 1


def version_of(name: str) -> str:
    """The version of an installed package, or this checkout's own."""
    if name == "awesome-lint":
        from awesome_lint import __version__

        return __version__
    return importlib.metadata.version(name)


def processor() -> str:
    """What the system calls its processor."""
    with suppress(OSError, StopIteration):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return platform.processor() or "unknown processor"


def named(sections: Sequence[Section]) -> dict[str, Mapping[str, float]]:
    """The named figures, by the titles of their tables."""
    return {one.title: one.figures for section in sections for one in section.found if isinstance(one, Table)}


def in_short(by_title: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """The sentences that may be quoted. One that lacks a figure is left out."""
    with suppress(KeyError):
        there = by_title["Rules, knowledge, formats"]
        yield (
            f"There are {there['rules']} rules ({there['of them asked of the network']} ask the network,"
            f" {there['of them with a safe fix']} have safe fixes), {there['venues']:,} venues and"
            f" {there['hosts']:,} hosts."
        )
    with suppress(KeyError):
        run = by_title["A whole run over a list of 20 KB"]
        yield (
            f"`check` takes {run['seconds'] * 1000:.0f} ms for a list of 20 KB, {run['imports'] * 1000:.0f} ms of which"
            " Python and two libraries take to start."
        )
    with suppress(KeyError):
        page = by_title["A list of 20 KB"]
        ours = page["awesome-lint, --no-cache"]
        told = ", ".join(f"{tool.name} {page[tool.name] / ours:.2g}" for tool in LINTERS if tool.name in page)
        yield f"How many times as long other linters take for the same list: {told}."
    with suppress(KeyError):
        growth = by_title["Lists of many entries"]
        yield (
            f"A list of 10,000 entries takes {growth['seconds 10000']:.1f} s, one of 100,000"
            f" {growth['seconds 100000']:.0f} s and {growth['KB 100000']:.0f} KB of memory an entry."
        )
    for title, ran in by_title.items():
        if "awesome-lint links" in ran:
            with suppress(KeyError):
                yield (
                    f"{title}: `links` takes {ran['awesome-lint links']:.1f} s, lychee {ran['lychee']:.1f} s,"
                    f" linkinator {ran['linkinator']:.1f} s."
                )
    for ran in by_title.values():
        if "requests" in ran:
            yield f"{ran['links']:,.0f} links to papers and repositories cost {ran['requests']:,.0f} requests of APIs."
    for ran in by_title.values():
        if "lychee: healthy called dead" in ran:
            told = "; ".join(
                f"{tool} {ran[f'{tool}: healthy called dead']:.0f} and {ran[f'{tool}: gone called good']:.0f}"
                for tool in ("awesome-lint", "lychee", "linkinator")
            )
            links = f"Of {ran['links']:.0f} links in its tests' internet"
            yield f"{links}, healthy ones called dead, and dead ones good: {told}."
    with suppress(KeyError):
        style = by_title["Entries that their list's own style gives back byte for byte"]
        yield (
            f"Of {style['entries']:,.0f} entries in `lists/`, {style['any']:.0%} come back byte for byte when they are"
            " taken apart and written in their list's own style."
        )
    with suppress(KeyError):
        normal = by_title["Normalizing"]
        yield (
            f"Rewriting 10,000 entries takes {normal['own 10000']:.1f} s, turning them into a table"
            f" {normal['table 10000']:.1f} s."
        )


def quoted(page: str) -> list[str]:
    """The sentences of a page that may be quoted."""
    _, _, rest = page.partition(IN_SHORT)
    return [line.removeprefix("- ") for line in rest.partition("\n\n")[0].splitlines()]


def quote(page: str) -> None:
    """Where the README quotes a sentence of the page before, give it the one of this page: the same but for figures."""
    text = README.read_text(encoding="utf-8")
    before = quoted(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else []
    after = {_but_for_figures(sentence): sentence for sentence in quoted(page)}
    for old in before:
        if old in text and _but_for_figures(old) not in after:
            print(f"README.md quotes what this page does not say: {old}", file=sys.stderr)
        text = text.replace(old, after.get(_but_for_figures(old), old))
    README.write_text(text, encoding="utf-8")


def _but_for_figures(sentence: str) -> str:
    return re.sub(r"\d+(?:[.,]\d+)*", "0", sentence)


if __name__ == "__main__":
    raise SystemExit(main())
