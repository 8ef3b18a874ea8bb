"""`awesome-lint rule`: what a rule is about."""

from __future__ import annotations

import json
import sys

import click

from awesome_lint.cli.options import complete_codes, help_option
from awesome_lint.cli.streams import write_output

WIDEST = 100


@click.command(add_help_option=False)
@click.argument("codes", nargs=-1, metavar="[CODE]...", shell_complete=complete_codes)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@help_option
def command(codes: tuple[str, ...], form: str) -> int:
    """Explain rules by code or name; without one, list them all."""
    from awesome_lint.lint import explain, rule_info
    from awesome_lint.rules import ALL_RULES

    known = {name: rule for rule in ALL_RULES for name in (rule.code.lower(), rule.name)}
    for code in codes:
        if code.lower() not in known:
            raise click.UsageError(f"there is no rule {code}{_nearest(code, list(known))}")
    rules = [known[code.lower()] for code in codes] or list(ALL_RULES)
    if form == "json":
        rows = ({**rule_info(rule)._asdict(), "severity": str(rule.severity), "default": rule.on} for rule in rules)
        write_output("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), machine=True)
    elif codes:
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


def _show(page: str) -> None:
    """Print Markdown: laid out on a terminal, as it is elsewhere."""
    if not sys.stdout.isatty():
        write_output(page)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    console.print(Markdown(page), width=min(WIDEST, console.width))


def _nearest(code: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(code.lower(), known, n=1, cutoff=0.5)
    return f"; is it {near[0].upper() if len(near[0]) == len(code) == 4 else near[0]}?" if near else ""
