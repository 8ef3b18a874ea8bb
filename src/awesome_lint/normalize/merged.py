"""What a merge came to: the text, and what happened to each contributed entry, in words for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from shlex import quote
from typing import Any

from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit

_SHOWN = 3
_NAMED = 2
"""So many remarks stand each on a line of its own, and so many of more are named."""
_ADDED = 10
"""So many new entries stand each on a line of its own."""


class Where(NamedTuple):
    """A place: the path of a list as it was named, and the line, from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Added(NamedTuple):
    """An entry that the list did not have: where it stands now, where it comes from, and under which headings now."""

    title: str
    here: Where
    there: Where
    section: tuple[str, ...] = ()


class United(NamedTuple):
    """An entry of the list that a contributed one gave something: `gained` says what (`code link https://…`)."""

    title: str
    here: Where
    there: Where
    gained: tuple[str, ...]


class Kept(NamedTuple):
    """A contributed entry that the list has already, all that it says included."""

    title: str
    here: Where
    there: Where


class Conflict(NamedTuple):
    """Something that both sides say, and not the same: `what` is the field, `mine` and `theirs` what each says.

    `note` says what one should know to decide it, or is empty. `taken` is whose word stands now: `mine`, `theirs` or
    `both`; `decided` whether a preference decided so, rather than that it was left.
    """

    title: str
    what: str
    mine: str
    theirs: str
    here: Where
    there: Where
    note: str = ""
    taken: str = "mine"
    decided: bool = False


class Unplaced(NamedTuple):
    """A contributed entry that was not written, with the headings it stood under, and why.

    `topic` is the title that `--section 'TITLE=…'` takes to say where it goes; None where that is of no use.
    """

    title: str
    there: Where
    section: tuple[str, ...]
    reason: str
    topic: str | None = None


class Lost(NamedTuple):
    """Something that a contributed entry says and the merged list does not: the field, the value, and why."""

    title: str
    what: str
    value: str
    here: Where
    there: Where
    reason: str = "this list writes no such thing"


class Remark(NamedTuple):
    """What one should know of an entry that was written: `what` it is about, and half a sentence, `text`."""

    title: str
    what: str
    text: str
    here: Where
    there: Where


class Merged(NamedTuple):
    """A list with other lists merged into it.

    `edits` make `text` of the list's own text. Lines of the list (`here`) count in `text`.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    added: tuple[Added, ...] = ()
    united: tuple[United, ...] = ()
    kept: tuple[Kept, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    lost: tuple[Lost, ...] = ()
    remarks: tuple[Remark, ...] = ()


def relocated(merged: Merged, places: Mapping[Where, Where]) -> Merged:
    """The same with other places of entries, those of the list (`here`) and contributed ones: what `places` has."""
    if not places:
        return merged
    return Merged._make(_relocated(value, places) if isinstance(value, tuple) else value for value in merged)


def _relocated(found: tuple[Any, ...], places: Mapping[Where, Where]) -> tuple[Any, ...]:
    def moved(one: Any) -> Any:
        given = {name: getattr(one, name) for name in ("here", "there") if name in one._fields}
        return one._replace(**{name: places.get(where, where) for name, where in given.items()})

    return tuple(one if isinstance(one, Edit) else moved(one) for one in found)


def told(merged: Merged, every: bool = False) -> list[str]:
    """A line for everything that a maintainer may want to know, in the order of the list: `README.md:12: …`.

    Without `every`, one line stands for many entries of one contributed section that have no place, for many addresses
    of which the same is to be said, and for what many entries lose for the same reason; of many new entries the first
    ones are named. Conflicts are all told.
    """
    lines = [
        *_told_entries(merged, every),
        *_told_lost(merged, every),
        *_told_conflicts(merged),
        *_told_remarks(merged, every),
    ]
    found = [text for _, text in sorted(lines, key=lambda line: line[0])]
    return found + [text for _, text in sorted(_told_unplaced(merged, every), key=lambda line: line[0])]


def summary(merged: Merged) -> str:
    """The counts in one line: `2 added, 1 united, 5 there already, 1 conflict left`."""
    left = sum(not one.decided and one.taken != "both" for one in merged.conflicts)
    decided = sum(one.decided for one in merged.conflicts)
    parts = [
        f"{len(merged.added)} added",
        f"{len(merged.united)} united",
        f"{len(merged.kept)} there already",
        *([f"{left} conflict{'s' * (left != 1)} left"] if left else []),
        *([f"{decided} conflict{'s' * (decided != 1)} decided"] if decided else []),
        *([f"{len(merged.unplaced)} not written"] if merged.unplaced else []),
        *([f"{len(merged.lost)} not kept"] if merged.lost else []),
    ]
    return ", ".join(parts)


def _told_entries(merged: Merged, every: bool) -> Iterator[tuple[Where, str]]:
    added = sorted(merged.added, key=lambda one: one.here)
    shown = added if every or len(added) <= _ADDED + 1 else added[:_ADDED]
    for one in shown:
        yield one.here, f"{one.here}: added from {one.there}: {_named(one.title)}"
    if rest := added[len(shown) :]:
        yield rest[0].here, f"{rest[0].here.path}: and {len(rest):,} more added (-v shows them)"
    for united in merged.united:
        yield united.here, f"{united.here}: united with {united.there}: {'; '.join(united.gained)}"


def _told_lost(merged: Merged, every: bool) -> Iterator[tuple[Where, str]]:
    groups: dict[tuple[str, str], list[Lost]] = {}
    for one in merged.lost:
        groups.setdefault((one.what, one.reason), []).append(one)
    for (what, reason), group in groups.items():
        if every or len(group) <= _SHOWN:
            for one in group:
                yield one.here, f"{one.here}: not kept of {one.there}: {what} {_named(one.value)}: {reason}"
        else:
            last = max(one.here for one in group)
            yield last, f"{last.path}: {what} of {len(group):,} entries not kept: {reason} (-v shows them)"


def _told_remarks(merged: Merged, every: bool) -> Iterator[tuple[Where, str]]:
    groups: dict[tuple[str, str], list[Remark]] = {}
    for one in merged.remarks:
        groups.setdefault((one.text, one.there.path), []).append(one)
    for (text, path), group in groups.items():
        if every or len(group) <= _SHOWN:
            for one in group:
                yield one.here, f"{one.here}: from {one.there}: {_named(one.what)}: {text}"
        else:
            shown = ", ".join(f"{_named(one.what)} (line {one.there.line})" for one in group[:_NAMED])
            rest = f", and {len(group) - _NAMED:,} more (-v names them)"
            yield group[0].here, f"{group[0].here}: from {path}: {shown}{rest}: {text}"


def _told_unplaced(merged: Merged, every: bool) -> Iterator[tuple[Where, str]]:
    groups: dict[tuple[object, ...], list[Unplaced]] = {}
    for number, one in enumerate(merged.unplaced):
        alone = every or one.topic is None
        groups.setdefault((one.there.path, one.section, one.reason, alone and number), []).append(one)
    for group in groups.values():
        first = min(group, key=lambda one: one.there)
        what = _named(first.title)
        if len(group) > 1:
            ordered = sorted(group, key=lambda one: one.there)
            rest = f" and {len(group) - _NAMED:,} more (-v names them)" if len(group) > _NAMED else ""
            what = f"{len(group):,} entries, {', '.join(_named(one.title) for one in ordered[:_NAMED])}{rest}"
        option = ""
        if first.topic is not None:
            option = f"; --section {quote(f'{first.topic}=…')}" if first.topic else "; --section NAME"
            option += " says where"
        yield first.there, f"{first.there}: not written: {what}: {first.reason}{option}"


def _told_conflicts(merged: Merged) -> Iterator[tuple[Where, str]]:
    for one in merged.conflicts:
        if one.decided and one.taken == "mine":
            continue
        fate = {"both": "both are kept", "theirs": "taken over"}.get(one.taken, "left as it is")
        note = f" ({one.note})" if one.note else ""
        yield one.here, f"{one.here}: {one.what} {one.mine}, in {one.there} {one.theirs}{note}: {fate}"


def _named(text: str) -> str:
    return f"`{' '.join(text.split())}`"
