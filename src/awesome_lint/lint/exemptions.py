"""Findings about single entries that the configuration does not want: its tables `[[ignore]]`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from awesome_lint.findings import Finding
from awesome_lint.lint.settings import Exemption
from awesome_lint.matching.titles import fold_title
from awesome_lint.model import Identity
from awesome_lint.patterns import pattern
from awesome_lint.rules.facts import Facts

_IDENTITY = pattern(r"([a-z][a-z0-9-]*):(\S+)")


def without_exempt(
    findings: Iterable[Finding], exemptions: Sequence[Exemption], facts: Facts, used: set[Exemption]
) -> set[Finding]:
    """The findings that no exemption is about; those that held for something are added to `used`."""
    wanted: defaultdict[str, list[tuple[str, Exemption]]] = defaultdict(list)
    for exemption in exemptions:
        wanted[exemption.rule].append((entry_key(exemption.entry, facts), exemption))
    kept = set()
    for finding in findings:
        asked = (*wanted.get(finding.code, ()), *wanted.get(finding.name, ()))
        entry = facts.owner(finding.span.start) if asked else None
        own = facts.names.get(entry.span.start, ()) if entry is not None else ()
        about = next((exemption for key, exemption in asked if key in own), None)
        if about is None:
            kept.add(finding)
        else:
            used.add(about)
    return kept


def holds(facts: Facts, exemption: Exemption) -> bool:
    """Whether a document has the entry that an exemption is about."""
    key = entry_key(exemption.entry, facts)
    return any(key in keys for keys in facts.names.values())


def entry_key(text: str, facts: Facts) -> str:
    """What an entry is compared by: its identity where `text` is one (`arxiv:…`, an address), else its title."""
    text = text.strip()
    if "://" in text:
        return facts.knowledge.hosts.identify(text).folded
    if (found := _IDENTITY.fullmatch(text)) is not None:
        return Identity(found[1], found[2]).folded
    return "title " + fold_title(text).key
