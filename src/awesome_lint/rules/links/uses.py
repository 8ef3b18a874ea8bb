"""Where a definition is used, for findings that stand on it."""

from __future__ import annotations

from awesome_lint.findings import Related
from awesome_lint.rules.base import Context
from awesome_lint.rules.links.destinations import Destination

SHOWN = 20


def other_uses(context: Context, destination: Destination) -> list[Related]:
    """The uses of a destination that stands in a definition, the first twenty of them."""
    return [context.related(span, "used here") for span in destination.uses[:SHOWN]]
