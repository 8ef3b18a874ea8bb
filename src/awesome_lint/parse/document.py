"""From a source to a document: the whole way of a list through this room."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import TypeVar

from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.markdown import Tree, parse_markdown
from awesome_lint.model import Definition, Document, Entry, Identity, Malformed
from awesome_lint.parse.conventions import settle
from awesome_lint.parse.draft import Draft
from awesome_lint.parse.entries import make_entry, make_links
from awesome_lint.parse.fields import kind as kinds
from awesome_lint.parse.fields.links import is_navigation
from awesome_lint.parse.fields.section import SectionReader
from awesome_lint.parse.layouts import Carrier
from awesome_lint.parse.lexicon import Lexicon
from awesome_lint.parse.look import Look
from awesome_lint.parse.outline import Outline
from awesome_lint.parse.reading import read_entry
from awesome_lint.parse.survey import Survey
from awesome_lint.parse.text import word_count
from awesome_lint.source import Source, Span

Item = TypeVar("Item")

_LONGEST_NAME = 3  # words of a venue's name that may be a title of its own


class Parser:
    """Parses documents with one knowledge base; what it learns of words and addresses is kept for the next document."""

    def __init__(self, base: Knowledge) -> None:
        self.lex = Lexicon(base)

    def parse(self, source: Source, tree: Tree | None = None) -> Document:
        """The document of a source: every entry with its fields and places, headings, definitions, broken links.

        `tree` is its Markdown, where that was parsed already.
        """
        tree = tree or parse_markdown(source)
        survey = Survey(self.lex, source, tree)
        outline = Outline(Look(self.lex, survey.own_pages), survey.of_papers)
        carriers, headings = outline.read(tree.root), outline.headings
        del outline  # what it has seen of every block is as much as half of the tree
        drafts = [read_entry(self.lex, carrier.parts, survey.of_papers) for carrier in carriers]
        settle(self.lex, carriers, drafts)
        malformed = tuple(found for draft in drafts if draft.malformed for found in self._malformed(draft))
        entries = tuple(self._entries(source, carriers, drafts))
        return Document(
            source,
            tree,
            entries,
            tuple(headings),
            tuple(_definitions(tree)),
            malformed,
            tuple(tree.notices),
        )

    def _entries(self, source: Source, carriers: list[Carrier], drafts: list[Draft]) -> Iterator[Entry]:
        """The entries, their kinds decided among neighbours. Empties both lists: they hold more than the entries do."""
        sections = SectionReader(self.lex, (carrier.section for carrier in carriers))
        shown = [self._shown(draft) for draft in drafts]
        said = [
            kinds.evidence(draft, links, self._names_venue(draft)) for draft, links in zip(drafts, shown, strict=True)
        ]
        votes: defaultdict[int, list[str]] = defaultdict(list)
        for carrier, own in zip(carriers, said, strict=True):
            if own in ("paper", "resource"):
                votes[carrier.group].append(own)
        overall = said.count("paper") / len(said) if said else 0.0
        sizes = Counter(carrier.group for carrier in carriers)
        for carrier, draft, links, own in zip(_emptied(carriers), _emptied(drafts), _emptied(shown), said, strict=True):
            found = votes.get(carrier.group)
            neighbours = found.count("paper") / sizes[carrier.group] if found else -1.0
            section = sections.read(carrier.section)
            kind = kinds.decide(own, section, neighbours, overall, bool(links))
            if carrier.of_datasets and section.kind != "paper":
                kind = "dataset"
            yield make_entry(source, carrier, draft, make_links(source, draft, links, kind), section, kind)

    def _names_venue(self, draft: Draft) -> bool:
        """Whether a linked title is nothing but a venue's name, with a year or not."""
        if draft.title_link < 0 or word_count(draft.title) > _LONGEST_NAME:
            return False
        reading = self.lex.read_venue(draft.title, True)
        return reading is not None and reading.known and not reading.rest

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
            close_at = text.rfind(")", open_at, piece.end) if open_at >= 0 else -1
            url = text[open_at + 1 : close_at] if close_at > open_at else ""
            span = draft.flow.span(piece.start, piece.end)
            url_span = draft.flow.span(open_at + 1, close_at) if url else span
            found.append(Malformed(span, label, url.strip(), self.lex.role_of(label), url_span))
        return found


def _emptied(items: list[Item]) -> Iterator[Item]:
    """The items in their order, each let go by the list when the next one is asked for."""
    items.reverse()
    while items:
        yield items.pop()


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


def parse_document(source: Source, base: Knowledge | None = None, tree: Tree | None = None) -> Document:
    """Parse one list with the built-in knowledge, or with `base`; `tree` as for `Parser.parse`."""
    parser = _default_parser() if base is None else Parser(base)
    return parser.parse(source, tree)
