"""`awesome-lint rule`: what a rule is about."""

from __future__ import annotations

import click

from awesome_lint.cli.options import help_option
from awesome_lint.cli.streams import write_output


@click.command(add_help_option=False)
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@help_option
def command(codes: tuple[str, ...]) -> int:
    """Explain rules by code or name; without one, list them all."""
    from awesome_lint.lint import explain
    from awesome_lint.rules import ALL_RULES

    if not codes:
        rows = (f"{rule.code}  {rule.name:24} {rule.severity!s:8} {rule.summary()}\n" for rule in ALL_RULES)
        write_output("".join(rows))
        return 0
    known = {name: rule for rule in ALL_RULES for name in (rule.code.lower(), rule.name)}
    pages = []
    for code in codes:
        if code.lower() not in known:
            raise click.UsageError(f"there is no rule {code}{_nearest(code, list(known))}")
        pages.append(explain(known[code.lower()]).strip() + "\n")
    write_output("\n".join(pages))
    return 0


def _nearest(code: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(code.lower(), known, n=1, cutoff=0.5)
    return f"; is it {near[0].upper() if len(near[0]) == len(code) == 4 else near[0]}?" if near else ""
