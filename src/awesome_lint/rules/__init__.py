"""The rules, one file each, in a folder a family.

`ALL_RULES` and `OFFLINE_RULES` are loaded when they are asked for: a run whose result is known needs none of them, and
only the link checker and what explains rules need those that judge what the network said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule
    from awesome_lint.rules.catalogue import OFFLINE_RULES
    from awesome_lint.rules.whole import ALL_RULES

__all__ = ["ALL_RULES", "OFFLINE_RULES", "Context", "Example", "Expected", "Option", "Report", "Rule"]

_HOMES = {"ALL_RULES": "whole", "OFFLINE_RULES": "catalogue"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module = import_module(f"awesome_lint.rules.{_HOMES.get(name, 'base')}")
    return getattr(module, name)
