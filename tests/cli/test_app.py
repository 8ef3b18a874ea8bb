"""What holds for every command: errors in one line, exit codes, streams."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import awesome_lint
from awesome_lint.cli.group import COMMANDS
from tests.processes import unmeasured

from .conftest import Run

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and pipes")


def test_version(run: Run) -> None:
    done = run("--version")
    assert (done.code, done.out) == (0, f"awesome-lint, version {awesome_lint.__version__}\n")


def test_help_names_every_command(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    assert all(f"  {name} " in done.out and text in done.out for name, text in COMMANDS.items())
    for name in COMMANDS:
        assert run(name, "-h").out.startswith(f"Usage: awesome-lint {name} [OPTIONS]")


def test_without_a_command(run: Run) -> None:
    done = run()
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Usage: awesome-lint ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("chek",), "there is no command 'chek'; did you mean 'check'?"),
        (("no-such-thing",), "there is no command 'no-such-thing' (see `awesome-lint --help`)"),
        (("completion", "tcsh"), "Invalid value for 'SHELL': 'tcsh' is not one of 'bash', 'zsh', 'fish'"),
        (("check", "--fix-all"), "No such option"),
        (("check", "--fail-on", "sometimes"), "'sometimes' is not one of"),
        (("check", "--output-format", "yaml"), "'yaml' is not one of"),
        (("export", "--format", "poem"), "'poem' is not"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(run: Run, arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("awesome-lint: error: ")
    assert says in done.err
    assert done.err.count("\n") == 1


def test_a_list_in_the_place_of_a_command(run: Run) -> None:
    Path("README.md").write_text("- [one](https://example.org)\n")
    assert "'README.md'; `awesome-lint check README.md` lints it" in run("README.md").err


def test_a_file_name_that_is_no_text(process: Run) -> None:
    if os.name == "nt" or sys.platform == "darwin":
        pytest.skip("file names are text here")
    Path(os.fsdecode(b"caf\xe9.md")).write_text("- [one]()\n- [two](https://example.org)\n")
    done = process("check")
    assert done.code == 1
    assert done.out.startswith(r"caf\udce9.md:1:3: L001 ")
    for command in (("check", "--output-format", "json"), ("export",)):
        assert r'"caf\udce9.md"' in process(*command).out


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_any_locale_can_print_every_title(process: Run, encoding: str) -> None:
    Path("a.md").write_text("- [説明]()\n- [two](https://example.org)\n", encoding="utf-8")
    done = process("check", "a.md", PYTHONIOENCODING=encoding)
    assert (done.code, "Traceback" in done.err) == (1, False)
    assert "説明" in process("export", "a.md", PYTHONIOENCODING=encoding).out


@posix
def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    Path("a.md").write_text("".join(f"- [tool {n}](https://example.org/{n})\n" for n in range(3000)))
    for command in ("export -q a.md", "check -q --output-format json a.md", "rule"):
        script = f"{sys.executable} -m awesome_lint {command} | true; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", script], capture_output=True, check=False, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")


@posix
def test_a_full_disk_is_said(folder: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "awesome_lint", "rule"], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert done.returncode == 2
    said = done.stderr.decode()
    assert said.startswith("awesome-lint: error: cannot write to standard output: No space left on device; make room")
    assert said.count("\n") == 1


@posix
def test_ctrl_c_ends_with_130(folder: Path) -> None:
    os.mkfifo("slow.md")
    running = subprocess.Popen(
        [sys.executable, "-m", "awesome_lint", "check", "slow.md"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=unmeasured(),
    )
    while running.poll() is None:
        try:
            writer = os.open("slow.md", os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.01)  # the other side does not read yet
            continue
        running.send_signal(signal.SIGINT)
        os.close(writer)  # a signal that comes just before the other side begins to read does not end its waiting
        break
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err.strip()) == (130, b"", b"awesome-lint: error: interrupted")


def test_a_bug_of_ours_asks_for_a_report(folder: Path) -> None:
    Path("a.md").write_text("- [two](https://example.org)\n")
    script = (
        "from importlib import import_module; import_module('awesome_lint.lint.engine').judge_documents = None;"
        "from awesome_lint.cli.app import main; raise SystemExit(main(['check', 'a.md']))"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith("awesome-lint: error: internal error: TypeError: ")
    assert "report" in done.stderr
    assert "Traceback" not in done.stderr
    debug = os.environ | {"AWESOME_LINT_DEBUG": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=debug)
    assert done.returncode != 0
    assert "Traceback" in done.stderr


def test_a_run_inside_another_program_leaves_its_garbage_collector_alone(run: Run) -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    assert run("--version").code == 0
    assert (gc.get_threshold(), gc.get_freeze_count()) == before
