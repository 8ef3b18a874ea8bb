"""Every finding with the lines it is about, the characters underlined, and its fix as a small diff."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.findings import Finding, Fix
from awesome_lint.report.cells import Excerpt, excerpt, fold, width
from awesome_lint.report.changes import Change, changes, common_ends
from awesome_lint.report.entries import Shown, by_entry
from awesome_lint.report.escape import printable
from awesome_lint.report.frames import framed
from awesome_lint.report.ink import Ink
from awesome_lint.report.summary import plural
from awesome_lint.report.view import View
from awesome_lint.source import Source

MAX_LINES = 3
"""So many lines of a finding, and of each side of a change, are shown."""
MAX_PLACES = 3
"""So many related places, and changes of one fix, are shown."""
DEFAULT_WIDTH = 120
"""What excerpts are cut to where there is no terminal whose width could be asked."""


LONGEST = 80
"""A report of more lines shows only the first finding of each rule in a file whole: it should fit on two screens."""


def render(view: View) -> str:
    """The findings that the view shows, those of one entry together, a blank line between entries.

    In a long report the later findings of a rule are a line each, unless the rule was asked for by its code.
    """
    page = _Page(view, Ink(view.terminal))
    entries = [[(one, list(page.finding(one))) for one in entry.shown] for entry in by_entry(view)]
    if view.verbose or sum(1 + sum(len(lines) for _, lines in entry) for entry in entries) <= LONGEST:
        return "\n".join("".join(f"{line}\n" for _, lines in entry for line in lines) for entry in entries)
    out: list[str] = []
    seen: set[tuple[str, str]] = set()
    framed = False
    for entry in entries:
        shown: list[str] = []
        for one, lines in entry:
            key = (one.finding.path, one.finding.code)
            shown += lines if key not in seen or one.finding.code in view.asked else lines[:1]
            seen.add(key)
        framed, before = len(shown) > len(entry), framed
        if out and (framed or before):
            out.append("")
        out += shown
    return "".join(f"{line}\n" for line in out)


class _Page:
    """Lays findings out for one terminal."""

    def __init__(self, view: View, ink: Ink) -> None:
        self.view = view
        self.ink = ink
        self.width = view.terminal.width or DEFAULT_WIDTH

    def finding(self, one: Shown) -> Iterator[str]:
        finding, ink = one.finding, self.ink
        source = self.view.sources.get(finding.path)
        place = printable(f"{finding.path}:{finding.line}:{finding.column}:")
        plain = f"{place} {finding.code} {finding.severity} {finding.name}: "
        code = ink.link(self.view.url(finding.code), ink("code", finding.code))
        styled = f"{ink('path', place)} {code} {ink(finding.severity, str(finding.severity))} {finding.name}: "
        yield styled + fold(printable(one.message), self.view.terminal.width, "    ", width(plain))
        gutter = len(str(finding.end_line)) + 1
        if source is not None:
            yield from self._frame(finding, source, gutter)
        for related in finding.related[:MAX_PLACES]:
            yield self._note(gutter, f"{related.path}:{related.line}: {related.message}")
        if len(finding.related) > MAX_PLACES:
            yield self._note(gutter, f"and {plural(len(finding.related) - MAX_PLACES, 'more place')}")
        if finding.fix is not None:
            yield from self._fix(finding, finding.fix, source, gutter)

    def _note(self, gutter: int, text: str) -> str:
        used = gutter + 3
        return f"{' ' * gutter} {self.ink('frame', '=')} " + fold(
            printable(text), self.view.terminal.width, " " * used, used
        )

    def _frame(self, finding: Finding, source: Source, gutter: int) -> Iterator[str]:
        """The lines of a finding, each with the part of it underlined that the finding is about."""
        lines, hidden = framed(finding, source, MAX_LINES)
        for line in lines:
            shown = excerpt(source.text, *line.about, self._room(gutter), line.span)
            yield from self._underlined(line.number, shown, finding, gutter)
        if hidden:
            yield self.ink("frame", f"{'…':>{gutter}} |") + self.ink("dim", f" {plural(hidden, 'more line')}")

    def _underlined(self, number: int, shown: Excerpt, finding: Finding, gutter: int) -> Iterator[str]:
        ink = self.ink
        yield f"{ink('frame', f'{number:>{gutter}} |')} {shown.text}".rstrip()
        mark = " " * shown.indent + ink(finding.severity, "^" * max(1, shown.width))
        yield f"{ink('frame', f'{chr(32):>{gutter}} |')} {mark}"

    def _fix(self, finding: Finding, fix: Fix, source: Source | None, gutter: int) -> Iterator[str]:
        flag = "--fix" if fix.safety == "safe" else "--unsafe-fixes"
        says = f": {fix.message}" if fix.message else ""
        yield self._note(gutter, f"{fix.safety} fix ({flag}){says}")
        if source is None:
            return
        found = changes(fix, source)
        for change in found[:MAX_PLACES]:
            above = finding.line <= change.line <= change.line + len(change.before) - 1 <= finding.end_line
            framed = above and finding.end_line - finding.line < MAX_LINES
            yield from self._change(change, gutter, framed=framed)
        if len(found) > MAX_PLACES:
            yield " " * (gutter + 3) + self.ink("dim", f"and {plural(len(found) - MAX_PLACES, 'more place')}")

    def _change(self, change: Change, gutter: int, *, framed: bool) -> Iterator[str]:
        """The lines before and after; those before are left out where the frame showed them and others replace them."""
        pair = len(change.before) == len(change.after) == 1
        shared = common_ends(change.before[0], change.after[0]) if pair else (0, 0)
        for sign, style, lines in (("-", "removed", change.before), ("+", "added", change.after)):
            if framed and change.after and sign == "-":
                continue
            for line in lines[:MAX_LINES]:
                start, end = (shared[0], len(line) - shared[1]) if pair else (0, 0)
                shown = excerpt(line, start, end, self._room(gutter))
                parts = self.ink(style, f"{sign} {shown.before}"), self.ink(f"{style} part", shown.marked)
                yield (" " * (gutter + 1) + "".join(parts) + self.ink(style, shown.after)).rstrip()
            if len(lines) > MAX_LINES:
                yield " " * (gutter + 1) + self.ink("dim", f"{sign} and {plural(len(lines) - MAX_LINES, 'more line')}")

    def _room(self, gutter: int) -> int:
        return max(20, self.width - gutter - 3)
