"""Entries of any list written in the style of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from awesome_lint.model import Entry, Link
from awesome_lint.patterns import pattern
from awesome_lint.style.insert import safe_url
from awesome_lint.style.labels import usual_label
from awesome_lint.style.record import INNER, Record, Value
from awesome_lint.style.style import Style
from awesome_lint.style.template import Template

_SPECIAL = pattern(r"([\\`*_\[\]<>|])")
_FIELDS = ("alias", "title", "authors", "venue", "track", "status")


def write_entries(entries: Iterable[Entry], style: Style, group: tuple[str, int] | None = None) -> str:
    """Entries as the list of `style` would write them, one after the other as its own follow each other.

    `group` is the layout and number of the table or list whose form they take; without it, the largest's. Entries of
    that list itself come out of their own Markdown, those of other lists out of their fields. Ends with a line end;
    empty for no entries.
    """
    own = {id(entry) for entry in style.document.entries}
    chosen = group or style.largest_group
    template = style.template_of(*chosen)
    newline = style.document.source.newline
    out = []
    for number, entry in enumerate(entries, 1):
        record = style.record(entry) if id(entry) in own else record_of(entry, style, chosen)
        values = tuple(
            value._replace(text=str(number)) if value.name == "number" and style.counts_up else value
            for value in record.values
        )
        out.append(style.render(record._replace(values=values), template))
    return style.between(chosen).join(out) + newline if out else ""


def record_of(entry: Entry, style: Style, group: tuple[str, int]) -> Record:
    """What an entry of another list says, as far as lists like that of `style` say it, in Markdown."""
    template = style.template_of(*group)
    kinds = _kinds(template)
    values: list[Value] = []
    if "number" in kinds:
        values.append(Value("number", "1"))
    if "checked" in kinds:
        values.append(Value("checked", "x" if entry.checked else " "))
    links = list(entry.links)
    for name in _FIELDS:
        text = getattr(entry, "venue_raw" if name == "venue" else name)
        if not text or (name == "venue" and entry.venue_source != "entry"):
            continue
        value = Value(name, escape(text))
        if name == "title" and kinds["title@"] > kinds["title"] and (link := _title_link(links)) is not None:
            links.remove(link)
            value = value._replace(url=safe_url(link.url), form=_form(style), inner=(value,))
        values.append(value)
        if name == "venue" and entry.year and not ("year" in kinds and "venue_year" in kinds):
            values.append(Value("venue_year" if "venue_year" in kinds else "year", str(entry.year)))
    if entry.year and entry.year_source == "entry" and not any(value.name.endswith("year") for value in values):
        values.append(Value("year", str(entry.year)))
    if entry.keywords:
        values.append(Value("keywords", escape(", ".join(entry.keywords))))
    values += [_link(link, style, kinds) for link in links]
    if entry.notes:
        values.append(Value("note", escape(entry.notes)))
    cells = style.width(group)
    values = (
        [value._replace(cell=template.column(value.kind, max(cells - 1, 0))) for value in values] if cells else values
    )
    return Record(group[0], tuple(values), cells)


def escape(text: str) -> str:
    """Plain text as inline Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def _kinds(template: Template) -> Counter[str]:
    """How often each kind of value stands in the entries that a template was made of."""
    found: Counter[str] = Counter()
    for habits in template.habits:
        for shape, times in habits.shapes.items():
            if shape.cell != INNER:
                found.update(dict.fromkeys(shape.kinds, times))
        if found:
            break
    return found


def _title_link(links: list[Link]) -> Link | None:
    """The link that a title leads to."""
    fitting = [link for link in links if link.url]
    return next((link for link in fitting if link.in_title), None) or next(
        (link for link in fitting if link.role == "paper"), fitting[0] if fitting and not fitting[0].named else None
    )


def _link(link: Link, style: Style, kinds: Counter[str]) -> Value:
    boxed = sum(times for kind, times in kinds.items() if kind.startswith("boxed:"))
    plain = sum(times for kind, times in kinds.items() if kind.startswith("link:"))
    label = usual_label(style, link.role, "boxed" if boxed > plain else "link")
    if label is None or "\0" in label:
        label = escape(link.label.strip("[] ")) or link.role
        label = f"[{label}]" if boxed > plain else label
    return Value("link", label, link.role, safe_url(link.url), _form(style))


def _form(style: Style) -> str:
    """How the list writes links; a reference would need a definition."""
    forms = style.link_forms
    return "html" if forms and forms.most_common(1)[0][0] == "html" else "inline"
