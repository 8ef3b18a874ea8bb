"""The sections of a list as a tree, and which of them an entry of another list belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import TypeGuard

from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Document, Entry
from awesome_lint.normalize.headings import Dated, Headings, Words
from awesome_lint.records import NamedTuple
from awesome_lint.style.ways import arxiv_date

ROOT = 0
_NAMED = 4  # sections that a message names


class PlaceError(ValueError):
    """A section was named that the list does not have, or has more than once."""


class Unplaced(NamedTuple):
    """No place: `reason` is half a sentence for people; `by_date`: no section is of the entry's year or venue.

    `topic` is the title above the entry that one may name to say where it goes; empty where there is none.
    """

    reason: str
    by_date: bool = False
    topic: str = ""


class Section(NamedTuple):
    """A heading or the label of a group. `heading` is the innermost heading, -1 above the first; `parent` an index.

    `entries` stand in it directly. `open`: it may take entries, because it has some or nothing at all. `topical`: what
    its title says counts; that of the whole list does not. `dated`: it only says when and where.
    """

    title: str
    path: tuple[str, ...]
    heading: int
    parent: int
    line: int
    entries: tuple[Entry, ...]
    open: bool
    topical: bool
    dated: Dated | None
    words: Words


class Wanted(NamedTuple):
    """What a maintainer said of sections: all entries go to `into`, or those below a title go where `mapped` says."""

    into: int | None
    mapped: tuple[tuple[str, int], ...]


def names_of(document: Document) -> frozenset[int]:
    """The indexes of the headings that name the whole document: the one of the first level."""
    tops = [index for index, heading in enumerate(document.headings) if heading.level == 1]
    return frozenset(tops) if len(tops) == 1 else frozenset()


def own_titles(entry: Entry, document: Document, named: frozenset[int]) -> tuple[str, ...]:
    """The titles above an entry that say what it is about, outermost first: without `named`, the name of its list."""
    if not entry.section:
        return entry.section
    top = entry.heading
    while top >= 0 and document.headings[top].parent >= 0:
        top = document.headings[top].parent
    return entry.section[1:] if top in named and document.headings[top].title == entry.section[0] else entry.section


class Sections:
    """The sections of one list; `is_open` says of a heading's index whether a section without entries may take some."""

    def __init__(self, document: Document, known: Knowledge, is_open: Callable[[int], bool]) -> None:
        self.document = document
        named = names_of(document)
        name = next((document.headings[index].title for index in named), "")
        draft, entries = _tree(document)
        self.headings = Headings(known, {path for _, path, _, _ in draft}, name)
        parents = {parent for _, _, _, parent in draft}
        excluded: set[int] = set()
        self.all: list[Section] = []
        self.below: list[list[int]] = [[] for _ in draft]
        for index, (title, path, heading, parent) in enumerate(draft):
            own = tuple(entries[index])
            is_heading = index != ROOT and draft[parent][2] != heading
            whole = index == ROOT or (is_heading and heading in named)
            if (parent in excluded and index != ROOT) or (
                not own and not whole and is_heading and self.headings.is_about_list(title)
            ):
                excluded.add(index)
            empty = is_heading and not whole and not own and index not in parents and index not in excluded
            line = document.source.line(document.headings[heading].span.start) if heading >= 0 else 1
            dated = self.headings.dated(path) if title and not whole else None
            self.all.append(
                Section(
                    *(title, path, heading, parent, line, own),
                    bool(own) or (empty and is_open(heading)),
                    not whole,
                    dated,
                    self.headings.words(title),
                )
            )
            if index != ROOT:
                self.below[parent].append(index)
        self._near: dict[tuple[str, ...], str] = {}
        self._settled: dict[tuple[object, ...], int | Unplaced] = {}
        self.holds = [section.open for section in self.all]
        for index in range(len(self.all) - 1, ROOT, -1):
            self.holds[self.all[index].parent] |= self.holds[index]

    @cached_property
    def _by_words(self) -> list[dict[str, list[int]]]:
        """The sections by their words: all of them, those that are not general or the list's name, those of parts."""
        found: list[dict[str, list[int]]] = [{}, {}, {}, {}]
        for index, section in enumerate(self.all):
            if section.topical and self.holds[index]:
                words = section.words
                keys = ((words.all,), (words.core,), (words.bare,), dict.fromkeys(words.parts))
                for by, own in zip(found, keys[:1] if section.dated else keys, strict=False):
                    for key in own:
                        if key:
                            by.setdefault(key, []).append(index)
        return found

    @cached_property
    def _general(self) -> dict[str, list[int]]:
        """The outermost sections that say what kind of entries follow: data sets, surveys; papers and nothing else."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, section in enumerate(self.all):
            if section.topical and self.holds[index]:
                kind = self._meaning(section.words)
                if kind and not any(self._meaning(self.all[above].words) == kind for above in self.above(index)):
                    found[kind].append(index)
        return found

    @staticmethod
    def _meaning(words: Words) -> str:
        if len(words.about) == 1 or words.about == {"paper", "survey"}:
            kind = next(iter(words.about - {"paper"}), "paper")
            if kind in ("dataset", "survey") or not words.core:
                return kind
        return ""

    def above(self, index: int) -> list[int]:
        """The sections around one, innermost first, that of the whole list left out."""
        found = []
        while (index := self.all[index].parent) != ROOT and index >= 0:
            if self.all[index].topical:
                found.append(index)
        return found

    def name(self, index: int) -> str:
        """A section as messages name it."""
        titles = [self.all[one].title for one in (*self.above(index)[::-1], index)]
        return f"`{' / '.join(titles)}`"

    def _named(self, indexes: Sequence[int], lines: bool = False) -> str:
        shown = [self.name(index) + (f" on line {self.all[index].line}" if lines else "") for index in indexes[:_NAMED]]
        return ", ".join(shown) + (", …" if len(indexes) > _NAMED else "")

    # What a maintainer says

    def wanted(self, options: Sequence[str]) -> Wanted:
        """What the options `NAME` and `THEIRS=MINE` come to. `PlaceError` for what is no section of this list."""
        into: int | None = None
        mapped: list[tuple[str, int]] = []
        for option in options:
            found = self._lookup(option)
            if not found and "=" in option:
                mapped.append(self._mapping(option))
                continue
            target = self._one(option, found)
            if into is not None and into != target:
                raise PlaceError(
                    f"section {option!r}: all entries go to {self.name(into)} already; "
                    "write THEIRS=MINE for those of one section"
                )
            into = target
        return Wanted(into, tuple(mapped))

    def check(self, wanted: Wanted, theirs: Collection[tuple[str, ...]]) -> None:
        """`PlaceError` for the first THEIRS that is not among `theirs`, the titles above entries of other lists."""
        above = {titles[:count] for titles in theirs for count in range(1, len(titles) + 1)}
        for name, _ in wanted.mapped:
            if not name or any(self._means(name, titles) for titles in above):
                continue
            from difflib import get_close_matches

            names = sorted({titles[-1] for titles in above if titles[-1]})
            near = get_close_matches(name, names, n=_NAMED, cutoff=0.5) or names[:_NAMED]
            hint = f"write one of theirs: {', '.join(f'`{one}`' for one in near)}" if near else "they have no sections"
            raise PlaceError(f"no entry that is merged stands in a section {name!r}; {hint}")

    def _mapping(self, option: str) -> tuple[str, int]:
        """What `THEIRS=MINE` says; a title may hold that sign itself."""
        parts = option.split("=")
        for count in range(1, len(parts)):
            mine = "=".join(parts[count:])
            if found := self._lookup(mine):
                return "=".join(parts[:count]).strip(), self._one(mine, found)
        return "", self._one(parts[-1], [])

    def _one(self, name: str, found: Sequence[int]) -> int:
        if len(found) == 1:
            return found[0]
        if found:
            raise PlaceError(
                f"there are several sections {name.strip()!r}: {self._named(found, True)}; "
                "write the headings above it, too: OUTER/INNER"
            )
        nearest = self._nearest((name.strip(),))
        hint = f"; nearest: {nearest}" if nearest else ", and no other either: leave out --section"
        raise PlaceError(f"there is no section {name.strip()!r}{hint}")

    def _lookup(self, name: str) -> list[int]:
        """The sections that a name or path means: by the title as it stands, else by its words."""
        name = name.strip()
        if not name:
            return []
        topical = range(1, len(self.all))
        for fold in (str.casefold, lambda title: self.headings.words(title).all):
            found = [index for index in topical if fold(self.all[index].title) == fold(name)]
            if found:
                return found
            parts = [fold(part.strip()) for part in name.split("/")]
            if len(parts) > 1 and all(parts):
                found = [
                    index
                    for index in topical
                    if fold(self.all[index].title) == parts[-1]
                    and _is_within(parts[:-1], [fold(title) for title in self.all[index].path[:-1]])
                ]
                if found:
                    return found
        return []

    def _nearest(self, titles: tuple[str, ...]) -> str:
        """The sections whose titles are most like one of `titles`, named; else the first ones."""
        if titles not in self._near:
            self._near[titles] = self._most_like(titles)
        return self._near[titles]

    @cached_property
    def _choices(self) -> dict[int, str]:
        """The titles of all sections that an entry may go to, by their index."""
        holding = (index for index in range(1, len(self.all)) if self.holds[index] and self.all[index].topical)
        return {index: self.all[index].title.casefold() for index in holding}

    def _most_like(self, titles: Sequence[str]) -> str:
        from rapidfuzz import fuzz, process

        choices = self._choices
        best: dict[int, float] = {}
        for title in titles:
            for _, score, index in process.extract(title.casefold(), choices, scorer=fuzz.WRatio, limit=_NAMED):
                best[index] = max(score, best.get(index, 0.0))
        near = sorted((index for index in best if best[index] >= 60), key=lambda index: -best[index])
        return self._named(near[: _NAMED - 1] or list(choices))

    # Where an entry belongs

    def find(self, entry: Entry, titles: Sequence[str], wanted: Wanted) -> int | Unplaced:
        """The section that takes an entry, by the titles above it in its own list, outermost first."""
        for place in range(len(titles) - 1, -1, -1):
            for theirs, mine in wanted.mapped:
                if self._means(theirs, titles[: place + 1]):
                    return self._within(mine, entry, titles[place + 1 :])
        for theirs, mine in wanted.mapped:
            if not theirs and not titles:
                return self._within(mine, entry, ())
        if wanted.into is not None:
            return self._within(wanted.into, entry, titles)
        topics = [title for title in titles if title and not self.headings.dates(title, entry)]
        found = self._by_topics(entry, topics, ROOT)
        if found is not None and not isinstance(found, Unplaced):
            return found
        if (same := self._by_path(titles)) is not None:
            return same
        if found is not None:
            return found
        settled = self._anywhere(entry) if topics or (survey := self._of_surveys(entry)) is None else survey
        if not isinstance(settled, Unplaced):
            return settled
        return self._unknown(titles, topics, settled)

    def topic(self, entry: Entry, titles: Sequence[str]) -> str:
        """The innermost title above an entry that says more than when and where; else the innermost one."""
        topics = [title for title in titles if title and not self.headings.dates(title, entry)]
        return (topics or [title for title in titles if title] or [""])[-1]

    def _of_surveys(self, entry: Entry) -> int | Unplaced | None:
        """The place of a survey by its title, where one section takes all surveys; None for any other entry or list."""
        if self._surveys is None or entry.kind != "paper" or not self.headings.is_survey(entry.title):
            return None
        return self._settle(self._surveys, entry, True)

    @cached_property
    def _surveys(self) -> int | None:
        """The one section of surveys, if it is for those of all topics."""
        found = self._general.get("survey", [])
        if len(found) != 1 or not all(self.all[one].words.general for one in (found[0], *self.above(found[0]))):
            return None
        return found[0]

    def _anywhere(self, entry: Entry) -> int | Unplaced:
        """The section for an entry of whose topic nothing is known: the same for all of its kind, year and venue."""
        date = arxiv_date(entry)
        key = (entry.kind, entry.venue, entry.year, entry.venue_year, date and date[:2], frozenset(entry.ids))
        if key not in self._settled:
            self._settled[key] = self._settle(ROOT, entry, True)
        return self._settled[key]

    def _means(self, theirs: str, titles: Sequence[str]) -> bool:
        """Whether a name or path is the last of `titles`."""
        for parts in ([theirs], theirs.split("/")):
            words = [self.headings.words(part.strip()).all for part in parts if part.strip()]
            folded = [self.headings.words(title).all for title in titles]
            if words and folded[-1] == words[-1] and _is_within(words[:-1], folded[:-1]):
                return True
        return False

    def _within(self, index: int, entry: Entry, titles: Sequence[str]) -> int | Unplaced:
        """The section at or below one that takes an entry."""
        topics = [title for title in titles if title and not self.headings.dates(title, entry)]
        found = self._by_topics(entry, topics, index)
        return found if found is not None and not isinstance(found, Unplaced) else self._settle(index, entry, False)

    def _by_topics(self, entry: Entry, topics: Sequence[str], root: int) -> int | Unplaced | None:
        """The section that the innermost known topic names; None where none of them is known."""
        problem: Unplaced | None = None
        for place in range(len(topics) - 1, -1, -1):
            known = [index for index in self._of_title(topics[place]) if root == ROOT or self._is_below(index, root)]
            if not known:
                continue
            fitting = [index for index in known if self._fits_above(index, entry)]
            if not fitting:
                none_of = "" if len(known) == 1 else "none of "
                problem = problem or Unplaced(
                    f"{none_of}{self._named(known)} is {'not ' * (len(known) == 1)}{_when(entry)}"
                )
                continue
            settled = self._choose(fitting, entry, topics[:place])
            if not isinstance(settled, Unplaced):
                return settled
            problem = problem or settled
            if len(fitting) > 1:
                break
        return problem

    def _by_path(self, titles: Sequence[str]) -> int | None:
        """The section below the very same titles: where an entry's own year speaks against all others."""
        words = [self.headings.words(title).all for title in titles]
        known = self._by_words[0].get(words[-1], []) if words else []
        same = [
            index
            for index in known
            if self.all[index].open and [self.all[one].words.all for one in (*self.above(index)[::-1], index)] == words
        ]
        return same[0] if len(same) == 1 else None

    def _of_title(self, title: str) -> list[int]:
        """The sections that a title of another list names: by its words, else by what kind of entries it announces."""
        words = self.headings.words(title)
        *whole, in_parts = self._by_words
        for by, key in zip(whole, (words.all, words.core, words.bare), strict=True):
            if key and (found := by.get(key)):
                return found
        for key in (words.all, *words.twice):
            if found := in_parts.get(key) or whole[0].get(key):
                return found
        kind = self._meaning(words)
        found = self._general.get(kind, [])
        if len(found) == 1 and (words.general or self.all[found[0]].words.general):
            return found
        return []

    def _is_below(self, index: int, root: int) -> bool:
        while index != root and index > ROOT:
            index = self.all[index].parent
        return index == root

    def _fits_above(self, index: int, entry: Entry) -> bool:
        """Whether the years and venues around a section, and its own, are the entry's."""
        return all(
            dated.fits(entry) for one in (index, *self.above(index)) if (dated := self.all[one].dated) is not None
        )

    def _choose(self, fitting: Sequence[int], entry: Entry, outer: Sequence[str]) -> int | Unplaced:
        """Of several sections of one name the one that the titles further out, or the kind of entry, make out."""
        if len(fitting) > 1:
            outermost = [index for index in fitting if not set(self.above(index)) & set(fitting)]
            fitting = outermost
        if len(fitting) > 1 and outer:
            folded = {self.headings.words(title).all for title in outer}
            scores = [sum(self.all[one].words.all in folded for one in self.above(index)) for index in fitting]
            fitting = [index for index, score in zip(fitting, scores, strict=True) if score == max(scores)]
        if len(fitting) > 1:
            own = "dataset" if entry.kind == "dataset" else ""
            alike = [index for index in fitting if (self._kind(index) == "dataset") == bool(own)]
            fitting = alike or fitting
        if len(fitting) > 1:
            return Unplaced(f"several sections could be meant: {self._named(fitting, True)}")
        return self._settle(fitting[0], entry, False)

    def _kind(self, index: int) -> str:
        return self.headings.kind(self.all[index].path)

    def is_of_data(self, section: Section) -> bool:
        """Whether the titles of a section announce data sets."""
        return self.headings.kind(section.path) == "dataset"

    def _settle(self, index: int, entry: Entry, strict: bool) -> int | Unplaced:
        """The section at or below one in which an entry stands, by year, venue and kind.

        `strict`: nothing is known of the entry's topic: no section of one topic will do, unless it is the only one.
        """
        holding = [below for below in self.below[index] if self.holds[below]]
        dated = [(fit, below) for below in holding if (one := self.all[below].dated) and (fit := one.fits(entry))]
        settled = [(fit, found) for fit, below in dated if _is_found(found := self._settle(below, entry, strict))]
        if settled:
            best = [found for fit, found in settled if fit == max(settled)[0]]
            if len(best) == 1:
                return best[0]
            return Unplaced(f"several sections could be meant: {self._named(best, True)}")
        undated = [below for below in holding if self.all[below].dated is None]
        if self.all[index].open and not (strict and any(self._may_take(below, entry) for below in undated)):
            return index
        only = undated if len(undated) == len(holding) else []
        if len(only) == 1 and (not strict or self._is_general(only[0], entry) or sum(self._opens) == 1):
            return self._settle(only[0], entry, strict)
        alike = [below for below in undated if self._is_general(below, entry)]
        if strict and entry.kind == "paper":
            # The one section of papers; where others are about one topic each, nothing says which.
            others = [below for below in undated if below not in alike and self._may_take(below, entry)]
            alike = [] if others else alike
        if len(alike) == 1 and (entry.kind == "dataset" or not dated):
            return self._settle(alike[0], entry, strict)
        if holding and len(undated) < len(holding):
            years = [below for below in holding if self.all[below].dated is not None]
            inside = f" in {self.name(index)}" if index != ROOT and self.all[index].topical else ""
            return Unplaced(f"no section{inside} {_when(entry)}: {self._named(years)}", True)
        if not holding:
            return index if index != ROOT else Unplaced("the list has no section with entries")
        return Unplaced(f"{self.name(index)} is divided, and nothing says where: {self._named(holding)}")

    def _may_take(self, index: int, entry: Entry) -> bool:
        """Whether a section is none of another kind of entries."""
        words = self.all[index].words
        if entry.kind == "dataset":
            return self._kind(index) == "dataset"
        return self._kind(index) in ("", entry.kind) and self._meaning(words) != "survey"

    @cached_property
    def _opens(self) -> list[bool]:
        return [section.open for section in self.all]

    def _is_general(self, index: int, entry: Entry) -> bool:
        """Whether a section takes all entries of that kind: `Papers` all papers, `Datasets` all data sets."""
        section = self.all[index]
        if not section.topical:
            return True
        meaning = self._meaning(section.words)
        return section.words.general and meaning == entry.kind and meaning in ("dataset", "paper")

    def _unknown(self, titles: Sequence[str], topics: Sequence[str], settled: Unplaced) -> Unplaced:
        """Why an entry has no place, with its own titles and the nearest ones of this list."""
        if not any(self.holds):
            return Unplaced("the list has no section with entries")
        if not titles and not settled.by_date:
            return Unplaced(f"it comes without a section, and the list has several: {self._nearest(())}")
        if not topics or settled.by_date:
            return settled
        near = self._nearest(tuple(topics))
        said = " / ".join(titles)
        return Unplaced(f"the list has no section `{said}`" + (f"; nearest: {near}" if near else ""))


def _is_found(found: int | Unplaced) -> TypeGuard[int]:
    return not isinstance(found, Unplaced)


def _is_within(parts: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether `parts` are among `titles`, in that order."""
    rest = iter(titles)
    return all(part in rest for part in parts)


def _when(entry: Entry) -> str:
    """Of what year and venue nothing was found."""
    said = " ".join(str(one) for one in (entry.venue, entry.venue_year or entry.year) if one)
    return f"for {said}" if said else "without a year"


_Draft = tuple[str, tuple[str, ...], int, int]


def _tree(document: Document) -> tuple[list[_Draft], list[list[Entry]]]:
    """Title, path, heading and parent of every section, and its own entries: headings, then groups below them.

    The first is the whole list.
    """
    draft: list[_Draft] = [("", (), -1, -1)]
    places: list[int] = []
    for index, heading in enumerate(document.headings):
        parent = places[heading.parent] if heading.parent >= 0 else ROOT
        path = (*draft[parent][1], heading.title) if heading.title else draft[parent][1]
        places.append(len(draft))
        draft.append((heading.title, path, index, parent))
    entries: list[list[Entry]] = [[] for _ in draft]
    labels: dict[tuple[int, str], int] = {}
    for entry in document.entries:
        at = places[entry.heading] if entry.heading >= 0 else ROOT
        for label in entry.section[len(draft[at][1]) :]:
            if (at, label) not in labels:
                labels[at, label] = len(draft)
                draft.append((label, (*draft[at][1], label), entry.heading, at))
                entries.append([])
            at = labels[at, label]
        entries[at].append(entry)
    return draft, entries
