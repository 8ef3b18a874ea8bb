"""What link checkers say of the internet of the tests: `python benchmarks/verdicts.py`.

Prints the truth of every link beside what `awesome-lint links`, lychee and linkinator say. It needs Linux and the right
to make namespaces: all run in a network of their own, where every name leads to the internet of the tests, and where
all checkers see the same addresses, ports and certificates. They run with their defaults, but for time-outs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from links import SECRETS
from measuring import ROOT
from tables import Found, Missing, Table, asking, tell
from tools import LINK_CHECKERS, LINKINATOR, LYCHEE, install

if TYPE_CHECKING:
    from tests.internet.internet import Internet
    from tests.internet.truth import Case

HOURS = ("busy-long", "busy-huge")
"""Hosts that ask to come again in an hour. lychee waits for them, so that it is not asked about these."""
INSIDE = "AWESOME_LINT_IN_A_NETWORK_OF_ITS_OWN"
TIMEOUT = 3
SAYS = {"": "good", "L101": "dead", "L102": "moved", "L103": "undecided", "L104": "archived", "L105": "wrong paper"}
OF_ITS_OWN = ("unshare", "--mount", "--net")
MISTAKES = ("healthy called dead", "gone called good", "another paper called good")
NOT_HEALTHY = ("L105", "L106")
"""What stands where the address says another thing than the list: nobody who only asks for pages can know."""


def main() -> None:
    """Enter a network of its own, and compare there."""
    ask = asking(__doc__)
    ask.add_argument("--all", action="store_true", help="print links that all see rightly too")
    given = ask.parse_args()
    if INSIDE in os.environ:
        sys.path.insert(0, str(ROOT))
        with tempfile.TemporaryDirectory() as name:
            tell(compare(Path(name), given.all), given)
        return
    missing = [] if may_unshare() else [Missing("verdicts", "it needs Linux and the right to make namespaces")]
    missing = missing or install(LINK_CHECKERS)[1]
    if missing:
        tell(missing, given)
        return
    command = [*OF_ITS_OWN, sys.executable, __file__, *sys.argv[1:]]
    raise SystemExit(subprocess.run(command, env={**os.environ, INSIDE: "1"}, check=False).returncode)


def may_unshare() -> bool:
    """Whether this user may have a network of its own here."""
    try:
        return subprocess.run([*OF_ITS_OWN, "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        return False


def compare(folder: Path, everything: bool) -> Iterator[Found]:
    """The sums, and the links that they count."""
    from tests.internet.internet import CASES, Internet, markdown

    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with Internet(files=folder, real_ports=True) as internet:
        resolver = folder / "resolv.conf"
        resolver.write_text(f"nameserver {internet.dns.partition(':')[0]}\n")
        subprocess.run(["mount", "--bind", resolver, "/etc/resolv.conf"], check=True)
        listed = folder / "README.md"
        listed.write_text(markdown(CASES, internet.url), encoding="utf-8")
        said = {"awesome-lint": ours(folder, internet)}
        internet.forget()
        said["lychee"] = lychee(folder, internet, CASES)
        internet.forget()
        said["linkinator"] = linkinator(folder, internet, CASES)
    yield from judged(CASES, said, everything)


def ours(folder: Path, internet: Internet) -> dict[str, str]:
    """What our rules say, by case."""
    from tests.internet.internet import CASES, by_name

    report = folder / "ours.json"
    command = (
        *(sys.executable, "-m", "awesome_lint", "links", "--isolated", "--no-cache", "--exit-zero"),
        *("--allow-private", "--ca-file", str(internet.ca_file), "--dns", internet.dns, "--timeout", str(TIMEOUT)),
        *("--extend-select", "L104", "--output-format", "json", "--output-file", str(report), "README.md"),
    )
    run(command, folder, {"GITHUB_TOKEN": internet.secrets["github"], "PYTHONPATH": os.environ.get("PYTHONPATH", "")})
    rows = [row for row in json.loads(report.read_text(encoding="utf-8")) if row["code"].startswith("L10")]
    return {
        name: SAYS.get(code := found[0]["code"] if found else "", code) for name, found in by_name(CASES, rows).items()
    }


def lychee(folder: Path, internet: Internet, cases: Iterable[Case]) -> dict[str, str]:
    """What lychee says, by case."""
    out = (part for host in HOURS for part in ("--exclude", f"//{host}"))
    command = (
        *(*LYCHEE.run, "--verbose", "--format", "json", "--timeout", str(TIMEOUT), *out),
        "README.md",
    )
    done = json.loads(run(command, folder, {"SSL_CERT_FILE": str(internet.ca_file)}))
    said: dict[str, str] = {}
    for key, word in (
        ("success_map", "good"),
        ("error_map", "broken"),
        ("timeout_map", "timeout"),
        ("excluded_map", "skipped"),
    ):
        for rows in done.get(key, {}).values():
            said |= {row["url"]: word for row in rows}
    return by_case(said, cases, internet.url)


def linkinator(folder: Path, internet: Internet, cases: Iterable[Case]) -> dict[str, str]:
    """What linkinator says, by case."""
    command = (
        *LINKINATOR.run,
        *("README.md", "--format", "json", "--timeout", str(TIMEOUT * 1000)),
    )
    done = json.loads(run(command, folder, {"NODE_EXTRA_CA_CERTS": str(internet.ca_file)}))
    words = {"OK": "good", "BROKEN": "broken", "SKIPPED": "skipped"}
    return by_case({row["url"]: words.get(row["state"], row["state"]) for row in done["links"]}, cases, internet.url)


def by_case(said: Mapping[str, str], cases: Iterable[Case], spelt: Callable[[str], str]) -> dict[str, str]:
    """The words for every case; addresses are compared without their spelling."""
    from urllib.parse import unquote

    plain = {unquote(url).rstrip("/").lower(): word for url, word in said.items()}
    plain |= {url.partition("#")[0]: word for url, word in plain.items() if "#" in url}
    urls = {case.name: unquote(spelt(case.link)).rstrip("/").lower() for case in cases}
    return {name: plain.get(url, plain.get(url.partition("#")[0], "–")) for name, url in urls.items()}


def run(command: tuple[str, ...], folder: Path, environment: Mapping[str, str]) -> str:
    """What a checker prints."""
    clean = {name: value for name, value in os.environ.items() if name not in SECRETS}
    done = subprocess.run(
        command, cwd=folder, env={**clean, **environment}, capture_output=True, text=True, check=False, timeout=300
    )
    if not done.stdout and done.returncode > 1:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def judged(cases: Iterable[Case], said: Mapping[str, Mapping[str, str]], everything: bool) -> Iterator[Found]:
    """How often each checker was wrong, and a row a case."""
    wrong: dict[str, Counter[str]] = {tool: Counter() for tool in said}
    rows = []
    number = 0
    for case in cases:
        number += 1
        truth = {True: "alive", False: "gone", None: "unknown"}[case.alive]
        if case.code in NOT_HEALTHY:
            truth = {"L105": "other paper", "L106": "withdrawn"}[case.code]
        marks = {tool: mistake(case, words[case.name]) for tool, words in said.items()}
        for tool, mark in marks.items():
            wrong[tool][mark] += 1
        if everything or any(marks.values()):
            rows.append(
                (case.name, truth, *(words[case.name] + (" !" if marks[tool] else "") for tool, words in said.items()))
            )
    yield Table(
        f"Mistakes about {number} links whose truth is known",
        ("", *said),
        [(mark, *(str(wrong[tool][mark]) for tool in said)) for mark in MISTAKES],
        figures={"links": number}
        | {f"{tool}: {mark}": counts[mark] for tool, counts in wrong.items() for mark in MISTAKES},
    )
    yield Table("The links that they were wrong about", ("link", "truth", *said), rows, ("`!`: wrong.",))


def mistake(case: Case, word: str) -> str:
    """What is wrong with what a checker says of a case; empty: nothing."""
    if word in ("broken", "dead", "timeout") and case.alive and case.code not in NOT_HEALTHY:
        return "healthy called dead"
    if word in ("good", "moved") and case.alive is False:
        return "another paper called good" if case.code in NOT_HEALTHY else "gone called good"
    if word in ("good", "moved") and case.code in NOT_HEALTHY:
        return "another paper called good"
    return ""


if __name__ == "__main__":
    main()
