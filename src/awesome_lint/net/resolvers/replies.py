"""What resolvers share: refusals in words, and redirects within an API."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit
from weakref import WeakKeyDictionary

from awesome_lint.net.api import Api, Reply, Undecided
from awesome_lint.net.resolvers.base import unexpected
from awesome_lint.net.words import plain


def refusal(reply: Reply, label: str, hint: str = "") -> Undecided:
    """Why an answer decides nothing. `hint` says what would help."""
    why = unexpected(reply, label)
    kind = "protocol" if why.kind == "undecided" else why.kind  # an answer that is none, not one that leaves it open
    return Undecided(kind, f"{why.reason}; {hint}" if hint else why.reason)


def json_object(reply: Reply) -> dict[str, Any] | None:
    """The JSON object that an answer holds, None where it holds anything else."""
    value = reply.json()
    return value if isinstance(value, dict) else None


def text(value: Any) -> str:
    """A string that an answer should hold, as words of one line; empty for anything else."""
    return plain(value) if isinstance(value, str) else ""


def next_path(reply: Reply, api: Api, path: str, official: str) -> str | None:
    """Where an answer to `path` redirects to, as a path of the API; None where that is another host's.

    The address stands in `Location`, or in a JSON body's `url`. Addresses at the API's `official` base count as those
    at the base that is asked instead, so that a redirect never leads a secret anywhere else.
    """
    target = reply.headers.get("location", "") or text((json_object(reply) or {}).get("url"))
    if not target:
        return None
    try:
        whole = urlsplit(urljoin(api.base + path, target))
        for base in (urlsplit(api.base), urlsplit(official)):
            if (whole.scheme, whole.netloc.lower()) == (base.scheme, base.netloc.lower()):
                if whole.path.startswith(base.path + "/"):
                    return whole.path[len(base.path) :]
    except ValueError:
        return None
    return None


class Refusals:
    """Which APIs have refused to go on: what says so once is not asked again before its time.

    It belongs to a run, for it lives as long as the `Api` does.
    """

    def __init__(self) -> None:
        self._refused: WeakKeyDictionary[Api, tuple[Undecided, float]] = WeakKeyDictionary()

    def remember(self, api: Api, why: Undecided, until: float = float("inf")) -> Undecided:
        """Keeps `why` until a time in Unix seconds."""
        self._refused[api] = why, until
        return why

    def check(self, api: Api) -> None:
        """Raises the refusal that still holds."""
        import time

        if api in self._refused:
            why, until = self._refused[api]
            if time.time() < until:
                raise Undecided(why.kind, why.reason)
            del self._refused[api]
