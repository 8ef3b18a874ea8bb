"""Crossref: the titles of DOIs, where they were published, and whether they were retracted.

It never proves that a DOI is gone: other agencies' are not there.
Source: Crossref's REST API documentation, github.com/CrossRef/rest-api-doc.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import quote

from awesome_lint.model import Evidence, Published
from awesome_lint.model.evidence import Described
from awesome_lint.net.api import Api
from awesome_lint.net.resolvers.base import Question, Resolver, unexpected
from awesome_lint.net.resolvers.dois import records_of
from awesome_lint.net.resolvers.people import of_rows
from awesome_lint.net.resolvers.titles import clean, distinct
from awesome_lint.net.words import plain
from awesome_lint.patterns import pattern

_SELECT = "DOI,title,subtitle,type,issued,container-title,event,updated-by,relation"
_DESCRIBING = f"{_SELECT},author"
_RETRACTED = pattern(
    r"\W*(?:(?:RETRACTED|Retracted)(?:\s+(?:ARTICLE|Article|PAPER|Paper|CHAPTER|Chapter))?\s*[:\]]|WITHDRAWN(?:\s+ARTICLE)?\s*[:\]]"
    r"|(?:NOTICE OF RETRACTION|Notice of Retraction)\s*:?)\s*"
)
_NOTICES = frozenset(["retraction", "withdrawal"])
_PREPRINT = "posted-content"
_MOST = 20  # texts of one field


class Crossref(Resolver):
    """Works by DOI. `Doi` says which ones are Crossref's."""

    name: ClassVar[str] = "crossref"
    label: ClassVar[str] = "Crossref"
    base: ClassVar[str] = "https://api.crossref.org"
    batch: ClassVar[int] = 40
    interval: ClassVar[float] = 1.0
    concurrency: ClassVar[int] = 1
    mailto: ClassVar[bool] = True

    @classmethod
    def rate(cls, *, token: bool, mailto: bool) -> tuple[float, int]:
        """Lists: once a second, three times for who gives an address."""
        return (1 / 3 if mailto else cls.interval), cls.concurrency

    async def ask(self, questions: Sequence[Question], api: Api) -> Mapping[str, Evidence]:
        """What Crossref knows of DOIs: those that it does not know are left out."""
        select = _DESCRIBING if any("described" in question.asks for question in questions) else _SELECT
        works = await records_of(questions, self.batch, lambda part: _works(part, api, select), "doi:")
        return {
            question.key: _evidence(work, describe="described" in question.asks)
            for question in questions
            if (work := works.get(question.value.lower())) is not None
        }


async def _works(dois: Sequence[str], api: Api, select: str) -> dict[str, Mapping[str, Any]]:
    """Crossref's record of each DOI, as far as it has one."""
    mailto = {"mailto": api.mailto} if api.mailto else {}
    if len(dois) == 1:
        reply = await api.get(f"/works/{quote(dois[0], safe='')}", mailto)
        if reply.status == 404:
            return {}
        message = _message(reply.json()) if reply.status == 200 else None
        if message is None or not (work := _by_doi([message])):
            raise unexpected(reply, Crossref.label)
        return work
    params = {"filter": ",".join(f"doi:{doi}" for doi in dois), "rows": str(len(dois)), **mailto}
    reply = await api.get("/works", {**params, "select": select})
    if reply.status == 400:  # a field that it does not know any more, or a DOI that it cannot read
        reply = await api.get("/works", params)
    if reply.status in (400, 404, 413, 414):
        half = len(dois) // 2
        return {**await _works(dois[:half], api, select), **await _works(dois[half:], api, select)}
    items = (_message(reply.json()) or {}).get("items") if reply.status == 200 else None
    if not isinstance(items, list):
        raise unexpected(reply, Crossref.label)
    return _by_doi(items)


def _message(answer: Any) -> Mapping[str, Any] | None:
    message = answer.get("message") if isinstance(answer, dict) else None
    return message if isinstance(message, dict) else None


def _by_doi(items: Sequence[Any]) -> dict[str, Mapping[str, Any]]:
    return {item["DOI"].lower(): item for item in items if isinstance(item, dict) and isinstance(item.get("DOI"), str)}


def _evidence(work: Mapping[str, Any], *, describe: bool = False) -> Evidence:
    titles = [clean(title) for title in texts(work.get("title"))]
    marked = any(_RETRACTED.match(title) for title in titles)
    titles = [_RETRACTED.sub("", title, count=1) if _RETRACTED.match(title) else title for title in titles]
    subtitles = [clean(subtitle) for subtitle in texts(work.get("subtitle"))]
    full = titles[0] if titles else ""
    if titles and subtitles and subtitles[0] and subtitles[0].casefold() not in titles[0].casefold():
        full = f"{titles[0].rstrip(':')}: {subtitles[0]}"
        titles.insert(1, full)
    described: tuple[Described, ...] = ()
    if describe and full:
        doi = plain(str(work.get("DOI"))).lower()
        described = (Described(Crossref.label, full, of_rows(rows(work.get("author"))), _year(work), doi),)
    return Evidence(
        "ok",
        source=Crossref.label,
        titles=distinct(titles),
        withdrawn=_withdrawn(work, marked),
        published=tuple(_published(work)),
        described=described,
    )


def _withdrawn(work: Mapping[str, Any], marked: bool) -> str:
    """That a work was retracted, in words: by a notice, or by its title."""
    for notice in rows(work.get("updated-by")):
        kind = notice.get("type")
        if isinstance(kind, str) and kind.lower() in _NOTICES:
            words = "retracted" if kind.lower() == "retraction" else "withdrawn"
            doi = next(iter(texts(notice.get("DOI"))), "")
            return f"{words}, says Crossref" + (f" (notice https://doi.org/{doi})" if doi else "")
    return "retracted, says its title at Crossref" if marked else ""


def _published(work: Mapping[str, Any]) -> Iterator[Published]:
    """The names of where it appeared, and of the published version of a preprint."""
    if work.get("type") == _PREPRINT:
        relation = work.get("relation")
        versions = relation.get("is-preprint-of") if isinstance(relation, dict) else None
        for version in rows(versions):
            if version.get("id-type") == "doi" and isinstance(version.get("id"), str):
                yield Published("", None, Crossref.label, plain(version["id"]).lower())
        return
    names = [clean(name) for name in texts(work.get("container-title"))]
    event = work.get("event")
    if isinstance(event, dict):
        names.extend(clean(name) for name in texts(event.get("name")))
    for name in distinct(names):
        yield Published(name, _year(work), Crossref.label, plain(str(work.get("DOI"))).lower())


def _year(work: Mapping[str, Any]) -> int | None:
    """The year of issue: `{"date-parts": [[2016, 6]]}`, where any part may be null or missing."""
    issued = work.get("issued")
    dates = issued.get("date-parts") if isinstance(issued, dict) else None
    date = dates[0] if isinstance(dates, list) and dates else None
    year = date[0] if isinstance(date, list) and date else None
    return year if isinstance(year, int) and 1000 < year < 3000 else None


def texts(value: Any) -> list[str]:
    """The texts of a list that may be one text, or null."""
    values = value if isinstance(value, list) else [value]
    return [plain(text) for text in values[:_MOST] if isinstance(text, str)]


def rows(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list that may be null, or hold others."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
