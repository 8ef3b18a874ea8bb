"""The commands that pages show: what is run, and what it prints compared with what the page says it prints."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from awesome_lint.cli.app import main

from .pages import Block

NOT_RUN: Mapping[str, str] = {
    "pip install": "needs the registry; tests/test_packaging.py installs the wheel that the registry gets",
    "make": "CI runs them: they lint, test and measure this project itself",
    "python tools/": "take minutes; tests/fuzz has a share of what they do",
    "python -m tests.faults": "takes minutes; tests/faults runs a share of it",
    "awesome-lint check --watch": "does not end by itself; tests/cli/test_watch.py has it",
    "reviewdog": "another program, which is installed apart",
}
"""The commands, by how they begin, that these tests leave out, and why."""

_SHELL = re.compile(r"[|<>;&]|\$\w|\$\(")
_QUOTED = re.compile(r"'[^']*'|(\")[^\"$]*\"")
_HASH = re.compile(r"\b[0-9a-f]{7}\b")
ONLINE = ("links", "add")
"""The commands that ask the network."""


class Shown(NamedTuple):
    """A command of a page, and the output below it (None: the page shows none)."""

    command: str
    output: str | None


class Outcome(NamedTuple):
    """What a command came to; `output` is both streams as a terminal shows them."""

    code: int
    output: str


def shown(block: Block) -> list[Shown]:
    """The commands of a `console` block: those after `$ ` with what they print, or one a line."""
    lines = block.text.splitlines()
    if not any(line.startswith("$ ") for line in lines):
        return [Shown(line, None) for line in _joined(lines) if line.strip() and not line.startswith("#")]
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found and found[-1][0].endswith("\\"):
            found[-1] = (found[-1][0][:-1] + line.removeprefix("> "), [])
        else:
            found[-1][1].append(line)
    return [Shown(command, "".join(f"{line}\n" for line in output)) for command, output in found]


def _joined(lines: Sequence[str]) -> list[str]:
    return "\n".join(lines).replace("\\\n", " ").split("\n")


def why_not(command: str) -> str | None:
    """The beginning in `NOT_RUN` for which a command is left out."""
    parts = [part.strip() for part in command.split("|")]
    return next((begins for begins in NOT_RUN for part in parts if part.startswith(begins)), None)


def run(command: str, folder: Path, more: Sequence[str] = ()) -> Outcome:
    """Run a command of a page in a folder; `more` are arguments for those that ask the network.

    Calls of `awesome-lint` run in this process; what needs a shell gets one, in which `awesome-lint` is this one.
    """
    if _SHELL.search(_QUOTED.sub("", command)) or not command.startswith("awesome-lint "):
        return _in_shell(command, folder, more)
    words = shlex.split(command, comments=True)[1:]
    extra = tuple(more) if words and words[0] in ONLINE else ()
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        code = main([*words, *extra])
        stream.flush()
    return Outcome(code, _read(stream))


def _read(stream: io.TextIOWrapper) -> str:
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode("utf-8")


_TOOL = """\
#!/bin/sh
set -f
case "$1" in {online}) set -- "$@" {more} ;; esac
exec {python} -m awesome_lint "$@"
"""


def _in_shell(command: str, folder: Path, more: Sequence[str]) -> Outcome:
    tools = folder.parent / "bin"
    tools.mkdir(exist_ok=True)
    tool = tools / "awesome-lint"
    script = _TOOL.format(online="|".join(ONLINE), more=shlex.join(more), python=shlex.quote(sys.executable))
    tool.write_text(script, encoding="utf-8")
    tool.chmod(0o755)
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=folder,
        env=os.environ | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8"))


def differences(said: str, output: str) -> list[str]:
    """The lines of a page that a command does not print, or prints elsewhere; empty where all is as shown.

    `…` in a line of the page stands for any text, a line of nothing but `…` for any lines, and a commit for any.
    """
    wanted = re.compile("".join(map(_as_pattern, said.splitlines())))
    if wanted.fullmatch(output if output.endswith("\n") or not output else f"{output}\n"):
        return []
    missing = [line for line in said.splitlines() if line != "…" and not re.search(f"(?m)^{_as_pattern(line)}", output)]
    return missing or ["the lines stand in another order, or further ones between them"]


def _as_pattern(line: str) -> str:
    if line.strip() == "…":
        return r"(?:[^\n]*\n)*"
    text = ".*".join(_HASH.sub("\0", part).replace("\0", "[0-9a-f]{7}") for part in map(re.escape, line.split("…")))
    return text + r"[ ]*\n"
