"""Contributed entries merged into a list.

What the list has already is united with its own entry, the rest is written as new entries where the list puts their
like. After every step the text is read again: what does not read as it should is taken back, and said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from awesome_lint.knowledge import Knowledge
from awesome_lint.matching.counterparts import Counterparts, counterparts
from awesome_lint.model import Document, Entry
from awesome_lint.normalize.adding import BROKEN, EMPTY, Adding, Ref
from awesome_lint.normalize.merged import Added, Conflict, Kept, Lost, Merged, Remark, United, Unplaced, Where
from awesome_lint.normalize.unite import is_stranded, missing
from awesome_lint.normalize.uniting import Job, Uniting
from awesome_lint.patterns import pattern
from awesome_lint.source import Source, compose_edits
from awesome_lint.style.markup import safe_url

_IMAGE = pattern(
    r"""!\[[^\]\n]*\]\(\s*<?([^)\s>]+)[^)\n]*\)|<img\b[^>]*?\bsrc=["']?([^"'\s>]+)[^>]*>""", 2
)  # re.IGNORECASE
_COMMENT = pattern(r"<!--.*?-->", 16)  # re.DOTALL
Prefer = Literal["mine", "theirs"]


def merge(
    into: Document,
    contributed: Sequence[Document],
    *,
    prefer: Prefer | None = None,
    section: Sequence[str] = (),
    at: str | None = None,
    known: Knowledge,
    parse: Callable[[Source], Document],
) -> Merged:
    """`into` with the entries of `contributed` merged into it.

    `prefer` says whose word stands where both say something else; without it the list's own stands, and the conflict is
    reported. `section` are headings that new entries go under, `at` is `top`, `bottom` or `sorted`; without them new
    entries go where the list puts their like. `parse` reads a text of the list. `PlaceError` for a section that the
    list does not have. Linear in the length of all lists.
    """
    found = counterparts(into, contributed, known)
    new = [
        (number, place)
        for number, document in enumerate(contributed, 1)
        for place, entry in enumerate(document.entries)
        if (number, place) not in found.same and (entry.title or entry.links) and not entry.placeholder
    ]
    # First what the list has: new entries may write what it never did, and that is no example for its own.
    old = Uniting(into, contributed, known, parse, prefer)
    old.unite([Job(twin.place, *ref) for ref, twin in sorted(found.same.items()) if not twin.document])
    adding = Adding(old.document, contributed, known, parse, section, at)
    adding.add(new)
    for job in old.done:
        job.index = adding.moved[job.index]
    unplaced = list(adding.unplaced)
    jobs = [Job(index, *ref, own=True) for ref, index in adding.indexes.items()]
    for ref, twin in found.same.items():
        if twin.document and (index := adding.index_of(found.same, ref)) is not None:
            jobs.append(Job(index, *ref))
        elif twin.document:
            unplaced.append(_without_place(contributed, ref, (twin.document, twin.place)))
    fresh = Uniting(adding.document, contributed, known, parse, prefer)
    fresh.unite(sorted(jobs, key=lambda job: (job.number, job.place)))
    edits = fresh.edits_of(compose_edits(old.edits_of(()), adding.edits))
    return _merged(fresh.document, contributed, found, adding, [*old.done, *fresh.done], unplaced)._replace(edits=edits)


def _without_place(contributed: Sequence[Document], ref: Ref, twin: Ref) -> Unplaced:
    where, first = (
        Where(contributed[number - 1].path, contributed[number - 1].entries[place].line)
        for number, place in (ref, twin)
    )
    entry = contributed[ref[0] - 1].entries[ref[1]]
    return Unplaced(entry.title, where, entry.section, f"nor was {first}, which is the same")


def _beside(document: Document, entry: Entry, source: Document, other: Entry) -> dict[str, str]:
    """What stands in a contributed entry without being a field of it, and not in the list's own one."""
    own = document.source.slice(entry.span)
    comments = [text for text in _COMMENT.findall(source.source.slice(other.span)) if text not in own]
    broken = [
        source.source.slice(one.span)
        for one in source.malformed
        if other.span.start <= one.span.start < other.span.end and one.url not in own
    ]
    images = _images(source, other, own)
    found = {"comment": " ".join(comments), BROKEN: " ".join(broken), "image": " ".join(images)}
    return {what: value for what, value in found.items() if value}


def _images(source: Document, other: Entry, own: str) -> list[str]:
    """The images of a contributed entry that are no link's text, and do not stand in the list's `own` one."""
    whole = source.source.text
    links = [link.span for link in other.links if link.form != "bare"]
    return [
        found[0]
        for found in _IMAGE.finditer(whole, *other.span)
        if not any(span.start < found.start() < span.end for span in links) and (found[1] or found[2]) not in own
    ]


def _remarks(entry: Entry, other: Entry, job: Job, where: tuple[Where, Where], kept: Sequence[str]) -> list[Remark]:
    """What one should know of the links that an entry of the list got from a contributed one."""
    here, there = where
    said = [Remark(entry.title, text, "leads nowhere; written, for there is no other link", *where) for text in kept]
    got = {link.url for link in entry.links}
    gained = " ".join(job.gained)
    return said + [
        Remark(entry.title, link.url, "as it was, for no such file is beside that list", *where)
        for link in other.links
        if is_stranded(link.url, here.path, there.path)
        and safe_url(link.url) in got
        and (job.own or link.url in gained)
    ]


def _merged(
    document: Document,
    contributed: Sequence[Document],
    found: Counterparts,
    adding: Adding,
    done: Sequence[Job],
    unplaced: Sequence[Unplaced],
) -> Merged:
    added: list[Added] = []
    united: list[United] = []
    kept: list[Kept] = []
    conflicts: list[Conflict] = []
    lost: list[Lost] = []
    remarks: list[Remark] = []
    for job in sorted(done, key=lambda job: (job.number, job.place)):
        entry, other = document.entries[job.index], contributed[job.number - 1].entries[job.place]
        here, there = Where(document.path, entry.line), Where(contributed[job.number - 1].path, other.line)
        if job.own:
            added.append(Added(other.title, here, there, entry.section))
        elif job.gained:
            united.append(United(entry.title, here, there, tuple(job.gained)))
        else:
            kept.append(Kept(entry.title, here, there))
        reasons = {one.what: one.reason for one in job.lost}
        if "venue" in reasons:
            reasons.setdefault("year", reasons["venue"])  # they are asked for together
        missed = dict(missing(entry, other, (document.path, contributed[job.number - 1].path)))
        ref = job.number, job.place
        if job.own:
            missed |= adding.lost[ref]
            reasons |= {EMPTY: "it leads nowhere", BROKEN: "Markdown makes no link of it"}
        else:
            beside = _beside(document, entry, contributed[job.number - 1], other)
            missed |= beside
            reasons |= dict.fromkeys(beside, "the list's own entry keeps its text")
        remarks += _remarks(entry, other, job, (here, there), adding.kept[ref] if job.own else ())
        disputed = {said.what for said in job.conflicts if said.taken != "both"}
        lost += [
            Lost(other.title, what, value, here, there, *([reasons[what]] if what in reasons else []))
            for what, value in missed.items()
            if what not in disputed
        ]
        for said in job.conflicts:
            taken = "mine" if said.taken == "both" and said.theirs in missed.values() else said.taken
            conflicts.append(
                Conflict(entry.title, said.what, said.mine, said.theirs, here, there, said.note, taken, said.decided)
            )
    for one in found.suspicions:
        index = adding.index_of(found.same, (one.document, one.place))
        first = adding.moved[one.other[1]] if not one.other[0] else adding.index_of(found.same, one.other)
        if index is None or first is None or index == first:
            continue
        source = contributed[one.document - 1]
        other = source.entries[one.place]
        conflicts.append(
            Conflict(
                *(other.title, one.what, f"`{document.entries[first].title}`", f"`{other.title}`"),
                *(Where(document.path, document.entries[first].line), Where(source.path, other.line)),
                "one address under two titles",
                "both",
            )
        )
    return Merged(
        document.source.text,
        (),
        tuple(added),
        tuple(united),
        tuple(kept),
        tuple(conflicts),
        tuple(unplaced),
        tuple(lost),
        tuple(remarks),
    )
