"""What the columns of a table hold: by their heads, and by their cells where a head says nothing or too little."""

from __future__ import annotations

from awesome_lint.markdown import Node
from awesome_lint.parse.fields.year import find_year
from awesome_lint.parse.look import Facts, Look
from awesome_lint.parse.text import fold_spaces, without_shortcodes, word_count
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_SAMPLE = 60  # rows looked at
_LONG = 3.0  # words of a mean name, from which a column `Paper` holds titles and not links
# Heads that name what the rows are as often as what a link in them is for.
_AMBIGUOUS = frozenset({"", "paper", "code", "data", "project", "alias", "keywords", "venue", "notes", "demo", "links"})
_MOST_WORDS = 20
_CITATION = pattern(r"\bet al\b.{0,4}(?:19|20)\d\d\b\)?$")


class Held(NamedTuple):
    """What the cells of a column hold, as shares of the full ones; `words` and `title` (of names) are means."""

    links: float = 0.0
    named: float = 0.0
    distinct: float = 0.0
    words: float = 0.0
    title: float = 0.0
    year: float = 0.0
    venue: float = 0.0
    authors: float = 0.0
    full: float = 0.0


def read_columns(header: Node | None, cells: list[list[Facts]], look: Look) -> list[str]:
    """The role of each column, at most one of them the `title`; empty where nothing tells."""
    width = max((len(facts) for facts in cells), default=0)
    names = [fold_spaces(without_shortcodes(cell.plain())) for cell in header.children] if header is not None else []
    names += [""] * (width - len(names))
    columns = [look.lex.labels.column_of(name) or "" for name in names]
    sample = cells[:_SAMPLE]
    held = [_hold([facts[place] for facts in sample if place < len(facts)], look) for place in range(len(names))]
    title = _title_column(columns, held)
    for place, column in enumerate(columns):
        if place == title:
            columns[place] = "title"
        elif column == "title":
            columns[place] = _beside_title(held[place], names[place], look)
        elif column in ("venue", "year") and held[place].links >= 0.5 and getattr(held[place], column) < 0.2:
            columns[place] = "links"
        if not columns[place]:
            columns[place] = _by_cells(held[place], header is not None)
    return columns


def _title_column(columns: list[str], held: list[Held]) -> int:
    """The column of the titles, -1 where none holds names.

    A head that says so, the one with the longest names among several; else a column `Paper` of long names; else the
    leftmost column whose cells name something, each something else.
    """
    said = [place for place, column in enumerate(columns) if column == "title" and held[place].title > 0]
    if said:
        return max(said, key=lambda place: (held[place].title, -place))
    papers = [
        place
        for place, column in enumerate(columns)
        if column == "paper" and held[place].title >= _LONG and held[place].named >= 0.6
    ]
    if papers:
        return max(papers, key=lambda place: (held[place].title, -place))
    for place, column in enumerate(columns):
        cell = held[place]
        if column in _AMBIGUOUS and cell.named >= 0.6 and cell.distinct >= 0.6 and cell.venue < 0.5 and cell.year < 0.5:
            return place
    return next((place for place, column in enumerate(columns) if column == "title"), -1)


def _beside_title(held: Held, name: str, look: Look) -> str:
    """What a column is whose head names titles, where another holds them."""
    if held.links >= 0.5 and held.title < _LONG:
        return look.lex.role_of(name) or ""
    return "alias" if 0 < held.words <= 3 else ""


def _by_cells(held: Held, has_header: bool) -> str:
    """What a column without a telling head holds."""
    if held.venue >= 0.5:
        return "venue"
    if held.year >= 0.6:
        return "year"
    if held.authors >= 0.6:
        return "authors"
    return "notes" if has_header and held.links < 0.3 and held.words > 0 else ""


def _hold(column: list[Facts], look: Look) -> Held:
    full = [facts for facts in column if facts.text or facts.links]
    if not full:
        return Held()
    count = len(full)
    names = [_name(facts, look) for facts in full]
    shown = [name for name in names if name]
    return Held(
        links=sum(facts.has_links for facts in full) / count,
        named=len(shown) / count,
        distinct=len(set(shown)) / count,
        words=sum(facts.words for facts in full) / count,
        title=sum(min(word_count(name), _MOST_WORDS) for name in shown) / count,
        year=sum(1 for facts in full if not facts.links and len(facts.text) < 22 and find_year(facts.text)) / count,
        venue=sum(1 for facts in full if _is_venue(facts, look)) / count,
        authors=sum(1 for facts in full if not facts.titled and look.has_authors(facts.text)) / count,
        full=count / len(column),
    )


def _is_venue(facts: Facts, look: Look) -> bool:
    if not facts.text or len(facts.text) > 80:
        return False
    reading = look.lex.read_venue(facts.text, True)
    return reading is not None and reading.known


def _name(facts: Facts, look: Look) -> str:
    """The name that a cell holds: a link's label that names no role, or text without links; else empty."""
    if facts.titled:
        name = max((fold_spaces(link.plain()) for link in facts.titled), key=len)
        return "" if _CITATION.search(name) else name
    if facts.links and facts.words < _LONG:
        return ""
    text = facts.text
    if not any(char.isalpha() for char in text) or look.lex.is_unavailable(text):
        return ""
    return text
