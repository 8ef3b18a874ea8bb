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
    from awesome_lint.style.target import (
        Target,
        TemplateError,
        Translated,
        named_target,
        target_from_template,
        target_like,
    )
    from awesome_lint.style.template import Template
    from awesome_lint.style.ties import Tie
    from awesome_lint.style.translate import record_of
    from awesome_lint.style.write import write_entries

__all__ = [
    "Record",
    "Style",
    "Target",
    "Template",
    "TemplateError",
    "Tie",
    "Translated",
    "Value",
    "infer",
    "insert_link",
    "named_target",
    "record_of",
    "target_from_template",
    "target_like",
    "usual_label",
    "write_entries",
]

_HOMES = {
    "Record": "record",
    "Style": "style",
    "Target": "target",
    "Template": "template",
    "TemplateError": "target",
    "Tie": "ties",
    "Translated": "target",
    "Value": "record",
    "infer": "style",
    "insert_link": "insert",
    "named_target": "target",
    "record_of": "translate",
    "target_from_template": "target",
    "target_like": "target",
    "usual_label": "labels",
    "write_entries": "write",
}

__getattr__ = lazily(__name__, _HOMES)
