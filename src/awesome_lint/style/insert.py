"""A missing link put where its list would put it, written as the list writes such links."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.source import Edit, Span
from awesome_lint.style.gaps import WORD, split_gap
from awesome_lint.style.labels import usual_link
from awesome_lint.style.markup import safe_url
from awesome_lint.style.record import END, LINKLIKE, LOOSE, START, Cell, Reading, Value
from awesome_lint.style.render import pad, render_value
from awesome_lint.style.style import Style
from awesome_lint.style.template import Template, reword

_SEVERAL = 2  # entries that show what a list writes
_HEADS = {"note": "notes", "venue_year": "year"}
_STANDING_IN = {"year": ("venue_year",), "venue_year": ("year",)}
_GONE = pattern(r"[ ]*[\[(（【]([^\[\]()\n（）【】|]*)[\])）】]")


def insert_link(style: Style, entry: Entry, role: str, url: str, label: str | None = None) -> tuple[Edit, ...]:
    """The edits that give `entry` a link of `role` to `url`, written as `style` writes such links.

    An empty link of that role is filled in, a bare word for it is linked, an empty cell or a dash in its column gives
    way; else the link is put behind what this list puts before it. `label` is the link's text, without it what the
    list usually says. Nothing where the entry says nothing that a link could stand beside.
    """
    for link in entry.links:
        if link.role == role and not link.url and link.form in ("inline", "html"):
            return (Edit(link.url_span, safe_url(url)),)
    if entry.placeholder:
        return ()
    reading = style.readings[entry.span]
    template = style.loose_template(entry)
    value = usual_link(style, reading, role, url, label)._replace(url=safe_url(url))
    if (stand_in := _stand_in(style, entry, reading, role)) is not None:
        cell, index = stand_in
        return _replace_word(style, reading, template, cell, index, value, role)
    if not any(cell.values for cell in reading.cells):
        return ()
    number = _column(style, entry, reading, value) if reading.rims else 0
    return _put(style, reading, template, number, value)


def insert_values(style: Style, entry: Entry, values: Sequence[Value]) -> tuple[Edit, ...]:
    """The edits that give `entry` fields that stand together (a venue and its year), Markdown in `values`.

    Nothing where entries laid out like it do not have all of them. What the entry says of them already is not looked
    at.
    """
    reading = style.readings[entry.span]
    if entry.placeholder or not any(cell.values for cell in reading.cells):
        return ()
    template = style.template(entry)
    if not reading.rims:
        usual = all(is_usual(style, entry, value.kind) for value in values)
        return _put(style, reading, template, 0, *values) if usual else ()
    columns: dict[int, list[Value]] = {}
    for value in values:
        if (number := _field_column(style, entry, reading, value)) is None:
            return ()
        columns.setdefault(number, []).append(value)
    return tuple(edit for number, own in columns.items() for edit in _put(style, reading, template, number, *own))


def _field_column(style: Style, entry: Entry, reading: Reading, value: Value) -> int | None:
    """The column in which a table has such a field, by its rows or by the head of one that is empty so far."""
    kinds = (value.kind, *(_STANDING_IN.get(value.kind, ())))
    habits = style.template(entry).habits[0]
    for kind in kinds:
        columns = habits.columns(kind)
        if columns.total() >= _SEVERAL and columns.most_common(1)[0][0] < len(reading.cells):
            return columns.most_common(1)[0][0]
    labels = style.knowledge.labels
    meant = {_HEADS.get(kind, kind) for kind in kinds}
    for number, head in enumerate(style.heads(entry.group)[: len(reading.cells)]):
        if labels.column_of(head) in meant:
            return number
    return None


def is_usual(style: Style, entry: Entry, kind: str) -> bool:
    """Whether several entries laid out like this one have such a field, or a table has its column."""
    reading = style.readings[entry.span]
    if reading.rims and _field_column(style, entry, reading, Value(kind, "")) is not None:
        return True
    return any(
        sum(times for shape, times in habits.shapes.items() if kind in shape.kinds) >= _SEVERAL
        for habits in style.template(entry).habits
    )


def _stand_in(style: Style, entry: Entry, reading: Reading, role: str) -> tuple[int, int] | None:
    """The word for a missing link, by cell and index: `code`, `code (coming soon)`."""
    if role not in entry.unlinked and role not in entry.unavailable:
        return None
    labels = style.knowledge.labels
    only = len({*entry.unlinked, *entry.unavailable}) == 1
    for number, cell in enumerate(reading.cells):
        for index, value in enumerate(cell.values):
            if value.name in ("unlinked", "unavailable"):
                words = value.text.split()
                named = labels.role_of(value.text) or (labels.role_of(words[0].strip("[]():*_")) if words else None)
                if named == role or (named is None and only):
                    return number, index
    return None


def _replace_word(
    style: Style, reading: Reading, template: Template, number: int, index: int, value: Value, role: str
) -> tuple[Edit, ...]:
    cell = reading.cells[number]
    start, end = cell.places[index]
    text = style.document.source.text
    word = cell.values[index]
    if style.knowledge.labels.role_of(word.text) == role and value.kind.startswith("link"):
        value = value._replace(text=word.text)
    before = cell.values[index - 1].kind if index else START
    after = cell.values[index + 1].kind if index + 1 < len(cell.values) else END
    opening = template.split(number, before, value.kind).open
    close = template.split(number, value.kind, after).close
    written = render_value(value, template)
    if opening and close and not text.endswith(opening, 0, start):
        written = opening + written + close
    gone = _GONE.match(text, end)
    if gone is not None and style.knowledge.labels.is_unavailable(gone[1]):
        end = gone.end()
    return (Edit(Span(start, end), written),)


def _column(style: Style, entry: Entry, reading: Reading, value: Value) -> int:
    """The column in which a table puts such a link."""
    cells = len(reading.cells)
    habits = style.template(entry).habits[0]
    for kinds in ((value.kind,), tuple(f"{name}:{value.role}" for name in ("link", "boxed", "bare"))):
        found = sum((habits.columns(kind) for kind in kinds), start=type(habits.columns(""))())
        if found and found.most_common(1)[0][0] < cells:
            return found.most_common(1)[0][0]
    labels = style.knowledge.labels
    heads = style.heads(entry.group)
    titles = {number for kind in ("title", "title@") for number in habits.columns(kind)}
    for number, head in enumerate(heads[:cells]):
        if labels.column_of(head) == value.role and number not in titles:  # `Paper` may head the titles
            return number
    links = habits.link_columns()
    for number, _ in links.most_common():
        if number < cells and not labels.role_of(heads[number] if number < len(heads) else ""):
            return number
    if links and links.most_common(1)[0][0] < cells:
        return links.most_common(1)[0][0]
    return next((number for number, cell in enumerate(reading.cells) if "title" in cell.kinds), 0)


def _put(style: Style, reading: Reading, template: Template, number: int, *values: Value) -> tuple[Edit, ...]:
    source = style.document.source
    cell = reading.cells[number]
    old = source.text[cell.start : cell.end]
    if reading.rims and _says_nothing(style, cell):
        before, after = template.gap(number, START, values[0].kind), template.gap(number, values[-1].kind, END)
        new = before + _run(values, template, number) + after
        new = pad(new, template.padding[number]) if number in template.padding else new
        return _edit(cell.start, old, new)
    start, end, content = _place(style, reading, template, number, values)
    content = content.replace("\n", source.newline + reading.indent)
    new = old[: start - cell.start] + content + old[end - cell.start :]
    if number in template.padding:
        new = pad(new.rstrip(" "), template.padding[number])
    return _edit(cell.start, old, new)


def _says_nothing(style: Style, cell: Cell) -> bool:
    """Whether a cell is empty, or only says that there is nothing."""
    return all(
        value.name == "unavailable" or (value.name == "note" and style.knowledge.labels.is_unavailable(value.text))
        for value in cell.values
    ) and not any(WORD.search(gap) for gap in cell.gaps)


def _edit(start: int, old: str, new: str) -> tuple[Edit, ...]:
    """The smallest edit that makes `new` of `old`, which begins at `start`."""
    head = 0
    while head < len(old) and head < len(new) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < len(old) - head and tail < len(new) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return (Edit(Span(start + head, start + len(old) - tail), new[head : len(new) - tail]),)


def _run(values: Sequence[Value], template: Template, number: int) -> str:
    """Values that follow each other, with what this list puts between them."""
    text = render_value(values[0], template)
    for one, other in pairwise(values):
        text += template.gap(number, one.kind, other.kind) + render_value(other, template)
    return text


def _place(
    style: Style, reading: Reading, template: Template, number: int, values: Sequence[Value]
) -> tuple[int, int, str]:
    """From where to where in the source, and what: the values with all that stands around them."""
    cell = reading.cells[number]
    text = style.document.source.text
    index = _index(cell, template, number, values[0])
    one = cell.values[index - 1].kind if index else START
    other = cell.values[index].kind if index < len(cell.values) else END
    start = cell.places[index - 1][1] if index else cell.start
    end = cell.places[index][0] if index < len(cell.values) else cell.end
    before = _leading(template.gap(number, one, values[0].kind), values[0])
    after = template.gap(number, values[-1].kind, other)
    link = _run(values, template, number)
    own = cell.gaps[index]
    raw = text[start:end]
    had, lead, behind = split_gap(raw), split_gap(before), split_gap(after)
    if own == template.gap(number, one, other) and not reading.rims and had.close == lead.close:
        if other in LOOSE and one.partition(":")[0] in LINKLIKE:
            after = own  # what leads to a remark is the entry's own: `- comment: …` stays an item
        if own[:1] and own[0] in ".。" and not before.lstrip().startswith(own[0]):
            before = own[0] + before  # the title's full stop
        if "\n" in before and "\n" in own:
            after = own  # the line of the link behind it begins as it did
        return start, end, before + link + after
    if one == START:
        at = end - len(had.open)
        return at, at, lead.open + link + behind.close + (behind.between or " ")
    stop = had.between.strip()
    if other == END and stop and stop in ".。" and lead.between.lstrip().startswith(stop):
        at = start + len(had.close + had.between.rstrip())
        return at, at, lead.between.replace(stop, "", 1) + lead.open + link + behind.close
    at = start + len(had.close)
    return at, at, (lead.between or " ") + lead.open + link + behind.close


def _leading(gap: str, value: Value) -> str:
    """What stands before a value: words that introduce a field (`Keywords:`) are its own, those before a link not."""
    return _wordless(gap) if value.name in LINKLIKE else gap


def _wordless(gap: str) -> str:
    """A gap without the words that introduce something else, above or beside a link."""
    if not WORD.search(gap):
        return gap
    lines = gap.split("\n")
    last = ("\n" if len(lines) > 1 else "") + lines[-1]
    if not WORD.search(last) or reword(last, ":x") != last:
        return last
    split = split_gap(last)
    return (split.close if not WORD.search(split.close) else "") + " " + ("" if WORD.search(split.open) else split.open)


def _index(cell: Cell, template: Template, number: int, value: Value) -> int:
    """Before which value of the cell the link goes."""
    firm = [kind for kind in dict.fromkeys(cell.kinds) if kind not in LOOSE]
    if value.kind in firm:
        before = firm[: firm.index(value.kind) + 1]
    else:
        ordered = template.order(number, (*firm, value.kind))
        before = list(ordered[: ordered.index(value.kind)])
        links = [kind for kind in firm if kind.partition(":")[0] in LINKLIKE]
        beside = [kind for kind in (before[-1:] + list(ordered[len(before) + 1 : len(before) + 2])) if kind in links]
        seen = any(template.order_of(number, value.kind, kind) for kind in links)
        alone = not beside and template.times(number, before[-1] if before else START, value.kind) < 2
        if links and (alone or not seen):
            before = firm[: firm.index(links[-1]) + 1]
    index = 0
    for place, kind in enumerate(cell.kinds):
        if kind in before:
            index = place + 1
    if not index:
        while index < len(cell.kinds) and cell.kinds[index] in ("number", "checked", *LOOSE):
            index += 1
        return index
    leading = cell.kinds[index - 1]
    behind = index
    while behind < len(cell.kinds) and cell.kinds[behind] in LOOSE:
        behind += 1
    if behind == index:
        return behind
    if leading.partition(":")[0] in LINKLIKE:
        return index if "\n" in cell.gaps[index] else behind
    # Among remarks behind the title, where the other entries have their links.
    after = [template.times(number, kind, value.kind) for kind in cell.kinds[index - 1 : behind]]
    most = max(after)
    return index + (len(after) - 1 - after[::-1].index(most) if most else behind - index)
