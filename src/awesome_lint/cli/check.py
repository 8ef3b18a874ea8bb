"""`awesome-lint check`: lint lists offline. The options; `checking.py` has the run."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from awesome_lint.cli.checking import Asked, check
from awesome_lint.cli.comparing import comparing_options
from awesome_lint.cli.options import (
    codes_option,
    configuration_options,
    examples,
    failing_options,
    fixing_options,
    help_option,
    reading_options,
    reporting_options,
    showing_options,
    speaking_options,
)


@click.command(
    add_help_option=False,
    epilog=examples(
        "awesome-lint check README.md docs/",
        "awesome-lint check --select D,L                      # two families of rules",
        "awesome-lint check --diff                            # what --fix would change",
        "awesome-lint check --diff-base auto                  # only what the last change brings",
        "cat README.md | awesome-lint check - --stdin-filename README.md",
    ),
)
@reading_options
@codes_option("--select", "Run these rules only: codes or their beginnings, separated by commas, or ALL.")
@codes_option("--extend-select", "Run these rules too.")
@codes_option("--ignore", "Do not run these rules.")
@fixing_options
@comparing_options
@reporting_options
@failing_options
@click.option("--watch", is_flag=True, help="Lint again whenever a list or its configuration changes.")
@configuration_options
@showing_options
@click.option("--no-cache", is_flag=True, help="Neither use nor keep results of earlier runs.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Read in so many processes; by default what pays."
)
@speaking_options
@help_option
def command(watch: bool, **given: Any) -> int:
    """Lint lists: files, folders, or - for standard input; the current folder by default."""
    asked = Asked(**given)
    asked.refuse_contradictions()
    if not watch:
        return check(asked)
    from awesome_lint.cli.watch import watch as lint_again

    files = [text for text in asked.config if "=" not in text]
    written = [path for path in (asked.output_file, *(path for _, path in asked.reports)) if path]
    return lint_again(partial(check, asked), asked.paths, files, written)
