"""Installs awesome-lint into an environment of its own, outside the workspace, after a look at the action's inputs.

Python searches the current folder, which may hold a stranger's pull request, unless it is told to be isolated (`-I`).
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from workflow import WRONG_USE, annotate, fail, set_outputs

ROOT = Path(__file__).resolve().parents[2]
OLDEST = (3, 11)
COMMANDS = ("check", "links", "both")
SWITCHES = ("only-new", "cache", "annotations", "summary", "sarif")
VERSION = re.compile(r"[0-9][0-9A-Za-z.!+-]*")


def main() -> None:
    refuse_wrong_inputs()
    temporary = os.environ["RUNNER_TEMP"]
    version = os.environ.get("LINT_VERSION", "")
    cache = os.path.join(temporary, "awesome-lint-links")
    os.makedirs(cache, exist_ok=True)
    python = installed(f"awesome-lint=={version}" if version else str(ROOT), temporary)
    folder = tempfile.mkdtemp(prefix="awesome-lint-reports-", dir=temporary)
    set_outputs({"python": python, "folder": folder, "cache": cache})


def refuse_wrong_inputs() -> None:
    """End the step where an input, or the event, is none that this action can work with."""
    command, version = os.environ["LINT_COMMAND"], os.environ.get("LINT_VERSION", "")
    if command not in COMMANDS:
        fail(f"command: {command!r} is none of {', '.join(COMMANDS)}")
    for name in SWITCHES:
        given = os.environ[f"LINT_{name.upper().replace('-', '_')}"]
        if given not in ("true", "false"):
            fail(f"{name}: {given!r} is neither true nor false")
    if version and not VERSION.fullmatch(version):
        fail(f"version: {version!r} is no version such as 0.1.0")
    if os.environ.get("GITHUB_EVENT_NAME") == "pull_request_target":
        fail(
            "on pull_request_target a stranger's list would be read beside the repository's secrets:"
            " let the workflow run on pull_request"
        )
    if sys.version_info < OLDEST:
        fail(f"Python {sys.version.split()[0]} is too old: awesome-lint needs 3.11 or later")


def installed(what: str, temporary: str) -> str:
    """The Python of an environment that holds `what`, a requirement or a checkout; made once in a job."""
    mark = hashlib.sha256(f"{what}\0{sys.executable}".encode()).hexdigest()[:16]
    environment = Path(temporary, f"awesome-lint-{mark}")
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = environment / "installed"
    if not done.exists():
        run(sys.executable, "-I", "-m", "venv", "--clear", str(environment))
        # What is imported is compiled then; to compile all takes longer than a run.
        quietly = ("--quiet", "--disable-pip-version-check", "--no-input", "--no-compile")
        run(str(python), "-I", "-m", "pip", "install", *quietly, what)
        done.touch()
    run(str(python), "-I", "-m", "awesome_lint", "--version")
    return str(python)


def run(*command: str) -> None:
    sys.stdout.flush()
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code:
        annotate(f"awesome-lint could not be installed: `{' '.join(command[1:])}` ended with {code}: see the log above")
        raise SystemExit(WRONG_USE)


if __name__ == "__main__":
    main()
