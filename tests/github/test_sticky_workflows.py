"""The workflows that keep an issue and a comment, run step by step in real bash, against GitHub's API on loopback."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from awesome_lint import __version__
from awesome_lint.github.state import block, of_body

from ..cli.web import Answer, Web, web
from ..repositories import Repo
from .conftest import workflow
from .runner import ROOT, Job, Runner
from .server import GitHub

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("bash"), reason="needs bash, as runners have it"
)

FOLDER = ROOT / ".github" / "workflows"
PAGE = ROOT / "docs" / "github-issue-and-comment.md"
DAY = 86_400
ONE = "- [One tool](http://good.example/one) - what it does\n"
GONE = "- [A third tool](http://gone.example/three) - what it does\n"
MOOR = "- [A moor](http://gone.example/moor) - what it does\n"
EMPTY = "- [Empty]() - what it does\n"
DOUBTFUL = "- [Swims](http://dx.doi.org/10.1145/1234567.1234568) - what it does\n"


class Machine(Runner):
    """A runner that has the tool already, with `options` for `links`; `artifacts` is what jobs left, a folder each."""

    artifacts: Path
    own: Path
    options: tuple[str, ...] = ()

    def remove(self, folder: Path) -> None:
        """Delete a folder of this machine, and never anything else."""
        assert folder.resolve().is_relative_to(self.own.resolve())
        assert folder.resolve() != self.own.resolve()
        shutil.rmtree(folder)

    def gets_another_workspace(self) -> None:
        """As every job has one: nothing is deleted for that."""
        self.workspace = self.own / f"workspace-{self.run_id}-{len(list(self.own.iterdir()))}"
        assert not self.workspace.exists()

    def job(self, name: str, hub: GitHub, told: Mapping[str, Any] | None = None, event: str = "schedule") -> Job:
        """Run the only job of a workflow; a step that fails ends it, but for those that run always."""
        described = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
        [job] = described["jobs"].values()
        self.run_id += 1
        tools = self.temp / "tools"
        tools.mkdir(exist_ok=True)
        tool = tools / "awesome-lint"
        more = " ".join(f"'{option}'" for option in self.options)
        tool.write_text(
            f'#!/bin/bash\n[ "$1" = links ] && set -- "$@" {more}\nexec {sys.executable} -m awesome_lint "$@"\n'
        )
        tool.chmod(0o755)
        variables = workflow(hub) | {"PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src")}
        del variables["GITHUB_RUN_ID"], variables["GITHUB_TOKEN"]  # a step has it only where it asks for it
        environment = self._environment(event, told or {}, variables)
        github = {key[7:].lower(): value for key, value in environment.items() if key.startswith("GITHUB_")}
        contexts: dict[str, Any] = {
            "github": github | {"token": "the-token-of-the-job", "event": told or {}, "run_attempt": "1"},
            "runner": {"os": "Linux", "temp": str(self.temp)},
            "steps": {},
        }
        steps = [one for one in job["steps"] if one.get("name") != "Install awesome-lint"]
        return Job([self._step({"env": {}} | one, contexts, environment) for one in steps], {})

    def _played(self, action: str, given: Mapping[str, str]) -> dict[str, str]:
        if action in ("actions/cache/restore", "actions/cache/save"):
            return super()._played(action, {**given, "path": str(self.workspace / given["path"])})
        if action == "actions/upload-artifact" and (self.workspace / given["path"]).exists():
            (self.artifacts / given["name"]).mkdir()
            shutil.copy(self.workspace / given["path"], self.artifacts / given["name"])
        if action == "actions/download-artifact":
            assert given["run-id"] == "99"
            for folder in self.artifacts.glob(given["pattern"]):
                shutil.copytree(folder, Path(given["path"], folder.name))
        return {}


@pytest.fixture
def net() -> Iterator[Web]:
    with web({"good.example/one": Answer(), "gone.example/": Answer()}) as net:
        yield net


@pytest.fixture
def machine(tmp_path: Path, net: Web) -> Machine:
    for name in ("workspace", "temp", "caches", "artifacts"):
        (tmp_path / name).mkdir()
    machine = Machine(workspace=tmp_path / "workspace", temp=tmp_path / "temp", caches=tmp_path / "caches")
    machine.artifacts = tmp_path / "artifacts"
    machine.own = tmp_path
    machine.options = net.options
    return machine


def write(machine: Machine, text: str) -> None:
    (machine.workspace / "lists").mkdir(exist_ok=True)
    (machine.workspace / "lists" / "README.md").write_text(f"# Tools\n\n{text}")


def day_passes(machine: Machine, hub: GitHub) -> None:
    """A new machine without a cache, on the next day: all that is known is what the issue remembers."""
    machine.remove(machine.workspace / ".awesome-lint-links")
    for cache in machine.caches.iterdir():
        machine.remove(cache)
    for issue in hub.issues.values():
        state = of_body(issue["body"], int(time.time()))
        assert state is not None
        links = tuple(one._replace(since=one.since - DAY, last=one.last - DAY) for one in state.history.links)
        older = state.history._replace(links=links, checked=state.history.checked - DAY)
        issue["body"] = issue["body"].rpartition("\n")[0] + "\n" + block(older)


def test_a_scheduled_check_survives_lost_caches_and_is_never_red(machine: Machine, hub: GitHub, net: Web) -> None:
    write(machine, ONE)
    quiet = machine.job("links", hub)
    assert (quiet.code, hub.issues) == (0, {}), quiet.log

    write(machine, ONE + GONE)
    states = []
    for _ in range(3):
        done = machine.job("links", hub)
        assert done.code == 0, done.log
        states.append((hub.issues[1]["state"], len(hub.said(1))))
        day_passes(machine, hub)
    assert states == [("closed", 0), ("closed", 0), ("open", 1)], "dead on three days, though no cache was left"
    assert "gone.example/three" in re.sub("&#[0-9]+;", "/", hub.issues[1]["body"])
    assert "lists/README.md" in hub.issues[1]["body"]
    assert "1 error" in done.summary

    net.pages["gone.example/three"] = Answer()
    assert machine.job("links", hub).code == 0
    assert (hub.issues[1]["state"], len(hub.said(1))) == ("closed", 1)
    assert len(hub.issues) == 1
    assert [one["path"] for one in done.used("actions/cache/save")] == [".awesome-lint-links"]


def test_a_broken_tool_is_red_and_keeps_its_answers(machine: Machine, hub: GitHub) -> None:
    write(machine, GONE)
    (machine.workspace / "awesome-lint.toml").write_text("select = 5\n")
    done = machine.job("links", hub)
    assert done.code == 2
    assert hub.issues == {}
    assert done.used("actions/cache/save")


def pull_request(machine: Machine, tmp_path: Path, added: str, **files: str) -> tuple[Repo, str]:
    """The workspace as `actions/checkout` leaves it for a pull request: the merge commit, and one more."""
    machine.gets_another_workspace()
    server = Repo(tmp_path / f"server-{machine.run_id}")
    server.write("lists/awesome-lint.toml", 'ignore = ["S005"]\n')
    server.commit(**{"lists/README": f"# Tools\n\n{ONE}"})
    server.git("switch", "--quiet", "--create", "more")
    for path, text in files.items():
        server.write(path, text)
    head = server.commit(**{"lists/README": f"# Tools\n\n{ONE}{added}"})
    server.git("switch", "--quiet", "main")
    server.commit(NOTES="# Notes\n")
    server.git("merge", "--quiet", "--no-ff", "more")
    return server.clone(machine.workspace, "--depth", "2"), head


def comment(machine: Machine, hub: GitHub, head: str) -> Job:
    run = {
        "id": 99, "event": "pull_request", "head_sha": head, "head_branch": "more",
        "head_repository": {"full_name": "forker/list"},
    }  # fmt: skip
    machine.gets_another_workspace()  # with the default branch and nothing else
    machine.workspace.mkdir()
    if (machine.temp / "found").exists():
        machine.remove(machine.temp / "found")
    return machine.job("comment", hub, {"workflow_run": run}, "workflow_run")


def test_a_fork_gets_one_comment(machine: Machine, hub: GitHub, tmp_path: Path) -> None:
    _, head = pull_request(machine, tmp_path, EMPTY + DOUBTFUL)
    hub.open_pull(7, sha=head)
    checked = machine.job("pull-request", hub, event="pull_request")
    assert checked.code == 1, checked.log
    assert "::error" in checked.log
    assert hub.log == [], "the run of a pull request writes nothing, and has no token"
    done = comment(machine, hub, head)
    assert done.code == 0, done.log
    [body] = hub.said(7)
    assert "L001" in body
    assert "- [Swims](https://doi.org/10.1145/1234567.1234568) - what it does\n```" in body

    machine.remove(machine.artifacts / "awesome-lint-found")
    _, head = pull_request(machine, tmp_path, MOOR)
    hub.pulls[0]["head"]["sha"] = head
    assert machine.job("pull-request", hub, event="pull_request").code == 0
    assert comment(machine, hub, head).code == 0
    [body] = hub.said(7)
    assert "all is well with 1 new or changed entry" in body


def test_configuration_comes_from_the_target_branch(machine: Machine, hub: GitHub, tmp_path: Path) -> None:
    away = {
        "lists/awesome-lint.toml": 'ignore = ["ALL"]\n',
        ".awesome-lint.toml": 'exclude = ["lists"]\n',
        "lists/more/awesome-lint.toml": "not = toml at all",
        "an-awesome-lint.toml": "",
    }
    repo, head = pull_request(machine, tmp_path, EMPTY, **away)
    hub.open_pull(7, sha=head)
    checked = machine.job("pull-request", hub, event="pull_request")
    assert checked.code == 1, checked.log
    assert repo.git("status", "--porcelain").splitlines() == [
        "D .awesome-lint.toml", " M lists/awesome-lint.toml", " D lists/more/awesome-lint.toml", "?? found.json",
    ]  # fmt: skip
    comment(machine, hub, head)
    assert "L001" in hub.said(7)[0]


def test_a_run_that_left_nothing_or_something_hostile(machine: Machine, hub: GitHub, tmp_path: Path) -> None:
    hub.open_pull(7)
    nothing = comment(machine, hub, "a" * 40)
    assert (nothing.code, hub.log) == (0, []), nothing.log
    left = machine.artifacts / "awesome-lint-found"
    left.mkdir()
    (left / "check.json").write_text('{"number": 7, "body": "@everyone"}')
    hostile = comment(machine, hub, "a" * 40)
    assert (hostile.code, hub.log) == (2, [])
    assert "everyone" not in hostile.log


@pytest.mark.parametrize("name", ["links", "pull-request", "comment"])
def test_the_page_shows_what_is_run_here(name: str) -> None:
    text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    for ours, yours in (
        ("pip install .\n", f"pip install awesome-lint=={__version__}\n"),
        ("awesome-lint links lists ", "awesome-lint links "),
        ("awesome-lint check lists ", "awesome-lint check "),
    ):
        text = text.replace(ours, yours)
    shown = text[text.index("name: ") :]
    assert f"\n`.github/workflows/{name}.yml`:\n\n```yaml\n{shown}```\n" in PAGE.read_text(encoding="utf-8")


def test_rights_are_the_least_there_are() -> None:
    described = {name: yaml.safe_load((FOLDER / f"{name}.yml").read_text()) for name in ("links", "comment")}
    for name, rights in (
        ("links", {"contents": "read", "issues": "write"}),
        ("comment", {"actions": "read", "contents": "read", "pull-requests": "write"}),
    ):
        [job] = described[name]["jobs"].values()
        assert (described[name]["permissions"], job["permissions"]) == ({}, rights)
        assert described[name]["concurrency"]["cancel-in-progress"] is False
        used = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert [step.get("with") for step in used] == [{"persist-credentials": False}], "never the pull request"
    checked = yaml.safe_load((FOLDER / "pull-request.yml").read_text())
    assert checked["permissions"] == {"contents": "read"}
    assert "${{" not in "".join(step.get("run", "") for step in checked["jobs"]["check"]["steps"])
