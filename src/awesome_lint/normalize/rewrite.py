"""A list rewritten into one style, entry by entry where it keeps its layout, run by run where it takes another.

Nothing is written on trust. After every step the text is parsed again and compared with what was read before; what is
not read as it was is taken back, and said. Steps follow until one changes nothing: what was rewritten is the list's
style by then, so that rewriting it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Document, Entry
from awesome_lint.normalize.convert import Conversion, Draft, Refusal, spelt_out
from awesome_lint.normalize.proof import Told, beside, changes, unsound
from awesome_lint.normalize.runs import find_runs
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Source, Span, apply_edits, compose_edits
from awesome_lint.style import Style, infer
from awesome_lint.style.render import render

if TYPE_CHECKING:
    from awesome_lint.style.target import Target

Parse = Callable[[Source], Document]
"""How a text is read; with what a configuration adds to the knowledge base."""

MOST_STEPS = 12
MOST_ATTEMPTS = 4
MOST_ROUNDS = 14
_PATIENT = 10  # rounds in which only what is at fault is taken back
_RESTLESS = "every time it is written it would be read as something to write otherwise"
_LINE_END = pattern(r"\r\n?|\n")
_SILENT = frozenset({"definition", "thematic_break"})


class Left(NamedTuple):
    """An entry that stays as it was, and why: `its notes would change`."""

    entry: Entry
    why: str


class Lost(NamedTuple):
    """What of an entry the target has no place for: names of fields, `link:code`. It was written without."""

    entry: Entry
    what: tuple[str, ...]


class Rewritten(NamedTuple):
    """A list as it is now, and the edits, in order, that lead there from what it was.

    `changed` counts the entries that were written anew. `left` and `lost` have entries as they were, in order.
    """

    document: Document
    edits: tuple[Edit, ...] = ()
    changed: int = 0
    left: tuple[Left, ...] = ()
    lost: tuple[Lost, ...] = ()


class _Step(NamedTuple):
    """What one step came to; `left` by index."""

    document: Document
    edits: tuple[Edit, ...] = ()
    written: frozenset[int] = frozenset()
    left: Mapping[int, str] = {}
    told: Mapping[int, Told] = {}


def rewrite(
    document: Document,
    target: Target | None = None,
    *,
    keep: bool = False,
    drop: bool = False,
    parse: Parse,
    known: Knowledge,
) -> Rewritten:
    """A list in one style.

    Without a `target` every entry takes the form that prevails in its group. With one, every run of neighbouring
    entries takes its layout and form; with `keep` only those that are laid out otherwise, the others that of their
    group. An entry that says something the target has no place for stays as it is; with `drop` it is written without
    that.
    """
    restless: frozenset[int] = frozenset()
    for _ in range(MOST_ATTEMPTS):
        done, moving = _attempt(document, target, keep, drop, parse, known, restless)
        if not moving:
            return done
        restless |= moving
    return Rewritten(document, left=tuple(Left(entry, _RESTLESS) for entry in document.entries))


def _attempt(
    document: Document,
    target: Target | None,
    keep: bool,
    drop: bool,
    parse: Parse,
    known: Knowledge,
    restless: frozenset[int],
) -> tuple[Rewritten, frozenset[int]]:
    """A list rewritten step by step, the `restless` entries left out, and the entries that its last step still changed.

    Where there are such, what came of it is no result: the next run would change them again.
    """
    now = document
    texts = [document.source.text]
    edits: list[tuple[Edit, ...]] = [()]
    written: set[int] = set()
    lost: dict[int, tuple[str, ...]] = {}
    left: Mapping[int, str] = {}
    moving: frozenset[int] = frozenset()
    for _ in range(MOST_STEPS):
        step = _step(now, target, keep, drop, parse, known, restless)
        left, moving = step.left, step.written
        if not step.edits:
            moving = frozenset()
            break
        written |= step.written
        for index, less in step.told.items():
            lost[index] = tuple(dict.fromkeys((*lost.get(index, ()), *less.lost)))
        now = step.document
        if now.source.text in texts:
            # The steps go round in a circle: of its texts one is the same wherever one starts.
            chosen = min(range(texts.index(now.source.text), len(texts)), key=texts.__getitem__)
            now = parse(Source(texts[chosen], document.source.path))
            del edits[chosen + 1 :]
            moving = frozenset()
            break
        texts.append(now.source.text)
        edits.append(compose_edits(edits[-1], step.edits))
    done = Rewritten(
        now,
        edits[-1],
        len(written),
        tuple(Left(document.entries[index], why) for index, why in sorted(left.items()) if index not in written),
        tuple(Lost(document.entries[index], what) for index, what in sorted(lost.items()) if what),
    )
    return done, moving


def _step(
    document: Document,
    target: Target | None,
    keep: bool,
    drop: bool,
    parse: Parse,
    known: Knowledge,
    restless: frozenset[int],
) -> _Step:
    """The entries of a list written anew once, as far as they are read as before."""
    trimmed = _trimmed(document)
    style = infer(trimmed, known=known)
    left: dict[int, str] = {}
    if target is None:
        drafts = list(_own_drafts(trimmed, style, range(len(trimmed.entries)), left))
    else:
        drafts = list(_drafts(trimmed, style, target, keep, drop, left))
    if restless:
        for draft in drafts:
            if not restless.isdisjoint(draft.entries):
                left.update(dict.fromkeys(draft.entries, _RESTLESS))
        drafts = [draft for draft in drafts if restless.isdisjoint(draft.entries)]
    return _settled(document, drafts, left, parse)


def _drafts(
    document: Document, style: Style, target: Target, keep: bool, drop: bool, left: dict[int, str]
) -> Iterator[Draft]:
    """Every run in the form of a target; with `keep`, those that have its layout as prevails in their group."""
    before = 0
    for run in find_runs(document, rows=target.layout == "table"):
        first = before + 1 if run.goes_on else 1
        before = first + len(run.entries) - 1
        if run.layout == target.layout and keep:
            yield from _own_drafts(document, style, run.entries, left)
        elif run.layout == target.layout and run.layout != "table":
            for index in run.entries:
                yield from _one(Conversion(document, style, target, run, only=index, drop=drop), left)
        else:
            yield from _one(Conversion(document, style, target, run, first=first, drop=drop), left)


def _one(conversion: Conversion, left: dict[int, str]) -> Iterator[Draft]:
    made = conversion.draft()
    if isinstance(made, Refusal):
        left.update(made.why)
    elif made.content != conversion.document.source.slice(made.span):
        yield made


def _own_drafts(document: Document, style: Style, indexes: Iterable[int], left: dict[int, str]) -> Iterator[Draft]:
    """Every entry that is not written as prevails in its group, as it would be."""
    entries = document.entries
    for index in indexes:
        entry = entries[index]
        if index + 1 < len(entries) and entries[index + 1].span.start < entry.span.end:
            continue  # other entries stand within it
        old = document.source.slice(entry.span)
        record = style.record(entry)
        new = render(record, style.keeping_template(entry), _newline(old) or document.source.newline)
        if new == old:
            continue
        if old.startswith("<") and "".join(new.split()) == "".join(old.split()):
            continue  # HTML, in which white space says nothing
        if wrong := unsound(old, new, spelt_out(record.values)):
            left[index] = wrong
            continue
        yield Draft(_with_blanks(document.source, entry.span), new, (index,), (Span(0, len(new)),))


def _with_blanks(source: Source, span: Span) -> Span:
    """A stretch with the blanks behind it on its line, unless they break the line."""
    line = source.line(span.end)
    rest = source.text[span.end : source.line_span(line).end]
    goes_on = line < len(source.line_starts) and source.slice(source.line_span(line + 1)).strip()
    if not rest or rest.strip(" \t") or (goes_on and len(rest) > 1):
        return span
    return Span(span.start, span.end + len(rest))


def _newline(text: str) -> str:
    """The first line end of a text; empty for a single line."""
    match = _LINE_END.search(text)
    return match[0] if match else ""


def _settled(document: Document, drafts: Sequence[Draft], left: dict[int, str], parse: Parse) -> _Step:
    """The drafts applied that may stay together: those after which every entry of the list is read as before."""
    live = list(drafts)
    for number in range(MOST_ROUNDS):
        if not live:
            break
        after, places = _applied(document, live, parse)
        told = {index: less for draft in live for index, less in draft.told.items()}
        found = {change.entry: change.why for change in reversed(list(changes(document, after, places, told)))}
        if not found:
            for draft in live:
                left.update(draft.left)
            return _Step(
                after,
                tuple(Edit(draft.span, draft.content) for draft in live),
                frozenset(index for draft in live for index in draft.entries if index not in draft.left),
                left,
                told,
            )
        guilty = _guilty(document, live, found, number)
        kept: list[Draft] = []
        for draft in live:
            if id(draft) not in guilty:
                kept.append(draft)
            elif (again := draft.again(found)) is not None:
                kept.append(again)
            else:
                left.update(_reasons(document, draft, found, guilty[id(draft)]))
        live = kept
    for draft in live:
        left.update(dict.fromkeys(draft.entries, "what it would do to other entries could not be settled"))
    return _Step(document, left=left)


def _reasons(document: Document, draft: Draft, found: Mapping[int, str], why: str) -> Mapping[int, str]:
    """Why the entries of a draft stay as they are: their own reason, or that of one they stand beside."""
    first = next((index for index in draft.entries if index in found), None)
    if first is not None:
        why = beside(document.entries[first], found[first])
    return {index: found.get(index, why) for index in draft.entries}


def _applied(document: Document, drafts: Sequence[Draft], parse: Parse) -> tuple[Document, dict[int, Span]]:
    """The list with drafts applied, and where its entries stand by then."""
    source = document.source
    edits = [Edit(draft.span, draft.content) for draft in drafts]
    places: dict[int, Span] = {}
    moved = 0
    at = 0
    by_index = {index: None for draft in drafts for index in draft.entries}
    for index, entry in enumerate(document.entries):
        while at < len(drafts) and drafts[at].span.end <= entry.span.start:
            moved += len(drafts[at].content) - (drafts[at].span.end - drafts[at].span.start)
            at += 1
        if index not in by_index:
            places[index] = Span(entry.span.start + moved, entry.span.end + moved)
    moved = 0
    for draft in drafts:
        start = draft.span.start + moved
        for index, place in zip(draft.entries, draft.places, strict=True):
            places[index] = Span(start + place.start, start + place.end)
        moved += len(draft.content) - (draft.span.end - draft.span.start)
    return parse(Source(apply_edits(source.text, edits), source.path)), places


def _guilty(document: Document, drafts: Sequence[Draft], found: Mapping[int, str], number: int) -> dict[int, str]:
    """The drafts, by identity, that are to be taken back because of changed entries, with the reason."""
    owners = {index: draft for draft in drafts for index in draft.entries}
    guilty: dict[int, str] = {}
    groups: set[tuple[object, ...]] = set()
    for index, why in found.items():
        if index in owners and number < _PATIENT:
            guilty[id(owners[index])] = why
        if index in owners and number >= _PATIENT:
            groups.add(_neighbours(document, index))
        if index not in owners:
            groups.add(_neighbours(document, index))
    if guilty and number < _PATIENT:
        return guilty  # what else changed may do so because of these
    for draft in drafts:
        if any(_neighbours(document, index) in groups for index in draft.entries):
            guilty[id(draft)] = "another entry would be read otherwise"
    return guilty or {id(draft): "an entry elsewhere would be read otherwise" for draft in drafts}


def _neighbours(document: Document, index: int) -> tuple[object, ...]:
    return (document.entries[index].section,) if index >= 0 else ()


def _trimmed(document: Document) -> Document:
    """The list with heading entries that end before the rules and definitions below them, which are no part of them."""
    ends: list[tuple[int, int]] = []
    for node in document.tree.root.children:
        ends.append((node.start, node.end))
    quiet = {node.end: node.start for node in document.tree.root.children if node.kind in _SILENT}
    if not quiet:
        return document
    before = {end: ends[number - 1][1] for number, (_, end) in enumerate(ends) if number}
    entries = []
    for entry in document.entries:
        end = entry.span.end
        while entry.layout == "heading" and end in quiet and quiet[end] > entry.span.start:
            end = before[end]
        entries.append(entry._replace(span=Span(entry.span.start, end)) if end != entry.span.end else entry)
    return document._replace(entries=tuple(entries))
