"""Real servers on loopback: HTTP byte by byte, TLS by an authority made on the fly, a name server."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from awesome_lint.net.safety import WELL_KNOWN

# --- HTTP ------------------------------------------------------------------------------------------------------------


class Asked(NamedTuple):
    """One request. `headers` by lower-case name; `target` as it was sent."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def host(self) -> str:
        """The name in `Host`, without a port."""
        host = self.headers.get("host", "")
        return host if host.endswith("]") else host.rsplit(":", 1)[0] if ":" in host else host


Talk = Callable[[Asked, asyncio.StreamWriter], Awaitable[bool | None]]
"""Writes an answer, or what it wants; True keeps the connection for the next request."""


def answer(
    status: int = 200,
    body: bytes | str = b"<html><title>A page</title><p>With words.</p></html>",
    headers: Iterable[tuple[str, str]] = (),
    *,
    kind: str = "text/html; charset=utf-8",
    reason: str = "Said",
) -> bytes:
    """A whole answer; headers named in `headers` replace the usual ones."""
    content = body.encode() if isinstance(body, str) else body
    given = {name.lower() for name, _ in headers}
    usual = [("Content-Type", kind), ("Content-Length", str(len(content)))]
    rows = [*(row for row in usual if row[0].lower() not in given), *headers]
    head = "".join(f"{name}: {value}\r\n" for name, value in rows)
    return f"HTTP/1.1 {status} {reason}\r\n{head}\r\n".encode("latin-1") + content


def redirect(status: int, location: str, headers: Iterable[tuple[str, str]] = ()) -> bytes:
    return answer(status, b"", [("Location", location), *headers])


def says(data: bytes | Callable[[Asked], bytes]) -> Talk:
    """A talk that always answers the same, or what a function makes of the request."""

    async def talk(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(data if isinstance(data, bytes) else data(asked))
        return True

    return talk


class Site:
    """A server that runs: `requests` are all it was asked, `connections` how many it took."""

    def __init__(self, talk: Talk, tls: ssl.SSLContext | None = None) -> None:
        self.talk = talk
        self.tls = tls
        self.requests: list[Asked] = []
        self.connections = 0
        self.address = ""
        self.port = 0
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, address: str = "127.0.0.1", port: int = 0) -> Site:
        self._server = await asyncio.start_server(self._taken, address, port, ssl=self.tls)
        self.address, self.port = self._server.sockets[0].getsockname()[:2]
        return self

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _taken(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        self.connections += 1
        try:
            while (asked := await read_request(reader)) is not None:
                self.requests.append(asked)
                if not await self.talk(asked, writer):
                    break
                await writer.drain()
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            self._writers.discard(writer)
            writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()


async def read_request(reader: asyncio.StreamReader) -> Asked | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, OSError):
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Asked(method, target, headers, body)


@contextlib.asynccontextmanager
async def site(
    talk: Talk | bytes, *, address: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> AsyncIterator[Site]:
    """A server while the context lasts."""
    running = await Site(says(talk) if isinstance(talk, bytes) else talk, tls).start(address)
    try:
        yield running
    finally:
        await running.stop()


async def cut(writer: asyncio.StreamWriter) -> None:
    """Reset the connection, so that the other side sees it."""
    import socket
    import struct

    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


# --- TLS -------------------------------------------------------------------------------------------------------------


class Authority:
    """An authority that signs certificates of every state; `file` is what to trust."""

    def __init__(self, folder: Path) -> None:
        self._root = trustme.CA()
        self._middle = self._root.create_child_ca()
        self.file = str(folder / "authority.pem")
        self._root.cert_pem.write_to_path(self.file)

    def good(self, *names: str) -> ssl.SSLContext:
        return self._context(self._root.issue_cert(*names))

    def expired(self, *names: str) -> ssl.SSLContext:
        day = datetime.datetime(2021, 3, 4, tzinfo=datetime.UTC)
        return self._context(self._root.issue_cert(*names, not_before=day, not_after=day + datetime.timedelta(days=90)))

    def complete(self, *names: str) -> ssl.SSLContext:
        """Signed by an authority in the middle, which is sent along."""
        return self._context(self._middle.issue_cert(*names))

    def incomplete(self, *names: str) -> ssl.SSLContext:
        """Signed by an authority in the middle, which is not sent."""
        leaf = self._middle.issue_cert(*names)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with leaf.private_key_pem.tempfile() as key, leaf.cert_chain_pems[0].tempfile() as first:
            context.load_cert_chain(first, key)
        return context

    def self_signed(self, name: str) -> ssl.SSLContext:
        key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        made = (
            x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=9))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
            .sign(key, hashes.SHA256())
        )
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with trustme.Blob(secret + made.public_bytes(serialization.Encoding.PEM)).tempfile() as path:
            context.load_cert_chain(path)
        return context

    @staticmethod
    def _context(leaf: trustme.LeafCert) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(context)
        return context


# --- DNS -------------------------------------------------------------------------------------------------------------

SERVFAIL, SILENT, EMPTY = "SERVFAIL", "SILENT", "EMPTY"
"""Instead of addresses: the server fails, says nothing, knows the name but no address."""


class NameServer(asyncio.DatagramProtocol):
    """A name server. `names` are addresses (or one of the words above) by name; `*.x` stands for every name below `x`.

    What it does not know does not exist. Well-known names exist while `works`; while it does not, no name does.
    `asked` are the names asked for.
    """

    def __init__(self, names: Mapping[str, Iterable[str] | str]) -> None:
        self.names = dict(names)
        self.works = True
        self.asked: list[str] = []
        self.port = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.DatagramTransport", transport)
        self.port = transport.get_extra_info("sockname")[1]

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def addresses(self, name: str) -> Iterable[str] | str | None:
        if not self.works:
            return None
        if name in self.names:
            return self.names[name]
        if name in WELL_KNOWN:
            return ["192.0.2.1"]
        while name:
            _, _, name = name.partition(".")
            if f"*.{name}" in self.names:
                return self.names[f"*.{name}"]
        return None

    def datagram_received(self, data: bytes, sender: tuple[str | int, ...]) -> None:
        query = dns.message.from_wire(data)
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True).lower()
        self.asked.append(name)
        found = self.addresses(name)
        if found == SILENT:
            return
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.RA
        if found is None:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        elif found == SERVFAIL:
            reply.set_rcode(dns.rcode.SERVFAIL)
        elif found != EMPTY:
            version = 6 if question.rdtype == dns.rdatatype.AAAA else 4
            fitting = [one for one in found if ipaddress.ip_address(one).version == version]
            if fitting:
                kind = dns.rdatatype.to_text(question.rdtype)
                reply.answer.append(dns.rrset.from_text_list(question.name, 60, "IN", kind, fitting))
        self.transport.sendto(reply.to_wire(), sender)


@contextlib.asynccontextmanager
async def name_server(names: Mapping[str, Iterable[str] | str]) -> AsyncIterator[NameServer]:
    """A name server while the context lasts."""
    transport, server = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: NameServer(names), local_addr=("127.0.0.1", 0)
    )
    try:
        yield server
    finally:
        transport.close()


@cache
def has_ipv6() -> bool:
    import socket

    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True
