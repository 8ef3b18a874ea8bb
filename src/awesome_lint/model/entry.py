"""One resource that a list recommends, as model.md of the documentation defines it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from awesome_lint.model.identity import Identity
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

_NONE: Mapping[str, Any] = MappingProxyType({})


class Link(NamedTuple):
    """A link of an entry. `url`, `label`, `role` as exported; `named` says whether the label itself names the role.

    `role` is one of `paper`, `code`, `project`, `data`, `demo`, `video`, `slides`, `poster`, `supplement`, `bibtex`,
    `blog`, `page`, `other`; `form` one of `inline`, `reference`, `autolink`, `bare`, `html`.
    `span` is the whole construct, `label_span` the text, `url_span` the destination (a reference's: in its definition).
    """

    role: str
    url: str
    label: str
    line: int
    identity: Identity
    span: Span
    label_span: Span
    url_span: Span
    form: str = "inline"
    named: bool = False
    in_title: bool = False

    @property
    def canonical(self) -> str:
        return str(self.identity) if self.url else ""


class Segment(NamedTuple):
    """One piece of an entry's own text that says something: `kind` is the field it gives, or `link`.

    What lies between two segments only separates them.
    """

    kind: str
    span: Span


class Entry(NamedTuple):
    """One entry; the exported fields first.

    `spans` has the place of every field that the entry itself writes, `span` that of the node that carries it. `layout`
    names the way it is laid out. `group` numbers the table or list it stands in: entries of one group are neighbours of
    one form; `heading` is the innermost heading above it, an index into `Document.headings`, or -1. `venue_year` is the
    year beside the venue, `year` the one that counts.
    """

    line: int
    end_line: int
    section: tuple[str, ...]
    kind: str
    title: str
    alias: str | None = None
    authors: str | None = None
    venue_raw: str | None = None
    venue: str | None = None
    venue_source: str | None = None
    track: str | None = None
    year: int | None = None
    year_source: str | None = None
    status: str | None = None
    links: tuple[Link, ...] = ()
    unavailable: tuple[str, ...] = ()
    unlinked: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    notes: str | None = None
    checked: bool | None = None
    placeholder: bool = False
    ids: Mapping[str, str] = _NONE
    venue_year: int | None = None
    layout: str = ""
    group: int = 0
    heading: int = -1
    span: Span = Span(0, 0)
    spans: Mapping[str, tuple[Span, ...]] = _NONE

    @property
    def meaning(self) -> tuple[object, ...]:
        """All that the entry says, wherever it stands: to compare; without places, headings and layout.

        A year in a column of its own says what one beside the venue says.
        """
        venue_year = self.venue_year
        if venue_year is None and self.venue_source == self.year_source == "entry":
            venue_year = self.year
        return (
            *(self.kind, self.title, self.alias, self.authors),
            *(self.venue_raw, self.venue, self.venue_source, venue_year, self.track),
            *(self.year, self.year_source, self.status, self.unavailable, self.unlinked, self.keywords, self.notes),
            *(self.checked, self.placeholder, dict(self.ids)),
            tuple((link.role, link.url, link.label, link.canonical) for link in self.links),
        )

    @property
    def segments(self) -> list[Segment]:
        """What the entry writes, piece by piece, in the order of the source; links stand before fields they hold."""
        found = [Segment("link", link.span) for link in self.links]
        found += [Segment(name, span) for name, spans in self.spans.items() for span in spans]
        return sorted(found, key=lambda segment: (segment.span.start, -segment.span.end))

    def field_span(self, name: str) -> Span:
        """Where the entry writes a field; else the place of its title; else the start of its node."""
        for key in (name, "title", "alias"):
            if self.spans.get(key):
                return self.spans[key][0]
        return Span(self.span.start, self.span.start)

    def export(self, path: str) -> dict[str, Any]:
        """The entry as `awesome-lint export --format jsonl` prints it."""
        return {
            "path": path,
            "line": self.line,
            "end_line": self.end_line,
            "section": list(self.section),
            "kind": self.kind,
            "title": self.title,
            "alias": self.alias,
            "authors": self.authors,
            "venue_raw": self.venue_raw,
            "venue": self.venue,
            "venue_source": self.venue_source,
            "track": self.track,
            "year": self.year,
            "year_source": self.year_source,
            "status": self.status,
            "links": [
                {
                    "role": link.role,
                    "url": link.url,
                    "label": link.label,
                    "line": link.line,
                    "canonical": link.canonical,
                }
                for link in self.links
            ],
            "unavailable": list(self.unavailable),
            "unlinked": list(self.unlinked),
            "keywords": list(self.keywords),
            "notes": self.notes,
            "checked": self.checked,
            "placeholder": self.placeholder,
            "ids": dict(self.ids),
        }
