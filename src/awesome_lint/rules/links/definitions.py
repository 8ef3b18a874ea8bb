"""Reference definitions: their labels folded, and those that are comments."""

from __future__ import annotations

from awesome_lint.model import Definition


def fold_label(label: str) -> str:
    """A label as Markdown compares it: without case, white space folded."""
    return " ".join(label.split()).casefold()


def is_comment(definition: Definition) -> bool:
    """Whether a definition is only there to carry a comment: `[//]: # (…)`, `[comment]: <> (…)`."""
    return definition.url in ("", "#") or fold_label(definition.label) in ("//", "comment", "#")
