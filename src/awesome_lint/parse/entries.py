"""From what was read to the model: a draft, its carrier and its section become an entry."""

from __future__ import annotations

from collections.abc import Iterable

from awesome_lint.model import Entry, Identity, Link
from awesome_lint.parse.draft import Draft
from awesome_lint.parse.fields.links import identifiers, role_behind
from awesome_lint.parse.fields.section import SectionReading
from awesome_lint.parse.layouts import Carrier
from awesome_lint.source import Source, Span


def make_entry(
    source: Source, carrier: Carrier, draft: Draft, links: tuple[Link, ...], section: SectionReading, kind: str
) -> Entry:
    """The entry; what it does not say itself, its section may."""
    venue_raw, venue, venue_source = draft.venue_raw, draft.venue, "entry"
    if venue_raw is None and kind != "resource":
        venue_raw, venue, venue_source = section.venue_raw, section.venue, "section"
    if kind == "resource" and draft.venue_raw is not None and draft.venue_year is None:
        # Behind a tool, a lone word that is also a venue's name (`Science`, `Sensors`) sorts it.
        draft.note(draft.venue_raw)
        venue_raw = venue = None
    year, year_source = (draft.year, "entry") if draft.year is not None else (section.year, "section")
    placeholder = not (draft.title or links or draft.malformed)
    # `(PDF)` or `(Workshop)` behind a tool or a book sorts it: only of a publication do such words say what is missing.
    published = kind != "resource" or placeholder
    return Entry(
        line=source.line(carrier.span.start),
        end_line=source.line(max(carrier.span.end - 1, carrier.span.start)),
        section=carrier.section,
        kind="paper" if placeholder and draft.unlinked and kind == "resource" else kind,
        title=draft.title,
        alias=draft.alias,
        authors=draft.authors,
        venue_raw=venue_raw,
        venue=venue_raw if venue is None else venue.short,
        venue_source=None if venue_raw is None else venue_source,
        track=draft.track if published else None,
        year=year,
        year_source=None if year is None else year_source,
        status=draft.status if published else None,
        links=links,
        unavailable=_distinct(draft.unavailable),
        unlinked=_distinct(role for role in draft.unlinked if role not in draft.unavailable) if published else (),
        keywords=tuple(draft.keywords),
        notes="; ".join(draft.notes) or None,
        checked=carrier.checked,
        placeholder=placeholder,
        ids=identifiers(links),
        venue_year=draft.venue_year,
        layout=carrier.layout,
        group=carrier.group,
        heading=carrier.heading,
        span=carrier.span,
        spans={name: tuple(found) for name, found in draft.spans.items()},
    )


def make_links(source: Source, draft: Draft, shown: list[tuple[int, Identity]], kind: str) -> tuple[Link, ...]:
    """The entry's links, their roles by label, else by what stands behind them. `shown`: index and identity of each."""
    links = []
    for index, identity in shown:
        found = draft.flow.links[index]
        node = found.node
        data = node.data
        url = data["url"]
        named = draft.roles.get(index)
        span = Span(node.start, node.end)
        links.append(
            Link(
                named or role_behind(url, identity, kind),
                url,
                found.label,
                source.line(node.start),
                identity,
                span,
                data.get("label_span", span),
                data.get("url_span", span),
                data["form"],
                named is not None,
                index == draft.title_link,
            )
        )
    return tuple(links)


def _distinct(roles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(roles))
