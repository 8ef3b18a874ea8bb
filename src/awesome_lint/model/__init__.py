"""The normalized model: plain frozen data, what a list says once its layout is taken away."""

from awesome_lint.model.changes import Changes
from awesome_lint.model.document import Collection, Definition, Document, Heading, Malformed
from awesome_lint.model.entry import Entry, Link, Segment
from awesome_lint.model.evidence import Evidence, Published, Resource
from awesome_lint.model.identity import Identity

__all__ = [
    "Changes",
    "Collection",
    "Definition",
    "Document",
    "Entry",
    "Evidence",
    "Heading",
    "Identity",
    "Link",
    "Malformed",
    "Published",
    "Resource",
    "Segment",
]
