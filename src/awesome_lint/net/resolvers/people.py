"""Names of people as sources give them, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from awesome_lint.knowledge.folding import has_unspaced
from awesome_lint.net.resolvers.titles import clean
from awesome_lint.patterns import pattern

MOST = 2_000  # authors of one paper that are kept
_LONGEST = 200  # characters of a name
_HOMONYM = pattern(r"\s+\d{4}$")
_SUFFIX = pattern(r"(?:jr|sr|i{1,3}|iv|ph\.?\s?d|m\.?d)\.?", 2)  # re.IGNORECASE


def named(*parts: Any) -> str:
    """A name of its parts, what is no text left out: `Ada`, `Lovelace` -> `Ada Lovelace`."""
    return " ".join(filter(None, (clean(part)[:_LONGEST] for part in parts if isinstance(part, str))))


def in_reading_order(name: Any) -> str:
    """`Lovelace, Ada` as `Ada Lovelace`. What has another comma than that one stays as it is."""
    whole = _HOMONYM.sub("", named(name))
    family, comma, given = (part.strip() for part in whole.partition(","))
    if not comma or not family or not given or "," in given or _SUFFIX.fullmatch(given):
        return whole
    if has_unspaced(whole):
        return family + given  # as such names are read
    return f"{given} {family}"


def of_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The names of records that give them in parts (`given`, `family`, `suffix`) or whole (`name`)."""
    found = []
    for row in rows:
        parts = [row.get("given"), row.get("family"), row.get("suffix")]
        found.append(named(*parts) if row.get("family") else named(row.get("name")) or named(row.get("given")))
    return people(found)


def people(names: Iterable[str]) -> tuple[str, ...]:
    """Names in their order, without empty ones; two people may have the same."""
    return tuple(filter(None, names))[:MOST]
