"""Where papers are published: names, former names, editions, and how a venue's pages are addressed."""

from __future__ import annotations

import re
from collections import ChainMap, Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from awesome_lint.knowledge.folding import fold, plain
from awesome_lint.knowledge.likeness import may_be_alike, ratio, slips
from awesome_lint.knowledge.tables import ALIAS_BASE, REGULAR_EXPRESSION, VENUE_KEYS, KnowledgeError, Layered, Tables
from awesome_lint.model.identity import Identity
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

if TYPE_CHECKING:
    from typing import Protocol

    class Addresses(Protocol):
        """What venues need to know of addresses: `hosts.Hosts`."""

        def identify(self, url: str) -> Identity: ...

        def address(self, identity: Identity) -> str | None: ...

        def unwrap(self, url: str) -> str | None: ...


_YEARS = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_APOSTROPHES = ("'", "’", "`", "‘")
_DASHES = ("-", "‐", "–")
_VOLUME = pattern(r"(?<=[a-z])\s+(?:vol(?:ume|\.)?\s*)?\d{1,4}$")
_LONG_NAME = 4  # from so many words on a name without `Conference on` is one
_ORDINAL_WORDS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twenty twentieth thirty thirtieth forty fortieth fifty fiftieth sixty
sixtieth seventy seventieth
"""
_ORDINALS = frozenset(_ORDINAL_WORDS.split())
_OPENING = frozenset("([（【")
_BRACKETS = pattern(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_SLASHES = pattern(r"/{2,}")
_WORD = pattern(r"&|[^\W_]+")
_LEADING_WORDS = """
aaai acm annual cvf elsevier ieee ieeecvf ieeersj ifip in international mdpi of proc proceedings rsj springer the usenix
wiley
"""
_LEADING = frozenset(_LEADING_WORDS.split())
_TRAILING = frozenset(("conf", "conference", "proceedings", "proc", "symposium", "journal", "magazine"))
_CADENCE = {"yearly": (0, 1), "odd": (1,), "even": (0,)}  # remainders of the years with an edition, divided by two
_ABBREVIATED = 4  # names of so few letters have no near neighbours: one letter makes another venue
_NEAR = 0.84
_LONGEST = 300  # a longer text is no name
_CACHED = 8192  # what is asked again is mostly short, and soon


class Historic(NamedTuple):
    """A former name and the years, both included, in which it was the venue's name."""

    alias: str
    since: int
    until: int


class UrlVenue(NamedTuple):
    """What an address says about where its paper was published; `workshop`: a conference's workshops."""

    venue: Venue
    year: int | None
    workshop: bool


class Venue(NamedTuple):
    """One venue as `venues.toml` has it.

    `kind` is `conference`, `workshop`, `journal`, `preprint`, `magazine` or `book-series`; `years` the cadence
    (`yearly`, `odd`, `even`), the years held, or None; `volumes` are those of PMLR with their years; `acronym_only`
    marks a short name that is a common word or has other meanings, and counts only where a list writes venues.
    """

    short: str
    name: str
    kind: str
    field: str = ""
    aliases: tuple[str, ...] = ()
    historic: tuple[Historic, ...] = ()
    years: str | tuple[int, ...] | None = None
    first: int | None = None
    last: int | None = None
    skipped: tuple[int, ...] = ()
    added: tuple[int, ...] = ()
    certain_from: int | None = None
    urls: tuple[str, ...] = ()
    workshop_of: str | None = None
    carries: tuple[str, ...] = ()
    acronym_only: bool = False
    dblp: str | None = None
    volumes: tuple[tuple[str, int], ...] = ()

    @property
    def is_workshop(self) -> bool:
        return self.kind == "workshop" or self.workshop_of is not None

    @property
    def is_preprint(self) -> bool:
        return self.kind == "preprint"

    def held(self, year: int) -> bool | None:
        """Whether there was an edition (a volume) in `year`; None where that is not known."""
        if year in self.added:
            return True
        if year in self.skipped:
            return False
        if (self.first is not None and year < self.first) or (self.last is not None and year > self.last):
            return False
        if self.years is None or (self.certain_from is not None and year < self.certain_from):
            return None
        if isinstance(self.years, tuple):
            return year in self.years or (None if not self.years[0] <= year <= self.years[-1] else False)
        if self.first is None and self.certain_from is None:
            return True if year % 2 in _CADENCE[self.years] else None
        return year % 2 in _CADENCE[self.years]

    def alias_current(self, alias: str, year: int) -> bool:
        """Whether `alias` was a name of this venue in `year`: a former name is right for the years it was in use."""
        key = fold(alias)
        former = [name for name in self.historic if fold(name.alias) == key]
        return not former or any(name.since <= year <= name.until for name in former)

    def is_former(self, alias: str) -> bool:
        """Whether `alias` is a former name."""
        return any(fold(name.alias) == fold(alias) for name in self.historic)


class Match(NamedTuple):
    """A venue found by a text, and its writing in the knowledge base that differs in case and punctuation at most."""

    venue: Venue
    writing: str


class Venues:
    """All venues that are known, looked up by name or by address. Objects are made when they are asked for."""

    def __init__(self, tables: Tables, hosts: Addresses) -> None:
        self._tables = tables
        self._rows: Sequence[list[Any]] = tables["rows"]
        self._index: dict[str, int] = tables["index"]
        self._hosts = hosts
        self._made: dict[int, Venue] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._urls: dict[str, Sequence[Any]] = {}
        self._joint = [(frozenset(names), frozenset(years)) for names, years in tables["joint"]]
        self._entry = lru_cache(maxsize=_CACHED)(self._find_entry)
        self._evidences = lru_cache(maxsize=_CACHED)(self._by_url)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Venue]:
        return (self._venue(number) for number in range(len(self._rows)))

    def known(self, short: str) -> Venue | None:
        """The venue with exactly this short name."""
        venue = self.lookup(short)
        return venue if venue is not None and venue.short == short else None

    def lookup(self, text: str) -> Venue | None:
        """The venue that `text` names, whatever its case, spacing, publisher in front, ordinal and year."""
        entry = self._entry(text)
        return None if entry is None else self._venue(entry // ALIAS_BASE)

    def match(self, text: str) -> Match | None:
        """As `lookup`, with the writing that agrees."""
        entry = self._entry(text)
        if entry is None:
            return None
        venue = self._venue(entry // ALIAS_BASE)
        names = [venue.short, venue.name, *venue.aliases, *(former.alias for former in venue.historic)]
        return Match(venue, names[entry % ALIAS_BASE])

    def is_bare_name(self, text: str) -> bool:
        """Whether `text` is a venue's name and says nothing else: no number, year or place; publishers count for none.

        A name with its acronym in brackets is one, too.
        """
        entry = self._entry(text)
        if entry is None:
            return False
        if self._names(text, entry):
            return True
        found = _BRACKETS.search(text)
        if found is None or text[found.end() :].strip():
            return False
        return self._names(text[: found.start()], entry) and self._names(found[1], entry)

    def _names(self, text: str, entry: int) -> bool:
        """Whether the words of `text`, those in front that name no venue aside, are the name of an entry's venue."""
        words = _words(text)
        while words:
            same = self._index.get("".join(words))
            if same is not None and same // ALIAS_BASE == entry // ALIAS_BASE:
                return True
            if words[0] not in _LEADING:
                return False
            del words[0]
        return False

    def nearest(self, text: str) -> tuple[Venue, float] | None:
        """A venue whose name is a likely misspelling away from `text`, with the likeness (0 to 1).

        Acronyms must be one slip away, names agree word by word; names of four letters and less have none.
        """
        words = _words(text)
        key = "".join(words)
        if len(key) <= _ABBREVIATED or self._entry(text) is not None:
            return None
        letters = Counter(key)
        low, high = max(_ABBREVIATED + 2, len(key) - 3), len(key) + 3
        names = [name for name in self._index if low <= len(name) <= high and may_be_alike(letters, name, _NEAR)]
        alike = [(likeness, name) for name in names if (likeness := ratio(key, name)) >= _NEAR]
        best: tuple[Venue, float] | None = None
        for likeness, name in sorted(alike, key=lambda one: -one[0])[:5]:
            entry = self._index[name]
            match = self._venue(entry // ALIAS_BASE)
            known = _words(self._writing(entry))
            pairs = [(one, right) for one, right in zip(words, known, strict=False) if one != right]
            near = len(known) == len(words) and all(
                len(right) > 3 and slips(one, right) <= max(1, len(right) // 6) for one, right in pairs
            )
            digits = re.sub(r"\D", "", key) == re.sub(r"\D", "", name)
            one_word = slips(key, name) <= max(1, len(name) // 10)
            if digits and (near or one_word) and (best is None or likeness > best[1]):
                best = (match, likeness)
        return best

    def by_url(self, url: str) -> list[UrlVenue]:
        """What the address of a paper says about its venue and year, the more certain first."""
        return list(self._evidences(url))

    def _by_url(self, url: str) -> list[UrlVenue]:
        identity = self._hosts.identify(url)
        found: list[UrlVenue] = []
        if identity.kind == "pmlr":
            for number, year in self._tables["volumes"].get(identity.value.partition("/")[0], ()):
                found.append(self._evidence(number, year))
        if identity.kind == "doi":
            found += self._search(identity.value.partition("/")[0], identity.value)
        places = [_host_path(self._hosts.unwrap(url) or url)]
        if identity.kind != "url":
            places.append(_host_path(self._hosts.address(identity) or ""))
        for place in places:
            if place is not None and not found:
                found += self._search(place.partition("/")[0].lower(), place)
                found += self._search("", place)
        return list(dict.fromkeys(found))

    def held_together(self, names: Collection[str], year: int | None = None) -> bool:
        """Whether conferences, by their short names, were one event: in `year`, or, where that is None, ever."""
        return any(
            venues.issuperset(names) and (not years or year is None or year in years) for venues, years in self._joint
        )

    def with_additions(self, additions: Mapping[str, Any], hosts: Addresses | None = None) -> Venues:
        """These venues and `additions`: short name → the keys of `venues.toml`. `KnowledgeError` for what cannot be.

        A short name that is known takes further `aliases`, `urls` and `carries`; every other key replaces.
        """
        from awesome_lint.knowledge.compile import check_venue, index_keys, venue_tables

        rows = Layered(self._rows)
        index = dict(self._index)
        volumes = dict(self._tables["volumes"])
        urls: dict[str, list[Any]] = {}
        places: dict[str, int] = {}
        for short, keys in additions.items():
            if not isinstance(keys, Mapping):
                raise KnowledgeError(f"venue {short!r}: a table of keys is needed")
            check_venue({"name": short, "kind": "conference", **keys, "short": short}, patterns=True)
            number = places.get(short, self._number(short))
            if number is None:
                number, venue = len(rows), {"name": short, "kind": "conference", "short": short, **keys}
            else:
                row = zip(VENUE_KEYS, rows[number], strict=False)
                venue = {key: value for key, value in row if value is not None}
                lists = [key for key in ("aliases", "urls", "carries") if key in keys]
                merged = {key: [*venue.get(key, ()), *keys[key]] for key in lists}
                venue = {**venue, **keys, **merged}
            places[short] = number
            own = venue_tables([venue])
            rows.put(number, own["rows"][0])
            new = {key for writing in (short, *keys.get("aliases", ())) for key in index_keys(writing)}
            for key, place in own["index"].items():
                # A name that the addition gives is this venue's, even where another one has it; the others move along.
                if key in new or index.get(key, number * ALIAS_BASE) // ALIAS_BASE == number:
                    index[key] = number * ALIAS_BASE + place
            if "urls" in keys:
                for place, patterns in venue_tables([{**venue, "urls": keys["urls"]}])["urls"].items():
                    known = urls.setdefault(place, list(self._tables["urls"].get(place, ())))
                    known += [[prefix, number, *rest] for prefix, _, *rest in patterns]
            for volume, year in keys.get("pmlr", {}).items():
                volumes[volume] = [*volumes.get(volume, ()), [number, year]]
        tables = {**self._tables, "rows": rows, "index": index, "volumes": volumes}
        if urls:
            tables["urls"] = ChainMap(urls, self._tables["urls"])
        return Venues(tables, hosts or self._hosts)

    def _number(self, short: str) -> int | None:
        """The number of the venue with exactly this short name."""
        entry = self._index.get(fold(short))
        if entry is None or self._rows[entry // ALIAS_BASE][0] == short:
            return None if entry is None else entry // ALIAS_BASE
        return next((number for number, row in enumerate(self._rows) if row[0] == short), None)

    def _find_entry(self, text: str) -> int | None:
        """The index entry of the venue that a text names."""
        if len(text) > _LONGEST:
            return None
        index = self._index
        for key in _name_keys(text):
            if (entry := index.get(key)) is not None:
                return entry
        if not _OPENING.isdisjoint(text) and (found := _BRACKETS.search(text)):
            outside = text[: found.start()] + " " + text[found.end() :]
            inside = found[1]
            for part in (outside, inside):
                if fold(part):
                    for key in _name_keys(part):
                        if (entry := index.get(key)) is not None and (part is outside or self._agrees(entry, outside)):
                            return entry
        return None

    def _agrees(self, entry: int, outside: str) -> bool:
        """Whether an acronym in brackets can be that of the unknown name in front of it."""
        initials = {word[0] for word in _words(outside)}
        short = [char for char in plain(self._rows[entry // ALIAS_BASE][0]) if char.isalpha()]
        return sum(char in initials for char in short) * 3 >= len(short) * 2

    def _writing(self, entry: int) -> str:
        from awesome_lint.knowledge.compile import writings

        row = dict(zip(VENUE_KEYS, self._rows[entry // ALIAS_BASE], strict=False))
        return writings({key: value for key, value in row.items() if value is not None})[entry % ALIAS_BASE]

    def _venue(self, number: int) -> Venue:
        venue = self._made.get(number)
        if venue is None:
            venue = self._made[number] = _make(self._rows[number])
        return venue

    def _search(self, place: str, text: str) -> list[UrlVenue]:
        found: list[UrlVenue] = []
        lower = text.lower()
        if place not in self._urls:
            self._urls[place] = self._tables["urls"].get(place, ())
        for prefix, number, year, digits, rest in self._urls[place]:
            if not lower.startswith(prefix):
                continue
            if digits != REGULAR_EXPRESSION:
                end = len(prefix) + digits
                written = lower[len(prefix) : end]
                if lower.startswith(rest, end) and (written.isdecimal() or not digits):
                    found.append(self._evidence(number, _full_year(written) or year))
                continue
            compiled = self._patterns.get(rest)
            if compiled is None:
                compiled = self._patterns[rest] = re.compile(rest, re.IGNORECASE)
            if match := compiled.match(text):
                found.append(self._evidence(number, _year_of(match) or year))
        return found

    def _evidence(self, number: int, year: int | None) -> UrlVenue:
        venue = self._venue(number)
        return UrlVenue(venue, year, venue.is_workshop)


def _make(row: list[Any]) -> Venue:
    data = dict(zip(VENUE_KEYS, row, strict=False))
    years = data.get("years")
    return Venue(
        short=data["short"],
        name=data["name"],
        kind=data["kind"],
        field=data.get("field") or "",
        aliases=tuple(data.get("aliases") or ()),
        historic=tuple(
            Historic(name["alias"], name.get("from", 0), name.get("to", 9999)) for name in data.get("historic") or ()
        ),
        years=tuple(sorted(years)) if isinstance(years, list) else years,
        first=data.get("first"),
        last=data.get("last"),
        skipped=tuple(data.get("except") or ()),
        added=tuple(data.get("add") or ()),
        certain_from=data.get("certain_from"),
        urls=tuple(url["pattern"] if isinstance(url, dict) else url for url in data.get("urls") or ()),
        workshop_of=data.get("workshop_of"),
        carries=tuple(data.get("carries") or ()),
        acronym_only=bool(data.get("acronym_only")),
        dblp=data.get("dblp"),
        volumes=tuple((data.get("pmlr") or {}).items()),
    )


def _year_of(match: re.Match[str]) -> int | None:
    groups = match.groupdict("")
    return _full_year(groups.get("year") or groups.get("yy", ""))


def _full_year(written: str) -> int | None:
    if not written:
        return None
    year = int(written)
    return year if len(written) > 2 else year + (1900 if year >= 60 else 2000)  # the ACL Anthology begins in 1965


def _host_path(url: str) -> str | None:
    """`host/path?query` of an address as the patterns of `venues.toml` see it, with single slashes; else None."""
    scheme, found, rest = url.strip().partition("://")
    if not found or scheme.lower() not in ("http", "https"):
        return None
    host, _, path = rest.partition("#")[0].partition("/")
    path = "/" + path
    if "//" in path:
        path = _SLASHES.sub("/", path)
    return host.lower().removeprefix("www.").partition(":")[0] + path


def _words(text: str) -> list[str]:
    return [word.replace("&", "and") for word in _WORD.findall(plain(text))]


def _is_ordinal(word: str) -> bool:
    return word in _ORDINALS or (word[:-2].isdecimal() and word.endswith(("st", "nd", "rd", "th")))


def _without_short_year(text: str) -> str:
    """`text` without a year of two digits at its end: `CVPR'21`, `CVPR-21`, `CVPR 21`, `CVPR21`."""
    name, year = text[:-2], text[-2:]
    if len(year) < 2 or not year.isdecimal():
        return text
    bare = name.rstrip()
    if bare.endswith(_APOSTROPHES):
        return bare[:-1].rstrip()
    if bare.endswith(_DASHES) and len(name) - len(bare) < 2:
        return bare[:-1].rstrip()
    return bare if bare != name or (name[-1:].isascii() and name[-1:].isalpha()) else text


def _name_keys(text: str) -> Iterator[str]:
    """The keys under which a name may be indexed, the most literal first."""
    yield fold(text)
    trimmed = _YEARS.sub(" ", text).strip(" \t,;:.'’`-/|()[]")
    if trimmed and trimmed != text:
        yield fold(trimmed)
    if (shorter := _without_short_year(trimmed)) != trimmed:
        yield fold(shorter)
        trimmed = shorter
    if trimmed[-1:].isdecimal():
        trimmed = _VOLUME.sub("", trimmed)
    words = [word for word in _words(trimmed) if not _is_ordinal(word)]
    yield "".join(words)
    while words and words[0] in _LEADING:
        del words[0]
        yield "".join(words)
    whole = "".join(words)
    while len(words) > 1 and words[-1] in _TRAILING:
        del words[-1]
        yield "".join(words)
    yield "international" + whole
    if len(words) >= _LONG_NAME:
        for front in ("conferenceon", "internationalconferenceon", "internationalsymposiumon"):
            yield front + whole
