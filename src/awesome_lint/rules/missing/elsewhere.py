"""What another list, or the network, knows of a paper: the code, project or paper page that is missing here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from awesome_lint.findings import Related
from awesome_lint.matching.addresses import fits_title, identifier, is_document, is_home
from awesome_lint.matching.titles import fold_words
from awesome_lint.matching.twins import link_key
from awesome_lint.model import Entry, Link, Resource
from awesome_lint.records import NamedTuple
from awesome_lint.rules.across import Across, Twin
from awesome_lint.rules.facts import SECTION_SIZE, Facts
from awesome_lint.rules.links.answers import paper_links
from awesome_lint.source import Span

ROLES = ("paper", "code", "project")
GIVEN = 0.05
"""The share of a file's papers with a link of a role from which the list gives such links, as M002 has it."""

_WEAK_FIT = 2  # words of the title, or its alias, in an address that a machine found
_NOT_THEIRS = frozenset({"unofficial", "reimplementation", "reproduction", "reimplemented"})


class Known(NamedTuple):
    """A link of `role` that an entry lacks.

    `said` names who knows it and why it is this paper's, for messages; `related` are the places that have it.
    """

    role: str
    url: str
    said: str
    related: tuple[Related, ...] = ()


def known_elsewhere(facts: Facts, across: Across) -> Mapping[int, tuple[Known, ...]]:
    """What others know of the papers of a document and it does not, by the place of the entry: lists, else APIs."""
    found: dict[int, tuple[Known, ...]] = {}
    twins = across.twins(facts)
    for place in twins if across.evidence is None else range(len(facts.document.entries)):
        entry = facts.document.entries[place]
        sure = [twin for twin in twins.get(place, ()) if twin.sure and not twin.same_list]
        told = _told(entry, across)
        known = [
            one
            for role in (lacking_roles(facts, entry) if sure or told else ())
            if (one := _known(facts, across, entry, role, sure) or _known_online(facts, across, entry, role, told))
        ]
        if known:
            found[place] = tuple(known)
    return found


def lacking_roles(facts: Facts, entry: Entry) -> tuple[str, ...]:
    """The roles that an entry has no link of where its list gives such links, and has room for them beside it."""
    roles = [role for role in ROLES if facts.giving_share(facts.voting_papers, role) >= GIVEN]
    lacking = tuple(role for role in roles if _lacks(facts, entry, role))
    return lacking if lacking and _has_room(facts, entry) else ()


def _told(entry: Entry, across: Across) -> list[Resource]:
    """What the network knows of an entry's paper: what people said before what a machine found."""
    if across.evidence is None:
        return []
    links = (across.evidence.get(link.url) for link in paper_links(entry))
    return sorted((one for known in links if known for one in known.resources), key=lambda one: one.weak)


def _known_online(facts: Facts, across: Across, entry: Entry, role: str, told: Sequence[Resource]) -> Known | None:
    """The first page of a role that the network knows, and that can be this paper's alone.

    What a machine found has to share words with the title, or its alias.
    """
    own = {link_key(link) for link in entry.links if link.url}
    for one in told:
        if one.role != role or "://" not in one.url:
            continue
        nowhere = Span(0, 0)
        link = Link(role, one.url, "", 0, facts.knowledge.hosts.identify(one.url), nowhere, nowhere, nowhere)
        if not _is_fit(facts, link, role) or across.is_contested(facts, link) or link_key(link) in own:
            continue
        if not one.weak or fits_title(link, entry) >= _WEAK_FIT:
            return Known(role, one.url, one.source)
    return None


def _has_room(facts: Facts, entry: Entry) -> bool:
    """Whether the entries around one have links beside their titles: a table of mere titles wants no code in it."""
    siblings = facts.siblings(entry)
    return len(siblings) < SECTION_SIZE or facts.share(siblings, "link beside the title", _is_more_than_a_title) > 0


def _is_more_than_a_title(entry: Entry) -> bool:
    return any(not link.in_title for link in entry.links)


def _lacks(facts: Facts, entry: Entry, role: str) -> bool:
    """Whether a link is missing and no other finding speaks of it; that its author knows of none does not matter."""
    if any(link.role == role for link in entry.links):
        return False
    if role == "code" and facts.is_survey(entry):
        return False
    return role in entry.unavailable or not facts.spoken_for(entry, role)


def _known(facts: Facts, across: Across, entry: Entry, role: str, twins: Sequence[Twin]) -> Known | None:
    """The link that most of the lists that know one have; at a tie one that the paper's own page vouches for."""
    own = {link_key(link) for link in entry.links if link.url}
    having: defaultdict[str, list[tuple[Link, Twin]]] = defaultdict(list)
    for twin in twins:
        link = next((link for link in twin.entry.links if link.role == role and link.url), None)
        if link is not None and _is_fit(facts, link, role) and not across.is_contested(facts, link):
            having[link_key(link)].append((link, twin))
    if not having or not own.isdisjoint(having):
        return None
    pages = " ".join(link.url.lower() for twin in twins for link in twin.entry.links if link.role == "project")
    best = max(having.values(), key=lambda found: (len(found), _owner(found[0][0]) in pages))
    first = best[0][1]
    said = f"{first.place}; {', '.join(first.witnesses)}"
    url = best[0][0].url
    return Known(role, url, said, tuple(twin.related(url) for _, twin in best))


def _is_fit(facts: Facts, link: Link, role: str) -> bool:
    """Whether an address can be what its label promises, for one paper alone."""
    hosts = facts.knowledge.hosts
    serves = link.identity.serves
    if hosts.is_front_page(link.url) or hosts.malformed_reason(link.url, of_paper=role == "paper"):
        return False
    if "://" not in link.url or not _NOT_THEIRS.isdisjoint(fold_words(link.label)):
        return False
    if role == "paper":
        return identifier(link) is not None or ("code" not in serves and is_document(link))
    if is_home(link):
        return False
    if role == "code":
        return "code" in serves[:1]
    return not serves or "project" in serves


def _owner(link: Link) -> str:
    """Whose repository a link leads to, as project pages name the same people: `lab` of `github:lab/heads`."""
    return f"{link.identity.value.partition('/')[0].lower()}."
