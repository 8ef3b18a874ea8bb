"""What a step tells the runner: outputs, annotations, and what its event is about.

Formats: github/docs, content/actions/reference/workflows-and-actions/workflow-commands.md.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from typing import Any, NoReturn

WRONG_USE = 2
"""The exit code of awesome-lint, and of this action, where something else than a finding is wrong."""


def set_outputs(outputs: Mapping[str, str]) -> None:
    """Tell the runner the step's outputs. A random mark ends each value: none can write another output."""
    with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8", newline="\n") as file:
        for name, value in outputs.items():
            mark = f"end-{secrets.token_hex(16)}"
            file.write(f"{name}<<{mark}\n{value}\n{mark}\n")


def annotate(message: str, kind: str = "error") -> None:
    """Show a message (`error`, `warning` or `notice`) with the results of the run."""
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{kind} title=awesome-lint::{escaped}", flush=True)


def fail(message: str) -> NoReturn:
    """End the step with a message that says what to do."""
    annotate(message)
    raise SystemExit(WRONG_USE)


def event() -> Mapping[str, Any]:
    """What happened, as GitHub tells it; empty where nothing is told."""
    try:
        with open(os.environ.get("GITHUB_EVENT_PATH", ""), encoding="utf-8") as file:
            told = json.load(file)
    except FileNotFoundError:
        return {}
    return told if isinstance(told, dict) else {}


def is_true(name: str) -> bool:
    """Whether an input that is `true` or `false` is true."""
    return os.environ.get(name) == "true"


def words(name: str) -> list[str]:
    """An input that is written as on a command line, split into its words. Nothing is run or put in place of others."""
    import shlex

    lines = shlex.shlex(os.environ.get(name, ""), posix=True, punctuation_chars=False)
    lines.whitespace_split = True
    lines.commenters = ""
    if os.name == "nt":
        lines.escape = ""  # it parts the names of a path there
    try:
        return list(lines)
    except ValueError as problem:
        given = os.environ.get(name, "")
        fail(f"{name.removeprefix('LINT_').lower()}: {given!r} cannot be split into words: {problem}; close the quotes")
