"""How a list writes its entries: the other direction of parsing.

What this room offers is loaded when it is asked for: most runs compare entries, and write none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.lazy import lazily

if TYPE_CHECKING:
    from awesome_lint.style.insert import insert_link
    from awesome_lint.style.labels import usual_label
    from awesome_lint.style.record import Record, Value
    from awesome_lint.style.style import Style, infer
    from awesome_lint.style.template import Template
    from awesome_lint.style.write import record_of, write_entries

__all__ = [
    "Record",
    "Style",
    "Template",
    "Value",
    "infer",
    "insert_link",
    "record_of",
    "usual_label",
    "write_entries",
]

_HOMES = {
    "Record": "record",
    "Style": "style",
    "Template": "template",
    "Value": "record",
    "infer": "style",
    "insert_link": "insert",
    "record_of": "write",
    "usual_label": "labels",
    "write_entries": "write",
}

__getattr__ = lazily(__name__, _HOMES)
