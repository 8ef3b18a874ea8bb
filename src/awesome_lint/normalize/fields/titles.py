"""Titles: without trailing stops, with single spaces, on one line, and with the characters that were meant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from awesome_lint.normalize.fields.changes import Change
from awesome_lint.normalize.fields.damage import lines_of, repairs, within
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.model import Document, Entry
    from awesome_lint.normalize.fields import Choices

_SPACES = pattern(r"(?<![\s])(?:[ \t\u00a0]{2,}|\t|\u00a0(?![:;?!»%\d]))(?![\s])")
_AFTER_QUOTE = "«"
_STOPS = pattern(r"[ \t]*(?:\.{1,2}|[。．])")
_CLOSERS = pattern(r"[*_~\"'”’»」』)\]`]*")
_WORD = pattern(r"[^\W_]+(?:[.'’][^\W_]+)*$")
_REST = pattern(r"[ \t]*(\S)?")
_QUOTES = frozenset("\"'”’»」』")
_MARKS = frozenset("-–—,;:|(（[【<`/·•~")
_ENDS = ".。．"
_SHORT_WORDS = """
al approx assoc ave bros cf ch co corp dept dr ed eds eq esp est etc ext fig figs gen gov inc intl jr ltd misc mr mrs
ms no op pp prof pt rev sec sr st supp univ vol vs
"""
_SHORTENED = frozenset(_SHORT_WORDS.split())


class _Stop(NamedTuple):
    """A stop behind a title: its place, and what follows it there.

    `held`: marks or a link hold both, so that it is part of the title; `next`: the first character behind these, "" at
    the end of a line or cell; `quoted`: they are quotes, within which citations put their stops.
    """

    entry: int
    span: Span
    held: bool
    next: str
    quoted: bool = False

    @property
    def parts(self) -> bool:
        """Whether nothing but the stop parts the title from text that follows."""
        return bool(self.next) and self.next not in _MARKS

    @property
    def place(self) -> str:
        """Where it stands, to compare what the list does there."""
        return f"{'held' if self.held else 'bare'} {'text' if self.parts else self.next}"


def changes(document: Document, like: Document, choices: Choices, known: Knowledge) -> list[Change]:
    """The edits that clean titles. A stop that parts a title from its authors stays where the list writes it so."""
    damage = repairs(document)
    broken = _broken(document)
    stops = _stops(document, like)
    found: list[Change] = []
    for index, entry in enumerate(document.entries):
        edits: list[Edit] = []
        for span in entry.spans.get("title", ()):
            edits += within(span, damage)
            edits += _spaces(document.source.text, span)
        edits += broken.get(index, ())
        if index in stops:
            edits.append(Edit(stops[index], ""))
        if edits:
            found.append(Change(frozenset((index,)), tuple(_apart(edits))))
    return found


def _apart(edits: list[Edit]) -> Iterator[Edit]:
    """`edits` in order, of overlapping ones the first."""
    end = -1
    for edit in sorted(set(edits)):
        if edit.span.start >= end:
            yield edit
            end = edit.span.end


def _broken(document: Document) -> dict[int, tuple[Edit, ...]]:
    """What joins the lines of titles, by entry."""
    found: dict[int, tuple[Edit, ...]] = {}
    for index, one in lines_of(document):
        if not one.label or any(link.span == one.span and link.in_title for link in one.entry.links):
            found[index] = (*found.get(index, ()), *one.edits)
    return found


def _spaces(text: str, span: Span) -> Iterator[Edit]:
    """What makes one space of several, and of such as only look like one."""
    if "`" in text[span.start : span.end]:
        return  # in code, spaces count
    start, end = span
    while start < end and text[start] in " \t\u00a0":
        start += 1
    while end > start and text[end - 1] in " \t\u00a0":
        end -= 1
    if start > span.start:
        yield Edit(Span(span.start, start), "")
    if end < span.end:
        yield Edit(Span(end, span.end), "")
    for found in _SPACES.finditer(text, start, end):
        if text[found.start() - 1] not in _AFTER_QUOTE:
            yield Edit(Span(*found.span()), " ")


def _stops(document: Document, like: Document) -> dict[int, Span]:
    """The stops that go, by entry; what parts titles from what follows in most of the list `like` stays."""
    text = document.source.text
    own = {index: _stop(text, index, entry) for index, entry in enumerate(document.entries) if _has_title(entry)}
    voting = own.values() if like is document else _voting(like)
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for stop, place in voting:
        counts[place][stop is not None] += 1
    gone = {}
    for index, (stop, place) in own.items():
        if stop is None or _is_meant(text, document.entries[index], stop):
            continue
        habit = counts[place][True] >= counts[place][False]
        if stop.parts or (stop.next and not stop.held):
            if habit or (stop.parts and (stop.quoted or not stop.held)):
                continue
        gone[index] = stop.span
    return gone


def _voting(like: Document) -> Iterable[tuple[_Stop | None, str]]:
    text = like.source.text
    return [_stop(text, index, entry) for index, entry in enumerate(like.entries) if _has_title(entry)]


def _has_title(entry: Entry) -> bool:
    return bool(entry.title and entry.spans.get("title")) and not entry.placeholder


def _stop(text: str, index: int, entry: Entry) -> tuple[_Stop | None, str]:
    """The stop behind a title, if there is one, and where one stands or would stand."""
    span = entry.spans["title"][-1]
    end = span.end
    inner = _CLOSERS.match(text[span.start : end][::-1])
    closing = inner.end() if inner else 0
    closing = 0 if text[end - closing - 1] not in _ENDS else closing
    at = end - closing  # behind the last sign of the title, or its stop
    while at > span.start and text[at - 1] in _ENDS:
        at -= 1
    while at > span.start and text[at - 1] in " \t":
        at -= 1
    found = _STOPS.match(text, at)
    behind = found.end() if found else max(at, end)
    held = quoted = False
    closers = _CLOSERS.match(text, behind)
    if closers and closers[0] and not text[behind : behind + 1].isspace():
        held, quoted = True, closers[0][0] in _QUOTES
        behind = closers.end()
    for link in entry.links:
        if link.in_title and link.span.start <= span.start and link.span.end >= behind:
            held = True
            behind = link.span.end
            if after := _CLOSERS.match(text, behind):
                behind = after.end()
    rest = _REST.match(text, behind)
    following = (rest[1] or "") if rest and not _ends(text, behind, entry) else ""
    stop = _Stop(index, Span(*found.span()) if found else Span(at, at), held, following, quoted)
    return (stop if found else None), stop.place


def _ends(text: str, at: int, entry: Entry) -> bool:
    """Whether nothing follows on the line, in the cell, or in the entry."""
    while at < len(text) and text[at] in " \t":
        at += 1
    return at >= entry.span.end or text[at] in "\r\n|" or text.startswith(("<br", "\\\n"), at)


def _is_meant(text: str, entry: Entry, stop: _Stop) -> bool:
    """Whether a stop belongs to the last word: an abbreviation, initials, dots, a name of one word."""
    if text[stop.span.end : stop.span.end + 1] in ("…", ".") or "..." in text[stop.span.start - 2 : stop.span.end + 1]:
        return True
    word = _WORD.search(text, max(0, stop.span.start - 40), stop.span.start)
    if word is None:
        return False
    last = word[0]
    if len(last) == 1 and last.isupper():
        return True
    if "." in last and all(len(part) < 4 for part in last.split(".")):
        return True  # `U.S.`, `e.g.`
    if last.casefold() in _SHORTENED:
        return True
    return len(entry.title.split()) < 2 and text[stop.span.start : stop.span.start + 1] == "."
