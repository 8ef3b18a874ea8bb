"""Taking an entry or a definition out of a list, with the lines that only it uses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from typing import TYPE_CHECKING

from awesome_lint.knowledge.folding import fold
from awesome_lint.matching.twins import link_key
from awesome_lint.model import Document, Entry
from awesome_lint.patterns import pattern
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from awesome_lint.markdown.node import Node
    from awesome_lint.rules.facts import Facts

_NUMBER = pattern(r"\d+")


def removal(facts: Facts, entry: Entry) -> tuple[Edit, ...]:
    """The edits that remove an entry's lines; none where these hold anything else.

    The first item of a numbered list leaves its number to the next one, for Markdown counts on from there.
    """
    document = facts.document
    source = document.source
    if facts.shares_lines(entry):
        return ()
    first = source.line_span(source.line(entry.span.start))
    last = source.line_span(source.line(entry.span.end))
    before, after = source.text[first.start : entry.span.start], source.text[entry.span.end : last.end]
    if before.strip(" \t>") or after.strip(" \t|"):
        return ()
    return (remove_lines(document, entry.line, entry.end_line), *_renumbered(facts, entry))


def says_more(entry: Entry, other: Entry, *, but: Collection[str] = ()) -> bool:
    """Whether an entry has anything of its own that another entry for the same thing lacks, the fields `but` aside."""
    links = {link_key(link) for link in other.links if link.url}
    if any(link.url and link_key(link) not in links for link in entry.links):
        return True
    fields = {
        "venue": (entry.venue if entry.venue_source == "entry" else None, other.venue),
        "year": (entry.year if entry.year_source == "entry" else None, other.year),
        "track": (entry.track, other.track),
        "status": (entry.status, other.status),
        "authors": (entry.authors, other.authors),
        "alias": (entry.alias, f"{other.alias or ''} {other.title}"),
        "notes": (entry.notes, other.notes),
        "checked": (entry.checked or None, other.checked),
    }
    known = {fold(word) for word in other.keywords}
    return any(
        own is not None and fold(str(own)) not in fold(str(there if there is not None else ""))
        for name, (own, there) in fields.items()
        if name not in but
    ) or any(fold(word) not in known for word in entry.keywords)


def remove_lines(document: Document, first: int, last: int) -> Edit:
    """The edit that removes the lines `first` to `last`, and the blank line below where one stands above too.

    Lines at the end take the blank ones above along, and where they have no line ending of their own the one above.
    """
    source = document.source
    starts = source.line_starts
    end = starts[last] if last < len(starts) else len(source.text)
    start = starts[first - 1]
    before_blank = first == 1 or _blank(document, first - 1)
    if before_blank and last < len(starts) and _blank(document, last + 1):
        end = starts[last + 1] if last + 1 < len(starts) else len(source.text)
    if end == len(source.text) and first > 1:
        while first > 2 and _blank(document, first - 1):
            first -= 1
        start = starts[first - 1]
        if source.text[end - 1 : end] not in ("\r", "\n"):
            start = source.line_span(first - 1).end
    return Edit(Span(start, end), "")


def _renumbered(facts: Facts, entry: Entry) -> tuple[Edit, ...]:
    """The edit that gives an item's number to the next one, where it is the first of its list."""
    items = facts.first_items
    at = bisect_left(items, entry.span.start, key=lambda pair: pair[0].start)
    if at == len(items) or items[at][0].start != entry.span.start:
        return ()
    marker, following = (_number(facts, item) for item in items[at])
    if facts.document.source.slice(marker) == facts.document.source.slice(following):
        return ()
    return (Edit(following, facts.document.source.slice(marker)),)


def _number(facts: Facts, item: Node) -> Span:
    marker = item.data["marker"]
    found = _NUMBER.search(facts.document.source.text, marker.start, marker.end)
    return Span(*found.span()) if found else Span(marker.start, marker.start)


def _blank(document: Document, line: int) -> bool:
    return not document.source.slice(document.source.line_span(line)).strip(" \t>")
