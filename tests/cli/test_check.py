"""`awesome-lint check`: what is read, selected, printed, and which code it ends with."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from awesome_lint.cli.app import main
from tests.processes import has_worked, unmeasured

from .conftest import Run

GOOD = "# Tools\n\n- [one](https://example.org/one) - what it does\n- [two](https://example.org/two) - what it does\n"
EMPTY_LINK = "# Tools\n\n- [one](https://example.org/one) - what it does\n- [two]() - what it does\n"
UNUSED = GOOD + "\n[three]: https://example.org/three\n"


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8", newline="")


def test_a_list_without_faults(run: Run) -> None:
    write("README.md", GOOD)
    done = run("check", "README.md")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("awesome-lint: 1 file, 2 entries, 2 links, ")
    assert done.err.endswith(" run: no findings\n")


def test_a_finding_is_a_line_with_its_place_and_the_exit_code_is_1(run: Run) -> None:
    write("README.md", EMPTY_LINK)
    done = run("check", "README.md")
    assert done.code == 1
    (line,) = done.lines
    assert line.startswith("README.md:4:3: L001 error ")
    assert done.err.endswith(" run: 1 error\n")


def test_without_a_path_the_current_folder_is_read(run: Run) -> None:
    write("b.md", EMPTY_LINK)
    write("a/a.md", EMPTY_LINK)
    assert [line.split(":")[0] for line in run("check").lines] == ["a/a.md", "b.md"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "info"), 1),
        (("--fail-on", "never"), 0),
        (("--fail-on", "warning", "--exit-zero"), 0),
    ],
)
def test_which_severity_fails(run: Run, options: tuple[str, ...], code: int) -> None:
    write("a.md", UNUSED)
    done = run("check", "a.md", *options)
    assert [line.split()[1:3] for line in done.lines] == [["L004", "warning"]]
    assert done.code == code


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), {"L001", "L004"}),
        (("--select", "L001"), {"L001"}),
        (("--select", "L001,L004"), {"L001", "L004"}),
        (("--select", "S", "--extend-select", "l004"), {"L004"}),
        (("--ignore", "L001"), {"L004"}),
        (("--select", "L", "--ignore", "L00"), set()),
        (("--select", "empty-link"), {"L001"}),
    ],
)
def test_selecting_rules(run: Run, options: tuple[str, ...], codes: set[str]) -> None:
    write("a.md", EMPTY_LINK + "\n[three]: https://example.org/three\n")
    assert {line.split()[1] for line in run("check", "a.md", *options).lines} == codes


def test_an_unknown_rule_is_wrong_use(run: Run) -> None:
    done = run("check", "--select", "L0001")
    assert (done.code, done.out) == (2, "")
    assert "L0001" in done.err
    assert "L001" in done.err
    assert "Traceback" not in done.err


def test_json_holds_every_finding_and_nothing_else(run: Run) -> None:
    write("a.md", EMPTY_LINK)
    done = run("check", "--output-format", "json", "a.md")
    (finding,) = json.loads(done.out)
    assert done.code == 1
    assert finding["code"] == "L001"
    assert (finding["path"], finding["line"], finding["column"]) == ("a.md", 4, 3)
    assert json.loads(run("check", "--output-format", "json", "--ignore", "L001", "a.md").out) == []


def test_findings_go_to_a_file_on_demand(run: Run) -> None:
    write("a.md", EMPTY_LINK)
    shown = run("check", "a.md").out
    done = run("check", "a.md", "--output-file", "out.txt")
    assert (done.code, done.out) == (1, "")
    assert Path("out.txt").read_text(encoding="utf-8") == shown
    done = run("check", "a.md", "--output-file", "nowhere/out.txt")
    assert done.code == 2
    assert "nowhere/out.txt: cannot be written" in done.err


def test_one_run_writes_several_reports(run: Run) -> None:
    write("a.md", EMPTY_LINK)
    done = run("check", "a.md", "--report", "json=a.json", "--report", "sarif=a.sarif", "-q")
    assert (done.code, done.err) == (1, "")
    assert [finding["code"] for finding in json.loads(Path("a.json").read_text())] == [done.out.split()[1]]
    assert json.loads(Path("a.sarif").read_text())["version"] == "2.1.0"
    run("check", "a.md", "--report", "html=first.html", "--no-cache")
    run("check", "a.md", "--report", "html=again.html")  # the result that is kept knows no entries
    assert Path("again.html").read_bytes() == Path("first.html").read_bytes()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--report", "sarif"], "no FORMAT=FILE, such as sarif=findings.sarif"),
        (["--report", "sarif=-"], "no FORMAT=FILE"),
        (["--report", "srif=a"], "there is no format 'srif'; there are full, concise"),
        (["--report", "json=a.md"], "--report a.md is one of the lists that were read"),
        (["--report", "json=a.json", "--diff"], "--diff makes no report: leave out --report"),
        (["--report", "json=nowhere/a.json"], "nowhere"),
        (["--report", "json=a.json", "--report", "sarif=./a.json"], "./a.json would be written twice"),
        (["--report", "json=out.txt", "-o", "out.txt"], "out.txt would be written twice"),
    ],
)
def test_a_report_that_cannot_be_made(run: Run, given: list[str], said: str) -> None:
    write("a.md", EMPTY_LINK)
    done = run("check", "a.md", *given)
    assert done.code == 2
    assert said in done.err


def test_quiet_says_nothing_but_findings_and_errors(run: Run) -> None:
    write("a.md", EMPTY_LINK)
    done = run("check", "-q", "a.md", "missing.md")
    assert (done.code, len(done.lines)) == (2, 1)
    assert done.err == "awesome-lint: error: missing.md: no such file or folder; look at the path\n"


def test_one_unreadable_file_among_many(run: Run) -> None:
    write("a.md", EMPTY_LINK)
    Path("b.md").write_bytes(b"caf\xe9 au lait\n")
    done = run("check")
    assert done.code == 2
    assert [line.split()[1] for line in done.lines] == ["L001"]
    assert "awesome-lint: error: b.md: not UTF-8: byte 0xe9 at offset 3, line 1" in done.err


def test_a_larger_file_needs_the_option(run: Run) -> None:
    write("a.md", GOOD)
    done = run("check", "--max-file-size", "10", "a.md")
    assert done.code == 2
    assert "--max-file-size" in done.err
    assert run("check", "--max-file-size", "1KB", "a.md").code == 0
    assert run("check", "--max-file-size", "ten", "a.md").code == 2


def test_files_that_are_no_lists_are_named_in_the_summary(run: Run) -> None:
    write("README.md", GOOD)
    write("CONTRIBUTING.md", EMPTY_LINK)
    for name in ("a", "b", "c", "d"):
        write(f"docs/{name}.md", "# How to\n\nWords only.\n")
    done = run("check")
    assert (done.code, done.out) == (0, "")
    assert "skipped, about the repository: CONTRIBUTING.md\n" in done.err
    assert "skipped, no entries: docs/a.md, docs/b.md, docs/c.md and 1 more\n" in done.err
    assert "docs/c.md, docs/d.md\n" in run("check", "-v").err
    assert "L001" in run("check", "CONTRIBUTING.md").out


def test_a_run_that_understood_nothing_says_so(run: Run) -> None:
    done = run("check")
    assert done.code == 0
    assert "no Markdown file was found" in done.err
    write("a.md", "Words only.\n")
    done = run("check", "--strict")
    assert done.code == 2
    assert "no entry was found" in done.err


def test_info_findings_are_counted_and_shown_on_demand(run: Run) -> None:
    rows = "".join(f"| tool {n} | https://example.org/{n} |\n" for n in range(9))
    write("a.md", f"| Name | Link | Notes |\n| --- | --- | --- |\n{rows}")
    done = run("check", "a.md")
    assert done.out == ""
    assert "9 info (9 not shown: -v)" in done.err
    assert {line.split()[1] for line in run("check", "-v", "a.md").lines} == {"S002"}
    assert len(run("check", "--select", "S002", "a.md").lines) == 9
    failing = run("check", "--fail-on", "info", "a.md")
    assert (failing.code, len(failing.lines)) == (1, 9)
    assert len(json.loads(run("check", "--output-format", "json", "a.md").out)) == 9


def test_many_findings_of_one_rule_become_one_line(run: Run) -> None:
    rows = "".join(f"| tool {n} | https://example.org/{n} |\n" for n in range(12))
    write("a.md", f"| Name | Link | Notes |\n| --- | --- | --- |\n{rows}")
    (line,) = run("check", "-v", "a.md").lines
    assert line.startswith("a.md:3:")
    assert line.endswith("(and 11 more in this file: --extend-select S002)")
    assert len(run("check", "--select", "S002", "a.md").lines) == 12


def test_standard_input(process: Run) -> None:
    done = process("check", "-", stdin=EMPTY_LINK)
    assert done.code == 1
    assert done.out.startswith("-:4:3: L001 error ")
    done = process("check", "-", "--stdin-filename", "docs/list.md", stdin="\ufeff" + EMPTY_LINK.replace("\n", "\r\n"))
    assert done.out.startswith("docs/list.md:4:3: L001 error ")
    done = process("check", "-", stdin=b"\xff\xfe\xfa")
    assert done.code == 2
    assert done.err.startswith("awesome-lint: error: -: not UTF-16")


def test_control_characters_of_a_list_reach_no_terminal(process: Run) -> None:
    write("a.md", GOOD.replace("](https://example.org/one)", "\x1b[31m\u202e]()"))
    done = process("check", "a.md")
    assert done.code == 1
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 50_000,
        b"> " * 20_000,
        b"- " * 5_000 + b"x",
        b"x" * 2_000_000,
        b"\0" * 3 + b"- [a](b)\n" * 30,
        b"<details>" * 5_000,
        b"|" * 20_000 + b"\n|-|\n",
        b"[a]: <" * 10_000,
    ],
    ids=["brackets", "quotes", "levels", "long line", "NUL", "tags", "pipes", "definitions"],
)
def test_no_input_ends_in_a_traceback(run: Run, data: bytes) -> None:
    Path("a.md").write_bytes(data)
    done = run("check", "a.md")
    assert done.code in (0, 1)
    assert "internal error" not in done.err


def test_deep_nesting_is_said(run: Run) -> None:
    write("a.md", GOOD + "> " * 500 + "x\n")
    done = run("check", "a.md")
    assert done.code == 0
    assert "awesome-lint: a.md: " in done.err


@pytest.mark.parametrize("command", ["check", "export"])
def test_a_report_never_replaces_a_list(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "- [a]()\n- [b](https://example.org)\n"
    Path("list.md").write_text(text)
    for paths in (["list.md"], ["."], []):
        assert main([command, "--output-file", "./list.md", *paths]) == 2
    assert Path("list.md").read_text() == text


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("form", ["concise", "json"])
def test_an_interrupted_run_reports_what_it_has(folder: Path, form: str) -> None:
    Path("a.md").write_text("- [a]()\n- [b](https://example.org/b)\n")
    big = "".join(f"- [tool {number}](https://example.org/{number}) - what it does\n" for number in range(60_000))
    Path("b.md").write_text("# Tools\n\n" + big)
    command = [sys.executable, "-m", "awesome_lint", "check", "--no-cache", "--output-format", form, "a.md", "b.md"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=unmeasured())
    assert has_worked(run, 2)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=120)
    assert run.returncode == 130
    assert err.splitlines()[-1] == "awesome-lint: error: interrupted"
    found = (
        [row["code"] for row in json.loads(out)] if form == "json" else [line.split()[1] for line in out.splitlines()]
    )
    assert found in ([], ["L001"])


def test_showing_files_fails_where_one_cannot_be_read(run: Run) -> None:
    assert run("check", "missing.md", "--show-files").code == 2
    assert run("check", "missing.md", "--show-settings").code == 2
    assert "no Markdown file was found" not in run("check", "missing.md").err


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("rules.D001.ratio=90", "from 0 to 1"),
        ("rules.D001.ratio=-1", "from 0 to 1"),
        ('rules.M007.require=["bibtx"]', "'bibtex'"),
        ("rules.L001.siblings=-2", "0"),
    ],
)
def test_an_option_that_can_never_hold_is_wrong_use(run: Run, setting: str, says: str) -> None:
    Path("a.md").write_text("- [a](https://example.org)\n")
    done = run("check", "a.md", "--config", setting)
    assert done.code == 2
    assert says in done.err
