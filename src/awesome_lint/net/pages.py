"""In which order pages are fetched: several hosts in turn, so that connections are used again."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any

from awesome_lint.model import Evidence
from awesome_lint.net.files import allow_open_files

if TYPE_CHECKING:
    from awesome_lint.net.fetch import Fetcher
    from awesome_lint.net.settings import NetSettings

_WORKERS = 8  # who ask, for each request that may run at a time: most wait until a host may be asked again
_TOGETHER = 32  # hosts that are asked at a time, at least
_FEW = 2  # requests to one host at a time as long as others wait
_FILES = 64  # that a process needs besides its connections


class Pages:
    """The pages that are still to be fetched, taken from several hosts in turn, those with most pages first.

    `pages` are addresses by host, the last one of a host is taken first. As long as there are more hosts than
    `together`, only so many are asked at a time, and each by few, so that their connections are used again; a further
    host comes when one is done, or when those cannot use all who would ask.

    A host stands in the queue as long as it has pages left and is asked for fewer than it may be. So whoever finds
    nothing to take is not needed any more: those who are busy go on with the rest.
    """

    def __init__(self, pages: dict[str, list[str]], at_a_time: int, together: int) -> None:
        self._left = pages
        self._most = max(1, at_a_time)
        self._busy: Counter[str] = Counter()
        self._later = deque(sorted(pages, key=lambda host: -len(pages[host])))
        self._queue: deque[str] = deque()
        self.all_begun = asyncio.Event()
        """No host waits for others any more."""
        for _ in range(together):
            self._admit()
        if not self._later:
            self.all_begun.set()

    @property
    def workers(self) -> int:
        """So many can be busy at the same time."""
        return sum(min(self._most, len(pages)) for pages in self._left.values())

    def take(self) -> tuple[str, str] | None:
        """A host and the address of a page there; None where nothing can be begun."""
        if not self._queue:
            self._admit()
        if not self._queue:
            return None
        host = self._queue.popleft()
        address = self._left[host].pop()
        self._busy[host] += 1
        if self._left[host] and self._busy[host] < self._at_a_time:
            self._queue.append(host)
        return host, address

    def done(self, host: str) -> None:
        """A page that was taken is fetched."""
        waits = self._left[host] and self._busy[host] == self._at_a_time
        self._busy[host] -= 1
        if waits:
            self._queue.append(host)
        elif not self._left[host] and not self._busy[host]:
            del self._left[host], self._busy[host]
            self._admit()

    @property
    def _at_a_time(self) -> int:
        return min(_FEW, self._most) if self._later else self._most

    def _admit(self) -> None:
        """Let one more host be asked; after the last one all may be asked by as many as they may."""
        if not self._later:
            return
        self._queue.append(self._later.popleft())
        if not self._later:
            self.all_begun.set()
            busy = (host for host, number in self._busy.items() if self._left[host] and number >= _FEW)
            self._queue.extend(host for host in busy if self._busy[host] < self._most)


def fetching(
    fetcher: Fetcher,
    pages: dict[str, list[str]],
    settings: NetSettings,
    decided: Callable[[str, str, Evidence], Awaitable[None]],
) -> Iterator[Coroutine[Any, Any, None]]:
    """What fetches `pages` (addresses by host, the last first) and tells host, address and evidence of each."""
    together = max(_TOGETHER, settings.concurrency)
    first = _FEW * together
    in_turn = Pages(pages, settings.per_host, together)

    async def work(later: bool) -> None:
        if later:
            await in_turn.all_begun.wait()
        while (taken := in_turn.take()) is not None:
            host, address = taken
            try:
                evidence = await fetcher.fetch(address)
            finally:
                in_turn.done(host)
            await decided(host, address, evidence)

    for number in range(min(in_turn.workers, max(first, _WORKERS * settings.concurrency))):
        yield work(number >= first)


def at_a_time(settings: NetSettings) -> int:
    """How many requests may run at a time: as many as the settings say, where the system gives enough connections."""
    try:
        import resource
    except ImportError:  # not on Unix
        return settings.concurrency
    allow_open_files(2 * settings.concurrency + _FILES)
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if files == resource.RLIM_INFINITY:
        return settings.concurrency
    return max(1, min(settings.concurrency, (files - _FILES) // 2))  # as many again are kept for their next use
