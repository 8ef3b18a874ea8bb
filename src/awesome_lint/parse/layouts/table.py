"""Tables: each row an entry, or each of several links in one cell."""

from __future__ import annotations

import re
from collections import Counter

from awesome_lint.markdown import Node
from awesome_lint.parse.fields.year import find_year
from awesome_lint.parse.flow import Part
from awesome_lint.parse.layouts.base import Carrier, Scope
from awesome_lint.parse.look import Facts, Look
from awesome_lint.parse.text import fold_spaces, without_shortcodes, word_count
from awesome_lint.source import Span

_ITEM_NUMBER = re.compile(r"^\s*(?:\(?\d{1,3}[.)、]|\[\d{1,3}\]|[-*•·+])\s*$")
_SAMPLE = 60  # rows looked at to learn what a column holds


class Tables:
    """Markdown and HTML tables (`table`)."""

    name = "table"

    def take(self, blocks: list[Node], index: int, scope: Scope) -> int:
        table = blocks[index]
        if table.kind != "table":
            return 0
        rows = [row for row in table.children if row.kind == "row"]
        header = rows[0] if rows and rows[0].data.get("header") else None
        body = rows[1:] if header is not None else rows
        cells = [[scope.look.facts([cell]) for cell in row.children] for row in body]
        columns = read_columns(header, body, cells, scope)
        group = scope.group(table)
        several = _several(body, cells, scope.look)
        carried = sum(1 for facts in cells if any(fact.has_links for fact in facts))
        label = ""
        for row, facts in zip(body, cells, strict=True):
            inner = scope.within(label)
            if several is not None and several < len(row.children):
                self._cell_entries(row, facts, several, inner, group)
            elif (only := _group_label(row, facts)) is not None:
                label = only
            elif _is_entry(facts, columns, carried, len(body), scope):
                parts = [
                    Part("cell", cell.children, columns[place] if place < len(columns) else "")
                    for place, cell in enumerate(row.children)
                ]
                scope_section = inner.section
                scope.emit(Carrier(self.name, row.span, scope_section, parts, scope.heading, group))
        return 1

    def _cell_entries(self, row: Node, facts: list[Facts], several: int, scope: Scope, group: int) -> None:
        """The entries of a cell that lists several, below the row's own label."""
        label = next((fact.text for place, fact in enumerate(facts) if place != several and fact.text), "")
        inner = scope.within(label)
        for run in _runs(row.children[several]):
            if not any(node.kind == "link" for part in run for node in part.walk()):
                continue
            span = Span(run[0].start, run[-1].end)
            inner.emit(Carrier("cell", span, inner.section, [Part("head", run)], scope.heading, group))


def read_columns(header: Node | None, body: list[Node], cells: list[list[Facts]], scope: Scope) -> list[str]:
    """The role of each column: by its header, else by what its cells hold; exactly one is the `title`."""
    look = scope.look
    width = max((len(facts) for facts in cells), default=0)
    names = [fold_spaces(without_shortcodes(cell.plain())) for cell in header.children] if header is not None else []
    names += [""] * (width - len(names))
    columns = [look.lex.labels.column_of(name) or "" for name in names]
    held = [
        _held([facts[place] for facts in cells[:_SAMPLE] if place < len(facts)], look) for place in range(len(names))
    ]
    titles = [place for place, column in enumerate(columns) if column == "title"]
    if len(titles) != 1:
        # `Paper` and `Title`, `Name` and `Title`: the column that holds the longest names is the title.
        candidates = titles or [
            place
            for place, column in enumerate(columns)
            if column in ("", "paper", "notes", "alias", "project", "code", "data")
        ]
        if candidates:
            best = max(candidates, key=lambda place: (held[place]["title"], -place))
            for place in titles:
                columns[place] = _second_title(held[place], names[place], look)
            if held[best]["title"] > 0 or titles:
                columns[best] = "title"
    elif held[titles[0]]["title"] == 0:
        other = max(
            range(len(columns)),
            key=lambda place: (columns[place] in ("", "paper", "alias") and held[place]["title"], -place),
        )
        if held[other]["title"] > 0 and columns[other] in ("", "paper", "alias"):
            columns[titles[0]], columns[other] = "", "title"
    for place, column in enumerate(columns):
        if column in ("venue", "year") and held[place]["links"] >= 0.5 and held[place][column] < 0.2:
            columns[place] = "links"
        if columns[place]:
            continue
        facts = held[place]
        if facts["venue"] >= 0.5:
            columns[place] = "venue"
        elif facts["year"] >= 0.6:
            columns[place] = "year"
        elif facts["authors"] >= 0.6:
            columns[place] = "authors"
        elif facts["links"] < 0.3 and facts["words"] > 0 and header is not None:
            columns[place] = "notes"
    return columns


def _second_title(held: dict[str, float], name: str, look: Look) -> str:
    """What a column is that could be the title, and is not."""
    if held["links"] >= 0.5 and held["title"] < 3:
        return look.lex.role_of(name) or ""
    return "alias" if 0 < held["words"] <= 3 else ""


def _held(column: list[Facts], look: Look) -> dict[str, float]:
    """What the cells of a column hold, as shares of those that hold anything; `title`: mean length of what may be a name."""
    full = [facts for facts in column if facts.text or facts.links]
    count = len(full) or 1
    titles = [_title_length(facts) for facts in full]
    return {
        "links": sum(facts.has_links for facts in full) / count,
        "title": sum(titles) / count,
        "words": sum(facts.words for facts in full) / count,
        "year": sum(1 for facts in full if not facts.links and len(facts.text) < 22 and find_year(facts.text)) / count,
        "venue": sum(1 for facts in full if _is_venue(facts, look)) / count,
        "authors": sum(1 for facts in full if not facts.titled and look.has_authors(facts.text)) / count,
    }


def _is_venue(facts: Facts, look: Look) -> bool:
    if len(facts.text) > 80:
        return False
    reading = look.lex.read_venue(facts.text, True) if facts.text else None
    return reading is not None and reading.known


def _title_length(facts: Facts) -> float:
    """How many words a cell's name has: a linked name, or text that no link explains."""
    linked = max((word_count(link.plain()) for link in facts.titled), default=0)
    if linked:
        return float(min(linked, 20))
    if facts.named or facts.addresses:
        return 0.0 if facts.words < 3 else float(min(facts.words, 20))
    return float(min(facts.words, 20)) * 0.9


def _several(body: list[Node], cells: list[list[Facts]], look: Look) -> int | None:
    """The column whose cells list several entries each, where there is one."""
    votes: Counter[int] = Counter()
    for row, facts in zip(body, cells, strict=True):
        for place, (cell, fact) in enumerate(zip(row.children, facts, strict=True)):
            if len(fact.titled) < 1:
                continue
            runs = _runs(cell)
            numbered = sum(1 for run in runs if _numbered(run))
            linked = sum(1 for run in runs if any(node in fact.titled for part in run for node in part.walk()))
            if len(runs) >= 2 and linked == len(runs) and (numbered == len(runs) or linked >= 3):
                votes[place] += 1
    return votes.most_common(1)[0][0] if votes else None


def _runs(cell: Node) -> list[list[Node]]:
    """A cell's inline nodes, line by line (`<br>`), or item by item where it holds a list."""
    runs: list[list[Node]] = [[]]
    for node in cell.children:
        if node.kind == "hardbreak":
            runs.append([])
        elif node.kind == "list":
            runs.extend([item] for item in node.children)
            runs.append([])
        else:
            runs[-1].append(node)
    return [run for run in runs if any(node.kind != "text" or node.text.strip() for node in run)]


def _numbered(run: list[Node]) -> bool:
    first = run[0]
    return first.kind == "item" or (first.kind == "text" and _ITEM_NUMBER.match(first.text) is not None)


def _group_label(row: Node, facts: list[Facts]) -> str | None:
    """The text of a row that only names the rows below it: one bold cell, the others empty."""
    full = [place for place, fact in enumerate(facts) if fact.text or fact.links or fact.images]
    if len(full) != 1 or facts[full[0]].links or len(facts) < 2:
        return None
    cell = row.children[full[0]]
    strong = [node for node in cell.children if node.kind != "text" or node.text.strip()]
    if all(node.kind in ("strong", "emphasis") for node in strong) and facts[full[0]].words <= 8:
        return facts[full[0]].text.rstrip(":： ")
    return None


def _is_entry(facts: list[Facts], columns: list[str], carried: int, rows: int, scope: Scope) -> bool:
    """Whether a row recommends something: it links outside, or its neighbours do and it has a name."""
    if any(fact.has_links for fact in facts):
        return True
    if any(fact.only_navigates for fact in facts):
        return False
    if any(fact.broken for fact in facts):
        return True
    title = next(
        (facts[place] for place, column in enumerate(columns) if column == "title" and place < len(facts)), None
    )
    if title is None or not title.text:
        return False
    return carried >= 1 and carried >= 0.5 * rows and scope.look.lex.labels.column_of(title.text) is None
