"""DataCite: the titles of its DOIs, which are those of data sets, software and preprints.

Source: DataCite's REST API documentation, and the code of its service, github.com/datacite/lupo.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import quote

from awesome_lint.model import Evidence
from awesome_lint.model.evidence import Described
from awesome_lint.net.api import Api
from awesome_lint.net.resolvers.base import Question, Resolver, unexpected
from awesome_lint.net.resolvers.crossref import rows
from awesome_lint.net.resolvers.dois import records_of
from awesome_lint.net.resolvers.people import in_reading_order, named, people
from awesome_lint.net.resolvers.titles import clean, distinct

_ACCEPT = "application/vnd.api+json, application/json"
_FIELDS = "doi,titles,publicationYear"
_DESCRIBING = f"{_FIELDS},creators,types"


_KINDS = {
    **dict.fromkeys(
        ("Preprint", "JournalArticle", "ConferencePaper", "BookChapter", "Dissertation", "Report"), "paper"
    ),
    "Dataset": "dataset",
    "Software": "resource",
}
"""What kinds of DataCite are among entries; `Text` and others may be anything."""


class DataCite(Resolver):
    """DOIs of DataCite. `Doi` says which ones they are."""

    name: ClassVar[str] = "datacite"
    label: ClassVar[str] = "DataCite"
    base: ClassVar[str] = "https://api.datacite.org"
    batch: ClassVar[int] = 50
    interval: ClassVar[float] = 0.6  # 500 in five minutes
    concurrency: ClassVar[int] = 1
    mailto: ClassVar[bool] = True

    @classmethod
    def rate(cls, *, token: bool, mailto: bool) -> tuple[float, int]:
        """Twice as many for who gives an address."""
        return (cls.interval / 2 if mailto else cls.interval), cls.concurrency

    async def ask(self, questions: Sequence[Question], api: Api) -> Mapping[str, Evidence]:
        """What DataCite knows of DOIs: those that it does not know are left out."""
        fields = _DESCRIBING if any("described" in question.asks for question in questions) else _FIELDS
        records = await records_of(questions, self.batch, lambda part: _records(part, api, fields))
        return {
            question.key: _evidence(record, describe="described" in question.asks)
            for question in questions
            if (record := records.get(question.value.lower())) is not None
        }


async def _records(dois: Sequence[str], api: Api, fields: str) -> dict[str, Mapping[str, Any]]:
    """The attributes of each DOI, as far as DataCite has it."""
    if len(dois) == 1:
        reply = await api.get(f"/dois/{quote(dois[0], safe='')}", accept=_ACCEPT)
        if reply.status == 404:
            return {}
    else:
        # Without a size, a page holds 25 of them.
        params = {"ids": ",".join(dois), "page[size]": str(len(dois)), "fields[dois]": fields}
        reply = await api.get("/dois", params, accept=_ACCEPT)
        if reply.status in (400, 404, 413, 414):
            half = len(dois) // 2
            return {**await _records(dois[:half], api, fields), **await _records(dois[half:], api, fields)}
    answer = reply.json() if reply.status == 200 else None
    data = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(data, list | dict):
        raise unexpected(reply, DataCite.label)
    records: dict[str, Mapping[str, Any]] = {}
    for row in rows(data if isinstance(data, list) else [data]):
        attributes = row.get("attributes")
        if isinstance(attributes, dict) and isinstance(attributes.get("doi"), str):
            records[attributes["doi"].lower()] = attributes
    return records


def _evidence(record: Mapping[str, Any], *, describe: bool) -> Evidence:
    titles = _titles(record)
    described = (_described(record, titles[0]),) if describe and titles else ()
    return Evidence("ok", source=DataCite.label, titles=titles, described=described)


def _described(record: Mapping[str, Any], title: str) -> Described:
    year = record.get("publicationYear")
    good = isinstance(year, int) and not isinstance(year, bool) and 1000 < year < 3000
    names = []
    for row in rows(record.get("creators")):
        given, family = row.get("givenName"), row.get("familyName")
        whole = named(row.get("name"))
        if given and family:
            names.append(named(given, family))
        else:
            names.append(whole if row.get("nameType") == "Organizational" else in_reading_order(whole))
    doi = str(record["doi"]).lower()
    return Described(DataCite.label, title, people(names), year if good else None, doi, kind=_kind(record))


def _kind(record: Mapping[str, Any]) -> str:
    types = record.get("types")
    kind = types.get("resourceTypeGeneral") if isinstance(types, dict) else None
    return _KINDS.get(kind, "") if isinstance(kind, str) else ""


def _titles(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The title, with its subtitle too, then titles of other kinds: translated ones, alternatives."""
    main: list[str] = []
    subtitles: list[str] = []
    others: list[str] = []
    for row in rows(record.get("titles")):
        if not isinstance(row.get("title"), str):
            continue
        kind = row.get("titleType")
        (subtitles if kind == "Subtitle" else others if kind else main).append(clean(row["title"]))
    full = [f"{title.rstrip(':')}: {subtitle}" for title in main[:1] for subtitle in subtitles[:1]]
    return distinct([*main[:1], *full, *main[1:], *others])
