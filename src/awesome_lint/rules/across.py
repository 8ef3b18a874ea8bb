"""What rules ask of all the lists of one run together, each answer worked out once and only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.model import Collection

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge


class Across:
    """The shared evidence about a collection of lists."""

    def __init__(self, collection: Collection, knowledge: Knowledge) -> None:
        self.collection = collection
        self.knowledge = knowledge
