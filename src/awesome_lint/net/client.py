"""One API asked over HTTP: its own client, pace, secret and retries."""

from __future__ import annotations

import asyncio
import json as json_format
import re
import time
from collections.abc import Mapping
from typing import Any, Self
from urllib.parse import urlsplit

import httpcore
import httpx
import tenacity

from awesome_lint.net.api import Reply, Undecided
from awesome_lint.net.faults import fault
from awesome_lint.net.fetch import proxied, trusting
from awesome_lint.net.inflate import ACCEPTED, inflater, is_known
from awesome_lint.net.pace import Pace, Refusing
from awesome_lint.net.resolvers.base import Resolver, status_words
from awesome_lint.net.retry_after import http_date, retry_after
from awesome_lint.net.safety import CheckedBackend, Names, PlainBackend
from awesome_lint.net.settings import NetSettings

_GIVE_UP = 3  # questions in a row without an answer, after which an API is asked no more
_MAILTO = re.compile(r"[^\s<>()\"@;,]+@[^\s<>()\"@;,]+")
_SECRET = re.compile(r"[\x21-\x7e]+")
_LONGEST_PAUSE = 300.0
_IDLE = 5.0  # seconds that a connection is kept without use
_UNEVEN = 0.05  # seconds by which one request may travel faster than the one before


class AddressError(ValueError):
    """An API's base address, or what is sent to it, that cannot be: the message names no secret."""


class _Again(Exception):
    """An attempt failed in a way that another one may not."""

    def __init__(self, why: Undecided) -> None:
        super().__init__(why.reason)
        self.why = why


class Apis:
    """The APIs of one run, a client each, made when it is first asked for and open within `async with`.

    `names` is the run's DNS, `total` its permits.
    """

    def __init__(
        self, settings: NetSettings, *, names: Names | None = None, total: asyncio.Semaphore | None = None
    ) -> None:
        self.settings = settings
        self.names = names
        self.total = total
        self._clients: dict[str, ApiClient] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for client in self._clients.values():
            await client.aclose()

    def at(self, resolver: type[Resolver]) -> ApiClient:
        """The client of one API. `AddressError` where the settings for it cannot be."""
        if resolver.name not in self._clients:
            self._clients[resolver.name] = ApiClient(resolver, self.settings, apis=self)
        return self._clients[resolver.name]

    def slowed(self) -> dict[str, float]:
        """The APIs that asked to slow down, by their labels, and the seconds until they are asked again."""
        return {one.resolver.label: left for one in self._clients.values() if (left := one.paused) > 0}

    def counts(self) -> dict[str, int]:
        """The requests sent, retries too, by host."""
        counted: dict[str, int] = {}
        for client in self._clients.values():
            if client.requests:
                counted[client.host] = counted.get(client.host, 0) + client.requests
        return counted


class ApiClient:
    """The API of `resolver` (`Api`), open within `async with`. `AddressError` where the settings for it cannot be.

    It keeps to the API's rate, retries refusals, 5xx and lost connections, follows no redirect, and sends the API's
    token to its base address only. An API that refuses in vain, or does not answer several times in a row, is not asked
    again: every further question is `Undecided` at once. `requests` counts what was sent, retries too.

    Its usual address must be a public one; an address that the settings give may be any.
    """

    def __init__(self, resolver: type[Resolver], settings: NetSettings, *, apis: Apis | None = None) -> None:
        self.resolver = resolver
        self.base = _base(resolver, settings)
        self.host = urlsplit(self.base).netloc
        self.token = _token(resolver, settings)
        self.mailto = settings.mailto if resolver.mailto and _MAILTO.fullmatch(settings.mailto or "") else None
        self.requests = 0
        self._settings = settings
        self._apis = apis if apis is not None else Apis(settings)
        self._alone = apis is None
        interval, self._concurrency = resolver.rate(token=self.token is not None, mailto=self.mailto is not None)
        self._backoff = settings.paces.get(resolver.name, resolver.backoff)
        self._interval = settings.paces.get(resolver.name, interval)
        self._pace = Pace(self._concurrency, self._interval, total=self._apis.total)
        self._sent = float("-inf")  # when the last request left, by the loop's clock
        self._client: httpx.AsyncClient | None = None
        self._names: Names | None = None  # those that are closed with this client
        self._closed: Undecided | None = None
        self._failures = 0  # questions in a row without an answer
        self._refusals = 0  # attempts in a row without one

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._alone:
            await self._apis.__aexit__()
        await self.aclose()

    @property
    def paused(self) -> float:
        """Seconds for which no question is sent, because the API wants it so; 0: none."""
        return 0.0 if self._closed is not None else self._pace.paused

    async def aclose(self) -> None:
        """Close its connections."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None
        if self._names is not None:
            await self._names.aclose()
            self._names = None

    def at(self, resolver: type[Resolver]) -> ApiClient:
        """The client of another API of the same run."""
        return self._apis.at(resolver)

    async def get(
        self, path: str, params: Mapping[str, str] | None = None, *, accept: str = "application/json"
    ) -> Reply:
        """The answer to a GET, whatever its status but those retried in vain. `Undecided` where there is none."""
        return await self._ask("GET", path, params, accept, None, "")

    async def post(
        self,
        path: str,
        *,
        form: Mapping[str, str] | None = None,
        json: Any = None,
        params: Mapping[str, str] | None = None,
        accept: str = "application/json",
    ) -> Reply:
        """As `get`, with a form or JSON as the body."""
        if form is not None:
            body = str(httpx.QueryParams(dict(form))).encode("ascii")
            return await self._ask("POST", path, params, accept, body, "application/x-www-form-urlencoded")
        body = json_format.dumps(json).encode("ascii")
        return await self._ask("POST", path, params, accept, body, "application/json")

    async def write(self, method: str, path: str, json: Any, *, twice: bool, accept: str = "application/json") -> Reply:
        """As `post`, with any method. `twice`: doing it twice is doing it once, so that it is tried again as usual.

        Otherwise only what was refused for the sake of limits is: of what failed in another way, nobody knows whether
        it was done.
        """
        body = json_format.dumps(json).encode("ascii")
        return await self._ask(method, path, None, accept, body, "application/json", twice=twice)

    async def _ask(
        self,
        method: str,
        path: str,
        params: Mapping[str, str] | None,
        accept: str,
        body: bytes | None,
        kind: str,
        *,
        twice: bool = True,
    ) -> Reply:
        headers = {"accept": accept, **({"content-type": kind} if kind else {})}
        try:
            url = httpx.URL(self.base + "/" + path.lstrip("/"))
            if params:
                url = url.copy_merge_params(dict(params))
        except (httpx.InvalidURL, ValueError):
            raise Undecided("undecided", f"{self.resolver.label} cannot be asked about such a name") from None
        attempts = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception(
                lambda error: isinstance(error, _Again) and (twice or error.why.kind == "rate-limit")
            ),
            stop=tenacity.stop_after_attempt(1 + max(0, self._settings.retries)),
            wait=tenacity.wait_none(),  # its pace waits, for this question and all others
            reraise=True,
        )
        try:
            reply: Reply = await attempts(self._attempt, method, url, headers, body)
        except _Again as error:
            self._failed(error.why)
            raise error.why from None
        except Undecided as error:
            self._failed(error)
            raise
        self._failures = 0
        return reply

    async def _attempt(self, method: str, url: httpx.URL, headers: dict[str, str], body: bytes | None) -> Reply:
        """The answer to one request. `_Again` where another attempt may have one, `Undecided` where none will."""
        label = self.resolver.label
        if self._closed is not None:
            raise Undecided(self._closed.kind, self._closed.reason)
        try:
            async with self._pace.turn():
                if self._closed is not None:  # meanwhile
                    raise Undecided(self._closed.kind, self._closed.reason)
                await self._rest()
                self.requests += 1
                async with asyncio.timeout(self._settings.link_time):
                    reply = await self._exchange(method, url, headers, body)
        except Refusing as error:
            raise Undecided("rate-limit", f"{label} asks to wait {error.seconds:.0f} s") from None
        except TimeoutError:
            self._pause()
            raise _Again(Undecided("timeout", f"{label} did not answer in {self._settings.link_time:g} s")) from None
        except httpx.TransportError as error:
            raise self._of_transport(error) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, OSError):
            # What such an error says may quote what was sent.
            raise Undecided("protocol", f"{label} answered against the rules of HTTP") from None
        self._judge(reply)
        return reply

    async def _rest(self) -> None:
        """Wait until the interval has passed for the API too: connecting made its last request come later."""
        if self._concurrency == 1:
            interval = self._interval + min(_UNEVEN, self._interval / 20)
            await asyncio.sleep(self._sent + interval - asyncio.get_running_loop().time())

    async def _note_sent(self, event: str, _: Any) -> None:
        if event.endswith("send_request_body.complete"):
            self._sent = asyncio.get_running_loop().time()

    def _judge(self, reply: Reply) -> None:
        """Tell the pace what an answer means. `_Again` or `Undecided` where it is none."""
        label, refused = self.resolver.label, self.resolver.refused(reply)
        if not refused and not 500 <= reply.status < 600:
            self._pace.answered()
            self._refusals = 0
            return
        kind = "rate-limit" if refused else "busy" if reply.status == 503 else "server-error"
        now = http_date(reply.headers.get("date", "")) or time.time()
        wait = retry_after(reply.headers.get("retry-after"), now)
        if wait is None and refused:
            wait = self.resolver.after_refusal
        if wait is not None and wait > self._settings.patience:
            self._closed = Undecided(kind, f"{label} asks to wait {wait:.0f} s ({status_words(reply.status)})")
            raise Undecided(self._closed.kind, self._closed.reason)
        self._pause(wait)
        if reply.status < 400:
            raise _Again(Undecided(kind, f"{label} wants fewer requests"))
        raise _Again(Undecided(kind, f"{label} answered {status_words(reply.status)}"))

    def _pause(self, wait: float | None = None) -> None:
        """Let all questions wait: so long, else as this API wants it after a refusal."""
        self._refusals += 1
        if wait is None:
            wait = min(_LONGEST_PAUSE, self._backoff * 2 ** min(self._refusals - 1, 8))
        self._pace.refused(wait)

    def _failed(self, why: Undecided) -> None:
        """Close the API where going on would be impolite, or in vain."""
        self._failures += 1
        if self._closed is None and (why.kind == "rate-limit" or self._failures >= _GIVE_UP):
            self._closed = why

    def _of_transport(self, error: httpx.TransportError) -> Exception:
        """What a failure below HTTP means, in words of our own."""
        label = self.resolver.label
        if isinstance(error, httpx.TimeoutException):
            self._pause()
            return _Again(Undecided("timeout", f"{label} did not answer in {self._settings.timeout:g} s"))
        failure = fault(error)
        nobody = failure.kind == "no-network"  # which is no fault of this API
        why = Undecided(failure.kind, failure.reason if nobody else f"{label} {failure.reason}")
        if failure.kind == "no-host":  # of the API, not of what is asked about
            why = Undecided("dns", f"the host of {label}'s API was not found")
        if isinstance(error, httpx.ConnectError | httpx.ProxyError | httpx.UnsupportedProtocol):
            return why  # another attempt would end as this one
        if isinstance(error, httpx.LocalProtocolError):
            return Undecided("protocol", f"{label} cannot be asked about such a name")
        self._pause()
        return _Again(why)

    async def _exchange(self, method: str, url: httpx.URL, headers: dict[str, str], sent: bytes | None) -> Reply:
        """One request, and its whole answer."""
        limit = self._settings.api_body
        noting = {"trace": self._note_sent}
        async with self._open().stream(method, url, headers=headers, content=sent, extensions=noting) as response:
            names = {name.lower(): value for name, value in response.headers.items()}
            encoding = names.get("content-encoding", "")
            if not is_known(encoding):
                raise Undecided("protocol", f"{self.resolver.label} compresses its answers as nobody asked for")
            inflate, body, read = inflater(encoding), bytearray(), 0
            # Not httpx's own decompression: it makes of each piece whatever that becomes.
            async for piece in response.aiter_raw():
                read += len(piece)
                body += inflate(piece, limit + 1 - len(body)) if inflate else piece
                if len(body) > limit or read > limit:
                    raise Undecided("too-large", f"{self.resolver.label} answered with more than {limit} bytes")
            return Reply(response.status_code, names, bytes(body))

    def _open(self) -> httpx.AsyncClient:
        """The HTTP client, made for the first request."""
        if self._client is None:
            settings, resolver = self._settings, self.resolver
            agent = settings.user_agent
            if self.mailto is not None:
                told = f"mailto:{self.mailto}"
                agent = f"{agent[:-1]}; {told})" if agent.endswith(")") else f"{agent} ({told})"
            headers = {"user-agent": agent, "accept-encoding": ACCEPTED}
            if resolver.token is not None and self.token is not None:
                name, template = resolver.token
                headers[name] = template.format(self.token)
            self._client = httpx.AsyncClient(
                headers=headers,
                transport=self._transport(),
                timeout=settings.timeout,
                follow_redirects=False,
                trust_env=False,
            )
        return self._client

    def _transport(self) -> httpx.AsyncBaseTransport:
        settings = self._settings
        context = trusting(settings.ca_file)
        transport = httpx.AsyncHTTPTransport(verify=context, trust_env=False)
        # httpx has no parameter for a pool that checks addresses; a test holds that this one is used.
        transport._pool = httpcore.AsyncConnectionPool(
            context,
            proxied(settings.proxy) if settings.proxy is not None else None,
            max_connections=self._concurrency,
            keepalive_expiry=_IDLE,
            network_backend=self._backend(),
        )
        return transport

    def _backend(self) -> CheckedBackend:
        if self._settings.proxy is not None:
            return PlainBackend()
        given = self.resolver.name in self._settings.apis
        if self._apis.names is not None and not given:
            return CheckedBackend(self._apis.names)
        self._names = Names(self._settings._replace(allow_private=given or self._settings.allow_private))
        return CheckedBackend(self._names)


def _base(resolver: type[Resolver], settings: NetSettings) -> str:
    """The base address to ask, checked."""
    base = settings.apis.get(resolver.name, resolver.base).rstrip("/")
    try:
        parts = urlsplit(base)
        good = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
        good = good and "@" not in parts.netloc and (parts.port is None or parts.port > 0)
        httpx.URL(base)
    except (ValueError, httpx.InvalidURL):
        good = False
    if not good:
        raise AddressError(
            f"the address of the API `{resolver.name}` must be like `{resolver.base}`, without a user name or a query"
        )
    return base


def _token(resolver: type[Resolver], settings: NetSettings) -> str | None:
    """The secret, checked: an error of HTTP about one with a line break in it would print it."""
    token = settings.tokens.get(resolver.name, "").strip()
    if resolver.token is None or not token:
        return None
    if not _SECRET.fullmatch(token):
        raise AddressError(f"the token for {resolver.label} holds characters that no token has")
    return token
