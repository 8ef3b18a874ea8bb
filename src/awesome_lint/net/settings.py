"""How the link checker asks: all that the command line, the environment and a configuration may say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from awesome_lint.records import NamedTuple
from awesome_lint.version import __version__

_NONE: Mapping[str, Any] = MappingProxyType({})

USER_AGENT = f"awesome-lint/{__version__} (+https://github.com/awesome-lint/awesome-lint)"


class NetSettings(NamedTuple):
    """The limits, addresses and secrets of one run. Times are seconds, sizes bytes.

    `timeout` is for each of connecting, the first and every further piece of an answer; `link_time` for one link with
    all its redirects and retries; `max_time` for the run (None: no end). `concurrency` requests run at a time,
    `per_host` to one host, `interval` apart there. `retries` come after the first attempt. A `Retry-After` above
    `patience` is not waited for. `body` is how much of a page is read, after decompression; `api_body` of an API's.
    `facts` is how many requests may go to APIs that tell further facts one at a time: what they do not suffice for is
    left to the next runs, which find the answers of this one in the cache.

    `captures` is how many dead links are looked up in the Wayback Machine, three seconds apart. `describe`: pages are
    read for what they say that they are, too.

    `accept` are further statuses that count as good. `headers` are sent to their host only (lower case, no port).
    `proxy` is an address; `resolve` says where a host is, as curl's option; `dns` is a name server (`127.0.0.1:5353`)
    to ask instead of the system's; `ca_file` holds certificates that are trusted besides. `allow_private` lets
    addresses that are not public be asked.
    `apis` are base addresses by a resolver's name, `tokens` secrets by it (`github`, `s2`, `huggingface` …); `mailto`
    is told to the APIs that ask for it. `paces` are the seconds between requests to an API, by the same names, and
    between its refusal and the next attempt, where an API of one's own allows another pace than the public one; by a
    host's name, between requests for its pages. No secret ever stands in a message, a cache or a log.
    """

    timeout: float = 20.0
    link_time: float = 60.0
    max_time: float | None = None
    concurrency: int = 256
    per_host: int = 10
    interval: float = 0.05
    retries: int = 2
    patience: float = 30.0
    facts: int = 40
    captures: int = 20
    redirects: int = 10
    body: int = 65_536
    api_body: int = 10_000_000
    accept: frozenset[int] = frozenset()
    describe: bool = False
    user_agent: str = USER_AGENT
    headers: Mapping[str, tuple[tuple[str, str], ...]] = _NONE
    proxy: str | None = None
    resolve: Mapping[str, str] = _NONE
    dns: str | None = None
    ca_file: str | None = None
    allow_private: bool = False
    apis: Mapping[str, str] = _NONE
    tokens: Mapping[str, str] = _NONE
    mailto: str | None = None
    paces: Mapping[str, float] = _NONE

    def __repr__(self) -> str:
        """Without the secrets."""
        shown = (name for name in self._fields if name not in ("headers", "tokens", "proxy"))
        return f"NetSettings({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"
