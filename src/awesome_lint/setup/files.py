"""Files that are to be written: what stands there, what will, and how that is shown before."""

from __future__ import annotations

import os
from typing import Literal

from awesome_lint.files import UnwritableError, check_writable, read_text, write_atomic
from awesome_lint.records import NamedTuple
from awesome_lint.report.changes import common_ends
from awesome_lint.report.patch import unified_diff
from awesome_lint.source import Edit, Source, Span

Kind = Literal["configuration", "baseline", "hook", "workflow"]
MOST = 1_000_000_000
"""Bytes of a file that may be written: a baseline of many findings is large."""


class Planned(NamedTuple):
    """A file that is to be written: `after` in place of `before`, None where there is none."""

    kind: Kind
    path: str
    before: str | None
    after: str

    def diff(self) -> str:
        """The change as a unified diff, which `patch -p0` applies."""
        old = self.before or ""
        start, end = common_ends(old, self.after)
        edit = Edit(Span(start, len(old) - end), self.after[start : len(self.after) - end])
        text = unified_diff(Source(old, self.path), [edit], self.path)
        return text if self.before is not None else text.replace(f"--- {self.path}", "--- /dev/null", 1)


def current(path: str) -> str | None:
    """What stands in a file; None where there is none. `UnreadableError` for what is no text."""
    if not os.path.lexists(path):
        return None
    if os.path.exists(path) and not os.path.isfile(path):
        raise UnwritableError(path, "no regular file")
    return read_text(path, MOST).source.text


def check(planned: Planned, inside: str) -> None:
    """`UnwritableError` where the file could not be written, or lies outside the folder `inside` by a symbolic link."""
    if not os.path.realpath(planned.path).startswith(os.path.join(os.path.realpath(inside), "")):
        raise UnwritableError(planned.path, f"a symbolic link leads out of {inside}: nothing is written")
    folder = os.path.dirname(planned.path) or "."
    if os.path.isdir(folder):
        check_writable(planned.path)
        return
    while not os.path.lexists(folder):
        folder = os.path.dirname(folder) or "."
    if not os.path.isdir(folder) or not os.access(folder, os.W_OK | os.X_OK):
        raise UnwritableError(
            planned.path,
            f"cannot be written: {folder} is no folder that can be written to; name another, or change its permissions",
        )


def write(planned: Planned) -> None:
    """Write the file at once, and the folders above it. `UnwritableError`, or `ChangedError` where it changed."""
    try:
        os.makedirs(os.path.dirname(planned.path) or ".", exist_ok=True)
    except OSError as problem:
        raise UnwritableError(planned.path, f"cannot be written: {problem.strerror}") from problem
    if planned.before is None:
        write_atomic(planned.path, planned.after.encode("utf-8", "backslashreplace"))
        return
    file = read_text(planned.path, MOST)
    write_atomic(planned.path, file.encode(planned.after), file.encode(planned.before))
