"""YAML: a sequence of the objects that JSON has, for people to read and edit; what an entry does not say is left out.

Every plain value that is read is text, as far as a field does not ask for a number: `title: 1984` and `title: yes` are
titles. So is what is written: what any reader of YAML would take for a number, a date or a truth value has quotes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from awesome_lint.exchange.fields import FormatError, Lost, Problem, Reader, Row
from awesome_lint.exchange.json import take
from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Document, Entry
from awesome_lint.patterns import pattern

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML 1.2 takes for numbers beyond YAML 1.1, which the library knows: `1e3`, `0o17`.
_NUMBER = pattern(r"[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|0[xob][\da-fA-F_]+")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_DEEPEST = 12
_TEXT_TAG = "tag:yaml.org,2002:str"


class _Writer(_Dumper):  # type: ignore[misc]
    """Writes texts with quotes where another reader would take them for something else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(writer: Any, text: str) -> Any:
    return writer.represent_scalar(_TEXT_TAG, text, style="'" if _NUMBER.fullmatch(text) else None)


_Writer.add_representer(str, _text)


def write(documents: Sequence[Document], known: Knowledge) -> tuple[str, tuple[Lost, ...]]:
    # One by one: what the library makes of all entries at once takes fifty times their space.
    rows = [_dumped(entry, document.path) for document in documents for entry in document.entries]
    return "".join(rows) or "[]\n", ()


def _dumped(entry: Entry, path: str) -> str:
    row = {name: value for name, value in entry.export(path).items() if value not in (None, [], {}, False)}
    if entry.checked is False:
        row["checked"] = False
    out = io.StringIO()
    yaml.dump([row], out, _Writer, allow_unicode=True, sort_keys=False, width=10_000)
    return out.getvalue()


def read(text: str, known: Knowledge) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The entries of all sequences of a stream. `FormatError` where it is no YAML, or YAML of something else.

    Anchors are refused: lists have no use for them, and a few lines of them can mean gigabytes.
    """
    reader = Reader(known)
    composer = _Composer(text, reader)
    try:
        for value in composer.documents():
            for one, line in composer.items_of(value):
                if isinstance(one, dict):
                    take(reader, one, composer.line_of)
                else:
                    reader.add(one, line)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        said = getattr(problem, "problem", None) or str(problem).partition("\n")[0]
        line = mark.line + 1 if mark is not None else 1
        raise FormatError(f"no YAML: line {line}: {said}") from problem
    return reader.finish()


class _Composer:
    """Makes plain values of the events of YAML, and knows their lines."""

    def __init__(self, text: str, reader: Reader) -> None:
        self._events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
        self._reader = reader
        self._lines: dict[int, int] = {}
        self._items: dict[int, list[int]] = {}
        self._kept: list[Any] = []  # or else a new value could have the place of an old one

    def line_of(self, value: object) -> int:
        return self._lines.get(id(value), 1)

    def items_of(self, value: object) -> list[tuple[Any, int]]:
        """The items of a sequence with their lines; another value is its own only item."""
        if not isinstance(value, list):
            return [(value, self.line_of(value))]
        return list(zip(value, self._items[id(value)], strict=True))

    def documents(self) -> Iterator[Any]:
        """The values of the stream's documents."""
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                yield self._value(next(self._events), 0)

    def _value(self, event: Any, depth: int) -> Any:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise FormatError(f"line {line}: anchors (`&name`, `*name`) are not read; write out what they stand for")
        if depth > _DEEPEST:
            raise FormatError(f"line {line}: nested too deeply")
        if event.tag is not None and not event.tag.startswith(("tag:yaml.org,2002:", "!!")) and event.tag != "!":
            self._reader.report(line, f"the tag {event.tag} is not understood, and passed over")
        if isinstance(event, yaml.ScalarEvent):
            return None if event.implicit[0] and event.value in _NULLS else event.value
        made: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self._lines[id(made)] = line
        self._items[id(made)] = []
        self._kept.append(made)
        end = yaml.SequenceEndEvent if isinstance(made, list) else yaml.MappingEndEvent
        while not isinstance(event := next(self._events), end):
            if isinstance(made, list):
                self._items[id(made)].append(event.start_mark.line + 1)
                made.append(self._value(event, depth + 1))
                continue
            at = event.start_mark.line + 1
            name = self._value(event, depth + 1)
            value = self._value(next(self._events), depth + 1)
            if not isinstance(name, (str, type(None))):
                self._reader.report(at, "a name that is no text is left out, with its value")
                continue
            if name in made:
                self._reader.report(at, f"{name!r} stands there several times; the last one counts")
            made["" if name is None else name] = value
        return made
