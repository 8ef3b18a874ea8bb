"""`awesome-lint rule`: what a rule is about."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from awesome_lint.cli.options import complete_codes, examples, help_option
from awesome_lint.cli.streams import write_output

if TYPE_CHECKING:
    from awesome_lint.rules import Rule

WIDEST = 100


@click.command(
    add_help_option=False,
    epilog=examples("awesome-lint rule D001", "awesome-lint rule dead-link V --format json"),
)
@click.argument("codes", nargs=-1, metavar="[CODE]...", shell_complete=complete_codes)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@help_option
def command(codes: tuple[str, ...], form: str) -> int:
    """Explain rules by code or name; without one, list them all."""
    from awesome_lint.lint import explain, rule_info
    from awesome_lint.rules import ALL_RULES

    rules = [rule for code in codes for rule in _named(code)] or list(ALL_RULES)
    if form == "json":
        rows = ({**rule_info(rule)._asdict(), "severity": str(rule.severity), "default": rule.on} for rule in rules)
        write_output("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), machine=True)
    elif codes and all(code.upper() in (rule.code for rule in rules) or "-" in code for code in codes):
        _show("\n".join(explain(rule).strip() + "\n" for rule in rules))
    else:
        width = max(len(rule.name) for rule in rules)
        write_output(
            "".join(
                f"{rule.code}  {rule.name:{width}} {str(rule.severity) if rule.on else 'off':8} {rule.summary()}\n"
                for rule in rules
            )
        )
    return 0


def _named(code: str) -> list[type[Rule]]:
    """The rule of a code or name, or those of a family. `UsageError` with the nearest where there is none."""
    from awesome_lint.lint.settings import nearest_rule
    from awesome_lint.rules import ALL_RULES

    exact = [rule for rule in ALL_RULES if code.upper() == rule.code or code.lower() == rule.name]
    found = exact or [rule for rule in ALL_RULES if code and rule.code.startswith(code.upper())]
    if found:
        return found
    raise click.UsageError(f"there is no rule {code}{nearest_rule(code, ALL_RULES)}")


def _show(page: str) -> None:
    """Print Markdown: laid out on a terminal, as it is elsewhere."""
    if not sys.stdout.isatty():
        write_output(page)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    console.print(Markdown(page), width=min(WIDEST, console.width))
