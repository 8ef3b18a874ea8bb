"""Venues: what a bracket, a cell or the end of a sentence says about where and when something was published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from awesome_lint.knowledge import Knowledge
from awesome_lint.knowledge.venues import Venue
from awesome_lint.parse.fields.year import YearReading, find_short_year, find_year, is_month_number
from awesome_lint.parse.text import LINK, LONGEST_NAME
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_EDGE = " \t\u00a0\u2028\n,.;:|/-–—·•'’‘`&()[]{}【】（），。；：、@*_"
_LEAD = pattern(
    r"^(?:(?:accepted|published|presented|appeared|appears|to appear|in press)\s+)?"
    r"(?:(?:in|at|by|to|on|from|of)\b:?\s+(?:the\s+(?=[A-Z]{2,}))?)?"
    r"(?:(?:the\s+)?(?:proc(?:eedings|\.)?)\s+(?:of\s+)?(?:the\s+)?)?",
    re.IGNORECASE,
)
_PAGES = pattern(
    r"[,;.]?\s*(?:\b(?:vol(?:ume|\.)?|no\.?|pp?\.|pages?|issue|art(?:icle|\.)?)\s*\d.*|\b\d+\s?\(\d+\)(?:[\s:,].*)?|:\s*\d+[-–]\d+.*"
    r"|\s\d+\.\d+|,\s*\d{1,3}(?:\s*[:,]\s*[\d–-]+)?)$",
    re.IGNORECASE,
)
_ARXIV_NUMBER = pattern(
    r"(?:arxiv\s*[:.]?\s*)?\d{4}\.\d{4,5}(?:v\d+)?|(?<=arxiv:)\s*[a-z-]+(?:\.[A-Z]{2})?/\d{7}", re.IGNORECASE
)
_ARXIV_AGAIN = pattern(r"arxiv\b.*?(\s+(?:e-?prints?|preprints?)?[\s:]*arxiv\b:?)", re.IGNORECASE)
_PARTED = pattern(r"[\d,;:(/-]")
_USUAL = pattern(r"\s*([A-Za-z][A-Za-z.&]*(?:[ -][A-Za-z.&]+){0,5}?)(?:,? ?((?:19|20)\d\d))?[\s.,]*")
_NOWHERE = (0, 0)
_ARXIV_MONTH = pattern(r"arxiv\W{0,3}$", re.IGNORECASE)
_WORD = pattern(r"[^\W_]+")
_DIGIT = pattern(r"\d")
_PREPRINT_WORD = pattern(r"\s*\(?\b(?:e-?prints?|preprints?)\b\)?\s*", re.IGNORECASE)


class VenueReading(NamedTuple):
    """What a text says of a venue. `raw` is the name as written, `at` its place in the text read, `year_at` the year's.

    `venue` is None where the knowledge base does not know the name. `rest` is what is left over.
    """

    raw: str | None
    venue: Venue | None
    at: tuple[int, int]
    year: int | None
    year_at: tuple[int, int]
    track: str | None = None
    track_at: tuple[int, int] = (0, 0)
    status: str | None = None
    status_at: tuple[int, int] = (0, 0)
    rest: str = ""
    date: bool = False

    @property
    def known(self) -> bool:
        return self.venue is not None

    def shifted(self, base: int) -> VenueReading:
        """The same reading of a text that begins `base` characters earlier."""
        at, year, track, status = (
            (start + base, end + base) for start, end in (self.at, self.year_at, self.track_at, self.status_at)
        )
        return self._replace(at=at, year_at=year, track_at=track, status_at=status)

    @property
    def bare(self) -> bool:
        """Only a year, track or status, no name."""
        return self.raw is None


_SERIES = frozenset(
    "advances annals bulletin communications computing conference congress forum international journal lectures "
    "letters magazine notes press proceedings publishers report research review reviews science sciences series "
    "studies symposium systems technology trans transactions university workshop".split()
)


def names_series(text: str) -> bool:
    """Whether a name has a word that people's names do not have: `Machine Vision Letters`, `Foo University Press`."""
    return not _SERIES.isdisjoint(word.lower() for word in _WORD.findall(text))


class Phrases:
    """Finds the first of many phrases in a text; words are compared without case, and hyphens are spaces."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._first: set[str] = set()
        self._wide = {phrase: meaning for phrase, meaning in meanings.items() if not phrase.isascii()}
        self._narrow: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, meaning in meanings.items():
            if phrase.isascii() and (words := tuple(_WORD.findall(phrase))):
                self._narrow.setdefault(words[0], []).append((words, meaning))
        self._first.update(self._narrow)
        for found in self._narrow.values():
            found.sort(key=lambda item: len(item[0]), reverse=True)

    def find(self, text: str) -> tuple[str, tuple[int, int]] | None:
        """The meaning of the first phrase in `text`, the longest that begins there, and its place."""
        lower = text.lower()
        if len(lower) == len(text) and not self._first.isdisjoint(_WORD.findall(lower)):
            words = list(_WORD.finditer(lower))
            for index, first in enumerate(words):
                for phrase, meaning in self._narrow.get(first[0], ()):
                    run = words[index : index + len(phrase)]
                    if len(run) == len(phrase) and all(
                        found[0] == word for found, word in zip(run, phrase, strict=True)
                    ):
                        return meaning, (first.start(), run[-1].end())
        if not text.isascii():
            for wide, meaning in self._wide.items():
                if (at := lower.find(wide)) >= 0:
                    return meaning, (at, at + len(wide))
        return None


class VenueReader:
    """Reads venue texts with one knowledge base; the same text is read once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.venues = knowledge.venues
        self.tracks = Phrases(knowledge.labels.tracks)
        self.statuses = Phrases(knowledge.labels.statuses)
        self.read = lru_cache(maxsize=8192)(self._read)

    def _read(self, text: str, placed: bool) -> VenueReading | None:
        """`text` as a venue with year, track and status; None where it is something else.

        `placed`: it stands where a list writes venues (a bracket, a venue column), so that an unknown name, or a short
        name that is also a word, counts.
        """
        if len(text) > LONGEST_NAME or LINK in text or not text.strip(_EDGE):
            return None
        if (usual := _USUAL.fullmatch(text)) is not None:
            # `CVPR 2021`, `NeurIPS`: the usual case, cheaply.
            venue = self._lookup(usual[1], placed or usual[2] is not None)
            if venue is not None:
                if usual[2] is None:
                    return VenueReading(usual[1], venue, usual.span(1), None, _NOWHERE)
                return VenueReading(usual[1], venue, usual.span(1), int(usual[2]), usual.span(2))
        if not placed and not _PARTED.search(text):
            # Running text without a year, a track or a status is a venue as a whole, or none.
            whole = self._lookup(_strip(text)[0], False)
            if whole is None and self.tracks.find(text) is None and self.statuses.find(text) is None:
                return None
        if (pair := self._of_two(text, placed)) is not None:
            return pair
        status = track = None
        status_at = track_at = _NOWHERE
        body = text
        if (found := self.statuses.find(body)) is not None:
            status, status_at = found
            body = _blank(body, status_at)
        year = find_year(body)
        if year is not None and _ARXIV_MONTH.search(body[: year.start]) and is_month_number(year.year):
            # `arXiv 1708` is the beginning of a number, August 2017.
            body = _blank(body, (year.start, year.end))
            year = find_year(body)
        whole = self._lookup(_strip(body if year is None else _blank(body, (year.start, year.end)))[0], placed)
        if whole is None and (found := self.tracks.find(body)) is not None:
            track, track_at = found
            body = _blank(body, track_at)
            if (again := self.tracks.find(body)) is not None:
                body = _blank(body, again[1])
        if year is None and (short := find_short_year(body.rstrip(_EDGE))) is not None:
            name, _, _ = _strip(body[: short.start])
            if self._lookup(name, True) is not None or (
                placed and body[short.start : short.end].strip(" -")[:1] in "'’‘`´"
            ):
                year = short
        raw, at, venue, rest = self._name(body, year, placed)
        if raw is None and year is None and track is None and status is None:
            return None
        year_at = (year.start, year.end) if year else _NOWHERE
        return VenueReading(
            raw,
            venue,
            at,
            year.year if year else None,
            year_at,
            track,
            track_at,
            status,
            status_at,
            rest,
            bool(year and year.date),
        )

    def _of_two(self, text: str, placed: bool) -> VenueReading | None:
        """`arXiv 2106; CVPR 2022`: of a preprint and where it was published, the latter."""
        for mark in (";", " / ", ", "):
            left, found, right = text.partition(mark)
            if not found or "rxiv" not in left.lower():
                continue
            first, second = self.read(left, placed), self.read(right, placed)
            if first is None or second is None or first.venue is None or second.venue is None:
                continue
            if first.venue.is_preprint and not second.venue.is_preprint:
                base = len(left) + len(found)
                return second.shifted(base)
        return None

    def _name(
        self, body: str, year: YearReading | None, placed: bool
    ) -> tuple[str | None, tuple[int, int], Venue | None, str]:
        """The venue's name in `body`, with what is left over beside it."""
        if "arxiv" in body.lower() and (number := _ARXIV_NUMBER.search(body)):
            # `arXiv:2301.01081`: the number is no part of the name.
            start = number.start() + 5 if number[0].lower().startswith("arxiv") else number.start()
            body = _blank(body, (start, number.end()))
            if again := _ARXIV_AGAIN.search(body):
                body = _blank(body, (again.start(1), again.end()))
            if year is not None and number.start() <= year.start < number.end():
                year = None
        sides = [(0, len(body))] if year is None else [(0, year.start), (year.end, len(body))]
        options = []
        for start, end in sides:
            name, left, right = _strip(body[start:end])
            if any(map(str.isalpha, name)):
                options.append((name, start + left, start + right))
        best: tuple[str | None, tuple[int, int], Venue | None, str] = (None, (0, 0), None, "")
        for name, left, right in options:
            rest = " ".join(other for other, at, _ in options if at != left)
            if (venue := self._lookup(name, placed or year is not None)) is not None:
                return name, (left, right), venue, rest
            # `CVPR, Seattle`; `ACM TOG (Proc. SIGGRAPH)`: the part in front is known.
            _, colon, last = name.rpartition(":")
            if colon and (venue := self._lookup(last.strip(), placed or year is not None)) is not None:
                start = left + len(name) - len(last.lstrip())  # `Findings of the ACL: EMNLP`
                return last.strip(), (start, right), venue, ""
            for mark in (",", " (", " -", ";"):
                cut = name.find(mark)
                if cut > 0 and (venue := self._lookup(name[:cut], placed or year is not None)) is not None:
                    if mark == "," and len(options) == 1:
                        return name, (left, right), venue, ""
                    return name[:cut], (left, left + cut), venue, name[cut:].strip(_EDGE)
            if best[0] is None:
                best = (name, (left, right), None, rest)
        return best

    def _lookup(self, name: str, placed: bool) -> Venue | None:
        if not name or len(name) > 140 or not any(char.isalpha() for char in name):
            return None
        found = self.venues.match(name) or (self.venues.match(name[4:]) if name[:4].lower() == "the " else None)
        if found is None:
            return None
        # A short name that is also a word counts only where venues stand, written as it is.
        if found.venue.acronym_only and not (placed and _joined(found.writing) in _joined(name)):
            return None
        return found.venue


def _strip(text: str) -> tuple[str, int, int]:
    """`text` without what surrounds a name (separators, `In Proc. of`, pages), with the place of what is left."""
    start, end = 0, len(text)
    if _DIGIT.search(text) and (pages := _PAGES.search(text)):
        end = pages.start()
    while start < end and text[start] in _EDGE:
        start += 1
    if (lead := _LEAD.match(text[start:end])) and lead.end() and lead.end() < end - start:
        start += lead.end()
    while end > start and text[end - 1] in _EDGE and not (text[end - 1] == ")" and "(" in text[start:end]):
        end -= 1
    while start < end and text[start] in _EDGE:
        start += 1
    if "print" in text and (found := _PREPRINT_WORD.search(text, start, end)):
        if found.end() == end and found.start() > start:
            end = found.start()
            while end > start and text[end - 1] in _EDGE:
                end -= 1
    return text[start:end], start, end


def _joined(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _blank(text: str, span: tuple[int, int]) -> str:
    """`text` with a range blanked out, so that offsets stay."""
    return text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]
