"""Finds what a pull request is compared with, and fetches it where the checkout lacks it.

actions/checkout fetches one commit by default: for a pull request the merge of it into its base branch, whose first
parent is what to compare with. One commit more is enough then. Where the head of the pull request is checked
out instead, history is fetched until both have a commit in common.
"""

from __future__ import annotations

import base64
import os
import re
import subprocess
from collections.abc import Iterator, Sequence

from workflow import event, fail, set_outputs, words

DEEPER = (50, 500)
"""How many commits of each side are fetched in search of a common one, before all of them are."""
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
ADVICE = "set `fetch-depth: 0` for actions/checkout, or `only-new: false` to see all findings"


def main() -> None:
    set_outputs({"revision": revision(os.environ.get("GITHUB_EVENT_NAME", ""))})


def revision(name: str) -> str:
    """What `--diff-base` is to be on an event; empty where everything is to be reported."""
    if name == "pull_request":
        branch = os.environ.get("GITHUB_BASE_REF", "")
        for repository in repositories():
            repository.complete(branch)
        return "auto"
    if name == "merge_group":
        base = str(event().get("merge_group", {}).get("base_sha", ""))
        if not COMMIT.fullmatch(base):
            fail(f"the event names no commit that this merge group is compared with: {ADVICE}")
        for repository in repositories():
            repository.fetch_common(base, base)
        return base
    return ""


class Repository:
    """The clone whose working tree has its top at `root`."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.said = ""

    def complete(self, branch: str) -> None:
        """Make sure that `awesome-lint --diff-base auto` finds what a pull request into `branch` is compared with."""
        origin = f"refs/remotes/origin/{branch}"
        if self.has_common(origin):
            return
        parents = self.parents()
        if len(parents) > 1:
            if self.has(parents[0]) or (self.fetch(["--depth=1"], parents[0]) and self.has(parents[0])):
                return
        self.fetch_common(f"+refs/heads/{branch}:{origin}", origin)

    def fetch_common(self, what: str, name: str) -> None:
        """Fetch `what`, and as much history as it takes that `name`, what it is called then, has a commit in common."""
        if self.has_common(name):
            return
        ways: list[list[str]] = [[]]
        if self.git("rev-parse", "--is-shallow-repository").stdout.strip() == "true":
            ways = [*([f"--depth={commits}"] for commits in DEEPER), ["--unshallow"]]
        head = self.git("rev-parse", "HEAD").stdout.strip()
        for options in ways:
            if self.fetch(options, what, head) and self.has_common(name):
                return
        fail(
            f"what to compare with is not in the checkout and could not be fetched ({self.said or 'no common commit'}):"
            f" {ADVICE}"
        )

    def has(self, commit: str) -> bool:
        return self.git("cat-file", "-e", f"{commit}^{{commit}}").returncode == 0

    def has_common(self, name: str) -> bool:
        return self.has(name) and self.git("merge-base", name, "HEAD").returncode == 0

    def parents(self) -> list[str]:
        """The parents of what is checked out as its commit names them, whether the clone has them or not."""
        head = self.git("cat-file", "commit", "HEAD").stdout.partition("\n\n")[0]
        return [line.removeprefix("parent ") for line in head.splitlines() if line.startswith("parent ")]

    def fetch(self, options: Sequence[str], *what: str) -> bool:
        """Fetch with the checkout's own credentials, then with the token, which goes to GitHub's server alone."""
        options = ("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-gc", *options)
        token = os.environ.get("LINT_TOKEN", "")
        for environment in ({}, self.credentials(token)) if token else ({},):
            done = self.git(*options, "origin", *what, **environment)
            if done.returncode == 0:
                return True
            self.said = " ".join(done.stderr.split()) or f"git ended with {done.returncode}"
        return False

    def credentials(self, token: str) -> dict[str, str]:
        server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
        secret = base64.b64encode(f"x-access-token:{token}".encode()).decode()
        return {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"http.{server}/.extraheader",
            "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {secret}",
        }

    def git(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name != "LINT_TOKEN"}
        return subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env=kept | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"} | environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )


def repositories() -> Iterator[Repository]:
    """The clones that hold the paths that are checked."""
    roots: dict[str, None] = {}
    for path in words("LINT_PATHS") or ["."]:
        folder = os.path.realpath(re.split(r"[*?\[]", path)[0] or ".")
        while not os.path.isdir(folder):
            folder = os.path.dirname(folder)
        done = Repository(folder).git("rev-parse", "--show-toplevel")
        if done.returncode:
            said = " ".join(done.stderr.split())
            fail(f"{folder} is in no git repository that can be read ({said}): let actions/checkout run before")
        roots.setdefault(done.stdout.rstrip("\n"), None)
    return map(Repository, roots)


if __name__ == "__main__":
    main()
