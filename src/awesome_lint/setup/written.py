"""Text put into files that people keep: nothing of what stands there moves, and reading both proves it."""

from __future__ import annotations

from awesome_lint.files import FileError


class RefusedError(FileError):
    """A file that cannot be added to without touching what stands there; the reason says what to add by hand."""


def newline_of(text: str) -> str:
    """What ends the lines of a text: what ends most of them."""
    windows = text.count("\r\n")
    return "\r\n" if windows * 2 > text.count("\n") else "\n"


def inserted(text: str, offset: int, lines: str) -> str:
    """`text` with whole `lines`, which end as its own do, before the line that begins at `offset` or at its end."""
    newline = newline_of(text)
    before, behind = text[:offset], text[offset:]
    if before and not before.endswith(("\n", "\r")):
        before += newline
    return before + lines.replace("\n", newline) + behind
