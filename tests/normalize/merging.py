"""Lists merged, and what must hold of it."""

from __future__ import annotations

from difflib import ndiff
from typing import Literal

from awesome_lint.knowledge import knowledge
from awesome_lint.model import Document, Entry
from awesome_lint.normalize.merge import merge
from awesome_lint.normalize.merged import Merged
from awesome_lint.normalize.unite import moved_url
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits
from awesome_lint.style.markup import safe_url


def read(text: str, path: str = "README.md") -> Document:
    return parse_document(Source(text, path))


def merged(
    text: str,
    *contributed: str,
    prefer: Literal["mine", "theirs"] | None = None,
    section: tuple[str, ...] = (),
    at: str | None = None,
    path: str = "README.md",
) -> Merged:
    """A list with others merged into it; what always holds of it is checked."""
    return merged_documents(
        read(text, path), *[read(other, "contrib.md") for other in contributed], prefer=prefer, section=section, at=at
    )


def merged_documents(
    into: Document,
    *contributed: Document,
    prefer: Literal["mine", "theirs"] | None = None,
    section: tuple[str, ...] = (),
    at: str | None = None,
) -> Merged:
    done = merge(into, contributed, prefer=prefer, section=section, at=at, known=knowledge(), parse=parse_document)
    assert apply_edits(into.source.text, done.edits) == done.text
    check(into, contributed, done)
    return done


def check(into: Document, contributed: tuple[Document, ...], done: Merged) -> None:
    """No entry is lost or invented, no link either; every contributed entry is accounted for."""
    now = read(done.text, into.path)
    assert len(now.entries) == len(into.entries) + len(done.added)
    have = {link for entry in now.entries for link in leads(entry, into.path, into.path)}
    own = {link for entry in into.entries for link in leads(entry, into.path, into.path)}
    theirs = {
        link
        for document in contributed
        for entry in document.entries
        for link in leads(entry, document.path, into.path)
    }
    assert own <= have
    assert have <= own | theirs
    said = {lost.value for lost in done.lost}
    unplaced = {(one.there.path, one.there.line, one.title) for one in done.unplaced}
    for document in contributed:
        for entry in document.entries:
            if (document.path, entry.line, entry.title) not in unplaced and not entry.placeholder:
                missing = leads(entry, document.path, into.path) - have
                assert not missing or said & {link.url for link in entry.links}, (entry.title, missing)
    accounted = len(done.added) + len(done.unplaced) + len(done.united) + len(done.kept)
    assert accounted == sum(
        not entry.placeholder and bool(entry.title or entry.links)
        for document in contributed
        for entry in document.entries
    )


def leads(entry: Entry, there: str, here: str) -> set[str]:
    """What an entry's links lead to, relative addresses as the list at `here` would write them."""
    return {
        link.identity.folded if "://" in link.url else safe_url(moved_url(link.url, here, there))
        for link in entry.links
        if link.url
    }


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that are new or changed, in order."""
    return [line[2:] for line in ndiff(before.splitlines(), after.splitlines()) if line.startswith("+ ")]
