"""What all formats share: an entry of plain named values, whatever they are called and however they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Entry, Identity, Link
from awesome_lint.parse.fields.links import identifiers, is_paper_address, role_behind
from awesome_lint.parse.lexicon import Lexicon
from awesome_lint.parse.text import fold_spaces
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

KINDS = ("paper", "dataset", "resource")
ROLES = (
    *("paper", "code", "project", "data", "demo", "video", "slides", "poster", "supplement", "bibtex", "blog"),
    *("page", "other"),
)
SOURCES = ("entry", "section")
STATUSES = ("under-review", "accepted")

# Names of fields in files of other tools; those of lists' tables are in the knowledge base.
_NAMES = {
    "path": "path",
    "line": "line",
    "end line": "end_line",
    "section": "section",
    "sections": "section",
    "heading": "section",
    "kind": "kind",
    "venue raw": "venue_raw",
    "venue source": "venue_source",
    "year source": "year_source",
    "track": "track",
    "status": "status",
    "unavailable": "unavailable",
    "unlinked": "unlinked",
    "checked": "checked",
    "placeholder": "placeholder",
    "ids": "ids",
    "poster": "poster",
    "page": "page",
    "other": "other",
    "container title": "venue",
    "publication title": "venue",
    "source title": "venue",
    "journal title": "venue",
    "publication year": "year",
    "issued": "year",
    "author keywords": "keywords",
    "manual tags": "keywords",
    "author names": "authors",
    "author full names": "authors",
    "arxiv id": "paper",
    "eprint": "paper",
    "item title": "title",
    "document title": "title",
}
_SAID_OF_ITSELF = frozenset({"canonical", "item type", "key", "citation key", "id", "no", "number"})
_YEAR = pattern(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_PARTS = pattern(r",\s+|\s+[-–]\s+|:\s+")
_NAME_YEAR = pattern(r"([A-Z][\w&+/ -]{1,20}?)['’ -]*((?:19|20)\d\d)")
_BESIDE = pattern(
    r"(?i)workshop|findings|companion|adjunct|extended abstract|demonstration|challenge|tutorial|satellite"
)
_ITEMS = pattern(r"\s*[,，;；、]\s*")
_ADDRESSES = pattern(r"(?<![\s;|])[\s;|]++(?=(?:https?:)?//|www\.|10\.\d{4})")
_DOI = pattern(r"(?i)^(?:doi:\s*)?(10\.\d{4,9}/\S+)$")
_ARXIV = pattern(r"(?i)^(?:arxiv:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7}(?:v\d+)?)$")
_LIKE_ADDRESS = pattern(r"[:/.#?\\]")
_BARE_HOST = pattern(
    r"(?i)^(?:www\.[a-z0-9-]++|(?=[a-z0-9.-]+\.[a-z]{2,}[:/?#])[a-z0-9-]++)(?:\.[a-z0-9-]++)++(?=[:/?#]|$)"
)
_SURROGATE = pattern("[\ud800-\udfff]")
_DEEPEST = 4
_LABELS = {"page": "Link", "other": "Link", "bibtex": "BibTeX"}


class FormatError(ValueError):
    """A text that is not of its format, or of none that is known, in words for people."""


class Problem(NamedTuple):
    """What could not be read or represented, with its line from 1; 0 for the whole of a file.

    `notice`: it is no fault, of the file or of what was made of it.
    """

    line: int
    text: str
    notice: bool = False


class Lost(NamedTuple):
    """What of one entry a format cannot hold: names of fields, or all of it (`entry`)."""

    path: str
    line: int
    title: str
    fields: tuple[str, ...]


class Row(NamedTuple):
    """An entry that was read, and the line of the file where it stands.

    `guessed` names what the file does not say and was concluded: `kind`, `roles`, `labels` of links.
    """

    entry: Entry
    line: int
    guessed: frozenset[str] = frozenset()


class VenueName(NamedTuple):
    """A venue as a list would write it, its canonical name, and the year and the track that stood beside it."""

    raw: str
    venue: str
    year: int | None = None
    track: str | None = None


class Reader:
    """Makes entries of named values, one by one, and keeps what was wrong with them."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        self._lexicon = Lexicon(known)
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self._unknown: dict[str, int] = {}
        self._field_of = lru_cache(4096)(self._find_field)

    def field_of(self, name: str) -> str | None:
        """The field or role that a name means, in any language of the knowledge base; None for an unknown one.

        `-` stands for what an entry says by its other fields, and is passed over.
        """
        return self._field_of(name)

    def _find_field(self, name: str) -> str | None:
        key = fold_spaces(name.replace("_", " ").replace("-", " ")).lower()
        if key in _SAID_OF_ITSELF:
            return "-"
        if key in _NAMES:
            return _NAMES[key]
        found = self.known.labels.column_of(name.strip()) or self.known.labels.column_of(key)
        if found is None:
            role = self.known.labels.role_of(name)
            found = role if role != "other" else None
        return "-" if found == "number" else found

    def report(self, line: int, text: str, *, notice: bool = False) -> None:
        self.problems.append(Problem(line, text, notice))

    def left_out(self, name: str, times: int) -> None:
        """Keep in mind that a list has no place for a field that so many entries have."""
        self._unknown[name] = self._unknown.get(name, 0) + times

    def finish(self) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
        """All that was read, and all problems in the order of their lines."""
        if self._unknown:
            shown = ", ".join(f"{name} ({times:,})" for name, times in self._unknown.items())
            self.report(
                0, f"fields that have no place in a list are left out (of so many entries): {shown}", notice=True
            )
        return tuple(self.rows), tuple(sorted(self.problems, key=lambda problem: problem.line))

    def add(self, data: object, line: int, section: Sequence[str] = ()) -> None:
        """Take an object of a file as an entry; `section` is where it stands if it does not say so itself."""
        if not isinstance(data, Mapping):
            self.report(line, f"{_shown(data)} is no entry: an object with a title was expected")
            return
        self.add_pairs(((str(name), value) for name, value in data.items()), line, section)

    def add_pairs(self, pairs: Iterable[tuple[str, Any]], line: int, section: Sequence[str] = ()) -> None:
        """Take named values as an entry; several may have one name."""
        row = self._row(pairs, line, section)
        if row is not None:
            self.rows.append(row)

    def _row(self, pairs: Iterable[tuple[str, Any]], line: int, section: Sequence[str]) -> Row | None:
        given: dict[str, list[Any]] = {}
        for name, value in pairs:
            field = self.field_of(name)
            if field is None:
                if value not in (None, "", [], {}):
                    self.left_out(name, 1)
            elif field != "-" and value is not None:
                given.setdefault(field, []).append(value)
        fields = _Fields(given, line, self)
        placeholder = fields.flag("placeholder") or False
        title = fields.text("title") or ""
        if not title and not placeholder:
            self.report(line, "no title; the entry is left out")
            return None
        return self._made(fields, title, placeholder, tuple(section))

    def _made(self, fields: _Fields, title: str, placeholder: bool, section: tuple[str, ...]) -> Row:
        guessed: set[str] = set()
        venue_raw, venue, year = self._event(fields)
        status = fields.among("status", STATUSES)
        given = fields.links()
        kind = fields.among("kind", KINDS)
        authors = fields.authors()
        if kind is None:
            guessed.add("kind")
            kind = _kind(self.known, given, venue_raw, authors, status)
        links = tuple(self._links(given, title, kind, fields.number("line") or fields.line, guessed))
        year_source = fields.among("year_source", SOURCES) or "entry"
        venue_source = fields.among("venue_source", SOURCES) or "entry"
        ids = fields.ids()
        line = fields.number("line") or fields.line
        entry = Entry(
            line=line,
            end_line=max(fields.number("end_line") or line, line),
            section=fields.items("section") or section,
            kind=kind,
            title=title,
            alias=fields.text("alias"),
            authors=authors,
            venue_raw=venue_raw,
            venue=venue,
            venue_source=None if venue_raw is None else venue_source,
            track=fields.text("track"),
            year=year,
            year_source=None if year is None else year_source,
            status=status,
            links=links,
            unavailable=fields.roles("unavailable"),
            unlinked=fields.roles("unlinked"),
            keywords=fields.items("keywords"),
            notes=fields.notes(),
            checked=fields.flag("checked"),
            placeholder=placeholder,
            ids=identifiers(links) if ids is None else ids,
            venue_year=year if venue_raw and venue_source == year_source == "entry" else None,
            layout="bullet",
        )
        return Row(entry, fields.line, frozenset(guessed))

    def _event(self, fields: _Fields) -> tuple[str | None, str | None, int | None]:
        """The venue as written, its canonical name, the year."""
        year = fields.year()
        raw = fields.text("venue_raw")
        written = fields.text("venue")
        if raw is not None:
            return raw, written or raw, year
        if written is None:
            return None, None, year
        found = self.read_venue(written)
        if year is None and found.year is not None and str(found.year) in written:
            year = found.year
        return found.raw, found.venue, year

    def read_venue(self, written: str) -> VenueName:
        """What a venue's name in another file is in a list: without `Proceedings of`, year, volume, place and days."""
        if (named := self._named_with_year(written)) is not None:
            return named
        reading = self._lexicon.read_venue(written, True)
        if reading is None or reading.raw is None or reading.rest:
            venue = self.known.venues.lookup(written)
            return VenueName(written, venue.short if venue else written)
        venue = reading.venue or self.known.venues.lookup(written)
        raw = fold_spaces(reading.raw)
        return VenueName(raw, venue.short if venue else raw, reading.year, reading.track)

    def _named_with_year(self, written: str) -> VenueName | None:
        """The venue of the proceedings of one event: `Conference on Computer Vision, ICCV 2019, Seoul, October 27`."""
        parts = _PARTS.split(written)
        if len(parts) < 2 or _BESIDE.search(written):
            return None
        for part in parts:
            found = _NAME_YEAR.fullmatch(part)
            venue = self.known.venues.lookup(found[1]) if found else None
            if found and venue is not None:
                return VenueName(found[1], venue.short, int(found[2]))
        return None

    def _links(self, given: Sequence[_Given], title: str, kind: str, line: int, guessed: set[str]) -> Iterable[Link]:
        labels = self.known.labels
        titled = False
        folded = title.casefold()
        for said, url, text, at in given:
            identity = self.known.hosts.identify(url) if url else Identity("url", "")
            role = said or role_behind(url, identity, kind)
            if said is None:
                guessed.add("roles")
            if text is None:
                guessed.add("labels")
                named = not (role == "page" and kind == "resource" and not titled)
                label = _LABELS.get(role, role.capitalize()) if named else title
            else:
                label, named = text, labels.role_of(text) is not None
            in_title = bool(title) and not titled and label.casefold() == folded
            titled = titled or in_title
            yield Link(role, url, label, at or line, identity, _NOWHERE, _NOWHERE, _NOWHERE, "inline", named, in_title)


class _Given(NamedTuple):
    """A link as a file gives it; None for what it does not say."""

    role: str | None
    url: str
    label: str | None = None
    line: int | None = None


_NOWHERE = Span(0, 0)


class _Fields:
    """The values of one entry, by field, and conversions that say what they cannot convert."""

    def __init__(self, given: Mapping[str, list[Any]], line: int, reader: Reader) -> None:
        self.given = given
        self.line = line
        self.reader = reader

    def has(self, name: str) -> bool:
        return name in self.given

    def wrong(self, name: str, value: object, wanted: str) -> None:
        self.reader.report(self.line, f"{name}: {_shown(value)} is {wanted}")

    def text(self, name: str) -> str | None:
        """The first value of a field that says something, as one line."""
        for value in self.given.get(name, ()):
            text = plain_text(value)
            if text is None:
                self.wrong(name, value, "no text")
            elif text:
                return text
        return None

    def notes(self) -> str | None:
        texts = []
        for value in self.given.get("notes", ()):
            text = plain_text(value) if not isinstance(value, list) else "; ".join(self._texts("notes", value))
            if text is None:
                self.wrong("notes", value, "no text")
            elif text and text not in texts:
                texts.append(text)
        return "; ".join(texts) or None

    def number(self, name: str) -> int | None:
        return next((line for value in self.given.get(name, ()) if (line := _place(value)) is not None), None)

    def flag(self, name: str) -> bool | None:
        for value in self.given.get(name, ()):
            if isinstance(value, bool):
                return value
            text = (plain_text(value) or "").lower()
            if text in ("true", "yes", "x", "1"):
                return True
            if text in ("false", "no", "0"):
                return False
            if text or not isinstance(value, str):
                self.wrong(name, value, "neither true nor false")
        return None

    def among(self, name: str, allowed: Sequence[str]) -> str | None:
        text = self.text(name)
        if text is None or text in allowed:
            return text
        if text.lower() in allowed:
            return text.lower()
        self.wrong(name, text, f"none of {', '.join(allowed)}")
        return None

    def year(self) -> int | None:
        for given in self.given.get("year", ()):
            # {"date-parts": [[2020, 5, 1]]}, as CSL has it
            value = _first_number(given.get("date-parts")) if isinstance(given, Mapping) else given
            if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**6:
                return value
            text = plain_text(value)
            if text is None:
                self.wrong("year", value, "no year")
                continue
            if text.isascii() and text.isdigit() and len(text) < 7 and int(text):
                return int(text)
            if found := _YEAR.search(text):
                return int(found[0])
            if text:
                self.wrong("year", text, "no year")
        return None

    def authors(self) -> str | None:
        for value in self.given.get("authors", ()):
            people = value if isinstance(value, list) else [value]
            names = [name for person in people if (name := _name(person)) is not None]
            if len(names) < len(people):
                self.wrong("authors", value, "no list of names")
            if text := ", ".join(name for name in names if name):
                return text
        return None

    def items(self, name: str) -> tuple[str, ...]:
        found: list[str] = []
        for value in self.given.get(name, ()):
            if isinstance(value, (list, tuple)):
                found += self._texts(name, value)
            elif (text := plain_text(value)) is None:
                self.wrong(name, value, "no list of texts")
            elif name == "section":
                found += [piece for part in text.split(" > ") if (piece := part.strip())]
            else:
                found += [piece for piece in _ITEMS.split(text) if piece]
        return tuple(found)

    def _texts(self, name: str, values: Iterable[object]) -> list[str]:
        texts = []
        for value in values:
            text = plain_text(value)
            if text is None:
                self.wrong(name, value, "no text")
            elif text:
                texts.append(text)
        return texts

    def roles(self, name: str) -> tuple[str, ...]:
        found = []
        for text in self.items(name):
            if text in ROLES:
                found.append(text)
            else:
                self.wrong(name, text, f"no role, which are {', '.join(ROLES)}")
        return tuple(found)

    def ids(self) -> dict[str, str] | None:
        for value in self.given.get("ids", ()):
            if not isinstance(value, Mapping):
                self.wrong("ids", value, "no object of identifiers")
                continue
            found = {}
            for kind, identifier in value.items():
                text = plain_text(identifier)
                if text:
                    found[str(kind)] = text
                else:
                    self.wrong("ids", identifier, "no identifier")
            return found
        return None

    def links(self) -> list[_Given]:
        found: list[_Given] = []
        for value in self.given.get("links", ()):
            found += self._linked(None, value)
        for role in ROLES:
            for value in self.given.get(role, ()):
                known = {link.url for link in found}
                found += [link for link in self._linked(role, value) if link.url not in known]
        return found

    def _linked(self, role: str | None, value: object, depth: int = 0) -> list[_Given]:
        if depth > _DEEPEST:
            self.wrong(role or "links", value, "nested too deeply")
            return []
        if isinstance(value, Mapping):
            if "url" in value or "role" in value:
                return self._link(role, value)
            found = []
            for name, urls in value.items():
                named = str(name) if name in ROLES else self.reader.field_of(str(name))
                found += self._linked(named if named in ROLES else role, urls, depth + 1)
            return found
        if isinstance(value, (list, tuple)):
            return [link for one in value for link in self._linked(role, one, depth + 1)]
        text = one_line(value) if isinstance(value, str) else None
        if text is None:
            self.wrong(role or "links", value, "no address")
            return []
        parts = (part.strip(" ,;") for part in _ADDRESSES.split(text))
        return [_Given(role, url) for part in parts if part and (url := self._address(role, part)) is not None]

    def _address(self, role: str | None, text: str) -> str | None:
        """An address; None for what is none: a dash, `N/A`, `coming soon`, which a list says nothing of."""
        if self.reader.known.labels.is_unavailable(text) or not any(char.isalnum() for char in text):
            return None
        url = address(text, self.reader.known)
        if url == text and not _LIKE_ADDRESS.search(text):
            if text.replace(",", "").isdecimal():
                self.reader.left_out(f"{role or 'links'} without an address", 1)  # a number of stars
            else:
                self.wrong(role or "links", text, "no address")
            return None
        return f"https://{text}" if _BARE_HOST.match(text) else url

    def _link(self, role: str | None, value: Mapping[Any, Any]) -> list[_Given]:
        said, url, label, line = (value.get(name) for name in ("role", "url", "label", "line"))
        if not isinstance(url, str):
            self.wrong("links", value, "no link: its url is no text")
            return []
        if said is not None and said not in ROLES:
            self.wrong("links", said, f"no role, which are {', '.join(ROLES)}")
            said = None
        if label is not None and not isinstance(label, str):
            self.wrong("links", label, "no label")
            label = None
        return [
            _Given(
                said or role,
                _sound(url).strip(),
                None if label is None else fold_spaces(_sound(label)),
                _place(line),
            )
        ]


def plain_text(value: object) -> str | None:
    """A scalar as text on one line; None for what is none."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    return None


def _place(value: object) -> int | None:
    """The number of a line; None for what is none."""
    text = plain_text(value)
    return int(text) or None if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def one_line(text: str) -> str:
    """Text as entries have it: white space folded, no half characters."""
    return fold_spaces(_sound(text))


def _sound(text: str) -> str:
    """`text` without surrogates, which stand for no character: pairs of them become the one they mean."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def address(text: str, known: Knowledge) -> str:
    """An address; a bare DOI or arXiv number becomes one."""
    if found := _DOI.match(text):
        return known.hosts.address(Identity("doi", found[1])) or f"https://doi.org/{found[1]}"
    if found := _ARXIV.match(text):
        return known.hosts.address(Identity("arxiv", found[1])) or f"https://arxiv.org/abs/{found[1]}"
    return text


def _name(person: object) -> str | None:
    """A person's name: text, or an object with the names' parts, as CSL and Crossref have it."""
    if isinstance(person, Mapping):
        parts = [person.get(part) for part in ("given", "family", "suffix")]
        if not any(parts):
            parts = [person.get("name") or person.get("literal")]
        return one_line(" ".join(part for part in parts if isinstance(part, str))) or None
    return plain_text(person)


def _first_number(value: object) -> int | None:
    while isinstance(value, list) and value:
        value = value[0]
    return int(value) if isinstance(value, (int, str)) and str(value).isdigit() and len(str(value)) < 6 else None


def _kind(known: Knowledge, links: Sequence[_Given], venue: str | None, authors: str | None, status: str | None) -> str:
    """What an entry is, where nobody says it: a paper by its venue, authors or address, else by where it leads."""
    if venue or authors or status or any(link.role == "paper" for link in links):
        return "paper"
    identities = [known.hosts.identify(link.url) for link in links if link.url]
    if any(is_paper_address(link.url, one) for link, one in zip(links, identities, strict=False)):
        return "paper"
    roles = {link.role for link in links} | {serves for one in identities for serves in one.serves[:1]}
    return "dataset" if "data" in roles else "resource"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
