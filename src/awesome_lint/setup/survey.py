"""What a repository holds: its lists, how they are laid out and written, and which rules would fire how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from awesome_lint.findings import Finding
from awesome_lint.model import Document, Entry
from awesome_lint.records import NamedTuple
from awesome_lint.report.summary import plural
from awesome_lint.rules.base import Rule

ENTRIES, PAPERS, LINKS, HEADINGS = "entries", "papers", "links", "headings"
_UNITS = {"M": PAPERS, "V": PAPERS, "L": LINKS, "M007": ENTRIES, "S013": HEADINGS}
"""What a rule, or its family, judges one by one; all others: entries."""
_LAYOUTS = {
    "numbered": "numbered item",
    "table": "table row",
    "cell": "table cell",
}
_NAMED = ("title", "alias", "authors", "venue", "year", "keywords", "notes")


class Firing(NamedTuple):
    """How often a rule fires in one list.

    `found` findings are about `touched` of the `judged` things that are called `unit`. `raised` findings are worse than
    the rule's own severity: there it has evidence that the list means otherwise. `safe` ones have a safe fix.
    """

    rule: type[Rule]
    path: str
    found: int
    touched: int
    judged: int
    unit: str
    raised: int
    safe: int

    @property
    def share(self) -> float:
        return self.touched / self.judged

    def __str__(self) -> str:
        return f"{self.touched:,} of {self.judged:,} {self.unit}"


class Manner(NamedTuple):
    """How a list writes its entries: how many are laid out in each way, and the usual `order` of what they say.

    `share` of the entries have just this order; an empty one: there is no usual order.
    """

    layouts: tuple[tuple[str, int], ...]
    order: tuple[str, ...]
    share: float

    def __str__(self) -> str:
        layouts = ", ".join(plural(count, name) for name, count in self.layouts)
        return f"{layouts}: {', '.join(self.order)} ({self.share:.0%})" if self.order else layouts


def firings(findings: Iterable[Finding], document: Document, rules: Sequence[type[Rule]]) -> list[Firing]:
    """How often each of the `rules` that have `findings` in a list fires there, the most frequent first."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.path == document.path:
            by_code.setdefault(finding.code, []).append(finding)
    known = {rule.code: rule for rule in rules}
    rows = [_firing(known[code], found, document) for code, found in by_code.items() if code in known]
    return sorted(rows, key=lambda row: (-row.touched, row.rule.code))


def _firing(rule: type[Rule], found: Sequence[Finding], document: Document) -> Firing:
    unit = _UNITS.get(rule.code) or _UNITS.get(rule.code[0], ENTRIES)
    places = {finding.span if unit in (LINKS, HEADINGS) else finding.group for finding in found}
    return Firing(
        rule=rule,
        path=document.path,
        found=len(found),
        touched=len(places),
        judged=max(len(places), _count(unit, document)),
        unit=unit,
        raised=sum(finding.severity > rule.severity for finding in found),
        safe=sum(finding.fix is not None and finding.fix.safety == "safe" for finding in found),
    )


def _count(unit: str, document: Document) -> int:
    if unit == PAPERS:
        return sum(entry.kind == "paper" for entry in document.entries)
    if unit == LINKS:
        return sum(len(entry.links) for entry in document.entries)
    return len(document.headings) if unit == HEADINGS else len(document.entries)


def manner(document: Document) -> Manner:
    """How a list is laid out and what its entries say in which order."""
    entries = [entry for entry in document.entries if not entry.placeholder]
    layouts = Counter(_LAYOUTS.get(entry.layout, entry.layout) for entry in entries)
    orders = Counter(_order(entry) for entry in entries)
    (order, times) = orders.most_common(1)[0] if orders else ((), 0)
    usual = times > 1 and times * 4 >= len(entries)
    return Manner(tuple(layouts.most_common()), order if usual else (), times / len(entries) if entries else 0.0)


def _order(entry: Entry) -> tuple[str, ...]:
    """What an entry says, from left to right, each once; links that stand together are one."""
    titles = {link.span for link in entry.links if link.in_title}
    names = [
        "links" if segment.kind == "link" else segment.kind
        for segment in entry.segments
        if segment.kind in _NAMED or (segment.kind == "link" and segment.span not in titles)
    ]
    return tuple(dict.fromkeys(names))
