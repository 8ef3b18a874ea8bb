"""`awesome-lint export`: the entries of lists as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from awesome_lint.cli.options import configuration_options, examples, help_option, reading_options, speaking_options
from awesome_lint.cli.reading import Lists, keep_lists, read_lists
from awesome_lint.cli.streams import first_lines, say, write_output
from awesome_lint.exchange.table import FORMATS, format_of
from awesome_lint.lint.configuration import Configurations, Flags
from awesome_lint.report import summary
from awesome_lint.report.escape import printable_json

if TYPE_CHECKING:
    from awesome_lint.exchange.formats import Written


@click.command(
    add_help_option=False,
    epilog=examples(
        "awesome-lint export README.md                        # JSON, an entry a line",
        "awesome-lint export README.md -o list.bib            # by the ending: BibTeX",
        "awesome-lint export README.md --format markdown --to table",
    ),
)
@reading_options
@click.option(
    "--format",
    "name",
    type=click.Choice(list(FORMATS)),
    help="Default: by the ending of -o, else jsonl, an entry a line.",
)
@click.option("--like", metavar="FILE", help="With markdown: write entries as this list writes its own.")
@click.option("--to", metavar="LAYOUT", help="With markdown: bullets (default), numbered, table, headings, paragraphs.")
@click.option("-o", "--output-file", metavar="FILE", help="Write there instead of to standard output.")
@configuration_options
@speaking_options
@help_option
def command(
    paths: tuple[str, ...],
    max_file_size: int,
    stdin_filename: str | None,
    name: str | None,
    like: str | None,
    to: str | None,
    output_file: str | None,
    config: tuple[str, ...],
    isolated: bool,
    force_exclude: bool,
    verbose: bool,
    quiet: bool,
) -> int:
    """Print the entries of lists as data, in document order."""
    name = name or (output_file is not None and format_of(output_file)) or "jsonl"
    if (like or to) and name != "markdown":
        raise click.UsageError(f"{'--like' if like else '--to'} goes with --format markdown, not with {name}")
    configurations = Configurations(Flags(config=config, isolated=isolated))
    lists = read_lists(paths, max_file_size, stdin_filename, configurations, force_exclude=force_exclude)
    keep_lists((document.path for document in lists.documents), output_file)
    if name == "markdown":
        from awesome_lint.cli.importing import compose_list

        written = compose_list(lists.documents, like, to, output_file, max_file_size, configurations)
    else:
        from awesome_lint.exchange.formats import write

        first = lists.documents[0].path if lists.documents else "-"
        written = write(lists.documents, name, configurations.of(first).knowledge)
    _write(written, name, output_file)
    if not quiet:
        _say_what_happened(lists, written, verbose)
    return 2 if lists.failed else 0


def _write(written: Written, name: str, path: str | None) -> None:
    from awesome_lint.cli.terminal import on_terminal

    if name in ("json", "jsonl"):
        write_output(printable_json(written.text), path, machine=True)
    elif path in (None, "-") and on_terminal():
        from awesome_lint.report.escape import printable

        write_output("".join(printable(line) + "\n" for line in written.text.split("\n")[:-1]))
    else:
        write_output(written.text, path, machine=True)


def _say_what_happened(lists: Lists, written: Written, verbose: bool) -> None:
    if written.lost:
        from awesome_lint.exchange.contributed import told_lost

        for line in first_lines(told_lost(written.lost), every=verbose):
            say(f"awesome-lint: {line}")
    for line in (summary.understood(lists.understood()), *summary.skipped(lists.skipped, verbose=verbose)):
        say(f"awesome-lint: {line}")
