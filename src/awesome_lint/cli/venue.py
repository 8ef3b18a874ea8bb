"""`awesome-lint venue`: what is known of a venue."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from awesome_lint.cli.options import examples, help_option
from awesome_lint.cli.streams import fail, write_output

if TYPE_CHECKING:
    from awesome_lint.knowledge import Venue


@click.command(
    add_help_option=False, epilog=examples("awesome-lint venue NIPS", "awesome-lint venue CVPR 'ACM MM' --format json")
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Default: text.")
@help_option
def command(names: tuple[str, ...], form: str) -> int:
    """Look venues up by any of their names; without one, list them all."""
    from awesome_lint.knowledge import knowledge

    venues = knowledge().venues
    found: list[Venue] = []
    unknown = 0
    for name in names:
        venue = venues.lookup(name)
        if venue is not None:
            found.append(venue)
            continue
        near = venues.nearest(name)
        hint = f"is it {near[0].short} ({near[0].name})?" if near else "`awesome-lint venue` lists them all"
        fail(f"no venue is known as {name!r}; {hint}")
        unknown += 1
    if not names:
        found = sorted(venues, key=lambda venue: (venue.short.casefold(), venue.short))
    if form == "json":
        write_output("".join(json.dumps(_data(venue), ensure_ascii=False) + "\n" for venue in found), machine=True)
    elif names:
        write_output("\n".join("".join(f"{line}\n" for line in _page(venue)) for venue in found))
    else:
        write_output("".join(f"{venue.short:20} {venue.kind:12} {venue.name}\n" for venue in found))
    return 2 if unknown else 0


def _page(venue: Venue) -> Iterator[str]:
    yield f"{venue.short}: {venue.name}"
    for label, text in (
        ("kind", venue.kind + (f", a workshop of {venue.workshop_of}" if venue.workshop_of else "")),
        ("field", venue.field),
        ("also written", ", ".join(venue.aliases)),
        ("formerly", ", ".join(f"{name.alias} ({name.since}-{name.until})" for name in venue.historic)),
        ("editions", _editions(venue)),
        ("carries", ", ".join(venue.carries)),
        ("dblp", venue.dblp or ""),
    ):
        if text:
            yield f"  {label + ':':13} {text}"


def _editions(venue: Venue) -> str:
    """When it was held, as far as that is known."""
    cadence = {"yearly": "every year", "odd": "odd years", "even": "even years"}
    if isinstance(venue.years, tuple):
        held = ", ".join(map(str, venue.years))
    elif venue.years:
        held = cadence[venue.years]
    else:
        held = ""
    span = f"{venue.first or ''}-{venue.last or ''}" if venue.first or venue.last else ""
    parts = [held, span]
    if venue.skipped:
        parts.append("not in " + ", ".join(map(str, venue.skipped)))
    if venue.added:
        parts.append("also in " + ", ".join(map(str, venue.added)))
    return "; ".join(part for part in parts if part)


def _data(venue: Venue) -> dict[str, object]:
    return {
        "short": venue.short,
        "name": venue.name,
        "kind": venue.kind,
        "field": venue.field or None,
        "aliases": list(venue.aliases),
        "historic": [name._asdict() for name in venue.historic],
        "years": list(venue.years) if isinstance(venue.years, tuple) else venue.years,
        "first": venue.first,
        "last": venue.last,
        "skipped": list(venue.skipped),
        "added": list(venue.added),
        "workshop_of": venue.workshop_of,
        "carries": list(venue.carries),
        "dblp": venue.dblp,
    }
