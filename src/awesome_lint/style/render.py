"""Records back to Markdown, by a template."""

from __future__ import annotations

from awesome_lint.style.gaps import WORD, split_gap
from awesome_lint.style.record import END, INNER, LINKLIKE, LOOSE, START, Record, Value
from awesome_lint.style.template import Padding, Template, display_width

_STOPS = (".", "。")
_ENDS = (*_STOPS, "?", "!", "…", "？", "！")
_OPENING = ("", "[", "(", "【", "（")


def render(record: Record, template: Template, newline: str = "\n") -> str:
    r"""The Markdown of an entry as `template` writes it, without the indent of its first line.

    Everything but the values themselves comes from the template. `newline` ends lines.
    """
    if not record.cells:
        text = _stretch(list(record.values), 0, template, record.foreign)
        return text.replace("\n", newline + record.indent) if "\n" in text else text
    cells = max(record.cells, 1)
    columns: list[list[Value]] = [[] for _ in range(cells)]
    column = 0
    for value in record.values:
        if value.kind not in LOOSE:
            column = template.column(value.kind, value.cell)
        elif not columns[column] or value.cell != columns[column][-1].cell:
            column = value.cell
        columns[min(column, cells - 1)].append(value)
    rims = template.rims(cells)
    out = [rims[0]]
    for number, values in enumerate(columns):
        filler = "" if values else record.fillers.get(number, "")
        text = filler or _stretch(values, number, template, record.foreign)
        if (padding := template.padding.get(number)) is not None:
            text = pad(text, padding)
        out += (text, rims[number + 1])
    return "".join(out).replace("\n", newline)


def render_value(value: Value, template: Template) -> str:
    """One value as it stands between gaps."""
    if not value.form:
        return value.text
    before, between, after = template.form(value.form)
    if value.form in ("bare", "autolink"):
        return before + value.url + after
    label = _stretch(list(value.inner), INNER, template) if value.inner else value.text
    if value.form == "html":
        return before + value.url + between + label + after
    return before + label + between + value.url + after


def arrange(values: list[Value], cell: int, template: Template) -> list[Value]:
    """Values in the order of the template: remarks behind what they follow, links among themselves as given."""
    groups: list[list[Value]] = [[]]
    for value in values:
        if value.name in LOOSE:
            groups[-1].append(value)
        else:
            groups.append([value])
    opening, *rest = groups
    kinds = tuple(dict.fromkeys(group[0].kind for group in rest))
    place = {kind: index for index, kind in enumerate(template.order(cell, kinds))}
    ordered = sorted(rest, key=lambda group: place[group[0].kind])
    given = iter([group for group in rest if group[0].name in LINKLIKE])
    found: list[Value] = list(opening)
    runs: list[list[list[Value]]] = []
    for group in ordered:
        is_link = group[0].name in LINKLIKE
        if not (runs and is_link and runs[-1][0][0].name in LINKLIKE):
            runs.append([])
        runs[-1].append(group)
    position = {id(group): index for index, group in enumerate(given)}
    for run in runs:
        if run[0][0].name in LINKLIKE:
            run.sort(key=lambda group: position[id(group)])
        for group in run:
            found += group
    return found


def _stretch(values: list[Value], cell: int, template: Template, foreign: bool = False) -> str:
    before = START
    out: list[str] = []
    for value in arrange(values, cell, template) if len(values) > 1 else values:
        kind = value.kind
        gap = template.gap(cell, before, kind)
        out += (_stopped(gap, out[-1]) if foreign and out else gap, render_value(value, template))
        before = kind
    last = template.gap(cell, before, END)
    last = _stopped(last, out[-1]) if foreign and out else last
    out.append(_wordless(last, before) if foreign and WORD.search(last) else last)
    return "".join(out)


def _stopped(gap: str, before: str) -> str:
    """A gap without its full stop behind a value that has one of its own."""
    if gap[:1] not in _STOPS or before[-1:] not in _ENDS:
        return gap
    return gap[1:] if before[-1:] in _STOPS or gap[1:].lstrip()[:1] in _OPENING else gap


def _wordless(gap: str, before: str) -> str:
    """What ends an entry or a cell, without the words there: a remark that many entries of a list share."""
    split = split_gap(gap)
    close = "" if before == START or WORD.search(split.close) else split.close
    return close + gap[len(gap.rstrip()) :]


def pad(text: str, padding: Padding) -> str:
    """A cell filled up with spaces to the width of its column."""
    missing = padding.width - (display_width(text) if padding.wide else len(text))
    if missing <= 0:
        return text if text[-1:].isspace() else text + " "
    if padding.side == "right":
        return text + " " * missing
    if padding.side == "left":
        return " " * missing + text
    return " " * (missing // 2) + text + " " * (missing - missing // 2)
