"""Keywords: one separator between them, one spelling for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from awesome_lint.normalize.fields.changes import Change
from awesome_lint.patterns import pattern
from awesome_lint.source import Edit, Span
from awesome_lint.style.keywords import folded_keyword, keywords_of, misspelt_keywords, usual_keywords

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.model import Document
    from awesome_lint.normalize.fields import Choices

_COMMA = pattern(r"(?<=[^\s,，])[ \t]*([,，])[ \t]*(?=[^\s,，])")
_NUMBER = pattern(r"(?<=\d),(?=\d)")
_OTHER = pattern(r"(?<=[^\s;；、])[ \t]*[;；、][ \t]*(?=[^\s;；、])")
_ENTITY = pattern(r"&#?\w+$")


def changes(document: Document, like: Document, choices: Choices, known: Knowledge) -> list[Change]:
    """The edits that part keywords alike and spell each as the list mostly does."""
    places = {entry.span: index for index, entry in enumerate(document.entries)}
    return [*_spelt(document, like, places), *_separated(document, like)]


def _spelt(document: Document, like: Document, places: Mapping[Span, int]) -> Iterator[Change]:
    text = document.source.text
    if like is document:
        found = [
            (keyword, group.right) for group in misspelt_keywords(text, document.entries) for keyword in group.others
        ]
    else:
        right = usual_keywords(like.source.text, like.entries)
        found = [
            (keyword, usual)
            for entry in document.entries
            for keyword in keywords_of(text, entry)
            if (usual := right.get(folded_keyword(keyword.text))) is not None
        ]
    for keyword, usual in found:
        capital = keyword.first and keyword.text == usual[:1].upper() + usual[1:]  # it may be one for its place
        if keyword.text != usual and not (capital and like is not document):
            yield Change(frozenset((places[keyword.entry.span],)), (Edit(keyword.span, usual),))


def _separated(document: Document, like: Document) -> list[Change]:
    """The separators that are not the list's: which comma, and the spaces around it."""
    text = document.source.text
    spans = _spans(document)
    found = list(_commas(text, spans))
    voting = found if like is document else list(_commas(like.source.text, _spans(like)))
    marks = Counter(match[1] for _, match in voting).most_common(2)
    if not marks or (len(marks) > 1 and marks[0][1] == marks[1][1]):
        return []
    mark = marks[0][0]
    ways = Counter(match[0] for _, match in voting if match[1] == mark).most_common(2)
    settled = len(ways) == 1 or ways[0][1] > ways[1][1]
    joint = ways[0][0]
    changes: list[Change] = []
    for index, match in found:
        if match[1] != mark or (settled and match[0] != joint):
            changes.append(Change(frozenset((index,)), (Edit(Span(*match.span()), joint),)))
    for index, span in spans:
        written = text[span.start : span.end]
        if "," in written or "，" in written:
            continue
        for match in _OTHER.finditer(text, *span):
            if match[0].strip() != ";" or not _ENTITY.search(text[span.start : match.start()]):
                changes.append(Change(frozenset((index,)), (Edit(Span(*match.span()), joint),)))
    return changes


def _spans(document: Document) -> list[tuple[int, Span]]:
    """Where keywords stand, by entry."""
    return [(index, span) for index, entry in enumerate(document.entries) for span in entry.spans.get("keywords", ())]


def _commas(text: str, spans: Iterable[tuple[int, Span]]) -> Iterator[tuple[int, re.Match[str]]]:
    """The commas between keywords with the spaces around them, by entry; those within numbers are none."""
    for index, span in spans:
        for match in _COMMA.finditer(text, *span):
            if not _NUMBER.match(text, match.start()):
                yield index, match
