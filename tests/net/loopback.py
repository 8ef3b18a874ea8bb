"""Servers that run in a thread of their own, for runs that have a loop of events of their own too."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from awesome_lint.net.settings import NetSettings
from tests.net.servers import NameServer, Site, Talk, name_server, says, site


class Loopback:
    """One web server for all hosts, and the name server that leads to it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, web: Site, names: NameServer) -> None:
        self._loop = loop
        self.web = web
        self.names = names

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.web.port}{path}"

    def asked(self) -> list[tuple[str, str]]:
        """Host and path of all requests so far."""
        return [(one.host, one.target) for one in self.web.requests]

    def settings(self, **changes: Any) -> NetSettings:
        """Everything is asked here, and nothing waits for long."""
        names = ("arxiv", "doi", "crossref", "datacite", "github", "openreview", "s2", "huggingface", "youtube")
        here = f"http://127.0.0.1:{self.web.port}"
        default = NetSettings(
            timeout=2.0,
            link_time=4.0,
            interval=0.0,
            retries=0,
            dns=self.names.address,
            allow_private=True,
            apis={name: f"{here}/{name}" for name in (*names, "wayback")},
            paces=dict.fromkeys((*names, "wayback"), 0.0),
        )
        return default._replace(**changes)


@contextlib.contextmanager
def loopback(talk: Talk | bytes, names: Mapping[str, Iterable[str] | str]) -> Iterator[Loopback]:
    """Servers while the context lasts."""
    loop = asyncio.new_event_loop()
    ready: list[Loopback] = []
    begun, ended = threading.Event(), asyncio.Event()

    async def serve() -> None:
        async with site(says(talk) if isinstance(talk, bytes) else talk) as web, name_server(names) as server:
            ready.append(Loopback(loop, web, server))
            begun.set()
            await ended.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    begun.wait()
    try:
        yield ready[0]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        loop.close()
