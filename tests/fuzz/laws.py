"""What holds for any text, whoever wrote or damaged it: each law yields what is wrong, and nothing for a right program.

They are written apart from the code that they judge: a list is spliced, compared and counted here once more.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import pairwise

from awesome_lint.findings import Finding
from awesome_lint.knowledge import knowledge
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.lint.fixing import Fixed, fix_document, may_fix
from awesome_lint.model import Document, Entry
from awesome_lint.normalize.rewrite import Rewritten, rewrite
from awesome_lint.parse import parse_document
from awesome_lint.source import Edit, Source, Span
from awesome_lint.style.target import named_target

EVERYTHING = Settings(select=("ALL",))
WRITTEN = ("title", "alias", "authors", "venue_raw", "notes")
"""Fields that are words of the list."""
LAYOUTS = (None, "table", "bullet", "numbered", "heading", "paragraph")
"""What a list is rewritten into; None: what prevails in it."""


def read(text: str, path: str = "list.md") -> Document:
    return parse_document(Source(text, path))


def judge(document: Document) -> list[Finding]:
    """What all rules find in one list."""
    return lint_documents([document], EVERYTHING)


# --- places ---------------------------------------------------------------------------------------------------------


def misread(document: Document) -> Iterator[str]:
    """Entries, fields and links that do not stand where they are said to stand."""
    text = document.source.text
    whole = Span(0, len(text))
    for one, other in pairwise(document.entries):
        if one.span.start > other.span.start:
            yield f"entries out of order on line {other.line}"
    for entry in document.entries:
        if not _within(entry.span, whole) or not entry.span.start < entry.span.end:
            yield f"an entry at {entry.span} of {len(text)} characters"
            continue
        if entry.line != document.source.line(entry.span.start):
            yield f"line {entry.line} is line {document.source.line(entry.span.start)}"
        if not entry.line <= entry.end_line <= len(document.source.line_starts):
            yield f"an entry from line {entry.line} to line {entry.end_line}"
        yield from _misread_fields(document.source, entry)
        yield from _misread_links(document.source, entry)
    for heading in document.headings:
        if not _within(heading.span, whole):
            yield f"a heading at {heading.span}"
    for found in document.definitions:
        if (
            not _within(found.span, whole)
            or not _within(found.label_span, found.span)
            or not _within(found.url_span, found.span)
        ):
            yield f"a definition at {found.span}, {found.label_span}, {found.url_span}"
    for broken in document.malformed:
        if not _within(broken.span, whole):
            yield f"a malformed link at {broken.span}"


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start <= inner.end <= outer.end


def _misread_fields(source: Source, entry: Entry) -> Iterator[str]:
    for name, spans in entry.spans.items():
        for span in spans:
            if not _within(span, entry.span):
                yield f"{name} of line {entry.line} at {span}, outside the entry at {entry.span}"
    for name in WRITTEN:
        value = getattr(entry, name)
        spans = entry.spans.get(name) or entry.spans.get(name.removesuffix("_raw"), ())
        if value and spans and not _says(source, spans, value):
            yield f"{name} of line {entry.line} is {value!r}, and stands at {[source.slice(span) for span in spans]}"


def _misread_links(source: Source, entry: Entry) -> Iterator[str]:
    for link in entry.links:
        if not _within(link.span, entry.span) or not _within(link.label_span, link.span):
            yield f"link of line {entry.line} at {link.span}, {link.label_span}, outside {entry.span}"
        if link.form != "reference" and not _within(link.url_span, link.span):
            yield f"address of line {entry.line} at {link.url_span}, outside {link.span}"
        written = source.slice(link.url_span)
        given = _bare(link.url)
        if link.form == "bare":  # GitHub writes the scheme before `www.` and addresses of mail
            given = given.removeprefix("http://").removeprefix("mailto:")
            written = written.removeprefix("http://").removeprefix("mailto:")
        if given not in (_bare(written), _bare(html.unescape(written))):
            yield f"address of line {entry.line} is {link.url!r}, and stands at {written!r}"
        if not _says(source, (link.label_span,), link.label):
            yield f"label of line {entry.line} is {link.label!r}, and stands at {source.slice(link.label_span)!r}"


def _says(source: Source, spans: Sequence[Span], value: str) -> bool:
    """Whether the letters of a value stand at its place, in order; marks and tags may stand between them."""
    written = " ".join(source.slice(span) for span in spans)
    return any(_spelt(_letters(value), _letters(text)) for text in (written, html.unescape(written)))


def _spelt(letters: str, written: str) -> bool:
    rest = iter(written)
    return all(char in rest for char in letters)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _bare(url: str) -> str:
    return "".join(url.replace("\\", "").split())


def misplaced(document: Document, findings: Sequence[Finding]) -> Iterator[str]:
    """Findings and fixes that point at no place of the text, or at another one than they say."""
    source = document.source
    whole = Span(0, len(source.text))
    for finding in findings:
        where = f"{finding.code} at {finding.span}"
        if not _within(finding.span, whole) or finding.span.start > finding.span.end:
            yield f"{where}: outside the text"
            continue
        if (finding.line, finding.column) != source.position(finding.span.start):
            yield f"{where}: said to be {finding.line}:{finding.column}"
        if (finding.end_line, finding.end_column) != source.position(finding.span.end):
            yield f"{where}: said to end {finding.end_line}:{finding.end_column}"
        if not finding.message or "\n" in finding.message:
            yield f"{where}: message {finding.message!r}"
        edits = sorted(set(finding.fix.edits)) if finding.fix else []
        if any(not _within(edit.span, whole) or edit.span.start > edit.span.end for edit in edits):
            yield f"{where}: edits outside the text"
        if any(one.span.end > other.span.start for one, other in pairwise(edits)):
            yield f"{where}: edits that overlap"


# --- fixes ----------------------------------------------------------------------------------------------------------


def mended(document: Document, findings: Sequence[Finding], *, unsafe: bool) -> tuple[Fixed, list[str]]:
    """A list after all its fixes, and what is wrong with that."""
    done = fix_document(document, findings, judge, unsafe=unsafe)
    return done, list(_ill_mended(document, done, unsafe))


def _ill_mended(document: Document, done: Fixed, unsafe: bool) -> Iterator[str]:
    text = done.document.source.text
    if spliced(document.source.text, done.edits) != text:
        yield "the text is not what its edits make of it"
        return
    yield from _touched(document, done)
    again = read(text) if done.edits else document
    left = judge(again) if done.edits else list(done.left)
    if left != list(done.left):
        yield "what is left is not what a new run finds"
    fixable = sum(may_fix(finding, unsafe=unsafe) for finding in left)
    if fixable != len(done.refused):
        yield f"{fixable} findings can be fixed still, {len(done.refused)} were refused"
    if fixable and (more := fix_document(again, left, judge, unsafe=unsafe)).edits:
        yield f"a second run changes {[(text[edit.span.start : edit.span.end], edit.content) for edit in more.edits]}"


def _touched(document: Document, done: Fixed) -> Iterator[str]:
    """Entries that no edit touches, and that are read otherwise all the same."""
    after = {entry.span.start: entry for entry in done.document.entries}
    edits = done.edits
    away = [edit.span for edit in edits]
    moved = at = 0
    for entry in document.entries:
        while at < len(edits) and edits[at].span.end <= entry.span.start:
            moved += len(edits[at].content) - (edits[at].span.end - edits[at].span.start)
            at += 1
        places = [entry.span, *(link.url_span for link in entry.links)]
        if any(_meet(place, span) for place in places for span in away):
            continue
        now = after.get(entry.span.start + moved)
        if now is None:
            yield f"the entry on line {entry.line}, which no edit touches, is none any more"
        elif now.meaning != entry.meaning:
            yield f"the entry on line {entry.line}, which no edit touches, says something else"


def _meet(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def spliced(text: str, edits: Sequence[Edit]) -> str:
    """`text` with edits applied, back to front: what no edit names cannot change."""
    for span, content in sorted(set(edits), reverse=True):
        text = text[: span.start] + content + text[span.end :]
    return text


# --- rewriting ------------------------------------------------------------------------------------------------------


def rewritten(document: Document, layout: str | None) -> tuple[Rewritten, list[str]]:
    """A list in another layout, or its own style, and what is wrong with that."""
    done = _rewrite(document, layout)
    return done, list(_ill_rewritten(document, done, layout))


def _rewrite(document: Document, layout: str | None) -> Rewritten:
    target = named_target(layout, document.entries) if layout else None
    if target is not None:
        target = target._replace(newline=document.source.newline)
    return rewrite(document, target, keep=True, parse=parse_document, known=knowledge())


def _ill_rewritten(document: Document, done: Rewritten, layout: str | None) -> Iterator[str]:
    text = done.document.source.text
    if spliced(document.source.text, done.edits) != text:
        yield f"{layout}: the text is not what its edits make of it"
        return
    if not done.edits:
        return
    now = read(text)
    before = [(entry.meaning, entry.section) for entry in document.entries]
    after = [(entry.meaning, entry.section) for entry in now.entries]
    if before != after:
        unlike = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]][:1]
        yield f"{layout}: {len(before)} entries came back as {len(after)}, otherwise: {unlike}"
    again = _rewrite(now, layout)
    if again.edits:
        yield f"{layout}: a second time changes {[(now.source.slice(span), new) for span, new in again.edits][:3]}"


# --- all ------------------------------------------------------------------------------------------------------------


def wrong(text: str, *, unsafe: bool, layout: str | None = None, rewriting: bool = False) -> list[str]:
    """Everything that is wrong with how a text is read, judged and fixed; with `rewriting`, and rewritten."""
    document = read(text)
    faults = list(misread(document))
    findings = judge(document)
    faults += misplaced(document, findings)
    faults += mended(document, findings, unsafe=unsafe)[1]
    if rewriting:
        faults += rewritten(document, layout)[1]
    return faults
