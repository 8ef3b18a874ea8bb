"""What the network said of a list's links: each destination with its evidence and the entry that it belongs to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from awesome_lint.model import Entry, Evidence, Link
from awesome_lint.records import NamedTuple
from awesome_lint.rules.links.destinations import Destination

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.rules.base import Context
    from awesome_lint.rules.facts import Facts

DAY = 86_400
_SCHEMES = ("http://", "https://", "//")


class Answer(NamedTuple):
    """A destination, the entry that it stands in or is first used in, and what the network said of it.

    `added`: a change that is being looked at brought it.
    """

    destination: Destination
    entry: Entry | None
    evidence: Evidence
    added: bool = False

    @property
    def is_dead(self) -> bool:
        return self.evidence.verdict == "dead"


def is_asked(url: str, knowledge: Knowledge) -> bool:
    """Whether the network is asked about an address: one of the web that L002 finds no fault with."""
    return url[:8].lower().startswith(_SCHEMES) and knowledge.hosts.malformed_reason(url, of_paper=False) is None


def is_new(facts: Facts, destination: Destination, entry: Entry | None) -> bool:
    """Whether a change that is being looked at brought a destination or its entry."""
    if facts.changes is None:
        return False
    if entry is not None and facts.is_added(entry):
        return True
    return facts.document.source.line(destination.span.start) in facts.changes.lines


def entry_of(facts: Facts, destination: Destination) -> Entry | None:
    """The entry that a destination stands in, a definition's that of its first use."""
    return facts.entry_at((destination.uses or (destination.span,))[0].start)


def answers(context: Context) -> Iterator[Answer]:
    """All destinations of a document that there is evidence of, in order."""
    for destination in context.facts.destinations:
        evidence = context.evidence(destination.url)
        if evidence is not None:
            entry = entry_of(context.facts, destination)
            yield Answer(destination, entry, evidence, is_new(context.facts, destination, entry))


def paper_links(entry: Entry) -> Iterator[Link]:
    """The links that lead to an entry's own paper: what further unlabelled ones lead to is not said."""
    if entry.kind != "paper" or entry.placeholder or not entry.title:
        return
    first = True
    for link in entry.links:
        if link.role == "paper" and link.url:
            if first or link.named or link.in_title:
                yield link
            first = False


def told_by(evidence: Evidence) -> str:
    """The reason with who gave it, for messages: `no such paper (arXiv)`."""
    reason = evidence.reason or evidence.kind or evidence.verdict
    named = not evidence.source or evidence.source.lower() in reason.lower()
    return reason if named else f"{reason} ({evidence.source})"


def day(moment: int) -> str:
    """A moment in Unix seconds as `2026-05-01` (UTC); empty for what is none."""
    if not 0 < moment < 2**37:
        return ""
    return time.strftime("%Y-%m-%d", time.gmtime(moment))


def since(evidence: Evidence) -> str:
    """`since 2026-05-01`, where something is so from an earlier day on; else empty."""
    first = day(evidence.since)
    return f"since {first}" if first and first != day(evidence.checked) else ""
