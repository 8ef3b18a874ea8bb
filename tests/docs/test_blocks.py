"""Every block of code, configuration and data on the pages is what it says it is."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from xml.etree import ElementTree

import pytest
import yaml

import awesome_lint
from tests.cli.web import Web

from .commands import run
from .conftest import Fresh
from .pages import BLOCKS, ROOT, Block, blocks

EXTENDING = ROOT / "docs" / "extending.md"
"""Its code has a test of its own."""
KNOWN = {"", "console", "csv", "diff", "html", "json", "markdown", "python", "toml", "xml", "yaml"}
JOB: Mapping[str, Any] = {"runs-on": "ubuntu-latest"}


_IDLE = ("there is nothing to suppress", "suppresses nothing")
"""How X001 begins where a comment is understood."""


def place(block: Block) -> str:
    return block.place


def test_every_block_has_a_language_that_is_looked_at() -> None:
    assert [block.place for block in BLOCKS if block.language not in KNOWN] == []


PYTHON: defaultdict[Path, list[Block]] = defaultdict(list)
for _block in blocks("python"):
    if _block.page != EXTENDING:
        PYTHON[_block.page].append(_block)


@pytest.mark.parametrize("page", PYTHON, ids=lambda page: page.name)
def test_code_runs(page: Path, fresh: Fresh, web: Web) -> None:
    """The blocks of a page one after the other; those that are `online` ask the web of the tests."""
    fresh("papers")
    names: dict[str, Any] = {"__name__": "page"}
    leads = dict(option.removeprefix("--api=").split("=", 1) for option in web.options if option.startswith("--api="))
    ours: dict[str, Any] = {"allow_private": True, "resolve": {"*": f"127.0.0.1:{web.port}"}, "apis": leads}
    for block in PYTHON[page]:
        code = compile("\n" * (block.line - 1) + block.text, str(page), "exec")
        if "online" in block.marks:
            ready = {name: getattr(awesome_lint, name) for name in awesome_lint.__all__}
            ready["NetSettings"] = functools.partial(awesome_lint.NetSettings, **ours)
            names["awesome_lint"] = SimpleNamespace(**ready)
        exec(code, names)


@pytest.mark.parametrize("block", blocks("toml"), ids=place)
def test_configurations_are_taken(block: Block, fresh: Fresh) -> None:
    folder = fresh("papers") / "docs"
    (folder.parent / "awesome-lint.toml").write_text("", encoding="utf-8")
    whole = "tool" in tomllib.loads(block.text)
    (folder / ("pyproject.toml" if whole else ".awesome-lint.toml")).write_text(block.text, encoding="utf-8")
    code, output = run("awesome-lint check --show-settings --no-baseline docs/list.md", folder)
    assert code == 0, output
    assert ("pyproject.toml" if whole else ".awesome-lint.toml") in output


@pytest.mark.parametrize("block", blocks("json"), ids=place)
def test_data_can_be_read(block: Block) -> None:
    assert json.loads(block.text)


@pytest.mark.parametrize("block", blocks("xml"), ids=place)
def test_xml_is_well_formed(block: Block) -> None:
    assert len(ElementTree.fromstring(f"<all>{block.text}</all>"))


@pytest.mark.parametrize("block", blocks("markdown"), ids=place)
def test_lists_are_lists(block: Block) -> None:
    """A sample has entries, or is a comment for this tool and understood as one."""
    document = awesome_lint.parse(block.text, "README.md")
    doubtful = [
        one for one in awesome_lint.lint([document]) if one.code == "X001" and not one.message.startswith(_IDLE)
    ]
    assert doubtful == []
    assert document.entries or block.text.lstrip().startswith(("<!-- awesome-lint: ", "[!["))


def written(tmp_path: Path, block: Block, content: Any) -> Path:
    path = tmp_path / f"{block.page.stem}-{block.line}.yml"
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), encoding="utf-8")
    return path


def kind(block: Block) -> str:
    """What a block of YAML is part of, and whether it is the whole of it."""
    value = yaml.safe_load(block.text)
    if isinstance(value, dict) and "repos" in value:
        return "pre-commit"
    if isinstance(value, list) and all("repo" in one for one in value):
        return "pre-commit repositories"
    if isinstance(value, list) and all("id" in one for one in value):
        return "pre-commit hooks"
    if isinstance(value, list) and all({"run", "uses"} & one.keys() for one in value):
        return "steps"
    if isinstance(value, dict) and "jobs" in value:
        return "workflow"
    if isinstance(value, dict) and "steps" in value:
        return "job"
    if isinstance(value, dict) and all(isinstance(job, dict) and "script" in job for job in value.values()):
        return "gitlab"
    if isinstance(value, dict) and value.keys() <= {"with", "env", "permissions", "uses", "on", True}:
        return "part"
    raise AssertionError(f"{block.place}: nothing that a test knows: {value}")


YAML = {block: kind(block) for block in blocks("yaml")}


def test_configurations_of_pre_commit_are_taken(tmp_path: Path) -> None:
    paths = []
    for block, what in YAML.items():
        value = yaml.safe_load(block.text)
        if what == "pre-commit hooks":
            value = [{"repo": "https://github.com/awesome-lint/awesome-lint", "rev": "v0", "hooks": value}]
        if what.startswith("pre-commit"):
            paths.append(written(tmp_path, block, {"repos": value} if isinstance(value, list) else value))
    assert paths
    command = [sys.executable, "-m", "pre_commit", "validate-config", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("schema", ["github-workflows", "gitlab-ci"])
def test_workflows_fit_their_schema(schema: str, tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="needs the package check-jsonschema, of the extra dev")
    paths = [
        written(tmp_path, block, value)
        for block in YAML
        if (value := whole(block)) is not None and ("jobs" in value) == (schema == "github-workflows")
    ]
    assert paths
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def whole(block: Block) -> dict[str, Any] | None:
    """The workflow that a block is, or is a part of; None where it is no part of one."""
    what, value = YAML[block], yaml.safe_load(block.text)
    if what == "workflow":
        # YAML 1.1 reads `on` as a truth value; the schema's tool reads YAML 1.2.
        return {"on" if key is True else key: item for key, item in value.items()} | {
            "on": value.get(True, value.get("on", "push"))
        }
    if what == "job":
        return {"on": "push", "jobs": {"job": JOB | value}}
    if what == "steps":
        return {"on": "push", "jobs": {"job": {**JOB, "steps": value}}}
    if what == "gitlab":
        return cast("dict[str, Any]", value)
    return None


STEPS = [
    (block, line)
    for block, what in YAML.items()
    if what != "workflow"  # tests/github runs the steps of whole ones
    for line in (one.strip().removeprefix("- ").removeprefix("run: ") for one in block.text.splitlines())
    if line.startswith("awesome-lint ") and "${{" not in line
]


@pytest.mark.parametrize(("block", "command"), STEPS, ids=lambda one: one.place if isinstance(one, Block) else "")
def test_commands_in_workflows_run(
    block: Block, command: str, fresh: Fresh, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fresh("papers")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "summary.md"))
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD")
    code, output = run(command, folder, web.options)
    assert code in (0, 1), output
