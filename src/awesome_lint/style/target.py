"""The form in which entries are to be written: that of a list, a named one, or one that a template spells out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.model import Entry
from awesome_lint.records import NamedTuple
from awesome_lint.style.record import NO_FILLERS, Record
from awesome_lint.style.style import Group, Style
from awesome_lint.style.template import Template

if TYPE_CHECKING:
    from awesome_lint.style.form import Form

LAYOUTS = ("bullet", "numbered", "table", "heading", "paragraph")


class TemplateError(ValueError):
    """A form that no entry can be written by; says why in one sentence."""


class Target(NamedTuple):
    r"""How entries are to be written.

    `layout` is one of `LAYOUTS`. `head` are the lines above a table's rows, each with its line end, empty elsewhere;
    `between` the line ends between two entries; `cells` the columns of a table, 0 elsewhere; `newline` ends lines.
    `like`: the list (and its group) whose labels, link forms and linked titles entries take; None: as they are
    written. `plain`: values are written from an entry's plain fields, escaped, and not out of its own Markdown.
    `fillers`: what stands in the empty cells of a table's new rows, blanks too, by column, where that is known.
    `explicit`: further forms of the same layout, each one harder to misread than the one before: for an entry that
    does not read the same in this one.
    """

    layout: str
    template: Template
    head: str = ""
    between: str = "\n"
    cells: int = 0
    newline: str = "\n"
    like: tuple[Style, Group] | None = None
    plain: bool = False
    fillers: Mapping[int, str] = NO_FILLERS
    explicit: tuple[Target, ...] = ()

    @property
    def has_role_columns(self) -> bool:
        """Whether links of different roles stand in columns of their own."""
        if not self.cells:
            return False
        from awesome_lint.style.form import Form

        if isinstance(self.template, Form):
            return self.template.has_roles
        return len(self.template.habits[0].link_columns()) > 1

    @property
    def relabelled(self) -> frozenset[str]:
        """The roles whose links a template spelt out gives a label of its own, or the title; `links`: all others."""
        from awesome_lint.style.form import Form

        if self.explicit or not isinstance(self.template, Form):
            return frozenset()
        given = self.template.links.items()
        roles = {form.role or name for name, form in given if form.label or form.form == "autolink"}
        return frozenset("links" if role == "url" else role for role in roles)


class Translated(NamedTuple):
    """A record as a target writes it; `lost` names what it cannot hold: fields, `link:code`."""

    record: Record
    lost: tuple[str, ...] = ()


def target_like(style: Style, group: Group | None = None) -> Target:
    """How a list writes: the form of one of its groups, of the largest where none is named."""
    chosen = group or style.largest_group
    target = Target(
        chosen[0],
        style.tidy_template(chosen),
        style.head(chosen),
        style.between(chosen),
        style.width(chosen),
        style.document.source.newline,
        (style, chosen),
    )
    explicit = (target._replace(plain=True),)
    fillers = style.manner(chosen).fillers if target.cells else NO_FILLERS
    return target._replace(fillers=fillers, explicit=explicit)


def named_target(layout: str, entries: Sequence[Entry], columns: Sequence[str] = (), level: int = 0) -> Target:
    """One of the named layouts, for these entries; labels and values stay as they are written.

    `columns` are those of a table, in order: `title`, `alias`, `authors`, `venue`, `year`, `keywords`, `notes`, a role
    (`code`) or `links` (all others); without them, those that the entries fill. `level` is that of headings; 0: one
    below the deepest section of the entries. `TemplateError` for a column that there is not.
    """
    from awesome_lint.style.form import ROLES

    if layout == "table":
        return _table(entries, columns, knowledge())
    if layout not in _NAMED:
        raise TemplateError(f"there is no layout {layout!r}: there are {', '.join(LAYOUTS)}")
    depth = min(level or max((len(entry.section) for entry in entries), default=1) + 1, 6)
    depth = max(depth, 2)  # a heading of the first level names the list
    named = [role for role in ROLES if role not in ("page", "other")]
    keyed = {f"{name}:{role}": (f"{role.title()}: ", "") for name in ("link", "boxed", "bare") for role in named}
    bold = {} if layout == "heading" else {"title": ("**", "**")}
    between = "\n\n" if layout in ("heading", "paragraph") else "\n"
    forms = [text.replace("#", "#" * depth) for text in _NAMED[layout]]
    targets = [_spelled(layout, text, between, bold) for text in forms]
    targets.append(_spelled(layout, forms[-1], between, {"title": ("**", "**"), **keyed}))
    targets += [target._replace(plain=True) for target in targets[1:]]
    return targets[0]._replace(explicit=tuple(targets[1:]))


_EVENT = "{venue} {venue_year} {track} {status}"
_SAYS = "*{authors}* ({year}) [" + _EVENT + "] {links} {images} - {notes} {comments}"
_LINE = "[{alias}] {title} " + _SAYS
_FIELDS = (
    "Alias: {alias}",
    "Authors: {authors}",
    "Year: {year}",
    "Venue: {venue} {venue_year} {track}",
    "Status: {status}",
    "{links}",
    "{roles}",
    "{images}",
    "Keywords: {keywords}",
    "Notes: {notes}",
)


def _below(first: str, lead: str) -> str:
    """A form with each field on a line of its own."""
    return first + "".join(f"{lead}{field}" for field in _FIELDS) + " {comments}"


_NAMED = {
    "bullet": (
        f"- [{{checked}}] {_LINE}\n  - Keywords: {{keywords}}",
        _below("- [{checked}] {title}", "\n  - "),
        _below("- [{checked}] {title}", "<br>"),
    ),
    "numbered": (
        f"{{number}}. [{{checked}}] {_LINE}\n    - Keywords: {{keywords}}",
        _below("{number}. [{checked}] {title}", "\n    - "),
        _below("{number}. [{checked}] {title}", "<br>"),
    ),
    "heading": (
        _below("# {title}\n", "\n- "),
        "# [{alias}] {title}\n\n" + _SAYS + "<br>\nKeywords: {keywords}",
        _below("# {title}\n", "<br>\n").replace("{title}\n<br>\n", "{title}\n\n"),
    ),
    "paragraph": (
        _LINE + "<br>\nKeywords: {keywords}",
        _below("{title}", "<br>\n"),
        _below("{title}\n", "\n- "),
    ),
}


def _spelled(layout: str, text: str, between: str, marks: dict[str, tuple[str, str]]) -> Target:
    from awesome_lint.style.spelling import read_stretch

    return Target(layout, _form([read_stretch(text)], (), marks), between=between)


def _form(cells: Sequence[object], rims: tuple[str, ...], marks: dict[str, tuple[str, str]]) -> Form:
    from awesome_lint.style.form import Form

    return Form(cells, rims, marks)  # type: ignore[arg-type]


_COLUMNS = {
    "title": "{title}",
    "alias": "{alias}",
    "authors": "{authors}",
    "venue": "{venue} {venue_year} {track} {status}",
    "year": "{year}",
    "links": "{links} {images}",
    "keywords": "{keywords}",
    "notes": "{notes}",
}
_HEADS = {"resource": {"title": "Name", "notes": "Description"}}


def _table(entries: Sequence[Entry], columns: Sequence[str], known: Knowledge) -> Target:
    from awesome_lint.style.spelling import read_stretch

    chosen = list(columns) or _filled(entries)
    resources = sum(entry.kind == "resource" for entry in entries) > 0.5 * len(entries)
    heads = []
    texts = []
    for name in chosen:
        head = (_HEADS["resource"].get(name) if resources else None) or known.labels.usual_writing(name) or name.title()
        if known.labels.column_of(head) != name:
            from awesome_lint.style.form import ROLES

            possible = [*_COLUMNS, *[role for role in ROLES if known.labels.column_of(role) == role]]
            raise TemplateError(f"no table has a column {name!r}: there are {', '.join(possible)}")
        heads.append(head)
        texts.append(_COLUMNS.get(name, f"{{{name}}}"))
    if "title" not in chosen:
        raise TemplateError("a table needs a column for the title")
    if "venue" not in chosen:
        texts = [text.replace("{year}", "{year} {track} {status}") for text in texts]
    texts[-1] += " {comments}"
    if "links" not in chosen:
        texts[-1] = texts[-1].replace(" {comments}", " {images} {comments}")
    head = f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n"
    cells = [read_stretch(f" {text} ") for text in texts]
    target = Target("table", _form(cells, ("|",) * (len(cells) + 1), {}), head, "\n", len(cells))
    bold = target._replace(template=_form(cells, target.template.rims(0), {"title": ("**", "**")}), plain=True)
    return target._replace(explicit=(target._replace(plain=True), bold))


def _filled(entries: Sequence[Entry]) -> list[str]:
    """The columns that entries fill."""
    own = [entry for entry in entries if entry.year_source == "entry"]
    filled = {
        "title": True,
        "alias": any(entry.alias for entry in entries),
        "authors": any(entry.authors for entry in entries),
        "venue": any(entry.venue_source == "entry" or entry.track or entry.status for entry in entries),
        "year": bool(own),
        "links": any(
            entry.unlinked or entry.unavailable or any(not link.in_title for link in entry.links) for entry in entries
        ),
        "keywords": any(entry.keywords for entry in entries),
        "notes": any(entry.notes for entry in entries),
    }
    return [name for name, fills in filled.items() if fills]


def target_from_template(text: str) -> Target:
    r"""The form that a template spells out, as `--template` takes it; `TemplateError` for one that says none.

    See `spelling.read_template` for how templates are written.
    """
    from awesome_lint.style.spelling import read_template

    return read_template(text)
