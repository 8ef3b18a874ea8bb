"""JSON Lines: an entry a line, as `model.md` of the documentation has it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from awesome_lint.exchange.fields import FormatError, Lost, Problem, Reader, Row
from awesome_lint.exchange.json import decoder, repeated
from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Document


def write(documents: Sequence[Document], known: Knowledge) -> tuple[str, tuple[Lost, ...]]:
    lines = (
        json.dumps(entry.export(document.path), ensure_ascii=False) + "\n"
        for document in documents
        for entry in document.entries
    )
    return "".join(lines), ()


def read(text: str, known: Knowledge) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Entries by line. `FormatError` where no line is JSON."""
    reader = Reader(known)
    decode = decoder()
    first: str | None = None
    good = False
    for number, written in enumerate(text.split("\n"), 1):
        line = written.strip()
        if not line:
            continue
        try:
            data = decode.decode(line)
        except (ValueError, RecursionError) as problem:
            said = getattr(problem, "msg", None) or "nested too deeply or too large a number"
            reader.report(number, f"no JSON: {said}")
            first = first or f"line {number}: {said}"
            continue
        good = True
        for name in repeated(data):
            reader.report(number, f"{name!r} stands there several times; the last one counts")
        reader.add(data, number)
    if first is not None and not good:
        raise FormatError(f"no JSON Lines: {first}")
    return reader.finish()
