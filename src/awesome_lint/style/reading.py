"""Entries taken apart by their spans: the values, and the text around them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from sys import intern

from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Document, Entry, Link
from awesome_lint.patterns import pattern
from awesome_lint.source import Span
from awesome_lint.style.gaps import WORD, Loose, key_of, phrases, trim
from awesome_lint.style.record import Cell, Reading, Value

_PREFIX = pattern(r"[ \t>]*")
_NUMBER = pattern(r"\s*(\d{1,9})[.)]\s")
_CHECK = pattern(r"[^\w\[]*\[([ xX])\]")
_PIPE = pattern(r"(?<!\\)\|")
_HTML_CELL = pattern(
    r"(?:\s*</t[dh]>)?\s*(?:</?t(?:r|body|head|able)\b[^>]*>\s*)*<t[dh]\b[^>]*>|\s*</t[dh]>\s*(?:</tr>\s*)?$",
    2,  # re.IGNORECASE
)
_WORDS = 3  # in a phrase of the list's own
_COMMON = 0.3  # the share of entries from which a phrase is the list's own and no entry's


_Part = tuple[int, int, Value, Cell | None]
"""Where a value starts and ends, the value, and of a linked one that says several things its text."""


def read_entries(document: Document, entries: Sequence[Entry], knowledge: Knowledge) -> list[Reading]:
    """Every entry of `entries` taken apart. Words that many of them repeat are the list's, others the entry's own."""
    malformed = [found.span for found in document.malformed]
    raws = [_take_apart(document, entry, malformed) for entry in entries]
    words = _Words([cell for _, cells, _ in raws for cell in cells], len(entries), knowledge)
    return [
        Reading(
            entry.layout,
            entry.group,
            tuple([words.finish(cell, number) for number, cell in enumerate(cells)]),
            rims,
            indent,
        )
        for entry, (rims, cells, indent) in zip(entries, raws, strict=True)
    ]


def _take_apart(document: Document, entry: Entry, malformed: list[Span]) -> tuple[tuple[str, ...], list[Cell], str]:
    """What stands around an entry's cells, the cells with all that lies between its fields as gaps, and its indent."""
    text = document.source.text
    indent = _indent(document, entry)
    parts = _parts(text, entry, malformed, indent)
    start, end = entry.span
    if entry.layout == "table":
        rims, cells = _cells(text, start, end, parts)
        if rims:
            return rims, cells, indent
    first = _opening(text, start, parts[0][0] if parts else end, entry)
    return (), [_stretch(text, start, end, first + parts, indent)], indent


def _indent(document: Document, entry: Entry) -> str:
    """What begins the further lines of an entry where it stands: the quote marks and spaces before its first line."""
    line = document.source.line_starts[entry.line - 1] if entry.line else entry.span.start
    if line == entry.span.start:
        return ""
    match = _PREFIX.match(document.source.text, line, entry.span.start)
    return match[0] if match and match.end() == entry.span.start else ""


def _parts(text: str, entry: Entry, malformed: list[Span], indent: str) -> list[_Part]:
    """The values that spans give, in order; what lies inside another value is left out."""
    fields: list[tuple[int, int, str]] = []
    spans = entry.spans
    years = spans.get("year", ())
    for name, places in spans.items():
        for place in places:
            if name != "venue_year" or place not in years:
                # `et al.` has its stop: it is no separator that other authors would get, too.
                stop = name == "authors" and text.startswith(".", place.end) and text.endswith("et al", 0, place.end)
                fields.append((place.start, place.end + stop, name))
    fields.sort()
    first, last = entry.span
    # Places with the widest of one start in front; the numbers keep the rest in the order in which it is found.
    found: list[tuple[int, int, int, Link | str]] = []
    for link in entry.links:
        start, end = link.span
        if start >= first and end <= last:
            found.append((start, -end, len(found), link))
    for start, end, name in fields:
        if start >= first and end <= last:
            found.append((start, -end, len(found), name))
    for start, end in malformed if len(malformed) < 8 else _within(malformed, entry.span):
        if start >= first and end <= last:
            found.append((start, -end, len(found), "malformed"))
    found.sort()
    kept: list[_Part] = []
    behind = 0
    for start, end, _, what in found:
        if start < behind and kept:
            continue
        behind = -end
        if isinstance(what, str):
            kept.append((start, behind, Value(what, text[start:behind]), None))
        else:
            kept.append((start, behind, *_link(text, what, _held(fields, what), indent)))
    return kept


def _held(fields: list[tuple[int, int, str]], link: Link) -> list[tuple[int, int, str]]:
    """The fields that a link's text says, and that are not all of the link."""
    start, end = link.label_span
    if end >= link.span.end:
        return []
    first = bisect_left(fields, (start,))
    return [field for field in fields[first : bisect_left(fields, (end,), first)] if field[1] <= end]


def _within(spans: list[Span], outer: Span) -> list[Span]:
    """The ones of ordered spans that begin inside `outer`."""
    return spans[bisect_left(spans, Span(outer.start, 0)) : bisect_left(spans, Span(outer.end, 0))]


def _link(text: str, link: Link, held: list[tuple[int, int, str]], indent: str) -> tuple[Value, Cell | None]:
    if link.form in ("bare", "autolink"):
        return Value("link", "", link.role, link.url, link.form), None
    form, url = ("html", text[slice(*link.url_span)]) if link.form == "html" else _behind(text, link)
    if not held:
        return Value("link", text[slice(*link.label_span)], link.role, url, form), None
    parts: list[_Part] = []
    for start, end, name in sorted(held, key=lambda field: (field[0], -field[1])):
        if not parts or start >= parts[-1][1]:  # what lies inside another is left out
            parts.append((start, end, Value(name, text[start:end]), None))
    inner = _stretch(text, *link.label_span, parts, indent)
    main = next((value for value in inner.values if value.name == "title"), inner.values[0])
    return Value(main.name, main.text, "", url, form, inner=inner.values), inner


def _behind(text: str, link: Link) -> tuple[str, str]:
    """The form of a Markdown link, and its destination or key."""
    at, end = link.label_span.end, link.span.end
    if link.form == "inline":
        return "inline", text[at + 2 : end - 1].strip()
    opened = text.find("[", at + 1, end)
    if opened < 0:
        return "shortcut", ""
    key = text[opened + 1 : end - 1]
    return ("reference" if key else "collapsed"), key


def _opening(text: str, start: int, first: int, entry: Entry) -> list[_Part]:
    """The number and the box of a list item."""
    gap = text[start:first]
    found: list[_Part] = []
    if entry.layout in ("numbered", "cell") and (match := _NUMBER.match(gap)):
        found.append((start + match.start(1), start + match.end(1), Value("number", match[1]), None))
    if entry.checked is not None and (match := _CHECK.match(gap, found[0][1] - start if found else 0)):
        found.append((start + match.start(1), start + match.end(1), Value("checked", match[1]), None))
    return found


def _stretch(text: str, start: int, end: int, parts: list[_Part], indent: str) -> Cell:
    gaps: list[str] = []
    at = start
    for first, behind, _, _ in parts:
        gaps.append(text[at:first])
        at = behind
    gaps.append(text[at:end])
    if indent or text.find("\r", start, end) >= 0:
        gaps = [_gap(gap, indent) for gap in gaps]
    return Cell(
        start,
        end,
        tuple([value for _, _, value, _ in parts]),
        tuple([(first, behind) for first, behind, _, _ in parts]),
        tuple(map(intern, gaps)),  # the same few in every entry
        tuple([inner for _, _, _, inner in parts if inner is not None]),
    )


def _gap(gap: str, indent: str) -> str:
    if "\r" in gap:
        gap = gap.replace("\r\n", "\n").replace("\r", "\n")
    if indent and "\n" in gap:
        gap = gap.replace("\n" + indent, "\n")
    return gap


def _cells(text: str, start: int, end: int, parts: list[_Part]) -> tuple[tuple[str, ...], list[Cell]]:
    """A row's cells, and what stands around them; nothing where the row has no cells to be seen."""
    is_html = text.startswith("<", start)
    delimiter = _HTML_CELL if is_html else _PIPE
    found: list[tuple[int, int]] = []
    at = start
    for stop, behind in (*[(first, behind) for first, behind, _, _ in parts], (end, end)):
        found += [match.span() for match in delimiter.finditer(text, at, stop)]
        at = behind
    if not found:
        return (), []
    if not is_html:
        if text[start : found[0][0]].strip():
            found.insert(0, (start, start))
        else:
            found[0] = (start, found[0][1])
        if text[found[-1][1] : end].strip():
            found.append((end, end))
        else:
            found[-1] = (found[-1][0], end)
    rims = [text[one:other] for one, other in found]
    rims[0] = text[start : found[0][1]]
    rims[-1] = text[found[-1][0] : end]
    cells = []
    index = 0
    for number, ((_, opened), (closed, _)) in enumerate(pairwise(found)):
        inside = []
        while index < len(parts) and parts[index][0] < max(closed, opened + 1):
            first, behind, value, inner = parts[index]
            if first >= opened:
                inside.append((first, behind, value._replace(cell=number) if number else value, inner))
            index += 1
        cells.append(_stretch(text, opened, closed, inside, ""))
    return tuple(rims), cells


def _gaps(cells: Iterable[Cell]) -> list[str]:
    found: list[str] = []
    for cell in cells:
        found += cell.gaps
        if cell.inner:
            found += _gaps(cell.inner)
    return found


class _Words:
    """Which words between values are the list's own: `In`, `Keywords:`, and what is said about one entry."""

    def __init__(self, cells: list[Cell], entries: int, knowledge: Knowledge) -> None:
        self._entries = entries
        self._labels = knowledge.labels
        self._own: dict[str, list[Loose]] = {}  # what one entry says in a gap
        self._texts: Counter[str] = Counter()
        self._keys: Counter[str] = Counter()
        for gap, times in Counter(_gaps(cells)).items():
            self._own[gap] = said = phrases(gap) if WORD.search(gap) or not gap.isascii() else []
            for one in said:
                core = gap[one.start : one.end]
                self._texts[core.casefold()] += times
                if (key := key_of(gap, one.start)) is not None:
                    self._keys[key[0]] += times
        for gap, said in self._own.items():
            if said:
                self._own[gap] = [kept for one in said if (kept := self._without_key(gap, one)) is not None]

    def finish(self, raw: Cell, column: int) -> Cell:
        """A stretch with what its gaps say taken out of them as values."""
        if not raw.inner and not any(map(self._own.__getitem__, raw.gaps)):
            return raw
        inner = tuple([self.finish(one, column) for one in raw.inner])
        texts = iter(inner)
        values: list[Value] = []
        places: list[tuple[int, int]] = []
        gaps: list[str] = []
        for index, gap in enumerate(raw.gaps):
            if own := self._own[gap]:
                start = raw.places[index - 1][1] if index else raw.start
                at = 0
                for loose in own:
                    gaps.append(gap[at : loose.start])
                    values.append(Value(loose.name, gap[loose.start : loose.end], cell=column))
                    places.append((start + loose.start, start + loose.end))
                    at = loose.end
                gaps.append(gap[at:])
            else:
                gaps.append(gap)
            if index < len(raw.values):
                value = raw.values[index]
                values.append(value._replace(inner=next(texts).values) if value.inner else value)
                places.append(raw.places[index])
        return Cell(raw.start, raw.end, tuple(values), tuple(places), tuple(gaps), inner)

    def _without_key(self, gap: str, said: Loose) -> Loose | None:
        if said.name == "tag":
            return said if WORD.search(gap, said.start, said.end) else None
        if said.name != "note":
            emoji = said.name == "image" and gap[said.start] not in "!<"
            return None if emoji and self._is_common(gap[said.start : said.end]) else said
        start, end = said.start, said.end
        if (key := key_of(gap, start)) is not None and self._is_key(key[0]):
            start = key[1]
            if start >= end:
                return None
            start, end = trim(gap, start, end)
        if start >= end or not WORD.search(gap, start, end):
            return None
        phrase = gap[said.start : said.end]
        if start == said.start and len(phrase.split()) <= _WORDS and self._is_common(phrase):
            return None
        return Loose("note", start, end)

    def _is_common(self, phrase: str) -> bool:
        """Whether so many entries say this that it is the list's own."""
        times = self._texts[phrase.casefold()]
        return times > 1 and times >= _COMMON * self._entries

    def _is_key(self, key: str) -> bool:
        return self._keys[key] > 1 or self._labels.key_of(key) is not None or self._labels.role_of(key) is not None
