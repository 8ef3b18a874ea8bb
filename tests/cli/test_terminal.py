"""Findings on a real terminal, in files, and in the log of a build server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from awesome_lint.report import COUNTED, FORMATS

from .conftest import Run

LIST = "# Tools\n\n- [one](https://example.org/one) - what it does\n- [two]() - what it does\n"
CLEAN = ("NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK", "TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "KONSOLE_VERSION")
CI = ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "COLUMNS")


def on_terminal(*arguments: str, **environment: str) -> str:
    """What a command shows on a terminal 100 columns wide, both streams."""
    pty = pytest.importorskip("pty")
    termios = pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 100))
    clean = {name: value for name, value in os.environ.items() if name not in (*CLEAN, *CI)}
    running = subprocess.Popen(
        [sys.executable, "-m", "awesome_lint", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=clean | {"TERM": "xterm-256color"} | environment,
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not part:
            break
        shown += part
    running.wait(timeout=60)
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


@pytest.fixture
def a_list(folder: Path) -> Path:
    path = folder / "README.md"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_a_terminal_gets_the_full_format_in_colour(a_list: Path) -> None:
    shown = on_terminal("check", "README.md")
    head, frame, mark = shown.splitlines()[:3]
    assert head.startswith("\x1b[1mREADME.md:4:3:\x1b[0m \x1b[1mL001\x1b[0m \x1b[1;31merror\x1b[0m empty-link: ")
    assert frame == "\x1b[34m 4 |\x1b[0m - [two]() - what it does"
    assert mark == "\x1b[34m   |\x1b[0m   \x1b[1;31m^^^^^^^\x1b[0m"
    assert "\nawesome-lint: hint: `awesome-lint rule L001` explains a rule\n" in shown


@pytest.mark.parametrize(
    ("environment", "colour", "links"),
    [
        ({}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, False),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"TERM": "xterm-kitty"}, True, True),
        ({"VTE_VERSION": "7600"}, True, True),
        ({"VTE_VERSION": "4200"}, True, False),
        ({"TERM_PROGRAM": "vscode"}, True, True),
        ({"TERM_PROGRAM": "vscode", "TERM": "tmux-256color"}, True, False),
        ({"FORCE_HYPERLINK": "1"}, True, True),
        ({"FORCE_HYPERLINK": "1", "NO_COLOR": "1"}, False, False),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, True, False),
    ],
    ids=str,
)
def test_colours_and_hyperlinks(a_list: Path, environment: dict[str, str], colour: bool, links: bool) -> None:
    shown = on_terminal("check", "-q", "README.md", **environment)
    assert "L001" in shown
    assert ("\x1b[" in shown) == colour
    assert ("\x1b]8;;https://" in shown) == links


def test_lines_fit_the_terminal(a_list: Path) -> None:
    a_list.write_text(
        "- " + "word " * 99 + "[two]() " + "word " * 99 + "\n- [one](https://example.org)\n", encoding="utf-8"
    )
    for columns, environment in ((100, {}), (50, {"COLUMNS": "50"})):
        shown = on_terminal("check", "-q", "README.md", NO_COLOR="1", **environment)
        assert columns - 10 < max(map(len, shown.splitlines())) <= columns


def test_a_pipe_gets_the_concise_format(a_list: Path, process: Run) -> None:
    (line,) = process("check", "README.md", FORCE_COLOR="").lines
    assert line.startswith("README.md:4:3: L001 error ")
    forced = process("check", "--output-format", "full", "README.md", FORCE_COLOR="1").out
    assert "\x1b[1;31merror\x1b[0m" in forced
    assert "\x1b]8" not in forced


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_file_holds_what_a_pipe_gets(a_list: Path, run: Run, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "")
    printed = run("check", "--output-format", name, "README.md")
    written = run("check", "--output-format", name, "--output-file", "report", "README.md")
    assert (printed.code, written.code, written.out) == (1, 1, "")
    assert Path("report").read_bytes().decode() == printed.out
    assert "L001" in printed.out
    assert printed.err.count("\n") == written.err.count("\n") >= 1


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_list_without_faults_has_a_report_in_every_format(run: Run, name: str) -> None:
    Path("README.md").write_text(LIST.replace("[two]()", "[two](https://example.org/two)"), encoding="utf-8")
    done = run("check", "--output-format", name, "README.md")
    assert done.code == 0
    assert "L001 error" not in done.out


def test_counts_by_rule_instead_of_findings(a_list: Path, run: Run) -> None:
    assert run("check", "--statistics", "README.md").out == "1  L001  empty-link  error\n"
    (row,) = json.loads(run("check", "--statistics", "--output-format", "json", "README.md").out)
    assert (row["code"], row["count"]) == ("L001", 1)
    done = run("check", "--statistics", "--output-format", "sarif", "README.md")
    assert (done.code, done.out) == (2, "")
    assert ", ".join(COUNTED) in done.err


def test_the_summary_says_what_was_understood(run: Run) -> None:
    Path("README.md").write_text(
        "# Papers\n\n- A Paper on Nets, CVPR 2020 [[PDF]](https://arxiv.org/abs/2001.00001) [[code]]()\n"
        "- Another Paper on Nets, CVPR 2021 [[PDF]](https://arxiv.org/abs/2101.00001) [[code]](https://github.com/a/b)\n"
        "# Tools\n\n- [one](https://example.org) - a tool  \n",
        encoding="utf-8",
    )
    said = run("check", "README.md").err
    assert said.startswith("awesome-lint: 1 file, 3 entries (2 papers, 1 resource), 5 links, ")


def test_in_github_actions_a_list_commands_nothing(folder: Path, process: Run) -> None:
    name = "::error::x ##[warning]y\n::add-mask::z.md"
    if os.name == "nt":
        pytest.skip("no such file names here")
    Path(name).write_text("- ::error::x ##[group]y [two]()\n- [one](https://example.org)\n", encoding="utf-8")
    Path("::warning::b\n::debug::c.md").write_bytes(b"\xff\xfe\xfa")
    for format_name in FORMATS:
        done = process("check", "--output-format", format_name, GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(folder))
        for line in [*done.out.split("\n"), *done.err.split("\n")]:
            assert "##[" not in line
            if line.lstrip().startswith("::"):
                assert format_name == "github"
                assert line.startswith(r"::error file=\x3a%3Aerror%3A%3Ax ##\x5bwarning]y\x0a%3A%3Aadd-mask%3A%3Az.md,")


def test_paths_for_github_are_those_of_the_repository(folder: Path, process: Run) -> None:
    (folder / "docs").mkdir()
    (folder / "docs" / "list.md").write_text(LIST, encoding="utf-8")
    os.chdir(folder / "docs")
    done = process("check", "--output-format", "github", "list.md", GITHUB_WORKSPACE=str(folder), GITHUB_ACTIONS="true")
    assert done.out.startswith("::error file=docs/list.md,line=4,")
    text = process("check", "list.md", GITHUB_WORKSPACE=str(folder), GITHUB_ACTIONS="true", FORCE_COLOR="")
    assert text.out.startswith("list.md:4:3: ")
    assert "hint: --output-format github" in text.err
