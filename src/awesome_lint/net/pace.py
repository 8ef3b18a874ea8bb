"""How fast one host is asked: the only place that knows."""

from __future__ import annotations

import asyncio
import math
import random

_FIRST = 0.5  # seconds of the first back-off
_LONGEST = 30.0  # seconds that back-offs grow to
_JITTER = 0.25  # a wait is longer by up to this share, so that those who wait do not all come back at once


class Refusing(Exception):
    """The host wants no request for so many `seconds`, which is longer than is waited."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asks to wait {seconds:.0f} s")
        self.seconds = seconds


class Pace:
    """The permits of one host: `concurrency` requests at a time, which begin `interval` seconds apart.

    After a refusal (429, 503) all requests wait: what the host asked for, else 0.5 s, and twice as long after every
    further one, up to 30 s; they then begin that far apart too, until answers come again. A wait above `patience`
    seconds is not waited for: whoever has or wants a turn then gets `Refusing`.

    `total` are the permits of the whole run. One is taken only when the host is ready for the request, so that a slow
    host holds none.

        async with pace.turn():
            ...
    """

    def __init__(
        self,
        concurrency: int,
        interval: float,
        *,
        total: asyncio.Semaphore | None = None,
        patience: float = math.inf,
    ) -> None:
        self._permits = asyncio.Semaphore(max(1, concurrency))
        self._gate = asyncio.Lock()  # the one that begins next waits here, the others behind it
        self._total = total
        self._interval = interval
        self._patience = patience
        self._backoff = 0.0
        self._next = -math.inf  # when, by the loop's clock, the next request may begin
        self._pause = -math.inf  # until when the host wants none

    def turn(self) -> Pace:
        """The right to send one request, as an asynchronous context."""
        return self

    async def __aenter__(self) -> None:
        await self._permits.acquire()
        try:
            async with self._gate:
                await self._wait()
                if self._total is not None:
                    await self._total.acquire()
                self._next = asyncio.get_running_loop().time() + max(self._interval, self._backoff)
        except BaseException:
            self._permits.release()
            raise

    async def __aexit__(self, *_: object) -> None:
        if self._total is not None:
            self._total.release()
        self._permits.release()

    def refused(self, retry_after: float | None = None) -> None:
        """The host answered 429 or 503; `retry_after`: it said how many seconds to wait."""
        now = asyncio.get_running_loop().time()
        if now >= self._pause:  # else the request was under way when the pause began, and says nothing new
            self._backoff = min(_LONGEST, max(_FIRST, 2 * self._backoff))
        wait = max(self._backoff, retry_after or 0.0) * (1 + random.uniform(0, _JITTER))
        self._pause = max(self._pause, now + wait)

    @property
    def paused(self) -> float:
        """Seconds for which the host wants no request; 0: it may be asked."""
        return max(0.0, self._pause - asyncio.get_running_loop().time()) if self._pause > 0 else 0.0

    def answered(self) -> None:
        """The host answered as it should."""
        if self._backoff:
            self._backoff = self._backoff / 2 if self._backoff > _FIRST else 0.0

    async def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            now = loop.time()
            if self._pause - now > self._patience * (1 + _JITTER):
                raise Refusing(self._pause - now)
            wait = max(self._next, self._pause) - now
            if wait <= 0:
                return
            await asyncio.sleep(min(wait, 1.0))  # a refusal may come meanwhile
