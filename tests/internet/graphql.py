"""As much of GraphQL as queries about repositories need: fields with aliases, arguments and selections."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|\.\.\.|\$?\w+|-?\d+|[{}():!\[\]=|]')


class Field(NamedTuple):
    """One field that is asked for. `on` is the type that it is asked of in an inline fragment, else empty."""

    alias: str
    name: str
    arguments: Mapping[str, object]
    fields: tuple[Field, ...]
    on: str = ""


def fields(query: str, variables: Mapping[str, object]) -> tuple[Field, ...]:
    """What a query asks for. `ValueError` for what is none."""
    tokens = _TOKENS.findall(query)
    try:
        start = tokens.index("{") if tokens[0] != "{" else 0
        return tuple(_selection(iter(tokens[start + 1 :]), variables))
    except (IndexError, StopIteration, RuntimeError) as error:
        raise ValueError("no query") from error


class _Ahead:
    """Tokens, of which one can be seen before it is taken."""

    def __init__(self, tokens: Iterator[str]) -> None:
        self._tokens = tokens
        self._next: list[str] = []

    def see(self) -> str:
        if not self._next:
            self._next.append(next(self._tokens, "}"))
        return self._next[0]

    def take(self) -> str:
        token = self.see()
        self._next.clear()
        return token


def _selection(tokens: Iterator[str], variables: Mapping[str, object]) -> list[Field]:
    return list(_fields(_Ahead(tokens), variables, ""))


def _fields(tokens: _Ahead, variables: Mapping[str, object], on: str) -> Iterator[Field]:
    while (token := tokens.take()) != "}":
        if token == "...":
            tokens.take()  # on
            kind = tokens.take()
            tokens.take()  # {
            yield from _fields(tokens, variables, kind)
            continue
        alias = name = token
        if tokens.see() == ":":
            tokens.take()
            name = tokens.take()
        arguments: dict[str, object] = {}
        if tokens.see() == "(":
            tokens.take()
            while (key := tokens.take()) != ")":
                tokens.take()  # :
                arguments[key] = _value(tokens.take(), variables)
        inner: tuple[Field, ...] = ()
        if tokens.see() == "{":
            tokens.take()
            inner = tuple(_fields(tokens, variables, ""))
        yield Field(alias, name, arguments, inner, on)


def _value(token: str, variables: Mapping[str, object]) -> object:
    if token.startswith("$"):
        return variables.get(token[1:])
    try:
        return json.loads(token)
    except ValueError:
        return token
