"""What exceptions say of the way to a host."""

from __future__ import annotations

import asyncio
import errno
import socket
import ssl

import httpcore
import httpx
import pytest

from awesome_lint.net.faults import Unreached, fault
from awesome_lint.net.safety import CheckedBackend, Names, _ask_system, _mixed
from awesome_lint.net.settings import NetSettings
from tests.net.servers import answer, site


def raised(error: Exception, *causes: BaseException) -> BaseException:
    """An exception that was raised from others, one from the other."""
    last: BaseException = error
    for cause in causes:
        last.__cause__ = cause
        last = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (raised(httpx.ConnectError("x"), httpcore.ConnectError("y"), ConnectionRefusedError()), "refused"),
        (raised(httpx.ConnectError("x"), Unreached("no-host", "there is no such host")), "no-host"),
        (raised(httpx.ReadError("x"), httpcore.ReadError("y"), ConnectionResetError()), "reset"),
        (raised(httpcore.ConnectError("x"), OSError(errno.ENETUNREACH, "z")), "no-network"),
        (raised(httpcore.ConnectError("x"), OSError(errno.EHOSTUNREACH, "z")), "refused"),
        (raised(httpcore.ConnectError("x"), ssl.SSLError(1, "[SSL] odd")), "tls"),
        (httpx.ConnectTimeout("x"), "timeout"),
        (httpx.ReadTimeout("x"), "timeout"),
        (httpcore.PoolTimeout("x"), "timeout"),
        (TimeoutError(), "timeout"),
        (httpx.ReadError("x"), "reset"),
        (httpx.RemoteProtocolError("illegal header line"), "protocol"),
        (httpx.RemoteProtocolError("Receive buffer too long"), "too-large"),
        (httpcore.RemoteProtocolError("Server disconnected without sending a response."), "reset"),
        (httpcore.RemoteProtocolError("peer closed connection without sending complete message body"), "protocol"),
        (httpx.ProxyError("502 Bad Gateway"), "undecided"),
        (httpx.UnsupportedProtocol("x"), "undecided"),
        (httpx.InvalidURL("x"), "undecided"),
        (httpcore.ConnectError("x"), "refused"),
        (ValueError("x"), "undecided"),
    ],
)
def test_faults_are_told_by_what_they_were_raised_from(error: BaseException, kind: str) -> None:
    found = fault(error)
    assert found.kind == kind
    assert found.reason


def test_exceptions_in_a_circle_end() -> None:
    first, second = ValueError(), ValueError()
    first.__context__, second.__context__ = second, first
    assert fault(first).kind == "undecided"


def connect(where: str, port: int = 80) -> str:
    """Whether a connection was made, or what went wrong."""

    async def run() -> str:
        names = Names(NetSettings(resolve={"a.example": where}, allow_private=True))
        try:
            stream = await CheckedBackend(names).connect_tcp("a.example", port, 2.0)
            address = stream.get_extra_info("server_addr")
            await stream.aclose()
            await asyncio.sleep(0)
            return str(address[0])
        except httpcore.ConnectError as error:
            return fault(error).kind
        finally:
            await names.aclose()

    return asyncio.run(run())


def test_where_no_address_takes_a_connection_the_last_fault_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert connect(f"127.0.0.1:{port}") == "refused"
    assert connect(f"127.0.0.1:{port}, 127.0.0.9:{port}") == "refused"


def test_an_address_that_says_nothing_does_not_keep_the_next_from_being_tried() -> None:
    async def run() -> str:
        async with site(answer()) as server:
            # A queue of one that is full: further connections wait for ever.
            with socket.socket() as busy, socket.socket() as first, socket.socket() as second:
                busy.bind(("127.0.0.7", 0))
                busy.listen(0)
                for one in (first, second):
                    one.setblocking(False)
                    one.connect_ex(busy.getsockname())
                where = f"127.0.0.7:{busy.getsockname()[1]},127.0.0.1:{server.port}"
                names = Names(NetSettings(resolve={"a.example": where}, allow_private=True))
                stream = await CheckedBackend(names).connect_tcp("a.example", 80, 5.0)
                address = str(stream.get_extra_info("server_addr")[0])
                await stream.aclose()
                await names.aclose()
                await asyncio.sleep(0)
                return address

    assert asyncio.run(run()) == "127.0.0.1"


def test_the_system_is_asked_without_a_name_server_of_ones_own() -> None:
    assert set(asyncio.run(_ask_system("localhost"))) & {"127.0.0.1", "::1"}


def test_a_name_that_cannot_be_one_is_undecided() -> None:
    async def run() -> str:
        names = Names(NetSettings())
        try:
            await names.endpoints("a" * 70 + ".example", 80)
        except Unreached as error:
            return error.fault.kind
        finally:
            await names.aclose()
        return ""

    assert asyncio.run(run()) == "dns"


def test_kinds_of_addresses_take_turns() -> None:
    assert _mixed(("::1", "::2", "::3", "1.1.1.1")) == ("::1", "1.1.1.1", "::2", "::3")
    assert _mixed(("1.1.1.1", "1.1.1.2")) == ("1.1.1.1", "1.1.1.2")
