"""Line breaks inside titles and links, and whether a list wraps its lines on purpose."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Span

WRAPPED = 0.2
"""The share of entries with wrapped lines from which on wrapping is the list's style."""

_BREAK = pattern(r"[ \t]*\\?(?:\r\n?|\n)(?:[ \t]*>)*[ \t]*")


class Broken(NamedTuple):
    """A title or link of an entry with line breaks in it, and the `edits` that join its lines.

    `label` is the link's, empty for a title; `text_end` is where its text ends, and a link's address begins.
    """

    entry: Entry
    span: Span
    label: str
    text_end: int
    edits: tuple[Edit, ...]


def broken_lines(
    text: str, entries: Sequence[Entry], breaks: Sequence[int], voters: Collection[int], wrapped: float = WRAPPED
) -> list[Broken]:
    """The titles and links of `entries` that go on in the next line; none where the list wraps its lines.

    `breaks` are the offsets of all line breaks within paragraphs, in order, `voters` those at which entries start that
    decide what the list does; it wraps where the share `wrapped` of them does.
    """
    found: list[Broken] = []
    wrapping = 0
    for entry in entries:
        if entry.line == entry.end_line:
            continue
        own = list(_broken(text, entry))
        found += own
        if entry.span.start in voters:
            wrapping += bool(own) or _wraps(text, entry, breaks)
    return found if wrapping < wrapped * len(voters) else []


def _wraps(text: str, entry: Entry, breaks: Sequence[int]) -> bool:
    """Whether a line of the entry ends in the middle of a sentence."""
    for offset in breaks[bisect_left(breaks, entry.span.start) : bisect_left(breaks, entry.span.end)]:
        broken = _BREAK.match(text, offset)
        if (
            broken
            and (text[offset - 1].isalnum() or text[offset - 1] == ",")
            and text[broken.end() : broken.end() + 1].islower()
        ):
            return True
    return False


def _broken(text: str, entry: Entry) -> Iterator[Broken]:
    """The entry's title and links that are broken, each break once."""
    places = [(span, span.end, "") for span in entry.spans.get("title", ())]
    places += [
        (link.span, link.label_span.end, link.label) for link in entry.links if link.form in ("inline", "reference")
    ]
    told: set[int] = set()
    for span, text_end, label in places:
        breaks = [found for found in _BREAK.finditer(text, *span) if found.end() not in told]
        if breaks:
            told.update(found.end() for found in breaks)
            edits = tuple(Edit(Span(*found.span()), _between(text, found, text_end)) for found in breaks)
            yield Broken(entry, span, label, text_end, edits)


def _between(text: str, broken: re.Match[str], text_end: int) -> str:
    """What stands where the line broke: a space, or nothing where a space would be one too many."""
    before, after = text[broken.start() - 1], text[broken.end() : broken.end() + 1]
    hyphenated = before == "-" and text[broken.start() - 2].isalnum() and after.isalnum()
    unspaced = _unspaced(before) and _unspaced(after)
    return "" if broken.end() >= text_end or before in "[(" or hyphenated or unspaced else " "


def _unspaced(char: str) -> bool:
    """Whether a character belongs to Chinese or Japanese, which put no spaces between words."""
    return "\u3000" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"
