"""Checking links beside lychee and linkinator: `python benchmarks/links.py`.

The others are installed into `benchmarks/.cache` when they are missing. All check the same list against a server of its
own process on loopback addresses, each with its defaults; printed are medians. Then: how many requests a list as lists
are costs at the pace that the APIs permit, and how much memory long lists take.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from measuring import ROOT
from serving import Serving, serving
from tables import Found, Table, asking, tell
from tools import LINK_CHECKERS, Tool, install

OURS = (
    sys.executable,
    "-m",
    "awesome_lint",
    "links",
    "--isolated",
    "--no-cache",
    "--exit-zero",
    "--quiet",
    "--max-file-size",
    "1GB",
)
REPORTED = (0, 1, 2)
"""Exit codes of other tools that ran, with findings or without. Ours is 0 then."""
SAMPLED_EVERY = 0.1
"""Seconds between two looks at the memory of a process and those that it began."""
LESS_REQUESTS = 20
MOST_MEMORY = 1 << 30
UNFAIR = ("PYTHONDONTWRITEBYTECODE", "COVERAGE_PROCESS_START")
"""What would make our process slower than a user's."""
SECRETS = ("GITHUB_TOKEN", "GH_TOKEN", "S2_API_KEY", "HF_TOKEN", "OPENREVIEW_TOKEN")


class Race(NamedTuple):
    """So many links on so many hosts that answer after so many seconds; aim and floor of our time to lychee's."""

    links: int
    hosts: int
    seconds: float
    aim: float
    floor: float

    def __str__(self) -> str:
        return f"{self.links:,} links on {self.hosts} hosts, answers after {self.seconds * 1000:.0f} ms"


class Ran(NamedTuple):
    """What a process took: seconds, seconds of a processor, bytes at most."""

    wall: float
    cpu: float
    memory: int


RACES = (Race(2_000, 100, 0.1, 1.0, 1.25), Race(10_000, 200, 0.02, 1.5, 2.0))
QUIET = {"lychee": ("--quiet",), "linkinator": ("--verbosity", "none")}
"""What keeps the others from printing every link."""
KINDS = ("arXiv",) * 4 + ("GitHub",) * 3 + ("DOI",) + ("page",) * 2
"""What every ten links of a list lead to."""


def main() -> None:
    """Measure, and print a table for each question."""
    ask = asking(__doc__)
    ask.add_argument("--rounds", type=int, default=3, help="how often each is run in a race (3)")
    ask.add_argument("--only", choices=("races", "requests", "memory"), help="answer one question")
    ask.add_argument("--links", type=int, default=2_000, help="links of the list that is as lists are (2,000)")
    ask.add_argument("--long", type=int, default=100_000, help="links of the longest list (100,000)")
    given = ask.parse_args()
    if given.quick:
        given.rounds, given.links, given.long = 1, 20, 400
    tell(figures(given.only, given.rounds, given.links, given.long, given.quick), given)


def figures(only: str | None, rounds: int, links: int, longest: int, quick: bool) -> Iterator[Found]:
    """The answers to the three questions, or to one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if only in (None, "races"):
            others, missing = install(LINK_CHECKERS, quick=quick)
            for one in [Race(20, 5, 0.01, 1.0, 1.25)] if quick else RACES:
                yield race(one, [] if quick else others, folder, rounds)
            yield from missing
        if only in (None, "requests"):
            yield requests(folder, links)
        if only in (None, "memory"):
            yield memory(folder, longest, "a run of the command")
            yield memory(folder, longest, "planning and checking alone")


def race(asked: Race, others: Sequence[Tool], folder: Path, rounds: int) -> Table:
    """Every tool on the same list, in turn."""
    listed = folder / f"{asked.links}.md"
    with serving(asked.hosts, asked.seconds) as server:
        listed.write_text(pages(server, asked.links), encoding="utf-8")
        commands: dict[str, Sequence[str]] = {"awesome-lint links": (*OURS, "--allow-private", str(listed))}
        commands |= {tool.name: (*tool.run, *QUIET[tool.name], listed.name) for tool in others}
        runs: dict[str, list[Ran]] = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                ran = execute(command, folder)
                if number:
                    runs[name].append(ran)
    walls = {name: statistics.median(one.wall for one in of_tool) for name, of_tool in runs.items()}
    rows = []
    for name, of_tool in runs.items():
        cpu = statistics.median(one.cpu for one in of_tool) / asked.links * 1000
        ratio = f"{walls[name] / walls['lychee']:.2f}" if "lychee" in walls else "-"
        aim = (f"{asked.aim:.2f}", f"{asked.floor:.2f}") if name.startswith("awesome") else ("", "")
        rows.append((name, f"{walls[name]:.2f} s", ratio, f"{cpu:.2f} ms", *aim))
    busy = server.served.cpu / sum(map(sum, ([one.wall for one in of_tool] for of_tool in runs.values())))
    return Table(
        str(asked),
        ("", "median", "to lychee", "CPU a link", "aim", "floor"),
        rows,
        (
            f"The server was busy {busy:.0%} of the time; nobody polite is faster than {least_seconds(asked):.1f} s.",
            f"It was asked {server.served.requests:,} times, {(rounds + 1) * len(runs) * asked.links:,} links in all.",
        ),
        figures=walls,
    )


def least_seconds(asked: Race) -> float:
    """What the usual limits (256 at a time, 50 ms apart on a host) leave as the least time."""
    return max(asked.links * asked.seconds / 256, (asked.links // asked.hosts - 1) * 0.05 + asked.seconds)


def requests(folder: Path, links: int) -> Table:
    """How many requests a list as lists are takes, at the pace that the APIs permit."""
    sys.path.insert(0, str(ROOT))
    from tests.internet.internet import Internet
    from tests.internet.world import ArxivPaper, Doi, Repository, World

    kinds = [KINDS[number % len(KINDS)] for number in range(links)]
    arxiv = {f"23{n // 50_000 % 12 + 1:02}.{n % 50_000:05}": n for n, kind in enumerate(kinds) if kind == "arXiv"}
    dois = {f"10.1145/{3_000_000 + n}": n for n, kind in enumerate(kinds) if kind == "DOI"}
    code = {f"lab{n % 97}/repository{n}": n for n, kind in enumerate(kinds) if kind == "GitHub"}
    world = World(
        arxiv={name: ArxivPaper((title(n),)) for name, n in arxiv.items()},
        dois={name: Doi(title(n)) for name, n in dois.items()},
        repositories={name: Repository() for name in code},
        notes={}, models={}, hub_papers={}, scholar={}, videos={}, captures={},
    )  # fmt: skip
    urls = {n: f"https://arxiv.org/abs/{name}" for name, n in arxiv.items()}
    urls |= {n: f"https://doi.org/{name}" for name, n in dois.items()}
    urls |= {n: f"https://github.com/{name}" for name, n in code.items()}
    listed, report = folder / "README.md", folder / "report.json"
    with Internet([], world=world, zone={}, files=folder) as internet, serving(200, 0.1) as server:
        lines = (entry(n, urls.get(n) or server.url(n), kinds[n]) for n in range(links))
        listed.write_text("# Papers\n\n" + "".join(lines), encoding="utf-8")
        options = [part for name, base in internet.bases().items() for part in ("--api", f"{name}={base}")]
        command = (
            *(*OURS, "--allow-private", "--ca-file", str(internet.ca_file), "--dns", internet.dns, *options),
            *("--output-format", "json", "--output-file", str(report), str(listed)),
        )
        ran = execute(
            command,
            folder,
            {"GITHUB_TOKEN": internet.secrets["github"], "AWESOME_LINT_MAILTO": "maintainers@example.org"},
        )
        asked = internet.seen
        refused = {name: api.refused for name, api in internet.apis.items() if api.refused}
    open_ones = len(json.loads(report.read_text(encoding="utf-8")))
    by_api = sum(kind != "page" for kind in kinds)
    in_all = len(asked) + server.served.requests
    parts = {
        f"the {by_api:,} that APIs answer": (by_api, len(asked), f"{LESS_REQUESTS}"),
        "the others": (links - by_api, server.served.requests, ""),
        "in all": (links, in_all, ""),
    }
    return Table(
        f"{links:,} links: 40 % arXiv, 30 % GitHub, 10 % DOIs, the rest on 200 hosts",
        ("", "links", "requests", "fewer", "aim"),
        [
            (name, f"{of_part:,}", f"{made:,}", f"{of_part / max(1, made):.2f}", aim)
            for name, (of_part, made, aim) in parts.items()
        ],
        (f"It took {ran.wall:.0f} s; {open_ones} links were not decided, requests refused: {refused or 'none'}.",),
        figures={"links": by_api, "requests": len(asked)},
    )


def memory(folder: Path, longest: int, what: str) -> Table:
    """How much memory long lists take, and what a million links would."""
    few = longest // 10
    runs = {links: long_run(folder, links, what) for links in (few, longest)}
    each = (runs[longest].memory - runs[few].memory) / (longest - few)
    million = (runs[few].memory + each * (1_000_000 - few)) / 1e6
    return Table(
        f"Memory of {what}",
        ("", "memory", "a link", "time", "CPU a link"),
        [
            (
                f"{links:,} links on {hosts_of(links):,} hosts",
                f"{ran.memory / 1e6:.0f} MB",
                f"{ran.memory / links:.0f} B",
                f"{ran.wall:.0f} s",
                f"{ran.cpu / links * 1000:.2f} ms",
            )
            for links, ran in runs.items()
        ],
        (f"One link more takes {each:.0f} B: 1,000,000 take {million:,.0f} MB (aim: under {MOST_MEMORY / 1e6:,.0f}).",),
    )


def hosts_of(links: int) -> int:
    """On how many hosts a list of so many links has them."""
    return min(max(200, links // 100), 10_000)


def long_run(folder: Path, links: int, what: str) -> Ran:
    """What so many links take."""
    hosts = hosts_of(links)
    with serving(hosts, 0.0) as server:
        listed = folder / f"{links}.md"
        if what.startswith("a run"):
            listed.write_text(pages(server, links), encoding="utf-8")
            ran = execute((*OURS, "--allow-private", str(listed)), folder)
        else:
            ran = execute(
                (sys.executable, "-c", _CHECKING, str(links), str(hosts), str(server.port)), Path(__file__).parent
            )
    if server.served.requests < links:
        raise RuntimeError(f"only {server.served.requests} of {links} links were asked for")
    return ran


_CHECKING = """
import sys
from serving import Serving
from awesome_lint.knowledge import knowledge
from awesome_lint.net.ahead import Ahead
from awesome_lint.net.plan import Planner
from awesome_lint.net.run import Run
from awesome_lint.net.settings import NetSettings
from awesome_lint.net.wanted import Wanted
links, hosts, port = map(int, sys.argv[1:])
server, settings, known = Serving(port, hosts), NetSettings(allow_private=True), knowledge().hosts
with Ahead(settings, known) as ahead:
    planner = Planner(known, settings)
    planner.take(Wanted(server.url(number)) for number in range(links))
    found = Run(planner.plan, settings, ahead=ahead).finish().evidence
assert sum(one.verdict == "ok" for one in found.values()) == links
"""


def pages(server: Serving, links: int) -> str:
    """A list of so many different links; like real lists it has about 4 of them in 3 entries."""
    lines, number = ["# Papers\n\n"], 0
    while number < links:
        labels = ("project", "code") if number % 4 == 0 and number + 1 < links else ("project",)
        written = " ".join(f"[[{label}]({server.url(number + place)})]" for place, label in enumerate(labels))
        lines.append(f"- {title(number)}, ICCV 2023 {written}\n")
        number += len(labels)
    return "".join(lines)


def entry(number: int, url: str, label: str) -> str:
    return f"- {title(number)}, ICCV 2023 [[{'paper' if label in ('arXiv', 'DOI') else 'project'}]({url})]\n"


def title(number: int) -> str:
    """A title of its own for every number."""
    words = "Adaptive Canonical Dense Efficient Folded Guided Implicit Layered Neural Robust".split()
    return " ".join(words[int(digit)] for digit in f"{number:06}") + f" Maps {number}"


def execute(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Ran:
    """Run a command. `RuntimeError` where it broke."""
    clean = {name: value for name, value in os.environ.items() if name not in (*SECRETS, *UNFAIR)}
    start = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**clean, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        over = threading.Event()
        memory: list[int] = []
        looking = threading.Thread(target=look_at, args=(process.pid, over, memory))
        looking.start()
        _, status, usage = os.wait4(process.pid, 0)
        over.set()
        looking.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        if process.returncode not in (REPORTED if command[0] != OURS[0] else (0,)):
            errors.seek(0)
            raise RuntimeError(f"{command[0]} ended with {process.returncode}: {errors.read()[-2000:].decode()}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Ran(wall, usage.ru_utime + usage.ru_stime, max(usage.ru_maxrss * unit, *memory, 0))


def look_at(process: int, over: threading.Event, memory: list[int]) -> None:
    """Note the memory of a process and of those that it began until it ends; what they share is counted once.

    Where the system does not tell, nothing is noted.
    """
    while not over.wait(SAMPLED_EVERY):
        used = 0
        for one in [process, *begun_by(process)]:
            with suppress(OSError, StopIteration, ValueError):
                lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii").splitlines()
                used += int(next(line for line in lines if line.startswith("Pss:")).split()[1]) * 1024
        memory.append(used)


def begun_by(process: int) -> list[int]:
    """The processes that one began and that run."""
    try:
        return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()))
    except (OSError, ValueError):
        return []


if __name__ == "__main__":
    main()
