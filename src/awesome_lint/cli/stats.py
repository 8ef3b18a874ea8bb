"""`awesome-lint stats`: what lists hold."""

from __future__ import annotations

import json
import shutil
import sys

import click

from awesome_lint.cli.options import configuration_options, examples, help_option, reading_options, speaking_options
from awesome_lint.cli.reading import Lists, keep_lists, read_lists
from awesome_lint.cli.streams import say, write_output
from awesome_lint.lint.configuration import Configurations, Flags
from awesome_lint.report import summary
from awesome_lint.report.escape import printable_json

WIDEST = 100


@click.command(
    add_help_option=False,
    epilog=examples("awesome-lint stats README.md", "awesome-lint stats --format html -o lists.html"),
)
@reading_options
@click.option("--format", "name", type=click.Choice(["text", "json", "html"]), default="text", help="Default: text.")
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
    """Count what lists hold: entries by kind, year and venue, papers with code, links by host."""
    configurations = Configurations(Flags(config=config, isolated=isolated))
    lists = read_lists(paths, max_file_size, stdin_filename, configurations, force_exclude=force_exclude)
    keep_lists((document.path for document in lists.documents), output_file)
    text = _page(lists) if name == "html" else _counts(lists, name, output_file)
    write_output(text, output_file, machine=name != "text")
    if not quiet:
        for line in summary.skipped(lists.skipped, verbose=verbose):
            say(f"awesome-lint: {line}")
    return 2 if lists.failed else 0


def _page(lists: Lists) -> str:
    """The report of `check`, of entries alone."""
    from awesome_lint import __version__
    from awesome_lint.report import View, render

    return render("html", View((), understood=lists.understood(), documents=lists.documents, version=__version__))


def _counts(lists: Lists, name: str, path: str | None) -> str:
    from awesome_lint.report.overview import count, render_stats

    stats = count(lists.documents)
    if name == "json":
        return printable_json(json.dumps(stats.export(), ensure_ascii=False, indent=2)) + "\n"
    width = min(WIDEST, shutil.get_terminal_size().columns)
    return render_stats(stats, width, blocks=path not in (None, "-") or _has_blocks())


def _has_blocks() -> bool:
    """Whether standard output can show block characters."""
    try:
        "█▏".encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
