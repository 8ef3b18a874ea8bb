"""The rules, one file each, in a folder a family.

`ALL_RULES` and `OFFLINE_RULES` are loaded when they are asked for: a run whose result is known needs none of them, and
only the link checker and what explains rules need those that judge what the network said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_lint.lazy import lazily

if TYPE_CHECKING:
    from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule
    from awesome_lint.rules.catalogue import OFFLINE_RULES
    from awesome_lint.rules.whole import ALL_RULES

__all__ = ["ALL_RULES", "OFFLINE_RULES", "Context", "Example", "Expected", "Option", "Report", "Rule"]

_HOMES = dict.fromkeys(__all__, "base") | {"ALL_RULES": "whole", "OFFLINE_RULES": "catalogue"}

__getattr__ = lazily(__name__, _HOMES)
