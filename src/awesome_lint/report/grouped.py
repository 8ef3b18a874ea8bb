"""Findings under the file and the entry they are about, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from awesome_lint.report.cells import fold
from awesome_lint.report.entries import EntryFindings, Shown, by_entry
from awesome_lint.report.escape import printable
from awesome_lint.report.ink import Ink
from awesome_lint.report.view import View


def render(view: View) -> str:
    """The findings that the view shows: files, in them entries in document order; a blank line between files."""
    files = groupby(by_entry(view), key=lambda entry: entry.path)
    return "\n".join("".join(f"{line}\n" for line in _file(path, list(entries), view)) for path, entries in files)


def _file(path: str, entries: list[EntryFindings], view: View) -> Iterator[str]:
    ink = Ink(view.terminal)
    yield ink("path", printable(path))
    places = max(len(_place(one)) for entry in entries for one in entry.shown)
    for entry in entries:
        if entry.title:
            yield "  " + fold(printable(entry.title), view.terminal.width, "  ", 2)
        yield from _rows(entry.shown, places, view, ink)


def _rows(shown: Iterable[Shown], places: int, view: View, ink: Ink) -> Iterator[str]:
    indent = " " * (places + 21)
    for one in shown:
        finding = one.finding
        code = ink.link(view.url(finding.code), ink("code", finding.code))
        severity = ink(finding.severity, f"{finding.severity!s:7}")
        message = fold(printable(one.message), view.terminal.width, indent, len(indent))
        yield f"    {ink('dim', f'{_place(one):>{places}}')}  {severity}  {code}  {message}"


def _place(one: Shown) -> str:
    return f"{one.finding.line}:{one.finding.column}"
