"""doi.org: whether a DOI exists, and who registered it; then its title from Crossref or DataCite.

Source: the DOI Handbook, and the documentation of its services at www.doi.org.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal
from urllib.parse import unquote

from awesome_lint.model import Evidence
from awesome_lint.net.api import Api, Reply, Undecided
from awesome_lint.net.resolvers.base import Question, Resolver, unexpected, unreachable
from awesome_lint.net.resolvers.crossref import Crossref
from awesome_lint.net.resolvers.datacite import DataCite
from awesome_lint.net.resolvers.dois import WELL_FORMED, in_lists, quoted
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_TRAILING = pattern(r"[.,;:!?'\"”’»)\]}>*_]+$")
_NEVER_REGISTERED = ("10.5555/",)  # meant for examples; ACM gives it to papers that have no DOI, and shows them
_BY_DOI = ("dl.acm.org", "link.springer.com", "onlinelibrary.wiley.com")  # whose pages are all named by DOIs
_ACTIVE = (1, 200)  # response codes of handles that exist; 200: without the element that was asked for
_MISSING = 100
_HANDLES_FAIL = 2  # in a row, after which the others are not asked for


class _Answer(NamedTuple):
    """What doi.org says of one DOI: `agency` where it exists and that is known; `final`: another way is no help."""

    state: Literal["there", "missing", "unknown"]
    agency: str = ""
    why: Undecided | None = None
    final: bool = False


class Doi(Resolver):
    """DOIs. Publishers' pages are not asked: most of them want a browser.

    Only an address at doi.org, and at publishers that name all their pages by DOIs, is dead without one: other pages
    may be there all the same.
    """

    name: ClassVar[str] = "doi"
    label: ClassVar[str] = "doi.org"
    base: ClassVar[str] = "https://doi.org"
    kinds: ClassVar[tuple[str, ...]] = ("doi",)
    further: ClassVar[tuple[type[Resolver], ...]] = (Crossref, DataCite)
    batch: ClassVar[int] = 40
    interval: ClassVar[float] = 0.5
    concurrency: ClassVar[int] = 2

    async def ask(self, questions: Sequence[Question], api: Api) -> Mapping[str, Evidence]:
        """Whether DOIs exist, and what their agency knows of them.

        One that does not exist, where it would if a mark at its end or an escape in it were left out, `leads_to` that.
        """
        meant = {question.key: written(question.value) for question in questions}
        dois = list(dict.fromkeys(doi for doi in meant.values() if WELL_FORMED.fullmatch(doi)))
        if not dois:
            return {question.key: _malformed(question.value) for question in questions}
        answers = await _exist(dois, api)
        await self._repaired(dois, answers, api)
        evidence: dict[str, Evidence] = {}
        there: list[Question] = []
        for question in questions:
            doi = meant[question.key]
            answer = answers.get(doi)
            evidence[question.key] = (
                _malformed(question.value) if answer is None else _evidence(question, doi, answer, answers)
            )
            if answer is not None and answer.state == "there":
                there.append(question._replace(value=doi))
        return evidence | await self._described(there, answers, evidence, api)

    async def _repaired(self, dois: Sequence[str], answers: dict[str, _Answer], api: Api) -> None:
        """Ask about what was perhaps meant instead of DOIs that do not exist."""
        other = [form for doi in dois if answers[doi].state == "missing" for form in repairs(doi)]
        other = [form for form in dict.fromkeys(other) if form not in answers]
        if other:
            try:
                answers.update(await _exist(other, api, only_there=True))
            except Undecided:
                return

    async def _described(
        self,
        questions: Sequence[Question],
        answers: Mapping[str, _Answer],
        evidence: Mapping[str, Evidence],
        api: Api,
    ) -> dict[str, Evidence]:
        """The evidence of DOIs with what their agency knows of them."""
        described: dict[str, Evidence] = {}
        left = list(questions)
        agencies: tuple[type[Resolver], ...] = (Crossref, DataCite)
        for agency in agencies:
            mine = [question for question in left if answers[question.value].agency in ("", agency.label)]
            for start in range(0, len(mine), agency.batch):
                try:
                    known = await agency().ask(mine[start : start + agency.batch], api.at(agency))
                except Undecided:
                    break  # they exist; what else there is to know of them stays open
                for key, more in known.items():
                    described[key] = evidence[key]._replace(
                        titles=more.titles,
                        withdrawn=more.withdrawn,
                        published=more.published,
                        described=more.described,
                    )
            left = [question for question in left if question.key not in described]
        return described


def written(value: str) -> str:
    """A DOI as lists write it, in the form to compare: percent-encoding undone, no case."""
    value = value.strip()
    if "%" in value:
        value = unquote(value, errors="replace")
    return value.lower()


def repairs(doi: str) -> Iterator[str]:
    """What a DOI that does not exist may have been meant for: escapes undone, marks at its end left out one by one."""
    plain = doi.replace("\\", "")
    if plain != doi:
        yield plain
    tail = _TRAILING.search(plain)
    for length in range(1, 1 + min(3, len(tail[0]) if tail else 0)):
        if WELL_FORMED.fullmatch(plain[:-length]):
            yield plain[:-length]


def _malformed(value: str) -> Evidence:
    return unreachable(Undecided("undecided", f"`{value[:100]}` has not the form of a DOI"), Doi.label)


def _evidence(question: Question, doi: str, answer: _Answer, answers: Mapping[str, _Answer]) -> Evidence:
    if answer.state == "there":
        return Evidence("ok", source=Doi.label)
    if answer.state == "unknown":
        return unreachable(answer.why or Undecided("undecided", "doi.org does not say whether it exists"), Doi.label)
    if doi.startswith(_NEVER_REGISTERED):
        return unreachable(
            Undecided("undecided", "DOIs of 10.5555 are not registered, whatever they lead to"), Doi.label
        )
    if question.path and question.path not in _BY_DOI:  # the DOI may have been read from it wrongly
        words = f"there is no DOI {doi}, and {question.path} itself was not asked"
        return unreachable(Undecided("undecided", words), Doi.label)
    for form in repairs(doi):
        if (known := answers.get(form)) is not None and known.state == "there":
            words = f"there is no DOI {doi}, but {form}"
            address = f"https://doi.org/{quoted(form)}"
            return Evidence("dead", "no-such-paper", words, Doi.label, leads_to=address)
    return Evidence("dead", "no-such-paper", f"there is no DOI {doi}", Doi.label)


async def _exist(dois: Sequence[str], api: Api, *, only_there: bool = False) -> dict[str, _Answer]:
    """What doi.org says of each DOI; `only_there`: of one that seems to be missing nobody needs a proof.

    `Undecided` where it said nothing of any.
    """
    answers: dict[str, _Answer] = {}
    failed: Undecided | None = None
    for part in in_lists(dois, Doi.batch):
        try:
            agencies = await _agencies(part, api)
        except Undecided as why:
            failed = failed or why
            agencies = dict.fromkeys(part, _Answer("unknown", why=why))
        answers.update(agencies)
    if not only_there:
        await _confirm([doi for doi in dois if answers[doi].state != "there" and not answers[doi].final], answers, api)
    if failed is not None and all(answer.state == "unknown" for answer in answers.values()):
        raise failed
    return answers


async def _agencies(dois: Sequence[str], api: Api) -> dict[str, _Answer]:
    """What the service `doiRA` says of a list of DOIs that fits one address."""
    reply = await api.get("/doiRA/" + ",".join(map(quoted, dois)))
    if reply.status in (400, 404, 414) and len(dois) > 1:  # one of them is too odd for it
        half = len(dois) // 2
        return {**await _agencies(dois[:half], api), **await _agencies(dois[half:], api)}
    rows = reply.json() if reply.status in (200, 400, 404) else None
    if not isinstance(rows, list):
        raise unexpected(reply, Doi.label)
    said = {row["DOI"].lower(): row for row in rows if isinstance(row, dict) and isinstance(row.get("DOI"), str)}
    return {doi: _agency(said.get(doi, {})) for doi in dois}


def _agency(row: Mapping[str, Any]) -> _Answer:
    agency, status = row.get("RA"), row.get("status")
    if isinstance(agency, str) and agency:
        return _Answer("there", agency)
    words = status.strip() if isinstance(status, str) else ""
    if words.rstrip(".").casefold() == "doi does not exist":
        return _Answer("missing")
    said = f"doi.org says: {words[:100]}" if words else "doi.org does not say whether it exists"
    return _Answer("unknown", why=Undecided("undecided", said), final=words.casefold() == "invalid doi")


async def _confirm(dois: Iterable[str], answers: dict[str, _Answer], api: Api) -> None:
    """Ask for the handles of DOIs that seem not to exist, or are unknown: both ways must say that one is missing."""
    failures = 0
    for doi in dois:
        before = answers[doi]
        try:
            if failures == _HANDLES_FAIL:  # neither way is open
                raise before.why or Undecided("undecided", "doi.org does not say whether it exists")
            exists = _handle(await api.get(f"/api/handles/{quoted(doi)}", {"type": "URL"}))
        except Undecided as why:
            failures = min(failures + 1, _HANDLES_FAIL)
            answers[doi] = _Answer("unknown", why=before.why or why)
        else:
            failures = 0
            answers[doi] = _Answer("there") if exists else before


def _handle(reply: Reply) -> bool:
    """Whether a handle exists. `Undecided` where the answer says neither."""
    answer = reply.json()
    code = answer.get("responseCode") if isinstance(answer, dict) else None
    if reply.status == 200 and code in _ACTIVE:
        return True
    if reply.status == 404 and code == _MISSING:
        return False
    raise unexpected(reply, Doi.label)
