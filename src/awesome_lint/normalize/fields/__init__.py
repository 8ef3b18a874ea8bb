"""Canonical fields: venues, links, labels, titles and keywords of a list's entries each in one form, on request.

Everything that is not asked for, and all that is no entry's, stays as it is. One file a field says what would change;
`proof` keeps what changes nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.model import Document, Entry
    from awesome_lint.normalize.fields.changes import Change

FIELDS = ("venue", "links", "labels", "titles", "keywords", "text")
"""The fields that have a canonical form. `text` is what entries say beside their titles: only damage is repaired."""

_ROUNDS = 4  # what one field's edits make possible for another's


class FieldError(ValueError):
    """A field that there is not."""


class Choices(NamedTuple):
    """Which of several canonical forms is wanted; None: the one that prevails in the list.

    `arxiv`: `abs` or `pdf`; `doi`: `doi.org` (pages of publishers give way to it where they name a DOI) or `keep`;
    `venues`: `prevailing` (the list's own writing, where several entries share one) or `known` (the knowledge base's
    short name).
    """

    arxiv: str | None = None
    doi: str | None = None
    venues: str = "prevailing"


def chosen_fields(names: Iterable[str]) -> tuple[str, ...]:
    """The fields of these names, each once, in the order of `FIELDS`; `FieldError` for a name that is none's."""
    wanted = {name.strip() for name in names}
    for name in sorted(wanted.difference(FIELDS)):
        from difflib import get_close_matches

        near = get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.5)
        meant = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(FIELDS)}"
        raise FieldError(f"unknown field {name!r}{meant}")
    return tuple(name for name in FIELDS if name in wanted)


class Canonical(NamedTuple):
    """What gives fields their canonical form.

    `edits` are in order, without overlaps; `left` are the fields that stay as they are, by field and entry: their form
    would change what else the entry says, or another one.
    """

    edits: tuple[Edit, ...]
    left: tuple[tuple[str, Entry], ...]


def canonical(
    document: Document, fields: Collection[str], choices: Choices, known: Knowledge, like: Document | None = None
) -> list[Edit]:
    """The edits that give `fields` of all entries their canonical form, in order, without overlaps.

    What prevails in the list `like` counts, in the document itself where that is None. Entries read as before but for
    the fields asked for: an edit that would change more is left out. Running again on what came of it gives no edits.
    `FieldError` for a field that there is not.
    """
    return list(canonical_form(document, fields, choices, known, like).edits)


def canonical_form(
    document: Document, fields: Collection[str], choices: Choices, known: Knowledge, like: Document | None = None
) -> Canonical:
    """As `canonical`, and what was left out."""
    from awesome_lint.normalize.fields.proof import proven
    from awesome_lint.source import compose_edits

    names = chosen_fields(fields)
    done: tuple[Edit, ...] = ()
    refused: frozenset[tuple[str, int]] = frozenset()
    after = document
    for _ in range(_ROUNDS):
        found = [(name, _changes(name)(after, like or after, choices, known)) for name in names]
        kept = proven(after, known, found, refused)
        refused = kept.refused
        if not kept.edits:
            break
        done, after = compose_edits(done, kept.edits), kept.document
    left = sorted(refused, key=lambda one: (one[1], FIELDS.index(one[0])))
    return Canonical(done, tuple((name, document.entries[index]) for name, index in left))


def _changes(name: str) -> Callable[[Document, Document, Choices, Knowledge], list[Change]]:
    """What finds the changes of a field: one file each, loaded when it is asked for."""
    changes: Callable[[Document, Document, Choices, Knowledge], list[Change]]
    changes = import_module(f"{__name__}.{name}").changes
    return changes
