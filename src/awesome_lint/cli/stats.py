"""`awesome-lint stats`: what lists hold."""

from __future__ import annotations

import json
import shutil
import sys

import click

from awesome_lint.cli.options import configuration_options, help_option, reading_options, speaking_options
from awesome_lint.cli.reading import read_lists
from awesome_lint.cli.streams import say, write_output
from awesome_lint.lint.configuration import Configurations, Flags
from awesome_lint.report import summary
from awesome_lint.report.escape import printable_json

WIDEST = 100


@click.command(add_help_option=False)
@reading_options
@click.option("--format", "name", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@configuration_options
@speaking_options
@help_option
def command(
    paths: tuple[str, ...],
    max_file_size: int,
    stdin_filename: str | None,
    name: str,
    config: tuple[str, ...],
    isolated: bool,
    force_exclude: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Count what lists hold: entries by kind, year and venue, papers with code, links by host."""
    from awesome_lint.report.overview import count, render_stats

    configurations = Configurations(Flags(config=config, isolated=isolated))
    lists = read_lists(paths, max_file_size, stdin_filename, configurations, force_exclude=force_exclude)
    stats = count(lists.documents)
    if name == "json":
        write_output(printable_json(json.dumps(stats.export(), ensure_ascii=False, indent=2)) + "\n", machine=True)
    else:
        width = min(WIDEST, shutil.get_terminal_size().columns)
        write_output(render_stats(stats, width, blocks=_has_blocks()))
    if not quiet:
        for line in summary.skipped(lists.skipped, verbose=verbose):
            say(f"awesome-lint: {line}")
    return 2 if lists.failed else 0


def _has_blocks() -> bool:
    """Whether standard output can show block characters."""
    try:
        "█▏".encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
