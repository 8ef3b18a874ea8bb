"""Where a relative address leads within a repository, as GitHub reads it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.rules.files import plain_path

if TYPE_CHECKING:
    from awesome_lint.rules.base import Context

_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TEMPLATE = pattern(r"\{\{|\{%|<%|\$\{|\$\(|%%|^@")
_PAGES_OF_GITHUB = """
actions archive blame blob branches commit commits compare contributors discussions edit fork graphs issues labels
milestones network new projects pull pulls pulse raw releases security stargazers subscription tags tree watchers wiki
"""
_GITHUB = frozenset(_PAGES_OF_GITHUB.split())


class Target(NamedTuple):
    """A place in the repository: `path` in the form of `files.plain_path`, `root` that of the working tree.

    `fragment` as written. `rooted`: the address began at the repository's root.
    """

    path: str
    root: str
    fragment: str = ""
    rooted: bool = False


def is_relative(url: str) -> bool:
    """Whether an address names a file beside the list: no scheme, no host, no mere fragment, no template's hole."""
    if not url or url[0] in "#?" or url.startswith(("https:", "http:", "//")):
        return False
    return not _SCHEME.match(url) and not _TEMPLATE.search(url)


def target_of(context: Context, url: str) -> Target | None:
    """Where `url` leads within the working tree.

    None for what is no relative address, for a list without a file (standard input) or outside of a working tree, for
    what leaves the repository, and for the pages that GitHub adds to it (`../../issues`).
    """
    source = context.document.source
    if source.path is None or not is_relative(url):
        return None
    address, _, fragment = url.replace("\\", "/").partition("#")
    address = address.partition("?")[0].strip()
    folder = plain_path(posixpath.dirname(source.path.replace("\\", "/")))
    if not address or _is_page_of_github(address):
        return None
    root = context.files.root(folder)
    if root is None:
        return None
    rooted = address.startswith("/")
    path = _within(root, folder, unquote(address), rooted=rooted)
    return None if path is None else Target(path, root, fragment, rooted)


def _is_page_of_github(address: str) -> bool:
    steps = [step for step in address.split("/") if step not in ("", ".")]
    up = next((index for index, step in enumerate(steps) if step != ".."), len(steps))
    return 0 < up < len(steps) and steps[up].lower() in _GITHUB


def _within(root: str, folder: str, address: str, *, rooted: bool) -> str | None:
    """The place that an address names, None where it leaves the repository."""
    here = [] if rooted else _steps_below(root, folder)
    for step in address.split("/"):
        if step == "..":
            if not here:
                return None
            here.pop()
        elif step not in ("", "."):
            here.append(step)
    return plain_path("/".join([*([root] if root else []), *here]) or ".")


def _steps_below(root: str, folder: str) -> list[str]:
    """The folders from the root down to `folder`."""
    if folder.startswith(root + "/") or not root:
        below = folder[len(root) + 1 :] if root else folder
        if ".." not in below.split("/"):
            return [step for step in below.split("/") if step]
    import os

    below = os.path.relpath(folder or ".", root or ".").replace(os.sep, "/")
    return [] if below == "." else below.split("/")


def escaped(path: str) -> str:
    """A path as it can stand in a link: spaces and brackets encoded, other scripts as they are."""
    return re.sub(r"[ ()<>%#?\\]", lambda found: f"%{ord(found[0]):02X}", path)


def relative_to(target: Target, path: str, folder: str) -> str:
    """`path` as an address in a list that stands in `folder`, rooted where the wrong one was."""
    if target.rooted:
        return "/" + (path[len(target.root) :].lstrip("/") if target.root else path)
    return posixpath.relpath(path, folder or ".")
