"""`awesome-lint normalize`: lists in one style, merged and sorted. The options; `normalizing.py` has the run."""

from __future__ import annotations

from typing import Any

import click

from awesome_lint.cli.options import configuration_options, examples, help_option, reading_options, speaking_options

LAYOUTS = {
    **dict.fromkeys(("bullets", "bullet"), "bullet"),
    **dict.fromkeys(("numbered", "numbers", "number"), "numbered"),
    **dict.fromkeys(("headings", "heading"), "heading"),
    **dict.fromkeys(("paragraphs", "paragraph"), "paragraph"),
    **dict.fromkeys(("table", "tables"), "table"),
    "as-is": "as-is",
}
"""What may stand behind `--to`, and what it is called inside."""


def _layout(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    if value.casefold() not in LAYOUTS:
        raise click.BadParameter(
            f"{value!r} is no layout: table, bullets, numbered, headings, paragraphs, or as-is for none of them"
        )
    return LAYOUTS[value.casefold()]


def _names(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    found = (name.strip() for value in values for name in value.split(","))
    return tuple(dict.fromkeys(name for name in found if name))


@click.command(
    add_help_option=False,
    epilog=examples(
        "awesome-lint normalize README.md --diff              # into its own prevailing style",
        "awesome-lint normalize README.md --to table -o table.md",
        "awesome-lint normalize theirs.md --like README.md    # as that list writes its own entries",
        "awesome-lint normalize theirs.md --into README.md --diff",
    ),
)
@reading_options
@click.option(
    "--to",
    callback=_layout,
    metavar="LAYOUT",
    help="table, bullets, numbered, headings or paragraphs; as-is leaves style and layout alone.",
)
@click.option("--columns", callback=_names, multiple=True, metavar="NAMES", help="With --to table: its columns.")
@click.option("--like", metavar="FILE", help="Write entries as this list writes its own.")
@click.option("--template", metavar="TEXT", help="Write entries so: '- {title} ({venue} {year}) {links}'.")
@click.option(
    "--fields",
    callback=_names,
    multiple=True,
    metavar="NAMES",
    help="One form for these, too: venue, links, labels, titles, keywords, text; or all.",
)
@click.option("--arxiv", type=click.Choice(["abs", "pdf"]), help="With --fields links: which page of arXiv.")
@click.option("--doi", type=click.Choice(["doi.org", "keep"]), help="With --fields links: whether DOIs go by doi.org.")
@click.option(
    "--venues", type=click.Choice(["prevailing", "known"]), help="With --fields venue: the list's own names, or ours."
)
@click.option("--drop", is_flag=True, help="Leave out what the form asked for has no place for; it is named.")
@click.option("--into", metavar="FILE", help="Merge the entries of the lists into this one.")
@click.option(
    "--section", multiple=True, metavar="NAME", help="With --into: where new entries go; or THEIRS=MINE, repeatable."
)
@click.option(
    "--at", type=click.Choice(["top", "bottom", "sorted"]), help="With --into: where in their section new entries go."
)
@click.option(
    "--prefer", type=click.Choice(["mine", "theirs"]), help="With --into: whose word stands where both say another."
)
@click.option(
    "--sort", type=click.Choice(["year", "title", "venue", "date", "as-is"]), help="Sort the entries of every section."
)
@click.option("--diff", is_flag=True, help="Print what would change, and write nothing. The default on a terminal.")
@click.option("--check", is_flag=True, help="Print no list: exit 1 if something would change.")
@click.option("--in-place", is_flag=True, help="Write the lists back into their files.")
@click.option("-o", "--output", metavar="FILE", help="Write the list there.")
@configuration_options
@speaking_options
@help_option
def command(**given: Any) -> int:
    """Rewrite lists into one style: that which prevails in each, a layout, or that of another list."""
    from awesome_lint.cli.normalizing import Asked, normalize

    asked = Asked(**given)
    asked.refuse_contradictions()
    return normalize(asked)
