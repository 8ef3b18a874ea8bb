"""One entry's links and fields given to another of the same paper, each as its list writes such things."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote, unquote

from awesome_lint.matching.addresses import split_address
from awesome_lint.matching.titles import fold_title, fold_words
from awesome_lint.matching.twins import link_key
from awesome_lint.model import Document, Entry, Link
from awesome_lint.normalize.disagree import Disagreement, says_that
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Span
from awesome_lint.style.insert import insert_link, insert_values, is_usual
from awesome_lint.style.markup import escape, safe_url
from awesome_lint.style.record import Value
from awesome_lint.style.style import Style

_LABELLED = frozenset({"other", "blog", "page"})
_KINDS = {"notes": "note"}
_QUOTED = {ord(char): quote(char) for char in ' %()<>#?"'}


class Wish(NamedTuple):
    """Something that an entry of the list is to say, too: a link (`role`, `url`, `label`) or fields with their values.

    `replaces`: what the entry says of these fields gives way. `told` says it in words for people, by `what` and value.
    `spare` is a label to try where the list's usual one is misread.
    """

    what: str
    told: str
    fields: tuple[tuple[str, str], ...] = ()
    role: str = ""
    url: str = ""
    label: str | None = None
    spare: str | None = None
    replaces: bool = False


def wishes(
    mine: Entry, theirs: Entry, conflicts: Sequence[Disagreement], style: Callable[[], Style], base: tuple[str, str]
) -> Iterator[Wish]:
    """What `theirs` says and `mine` does not, what the two disagree in left out; links first.

    `style` infers how the list writes; `base` are the paths of the two lists: relative addresses are those of one.
    """
    yield from _link_wishes(mine, theirs, base)
    disputed = {field for one in conflicts for field in one.fields}
    yield from _event_wishes(mine, theirs, disputed, style)
    if theirs.authors and not mine.authors:
        yield Wish("authors", theirs.authors, (("authors", theirs.authors),))
    if theirs.alias and not mine.alias and not _is_in_title(theirs.alias, mine):
        yield Wish("alias", theirs.alias, (("alias", theirs.alias),))
    said = {"".join(fold_words(word)) or word for word in mine.keywords}
    more = [word for word in theirs.keywords if ("".join(fold_words(word)) or word) not in said]
    if more:
        yield Wish("keywords", ", ".join(more), (("keywords", "\n".join(more)),))
    if theirs.notes and not mine.notes and not says_that(mine, theirs.notes):
        yield Wish("notes", theirs.notes, (("notes", theirs.notes),))


def replacements(mine: Entry, theirs: Entry, conflict: Disagreement) -> list[Wish] | None:
    """What takes the other side's word over; None where the entry itself does not write what would have to change."""
    found: list[Wish] = []
    for field in conflict.fields:
        value = _written(theirs, field)
        if value is None or value == _written(mine, field):
            continue
        if field == "venue" and mine.venue is None:
            found.append(Wish("venue", value, (("venue", value),)))
        elif field == "year" and _year(mine) is None:
            found.append(Wish("year", value, (("year", value),)))
        elif len(_spans(mine, field)) == 1:
            found.append(Wish(field, value, ((field, value),), replaces=True))
        else:
            return None
    return found


def _spans(entry: Entry, field: str) -> tuple[Span, ...]:
    if field == "year":
        return entry.spans.get("venue_year") or entry.spans.get("year", ())
    return entry.spans.get(field, ())


def _written(entry: Entry, field: str) -> str | None:
    if field == "year":
        year = _year(entry)
        return None if year is None else str(year)
    value = getattr(entry, "venue_raw" if field == "venue" else field)
    return None if value is None else str(value)


def _year(entry: Entry) -> int | None:
    return entry.venue_year or entry.year


def _is_in_title(alias: str, entry: Entry) -> bool:
    folded = "".join(fold_words(alias))
    title = fold_title(entry.title)
    return folded in (title.alias, *title.words) or title.key.startswith(folded)


def _event_wishes(mine: Entry, theirs: Entry, disputed: set[str], style: Callable[[], Style]) -> Iterator[Wish]:
    if disputed & {"venue", "year"}:
        return
    year = _year(theirs)
    wanted = []
    if theirs.venue_raw and mine.venue is None:
        wanted.append(("venue", theirs.venue_raw))
        if theirs.track and not mine.track and is_usual(style(), mine, "track"):
            wanted.append(("track", theirs.track))
    if year and _year(mine) is None:
        wanted.append(("year", str(year)))
    if len(wanted) > 1:
        yield Wish("venue", " ".join(value for _, value in wanted), tuple(wanted))
    elif wanted:
        yield Wish(*wanted[0], fields=(wanted[0],))


def missing(mine: Entry, theirs: Entry, base: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """What `theirs` says and `mine` says nothing of, by what it is: to report. What both say is no part of it."""
    for name in ("authors", "venue", "year", "track", "status"):
        value, own = (_year(entry) if name == "year" else getattr(entry, name) for entry in (theirs, mine))
        if value and not own and not (name == "status" and mine.venue):
            yield name, str(theirs.venue_raw if name == "venue" else value)
    if theirs.alias and not mine.alias and not _is_in_title(theirs.alias, mine):
        yield "alias", theirs.alias
    said = {"".join(fold_words(word)) or word for word in mine.keywords}
    if more := [word for word in theirs.keywords if ("".join(fold_words(word)) or word) not in said]:
        yield "keywords", ", ".join(more)
    if theirs.notes and not mine.notes and not says_that(mine, theirs.notes):
        yield "notes", theirs.notes
    have = {link_key(link) for link in mine.links if link.url} | {link.url for link in mine.links}
    for link in theirs.links:
        moved = moved_url(link.url, *base)
        lacks = safe_url(moved) not in have if moved != link.url else not {link_key(link), link.url} & have
        if link.url and lacks:
            yield f"{link.role} link", link.url


# Links


def _link_wishes(mine: Entry, theirs: Entry, base: tuple[str, str]) -> Iterator[Wish]:
    have = {link_key(link) for link in mine.links if link.url}
    own = {link.url for link in mine.links}
    for link in theirs.links:
        url = moved_url(link.url, *base)
        moved = url != link.url  # it is another file than one of the same address in this list
        if not link.url or (safe_url(url) in own if moved else link_key(link) in have):
            continue
        have.add(link_key(link))
        own.add(safe_url(url))
        role = _role_in(mine, link)
        said = escape(link.label.strip("[] ")) if link.label and link.label != link.url and not link.in_title else None
        label = said if said and role in _LABELLED else None
        yield Wish(f"{role} link", url, role=role, url=url, label=label, spare=said if said != label else None)


def _role_in(entry: Entry, link: Link) -> str:
    """What a link is among the links of an entry: of a paper, and beside its own page, a page is project's or code."""
    if link.role != "page" or link.named:
        return link.role
    if entry.kind == "resource" and not any(own.role == "page" and own.url for own in entry.links):
        return link.role
    return "code" if link.identity.serves[:1] == ("code",) else "project"


def moved_url(url: str, here: str, there: str) -> str:
    """An address of the list at path `there`, as one at path `here` has to write it.

    A relative one that leads to a file is moved, so that it leads to the same file. All others stay: what leads to no
    file may be right where the list goes to, and a list that is no file (`-`) has no folder.
    """
    found = _beside(url, here, there)
    if found is None:
        return url
    prefix, path = found
    if not os.path.exists(path):
        return url
    written = split_address(url).path
    return posixpath.normpath(posixpath.join(prefix.translate(_QUOTED), written)) + url[len(written) :]


def is_stranded(url: str, here: str, there: str) -> bool:
    """Whether an address is relative to the folder of the list at `there`, and leads to no file from there.

    In the list at `here`, in another folder, it is written as it was.
    """
    found = _beside(url, here, there)
    if found is None or os.path.exists(found[1]):
        return False
    return "." not in url.split("/", maxsplit=1)[0].strip(".")  # else it may be a domain


def _beside(url: str, here: str, there: str) -> tuple[str, str] | None:
    """The way from the folder of `here` to that of `there`, and the file that a relative address leads to from there.

    None where the folders are the same, or not known.
    """
    parts = split_address(url)
    if parts.scheme or parts.netloc or not parts.path or url.startswith(("/", "\\")) or "-" in (here, there):
        return None
    old, new = (os.path.dirname(os.path.abspath(path)) for path in (there, here))
    if old == new:
        return None
    try:
        way = os.path.relpath(old, new)
    except ValueError:  # another drive
        return None
    return way.replace(os.sep, "/"), os.path.join(old, unquote(parts.path))


# Writing


def edits_for(wish: Wish, entry: Entry, style: Style, document: Document) -> tuple[Edit, ...]:
    """The edits that grant a wish; none where the list's style has no place for it."""
    if wish.role:
        return insert_link(style, entry, wish.role, wish.url, wish.label)
    if wish.replaces:
        (name, value) = wish.fields[0]
        return (Edit(_spans(entry, name)[0], escape(value)),)
    if wish.what == "keywords" and entry.keywords:
        return _more_keywords(entry, wish.fields[0][1].split("\n"), document)
    values = [Value(_KINDS.get(name, name), escape(value.replace("\n", ", "))) for name, value in wish.fields]
    edits = insert_values(style, entry, values)
    if not edits and len(values) > 1:
        # A list may write the venue alone, the year standing in its headings.
        edits = insert_values(style, entry, values[:1])
    return edits


def _more_keywords(entry: Entry, words: Sequence[str], document: Document) -> tuple[Edit, ...]:
    if not entry.spans.get("keywords"):
        return ()
    last = entry.spans["keywords"][-1]
    text = document.source.slice(Span(entry.spans["keywords"][0].start, last.end))
    comma = max("，,", key=lambda char: (text.count(char), char == ","))
    join = comma + ("" if comma == "，" or (f"{comma} " not in text and comma in text) else " ")
    return (Edit(Span(last.end, last.end), "".join(join + escape(word) for word in words)),)


# Proof


def grants(before: Entry, after: Entry, asked: Sequence[Wish]) -> bool:
    """Whether an entry says what it said, and what was asked for, and nothing else."""
    may = {name for wish in asked for name, _ in wish.fields}
    for name in ("kind", "title", "alias", "authors", "track", "status", "checked", "placeholder"):
        if name not in may and getattr(before, name) != getattr(after, name):
            return False
    if before.section != after.section:
        return False
    if not may & {"venue"} and (before.venue, before.venue_raw) != (after.venue, after.venue_raw):
        return False
    if not may & {"year", "venue"} and (before.year, before.venue_year) != (after.year, after.venue_year):
        return False
    if "year" not in may and before.year is not None and before.year != after.year:
        return False
    if "notes" not in may and before.notes != after.notes:
        return False
    if "keywords" not in may and before.keywords != after.keywords:
        return False
    return _links_granted(before, after, asked) and all(
        _says(after, name, value, before) for wish in asked for name, value in wish.fields
    )


def _says(after: Entry, name: str, value: str, before: Entry) -> bool:
    if name == "year":
        return str(_year(after)) == value or str(after.year) == value or _year(after) is None
    if name == "keywords":
        return list(after.keywords) == [*before.keywords, *value.split("\n")]
    written = getattr(after, "venue_raw" if name == "venue" else name)
    return written is not None and "".join(str(written).split()) == "".join(value.split())


def _links_granted(before: Entry, after: Entry, asked: Sequence[Wish]) -> bool:
    wanted = [(wish.role, wish.url) for wish in asked if wish.role]
    had = [(link.role, link.url, link.label, link.canonical) for link in before.links if link.url]
    have = [(link.role, link.url, link.label, link.canonical) for link in after.links if link.url]
    for link in had:
        if link not in have:
            return False
        have.remove(link)
    if len(have) != len(wanted):
        return False
    return sorted((role, url) for role, url, _, _ in have) == sorted((role, safe_url(url)) for role, url in wanted)
