"""`check --watch`, as a process of its own that is left running."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import unmeasured

from .conftest import Run

GOOD = "# Tools\n\n- [one](https://example.org/one) - what it does\n- [two](https://example.org/two) - what it does\n"
EMPTY_LINK = GOOD.replace("https://example.org/two", "")
UNUSED = GOOD + "\n[three]: https://example.org/three\n"


def put(path: str, text: str) -> None:
    """Write a file at once: one that is empty for a moment is another change, and has its own run."""
    Path(f"{path}.new").write_text(text)
    os.replace(f"{path}.new", path)


class Watcher:
    """The running command, and the lines that it prints, both streams in one."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "awesome_lint", "check", "--watch", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            env=unmeasured(),
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def run(self) -> list[str]:
        """The lines up to the summary of the next run, which counts the rules that ran, or to its error."""
        lines = [self.lines.get(timeout=30)]
        while " run: " not in lines[-1] and " error: " not in lines[-1]:
            lines.append(self.lines.get(timeout=30))
        return lines

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


@pytest.fixture
def watch(folder: Path) -> Iterator[type[Watcher]]:
    """Starts watchers, and ends those that are left."""
    started: list[Watcher] = []

    class Started(Watcher):
        def __init__(self, *arguments: str) -> None:
            super().__init__(*arguments)
            started.append(self)

    yield Started
    for watcher in started:
        watcher.end()


def codes(lines: list[str]) -> list[str]:
    return [line.split()[1] for line in lines if " L0" in line.partition(":")[2][:12]]


def test_a_change_is_linted_until_the_watch_is_interrupted(watch: type[Watcher]) -> None:
    put("list.md", GOOD)
    watcher = watch("list.md")
    assert codes(watcher.run()) == []
    put("list.md", EMPTY_LINK)
    lines = watcher.run()
    assert "awesome-lint: list.md changed" in lines
    assert codes(lines) == ["L001"]
    put("list.md", GOOD)
    assert codes(watcher.run()) == []
    assert watcher.stop() == 130


def test_files_come_and_go(watch: type[Watcher]) -> None:
    put("a.md", GOOD)
    watcher = watch(".")
    assert watcher.run()[-1].startswith("awesome-lint: 1 file, ")
    Path("b").mkdir()
    put("b/b.md", EMPTY_LINK)
    assert codes(watcher.run()) == ["L001"]
    Path("a.md").unlink()
    assert watcher.run()[-1].startswith("awesome-lint: 1 file, ")
    assert watcher.stop() == 130


def test_a_named_file_may_be_gone_or_broken_for_a_moment(watch: type[Watcher]) -> None:
    put("list.md", GOOD)
    watcher = watch("list.md")
    watcher.run()
    Path("list.md").unlink()
    assert any("list.md: no such file" in line for line in watcher.run())
    while not watcher.lines.empty():
        watcher.lines.get()
    Path("list.md").write_bytes(b"caf\xe9\n")
    assert any("list.md: not UTF-8" in line for line in watcher.run())
    os.replace("list.md", "aside")
    put("list.md", EMPTY_LINK)
    lines = watcher.run()
    while codes(lines) != ["L001"]:
        lines = watcher.run()
    assert watcher.process.poll() is None


def test_a_changed_configuration_holds_at_once(watch: type[Watcher]) -> None:
    put("list.md", UNUSED)
    put("base.toml", "")
    put("awesome-lint.toml", 'extend = "base.toml"\n')
    watcher = watch("list.md")
    assert codes(watcher.run()) == ["L004"]
    put("awesome-lint.toml", 'extend = "base.toml"\nignore = ["L004"\n')
    assert "awesome-lint.toml" in watcher.run()[-1]
    put("awesome-lint.toml", 'extend = "base.toml"\nignore = ["L004"]\n')
    assert codes(watcher.run()) == []
    put("awesome-lint.toml", 'extend = "base.toml"\n')
    assert codes(watcher.run()) == ["L004"]
    put("base.toml", 'ignore = ["L004"]\n')
    assert codes(watcher.run()) == []


def test_fixing_while_watching_comes_to_rest(watch: type[Watcher]) -> None:
    put("list.md", GOOD)
    watcher = watch("list.md", "--fix", "--unsafe-fixes")
    watcher.run()
    put("list.md", UNUSED)
    assert "awesome-lint: 1 finding fixed (1 L004)" in watcher.run() + watcher.run()
    assert Path("list.md").read_text() == GOOD


def test_a_terminal_is_cleared_before_each_run(folder: Path) -> None:
    import pty

    put("list.md", GOOD)
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "awesome_lint", "check", "--watch", "list.md"],
        stdout=slave,
        stderr=slave,
        env=unmeasured(),
    )
    os.close(slave)
    try:
        shown = b""
        while b" run: " not in shown:
            shown += os.read(master, 4096)
        put("list.md", EMPTY_LINK)
        while shown.count(b" run: ") < 2:
            shown += os.read(master, 4096)
    finally:
        process.kill()
        process.wait()
        os.close(master)
    assert shown.count(b"\x1b[2J") == 2
    assert shown.index(b"list.md changed") < shown.rindex(b"\x1b[2J") < shown.index(b"L001")


def test_standard_input_cannot_be_watched(run: Run) -> None:
    done = run("check", "--watch", "-")
    assert done.code == 2
    assert "--watch needs files" in done.err


def test_wrong_options_end_the_watch_before_it_begins(run: Run) -> None:
    done = run("check", "--watch", "--select", "L0O1")
    assert done.code == 2
    assert "L0O1" in done.err
