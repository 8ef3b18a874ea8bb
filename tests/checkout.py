"""This checkout as others get it: a git repository with a tag of the version."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from awesome_lint import __version__

from .repositories import Repo

ROOT = Path(__file__).parents[1]
ADDRESS = "https://github.com/awesome-lint/awesome-lint"
"""Where the README says that the repository is."""
TAG = f"v{__version__}"


def published(folder: Path) -> Repo:
    """A new repository of this working tree, changes that are not committed included, with the tag of the version."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip(f"needs a git checkout of awesome-lint: `git clone {ADDRESS}`")
    repo = Repo(folder)
    for name in listed.stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    repo.commit()
    repo.git("tag", TAG)
    return repo


def surroundings(**more: str) -> dict[str, str]:
    """The environment of someone who has nothing of this checkout: not its git, its Python, or its measuring."""
    gone = ("GIT_", "PYTHON", "PRE_COMMIT", "COVERAGE_", "COV_", "PIP_REQUIRE", "GITHUB_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(gone) and name != "SKIP"}
    return kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "NO_COLOR": "1"} | more


def redirected(to: Path) -> dict[str, str]:
    """What leads git, and git under pre-commit, from the README's address to a folder, and says who commits."""
    settings = {
        f"url.{to.as_uri()}.insteadOf": ADDRESS,
        "user.name": "someone",
        "user.email": "someone@example.org",
        "init.defaultBranch": "main",
        "advice.defaultBranchName": "false",
    }
    found = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_COUNT": str(len(settings))}
    for index, (key, value) in enumerate(settings.items()):
        found |= {f"GIT_CONFIG_KEY_{index}": key, f"GIT_CONFIG_VALUE_{index}": value}
    return found
