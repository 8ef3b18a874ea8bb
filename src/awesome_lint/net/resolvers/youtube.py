"""YouTube: whether a video is there, by its oEmbed answers (https://oembed.com, without a key).

The endpoint tells a video that does not exist (404) from one that may not be embedded (401) or is private (403, or the
bare word `Forbidden`, also under 200). Errors are plain text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from awesome_lint.model import Evidence, Identity
from awesome_lint.model.evidence import Described
from awesome_lint.net.api import Api, Reply
from awesome_lint.net.resolvers.base import Question, Resolver, unreachable
from awesome_lint.net.resolvers.replies import json_object, refusal, text
from awesome_lint.net.resolvers.titles import clean
from awesome_lint.patterns import pattern

_VIDEO = pattern(r"[A-Za-z0-9_-]{11}")
_FORBIDDEN = b"forbidden"
_LABEL = "YouTube"


def youtube_question(identity: Identity) -> Question | None:
    """What to ask about an address; None where it is no video's."""
    if identity.kind != "youtube" or not _VIDEO.fullmatch(identity.value):
        return None
    return Question(f"youtube:{identity.value}", identity.value)  # with its case: another case is another video


class YouTube(Resolver):
    """One video at a time. Titles are left out: a video of a paper has its own.

    404 is proof only for an identifier of the right form, and only when it comes twice: now and then a healthy video
    gives an error.
    """

    name: ClassVar[str] = "youtube"
    label: ClassVar[str] = _LABEL
    base: ClassVar[str] = "https://www.youtube.com"
    kinds: ClassVar[tuple[str, ...]] = ("youtube",)
    interval: ClassVar[float] = 0.2
    concurrency: ClassVar[int] = 2

    async def ask(self, questions: Sequence[Question], api: Api) -> Mapping[str, Evidence]:
        return {question.key: await _video(question, api) for question in questions}


async def _video(question: Question, api: Api) -> Evidence:
    video = question.value
    if not _VIDEO.fullmatch(video):
        return Evidence("unreachable", "undecided", f"`{video}` is no YouTube video", _LABEL)
    evidence = await _asked(question, api)
    if evidence.verdict == "dead":
        again = await _asked(question, api)
        if again.verdict != "unreachable":
            return again
        return again._replace(reason=f"404 once, then: {again.reason}")
    return evidence


async def _asked(question: Question, api: Api) -> Evidence:
    # The page's own address, whatever the API's base: it is what is asked about.
    params = {"format": "json", "url": f"https://www.youtube.com/watch?v={question.value}"}
    reply = await api.get("/oembed", params)
    if reply.status == 404:
        return Evidence("dead", "no-such-video", "404: no such video", _LABEL)
    if reply.status == 401:  # it is there, and may not be embedded
        return Evidence("ok", source=_LABEL)
    if reply.status == 403 or (reply.status == 200 and _is_forbidden(reply)):
        return Evidence("unreachable", "forbidden", f"may be private ({reply.status} Forbidden)", _LABEL)
    answer = json_object(reply) if reply.status == 200 else None
    if _describes(answer):
        title = clean(text((answer or {}).get("title"))) if "described" in question.asks else ""
        return Evidence("ok", source=_LABEL, described=(Described(_LABEL, title, kind="resource"),) if title else ())
    return unreachable(refusal(reply, _LABEL), _LABEL)


def _is_forbidden(reply: Reply) -> bool:
    return reply.body.strip().strip(b'"').lower() == _FORBIDDEN


def _describes(answer: Mapping[str, Any] | None) -> bool:
    """Whether an answer is oEmbed's: any of its keys may be absent, but not all."""
    return bool(answer and "error" not in answer and any(text(answer.get(key)) for key in ("title", "html", "type")))
