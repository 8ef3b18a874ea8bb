"""An entry in the making: what its readers have found so far, and what they leave for the list to decide."""

from __future__ import annotations

import re

from awesome_lint.knowledge.venues import Venue
from awesome_lint.parse.fields.venue import VenueReading
from awesome_lint.parse.flow import Flow
from awesome_lint.parse.pieces import Piece
from awesome_lint.parse.text import HARD, LINK, SOFT, clean_title, fold_spaces, sentences
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

_AUTHORS_END = " ,;:" + HARD + SOFT
_NOTE_END = " ,.;:，。；："
_TITLE_END = ".,;:，；：、 \t" + SOFT


class Open(NamedTuple):
    """A piece that the entry alone does not explain.

    `slot` names its place and form; `known`: a venue has this name, which may be an alias all the same.
    """

    slot: str
    piece: Piece
    text: str
    before_title: bool
    known: bool = False


class Draft:
    """What is known of one entry; places are offsets of the flow, those in `spans` of the source.

    `of_papers`: the file lists papers; `roles`: link index → the role its label names; `homepages`: links that are
    authors' pages; `names`: names that a title begins with (start, end, rest); `person`: a lone name behind the title;
    `venue_slots`: where known venues stand.
    """

    __slots__ = (
        "alias",
        "authors",
        "flow",
        "homepages",
        "keywords",
        "malformed",
        "names",
        "notes",
        "of_papers",
        "open",
        "person",
        "roles",
        "spans",
        "status",
        "title",
        "title_end",
        "title_kind",
        "title_link",
        "track",
        "unavailable",
        "unlinked",
        "venue",
        "venue_raw",
        "venue_slots",
        "venue_year",
        "year",
    )

    def __init__(self, flow: Flow, of_papers: bool) -> None:
        self.flow = flow
        self.of_papers = of_papers
        self.title: str = ""
        self.title_kind: str = ""
        self.title_end: int = 0
        self.title_link: int = -1
        self.alias: str | None = None
        self.authors: str | None = None
        self.venue_raw: str | None = None
        self.venue: Venue | None = None
        self.venue_year: int | None = None
        self.year: int | None = None
        self.track: str | None = None
        self.status: str | None = None
        self.keywords: list[str] = []
        self.notes: list[str] = []
        self.unlinked: list[str] = []
        self.unavailable: list[str] = []
        self.roles: dict[int, str] = {}
        self.homepages: frozenset[int] = frozenset()
        self.malformed: list[tuple[Piece, str]] = []
        self.names: tuple[int, int, int] | None = None
        self.person: tuple[int, int] | None = None
        self.open: list[Open] = []
        self.venue_slots: list[str] = []
        self.spans: dict[str, list[Span]] = {}

    def mark(self, name: str, start: int, end: int) -> None:
        """Remember that `flow.text[start:end]` gave a field."""
        if end > start:
            self.spans.setdefault(name, []).append(self.flow.span(start, end))

    def note(self, text: str) -> None:
        """Keep what no other field takes, without the full stop or comma at its end: in brackets or not."""
        if text := fold_spaces(text.replace(LINK, "")).rstrip(_NOTE_END):
            self.notes.append(text)

    def note_text(self, text: str) -> None:
        """Keep a remark sentence by sentence, as what stands behind a title is kept."""
        for part in text.split(LINK):
            if any(char.isalnum() for char in part):
                for left, right in sentences(part):
                    self.note(part[left:right])

    def set_title(self, start: int, end: int, kind: str) -> None:
        """The title is `flow.text[start:end]`; `kind`: `text`, `strong`, `quoted`, `malformed`."""
        text = self.flow.text
        while end > start and text[end - 1] in _TITLE_END:
            end -= 1
        self.title = clean_title(text[start:end])
        self.title_kind = kind
        self.title_end = end
        self.spans.pop("title", None)
        self.mark("title", start, end)

    def set_alias(self, start: int, end: int) -> None:
        self.alias = clean_title(self.flow.text[start:end])
        self.mark("alias", start, end)

    def set_venue(self, reading: VenueReading, base: int) -> None:
        """Take what a reading says and the draft does not know yet; `base` is where the text read begins."""
        if reading.raw is not None and (self.venue_raw is None or (self.venue is None and reading.known)):
            self.venue_raw, self.venue, self.venue_year = fold_spaces(reading.raw), reading.venue, reading.year
            self.spans.pop("venue", None)
            self.mark("venue", base + reading.at[0], base + reading.at[1])
            if reading.year is not None:
                self.mark("venue_year", base + reading.year_at[0], base + reading.year_at[1])
        elif reading.raw is not None and not reading.known:
            # Another venue stands already: what this says of a year is not the paper's (`7th in VOC2012`).
            return
        if reading.year is not None and self.year is None:
            self.year = reading.year
            self.mark("year", base + reading.year_at[0], base + reading.year_at[1])
        if reading.track and self.track is None:
            self.track = reading.track
            self.mark("track", base + reading.track_at[0], base + reading.track_at[1])
        if reading.status and self.status is None:
            self.status = reading.status
            self.mark("status", base + reading.status_at[0], base + reading.status_at[1])

    def set_authors(self, start: int, end: int) -> None:
        """Authors in `flow.text[start:end]`; the links there are their home pages."""
        text = self.flow.text
        while end > start and text[end - 1] in _AUTHORS_END:
            end -= 1
        if text[start : start + 3].casefold() == "by ":
            start += 3
        plain = text[start:end]
        if LINK in plain:
            within = self.flow.links_in(start, end)
            labels = iter([self.flow.links[index].label for index in within])
            plain = re.sub(LINK, lambda _: next(labels, ""), plain)
            self.homepages |= frozenset(within)
        plain = fold_spaces(plain).strip(" ,;:")
        if plain and self.authors is None:
            self.authors = plain
            self.mark("authors", start, end)

    def adopt(self, inner: Draft) -> None:
        """Take over what the title link's own label said."""
        for name in ("title", "alias", "authors", "venue_raw", "venue", "venue_year", "year", "track", "status"):
            if getattr(self, name) in (None, ""):
                setattr(self, name, getattr(inner, name))
        self.notes.extend(inner.notes)
        for name, spans in inner.spans.items():
            self.spans.setdefault(name, []).extend(spans)


def slot_of(where: str, piece: Piece) -> str:
    """The place and form of a piece: `before [ strong`. Pieces of one slot mean one thing in a list."""
    return f"{where} {piece.opener or 'text'} {piece.style}"
