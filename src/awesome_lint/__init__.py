r"""A linter for awesome lists: `parse` reads a Markdown list as entries, `lint` says what is wrong, `fix` mends it.

`check_links` asks the network where links lead, `normalize` writes a list in one style.

>>> import awesome_lint
>>> document = awesome_lint.parse("- [tool](https://example.org) - what it does\n", "README.md")
>>> [entry.title for entry in document.entries]
['tool']
>>> awesome_lint.lint([document])
[]
>>> table = awesome_lint.parse("|Name|Link|Notes|\n|-|-|-|\n|tool|https://example.org|\n")
>>> awesome_lint.fix(table, awesome_lint.lint([table]))
'|Name|Link|Notes|\n|-|-|-|\n|tool|https://example.org||\n'
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from awesome_lint.version import __version__

if TYPE_CHECKING:
    from awesome_lint.api import (
        Document,
        Entry,
        Finding,
        Settings,
        SettingsError,
        check_links,
        fix,
        lint,
        normalize,
        parse,
        render,
    )
    from awesome_lint.net.settings import NetSettings

__all__ = [
    "Document",
    "Entry",
    "Finding",
    "NetSettings",
    "Settings",
    "SettingsError",
    "__version__",
    "check_links",
    "fix",
    "lint",
    "normalize",
    "parse",
    "render",
]


def __getattr__(name: str) -> Any:
    if name == "NetSettings":
        from awesome_lint.net.settings import NetSettings

        return NetSettings
    if name in ("Document", "Entry", "Finding", "Settings", "SettingsError", "check_links", "fix", "render"):
        from awesome_lint import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Library(ModuleType):
    """This package. Some functions bear the names of the rooms behind them: `parse/`, `lint/` and `normalize/`.

    Importing such a room would put the module in the function's place, so they are properties, loaded when used.
    """

    @property
    def parse(self) -> Any:
        from awesome_lint import api

        return api.parse

    @parse.setter
    def parse(self, room: ModuleType) -> None: ...

    @property
    def lint(self) -> Any:
        from awesome_lint import api

        return api.lint

    @lint.setter
    def lint(self, room: ModuleType) -> None: ...

    @property
    def normalize(self) -> Any:
        from awesome_lint import api

        return api.normalize

    @normalize.setter
    def normalize(self, room: ModuleType) -> None: ...


sys.modules[__name__].__class__ = _Library
