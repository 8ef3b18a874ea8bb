"""Hugging Face: whether a model, data set or space is there, and the pages of a paper that the Hub knows.

Source: the Hub's API as `huggingface_hub` asks it (`src/huggingface_hub/hf_api.py`). A repository that is not there is
answered like a private one: 401 without a token, 404 with one. Renamed repositories redirect within the host.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import urlsplit

from awesome_lint.model import Evidence, Identity, Resource
from awesome_lint.model.evidence import Described
from awesome_lint.net.api import Api, Reply, Undecided
from awesome_lint.net.resolvers.base import Question, Resolver, unreachable
from awesome_lint.net.resolvers.crossref import rows
from awesome_lint.net.resolvers.people import named, people
from awesome_lint.net.resolvers.replies import Refusals, json_object, next_path, refusal, text
from awesome_lint.net.resolvers.titles import clean
from awesome_lint.patterns import pattern

_LABEL = "Hugging Face"
_BASE = "https://huggingface.co"
_KINDS = {"hf-model": "models", "hf-dataset": "datasets", "hf-space": "spaces"}
_REPOSITORY = pattern(r"(?P<kind>models|datasets|spaces)/(?P<id>[\w.-]{1,96}(?:/[\w.-]{1,96})?)")
_PAPER = pattern(r"papers/(?P<id>\d{4}\.\d{4,5})")
_HOPS = 3
_ADDRESS = pattern(r"https?://[^\s<>\"]+")


def huggingface_question(identity: Identity) -> Question | None:
    """What to ask about an address; None where it is no repository's."""
    if identity.kind not in _KINDS:
        return None
    value = f"{_KINDS[identity.kind]}/{identity.value}"
    return Question(identity.folded, value) if _REPOSITORY.fullmatch(value) else None


def paper_question(identity: Identity) -> Question | None:
    """What to ask about a paper's pages; None where its identity is no arXiv number of today's form."""
    kind, _, number = identity.folded.partition(":")
    value = f"papers/{number}"
    return Question(identity.folded, value) if kind == "arxiv" and _PAPER.fullmatch(value) else None


class HuggingFace(Resolver):
    """One thing at a time: `models/OWNER/NAME`, `datasets/…`, `spaces/…`, or `papers/NUMBER` with an arXiv number.

    The verdict on a paper is `ok` where the Hub has a page for it, which says nothing of the address: the facts are in
    `resources`, where code that no person entered is `weak`. A paper without a page is left out: it proves nothing.
    """

    name: ClassVar[str] = "huggingface"
    label: ClassVar[str] = _LABEL
    base: ClassVar[str] = _BASE
    kinds: ClassVar[tuple[str, ...]] = tuple(_KINDS)
    interval: ClassVar[float] = 0.6  # 500 requests in five minutes
    backoff: ClassVar[float] = 10.0
    concurrency: ClassVar[int] = 2
    token: ClassVar[tuple[str, str] | None] = ("authorization", "Bearer {}")

    @classmethod
    def rate(cls, *, token: bool, mailto: bool) -> tuple[float, int]:
        """With a token the limit is twice as high."""
        return (cls.interval / 2 if token else cls.interval), cls.concurrency

    def __init__(self) -> None:
        self._refusals = Refusals()

    async def ask(self, questions: Sequence[Question], api: Api) -> Mapping[str, Evidence]:
        found: dict[str, Evidence] = {}
        for question in questions:
            try:
                self._refusals.check(api)
                answer = await _asked(question, api)
            except Undecided as why:
                if why.kind == "rate-limit":
                    self._refusals.remember(api, why)
                if not found:
                    raise
                break
            if answer is not None:
                found[question.key] = answer
        return found


async def _asked(question: Question, api: Api) -> Evidence | None:
    if _PAPER.fullmatch(question.value):
        return _paper(await api.get(f"/api/{question.value}"), question)
    if found := _REPOSITORY.fullmatch(question.value):
        evidence = await _repository(found["kind"], found["id"], api)
        if "described" not in question.asks or evidence.verdict not in ("ok", "moved"):
            return evidence
        name = (evidence.leads_to or found["id"]).rpartition("/")[2]
        kind = "dataset" if found["kind"] == "datasets" else "resource"
        return evidence._replace(described=(Described(_LABEL, name, kind=kind),))
    return None


def _paper(reply: Reply, question: Question) -> Evidence | None:
    """The pages of a paper, None where the Hub has no page for it."""
    if reply.status == 404:
        return None
    answer = json_object(reply)
    number = question.value.partition("/")[2]
    if reply.status != 200 or answer is None or "error" in answer:
        raise refusal(reply, _LABEL)
    if text(answer.get("id")) not in ("", number):
        return None  # another paper's page
    described: tuple[Described, ...] = ()
    if "described" in question.asks and (title := clean(text(answer.get("title")))):
        authors = people(named(row.get("name")) for row in rows(answer.get("authors")))
        described = (Described(_LABEL, title, authors, arxiv=number, kind="paper"),)
    return Evidence("ok", source=_LABEL, resources=tuple(_resources(answer)), described=described)


def _resources(answer: Mapping[str, Any]) -> list[Resource]:
    code, project = _web_address(answer.get("githubRepo")), _web_address(answer.get("projectPage"))
    found = []
    if code:
        # `auto`, or nobody named: a machine found it.
        found.append(Resource("code", code, _LABEL, text(answer.get("githubRepoAddedBy")) != "user"))
    if project and project.rstrip("/") != code.rstrip("/"):
        found.append(Resource("project", project, _LABEL))
    return found


async def _repository(kind: str, name: str, api: Api) -> Evidence:
    path = f"/api/{kind}/{name}"
    reply = await api.get(path)
    for _ in range(_HOPS):
        if reply.status not in (301, 302, 303, 307, 308):
            break
        target = next_path(reply, api, path, _BASE)
        # Only from repository to repository: any other page answers with something else.
        if target is None or not _REPOSITORY.fullmatch(target.removeprefix("/api/")) or target == path:
            raise refusal(reply, _LABEL)
        path = target
        reply = await api.get(path)
    answer = json_object(reply)
    if reply.status == 200 and answer is not None and "error" not in answer:
        return _found(kind, name, path, answer)
    if reply.status == 404 and api.token and answer is not None and text(answer.get("error")):
        return Evidence("dead", "no-such-repository", f"404: {_LABEL} has no such repository", _LABEL)
    if reply.status in (401, 404) and not api.token:
        reason = f"{_LABEL} does not tell a private repository from a missing one ({reply.status}); set HF_TOKEN"
        return Evidence("unreachable", "undecided", reason, _LABEL)
    why = refusal(reply, _LABEL)
    if why.kind in ("rate-limit", "protocol") or reply.status == 401:
        raise why
    return unreachable(why, _LABEL)


def _found(kind: str, name: str, path: str, answer: Mapping[str, Any]) -> Evidence:
    if answer.get("private") is True:
        return Evidence("unreachable", "login", "a private repository: only its members see it", _LABEL)
    if answer.get("disabled") is True:
        return Evidence("unreachable", "forbidden", f"disabled by {_LABEL}", _LABEL)
    now = text(answer.get("id")) or path.removeprefix(f"/api/{kind}/")
    if now.lower() == name.lower() or not _REPOSITORY.fullmatch(f"{kind}/{now}"):
        return Evidence("ok", source=_LABEL)
    place = now if kind == "models" else f"{kind}/{now}"
    return Evidence("moved", reason="renamed", source=_LABEL, leads_to=f"{_BASE}/{place}")


def _web_address(value: Any) -> str:
    """An address as somebody entered it; empty where it is none."""
    address = text(value)
    if not _ADDRESS.fullmatch(address):
        return ""
    try:
        return address if urlsplit(address).hostname else ""
    except ValueError:
        return ""
