"""What entries say beside their titles: damage repaired, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.normalize.fields.changes import Change
from awesome_lint.normalize.fields.damage import is_inside, repairs, within

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.model import Document
    from awesome_lint.normalize.fields import Choices


def changes(document: Document, like: Document, choices: Choices, known: Knowledge) -> list[Change]:
    """The edits that repair wrong encodings and invisible characters in entries, their titles left out."""
    edits = repairs(document)
    if not edits:
        return []
    titles = sorted(span for entry in document.entries for span in entry.spans.get("title", ()))
    edits = [edit for edit in edits if not is_inside(edit.span, titles)]
    return [
        Change(frozenset((index,)), own)
        for index, entry in enumerate(document.entries)
        if (own := within(entry.span, edits))
    ]
