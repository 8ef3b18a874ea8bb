"""Bookmarks, as browsers import them (the Netscape bookmark file): sections are folders, links bookmarks.

An entry with one link is a bookmark, one with several a folder of its own; what lists say beside title and links is
the description of the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from awesome_lint.exchange.fields import Lost
from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Document, Entry, Link
from awesome_lint.report.escape import xml

_HEAD = """\
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
"""


def write(documents: Sequence[Document], known: Knowledge) -> tuple[str, tuple[Lost, ...]]:
    """The bookmarks of all entries, and of which entries some fields found no place. Nothing reads them back."""
    out = [_HEAD]
    lost: list[Lost] = []
    for document in documents:
        open_folders: tuple[str, ...] = ()
        for entry in document.entries:
            if not _links(entry):
                lost.append(Lost(document.path, entry.line, entry.title, ("entry",)))
                continue
            shared = 0
            while shared < min(len(open_folders), len(entry.section)) and open_folders[shared] == entry.section[shared]:
                shared += 1
            out += (_closed(depth) for depth in range(len(open_folders), shared, -1))
            out += (_opened(name, depth + 1) for depth, name in enumerate(entry.section[shared:], shared))
            open_folders = entry.section
            out.append(_entry(entry, len(open_folders) + 1))
            missing = [name for name in ("unavailable", "unlinked") if getattr(entry, name)]
            if len(_links(entry)) < len(entry.links):
                missing.append("links")
            if missing:
                lost.append(Lost(document.path, entry.line, entry.title, tuple(missing)))
        out += (_closed(depth) for depth in range(len(open_folders), 0, -1))
    out.append("</DL><p>\n")
    return "".join(out), tuple(lost)


def _opened(name: str, depth: int) -> str:
    return f"{'    ' * depth}<DT><H3>{xml(name)}</H3>\n{'    ' * depth}<DL><p>\n"


def _closed(depth: int) -> str:
    return f"{'    ' * depth}</DL><p>\n"


def _entry(entry: Entry, depth: int) -> str:
    links = _links(entry)
    name = entry.title or entry.alias or links[0].label or links[0].url
    about = _about(entry)
    if len(links) == 1:
        return _bookmark(links[0].url, name, depth) + (f"{'    ' * depth}<DD>{xml(about)}\n" if about else "")
    inner = "".join(_bookmark(link.url, _label(link.label, link.role, entry), depth + 1) for link in links)
    described = f"{'    ' * (depth + 1)}<DD>{xml(about)}\n" if about else ""
    first, _, rest = inner.partition("\n")
    return _opened(name, depth) + first + "\n" + described + rest + _closed(depth)


def _links(entry: Entry) -> list[Link]:
    """The links that can be bookmarks: a scheme of the web, for `javascript:` in a bookmark runs when it is clicked."""
    return [link for link in entry.links if link.url.lower().startswith(("https://", "http://", "ftp://"))]


def _label(label: str, role: str, entry: Entry) -> str:
    """What a bookmark is called in the folder of its entry: the link's label, its role where that says nothing."""
    return role.capitalize() if not label.strip("[] ") or label in (entry.title, entry.alias) else label.strip("[] ")


def _bookmark(url: str, name: str, depth: int) -> str:
    return f'{"    " * depth}<DT><A HREF="{xml(url)}">{xml(name)}</A>\n'


def _about(entry: Entry) -> str:
    """What an entry says beside title and links, on one line."""
    event = " ".join(str(part) for part in (entry.venue_raw, entry.year, entry.track, entry.status) if part)
    parts = (entry.alias, entry.authors, event, ", ".join(entry.keywords), entry.notes)
    return ". ".join(part for part in parts if part)
