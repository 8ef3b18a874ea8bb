"""`awesome-lint add`: entries from arXiv numbers, DOIs and addresses. The options; `adding.py` has the run."""

from __future__ import annotations

from typing import Any

import click

from awesome_lint.cli.network import ABSENT, Network, asking_options
from awesome_lint.cli.options import configuration_options, examples, help_option, speaking_options


@click.command(
    add_help_option=False,
    epilog=examples(
        "awesome-lint add arXiv:2305.08293 --like README.md",
        "awesome-lint add 10.1145/3394171.3413532 --into README.md --diff",
        then="Exit codes: 1 where nobody knows one of them, or something is left to decide; 2 where nobody knows any,"
        " or without a network: nothing is written then. Tokens come from the environment, as for links.",
    ),
)
@click.argument("what", nargs=-1, required=True, metavar="WHAT...")
@click.option("--like", metavar="FILE", help="Print the entries as this list writes its own.")
@click.option("--into", metavar="FILE", help="Merge the entries into this list.")
@click.option("--section", multiple=True, metavar="NAME", help="With --into: the section that new entries go to.")
@click.option(
    "--at", type=click.Choice(["top", "bottom", "sorted"]), help="With --into: where in their section new entries go."
)
@click.option(
    "--prefer", type=click.Choice(["mine", "theirs"]), help="With --into: whose word stands where both say another."
)
@click.option("--diff", is_flag=True, help="With --into: print what would change. The default on a terminal.")
@click.option("--check", is_flag=True, help="With --into: print no list: exit 1 if something would change.")
@click.option("--in-place", is_flag=True, help="With --into: write the list back into its file.")
@click.option("-o", "--output", metavar="FILE", help="Write there instead of to standard output.")
@asking_options
@configuration_options
@speaking_options
@help_option
def command(**given: Any) -> int:
    """Make entries of arXiv numbers, DOIs and addresses, with what APIs say of them.

    WHAT is as arXiv:2305.08293, 10.1145/3394171.3413532, or an address of a paper, a repository or any page.
    """
    from awesome_lint.cli.adding import Asked, add

    network = Network(**{name: given[name] if name in given else ABSENT[name] for name in Network._fields})
    asked = Asked(**{name: given[name] for name in Asked._fields})
    asked.refuse_contradictions()
    network.refuse_contradictions()
    return add(asked, network)
