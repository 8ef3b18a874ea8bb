"""Hosts on loopback addresses that answer as a table says: HTTP/1.1, plain and over TLS on one port."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias
from urllib.parse import urlsplit

from .names import OTHER_TOP, in_table

_TLS_HELLO = 0x16
_HEAD_LIMIT = 1 << 20
REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 404: "Not Found", 410: "Gone", 429: "Too Many Requests"}


class Seen(NamedTuple):
    """One request that came in. `when` is in seconds of a steady clock."""

    when: float
    host: str
    scheme: str
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def whole(self) -> str:
        """All that was sent, as text, for looking for what must not be in it."""
        head = "\n".join(f"{name}: {value}" for name, value in self.headers.items())
        return f"{self.method} {self.target}\n{head}\n\n{self.body.decode('utf-8', 'replace')}"


class Answer(NamedTuple):
    """A plain answer. `{...}` in a header's value is an address of the table, which gets the port it is served at."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b"<!doctype html><title>A page</title><p>What a page says."
    media: str = "text/html; charset=utf-8"


class Turns(NamedTuple):
    """Another answer at each visit, the last one for ever after."""

    answers: tuple[Behaviour, ...]


class Visit:
    """One request, and the way to answer it."""

    def __init__(self, place: Place, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seen: Seen) -> None:
        self.place = place
        self.reader = reader
        self.writer = writer
        self.seen = seen
        self.number = 0
        """How many requests came before to this target with this method."""
        self.last = False
        """Whether the connection ends with this answer."""

    def url(self, url: str) -> str:
        """An address of the table as it is served here."""
        return self.place.url(url)

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self, answer: Answer) -> None:
        """Head and body, as `answer` has them; no body to HEAD."""
        names = {name.lower() for name, _ in answer.headers}
        lines = [f"HTTP/1.1 {answer.status} {REASONS.get(answer.status, 'Whatever')}"]
        if "content-type" not in names and answer.media:
            lines.append(f"Content-Type: {answer.media}")
        if not names & {"content-length", "transfer-encoding"}:
            lines.append(f"Content-Length: {len(answer.body)}")
        lines += [f"{name}: {self.filled(value)}" for name, value in answer.headers]
        body = b"" if self.seen.method == "HEAD" else answer.body
        await self.send("\r\n".join([*lines, "", ""]).encode("utf-8") + body)

    def filled(self, value: str) -> str:
        before, mark, rest = value.partition("{")
        inside, _, after = rest.partition("}")
        return before + self.url(inside) + after if mark else value

    def reset(self) -> None:
        """End the connection with RST."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        self.last = True


Behaviour: TypeAlias = "Answer | Turns | Callable[[Visit], Awaitable[None]]"
"""How a page answers: always the same, by turns, or by code of its own."""


class Host(NamedTuple):
    """A host: its pages by target (`*`: all others), and how it behaves below HTTP.

    `tls` is a kind of certificate. `greeting` takes the place of HTTP: `silence` (accepts, says nothing), `reset`,
    `close`, `banner` (another protocol), `tls` (a handshake that fails), `plain` (no TLS at all). `addresses` are what
    the name server says of it: empty is an address of its own. `open` is false where nothing listens.
    """

    name: str
    pages: Mapping[str, Behaviour]
    tls: str = "good"
    greeting: str = ""
    addresses: tuple[str, ...] = ()
    open: bool = True


class Place:
    """All hosts of one internet: sockets, what they saw, where they are."""

    def __init__(self, hosts: Sequence[Host], first: int = 1, real_ports: bool = False) -> None:
        """`first` is the number of the first address; with `real_ports` hosts listen on 80 and 443, for root."""
        self.hosts = {host.name: host for host in hosts}
        self.real_ports = real_ports
        self.at: dict[str, str] = {}
        for number, host in enumerate(hosts, first):
            self.at[host.name] = f"127.20.{number // 250}.{number % 250 + 1}"
        self.port = 0
        self.seen: list[Seen] = []
        self.visits: Counter[tuple[str, str, str]] = Counter()
        self.connections = 0
        self.down = False
        """Whether the network is gone: every connection is reset."""
        self.contexts: Mapping[str, ssl.SSLContext] = {}
        self.slow = 0.0
        """Seconds before every answer."""
        self._by_address: dict[str, Host] = {self.at[host.name]: host for host in hosts}
        self._sockets: list[socket.socket] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def url(self, url: str) -> str:
        """An address of the table with the port it is served at, where it is one of a host here."""
        if self.real_ports:
            return url.replace(".test/", OTHER_TOP + "/")
        parts = urlsplit(url)
        if parts.hostname in self.hosts and parts.port is None:
            return url.replace(parts.netloc, f"{parts.netloc}:{self.port}", 1)
        return url

    def addresses(self, host: Host) -> tuple[str, ...]:
        """What the name server says of a host. `@name` is another host's own address."""
        given = tuple(self.at[one[1:]] if one.startswith("@") else one for one in host.addresses)
        return given or (self.at[host.name],)

    def listen(self) -> None:
        """Open all sockets: one port for all hosts, chosen by the system."""
        ports = (80, 443) if self.real_ports else (0,)
        for _ in range(20):
            try:
                for port in ports:
                    self._listen(port)
                return
            except OSError:
                self._close_sockets()
                if self.real_ports:
                    raise
        raise OSError("no port is free at all addresses")

    def _listen(self, port: int) -> None:
        first = port == 0
        for name, host in self.hosts.items():
            if not host.open:
                continue
            here = [self.at[name]] + [one for one in host.addresses if ":" in one]
            for address in here:
                sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
                self._sockets.append(sock)
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if ":" in address:
                    sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                sock.bind((address, port))
                port = sock.getsockname()[1] if first else port
                sock.listen(1024)
                sock.setblocking(False)
                self._by_address[address] = host
        self.port = port

    def start(self) -> None:
        """Take connections; to be called in the loop."""
        loop = asyncio.get_running_loop()
        for sock in self._sockets:
            loop.add_reader(sock, self._accept, sock)

    async def stop(self) -> None:
        loop = asyncio.get_running_loop()
        for sock in self._sockets:
            loop.remove_reader(sock)
        self._close_sockets()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _close_sockets(self) -> None:
        for sock in self._sockets:
            sock.close()
        self._sockets.clear()

    def _accept(self, listening: socket.socket) -> None:
        try:
            sock, _ = listening.accept()
        except OSError:
            return
        sock.setblocking(False)
        self.connections += 1
        task = asyncio.get_running_loop().create_task(self._serve(sock))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: sock.close())  # also of one that is cancelled before it begins

    async def _serve(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError, ssl.SSLError, EOFError, asyncio.LimitOverrunError):
            await self._connection(sock)

    async def _connection(self, sock: socket.socket) -> None:
        host = self._by_address[sock.getsockname()[0]]
        if self.down or host.greeting == "reset":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        if host.greeting == "close":
            return
        loop = asyncio.get_running_loop()
        if host.greeting == "banner":
            await loop.sock_sendall(sock, b"SSH-2.0-OpenSSH_9.6\r\n")
            await asyncio.wait_for(loop.sock_recv(sock, 4096), 5)
            return
        hello = await _peek(sock)
        if not hello:
            return
        if host.greeting == "silence":
            await asyncio.sleep(3600)
        secure = hello[0] == _TLS_HELLO
        if secure and host.greeting == "tls":
            await loop.sock_sendall(sock, b"\x15\x03\x03\x00\x02\x02\x28")  # alert: handshake failure
            return
        if secure and host.greeting == "plain":
            await loop.sock_sendall(sock, b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            return
        reader = asyncio.StreamReader(limit=_HEAD_LIMIT)
        protocol = asyncio.StreamReaderProtocol(reader)
        context = self.contexts[host.name] if secure else None
        transport, _ = await loop.connect_accepted_socket(lambda: protocol, sock, ssl=context)
        writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        try:
            while await self._request(host, "https" if secure else "http", reader, writer):
                pass
        finally:
            transport.abort() if secure else writer.close()
            with contextlib.suppress(OSError, ssl.SSLError):
                await writer.wait_closed()

    async def _request(
        self, host: Host, scheme: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Answer one request; whether another may follow."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except asyncio.IncompleteReadError:
            return False
        first, *lines = head.rstrip().split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        named = in_table(headers.get("host", "").partition(":")[0])
        host = self.hosts.get(named, host)
        seen = Seen(time.monotonic(), host.name, scheme, method, target, headers, body)
        self.seen.append(seen)
        visit = Visit(self, reader, writer, seen)
        key = (host.name, method, target)
        visit.number = self.visits[key]
        self.visits[key] += 1
        if self.slow:
            await asyncio.sleep(self.slow)
        pages = host.pages
        await perform(pages.get(target) or pages.get(target.partition("?")[0]) or pages.get("*", NOT_FOUND), visit)
        return not visit.last and headers.get("connection", "").lower() != "close"


async def perform(behaviour: Behaviour, visit: Visit) -> None:
    """Answer a visit as `behaviour` says."""
    while isinstance(behaviour, Turns):
        behaviour = behaviour.answers[min(visit.number, len(behaviour.answers) - 1)]
    if isinstance(behaviour, Answer):
        await visit.answer(behaviour)
    else:
        await behaviour(visit)


NOT_FOUND = Answer(404, body=b"<title>404 Not Found</title><h1>Not Found</h1>")


async def _peek(sock: socket.socket) -> bytes:
    """The first byte of what the other side sends, left where it is."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            return sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            ready = loop.create_future()
            loop.add_reader(sock, _wake, ready)
            try:
                await ready
            finally:
                loop.remove_reader(sock)


def _wake(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
