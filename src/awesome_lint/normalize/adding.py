"""New entries written where the list puts their like, each read again before it counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from awesome_lint.knowledge import Knowledge
from awesome_lint.matching.counterparts import Counterpart
from awesome_lint.matching.titles import fold_words
from awesome_lint.model import Document, Entry
from awesome_lint.normalize.merged import Unplaced, Where
from awesome_lint.normalize.place import Place, Places, insertions, numbered
from awesome_lint.normalize.place import Unplaced as Nowhere
from awesome_lint.normalize.proof import unsound
from awesome_lint.normalize.unite import moved_url
from awesome_lint.patterns import pattern
from awesome_lint.source import Edit, Source, apply_edits
from awesome_lint.style import infer
from awesome_lint.style.markup import safe_url
from awesome_lint.style.record import Record, Value
from awesome_lint.style.style import Group, Style
from awesome_lint.style.target import Target, target_like
from awesome_lint.style.translate import REFERENCES, translate, write

_TRIES = 16
_EVENT = ("venue", "year", "venue_year")
_COMPARED = frozenset({"alias", "authors", "venue", "year", "venue_year", "track", "status", "keywords", "notes"})
"""What is compared when all is done: what is lost of these is seen then."""
_TITLE = "its title would read"
_NO_ENTRY = "it would not be read as one entry"
EMPTY = "link without an address"
BROKEN = "broken link"
_IMAGE_URL = pattern(r"""(?<=\]\()[^)\s]+|(?<=src=")[^"]+|(?<=src=')[^']+""")
_KINDS = {"malformed": BROKEN, "checked": "check box", "unlinked": "role", "unavailable": "missing link"}
_LEANER = (
    frozenset({"alias"}),
    frozenset({"track", "status", "note", "tag", "image", "unlinked", "unavailable"}),
    frozenset({"authors", "keywords"}),
    frozenset({"venue", "year", "venue_year"}),
)
"""What an entry is written without, step by step, where it would be misread else; what fits is added to it later."""
_FIELDS = ("alias", "authors", "track", "status", "notes")

Ref = tuple[int, int]
"""A contributed entry: the number of its document, from 1, and its index there."""


class _New:
    """One entry on its way: where it goes, and which of the forms of its target is tried."""

    def __init__(self, ref: Ref, entry: Entry, place: Place, targets: Sequence[Target]) -> None:
        self.ref = ref
        self.entry = entry
        self.place = place
        self.targets = targets
        self.form = 0
        self.marked = False  # the title is set in bold, to be seen as one
        self.whole = False  # its links, which lead nowhere, are written: without them it is read otherwise
        self.reason = ""
        self.values = ""  # what it says, one value after the other


class Adding:
    """`document` is the list with what was added.

    `indexes` are the new entries' indexes in it, `moved` those of the list's own entries, `unplaced` what was not
    written, `lost` what no form of the list could hold of a new entry, `kept` the links without an address and the
    broken ones that it would not be read without as it should.
    """

    def __init__(
        self,
        into: Document,
        contributed: Sequence[Document],
        known: Knowledge,
        parse: Callable[[Source], Document],
        section: Sequence[str],
        at: str | None,
    ) -> None:
        self.document = into
        self.contributed = contributed
        self.known = known
        self.parse = parse
        self.section = section
        self.at = at
        self.edits: tuple[Edit, ...] = ()
        self.indexes: dict[Ref, int] = {}
        self.moved: list[int] = list(range(len(into.entries)))
        self.unplaced: list[Unplaced] = []
        self.lost: dict[Ref, dict[str, str]] = {}
        self.kept: dict[Ref, list[str]] = {}
        self._styles: dict[int, Style] = {}
        self._lean = 0  # what all new entries are written without, in steps of `_LEANER`
        self._shifts = 0  # how often others were read otherwise

    def index_of(self, same: Mapping[Ref, Counterpart], ref: Ref) -> int | None:
        """Where a contributed entry, or the one it was found to be, stands in the list; None: nowhere."""
        for _ in range(len(same) + 1):
            if ref in self.indexes:
                return self.indexes[ref]
            if (twin := same.get(ref)) is None:
                return None
            if not twin.document:
                return self.moved[twin.place]
            ref = twin.document, twin.place
        return None

    def add(self, new: Sequence[Ref]) -> None:
        """Write new entries, given by document and place."""
        style = infer(self.document, self.document.entries, self.known)
        places = Places(self.document, style, self.known)
        places.check(self.section, self.contributed)
        targets: dict[Group, tuple[Target, ...]] = {}
        waiting: list[_New] = []
        for number, index in new:
            of = self.contributed[number - 1]
            entry = of.entries[index]
            place = places.find(entry, self.section, self.at, of)
            if isinstance(place, Nowhere):
                self._leave((number, index), place.reason, place.topic)
                continue
            if place.group not in targets:
                target = target_like(style, place.group)
                targets[place.group] = (target, *target.explicit)
            waiting.append(_New((number, index), entry, place, targets[place.group]))
        self._write(waiting)

    def _leave(self, ref: Ref, reason: str, topic: str | None = None) -> None:
        document = self.contributed[ref[0] - 1]
        entry = document.entries[ref[1]]
        where = Where(document.path, entry.line)
        self.unplaced.append(Unplaced(entry.title, where, entry.section, reason, topic))

    def _write(self, waiting: list[_New]) -> None:
        for _ in range(_TRIES):
            if not waiting:
                return
            texts = self._markdown(waiting)
            edits = tuple(sorted(insertions(texts)))
            after = self.parse(Source(apply_edits(self.document.source.text, edits), self.document.source.path))
            read = _Read(after, texts)
            wrong = self._wrong(read, waiting, [text for _, text in texts])
            if not wrong:
                self.moved = read.own
                self.indexes = {one.ref: read.fresh[number][0] for number, one in enumerate(waiting)}
                self.document, self.edits = after, edits
                return
            waiting = self._without(waiting, wrong)
        for one in waiting:
            self._leave(one.ref, one.reason or "it would not read the same")

    def _without(self, waiting: list[_New], wrong: Mapping[int, str]) -> list[_New]:
        """What is tried next: other forms for what was misread, nothing for what was misread in all of them."""
        left = []
        for number, one in enumerate(waiting):
            if number in wrong:
                one.reason = wrong[number]
                if not one.whole and one.entry.links and not any(link.url for link in one.entry.links):
                    one.whole = True
                elif one.reason.startswith(_TITLE) and not one.marked:
                    one.marked = True
                else:
                    one.form += 1
                if one.form >= len(one.targets) + len(_LEANER):
                    self._leave(one.ref, one.reason)
                    continue
            left.append(one)
        return left

    def _markdown(self, waiting: Sequence[_New]) -> list[tuple[Place, str]]:
        found = []
        for one, place in zip(waiting, numbered([one.place for one in waiting]), strict=True):
            target = one.targets[min(one.form, len(one.targets) - 1)]
            own = self._record(one)
            translated = translate(own, _telling_all(one.entry), target, detached=True)
            record = self._moved_urls(translated.record._replace(indent=place.indent), one.ref[0])
            record, nowhere = _without_nowhere(record)
            if one.whole:
                record = translated.record._replace(indent=place.indent)
            record = self._without_headings(record, one)
            record = _without_strange(record, target)
            for names in _LEANER[: max(self._lean, one.form - len(one.targets) + 1)]:
                record = record._replace(values=tuple(value for value in record.values if value.name not in names))
            lost = {_KINDS.get(name, name): _said(own, name) for name in translated.lost if name not in _COMPARED}
            if not one.entry.checked:
                lost.pop("check box", None)  # an empty one says nothing
            lost |= {} if one.whole else nowhere
            self.kept[one.ref] = list(nowhere.values()) if one.whole else []
            self.lost[one.ref] = lost
            if one.marked:
                record = record._replace(values=tuple(map(_marked, record.values)))
            one.values = " ".join(value.text + value.url for value in record.values)
            found.append((place, write(record, target, place.number)))
        return found

    def _record(self, one: _New) -> Record:
        number = one.ref[0]
        if number not in self._styles:
            document = self.contributed[number - 1]
            self._styles[number] = infer(document, document.entries, self.known)
        return self._styles[number].record(one.entry)

    def _moved_urls(self, record: Record, number: int) -> Record:
        here, there = self.document.path, self.contributed[number - 1].path

        def moved(value: Value) -> Value:
            if value.name == "image":
                return value._replace(text=_IMAGE_URL.sub(lambda found: moved_url(found[0], here, there), value.text))
            return value._replace(url=moved_url(value.url, here, there)) if value.url else value

        return record._replace(values=tuple(map(moved, record.values)))

    def _without_headings(self, record: Record, one: _New) -> Record:
        """A record without the venue and the year that the heading above its place gives all entries below it."""
        said = self._headings.get(one.place.heading, {})
        entry = one.entry
        gone = {"venue"} if said.get("venue") == entry.venue is not None else set()
        if said.get("year") == entry.year is not None and entry.venue_year in (None, entry.year):
            gone |= {"year", "venue_year"}
        if not gone:
            return record
        return record._replace(values=tuple(value for value in record.values if value.form or value.name not in gone))

    @cached_property
    def _headings(self) -> dict[int, dict[str, object]]:
        """The venue and the year that headings give entries which do not write them, by heading."""
        found: dict[int, dict[str, object]] = {}
        written: set[tuple[int, str]] = set()
        for entry in self.document.entries:
            for name, source in (("venue", entry.venue_source), ("year", entry.year_source)):
                if source == "section":
                    found.setdefault(entry.heading, {})[name] = getattr(entry, name)
                elif source == "entry":
                    written.add((entry.heading, name))
        return {
            heading: {name: value for name, value in said.items() if (heading, name) not in written}
            for heading, said in found.items()
        }

    def _wrong(self, read: _Read, waiting: Sequence[_New], texts: Sequence[str]) -> dict[int, str]:
        """Which of the new entries do not read as they should, or make others read otherwise, and why."""
        found: dict[int, str] = {}
        for number, (one, indexes) in enumerate(zip(waiting, read.fresh, strict=True)):
            base = self.document.path, self.contributed[one.ref[0] - 1].path
            if len(indexes) != 1:
                found[number] = _NO_ENTRY
            elif told := misread(one.entry, read.document.entries[indexes[0]], base):
                found[number] = told
            elif told := unsound("", texts[number], one.values):
                found[number] = told  # what stood between the values of others does not fit these
        before = self.document.entries
        if len(read.own) != len(before):
            return found or dict.fromkeys(range(len(waiting)), "other entries would not be read as before")
        changed = [
            (old, new)
            for old, new in zip(before, map(read.document.entries.__getitem__, read.own), strict=True)
            if old.meaning != new.meaning or old.section != new.section
        ]
        if changed:
            self._shifts += 1
        if changed and self._shifts > 1 and self._lean < len(_LEANER):
            self._lean += 1  # many new entries together are a new convention
            return found or {-1: ""}
        for old, new in changed:
            found.setdefault(read.nearest(new.span.start), f"`{old.title}` would not read the same beside it")
        return found


class _Read:
    """A text with insertions, read again: `own` are the indexes of what was there, `fresh` those in each insertion."""

    def __init__(self, document: Document, texts: Sequence[tuple[Place, str]]) -> None:
        self.document = document
        self.own: list[int] = []
        self.fresh: list[list[int]] = [[] for _ in texts]
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._numbers = sorted(range(len(texts)), key=lambda at: (texts[at][0].offset, texts[at][0].rank))
        moved = 0
        for offset, group in groupby(self._numbers, key=lambda at: texts[at][0].offset):
            numbers = list(group)
            moved += len(texts[numbers[0]][0].opening)
            for number in numbers:
                place, text = texts[number]
                self._starts.append(offset + moved)
                moved += len(place.before + text + place.after)
                self._ends.append(offset + moved)
            moved += len(texts[numbers[-1]][0].closing)
        for index, entry in enumerate(document.entries):
            at = bisect_right(self._starts, entry.span.start) - 1
            if at >= 0 and entry.span.start < self._ends[at]:
                self.fresh[self._numbers[at]].append(index)
            else:
                self.own.append(index)

    def nearest(self, offset: int) -> int:
        """The number of the insertion that is nearest to a place."""
        at = bisect_right(self._starts, offset)
        near = [place for place in (at - 1, at) if 0 <= place < len(self._starts)]
        return self._numbers[min(near, key=lambda place: abs(self._starts[place] - offset))]


def _without_nowhere(record: Record) -> tuple[Record, dict[str, str]]:
    """A record without its broken links and those without an address; and these, by what they are."""
    kept: list[Value] = []
    gone: dict[str, list[str]] = {}
    for value in record.values:
        if value.name == "malformed":
            gone.setdefault(BROKEN, []).append(value.text)
        elif value.form and value.form not in REFERENCES and not value.url and value.name != "title":
            gone.setdefault(EMPTY, []).append(f"[{value.text}]()")
        elif value.name == "title" and value.form and not value.url and value.form not in REFERENCES:
            kept.append(value._replace(form=""))
        else:
            kept.append(value)
    return record._replace(values=tuple(kept)), {what: " ".join(texts) for what, texts in gone.items()}


def _without_strange(record: Record, target: Target) -> Record:
    """A record without a venue and a year where no entry laid out like it gives any in its list."""
    if target.cells:
        return record
    shown = {kind.rstrip("@") for habits in target.template.habits for shape in habits.shapes for kind in shape.kinds}
    if "year" in shown or "venue_year" in shown:
        shown |= {"year", "venue_year"}
    kept = (value for value in record.values if value.name not in _EVENT or value.name in shown)
    return record._replace(values=tuple(kept))


def _telling_all(entry: Entry) -> Entry:
    """An entry that says itself what the headings above it say of venue and year: it leaves them."""
    venue = "entry" if entry.venue else None
    return entry._replace(venue_source=venue, year_source="entry" if entry.year else None)


def _marked(value: Value) -> Value:
    """A title that is no link's text in bold."""
    return value._replace(text=f"**{value.text}**") if value.name == "title" and not value.form else value


def _said(record: Record, name: str) -> str:
    """What a record says under one name, as Markdown."""
    return " ".join(value.text for value in record.values if value.name == name)


def misread(entry: Entry, now: Entry, base: tuple[str, str] = ("-", "-")) -> str:
    """What a written entry says otherwise than the contributed one did; empty where it only says less, or the same.

    `base` are the paths of the list and of the contribution.
    """
    if entry.title != now.title:
        return f"{_TITLE} `{now.title}`"
    had, have = _led_to(entry, *base), _led_to(now, *base[:1] * 2)
    if had.keys() != have.keys():
        return "its links would not be the same"
    if entry.kind == now.kind and (other := next((key for key in had if had[key] != have[key]), None)):
        return f"{other} would be its {have[other]} link"
    for name in _FIELDS:
        theirs, mine = getattr(entry, name), getattr(now, name)
        if mine and fold_words(mine) != fold_words(theirs or "") and not (theirs and name == "notes"):
            return f"its {name} would read `{mine}`"
    if now.venue_source == "entry" and now.venue != entry.venue:
        return f"its venue would read `{now.venue_raw}`"
    if now.year_source == "entry" and now.year not in (entry.year, entry.venue_year):
        return f"its year would read {now.year}"
    if set(now.keywords) - set(entry.keywords):
        return "its keywords would not be the same"
    return ""


def _led_to(entry: Entry, here: str, there: str) -> dict[str, str]:
    """What an entry's links lead to, with their roles; relative addresses as the list at path `here` writes them."""
    return {
        link.identity.folded if "://" in link.url else safe_url(moved_url(link.url, here, there)): link.role
        for link in reversed(entry.links)
        if link.url
    }
