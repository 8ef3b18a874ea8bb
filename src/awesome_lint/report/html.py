"""One self-contained page: entries and findings to search, filter and sort, with charts. It loads nothing.

Its parts stand in `page/`. What the page shows is data in it, drawn by its own script, which is the only one that its
policy lets run. Where it does not run, the findings are a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from awesome_lint.findings import Finding
from awesome_lint.patterns import pattern
from awesome_lint.report.cells import excerpt
from awesome_lint.report.escape import coded, xml
from awesome_lint.report.frames import framed
from awesome_lint.report.page_data import embedded
from awesome_lint.report.summary import fixable, found, plural, skipped, understood
from awesome_lint.report.view import View

ROOM = 160
"""Characters of a finding's line in the table that needs no script."""
LONGEST = 2_000
SCRIPTS = (
    *("elements", "data", "state", "matching", "controls", "entries", "findings", "paging", "charts", "drawing"),
    *("keys", "begin"),
)
"""The parts of the page's script in their order: each may use what those before it define."""

_PLACE = pattern(r"\{\{(\w+)\}\}")


def render(view: View) -> str:
    """All findings, and all entries of the view's documents; the same view gives the same bytes."""
    style, script = _part("page.css"), _script()
    said = (fixable(view), *view.said, *_left_out(view), *skipped(view.understood.skipped, verbose=True))
    judged = bool(view.findings or view.understood.rules)
    parts = {
        "policy": f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; "
        "form-action 'none'",
        "title": xml(_title(view)),
        "lead": xml(_title(view)),
        "read": f"<p>{xml(understood(view.understood))}</p>" if view.understood.files else "",
        "said": "".join(f"<li>{xml(line)}</li>\n" for line in said if line),
        "version": xml(view.version),
        "style": style,
        "script": script,
        "data": embedded(view),
        "plain": "\n".join(_plain(view)) if judged else "<p>This page needs JavaScript to show its entries.</p>",
    }
    return _PLACE.sub(lambda at: parts[at[1]], _part("page.html"))


def _title(view: View) -> str:
    if view.findings or view.understood.rules or not view.documents:
        return found(view, whole=True)
    return plural(sum(view.understood.entries.values()), "entry", "entries")


def _left_out(view: View) -> Iterator[str]:
    """Why the page may show fewer entries than were read."""
    templates = sum(entry.placeholder for document in view.documents for entry in document.entries)
    if templates:
        yield f"{plural(templates, 'template')} that nobody filled in {'is' if templates == 1 else 'are'} not shown"


@cache
def _part(name: str) -> str:
    """A file of the page, with the line ends that browsers give it before they compute its digest."""
    text = (files("awesome_lint.report") / "page" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


@cache
def _script() -> str:
    parts = "\n".join(_part(f"{name}.js") for name in SCRIPTS)
    return f'"use strict";\n{{\n{parts}}}\n'


@cache
def _digest(text: str) -> str:
    from base64 import b64encode
    from hashlib import sha256

    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _plain(view: View) -> Iterator[str]:
    """The findings as a table, for where no script runs."""
    if not view.findings:
        yield "<p>No findings.</p>"
        return
    yield "<table>\n<thead><tr><th>Place</th><th>Severity</th><th>Rule</th><th>Finding</th></tr></thead>\n<tbody>"
    for finding in view.findings:
        yield _row(finding, view)
    yield "</tbody>\n</table>"


def _row(finding: Finding, view: View) -> str:
    url = view.url(finding.code)
    rule = f'<a href="{xml(url)}">{xml(finding.code)}</a>' if url else xml(finding.code)
    said = [f"<b><bdi>{xml(_short(finding.entry))}</bdi></b>"] if finding.entry else []
    said.append(_text(finding.message))
    said += (f"{xml(f'{at.path}:{at.line}')}: {_text(at.message)}" for at in finding.related[:3])
    source = view.sources.get(finding.path)
    if source is not None:
        (line, *_), _ = framed(finding, source, 2)
        shown = excerpt(source.text, *line.about, ROOM, line.span)
        said.append(f"<code>{xml(shown.before)}<mark>{xml(shown.marked)}</mark>{xml(shown.after)}</code>")
    if finding.fix is not None:
        said.append(f"{finding.fix.safety.capitalize()} fix: {_text(finding.fix.message)}")
    place = xml(f"{finding.path}:{finding.line}:{finding.column}")
    return (
        f'<tr><td>{place}</td><td><span class="badge {finding.severity}">{finding.severity}</span></td>'
        f"<td>{rule} {xml(finding.name)}</td>"
        f"<td>{'<br>'.join(said)}</td></tr>"
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _text(message: str) -> str:
    return coded(_short(message), xml)
