"""Where a TOML file has a key: Python's reader gives values without their places."""

from __future__ import annotations

import re

from awesome_lint.lint.configuration.shapes import Where

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_LINE = re.compile(rf"[ \t]*(?:(\[\[?)[ \t]*({_DOTTED})[ \t]*\]\]?|({_DOTTED})[ \t]*=)")


def line_of(text: str, where: Where) -> int | None:
    """The line, from 1, of the innermost part of the key `where` that begins a line of `text`; None where none does.

    `[a.b]` and `[[a.b]]` open a table, `c.d = …` stands in the one opened last; what an inline table or a list holds
    is on its line.
    """
    best: tuple[int, int] | None = None  # how much of the key, and the line
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    quoted = ""
    for number, line in enumerate(text.splitlines(), 1):
        if quoted:  # inside a string of several lines
            quoted = "" if line.count(quoted) % 2 else quoted
            continue
        found = _LINE.match(line)
        if found is None:
            continue
        bracket, header, key = found.groups()
        path: tuple[str | int, ...]
        if bracket:
            names = _names(header)
            path = table = names
            if bracket == "[[":
                counts[names] = counts.get(names, -1) + 1
                path = table = (*names, counts[names])
            else:
                for size in range(len(names), 0, -1):  # `[a.b]` below the last `[[a]]`
                    if names[:size] in counts:
                        path = table = (*names[:size], counts[names[:size]], *names[size:])
                        break
        else:
            path = (*table, *_names(key))
            for quotes in ('"""', "'''"):
                if line.count(quotes) % 2:
                    quoted = quotes
        if path == where[: len(path)] and (best is None or len(path) > best[0]):
            best = len(path), number
    return best[1] if best else None


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(
        part[1:-1].replace('\\"', '"') if part[:1] in "\"'" else part for part in re.findall(_KEY, dotted.strip())
    )
