"""The rules, one file each, in a folder a family.

`ALL_RULES` is loaded when it is asked for: a run whose result is known needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule
    from awesome_lint.rules.catalogue import ALL_RULES

__all__ = ["ALL_RULES", "Context", "Example", "Expected", "Option", "Report", "Rule"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = import_module(f"awesome_lint.rules.{'catalogue' if name == 'ALL_RULES' else 'base'}")
    return getattr(module, name)
