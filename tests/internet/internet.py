"""The whole internet of the tests: hosts, APIs, names and certificates, in a thread of its own."""

from __future__ import annotations

import asyncio
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Any

from . import apis, truth, truth_apis, web
from .apis import Api
from .certificates import Certificates
from .names import OTHER_TOP, NameServer
from .server import Host, Place, Seen
from .truth import Case
from .world import World

CASES = (*truth.PAGES, *truth_apis.CASES)


class Internet:
    """A few hundred hosts on loopback addresses; a context manager that runs them in a thread.

    `files` is where certificates are written; without, a folder that ends with it. With `real_ports` hosts listen at 80
    and 443, names are served at port 53, and the sites that everybody knows are there too: for a network
    of its own; there `.test` becomes `.lab`, for some checkers ask for no host below `.test`.
    """

    def __init__(
        self,
        hosts: Sequence[Host] | None = None,
        *,
        world: World | None = None,
        zone: dict[str, str] | None = None,
        files: Path | None = None,
        first: int = 2,
        real_ports: bool = False,
    ) -> None:
        self.world = truth_apis.world() if world is None else world
        self.apis, api_hosts = apis.hosts(self.world)
        pages = truth.hosts() if hosts is None else hosts
        known = web.hosts(self.world, self.apis) if real_ports else []
        self.place = Place([*pages, *api_hosts, *known], first, real_ports)
        self._temporary = None if files else tempfile.TemporaryDirectory()
        self.files = files or Path(self._temporary.name if self._temporary else "")
        self.certificates = Certificates(self.files)
        self.names = NameServer({})
        self._zone = truth.zone() if zone is None else zone
        self._real_ports = real_ports
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="internet", daemon=True)
        self._started: Future[None] = Future()
        self._end: asyncio.Event | None = None
        self.dns = ""

    def __enter__(self) -> Internet:
        self._prepare()
        self._thread.start()
        self._started.result(30)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._loop is not None and self._end is not None:
            self._loop.call_soon_threadsafe(self._end.set)
            self._thread.join(30)
        if self._temporary is not None:
            self._temporary.cleanup()

    @property
    def secrets(self) -> dict[str, str]:
        """The tokens that the APIs know, by API."""
        return {"github": apis.GitHub.TOKEN, "s2": apis.Scholar.KEY, "huggingface": apis.HuggingFace.TOKEN}

    @property
    def ca_file(self) -> Path:
        """The authority to trust."""
        return self.certificates.file

    @property
    def seen(self) -> tuple[Seen, ...]:
        """All requests so far."""
        return tuple(self.place.seen)

    def api(self, name: str) -> Api:
        return self.apis[name]

    def bases(self, scheme: str = "https") -> dict[str, str]:
        """The base addresses of the APIs."""
        port = "" if self._real_ports else f":{self.place.port}"
        return {name: f"{scheme}://{self.place.at[f'{name}-api.test']}{port}" for name in self.apis}

    def url(self, url: str) -> str:
        """An address of the table as it is served here."""
        return self.place.url(url)

    def forget(self) -> None:
        """As if nothing had been asked before."""
        self.place.seen.clear()
        self.place.visits.clear()

    def hang_up(self) -> None:
        """From now on every connection is reset, and no name is known."""
        self.place.down = self.names.down = True

    def wait(self, happened: Callable[[], bool], seconds: float = 20) -> None:
        """Until something happened. `TimeoutError` where it does not."""
        end = time.monotonic() + seconds
        while not happened():
            if time.monotonic() > end:
                raise TimeoutError("it did not happen")
            time.sleep(0.01)

    def _prepare(self) -> None:
        self.place.listen()
        place = self.place
        named = [host.name for host in place.hosts.values() if host.tls == "good"]
        other = [name.removesuffix(".test") + OTHER_TOP for name in named if name.endswith(".test")]
        self.certificates.prepare((*named, *other, *place.at.values(), "::1"))
        place.contexts = {host.name: self.certificates.context(host.tls, host.name) for host in place.hosts.values()}
        zone: dict[str, str | tuple[str, ...]] = {host.name: place.addresses(host) for host in place.hosts.values()}
        self.names.zone = {**zone, **self._zone}

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            if not self._started.done():
                self._started.set_exception(error)
            raise

    async def _serve(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        port = 53 if self._real_ports else 0
        transport, _ = await self._loop.create_datagram_endpoint(lambda: self.names, local_addr=("127.20.0.2", port))
        host, port = transport.get_extra_info("sockname")
        self.dns = f"{host}:{port}"
        self.place.start()
        self._started.set_result(None)
        await self._end.wait()
        await self.place.stop()
        transport.close()
        await asyncio.sleep(0)


HEADING = ("# Papers on Scene Maps", "", "What has been written about maps of scenes.", "", "## Papers", "")
"""The lines of a list before its entries."""


def markdown(cases: Iterable[Case], url: Callable[[str], str]) -> str:
    """A list with an entry for each case, one a line; `url` says how an address is spelt."""
    entries = [f"- {case.entry}, ICCV 2023 [[{case.label}]({url(case.link)})]" for case in cases]
    return "\n".join([*HEADING, *entries]) + "\n"


def by_name(cases: Sequence[Case], findings: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """The findings of a report in JSON, by the name of the case whose entry they stand on."""
    said: dict[str, list[Mapping[str, Any]]] = {case.name: [] for case in cases}
    for finding in findings:
        said[cases[finding["line"] - len(HEADING) - 1].name].append(finding)
    return said
