"""One connection, as the loop of events drives it and httpcore reads it."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

import httpcore

_BEGINNING = b"HTTP/"  # of every answer
_HELD = 65_536  # bytes that a connection holds unread before it stops reading


class Stream(asyncio.Protocol, httpcore.AsyncNetworkStream):
    """One connection, as httpcore reads and writes it, without more between it and the loop than there must be."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport = None  # type: ignore[assignment]  # the loop says it at once
        self._unread = bytearray()
        self._ended = False
        self._error: Exception | None = None
        self._reader: asyncio.Future[None] | None = None
        self._paused = False
        self._answering = True  # no byte was read since the last one was written

    # What the loop calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._unread += data
        if len(self._unread) > _HELD and not self._paused:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool:
        self._ended = True
        self._wake()
        return False

    def connection_lost(self, error: Exception | None) -> None:
        self._ended = True
        self._error = error
        self._wake()

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    # What httpcore calls.

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if not self._unread and not self._ended:
            loop = asyncio.get_running_loop()
            self._reader = reader = loop.create_future()
            timer = None if timeout is None else loop.call_later(timeout, _expire, reader)
            try:
                await reader
            finally:
                self._reader = None
                if timer is not None:
                    timer.cancel()
        if self._unread:
            if self._answering:
                if not _BEGINNING.startswith(self._unread[: len(_BEGINNING)]):
                    raise httpcore.RemoteProtocolError("this is no HTTP")  # it may never say more than that
                self._answering = False
            data = bytes(self._unread[:max_bytes])
            del self._unread[:max_bytes]
            if self._paused and len(self._unread) <= _HELD:
                self._paused = False
                self._transport.resume_reading()
            return data
        if self._error is not None:
            raise httpcore.ReadError(str(self._error)) from self._error
        return b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._transport.is_closing():
            raise httpcore.WriteError("the connection is closed") from self._error
        self._answering = True
        self._transport.write(buffer)  # requests are small: none waits for room

    async def aclose(self) -> None:
        self.abort()

    def abort(self) -> None:
        """Close at once; what was not read is of no interest any more."""
        self._transport.abort()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        secured = Stream()
        name = (server_hostname or "").rstrip(".") or None
        try:
            async with asyncio.timeout(timeout):
                transport = await loop.start_tls(
                    self._transport, secured, ssl_context, server_hostname=name, ssl_handshake_timeout=3600.0
                )
        except TimeoutError as error:
            self.abort()
            raise httpcore.ConnectTimeout("the TLS handshake takes too long") from error
        except (OSError, ssl.CertificateError, ValueError) as error:
            self.abort()
            raise httpcore.ConnectError(str(error)) from error
        except BaseException:
            self.abort()
            raise
        if transport is None:
            raise httpcore.ConnectError("the connection was cut") from ConnectionResetError()
        secured.connection_made(transport)
        return secured

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # asked of idle connections: whether the other side has closed
            return self._ended or bool(self._unread) or self._transport.is_closing()
        if info == "ssl_object":
            return self._transport.get_extra_info("ssl_object")
        if info == "server_addr":
            return self._transport.get_extra_info("peername")
        if info == "client_addr":
            return self._transport.get_extra_info("sockname")
        return self._transport.get_extra_info(info)


def _expire(reader: asyncio.Future[None]) -> None:
    if not reader.done():
        reader.set_exception(httpcore.ReadTimeout("no answer in time"))
