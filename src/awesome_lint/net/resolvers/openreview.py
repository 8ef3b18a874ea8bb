"""OpenReview: whether submissions are there, their titles, and where they were accepted.

Its two hosts hold the venues from 2023 on and the older ones. Pages want a browser, and so may the API.
Source: docs.openreview.net, and the code of its client, github.com/openreview/openreview-py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from awesome_lint.model import Evidence, Published
from awesome_lint.model.evidence import Described
from awesome_lint.net.api import Api, Reply, Undecided
from awesome_lint.net.resolvers.base import Question, Resolver, unexpected, unreachable
from awesome_lint.net.resolvers.crossref import rows, texts
from awesome_lint.net.resolvers.people import named, people
from awesome_lint.net.resolvers.titles import clean, distinct
from awesome_lint.patterns import pattern

_ID = pattern(r"[A-Za-z0-9_-]{5,32}")
_CONFERENCE = pattern(r"(?:[^/]+/)*?(?P<series>[^/]+)/(?P<year>(?:19|20)\d\d)/Conference")
_TRACK = pattern(
    r"(?P<series>NeurIPS)\.cc/(?P<year>20\d\d)/(?:Datasets_and_Benchmarks_Track|Track/Datasets_and_Benchmarks)"
)
_NOT_ACCEPTED = pattern(r"\b(?:submitted|rejected|reject|withdrawn|withdraw|under review|desk)\b", 2)  # re.IGNORECASE
_CHALLENGE = "ChallengeRequiredError"
_NOT_FOUND = "notfounderror"
_SEARCH = {"type": "terms", "content": "all", "group": "all", "source": "forum", "limit": "25", "offset": "0"}


class OlderOpenReview(Resolver):
    """The host of the venues before 2023, which `OpenReview` asks for what the other one does not know."""

    name: ClassVar[str] = "openreview-v1"
    label: ClassVar[str] = "OpenReview"
    base: ClassVar[str] = "https://api.openreview.net"
    batch: ClassVar[int] = 50
    interval: ClassVar[float] = 1.0


class OpenReview(Resolver):
    """Submissions by id: a list of them at once, else by their titles, else one by one."""

    name: ClassVar[str] = "openreview"
    label: ClassVar[str] = "OpenReview"
    base: ClassVar[str] = "https://api2.openreview.net"
    kinds: ClassVar[tuple[str, ...]] = ("openreview",)
    further: ClassVar[tuple[type[Resolver], ...]] = (OlderOpenReview,)
    batch: ClassVar[int] = 50
    interval: ClassVar[float] = 1.0

    async def ask(self, questions: Sequence[Question], api: Api) -> Mapping[str, Evidence]:
        """What OpenReview says of notes: only its own word that there is none proves that."""
        hosts = (api, api.at(OlderOpenReview))
        evidence: dict[str, Evidence] = {}
        left: list[Question] = []
        for question in questions:
            if _ID.fullmatch(question.value):
                left.append(question)
            else:
                why = Undecided("undecided", f"`{question.value[:100]}` has not the form of an OpenReview id")
                evidence[question.key] = unreachable(why, self.label)
        failed: Undecided | None = None
        for host in hosts:
            if left:
                try:
                    notes = await _by_ids([question.value for question in left], host)
                except Undecided as why:
                    failed = failed or why
                    continue
                left = _take(left, notes, evidence)
        left, failed = await _by_titles(left, evidence, api, failed)
        for number, question in enumerate(left):
            answer = await _alone(question, hosts)
            evidence[question.key] = answer
            if answer.kind in ("wall", "rate-limit", "no-network"):
                for other in left[number + 1 :]:
                    evidence[other.key] = answer
                break
        return evidence


def _take(
    questions: Sequence[Question], notes: Mapping[str, Mapping[str, Any]], evidence: dict[str, Evidence]
) -> list[Question]:
    """Note what notes say of those that are asked about; the others are returned."""
    left = []
    for question in questions:
        note = notes.get(question.value)
        if note is None:
            left.append(question)
        else:
            evidence[question.key] = _evidence(note, question)
    return left


async def _by_ids(ids: Sequence[str], api: Api) -> dict[str, Mapping[str, Any]]:
    """The notes of one host by id."""
    reply = await api.post("/notes/search", json={"ids": list(dict.fromkeys(ids))})
    if reply.status != 200 or (notes := _notes(reply)) is None:
        raise _why(reply)
    return notes


async def _by_titles(
    questions: Sequence[Question], evidence: dict[str, Evidence], api: Api, failed: Undecided | None
) -> tuple[list[Question], Undecided | None]:
    """Search for the titles that a list gives: the very id among what is found shows that it is there."""
    left = []
    for number, question in enumerate(questions):
        title = next(filter(None, (question.title, *question.also)), "")
        if not title:
            left.append(question)
            continue
        try:
            reply = await api.get("/notes/search", {"term": title[:300], **_SEARCH})
            if reply.status != 200 or (notes := _notes(reply)) is None:
                raise _why(reply)
        except Undecided as why:
            return [*left, *questions[number:]], failed or why
        left.extend(_take([question], notes, evidence))
    return left, failed


async def _alone(question: Question, hosts: Sequence[Api]) -> Evidence:
    """What both hosts say of one note: dead where both know of none."""
    for host in hosts:
        try:
            reply = await host.get("/notes", {"id": question.value})
        except Undecided as why:
            return unreachable(why, OpenReview.label)
        notes = _notes(reply) if reply.status == 200 else None
        if notes is not None and question.value in notes:
            return _evidence(notes[question.value], question)
        if notes is not None:
            words = "OpenReview does not say whether it is there"
            return unreachable(Undecided("undecided", words), OpenReview.label)
        if not _not_found(reply):
            return unreachable(_why(reply), OpenReview.label)
    return Evidence("dead", "no-such-paper", f"OpenReview has no {question.value} to show", OpenReview.label)


def _notes(reply: Reply) -> dict[str, Mapping[str, Any]] | None:
    """The notes of an answer by id; None where it holds no list of them."""
    answer = reply.json()
    notes = answer.get("notes") if isinstance(answer, dict) else None
    if not isinstance(notes, list):
        return None
    return {note["id"]: note for note in rows(notes) if isinstance(note.get("id"), str)}


def _error_name(reply: Reply) -> str:
    """`ChallengeRequiredError`, `NotFoundError` …; empty where the answer names none."""
    answer = reply.json()
    name = answer.get("name") if isinstance(answer, dict) else None
    return name if isinstance(name, str) else ""


def _not_found(reply: Reply) -> bool:
    return 400 <= reply.status < 500 and _error_name(reply).lower() == _NOT_FOUND


def _why(reply: Reply) -> Undecided:
    moved = reply.status in (301, 302, 303, 307, 308) and "/challenge" in reply.headers.get("location", "")
    if _error_name(reply) == _CHALLENGE or moved:
        return Undecided("wall", "OpenReview asks for a browser (challenge)")
    return unexpected(reply, OpenReview.label)


def _evidence(note: Mapping[str, Any], question: Question) -> Evidence:
    deleted = _milliseconds(note, "ddate")
    if deleted is not None and deleted <= _now():
        return Evidence("dead", "gone", f"deleted at OpenReview on {_day(deleted)}", OpenReview.label)
    if note.get("forum") not in (None, note["id"]):
        return Evidence("ok", source=OpenReview.label)  # a comment: its title is no paper's
    titles = [clean(title) for title in _content(note, "title")]
    described: tuple[Described, ...] = ()
    if "described" in question.asks and (title := next(filter(None, titles), "")):
        described = (Described(OpenReview.label, title, _authors(note), _year(note), kind="paper"),)
    published = _published(note)
    return Evidence("ok", source=OpenReview.label, titles=distinct(titles), published=published, described=described)


def _authors(note: Mapping[str, Any]) -> tuple[str, ...]:
    """The authors: names, or records with names; what keeps them from being shown is none."""
    content = note.get("content")
    value = content.get("authors") if isinstance(content, dict) else None
    value = value.get("value") if isinstance(value, dict) else value
    names = value if isinstance(value, list) else []
    found = people(named(one.get("fullname") if isinstance(one, dict) else one) for one in names)
    return () if any(name.casefold().startswith("anonym") for name in found) else found


def _year(note: Mapping[str, Any]) -> int | None:
    """The year since which it is public."""
    date = _milliseconds(note, "odate")
    return int(_day(date)[:4]) if date is not None else None


def _published(note: Mapping[str, Any]) -> tuple[Published, ...]:
    """Where it was accepted. Only venues' ids of known forms tell: their names are also given to what was rejected."""
    venue = next(iter(_content(note, "venue")), "").strip()
    if _NOT_ACCEPTED.search(venue):
        return ()
    for venue_id in _content(note, "venueid"):
        if venue_id == "TMLR":
            date = _milliseconds(note, "pdate")
            return (Published("TMLR", int(_day(date)[:4]) if date is not None else None, OpenReview.label),)
        if (found := _CONFERENCE.fullmatch(venue_id) or _TRACK.fullmatch(venue_id)) is not None:
            name = venue or f"{found['series'].partition('.')[0]} {found['year']}"
            return (Published(name, int(found["year"]), OpenReview.label),)
    return ()


def _content(note: Mapping[str, Any], name: str) -> list[str]:
    """The texts of a field of the content: `{"value": …}` on one host, bare on the other, and either may be a list."""
    content = note.get("content")
    value = content.get(name) if isinstance(content, dict) else None
    return texts(value.get("value") if isinstance(value, dict) else value)


def _milliseconds(note: Mapping[str, Any], name: str) -> int | None:
    value = note.get(name)
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 4_102_444_800_000
    return int(value) if good and value is not None else None


def _now() -> int:
    import time

    return int(time.time() * 1000)


def _day(milliseconds: int) -> str:
    """The day in UTC: `2023-02-01`."""
    from datetime import UTC, datetime

    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()
