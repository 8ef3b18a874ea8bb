"""Regular expressions that are compiled when they are first used.

Compiling one takes a tenth of a millisecond or more, there are some two hundred, and a run over a list needs a part of
them: those for HTML only where there is HTML, those for an address only where a site has such addresses.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Deferred:
    """Stands in for a compiled pattern, and takes its methods over with the first question."""

    def __init__(self, text: Any, flags: int) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # what copying and the like ask for
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        for method in ("match", "search", "fullmatch", "sub", "split", "findall", "finditer"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, put off until a method of the pattern is asked for; after that it costs no more than the real one.

    An expression that cannot be compiled raises `re.error` only then.
    """
    return cast("re.Pattern[AnyStr]", _Deferred(text, flags))
