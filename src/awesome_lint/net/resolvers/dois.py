"""What the APIs that are asked about DOIs have in common."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from awesome_lint.net.api import Undecided
from awesome_lint.net.resolvers.base import Question
from awesome_lint.patterns import pattern

WELL_FORMED = pattern(r"10\.\d{4,9}(?:\.\d+)*/[^\s\x00-\x1f\x7f]{1,1000}")
_LONGEST = 3500  # characters of an address: servers take 4 KB and more


def quoted(doi: str) -> str:
    """A DOI as part of a path, readable where that is safe: `..` between slashes would lead to another path."""
    return quote(doi, safe="" if {".", ".."}.intersection(doi.split("/")) else "/:;()")


def in_lists(dois: Sequence[str], most: int, before: str = "") -> Iterator[list[str]]:
    """Lists of at most so many DOIs that fit one address, each with `before` in front.

    A DOI with a comma, which separates the others, goes alone.
    """
    part: list[str] = []
    size = 0
    for doi in dois:
        if "," in doi:
            yield [doi]
            continue
        length = len(quote(f",{before}{doi}", safe=""))
        if part and (len(part) == most or size + length > _LONGEST):
            yield part
            part, size = [], 0
        part.append(doi)
        size += length
    if part:
        yield part


async def records_of(
    questions: Sequence[Question],
    most: int,
    ask: Callable[[Sequence[str]], Awaitable[Mapping[str, Mapping[str, Any]]]],
    before: str = "",
) -> dict[str, Mapping[str, Any]]:
    """What `ask` says of the DOIs that questions are about, by DOI in small letters; `in_lists` has `most`, `before`.

    A list that is not answered is left out; `Undecided` where no list is.
    """
    records: dict[str, Mapping[str, Any]] = {}
    why: Undecided | None = None
    dois = list(dict.fromkeys(question.value.lower() for question in questions))
    for part in in_lists(dois, most, before):
        try:
            records.update(await ask(part))
        except Undecided as error:
            why = error
    if why is not None and not records:
        raise why
    return records
