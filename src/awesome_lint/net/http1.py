"""One connection to one host, asked for one page after another.

h11 does the protocol, as in httpcore, whose own connections cost twice the time: they are made for several tasks at
once, for other kinds of requests, and for being watched.
"""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from typing import Any

import h11
import httpcore

_AT_ONCE = 65_536  # bytes that are read
_LONGEST_HEAD = 102_400  # bytes of a status line and headers


class Connection:
    """HTTP/1.1 over a stream that is connected. It is kept for `idle` seconds; no piece takes longer than `limit`.

    Errors are httpcore's: `RemoteProtocolError`, `ReadError`, `WriteError`, `ReadTimeout`.
    """

    __slots__ = ("_h11", "_idle", "_limit", "_since", "_stream")

    def __init__(self, stream: httpcore.AsyncNetworkStream, limit: float, idle: float) -> None:
        self._stream, self._limit, self._idle = stream, limit, idle
        self._h11 = h11.Connection(h11.CLIENT, _LONGEST_HEAD)
        self._since = -1.0  # when it became idle

    async def get(self, target: bytes, headers: Sequence[tuple[bytes, bytes]]) -> Response:
        """Send one GET, and read the status and the headers of its answer."""
        try:
            self._since = -1.0
            try:
                request = h11.Request(method=b"GET", target=target, headers=headers)  # type: ignore[arg-type]
                sent = self._h11.send(request) or b""
            except h11.LocalProtocolError as error:
                raise httpcore.LocalProtocolError(str(error)) from error
            self._h11.send(h11.EndOfMessage())
            with suppress(httpcore.WriteError):  # it may have answered before it closed
                await self._stream.write(sent, self._limit)
            while True:
                event = await self._event()
                if isinstance(event, h11.Response) or getattr(event, "status_code", 0) == 101:
                    return Response(self, event.status_code, event.headers.raw_items())
        except BaseException:
            await self.aclose()
            raise

    async def pieces(self) -> AsyncGenerator[bytes, None]:
        """The body as it comes."""
        while True:
            event = await self._event()
            if isinstance(event, h11.Data):
                yield bytes(event.data)
            elif isinstance(event, h11.EndOfMessage) or event is h11.PAUSED:
                return

    async def rest(self) -> None:
        """The answer is of no interest any more: the connection can be used again where it was read to the end."""
        if self._h11.our_state is h11.DONE and self._h11.their_state is h11.DONE:
            self._h11.start_next_cycle()
            self._since = time.monotonic()
        elif self._since < 0:
            await self.aclose()

    async def aclose(self) -> None:
        self._since = -1.0
        await self._stream.aclose()

    def is_idle(self) -> bool:
        """Whether it can be used again."""
        return self._since >= 0

    def has_expired(self) -> bool:
        """Whether it was idle for too long, or the other side has closed it."""
        return time.monotonic() - self._since > self._idle or self._stream.get_extra_info("is_readable")

    async def _event(self) -> Any:
        while True:
            try:
                event = self._h11.next_event()
            except h11.RemoteProtocolError as error:
                raise httpcore.RemoteProtocolError(str(error)) from error
            if event is not h11.NEED_DATA:
                return event
            data = await self._stream.read(_AT_ONCE, self._limit)
            if not data and self._h11.their_state is h11.SEND_RESPONSE:
                raise httpcore.RemoteProtocolError("Server disconnected without sending a response.")
            self._h11.receive_data(data)


class Response:
    """An answer: its status, its headers as they were written, and its body as `stream`, which is read once."""

    __slots__ = ("_connection", "headers", "status")

    def __init__(self, connection: Connection, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        self._connection, self.status, self.headers = connection, status, headers

    @property
    def stream(self) -> AsyncGenerator[bytes, None]:
        return self._connection.pieces()

    async def aclose(self) -> None:
        await self._connection.rest()
