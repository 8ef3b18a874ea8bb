"""Ordinary lists of software, a thousand entries each: the rules about papers and venues have nothing to say."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from awesome_lint.lint import Settings, lint_documents
from awesome_lint.parse import parse_document
from awesome_lint.source import Source

ENTRIES = 1000
NAMES = (
    "amber basalt cedar delta ember fjord granite harbor iris juniper kelp lumen maple nimbus onyx pine quartz".split()
)
KINDS = (
    "cache client codec daemon editor engine framework gateway indexer library linter parser proxy queue router".split()
)
WHAT = (
    *("A fast {kind} for small teams", "Self-hosted {kind} with plugins", "The {kind} behind a large shop"),
    *(
        "Science-grade {kind} (2021 rewrite)",
        "{kind} for sensors, with a paper in the works",
        "Nature photos in a {kind}",
    ),
    *("Minimal {kind} in one file", "Drop-in {kind}, MIT", "{kind} that speaks HTTP/2 and AMQP", "Yet another {kind}"),
)
HOSTS = (
    "github.com/{owner}/{name}",
    "gitlab.com/{owner}/{name}",
    "{name}.org/",
    "www.{name}.io/docs",
    "packages.example/{name}",
)


def tools(seed: int) -> list[tuple[str, str, str]]:
    """Names, addresses and descriptions, all different."""
    chance = random.Random(seed)
    found = []
    for number in range(ENTRIES):
        name = f"{chance.choice(NAMES)}-{chance.choice(KINDS)}{number}"
        host = chance.choice(HOSTS).format(owner=f"{chance.choice(NAMES)}{number % 97}", name=name)
        found.append((name, f"https://{host}", chance.choice(WHAT).format(kind=chance.choice(KINDS))))
    return found


def bullets(seed: int) -> str:
    lines = ["# Awesome Tools", "", "> What we use.", ""]
    for number, (name, url, what) in enumerate(tools(seed)):
        if number % 40 == 0:
            lines += ["", f"## {NAMES[number // 40 % len(NAMES)].title()} {number // 40}", ""]
        lines.append(f"- [{name}]({url}) - {what}.")
    return "\n".join(lines) + "\n"


def table(seed: int) -> str:
    lines = ["# Tools", "", "| Name | Description | Licence | Since |", "| --- | --- | --- | --- |"]
    for number, (name, url, what) in enumerate(tools(seed)):
        lines.append(
            f"| [{name}]({url}) | {what} | {('MIT', 'Apache-2.0', 'GPL-3.0')[number % 3]} | {2000 + number % 25} |"
        )
    return "\n".join(lines) + "\n"


def nested(seed: int) -> str:
    lines = ["# Список инструментов", ""]
    for number, (name, url, what) in enumerate(tools(seed)):
        if number % 25 == 0:
            lines.append(f"* **{KINDS[number // 25 % len(KINDS)].title()}**")
        tail = f" ([source](https://github.com/{NAMES[number % len(NAMES)]}/{name}))" if number % 4 == 0 else ""
        lines.append(f"  * [{name}]({url}): {what} `{('Go', 'Rust', 'C++')[number % 3]}`{tail}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("layout", [bullets, table, nested])
def test_nothing_about_papers_or_venues(layout: Callable[[int], str]) -> None:
    document = parse_document(Source(layout(1), "tools.md"))
    assert len(document.entries) == ENTRIES
    assert {entry.kind for entry in document.entries} == {"resource"}
    found = lint_documents([document], Settings(select=("M", "V"), ignore=("M003",)))
    assert [(finding.code, finding.line, finding.message) for finding in found] == []


@pytest.mark.parametrize("layout", [bullets, table, nested])
def test_nothing_is_wrong_with_them_at_all(layout: Callable[[int], str]) -> None:
    found = lint_documents([parse_document(Source(layout(2), "tools.md"))])
    assert [(finding.code, finding.line, finding.message) for finding in found] == []
