"""Authors as lists write them, `Ada Lovelace, Alan Turing et al.`, and name by name."""

from __future__ import annotations

from collections.abc import Sequence

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_OTHERS = pattern(
    r"(?i)(?<![\s,，;&])[\s,，;&]*(?:\band\s+)?"
    r"(?:\bet\.?\s*al\b\.?|\band\s+others\b|\bu\.\s?a\.|等人?)[\s.,]*$"
)
_BETWEEN = pattern(r"\s*[,，、]\s*(?:(?:and|und|y|et|e)\s+|&\s*)?|\s*[;；]\s*(?:and\s+)?|\s+(?:and|und)\s+|\s*&\s*")
_GIVEN = pattern(r"(?:[A-Z]\.?[ -]?){1,4}")
_SUFFIX = pattern(r"(?i)(?:jr|sr)\.?|[IVX]{2,4}")


class People(NamedTuple):
    """Names in their order, first names first; `others`: there are more."""

    names: tuple[str, ...]
    others: bool = False

    @property
    def text(self) -> str:
        """As most lists write them."""
        return ", ".join(self.names) + (" et al." if self.others else "")


def people_of(text: str) -> People:
    """The people whom a line of authors names; `Turing, A., Lovelace, A.` are two."""
    bare = _OTHERS.sub("", text)
    others = bare != text
    names = [name for name in _BETWEEN.split(bare) if name.strip(" .,;&")]
    if len(names) > 1 and len(names) % 2 == 0 and all(_GIVEN.fullmatch(name) for name in names[1::2]):
        names = [f"{given} {family}" for family, given in zip(names[::2], names[1::2], strict=True)]
    found: list[str] = []
    for name in names:
        if found and _SUFFIX.fullmatch(name):
            found[-1] += f" {name}"
        else:
            found.append(name.strip())
    return People(tuple(found), others)


def family_first(people: Sequence[str]) -> str | None:
    """The family name of the first of several people, as it is in most languages; None without people."""
    if not people:
        return None
    words = [word for word in people[0].split() if not _SUFFIX.fullmatch(word)] or people[0].split()
    return words[-1] if words else None
