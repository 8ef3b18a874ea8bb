"""One self-contained page: every finding with its source, filters by severity, rule and words, no resources.

The page needs no script to be read, and its policy lets no other script run than its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from awesome_lint.findings import Finding, Fix, Severity
from awesome_lint.report.cells import Excerpt, excerpt
from awesome_lint.report.changes import changes, common_ends
from awesome_lint.report.entries import EntryFindings, by_entry
from awesome_lint.report.escape import coded, xml
from awesome_lint.report.frames import framed
from awesome_lint.report.summary import fixable, found, plural, skipped, understood
from awesome_lint.report.view import View
from awesome_lint.source import Source

ROOM = 400
"""Characters of a long line that are shown around a finding."""
MOST_LINES = 6

_STYLE = """
:root { color-scheme: light dark; --page: #fff; --text: #1f2328; --soft: #59636e; --line: #d1d9e0; --box: #f6f8fa;
  --error: #b3141d; --warning: #7d4e00; --info: #0757ba; --mark: #fff1a8; --gone: #ffe3e0; --new: #d8f5dd; }
@media (prefers-color-scheme: dark) { :root { --page: #0d1117; --text: #e6edf3; --soft: #9aa4af; --line: #3d444d;
  --box: #161b22; --error: #ff8f87; --warning: #e3b341; --info: #79b8ff; --mark: #5a4a00; --gone: #5c1f1f;
  --new: #17472a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 72rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0 0 .5rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); }
a { color: var(--info); } :focus-visible { outline: 2px solid var(--info); outline-offset: 2px; }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: 1rem 0;
  padding: .75rem 0; background: var(--page); border-bottom: 1px solid var(--line); }
@media (min-width: 48rem) and (min-height: 32rem) { form { position: sticky; top: 0; } }
fieldset { display: flex; flex-wrap: wrap; gap: .25rem 1rem; border: 0; margin: 0; padding: 0; }
legend { float: left; padding: 0; margin-right: 1rem; }
select, input[type=search] { font: inherit; color: inherit; background: var(--box); border: 1px solid var(--line);
  border-radius: 6px; padding: .25rem .5rem; max-width: 100%; }
article { border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; margin: .75rem 0; }
article > div:not([hidden]) ~ div { border-top: 1px solid var(--line); margin-top: .75rem; padding-top: .75rem; }
[hidden] { display: none !important; }
.error b, .warning b, .info b { text-transform: uppercase; font-size: .8rem; letter-spacing: .04em; }
.error b { color: var(--error); } .warning b { color: var(--warning); } .info b { color: var(--info); }
pre { margin: .5rem 0; padding: .5rem .75rem; background: var(--box); border-radius: 6px; white-space: pre-wrap;
  font: .875rem/1.5 ui-monospace, monospace; }
code { font: .9em ui-monospace, monospace; background: var(--box); padding: .1em .3em; border-radius: 4px; }
mark, ins, del { color: inherit; text-decoration: none; border-radius: 2px; } mark { background: var(--mark); }
del { background: var(--gone); text-decoration: line-through; } ins { background: var(--new); }
.number { color: var(--soft); user-select: none; } ul { margin: .25rem 0; padding-left: 1.25rem; }
@media print { form { display: none; } article { break-inside: avoid; } }
"""

_SCRIPT = """
(function () {
  var form = document.querySelector("form"), count = form.querySelector("output");
  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-rule]"));
  var words = rows.map(function (row) { return row.textContent.toLowerCase(); });
  function hide(part, inner) { part.hidden = !part.querySelector(inner + ":not([hidden])"); }
  function filter() {
    var rule = form.rule.value, sought = form.words.value.toLowerCase(), shown = 0, on = {};
    Array.prototype.forEach.call(form.severity, function (box) { on[box.value] = box.checked; });
    rows.forEach(function (row, number) {
      var seen = on[row.className] && (!rule || row.dataset.rule === rule) && words[number].indexOf(sought) >= 0;
      row.hidden = !seen;
      shown += seen;
    });
    document.querySelectorAll("article").forEach(function (part) { hide(part, "[data-rule]"); });
    document.querySelectorAll("section.file").forEach(function (part) { hide(part, "article"); });
    count.textContent = shown + " of " + rows.length + " shown";
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(filter); });
  form.hidden = false;
  filter();
})();
"""


def render(view: View) -> str:
    """All findings by file and entry; info findings that the view hides are there, and filtered out at first."""
    whole = view._replace(verbose=True, asked=frozenset(finding.code for finding in view.findings))
    return "".join(f"{line}\n" for line in _page(whole, view))


def _page(whole: View, view: View) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    policy = f"default-src 'none'; style-src '{_digest(_STYLE)}'; script-src '{_digest(_SCRIPT)}'; base-uri 'none'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}; form-action \'none\'">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>awesome-lint: {xml(found(view, whole=True))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f"<header>\n<h1>awesome-lint: {xml(found(view, whole=True))}</h1>"
    read = [understood(view.understood)] if view.understood.files else []
    for line in (*read, fixable(view), *view.said, *skipped(view.understood.skipped, verbose=True)):
        if line:
            yield f'<p class="soft">{xml(line)}</p>'
    yield "</header>\n<main>"
    if view.findings:
        yield from _filters(view)
    for path, entries in groupby(by_entry(whole), key=lambda entry: entry.path):
        yield from _file(path, list(entries), view)
    yield "</main>"
    if view.findings:
        yield f"<script>{_SCRIPT}</script>"
    yield "</body>\n</html>"


def _digest(text: str) -> str:
    from base64 import b64encode
    from hashlib import sha256

    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _filters(view: View) -> Iterator[str]:
    """The controls, hidden until the script that serves them runs."""
    severities = Counter(finding.severity for finding in view.findings)
    yield '<form hidden aria-label="Filter the findings">\n<fieldset><legend>Severity</legend>'
    for severity in reversed(Severity):
        shown = any(view.shows(finding) for finding in view.findings if finding.severity == severity)
        checked = " checked" if shown or len(severities) == 1 else ""
        label = f"{severity} ({severities[severity]:,})"
        yield f'<label><input type="checkbox" name="severity" value="{severity}"{checked}> {label}</label>'
    yield '</fieldset>\n<label>Rule <select name="rule"><option value="">all</option>'
    names = {finding.code: finding.name for finding in view.findings}
    counts = Counter(finding.code for finding in view.findings)
    for code in sorted(names):
        yield f'<option value="{xml(code)}">{xml(code)} {xml(names[code])} ({counts[code]:,})</option>'
    yield '</select></label>\n<label>Words <input type="search" name="words" autocomplete="off"></label>'
    yield '<button type="reset">Reset</button>\n<output aria-live="polite"></output>\n</form>'


def _file(path: str, entries: Sequence[EntryFindings], view: View) -> Iterator[str]:
    yield f'<section class="file">\n<h2>{xml(path)}</h2>'
    for entry in entries:
        yield "<article>"
        if entry.title:
            yield f"<h3><bdi>{xml(entry.title)}</bdi></h3>"
        for one in entry.shown:
            yield from _finding(one.finding, view)
        yield "</article>"
    yield "</section>"


def _finding(finding: Finding, view: View) -> Iterator[str]:
    url = view.url(finding.code)
    code = f'<a href="{xml(url)}">{xml(finding.code)}</a>' if url else xml(finding.code)
    place = f"{finding.path}:{finding.line}:{finding.column}"
    yield f'<div class="{finding.severity}" data-rule="{xml(finding.code)}">'
    yield f'<p><b>{finding.severity}</b> {code} {xml(finding.name)} <span class="soft">{xml(place)}</span></p>'
    yield f"<p>{coded(finding.message, xml)}</p>"
    source = view.sources.get(finding.path)
    if source is not None:
        yield f"<pre>{_frame(finding, source)}</pre>"
    if finding.related:
        places = (f"{xml(f'{at.path}:{at.line}')}: {coded(at.message, xml)}" for at in finding.related)
        yield "<ul>" + "".join(f"<li>{place}</li>" for place in places) + "</ul>"
    if finding.fix is not None:
        yield f"<p>{finding.fix.safety.capitalize()} fix: {coded(finding.fix.message, xml)}</p>"
        if source is not None and (lines := _diff(finding.fix, source)):
            yield "<pre>" + "\n".join(lines) + "</pre>"
    yield "</div>"


def _frame(finding: Finding, source: Source) -> str:
    lines, hidden = framed(finding, source, MOST_LINES)
    rows = []
    for line in lines:
        shown = excerpt(source.text, *line.about, ROOM, line.span)
        rows.append(f'<span class="number">{line.number} </span>{_marked(shown, "mark")}')
    if hidden:
        rows.append(f'<span class="number">… {plural(hidden, "more line")}</span>')
    return "\n".join(rows)


def _diff(fix: Fix, source: Source) -> list[str]:
    lines: list[str] = []
    for change in changes(fix, source)[:MOST_LINES]:
        pair = len(change.before) == len(change.after) == 1
        shared = common_ends(change.before[0], change.after[0]) if pair else (0, 0)
        for sign, tag, side in (("-", "del", change.before), ("+", "ins", change.after)):
            for line in side[:MOST_LINES]:
                shown = excerpt(line, shared[0], len(line) - shared[1], ROOM)
                lines.append(f'<span class="number">{sign} </span>{_marked(shown, tag)}')
            if len(side) > MOST_LINES:
                lines.append(f'<span class="number">{sign} … {plural(len(side) - MOST_LINES, "more line")}</span>')
    return lines


def _marked(shown: Excerpt, tag: str) -> str:
    middle = f"<{tag}>{xml(shown.marked)}</{tag}>" if shown.marked else f"<{tag}></{tag}>"
    return xml(shown.before) + middle + xml(shown.after)
