"""`--help` of every command shows examples, and they run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from awesome_lint.cli.group import group

from ..github.server import TOKEN, github
from ..repositories import CLEAN, SURROUNDINGS, Repo
from .web import Web, in_json, web

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the examples are written for a shell")

LIST = """\
# Awesome Kettles

## Papers

- Boiling Water Slowly, ICCV 2021 [[paper](https://arxiv.org/abs/2101.00001)] [[code](https://github.com/tea/slow)]
- Kettles That Sing, CVPR 2022 [[paper](https://arxiv.org/abs/2201.00002)]

## Surveys

- A Survey of Steam, ECCV 2022 [[paper](https://arxiv.org/abs/2207.00003)]
"""
THEIRS = """\
# More Kettles

## Papers

* **Whistles in the Wild** (CVPR 2023) - [Paper](https://arxiv.org/abs/2301.00004)
"""
BIBTEX = """\
@inproceedings{whistles, title = {Whistles in the Wild}, booktitle = {CVPR}, year = {2023}, eprint = {2301.00004},
  archiveprefix = {arXiv}}
"""
DOI = "10.1145/3394171.3413532"
ASKING = ("links", "add")
"""The commands that ask the network."""


def commands(command: click.Command, names: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The names of all commands below one, with their own."""
    yield names
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, (*names, name))


COMMANDS = list(commands(group))


def run(*arguments: str) -> str:
    """What the command prints on standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "awesome_lint", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def examples(text: str) -> list[str]:
    """The commands that a help text shows."""
    found = re.search(r"^ *Examples?:\n(.*?)(?:\n\n|\Z)", text, re.MULTILINE | re.DOTALL)
    block = found[1].replace("\\\n", " ") if found else ""
    return [line.strip() for line in block.splitlines() if line.strip()]


@pytest.fixture
def net() -> Iterator[Web]:
    """An internet that knows two papers."""
    with web({}) as net:
        net.papers = {"2305.08293": "Turning Heads: Motion for Everyone"}
        net.answers = {
            "s2/": in_json({"error": "No valid paper ids given"}, 400),
            "github/repos/tea/kettles/": in_json([]),
            f"doi/doiRA/{DOI}": in_json([{"DOI": DOI, "RA": "Crossref"}]),
            f"crossref/works/{DOI.replace('/', '%2F')}": in_json({"message": {"DOI": DOI, "title": ["Kettles"]}}),
        }
        yield net


@pytest.fixture
def workplace(tmp_path: Path, net: Web, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A repository of a list, in which `awesome-lint` is this one, and asks the `net` only."""
    repo = Repo(tmp_path / "kettles")
    repo.write("theirs.md", THEIRS)
    repo.write("list.bib", BIBTEX)
    repo.write("docs/more.md", THEIRS)
    repo.commit(README=LIST)
    repo.write("README.md", LIST + "- Steam, Again, ECCV 2024 [[paper](https://arxiv.org/abs/2407.00005)]\n")
    place = tmp_path / "bin"
    place.mkdir()
    script = place / "awesome-lint"
    options = shlex.join((*net.options, "--retries=0", "--no-cache"))
    lead = f"exec {shlex.quote(sys.executable)} -m awesome_lint"
    script.write_text(
        f'#!/bin/sh\ncase "$1" in\n{"|".join(ASKING)}) {lead} "$@" {options};;\n*) {lead} "$@";;\nesac\n',
        encoding="utf-8",
    )
    script.chmod(0o755)
    for name in SURROUNDINGS:
        monkeypatch.delenv(name, raising=False)
    for name, value in CLEAN.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PATH", f"{place}{os.pathsep}{os.environ['PATH']}")
    with github() as hub:
        monkeypatch.setenv("GITHUB_API_URL", hub.api)
        monkeypatch.setenv("GITHUB_REPOSITORY", hub.repository)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        yield repo.root


@pytest.mark.parametrize("names", COMMANDS, ids=lambda names: " ".join(names) or "awesome-lint")
def test_the_examples_of_a_command_run(names: tuple[str, ...], workplace: Path) -> None:
    shown = examples(run(*names, "--help"))
    assert shown
    assert any(" ".join(("awesome-lint", *names)) in example for example in shown)
    for example in shown:
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; {example}"],
            cwd=workplace,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode in (0, 1), f"{example}: {done.stderr}"
        assert "error:" not in done.stderr, example


def test_the_examples_are_taken_out_of_a_help_text() -> None:
    text = "Options:\n  -h\n\nExamples:\n  awesome-lint one  # why\n  cat x | awesome-lint two\n\n  More.\n"
    assert examples(text) == ["awesome-lint one  # why", "cat x | awesome-lint two"]
    assert ("check",) in COMMANDS
    assert () in COMMANDS
