"""The group of commands: finds the one that was asked for, and turns what goes wrong into one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module

import click

from awesome_lint import __version__
from awesome_lint.cli.app import EXIT_INTERRUPTED
from awesome_lint.cli.options import examples, help_option
from awesome_lint.cli.streams import fail, silence, use_safe_streams
from awesome_lint.files import FileError

EXIT_OK = 0
EXIT_MISUSE = 2

COMMANDS: Mapping[str, str] = {
    "add": "Make entries of arXiv numbers, DOIs and addresses.",
    "check": "Lint lists offline: the pre-commit hook.",
    "completion": "Print the completion script of a shell.",
    "export": "Print the entries of lists as data.",
    "github": "Keep an issue on dead links, a comment on a pull request.",
    "import": "Make a list of a BibTeX, CSV, JSON or YAML file.",
    "init": "Set a repository up: configuration, baseline, hook, workflow.",
    "links": "Check every link online: the CI job.",
    "normalize": "Rewrite lists into one style; merge and sort them.",
    "rule": "Explain rules, or list them all.",
    "stats": "Count what lists hold.",
    "venue": "Look venues up by any of their names.",
}
"""Name and short help of every command; its module of the same name is loaded when it is used."""


class _Commands(click.Group):
    """A group that knows its commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = "import_" if cmd_name == "import" else cmd_name  # a word of the language is no name of a module
        command = import_module(f"awesome_lint.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            ctx.fail(f"there is no command {args[0]!r}{_meant(args[0])}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _meant(name: str) -> str:
    """What somebody meant who gave `name` in the place of a command, as the end of a sentence."""
    from awesome_lint.lint.configuration.shapes import nearest

    if os.path.exists(name):
        return f"; `awesome-lint check {name}` lints it"
    return nearest(name, COMMANDS)


def _version(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(f"awesome-lint, version {__version__}")
        context.exit()


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    add_help_option=False,
    epilog=examples(
        "awesome-lint check                                   # all lists below this folder",
        "awesome-lint check README.md --fix",
        "awesome-lint links README.md --dry-run               # what would be asked of whom",
        "awesome-lint normalize theirs.md --like README.md",
        then="Exit codes: 0 nothing to report; 1 findings; 2 wrong use or unreadable input; 130 interrupted.",
    ),
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
@help_option
@click.pass_context
def group(context: click.Context) -> int:
    """Lint, explain and export awesome lists of papers and software."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return EXIT_MISUSE
    return EXIT_OK


def run(arguments: list[str] | None) -> int:
    """Run the command that `arguments` (None: the process's own) name, and return the exit code. Raises nothing."""
    use_safe_streams()
    try:
        code = group.main(args=arguments, prog_name="awesome-lint", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else EXIT_OK
    except click.UsageError as problem:
        where = problem.ctx.command_path if problem.ctx else "awesome-lint"
        fail(f"{problem.format_message()} (see `{where} --help`)")
    except click.ClickException as problem:
        fail(problem.format_message())
    except FileError as problem:
        fail(str(problem))
    except (KeyboardInterrupt, click.Abort):
        fail("interrupted")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        silence()
    except Exception as problem:  # the last line of defence: a bug, and the only place that may catch one
        if os.environ.get("AWESOME_LINT_DEBUG"):
            raise
        fail(
            f"internal error: {type(problem).__name__}: {problem}\nThis is a bug in awesome-lint {__version__}. Please"
            " report it with the command and the list; AWESOME_LINT_DEBUG=1 shows where it happened."
        )
    return EXIT_MISUSE
