"""Templates as people spell them out: `- **{title}** ({venue} {year}) [[paper]({paper})] {links} - {notes}`."""

from __future__ import annotations

from difflib import get_close_matches

from awesome_lint.patterns import pattern
from awesome_lint.style.form import ROLES, Form, LinkForm, Stretch
from awesome_lint.style.gaps import split_gap
from awesome_lint.style.target import Target, TemplateError

FIELDS = (
    *("title", "alias", "authors", "venue", "year", "track", "status", "keywords", "notes", "links"),
    *("number", "checked", "images", "comments"),
)
_INNER = ("venue_year", "roles", "url", "label")
_SLOT = pattern(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_LINK = pattern(r"\[(\[[^\[\]]*\]|[^\[\]]*)\]\(\{(\w+)\}\)|<a href=\"\{(\w+)\}\">([^<>]*)</a>|<\{(\w+)\}>")
_MARKERS = (
    (pattern(r"#{1,6} "), "heading"),
    (pattern(r"[-*+] "), "bullet"),
    (pattern(r"(?:\d{1,9}|\{number\})[.)] "), "numbered"),
)
_NUMBER = pattern(r"\d{1,9}(?=[.)] )")
_PIPE = pattern(r"(?<!\\)\|")


def read_template(text: str) -> Target:
    r"""The target that a template spells out.

    A template is one entry in Markdown, with `{field}` where its fields go: `title`, `alias`, `authors`, `venue`,
    `year`, `track`, `status`, `keywords`, `notes`; `links`, or those of one role: `paper`, `code`, `project`, `data`,
    `demo`, `video`, `slides`, `poster`, `supplement`, `bibtex`, `blog`, `page`, `other`; `number` and `checked` of a
    list item; `images`, `comments`, which else stand at the end. Braces are doubled: `{{`, `}}`.

    `{code}` alone gives the links with the labels they have. `[code]({code})` gives them this label,
    `<a href="{code}">code</a>` as HTML, `<{code}>` the mere address; `[{title}]({paper})` links the title. Of several
    links of one role the first stands there, and the others where `{links}` has all that have no place of their own:
    without that, behind it. What stands around a field that an entry has not goes with it. Brackets right around
    `{links}` stand around each link.

    `| {title} | {venue} | {links} |` is a table's row; `# ` begins a heading, `- `, `* ` or `+ ` a bullet, `1. ` or
    `{number}. ` a numbered item, anything else a paragraph; `\n` (or a line break) begins a further line of the entry.
    """
    text = text.replace("\\n", "\n").strip("\n")
    if not text.strip():
        raise TemplateError("the template is empty: it needs {title} at least")
    if "\n" not in text and text.strip().startswith("|") and text.strip().endswith("|"):
        return _row(text.strip())
    layout = next((name for marker, name in _MARKERS if marker.match(text)), "paragraph")
    if layout == "numbered":
        text = _NUMBER.sub("{number}", text, count=1)
    links: dict[str, LinkForm] = {}
    stretch = read_stretch(text, links)
    _check([stretch])
    form = Form([with_rest(stretch)], (), {}, links)
    between = "\n\n" if layout in ("heading", "paragraph") or "\n\n" in text else "\n"
    return Target(layout, form, between=between)


def _row(text: str) -> Target:
    links: dict[str, LinkForm] = {}
    parts = _PIPE.split(text)[1:-1]
    cells = [read_stretch(part if part.strip() else "  ", links) for part in parts]
    _check(cells)
    heads = [_head(cell, links) for cell in cells]
    cells[-1] = with_rest(cells[-1], [name for cell in cells for name in cell.slots])
    head = f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n"
    return Target("table", Form(cells, ("|",) * (len(cells) + 1), {}, links), head, "\n", len(cells))


def _head(cell: Stretch, links: dict[str, LinkForm]) -> str:
    from awesome_lint.knowledge import knowledge

    names = [name for name in cell.slots if name not in ("images", "comments")]
    if not names:
        return ""
    name = "title" if "title" in names else names[0]
    if len([one for one in names if one in ROLES]) > 1:
        name = "links"
    return {"number": "#", "checked": ""}.get(name, knowledge().labels.usual_writing(name) or name.title())


def _check(cells: list[Stretch]) -> None:
    names = [name for cell in cells for name in cell.slots]
    if "title" not in names:
        raise TemplateError("the template has no {title}: an entry without a title cannot be found again")
    for name in names:
        if names.count(name) > 1:
            raise TemplateError(f"the template has {{{name}}} twice: a field can stand in one place only")


def read_stretch(text: str, links: dict[str, LinkForm] | None = None) -> Stretch:
    """The slots of a template's text, and the texts around them; how it writes links is added to `links`."""
    if links is not None:
        text = _LINK.sub(lambda match: _link(match, links), text)
    slots: list[str] = []
    gaps = [""]
    for at, match in _slots(text):
        gaps[-1] += text[at : match.start()] if match is not None else text[at:]
        if match is None:
            break
        if match[1] is None:
            if match[0] in ("{", "}"):
                raise TemplateError(
                    f"the brace {match[0]} has no partner in {text!r}: a field is {{title}}, a brace {match[0] * 2}"
                )
            gaps[-1] += match[0][0]
            continue
        name = match[1].strip()
        if name not in FIELDS and name not in ROLES and not (links is None and name in _INNER):
            raise TemplateError(_unknown(name))
        slots.append(name)
        gaps.append("")
    return Stretch(tuple(slots), tuple(gaps))


def _slots(text: str):  # type: ignore[no-untyped-def]
    at = 0
    for match in _SLOT.finditer(text):
        yield at, match
        at = match.end()
    yield at, None


def _link(match, links: dict[str, LinkForm]) -> str:  # type: ignore[no-untyped-def]
    """A link of a template as a mere slot; its label and form are kept in `links`."""
    label = match[1] if match[2] else match[4] or ""
    role = match[2] or match[3] or match[5]
    form = "inline" if match[2] else "html" if match[3] else "autolink"
    if role not in ROLES and role not in ("links", "url"):
        raise TemplateError(_unknown(role))
    if label.strip() in ("{title}", "**{title}**", "*{title}*"):
        links["title"] = LinkForm(label.strip().replace("{title}", "\0"), form, role)
        return "{title}"
    if "{" in label.replace("{{", "").replace("{label}", ""):
        raise TemplateError(f"the text of the link [{label}] has a field: only {{title}} and {{label}} can be linked")
    links[role] = LinkForm("" if label == "{label}" else label, form)
    return f"{{{role}}}"


def _unknown(name: str) -> str:
    near = get_close_matches(name, (*FIELDS, *ROLES), n=1)
    hint = f": did you mean {{{near[0]}}}?" if near else f": there are {', '.join((*FIELDS, *ROLES))}"
    return f"the template has an unknown field {{{name}}}{hint}"


def with_rest(stretch: Stretch, taken: list[str] | None = None) -> Stretch:
    """A stretch that also holds images and comments, at its end, where no other does."""
    slots, gaps = list(stretch.slots), list(stretch.gaps)
    for name in ("images", "comments"):
        if name not in (taken if taken is not None else slots):
            last = split_gap(gaps[-1])
            gaps[-1:] = [last.close + " ", last.between + last.open]
            slots.append(name)
    return Stretch(tuple(slots), tuple(gaps))
