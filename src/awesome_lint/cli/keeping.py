"""Runs of `github`: from files and the environment to what stands on GitHub."""

from __future__ import annotations

import asyncio
import os
import stat
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import click

from awesome_lint.cli.history import read_history
from awesome_lint.cli.network import tokens
from awesome_lint.cli.streams import say
from awesome_lint.files import check_writable, why_unreadable, write_atomic
from awesome_lint.github import brought, comment, issue
from awesome_lint.github.client import GitHubError, PullRequest, Repository
from awesome_lint.net.history import written
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.report.summary import plural

MOST_FILES = 4
"""A pull request's run makes one file for each command."""

_SHA = pattern(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_REPOSITORY = pattern(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")
_LONGEST_BRANCH = 300


class Asked(NamedTuple):
    """The options that all commands of the group have, by their names."""

    repository: str | None
    api: str
    author: str | None
    dry_run: bool
    quiet: bool


def restore(asked: Asked, file: str, name: str) -> int:
    """Write what the issue remembers to `file`."""
    _check_name(name)
    check_writable(file)
    now = int(time.time())

    async def work(home: Repository) -> str:
        state = await issue.remembered(home, name, now)
        there = os.path.lexists(file)
        known = read_history(file, any_version=True)
        remembered = state.history if state is not None else None
        if remembered is None and (known.checked or not there):
            return "no issue remembers anything"
        if remembered is not None and there and known.checked >= remembered.checked:
            return f"{file} knows as much as the issue"
        if not asked.dry_run:
            write_atomic(file, written(remembered or known).encode("ascii"))
        return f"{file}: {plural(len((remembered or known).links), 'dead link')} of the issue"

    return _run(asked, work)


def keep_issue(asked: Asked, file: str, *, name: str, title: str, labels: tuple[str, ...]) -> int:
    """Make the issue say what `file` does."""
    _check_name(name)
    history = read_history(file, must_exist=True)
    workflow = issue.Workflow(
        os.environ.get("GITHUB_SERVER_URL", ""),
        os.environ.get("GITHUB_REPOSITORY", ""),
        os.environ.get("GITHUB_SHA", ""),
        os.environ.get("GITHUB_RUN_ID", ""),
    )

    async def work(home: Repository) -> str:
        await issue.update(
            home, history, name=name, title=title, labels=labels, workflow=workflow, now=int(time.time())
        )
        return plural(len(history.reported), "dead link")

    return _run(asked, work)


def keep_comment(asked: Asked, paths: Sequence[str], *, head_repository: str, head_branch: str, head_sha: str) -> int:
    """Make the comment on the pull request say what the files do."""
    if not _SHA.fullmatch(head_sha):
        raise click.UsageError("--head-sha is no commit: 40 or 64 hexadecimal digits")
    if not _REPOSITORY.fullmatch(head_repository):
        raise click.UsageError("--head-repository must be OWNER/NAME")
    if not head_branch or len(head_branch) > _LONGEST_BRANCH:
        raise click.UsageError(f"--head-branch is empty, or has more than {_LONGEST_BRANCH} characters")
    found = [_brought(path) for path in _files(paths)]
    if not found:
        _say(["there is no file of --output-format pull-request: nothing to tell"], quiet=asked.quiet)
        return 0
    together = brought.together(found)
    from awesome_lint.lint.pages import rule_info
    from awesome_lint.rules import ALL_RULES

    rules = comment.rules_by_code(map(rule_info, ALL_RULES))

    async def work(home: Repository) -> str:
        pulls: list[PullRequest] = await home.pull_requests(head_repository, head_branch, head_sha)
        for pull in pulls:
            await comment.update(home, pull.number, together, head_sha, rules)
        if not pulls:
            return "no open pull request has that commit as its last: nothing to tell"
        return f"{plural(len(together.findings), 'finding')} for {', '.join(f'#{one.number}' for one in pulls)}"

    return _run(asked, work)


def _run(asked: Asked, work: Callable[[Repository], Awaitable[str]]) -> int:
    """Do some work on the repository, and say what was done."""
    name, dry_run = asked.repository, asked.dry_run
    if name is None:
        raise click.UsageError("which repository? --repository OWNER/NAME, or GITHUB_REPOSITORY")
    token = dict(tokens(os.environ)).get("github", "")
    if not token and not dry_run:
        raise click.ClickException(
            "no token: set GITHUB_TOKEN (in a workflow: `GITHUB_TOKEN: ${{ github.token }}`), or look with --dry-run"
        )

    async def all_of_it() -> None:
        async with Repository(name, api=asked.api, token=token, author=asked.author, dry_run=dry_run) as home:
            what = await work(home)
            done = home.done or ["nothing to do"]
            _say([f"{'would ' if dry_run and home.done else ''}{one}" for one in done], what, quiet=asked.quiet)

    try:
        asyncio.run(all_of_it())
    except GitHubError as problem:
        raise click.ClickException(str(problem)) from problem
    return 0


def _say(lines: Sequence[str], what: str = "", *, quiet: bool) -> None:
    for line in lines if not quiet else ():
        say(f"awesome-lint: {line}")
    if what and not quiet:
        say(f"awesome-lint: {what}")


def _check_name(name: str) -> None:
    if not issue.NAME.fullmatch(name):
        raise click.UsageError("--name is made of a-z, 0-9 and -, and has at most 40 characters")


def _files(paths: Sequence[str]) -> list[Path]:
    """The JSON files that are named, or stand in folders that are; what is not there is left out.

    `ClickException` for more than a run makes, and for what is no plain file: a stranger packed them.
    """
    found = sorted({file for path in paths for file in _below(Path(path))})
    if len(found) > MOST_FILES:
        raise click.ClickException(f"{', '.join(paths)}: more than {MOST_FILES} JSON files: a run makes one or two")
    return found


def _below(path: Path, deep: int = 2) -> Iterator[Path]:
    """The file, or the JSON files so many folders `deep`: nothing is read through a link, whatever it leads to."""
    try:
        mode = os.lstat(path).st_mode
        inside = sorted(path.iterdir()) if deep and stat.S_ISDIR(mode) else []
    except FileNotFoundError:
        return
    except (OSError, ValueError):
        raise click.ClickException("a file of what was found cannot be looked at") from None
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise click.ClickException(f"{path}: no plain file, so it is not read: name one")
    if stat.S_ISREG(mode):
        yield path
    for inner in inside:
        yield from (file for file in _below(inner, deep - 1) if file.suffix == ".json")


def _brought(path: Path) -> brought.Brought:
    try:
        with open(path, "rb") as file:
            return brought.read(file.read(brought.LARGEST + 1))
    except OSError as problem:
        raise click.ClickException(f"{path}: {why_unreadable(str(path), problem)}") from problem
    except brought.BroughtError as problem:
        raise click.ClickException(f"{path}: {problem}; nothing is posted") from problem
