"""The ways lists lay entries out; each says where an entry begins and ends, and nothing else."""

from awesome_lint.parse.layouts.base import Carrier, Layout, Scope
from awesome_lint.parse.layouts.details import Details
from awesome_lint.parse.layouts.heading import Headings, Section
from awesome_lint.parse.layouts.items import Items
from awesome_lint.parse.layouts.paragraph import Paragraphs
from awesome_lint.parse.layouts.table import Tables

HEADINGS = Headings()
DETAILS = Details()
LAYOUTS: tuple[Layout, ...] = (Tables(), Items(), Paragraphs())

__all__ = ["DETAILS", "HEADINGS", "LAYOUTS", "Carrier", "Layout", "Scope", "Section"]
