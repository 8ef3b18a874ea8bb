"""Entries made of what APIs say. What none of them says is left out; where they contradict each other, that is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from awesome_lint.knowledge import Knowledge
from awesome_lint.knowledge.folding import fold
from awesome_lint.knowledge.venues import Venue
from awesome_lint.matching.events import same_event, workshop_of
from awesome_lint.matching.published import JUDGED, may_have_published, venue_told, year_of_number
from awesome_lint.matching.standing import Standing
from awesome_lint.model import Document, Entry, Evidence, Identity, Link
from awesome_lint.model.evidence import Described, Published
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span
from awesome_lint.style.venues import each_once, is_no_writing, prevailing_writing, written_venues

_NOWHERE = Span(0, 0)
_ARXIV_PAGE = pattern(r"https?://(?:www\.|export\.)?arxiv\.org/(abs|pdf)/[^\s?#]+?(\.pdf)?/?(?:[?#]|$)", 2)
_LABELS = {"paper": "Paper", "code": "Code", "project": "Project", "data": "Data", "page": "Website"}
_REPOSITORIES = frozenset({"github", "gitlab", "hf-model", "hf-dataset", "hf-space"})
_AUTHORITIES = ("Crossref", "DataCite", "OpenReview", "", "arXiv", "Semantic Scholar")
"""Whose word counts about where a paper was published, from the publisher's registry to what others gathered; `""` are
the pages of publishers themselves."""


class Habits(NamedTuple):
    """What a list usually writes where sources leave a choice.

    `writings` are its names of venues by their short names, `preprint` what it calls arXiv as a venue (None: it does
    not); `arxiv` is the form of its links there (`abs`, `pdf`, `pdf.pdf`); `full_stop`: its authors end
    with one; `roles` are those of its links, `fields`
    the fields that its entries have. Without a list all is written.
    """

    writings: Mapping[str, str] = MappingProxyType({})
    preprint: str | None = "arXiv"
    arxiv: str = "abs"
    full_stop: bool = False
    roles: frozenset[str] | None = None
    fields: frozenset[str] | None = None

    def writes(self, field: str) -> bool:
        return self.fields is None or field in self.fields

    def links(self, role: str) -> bool:
        return self.roles is None or role in self.roles


class Made(NamedTuple):
    """An entry, and what there is to say of how it was made: evidence, contradictions, what was left out and why."""

    entry: Entry
    said: tuple[str, ...] = ()


class _Venue(NamedTuple):
    """Where a paper was published: as it is written, its short name where that is known, and the evidence in words."""

    written: str
    short: str | None
    year: int | None
    said: tuple[str, ...] = ()


def habits_of(document: Document, known: Knowledge) -> Habits:
    """What prevails in a list."""
    writings = {}
    for short, written in each_once(written_venues(document, known)):
        counts = Counter(one.raw for one in written if not is_no_writing(one, known.venues))
        former = [raw for raw in counts if (venue := written[0].venue) is not None and venue.is_former(raw)]
        writings[short] = prevailing_writing(counts, short, former)
    standing = Standing(known)
    servers = Counter(
        entry.venue_raw
        for entry in document.entries
        if entry.venue_source == "entry" and entry.venue_raw and standing.is_preprint(entry)
    )
    forms: Counter[str] = Counter()
    for entry in document.entries:
        for link in entry.links:
            if link.identity.kind == "arxiv" and (page := _ARXIV_PAGE.match(link.url)) is not None:
                forms["pdf.pdf" if page[2] else page[1].lower()] += 1
    authors = [entry.authors for entry in document.entries if entry.authors]
    fields = ("authors", "notes", "venue", "year", "keywords")
    return Habits(
        MappingProxyType(writings),
        servers.most_common(1)[0][0] if servers else None,
        _prevailing_form(forms),
        2 * sum(one.endswith(".") for one in authors) > len(authors),
        frozenset(link.role for entry in document.entries for link in entry.links),
        frozenset(name for name in fields if any(getattr(entry, name) for entry in document.entries)),
    )


def _prevailing_form(forms: Counter[str]) -> str:
    """The page that most links lead to; of PDFs then, whether most of them end so."""
    pdfs = forms["pdf"] + forms["pdf.pdf"]
    if pdfs <= forms["abs"]:
        return "abs"
    return "pdf.pdf" if forms["pdf.pdf"] > forms["pdf"] else "pdf"


def made(url: str, evidence: Evidence, habits: Habits, known: Knowledge) -> Made | None:
    """The entry of what an address leads to; None where nobody says its title."""
    described = [one for one in evidence.described if one.title]
    if not described:
        return None
    hosts = known.hosts
    address = evidence.leads_to if evidence.verdict == "moved" and evidence.leads_to else url
    identity = hosts.identify(address)
    kind = _kind(identity, evidence, described)
    said = list(_remarks(url, evidence, described))
    links = [_main_link(address, identity, kind, described[0].title, habits)]
    for role, page, why in _further_pages(evidence, {identity.folded}, known):
        if why:
            said.append(why)
        elif kind == "paper" or habits.links(role):
            links.append(_link(role, page, _LABELS[role], hosts.identify(page)))
    venue = _venue(identity, evidence, described, habits, known) if kind != "resource" else None
    year = venue.year if venue is not None else _own_year(described, kind)
    if venue is not None:
        said += venue.said
    authors = next((", ".join(one.authors) for one in described if one.authors), None)
    if authors and habits.full_stop and not authors.endswith("."):
        authors += "."
    about = next((one.about for one in described if one.about), None)
    number = identity.value if identity.kind == "arxiv" else None
    entry = Entry(
        line=0,
        end_line=0,
        section=(),
        kind=kind,
        title=_title(described[0].title),
        authors=authors if habits.writes("authors") else None,
        venue_raw=venue.written if venue is not None else None,
        venue=venue.short or venue.written if venue is not None else None,
        venue_source="entry" if venue is not None else None,
        venue_year=year if venue is not None else None,
        year=year,
        year_source="entry" if year is not None else None,
        links=tuple(links),
        notes=about if habits.writes("notes") else None,
        ids=MappingProxyType({"arxiv": number} if number else {}),
    )
    return Made(entry, tuple(said))


def _title(title: str) -> str:
    """A title without the full stop that some sources put behind it; three of them are its own."""
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title


def _kind(identity: Identity, evidence: Evidence, described: Sequence[Described]) -> str:
    told = next((one.kind for one in described if one.kind), "")
    if told:
        return told
    if identity.kind in _REPOSITORIES:
        return "resource"
    is_paper = "paper" in identity.serves[:1] or evidence.titles or any(one.authors for one in described)
    return "paper" if is_paper else "resource"


def _remarks(url: str, evidence: Evidence, described: Sequence[Described]) -> Iterator[str]:
    """What one should know before such an entry is published."""
    if evidence.withdrawn:
        yield evidence.withdrawn
    if evidence.archived:
        yield f"archived by its owner, says {evidence.source}"
    if evidence.verdict == "moved" and evidence.leads_to:
        yield f"moved to {evidence.leads_to}"
    elif evidence.verdict == "unreachable":
        yield f"{evidence.source or url}: {evidence.reason}; what it is, {described[0].source} says"
    first = described[0]
    for other in described[1:]:
        if not _alike(first.title, other.title):
            yield f"{first.source} calls it `{first.title}`, {other.source} `{other.title}`: the first is taken"


def _alike(one: str, other: str) -> bool:
    """Whether two titles are the same but for case, punctuation and a subtitle."""
    first, second = fold(one), fold(other)
    return first == second or (bool(first) and bool(second) and (first.startswith(second) or second.startswith(first)))


def _main_link(url: str, identity: Identity, kind: str, title: str, habits: Habits) -> Link:
    """The link to the very thing, an arXiv paper's in the form that the list has."""
    if identity.kind == "arxiv":
        form, dot, ending = habits.arxiv.partition(".")
        url = f"https://arxiv.org/{form}/{identity.value}{identity.version}{dot}{ending}"
    if kind == "paper":
        return _link("paper", url, _LABELS["paper"], identity)
    role = "data" if kind == "dataset" else "page"
    return _link(role, url, title, identity)._replace(in_title=True, named=False)


def _link(role: str, url: str, label: str, identity: Identity) -> Link:
    return Link(role, url, label, 0, identity, _NOWHERE, _NOWHERE, _NOWHERE, named=True)


def _further_pages(evidence: Evidence, taken: set[str], known: Knowledge) -> Iterator[tuple[str, str, str]]:
    """Role and address of each further page, the first of a role; or why one is left out."""
    roles: dict[str, str] = {}
    hosts = known.hosts
    ordered = sorted(evidence.resources, key=lambda one: one.weak)
    for one in ordered:
        identity = hosts.identify(one.url)
        role = "paper" if "paper" in identity.serves[:1] else one.role
        folded = identity.folded
        if folded in taken:
            continue
        if role not in roles and one.weak:
            yield role, one.url, f"perhaps its {role}, found by a program of {one.source}, not written: {one.url}"
        elif role not in roles:
            roles[role] = folded
            taken.add(folded)
            yield role, one.url, ""
        elif not one.weak:
            yield role, one.url, f"another {role} page, says {one.source}, not written: {one.url}"


def _own_year(described: Sequence[Described], kind: str) -> int | None:
    if kind == "resource":
        return None
    return next((one.year for one in described if one.year), None)


# Where it was published


def _venue(
    identity: Identity, evidence: Evidence, described: Sequence[Described], habits: Habits, known: Knowledge
) -> _Venue | None:
    """Where a paper was published, by who knows best; a preprint that was not is its server's, where the list says so.

    None: nobody says so, and the year is the paper's own.
    """
    number = identity.value if identity.kind == "arxiv" else next((one.arxiv for one in described if one.arxiv), None)
    told = sorted(evidence.published, key=_rank)
    known_ones = [(one, venue_told(one, known.venues)) for one in told]
    good = [
        (one, venue)
        for one, venue in known_ones
        if (venue is not None and may_have_published(venue, one.year, number)) or (venue is None and one.venue)
    ]
    if not good:
        # What no paper is judged by is better than nothing: a series of proceedings, a magazine.
        good = [one for one in known_ones if one[1] is not None and one[1].kind not in (*JUDGED, "preprint")]
    if not good:
        return _preprint(identity, described, known_ones, habits, known)
    chosen, venue = _best(good)
    agreeing = [one for one, other in known_ones if _agree(venue, chosen, other, one, known)]
    year = _year(agreeing, described, number)
    short = venue.short if venue is not None else None
    written = habits.writings.get(venue.short, venue.short) if venue is not None else chosen.venue
    name = f"{short or written} {year}" if year else short or written
    said = []
    sources = ", ".join(dict.fromkeys(one.source for one in agreeing))
    if identity.kind == "arxiv":
        said.append(f"published: {name}, says {sources}")
    if year is None:
        said.append(f"the year of {name} is not known, and is left out")
    for one, other in good:
        if other is not None and one not in agreeing and not (venue is not None and workshop_of(venue, other)):
            said.append(f"{one.source} says {other.short}; {chosen.source} counts")
    return _Venue(written, short, year, tuple(dict.fromkeys(said)))


def _best(good: Sequence[tuple[Published, Venue | None]]) -> tuple[Published, Venue | None]:
    """The first whose venue is known, of the source that counts most or of the same DOI; else that source's first."""
    first = good[0][0]
    own = [(one, venue) for one, venue in good if one.source == first.source or (one.doi and one.doi == first.doi)]
    return next(((one, venue) for one, venue in own if venue is not None), own[0])


def _agree(venue: Venue | None, chosen: Published, other: Venue | None, one: Published, known: Knowledge) -> bool:
    """Whether two sources mean the same publication."""
    if one is chosen or (chosen.doi and one.doi == chosen.doi):
        return True
    if venue is None or other is None:
        return bool(one.venue) and fold(one.venue) == fold(chosen.venue)
    return same_event(venue, other, known.venues)


def _rank(one: Published) -> int:
    return _AUTHORITIES.index(one.source if one.source in _AUTHORITIES else "")


def _year(agreeing: Sequence[Published], described: Sequence[Described], number: str | None) -> int | None:
    """The year of the publication: no source's that may mean the preprint."""
    years = [one.year for one in agreeing if one.year]
    if years:
        return years[0]
    dois = {one.doi for one in agreeing if one.doi}
    return next((one.year for one in described if one.year and one.doi in dois and not one.arxiv), None)


def _preprint(
    identity: Identity,
    described: Sequence[Described],
    told: Sequence[tuple[Published, Venue | None]],
    habits: Habits,
    known: Knowledge,
) -> _Venue | None:
    """The server of a preprint as its venue, where the list names such."""
    if habits.preprint is None:
        return None
    if identity.kind == "arxiv":
        year = next((one.year for one in described if one.year), None) or year_of_number(identity.value)
        venue = known.venues.lookup(habits.preprint)
        return _Venue(habits.preprint if venue is not None and venue.short == "arXiv" else "arXiv", "arXiv", year)
    server = next((venue.short for _, venue in told if venue is not None and venue.is_preprint), None)
    return _Venue(habits.writings.get(server, server), server, _own_year(described, "paper")) if server else None
