"""Lists, their entries and their style."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path
from typing import NamedTuple

from awesome_lint.model import Document, Entry
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits
from awesome_lint.style import Style, Target, infer, insert_link
from awesome_lint.style.markup import escape
from awesome_lint.style.translate import translate, write

ROOT = Path(__file__).parents[2]
LISTS = sorted((ROOT / "lists").glob("*.md"))
FIXTURES = sorted((ROOT / "tests" / "fixtures").glob("*.md"))


def read(text: str) -> tuple[Document, Style]:
    document = parse_document(Source(text, "list.md"))
    return document, infer(document)


def read_file(path: Path) -> tuple[Document, Style]:
    return read(path.read_bytes().decode("utf-8"))


def written(document: Document, style: Style) -> list[str]:
    """Every entry as the prevailing form of its group gives it."""
    return [style.render(style.record(entry), style.template(entry)) for entry in document.entries]


def sources(document: Document) -> list[str]:
    return [document.source.slice(entry.span) for entry in document.entries]


def inserted(text: str, index: int, role: str, url: str, label: str | None = None) -> str:
    """The list with a link inserted into one of its entries."""
    document, style = read(text)
    return apply_edits(text, insert_link(style, document.entries[index], role, url, label))


def facts(entry: Entry) -> dict[str, object]:
    """What an entry says, without places and what links tell."""
    places = "line end_line span spans links group heading unlinked unavailable ids".split()
    return {name: value for name, value in entry._asdict().items() if name not in places}


def links(entry: Entry) -> list[tuple[str, str, str, str]]:
    return [(link.role, link.url, link.label, link.form) for link in entry.links]


MEANING = (
    *("kind", "title", "alias", "authors", "venue_raw", "venue", "venue_source", "venue_year", "track", "year"),
    *(
        "year_source",
        "status",
        "unavailable",
        "unlinked",
        "keywords",
        "notes",
        "checked",
        "placeholder",
        "ids",
        "links",
    ),
)


class Converted(NamedTuple):
    """A list in another form: its text, its entries there (None: not one) beside those they were, what was lost."""

    text: str
    pairs: list[tuple[Entry, Entry | None]]
    lost: list[str]
    forms: list[int]

    @property
    def changed(self) -> list[tuple[str, dict[str, tuple[object, object]]]]:
        """The entries that do not say what they said, by title, with what differs, but for boxes no form has."""
        found = []
        for before, after in self.pairs:
            differing = differences(before, after)
            if "checked" in self.lost:
                differing.pop("checked", None)
            if differing:
                found.append((before.title, differing))
        return found


def differences(before: Entry, after: Entry | None) -> dict[str, tuple[object, object]]:
    if after is None:
        return {"entry": (before.title, None)}
    pairs = zip(MEANING, before.meaning, after.meaning, strict=True)
    return {name: (one, other) for name, one, other in pairs if one != other}


def converted(document: Document, target: Target) -> Converted:
    """All entries of a list under their headings in the form of `target`; a more explicit one where one is misread."""
    style = infer(document)
    entries = document.entries
    targets = (target, *target.explicit)
    forms = [0] * len(entries)
    while True:
        told = [
            translate(style.record(entry), entry, targets[form], detached=True)
            for entry, form in zip(entries, forms, strict=True)
        ]
        pieces = [write(one.record, targets[form]) for one, form in zip(told, forms, strict=True)]
        text, starts = composed(list(entries), pieces, target)
        found: list[list[Entry]] = [[] for _ in entries]
        for entry in parse_document(Source(text, "list.md")).entries:
            found[max(bisect_right(starts, entry.span.start) - 1, 0)].append(entry)
        pairs = [(one, after[0] if len(after) == 1 else None) for one, after in zip(entries, found, strict=True)]
        lost = sorted({name for one in told for name in one.lost})
        result = Converted(text, pairs, lost, forms)
        misread = [
            index
            for index, (one, other) in enumerate(pairs)
            if set(differences(one, other)) - set(told[index].lost) and forms[index] + 1 < len(targets)
        ]
        if not misread:
            return result
        for index in misread:
            forms[index] += 1


def composed(entries: list[Entry], pieces: list[str], target: Target) -> tuple[str, list[int]]:
    """Entries under the headings of their sections, and where each begins."""
    text, section, starts = "", None, []
    for entry, piece in zip(entries, pieces, strict=True):
        if entry.section != section:
            section = entry.section
            titles = [escape(title) for title in section]
            text += "".join(f"\n\n{'#' * min(level, 6)} {title}" for level, title in enumerate(titles, 1))
            text += "\n\n" + target.head
        else:
            text += target.between
        starts.append(len(text))
        text += piece
    return text + "\n", starts
