"""What rules ask of all the lists of one run together, each answer worked out once and only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from awesome_lint.model import Changes, Collection

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge


class Across:
    """The shared evidence about a collection of lists."""

    def __init__(
        self, collection: Collection, knowledge: Knowledge, changes: Mapping[str, Changes] = MappingProxyType({})
    ) -> None:
        self.collection = collection
        self.knowledge = knowledge
