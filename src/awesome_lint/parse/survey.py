"""What a file is as a whole, before any entry is looked for: a list of papers? where does it stand itself?"""

from __future__ import annotations

from collections import Counter
from urllib.parse import unquote

from awesome_lint.markdown import Node, Tree
from awesome_lint.parse.fields.links import is_navigation, page_of
from awesome_lint.parse.lexicon import Lexicon
from awesome_lint.parse.text import DATED
from awesome_lint.patterns import pattern
from awesome_lint.source import Source

_SAMPLE = 300  # links looked at to tell a list of papers
_PAPER_SHARE = 0.25  # of them leading to papers, from which it is one
_LEAST_VENUES = 3
_BRACKET = pattern(r"[\[(（]([^\[\]()（）\n]{2,40}\d\d)[\])）]")


class Survey:
    """One walk over a document's nodes.

    `of_papers`: it lists papers; `own_pages`: addresses by which it links its own headings.
    """

    def __init__(self, lex: Lexicon, source: Source, tree: Tree) -> None:
        links: list[Node] = []
        headings: list[Node] = []
        items = 0
        for node in tree.root.walk():
            if node.kind == "link":
                links.append(node)
            elif node.kind == "heading":
                headings.append(node)
            elif node.kind in ("item", "row"):
                items += 1
        self.of_papers = _lists_papers(lex, source, links, items)
        self.own_pages = _own_pages(links, headings)


def _lists_papers(lex: Lexicon, source: Source, links: list[Node], items: int) -> bool:
    """Whether a fair share of the first links leads to papers or says so; without links, what brackets say decides."""
    outside = [link for link in links if not is_navigation(link.data["url"])]
    if len(outside) < _PAPER_SHARE * items:
        said = [lex.read_venue(text, True) for text in _BRACKET.findall(source.text)[:_SAMPLE]]
        known = sum(reading is not None and reading.known for reading in said)
        return known >= max(_LEAST_VENUES, _PAPER_SHARE * items)
    sample = outside[:_SAMPLE]
    papers = sum(
        lex.leads_to_paper(link.data["url"])
        or (lex.role_of(label := link.plain()) == "paper" and not DATED.search(label))  # `NeurIPS 2021` may be its site
        for link in sample
    )
    return bool(sample) and papers >= _PAPER_SHARE * len(sample)


def _own_pages(links: list[Node], headings: list[Node]) -> frozenset[str]:
    """`https://github.com/owner/list`, where `…/list#tools` and more lead to headings of this document."""
    absolute = [url for link in links if "#" in (url := link.data["url"]) and "://" in url]
    pages = Counter(map(page_of, absolute))
    if not any(count > 1 for count in pages.values()):
        return frozenset()
    slugs = {_slug(heading.plain()) for heading in headings}
    hits = Counter(page_of(url) for url in absolute if _slug(url.partition("#")[2]) in slugs)
    return frozenset(page for page, count in pages.items() if count > 1 and hits[page] >= 0.5 * count)


def _slug(text: str) -> str:
    """The letters and digits of a heading or fragment, which GitHub's anchors keep."""
    return "".join(char for char in unquote(text).lower() if char.isalnum())
