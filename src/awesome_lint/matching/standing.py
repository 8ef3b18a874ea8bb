"""Whether an entry lists its paper as a preprint or as published, by its venue or by the headings above it."""

from __future__ import annotations

from awesome_lint.knowledge import Knowledge
from awesome_lint.matching.titles import fold_words
from awesome_lint.model import Entry

PREPRINTS = frozenset({"preprint", "preprints", "预印本", "預印本"})


class Standing:
    """Judges entries of any list; headings are looked at once each."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._headings: dict[str, bool] = {}

    def is_preprint(self, entry: Entry) -> bool:
        """Whether its venue is a server of preprints, or, without a venue, a heading above it says so."""
        if entry.venue is None:
            return any(self._names_preprints(heading) for heading in entry.section)
        venue = self._knowledge.venues.lookup(entry.venue)
        return venue is not None and venue.is_preprint

    def is_published(self, entry: Entry) -> bool:
        """Whether it has a venue that is no server of preprints and took the paper already."""
        return entry.venue is not None and entry.status != "under-review" and not self.is_preprint(entry)

    def _names_preprints(self, heading: str) -> bool:
        """Whether a heading says `preprint` or names a server of them."""
        if heading not in self._headings:
            words = fold_words(heading)
            venues = [self._knowledge.venues.lookup(word) for word in words]
            self._headings[heading] = any(
                word in PREPRINTS or (venue is not None and venue.is_preprint)
                for word, venue in zip(words, venues, strict=True)
            )
        return self._headings[heading]
