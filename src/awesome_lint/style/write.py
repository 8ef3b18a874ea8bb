"""Entries of any list written in the style of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from awesome_lint.model import Entry
from awesome_lint.style.record import Record
from awesome_lint.style.style import Group, Style
from awesome_lint.style.target import target_like
from awesome_lint.style.translate import translate, write


def write_entries(
    entries: Iterable[Entry],
    style: Style,
    group: Group | None = None,
    lost: Callable[[Entry, tuple[str, ...]], object] | None = None,
) -> str:
    """Entries as the list of `style` would write them, one after the other as its own follow each other.

    `group` is the layout and number of the table or list whose form they take; without it, the largest's. Entries of
    that list itself come out of their own Markdown, those of other lists out of their fields. Ends with a line end;
    empty for no entries. `lost` is called with each entry that says more than the form has a place for, and the names
    of that: fields, `link:code`.
    """
    target = target_like(style, group)
    out = []
    for number, entry in enumerate(entries, 1):
        if style.owns(entry):
            translated = translate(style.record(entry), entry, target)
        else:
            translated = translate(Record(target.layout, ()), entry, target._replace(plain=True))
        if translated.lost and lost is not None:
            lost(entry, translated.lost)
        out.append(write(translated.record, target, number if style.counts_up else 0))
    return target.between.join(out) + target.newline if out else ""
