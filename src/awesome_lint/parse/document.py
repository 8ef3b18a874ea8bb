"""From a source to a document: the whole way of a list through this room."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from urllib.parse import unquote

from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.markdown import Tree, parse_markdown
from awesome_lint.model import Definition, Document, Entry, Identity, Malformed
from awesome_lint.parse.conventions import settle
from awesome_lint.parse.draft import Draft
from awesome_lint.parse.entries import make_entry, make_links
from awesome_lint.parse.fields import kind as kinds
from awesome_lint.parse.fields.links import is_navigation, is_paper_address
from awesome_lint.parse.fields.section import SectionReader
from awesome_lint.parse.layouts import Carrier
from awesome_lint.parse.lexicon import Lexicon
from awesome_lint.parse.look import Look
from awesome_lint.parse.outline import Outline
from awesome_lint.parse.reading import read_entry
from awesome_lint.patterns import pattern
from awesome_lint.source import Source, Span

_BRACKET = pattern(r"[\[(（]([^\[\]()（）\n]{2,40}\d\d)[\])）]")
_SAMPLE = 300  # links looked at to tell a list of papers
_PAPER_SHARE = 0.25  # of them leading to papers, from which it is one


class Parser:
    """Parses documents with one knowledge base; what it learns of words and addresses is kept for the next document."""

    def __init__(self, base: Knowledge) -> None:
        self.lex = Lexicon(base)

    def parse(self, source: Source) -> Document:
        """The document of a source: every entry with its fields and places, headings, definitions, broken links."""
        tree = parse_markdown(source)
        of_papers = self._is_paper_list(source, tree)
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

    def _is_paper_list(self, source: Source, tree: Tree) -> bool:
        """Whether the file lists papers: a fair share of its first links leads to papers or says so."""
        papers = total = items = 0
        for node in tree.root.walk():
            if node.kind == "link" and not is_navigation(url := node.data["url"]):
                total += 1
                papers += is_paper_address(url, self.lex.identify(url)) or self.lex.role_of(node.plain()) == "paper"
                if total == _SAMPLE:
                    break
            items += node.kind in ("item", "row")
        if total < _PAPER_SHARE * items:
            # Hardly a link: what stands in brackets says whether publications are listed.
            said = [self.lex.read_venue(text, True) for text in _BRACKET.findall(source.text)[:_SAMPLE]]
            return sum(reading is not None and reading.known for reading in said) >= max(3, _PAPER_SHARE * items)
        return total > 0 and papers >= _PAPER_SHARE * total

    def _entries(self, source: Source, carriers: list[Carrier], drafts: list[Draft]) -> list[Entry]:
        """The entries, their kinds decided among neighbours."""
        sections = SectionReader(self.lex, (carrier.section for carrier in carriers))
        shown = [self._shown(draft) for draft in drafts]
        said = [kinds.evidence(draft, links) for draft, links in zip(drafts, shown, strict=True)]
        votes: defaultdict[int, list[str]] = defaultdict(list)
        for carrier, own in zip(carriers, said, strict=True):
            if own in ("paper", "resource"):
                votes[carrier.group].append(own)
        overall = said.count("paper") / len(said) if said else 0.0
        sizes = Counter(carrier.group for carrier in carriers)
        entries = []
        for carrier, draft, links, own in zip(carriers, drafts, shown, said, strict=True):
            found = votes.get(carrier.group)
            neighbours = found.count("paper") / sizes[carrier.group] if found else -1.0
            section = sections.read(carrier.section)
            kind = kinds.decide(own, section, neighbours, overall, bool(links))
            if carrier.of_datasets and section.kind != "paper":
                kind = "dataset"
            entries.append(make_entry(source, carrier, draft, make_links(source, draft, links, kind), section, kind))
        return entries

    def _shown(self, draft: Draft) -> list[tuple[int, Identity]]:
        """The entry's own links, by index, with what they lead to: no authors' pages, no ways about the document."""
        return [
            (index, self.lex.identify(url))
            for index, link in enumerate(draft.flow.links)
            if index not in draft.homepages and not is_navigation(url := link.node.data["url"])
        ]

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


@cache
def _default_parser() -> Parser:
    return Parser(knowledge())


def parse_document(source: Source, base: Knowledge | None = None) -> Document:
    """Parse one list with the built-in knowledge, or with `base`."""
    parser = _default_parser() if base is None else Parser(base)
    return parser.parse(source)
