"""YouTube's oEmbed answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from awesome_lint.knowledge import knowledge
from awesome_lint.model import Evidence
from awesome_lint.net.resolvers.base import Question
from awesome_lint.net.resolvers.youtube import YouTube, youtube_question
from tests.net.resolvers.support import HTML, Heard, as_json, ask, path_of, plain, query_of, truncated
from tests.net.servers import Asked, answer

VIDEO = "aB3-_xyz012"
KNOWN = as_json({"title": "A talk", "type": "video", "provider_name": "YouTube", "html": "<iframe>"})


def watch(*replies: bytes, video: str = VIDEO) -> Heard:
    """Answers with `replies` one after the other, the last one again and again."""
    left: Sequence[bytes] = list(replies)

    def says(asked: Asked) -> bytes:
        nonlocal left
        first, left = left[0], left[1:] or left
        return first

    return ask(YouTube, Question("key", video), of=says)


def test_a_video_is_asked_for_by_its_own_address() -> None:
    heard = watch(KNOWN)
    assert heard.one == Evidence("ok", source="YouTube")
    (request,) = heard.requests
    assert path_of(request) == "/oembed"
    assert query_of(request) == {"format": "json", "url": f"https://www.youtube.com/watch?v={VIDEO}"}


def test_the_video_s_title_is_not_the_paper_s() -> None:
    assert watch(KNOWN).one.titles == ()


def test_404_twice_is_dead() -> None:
    heard = watch(plain("Not Found", 404))
    assert (heard.one.verdict, heard.one.kind) == ("dead", "no-such-video")
    assert len(heard.requests) == 2


def test_404_once_is_not() -> None:
    assert watch(plain("Not Found", 404), KNOWN).one.verdict == "ok"
    assert watch(plain("Not Found", 404), plain("Unauthorized", 401)).one.verdict == "ok"
    assert watch(plain("Not Found", 404), plain("Bad Request", 400)).one.verdict == "unreachable"


def test_only_identifiers_of_eleven_characters_are_asked_about() -> None:
    for video in ("short", VIDEO + "x", "with space!", ""):
        heard = watch(plain("Not Found", 404), video=video)
        assert heard.one.verdict == "unreachable"
        assert heard.requests == []


def test_a_video_that_may_not_be_embedded_is_there() -> None:
    assert watch(plain("Unauthorized", 401)).one == Evidence("ok", source="YouTube")


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (plain("Bad Request", 400), "client-error"),
        (plain("Forbidden", 403), "forbidden"),
        (as_json({"error": "https only"}, 403), "forbidden"),
        (plain("Forbidden"), "forbidden"),
        (answer(200, "Forbidden", kind="application/json"), "forbidden"),
        (answer(200, '"Forbidden"', kind="application/json"), "forbidden"),
        (HTML, "wall"),
        (answer(200, '{"title": "A talk"}', kind="text/plain"), "protocol"),
        (answer(200, '{"title": ', kind="application/json"), "protocol"),
        (as_json({}), "protocol"),
        (as_json({"error": "x", "title": "y"}), "protocol"),
        (as_json([]), "protocol"),
        (plain("Gone?", 410), "client-error"),
        (answer(302, "", [("Location", "https://consent.youtube.com/")]), "odd-status"),
        (plain("slow down", 429), "rate-limit"),
        (plain("slow down", 429, [("Retry-After", "300")]), "rate-limit"),
        (plain("oops", 500), "server-error"),
    ],
)
def test_what_is_no_proof_is_undecided(reply: bytes, kind: str) -> None:
    heard = watch(reply)
    assert (heard.why.kind if heard.why else heard.one.kind) == kind
    assert all(one.verdict == "unreachable" for one in heard.evidence.values())


def test_an_answer_that_ends_early_is_undecided() -> None:
    async def half(asked: Asked, writer: Any) -> bool:
        writer.write(truncated(KNOWN))
        return False

    assert ask(YouTube, Question("key", VIDEO), of=half, talk=True).why is not None


@pytest.mark.parametrize(
    ("url", "video"),
    [
        (f"https://www.youtube.com/watch?v={VIDEO}&t=10s", VIDEO),
        (f"https://youtu.be/{VIDEO}?si=x", VIDEO),
        (f"https://www.youtube.com/embed/{VIDEO}", VIDEO),
        ("https://www.youtube.com/playlist?list=PLx", None),
        ("https://www.youtube.com/@ada", None),
        ("https://vimeo.com/1", None),
    ],
)
def test_addresses_of_videos_are_questions(url: str, video: str | None) -> None:
    asked = youtube_question(knowledge().hosts.identify(url))
    assert (asked.value if asked else None) == video


def test_videos_differ_by_case() -> None:
    keys = set()
    for url in (f"https://youtu.be/{VIDEO}", f"https://youtu.be/{VIDEO.lower()}"):
        asked = youtube_question(knowledge().hosts.identify(url))
        assert asked is not None
        keys.add(asked.key)
    assert len(keys) == 2
