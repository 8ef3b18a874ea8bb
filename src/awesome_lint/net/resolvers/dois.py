"""What the APIs that are asked about DOIs have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

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
