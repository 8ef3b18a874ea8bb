"""`awesome-lint links`: check every link online. The options; `linking.py` has the run."""

from __future__ import annotations

from typing import Any

import click

from awesome_lint.cli.checking import Asked
from awesome_lint.cli.comparing import comparing_options
from awesome_lint.cli.network import Network, asking_options, choosing_options
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
        "awesome-lint links README.md --dry-run               # what would be asked of whom",
        "awesome-lint links README.md --max-time 5m --output-format markdown",
        "awesome-lint links --diff-base auto                  # only what the last change brings",
        then="From the environment: GITHUB_TOKEN or GH_TOKEN, S2_API_KEY and HF_TOKEN go to their APIs and nowhere"
        " else; AWESOME_LINT_MAILTO (or CROSSREF_MAILTO) is told to Crossref and DataCite.",
    ),
)
@reading_options
@codes_option("--select", "Run these of the rules that ask the network: codes or their beginnings, or ALL.")
@codes_option("--extend-select", "Run these rules too.")
@codes_option("--ignore", "Do not run these rules.")
@fixing_options
@choosing_options
@asking_options
@comparing_options
@reporting_options
@failing_options
@configuration_options
@showing_options
@speaking_options
@help_option
def command(**given: Any) -> int:
    """Check every link of lists online: files, folders, or - for standard input; the current folder by default."""
    from awesome_lint.cli.linking import links

    given["jobs"] = None  # as many as pay
    network = Network(**{name: given[name] for name in Network._fields})
    asked = Asked(**{name: given[name] for name in Asked._fields})
    asked.refuse_contradictions()
    network.refuse_contradictions()
    return links(asked, network)
