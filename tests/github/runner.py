"""A small runner: it does with a composite action what GitHub's does, step by step, in real bash.

Steps that `run` something get the files and variables that actions/runner gives them. Actions that are used are
played where the steps need what they do (setting up Python, restoring and saving a cache), and noted all the same.
What steps print is read for workflow commands as actions/runner, src/Runner.Common/ActionCommand.cs, does it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from . import expressions

ROOT = Path(__file__).parents[2]
KEPT = ("PATH", "LANG", "SYSTEMROOT", "TEMP", "TMP", "SSL_CERT_FILE", "AWESOME_LINT_CACHE_DIR")
"""What a step has of this machine's environment, beside what pip has to know."""

_COMMAND = re.compile(r"\s*::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)", re.DOTALL)
_OLD_COMMAND = re.compile(r"##\[([\w-]+)[^\]]*\]")


@dataclass(frozen=True)
class Command:
    """A workflow command as the runner understands it: its name, properties, and message."""

    name: str
    properties: Mapping[str, str]
    message: str


@dataclass
class Step:
    """What became of a step: `outcome` is `success`, `failure` or `skipped`; `given` are the inputs of an action."""

    name: str
    outcome: str = "skipped"
    uses: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    log: str = ""
    summary: str = ""
    code: int = 0

    @property
    def commands(self) -> list[Command]:
        return [command for line in self.log.splitlines() if (command := _command(line))]


@dataclass
class Job:
    """What an action came to."""

    steps: list[Step]
    outputs: Mapping[str, str]

    @property
    def code(self) -> int:
        return next((step.code for step in self.steps if step.outcome == "failure"), 0)

    @property
    def log(self) -> str:
        return "".join(step.log for step in self.steps)

    @property
    def summary(self) -> str:
        return "".join(step.summary for step in self.steps)

    @property
    def commands(self) -> list[Command]:
        return [command for step in self.steps for command in step.commands]

    def shown(self, kind: str = "error") -> list[str]:
        """The messages of the annotations of a kind."""
        return [command.message for command in self.commands if command.name == kind]

    def used(self, action: str) -> list[Mapping[str, str]]:
        """What an action was given, each time it was used."""
        return [step.given for step in self.steps if step.uses.startswith(f"{action}@") and step.outcome != "skipped"]


@dataclass(kw_only=True)
class Runner:
    """A machine with a workspace, and the checkout of the action that it runs, `action`.

    `temp` is emptied before a job, but for installed environments; `caches` stay. Tests empty and remove all three, so
    none of them may be, or hold, or lie in, the checkout that is tested.
    """

    workspace: Path
    temp: Path
    caches: Path
    action: Path = ROOT
    run_id: int = 1

    def __post_init__(self) -> None:
        for folder in (self.workspace.resolve(), self.temp.resolve(), self.caches.resolve()):
            assert folder not in (ROOT, *ROOT.parents), f"{folder} holds what is tested"
            assert ROOT not in folder.parents, f"{folder} lies in what is tested"

    def run(
        self,
        event: str,
        inputs: Mapping[str, str] | None = None,
        *,
        told: Mapping[str, Any] | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> Job:
        """Run the action on an event, `told` being what GitHub says of it; `variables` are set for the whole job."""
        self.run_id += 1
        for old in self.temp.iterdir():
            if old.is_file() or not (old / "installed").exists():
                old.unlink() if old.is_file() else shutil.rmtree(old)
        described = yaml.safe_load((self.action / "action.yml").read_text(encoding="utf-8"))
        environment = self._environment(event, told or {}, variables or {})
        github = {name[7:].lower(): value for name, value in environment.items() if name.startswith("GITHUB_")}
        contexts: dict[str, Any] = {
            "github": github | {"token": "the-token-of-the-job", "event": told or {}, "job": "lint"},
            "runner": {"os": "Linux", "temp": str(self.temp)},
            "steps": {},
        }
        given = {name: str(about.get("default", "")) for name, about in described["inputs"].items()}
        given = {name: expressions.filled(text, contexts, {}) for name, text in given.items()} | dict(inputs or {})
        assert given.keys() == described["inputs"].keys(), "no such input"
        contexts["inputs"] = given
        steps = [self._step(step, contexts, environment) for step in described["runs"]["steps"]]
        outputs = {
            name: expressions.filled(about["value"], contexts, {}) for name, about in described["outputs"].items()
        }
        return Job(steps, outputs)

    def _environment(self, event: str, told: Mapping[str, Any], variables: Mapping[str, str]) -> dict[str, str]:
        payload = self.temp / "event.json"
        payload.write_text(json.dumps(told), encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if name in KEPT or name.startswith("PIP_")}
        return {
            **kept,
            "HOME": str(self.temp),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_ACTOR": "someone",
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(payload),
            "GITHUB_REPOSITORY": "someone/list",
            "GITHUB_RUN_ATTEMPT": "1",
            "GITHUB_RUN_ID": str(self.run_id),
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_OS": "Linux",
            "RUNNER_TEMP": str(self.temp),
            **variables,
        }

    def _step(self, step: Mapping[str, Any], contexts: dict[str, Any], environment: Mapping[str, str]) -> Step:
        before: Mapping[str, Any] = contexts["steps"]
        failed = any(one["outcome"] == "failure" for one in before.values())
        functions = {"success": lambda: not failed, "failure": lambda: failed, "always": lambda: True}
        done = Step(step.get("name", ""), uses=step.get("uses", ""))
        if expressions.holds(step.get("if"), contexts, functions):
            if done.uses:
                given = {
                    name: expressions.filled(expressions.as_text(value), contexts, functions)
                    for name, value in step.get("with", {}).items()
                }
                done.given, done.outcome = given, "success"
                done.outputs = self._played(done.uses.partition("@")[0], given)
            else:
                own = {name: expressions.filled(str(text), contexts, functions) for name, text in step["env"].items()}
                self._bash(done, step["run"], {**environment, **own})
        contexts["steps"] = {**before, step.get("id", f"step {len(before)}"): _told(done)}
        return done

    def _bash(self, step: Step, script: str, environment: Mapping[str, str]) -> None:
        """Run a script as `shell: bash` does, and read what it wrote into the runner's files."""
        files = {name: self.temp / f"{name.lower()}-{time.monotonic_ns()}" for name in _FILES}
        for file in files.values():
            file.touch()
        text = self.temp / f"script-{time.monotonic_ns()}.sh"
        text.write_text(script, encoding="utf-8", newline="\n")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(text)],
            cwd=self.workspace,
            env={**environment, **{name: str(file) for name, file in files.items()}},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
        )
        step.log = done.stdout.decode("utf-8", "replace")
        step.code = done.returncode
        step.outcome = "failure" if done.returncode else "success"
        step.outputs = _values(files["GITHUB_OUTPUT"].read_text(encoding="utf-8"))
        assert files["GITHUB_STEP_SUMMARY"].stat().st_size <= 1024 * 1024, "GitHub would show no summary"
        step.summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        assert not files["GITHUB_ENV"].read_text(), "the action changes the job's environment"
        assert not files["GITHUB_PATH"].read_text(), "the action changes the job's PATH"

    def _played(self, action: str, given: Mapping[str, str]) -> dict[str, str]:
        if action == "actions/setup-python":
            return {"python-path": sys.executable}
        if action == "actions/cache/restore":
            kept = sorted(self.caches.iterdir(), key=lambda folder: folder.stat().st_mtime_ns, reverse=True)
            for prefix in (given["key"], *given["restore-keys"].split()):
                if found := next((folder for folder in kept if folder.name.startswith(prefix)), None):
                    shutil.copytree(found, given["path"], dirs_exist_ok=True)
                    return {"cache-matched-key": found.name}
        if action == "actions/cache/save":
            shutil.copytree(given["path"], self.caches / given["key"])
        return {}


_FILES = ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV", "GITHUB_PATH")


def _told(step: Step) -> Mapping[str, Any]:
    return {"outputs": step.outputs, "outcome": step.outcome, "conclusion": step.outcome}


def _values(text: str) -> dict[str, str]:
    """The values of a file of outputs: `name=value`, or lines between `name<<mark` and the mark."""
    found = {}
    lines = iter(text.splitlines())
    for line in lines:
        name, sign, rest = re.split(r"(=|<<)", line, maxsplit=1)
        if sign == "=":
            found[name] = rest
        else:
            value = []
            for following in lines:
                if following == rest:
                    break
                value.append(following)
            found[name] = "\n".join(value)
    return found


def _command(line: str) -> Command | None:
    """The command of a line of output, None where it has none."""
    if found := _COMMAND.match(line):
        pairs = (pair.partition("=") for pair in (found[2] or "").split(",") if pair)
        return Command(found[1], {name: _unescaped(value) for name, _, value in pairs}, _unescaped(found[3]))
    if old := _OLD_COMMAND.search(line):
        return Command(old[1], {}, line)
    return None


def _unescaped(text: str) -> str:
    for escaped, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, character)
    return text
