"""`awesome-lint import`: a BibTeX file, a table or JSON as a list."""

from __future__ import annotations

from typing import Any

import click

from awesome_lint.cli.normalize import LAYOUTS
from awesome_lint.cli.options import configuration_options, examples, help_option, reading_options, speaking_options
from awesome_lint.exchange.table import READABLE


@click.command(
    "import",
    add_help_option=False,
    epilog=examples(
        "awesome-lint import list.bib --like README.md",
        "awesome-lint import list.bib --to table -o list.md",
    ),
)
@reading_options
@click.option("--format", "name", type=click.Choice(list(READABLE)), help="Of the files; else by ending, or content.")
@click.option("--like", metavar="FILE", help="Write entries as this list writes its own.")
@click.option(
    "--to",
    type=click.Choice([name for name in LAYOUTS if name != "as-is"], case_sensitive=False),
    metavar="LAYOUT",
    help="bullets (default), numbered, table, headings or paragraphs.",
)
@click.option("-o", "--output-file", metavar="FILE", help="Write there instead of to standard output.")
@configuration_options
@speaking_options
@help_option
def command(force_exclude: bool, **given: Any) -> int:
    """Print the entries of BibTeX, CSV, JSON or YAML files as a list in Markdown.

    What cannot be read or written is said with file and line. Exit code 1 if there is any, 2 if nothing was read.
    """
    from awesome_lint.cli.importing import Asked, run

    return run(Asked(**given))
