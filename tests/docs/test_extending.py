"""The worked examples of `docs/extending.md`, put into a copy of the package as the page says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.web import Web, in_json
from tests.cli.web import web as serving

from .commands import Outcome, differences, shown
from .pages import ROOT, Block, blocks_of
from .samples import SAMPLES

PAGE = ROOT / "docs" / "extending.md"
BLOCKS = blocks_of(PAGE)
ARTICLES = {
    "result": {
        "uids": ["30000001", "99999999"],
        "30000001": {"uid": "30000001", "title": "Why heads turn."},
        "99999999": {"uid": "99999999", "error": "cannot get document summary"},
    }
}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs no other run there")


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout with all examples in it, and a folder `list` beside it."""
    copy = tmp_path_factory.mktemp("extended")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "rules", copy / "tests" / "rules", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "list").mkdir()
    SAMPLES["tools"](copy / "list")
    for block in BLOCKS:
        if path := block.told("file"):
            ((copy / "list" if "in" in block.marks else copy) / path).write_text(block.text, encoding="utf-8")
        elif block.language == "diff":
            command = ["git", "apply", "--recount", "--unidiff-zero", "-C1", "-"]
            subprocess.run(command, cwd=copy, input=block.text.encode(), check=True, timeout=60)
    return copy


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serving({}) as served:
        served.answers["pubmed/"] = in_json(ARTICLES)
        yield served


def in_copy(copy: Path, *command: str) -> Outcome:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=copy / "list",
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(copy / "src"), str(copy)])},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8"))


@pytest.mark.parametrize("block", [one for one in BLOCKS if one.language == "console"], ids=lambda block: block.place)
def test_an_example_does_what_the_page_shows(block: Block, extended: Path, web: Web) -> None:
    for command, said in shown(block):
        words = command.split()
        options = (*web.options, f"--api=pubmed=http://127.0.0.1:{web.port}/pubmed") if words[1] == "links" else ()
        code, output = in_copy(extended, "-m", "awesome_lint", *words[1:], *options)
        assert code in (0, 1), output
        assert said is not None
        assert differences(said, output) == [], output


def test_the_rule_proves_its_examples(extended: Path) -> None:
    code, output = in_copy(
        extended, "-m", "pytest", "-q", "-p", "no:cacheprovider", "../tests/rules/test_examples.py", "-kS016"
    )
    assert code == 0, output
    assert " 3 passed" in f" {output.splitlines()[-1]}"


def test_all_examples_are_written_as_the_package_is(extended: Path) -> None:
    files = [str(extended / path) for block in BLOCKS if (path := block.told("file")).endswith(".py")]
    assert len(files) == 3
    code, output = in_copy(extended, "-m", "ruff", "check", "--no-cache", f"--config={ROOT / 'pyproject.toml'}", *files)
    assert code == 0, output
    code, output = in_copy(extended, "-m", "ruff", "format", "--no-cache", "--check", *files, "--line-length=120")
    assert code == 0, output
