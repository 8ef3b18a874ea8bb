"""`rule`, `venue`, `stats` and `completion`: the commands that explain and count."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from awesome_lint.rules import ALL_RULES

from .conftest import Run

LIST = """\
# Papers

- A Study of Lists [CVPR 2021] [Paper](https://arxiv.org/abs/2101.00001) [Code](https://github.com/Owner/lists)
- More about Lists [CVPR 2023] [Paper](https://arxiv.org/abs/2303.00002)
- The End of Lists [ICCV 2023] [Paper](https://arxiv.org/abs/2303.00003) [Project](https://owner.github.io/end)
- Lists without End [Paper](https://arxiv.org/abs/2303.00004)
"""


def test_all_rules_are_listed(run: Run) -> None:
    done = run("rule")
    assert [line.split()[0] for line in done.lines] == [rule.code for rule in ALL_RULES]
    assert done.code == 0


def test_a_rule_is_found_by_code_and_name(run: Run) -> None:
    assert run("rule", "d001").out == run("rule", "duplicate-entry").out
    assert run("rule", "D001").out.startswith("# D001 duplicate-entry\n")
    unknown = run("rule", "D901")
    assert (unknown.code, unknown.out) == (2, "")
    assert "there is no rule D901; did you mean 'D001'?" in unknown.err


def test_a_family_is_listed(run: Run) -> None:
    assert [line.split()[0] for line in run("rule", "d").lines] == ["D001", "D002", "D003", "D004", "D005"]


def test_a_rule_of_the_link_checker_is_explained_and_not_checked(run: Run) -> None:
    done = run("rule", "L101")
    assert done.code == 0
    assert done.out.startswith("# L101 dead-link")
    chosen = run("check", "--select", "L101")
    assert chosen.code == 2
    assert "no rule runs: L101 asks the network" in chosen.err


def test_rules_as_data(run: Run) -> None:
    rows = [json.loads(line) for line in run("rule", "--format", "json").lines]
    assert [row["code"] for row in rows] == [rule.code for rule in ALL_RULES]
    assert rows[0]["name"] == "duplicate-entry"
    assert rows[0]["severity"] == "error"
    assert rows[0]["url"].endswith("/D001.md")


def test_a_terminal_gets_a_laid_out_page() -> None:
    ours, theirs = pty.openpty()
    done = subprocess.Popen([sys.executable, "-m", "awesome_lint", "rule", "D001"], stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux says so at the end
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert done.wait(timeout=60) == 0
    assert b"duplicate-entry" in shown
    assert b"\x1b[" in shown
    assert b"## What it does" not in shown


def test_a_venue_by_any_name(run: Run) -> None:
    done = run("venue", "NIPS", "ACM Multimedia")
    assert done.code == 0
    assert done.lines[0] == "NeurIPS: Conference on Neural Information Processing Systems"
    assert "  formerly:     NIPS (1987-2017)" in done.lines
    assert "ACM MM: International Conference on Multimedia" in done.lines


def test_an_unknown_venue_with_its_nearest(run: Run) -> None:
    done = run("venue", "SIGRAPH", "CVPR")
    assert done.code == 2
    assert "no venue is known as 'SIGRAPH'; is it SIGGRAPH" in done.err
    assert done.lines[0].startswith("CVPR: ")


def test_venues_as_data(run: Run) -> None:
    (row,) = [json.loads(line) for line in run("venue", "ICCV", "--format", "json").lines]
    assert (row["short"], row["kind"], row["years"]) == ("ICCV", "conference", "odd")
    everything = run("venue").lines
    assert len(everything) > 1000
    assert any(line.startswith("NeurIPS ") for line in everything)


def test_stats_draw_what_a_list_holds(run: Run) -> None:
    Path("a.md").write_text(LIST)
    done = run("stats", "a.md")
    assert done.code == 0
    assert done.lines[0] == "4 entries, 6 links in 1 file"
    block = done.out.split("\n\n")
    papers = next(part for part in block if part.startswith("Papers with a link to")).splitlines()
    assert papers[1].split()[:3] == ["paper", "4", "100%"]
    assert papers[2].split()[:3] == ["code", "1", "25%"]
    bars = [line.rpartition(" ")[2] for line in papers[1:3]]
    assert len(bars[0]) == pytest.approx(4 * len(bars[1]), abs=4)
    years = next(part for part in block if part.startswith("Years")).splitlines()
    assert [line.split()[:2] for line in years[1:]] == [["2021", "1"], ["2023", "2"], ["none", "1"]]
    assert all(len(line) <= 100 for line in done.lines)


def test_stats_as_data(run: Run) -> None:
    Path("a.md").write_text(LIST)
    stats = json.loads(run("stats", "--format", "json", "a.md").out)
    assert (stats["files"], stats["entries"], stats["links"], stats["undated"]) == (1, 4, 6, 1)
    assert stats["venues"] == {"CVPR": 2, "ICCV": 1}
    assert stats["years"] == {"2021": 1, "2023": 2}
    assert stats["roles"]["code"] == {"papers": 1, "share": 0.25}
    assert stats["hosts"]["arxiv.org"] == 4


def test_stats_of_nothing(run: Run) -> None:
    Path("a.md").write_text("# Nothing\n")
    assert run("stats", "a.md").out == "0 entries, 0 links in 1 file\n"
    assert json.loads(run("stats", "--format", "json", "a.md").out)["roles"] == {}


def test_stats_as_a_page(run: Run) -> None:
    Path("a.md").write_text(LIST)
    done = run("stats", "--format", "html", "a.md")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("<!DOCTYPE html>")
    (text,) = re.findall(r'id="data">(.*)</script>', done.out)
    data = json.loads(text)
    assert [entry[4] for entry in data["entries"]][:2] == ["A Study of Lists", "More about Lists"]
    assert (data["judged"], data["findings"], data["start"]) == (False, [], "overview")
    assert run("stats", "--format", "html", "-o", "a.html", "a.md").out == ""
    assert Path("a.html").read_text(encoding="utf-8") == done.out


def test_stats_overwrite_no_list(run: Run) -> None:
    Path("a.md").write_text(LIST)
    done = run("stats", "-o", "a.md", "a.md")
    assert done.code == 2
    assert "a.md is one of the lists that were read" in done.err
    assert Path("a.md").read_text() == LIST


def test_bars_without_block_characters(process: Run) -> None:
    Path("a.md").write_text(LIST)
    done = process("stats", "a.md", PYTHONIOENCODING="ascii")
    assert done.code == 0
    assert "####" in done.out
    assert done.out.isascii()


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("awesome-lint che", {"check"}),
        ("awesome-lint check --output-fi", {"--output-file"}),
        ("awesome-lint check --select D00", {"D001", "D002", "D003"}),
        ("awesome-lint check --select D001,L00", {"D001,L001", "D001,L002"}),
        ("awesome-lint rule V00", {"V003", "V004"}),
    ],
)
def test_bash_completes(process: Run, line: str, wanted: set[str]) -> None:
    Path("complete.bash").write_text(process("completion", "bash").out)
    Path("awesome-lint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m awesome_lint "$@"\n')
    Path("awesome-lint").chmod(0o755)
    words = " ".join(f"'{word}'" for word in line.split())
    script = (
        f"source ./complete.bash; COMP_WORDS=({words}); COMP_CWORD={len(line.split()) - 1};"
        " _awesome_lint_completion awesome-lint; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    path = f"{Path.cwd()}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, env=os.environ | {"PATH": path}, check=True, timeout=60
    )
    assert wanted <= set(done.stdout.split())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_has_a_script(run: Run, shell: str) -> None:
    assert "_AWESOME_LINT_COMPLETE" in run("completion", shell).out
