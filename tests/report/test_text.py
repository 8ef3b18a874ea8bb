"""The short formats: grouped, GitHub's annotations, counts by rule, the words of the summary."""

from __future__ import annotations

import json

from awesome_lint.findings import Severity
from awesome_lint.report import View, counts, render, summary
from awesome_lint.report.view import Terminal, Understood

from .samples import finding, report, view


def test_grouped_in_full() -> None:
    other = finding("Birds", path="birds/other.md", message="word " * 30, severity=Severity.WARNING)
    assert report("grouped", *view().findings, finding("Owl", group=131), other, verbose=True) == (
        "birds/list.md\n"
        "  Wren Net\n"
        "    3:42  info     S003  says little\n"
        "  Größe 鳥の網 ⭐\n"
        "    4:63  error    L001  `demo` has no address\n"
        "  Owl\n"
        "     5:4  error    L001  `demo` has no address\n"
        "     5:4  warning  S003  the entry is broken after `Owl`\n"
        "\n"
        "birds/other.md\n"
        f"    1:3  warning  L001  {'word ' * 30}\n"
    )
    assert render("grouped", View(())) == ""


def test_long_messages_stay_in_their_column() -> None:
    lines = report("grouped", finding("Owl", message="word " * 30), terminal=Terminal(width=60)).splitlines()
    assert len(lines) > 3
    assert {len(line) - len(line.lstrip()) for line in lines[2:]} == {lines[1].index("word")}
    assert all(len(line) <= 60 for line in lines)


def test_github_in_full() -> None:
    assert report("github", verbose=True) == (
        "::error file=birds/list.md,line=4,endLine=4,col=63,endColumn=71,title=L001 empty-link"
        "::birds/list.md:4:63: L001 `demo` has no address%0Abirds/other.md:7: has it\n"
        "::warning file=birds/list.md,line=5,title=S003 broken-line"
        "::birds/list.md:5:4: S003 the entry is broken after `Owl`\n"
        "::notice file=birds/list.md,line=3,endLine=3,col=42,endColumn=51,title=S003 broken-line"
        "::birds/list.md:3:42: S003 says little\n"
    )
    assert "::notice" not in report("github")


def test_github_says_what_it_does_not_show_before_the_notices() -> None:
    errors = [finding("Owl", code=f"L{number:03}") for number in range(13)]
    notices = [finding("Owl", code=f"S{number:03}", severity=Severity.INFO) for number in range(11)]
    lines = report("github", *notices, *errors, verbose=True).splitlines()
    kinds = [line.split(" ")[0] for line in lines]
    assert kinds == ["::error"] * 13 + ["::notice"] * 12
    assert lines[13] == (
        "::notice title=awesome-lint::3 more errors and 1 more notice:"
        " GitHub shows 10 annotations of a kind; all stand in the log of this step"
    )
    assert len(report("github", *errors[:10]).splitlines()) == 10


def test_github_commands_are_escaped() -> None:
    evil = finding("Owl", message="100%\r\n::error::x ##[warning]y", path="a,b:c%.md", name="n,m")
    assert report("github", evil) == (
        "::error file=a%2Cb%3Ac%25.md,line=5,endLine=5,col=4,endColumn=7,title=L001 n%2Cm"
        "::a,b:c%25.md:5:4: L001 100%25\\x0d\\x0a::error::x ##\\x5bwarning]y%0A".removesuffix("%0A")
        + "\n"
    )
    long = report("github", finding("Owl", message="%" * 10_000))
    assert len(long) < 4_200


def test_counts_by_rule() -> None:
    many = [finding("Owl", severity=Severity.WARNING, code="S003", name="broken-line")] * 9
    assert counts("concise", view(*view().findings, *many)) == (
        "11  S003  broken-line  10 warning, 1 info  2 --fix\n"
        " 1  L001  empty-link   error               --unsafe-fixes\n"
    )
    assert counts("full", View(())) == ""


def test_counts_by_rule_as_data() -> None:
    rows = json.loads(counts("json", view()))
    assert rows == [
        {
            "code": "S003",
            "name": "broken-line",
            "count": 2,
            "severities": {"error": 0, "warning": 1, "info": 1},
            "fixable": {"safe": 2, "unsafe": 0},
            "url": "https://e.org/S003",
        },
        {
            "code": "L001",
            "name": "empty-link",
            "count": 1,
            "severities": {"error": 1, "warning": 0, "info": 0},
            "fixable": {"safe": 0, "unsafe": 1},
            "url": "https://e.org/L001",
        },
    ]
    assert [json.loads(line) for line in counts("json-lines", view()).splitlines()] == rows
    assert counts("json", View(())) == "[]\n"


def test_what_was_understood_in_words() -> None:
    assert summary.understood(Understood(1, {"paper": 1}, 2, 1)) == "1 file, 1 entry, 2 links, 1 rule run"
    mixed = Understood(12, {"paper": 1200, "dataset": 1, "resource": 3}, 4000)
    assert summary.understood(mixed) == "12 files, 1,204 entries (1,200 papers, 1 data set, 3 resources), 4,000 links"


def test_what_was_found_in_words() -> None:
    assert summary.found(View(()), whole=False) == "no findings"
    assert summary.found(view(), whole=False) == "1 error, 1 warning, 1 info (1 not shown: -v)"
    assert summary.found(view(), whole=True) == "1 error, 1 warning, 1 info"
    assert summary.fixable(view()) == "2 can be fixed with --fix, 1 more with --unsafe-fixes"
    assert summary.fixable(view(view().findings[0])) == "1 can be fixed with --fix"
    assert summary.fixable(view(view().findings[1])) == "1 can be fixed with --unsafe-fixes"
    assert summary.fixable(view(finding("Owl"))) is None
