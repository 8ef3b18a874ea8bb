"""Semantic Scholar: where a paper that a list holds as a preprint was published.

Source: the OpenAPI description of the Academic Graph API (https://api.semanticscholar.org/api-docs/graph), its batch
lookup `POST /paper/batch`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, ClassVar

from awesome_lint.model import Evidence, Identity, Published
from awesome_lint.model.evidence import Described
from awesome_lint.net.api import Api, Reply, Undecided
from awesome_lint.net.resolvers.base import Question, Resolver, unreachable
from awesome_lint.net.resolvers.crossref import rows
from awesome_lint.net.resolvers.people import in_reading_order, people
from awesome_lint.net.resolvers.replies import Refusals, json_object, refusal, text
from awesome_lint.net.resolvers.titles import clean
from awesome_lint.patterns import pattern

_LABEL = "Semantic Scholar"
_FIELDS = "title,venue,year,publicationVenue,journal,externalIds,publicationDate,publicationTypes"
_DESCRIBING = f"{_FIELDS},authors"
_ARXIV = pattern(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})")
_DOI = pattern(r"10\.\d{4,9}/[^\s\"<>\\]{1,200}")
_ACL = pattern(r"[A-Z]\d{2}-\d{4}|\d{4}\.[\w-]+\.\d+")
_FORMS = {"ARXIV": _ARXIV, "DOI": _DOI, "ACL": _ACL}
_PREFIXES = {"arxiv": "ARXIV", "doi": "DOI", "acl": "ACL"}
_EXTERNAL = {"ARXIV": "ArXiv", "DOI": "DOI", "ACL": "ACL"}
_NONE_KNOWN = "no valid paper ids"
_UNKNOWN_FIELDS = "field"
_ATTEMPTS = 24  # requests refused in one batch before it is given up: two bad identifiers among 500 take no more
_HINT = "set S2_API_KEY"
_FAULTS = 4  # the same for faults of the server
_ITS_IDS = ("client-error", "too-large")
_ITS_SIZE = ("server-error", "busy", "timeout")
_DBLP_YEAR = pattern(r"(\d{2})[a-z]?$")
_PREPRINT_DBLP = "journals/corr/"
# DOIs of preprints that no venue of the knowledge base claims, and, last, of copies that stand in for other papers.
_PREPRINT_DOIS = pattern(
    r"10\.(?:48550|2139/ssrn|20944/preprints|36227|21203|31219|31234|26434|22541|5281/zenodo|65215|1101/\d)",
)


def s2_question(identity: Identity) -> Question | None:
    """What to ask about a paper; None where its identity is none that the API understands."""
    folded = identity.folded
    kind, _, value = folded.partition(":")
    prefix = _PREFIXES.get(kind, "")
    if identity.kind == kind:  # with its case, where no other identity is wrapped
        value = identity.value
    elif kind == "acl":
        value = value.upper() if pattern(r"[a-z]\d{2}-\d{4}").fullmatch(value) else value
    return Question(folded, f"{prefix}:{value}") if prefix and _is_valid(f"{prefix}:{value}") else None


class SemanticScholar(Resolver):
    """Up to 500 papers in one request.

    The verdict `ok` says that the API knows the paper, nothing of the address: the facts are in `published`. Papers
    that it does not know are left out, which proves nothing; those that it did not answer for are `unreachable`.
    Titles are left out: its records are not the paper's own. Who asks what a paper is gets them in `described`.

    A venue that is a preprint server is no publication. `doi` is never a preprint's; `year` is given only where it
    cannot be the preprint's.
    """

    name: ClassVar[str] = "s2"
    label: ClassVar[str] = _LABEL
    base: ClassVar[str] = "https://api.semanticscholar.org"
    batch: ClassVar[int] = 500
    interval: ClassVar[float] = 1.2
    concurrency: ClassVar[int] = 1
    backoff: ClassVar[float] = 3.0
    token: ClassVar[tuple[str, str] | None] = ("x-api-key", "{}")

    def __init__(self) -> None:
        self._refusals = Refusals()

    async def ask(self, questions: Sequence[Question], api: Api) -> Mapping[str, Evidence]:
        self._refusals.check(api)
        wanted = sorted({question.value for question in questions if _is_valid(question.value)})
        fields = _DESCRIBING if any("described" in question.asks for question in questions) else _FIELDS
        papers: dict[str, Mapping[str, Any]] = {}
        undecided: dict[str, Undecided] = {}
        pending = deque([wanted] if wanted else [])
        failures = 0
        while pending:
            ids = pending.popleft()
            try:
                papers.update(await self._batch(ids, api, fields))
            except Undecided as why:
                failures += 1 if why.kind in _ITS_IDS else _ATTEMPTS // _FAULTS
                if why.kind in ("rate-limit", "forbidden"):
                    self._refusals.remember(api, why)
                if why.kind not in (*_ITS_IDS, *_ITS_SIZE) or failures >= _ATTEMPTS:
                    undecided.update(dict.fromkeys([*ids, *chain.from_iterable(pending)], why))
                    break
                if len(ids) == 1:
                    undecided[ids[0]] = why
                else:
                    half = len(ids) // 2
                    pending += [ids[:half], ids[half:]]
        if undecided.keys() == set(wanted) and wanted:
            raise undecided[wanted[-1]]
        return {
            question.key: (
                _evidence(papers[question.value], describe="described" in question.asks)
                if question.value in papers
                else unreachable(undecided[question.value], _LABEL)
            )
            for question in questions
            if question.value in papers or question.value in undecided
        }

    async def _batch(self, ids: Sequence[str], api: Api, fields: str) -> Mapping[str, Mapping[str, Any]]:
        """The papers that are known, by identifier. `Undecided`: `client-error` where an identifier is refused."""
        try:
            reply = await api.post("/graph/v1/paper/batch", json={"ids": list(ids)}, params={"fields": fields})
        except Undecided as refused:
            if refused.kind == "rate-limit" and not api.token:
                raise Undecided(refused.kind, f"{refused.reason}; {_HINT}") from None
            raise
        if reply.status == 200:
            rows = reply.json()
            if not isinstance(rows, list) or len(rows) != len(ids):  # the order is all that joins them
                raise refusal(reply, _LABEL)
            return {
                value: row for value, row in zip(ids, rows, strict=True) if isinstance(row, dict) and _is(value, row)
            }
        if reply.status == 400:
            error = _error(reply)
            if _NONE_KNOWN in error:
                return {}
            if _UNKNOWN_FIELDS in error:
                raise Undecided("protocol", f"{_LABEL} no longer knows a field that was asked for")
            raise refusal(reply, _LABEL)
        if reply.status == 413:
            raise Undecided("too-large", f"{_LABEL} takes no question of this size (413)")
        hint = "" if api.token else _HINT
        why = refusal(reply, _LABEL, hint if reply.status in (401, 403, 429) else "")
        raise Undecided("odd-status", why.reason) if why.kind == "client-error" else why


def _evidence(paper: Mapping[str, Any], *, describe: bool) -> Evidence:
    title = clean(text(paper.get("title")))
    described = (_described(paper, title),) if describe and title else ()
    return Evidence("ok", source=_LABEL, published=published(paper), described=described)


def _described(paper: Mapping[str, Any], title: str) -> Described:
    """A record's own year is left out: it may be that of another version."""
    external = _table(paper.get("externalIds"))
    doi = text(external.get("DOI")).lower()
    return Described(
        _LABEL,
        title,
        people(in_reading_order(row.get("name")) for row in rows(paper.get("authors"))),
        doi="" if _is_preprint_doi(doi) else doi,
        arxiv=text(external.get("ArXiv")),
    )


def published(paper: Mapping[str, Any]) -> tuple[Published, ...]:
    """Where a record says that the paper was published; empty for a preprint, or where nothing is said."""
    external = _table(paper.get("externalIds"))
    doi = text(external.get("DOI")).lower()
    if _is_preprint_doi(doi):
        doi = ""
    venue, journal = _table(paper.get("publicationVenue")), _table(paper.get("journal"))
    names = [name for name in map(text, (venue.get("name"), paper.get("venue"), journal.get("name"))) if name]
    # One preprint server among them is enough: the fields are filled from different records.
    if not names or any(map(_is_preprint_server, names)):
        return ()
    return (Published(names[0], _year(paper, external), _LABEL, doi),)


def _year(paper: Mapping[str, Any], external: Mapping[str, Any]) -> int | None:
    """The year of publication. A record's own year is often the preprint's: it counts where it cannot be."""
    year = paper.get("year")
    year = year if isinstance(year, int) and not isinstance(year, bool) and 1900 < year < 2200 else None
    key = text(external.get("DBLP"))
    if key and not key.lower().startswith(_PREPRINT_DBLP) and (found := _DBLP_YEAR.search(key)):
        two_digits = int(found[1])
        return (1900 if two_digits > 60 else 2000) + two_digits
    submitted = _submitted(text(external.get("ArXiv")))
    return year if year is not None and (submitted is None or year > submitted) else None


def _submitted(arxiv: str) -> int | None:
    """The year of an arXiv number, None where there is none."""
    digits = arxiv.rpartition("/")[2][:2]
    if not arxiv or not digits.isdecimal():
        return None
    return (1900 if int(digits) > 90 else 2000) + int(digits)


def _is_preprint_server(name: str) -> bool:
    from awesome_lint.knowledge import knowledge

    venue = knowledge().venues.lookup(name)
    return venue is not None and venue.is_preprint


def _is_preprint_doi(doi: str) -> bool:
    if not _DOI.fullmatch(doi) or _PREPRINT_DOIS.match(doi):
        return True
    from awesome_lint.knowledge import knowledge

    return any(found.venue.is_preprint for found in knowledge().venues.by_url(f"https://doi.org/{doi}"))


def _is(value: str, paper: Mapping[str, Any]) -> bool:
    """Whether a record may be the one asked for: it does not name another identifier of the same kind."""
    prefix, _, number = value.partition(":")
    named = text(_table(paper.get("externalIds")).get(_EXTERNAL.get(prefix, "")))
    # The arXiv's own DOI is often what is asked, and the publisher's what is given, or the other way round.
    return not named or prefix == "DOI" or named.lower() == number.lower()


def _is_valid(value: str) -> bool:
    prefix, _, number = value.partition(":")
    form = _FORMS.get(prefix)
    return form is not None and form.fullmatch(number) is not None and number.isprintable()


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _error(reply: Reply) -> str:
    answer = json_object(reply) or {}
    return (text(answer.get("error")) or text(answer.get("message"))).lower()
