"""`awesome-lint export`: the entries of lists as data."""

from __future__ import annotations

import json

import click

from awesome_lint.cli.options import configuration_options, help_option, reading_options, speaking_options
from awesome_lint.cli.reading import keep_lists, read_lists
from awesome_lint.cli.streams import say, write_output
from awesome_lint.lint.configuration import Configurations, Flags
from awesome_lint.report import summary
from awesome_lint.report.escape import printable_json


@click.command(add_help_option=False)
@reading_options
@click.option(
    "--format", "name", type=click.Choice(["jsonl"]), default="jsonl", help="jsonl (default): an entry a line."
)
@click.option("-o", "--output-file", metavar="FILE", help="Write there instead of to standard output.")
@configuration_options
@speaking_options
@help_option
def command(
    paths: tuple[str, ...],
    max_file_size: int,
    stdin_filename: str | None,
    name: str,
    output_file: str | None,
    config: tuple[str, ...],
    isolated: bool,
    force_exclude: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Print the entries of lists as data, in document order."""
    configurations = Configurations(Flags(config=config, isolated=isolated))
    lists = read_lists(paths, max_file_size, stdin_filename, configurations, force_exclude=force_exclude)
    keep_lists((document.path for document in lists.documents), output_file)
    rows = (
        json.dumps(entry.export(document.path), ensure_ascii=False) + "\n"
        for document in lists.documents
        for entry in document.entries
    )
    write_output(printable_json("".join(rows)), output_file, machine=True)
    if not quiet:
        for line in (summary.understood(lists.understood()), *summary.skipped(lists.skipped, verbose=verbose)):
            say(f"awesome-lint: {line}")
    return 2 if lists.failed else 0
