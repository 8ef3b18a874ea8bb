"""arXiv's API: a hundred papers a question, with the titles of all their versions where those matter.

Source: the API's user manual and terms of use, info.arxiv.org/help/api.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from awesome_lint.model import Evidence, Published
from awesome_lint.model.evidence import Described, Resource
from awesome_lint.net.api import Api, Reply, Undecided
from awesome_lint.net.resolvers.base import Question, Resolver, unexpected, unreachable
from awesome_lint.net.resolvers.crossref import Crossref
from awesome_lint.net.resolvers.mentions import mentioned
from awesome_lint.net.resolvers.people import named, people
from awesome_lint.net.resolvers.titles import alike, clean, distinct
from awesome_lint.net.words import plain
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_TOTAL = "{http://a9.com/-/spec/opensearch/1.1/}totalResults"
_ACCEPT = "application/atom+xml, text/xml, */*"
_VERSIONS = 8  # of one paper whose titles are compared
_NUMBER = pattern(r"(?:0[7-9]|1[0-4])\d\d\.\d{4}|(?:1[5-9]|[2-9]\d)\d\d\.\d{5}|[a-z][a-z-]*(?:\.[A-Za-z]{2})?/\d{7}")
_VERSION = pattern(r"v[1-9]\d{0,2}")
_ANY_CASE = 2  # re.IGNORECASE
_ABS = pattern(r"https?://(?:[\w-]+\.)*arxiv\.org/abs/(?P<number>.+?)v(?P<version>\d{1,3})$")
_ERRORS = pattern(r"https?://(?:[\w-]+\.)*arxiv\.org/api/errors")
_DOI = pattern(r"10\.\d{4,9}/[^\s,;]*[^\s,;.)]")
_YEAR = pattern(r"(?<![\d.:/-])(?:19[6-9]\d|20[0-4]\d)(?![\d.:/-]?\d)")

_WORK = r"(?:paper|article|manuscript|submission|preprint|pre-print|e-?print|work|note|report|letter|contribution)"
_GONE = r"(?:withdrawn|retracted)"
_ELSEWHERE = (  # `withdrawn from ICLR 2021`, `withdrawn by the authors from review` are papers of arXiv still
    r"(?!(?:\s+by(?:\s+\w+){1,3})?\s+(?:from|at|in)\s+"
    r"(?!(?:the\s+)?(?:arxiv|request|public\s|light)|authors?\b|here\b|order\b|its\b|this\b|view\b|favou?r\b|response\b))"
    r"(?!\s+submission)"
)
_AUX = r"(?:(?:has|have|had|is|was|are|being|been|to|be|now|must|should|hereby)\s+)"
_WITHDRAWN = (
    # `This paper has been withdrawn by the author due to an error in Lemma 2`
    pattern(
        rf"\b(?:this|the|our|my)\s+(?:(?:present|current|whole|entire|arxiv)\s+)?{_WORK}\s+{_AUX}+"
        rf"(?:\w+ly\s+)?{_GONE}\b{_ELSEWHERE}",
        _ANY_CASE,
    ),
    # `12 pages. Paper withdrawn by the authors`
    pattern(rf"(?:^|[.;:,(\[*!])\W{{0,3}}(?:this\s+|the\s+)?{_WORK}\s+{_AUX}*{_GONE}\b{_ELSEWHERE}", _ANY_CASE),
    # `Withdrawn due to …`, `12 pages (withdrawn)`
    pattern(rf"(?:^\W*|[(\[*]\s*)(?:(?:temporarily|has\s+been|is|was)\s+)?{_GONE}\b{_ELSEWHERE}", _ANY_CASE),
    # `12 pages; withdrawn by the author`
    pattern(
        rf"\b{_GONE}\s+by\s+(?:the\s+|its\s+|an?\s+|all\s+)?(?:\w+\s+)?(?:authors?|arxiv|submitter|admin\w*)\b"
        rf"{_ELSEWHERE}",
        _ANY_CASE,
    ),
    # `The authors have withdrawn this paper`, `I withdraw the manuscript`
    pattern(
        r"\b(?:we|i|authors?|arxiv)\s+"
        r"(?:(?:has|have|had|wish(?:es)?\s+to|would\s+like\s+to|decided\s+to|is|are|am|hereby)\s+)*"
        r"(?:withdr[ae]w(?:n|ing|s)?|retract(?:ed|ing|s)?)\s+(?:this|the|our|my)\s+"
        rf"(?:(?:present|current|whole|entire|arxiv)\s+)?{_WORK}\b{_ELSEWHERE}",
        _ANY_CASE,
    ),
    # `This submission has been removed by arXiv administrators because …`
    pattern(rf"\b{_WORK}\s+has\s+been\s+removed\s+by\s+arxiv\b", _ANY_CASE),
)
_ANOTHER = pattern(
    r"(?:\b(?:previous|earlier|older|old|former|first|original|initial|preceding|another|other|companion)\b[^.;]{0,60}"
    r"|\b(?:arxiv\s*:\s*|arxiv\.org/abs/)?\d{4}\.\d{4,5}(?:v\d+)?\b[^.;]{0,40}"
    r"|\b(?:version|v)\s*\d+\b[^.;]{0,40}|\b(?:supersedes|replaces|not|never)\b[^.;]{0,40})$",
    _ANY_CASE,
)
_LONGEST_SUMMARY = 10_000  # characters of an abstract that are read
_LONGEST = 2_000  # characters of a comment that are read
_REFUSALS = 24  # lists refused for what is in them: two bad numbers among a hundred take 16
_REFUSALS_AT_FIRST = 8  # the same, where no list was taken in between: one bad number alone takes no more
_ALL_ABSENT = 5  # papers of which there is not one: rather a fault than a list of papers that never were
_COMMENT = 160  # characters of a comment that are shown


class _Paper(NamedTuple):
    """One entry of a feed: a version of a paper."""

    number: str
    version: int
    title: str
    comment: str
    journal: str
    doi: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    summary: str = ""


class _Feed(NamedTuple):
    papers: dict[tuple[str, int], _Paper]
    total: int | None
    errors: tuple[str, ...]


class Arxiv(Resolver):
    """Papers by number. Their pages are never asked for: arXiv wants programs to use its API, three seconds apart."""

    name: ClassVar[str] = "arxiv"
    label: ClassVar[str] = "arXiv"
    base: ClassVar[str] = "https://export.arxiv.org"
    kinds: ClassVar[tuple[str, ...]] = ("arxiv",)
    further: ClassVar[tuple[type[Resolver], ...]] = (Crossref,)
    batch: ClassVar[int] = 100
    interval: ClassVar[float] = 3.0
    concurrency: ClassVar[int] = 1
    backoff: ClassVar[float] = 60.0

    @classmethod
    def refused(cls, reply: Reply) -> bool:
        """429, 406 from its edge, or its words for it under 200."""
        return reply.status in (406, 429) or reply.body[:64].lstrip().lower().startswith(b"rate exceeded")

    async def ask(self, questions: Sequence[Question], api: Api) -> Mapping[str, Evidence]:
        """What arXiv says of papers by number; with `published` among what is asked, where a DOI of theirs leads."""
        evidence: dict[str, Evidence] = {}
        asked: dict[str, list[Question]] = {}
        for question in questions:
            if _NUMBER.fullmatch(question.value):
                asked.setdefault(_number(question.value), []).append(question)
            else:
                why = Undecided("undecided", f"`{question.value}` has not the form of an arXiv number")
                evidence[question.key] = unreachable(why, self.label)
        if not asked:
            return evidence
        found, unknown = await _present(list(asked), api)
        for number, why in unknown.items():
            evidence.update((question.key, unreachable(why, self.label)) for question in asked[number])
        absent = [number for number in asked if number not in found and number not in unknown]
        if len(absent) == len(asked) >= _ALL_ABSENT:
            raise Undecided("undecided", f"arXiv answered that it has none of {len(asked)} papers")
        for number in absent:
            answer = await _once_more(number, api)
            if isinstance(answer, _Paper):
                found[number] = answer
            else:
                evidence.update((question.key, answer) for question in asked[number])
        versions = await self._versions(asked, found, api)
        for number, paper in found.items():
            for question in asked[number]:
                evidence[question.key] = _evidence(question, paper, versions.get(number, {}))
        await self._published(questions, found, evidence, api)
        return evidence

    async def _versions(
        self, asked: Mapping[str, Sequence[Question]], found: Mapping[str, _Paper], api: Api
    ) -> dict[str, dict[int, _Paper | None]]:
        """Other versions of those papers whose title is not the one that a list gives: None where there is none."""
        wanted: list[tuple[str, int]] = []
        for number, paper in found.items():
            for question in asked[number]:
                wanted.extend((number, version) for version in _worth_asking(question, paper))
        known: dict[str, dict[int, _Paper | None]] = {}
        wanted = list(dict.fromkeys(wanted))
        for start in range(0, len(wanted), self.batch):
            part = wanted[start : start + self.batch]
            try:
                feed = await _query([f"{number}v{version}" for number, version in part], api)
            except Undecided:
                continue  # the papers are there, but their titles say nothing then
            for number, version in part:
                if (other := feed.papers.get((number, version))) is not None:
                    known.setdefault(number, {})[version] = other
                elif version > found[number].version and await _lacks(number, version, api):
                    known.setdefault(number, {})[version] = None
        return known

    async def _published(
        self, questions: Sequence[Question], found: Mapping[str, _Paper], evidence: dict[str, Evidence], api: Api
    ) -> None:
        """Add what Crossref knows of the DOIs that authors gave, where their titles agree."""
        wanted = [
            Question(question.key, doi, title=question.title)
            for question in questions
            if "published" in question.asks
            and (paper := found.get(_number(question.value))) is not None
            and (doi := paper.doi)
        ]
        if not wanted:
            return
        crossref = api.at(Crossref)
        for start in range(0, len(wanted), Crossref.batch):
            try:
                answers = await Crossref().ask(wanted[start : start + Crossref.batch], crossref)
            except Undecided:
                return
            for key, answer in answers.items():
                known = evidence[key]
                if any(alike(one, other) for one in answer.titles for other in known.titles):
                    withdrawn = known.withdrawn or answer.withdrawn
                    evidence[key] = known._replace(published=(*known.published, *answer.published), withdrawn=withdrawn)


async def _query(ids: Sequence[str], api: Api) -> _Feed:
    """The feed of at most a hundred ids. `Undecided` where it is none; `_Malformed` where arXiv refuses an id."""
    form = {"id_list": ",".join(ids), "max_results": str(len(ids))}
    reply = await api.post("/api/query", form=form, accept=_ACCEPT)
    feed = _read(reply.body) if reply.status in (200, 400) else None
    if reply.status == 400 or (feed is not None and feed.errors):
        said = f" ({feed.errors[0]})" if feed is not None and feed.errors and feed.errors[0] else ""
        raise _Malformed("client-error", f"arXiv answered with an error{said}")
    if feed is None:
        raise unexpected(reply, Arxiv.label)
    return feed


class _Malformed(Undecided):
    """ArXiv refused the whole list for something in it."""


async def _present(numbers: Sequence[str], api: Api) -> tuple[dict[str, _Paper], dict[str, Undecided]]:
    """The latest version of those that there are, and why it is unknown of others; what is in neither was absent.

    A list that is refused is halved until the id that it is refused for stands alone; not for ever, for numbers are
    checked before they are sent, and going on after refusals is what arXiv takes for an attack.
    """
    found: dict[str, _Paper] = {}
    unknown: dict[str, Undecided] = {}
    pending = deque([list(numbers)])
    refused, answered = 0, False
    while pending:
        some = pending.popleft()
        try:
            feed = await _query(some, api)
        except _Malformed as why:
            refused += 1
            if refused >= (_REFUSALS if answered else _REFUSALS_AT_FIRST):
                unknown.update(dict.fromkeys([*some, *chain.from_iterable(pending)], why))
                break
            if len(some) == 1:
                unknown[some[0]] = why
            else:
                half = len(some) // 2
                pending += [some[:half], some[half:]]
        except Undecided as why:
            if not refused:
                raise
            unknown.update(dict.fromkeys(some, why))
        else:
            answered = True
            found.update(_latest(feed.papers.values(), frozenset(some)))
    return found, unknown


def _latest(papers: Iterable[_Paper], numbers: frozenset[str]) -> dict[str, _Paper]:
    found: dict[str, _Paper] = {}
    for paper in papers:
        if paper.number in numbers and (paper.number not in found or found[paper.number].version < paper.version):
            found[paper.number] = paper
    return found


async def _once_more(number: str, api: Api) -> _Paper | Evidence:
    """A number that was absent from a longer list, asked about alone: only an empty feed proves that there is none."""
    try:
        feed = await _query([number], api)
    except Undecided as why:
        return unreachable(why, Arxiv.label)
    if (paper := _latest(feed.papers.values(), frozenset([number])).get(number)) is not None:
        return paper
    if feed.total == 0 and not feed.papers:
        return Evidence("dead", "no-such-paper", f"arXiv has no paper {number}", Arxiv.label)
    return unreachable(Undecided("undecided", "arXiv answered about something else"), Arxiv.label)


async def _lacks(number: str, version: int, api: Api) -> bool:
    """Whether a version beyond the latest one, asked about alone, is not there for certain."""
    try:
        feed = await _query([f"{number}v{version}"], api)
    except Undecided:
        return False
    return feed.total == 0 and not feed.papers


def _worth_asking(question: Question, paper: _Paper) -> list[int]:
    """The versions whose titles are to be compared too: those of a list may be of any age."""
    pinned = _pinned(question) or paper.version
    if pinned > paper.version:
        return [pinned]
    given = [title for title in (question.title, *question.also) if title]
    if all(alike(title, paper.title) for title in given):
        return []
    older = [1, pinned, *range(paper.version - 1, 1, -1)]
    return [version for version in dict.fromkeys(older) if version != paper.version][:_VERSIONS]


def _pinned(question: Question) -> int:
    return int(question.version[1:]) if _VERSION.fullmatch(question.version) else 0


def _evidence(question: Question, paper: _Paper, versions: Mapping[int, _Paper | None]) -> Evidence:
    pinned = _pinned(question)
    if pinned > paper.version:
        if pinned in versions and versions[pinned] is None:
            words = f"arXiv has no version {pinned} of {paper.number}, its latest is v{paper.version}"
            return Evidence("dead", "no-such-paper", words, Arxiv.label)
        words = f"arXiv says nothing of version {pinned} of {paper.number}"
        return unreachable(Undecided("undecided", words), Arxiv.label)
    titles = [paper.title, *(known.title for _, known in sorted(versions.items(), reverse=True) if known is not None)]
    if paper.version > 1 and 1 not in versions and _worth_asking(question, paper):
        titles = []  # one of those that could not be asked for may be the list's
    return Evidence(
        "ok",
        source=Arxiv.label,
        titles=distinct(titles),
        withdrawn=_withdrawn(paper.comment),
        published=_journal(paper),
        resources=_resources(paper) if "described" in question.asks else (),
        described=(_described(paper),) if "described" in question.asks else (),
    )


def _described(paper: _Paper) -> Described:
    return Described(Arxiv.label, paper.title, paper.authors, paper.year, paper.doi, paper.number, kind="paper")


def _resources(paper: _Paper) -> tuple[Resource, ...]:
    """The code and the project page that the authors name in their comment, or else in the abstract."""
    found = {resource.role: resource for resource in mentioned(paper.summary, Arxiv.label)}
    found |= {resource.role: resource for resource in mentioned(paper.comment, Arxiv.label)}
    return tuple(found.values())


def _journal(paper: _Paper) -> tuple[Published, ...]:
    """Where the author says that it appeared: in words, by a DOI, or both."""
    if not paper.journal and not paper.doi:
        return ()
    years = {int(year) for year in _YEAR.findall(paper.journal)}
    return (Published(paper.journal, years.pop() if len(years) == 1 else None, Arxiv.label, paper.doi),)


def _withdrawn(comment: str) -> str:
    """That a paper was withdrawn, in words, from the comment of its latest version: arXiv has no other mark of it."""
    for said in _WITHDRAWN:
        found = said.search(comment)
        if found is not None and not _ANOTHER.search(comment[: found.start()]):
            short = comment if len(comment) <= _COMMENT else comment[:_COMMENT].rsplit(" ", 1)[0] + " …"
            return f"withdrawn, says its comment on arXiv: {short}"
    return ""


def _number(value: str) -> str:
    """A number as the API's answers write it: old ones have no subject class there."""
    archive, slash, rest = value.lower().partition("/")
    return f"{archive.partition('.')[0]}/{rest}" if slash else value


def _read(body: bytes) -> _Feed | None:
    """The feed that an answer holds; None where it holds none."""
    from awesome_lint.net.xml import parse_xml

    root = parse_xml(body)
    if root is None or root.tag != f"{_ATOM}feed":
        return None
    papers: dict[tuple[str, int], _Paper] = {}
    errors: list[str] = []
    for entry in root.iter(f"{_ATOM}entry"):
        id_ = _text(entry, f"{_ATOM}id")
        if _ERRORS.match(id_):
            errors.append(_text(entry, f"{_ATOM}summary")[:_COMMENT])
        elif (named := _ABS.match(id_)) is not None:
            paper = _paper(entry, _number(named["number"]), int(named["version"]))
            papers[paper.number, paper.version] = paper
    total = _text(root, _TOTAL)
    return _Feed(papers, int(total) if total.isdecimal() and len(total) < 10 else None, tuple(errors))


def _paper(entry: Element, number: str, version: int) -> _Paper:
    dois = [doi for doi in _DOI.findall(_text(entry, f"{_ARXIV}doi")) if not doi.lower().startswith("10.48550/")]
    return _Paper(
        number,
        version,
        clean(_text(entry, f"{_ATOM}title")),
        _text(entry, f"{_ARXIV}comment")[:_LONGEST],
        _text(entry, f"{_ARXIV}journal_ref")[:_LONGEST],
        dois[0].lower() if dois else "",
        people(named(author.findtext(f"{_ATOM}name")) for author in entry.iterfind(f"{_ATOM}author")),
        _first_year(_text(entry, f"{_ATOM}published")),
        _text(entry, f"{_ATOM}summary")[:_LONGEST_SUMMARY],
    )


def _first_year(published: str) -> int | None:
    """The year of a date as `2021-01-31T00:00:00Z`."""
    year = published[:4]
    return int(year) if year.isascii() and year.isdecimal() and published[4:5] == "-" else None


def _text(element: Element, name: str) -> str:
    """The text of a child in one line; empty where it is absent."""
    return plain(element.findtext(name) or "")
