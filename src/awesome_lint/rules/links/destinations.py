"""What the links of a file lead to: every inline destination, and every definition once however often it is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from awesome_lint.findings import Related
from awesome_lint.model import Document
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.markdown.node import Node
    from awesome_lint.rules.base import Context

SHOWN_USES = 20


class Destination(NamedTuple):
    """One address as the source writes it once.

    `span` is the link, or for a reference its definition; `url_span` the address itself. `label` is the link's text
    (of the first use), `uses` the references that lead here, empty for other links. `form` as of a link node.
    """

    url: str
    span: Span
    url_span: Span
    label: str
    form: str
    uses: tuple[Span, ...] = ()

    @property
    def place(self) -> Span:
        """The address where it is written, the whole link where it is empty."""
        return self.url_span if self.url_span.end > self.url_span.start else self.span


def collect(document: Document, links: Iterable[Node]) -> Iterator[Destination]:
    """The destinations of `links`, in document order of the links, definitions where they are first used."""
    definitions = {definition.key: definition for definition in reversed(document.definitions)}
    uses: defaultdict[str, list[Node]] = defaultdict(list)
    own: list[Node | str] = []
    for link in links:
        key = link.data.get("key")
        if link.data.get("form") != "reference" or key not in definitions:
            own.append(link)
            continue
        if key not in uses:
            own.append(key)
        uses[key].append(link)
    for item in own:
        if isinstance(item, str):
            definition = definitions[item]
            spans = tuple(link.span for link in uses[item])
            label = uses[item][0].plain()
            yield Destination(definition.url, definition.span, definition.url_span, label, "reference", spans)
        else:
            yield Destination(
                item.data["url"], item.span, item.data["url_span"], item.plain().strip(), item.data["form"]
            )


def other_uses(context: Context, destination: Destination) -> list[Related]:
    """The uses of a destination that stands in a definition, the first twenty of them."""
    return [context.related(span, "used here") for span in destination.uses[:SHOWN_USES]]
