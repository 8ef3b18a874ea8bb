"""What a resolver is: the way to ask one API about many things of its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from awesome_lint.model import Evidence
from awesome_lint.net.api import Api, Reply, Undecided
from awesome_lint.records import NamedTuple


class Question(NamedTuple):
    """One thing to ask about: `value` is the identifier as its API wants it (an arXiv number, a DOI, `owner/name`).

    `version` is a pinned version (`v2`): it makes another question. `path` is what a link wants below a repository
    (`blob/main/a.py`; a resolver asks about all paths of one repository at once), or the host of a publisher's page
    known by its DOI. `title` is what the list calls it, `also` what further entries call it, `asks` as in `Wanted`.
    """

    key: str
    value: str
    version: str = ""
    path: str = ""
    title: str = ""
    asks: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()


class Resolver:
    """One API, in a file of its own. It keeps no state between calls.

    - `name`: how settings, plans and messages name it: `arxiv`
    - `label`: what people call it: `arXiv`
    - `base`: the API's usual address
    - `kinds`: the identities (`Identity.kind`) that it is asked about first of all; none: others ask it
    - `further`: what it asks besides by `Api.at`, for what it knows of the same things
    - `batch`: how many things one request may ask about
    - `interval`, `concurrency`: seconds between requests, and requests at a time, without a token
    - `backoff`: seconds to wait after the first refusal that names none; then twice as long
    - `after_refusal`: where it is not None, seconds to wait after such a refusal instead; `backoff` is for faults then
    - `mailto`: whether the API asks for an address of whoever asks
    - `token`: the header that carries the token (`NetSettings.tokens` by `name`), and its template:
      `("authorization", "bearer {}")`
    """

    name: ClassVar[str]
    label: ClassVar[str]
    base: ClassVar[str]
    kinds: ClassVar[tuple[str, ...]] = ()
    further: ClassVar[tuple[type[Resolver], ...]] = ()
    batch: ClassVar[int] = 1
    interval: ClassVar[float] = 0.0
    concurrency: ClassVar[int] = 1
    backoff: ClassVar[float] = 1.0
    after_refusal: ClassVar[float | None] = None
    mailto: ClassVar[bool] = False
    token: ClassVar[tuple[str, str] | None] = None

    async def ask(self, questions: Sequence[Question], api: Api) -> Mapping[str, Evidence]:
        """What the API says of at most `batch` things, by `Question.key`.

        What it does not decide is left out or `unreachable`. `Undecided` where it answered nothing at all.
        """
        raise NotImplementedError

    @classmethod
    def rate(cls, *, token: bool, mailto: bool) -> tuple[float, int]:
        """Seconds between requests, and requests at a time, for whoever sends a token or tells an address."""
        return cls.interval, cls.concurrency

    @classmethod
    def refused(cls, reply: Reply) -> bool:
        """Whether an answer means: not so fast."""
        return reply.status == 429


def unreachable(why: Undecided, source: str) -> Evidence:
    """The evidence that there is none."""
    return Evidence("unreachable", why.kind, why.reason, source)


def status_words(status: int) -> str:
    """A status with its name: `404 Not Found`."""
    from http import HTTPStatus

    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def unexpected(reply: Reply, label: str) -> Undecided:
    """Why an answer says nothing of what was asked: its status, or a body that is not what the API answers with."""
    if reply.headers.get("cf-mitigated") == "challenge":
        return Undecided("wall", f"{label} asks for a browser (Cloudflare, {reply.status})")
    if reply.status == 200:
        if "html" in reply.headers.get("content-type", "") or reply.body.lstrip()[:1] == b"<":
            return Undecided("wall", f"{label} answered with a web page instead of data")
        return Undecided("undecided", f"{label} answered with something unreadable")
    kind = _KIND_OF_STATUS.get(reply.status) or {4: "client-error", 5: "server-error"}.get(
        reply.status // 100, "odd-status"
    )
    return Undecided(kind, f"{label} answered {status_words(reply.status)}")


_KIND_OF_STATUS = {401: "forbidden", 403: "forbidden", 429: "rate-limit", 503: "busy"}
