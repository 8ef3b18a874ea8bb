"""Paths as other services want them: relative to the repository, with forward slashes."""

from __future__ import annotations

import os


def from_root(path: str, root: str | None) -> str:
    """`path` relative to the folder `root` (None: the current one); absolute where it lies elsewhere.

    `-`, standard input, stays.
    """
    if path == "-":
        return path
    whole = os.path.abspath(path)
    try:
        relative = os.path.relpath(whole, root or os.curdir)
    except ValueError:  # another drive
        relative = whole
    shown = whole if relative.split(os.sep)[0] == os.pardir else relative
    return shown.replace(os.sep, "/")
