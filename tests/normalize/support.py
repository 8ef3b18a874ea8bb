"""Lists rewritten, and what must hold of it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from awesome_lint.knowledge import knowledge
from awesome_lint.model import Document
from awesome_lint.normalize.rewrite import Rewritten, rewrite
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits
from awesome_lint.style import infer
from awesome_lint.style.target import named_target, target_like

ROOT = Path(__file__).parents[2]
# What is made of the other five says nothing that they do not.
LISTS = sorted(path for path in (ROOT / "lists").glob("*.md") if path.stem not in ("README", "talking-head"))
FIXTURES = sorted((ROOT / "tests" / "fixtures").glob("*.md"))
LAYOUTS = ("table", "bullet", "numbered", "heading", "paragraph")


def read(text: str) -> Document:
    return parse_document(Source(text, "list.md"))


@cache
def read_file(path: Path) -> Document:
    return read(path.read_bytes().decode("utf-8"))


def rewritten(document: Document, layout: str | None = None, columns: tuple[str, ...] = (), **asked: bool) -> Rewritten:
    """A list in its own style, or in a layout."""
    target = named_target(layout, document.entries, columns) if layout else None
    if target is not None:
        target = target._replace(newline=document.source.newline)
    keep = not columns
    done = rewrite(document, target, keep=keep, parse=parse_document, known=knowledge(), **asked)
    assert apply_edits(document.source.text, done.edits) == done.document.source.text
    return done


@cache
def file_rewritten(path: Path, layout: str | None = None) -> Rewritten:
    """The list of a file in its own style, or in a layout."""
    return rewritten(read_file(path), layout)


def written_like(document: Document, other: Document, **asked: bool) -> Rewritten:
    """A list in the style of another one."""
    return rewrite(document, target_like(infer(other)), parse=parse_document, known=knowledge(), **asked)


def text_of(text: str, layout: str | None = None, columns: tuple[str, ...] = ()) -> str:
    """The text of a list, rewritten; every entry must be."""
    done = rewritten(read(text), layout, columns)
    assert not done.left
    return done.document.source.text


def model(document: Document) -> list[tuple[object, ...]]:
    """What a list says, entry by entry."""
    return [(entry.meaning, entry.section) for entry in document.entries]


def layouts(document: Document) -> Counter[str]:
    return Counter(entry.layout for entry in document.entries)


def besides(document: Document) -> str:
    """All that is no entry's: the text without the entries' own, and without blanks behind them on their lines."""
    text = document.source.text
    out = []
    at = 0
    for entry in document.entries:
        out.append(text[at : entry.span.start].lstrip(" \t") if at else text[: entry.span.start])
        at = max(at, entry.span.end)
    return "".join([*out, text[at:].lstrip(" \t")])
