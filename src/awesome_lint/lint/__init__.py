"""Running rules over documents."""

from __future__ import annotations

from inspect import cleandoc

from awesome_lint.findings import RuleInfo
from awesome_lint.lint.engine import lint_documents
from awesome_lint.lint.settings import SelectedRule, Settings, SettingsError
from awesome_lint.rules.base import Rule

__all__ = ["SelectedRule", "Settings", "SettingsError", "explain", "lint_documents", "rule_info"]


def rule_info(rule: type[Rule]) -> RuleInfo:
    """What reports say of a rule."""
    return RuleInfo(
        rule.code, rule.name, rule.severity, rule.summary(), cleandoc(rule.__doc__ or ""), rule.url(), rule.fixable
    )


def explain(rule: type[Rule], examples: int = 2) -> str:
    """The page of a rule as Markdown: name, severity, docstring, options and the first `examples` of each kind."""
    from awesome_lint.lint.pages import rule_page

    return rule_page(rule, examples)
