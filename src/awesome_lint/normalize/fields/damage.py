"""What happened to a text on its way: characters in a wrong encoding, such as nobody sees, lines broken off."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from awesome_lint.source import Edit, Span
from awesome_lint.style.lines import broken_lines

if TYPE_CHECKING:
    from awesome_lint.model import Document
    from awesome_lint.style.lines import Broken

_CODE = frozenset(("code", "code_block"))
_ADDRESSED = frozenset(("link", "image", "definition"))


def repairs(document: Document) -> list[Edit]:
    """The edits that repair all of a document's damaged text, code and addresses left out, in order."""
    text = document.source.text
    if text.isascii():
        return []
    from awesome_lint.characters.encodings import find_garbled
    from awesome_lint.characters.invisible import find_invisible

    code: list[Span] = []
    apart: list[Span] = []
    for node in document.tree.root.walk():
        if node.kind in _CODE:
            code.append(node.span)
        elif node.kind in _ADDRESSED and (span := node.data.get("url_span")):
            apart.append(span)
    apart = sorted({*apart, *code})
    edits = [Edit(garble.span, garble.meant) for garble in find_garbled(text) if garble.meant is not None]
    edits += [Edit(Span(at, at + 1), "") for at in find_invisible(text, code, document.source.line)]
    return sorted(edit for edit in edits if not is_inside(edit.span, apart))


def lines_of(document: Document) -> list[tuple[int, Broken]]:
    """The titles and links of entries that go on in the next line, by the entries' places."""
    entries = document.entries
    if all(entry.line == entry.end_line for entry in entries):
        return []
    places = {entry.span: index for index, entry in enumerate(entries)}
    nodes = document.tree.root.walk()
    breaks = sorted(node.start for node in nodes if node.kind in ("softbreak", "hardbreak"))
    voters = {entry.span.start for entry in entries}
    return [(places[one.entry.span], one) for one in broken_lines(document.source.text, entries, breaks, voters)]


def within(span: Span, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Those of `edits`, which are in order, that lie in `span`."""
    first = bisect_left(edits, span.start, key=_start)
    last = bisect_left(edits, span.end, first, key=_start)
    return tuple(edit for edit in edits[first:last] if edit.span.end <= span.end)


def _start(edit: Edit) -> int:
    return edit.span.start


def is_inside(span: Span, places: list[Span]) -> bool:
    """Whether `span` begins in one of `places`, which are in order and do not overlap."""
    index = bisect_right(places, (span.start, float("inf"))) - 1
    return index >= 0 and span.start < places[index].end
