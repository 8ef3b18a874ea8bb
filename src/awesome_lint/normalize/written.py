"""Entries of plain fields as Markdown, proven by reading them: what is not read as it was meant is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Document, Entry
from awesome_lint.records import NamedTuple
from awesome_lint.source import Source
from awesome_lint.style.style import Group
from awesome_lint.style.target import Target, named_target, target_like
from awesome_lint.style.translate import record_of, write

Parse = Callable[[Source], Document]

_TITLE = "the title"
_ITSELF = "the entry itself"
_UNSOUND = (_TITLE, _ITSELF)
_OFTEN = 0.2  # the share of entries that say where or when, from which others may


class Misread(NamedTuple):
    """An entry, by its index, of which something is not in the Markdown: `lost` names it (`year 2023`, `code link`)."""

    entry: int
    lost: tuple[str, ...]


class Apart(NamedTuple):
    """The Markdown of one entry, what of it is lacking or misread, and whether it is read as that entry at all."""

    text: str
    lost: tuple[str, ...]
    sound: bool


def written_apart(entry: Entry, parse: Parse) -> Apart:
    """An entry alone, in the first named form in which all that it says is read, else in that which loses least."""
    target = named_target("bullet", [entry])
    tried: list[Apart] = []
    for form in (target, *target.explicit):
        text = write(record_of(entry, form), form) + "\n"
        found = parse(Source(text)).entries
        lost = tuple(_lost(entry, found[0])) if len(found) == 1 else (_ITSELF,)
        tried.append(Apart(text, lost, not any(one.startswith(_UNSOUND) for one in lost)))
        if not lost:
            break
    return min(tried, key=lambda one: (not one.sound, len(one.lost)))


def written_in(
    document: Document | None, entries: Sequence[Entry], parse: Parse, known: Knowledge
) -> tuple[str, tuple[Misread, ...]]:
    """Entries as a list writes its own, rows without the head of their table; and what its form does not hold.

    Without a list: as `written_apart` has them.
    """
    misread: list[Misread] = []
    if document is None:
        apart = [written_apart(entry, parse) for entry in entries]
        misread = [Misread(index, one.lost) for index, one in enumerate(apart) if one.lost]
        return "".join(one.text for one in apart), tuple(misread)
    from awesome_lint.style import infer

    style = infer(document, known=known)
    out = between = ""
    for group, run in groupby(enumerate(entries), lambda one: _group_for(one[1].kind, document)):
        indexes: list[int] = []
        fitting: list[tuple[Entry, tuple[str, ...]]] = []
        for index, entry in run:
            indexes.append(index)
            fitting.append(_fitting(entry, document, group))
        target = target_like(style, group)
        texts = [write(record_of(entry, target), target, number) for number, (entry, _) in enumerate(fitting, 1)]
        text = target.between.join(texts) + target.newline
        out += between + text
        between = target.between.removesuffix(target.newline)
        lost = _misread(document, [entry for entry, _ in fitting], text, target, parse)
        for place, index in enumerate(indexes):
            if said := (*fitting[place][1], *lost.get(place, ())):
                misread.append(Misread(index, said))
    return out, tuple(misread)


def _fitting(entry: Entry, document: Document, group: Group | None) -> tuple[Entry, tuple[str, ...]]:
    """An entry without venue and year where a table or list leaves both to its headings, and that in words."""
    own = [one for one in document.entries if group in ((one.layout, one.group), None)]
    if not (entry.venue or entry.year) or _OFTEN * len(own) < sum(
        one.venue_source == "entry" or one.year_source == "entry" for one in own
    ):
        return entry, ()
    both = [f"venue {entry.venue}"] * bool(entry.venue) + [f"year {entry.year}"] * bool(entry.year)
    lost = f"{', '.join(both)} (entries there leave that to their headings)"
    bare = entry._replace(venue=None, venue_raw=None, venue_source=None, venue_year=None, year=None, year_source=None)
    return bare, (lost,)


def _group_for(kind: str, document: Document) -> Group | None:
    """The largest table or list of entries of a kind; None where there is none: then that of all."""
    counts = Counter((entry.layout, entry.group) for entry in document.entries if entry.kind == kind)
    return counts.most_common(1)[0][0] if counts else None


def _misread(
    document: Document, entries: Sequence[Entry], text: str, target: Target, parse: Parse
) -> dict[int, tuple[str, ...]]:
    """What is lost of entries, by index, as they are read behind those of the list that they are written like."""
    group = target.like[1] if target.like is not None else None
    end = max(one.span.end for one in document.entries if group in ((one.layout, one.group), None))
    whole = document.source.text
    inserted = target.between + text.removesuffix(target.newline)
    again = parse(Source(whole[:end] + inserted + whole[end:], document.source.path))
    found = [entry for entry in again.entries if end <= entry.span.start < end + len(inserted)]
    if len(found) != len(entries):
        return dict.fromkeys(range(len(entries)), ("it is not read as an entry of its own",))
    return {
        index: lost
        for index, (entry, same) in enumerate(zip(entries, found, strict=True))
        if (lost := tuple(_lost(entry, same)))
    }


def _lost(meant: Entry, read: Entry) -> Iterator[str]:
    """What an entry was to say and does not, in words."""
    if meant.title != read.title:
        yield f"{_TITLE} (it is read as `{read.title}`)"
    if meant.authors and meant.authors.rstrip(".") != (read.authors or "").rstrip("."):
        yield f"authors {meant.authors}"
    if meant.venue and read.venue != meant.venue:
        yield f"venue {meant.venue}"
    if meant.year and meant.year not in (read.year, read.venue_year):
        yield f"year {meant.year}"
    if meant.notes and not read.notes:
        yield "description"
    urls = [link.url for link in read.links]
    for link in meant.links:
        if link.url in urls:
            urls.remove(link.url)
        else:
            yield f"{link.role} link {link.url}"
