"""What a value of a configuration file may be: one description that is checked against, shown, and made a JSON schema.

A shape says what is wrong with a value (`problems`), what it is in words (`words`), and the same as JSON schema
(`schema`). Whatever one of them accepts, the others do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from types import MappingProxyType
from typing import Any, Protocol

from awesome_lint.records import NamedTuple

Where = tuple[str | int, ...]
_NONE: Mapping[str, Any] = MappingProxyType({})


class Problem(NamedTuple):
    """Something that cannot be: the key it is about, from the outermost table on, and what is wrong, for people."""

    where: Where
    says: str


class Shape(Protocol):
    """One kind of value."""

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        """All that is wrong with `value`, which stands at the key `where`."""
        ...

    def schema(self) -> dict[str, Any]: ...

    def words(self) -> str:
        """`a string`, `a list of rules`."""
        ...


class Text(NamedTuple):
    """A string: any, one of `choices`, or a regular expression; `empty`: it may be so. `what` names it for people."""

    what: str = "a string"
    choices: tuple[str, ...] = ()
    regex: bool = False
    empty: bool = False

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(where, _unexpected(self.words(), value))
        elif self.choices and value not in self.choices:
            kind = self.what if self.what != "a string" else self.words()
            says = f"unknown {kind.split(' ', 1)[1]} {value!r}" if kind == self.what else _unexpected(kind, value)
            yield Problem(where, says + nearest(value, self.choices))
        elif not value.strip() and not self.empty:
            yield Problem(where, f"expected {self.words()}, got an empty string")
        elif self.regex:
            try:
                re.compile(value)
            except re.error as error:
                yield Problem(where, f"no regular expression: {value!r}: {error}")

    def schema(self) -> dict[str, Any]:
        if self.choices:
            return {"type": "string", "enum": list(self.choices)}
        more = {"format": "regex"} if self.regex else {}
        return {"type": "string", **({} if self.empty else {"pattern": r"\S"}), **more}

    def words(self) -> str:
        if self.choices and self.what == "a string":
            return "one of " + ", ".join(f'"{choice}"' for choice in self.choices)
        return self.what


class Flag(NamedTuple):
    """`true` or `false`."""

    what: str = "true or false"

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        if not isinstance(value, bool):
            yield Problem(where, _unexpected(self.what, value))

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def words(self) -> str:
        return self.what


class Number(NamedTuple):
    """A finite number from `least` to `most`; `whole`: without a fraction (`3.0` has none)."""

    whole: bool = False
    least: float | None = None
    most: float | None = None

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        number = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
        if not number or (self.whole and value != int(value)) or not self._within(value):
            yield Problem(where, _unexpected(self.words(), value))

    def _within(self, value: float) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    def schema(self) -> dict[str, Any]:
        bounds = {"minimum": self.least, "maximum": self.most}
        kind = "integer" if self.whole else "number"
        return {"type": kind, **{key: bound for key, bound in bounds.items() if bound is not None}}

    def words(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        if self.least is not None and self.most is not None:
            return f"{kind} from {self.least:g} to {self.most:g}"
        if self.least is not None:
            return f"{kind} of at least {self.least:g}"
        return kind


class List(NamedTuple):
    """A list of values of one shape."""

    of: Shape
    what: str = "a list"

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(where, _unexpected(self.what, value))
            return
        for index, item in enumerate(value):
            yield from self.of.problems(item, (*where, index))

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.of.schema()}

    def words(self) -> str:
        return self.what


class Either(NamedTuple):
    """A value of one of two shapes that no value has both of."""

    first: Shape
    second: Shape

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        wrong = list(self.first.problems(value, where))
        if wrong and (other := list(self.second.problems(value, where))):
            # Of two complaints the deeper one, or the one that tells values of its kind apart, helps.
            table = isinstance(value, dict | list)
            chosen = self.second if table == isinstance(self.second, Table | List) else self.first
            yield from other if chosen is self.second else wrong

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.first.schema(), self.second.schema()]}

    def words(self) -> str:
        return f"{self.first.words()}, or {self.second.words()}"


class Key(NamedTuple):
    """A key of a table: what its value is, what it decides, the value it has when it is left out, and an example."""

    shape: Shape
    help: str
    default: str = ""
    example: str = ""


class Table(NamedTuple):
    """A table whose keys are known. `refused` are keys that may not stand here, with the reason; `what` names it."""

    keys: Mapping[str, Key]
    required: tuple[str, ...] = ()
    refused: Mapping[str, str] = _NONE
    what: str = "a table"

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(where, _unexpected(self.what, value))
            return
        for name, item in value.items():
            if name in self.keys:
                yield from self.keys[name].shape.problems(item, (*where, name))
            elif name in self.refused:
                yield Problem((*where, name), self.refused[name])
            else:
                has = nearest(name, self.keys) if self.keys else "; there are none here"
                yield Problem((*where, name), f"unknown key{has}")
        for name in self.required:
            if name not in value:
                yield Problem(where, f"the key {name!r} is missing")

    def schema(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: _described(key) for name, key in self.keys.items()},
        }
        return found | {"required": list(self.required)} if self.required else found

    def words(self) -> str:
        return self.what


class Map(NamedTuple):
    """A table with keys of the user's choice: any name, or those that `names` accepts. All values have one shape."""

    of: Shape
    names: Shape
    what: str = "a table"

    def problems(self, value: Any, where: Where) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(where, _unexpected(self.what, value))
            return
        for name, item in value.items():
            if wrong := list(self.names.problems(name, (*where, name))):
                yield from wrong
            else:
                yield from self.of.problems(item, (*where, name))

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "propertyNames": self.names.schema(), "additionalProperties": self.of.schema()}

    def words(self) -> str:
        return self.what


def _described(key: Key) -> dict[str, Any]:
    return {"description": key.help, **key.shape.schema()}


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'word'?` with the nearest of `known`, empty where none is near."""
    from difflib import get_close_matches

    lowered = {name.lower(): name for name in known}
    found = get_close_matches(word.lower(), lowered, n=1, cutoff=0.5)
    return f"; did you mean {lowered[found[0]]!r}?" if found else ""


def _unexpected(words: str, value: Any) -> str:
    return f"expected {words}, got {shown(value)}"


def shown(value: Any) -> str:
    """A value as TOML writes it, or what kind of thing it is where that is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return repr(value) if isinstance(value, str | int | float) else f"a {type(value).__name__}"
