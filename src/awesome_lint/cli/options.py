"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from awesome_lint.files import DEFAULT_MAX_FILE_SIZE, parse_size
from awesome_lint.findings import FAIL_ON
from awesome_lint.report.view import FORMATS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Function = TypeVar("Function", bound=Callable[..., Any])


def help_option(function: Function) -> Function:
    """`--help`, as click has it. Its own looks for translations, of which there are none, at every start."""
    option = click.option(
        *("-h", "--help"),
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_help,
        help="Show this message and exit.",
    )
    return option(function)


def _help(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


def examples(*commands: str, then: str = "") -> str:
    """What stands below the options of a command: commands to try, each on a line of its own; after them, `then`."""
    return "\b\nExamples:\n" + "".join(f"  {command}\n" for command in commands) + (f"\n{then}" if then else "")


def codes_option(name: str, what: str) -> Callable[[Function], Function]:
    """An option of rule codes or their beginnings, separated by commas, which can be given several times."""
    return click.option(name, callback=_codes, multiple=True, metavar="CODES", help=what, shell_complete=complete_codes)


def _codes(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for value in values for code in value.replace(",", " ").split())


def complete_codes(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The rules whose code, or the last of several, begins with what stands there."""
    from click.shell_completion import CompletionItem

    from awesome_lint.rules import ALL_RULES

    before, comma, begun = incomplete.rpartition(",")
    return [
        CompletionItem(before + comma + rule.code, help=rule.name)
        for rule in ALL_RULES
        if rule.code.startswith(begun.upper())
    ]


def _size(context: click.Context, parameter: click.Parameter, value: str | None) -> int:
    try:
        return DEFAULT_MAX_FILE_SIZE if value is None else parse_size(value)
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from problem


def reading_options(function: Function) -> Function:
    """The arguments and options that say what is read."""
    for decorate in (
        click.option(
            "--max-file-size",
            callback=_size,
            metavar="SIZE",
            help="Refuse larger files (default 10MB).",
        ),
        click.option("--stdin-filename", metavar="PATH", help="What to call the list that `-` reads."),
        click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path()),
    ):
        function = decorate(function)
    return function


def speaking_options(function: Function) -> Function:
    """How much is said."""
    for decorate in (
        click.option("-q", "--quiet", is_flag=True, help="No summary on standard error."),
        click.option("-v", "--verbose", is_flag=True, help="Show info findings, and every file that was skipped."),
    ):
        function = decorate(function)
    return function


def configuration_options(function: Function) -> Function:
    """Where settings come from."""
    for decorate in (
        click.option("--isolated", is_flag=True, help="Read no configuration file."),
        click.option(
            "--config",
            multiple=True,
            metavar="FILE|KEY=VALUE",
            help="Use this configuration file for all lists; or set one key.",
        ),
        click.option("--force-exclude", is_flag=True, help="Leave out excluded files even where they are named."),
    ):
        function = decorate(function)
    return function


def fixing_options(function: Function) -> Function:
    """What is changed in the lists."""
    for decorate in (
        click.option("--add-ignores", is_flag=True, help="Write comments into the lists that suppress what is shown."),
        click.option("--diff", is_flag=True, help="Print what --fix would change, and write nothing."),
        click.option("--unsafe-fixes", is_flag=True, help="Apply those fixes too that someone should look at."),
        click.option("--fix", is_flag=True, help="Apply safe fixes, and report what is left."),
    ):
        function = decorate(function)
    return function


def failing_options(function: Function) -> Function:
    """What the exit code says."""
    for decorate in (
        click.option("--strict", is_flag=True, help="Exit 2 when no entry was found at all."),
        click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings."),
        click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit 1 from which severity on (error)."),
    ):
        function = decorate(function)
    return function


def showing_options(function: Function) -> Function:
    """What is printed instead of a report."""
    for decorate in (
        click.option("--show-files", is_flag=True, help="Print what would be linted, and what is skipped."),
        click.option("--show-settings", is_flag=True, help="Print what holds for each list, and from where."),
    ):
        function = decorate(function)
    return function


def _reports(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """The format and the file of each further report."""
    asked = []
    for value in values:
        name, equals, path = value.partition("=")
        if not equals or not path or path == "-":
            raise click.BadParameter(f"{value!r} is no FORMAT=FILE, such as sarif=findings.sarif")
        if name not in FORMATS:
            raise click.BadParameter(f"there is no format {name!r}; there are {', '.join(FORMATS)}")
        asked.append((name, path))
    return tuple(asked)


def reporting_options(function: Function) -> Function:
    """How the findings are reported."""
    for decorate in (
        click.option(
            "--statistics", is_flag=True, help="How often each rule found something, instead of the findings."
        ),
        click.option(
            "--report",
            "reports",
            callback=_reports,
            multiple=True,
            metavar="FORMAT=FILE",
            help="Write the findings there too, in another format.",
        ),
        click.option(
            "-o", "--output-file", metavar="FILE", help="Write the findings there instead of standard output."
        ),
        click.option(
            "--output-format", type=click.Choice(list(FORMATS)), help="Default: full on a terminal, else concise."
        ),
    ):
        function = decorate(function)
    return function
