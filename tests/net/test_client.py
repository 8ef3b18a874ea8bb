"""How APIs are asked: their pace, their secrets, what is tried again."""

from __future__ import annotations

import asyncio
import gzip
import logging
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable
from itertools import pairwise
from typing import Any, ClassVar, TypeVar

import pytest

from awesome_lint.net.api import Reply, Undecided
from awesome_lint.net.client import AddressError, ApiClient, Apis
from awesome_lint.net.fetch import trusting
from awesome_lint.net.resolvers import RESOLVERS
from awesome_lint.net.resolvers.base import Resolver
from awesome_lint.net.settings import NetSettings
from tests.net.resolvers.apis import in_json
from tests.net.servers import Asked, Authority, Site, answer, cut, name_server, says, site

SECRET = "s3cr3t-Token"
T = TypeVar("T")


class Sample(Resolver):
    """An API with a secret."""

    name: ClassVar[str] = "sample"
    label: ClassVar[str] = "Sample"
    base: ClassVar[str] = "https://api.sample.example"
    token: ClassVar[tuple[str, str] | None] = ("x-api-key", "key {}")
    mailto: ClassVar[bool] = True
    backoff: ClassVar[float] = 0.01


class Another(Sample):
    """An API without one, which wants no address either."""

    name: ClassVar[str] = "another"
    token: ClassVar[tuple[str, str] | None] = None
    mailto: ClassVar[bool] = False


def settings(running: Site, name: str = "sample", **changes: Any) -> NetSettings:
    scheme = "https" if running.tls else "http"
    usual: dict[str, Any] = {"apis": {name: f"{scheme}://127.0.0.1:{running.port}"}, "retries": 0, "timeout": 5.0}
    return NetSettings(**(usual | changes))


def with_client(talk: Any, work: Callable[[ApiClient, Site], Awaitable[T]], **changes: Any) -> T:
    """What work with a client comes to, while a server talks."""

    async def run() -> T:
        async with site(talk) as running, ApiClient(Sample, settings(running, **changes)) as client:
            return await work(client, running)

    return asyncio.run(run())


def failure(talk: Any, **changes: Any) -> tuple[Undecided, Site]:
    """Why a question has no answer."""

    async def work(client: ApiClient, running: Site) -> tuple[Undecided, Site]:
        with pytest.raises(Undecided) as caught:
            await client.get("/x")
        return caught.value, running

    return with_client(talk, work, **changes)


def test_a_get_and_its_answer() -> None:
    async def work(client: ApiClient, running: Site) -> Reply:
        return await client.get("/a/b%2Fc", {"page[size]": "2", "q": "a b"}, accept="text/plain")

    seen: list[Asked] = []

    def api(asked: Asked) -> bytes:
        seen.append(asked)
        return in_json({"a": [1]}, 418, [("X-Some-Header", "Value")])

    reply = with_client(says(api), work)
    assert (reply.status, reply.json(), reply.headers["x-some-header"]) == (418, {"a": [1]}, "Value")
    assert (seen[0].method, seen[0].target) == ("GET", "/a/b%2Fc?page%5Bsize%5D=2&q=a+b")
    assert seen[0].headers["accept"] == "text/plain"


def test_forms_and_json_are_posted() -> None:
    async def work(client: ApiClient, running: Site) -> list[Asked]:
        await client.post("/form", form={"id_list": "a,b", "max_results": "2"})
        await client.post("/json", json={"ids": ["ä"]}, params={"fields": "x"})
        return running.requests

    form, json = with_client(says(in_json({})), work)
    assert (form.body, form.headers["content-type"]) == (
        b"id_list=a%2Cb&max_results=2",
        "application/x-www-form-urlencoded",
    )
    assert (json.target, json.body, json.headers["content-type"]) == (
        "/json?fields=x",
        b'{"ids": ["\\u00e4"]}',
        "application/json",
    )


def test_the_secret_goes_to_its_api_and_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> tuple[list[Asked], list[Asked], str]:
        async with site(says(in_json({}))) as own, site(says(in_json({}))) as other:
            given = settings(own, tokens={"sample": SECRET, "another": SECRET}, mailto="me@example.org")
            given = given._replace(apis={**given.apis, "another": f"http://127.0.0.1:{other.port}"})
            async with Apis(given) as apis:
                client = apis.at(Sample)
                await client.get("/x")
                await client.at(Another).get("/y")
                return own.requests, other.requests, repr(client) + repr(given)

    with caplog.at_level(logging.DEBUG):
        mine, others, shown = asyncio.run(run())
    assert mine[0].headers["x-api-key"] == f"key {SECRET}"
    assert not [value for value in others[0].headers.values() if SECRET in value]
    assert SECRET not in shown
    assert SECRET not in caplog.text
    assert "me@example.org" in mine[0].headers["user-agent"]
    assert "me@example.org" not in others[0].headers["user-agent"]


def test_a_redirect_is_not_followed() -> None:
    async def run() -> tuple[Reply, Site]:
        async with site(says(in_json({}))) as elsewhere:
            redirect = answer(301, b"", [("Location", f"http://127.0.0.1:{elsewhere.port}/")])
            async with (
                site(says(redirect)) as own,
                ApiClient(Sample, settings(own, tokens={"sample": SECRET})) as client,
            ):
                return await client.get("/x"), elsewhere

    reply, elsewhere = asyncio.run(run())
    assert reply.status == 301
    assert "location" in reply.headers
    assert not elsewhere.requests


@pytest.mark.parametrize("token", ["line\nbreak", "ünicode", "two words", "\x00"])
def test_a_secret_that_cannot_be_sent_is_refused_without_being_named(token: str) -> None:
    with pytest.raises(AddressError) as caught:
        ApiClient(Sample, NetSettings(tokens={"sample": token}))
    assert token not in str(caught.value)
    assert "Sample" in str(caught.value)


def test_white_space_around_a_secret_is_none_of_it() -> None:
    assert ApiClient(Sample, NetSettings(tokens={"sample": f" {SECRET}\n"})).token == SECRET
    assert ApiClient(Sample, NetSettings(tokens={"sample": " "})).token is None
    assert ApiClient(Another, NetSettings(tokens={"another": SECRET})).token is None


@pytest.mark.parametrize(
    "base",
    ["", "api.example", "ftp://api.example", "https://", "https://me:pw@api.example", "https://api.example/?a=b",
     "https://api.example:x", "file:///etc/passwd", "https://[::1"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(AddressError) as caught:
        ApiClient(Sample, NetSettings(apis={"sample": base}))
    assert "pw" not in str(caught.value)


def test_an_address_may_have_a_path() -> None:
    async def run() -> str:
        async with site(says(in_json({}))) as own:
            given = NetSettings(apis={"sample": f"http://127.0.0.1:{own.port}/mirror/"})
            async with ApiClient(Sample, given) as client:
                await client.get("/x", {"a": "b"})
            return own.requests[0].target

    assert asyncio.run(run()) == "/mirror/x?a=b"


def test_the_usual_address_must_be_public() -> None:
    async def run() -> Undecided:
        async with site(says(in_json({}))) as own:
            given = NetSettings(resolve={"api.sample.example": f"127.0.0.1:{own.port}"}, tokens={"sample": SECRET})
            async with ApiClient(Sample, given) as client:
                with pytest.raises(Undecided) as caught:
                    await client.get("/x")
                assert not own.connections
                return caught.value

    assert asyncio.run(run()).kind == "private-address"


def test_certificates_are_checked() -> None:
    async def run(folder: Any) -> tuple[str, int]:
        authority = Authority(folder)
        async with site(says(in_json({})), tls=authority.good("127.0.0.1")) as own:
            async with ApiClient(Sample, settings(own)) as client:
                with pytest.raises(Undecided) as caught:
                    await client.get("/x")
            async with ApiClient(Sample, settings(own, ca_file=authority.file)) as client:
                return caught.value.kind, (await client.get("/x")).status

    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        kind, status = asyncio.run(run(Path(folder)))
    assert kind.startswith("tls")
    assert status == 200


def test_an_explicit_proxy_is_asked_instead() -> None:
    async def run() -> tuple[Asked, int]:
        async with site(says(in_json({}))) as proxy:
            given = NetSettings(apis={"sample": "http://api.sample.example/v1"})
            given = given._replace(proxy=f"http://me:pw@127.0.0.1:{proxy.port}")
            async with ApiClient(Sample, given) as client:
                reply = await client.get("/x")
            return proxy.requests[0], reply.status

    asked, status = asyncio.run(run())
    assert (asked.target, status) == ("http://api.sample.example/v1/x", 200)


def test_proxies_of_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")

    async def work(client: ApiClient, running: Site) -> int:
        return (await client.get("/x")).status

    assert with_client(says(in_json({})), work) == 200


def test_a_name_that_is_not_there_is_no_fault_of_what_is_asked_about() -> None:
    async def run() -> Undecided:
        async with name_server({}) as dns:
            given = NetSettings(dns=dns.address, apis={"sample": "http://api.sample.example"})
            async with ApiClient(Sample, given) as client:
                with pytest.raises(Undecided) as caught:
                    await client.get("/x")
                return caught.value

    assert asyncio.run(run()).kind == "dns"


# --- Trying again ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "first",
    [
        answer(429, "slow down"),
        answer(429, "slow down", [("Retry-After", "0")]),
        answer(503, "", [("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT")]),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=["429", "429 with Retry-After", "503 with a date", "a broken answer"],
)
def test_what_may_be_tried_again_is(first: bytes) -> None:
    answers = iter([first])

    async def work(client: ApiClient, running: Site) -> tuple[int, int, int]:
        reply = await client.get("/x")
        return reply.status, client.requests, len(running.requests)

    assert with_client(says(lambda asked: next(answers, in_json({}))), work, retries=1) == (200, 2, 2)


def test_a_lost_connection_is_tried_again() -> None:
    lost: list[Asked] = []

    async def talk(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if not lost:
            lost.append(asked)
            await cut(writer)
            return False
        writer.write(in_json({}))
        return True

    async def work(client: ApiClient, running: Site) -> int:
        return (await client.get("/x")).status

    assert with_client(talk, work, retries=1) == 200


@pytest.mark.parametrize(
    ("talk", "kind"),
    [
        (answer(429, "slow down"), "rate-limit"),
        (answer(500, "oops"), "server-error"),
        (answer(502, "oops"), "server-error"),
        (answer(503, "oops"), "busy"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "protocol"),
        (b"SSH-2.0\r\n\r\n", "protocol"),
        (answer(200, b"x" * 2000), "too-large"),
        (answer(200, gzip.compress(b"x" * 200_000), [("Content-Encoding", "gzip")]), "too-large"),
    ],
)
def test_what_stays_without_an_answer_is_undecided(talk: bytes, kind: str) -> None:
    why, _ = failure(says(talk), api_body=1000)
    assert why.kind == kind
    assert why.reason.startswith("Sample ")


def test_a_compressed_bomb_is_not_blown_up() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(60)) + packer.flush()  # all in one piece
    tracemalloc.start()
    try:
        why, _ = failure(says(answer(200, bomb, [("Content-Encoding", "gzip")])), api_body=1000)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert why.kind == "too-large"
    assert most < 10_000_000


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "\x80"])
def test_what_is_compressed_as_nobody_asked_for_is_not_read(encoding: str) -> None:
    why, _ = failure(says(answer(200, gzip.compress(b"{}"), [("Content-Encoding", encoding)])))
    assert why.kind == "protocol"


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("Identity", bytes)]
)
def test_compressed_answers_are_read(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    said = b"[" + b"1," * 3000 + b"1]"

    async def work(client: ApiClient, running: Site) -> bytes:
        return (await client.get("/x")).body

    assert with_client(says(answer(200, pack(said), [("Content-Encoding", encoding)])), work) == said


def test_an_api_that_says_nothing_is_not_waited_for() -> None:
    async def silent(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        await asyncio.Event().wait()
        return True

    assert failure(silent, timeout=0.1)[0].kind == "timeout"


def test_an_answer_that_drips_is_not_waited_for() -> None:
    async def drip(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x")
            await asyncio.sleep(0.02)
        return False

    assert failure(drip, link_time=0.1)[0].kind == "timeout"


def test_nobody_there() -> None:
    async def run() -> Undecided:
        async with site(says(b"")) as gone:
            given = settings(gone, retries=2)
        async with ApiClient(Sample, given) as client:
            with pytest.raises(Undecided) as caught:
                await client.get("/x")
            assert client.requests == 1
            return caught.value

    assert asyncio.run(run()).kind == "refused"


def test_a_long_retry_after_is_not_waited_for_and_ends_all_questions() -> None:
    async def work(client: ApiClient, running: Site) -> tuple[list[str], int]:
        said = []
        for _ in range(3):
            with pytest.raises(Undecided) as caught:
                await client.get("/x")
            said.append(f"{caught.value.kind}: {caught.value.reason}")
        return said, len(running.requests)

    said, requests = with_client(says(answer(429, "", [("Retry-After", "1h")])), work, retries=2)
    assert said == ["rate-limit: Sample asks to wait 3600 s (429 Too Many Requests)"] * 3
    assert requests == 1


def test_refusals_in_vain_end_all_questions() -> None:
    async def work(client: ApiClient, running: Site) -> int:
        for _ in range(2):
            with pytest.raises(Undecided):
                await client.get("/x")
        return len(running.requests)

    assert with_client(says(answer(429, "slow down")), work, retries=1) == 2


def test_an_api_that_answers_thrice_in_vain_is_asked_no_more() -> None:
    async def work(client: ApiClient, running: Site) -> int:
        for _ in range(6):
            with pytest.raises(Undecided):
                await client.get("/x")
        return len(running.requests)

    assert with_client(says(answer(200, b"x" * 2000)), work, api_body=1000) == 3


def test_an_answer_in_between_shows_that_it_is_well() -> None:
    answers = iter([b"big", b"big", b"ok"] * 3)

    def api(asked: Asked) -> bytes:
        return in_json({}) if next(answers) == b"ok" else answer(200, b"x" * 2000)

    async def work(client: ApiClient, running: Site) -> int:
        for _ in range(9):
            try:
                await client.get("/x")
            except Undecided:
                continue
        return len(running.requests)

    assert with_client(says(api), work, api_body=1000) == 9


# --- Pace ------------------------------------------------------------------------------------------------------------


def test_requests_begin_apart_and_one_at_a_time() -> None:
    class Slow(Sample):
        interval: ClassVar[float] = 0.1

    times: list[float] = []
    running = [0, 0]

    async def talk(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        times.append(asyncio.get_running_loop().time())
        running[0] += 1
        running[1] = max(running)
        await asyncio.sleep(0.02)
        running[0] -= 1
        writer.write(in_json({}))
        return True

    trusting.cache_clear()  # what the first request needs makes it late

    async def run() -> int:
        async with site(talk) as own, ApiClient(Slow, settings(own)) as client:
            await asyncio.gather(*(client.get(f"/{number}") for number in range(4)))
            return own.connections

    assert asyncio.run(run()) == 1
    assert running[1] == 1
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.095


def test_requests_are_counted_by_host() -> None:
    async def run() -> tuple[dict[str, int], int]:
        async with site(says(in_json({}))) as own:
            given = settings(own)
            given = given._replace(apis={**given.apis, "another": given.apis["sample"]})
            async with Apis(given) as apis:
                await apis.at(Sample).get("/x")
                await apis.at(Another).get("/x")
                assert apis.at(Sample) is apis.at(Another).at(Sample)
                return apis.counts(), own.port

    counts, port = asyncio.run(run())
    assert counts == {f"127.0.0.1:{port}": 2}


@pytest.mark.parametrize("resolver", RESOLVERS, ids=lambda resolver: resolver.name)
def test_every_resolver_names_a_public_api(resolver: type[Resolver]) -> None:
    for one in (resolver, *resolver.further):
        assert ApiClient(one, NetSettings()).base.startswith("https://")
        assert one.rate(token=True, mailto=True)[0] <= one.rate(token=False, mailto=False)[0]
        assert one.label
        assert one.batch >= 1


def test_no_kind_of_thing_is_asked_of_two() -> None:
    kinds = [kind for resolver in RESOLVERS for kind in resolver.kinds]
    assert len(kinds) == len(set(kinds))
