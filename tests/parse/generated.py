"""One set of entries written in many layouts: whatever the layout, the same entries must come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st

WORDS = [
    "Learning",
    "Neural",
    "Deep",
    "Robust",
    "Efficient",
    "Graph",
    "Contrastive",
    "Attention",
    "Networks",
    "Transformers",
    "for",
    "with",
    "via",
    "without",
    "Towards",
    "Representation",
    "Segmentation",
    "Generation",
    "Detection",
    "Speech",
    "Image",
    "Video",
    "Language",
    "Models",
    "Scalable",
    "Unsupervised",
    "Adaptive",
    "Multi-View",
    "Self-Supervised",
    "Audio-Driven",
    "3D",
    "Point-Cloud",
    "Retrieval",
    "Reasoning",
    "Planning",
    "Alignment",
    "from",
    "in",
    "of",
]
VENUES = (
    "CVPR",
    "ICCV",
    "NeurIPS",
    "ICML",
    "ICLR",
    "ACL",
    "EMNLP",
    "AAAI",
    "Interspeech",
    "ICRA",
    "CHI",
    "KDD",
    "TPAMI",
)
HELD = {"ICCV": (2015, 2017, 2019, 2021, 2023)}
NAMES = (
    "Alice Smith",
    "Bob Jones",
    "Wei Zhang",
    "María García",
    "Jürgen Müller",
    "Yuki Tanaka",
    "Olga Ivanova",
    "Ada Nwosu",
    "J. K. Lee",
    "Pieter van der Berg",
)
ALIASES = ("FooNet", "BarFormer", "Q-GAN", "Mix3D", "SAM-Lite", "UniFoo")


class Paper(NamedTuple):
    """What is known of one made-up paper."""

    title: str
    venue: str
    year: int
    authors: tuple[str, ...]
    number: str
    code: str | None
    alias: str


@st.composite
def papers(draw: st.DrawFn) -> list[Paper]:
    """Between three and eight papers, no two with one title or number."""
    made: list[Paper] = []
    for index in range(draw(st.integers(3, 8))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=9))
        first = draw(st.sampled_from([word for word in WORDS if word[0].isupper()]))
        last = draw(st.sampled_from([word for word in WORDS if word[0].isupper()]))
        title = " ".join([first, *words, last])
        if draw(st.booleans()):
            title = f"{draw(st.sampled_from(ALIASES))}: {title}"
        venue = draw(st.sampled_from(VENUES))
        year = draw(st.sampled_from(HELD.get(venue, tuple(range(2013, 2025)))))
        authors = tuple(draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True)))
        code = f"https://github.com/owner{index}/project-{index}" if draw(st.booleans()) else None
        number = (
            f"{draw(st.integers(15, 25))}{draw(st.integers(1, 12)):02}.{10000 + index * 7 + draw(st.integers(0, 6))}"
        )
        made.append(Paper(title, venue, year, authors, number, code, draw(st.sampled_from(ALIASES))))
    return made


def _abs(paper: Paper) -> str:
    return f"https://arxiv.org/abs/{paper.number}"


def _names(paper: Paper) -> str:
    return ", ".join(paper.authors)


def _roles(paper: Paper, form: str = "[[{0}]]({1})", join: str = " ") -> str:
    links = [form.format("paper", _abs(paper))]
    if paper.code:
        links.append(form.format("code", paper.code))
    return join.join(links)


def bullets_bracket(papers: list[Paper]) -> str:
    return "".join(f"- {p.title} [{p.venue} {p.year}] {_roles(p)}\n" for p in papers)


def bullets_parenthesis(papers: list[Paper]) -> str:
    return "".join(f"* {p.title} ({p.venue}, {p.year}) {_roles(p, '[[{0}]({1})]')}\n" for p in papers)


def bullets_prefix(papers: list[Paper]) -> str:
    return "".join(f"- [{p.venue} {p.year}] {p.title} {_roles(p)}\n" for p in papers)


def bullets_bold_prefix(papers: list[Paper]) -> str:
    return "".join(f"+ **[{p.venue}'{p.year % 100:02}]** {p.title}. {_roles(p)}\n" for p in papers)


def bullets_linked(papers: list[Paper]) -> str:
    return "".join(
        f"- [{p.title}]({_abs(p)}), {p.venue} {p.year}" + (f" [[code]]({p.code})" if p.code else "") + "\n"
        for p in papers
    )


def bullets_alias(papers: list[Paper]) -> str:
    return "".join(f"- **[{p.alias}]** {p.title} [[paper]({_abs(p)})] (**{p.venue} {p.year}**)\n" for p in papers)


def numbered_bold(papers: list[Paper]) -> str:
    return "\n".join(
        f"1. **{p.title}.** {p.venue} {p.year}. {_roles(p, '[{0}]({1})')}\n\n    *{_names(p)}.*\n" for p in papers
    )


def numbered_subitems(papers: list[Paper]) -> str:
    return "".join(
        f"{n}. {p.title} ({p.venue} {p.year})\n"
        + f"    - [Paper]({_abs(p)})\n"
        + (f"    - [Code]({p.code})\n" if p.code else "")
        for n, p in enumerate(papers, 1)
    )


def references(papers: list[Paper]) -> str:
    text = "".join(
        f"{n}. [{p.title}][p{n}]. {p.venue} {p.year}" + (f" [code][c{n}]" if p.code else "") + "\n"
        for n, p in enumerate(papers, 1)
    )
    definitions = "".join(
        f"[p{n}]: {_abs(p)}\n" + (f"[c{n}]: {p.code}\n" if p.code else "") for n, p in enumerate(papers, 1)
    )
    return f"{text}\n\n{definitions}"


def table_title(papers: list[Paper]) -> str:
    rows = "".join(f"| {p.venue} {p.year} | {p.title} | {_roles(p, '[{0}]({1})', ' / ')} |\n" for p in papers)
    return f"| Venue | Title | Links |\n|---|---|---|\n{rows}"


def table_columns(papers: list[Paper]) -> str:
    rows = "".join(
        f"| {p.year} | [{p.title}]({_abs(p)}) | {p.venue} | {_names(p)} | {f'[link]({p.code})' if p.code else ''} |\n"
        for p in papers
    )
    return f"| Year | Paper | Venue | Authors | Code |\n|:-:|:--|:-:|:--|:-:|\n{rows}"


def table_html(papers: list[Paper]) -> str:
    rows = "".join(
        f'<tr><td>{p.title}</td><td>{p.venue}</td><td>{p.year}</td><td><a href="{_abs(p)}">paper</a>'
        + (f' <a href="{p.code}">code</a>' if p.code else "")
        + "</td></tr>\n"
        for p in papers
    )
    return f"<table>\n<tr><th>Title</th><th>Venue</th><th>Year</th><th>Links</th></tr>\n{rows}</table>\n"


def headings(papers: list[Paper]) -> str:
    return "\n".join(
        f"### [{p.venue} {p.year}] {p.title}\n- [paper]({_abs(p)})\n" + (f"- [code]({p.code})\n" if p.code else "")
        for p in papers
    )


def headings_linked(papers: list[Paper]) -> str:
    return "\n".join(
        f"### [{p.title}]({_abs(p)})\n*{_names(p)}*\n\n{p.venue} {p.year}\n"
        + (f"\n[code]({p.code})\n" if p.code else "")
        for p in papers
    )


def paragraphs(papers: list[Paper]) -> str:
    return "\n".join(f"{p.title} ({p.venue} {p.year}) {_roles(p)}\n" for p in papers)


def paragraphs_bold(papers: list[Paper]) -> str:
    return "\n".join(f"**{p.title}** <br>\n{_names(p)} <br>\n*{p.venue} {p.year}* {_roles(p)}\n" for p in papers)


def names_with_lists(papers: list[Paper]) -> str:
    return "\n".join(
        f"**{p.title}**\n\n- Venue: {p.venue} {p.year}\n- Paper: {_abs(p)}\n"
        + (f"- Code: {p.code}\n" if p.code else "")
        for p in papers
    )


def citations(papers: list[Paper]) -> str:
    return "".join(f'- {_names(p)}. "{p.title}." In {p.venue}, {p.year}. {_roles(p, "[[{0}]({1})]")}\n' for p in papers)


def grouped(papers: list[Paper]) -> str:
    ordered = sorted(papers, key=lambda p: (p.venue, p.year))
    text, last = "", None
    for p in ordered:
        if (p.venue, p.year) != last:
            last = (p.venue, p.year)
            text += f"\n### {p.venue} {p.year}\n"
        text += f"- {p.title} {_roles(p)}\n"
    return text


LAYOUTS: tuple[Callable[[list[Paper]], str], ...] = (
    bullets_bracket,
    bullets_parenthesis,
    bullets_prefix,
    bullets_bold_prefix,
    bullets_linked,
    bullets_alias,
    numbered_bold,
    numbered_subitems,
    references,
    table_title,
    table_columns,
    table_html,
    headings,
    headings_linked,
    paragraphs,
    paragraphs_bold,
    names_with_lists,
    citations,
    grouped,
)
WITH_AUTHORS = frozenset({"numbered_bold", "table_columns", "headings_linked", "paragraphs_bold", "citations"})
WITHOUT_CODE = frozenset({"bullets_alias"})
