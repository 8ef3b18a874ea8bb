"""The Wayback Machine: the latest good capture of a dead page, by the CDX server's index.

Source: `wayback-cdx-server/README.md` in the repository internetarchive/wayback. Captures are suggestions; they are
never evidence that an address is alive.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from awesome_lint.model import Evidence
from awesome_lint.net.api import Api, Reply, Undecided
from awesome_lint.net.resolvers.base import Question, Resolver
from awesome_lint.net.resolvers.replies import Refusals, refusal
from awesome_lint.net.words import UNSAFE
from awesome_lint.patterns import pattern

_LABEL = "Wayback Machine"
_ARCHIVE = "https://web.archive.org/web"
_TIMESTAMP = pattern(r"\d{4,14}")
_GOOD = "200"


def wayback_question(url: str) -> Question | None:
    """What to ask about a dead address, which is the question's key; None for what is no web address."""
    value = url.strip().partition("#")[0]
    if value.startswith("//"):
        value = "https:" + value
    if not value.lower().startswith(("http://", "https://")):
        return None
    return Question(url, value)


class Wayback(Resolver):
    """One address at a time, one connection, three seconds apart, and no further question after the first refusal.

    Who goes on after 429 is locked out for an hour, then for twice as long. What is found stands in `capture`; the
    verdict of that evidence is `unreachable`, for it decides nothing. Addresses without a capture are left out.
    """

    name: ClassVar[str] = "wayback"
    label: ClassVar[str] = _LABEL
    base: ClassVar[str] = "https://web.archive.org"
    interval: ClassVar[float] = 3.0
    concurrency: ClassVar[int] = 1

    def __init__(self) -> None:
        self._refusals = Refusals()

    @classmethod
    def refused(cls, reply: Reply) -> bool:
        """None that is asked again: this resolver stops at the first one."""
        return False

    async def ask(self, questions: Sequence[Question], api: Api) -> Mapping[str, Evidence]:
        found = {}
        for question in questions:
            try:
                if capture := await self._capture(question.value, api):
                    found[question.key] = Evidence("unreachable", "undecided", "has a capture", _LABEL, capture=capture)
            except Undecided as why:
                if why.kind == "rate-limit":
                    self._refusals.remember(api, why)
                if not found:
                    raise
                break
        return found

    async def _capture(self, url: str, api: Api) -> str:
        """The address of the latest good capture, else empty."""
        self._refusals.check(api)
        params = {
            "url": url,
            "output": "json",
            "fl": "timestamp,original,statuscode",
            "filter": "statuscode:200",
            "limit": "-1",  # the last one
        }
        reply = await api.get("/cdx/search/cdx", params)
        if reply.status != 200:
            if reply.status in (400, 403, 404, 451):
                return ""  # what it may not, or cannot, archive
            raise refusal(reply, _LABEL)
        return _latest(_rows(reply))


def _rows(reply: Reply) -> Any:
    """The rows of the index. It is read whatever its content type, for the form of the rows is checked."""
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError):
        raise refusal(reply, _LABEL) from None


def _latest(rows: Any) -> str:
    """The latest good capture of the rows, the first of which names the columns."""
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Undecided("protocol", f"{_LABEL} answered in another form than it documents")
    if len(rows) < 2:
        return ""
    header = rows[0]
    best = ("", "")
    for row in rows[1:]:
        cells = {str(name): str(cell) for name, cell in zip(header, row, strict=False)}
        stamp, original = cells.get("timestamp", ""), cells.get("original", "")
        good = cells.get("statuscode", _GOOD) == _GOOD and _TIMESTAMP.fullmatch(stamp)
        if (
            good
            and original.lower().startswith(("http://", "https://"))
            and not UNSAFE.search(original)
            and " " not in original
        ):
            best = max(best, (stamp, original))
    stamp, original = best
    return f"{_ARCHIVE}/{stamp}/{original}" if stamp else ""
