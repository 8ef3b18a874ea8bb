"""Running rules over documents.

What this room offers is loaded when it is asked for: a run whose result is known needs no engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.lazy import lazily

if TYPE_CHECKING:
    from awesome_lint.lint.engine import judge_documents, lint_documents
    from awesome_lint.lint.pages import explain, rule_info
    from awesome_lint.lint.settings import SelectedRule, Settings, SettingsError

__all__ = ["SelectedRule", "Settings", "SettingsError", "explain", "judge_documents", "lint_documents", "rule_info"]

_HOMES = {
    "SelectedRule": "settings",
    "Settings": "settings",
    "SettingsError": "settings",
    "explain": "pages",
    "judge_documents": "engine",
    "lint_documents": "engine",
    "rule_info": "pages",
}

__getattr__ = lazily(__name__, _HOMES)
