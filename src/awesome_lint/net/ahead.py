"""Pages fetched in a process of its own, so that lists are read and judged on another processor meanwhile.

Only pages are asked for there: each host's pace and connections are in one process, and what is said of an address goes
to the one that began, which alone decides, counts, keeps and ends.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any

from awesome_lint.model import Evidence
from awesome_lint.net.pages import at_a_time, fetching

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from awesome_lint.knowledge.hosts import Hosts
    from awesome_lint.net.settings import NetSettings

WORTH_PROCESS = 400
"""Pages from which on a process of its own pays."""

APIS = 16
"""Requests at a time that are left to this process, for the APIs."""

_TOLD_EVERY = 0.05  # seconds
_AT_ONCE = 10_000  # addresses of one message
_BEGIN, _NO_MORE = "begin", "no more"
_Told = tuple[list[tuple[Evidence, list[str]]], dict[str, int]]
"""Evidence with the addresses that it is of, and how many requests were sent since the last message, by host."""


def pays(pages: int, settings: NetSettings) -> bool:
    """Whether so many pages are fetched sooner by another process, and there can be one."""
    # On macOS a copy of a process must not look up names.
    if pages < WORTH_PROCESS or at_a_time(settings) <= 2 * APIS or not sys.platform.startswith("linux"):
        return False
    return len(os.sched_getaffinity(0)) > 1


class Ahead:
    """The process, from the side of the one that began it. It ends with its context, or with this process.

        with Ahead(settings, hosts) as ahead:
            ahead.ask({"example.org": ["https://example.org/a"]})
            async for evidence, addresses in ahead.answers():
                ...

    `requests` are those it sent, by host.
    """

    def __init__(self, settings: NetSettings, hosts: Hosts) -> None:
        import multiprocessing

        context = multiprocessing.get_context("fork")
        self.requests: Counter[str] = Counter()
        self._own, other = context.Pipe()
        share = settings._replace(concurrency=max(1, at_a_time(settings) - APIS))
        self.process = context.Process(target=_serve, args=(self._own, other, share, hosts), daemon=True)
        self.process.start()
        other.close()

    def __enter__(self) -> Ahead:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self.process.is_alive()

    def ask(self, pages: Mapping[str, Sequence[str]]) -> None:
        """Let these pages be fetched, by host, each the last one first."""
        with suppress(OSError):  # it was ended; `answers` says so
            for some in _slices(pages):
                self._own.send(some)
            self._own.send(_BEGIN)

    async def answers(self) -> AsyncGenerator[tuple[Evidence, list[str]], None]:
        """What was found, until all that was asked for is. `EOFError` where the process ended before that."""
        loop = asyncio.get_running_loop()
        came = asyncio.Event()
        descriptor = self._own.fileno()
        loop.add_reader(descriptor, came.set)
        try:
            with suppress(OSError):
                self._own.send(_NO_MORE)
            while True:
                await came.wait()
                came.clear()
                while self._own.poll():
                    try:
                        told: _Told | None = self._own.recv()
                    except OSError:
                        raise EOFError from None
                    if told is None:
                        return
                    self.requests.update(told[1])
                    for answer in told[0]:
                        yield answer
                    await asyncio.sleep(0)
        finally:
            loop.remove_reader(descriptor)

    def stop(self) -> None:
        """End it, whatever it does."""
        if self.runs:
            self.process.terminate()
        self.process.join()
        self._own.close()


def _slices(pages: Mapping[str, Sequence[str]]) -> Iterator[list[tuple[str, Sequence[str]]]]:
    """Hosts with their pages, so many pages at a time that no message is very long."""
    some: list[tuple[str, Sequence[str]]] = []
    count = 0
    for host, addresses in pages.items():
        for start in range(0, len(addresses), _AT_ONCE):
            part = addresses[start : start + _AT_ONCE]
            some.append((host, part))
            count += len(part)
            if count >= _AT_ONCE:
                yield some
                some, count = [], 0
    if some:
        yield some


# The other side.


def _serve(other: Connection[Any, Any], own: Connection[Any, Any], settings: NetSettings, hosts: Hosts) -> None:
    """Fetch what is asked for, until nothing more is, or nobody is there any more."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that began says when it is over
    other.close()  # else the end of that process would not be seen here
    asyncio.run(_Serving(own, settings, hosts).run())


class _Serving:
    """Takes addresses, fetches them, and tells what was found, as soon as the other side takes it."""

    def __init__(self, connection: Connection[Any, Any], settings: NetSettings, hosts: Hosts) -> None:
        self._connection, self._settings, self._hosts = connection, settings, hosts
        self._wanted: dict[str, list[str]] = {}
        self._found: dict[Evidence, list[str]] = {}
        self._work: set[asyncio.Task[None]] = set()
        self._no_more = asyncio.Event()
        self._done = False

    async def run(self) -> None:
        from awesome_lint.net.fetch import Fetcher

        async with Fetcher(self._settings, self._hosts) as self._fetcher:
            asyncio.get_running_loop().add_reader(self._connection.fileno(), self._take)
            teller = asyncio.create_task(self._tell())
            await self._no_more.wait()
            while self._work:
                await asyncio.wait(self._work)
            self._done = True
            await teller
            await self._send(self._told())
            await self._send(None)

    def _take(self) -> None:
        """One message of the other side."""
        try:
            message = self._connection.recv()
        except (EOFError, OSError):
            os._exit(1)  # nobody is there any more
        if message == _BEGIN:
            pages, self._wanted = self._wanted, {}
            for one in fetching(self._fetcher, pages, self._settings, self._note):
                task = asyncio.ensure_future(one)
                self._work.add(task)
                task.add_done_callback(self._work.discard)
        elif message == _NO_MORE:
            self._no_more.set()
        else:
            for host, addresses in message:
                self._wanted.setdefault(host, []).extend(addresses)

    async def _note(self, host: str, address: str, evidence: Evidence) -> None:
        # Equal evidence travels once: when it was had, the other side says.
        self._found.setdefault(evidence._replace(checked=0), []).append(address)

    async def _tell(self) -> None:
        while not self._done:
            await asyncio.sleep(_TOLD_EVERY)
            if self._found:
                await self._send(self._told())

    def _told(self) -> _Told:
        found, self._found = self._found, {}
        requests = dict(self._fetcher.requests)
        self._fetcher.requests.clear()
        return list(found.items()), requests

    async def _send(self, message: _Told | None) -> None:
        """In a thread: the other side may be busy with something else for long."""
        try:
            await asyncio.to_thread(self._connection.send, message)
        except OSError:
            os._exit(1)
