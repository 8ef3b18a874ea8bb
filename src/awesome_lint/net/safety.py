"""Where a host is, and whether it may be asked: lists come from strangers.

A name is resolved once, every address is checked, and the checked address is the one connected to, so that an answer
that changes in between changes nothing. TLS and the `Host` header keep the name.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import httpcore

from awesome_lint.net.faults import Unreached
from awesome_lint.net.settings import NetSettings
from awesome_lint.net.stream import Stream
from awesome_lint.records import NamedTuple

WELL_KNOWN = ("example.com", "iana.org", "wikipedia.org")
"""Names of which one resolves wherever the network works."""

_SOON = 1.0  # seconds after which another well-known name is asked for besides
_REMEMBERED = 16_384  # answers of the DNS
_LOOKUPS = 32  # at a time
_ADDRESSES = 6  # of one host that are tried
_STAGGER = 0.3  # seconds after which the next address is tried besides

_REFUSED_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
            *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
            "168.63.129.16/32",  # Azure's own service for its machines, which many builds run on
        ),
    )
)
_REFUSED_6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            *("::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
            *("5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
        ),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class Endpoint(NamedTuple):
    """An address as the system writes it, and a port."""

    address: str
    port: int


@lru_cache(4096)
def is_public(address: str) -> bool:
    """Whether an address can be asked by anyone: not private, not this machine, no metadata service, no multicast.

    Addresses of IPv4 inside ones of IPv6 (mapped, NAT64) are judged for what they are; what is no address is refused.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.scope_id is not None:
            return False
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip in _NAT64:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _REFUSED_4)
    return not ip.is_site_local and not any(ip in network for network in _REFUSED_6)


def literal_address(host: str) -> str | None:
    """The address that a host is, in any spelling that the system takes (`127.1`, `0x7f000001`); None: it is a name.

    `localhost` is one too, whatever a name server says of it.
    """
    bare = host.strip("[]")
    if f".{bare}".rstrip(".").lower().endswith(".localhost"):
        return "127.0.0.1"
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        pass
    if bare.rstrip(".")[-1:].isdigit() or "0x" in bare.lower():
        with contextlib.suppress(OSError, UnicodeEncodeError, ValueError):
            return socket.inet_ntoa(socket.inet_aton(bare.rstrip(".")))
    return None


class _NoSuchName(Exception):
    pass


class _NoAddress(Exception):
    pass


class _NoAnswer(Exception):
    pass


class Names:
    """Where hosts are, for one run: asked once a name, remembered, in one loop of events."""

    def __init__(self, settings: NetSettings) -> None:
        self._settings = settings
        self._known: dict[str, asyncio.Future[tuple[str, ...] | type[Exception]]] = {}
        self._missing: set[str] = set()  # names that there are not, as was seen while the network worked
        self._places = asyncio.Semaphore(_LOOKUPS)
        self._resolver: Any = None
        self._trying = asyncio.Lock()
        self._worked = float("-inf")  # when the network was last seen to work, by the loop's clock
        self._tasks: set[asyncio.Task[None]] = set()
        self.trouble = asyncio.Event()
        """A name was asked for in a way that shows no network that works."""

    async def endpoints(self, host: str, port: int) -> Sequence[Endpoint]:
        """Where to connect to, the best address first.

        `Unreached` where there is no such host (`no-host`, while the network works, else `no-network`), where the DNS
        does not say (`dns`), and where one of the addresses is not public (`private-address`).
        """
        endpoints = self._pinned(host, port)
        if endpoints is None:
            addresses = (literal,) if (literal := literal_address(host)) else await self._addresses(host)
            endpoints = [Endpoint(address, port) for address in addresses]
        if not self._settings.allow_private:
            for endpoint in endpoints:
                if not is_public(endpoint.address):
                    raise Unreached("private-address", "its address is not public")
        return endpoints

    async def works(self) -> bool:
        """Whether the network works now: a well-known name resolves, asked after this call."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        async with self._trying:
            if self._worked > asked:  # somebody else asked meanwhile
                return True
            now = loop.time()
            if any(self._pinned(name, 443) is not None for name in WELL_KNOWN):
                return True
            if await self._is_one_known():
                self._worked = now
                return True
        return False

    async def _is_one_known(self) -> bool:
        """Whether one of the well-known names resolves: they are asked for in turn, and none is waited for long."""
        asked: set[asyncio.Task[bool]] = set()
        try:
            for number in range(1, len(WELL_KNOWN) + 1):
                asked.add(asyncio.create_task(self._is_known(WELL_KNOWN[number - 1])))
                done, asked = await asyncio.wait(asked, timeout=_SOON, return_when=asyncio.FIRST_COMPLETED)
                if any(one.result() for one in done):
                    return True
            for one in asyncio.as_completed(asked):
                if await one:
                    return True
            return False
        finally:
            for one in asked:
                one.cancel()

    async def _is_known(self, name: str) -> bool:
        try:
            return bool(await self._look_up(name))
        except (_NoSuchName, _NoAddress, _NoAnswer):
            return False

    async def aclose(self) -> None:
        """End the lookups that nobody waits for."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _pinned(self, host: str, port: int) -> list[Endpoint] | None:
        """What the settings say of `HOST:PORT`, `HOST`, `*:PORT` or `*`: addresses between commas, ports or none."""
        pins = self._settings.resolve
        if not pins:
            return None
        name = host.rstrip(".").lower()
        for key in (f"{name}:{port}", name, f"*:{port}", "*"):
            if (where := pins.get(key)) is not None:
                return [endpoint(one.strip(), port) for one in where.split(",")]
        return None

    async def _addresses(self, host: str) -> tuple[str, ...]:
        name = host.rstrip(".").lower()
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = asyncio.get_running_loop().create_future()
            task = asyncio.create_task(self._answer(name, known))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            if len(self._known) > _REMEMBERED:
                self._forget()
        addresses = await asyncio.shield(known)
        if isinstance(addresses, tuple):
            return addresses
        if addresses is _NoAnswer:
            raise Unreached("dns", "the DNS does not say where its host is")
        if addresses is _NoAddress:
            raise Unreached("dns", "its host has no address")
        if name in self._missing or await self.works():
            self._missing.add(name)
            raise Unreached("no-host", "there is no such host")
        self.trouble.set()
        self._known.pop(name, None)
        raise Unreached("no-network", "the network does not work")

    async def _answer(self, name: str, known: asyncio.Future[tuple[str, ...] | type[Exception]]) -> None:
        """Tell those who wait: addresses, or why there are none."""
        addresses: tuple[str, ...] | type[Exception] = _NoAnswer
        try:
            addresses = await self._look_up(name)
        except (_NoSuchName, _NoAddress) as error:
            addresses = type(error)
        except _NoAnswer:
            pass
        finally:
            if addresses is _NoAnswer:
                self.trouble.set()
                self._known.pop(name, None)  # the next one asks again
            known.set_result(addresses)

    def _forget(self) -> None:
        for name in [name for name, known in self._known.items() if known.done()][: _REMEMBERED // 2]:
            del self._known[name]
            self._missing.discard(name)

    async def _look_up(self, name: str) -> tuple[str, ...]:
        async with self._places:
            try:
                async with asyncio.timeout(self._settings.timeout):
                    return await (self._ask_server if self._settings.dns else _ask_system)(name)
            except TimeoutError:
                raise _NoAnswer from None

    async def _ask_server(self, name: str) -> tuple[str, ...]:
        """Ask the name server of the settings for both kinds of addresses."""
        import dns.asyncresolver
        import dns.exception
        import dns.name
        import dns.resolver

        if self._resolver is None:
            server = endpoint(self._settings.dns or "", 53)
            resolver = dns.asyncresolver.Resolver(configure=False)
            resolver.nameservers = [server.address]
            resolver.port = server.port
            resolver.lifetime = self._settings.timeout
            self._resolver = resolver

        async def ask(kind: str) -> list[str] | type[Exception]:
            try:
                answer = await self._resolver.resolve(f"{name}.", kind, search=False)
            except dns.resolver.NXDOMAIN:
                return _NoSuchName
            except dns.resolver.NoAnswer:
                return _NoAddress
            except (dns.exception.DNSException, OSError, ValueError):
                return _NoAnswer
            return [record.address for record in answer]

        found = await asyncio.gather(ask("AAAA"), ask("A"))
        if addresses := tuple(address for one in found if isinstance(one, list) for address in one):
            return _mixed(addresses)
        if found[0] is found[1] is _NoSuchName:
            raise _NoSuchName
        raise _NoAnswer if _NoAnswer in found else _NoAddress


def endpoint(text: str, port: int) -> Endpoint:
    """`127.0.0.1`, `127.0.0.1:8080`, `::1` or `[::1]:8080`; `port` where none is given."""
    if text.startswith("["):
        address, _, rest = text[1:].partition("]")
        return Endpoint(address, int(rest[1:]) if rest[1:].isdigit() else port)
    if text.count(":") == 1:
        address, _, own = text.partition(":")
        return Endpoint(address, int(own) if own.isdigit() else port)
    return Endpoint(text, port)


async def _ask_system(name: str) -> tuple[str, ...]:
    """Ask as every program does, in a thread that does not keep the process from ending."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[tuple[str, ...] | Exception] = loop.create_future()

    def tell(found: tuple[str, ...] | Exception) -> None:
        if not answer.done():
            answer.set_result(found)

    def ask() -> None:
        found: tuple[str, ...] | Exception
        try:
            rows = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
            found = tuple(dict.fromkeys(str(row[4][0]) for row in rows))
        except socket.gaierror as error:
            bare = getattr(socket, "EAI_NODATA", None)  # some systems tell names without an address
            found = _NoAddress() if error.errno == bare else _NoAnswer()
            found = _NoSuchName() if error.errno == socket.EAI_NONAME else found
        except (OSError, UnicodeError):
            found = _NoAnswer()
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(tell, found)

    threading.Thread(target=ask, daemon=True).start()
    found = await answer
    if isinstance(found, Exception):
        raise found
    return _mixed(found)


def _mixed(addresses: Sequence[str]) -> tuple[str, ...]:
    """The kinds of addresses in turn, so that a network without one of them loses little time."""
    first = [address for address in addresses if (":" in address) == (":" in addresses[0])]
    others = [address for address in addresses if (":" in address) != (":" in addresses[0])]
    mixed = [address for pair in zip(first, others, strict=False) for address in pair]
    both = min(len(first), len(others))
    return (*mixed, *first[both:], *others[both:])


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects httpcore to checked addresses only."""

    def __init__(self, names: Names) -> None:
        self._names = names

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        endpoints = await self._names.endpoints(host, port)
        return await _connect(endpoints[:_ADDRESSES], timeout)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class PlainBackend(CheckedBackend):
    """Connects to what the user named: a proxy. Its address is not checked."""

    def __init__(self) -> None:
        super().__init__(Names(NetSettings(allow_private=True)))


async def _connect(endpoints: Sequence[Endpoint], timeout: float | None) -> Stream:
    """A connection to the first address that takes one; a slow one does not keep the next from being tried."""
    try:
        async with asyncio.timeout(timeout):
            if len(endpoints) == 1:
                return await _dial(endpoints[0])
            return await _first([lambda one=one: _dial(one) for one in endpoints])  # type: ignore[misc]
    except TimeoutError as error:
        raise httpcore.ConnectTimeout("connecting takes too long") from error
    except OSError as error:
        raise httpcore.ConnectError(str(error)) from error


async def _dial(endpoint: Endpoint) -> Stream:
    _, stream = await asyncio.get_running_loop().create_connection(Stream, endpoint.address, endpoint.port)
    return stream


async def _first(attempts: Sequence[Callable[[], Awaitable[Stream]]]) -> Stream:
    """The stream of the first attempt that succeeds; the next begins when one fails or takes long."""
    left = iter(attempts)
    running: set[asyncio.Task[Stream]] = set()
    error: OSError = ConnectionRefusedError()
    try:
        while True:
            following = next(left, None)
            if following is not None:
                running.add(asyncio.ensure_future(following()))
            if not running:
                raise error
            timeout = _STAGGER if following is not None else None
            done, running = await asyncio.wait(running, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                try:
                    stream = task.result()
                except OSError as failed:
                    error = failed
                else:
                    for other in done - {task}:
                        if other.exception() is None:
                            other.result().abort()
                    return stream
    finally:
        for task in running:
            task.add_done_callback(_drop)
            task.cancel()


def _drop(task: asyncio.Task[Stream]) -> None:
    if not task.cancelled() and task.exception() is None:
        task.result().abort()
