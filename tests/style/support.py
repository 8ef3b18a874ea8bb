"""Lists, their entries and their style."""

from __future__ import annotations

from pathlib import Path

from awesome_lint.model import Document, Entry
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits
from awesome_lint.style import Style, infer, insert_link

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
