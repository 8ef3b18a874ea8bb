"""What lists hold: counts of their entries, as a page for a terminal or as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from awesome_lint.model import Document, Entry
from awesome_lint.records import NamedTuple
from awesome_lint.report.escape import printable
from awesome_lint.report.summary import plural

LINK_ROLES = ("paper", "code", "project", "data", "video")
MOST = 15
"""So many venues and hosts are shown; the data has all of them."""
_EIGHTHS = " ▏▎▍▌▋▊▉"


class Stats(NamedTuple):
    """Counts of the entries of some lists; unfilled templates are left out.

    `years` and `venues` count papers and data sets, `roles` the papers that have a link of each role, `hosts` links by
    the site they lead to. All but `years`, which go by year, have the most frequent first.
    """

    files: int
    entries: int
    links: int
    kinds: Mapping[str, int]
    years: Mapping[int, int]
    undated: int
    venues: Mapping[str, int]
    roles: Mapping[str, int]
    hosts: Mapping[str, int]

    def export(self) -> dict[str, Any]:
        """The counts as JSON has them; keys are strings, `roles` with the share of the papers."""
        papers = self.kinds.get("paper", 0)
        return {
            **self._asdict(),
            "years": {str(year): count for year, count in self.years.items()},
            "roles": {
                role: {"papers": count, "share": round(count / papers, 4) if papers else 0.0}
                for role, count in self.roles.items()
            },
        }


def count(documents: Iterable[Document]) -> Stats:
    """What `documents` hold, each entry of each list counted once."""
    documents = tuple(documents)
    entries = [entry for document in documents for entry in document.entries if not entry.placeholder]
    published = [entry for entry in entries if entry.kind != "resource"]
    links = [link for entry in entries for link in entry.links if link.url]
    years = Counter(entry.year for entry in published if entry.year is not None)
    return Stats(
        files=len(documents),
        entries=len(entries),
        links=len(links),
        kinds=_ranked(entry.kind for entry in entries),
        years=dict(sorted(years.items())),
        undated=len(published) - years.total(),
        venues=_ranked(entry.venue for entry in published if entry.venue),
        roles=_roles([entry for entry in entries if entry.kind == "paper"]),
        hosts=_ranked(link.identity.host for link in links if link.identity.host),
    )


def _ranked(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0].casefold(), item[0])))


def _roles(papers: Sequence[Entry]) -> dict[str, int]:
    having = Counter(role for entry in papers for role in {link.role for link in entry.links if link.url})
    return {role: having[role] for role in LINK_ROLES} if papers else {}


def render_stats(stats: Stats, width: int = 80, *, blocks: bool = True) -> str:
    """A page of at most `width` columns; bars of block characters, or of `#` where the terminal has none."""
    return "".join(f"{line}\n".replace(" \n", "\n") for line in _page(stats, width, blocks))


def _page(stats: Stats, width: int, blocks: bool) -> Iterator[str]:
    entries, links = plural(stats.entries, "entry", "entries"), plural(stats.links, "link")
    yield f"{entries}, {links} in {plural(stats.files, 'file')}"
    if stats.entries:
        yield from _bars("Kinds", stats.kinds, width, blocks)
    if stats.years:
        written = {str(year): number for year, number in stats.years.items()}
        yield from _bars("Years", written | ({"none": stats.undated} if stats.undated else {}), width, blocks)
    if stats.venues:
        yield from _bars("Venues", stats.venues, width, blocks)
    if stats.roles:
        yield from _bars("Papers with a link to", stats.roles, width, blocks, whole=stats.kinds.get("paper", 0))
    if stats.hosts:
        yield from _bars("Hosts", stats.hosts, width, blocks)


def _bars(name: str, counts: Mapping[str, int], width: int, blocks: bool, whole: int = 0) -> Iterator[str]:
    """A heading and a bar for each count; a bar of full length is the greatest count, or `whole`."""
    yield ""
    yield name
    shown = list(counts.items())
    if name in ("Venues", "Hosts"):
        shown = shown[:MOST]
    label_width = min(28, max(len(label) for label, _ in shown))
    figures = [f"{number:,}" + (f" {number / whole:4.0%}" if whole else "") for _, number in shown]
    figure_width = max(map(len, figures))
    room = max(4, width - label_width - figure_width - 4)
    most = whole or max(number for _, number in shown)
    for (label, number), figure in zip(shown, figures, strict=True):
        text = printable(label)
        text = text if len(text) <= label_width else text[: label_width - 1] + "…"
        yield f"  {text:{label_width}} {figure:>{figure_width}} {_bar(number / most * room if most else 0, blocks)}"
    if len(counts) > len(shown):
        rest = len(counts) - len(shown)
        yield f"  and {rest:,} more"


def _bar(length: float, blocks: bool) -> str:
    """A bar of `length` columns; what is not nothing shows."""
    if not blocks:
        return "#" * (round(length) or (length > 0))
    eighths = max(round(length * 8), int(length > 0))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
