"""APIs on loopback: what they answer is written by hand, in the forms that their documents describe."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from awesome_lint.model import Evidence
from awesome_lint.net.api import Undecided
from awesome_lint.net.client import Apis
from awesome_lint.net.resolvers.base import Question, Resolver
from awesome_lint.net.settings import NetSettings
from tests.net.servers import Asked, Site, answer, says, site

Answering = Callable[[Asked], bytes]


@dataclass(frozen=True)
class Told:
    """What a resolver said, and what its APIs were asked, by their names."""

    evidence: Mapping[str, Evidence]
    asked: Mapping[str, Sequence[Asked]]
    why: Undecided | None = None

    def __getitem__(self, key: str) -> Evidence:
        return self.evidence[key]

    def targets(self, name: str) -> list[str]:
        return [unquote(asked.target) for asked in self.asked[name]]


def ask(
    resolver: type[Resolver], questions: Iterable[Question], apis: Mapping[str, Answering | bytes], **changes: Any
) -> Told:
    """Ask a resolver while these servers run; other APIs do not answer."""

    async def run() -> Told:
        async with AsyncExitStack() as stack:
            sites: dict[str, Site] = {}
            for name, answering in apis.items():
                sites[name] = await stack.enter_async_context(site(says(answering)))
            settings = settings_for(sites, **changes)
            clients = await stack.enter_async_context(Apis(settings))
            evidence: Mapping[str, Evidence] = {}
            failed = None
            try:
                evidence = await resolver().ask(list(questions), clients.at(resolver))
            except Undecided as why:
                failed = why
            return Told(evidence, {name: one.requests for name, one in sites.items()}, failed)

    return asyncio.run(run())


def settings_for(sites: Mapping[str, Site], **changes: Any) -> NetSettings:
    """Settings for APIs on loopback, which may be asked at once. Nobody answers for the others."""
    others = ("crossref", "datacite", "openreview-v1")
    usual: dict[str, Any] = {
        "apis": dict.fromkeys(others, "http://127.0.0.1:9")
        | {name: f"http://{one.address}:{one.port}" for name, one in sites.items()},
        "paces": dict.fromkeys((*sites, *others), 0.0),
        "retries": 0,
        "timeout": 5.0,
    }
    return NetSettings(**(usual | changes))


def questions(*values: str, **also: Any) -> list[Question]:
    """Questions whose keys are their values."""
    return [Question(value, value, **also) for value in values]


def in_json(value: Any, status: int = 200, headers: Iterable[tuple[str, str]] = ()) -> bytes:
    return answer(status, json.dumps(value), headers, kind="application/json")


def page(status: int = 200, headers: Iterable[tuple[str, str]] = ()) -> bytes:
    """A web page where data was expected: a wall."""
    return answer(status, "<!DOCTYPE html><html><title>Just a moment</title></html>", headers)


def query(asked: Asked) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(asked.target).query).items()}


def form(asked: Asked) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(asked.body.decode()).items()}


def path(asked: Asked) -> str:
    return urlsplit(asked.target).path


FAULTS: Mapping[str, bytes] = {
    "a page under 200": page(),
    "a challenge": page(403, [("cf-mitigated", "challenge")]),
    "401": in_json({"message": "who are you"}, 401),
    "403": in_json({"message": "no"}, 403),
    "a missing endpoint": answer(410, "gone", kind="text/plain"),
    "429": answer(429, "slow down", kind="text/plain"),
    "429 for an hour": answer(429, "slow down", [("Retry-After", "3600")], kind="text/plain"),
    "500": answer(500, "oops", kind="text/plain"),
    "503": answer(503, "", [("Retry-After", "1m30s")]),
    "999": answer(999, "no"),
    "202": page(202),
    "204": b"HTTP/1.1 204 No Content\r\n\r\n",
    "a redirect": answer(302, "", [("Location", "/elsewhere")]),
    "nothing": answer(200, b"", kind="application/json"),
    "null": in_json(None),
    "an empty object": in_json({}),
    "an empty list": in_json([]),
    "a number": in_json(7),
    "nulls": in_json({"data": None, "message": None, "notes": None}),
    "other types": in_json({"data": 3, "message": {"items": "x"}, "notes": {"a": 1}}),
    "lists of nothing": in_json([None, 3, "x", {}, {"DOI": None}, {"DOI": 7, "RA": {}}]),
    "cut JSON": answer(200, b'[{"DOI": "10.1', kind="application/json"),
    "JSON that is said to be text": answer(200, b'[{"DOI": "10.1234/a"}]', kind="text/plain"),
    "no JSON": answer(200, b"Rate exceeded.", kind="application/json"),
    "deep JSON": answer(200, b"[" * 100_000, kind="application/json"),
    "odd bytes": answer(200, b"\xff\xfe\x00\x01", kind="application/json"),
    "a broken chunk": b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "no HTTP": b"SSH-2.0-x\r\n\r\n",
    "a wrong coding": answer(200, b"plain", [("Content-Encoding", "gzip")], kind="application/json"),
}
"""What no API should answer, and all of them do at times: none of it decides anything."""

QUICK_FAULTS = [name for name in FAULTS if name not in ("500", "no HTTP", "a broken chunk")]
"""Those after which an API may be asked the next thing at once."""


def atom(*entries: str, total: int | None = None) -> bytes:
    """A feed of arXiv's API; it names no `total` where that is negative."""
    said = (
        ""
        if total is not None and total < 0
        else f"<opensearch:totalResults>{total if total is not None else len(entries)}</opensearch:totalResults>"
    )
    return answer(
        200,
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
        ' xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom">'
        f"<id>https://arxiv.org/api/x</id><title>a query</title>{said}{''.join(entries)}</feed>",
        kind="application/atom+xml; charset=utf-8",
    )


def entry(
    number: str,
    version: int = 1,
    title: str = "A Paper",
    *,
    comment: str = "",
    journal: str = "",
    doi: str = "",
    more: str = "",
) -> str:
    """One version of a paper in such a feed."""
    extra = "".join(
        f"<arxiv:{name}>{escape(value)}</arxiv:{name}>"
        for name, value in (("comment", comment), ("journal_ref", journal), ("doi", doi))
        if value
    )
    return (
        f"<entry><id>http://arxiv.org/abs/{number}v{version}</id><title>{escape(title)}</title>"
        f"<updated>2023-01-02T00:00:00Z</updated><author><name>A. Writer</name></author>{extra}{more}</entry>"
    )


class ArxivServer:
    """arXiv's API with these papers: by number, the titles of their versions, and what else stands in the last one."""

    def __init__(self, papers: Mapping[str, Sequence[str]], **last: Mapping[str, str]) -> None:
        self.papers = papers
        self.last = last
        self.malformed: set[str] = set()
        self.lists: list[list[str]] = []

    def __call__(self, asked: Asked) -> bytes:
        said = form(asked)
        ids = said["id_list"].split(",")
        self.lists.append(ids)
        if self.malformed.intersection(ids):
            bad = "https://arxiv.org/api/errors#incorrect_id_format"
            entry = f"<entry><id>{bad}</id><title>Error</title><summary>incorrect id format</summary></entry>"
            return atom(entry).replace(b" 200 ", b" 400 ", 1)
        found = [one for one in map(self._entry, reversed(ids)) if one]
        shown = found[: int(said.get("max_results", "10"))]
        return atom(*shown, total=len(found))

    def _entry(self, id_: str) -> str:
        number, _, pinned = id_.rpartition("v") if id_.rpartition("v")[2].isdecimal() else (id_, "", "")
        titles = self.papers.get(number, ())
        version = int(pinned or len(titles))
        if not 0 < version <= len(titles):
            return ""
        last = {name: rows.get(number, "") for name, rows in self.last.items()} if version == len(titles) else {}
        return entry(number, version, titles[version - 1], **last)
