"""Entries for round trips: those of all lists here, and invented ones of hostile text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies

from awesome_lint import Document, parse
from awesome_lint.exchange.bibtex import plain_address
from awesome_lint.exchange.fields import ROLES, one_line
from awesome_lint.exchange.people import people_of
from awesome_lint.knowledge import knowledge
from awesome_lint.model import Entry, Link
from awesome_lint.parse.fields.links import identifiers
from awesome_lint.source import Source, Span

ROOT = Path(__file__).parents[2]
LISTS = sorted([*(ROOT / "lists").glob("*.md"), *(ROOT / "tests" / "fixtures").glob("*.md")])
_NOWHERE = Span(0, 0)
_HOSTILE = (
    *('"', "'", "\\", "{", "}", "%", "$", "&", "#", "_", "^", "~", "|", "`", "[", "]", "(", ")", "<", ">", "=", "+"),
    *("-", "@", ",", ";", ":", "!", "?", "*", "/", "\t", " ", "yes", "null", "1e3", "2020-01-01", "0x1F", "and", "a"),
    *(
        "B",
        "é",
        "ß",
        "Ü",
        "ł",
        "中",
        "論",
        "שלום",
        "😀",
        "👩‍🔬",
        "\u202e",
        "--",
        "``",
        "$x^2$",
        " > ",
        "\\,",
        "http://",
    ),
)


def read(path: Path) -> Document:
    return parse(path.read_bytes().decode("utf-8"), path.name)


def texts(minimum: int = 0) -> strategies.SearchStrategy[str]:
    """Text on one line, as entries have it; noncharacters and half characters are in no text."""
    pieces = strategies.one_of(
        strategies.sampled_from(_HOSTILE),
        strategies.characters(exclude_categories=["Cs", "Cn", "Cc", "Zl", "Zp"]),
    )
    made = strategies.lists(pieces, min_size=minimum, max_size=12).map(lambda parts: one_line("".join(parts)))
    return made.filter(lambda text: len(text) >= minimum)


def _optional(made: strategies.SearchStrategy[Any]) -> strategies.SearchStrategy[Any]:
    return strategies.one_of(strategies.none(), made)


URLS = strategies.one_of(
    strategies.sampled_from(
        [
            *("https://arxiv.org/abs/2101.00001v2", "https://doi.org/10.1000/xyz_(1)", "https://github.com/Owner/a_b"),
            *("https://example.org/%7Ea?b=c&d=1#e", "docs/file.pdf", "", "https://example.org/a b"),
            *("https://openreview.net/forum?id=abc-_", "https://example.org/{x}"),
        ]
    ),
    texts(1).map(lambda text: "https://example.org/" + text.replace(" ", "")),
)


_NAMES = texts(1).filter(lambda text: "://" not in text)  # of venues: an address in their place is a link


@strategies.composite
def entries(draw: strategies.DrawFn) -> Entry:
    """One entry that could have been exported."""
    known = knowledge()
    links = tuple(
        Link(role, url, label, 1, known.hosts.identify(url), _NOWHERE, _NOWHERE, _NOWHERE)
        for role, url, label in draw(
            strategies.lists(strategies.tuples(strategies.sampled_from(ROLES), URLS, texts()), max_size=4)
        )
    )
    raw = draw(_optional(strategies.one_of(strategies.sampled_from(["CVPR", "ACMMM", "arxiv", "TOG"]), _NAMES)))
    found = known.venues.lookup(raw) if raw else None
    year = draw(_optional(strategies.integers(1900, 20999)))
    source = strategies.sampled_from(["entry", "section"])
    return Entry(
        line=1,
        end_line=1,
        section=tuple(draw(strategies.lists(texts(1), max_size=3))),
        kind=draw(strategies.sampled_from(["paper", "dataset", "resource"])),
        title=draw(texts(1)),
        alias=draw(_optional(texts(1))),
        authors=draw(_optional(texts(1))),
        venue_raw=raw,
        venue=found.short if found else raw,
        venue_source=draw(source) if raw else None,
        track=draw(_optional(texts(1))),
        year=year,
        year_source=draw(source) if year else None,
        status=draw(_optional(strategies.sampled_from(["under-review", "accepted"]))),
        links=links,
        unavailable=tuple(draw(strategies.lists(strategies.sampled_from(ROLES), max_size=2))),
        unlinked=tuple(draw(strategies.lists(strategies.sampled_from(ROLES), max_size=2))),
        keywords=tuple(draw(strategies.lists(texts(1), max_size=3))),
        notes=draw(_optional(texts(1))),
        checked=draw(_optional(strategies.booleans())),
        ids=identifiers(links),
    )


def document(*found: Entry) -> Document:
    return Document(Source("", "list.md"), None, found)


def exported(entry: Entry, *, lines: bool = True) -> dict[str, Any]:
    """What an entry exports, its path aside; without `lines` of links, which a table has no place for."""
    row = entry.export("")
    if not lines:
        for link in row["links"]:
            del link["line"]
    return row


def held_by_bibtex(entry: Entry, *, venue: bool = True) -> dict[str, Any]:
    """What of an entry BibTeX holds, as `bibtex.HELD` says."""
    row = entry.export("")
    for name in ("path", "line", "end_line", "venue_source", "year_source", "placeholder"):
        del row[name]
    people = people_of(entry.authors) if entry.authors else None
    row["authors"] = people if people and people.names else None
    row["links"] = sorted({(link.role, plain_address(link.url)) for link in entry.links if link.url})
    if not venue:
        del row["venue"], row["venue_raw"]
    return row
