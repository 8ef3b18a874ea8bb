"""`awesome-lint completion`: what a shell needs to complete commands, options, rule codes and files."""

from __future__ import annotations

import click

from awesome_lint.cli.options import examples, help_option
from awesome_lint.cli.streams import write_output

VARIABLE = "_AWESOME_LINT_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


@click.command(
    add_help_option=False, epilog=examples("source <(awesome-lint completion bash)", "awesome-lint completion zsh")
)
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
@help_option
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print what makes bash, zsh or fish complete; `source` it, or put it where the shell looks for such scripts."""
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    assert completion is not None  # the shells above are click's own
    write_output(completion(context.find_root().command, {}, "awesome-lint", VARIABLE).source() + "\n")
    return 0
