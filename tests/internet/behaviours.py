"""The ways of pages that no plain answer describes."""

from __future__ import annotations

import asyncio
import email.utils
import gzip
import time
import zlib
from collections.abc import Awaitable, Callable

from .server import Answer, Behaviour, Turns, Visit, perform

GOOD = Answer()
CHALLENGE = (
    b"<!doctype html><title>Just a moment...</title>"
    b"<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script>"
)
ANUBIS = (
    b"<!doctype html><title>Making sure you&#39;re not a bot!</title>"
    b"<script id='anubis_challenge' type='application/json'>{}</script>"
    b"<script src='/.within.website/x/cmd/anubis/static/js/main.mjs'></script>"
)
_CHUNK = b"y" * 65_536
_DRIP = 0.2


def status(code: int, *headers: tuple[str, str], body: bytes | None = None) -> Answer:
    """A plain answer with a page that says nothing."""
    usual = b"" if code in (204, 304) else b"<!doctype html><title>Page</title>"
    return Answer(code, headers, usual if body is None else body)


def to(url: str, code: int = 301, *headers: tuple[str, str]) -> Answer:
    """A redirect to an address of the table, or any other text."""
    return Answer(code, (("Location", "{" + url + "}"), *headers), b"")


def then(*answers: Behaviour) -> Turns:
    """By turns."""
    return Turns(answers)


def by_method(get: Behaviour, head: Behaviour) -> Behaviour:
    """Another answer to HEAD than to GET."""

    async def answer(visit: Visit) -> None:
        await perform(head if visit.seen.method == "HEAD" else get, visit)

    return answer


def closed(seconds: float, header: Callable[[float], str] | None, code: int = 429) -> Behaviour:
    """Refuse for so long, from the first visit on, saying when to come again as `header` writes it; then be good."""
    first: list[float] = []

    async def answer(visit: Visit) -> None:
        now = time.monotonic()
        if not first:
            first.append(now)
        left = first[0] + seconds - now
        said = () if header is None else (("Retry-After", header(seconds)),)
        await visit.answer(Answer(code, said, b"Too many requests.") if left > 0 else GOOD)

    return answer


def seconds(value: float) -> str:
    return str(int(value + 0.999))


def date(value: float) -> str:
    """The HTTP date in so many seconds, rounded up."""
    return email.utils.formatdate(int(time.time() + value + 0.999), usegmt=True)


def units(value: float) -> str:
    """`1m30s`, as some servers write it."""
    minutes, rest = divmod(int(value + 0.999), 60)
    return f"{minutes}m{rest}s" if minutes else f"{rest}s"


async def nothing(visit: Visit) -> None:
    """Never answer."""
    visit.last = True
    await asyncio.sleep(3600)


async def drip_head(visit: Visit) -> None:
    """A byte of a header now and then, for ever."""
    visit.last = True
    await visit.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        await asyncio.sleep(_DRIP)
        await visit.send(b"z")


def drip_body(code: int) -> Behaviour:
    """A good head, and then a byte of the body now and then, for ever."""

    async def answer(visit: Visit) -> None:
        visit.last = True
        await visit.send(f"HTTP/1.1 {code} Well\r\nContent-Type: text/html\r\nContent-Length: 500000\r\n\r\n".encode())
        while True:
            await visit.send(b"z")
            await asyncio.sleep(_DRIP)

    return answer


async def slow(visit: Visit) -> None:
    """A good answer, after a while that is within any limit."""
    await asyncio.sleep(0.3)
    await visit.answer(GOOD)


async def bomb(visit: Visit) -> None:
    """A gigabyte of zeros, compressed to a megabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    visit.last = True
    await visit.send(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
    )
    zeros = bytes(1 << 20)
    for _ in range(1024):
        await visit.send(packer.compress(zeros))
        await asyncio.sleep(0)


async def endless_head(visit: Visit) -> None:
    """Headers without end."""
    visit.last = True
    await visit.send(b"HTTP/1.1 200 OK\r\n")
    line = b"X-More: " + b"h" * 1000 + b"\r\n"
    while True:
        await visit.send(line * 16)


async def endless_body(visit: Visit) -> None:
    """A body without end."""
    visit.last = True
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n")
    while True:
        await visit.send(_CHUNK)


def raw(data: bytes) -> Behaviour:
    """Exactly these bytes, and the end of the connection."""

    async def answer(visit: Visit) -> None:
        visit.last = True
        await visit.send(data)

    return answer


async def reset(visit: Visit) -> None:
    """The connection is torn down instead of an answer."""
    visit.reset()
    await asyncio.sleep(0)


async def reset_midway(visit: Visit) -> None:
    """The same after a part of the head."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Ty")
    visit.reset()


async def packed(visit: Visit) -> None:
    """A good page, compressed where the visitor can read that."""
    if "gzip" in visit.seen.headers.get("accept-encoding", ""):
        await visit.answer(Answer(200, (("Content-Encoding", "gzip"),), gzip.compress(GOOD.body * 20)))
    else:
        await visit.answer(GOOD)


async def cookie_wanted(visit: Visit) -> None:
    """The page for those who bring the cookie back; the others are sent round with one."""
    if "seen=1" in visit.seen.headers.get("cookie", ""):
        await visit.answer(GOOD)
    else:
        await visit.answer(Answer(302, (("Set-Cookie", "seen=1; Path=/"), ("Location", visit.seen.target)), b""))


async def agents_only(visit: Visit) -> None:
    """403 for visitors without a user agent or what they accept."""
    polite = visit.seen.headers.get("user-agent") and visit.seen.headers.get("accept")
    await visit.answer(GOOD if polite else status(403))


async def counting_redirect(visit: Visit) -> None:
    """A redirect to the next number, for ever."""
    number = int(visit.seen.target.rpartition("/")[2] or 0)
    await visit.answer(Answer(302, (("Location", f"/{number + 1}"),), b""))


Handler = Callable[[Visit], Awaitable[None]]


async def secure_only(visit: Visit) -> None:
    """The page over TLS, and the way there otherwise."""
    here = "https://" + visit.seen.host + visit.seen.target
    await perform(GOOD if visit.seen.scheme == "https" else to(here), visit)
