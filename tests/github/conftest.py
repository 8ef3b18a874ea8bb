"""The command as a workflow has it: its environment, and GitHub on loopback."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from awesome_lint.cli.app import main

from ..repositories import CLEAN, SURROUNDINGS
from .server import TOKEN, GitHub, github


class Done(NamedTuple):
    """What a command came to; `told` is what it said on standard error."""

    code: int
    out: str
    told: str


Command = Callable[..., Done]


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHub]:
    """GitHub, and the environment of a workflow's step that talks to it."""
    for name in ("GH_TOKEN", "GITHUB_ACTIONS", "S2_API_KEY", "HF_TOKEN", "AWESOME_LINT_MAILTO", *SURROUNDINGS):
        monkeypatch.delenv(name, raising=False)
    for name, value in CLEAN.items():
        monkeypatch.setenv(name, value)
    with github() as played:
        for name, value in workflow(played).items():
            monkeypatch.setenv(name, value)
        yield played


def workflow(hub: GitHub) -> dict[str, str]:
    return {
        "GITHUB_API_URL": hub.api,
        "GITHUB_REPOSITORY": hub.repository,
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_RUN_ID": "4711",
        "GITHUB_SHA": "b" * 40,
        "GITHUB_TOKEN": TOKEN,
    }


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command(folder: Path, hub: GitHub, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command in this process."""

    def command(*arguments: str | os.PathLike[str]) -> Done:
        code = main([os.fspath(one) for one in arguments])
        return Done(code, *capfd.readouterr())

    return command
