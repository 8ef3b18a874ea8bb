"""The Wayback Machine's captures of dead pages."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_lint.net.resolvers.base import Question
from awesome_lint.net.resolvers.wayback import Wayback, wayback_question
from tests.net.resolvers.support import HTML, as_json, ask, path_of, plain, query_of, truncated
from tests.net.servers import Asked

HEADER = ["timestamp", "original", "statuscode"]
PAGE = "http://gears.example/paper.pdf"
DEAD = Question(PAGE, PAGE)


def index(*rows: list[str]) -> bytes:
    return as_json([HEADER, *rows])


def test_the_latest_good_capture() -> None:
    heard = ask(Wayback, DEAD, of=index(["20210304050607", PAGE, "200"]))
    assert heard.one.capture == f"https://web.archive.org/web/20210304050607/{PAGE}"
    (request,) = heard.requests
    assert path_of(request) == "/cdx/search/cdx"
    assert query_of(request) == {
        "url": PAGE,
        "output": "json",
        "fl": "timestamp,original,statuscode",
        "filter": "statuscode:200",
        "limit": "-1",
    }


def test_a_capture_is_no_evidence_that_an_address_is_alive() -> None:
    assert ask(Wayback, DEAD, of=index(["20210304050607", PAGE, "200"])).one.verdict == "unreachable"


def test_of_several_captures_the_latest() -> None:
    rows = [["20200101000000", PAGE, "200"], ["20220101000000", PAGE, "200"], ["20210101000000", PAGE, "200"]]
    assert "/20220101000000/" in ask(Wayback, DEAD, of=index(*rows)).one.capture


def test_columns_are_read_by_their_names() -> None:
    rows = [["original", "statuscode", "urlkey", "timestamp"], [PAGE, "200", "x", "20210304050607"]]
    assert "/20210304050607/" in ask(Wayback, DEAD, of=as_json(rows)).one.capture


@pytest.mark.parametrize(
    "reply",
    [
        as_json([]),
        index(),
        index(["20210304050607", PAGE, "404"]),
        index(["yesterday", PAGE, "200"]),
        index(["20210304050607", "javascript:x", "200"]),
        index(["20210304050607", "http://a.example/ b", "200"]),
        index(["20210304050607"]),
        index([]),
        plain("org.archive.util.io.RuntimeIOException: AdministrativeAccessControlException", 403),
        plain("Bad Request", 400),
        plain("Not Found", 404),
    ],
)
def test_what_is_no_good_capture_is_none(reply: bytes) -> None:
    heard = ask(Wayback, DEAD, of=reply)
    assert (heard.evidence, heard.why) == ({}, None)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (HTML, "wall"),
        (plain("oops"), "protocol"),
        (as_json({"error": "x"}), "protocol"),
        (as_json(["x"]), "protocol"),
        (plain("slow down", 429), "rate-limit"),
        (plain("slow down", 429, [("Retry-After", "5")]), "rate-limit"),
        (plain("oops", 503), "busy"),
        (plain("oops", 504), "server-error"),
    ],
)
def test_what_is_no_answer_gives_nothing(reply: bytes, kind: str) -> None:
    heard = ask(Wayback, DEAD, of=reply)
    assert heard.why is not None
    assert (heard.evidence, heard.why.kind) == ({}, kind)


def test_an_answer_that_ends_early_gives_nothing() -> None:
    async def half(asked: Asked, writer: Any) -> bool:
        writer.write(truncated(index(["20210304050607", PAGE, "200"])))
        return False

    assert ask(Wayback, DEAD, of=half, talk=True).why is not None


@pytest.mark.parametrize("headers", [[], [("Retry-After", "1")]])
def test_after_the_first_refusal_it_is_asked_no_more(headers: list[tuple[str, str]]) -> None:
    """Who goes on is locked out."""
    heard = ask(Wayback, DEAD, of=plain("slow down", 429, headers), rounds=4)
    assert len(heard.requests) == 1
    assert heard.why is not None
    assert heard.why.kind == "rate-limit"


def test_one_connection_at_least_three_seconds_apart() -> None:
    assert Wayback.rate(token=False, mailto=False) == (3.0, 1)
    assert Wayback.batch == 1


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("http://gears.example/a?b=c#d", "http://gears.example/a?b=c"),
        ("//gears.example/a", "https://gears.example/a"),
        ("mailto:ada@gears.example", None),
        ("docs/a.md", None),
    ],
)
def test_web_addresses_are_questions(url: str, value: str | None) -> None:
    asked = wayback_question(url)
    assert (asked.value if asked else None) == value
    assert asked is None or asked.key == url
