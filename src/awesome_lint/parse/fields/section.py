"""What the titles above an entry say of it: kind, venue, year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from awesome_lint.knowledge.venues import Venue
from awesome_lint.parse.lexicon import Lexicon
from awesome_lint.parse.text import DIGIT
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_HYPHENS = pattern(r"(?<=[A-Za-z])-(?=(?:19|20)\d\d)|(?<=\d\d\d\d)-")
_COUNT = pattern(r"\(\s*(?!(?:19|20)\d\d\s*\))\d+\s*(?:papers?|篇|items?|entries)?\s*\)|\[\s*\d+\s*\]", re.IGNORECASE)


class SectionReading(NamedTuple):
    """What a path of titles says, the innermost first. `kind`: `dataset`, `resource`, `survey`, `paper` or empty."""

    kind: str = ""
    venue_raw: str | None = None
    venue: Venue | None = None
    year: int | None = None


class SectionReader:
    """Reads section titles; the same path is read once."""

    def __init__(self, lex: Lexicon, sections: Iterable[tuple[str, ...]]) -> None:
        self.lex = lex
        self._of_venues = self._venue_parents(set(sections))
        self._read: dict[tuple[str, ...], SectionReading] = {}

    def read(self, section: tuple[str, ...]) -> SectionReading:
        found = self._read.get(section)
        if found is None:
            found = self._read[section] = self._path(section)
        return found

    def _path(self, section: tuple[str, ...]) -> SectionReading:
        if not section:
            return SectionReading()
        above = self.read(section[:-1])
        title = section[-1]
        kind = self.kind(title)
        if len(section) == 1 and kind != "dataset":
            kind = ""  # a list's own name (`Awesome papers and resources`) says little of what stands in no section
        elif kind == "resource" and above.kind == "dataset":
            kind = "dataset"
        raw, venue, year = self.published(title)
        if venue is not None and not self._is_venue(title, venue, year, section[:-1]):
            raw = venue = None
        return SectionReading(
            kind or above.kind,
            raw or above.venue_raw,
            venue if raw else above.venue,
            year or above.year,
        )

    def _venue_parents(self, sections: set[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
        """The paths below which titles are venues: two of them at least, and half of all."""
        titles = {path[: end + 1] for path in sections for end in range(len(path))}
        all_below = Counter(path[:-1] for path in titles)
        venues = Counter(
            path[:-1]
            for path in titles
            if (venue := self.published(path[-1])[1]) is not None and not venue.acronym_only
        )
        return frozenset(path for path, count in venues.items() if count >= 2 and count >= 0.5 * all_below[path])

    def _is_venue(self, title: str, venue: Venue, year: int | None, parent: tuple[str, ...]) -> bool:
        """Whether a title that reads as a venue is one, and no topic of the same name (`NER`, `Machine Learning`)."""
        if year is not None or venue.is_preprint or parent in self._of_venues:
            return True
        return not venue.acronym_only and any(word.isupper() and len(word) >= 4 for word in title.split())

    def kind(self, title: str) -> str:
        """Which kind of entries a title announces. `Datasets and papers` announces papers, `Dataset papers` too."""
        kinds = self.lex.labels.section_meanings(title)
        if "dataset" in kinds and not kinds & {"paper", "survey"}:
            return "dataset"
        return next((kind for kind in ("paper", "survey", "resource") if kind in kinds), "")

    def _without_list_words(self, title: str) -> str:
        """A title without the words that only say that papers follow (`CVPR 2021 papers`)."""
        words = title.split()
        names = self.lex.labels.sections["paper"] | self.lex.labels.sections["survey"]
        for end in (-1, 0):
            while words and (word := words[end].casefold().strip(" :.()")) in names:
                if self.lex.venues.lookup(word) is not None:
                    break
                del words[end]
        return " ".join(words)

    def published(self, title: str) -> tuple[str | None, Venue | None, int | None]:
        """The venue and year that a title is: `ECCV`, `CVPR 2021`, `arXiv papers`, `2023`; nothing if it says more."""
        text = _COUNT.sub(" ", title)
        if DIGIT.search(text):
            text = _HYPHENS.sub(" ", text)
        text = self._without_list_words(text).strip()
        if not text:
            return None, None, None
        reading = self.lex.read_venue(text, True)
        if reading is None or reading.rest.strip():
            return None, None, None
        if reading.bare:
            return None, None, reading.year if not reading.status else None
        if reading.venue is None or "," in (reading.raw or ""):
            return None, None, None  # of several venues, none
        return reading.raw, reading.venue, reading.year
