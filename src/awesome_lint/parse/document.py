"""From a source to a document: the whole way of a list through this room."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from urllib.parse import unquote

from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.markdown import Tree, parse_markdown
from awesome_lint.model import Definition, Document, Entry, Identity, Link, Malformed
from awesome_lint.parse.conventions import settle
from awesome_lint.parse.draft import Draft
from awesome_lint.parse.fields import kind as kinds
from awesome_lint.parse.fields.links import identifiers, is_navigation, is_paper_address, role_behind
from awesome_lint.parse.fields.section import SectionReader, SectionReading
from awesome_lint.parse.layouts import Carrier
from awesome_lint.parse.lexicon import Lexicon
from awesome_lint.parse.look import Look
from awesome_lint.parse.outline import Outline
from awesome_lint.parse.reading import read_entry
from awesome_lint.source import Source, Span

_SAMPLE = 300  # links looked at to tell a list of papers
_PAPER_SHARE = 0.25  # of them leading to papers, from which it is one


class Parser:
    """Parses documents with one knowledge base; what it learns of words and addresses is kept for the next document."""

    def __init__(self, base: Knowledge) -> None:
        self.lex = Lexicon(base)

    def parse(self, source: Source) -> Document:
        """The document of a source: every entry with its fields and places, headings, definitions, broken links."""
        tree = parse_markdown(source)
        of_papers = self._is_paper_list(tree)
        outline = Outline(Look(self.lex, _own_pages(tree)), of_papers)
        carriers = outline.read(tree.root)
        drafts = [read_entry(self.lex, carrier.parts, of_papers) for carrier in carriers]
        settle(self.lex, carriers, drafts)
        entries = self._entries(source, carriers, drafts)
        return Document(
            source,
            tree,
            tuple(entries),
            tuple(outline.headings),
            tuple(_definitions(tree)),
            tuple(found for draft in drafts if draft.malformed for found in self._malformed(draft)),
            tuple(tree.notices),
        )

    def _is_paper_list(self, tree: Tree) -> bool:
        """Whether the file lists papers: a fair share of its first links leads to papers or says so."""
        papers = total = 0
        for node in tree.root.walk():
            if node.kind == "link" and not is_navigation(url := node.data["url"]):
                total += 1
                papers += is_paper_address(url, self.lex.identify(url)) or self.lex.role_of(node.plain()) == "paper"
                if total == _SAMPLE:
                    break
        return total > 0 and papers >= _PAPER_SHARE * total

    def _entries(self, source: Source, carriers: list[Carrier], drafts: list[Draft]) -> list[Entry]:
        """The entries, their kinds decided among neighbours."""
        sections = SectionReader(self.lex, (carrier.section for carrier in carriers))
        said = [kinds.evidence(draft, self._identities(draft)) for draft in drafts]
        votes: defaultdict[int, list[str]] = defaultdict(list)
        for carrier, own in zip(carriers, said, strict=True):
            if own in ("paper", "resource"):
                votes[carrier.group].append(own)
        overall = said.count("paper") / len(said) if said else 0.0
        sizes = Counter(carrier.group for carrier in carriers)
        entries = []
        for carrier, draft, own in zip(carriers, drafts, said, strict=True):
            found = votes.get(carrier.group)
            neighbours = found.count("paper") / sizes[carrier.group] if found else -1.0
            section = sections.read(carrier.section)
            kind = kinds.decide(own, section, neighbours, overall, bool(draft.flow.links))
            entries.append(self._entry(source, carrier, draft, section, kind))
        return entries

    def _identities(self, draft: Draft) -> list[tuple[str, Identity]]:
        return [
            (url, self.lex.identify(url))
            for index, link in enumerate(draft.flow.links)
            if index not in draft.homepages and (url := link.node.data["url"])
        ]

    def _entry(self, source: Source, carrier: Carrier, draft: Draft, section: SectionReading, kind: str) -> Entry:
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
            identity = self.lex.identify(url)
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
            found.append(Malformed(span, label, url.strip(), self.lex.role_of(label), url_span))
        return found


def _own_pages(tree: Tree) -> frozenset[str]:
    """Addresses under which the document links its own headings: `https://github.com/owner/list#tools`."""
    links = [node.data["url"] for node in tree.root.walk() if node.kind == "link" and "#" in node.data["url"][1:]]
    targets = Counter(url.partition("#")[0] for url in links if "://" in url)
    if not any(count > 1 for count in targets.values()):
        return frozenset()
    slugs = {_slug(node.plain()) for node in tree.root.walk() if node.kind == "heading"}
    hits = Counter(page for url in links for page, _, part in (url.partition("#"),) if _slug(part) in slugs)
    return frozenset(page for page, count in targets.items() if count > 1 and hits[page] >= 0.5 * count)


def _slug(text: str) -> str:
    """The letters and digits of a heading or fragment, which GitHub's anchors keep."""
    return "".join(char for char in unquote(text).lower() if char.isalnum())


def _distinct(roles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(roles))


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
