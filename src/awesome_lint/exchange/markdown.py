"""A list in Markdown, made of entries that need have no Markdown: sections as headings, entries in one form.

What was written is read again and compared with what was meant. An entry that is read otherwise is written in the next
form of its target, which is harder to misread; what differs in all of them is said, field by field.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from awesome_lint.exchange.fields import Lost, Row
from awesome_lint.model import Document, Entry
from awesome_lint.parse.text import clean_title
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Source
from awesome_lint.style.markup import escape, escape_end, escape_start, safe_url
from awesome_lint.style.translate import record_of, write

if TYPE_CHECKING:
    from awesome_lint.style.target import Target

Parse = Callable[[Source], Document]

_DEEPEST = 6  # levels of headings
_BETWEEN = pattern(r"[\s.,;:()，。；：、（）]+")
_COMPARED = (
    *("title", "alias", "authors", "venue_raw", "venue", "track", "year", "status"),
    *("unavailable", "unlinked", "keywords", "notes", "checked", "placeholder", "section"),
)


class Composed(NamedTuple):
    """A list as it is written and read again, and what of which entry is not in it or reads otherwise.

    `origins` has for every entry of the list the index of its row; -1 for what is of none.
    """

    document: Document
    lost: tuple[Lost, ...] = ()
    origins: tuple[int, ...] = ()


class _Section:
    """A heading with the entries below it, by their places among all, and the headings below it."""

    def __init__(self, title: str = "", level: int = 0) -> None:
        self.title = title
        self.level = level
        self.entries: list[int] = []
        self.inner: dict[str, _Section] = {}

    def walk(self) -> Iterator[_Section]:
        """This section and all below it, as they stand in the list; without recursion, for they may be many."""
        left = [self]
        while left:
            section = left.pop()
            yield section
            left += reversed(section.inner.values())


def rows_of(documents: Sequence[Document]) -> list[tuple[str, Row]]:
    """The entries of lists as rows, with their paths."""
    return [(document.path, Row(entry, entry.line)) for document in documents for entry in document.entries]


def compose(rows: Sequence[tuple[str, Row]], target: Target, parse: Parse, path: str | None = None) -> Composed:
    """A list of `rows` (each with the path it is of) as `target` writes them, sections in the order they come up in.

    `path` names the list; `lost` names entries by their own paths and lines.
    """
    forms = (target, *target.explicit)
    plan = _Plan(rows, forms, parse, path)
    best = [0] * len(rows)
    document, wrong = plan.tried(best)
    for number in range(1, len(forms)):
        if not any(wrong):
            break
        document, now = plan.tried([number if wrong[index] else form for index, form in enumerate(best)])
        better = [index for index in range(len(rows)) if len(now[index]) < len(wrong[index])]
        for index in better:
            best[index] = number
        if len(better) < sum(map(bool, wrong)) or number + 1 == len(forms):
            document, wrong = plan.tried(best)
        else:
            wrong = now
    lost = [
        Lost(path, row.line, row.entry.title, tuple(dict.fromkeys(fields)))
        for (path, row), fields in zip(rows, wrong, strict=True)
        if fields
    ]
    return Composed(document, tuple(lost), tuple(plan.origins))


class _Plan:
    """A list to be written: its entries, the forms that each may take, and its sections."""

    def __init__(
        self, rows: Sequence[tuple[str, Row]], forms: Sequence[Target], parse: Parse, path: str | None
    ) -> None:
        self.rows = rows
        self.forms = forms
        self.parse = parse
        self.path = path
        self.origins: list[int] = []  # of the entries that were read last, the indexes of their rows
        self.root = _sections([row.entry for _, row in rows])
        self.deepest = _DEEPEST
        if forms[0].layout == "heading" and rows:
            begun = self._written(0, 0, 1)
            self.deepest = max(len(begun) - len(begun.lstrip("#")) - 1, 0) or _DEEPEST

    def tried(self, chosen: Sequence[int]) -> tuple[Document, list[list[str]]]:
        """The list with every entry in its chosen form, and the fields of each that are read otherwise."""
        text, places = self._text(chosen)
        document = self.parse(Source(text, self.path))
        starts = [start for start, _ in places.values()]
        order = list(places)
        read: dict[int, list[Entry]] = {}
        self.origins = []
        for entry in document.entries:
            at = bisect_right(starts, entry.span.start) - 1
            self.origins.append(order[at] if at >= 0 else -1)
            if at >= 0:
                read.setdefault(order[at], []).append(entry)
        target = self.forms[0]
        wrong = [_differences(row, read.get(index, []), target) for index, (_, row) in enumerate(self.rows)]
        return document, wrong

    def _text(self, chosen: Sequence[int]) -> tuple[str, dict[int, tuple[int, int]]]:
        """The Markdown, and by index where every entry stands in it, in its order."""
        target = self.forms[0]
        newline = target.newline
        numbered = target.like is None or target.like[0].counts_up
        out: list[str] = []
        places: dict[int, tuple[int, int]] = {}
        length = 0

        def put(text: str) -> None:
            nonlocal length
            out.append(text)
            length += len(text)

        for section in self.root.walk():
            if section.level:
                put(newline * bool(out) + _heading(section, self.deepest) + newline)
            if section.entries and out:
                put(newline)
            for number, index in enumerate(section.entries):
                put(target.between if number else target.head)
                text = self._written(index, chosen[index], number + 1 if numbered else 0)
                places[index] = length, length + len(text)
                put(text)
            if section.entries:
                put(newline)
        return "".join(out), places

    def _written(self, index: int, form: int, number: int) -> str:
        target = self.forms[form]
        return write(record_of(self.rows[index][1].entry, target), target, number)


def _sections(entries: Sequence[Entry]) -> _Section:
    """The headings that the entries stand below, the same only once."""
    root = _Section()
    for index, entry in enumerate(entries):
        if not (entry.title or entry.alias or entry.links):
            continue  # an unfilled template says nothing that could be written
        section = root
        for title in entry.section:
            if title not in section.inner:
                section.inner[title] = _Section(title, section.level + 1)
            section = section.inner[title]
        section.entries.append(index)
    return root


def _heading(section: _Section, deepest: int) -> str:
    """A section's heading.

    Below the sixth level it is a line in bold type, which names a group. Where entries are headings themselves, no
    section may be as deep as they are.
    """
    title = escape_start(escape(section.title))
    if section.level > _DEEPEST == deepest:
        return f"**{title}**"
    return f"{'#' * min(section.level, deepest)} {escape_end(title)}"


def _differences(row: Row, read: Sequence[Entry], target: Target) -> list[str]:
    """In which fields an entry is read otherwise than it was meant; `entry` where it is none, or several."""
    if len(read) != 1:
        return ["entry"]
    meant, got = row.entry, read[0]
    found = [name for name in _COMPARED if getattr(meant, name) != getattr(got, name)]
    if row.guessed and "title" in found and clean_title(meant.title) == got.title:
        found.remove("title")  # no title ends with a full stop
    if row.guessed and "notes" in found and _said(meant.notes) == _said(got.notes):
        found.remove("notes")  # sentences, parentheses and lists are read as several notes
    if "venue" in found and "venue_raw" not in found:
        found.remove("venue")  # it is what the knowledge base makes of the one that is written
    if target.like is not None and meant.checked is None and "checked" in found:
        found.remove("checked")  # that list has boxes
    if meant.kind != got.kind and "kind" not in row.guessed:
        found.append("kind")
    if _resources(meant) != _resources(got):
        found.append("links")
    elif "roles" not in row.guessed and _roles(meant) != _roles(got):
        found.append("roles of links")
    elif target.like is None and "labels" not in row.guessed and _labels(meant) != _labels(got):
        found.append("labels of links")
    return found


def _said(notes: str | None) -> list[str]:
    """What notes say, whatever stands between their parts."""
    return [word for word in _BETWEEN.split(notes or "") if word]


def _resources(entry: Entry) -> Counter[str]:
    return Counter(safe_url(link.url) for link in entry.links)


def _roles(entry: Entry) -> Counter[tuple[str, str]]:
    return Counter((link.role, safe_url(link.url)) for link in entry.links)


def _labels(entry: Entry) -> Counter[tuple[str, str]]:
    return Counter((link.label, safe_url(link.url)) for link in entry.links)
