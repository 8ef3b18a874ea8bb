"""How a list writes its entries: the other direction of parsing."""

from awesome_lint.style.insert import insert_link
from awesome_lint.style.labels import usual_label
from awesome_lint.style.record import Record, Value
from awesome_lint.style.render import render
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
    "render",
    "usual_label",
    "write_entries",
]
