"""Asks for pages: one GET each, and what its answer proves.

A status says less than it seems to: walls answer 200 and 403, healthy sites 403 and 429, sites that are gone redirect
to front pages. `dead` is said only of 404, 410 and names that do not exist; whatever proves nothing is `unreachable`.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections import Counter, OrderedDict
from contextlib import aclosing
from functools import lru_cache
from types import TracebackType
from typing import Any

import httpcore
import httpx

from awesome_lint.knowledge import knowledge
from awesome_lint.knowledge.hosts import Hosts
from awesome_lint.model import Evidence
from awesome_lint.net.cookies import Cookies
from awesome_lint.net.faults import Fault, fault
from awesome_lint.net.http1 import Connection, Response
from awesome_lint.net.inflate import ACCEPTED, inflater
from awesome_lint.net.pace import Pace, Refusing
from awesome_lint.net.retry_after import http_date, retry_after
from awesome_lint.net.safety import CheckedBackend, Names, PlainBackend, is_public, literal_address
from awesome_lint.net.settings import NetSettings
from awesome_lint.net.statuses import of_status, phrase
from awesome_lint.net.urls import BadUrl, Url, host_in, parse_url
from awesome_lint.net.walls import REFUSALS, Page, Walls, citation_title, seconds_apart

RETRIED = frozenset({"rate-limit", "busy", "server-error", "timeout", "reset", "protocol", "dns", "not-found"})
"""The kinds of faults after which a page is asked for again; `not-found` only once, for balancers that err."""

_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READ_WITH = REFUSALS | {202, 404}  # statuses, besides good ones, whose page is looked at
_SMALL = 16_384  # bytes of a body that are read only to keep the connection
_DRAINING = 1.0  # seconds that they may take
_IDLE = 8.0  # seconds that a connection is kept without use
_HOSTS = 20_000  # of which something is remembered
_SILENT = 6  # links of a host in a row without any answer, after which it is not asked any more


class Fetcher:
    """Asks for pages in one loop of events, as politely as `settings` say.

    Nothing is kept of a link once its evidence was given, and little of a host: its pace and its idle connections.
    `names` is the run's DNS, `total` its permits; both are its own where they are not given.

        async with Fetcher(settings, hosts) as fetcher:
            evidence = await fetcher.fetch("https://example.org/page")
    """

    def __init__(
        self,
        settings: NetSettings,
        hosts: Hosts,
        *,
        walls: Walls | None = None,
        names: Names | None = None,
        total: asyncio.Semaphore | None = None,
    ) -> None:
        self.requests: Counter[str] = Counter()
        """How many requests were sent, by host."""
        self.bytes = 0
        """How many bytes of pages were read, as they came."""
        self._settings = settings
        self._hosts = hosts
        self._walls = walls or Walls(knowledge().walls, hosts)
        self._total = total or asyncio.Semaphore(max(1, settings.concurrency))
        self._names = names or Names(settings)
        self._own_names = names is None
        self._known: dict[str, _Host] = {}
        self._idle: OrderedDict[Any, list[Any]] = OrderedDict()  # connections without work, the oldest first
        self._most_idle = max(32, min(settings.concurrency, 256))
        self._backend = CheckedBackend(self._names)
        self._proxies: dict[bool, httpcore.AsyncConnectionPool] = {}
        self._trust: ssl.SSLContext | None = None
        agent = settings.user_agent
        self._headers: list[tuple[bytes, bytes]] = [
            (b"User-Agent", agent.encode("latin-1", "replace")),
            (b"Accept", b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
            (b"Accept-Language", b"en;q=0.9,*;q=0.5"),
            (b"Accept-Encoding", ACCEPTED.encode()),
        ]
        limit = settings.timeout
        self._extensions = {"timeout": {"connect": limit, "read": limit, "write": limit, "pool": limit}}

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        for connection in list(self._idle):
            await connection.aclose()
        self._idle.clear()
        self._known.clear()
        if self._own_names:
            await self._names.aclose()
        await asyncio.sleep(0)  # closing is done by the loop

    async def fetch(self, url: str) -> Evidence:
        """What the network says of a page. It raises nothing but `CancelledError`."""
        try:
            return await self._follow(url)
        except Exception as error:
            return self._unreachable(fault(error), host_in(url))

    # One link: redirects and what they mean.

    async def _follow(self, start: str) -> Evidence:
        link = _Link(self._settings)
        try:
            url = parse_url(start)
        except BadUrl as error:
            return self._unreachable(Fault("undecided", str(error)), host_in(start))
        first, fragment = url.text, start.partition("#")[2]
        permanent, hops = True, 0
        seen: set[tuple[str, str]] = set()
        while True:
            place = (url.text, link.cookies.state())
            if place in seen:
                return self._unreachable(Fault("redirect-loop", "redirects in a circle"), url.host)
            seen.add(place)
            outcome = await self._persist(url, link)
            if isinstance(outcome, Fault):
                return self._judged(outcome, url, start, hops)
            target = self._target(outcome)
            if target is None:
                break
            if hops >= self._settings.redirects:
                reason = f"redirects more than {self._settings.redirects} times"
                return self._unreachable(Fault("too-many-redirects", reason), url.host)
            try:
                following = parse_url(target, url)
            except BadUrl as error:
                return self._unreachable(Fault("bad-redirect", f"redirects to what cannot be asked: {error}"), url.host)
            hops += 1
            permanent = permanent and outcome.status in _PERMANENT
            fragment = target.partition("#")[2] or fragment
            url = following
        here = url.text
        end = f"{here}#{fragment}" if fragment else here
        if outcome.status not in self._settings.accept:
            strange = self._walls.leads_astray(first, here) if hops else None
            if strange is None:
                strange = self._walls.missing(outcome)
            if strange is not None:
                return self._unreachable(strange, url.host)
        title = citation_title(outcome)
        worth = here != first and end != start and self._walls.worth_writing(first, here)
        return Evidence(
            "moved" if worth and permanent else "ok",
            source=url.host,
            checked=int(time.time()),
            leads_to=end if worth else "",
            titles=(title,) if title else (),
            **self._described(outcome, url.host),
        )

    def _described(self, page: Page, source: str) -> dict[str, Any]:
        """What a page says that it is, where that is wanted."""
        if not self._settings.describe:
            return {}
        from awesome_lint.net.metadata import describe

        described, published = describe(page, source)
        return {"described": described, "published": published}

    def _target(self, page: Page) -> str | None:
        """Where a page redirects to, None where it does not."""
        if page.status not in _REDIRECTS or page.status in self._settings.accept:
            return None
        return page.headers.get("location", "")

    def _judged(self, found: Fault, url: Url, start: str, hops: int) -> Evidence:
        """Evidence of a fault at the end of a chain of redirects."""
        reason = found.reason
        if hops:
            reason += f", redirected to {url.host}" if url.host != host_in(start) else ", after a redirect"
        if found.kind in ("not-found", "gone", "no-host"):
            astray = self._walls.leads_astray(start, url.text) if hops else None
            if astray is not None and astray.kind in ("login", "wall"):  # what is missing there is not the page
                return self._unreachable(Fault(astray.kind, f"{astray.reason}: {found.reason}"), url.host)
            return Evidence("dead", found.kind, reason, url.host, int(time.time()))
        return self._unreachable(Fault(found.kind, reason), url.host)

    def _unreachable(self, found: Fault, source: str) -> Evidence:
        return Evidence("unreachable", found.kind, found.reason, source, int(time.time()))

    # One address: retries.

    async def _persist(self, url: Url, link: _Link) -> Page | Fault:
        """The answer of one address: good, accepted or a redirect. What is wrong is asked again where that helps."""
        outcome = await self._ask(url, link)
        if isinstance(outcome, Page) or not self._again(outcome, link):
            return outcome
        import tenacity

        last: Page | Fault | None = None

        async def attempt() -> Page | Fault:
            nonlocal last
            if last is None:
                last = outcome  # the first attempt was made already
            else:
                again = isinstance(last, Fault) and last.kind == "not-found"
                link.retries = 0 if again else link.retries - 1
                last = await self._ask(url, link)
            return last

        def wait(state: tenacity.RetryCallState) -> float:
            if isinstance(last, Fault) and last.kind in ("rate-limit", "busy"):
                return 0.0  # the host's pace says how long
            waits = min(backs_off(state), max(0.0, link.left))
            link.left -= waits
            return waits

        backs_off = tenacity.wait_random_exponential(multiplier=0.5, max=8) + tenacity.wait_fixed(0.2)
        retrying = tenacity.AsyncRetrying(
            sleep=asyncio.sleep,
            wait=wait,
            stop=tenacity.stop_never,  # a link says itself how often
            retry=tenacity.retry_if_result(lambda result: isinstance(result, Fault) and self._again(result, link)),
        )
        answer: Page | Fault = await retrying(attempt)
        return answer

    def _again(self, outcome: Fault, link: _Link) -> bool:
        return outcome.kind in RETRIED and not outcome.final and link.retries > 0 and link.left > 0

    # One request.

    async def _ask(self, url: Url, link: _Link) -> Page | Fault:
        if (wrong := self._forbidden(url.host)) is not None:
            return wrong
        host = self._host(url.host)
        if host.silent >= _SILENT:
            return Fault(host.fault.kind, f"{host.fault.reason}, nor did {host.silent} times before", True)
        if link.left <= 0:  # other hosts took it all: that says nothing of this one
            return Fault("timeout", f"had no time left after {self._settings.link_time:g} s of redirects", True)
        enough = link.left >= self._settings.timeout
        began = 0.0
        host.users += 1
        try:
            async with host.pace.turn():
                began = time.monotonic()
                self.requests[url.host] += 1
                async with asyncio.timeout(link.left):
                    page = await self._exchange(url, host, link)
        except Refusing as error:
            return Fault(host.refusal, f"asks to wait {_duration(error.seconds)}", True)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            found = fault(error)
            if found.kind == "refused" or (found.kind == "timeout" and enough):
                host.silent, host.fault = host.silent + 1, found
            return found
        finally:
            host.users -= 1
            if began:
                link.left -= time.monotonic() - began
        host.silent = 0
        return self._verdict(page, host)

    def _forbidden(self, name: str) -> Fault | None:
        if self._settings.proxy is None or self._settings.allow_private:
            return None
        # The proxy resolves names; what can be seen without resolving is checked here.
        literal = literal_address(name)
        if literal is not None and not is_public(literal):
            return Fault("private-address", "its address is not public")
        return None

    def _verdict(self, page: Page, host: _Host) -> Page | Fault:
        """The page where its status is good or a redirect, else what it says."""
        status, settings = page.status, self._settings
        if status in (429, 503):
            clock = http_date(page.headers.get("date", "")) or time.time()
            seconds = retry_after(page.headers.get("retry-after"), clock)
            host.refusal = "rate-limit" if status == 429 else "busy"
            host.pace.refused(seconds)
        else:
            seconds = None
            if status < 500:
                host.pace.answered()
        if status in settings.accept:
            return page
        if (maker := self._walls.wall(page)) is not None:
            return Fault("wall", f"asks for a browser ({maker + ', ' if maker else ''}{status})")
        if status in _REDIRECTS:
            if page.headers.get("location", "").strip():
                return page
            return Fault("bad-redirect", f"redirects without saying where ({status})")
        if 200 <= status < 300 and status != 202:
            return page
        if seconds is not None and seconds > settings.patience:
            kind = "rate-limit" if status == 429 else "busy"
            return Fault(kind, f"{phrase(status)}, asks to wait {_duration(seconds)}", True)
        return of_status(status)

    async def _exchange(self, url: Url, host: _Host, link: _Link) -> Page:
        """Send one GET and read of its answer what is needed."""
        origin = httpcore.Origin(url.scheme.encode(), url.host.encode(), url.port)
        target, headers = url.target.encode(), self._headers_for(url, link)
        while True:
            connection, used = await self._connection(origin, host)
            try:
                if isinstance(connection, Connection):
                    response: Response | httpcore.Response = await connection.get(target, headers)
                else:
                    place = httpcore.URL(scheme=origin.scheme, host=origin.host, port=url.own_port, target=target)
                    request = httpcore.Request(b"GET", place, headers=headers, extensions=self._extensions)
                    response = await connection.handle_async_request(request)
            except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError):
                await connection.aclose()
                if used:
                    continue  # the host closed it while it was idle
                raise
            except BaseException:
                await connection.aclose()
                raise
            try:
                page = await self._read(response, link)
                link.cookies.keep(url.host, response.headers)
            finally:
                await response.aclose()
                await self._put_back(connection, origin, host)
            return page

    def _headers_for(self, url: Url, link: _Link) -> list[tuple[bytes, bytes]]:
        headers = [(b"Host", url.place.encode()), *self._headers]
        if cookies := link.cookies.header(url.host, url.scheme == "https"):
            headers.append((b"Cookie", cookies))
        if own := self._settings.headers.get(url.host):
            given = {name.lower() for name, _ in own}
            headers = [row for row in headers if row[0].decode().lower() not in given]
            headers += [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in own]
        return headers

    async def _read(self, response: Response | httpcore.Response, link: _Link) -> Page:
        """The headers, and the body where it can say more: HTML of a good answer, of a wall, of a 404."""
        status = response.status
        headers: dict[str, str] = {}
        for name, value in response.headers:
            headers.setdefault(name.decode("latin-1").lower(), _decoded(value))
        kind = headers.get("content-type", "").lower()
        html = not kind or "html" in kind
        wanted = html and status not in (204, 205, 304) and (200 <= status < 300 or status in _READ_WITH)
        length = headers.get("content-length", "")
        announced = int(length) if length.isascii() and length.isdigit() and len(length) < 19 else None
        chunked = "transfer-encoding" in headers and status in _REDIRECTS
        if not wanted and not chunked and (announced is None or announced > _SMALL):
            return Page(status, headers)
        limit = self._settings.body if wanted else _SMALL
        body, read = bytearray(), 0
        inflate = inflater(headers.get("content-encoding", "")) if wanted else None
        try:
            async with asyncio.timeout(self._settings.timeout if wanted else _DRAINING):
                async with aclosing(aiter(response.stream)) as pieces:  # type: ignore[arg-type, type-var]
                    async for piece in pieces:
                        read += len(piece)
                        self.bytes += len(piece)
                        if wanted:
                            body += inflate(piece, limit - len(body)) if inflate else piece
                        if len(body) >= limit or read >= limit:
                            break
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, TimeoutError):
            if wanted and not body and announced != 0 and 200 <= status < 300:
                raise  # a good status, and then not a word
        return Page(status, headers, bytes(body[:limit]))

    # Hosts and connections.

    def _host(self, name: str) -> _Host:
        host = self._known.get(name)
        if host is None:
            if len(self._known) >= _HOSTS:
                for other in [key for key, one in self._known.items() if not one.users][: _HOSTS // 2]:
                    del self._known[other]
            settings = self._settings
            slow = settings.paces.get(name, seconds_apart(knowledge().walls["slow"], name))
            at_a_time, interval = (1, max(slow, settings.interval)) if slow else (settings.per_host, settings.interval)
            pace = Pace(at_a_time, interval, total=self._total, patience=settings.patience)
            host = self._known[name] = _Host(pace)
        return host

    async def _connection(self, origin: httpcore.Origin, host: _Host) -> tuple[Any, bool]:
        """A connection, and whether it was used before."""
        idle = host.idle.get((origin.scheme, origin.port))
        while idle:
            connection = idle.pop()
            del self._idle[connection]
            if not connection.has_expired():
                return connection, True
            await connection.aclose()
        return await self._connect(origin), False

    async def _connect(self, origin: httpcore.Origin) -> Any:
        secure = origin.scheme == b"https"
        if secure and self._trust is None:
            self._trust = trusting(self._settings.ca_file)
        if self._settings.proxy is not None:
            if secure not in self._proxies:
                self._proxies[secure] = _proxies(self._settings.proxy, self._trust if secure else None)
            return self._proxies[secure].create_connection(origin)
        # Not httpcore's pool, one of which for all is slow, nor its connections.
        limit, name = self._settings.timeout, origin.host.decode("ascii")
        stream = await self._backend.connect_tcp(name, origin.port, limit)
        if self._trust is not None and secure:
            stream = await stream.start_tls(self._trust, name, limit)
        return Connection(stream, limit, _IDLE)

    async def _put_back(self, connection: Any, origin: httpcore.Origin, host: _Host) -> None:
        if not connection.is_idle():  # its answer was not read to the end
            await connection.aclose()
            return
        idle = host.idle.setdefault((origin.scheme, origin.port), [])
        idle.append(connection)
        self._idle[connection] = idle
        while len(self._idle) > self._most_idle:
            oldest, its = self._idle.popitem(last=False)
            its.remove(oldest)
            await oldest.aclose()


class _Host:
    """What is remembered of a host during a run."""

    __slots__ = ("fault", "idle", "pace", "refusal", "silent", "users")

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.idle: dict[tuple[bytes, int], list[Any]] = {}
        self.users = 0  # links that ask, or wait to ask
        self.silent = 0  # requests in a row that got no answer at all
        self.fault = Fault("timeout", "does not answer in time")
        self.refusal = "rate-limit"


class _Link:
    """What one link may still use up: `left` seconds, `retries`; and the cookies of its redirects."""

    __slots__ = ("cookies", "left", "retries")

    def __init__(self, settings: NetSettings) -> None:
        self.left = settings.link_time
        self.retries = settings.retries
        self.cookies = Cookies()


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.0f} s"
    if seconds < 120 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h" if seconds < 48 * 3600 else f"{min(seconds / 86400, 9999):.0f} days"


@lru_cache(8)
def trusting(ca_file: str | None) -> ssl.SSLContext:
    """What certificates are checked with: the system's authorities, Mozilla's, and those of a file."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    context.verify_flags &= ~getattr(ssl, "VERIFY_X509_STRICT", ssl.VerifyFlags(0))  # browsers are not that strict
    return context


def proxied(address: str) -> httpcore.Proxy:
    """A proxy by its address, which may hold a name and a password."""
    url = httpx.URL(address)
    auth = (url.username, url.password) if url.username else None
    return httpcore.Proxy(str(url.copy_with(username=None, password=None)), auth=auth)


def _proxies(address: str, trust: ssl.SSLContext | None) -> httpcore.AsyncConnectionPool:
    """What makes connections through a proxy. It pools none: every host keeps its own."""
    backend = PlainBackend()
    return httpcore.AsyncConnectionPool(trust, proxied(address), network_backend=backend, keepalive_expiry=_IDLE)
