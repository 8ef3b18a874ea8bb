"""What layouts hand over, and what they are told."""

from __future__ import annotations

from typing import Protocol

from awesome_lint.markdown import Node
from awesome_lint.parse.flow import Part
from awesome_lint.parse.look import Look
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span


class Carrier(NamedTuple):
    """One entry's place: the node that carries it, from where to where, and its parts in reading order.

    `section` are the titles above it, `heading` the index of the innermost heading (-1 for none), `group` numbers its
    neighbours of one form. `of_datasets`: the table's head says that its rows are data sets.
    """

    layout: str
    span: Span
    section: tuple[str, ...]
    parts: list[Part]
    heading: int = -1
    group: int = 0
    checked: bool | None = None
    of_datasets: bool = False


class Scope(NamedTuple):
    """Where in the document a layout looks: the titles and labels above, and the carriers found so far.

    `preamble`: above the first section, where lists speak of themselves.
    """

    look: Look
    section: tuple[str, ...]
    heading: int
    paper_list: bool
    groups: dict[object, int]
    out: list[Carrier]
    preamble: bool = False

    def within(self, label: str) -> Scope:
        """The scope of a group with its own label."""
        return self._replace(section=(*self.section, label)) if label else self

    def group(self, key: object) -> int:
        """The number of a group of neighbours, the same for equal keys."""
        return self.groups.setdefault(key, len(self.groups) + 1)

    def emit(self, carrier: Carrier) -> None:
        self.out.append(carrier)


class Layout(Protocol):
    """One way lists lay entries out."""

    name: str

    def take(self, blocks: list[Node], index: int, scope: Scope) -> int:
        """Emit the entries that begin with `blocks[index]`; how many blocks that took, 0 for none of its kind."""
        ...
