"""What an entry says in one list, as another form says it."""

from __future__ import annotations

from awesome_lint.knowledge import knowledge
from awesome_lint.model import Entry, Link
from awesome_lint.patterns import pattern
from awesome_lint.style.form import Form, LinkForm
from awesome_lint.style.markup import (
    escape,
    escape_end,
    escape_label,
    escape_start,
    folded_key,
    into_cell,
    on_one_line,
    out_of_cell,
    safe_url,
    whole,
    without_references,
)
from awesome_lint.style.record import Record, Value
from awesome_lint.style.render import render
from awesome_lint.style.target import Target, Translated

REFERENCES = frozenset({"reference", "collapsed", "shortcut"})
_PLAIN = ("alias", "title", "authors", "venue", "track", "status")
_YEARS = ("venue_year", "year")
_DIGITS = pattern(r"\d+")
_LETTER = pattern(r"[^\W_]")
ABSENT = "N/A"


def translate(record: Record, entry: Entry, target: Target, *, detached: bool = False) -> Translated:
    """A record of any list as `target` writes it; `entry` is the entry it was made of.

    `detached`: references become links with an address, for the entry leaves the file that defines them.
    """
    from awesome_lint.style.adapt import adapted

    if target.plain:
        values = _plain_values(entry) + [value for value in _own(record, detached) if value.name in _SILENT]
    else:
        values = _completed(_own(record, detached), record, entry)
    if target.like is not None:
        if _is_at_home(record, entry, target):
            return Translated(record)
        return adapted(values, entry, target)
    return _placed(values, entry, target)


def _is_at_home(record: Record, entry: Entry, target: Target) -> bool:
    """Whether an entry of the list that `target` is like is laid out as that already."""
    owns = target.like is not None and target.like[0].owns(entry)
    return owns and not target.plain and entry.layout == target.layout and record.cells == target.cells


def record_of(entry: Entry, target: Target) -> Record:
    """What an entry says, from its plain fields alone: of one that no Markdown was read for."""
    return translate(Record(target.layout, ()), entry, target._replace(plain=True)).record


def write(record: Record, target: Target, number: int = 1) -> str:
    """The Markdown of one entry, without the indent of its first line and without a line end.

    `number` is a list item's; 0: the one that the record has.
    """
    values = tuple(
        value._replace(text=str(number)) if value.name == "number" and number else value for value in record.values
    )
    return render(record._replace(values=values), target.template, target.newline)


_SILENT = frozenset({"image", "comment", "malformed"})
"""What stands in an entry's Markdown and is no part of what it says."""


def _own(record: Record, detached: bool) -> list[Value]:
    """The values of a record, each on one line, free of the place where it stood."""
    found: list[Value] = []
    runs = {start: (end, text) for start, end, text in record.prose if _ends_links(record, start, end)}
    behind = 0
    for number, given in enumerate(record.values):
        if given.name == "number" or number < behind:
            continue
        if detached and given.text.startswith("[^"):
            continue  # the note stays where it was
        value = given._replace(text=record.raw.get(number, given.text))
        if number in runs:
            behind, text = runs[number]
            value = Value("note", text, inner=record.values[number:behind])
        if detached:
            value = _away(value, record)
        if record.cells:
            value = value._replace(text=out_of_cell(value.text), url=out_of_cell(value.url))
        found.append(value._replace(text=on_one_line(value.text), url=on_one_line(value.url), cell=0))
    return found


def _away(value: Value, record: Record) -> Value:
    """A value that needs none of its file's definitions."""
    if value.form in REFERENCES:
        url = record.definitions.get(folded_key(value.url or value.text), "")
        value = value._replace(url=safe_url(url), form="inline")
    return value._replace(text=without_references(value.text, record.definitions))


def _ends_links(record: Record, start: int, end: int) -> bool:
    """Whether a text holds no link, or the entry's last: links keep their order."""
    if not any(value.form for value in record.values[start:end]):
        return True
    return not any(value.form for value in record.values[end:])


def _completed(values: list[Value], record: Record, entry: Entry) -> list[Value]:
    """An entry's own Markdown, with what its values leave out of its fields taken from these."""
    inside = {one.name for value in values if value.name != "note" for one in value.inner}
    said = {value.name for value in values} | inside
    found: list[Value] = []
    for value in values:
        if value.name not in ("note", "tag", "unlinked", "unavailable", *_YEARS) or value.form:
            _add_field(found, value._replace(inner=()), entry)
    found += [value for value in _plain_values(entry, links=False) if value.name in _PLAIN and value.name not in said]
    if entry.keywords and "keywords" not in said:
        found.append(Value("keywords", escape(", ".join(entry.keywords))))
    if not inside & set(_YEARS):
        found += _years([value for value in values if value.name in _YEARS and not value.form], entry)
    found += _roles(values, entry)
    found += _notes(values, entry)
    return found


def _add_field(found: list[Value], value: Value, entry: Entry) -> None:
    """Add a value to those found; of a field that is there already, what goes on with it."""
    if value.name not in _PLAIN and value.name != "keywords":
        found.append(value)
        return
    plain = ", ".join(entry.keywords) if value.name == "keywords" else _plain(entry, value.name)
    fitted = value if value.form else value._replace(text=_text(value.text, plain))
    index = next((index for index, one in enumerate(found) if one.name == value.name), None)
    if index is None:
        found.append(fitted)
    elif value.name in ("authors", "keywords") and not value.form:
        found[index] = found[index]._replace(text=f"{found[index].text}, {fitted.text}")


def _plain(entry: Entry, name: str) -> str:
    """A field that the entry itself says, as plain text; empty for one that it does not."""
    if name == "venue":
        return (entry.venue_raw or "") if entry.venue_source == "entry" else ""
    return getattr(entry, name) or ""


def _text(raw: str, plain: str) -> str:
    """A field's Markdown, as it may stand anywhere: with both ends of its marks, and its literal ones escaped."""
    if not any(mark in raw for mark in "*_`~"):
        return raw
    if "`" not in raw and all(raw.count(mark) == plain.count(mark) for mark in "*_~"):
        return raw.replace("*", r"\*") if "\\" not in raw else raw
    return whole(raw) or escape(plain)


def _years(values: list[Value], entry: Entry) -> list[Value]:
    """The year that counts, and the one beside the venue where that is another."""
    own = entry.year if entry.year_source == "entry" else None
    if own is None and entry.venue_year is None:
        return []
    if own is not None and entry.venue_year not in (None, own):
        return [Value("year", str(own)), Value("venue_year", str(entry.venue_year))]
    texts = {value.text.strip("'’‘`") for value in values}
    text = texts.pop() if len(texts) == 1 else ""
    short = _DIGITS.fullmatch(text) is not None and len(text) < 4
    return [Value("year", text if text and not short else str(own or entry.venue_year))]


def _roles(values: list[Value], entry: Entry) -> list[Value]:
    """Roles that are named without a link, or said not to be there."""
    labels = knowledge().labels
    found: list[Value] = []
    # `N/A`, `coming soon`: what it is that there is not, or not yet.
    absent = [
        value.text for value in values if value.name in ("unavailable", "note") and labels.is_unavailable(value.text)
    ]
    for name, roles in (("unlinked", entry.unlinked), ("unavailable", entry.unavailable)):
        words = [value.text for value in values if value.name == name]
        for number, role in enumerate(roles):
            word = next((word for word in words if labels.role_of(word) == role and labels.key_of(word) == role), role)
            why = absent[number if len(absent) == len(roles) else 0] if absent else ABSENT
            found.append(Value(name, word if name == "unlinked" else f"{word}: {why}", role))
    return found


def _notes(values: list[Value], entry: Entry) -> list[Value]:
    """What else is said: the entry's own Markdown of it, where that is all of it."""
    if not entry.notes:
        return []
    wanted = letters(entry.notes)
    own = [value for value in values if value.name in ("note", "tag") and _said(value) in wanted]
    if "".join(map(_said, own)) != wanted:
        return [Value("note", escape(entry.notes))]
    return [Value("note", _text(value.text, entry.notes)) for value in own]


def _said(value: Value) -> str:
    """The letters of a remark, without those of the links in it."""
    said = [one for one in value.inner if one.name in ("note", "tag")] or [value]
    return "".join(letters(_shown(one.text)) for one in said)


def _shown(text: str) -> str:
    """Roughly what is seen of inline Markdown."""
    return _TAGS.sub("", text)


_TAGS = pattern(r"</?[A-Za-z][^<>]*>|&#?\w+;")


def letters(text: str) -> str:
    return "".join(_LETTER.findall(text)).casefold()


def _plain_values(entry: Entry, links: bool = True) -> list[Value]:
    """What an entry's plain fields say, in Markdown."""
    found: list[Value] = []
    title = next((link for link in entry.links if link.in_title and link.url), None) if links else None
    for name in _PLAIN:
        if not (text := _plain(entry, name)):
            continue
        value = Value(name, escape(text))
        if name == "title" and title is not None:
            value = value._replace(text=escape_label(title.label or text), url=safe_url(title.url), form="inline")
        found.append(value)
    if not links:
        return found
    found += [_plain_link(link) for link in entry.links if link is not title]
    if entry.keywords:
        found.append(Value("keywords", escape(", ".join(entry.keywords))))
    found += _years([], entry)
    found += _roles([], entry)
    if entry.notes:
        found.append(Value("note", escape(entry.notes)))
    return found


def field_values(entry: Entry) -> list[Value]:
    """An entry's fields without its links, keywords and remarks, in Markdown."""
    return [*_plain_values(entry, links=False), *_years([], entry)]


def _plain_link(link: Link) -> Value:
    if link.label == link.url and link.url.startswith(("http://", "https://")) and link.url == safe_url(link.url):
        return Value("link", "", link.role, link.url, "autolink")
    return Value("link", escape_label(link.label), link.role, safe_url(link.url), "inline")


def _placed(values: list[Value], entry: Entry, target: Target) -> Translated:
    """Values in the slots of a form; what has none is lost."""
    form = target.template
    assert isinstance(form, Form)
    lost: list[str] = []
    placed: list[tuple[tuple[int, int], Value]] = []
    if form.has("number"):
        values = [Value("number", "1"), *values]
    if entry.checked is not None and not any(value.name == "checked" for value in values):
        values = [*values, Value("checked", "x" if entry.checked else " ")]
    for value in _linked(_beside_venue(values, target), form):
        place = form.place(value.kind)
        if place is None:
            lost.append(lost_name(value))
        else:
            placed.append((place, _fitted(value, place, target)))
    placed.sort(key=lambda item: item[0])
    values = [value for _, value in placed]
    return Translated(Record(target.layout, tuple(values), target.cells), tuple(dict.fromkeys(lost)))


def _beside_venue(values: list[Value], target: Target) -> list[Value]:
    """Values with the only year where the form has the one beside the venue, if it is one."""
    form = target.template
    assert isinstance(form, Form)
    names = [value.name for value in values]
    if target.cells and form.has("year"):
        return values
    if "venue_year" in names or not form.has("venue_year") or not ("venue" in names or not form.has("year")):
        return values
    return [
        value._replace(name="venue_year") if value.name == "year" and _DIGITS.fullmatch(value.text) else value
        for value in values
    ]


def _linked(values: list[Value], form: Form) -> list[Value]:
    """Values with links as the form spells them: with its labels, a linked title with the link it is to lead to."""
    if not form.links:
        return values
    found: list[Value] = []
    used: set[str] = set()
    titled = form.links.get("title")
    if titled is not None:
        values = _with_title_link(values, titled)
    for value in values:
        spelt = form.links.get(value.role) or form.links.get("links" if not form.has(value.role) else "")
        if value.name != "link" or spelt is None:
            found.append(value)
        elif form.has(value.role) and value.role in used:
            # Without its role it stands where all links do.
            found.append(value._replace(role="") if form.has("links") else value)
        else:
            used.add(value.role)
            found.append(_spelt(value, spelt))
    return found


def _spelt(value: Value, spelt: LinkForm) -> Value:
    text = spelt.label or value.text.strip("[] ") or value.role
    if spelt.form == "autolink":
        return value if value.form in REFERENCES else value._replace(text="", form="autolink")
    if value.form in REFERENCES:
        key = value.url or value.text
        return value._replace(text=text, url=key, form="reference")
    return value._replace(text=text, form=spelt.form)


def _with_title_link(values: list[Value], titled: LinkForm) -> list[Value]:
    """The title as the text of a link: its own, else the first of the role that the form wants there."""
    index = next((index for index, value in enumerate(values) if value.name == "title"), None)
    if index is None:
        return values
    title = values[index]
    if not title.form:
        wanted = [
            value
            for value in values
            if value.name == "link" and (value.role == titled.role or titled.role in ("links", "url"))
        ]
        if not wanted:
            return values
        link = wanted[0]
        values = [value for value in values if value is not link]
        index = next(index for index, value in enumerate(values) if value.name == "title")
        url, form = link.url or link.text, "reference" if link.form in REFERENCES else "inline"
        title = title._replace(url=link.url if form == "inline" else url, form=form)
    return [*values[:index], title._replace(text=titled.label.replace("\0", title.text)), *values[index + 1 :]]


def lost_name(value: Value) -> str:
    match value.name:
        case "link":
            return f"link:{value.role}"
        case "note" | "tag":
            return "notes"
        case "venue_year":
            return "year"
    return value.name


def _fitted(value: Value, place: tuple[int, int], target: Target) -> Value:
    """A value as it may stand in its place."""
    text, url = value.text, value.url
    if target.cells:
        text = _role_text(value, target) if value.name in ("unlinked", "unavailable") else text
        return value._replace(text=into_cell(text), url=into_cell(url), cell=place[0])
    if value.name == "title" and not value.form:
        text = escape_end(escape_start(text)) if target.layout == "heading" else escape_start(text)
    if value.name in ("unlinked", "unavailable"):
        text = _role_text(value, target)
    return value._replace(text=text)


def _role_text(value: Value, target: Target) -> str:
    """A role without a link, in brackets among links, or as a key on a line of its own."""
    form = target.template
    if isinstance(form, Form) and form.has("roles"):
        return f"{value.text}:" if value.name == "unlinked" else value.text
    return f"[{value.text}]"
