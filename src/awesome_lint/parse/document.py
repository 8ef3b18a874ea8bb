"""From a source to a document: the whole way of a list through this room."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.markdown import Node, Tree, parse_markdown
from awesome_lint.model import Definition, Document, Entry, Link, Malformed
from awesome_lint.parse.evidence import Words, is_navigation
from awesome_lint.parse.fields import kind as kinds
from awesome_lint.parse.fields.links import identifiers, is_paper_address, role_behind
from awesome_lint.parse.fields.section import SectionReader
from awesome_lint.parse.fields.venue import VenueReader
from awesome_lint.parse.layouts import Carrier
from awesome_lint.parse.look import Look
from awesome_lint.parse.outline import Outline
from awesome_lint.parse.reading import Draft, EntryReader
from awesome_lint.source import Source, Span

_SLOT_SHARE = 0.5  # known venues among the brackets of one place, from which an unknown one is a venue, too
_SLOT_LEAST = 3
_SAMPLE = 300  # links looked at to tell a list of papers
_NAMED_SHARE = 0.5  # entries of a group with authors, from which a name beside a title is one
_PAPER_SHARE = 0.25  # paper addresses among a file's links, from which it is a list of papers


class Parser:
    """Parses documents with one knowledge base; what it learns of words and addresses is kept for the next document."""

    def __init__(self, base: Knowledge) -> None:
        self.words = Words(base)
        self.venues = VenueReader(base)
        self.look = Look(base, self.words, self.venues)
        self.reader = EntryReader(self.words, self.venues)
        self.sections = SectionReader(self.words, self.venues)

    def parse(self, source: Source) -> Document:
        """The document of a source: every entry with its fields and places, headings, definitions, broken links."""
        tree = parse_markdown(source)
        outline = Outline(self.look, self._is_paper_list(tree))
        carriers = outline.read(tree.root)
        drafts = [self.reader.read(carrier.parts) for carrier in carriers]
        self._settle(carriers, drafts)
        entries, malformed = self._entries(source, carriers, drafts)
        return Document(
            source,
            tree,
            tuple(entries),
            tuple(outline.headings),
            tuple(_definitions(tree)),
            tuple(malformed),
            tuple(tree.notices),
        )

    def _is_paper_list(self, tree: Tree) -> bool:
        papers = total = 0
        for node in tree.root.walk():
            if node.kind == "link" and not is_navigation(url := node.data["url"]):
                total += 1
                if total > _SAMPLE:
                    break
                papers += self.look.is_paper(url) or self.words.role_of(node.plain()) == "paper"
        return total > 0 and papers >= _PAPER_SHARE * total

    def _settle(self, carriers: list[Carrier], drafts: list[Draft]) -> None:
        """Let the list decide what single entries leave open."""
        known: Counter[str] = Counter()
        unknown: Counter[str] = Counter()
        authors: Counter[str] = Counter()
        others: Counter[str] = Counter()
        for carrier, draft in zip(carriers, drafts, strict=True):
            known.update(f"{carrier.layout} {slot}" for slot, what in draft.slots if what == "venue")
            for item in draft.open:
                slot = f"{carrier.layout} {item.slot}"
                unknown[slot] += not item.known
                if item.piece.kind == "text" and not item.before_title:
                    (authors if self.look.has_authors(item.text) else others)[slot] += 1
        venue_slots = frozenset(slot
            for slot, count in known.items()
            if count >= _SLOT_LEAST and count >= _SLOT_SHARE * (count + unknown[slot]))
        alias_slots = frozenset(slot for slot, count in unknown.items() if known[slot] < _SLOT_SHARE * (count + known[slot]))
        author_slots = frozenset(slot for slot, count in authors.items() if count >= _SLOT_LEAST and count >= others[slot])

        self._settle_names(carriers, drafts)

        @cache
        def of_layout(slots: frozenset[str], layout: str) -> frozenset[str]:
            return frozenset(slot.removeprefix(f"{layout} ") for slot in slots if slot.startswith(f"{layout} "))

        for carrier, draft in zip(carriers, drafts, strict=True):
            self.reader.settle(draft, *(of_layout(slots, carrier.layout) for slots in (venue_slots, alias_slots, author_slots)))

    def _settle_names(self, carriers: list[Carrier], drafts: list[Draft]) -> None:
        """Names in front of titles, and lone names behind them, are authors where the group's entries name theirs."""
        sizes = Counter(carrier.group for carrier in carriers)
        fronted: Counter[int] = Counter()
        named: Counter[int] = Counter()
        for carrier, draft in zip(carriers, drafts, strict=True):
            fronted[carrier.group] += draft.names is not None and draft.title_kind == "text"
            named[carrier.group] += draft.authors is not None
        for carrier, draft in zip(carriers, drafts, strict=True):
            group = carrier.group
            if fronted[group] + named[group] >= _NAMED_SHARE * sizes[group] and fronted[group] + named[group] >= 2:
                self.reader.take_names(draft)
            if named[group] >= _NAMED_SHARE * sizes[group]:
                self.reader.take_person(draft)

    def _entries(
        self, source: Source, carriers: list[Carrier], drafts: list[Draft]
    ) -> tuple[list[Entry], list[Malformed]]:
        identify = self.look.identify
        own: list[str] = []
        votes: defaultdict[int, list[str]] = defaultdict(list)
        for carrier, draft in zip(carriers, drafts, strict=True):
            links = [
                (url, identify(url))
                for index, link in enumerate(draft.flow.links)
                if index not in draft.homepages and (url := link.node.data["url"])
            ]
            own.append(kinds.evidence(draft, links))
            if own[-1] in ("paper", "resource"):
                votes[carrier.group].append(own[-1])
        papers = sum(what == "paper" for what in own)
        overall = papers / len(own) if own else 0.0
        sizes = Counter(carrier.group for carrier in carriers)
        entries: list[Entry] = []
        malformed: list[Malformed] = []
        for carrier, draft, said in zip(carriers, drafts, own, strict=True):
            said_by = votes[carrier.group]
            neighbours = said_by.count("paper") / sizes[carrier.group] if said_by else -1.0
            section = self.sections.read(carrier.section)
            kind = kinds.decide(said, section, neighbours, overall, bool(draft.flow.links))
            entries.append(self._entry(source, carrier, draft, kind))
            malformed.extend(self._malformed(draft))
        return entries, malformed

    def _entry(self, source: Source, carrier: Carrier, draft: Draft, kind: str) -> Entry:
        section = self.sections.read(carrier.section)
        links = self._links(source, draft, kind)
        venue_raw, venue, venue_source = draft.venue_raw, draft.venue, "entry"
        if venue_raw is None:
            venue_raw, venue, venue_source = section.venue_raw, section.venue, "section"
        if kind == "resource" and venue_source == "section":
            venue_raw = venue = None
        year, year_source = (draft.year, "entry") if draft.year is not None else (section.year, "section")
        placeholder = not draft.title and not links and not draft.malformed
        spans = {name: tuple(found) for name, found in draft.spans.items()}
        return Entry(
            line=source.line(carrier.span.start),
            end_line=source.line(max(carrier.span.end - 1, carrier.span.start)),
            section=carrier.section,
            kind=kind
            if not placeholder or kind == "dataset"
            else ("paper" if draft.unlinked or section.kind != "resource" else kind),
            title=draft.title,
            alias=draft.alias,
            authors=draft.authors,
            venue_raw=venue_raw,
            venue=(venue.short if venue is not None else venue_raw),
            venue_source=venue_source if venue_raw is not None else None,
            track=draft.track,
            year=year,
            year_source=year_source if year is not None else None,
            status=draft.status,
            links=tuple(links),
            unavailable=_distinct(draft.unavailable),
            unlinked=_distinct(role for role in draft.unlinked if role not in draft.unavailable),
            keywords=tuple(draft.keywords),
            notes="; ".join(note for note in draft.notes if note) or None,
            checked=carrier.checked,
            placeholder=placeholder,
            ids=identifiers(links),
            venue_year=draft.venue_year,
            layout=carrier.layout,
            group=carrier.group,
            heading=carrier.heading,
            span=carrier.span,
            spans=spans,
        )

    def _links(self, source: Source, draft: Draft, kind: str) -> list[Link]:
        links = []
        for index, found in enumerate(draft.flow.links):
            node = found.node
            url = node.data["url"]
            if index in draft.homepages or is_navigation(url):
                continue
            identity = self.look.identify(url)
            named = index in draft.roles
            role = draft.roles[index] if named else role_behind(url, identity, kind)
            url_span = node.data.get("url_span") or Span(node.start, node.end)
            label_span = node.data.get("label_span") or Span(node.start, node.end)
            links.append(
                Link(
                    role,
                    url,
                    found.label,
                    source.line(node.start),
                    identity,
                    Span(node.start, node.end),
                    Span(*label_span),
                    Span(*url_span),
                    node.data.get("form", "inline"),
                    named,
                    index == draft.title_link,
                )
            )
        return links

    def _malformed(self, draft: Draft) -> list[Malformed]:
        found = []
        for piece, label in draft.malformed:
            text = draft.flow.text
            open_at = text.find("(", piece.inner_end)
            url = text[open_at + 1 : piece.end - 1] if open_at >= 0 else ""
            span = draft.flow.span(piece.start, piece.end)
            url_span = draft.flow.span(open_at + 1, piece.end - 1) if url else span
            found.append(Malformed(span, label, url.strip(), self.words.role_of(label), url_span))
        return found


def _distinct(roles: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(roles))  # type: ignore[call-overload]


def _definitions(tree: Tree) -> list[Definition]:
    seen: set[str] = set()
    found = []
    for node in tree.definitions:
        data = node.data
        key = data["key"]
        found.append(
            Definition(
                data["label"],
                key,
                data["url"],
                Span(node.start, node.end),
                Span(*data["label_span"]),
                Span(*data["url_span"]),
                tree.uses.get(key, 0),
                key in seen,
            )
        )
        seen.add(key)
    return found


def parse_document(source: Source, base: Knowledge | None = None) -> Document:
    """Parse one list with the built-in knowledge, or with `base`."""
    return Parser(base or knowledge()).parse(source)


__all__ = ["Node", "Parser", "is_paper_address", "parse_document"]
