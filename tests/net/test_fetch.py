"""What the answers of pages prove, asked of real servers."""

from __future__ import annotations

import asyncio
import gzip
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from awesome_lint.knowledge import knowledge
from awesome_lint.model import Evidence
from awesome_lint.model.evidence import KINDS, Described, Published
from awesome_lint.net.fetch import Fetcher
from awesome_lint.net.settings import NetSettings
from awesome_lint.net.words import UNSAFE
from tests.net.servers import (
    SERVFAIL,
    Asked,
    Authority,
    Site,
    Talk,
    answer,
    cut,
    has_ipv6,
    name_server,
    redirect,
    says,
    site,
)

PAGE = "<html><head><title>A page</title></head><body><p>With words.</p></body></html>"


def settings(**changes: Any) -> NetSettings:
    return NetSettings(allow_private=True, interval=0.0, timeout=2.0, retries=0)._replace(**changes)


def ask(talk: Talk | bytes | Callable[[Asked], bytes], *urls: str, **changes: Any) -> tuple[list[Evidence], Site]:
    """What is found of addresses, one after the other, whose hosts are all one server; and that server."""

    async def run() -> tuple[list[Evidence], Site]:
        whole = talk if not isinstance(talk, bytes) else says(talk)
        async with site(whole) as server:  # type: ignore[arg-type]
            where = {"*": f"127.0.0.1:{server.port}"}
            async with Fetcher(settings(**{"resolve": where, **changes}), knowledge().hosts) as fetcher:
                found = [await fetcher.fetch(url) for url in urls]
            return found, server

    return asyncio.run(run())


def one(talk: Talk | bytes, url: str = "http://a.example/deep/page", **changes: Any) -> Evidence:
    return ask(talk, url, **changes)[0][0]


def pages(table: dict[str, bytes], other: bytes = b"") -> Talk:
    """Answers by `host/path`, or by path."""

    def find(asked: Asked) -> bytes:
        path = asked.target.partition("?")[0]
        for key in (f"{asked.host}{asked.target}", f"{asked.host}{path}", asked.target, path):
            if key in table:
                return table[key]
        return other or answer(404, "not here")

    return says(find)


def test_a_page_that_answers_is_good() -> None:
    before = int(time.time())
    (found,), server = ask(answer(200, PAGE), "http://a.example/page?x=1#there")
    assert (found.verdict, found.kind, found.reason, found.source) == ("ok", "", "", "a.example")
    assert before <= found.checked <= time.time()
    (asked,) = server.requests
    assert (asked.method, asked.target, asked.headers["host"]) == ("GET", "/page?x=1", "a.example")
    assert asked.headers["user-agent"].startswith("awesome-lint/")
    assert "awesome-lint" in asked.headers["user-agent"].partition("+")[2]


STATUSES = {
    **dict.fromkeys((200, 201, 203, 204, 206, 226), ("ok", "")),
    404: ("dead", "not-found"),
    410: ("dead", "gone"),
    202: ("unreachable", "odd-status"),
    300: ("unreachable", "odd-status"),
    304: ("unreachable", "odd-status"),
    401: ("unreachable", "login"),
    402: ("unreachable", "forbidden"),
    403: ("unreachable", "forbidden"),
    429: ("unreachable", "rate-limit"),
    451: ("unreachable", "forbidden"),
    **dict.fromkeys((400, 405, 406, 412, 418, 421, 422, 425, 444, 499), ("unreachable", "client-error")),
    503: ("unreachable", "busy"),
    **dict.fromkeys((500, 501, 502, 504, 505, 507, 520, 521, 522, 525, 526, 530, 599), ("unreachable", "server-error")),
    **dict.fromkeys((600, 777), ("unreachable", "odd-status")),
    999: ("unreachable", "wall"),
    407: ("unreachable", "login"),
    408: ("unreachable", "timeout"),
}


def test_every_status_proves_what_it_proves_and_no_more() -> None:
    def say(asked: Asked) -> bytes:
        status = int(asked.target[1:])
        return answer(status, "" if status in (204, 304) else "<p>words</p>")

    urls = [f"http://host{status}.example/{status}" for status in STATUSES]
    found, _ = ask(says(say), *urls)
    assert {
        int(url.rpartition("/")[2]): (one.verdict, one.kind) for url, one in zip(urls, found, strict=True)
    } == STATUSES
    for url, evidence in zip(urls, found, strict=True):
        if evidence.verdict != "ok":
            assert evidence.kind in KINDS[evidence.verdict]
            assert url.rpartition("/")[2] in evidence.reason


def test_a_reason_is_in_words() -> None:
    found, _ = ask(pages({}, answer(404, "")), "http://a.example/x")
    assert found[0].reason == "404 Not Found"
    assert one(answer(403, PAGE)).reason == "403 Forbidden"
    assert one(answer(401, PAGE)).reason == "asks for a login (401)"


def test_accepted_statuses_are_good() -> None:
    for status in (403, 404, 429, 503, 999):
        assert one(answer(status, PAGE), accept=frozenset({status})).verdict == "ok"


# --- asking again


def in_turn(*answers: bytes) -> Talk:
    """One answer after the other, the last one for ever."""
    left = list(answers)

    async def talk(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        writer.write(left.pop(0) if len(left) > 1 else left[0])
        return True

    return talk


def test_a_404_counts_only_when_it_is_said_twice() -> None:
    (found,), server = ask(in_turn(answer(404, "no"), answer(200, PAGE)), "http://a.example/x", retries=2)
    assert (found.verdict, len(server.requests)) == ("ok", 2)
    (found,), server = ask(in_turn(answer(404, "no")), "http://a.example/x", retries=2)
    assert (found.verdict, len(server.requests)) == ("dead", 2)
    (found,), server = ask(in_turn(answer(404, "no"), answer(500, "")), "http://a.example/x", retries=2)
    assert (found.verdict, found.kind) == ("unreachable", "server-error")


def test_what_is_final_is_not_asked_again() -> None:
    for status in (410, 400, 401, 403, 405, 501, 999):
        _, server = ask(answer(status, PAGE), "http://a.example/x", retries=2)
        assert len(server.requests) == 1


def test_a_server_that_errs_is_asked_again() -> None:
    (found,), server = ask(in_turn(answer(502, ""), answer(200, PAGE)), "http://a.example/x", retries=2)
    assert (found.verdict, len(server.requests)) == ("ok", 2)


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_wants_a_pause_gets_it(status: int) -> None:
    busy = answer(status, "", [("Retry-After", "0")])
    (found,), server = ask(in_turn(busy, answer(200, PAGE)), "http://a.example/x", retries=2)
    assert (found.verdict, len(server.requests)) == ("ok", 2)


@pytest.mark.parametrize("wait", ["3600", "60m", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_long_pause_is_not_waited_for_and_the_host_left_alone(wait: str) -> None:
    urls = [f"http://a.example/{number}" for number in range(4)]
    found, server = ask(answer(429, "", [("Retry-After", wait)]), *urls, retries=2)
    assert {(one.verdict, one.kind) for one in found} == {("unreachable", "rate-limit")}
    assert all("asks to wait" in one.reason for one in found)
    assert len(server.requests) == 1


def test_a_date_is_compared_with_the_servers_own_clock() -> None:
    clock = [("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), ("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")]
    (found,), _ = ask(in_turn(answer(429, "", clock), answer(200, PAGE)), "http://a.example/x", retries=1)
    assert found.verdict == "ok"


def test_a_nonsense_pause_is_none() -> None:
    busy = answer(429, "", [("Retry-After", "soon")])
    assert one(in_turn(busy, answer(200, PAGE)), retries=1).verdict == "ok"


# --- redirects


def test_a_permanent_redirect_all_the_way_is_a_move() -> None:
    table = {
        "a.example/old": redirect(301, "http://a.example/older"),
        "a.example/older": redirect(308, "//b.example/new?v=1"),
        "b.example/new": answer(200, PAGE),
    }
    found = one(pages(table), "http://a.example/old#part")
    assert (found.verdict, found.leads_to, found.source) == ("moved", "http://b.example/new?v=1#part", "b.example")


def test_a_fragment_of_the_target_prevails() -> None:
    table = {"/old": redirect(301, "/new#own"), "/new": answer(200, PAGE)}
    assert one(pages(table), "http://a.example/old#part").leads_to == "http://a.example/new#own"


@pytest.mark.parametrize("status", [302, 303, 307])
def test_other_redirects_are_no_move(status: int) -> None:
    table = {"/a": redirect(301, "/b"), "/b": redirect(status, "/c"), "/c": answer(200, PAGE)}
    found = one(pages(table), "http://a.example/a")
    assert (found.verdict, found.leads_to) == ("ok", "http://a.example/c")


@pytest.mark.parametrize(
    "location",
    [
        "/new;jsessionid=0A1B2C",
        "/new?PHPSESSID=77",
        "/new?token=abc",
        "/new?X-Amz-Signature=f00",
        "/en/old",
        "/en-US/old",
        "http://a.example/old?cookieSet=1",
    ],
)
def test_a_target_that_is_for_one_visit_only_is_no_move(location: str) -> None:
    found, _ = ask(pages({"/old": redirect(301, location), "/old?cookieSet=1": answer(200, PAGE)}, answer(200, PAGE)),
                   "http://a.example/old")  # fmt: skip
    assert (found[0].verdict, found[0].leads_to) == ("ok", "")


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("https://login.b.example/x", "login"),
        ("/login?next=/deep/page", "login"),
        ("/users/sign_in", "login"),
        ("http://accounts.google.com/ServiceLogin?x=1", "login"),
        ("http://www.sedoparking.com/a.example", "soft-404"),
        ("http://www.hugedomains.com/domain_profile.cfm?d=a.example", "soft-404"),
        ("http://ww25.a.example/deep/page?sub=1", "soft-404"),
        ("/404.html", "soft-404"),
        ("/error?aspxerrorpath=/deep/page", "soft-404"),
        ("/", "soft-404"),
        ("http://b.example/", "soft-404"),
        ("/index.html", "soft-404"),
        ("/en/", "soft-404"),
        ("http://huggingface.co/papers/trending", "soft-404"),
        ("http://consent.b.example/m?continue=x", "wall"),
        ("http://openreview.net/challenge?redirect=%2Fforum%3Fid%3Dx", "wall"),
        ("/captcha?u=1", "wall"),
        ("http://www.google.com/sorry/index?continue=x", "wall"),
        ("http://validate.perfdrive.com/x", "wall"),
    ],
)
@pytest.mark.parametrize("status", [301, 302])
def test_redirects_to_logins_walls_and_parked_domains_prove_nothing(location: str, kind: str, status: int) -> None:
    location = location.replace("https:", "http:")
    found = one(pages({"a.example/deep/page": redirect(status, location)}, answer(200, PAGE)))
    assert (found.verdict, found.kind, found.leads_to) == ("unreachable", kind, "")


@pytest.mark.parametrize(
    ("start", "location"),
    [
        ("http://a.example/~joe", "http://joe.example/"),
        ("http://a.example/projects/nerfstudio", "http://nerf.studio/"),
        ("http://joe.example/", "http://smith.example/"),
        ("http://a.example/index.html", "/"),
        ("http://purl.org/net/x", "http://b.example/"),
        ("http://bit.ly/2abcdef", "http://b.example/"),
        ("http://a.example/signin-dataset", "/data/sign-in-corpus/v2"),
        ("http://a.example/login", "/users/login"),
        ("http://a.example/old", "http://challenge.b.example/2024/track"),
        ("http://a.example/old", "/challenge/2024/"),
        ("http://a.example/old", "/checkpoints/best/"),
    ],
)
def test_redirects_that_look_like_those_and_are_none(start: str, location: str) -> None:
    from urllib.parse import urljoin

    target = urljoin(start, location).removeprefix("http://")
    found = one(pages({target: answer(200, PAGE)}, redirect(301, location)), start)
    assert (found.verdict, found.leads_to) == ("moved", "http://" + target)


def test_a_redirect_to_what_is_gone_is_dead() -> None:
    found = one(pages({"a.example/old": redirect(302, "http://b.example/none")}), "http://a.example/old")
    assert (found.verdict, found.kind, found.source) == ("dead", "not-found", "b.example")
    assert found.reason == "404 Not Found, redirected to b.example"


@pytest.mark.parametrize(
    ("location", "kind"), [("http://login.b.example/x", "login"), ("/captcha?u=1", "wall"), ("/404.html", "not-found")]
)
def test_a_login_or_a_wall_that_is_missing_says_nothing_of_the_page(location: str, kind: str) -> None:
    found = one(pages({"a.example/deep/page": redirect(302, location)}))
    assert (found.verdict, found.kind) == ("dead" if kind == "not-found" else "unreachable", kind)


@pytest.mark.parametrize("host", ["arxiv.org", "web.archive.org", "gist.github.com"])
def test_hosts_that_ask_for_it_are_asked_slowly_and_one_at_a_time(host: str) -> None:
    async def run() -> tuple[int, int]:
        async with site(answer(200, PAGE)) as server:
            where = {"*": f"127.0.0.1:{server.port}"}
            async with Fetcher(settings(resolve=where), knowledge().hosts) as fetcher:
                links = [asyncio.create_task(fetcher.fetch(f"http://{host}/a/{number}")) for number in range(3)]
                others = [fetcher.fetch(f"http://a.example/{number}") for number in range(3)]
                await asyncio.gather(links[0], *others)
                for link in links[1:]:
                    link.cancel()
                await asyncio.gather(*links[1:], return_exceptions=True)
            return sum(asked.host == host for asked in server.requests), len(server.requests)

    assert asyncio.run(run()) == (1, 4)


def test_another_pace_may_be_set_for_a_host() -> None:
    found, server = ask(answer(200, PAGE), *["http://arxiv.org/a/b"] * 3, paces={"arxiv.org": 0.0})
    assert [evidence.verdict for evidence in found] == ["ok"] * 3
    assert len(server.requests) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_low_limit_of_open_files_is_raised() -> None:
    program = """
import resource
from awesome_lint.net.pages import at_a_time
from awesome_lint.net.settings import NetSettings

_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
print(at_a_time(NetSettings(concurrency=100)))
resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100))
print(at_a_time(NetSettings(concurrency=100)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["100", "18"]


@pytest.mark.parametrize(
    "location",
    [
        "mailto:x@a.example",
        "ftp://a.example/x",
        "javascript:void(0)",
        "http://u:p@a.example/",
        "http://a..b/",
        "http://[x/",
    ],
)
def test_a_redirect_to_what_cannot_be_asked_is_told(location: str) -> None:
    found = one(redirect(301, location))
    assert (found.verdict, found.kind) == ("unreachable", "bad-redirect")


def test_a_redirect_without_a_target_is_told() -> None:
    assert one(answer(301, "")).kind == "bad-redirect"


def test_circles_of_redirects_are_seen_at_once() -> None:
    (found,), server = ask(pages({"/a": redirect(302, "/b"), "/b": redirect(302, "/a")}), "http://a.example/a")
    assert (found.kind, len(server.requests)) == ("redirect-loop", 2)


def test_redirects_without_end_are_followed_so_far_and_no_further() -> None:
    def on(asked: Asked) -> bytes:
        return redirect(302, f"/{int(asked.target[1:]) + 1}")

    (found,), server = ask(says(on), "http://a.example/0", redirects=10)
    assert (found.kind, len(server.requests)) == ("too-many-redirects", 11)


def test_a_page_that_needs_a_cookie_gets_it_back() -> None:
    def say(asked: Asked) -> bytes:
        if "seen=1" in asked.headers.get("cookie", ""):
            return answer(200, PAGE)
        return redirect(302, asked.target, [("Set-Cookie", "seen=1; Path=/; HttpOnly")])

    (found,), server = ask(says(say), "http://a.example/page")
    assert (found.verdict, found.leads_to, len(server.requests)) == ("ok", "", 2)


def test_cookies_go_to_their_own_host_and_are_forgotten_with_the_link() -> None:
    def say(asked: Asked) -> bytes:
        if asked.host == "a.example":
            cookies = [
                ("Set-Cookie", "own=1"),
                ("Set-Cookie", "wide=1; Domain=b.example"),
                ("Set-Cookie", "safe=1; Secure"),
            ]
            return redirect(302, "http://www.b.example/x", cookies)
        if asked.target == "/x":
            return redirect(
                302, "http://c.b.example/y", [("Set-Cookie", "all=1; Domain=.b.example"), ("Set-Cookie", "mine=1")]
            )
        return answer(200, PAGE)

    _, server = ask(says(say), "http://a.example/page", "http://c.b.example/other")
    assert [asked.headers.get("cookie") for asked in server.requests] == [None, None, "all=1", None]


def test_headers_for_a_host_go_to_no_other() -> None:
    own = {"a.example": (("X-Key", "secret"), ("User-Agent", "special"))}
    table = {"a.example/x": redirect(302, "http://b.example/y")}
    _, server = ask(pages(table, answer(200, PAGE)), "http://a.example/x", headers=own)
    first, second = server.requests
    assert (first.headers["x-key"], first.headers["user-agent"]) == ("secret", "special")
    assert "x-key" not in second.headers
    assert second.headers["user-agent"].startswith("awesome-lint/")


def test_http_that_became_https_is_a_move(tmp_path: Path) -> None:
    authority = Authority(tmp_path)

    async def run() -> Evidence:
        async with (
            site(answer(200, PAGE), tls=authority.good("a.example")) as safe,
            site(redirect(301, "https://a.example/page")) as plain,
        ):
            where = {"*:443": f"127.0.0.1:{safe.port}", "*:80": f"127.0.0.1:{plain.port}"}
            asking = settings(resolve=where, ca_file=authority.file)
            async with Fetcher(asking, knowledge().hosts) as fetcher:
                return await fetcher.fetch("http://a.example/page")

    found = asyncio.run(run())
    assert (found.verdict, found.leads_to) == ("moved", "https://a.example/page")


# --- what servers do to those who ask


async def endless_headers(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        writer.write(b"X-%d: %s\r\n" % (number, b"y" * 900))
        await writer.drain()


async def drips_headers(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1000):
        writer.write(b"X-%d: y\r\n" % number)
        await writer.drain()
        await asyncio.sleep(0.02)


async def drips_body(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>")
    for _ in range(1000):
        writer.write(b"word ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def only_headers(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n")
    await asyncio.sleep(5)


async def resets(asked: Asked, writer: asyncio.StreamWriter) -> None:
    await cut(writer)


async def hangs_up(asked: Asked, writer: asyncio.StreamWriter) -> None:
    pass


async def silent(asked: Asked, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(5)


async def informs_for_ever(asked: Asked, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.01)


def raw(data: bytes) -> Talk:
    async def talk(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(data)

    return talk


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    ("talk", "verdict", "kind"),
    [
        (endless_headers, "unreachable", "too-large"),
        (drips_headers, "unreachable", "timeout"),
        (drips_body, "ok", ""),
        (only_headers, "unreachable", "timeout"),
        (resets, "unreachable", "reset"),
        (hangs_up, "unreachable", "reset"),
        (silent, "unreachable", "timeout"),
        (informs_for_ever, "unreachable", "timeout"),
        (raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "unreachable", "protocol"),
        (raw(b"<title>An old page</title>"), "unreachable", "protocol"),
        (raw(b"\x16\x03\x01\x00\x05hello"), "unreachable", "protocol"),
        (raw(b"HTTP/1.1 banana OK\r\n\r\n"), "unreachable", "protocol"),
        (raw(b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n"), "unreachable", "protocol"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: 20\r\n\r\n"), "unreachable", "protocol"),
        (raw(HEAD + b"Content-Length: 500\r\n\r\n<html><p>half"), "ok", ""),
        (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<html"), "ok", ""),
        (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "unreachable", "protocol"),
        (raw(HEAD + b"Content-Length: 500\r\n\r\n"), "unreachable", "protocol"),
        (raw(HEAD + b"\r\n<html>until the end"), "ok", ""),
        (raw(b"HTTP/1.0 200 OK\r\n\r\nold"), "ok", ""),
        (raw(HEAD + b"Content-Length: 0\r\n\r\n"), "ok", ""),
        (raw(b"HTTP/1.1 103 Early Hints\r\n\r\n" + HEAD + b"Content-Length: 2\r\n\r\nok"), "ok", ""),
        (raw(HEAD + b"Content-Length: 5\r\n\r\nlonger than said"), "ok", ""),
        (raw(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n"), "dead", "not-found"),
    ],
)
def test_bad_servers_are_told_apart(talk: Talk, verdict: str, kind: str) -> None:
    found = one(talk, timeout=0.3, link_time=0.6)
    assert (found.verdict, found.kind) == (verdict, kind), found.reason


def test_nothing_but_the_first_part_of_a_page_is_read() -> None:
    async def run() -> tuple[Evidence, int]:
        async def endless(asked: Asked, writer: asyncio.StreamWriter) -> None:
            writer.write(HEAD + b"\r\n")
            while True:
                writer.write(b"<p>and so on</p>" * 100)
                await writer.drain()

        async with site(endless) as server:
            where = {"*": f"127.0.0.1:{server.port}"}
            async with Fetcher(settings(resolve=where), knowledge().hosts) as fetcher:
                return await fetcher.fetch("http://a.example/x"), fetcher.bytes

    found, read = asyncio.run(run())
    assert found.verdict == "ok"
    assert read < 3 * 65_536


def test_a_compressed_bomb_is_not_blown_up() -> None:
    bomb = gzip.compress(b"0" * 30_000_000, 9)
    (found,), _ = ask(answer(200, bomb, [("Content-Encoding", "gzip")]), "http://a.example/x")
    assert found.verdict == "ok"


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("identity", bytes),
    ],
)
def test_compressed_pages_are_read(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    page = b'<head><meta name="citation_title" content="A Paper &amp; its Title"></head>'
    found = one(answer(200, pack(page), [("Content-Encoding", encoding)]))
    assert found.titles == ("A Paper & its Title",)


def test_what_is_compressed_otherwise_is_not_judged() -> None:
    assert one(answer(200, b"\x0b\x02\x80", [("Content-Encoding", "br")])).verdict == "ok"
    assert one(answer(200, b"no gzip", [("Content-Encoding", "gzip")])).verdict == "ok"


def test_a_file_is_not_read() -> None:
    async def file(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 90000000\r\n\r\n%PDF")
        await asyncio.sleep(5)

    (first, second), server = ask(file, "http://a.example/a.pdf", "http://a.example/b.pdf")
    assert (first.verdict, second.verdict, server.connections) == ("ok", "ok", 2)


def test_a_refused_connection_is_told() -> None:
    async def run() -> Evidence:
        async with site(answer()) as server:
            port = server.port
        async with Fetcher(settings(resolve={"*": f"127.0.0.1:{port}"}), knowledge().hosts) as fetcher:
            return await fetcher.fetch("http://a.example/")

    assert asyncio.run(run()).kind == "refused"


def test_a_connection_that_was_closed_meanwhile_is_no_fault() -> None:
    async def once(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(200, PAGE))  # keeps it open by its headers, and closes it

    found, server = ask(once, *(f"http://a.example/{number}" for number in range(5)))
    assert {one.verdict for one in found} == {"ok"}
    assert server.connections == 5


def test_connections_are_used_again() -> None:
    found, server = ask(answer(200, PAGE), *(f"http://a.example/{number}" for number in range(20)))
    assert {one.verdict for one in found} == {"ok"}
    assert server.connections == 1


def test_a_host_that_never_answers_is_not_asked_for_ever() -> None:
    urls = [f"http://a.example/{number}" for number in range(20)]
    found, server = ask(silent, *urls, timeout=0.05)
    assert {(one.verdict, one.kind) for one in found} == {("unreachable", "timeout")}
    assert len(server.requests) < 10


# --- TLS


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.mark.parametrize(
    ("state", "name", "kind"),
    [
        ("good", "a.example", ""),
        ("complete", "a.example", ""),
        ("expired", "a.example", "tls-expired"),
        ("good", "b.example", "tls-name"),
        ("self_signed", "a.example", "tls-self-signed"),
        ("incomplete", "a.example", "tls-incomplete"),
    ],
)
def test_certificates_are_told_apart(authority: Authority, state: str, name: str, kind: str) -> None:
    async def run() -> Evidence:
        async with site(answer(200, PAGE), tls=getattr(authority, state)(name)) as server:
            asking = settings(resolve={"*": f"127.0.0.1:{server.port}"}, ca_file=authority.file)
            async with Fetcher(asking, knowledge().hosts) as fetcher:
                return await fetcher.fetch("https://a.example/x")

    found = asyncio.run(run())
    assert (found.verdict, found.kind) == ("unreachable" if kind else "ok", kind), found.reason


def test_an_unknown_authority_is_not_trusted(authority: Authority) -> None:
    async def run() -> Evidence:
        async with site(answer(200, PAGE), tls=authority.good("a.example")) as server:
            asking = settings(resolve={"*": f"127.0.0.1:{server.port}"})
            async with Fetcher(asking, knowledge().hosts) as fetcher:
                return await fetcher.fetch("https://a.example/x")

    assert asyncio.run(run()).kind.startswith("tls")


def test_a_server_that_speaks_no_tls_is_told() -> None:
    async def run() -> Evidence:
        async def wonders(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(10)
            writer.write(answer(400, "what?"))
            await writer.drain()
            await reader.read()
            writer.close()

        server = await asyncio.start_server(wonders, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            async with Fetcher(settings(resolve={"*": f"127.0.0.1:{port}"}), knowledge().hosts) as fetcher:
                return await fetcher.fetch("https://a.example/x")

    found = asyncio.run(run())
    assert (found.verdict, found.kind, found.reason) == ("unreachable", "tls", "speaks no TLS there")


def test_a_handshake_that_is_cut_is_no_verdict() -> None:
    async def run() -> Evidence:
        async def cuts(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(10)
            await cut(writer)
            writer.close()

        server = await asyncio.start_server(cuts, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            async with Fetcher(settings(resolve={"*": f"127.0.0.1:{port}"}), knowledge().hosts) as fetcher:
                return await fetcher.fetch("https://a.example/x")

    assert asyncio.run(run()).kind in ("reset", "tls")


# --- names and addresses


def by_name(url: str, names: dict[str, list[str] | str], *, works: bool = True, **changes: Any) -> Evidence:
    """What is found of `url`, whose `{port}` is a server's, with a name server that knows `names`."""

    async def run() -> Evidence:
        address = "::1" if "::1" in str(names) and has_ipv6() else "127.0.0.1"
        async with name_server(names) as server, site(answer(200, PAGE), address=address) as page:
            server.works = works
            asking = settings(dns=server.address, **changes)
            async with Fetcher(asking, knowledge().hosts) as fetcher:
                return await fetcher.fetch(url.format(port=page.port))

    return asyncio.run(run())


def test_a_name_that_does_not_exist_is_dead_while_the_network_works() -> None:
    found = by_name("http://gone.example/x", {})
    assert (found.verdict, found.kind, found.reason) == ("dead", "no-host", "there is no such host")
    found = by_name("http://gone.example/x", {}, works=False)
    assert (found.verdict, found.kind) == ("unreachable", "no-network")


def test_a_name_server_that_fails_decides_nothing() -> None:
    found = by_name("http://a.example/x", {"a.example": SERVFAIL})
    assert (found.verdict, found.kind) == ("unreachable", "dns")


def test_the_next_address_is_tried() -> None:
    assert by_name("http://a.example:{port}/x", {"a.example": ["127.0.0.9", "127.0.0.1"]}).verdict == "ok"


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_hosts_with_ipv6_only_are_asked() -> None:
    assert by_name("http://six.example:{port}/x", {"six.example": ["::1"]}).verdict == "ok"
    assert by_name("http://[::1]:{port}/x", {"six.example": ["::1"]}).verdict == "ok"


PRIVATE = [
    "http://127.0.0.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://localhost:{port}/",
    "http://inside.example:{port}/",
    "http://half.example:{port}/",
]


@pytest.mark.parametrize("url", PRIVATE)
def test_private_addresses_are_not_asked(url: str) -> None:
    names: dict[str, list[str] | str] = {"inside.example": ["127.0.0.1"], "half.example": ["1.1.1.1", "127.0.0.1"]}
    found = by_name(url, names, allow_private=False)
    assert (found.verdict, found.kind) == ("unreachable", "private-address")


def test_a_redirect_into_a_private_network_is_not_followed() -> None:
    """The first host is public as far as its address goes: only what its redirect leads to is refused."""

    async def run() -> tuple[Evidence, int]:
        async with (
            site(answer(200, "secret")) as inner,
            site(redirect(302, f"http://127.0.0.1:{inner.port}/")) as outer,
        ):
            # The proxy stands for the way to a public host, and sees what is asked.
            asking = settings(allow_private=False, proxy=f"http://127.0.0.1:{outer.port}")
            async with Fetcher(asking, knowledge().hosts) as fetcher:
                return await fetcher.fetch("http://public.example/x"), len(inner.requests)

    found, asked = asyncio.run(run())
    assert (found.kind, asked) == ("private-address", 0)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "#part",
        "/path",
        "//a.example/x",
        "ftp://a.example/x",
        "mailto:x@a.example",
        "file:///etc/passwd",
        "http://",
        "http:///x",
        "http://a b/",
        "http://a..b/",
        "http://" + "a" * 64 + ".example/",
        "http://user@a.example/",
        "http://user:secret@a.example/",
        "http://a.example:99999/",
        "http://a.example:x/",
        "http://a.example:0/",
        "http://[::1/",
        "http://[v1.x]/",
        "http://a.example/" + "x" * 20_000,
        "http://\ud800/",
        "http://a.example\\@b.example/",
    ],
)
def test_what_cannot_be_asked_is_no_verdict_and_raises_nothing(url: str) -> None:
    (found,), server = ask(answer(200, PAGE), url)
    assert (found.verdict, found.kind) == ("unreachable", "undecided")
    assert "secret" not in found.reason
    assert not server.requests


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://a.example", "/"),
        ("http://a.example?x=1", "/?x=1"),
        ("http://a.example/a b", "/a%20b"),
        ("http://a.example/ünï?q=ü", "/%C3%BCn%C3%AF?q=%C3%BC"),
        ("http://a.example/%7Ejoe/%2F", "/%7Ejoe/%2F"),
        ("http://a.example/x#y", "/x"),
        ("  http://a.example/x  ", "/x"),
        ("HTTP://A.Example/X", "/X"),
        ("http://bücher.example/x", "/x"),
        ("http://a_b.example/x", "/x"),
        ("http://a.example/a/../b/./c?x=/../y", "/b/c?x=/../y"),
        ("http://a.example/100%/x%zz", "/100%/x%zz"),
        ("http://a.example:80/x", "/x"),
    ],
)
def test_addresses_are_sent_as_browsers_send_them(url: str, target: str) -> None:
    (found,), server = ask(answer(200, PAGE), url)
    assert found.verdict == "ok"
    assert [asked.target for asked in server.requests] == [target]


# --- proxies


def test_a_proxy_is_asked_for_all_and_no_name_is_resolved() -> None:
    async def run() -> tuple[Evidence, list[Asked]]:
        async with site(answer(200, PAGE)) as proxy:
            asking = settings(allow_private=False, proxy=f"http://me:secret@127.0.0.1:{proxy.port}")
            async with Fetcher(asking, knowledge().hosts) as fetcher:
                return await fetcher.fetch("http://nowhere.example/x"), proxy.requests

    found, (asked,) = asyncio.run(run())
    assert found.verdict == "ok"
    assert asked.target == "http://nowhere.example/x"
    assert asked.headers["proxy-authorization"].startswith("Basic ")


def test_https_goes_through_a_tunnel(authority: Authority) -> None:
    async def run() -> tuple[list[Evidence], list[str]]:
        tunnels: list[str] = []
        async with site(answer(200, PAGE), tls=authority.good("a.example")) as page:

            async def tunnel(asked: Asked, writer: asyncio.StreamWriter) -> None:
                tunnels.append(f"{asked.method} {asked.target}")
                if asked.target.startswith("refused"):
                    writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
                    return
                there, on = await asyncio.open_connection("127.0.0.1", page.port)
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                back = asyncio.create_task(pour(there, writer))
                await pour(readers[-1], on)
                await back

            readers: list[asyncio.StreamReader] = []

            async def pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
                try:
                    while data := await source.read(65_536):
                        sink.write(data)
                except OSError:
                    pass
                sink.close()

            async def taken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                from tests.net.servers import read_request

                readers.append(reader)
                asked = await read_request(reader)
                assert asked is not None
                await tunnel(asked, writer)
                writer.close()

            proxy = await asyncio.start_server(taken, "127.0.0.1", 0)
            async with proxy:
                port = proxy.sockets[0].getsockname()[1]
                asking = settings(proxy=f"http://127.0.0.1:{port}", ca_file=authority.file)
                async with Fetcher(asking, knowledge().hosts) as fetcher:
                    found = [await fetcher.fetch(f"https://{name}.example/x") for name in ("a", "refused")]
            return found, tunnels

    (good, refused), tunnels = asyncio.run(run())
    assert (good.verdict, good.reason) == ("ok", "")
    assert refused.verdict == "unreachable"
    assert "proxy" in refused.reason
    assert tunnels == ["CONNECT a.example:443", "CONNECT refused.example:443"]


# --- politeness


def test_no_more_requests_run_than_allowed() -> None:
    running: dict[str, int] = {}
    most: dict[str, int] = {}

    async def talk(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        for key in (asked.host, "all"):
            running[key] = running.get(key, 0) + 1
            most[key] = max(most.get(key, 0), running[key])
        await asyncio.sleep(0.005)
        for key in (asked.host, "all"):
            running[key] -= 1
        writer.write(answer(200, PAGE))
        return True

    async def run() -> Counter_:
        async with site(talk) as server:
            asking = settings(resolve={"*": f"127.0.0.1:{server.port}"}, concurrency=7, per_host=3)
            async with Fetcher(asking, knowledge().hosts) as fetcher:
                urls = [f"http://h{number % 5}.example/{number}" for number in range(100)]
                await asyncio.gather(*(fetcher.fetch(url) for url in urls))
                return dict(fetcher.requests)

    requests = asyncio.run(run())
    assert requests == {f"h{number}.example": 20 for number in range(5)}
    assert most.pop("all") <= 7
    assert max(most.values()) <= 3


Counter_ = dict[str, int]


def test_thousands_of_hosts_do_not_use_up_connections() -> None:
    open_, most = 0, 0

    async def talk(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        nonlocal open_, most
        open_ = len(server_[0]._writers)
        most = max(most, open_)
        writer.write(answer(200, PAGE))
        return True

    server_: list[Site] = []

    async def run() -> set[str]:
        async with site(talk) as server:
            server_.append(server)
            asking = settings(resolve={"*": f"127.0.0.1:{server.port}"}, concurrency=8)
            async with Fetcher(asking, knowledge().hosts) as fetcher:
                urls = iter(range(300))

                async def work() -> set[str]:
                    return {(await fetcher.fetch(f"http://h{number}.example/")).verdict for number in urls}

                return set().union(*await asyncio.gather(*(work() for _ in range(8))))

    assert asyncio.run(run()) == {"ok"}
    assert most < 60


def test_a_cancelled_link_leaves_nothing_behind() -> None:
    async def run() -> Sequence[object]:
        async with site(silent) as server:
            where = {"*": f"127.0.0.1:{server.port}"}
            async with Fetcher(settings(resolve=where, per_host=1), knowledge().hosts) as fetcher:
                tasks = [asyncio.create_task(fetcher.fetch(f"http://a.example/{number}")) for number in range(3)]
                while not server.requests:
                    await asyncio.sleep(0.001)
                for task in tasks:
                    task.cancel()
                ended = await asyncio.gather(*tasks, return_exceptions=True)
                server.talk = says(answer(200, PAGE))
                return [*map(type, ended), (await fetcher.fetch("http://a.example/again")).verdict]

    assert asyncio.run(run()) == [*[asyncio.CancelledError] * 3, "ok"]


def test_time_that_other_hosts_took_is_not_held_against_a_host() -> None:
    async def run() -> tuple[list[str], Evidence]:
        async def talk(asked: Asked, writer: asyncio.StreamWriter) -> None:
            if asked.host == "slow.example":
                await asyncio.sleep(0.15)
                writer.write(redirect(302, "http://a.example/x"))
            elif asked.target == "/x":
                await asyncio.sleep(5)
            else:
                writer.write(answer(200, PAGE))

        async with site(talk) as server:
            where = {"*": f"127.0.0.1:{server.port}"}
            given = settings(resolve=where, timeout=1.0, link_time=0.2)
            async with Fetcher(given, knowledge().hosts) as fetcher:
                slow = [await fetcher.fetch(f"http://slow.example/{number}") for number in range(7)]
                return [found.kind for found in slow], await fetcher.fetch("http://a.example/good")

    kinds, good = asyncio.run(run())
    assert kinds == ["timeout"] * 7
    assert good.verdict == "ok"


# --- titles


@pytest.mark.parametrize(
    ("head", "titles"),
    [
        ('<meta name="citation_title" content="Deep Things: a Study">', ("Deep Things: a Study",)),
        ("<META content='Deep  Things\n&amp; More' NAME='citation_title' />", ("Deep Things & More",)),
        ('<meta name=citation_title content="It\'s deep">', ("It's deep",)),
        ("<title>Deep Things</title>", ()),
        ('<meta name="citation_title" content="">', ()),
        ('<meta name="citation_author" content="citation_title">', ()),
    ],
)
def test_titles_are_taken_where_a_page_states_them_for_indexes(head: str, titles: tuple[str, ...]) -> None:
    assert one(answer(200, f"<html><head>{head}</head></html>")).titles == titles


def test_pages_say_what_they_are_to_who_wants_it() -> None:
    page = (
        '<title>Gears | Press</title><meta name="citation_title" content="Gears &amp; Wheels">'
        "<meta name='citation_author' content='Lovelace, Ada'><meta content=\"Bob Brown\" name=citation_author>"
        '<meta name="citation_publication_date" content="2022/06/01"><meta name="citation_doi" content="10.1145/A.1">'
        '<meta name="citation_conference_title" content="Conference on Gears">'
    )
    wanted = one(answer(200, page), describe=True)
    authors = ("Ada Lovelace", "Bob Brown")
    assert wanted.described == (Described("a.example", "Gears & Wheels", authors, 2022, "10.1145/a.1", kind="paper"),)
    assert wanted.published == (Published("Conference on Gears", 2022, "a.example", "10.1145/a.1"),)
    assert one(answer(200, page))._replace(checked=0) == Evidence("ok", source="a.example", titles=("Gears & Wheels",))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<title>Gears | Blog</title><meta property="og:title" content="Gears &amp; Wheels">', "Gears & Wheels"),
        ("<title> Gears\n| Blog</title>", "Gears | Blog"),
        ('<meta property="og:title" content=""><title>Gears</title>', "Gears"),
        ('<meta property="og:title" content="\x1b[31m\u202eGears">', "[31mGears"),
        ('<meta name="description" content="Gears">', None),
        ("<p>Gears</p>", None),
    ],
)
def test_pages_that_are_no_papers_have_the_title_that_they_are_shared_with(head: str, title: str | None) -> None:
    found = one(answer(200, f"<html><head>{head}</head><body>With words.</body></html>"), describe=True)
    assert found.described == ((Described("a.example", title),) if title else ())


def test_what_is_no_page_says_nothing_of_itself() -> None:
    assert one(answer(200, b"%PDF-1.7", kind="application/pdf"), describe=True).described == ()
    assert one(answer(404, "<title>Gears</title>"), describe=True).described == ()


def test_very_many_tags_cost_little() -> None:
    page = "<title>Gears</title>" + '<meta name="citation_author" content="A B">' * 1500
    assert one(answer(200, page), describe=True).described[0].title == "Gears"


@pytest.mark.parametrize(
    "charset", ["undefined", "idna", "punycode", "unicode_escape", "utf-7", "rot13", "zlib", "no-such"]
)
def test_odd_names_of_charsets_cost_no_verdict(charset: str) -> None:
    page = '<meta name="citation_title" content="Half \\ud800 \\x1b[31m +2AA- a face">'
    found = one(answer(200, page, kind=f"text/html; charset={charset}"))
    assert found.verdict == "ok"
    assert len(found.titles) == 1
    assert not UNSAFE.search(found.titles[0])
