"""Only what a change brought: findings compared with those at the merge base.

A finding is new where a part it involves (`contents.Part`: an entry, a definition, a line outside both) was added or
changed. Parts are matched by what they say, not by where they stand, copies counted: those of the same file first, then
those of other files that the change touched. A part that is left over on both sides and has the same title, identifier,
link or label was changed. Of several equal copies those are the old ones that keep their section and neighbours.

- A finding that involves no added or changed part is old, whatever its message says now.
- A finding on an added part is new.
- A finding on a changed part, and one that points at an added or changed part, is new unless the base had it: the same
  rule about the same text of the same part, or about the same two entries in either order.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Literal

from awesome_lint.files import MARKDOWN_SUFFIXES, UnreadableError, decode, read_text
from awesome_lint.findings import Finding
from awesome_lint.git import Base, Blob, Repository, repositories
from awesome_lint.knowledge import Knowledge
from awesome_lint.lint.contents import Contents, Part, entry_id, fold_name, said
from awesome_lint.lint.engine import KnowledgeOf, SettingsOf, lint_documents
from awesome_lint.lint.settings import Settings
from awesome_lint.model import Changes, Document, Entry, Evidence
from awesome_lint.parse import parse_document
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.rules import OFFLINE_RULES
from awesome_lint.source import BOM, Source, Span

AUTO = "auto"
ALIKE = 75.0
"""Percent of rapidfuzz's ratio from which two texts in one place, between the same neighbours, are one entry edited."""

_LABEL = pattern(r"\]\[[^\]]*\]")

Parse = Callable[[Source], Document]
"""How a text is read: with what a configuration adds to the knowledge base."""
_Kind = Literal["entry", "definition", "line"]
_KINDS: tuple[_Kind, ...] = ("entry", "definition", "line")
_Ref = tuple[str, Part]  # a part, and the path of its document


class FormerFile(NamedTuple):
    """A Markdown file that the change touched: its path and text at the base, its path now, None where it is gone."""

    path: str
    text: str
    now: str | None


class Former(NamedTuple):
    """What the lists of a run were at the base.

    `names` say what was compared with, one for each repository: `a1b2c3d (main)`. `texts` has the text of each list by
    the path it has now, renames followed; None for one that was not there. `beside` are the other Markdown files that
    the change touched. `merged` is what they are in the commits that a merge in progress brings.
    """

    names: tuple[str, ...]
    texts: Mapping[str, str | None]
    beside: tuple[FormerFile, ...] = ()
    merged: tuple[Former, ...] = ()


def read_former(revision: str, paths: Iterable[str], environment: Mapping[str, str] = os.environ) -> Former:
    """What the files at `paths` were where the working tree parted from `revision`, or from what `auto` comes to.

    While a merge waits to be committed, `auto` is both sides of it: what either has was judged there.
    `environment` is what `auto` looks into. `GitError` for all that keeps them from being compared.
    """
    names: dict[str, None] = {}
    texts: dict[str, str | None] = {}
    beside: list[FormerFile] = []
    merged: list[Former] = []
    for repository, inside in repositories(paths).values():
        base = repository.auto_base(environment) if revision == AUTO else repository.base(revision)
        if base is None:
            names[f"nothing, for {_why_all_is_new(repository)}"] = None
            texts.update(dict.fromkeys(inside))
            continue
        names[str(base)] = None
        beside += _read(repository, base, inside, texts)
        if revision == AUTO and base.revision == "HEAD":
            for side in repository.merging():
                there: dict[str, str | None] = {}
                others = _read(repository, side, inside, there)
                merged.append(Former((str(side),), there, tuple(others)))
    return Former(tuple(names), texts, tuple(beside), tuple(merged))


def _why_all_is_new(repository: Repository) -> str:
    return "no remote has any of it yet" if repository.commit("HEAD") else "nothing is committed yet"


def _read(
    repository: Repository, base: Base, inside: Mapping[str, str], texts: dict[str, str | None]
) -> list[FormerFile]:
    """Fill `texts` with what the files `inside` were; what else the change touched."""
    files = {path: blob for path, blob in repository.files(base.commit).items() if blob.is_file}
    changed = repository.changed(base.commit)
    renamed = {change.new: change.old for change in changed if change.new and change.old and change.old != change.new}
    formerly = {user: renamed.get(path) or repository.find(path, files) or path for user, path in inside.items()}
    known = [user for user, path in formerly.items() if path in files]
    named = {*inside.values(), *formerly.values()}
    others = [
        (change.old, change.new)
        for change in changed
        if change.old in files and change.old not in named and change.old.lower().endswith(MARKDOWN_SUFFIXES)
    ]
    blobs: list[Blob] = [files[formerly[user]] for user in known] + [files[old] for old, _ in others]
    contents = [_text(data) for data in repository.read(blobs)]
    texts.update(dict.fromkeys(inside))
    texts.update(zip(known, contents, strict=False))
    return [
        FormerFile(os.path.join(repository.root, old), text, os.path.join(repository.root, new) if new else None)
        for (old, new), text in zip(others, contents[len(known) :], strict=True)
    ]


def _text(data: bytes) -> str:
    try:
        return decode(data, "", max_size=len(data)).source.text
    except UnreadableError:  # whatever it was, it differs from a text
        return data.decode("utf-8", "replace")


class Comparison:
    """The lists of a run beside what they were at the base."""

    def __init__(self, former: Former, documents: Sequence[Document], parse: Parse = parse_document) -> None:
        """Compare `documents`; `former` knows by path what each of them was, `parse` reads that as it reads them."""
        self.former = former
        self._parse = parse
        self._now = {document.path: Contents(document) for document in documents}
        self._was: dict[str, Contents] = {}
        self._same: set[str] = set()
        for path, now in self._now.items():
            text = former.texts.get(path)
            if text is not None and _folded(text) == _folded(now.document.source.text):
                self._same.add(path)
                self._was[path] = now
            elif text is not None:
                self._was[path] = Contents(parse(Source(text, path)))
        self._origin: dict[_Ref, _Ref] = {}
        self._touched: set[_Ref] = set()
        self._match()
        self.changes = {path: self._changes(path) for path in self._now}
        """What the change brought to each document, by path."""
        self._sides = tuple(Comparison(side, documents, parse) for side in former.merged)

    @property
    def name(self) -> str:
        """What was compared with: `a1b2c3d (main)`."""
        return " and ".join([", ".join(self.former.names), *(side.name for side in self._sides)])

    def _changes(self, path: str) -> Changes:
        document = self._now[path].document
        entries, lines = set(), set()
        former: dict[int, Entry] = {}
        if path not in self._same:
            for index, entry in enumerate(document.entries):
                ref = (path, Part("entry", index))
                if ref in self._touched:
                    entries.add(entry.span.start)
                if (origin := self._origin.get(ref)) is not None:
                    was = self._was[origin[0]].document.entries[origin[1].number]
                    if (then := _as_it_was(entry, was)) != entry:
                        former[entry.span.start] = then
                    elif ref in self._touched:
                        former[entry.span.start] = entry
            for index, definition in enumerate(document.definitions):
                if (path, Part("definition", index)) in self._touched:
                    lines.add(document.source.line(definition.span.start))
            lines.update(line for line in self._now[path].lines if (path, Part("line", line)) in self._touched)
        return Changes(frozenset(entries), frozenset(lines), former)

    # Matching

    def _match(self) -> None:
        """Find for each part of the documents that differ what it was, and which were added or changed."""
        differing = [path for path in self._now if path not in self._same]
        if not differing:
            return
        matchers = {kind: _Matcher(kind) for kind in _KINDS}
        for path in differing:
            for matcher in matchers.values():
                matcher.add(path, self._now[path], self._was.get(path))
        for matcher in matchers.values():
            matcher.match_within()
        left = [item for matcher in matchers.values() for item in matcher.now]
        for former in self._others(left):
            self._was[former.path] = former.was
            for matcher in matchers.values():
                matcher.add(former.path, former.now, former.was)
        for matcher in matchers.values():
            matcher.match_within()
        for matcher in matchers.values():
            matcher.match_across()
            for now, was in matcher.found.items():
                self._origin[now] = was
            matcher.match_changed()
            for now, was in matcher.changed.items():
                self._origin[now] = was
            self._touched.update(matcher.changed)
        reread = _reread(matchers["entry"], matchers["line"])
        for matcher in matchers.values():
            self._touched.update(item.ref for item in matcher.now if item.ref not in reread)

    def _others(self, left: list[_Item]) -> list[_Other]:
        """The other files of the change out of which a part that is left over may have been moved."""
        if not left or not self.former.beside:
            return []
        wanted = {_signature(line) for item in left if item.part.kind != "definition" for line in self._lines(item)}
        found = []
        for file in self.former.beside:
            if wanted.isdisjoint(map(_signature, file.text.splitlines())):
                continue
            path = f"{file.path} (before)"
            now = None
            if file.now is not None:
                try:
                    now = Contents(self._parse(Source(read_text(file.now).source.text, path)))
                except UnreadableError:
                    now = None
            found.append(_Other(path, now, Contents(self._parse(Source(file.text, path)))))
        return found

    def _lines(self, item: _Item) -> list[str]:
        contents = self._now[item.ref[0]]
        if item.part.kind == "line":
            return [contents.lines[item.part.number]]
        source = contents.document.source
        return source.slice(contents.document.entries[item.part.number].span).splitlines()

    # Findings

    def new(
        self,
        findings: Sequence[Finding],
        settings: Settings | SettingsOf,
        known: Knowledge | KnowledgeOf | None = None,
        evidence: Mapping[str, Evidence] | None = None,
    ) -> list[Finding]:
        """Those of `findings` that the change brought, in their order; the rest is what they were made with.

        What was found in other files than lists, in a configuration, is not compared, and old. A merge in progress
        brings what none of its sides has.
        """
        findings = [finding for finding in findings if finding.path in self._now]
        new = set(self._new(findings, settings, known, evidence))
        for side in self._sides if new else ():
            new.intersection_update(side._new(findings, settings, known, evidence))
        return [findings[index] for index in sorted(new)]

    def _new(
        self,
        findings: Sequence[Finding],
        settings: Settings | SettingsOf,
        known: Knowledge | KnowledgeOf | None,
        evidence: Mapping[str, Evidence] | None,
    ) -> list[int]:
        """The numbers of those that are new beside this one base."""
        abouts = [self._now[finding.path].about(finding, self._now) for finding in findings]
        fresh: list[int] = []
        doubtful: list[int] = []
        old: list[int] = []
        for index, (finding, about) in enumerate(zip(findings, abouts, strict=True)):
            own = [(finding.path, part) for part in about.own]
            if any(ref in self._touched and ref not in self._origin and ref[1].kind != "line" for ref in own):
                fresh.append(index)
            elif not self._touched.isdisjoint([*own, *about.others]):
                doubtful.append(index)
            else:
                old.append(index)
        if doubtful:
            codes = {findings[index].code for index in doubtful}
            before = _Ledger(self._before(frozenset(codes), settings, known, evidence), self._was)
            same = [index for index in old if findings[index].code in codes]
            for tier in range(_TIERS):
                same = [index for index in same if not before.take(self._keys(findings[index])[tier])]
                doubtful = [index for index in doubtful if not before.take(self._keys(findings[index])[tier])]
        return fresh + doubtful

    def _before(
        self,
        codes: frozenset[str],
        settings: Settings | SettingsOf,
        known: Knowledge | KnowledgeOf | None,
        evidence: Mapping[str, Evidence] | None,
    ) -> list[Finding]:
        """What rules had to say of the lists at the base."""
        selected: dict[int, Settings] = {}
        # A rule that judges what the others said needs them all.
        every = any(rule.last for rule in OFFLINE_RULES if rule.code in codes)

        def settings_of(document: Document) -> Settings:
            whole = settings(document) if callable(settings) else settings
            if id(whole) not in selected:
                only = whole._replace(
                    select=tuple(sorted(codes)), extend_select=(), ignore=(), late_extend=(), late_ignore=()
                )
                selected[id(whole)] = whole if every else only
            return selected[id(whole)]

        documents = [contents.document for contents in self._was.values()]
        return lint_documents(documents, settings_of, known, changes=self._seen_before(), evidence=evidence)

    def _seen_before(self) -> dict[str, Changes]:
        """The entries that were to change, by path: rules look at them as they look at what they became."""
        found: defaultdict[str, dict[int, Entry]] = defaultdict(dict)
        for ref in self._touched:
            origin = self._origin.get(ref)
            if origin is not None and origin[1].kind == "entry":
                entry = self._was[origin[0]].document.entries[origin[1].number]
                found[origin[0]][entry.span.start] = entry
        return {path: Changes(frozenset(entries), frozenset(), entries) for path, entries in found.items()}

    def _keys(self, finding: Finding) -> tuple[Hashable, ...]:
        return _keys(finding, self._now, self._former_ref, self._identity)

    def _former_ref(self, ref: _Ref) -> _Ref | None:
        """What a part was at the base."""
        return ref if ref[0] in self._same else self._origin.get(ref)

    def _identity(self, ref: _Ref) -> str:
        """What tells a part from others: as it was at the base, where it was there."""
        former = self._former_ref(ref)
        return self._was[former[0]].identity(former[1]) if former else self._now[ref[0]].identity(ref[1])


class _Other(NamedTuple):
    """A file that is not linted, now (None: gone) and at the base."""

    path: str
    now: Contents | None
    was: Contents


_TIERS = 3


def _keys(
    finding: Finding,
    contents: Mapping[str, Contents],
    former: Callable[[_Ref], _Ref | None],
    identity: Callable[[_Ref], str],
) -> tuple[Hashable, ...]:
    """What a finding may be known by at the base, the surest first; None for a key that it has not.

    The two entries without order; the same aspect of the same part; that aspect loosely.
    """
    here = contents[finding.path]
    about = here.about(finding, contents)
    own = about.own[0] if about.own else None
    pair: Hashable = None
    entries = [(path, part) for path, part in about.others if part.kind == "entry"]
    if entries and own is not None and own.kind == "entry":
        pair = (finding.code, *sorted(map(identity, [(finding.path, own), *entries])))
    ref = former((finding.path, own)) if own is not None and own.kind != "line" else None
    exact = (finding.code, ref, here.aspect(finding, about.own))
    loose = (finding.code, ref, here.aspect(finding, about.own, loose=True), "loose")
    return pair, exact, loose


class _Ledger:
    """The findings at the base, each of which explains one finding of today."""

    def __init__(self, findings: Iterable[Finding], contents: Mapping[str, Contents]) -> None:
        self._left: defaultdict[Hashable, list[int]] = defaultdict(list)
        self._taken: set[int] = set()
        for index, finding in enumerate(findings):
            for key in _keys(finding, contents, lambda ref: ref, lambda ref: contents[ref[0]].identity(ref[1])):
                if key is not None:
                    self._left[key].append(index)

    def take(self, key: Hashable) -> bool:
        """Whether there is still a finding known by `key`; it is there no more."""
        left = self._left.get(key, [])
        while left:
            index = left.pop(0)
            if index not in self._taken:
                self._taken.add(index)
                return True
        return False


class _Item:
    """A part that looks for its counterpart: what it says, where it stands, and what it may be known by when edited.

    `before` and `after` are what the next other entries in its section say, None at the section's edges.
    """

    __slots__ = ("after", "before", "file", "order", "part", "ref", "said", "section", "signs")

    def __init__(self, file: str, part: Part, order: int, said: Hashable) -> None:
        self.file = file
        self.part = part
        self.ref: _Ref = (file, part)
        self.order = order
        self.said = said
        self.section: tuple[str, ...] = ()
        self.before: Hashable = None
        self.after: Hashable = None
        self.signs: tuple[str | None, ...] = ()

    @property
    def preference(self) -> tuple[bool, int]:
        """Which of several equal copies is the old one: not the one that was put at the top."""
        at_top = self.before is None and self.after is not None
        return at_top, -self.order if at_top else self.order


_Trait = Callable[[_Item], Hashable]


def _within(item: _Item) -> Hashable:
    return item.file, item.said


_PLACES: tuple[_Trait, ...] = (
    lambda item: (item.section, item.before, item.after),
    lambda item: (item.before, item.after),
    lambda item: (item.section, item.after),
    lambda item: (item.section, item.before),
    lambda item: item.after,
    lambda item: item.before,
    lambda item: item.section,
    lambda item: None,
)


def _saying_it_at(place: _Trait) -> _Trait:
    return lambda item: (item.file, item.said, place(item))


def _standing_at(place: _Trait) -> _Trait:
    return lambda item: (item.file, place(item))


def _signed(sign: int) -> _Trait:
    return lambda item: item.signs[sign]


def _signed_at(sign: int, place: _Trait) -> _Trait:
    return lambda item: None if item.signs[sign] is None else (item.file, item.signs[sign], place(item))


class _Matcher:
    """Matches the parts of one kind: `now` and `was` hold those that have no counterpart yet."""

    def __init__(self, kind: _Kind) -> None:
        self.kind = kind
        self.now: list[_Item] = []
        self.was: list[_Item] = []
        self.found: dict[_Ref, _Ref] = {}
        self.changed: dict[_Ref, _Ref] = {}

    def add(self, path: str, now: Contents | None, was: Contents | None) -> None:
        """Take in a file's parts: those it has now, those it had."""
        self.now += _items(path, now, self.kind) if now else ()
        self.was += _items(path, was, self.kind) if was else ()

    def match_within(self) -> None:
        """Match what says the same in the same file, equal copies by where they stand."""
        alone: defaultdict[Hashable, list[list[_Item]]] = defaultdict(lambda: [[], []])
        for side, items in enumerate((self.now, self.was)):
            for item in items:
                alone[_within(item)][side].append(item)
        for now, was in alone.values():
            if len(now) == len(was):
                self.found.update((one.ref, other.ref) for one, other in zip(now, was, strict=True))
        self._drop(self.found)
        if self.kind == "entry" and self.now and self.was:
            for place in _PLACES:
                self._pass(self.found, _saying_it_at(place))
        else:
            self._pass(self.found, _within)

    def match_across(self) -> None:
        """Match what says the same in two files."""
        self._pass(self.found, lambda item: (item.said, item.section))
        self._pass(self.found, lambda item: item.said)

    def match_changed(self) -> None:
        """Match what no longer says the same: by title, identifier, link or label, and by its place."""
        signs = max((len(item.signs) for item in self.was), default=0)
        for sign in range(signs if self.now else 0):
            for place in _PLACES if sign == 0 else _PLACES[-2:]:
                self._pass(self.changed, _signed_at(sign, place))
            self._pass(self.changed, _signed(sign))
        if self.kind == "entry":
            for place in (_PLACES[0], _PLACES[3], _PLACES[2]):
                self._pass(self.changed, _standing_at(place), _alike)

    def _pass(
        self,
        found: dict[_Ref, _Ref],
        trait: _Trait,
        fits: Callable[[_Item, _Item], bool] | None = None,
    ) -> None:
        """Match the items that share a trait that is not None."""
        if not self.now or not self.was:
            return
        groups: defaultdict[Hashable, list[_Item]] = defaultdict(list)
        for item in self.was:
            if (key := trait(item)) is not None:
                groups[key].append(item)
        wanted: defaultdict[Hashable, list[_Item]] = defaultdict(list)
        for item in self.now:
            if (key := trait(item)) in groups:
                wanted[key].append(item)
        before = len(found)
        for key, items in wanted.items():
            for one, other in zip(sorted(items, key=lambda item: item.preference), groups[key], strict=False):
                if fits is None or fits(one, other):
                    found[one.ref] = other.ref
        if len(found) > before:
            self._drop(found)

    def _drop(self, found: Mapping[_Ref, _Ref]) -> None:
        done = set(found.values())
        self.now = [item for item in self.now if item.ref not in found]
        self.was = [item for item in self.was if item.ref not in done]


def _reread(entries: _Matcher, lines: _Matcher) -> set[_Ref]:
    """The parts whose text was there, and was read as another kind of part: lines as an entry, or the other way."""
    found: set[_Ref] = set()
    were_lines = Counter((item.file, item.said) for item in lines.was)
    were_entries = Counter((item.file, line) for item in entries.was for line in str(item.said).split("\n"))
    for items, were in ((entries.now, were_lines), (lines.now, were_entries)):
        for item in items:
            wanted = Counter((item.file, line) for line in str(item.said).split("\n"))
            if all(were[line] >= times for line, times in wanted.items()):
                were.subtract(wanted)
                found.add(item.ref)
    return found


def _items(path: str, contents: Contents, kind: _Kind) -> list[_Item]:
    if kind == "line":
        return [_Item(path, Part("line", line), line, text) for line, text in contents.lines.items()]
    if kind == "definition":
        items = [_Item(path, Part("definition", at), at, key) for at, key in enumerate(contents.definitions)]
        for item, (label, url) in zip(items, contents.definitions, strict=True):
            item.signs = url or None, label
        return items
    items = []
    for at, (entry, text) in enumerate(zip(contents.document.entries, contents.entries, strict=True)):
        item = _Item(path, Part("entry", at), at, text)
        item.section = entry.section
        link = next((link.identity.folded for link in entry.links if link.url), None)
        item.signs = fold_name(entry.title or entry.alias or "") or None, entry_id(entry), link
        items.append(item)
    for ordered, side in ((items, "before"), (items[::-1], "after")):
        last: _Item | None = None
        for item in ordered:
            if last is not None and last.section == item.section:
                setattr(item, side, getattr(last, side) if last.said == item.said else last.said)
            last = item
    return items


def _as_it_was(now: Entry, was: Entry) -> Entry:
    """What `was` says, at the places of `now`: a link that is there no more stands where the entry starts."""
    left = list(now.links)
    links = []
    for link in was.links:
        place = next((one for one in left if (one.role, one.label) == (link.role, link.label)), None)
        place = place or next((one for one in left if one.role == link.role), None)
        if place is not None:
            left.remove(place)
            spans = place.span, place.label_span, place.url_span
        else:
            spans = (Span(now.span.start, now.span.start),) * 3
        line = place.line if place is not None else now.line
        links.append(link._replace(line=line, span=spans[0], label_span=spans[1], url_span=spans[2]))
    return was._replace(
        line=now.line,
        end_line=now.end_line,
        section=now.section,
        layout=now.layout,
        group=now.group,
        heading=now.heading,
        span=now.span,
        spans=now.spans,
        links=tuple(links),
    )


def _alike(one: _Item, other: _Item) -> bool:
    """Whether two texts are one entry, edited."""
    from rapidfuzz.fuzz import ratio

    return ratio(str(one.said), str(other.said)) >= ALIKE


def _signature(line: str) -> str:
    """A line as it can be found again in another file, where references have other labels."""
    return _LABEL.sub("]", said(line))


def _folded(text: str) -> str:
    """A text without what checking it out may change: line endings, a byte order mark."""
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")
