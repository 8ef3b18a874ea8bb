"""What two entries of one paper say otherwise, so that only one of them can be right."""

from __future__ import annotations

from awesome_lint.knowledge import Knowledge
from awesome_lint.matching.events import same_event, workshop_of
from awesome_lint.matching.standing import Standing
from awesome_lint.matching.titles import fold_authors, fold_title, fold_words, titles_differ
from awesome_lint.matching.twins import link_key
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_ABRIDGED = pattern(r"\bet\.?\s*al\b|\.\.\.|…|\band others\b|等", 2)  # re.IGNORECASE
_ONE_PAGE = ("code", "project", "page", "data")
_HEADING = "by the heading above it"


class Disagreement(NamedTuple):
    """One thing that two entries say otherwise, in words; `what` is the field, `code link` and the like for links.

    `fields` are those that would change if the other side's word were taken, empty where both stand beside each other.
    `better` is `mine` where the other side's word is known to be the weaker one, whatever is preferred.
    """

    what: str
    mine: str
    theirs: str
    fields: tuple[str, ...] = ()
    note: str = ""
    better: str = ""


def disagreements(mine: Entry, theirs: Entry, known: Knowledge) -> list[Disagreement]:
    """All that two entries of one paper say otherwise; spellings of the same are none."""
    found = []
    if mine.title and theirs.title and titles_differ(mine, theirs) and not _is_short_for(mine, theirs):
        found.append(Disagreement("title", f"`{mine.title}`", f"`{theirs.title}`", ("title",)))
    found += _events(mine, theirs, known, Standing(known))
    if mine.authors and theirs.authors and _authors_differ(mine.authors, theirs.authors):
        found.append(Disagreement("authors", f"`{mine.authors}`", f"`{theirs.authors}`", ("authors",)))
    if mine.alias and theirs.alias and _folded(mine.alias) != _folded(theirs.alias):
        found.append(Disagreement("alias", f"`{mine.alias}`", f"`{theirs.alias}`", ("alias",)))
    if mine.notes and theirs.notes and not says_that(mine, theirs.notes):
        found.append(Disagreement("notes", f"`{mine.notes}`", f"`{theirs.notes}`", ("notes",)))
    return [*found, *_links(mine, theirs)]


def _is_short_for(one: Entry, other: Entry) -> bool:
    """Whether one title is the short name that the other begins with."""
    left, right = fold_title(one.title), fold_title(other.title)
    return left.key == right.alias or right.key == left.alias


def says_that(entry: Entry, text: str) -> bool:
    """Whether an entry's remarks, title or other fields have all words of a text."""
    said = " ".join(filter(None, (entry.notes, entry.title, entry.alias, entry.authors, entry.venue_raw, entry.track)))
    words = " ".join(fold_words(text))
    return f" {words} " in f" {' '.join(fold_words(said))} "


def _folded(text: str) -> str:
    return "".join(fold_words(text))


def _events(mine: Entry, theirs: Entry, known: Knowledge, standing: Standing) -> list[Disagreement]:
    """Where and when it was published, taken together."""
    one, other = _claim(mine), _claim(theirs)
    years = _year(mine), _year(theirs)
    apart = None not in years and years[0] != years[1]
    note = _HEADING if apart and "section" in (mine.year_source, theirs.year_source) else ""
    if mine.venue is None or theirs.venue is None:
        return [Disagreement("year", one, other, ("year", "venue"), note)] if apart else []
    preprints = standing.is_preprint(mine), standing.is_preprint(theirs)
    if preprints[0] != preprints[1]:
        note = f"{'mine' if preprints[0] else 'theirs'} is the preprint's"
        return [Disagreement("venue", one, other, ("venue", "year"), note, "mine" if preprints[1] else "")]
    left, right = known.venues.known(mine.venue), known.venues.known(theirs.venue)
    if left is not None and right is not None and not all(preprints):
        both = years[0] if not apart else None
        if same_event(left, right, known.venues, both):
            # What a journal publishes early counts to one year or the next.
            if apart and "journal" in (left.kind, right.kind) and abs((years[0] or 0) - (years[1] or 0)) <= 1:
                return []
        elif not (workshop_of(left, right) and "workshop" in f"{mine.track} {theirs.track}".casefold()):
            return [Disagreement("venue", one, other, ("venue", "year"))]
    elif (mine.venue != theirs.venue and _folded(mine.venue) != _folded(theirs.venue)) and (
        _folded(mine.venue_raw or "") != _folded(theirs.venue_raw or "")
    ):
        return [Disagreement("venue", one, other, ("venue", "year"))]
    return [Disagreement("year", one, other, ("year",), note)] if apart else []


def _claim(entry: Entry) -> str:
    return " ".join(str(part) for part in (entry.venue_raw, _year(entry)) if part) or "nothing"


def _year(entry: Entry) -> int | None:
    return entry.venue_year or entry.year


def _authors_differ(mine: str, theirs: str) -> bool:
    """Whether two lines of authors name different people, neither being a part of the other."""
    left, right = fold_authors(mine), fold_authors(theirs)
    if not left or not right or _ABRIDGED.search(mine) or _ABRIDGED.search(theirs):
        return False
    return not (left <= right or right <= left)


def _links(mine: Entry, theirs: Entry) -> list[Disagreement]:
    """Addresses of one role that lead to different things: at most one is the entry's own, and both may be kept."""
    found = []
    for role in _ONE_PAGE:
        ours = [link for link in mine.links if link.role == role and link.url]
        others = [link for link in theirs.links if link.role == role and link.url]
        keys = {link_key(link) for link in mine.links if link.url}
        if ours and others and not any(link_key(link) in keys for link in others):
            found.append(Disagreement(f"{role} link", ours[0].url, others[0].url))
    return found
