"""Real git repositories for tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

CLEAN = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "someone",
    "GIT_AUTHOR_EMAIL": "someone@example.org",
    "GIT_COMMITTER_NAME": "someone",
    "GIT_COMMITTER_EMAIL": "someone@example.org",
}
"""What makes git the same on every machine."""

SURROUNDINGS = ("PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF", "PRE_COMMIT_REMOTE_NAME", "GITHUB_BASE_REF", "GITHUB_REF")
"""What `auto` may look at, and a run of the tests in CI has set."""


class Repo:
    """A repository in `root`; its methods are git's commands."""

    def __init__(self, root: Path, *, new: bool = True) -> None:
        self.root = root
        if new:
            root.mkdir(parents=True, exist_ok=True)
            self.git("init", "--quiet", "--initial-branch", "main")

    def git(self, *arguments: str, **environment: str) -> str:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env=kept | CLEAN | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        return file

    def commit(self, **files: str) -> str:
        """Commit all there is, with `files` by name without their `.md`; the commit's name."""
        for name, text in files.items():
            self.write(f"{name}.md", text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "a change")
        return self.git("rev-parse", "HEAD")

    def clone(self, folder: Path, *options: str) -> Repo:
        self.git("clone", "--quiet", *options, self.root.as_uri(), str(folder))
        return Repo(folder, new=False)
