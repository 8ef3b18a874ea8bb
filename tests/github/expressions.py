"""The expressions of GitHub's workflows, as far as this project writes any.

github/docs: content/actions/reference/workflows-and-actions/expressions.md. Values are null (None), true and false,
numbers and strings; strings are compared without regard to case, and values of different types as numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Contexts = Mapping[str, Any]
Functions = Mapping[str, Callable[..., Any]]

_TOKEN = re.compile(
    r"\s*(?:(?P<string>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)|(?P<sign>==|!=|<=|>=|&&|\|\||[<>!().,])"
    r"|(?P<name>[A-Za-z_*][\w-]*))"
)
_PLACE = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_CONSTANTS = {"true": True, "false": False, "null": None}
_STATUS = ("always", "success", "failure", "cancelled")


def filled(text: str, contexts: Contexts, functions: Functions) -> str:
    """`text` with the value of each `${{ … }}` in its place."""
    return _PLACE.sub(lambda found: as_text(value(found[1], contexts, functions)), text)


def holds(condition: str | None, contexts: Contexts, functions: Functions) -> bool:
    """Whether a step with this `if` runs: it also needs `success()`, unless it asks for another status itself."""
    if condition is None:
        return bool(functions["success"]())
    whole = _PLACE.fullmatch(condition.strip())
    text = whole[1] if whole else condition
    if not re.search(rf"\b(?:{'|'.join(_STATUS)})\s*\(", text):
        return bool(functions["success"]()) and is_true(value(text, contexts, functions))
    return is_true(value(text, contexts, functions))


def is_true(value: object) -> bool:
    return value not in (None, False, 0, "")


def as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    assert isinstance(value, str | int | float), f"{value!r} is no text"
    return f"{value:g}" if isinstance(value, float) else str(value)


def value(text: str, contexts: Contexts, functions: Functions) -> Any:
    """What an expression comes to."""
    reader = _Reader(text, contexts, functions)
    found = reader.either()
    assert reader.token == "", f"{text!r}: {reader.token!r} is left over"
    return found


class _Reader:
    """Reads an expression from left to right; `token` is what comes next."""

    def __init__(self, text: str, contexts: Contexts, functions: Functions) -> None:
        self.text, self.contexts, self.functions = text.strip(), contexts, functions
        self.at = 0
        self.token, self.kind = "", ""
        self.next()

    def next(self) -> str:
        token = self.token
        if self.at >= len(self.text):
            self.token, self.kind = "", ""
            return token
        found = _TOKEN.match(self.text, self.at)
        assert found is not None, f"{self.text!r} cannot be read from {self.at} on"
        assert found.lastgroup is not None
        self.at, self.token, self.kind = found.end(), found[found.lastgroup], found.lastgroup
        return token

    def take(self, token: str) -> bool:
        if self.token != token or self.kind == "string":
            return False
        self.next()
        return True

    def either(self) -> Any:
        left = self.both()
        while self.take("||"):
            right = self.both()
            left = left if is_true(left) else right
        return left

    def both(self) -> Any:
        left = self.compared()
        while self.take("&&"):
            right = self.compared()
            left = right if is_true(left) else left
        return left

    def compared(self) -> Any:
        left = self.negated()
        for sign in ("==", "!="):
            if self.take(sign):
                return _equal(left, self.negated()) == (sign == "==")
        return left

    def negated(self) -> Any:
        return not is_true(self.negated()) if self.take("!") else self.single()

    def single(self) -> Any:
        if self.take("("):
            found = self.either()
            assert self.take(")"), f"{self.text!r}: a bracket is open"
            return found
        kind, token = self.kind, self.next()
        if kind == "string":
            return token[1:-1].replace("''", "'")
        if kind == "number":
            return float(token)
        assert kind == "name", f"{self.text!r}: {token!r} is no value"
        if self.take("("):
            return self.called(token)
        if token in _CONSTANTS:
            return _CONSTANTS[token]
        assert token in self.contexts, f"{self.text!r}: there is no context {token!r}"
        found = self.contexts[token]
        while self.take("."):
            name = self.next()
            found = found.get(name) if isinstance(found, Mapping) else None
        return found

    def called(self, name: str) -> Any:
        given = []
        while not self.take(")"):
            given.append(self.either())
            self.take(",")
        return self.functions[name](*given)


def _equal(left: object, right: object) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left.lower() == right.lower()
    if type(left) is type(right):
        return left == right
    return _number(left) == _number(right)


def _number(value: object) -> float:
    if value is None or value == "":
        return 0.0
    try:
        return float(value)  # type: ignore[arg-type]
    except ValueError:
        return float("nan")
