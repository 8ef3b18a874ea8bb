"""What has to hold of every fix of every rule, written apart from the engine that applies them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from awesome_lint.findings import Finding
from awesome_lint.knowledge.folding import fold
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.model import Document, Entry, Evidence
from awesome_lint.parse import parse_document
from awesome_lint.source import Edit, Source, Span

HERE = Path(__file__).parents[2]
EVERYTHING = Settings(select=("ALL",))

MEANT: Mapping[str, frozenset[str]] = {
    "L002": frozenset({"links", "ids", "unlinked", "notes", "kind"}),  # a link comes to be
    "L008": frozenset({"links", "ids", "kind"}),  # what the wrapper hid is seen
    "L102": frozenset({"links", "ids", "kind"}),  # the new address is another one
    "S001": frozenset(
        {"title", "alias", "authors", "venue_raw", "notes", "keywords", "links", "unlinked"}
    ),  # the words come back
}
"""Of some rules with safe fixes, what their fixes may change in an entry beyond spelling."""


def lists() -> list[Path]:
    """The lists of this repository, and those beside it or where `AWESOME_LINT_LISTS` says."""
    beside = Path(os.environ.get("AWESOME_LINT_LISTS", HERE.parent / "shared" / "lists"))
    return [
        *sorted((HERE / "lists").glob("*.md")),
        *sorted((HERE / "tests/fixtures").glob("*.md")),
        *beside.glob("*.md"),
    ]


def read(path: Path) -> Document:
    return parse_document(Source(path.read_bytes().decode(), str(path)))


def spliced(text: str, edits: Sequence[Edit]) -> str:
    """`text` with edits applied, back to front: what no edit names cannot change."""
    for span, content in sorted(set(edits), reverse=True):
        text = text[: span.start] + content + text[span.end :]
    return text


def owners(document: Document, finding: Finding) -> set[int]:
    """The entries, by index, that a fix may change.

    They are those that the finding stands in, and those that use a definition that is edited. A finding outside all
    entries may be about whatever its fix touches.
    """
    assert finding.fix is not None
    edits = [edit.span for edit in finding.fix.edits]
    entries = list(enumerate(document.entries))
    found = {index for index, entry in entries if entry.span.start == finding.group}
    places = [finding.span] if found else edits
    found |= {index for index, entry in entries if any(_touch(entry.span, place) for place in places)}
    for index, entry in entries:
        away = [link.url_span for link in entry.links if not _within(link.url_span, entry.span)]
        if any(_touch(url, edit) for url in away for edit in edits):
            found.add(index)
    return found


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def said(entry: Entry) -> dict[str, Any]:
    """All that an entry says, without its place; headings only by their number, for a fix may mend a heading."""
    exported = entry.export("")
    for key in ("line", "end_line"):
        del exported[key]
    exported["section"] = len(entry.section)
    exported["links"] = [{**link, "line": 0} for link in exported["links"]]
    return exported


def essence(entry: Entry) -> dict[str, Any]:
    """What an entry recommends, whatever its spelling."""
    exported = said(entry)
    for key in ("title", "alias", "authors", "venue_raw", "notes"):
        exported[key] = _folded(exported[key] or "")
    exported["keywords"] = {_folded(word) for word in entry.keywords}
    exported["links"] = {(link.role, link.identity.folded) for link in entry.links}
    return exported


def _folded(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def faults(
    document: Document,
    finding: Finding,
    findings: Sequence[Finding],
    others: Sequence[Document] = (),
    settings: Settings = EVERYTHING,
    evidence: Mapping[str, Evidence] | None = None,
) -> Iterator[str]:
    """All that is wrong with one fix, applied alone; nothing for a fix as it should be."""
    assert finding.fix is not None
    edits = finding.fix.edits
    text = document.source.text
    if not edits or spliced(text, edits) == text:
        yield "it changes nothing"
        return
    ordered = sorted(set(edits))
    if any(one.span.end > other.span.start for one, other in pairwise(ordered)):
        yield "its edits overlap"
        return
    if document.source.newline == "\r\n" and any("\n" in edit.content.replace("\r\n", "") for edit in edits):
        yield "it writes another line ending"
    after = parse_document(Source(spliced(text, edits), document.path))
    own = owners(document, finding)
    gone = {
        index
        for index, entry in enumerate(document.entries)
        if any(not edit.content and _within(entry.span, edit.span) for edit in edits)
    }
    places = dict(_places(document, ordered, gone))
    if not gone - places.keys() <= own:
        yield "it removes another entry"
    kept = sorted(places, key=places.__getitem__)
    if len(kept) != len(after.entries):
        yield f"there were {len(kept)} entries, and now {len(after.entries)}"
        return
    for index, entry in zip(kept, after.entries, strict=True):
        before = document.entries[index]
        if index not in own:
            if said(before) != said(entry):
                yield f"another entry changed: {_differences(said(before), said(entry))}"
        elif finding.fix.safety == "safe":
            allowed = MEANT.get(finding.code, frozenset())
            changed = _differences(essence(before), essence(entry))
            if not changed.keys() <= allowed:
                yield f"the entry says something else: {changed}"
    left = lint_documents([after], settings, beside=others, evidence=evidence)
    yield from _new_findings(document, after, kept, finding, findings, left)


def _places(document: Document, edits: Sequence[Edit], gone: set[int]) -> Iterator[tuple[int, int]]:
    """Where entries, by index, begin in the new text; those that are gone only where their text is written again."""
    moved = 0
    written = []
    starts = {index: entry.span.start for index, entry in enumerate(document.entries)}
    grown = dict.fromkeys(starts, 0)
    for span, content in edits:
        written.append((span.start + moved, content))
        delta = len(content) - (span.end - span.start)
        moved += delta
        for index, start in starts.items():
            if span.end <= start and (span.start < start or span.start == span.end):
                grown[index] += delta
    for index, start in starts.items():
        if index not in gone:
            yield index, start + grown[index]
        else:
            text = document.source.slice(document.entries[index].span)
            yield from ((index, at + content.index(text)) for at, content in written if text in content)


def _new_findings(
    document: Document,
    after: Document,
    kept: Sequence[int],
    finding: Finding,
    findings: Sequence[Finding],
    left: Sequence[Finding],
) -> Iterator[str]:
    """Findings that were not there before, and the mended one where it still is.

    What another fix, as safe as this one, mends in turn is no fault.
    """
    assert finding.fix is not None
    safety = finding.fix.safety
    numbers = {entry.span.start: index for index, entry in enumerate(document.entries)}
    numbers_after = {entry.span.start: index for index, entry in zip(kept, after.entries, strict=True)}
    before = Counter((one.code, numbers.get(one.group, -1)) for one in findings)
    now = Counter((one.code, numbers_after.get(one.group, -1)) for one in left)
    own = (finding.code, numbers.get(finding.group, -1))
    if now[own] >= before[own]:
        yield "the finding is still there"
    for key, count in now.items():
        if count > before[key] and key != own:
            new = [one for one in left if (one.code, numbers_after.get(one.group, -1)) == key]
            if any(one.fix is None or one.fix.safety != safety for one in new):
                yield f"it brings {key[0]}: {[one.message for one in new]}"


def _differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {key: (before[key], after[key]) for key in before if before[key] != after[key]}
