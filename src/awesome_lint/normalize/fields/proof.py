"""Which edits may stand: those after which entries read as before, but for the fields that were asked for."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from awesome_lint.knowledge.folding import fold
from awesome_lint.model import Document, Entry, Link
from awesome_lint.normalize.fields.changes import Change
from awesome_lint.parse import parse_document
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Source, apply_edits

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge

Found = Sequence[tuple[str, Sequence[Change]]]
Refused = frozenset[tuple[str, int]]

_TRIES = 3
_FIXED = ("kind", "venue", "venue_source", "venue_year", "track", "year", "year_source", "status", "unavailable")
_PLACED = ("section", "layout", "checked", "placeholder")
_SAID = ("alias", "authors", "notes")


class Kept(NamedTuple):
    """The edits that stand, in order; the document that they give; the fields of entries that stay as they were."""

    edits: tuple[Edit, ...]
    document: Document
    refused: Refused


class _Trial(NamedTuple):
    """What edits come to: the document, None where it has other entries; the entries that say something else."""

    edits: tuple[Edit, ...]
    after: Document | None
    wrong: frozenset[int]

    @property
    def good(self) -> bool:
        return self.after is not None and not self.wrong


def proven(document: Document, known: Knowledge, found: Found, refused: Refused = frozenset()) -> Kept:
    """Those of the changes `found`, by field, that change what they are for and nothing else.

    Of changes that touch the same characters the first stands. `refused` are fields of entries that are left alone, by
    the entries' places; a change that was tried in vain is among those of the result.
    """
    fields = [name for name, _ in found]

    def tried(without: Refused) -> _Trial:
        return _tried(document, known, fields, found, without)

    trial = tried(refused)
    left = refused
    for _ in range(_TRIES):  # the entries that would say something else are left out with all their fields
        own = _of(found, trial.wrong) - left
        if trial.good or not own:
            break
        left |= own
        trial = tried(left)
    if not trial.good:  # others read them in another way: whole fields are left out
        left = _all(found)
        for name in fields:
            fewer = left - {one for one in _all(found) - refused if one[0] == name}
            if tried(fewer).good:
                left = fewer
        trial = tried(left)
    for name in fields if left != refused else ():  # of what was left out with another field, some may stand
        fewer = left - {one for one in left - refused if one[0] == name}
        again = tried(fewer)
        if again.wrong and again.after is not None:
            fewer |= {(name, index) for index in again.wrong} & left
            again = tried(fewer)
        if again.good:
            left, trial = fewer, again
    return Kept(trial.edits, trial.after or document, left)


def _all(found: Found) -> Refused:
    return frozenset((name, index) for name, changes in found for change in changes for index in change.entries)


def _of(found: Found, entries: Collection[int]) -> Refused:
    """The fields of some entries that changes are for, with those of all that a change is for, too."""
    return frozenset(
        (name, index)
        for name, changes in found
        for change in changes
        if not change.entries.isdisjoint(entries)
        for index in change.entries
    )


def _tried(document: Document, known: Knowledge, fields: Sequence[str], found: Found, refused: Refused) -> _Trial:
    edits = _compatible(found, refused)
    if not edits:
        return _Trial((), document, frozenset())
    source = document.source
    after = parse_document(Source(apply_edits(source.text, edits), source.path), _base(known))
    if len(after.entries) != len(document.entries) or after.headings != _headings_of(document, after):
        return _Trial(edits, None, frozenset(range(len(document.entries))))
    pairs = zip(document.entries, after.entries, strict=True)
    wrong = frozenset(index for index, (one, other) in enumerate(pairs) if not _same(one, other, fields))
    return _Trial(edits, after, wrong)


def _base(known: Knowledge) -> Knowledge | None:
    """What is known, None where it is what parsing knows by itself: that parser is there already."""
    from awesome_lint.knowledge import knowledge

    return None if known is knowledge() else known


def _headings_of(document: Document, after: Document) -> object:
    """The headings of `after` where they say what those of `document` do, else nothing that equals them."""
    said = [(heading.level, heading.title, heading.parent) for heading in document.headings]
    return after.headings if said == [(one.level, one.title, one.parent) for one in after.headings] else None


def _compatible(found: Found, refused: Refused) -> tuple[Edit, ...]:
    """The edits of changes that are not refused, in order, without those of changes that touch an earlier one's."""
    taken: list[Edit] = []
    known: set[Edit] = set()
    for name, changes in found:
        for change in changes:
            new = [edit for edit in change.edits if edit not in known]
            if any((name, index) in refused for index in change.entries) or any(_touches(edit, taken) for edit in new):
                continue
            for edit in new:
                insort(taken, edit)
                known.add(edit)
    return tuple(taken)


def _touches(edit: Edit, taken: Sequence[Edit]) -> bool:
    at = bisect_right(taken, edit)
    return (at > 0 and taken[at - 1].span.end > edit.span.start) or (
        at < len(taken) and taken[at].span.start < edit.span.end
    )


def _same(one: Entry, other: Entry, fields: Collection[str]) -> bool:
    """Whether two entries say the same but for `fields`, and those the same in other words."""
    if any(getattr(one, name) != getattr(other, name) for name in (*_FIXED, *_PLACED)):
        return False
    repaired = "text" in fields
    return (
        _alike(one.title, other.title, "titles" in fields)
        and all(_alike(getattr(one, name), getattr(other, name), repaired) for name in _SAID)
        and (one.venue_raw == other.venue_raw or "venue" in fields or (repaired and one.venue == other.venue))
        and (one.unlinked == other.unlinked)
        and (one.keywords == other.keywords or _same_words(one.keywords, other.keywords, fields))
        and dict(one.ids) == dict(other.ids)
        and len(one.links) == len(other.links)
        and all(_same_link(*pair, fields) for pair in zip(one.links, other.links, strict=True))
    )


def _alike(one: str | None, other: str | None, mended: bool) -> bool:
    """Whether two texts are equal, or one is the other in better shape: with the same letters where they are ASCII."""
    if one == other:
        return True
    if not mended or not one or not other:
        return False
    return fold(one) == fold(other) or not one.isascii()


def _same_words(one: Sequence[str], other: Sequence[str], fields: Collection[str]) -> bool:
    if "keywords" in fields:
        return _alike("".join(one), "".join(other), True)
    return "text" in fields and len(one) == len(other)


def _same_link(one: Link, other: Link, fields: Collection[str]) -> bool:
    """Whether two links lead to the same thing in the same role."""
    if (one.in_title, one.form) != (other.in_title, other.form):
        return False
    told = "text" in fields and one.label != other.label and not one.label.isascii()  # what a label says comes back
    if (one.role, one.named) != (other.role, other.named) and not told:
        return False
    if one.identity.folded != other.identity.folded or bool(one.url) != bool(other.url):
        return False
    if one.url != other.url and "links" not in fields:
        return False
    if one.label == other.label:
        return True
    if one.named and "labels" in fields:
        return True
    shows_address = "links" in fields and one.label == one.url and other.label == other.url
    return (
        shows_address or "venue" in fields or _alike(one.label, other.label, not {"titles", "text"}.isdisjoint(fields))
    )
