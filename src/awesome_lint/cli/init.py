"""`awesome-lint init`: set a repository up. The options; `setting_up.py` has the run."""

from __future__ import annotations

from typing import Any

import click

from awesome_lint.cli.options import examples, help_option
from awesome_lint.cli.setting_up import Asked, init


@click.command(
    add_help_option=False,
    epilog=examples(
        "awesome-lint init --diff  # look first",
        "awesome-lint init  # asks before it writes a file",
        "awesome-lint init --yes --no-workflow",
    ),
)
@click.argument("path", default=".", type=click.Path())
@click.option("--yes", "-y", is_flag=True, help="Write all without asking.")
@click.option("--diff", "--dry-run", is_flag=True, help="Only print what would be written; 1 where anything would.")
@click.option("--no-config", is_flag=True, help="No configuration, and so no baseline.")
@click.option("--no-baseline", is_flag=True, help="No file of today's findings: they stay loud.")
@click.option("--no-pre-commit", is_flag=True, help="No hook.")
@click.option("--no-workflow", is_flag=True, help="No workflow for GitHub.")
@click.option("--no-links", is_flag=True, help="A workflow that does not ask for links.")
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was found.")
@help_option
def command(**given: Any) -> int:
    """Look at the lists in a folder, and write what suits them.

    A configuration that is silent about what the lists do on purpose, a baseline of the other findings of today, a hook
    for pre-commit and a workflow for GitHub, which also looks for dead links every day. Every file is shown before it
    is written.
    """
    return init(Asked(**given))
