"""`awesome-lint github`: what stands on GitHub once and is updated. The options; `keeping.py` has the runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from awesome_lint.cli.network import parse_address
from awesome_lint.cli.options import examples, help_option

Function = TypeVar("Function", bound=Callable[..., Any])


def _address(context: click.Context, parameter: click.Parameter, value: str) -> str:
    try:
        return parse_address(value)
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from problem


def _shared(function: Function) -> Function:
    """Which repository, as whom."""
    for decorate in (
        help_option,
        click.option("-q", "--quiet", is_flag=True, help="Say nothing of what was done."),
        click.option("--dry-run", is_flag=True, help="Print what would be done, and write nothing to GitHub."),
        click.option(
            "--author",
            metavar="LOGIN",
            help="Who writes with the token; by default GitHub is asked. Only its own issues and comments are touched.",
        ),
        click.option(
            "--api",
            envvar="GITHUB_API_URL",
            default="https://api.github.com",
            callback=_address,
            metavar="URL",
            help="The address of the REST API (GITHUB_API_URL).",
        ),
        click.option(
            "--repository",
            envvar="GITHUB_REPOSITORY",
            metavar="OWNER/NAME",
            help="The repository (GITHUB_REPOSITORY, which workflows set).",
        ),
    ):
        function = decorate(function)
    return function


_name = click.option(
    "--name", default="links", metavar="NAME", help="Which of several issues in one repository (links)."
)


@click.group(
    add_help_option=False,
    epilog=examples(
        "awesome-lint links --history dead.json --exit-zero && awesome-lint github issue dead.json --dry-run",
        then="The token is read from GITHUB_TOKEN or GH_TOKEN, and goes to the API alone.",
    ),
)
@help_option
def command() -> None:
    """Keep one issue on dead links, and one comment on a pull request, up to date."""


@command.command(
    "history",
    add_help_option=False,
    epilog=examples(
        "awesome-lint github history dead.json --dry-run",
        "awesome-lint github history dead.json --name papers --dry-run  # of several issues",
    ),
)
@click.argument("file")
@_name
@_shared
def history(file: str, name: str, **shared: Any) -> int:
    """Write what the issue remembers of dead links to FILE, for `links --history`.

    A file that there is, and knows as much, stays as it is.
    """
    from awesome_lint.cli.keeping import Asked, restore

    return restore(Asked(**shared), file, name)


@command.command(
    "issue",
    add_help_option=False,
    epilog=examples(
        "awesome-lint links --history dead.json --exit-zero && awesome-lint github issue dead.json --dry-run",
    ),
)
@click.argument("file")
@_name
@click.option("--title", default="Dead links", metavar="TEXT", help="The title of a new issue (Dead links).")
@click.option("--label", "labels", multiple=True, metavar="LABEL", help="A label for a new issue.")
@_shared
def issue(file: str, name: str, title: str, labels: tuple[str, ...], **shared: Any) -> int:
    """Make the issue on dead links say what FILE does, which `links --history` wrote."""
    from awesome_lint.cli.keeping import Asked, keep_issue

    return keep_issue(Asked(**shared), file, name=name, title=title, labels=labels)


@command.command(
    "comment",
    add_help_option=False,
    epilog=examples(
        "awesome-lint github comment found.json --dry-run --head-repository tea/kettles --head-branch more"
        " --head-sha $(git rev-parse HEAD)",
    ),
)
@click.argument("paths", nargs=-1, required=True)
@click.option("--head-repository", required=True, metavar="OWNER/NAME", help="Where the pull request comes from.")
@click.option("--head-branch", required=True, metavar="BRANCH", help="The branch that it comes from.")
@click.option("--head-sha", required=True, metavar="SHA", help="The commit that was checked.")
@_shared
def comment(paths: tuple[str, ...], head_repository: str, head_branch: str, head_sha: str, **shared: Any) -> int:
    """Make the comment on a pull request say what was found: files of `--output-format pull-request`, or folders.

    The files are taken for a stranger's. The pull request is found by where the run that made them got its commit from,
    which GitHub says; only open ones whose last commit that is are commented.
    """
    from awesome_lint.cli.keeping import Asked, keep_comment

    head = {"head_repository": head_repository, "head_branch": head_branch, "head_sha": head_sha}
    return keep_comment(Asked(**shared), paths, **head)
