"""Where hosts are, and which may be asked."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address

import pytest

from awesome_lint.net.faults import Unreached
from awesome_lint.net.safety import Names, endpoint, is_public, literal_address
from awesome_lint.net.settings import NetSettings
from tests.net.servers import EMPTY, SERVFAIL, SILENT, name_server

REFUSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.255.255.254 168.63.129.16 169.254.0.1
169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.7 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.9
203.0.113.200 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.1.2.3 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a00:1
64:ff9b::a9fe:a9fe 64:ff9b:1::1 64:ff9b:1::808:808 100::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1
3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 2a00:1450::1%1 fec0::1 ff02::1 ff0e::1
localhost example.org 127.1 1 {}
""".split()
PUBLIC = """
1.1.1.1 8.8.8.8 11.0.0.1 100.63.255.255 100.128.0.1 126.0.0.1 128.0.0.1 168.63.129.17 151.101.1.1 169.253.1.1 172.15.0.1
172.32.0.1 192.0.1.1 192.167.1.1 198.17.1.1 198.20.0.1 223.255.255.255 ::ffff:8.8.8.8 64:ff9b::808:808 2a00:1450:4001::1
2606:4700::1111 2001:4860:4860::8888
""".split()


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_not_refused(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0X7F.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("0xa9fea9fe", "169.254.169.254"),
        ("[::ffff:127.0.0.1]", str(ip_address("::ffff:7f00:1"))),  # spelled as the host from Python 3.13 on
        ("::1", "::1"),
        ("localhost", "127.0.0.1"),
        ("LocalHost.", "127.0.0.1"),
        ("a.localhost", "127.0.0.1"),
        ("notlocalhost", None),
        ("example.org", None),
        ("1.example", None),
        ("web2", None),
        ("0xpaper.org", None),
        ("a..b9", None),
        ("ünicode9", None),
    ],
)
def test_odd_spellings_of_addresses_are_addresses(host: str, address: str | None) -> None:
    assert literal_address(host) == address


@pytest.mark.parametrize(
    ("text", "address", "port"),
    [
        ("127.0.0.1", "127.0.0.1", 80),
        ("127.0.0.1:8080", "127.0.0.1", 8080),
        ("::1", "::1", 80),
        ("[::1]", "::1", 80),
        ("[::1]:8080", "::1", 8080),
    ],
)
def test_endpoints_are_addresses_with_a_port_or_without(text: str, address: str, port: int) -> None:
    assert endpoint(text, 80) == (address, port)


def ask(host: str, settings: NetSettings, port: int = 443) -> list[str] | tuple[str, str]:
    """The addresses of a host, or the kind and reason of the fault."""

    async def run() -> list[str] | tuple[str, str]:
        names = Names(settings)
        try:
            return [f"{one.address}:{one.port}" for one in await names.endpoints(host, port)]
        except Unreached as error:
            return error.fault.kind, error.fault.reason
        finally:
            await names.aclose()

    return asyncio.run(run())


def test_what_is_said_of_a_host_holds_the_nearest_first() -> None:
    settings = NetSettings(
        resolve={
            "a.example:443": "1.1.1.1",
            "a.example": "1.1.1.2",
            "*:80": "1.1.1.3:8000",
            "*": "1.1.1.4, 2606:4700::1",
        }
    )
    assert ask("a.example", settings) == ["1.1.1.1:443"]
    assert ask("A.example.", settings, 8443) == ["1.1.1.2:8443"]
    assert ask("b.example", settings, 80) == ["1.1.1.3:8000"]
    assert ask("b.example", settings) == ["1.1.1.4:443", "2606:4700::1:443"]


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "localhost.example", "::ffff:7f00:1"])
def test_a_private_address_is_told_and_not_asked(host: str) -> None:
    settings = NetSettings(resolve={"localhost.example": "127.0.0.1"})
    assert ask(host, settings) == ("private-address", "its address is not public")
    assert isinstance(ask(host, settings._replace(allow_private=True)), list)


def with_server(hosts: list[str], names: dict[str, list[str] | str], **changes: object) -> list[object]:
    """What is said of each host by a name server that knows `names`."""

    async def run() -> list[object]:
        async with name_server(names) as server:
            server.works = bool(changes.pop("works", True))
            asking = Names(NetSettings(dns=server.address)._replace(**changes))  # type: ignore[arg-type]
            said: list[object] = []
            for host in hosts:
                try:
                    said.append(sorted(one.address for one in await asking.endpoints(host, 443)))
                except Unreached as error:
                    said.append(error.fault.kind)
            said.append(len(server.asked))
            await asking.aclose()
            return said

    return asyncio.run(run())


def test_a_name_server_is_asked_for_both_kinds_of_addresses_once() -> None:
    names: dict[str, list[str] | str] = {
        "a.example": ["1.1.1.1", "1.1.1.2", "2606:4700::1"],
        "six.example": ["2606:4700::2"],
    }
    said = with_server(["a.example", "a.example", "A.EXAMPLE.", "six.example"], names)
    assert said == [["1.1.1.1", "1.1.1.2", "2606:4700::1"]] * 3 + [["2606:4700::2"], 4]


def test_every_address_is_checked() -> None:
    names: dict[str, list[str] | str] = {"mixed.example": ["1.1.1.1", "10.0.0.1"], "nat.example": ["64:ff9b::7f00:1"]}
    assert with_server(["mixed.example", "nat.example"], names)[:2] == ["private-address", "private-address"]


def test_no_such_host_is_said_only_while_the_network_works() -> None:
    assert with_server(["gone.example", "bare.example"], {"bare.example": EMPTY})[:2] == ["no-host", "dns"]
    assert with_server(["gone.example"], {}, works=False)[:1] == ["no-network"]


def test_a_network_that_fails_half_way_is_noticed() -> None:
    async def run() -> list[str]:
        said = []
        async with name_server({}) as server:
            asking = Names(NetSettings(dns=server.address))
            for works in (True, False, True):
                server.works = works
                for host in ("one.example", "two.example") if works else ("three.example",):
                    try:
                        await asking.endpoints(host, 80)
                    except Unreached as error:
                        said.append(f"{host} {error.fault.kind}")
            await asking.aclose()
        return said

    assert asyncio.run(run()) == [
        *("one.example no-host", "two.example no-host", "three.example no-network"),
        *("one.example no-host", "two.example no-host"),
    ]


def test_a_name_server_that_fails_or_is_silent_decides_nothing() -> None:
    names: dict[str, list[str] | str] = {"fails.example": SERVFAIL, "silent.example": SILENT}
    assert with_server(["fails.example", "silent.example"], names, timeout=0.2)[:2] == ["dns", "dns"]


def test_a_name_that_was_not_answered_is_asked_again() -> None:
    async def run() -> list[object]:
        said: list[object] = []
        async with name_server({"late.example": SERVFAIL}) as server:
            asking = Names(NetSettings(dns=server.address))
            for _ in range(2):
                try:
                    said.append(await asking.endpoints("late.example", 80))
                except Unreached as error:
                    said.append(error.fault.kind)
                server.names["late.example"] = ["1.1.1.1"]
            await asking.aclose()
        return said

    assert asyncio.run(run()) == ["dns", [("1.1.1.1", 80)]]


def test_many_who_want_one_name_ask_once() -> None:
    async def run() -> int:
        async with name_server({"a.example": ["1.1.1.1"]}) as server:
            asking = Names(NetSettings(dns=server.address))
            await asyncio.gather(*(asking.endpoints("a.example", 80) for _ in range(50)))
            await asking.aclose()
            return len(server.asked)

    assert asyncio.run(run()) == 2
