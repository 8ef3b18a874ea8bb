"""What rules ask of all the lists of one run together, each answer worked out once and only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from awesome_lint.model import Collection, Document
from awesome_lint.rules.files import Known, plain_path

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge


class Across:
    """The shared evidence about a collection of lists."""

    def __init__(self, collection: Collection, knowledge: Knowledge) -> None:
        self.collection = collection
        self.knowledge = knowledge

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """The lists that have a path, by that path in the form of `files.plain_path`."""
        documents = self.collection.documents
        return {plain_path(document.path): document for document in documents if document.source.path is not None}

    @cached_property
    def known_files(self) -> Known:
        """The files that are there because they were read."""
        return Known.of(self.by_path)
