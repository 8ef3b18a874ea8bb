"""Answers of APIs with something of another form at each of their places: nobody falls over them, nothing is dead."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from awesome_lint.net.api import Undecided
from awesome_lint.net.client import Apis
from awesome_lint.net.resolvers.arxiv import Arxiv
from awesome_lint.net.resolvers.base import Question, Resolver
from awesome_lint.net.resolvers.crossref import Crossref
from awesome_lint.net.resolvers.datacite import DataCite
from awesome_lint.net.resolvers.doi import Doi
from awesome_lint.net.resolvers.github import GitHub
from awesome_lint.net.resolvers.huggingface import HuggingFace
from awesome_lint.net.resolvers.openreview import OpenReview
from awesome_lint.net.resolvers.s2 import SemanticScholar
from awesome_lint.net.resolvers.wayback import Wayback
from awesome_lint.net.resolvers.youtube import YouTube
from awesome_lint.net.settings import NetSettings
from tests.net.servers import Asked, answer, says, site

ODD: tuple[Any, ...] = (None, True, -1, 2**70, float("nan"), "", "\ud800\x1b", "x" * 5000, [None], {})
WORK = {
    "DOI": "10.1145/1.2",
    "title": ["A Paper"],
    "subtitle": ["And Its Subtitle"],
    "type": "posted-content",
    "issued": {"date-parts": [[2016, 6]]},
    "container-title": ["Proceedings"],
    "event": {"name": "A Conference"},
    "updated-by": [{"type": "retraction", "DOI": "10.1145/9.9"}],
    "relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.1145/5.6"}]},
}
PAPER = {
    "title": "A Paper",
    "venue": "A Conference",
    "year": 2020,
    "publicationVenue": {"name": "A Conference"},
    "journal": {"name": "A Journal"},
    "externalIds": {"ArXiv": "2301.00001", "DOI": "10.1145/1.2", "DBLP": "conf/x/Y20"},
}
NOTE = {
    "id": "abcDEF1234",
    "forum": "abcDEF1234",
    "ddate": None,
    "pdate": 1.6e12,
    "content": {
        "title": {"value": "A Paper"},
        "venue": {"value": ["ICLR 2025 Poster"]},
        "venueid": {"value": "ICLR.cc/2025/Conference"},
    },
}
PLACE = {"nameWithOwner": "o/n", "isArchived": False, "isDisabled": False, "isPrivate": False}
ANSWERS: list[tuple[type[Resolver], str, str, Any]] = [
    (Crossref, "10.1145/1.2", "", {"message": WORK}),
    (Crossref, "10.1145/1.2 10.1145/3.4", "", {"message": {"items": [WORK, {**WORK, "DOI": "10.1145/3.4"}]}}),
    (DataCite, "10.1145/1.2", "", {"data": {"attributes": {"doi": "10.1145/1.2", "titles": [{"title": "A Paper"}]}}}),
    (Doi, "10.1145/1.2", "", [{"DOI": "10.1145/1.2", "RA": "Crossref"}]),
    (GitHub, "o/n", "blob/main/a.py#L3", {"data": {"r0": {**PLACE, "t0": {"isTruncated": False, "text": "a\n" * 9}}}}),
    (GitHub, "o/n owner", "", {"data": {"r0": PLACE, "r1": {"login": "owner"}}, "errors": []}),
    (HuggingFace, "models/o/n", "", {"id": "o/n", "private": False, "disabled": False}),
    (
        *(HuggingFace, "papers/2301.00001", ""),
        {"id": "2301.00001", "githubRepo": "https://github.com/o/n", "projectPage": "https://o.example/"},
    ),
    (OpenReview, "abcDEF1234", "", {"notes": [NOTE], "count": 1}),
    (SemanticScholar, "ARXIV:2301.00001", "", [PAPER]),
    (Wayback, "http://a.example/x", "", [["timestamp", "original"], ["2020", "http://a.example/x"]]),
    (YouTube, "mO2Tjcwr4u8", "", {"title": "A Talk", "type": "video"}),
]


def changed(value: Any) -> Iterator[Any]:
    """The value with something odd at one of its places, or with the place left out, for all of both."""
    yield from ODD
    if isinstance(value, dict | list):
        for place in list(value) if isinstance(value, dict) else range(len(value)):
            less = copy.copy(value)
            del less[place]
            yield less
            for other in changed(value[place]):
                more = copy.copy(value)
                more[place] = other
                yield more


@pytest.mark.parametrize(("resolver", "values", "path", "good"), ANSWERS)
def test_odd_answers_end_nothing_and_prove_nothing(resolver: type[Resolver], values: str, path: str, good: Any) -> None:
    questions = [Question(value, value, path=path, title="A Paper") for value in values.split()]
    said = b""

    def talk(asked: Asked) -> bytes:
        return answer(200, said, kind="application/json")

    async def run() -> int:
        nonlocal said
        number = 0
        async with site(says(talk)) as server:
            names = ("openreview-v1", *(row[0].name for row in ANSWERS))
            settings = NetSettings(
                apis=dict.fromkeys(names, f"http://{server.address}:{server.port}"),
                paces=dict.fromkeys(names, 0.0),
                tokens={"github": "token", "huggingface": "token"},
                retries=0,
            )
            for odd in changed(good):
                said, number = json.dumps(odd).encode(), number + 1
                async with Apis(settings) as apis:
                    try:
                        found = await resolver().ask(questions, apis.at(resolver))
                    except Undecided:
                        continue
                assert {evidence.verdict for evidence in found.values()} <= {"ok", "moved", "unreachable"}, odd
        return number

    assert asyncio.run(run()) > len(ODD)


ENTRY = "<entry><id>http://arxiv.org/abs/2301.00001v1</id><title>A Paper</title></entry>"
FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://a9.com/-/spec/opensearch/1.1/">'
    f"<o:totalResults>1</o:totalResults>{ENTRY}</feed>"
)


@pytest.mark.parametrize(
    "feed",
    [
        "",
        "Rate exceeded.",
        FEED[:-20],
        FEED.replace("http://arxiv.org/abs/2301.00001v1", "2301.00001v1"),
        FEED.replace("2301.00001v1", "2301.00001v"),
        FEED.replace("2301.00001v1", "2301.00002v1"),
        FEED.replace("2301.00001v1", "2301.00001v\u0663"),
        FEED.replace("<id>", "<id/><ID>").replace("</id>", "</ID>"),
        FEED.replace(ENTRY, "").replace(">1<", "><"),
        FEED.replace(ENTRY, "").replace(">1<", ">-0<"),
        FEED.replace(ENTRY, "").replace(">1<", f">{'0' * 20}<"),
        FEED.replace(ENTRY, ""),
        FEED.replace("2005/Atom", "2006/Atom"),
        "<!DOCTYPE feed [<!ENTITY a 'b'>]>" + FEED,
        "<a>" * 10_000,
    ],
)
def test_odd_feeds_prove_nothing(feed: str) -> None:
    async def run() -> set[str]:
        async with site(says(answer(200, feed, kind="application/atom+xml"))) as server:
            settings = NetSettings(apis={"arxiv": f"http://{server.address}:{server.port}"}, retries=0)
            settings = settings._replace(paces={"arxiv": 0.0})
            async with Apis(settings) as apis:
                try:
                    found = await Arxiv().ask([Question("2301.00001", "2301.00001")], apis.at(Arxiv))
                except Undecided as why:
                    return {why.kind}
                return {evidence.verdict for evidence in found.values()}

    assert "dead" not in asyncio.run(run())
