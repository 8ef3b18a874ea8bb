"""Entries of any list, as one particular list writes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from itertools import pairwise
from unicodedata import category

from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.source import Span
from awesome_lint.style.gaps import WORD
from awesome_lint.style.labels import HOLE, WORDS, usual_label
from awesome_lint.style.markup import escape_start, into_cell
from awesome_lint.style.record import EVENT, INNER, LINKLIKE, LOOSE, NO_FILLERS, Record, Value, rank_of
from awesome_lint.style.style import Group, Style
from awesome_lint.style.target import Target, Translated
from awesome_lint.style.template import Habits
from awesome_lint.style.translate import REFERENCES, field_values, letters, lost_name

_SELDOM = 0.1  # of a list's remarks end otherwise, at most
_STOPPED = 3  # remarks, at least, that tell how they end
_FILLED = 0.8  # of a table's empty cells hold the same, at least
_FILLERS = 2  # cells, at least, that hold it
_DIGITS = pattern(r"\d{4,}|\d\d")
_TAKEN = frozenset({"title", "venue", "year", "venue_year", "comment", "number", "link", "malformed"})
"""What every list can say: no entry loses it for want of an example."""
_HOLDERS = {"note": ("note", "tag"), "tag": ("note", "tag"), "track": ("track", "venue"), "status": ("status", "venue")}


def adapted(values: list[Value], entry: Entry, target: Target) -> Translated:
    """Values as the list that `target` is like would give them."""
    assert target.like is not None
    style, group = target.like
    manner = style.manner(group)
    found = manner.links(manner.years(values, entry), entry)
    if manner.kinds["checked"]:
        found = [value for value in found if value.name != "checked"]
        found.insert(0, Value("checked", "x" if entry.checked else " "))
    elif entry.checked is not None and not any(value.name == "checked" for value in found):
        found.insert(0, Value("checked", "x" if entry.checked else " "))
    if manner.kinds["number"]:
        found.insert(0, Value("number", "1"))
    kept: list[Value] = []
    lost: list[str] = []
    found = manner.with_notes(found)
    for value in found if style.owns(entry) else manner.with_stop(found):
        fitted = manner.fitted(value)
        if fitted is None:
            lost.append(lost_name(value))
        else:
            kept.append(fitted)
    if target.cells:
        kept.sort(key=lambda value: value.cell)
    foreign = not style.owns(entry)
    fillers = target.fillers if foreign else NO_FILLERS
    record = Record(target.layout, tuple(kept), target.cells, foreign=foreign, fillers=fillers)
    return Translated(record, tuple(dict.fromkeys(lost)))


class Manner:
    """What the entries of one group of a list do, and, where they are few, those of its layout."""

    def __init__(self, style: Style, group: Group) -> None:
        self.style = style
        self.group = group
        self.cells = style.width(group)
        self.habits: tuple[Habits, ...] = style.template_of(*group).habits
        own = [counts for habits in self.habits if (counts := _kinds(habits))]
        self.kinds = own[0] if own else Counter[str]()
        self.all = sum(own, start=Counter[str]())
        self.names = Counter[str]()
        for kind, times in self.all.items():
            self.names[kind.partition(":")[0].rstrip("@")] += times
        heads = style.heads(group[1]) if self.cells else ()
        self.names_of_links: dict[str, str] = {}
        self.places: dict[str, int | None] = {}
        self.columns = [style.knowledge.labels.column_of(head) or "" for head in heads]

    @cached_property
    def fillers(self) -> dict[int, str]:
        """What stands in the empty cells of this table (`-`, `N/A`), blanks too, by the columns it says nothing in.

        Empty where most empty cells hold nothing, or not the same. A column whose own ones differ has none.
        """
        columns: defaultdict[int, Counter[str]] = defaultdict(Counter)
        written: Counter[str] = Counter()
        for reading in self.style.readings_of(self.group):
            for number, cell in enumerate(reading.cells if reading.rims else ()):
                if all(value.name == "unavailable" for value in cell.values):
                    text = self.style.document.source.slice(Span(cell.start, cell.end))
                    bare = text.strip()
                    columns[number][bare] += 1
                    written[" " * text[:1].isspace() + bare + " " * text[-1:].isspace()] += 1
        every = sum(columns.values(), Counter[str]())
        filler, times = every.most_common(1)[0] if every else ("", 0)
        if times < max(_FILLERS, _FILLED * every.total()) or not self._fills(filler):
            return {}
        text = next(text for text, _ in written.most_common() if text.strip() == filler)
        return {
            number: text
            for number in range(self.cells)
            if self._says_nothing(filler, number)
            and ((own := columns[number]).total() < _FILLERS or own.most_common(1)[0][0] == filler)
        }

    def _fills(self, text: str) -> bool:
        """Whether a text is one that stands for nothing: dashes and the like, or a word for what there is not."""
        return bool(text) and (
            all(category(char).startswith("P") for char in text) or self.style.knowledge.labels.is_unavailable(text)
        )

    def _says_nothing(self, filler: str, number: int) -> bool:
        """Whether a row is read the same with and without a filler in this column."""
        name = self.columns[number] if number < len(self.columns) else ""
        if self.style.knowledge.labels.is_unavailable(filler):
            # Among links it says which there are not; elsewhere a word is a remark.
            return name in ("venue", "year") or (name == "notes" and not WORD.search(filler))
        return name not in ("title", "number")

    def years(self, values: list[Value], entry: Entry) -> list[Value]:
        """Values with the year as this list gives it: beside the venue, in a place of its own, with two digits."""
        own = [value for value in values if value.name in ("year", "venue_year")]
        if not own:
            return values
        found = []
        venue = any(value.name == "venue" for value in values)
        for value in own:
            text = value.text
            if not _DIGITS.fullmatch(text) and entry.year and not self._writes_dates:
                text = str(entry.year)
            if self._short_years and len(text) == 4 and text.isdecimal():
                text = self.style.year_quote + text[2:]
            found.append(value._replace(text=text))
        apart, beside = self.names["year"], self.names["venue_year"]
        if len(found) == 1:
            only = found[0]
            if beside and venue and (not apart or self._both):
                found = [only._replace(name="venue_year")]
                if apart:
                    found.append(only._replace(name="year"))
            else:
                found = [only._replace(name="year")]
        index = next((number for number, value in enumerate(values) if value.name == "venue"), None)
        rest = [value for value in values if value not in own]
        if index is None:
            return [*rest, *found]
        behind = next(number for number, value in enumerate(rest) if value.name == "venue") + 1
        return [*rest[:behind], *found, *rest[behind:]]

    def with_notes(self, values: list[Value]) -> list[Value]:
        """Values with all remarks as one, behind what this list mostly remarks on: the title, its links …."""
        notes = [value for value in values if value.name in ("note", "tag")]
        if not notes:
            return values
        rest = [value for value in values if value not in notes]
        before: Counter[str] = Counter()
        for habits in self.habits:
            for shape, times in habits.shapes.items():
                if shape.cell != INNER:
                    for one, other in pairwise(shape.kinds):
                        if other in ("note", "tag") and one not in LOOSE:
                            before[rank_of(one)] += times
            if before:
                break
        anchor = before.most_common(1)[0][0] if before else "link*"
        place = next((index for index in reversed(range(len(rest))) if rank_of(rest[index].kind) == anchor), -1)
        place = len(rest) if place < 0 else place + 1
        joined = notes[0] if len(notes) == 1 else Value("note", "; ".join(value.text for value in notes))
        return [*rest[:place], joined, *rest[place:]]

    def with_stop(self, values: list[Value]) -> list[Value]:
        """Values with a full stop behind the remark that ends them, where remarks here have one."""
        stops = self.style.note_stops
        place = next((index for index, value in enumerate(values) if value.name == "note"), None)
        if place is None or (place + 1 < len(values) and not self.cells) or stops.total() < _STOPPED:
            return values
        text = values[place].text
        if stops[""] > _SELDOM * stops.total() or not (text[-1:].isalnum() or text.endswith((")", "）", "`"))):
            return values
        stop = "。" if "\u3040" <= text[-1] <= "\ud7af" else "."  # behind Chinese and Japanese writing
        return [*values[:place], values[place]._replace(text=text + stop), *values[place + 1 :]]

    @property
    def _both(self) -> bool:
        """Whether entries mostly give a year twice: in its column, and beside the venue."""
        return self.kinds["venue_year"] > 0.5 * max(self.kinds["year"], 1)

    @property
    def _short_years(self) -> bool:
        sizes = self.style.year_sizes
        return sizes[2] > sizes[4]

    @property
    def _writes_dates(self) -> bool:
        sizes = self.style.year_sizes
        return sizes[0] > sizes[2] + sizes[4]

    def links(self, values: list[Value], entry: Entry) -> list[Value]:
        """Values with links, and a linked title, as this list writes them."""
        own = self.style.owns(entry)
        title = next((value for value in values if value.name == "title"), None)
        wanted = self.kinds["title@"] > self.kinds["title"]
        first: Value | None = None
        if title is not None and title.form and not wanted and self.kinds["title"]:
            link = next((link for link in entry.links if link.in_title), None)
            if link is not None:
                first = Value("link", "", link.role, title.url, title.form)
                if title.form in REFERENCES:
                    first = first._replace(form="reference", url=title.url or title.text)
                place = values.index(title)
                values = [*values[:place], *_unlinked(title, entry, values), *values[place + 1 :]]
        elif title is not None and not title.form and wanted and (link_value := _leading(values)) is not None:
            values = [
                value._replace(url=link_value.url or link_value.text, form=_kept_form(link_value))
                if value is title
                else value
                for value in values
                if value is not link_value
            ]
        found: list[Value] = []
        used: set[str] = set()
        if first is not None:
            place = next((number for number, value in enumerate(values) if value.name in LINKLIKE), len(values))
            values = [*values[:place], first, *values[place:]]
        for value in values:
            is_link = value.name == "link"
            found.append(self._labelled(value, own and value is not first, used) if is_link else value)
        return found

    def _labelled(self, link: Value, own: bool, used: set[str]) -> Value:
        """A link with the text that this list gives links of its role, unless it says something else itself."""
        labels = self.style.knowledge.labels
        text = link.text.strip("[] ")
        plain = text.replace("\\", "")
        says = not plain or labels.role_of(plain) == link.role or plain.casefold() in labels.neutral
        name = self._name(link.role)
        if own or not says or (link.role in used and labels.role_of(plain) == link.role) or link.text.startswith("!"):
            return link if own or link.text.startswith("!") else link._replace(text=_boxed(text or plain, name))
        used.add(link.role)
        form = "html" if self.style.link_forms.most_common(1)[:1] and self._is_html else _kept_form(link)
        if name == "bare" and link.form not in REFERENCES:
            return link._replace(text="", form="bare")
        url = (link.url or link.text) if form == "reference" else link.url
        return link._replace(text=self._label(link, name, text), url=url, form=form)

    @property
    def _is_html(self) -> bool:
        return self.style.link_forms.most_common(1)[0][0] == "html"

    def _label(self, link: Value, name: str, text: str) -> str:
        style = self.style
        label = usual_label(style, link.role, name)
        if label is None:
            other = usual_label(style, link.role, "link" if name == "boxed" else "boxed")
            label = other.strip("[] ") if other is not None else None
        if label is not None and HOLE in label:
            identity = style.knowledge.hosts.identify(link.url)
            label = label.replace(HOLE, identity.value) if identity.kind in ("github", "gitlab") else None
        if label is None or "\n" in label:
            word = text or WORDS.get(link.role, link.role)
            if not text or style.knowledge.labels.role_of(text) == link.role:
                word = word[:1].lower() + word[1:] if style.small_labels and word[1:].islower() else word
                word = word[:1].upper() + word[1:] if not style.small_labels else word
            label = word
        return _boxed(label.strip("[] ") if not label.startswith("!") else label, name)

    def _name(self, role: str) -> str:
        """Whether links of a role have brackets in their text here, none, or are mere addresses."""
        if role not in self.names_of_links:
            self.names_of_links[role] = self._find_name(role)
        return self.names_of_links[role]

    def _find_name(self, role: str) -> str:
        for kinds in (self.kinds, self.all):
            for wanted in (role, None):
                counts: Counter[str] = Counter()
                for kind, times in kinds.items():
                    name, _, other = kind.partition(":")
                    if name in ("link", "boxed", "bare") and (wanted is None or other == wanted):
                        counts[name] += times
                if wanted is None:
                    counts.pop("bare", 0)
                if counts:
                    return counts.most_common(1)[0][0]
        return "link"

    def fitted(self, value: Value) -> Value | None:
        """A value in its column, as it may stand there; None for what this list has no place for."""
        if not self.cells:
            holders = _HOLDERS.get(value.name, (value.name,))
            if value.name not in _TAKEN and self.all and not any(self.names[name] for name in holders):
                return None
            if value.name == "title" and not value.form:
                return value._replace(text=escape_start(value.text))
            return value
        column = self._column(value)
        if column is None or column >= self.cells:
            return None
        text = value.text
        if value.name == "unavailable" and column < len(self.columns) and self.columns[column] == value.role:
            text = text.partition(": ")[2] or text  # the column says what there is not
        return value._replace(text=into_cell(text), url=into_cell(value.url), cell=column)

    def _column(self, value: Value) -> int | None:
        if value.kind not in self.places:
            self.places[value.kind] = self._find_column(value)
        return self.places[value.kind]

    def _find_column(self, value: Value) -> int | None:
        for kinds in self._alike(value):
            counts: Counter[int] = Counter()
            for kind in kinds:
                counts.update(self.habits[0].columns(kind) if self.habits else {})
            if counts:
                return counts.most_common(1)[0][0]
        if value.name == "comment":
            return self.cells - 1
        meaning = value.role if value.name in LINKLIKE else "notes" if value.name in LOOSE else value.name
        if value.name in EVENT and value.name != "year" and "venue" in self.columns:
            return self.columns.index("venue")
        for name in (meaning, *(("venue",) if value.name == "year" else ())):
            if name in self.columns:
                return self.columns.index(name)
        if value.name != "link":
            return None
        if "links" in self.columns:
            return self.columns.index("links")
        links = self.habits[0].link_columns() if self.habits else Counter[int]()
        titles = {column for kind in ("title", "title@") for column in self.habits[0].columns(kind)}
        for column, _ in links.most_common():
            if column not in titles and (column >= len(self.columns) or not self._is_role(self.columns[column])):
                return column
        return None

    def _is_role(self, name: str) -> bool:
        return name in WORDS

    def _alike(self, value: Value) -> tuple[tuple[str, ...], ...]:
        if value.name == "link":
            return (tuple(f"{name}:{value.role}" for name in ("link", "boxed", "bare")),)
        if value.name in ("note", "tag"):
            return (("note", "tag"),)
        return ((value.kind,), (value.name, f"{value.name}@"))


def _kinds(habits: Habits) -> Counter[str]:
    """How often each kind of value stands in entries."""
    found: Counter[str] = Counter()
    for shape, times in habits.shapes.items():
        if shape.cell != INNER:
            for kind in set(shape.kinds):
                found[kind] += times
    return found


def _unlinked(title: Value, entry: Entry, values: list[Value]) -> list[Value]:
    """A linked title without its link; what else the link's text says are fields of their own."""
    text = title.text.strip()
    if letters(text) == letters(entry.title):
        if text.endswith((".", "。")) and not entry.title.endswith((".", "。")):
            text = text[:-1]
        return [title._replace(text=text, url="", form="")]
    said = {value.name for value in values}
    return [value for value in field_values(entry) if value.name == "title" or value.name not in said]


def _leading(values: list[Value]) -> Value | None:
    """The link that a title is to lead to: to the paper, else the first whose text says nothing of its role."""
    links = [value for value in values if value.name == "link" and (value.url or value.form in REFERENCES)]
    papers = [value for value in links if value.role == "paper"]
    if papers:
        return papers[0]
    return next((value for value in links if value.role in ("page", "project", "data", "code")), None)


def _kept_form(link: Value) -> str:
    return "reference" if link.form in REFERENCES else "inline"


def _boxed(text: str, name: str) -> str:
    return f"[{text}]" if name == "boxed" else text
