"""What somebody sends in another format, as a list: the way from a BibTeX file into a list leads through it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from awesome_lint.exchange.fields import FormatError, Lost, Problem, Row
from awesome_lint.exchange.formats import guess_format, read
from awesome_lint.exchange.markdown import Parse, compose
from awesome_lint.exchange.table import READABLE, format_of
from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Document
from awesome_lint.records import NamedTuple

if TYPE_CHECKING:
    from awesome_lint.style.target import Target


class Contributed(NamedTuple):
    """A list made of a file of another format; what of the file could not be read, and what the list cannot hold.

    `lines` has for every entry the line of the file where it stands; 0: not known.
    """

    document: Document
    problems: tuple[Problem, ...] = ()
    lost: tuple[Lost, ...] = ()
    lines: tuple[int, ...] = ()


def contributed_document(
    text: str,
    path: str,
    parse: Parse,
    known: Knowledge,
    *,
    name: str | None = None,
    target: Target | None = None,
) -> Contributed:
    """The list that `text`, of the file at `path`, holds; `name` is its format, else that which ending or text tell.

    Without a `target` its entries are bullets, which hold every field, to be rewritten. Places in the `Document` are
    those of its own Markdown; `lines` are those of the file. `FormatError` where no entry can be read.
    """
    rows, problems = read_rows(text, path, known, name)
    if not rows:
        raise FormatError(why_nothing(problems))
    composed = compose([(path, row) for row in rows], target or plain_target(rows), parse, path)
    lines = (rows[origin].line if origin >= 0 else 0 for origin in composed.origins)
    return Contributed(composed.document, problems, composed.lost, tuple(lines))


def plain_target(rows: Sequence[Row], layout: str = "bullet") -> Target:
    """A layout that is named, for the entries of `rows`."""
    from awesome_lint.style.target import named_target

    return named_target(layout, [row.entry for row in rows])


def read_rows(
    text: str, path: str, known: Knowledge, name: str | None = None
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The entries of a text, and what could not be read of it."""
    name = name or format_of(path) or guess_format(text)
    if name is None:
        raise FormatError(f"its format cannot be told: name one, --format {'|'.join(READABLE)}")
    if not text.strip("\ufeff \t\r\n"):
        raise FormatError("the file is empty: there is nothing to make a list of")
    if name == "markdown":
        raise FormatError("a list in Markdown needs no import: `awesome-lint normalize` rewrites it")
    found = read(text, name, known)
    return found.rows, found.problems


def why_nothing(problems: Sequence[Problem]) -> str:
    """Why no entry was read, in words."""
    first = next((problem for problem in problems if not problem.notice), None)
    return "no entries: name a file that has some" if first is None else f"no entries; line {first.line}: {first.text}"


def told(problems: Sequence[Problem], path: str) -> list[str]:
    """Problems of a file as lines for people: `refs.bib:12: …`."""
    name = path if path != "-" else "standard input"
    return [f"{name}:{one.line}: {one.text}" if one.line else f"{name}: {one.text}" for one in problems]


def told_lost(lost: Sequence[Lost]) -> list[str]:
    """What was lost of entries as lines for people."""
    return [f"{one.path}:{one.line}: {_reads(one)}" for one in lost]


def _reads(lost: Lost) -> str:
    title = lost.title if len(lost.title) <= 60 else lost.title[:59].rstrip() + "…"
    if lost.fields == ("entry",):
        return f"`{title}`: would not be read as an entry"
    names = [name.replace("_raw", "").replace("_", " ") for name in dict.fromkeys(lost.fields)]
    return f"`{title}`: not written as it was: {', '.join(dict.fromkeys(names))}"
