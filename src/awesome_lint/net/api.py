"""One API: its address, its secret, its pace. What it answers is for its resolver to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from awesome_lint.records import NamedTuple

if TYPE_CHECKING:
    from awesome_lint.net.resolvers.base import Resolver


class Reply(NamedTuple):
    """An API's whole answer: `headers` by lower-case name, `body` decompressed."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON; None where it is none, or is not said to be."""
        import json

        if "json" not in self.headers.get("content-type", ""):
            return None
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


class Undecided(Exception):
    """An API did not answer to the point: `kind` as in `Evidence`, `reason` in words for people."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


class Api(Protocol):
    """How a resolver asks its API.

    It keeps the API's pace and concurrency, sends the secret to its host only, retries what may be retried (429, 5xx
    and lost connections, with `Retry-After`), follows no redirects, and reads at most `NetSettings.api_body` bytes.
    """

    base: str
    """The base address, without a slash at its end."""
    token: str | None
    """The secret, which is sent along; resolvers only look whether there is one."""
    mailto: str | None

    async def get(
        self, path: str, params: Mapping[str, str] | None = None, *, accept: str = "application/json"
    ) -> Reply:
        """The answer to a GET, whatever its status but those retried in vain. `Undecided` where there is none."""
        ...

    async def post(
        self,
        path: str,
        *,
        form: Mapping[str, str] | None = None,
        json: Any = None,
        params: Mapping[str, str] | None = None,
        accept: str = "application/json",
    ) -> Reply:
        """As `get`, with a form or JSON as the body."""
        ...

    def at(self, resolver: type[Resolver]) -> Api:
        """Another API, which this one's resolver asks besides: with its own address, pace and secret."""
        ...
