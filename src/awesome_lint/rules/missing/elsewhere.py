"""What another list knows of a paper: the code, project or paper page that is missing here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from awesome_lint.model import Entry, Link
from awesome_lint.records import NamedTuple
from awesome_lint.rules.across import Across, Twin
from awesome_lint.rules.addresses import identifier, is_document, is_home
from awesome_lint.rules.duplicates.twins import link_key
from awesome_lint.rules.facts import SECTION_SIZE, Facts
from awesome_lint.rules.titles import fold_words

ROLES = ("paper", "code", "project")
GIVEN = 0.05
"""The share of a file's papers with a link of a role from which the list gives such links, as M002 has it."""

_NOT_THEIRS = frozenset({"unofficial", "reimplementation", "reproduction", "reimplemented"})


class Known(NamedTuple):
    """A link of `role` that an entry lacks, `link` where another list has it. `twins` have it, the first one named."""

    role: str
    link: Link
    twins: tuple[Twin, ...]


def known_elsewhere(facts: Facts, across: Across) -> Mapping[int, tuple[Known, ...]]:
    """What other lists know of the papers of a document and it does not, by the place of the entry."""
    roles = [role for role in ROLES if facts.giving_share(facts.voting_papers, role) >= GIVEN]
    found: dict[int, tuple[Known, ...]] = {}
    for place, twins in across.twins(facts).items():
        entry = facts.document.entries[place]
        sure = [twin for twin in twins if twin.sure and not twin.same_list]
        lacking = [role for role in roles if _lacks(facts, entry, role)] if sure and _has_room(facts, entry) else []
        known = [one for role in lacking if (one := _known(facts, across, entry, role, sure))]
        if known:
            found[place] = tuple(known)
    return found


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
    return Known(role, best[0][0], tuple(twin for _, twin in best))


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
