"""Tables: each row an entry, or each of several links in one cell."""

from __future__ import annotations

from collections import Counter

from awesome_lint.markdown import Node
from awesome_lint.parse.columns import read_columns
from awesome_lint.parse.flow import Part
from awesome_lint.parse.layouts.base import Carrier, Scope
from awesome_lint.parse.look import Facts, Look
from awesome_lint.patterns import pattern
from awesome_lint.source import Span

_ITEM_NUMBER = pattern(r"^\s*(?:\(?\d{1,3}[.)、]|\[\d{1,3}\]|[-*•·+])\s*$")
_FEW = 3  # words beside badges that only name them


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
        columns = read_columns(header, cells, scope.look)
        group = scope.group(table)
        of_datasets = header is not None and _names_datasets(header, columns, scope.look)
        several = _several(body, cells, scope.look)
        carried = sum(1 for facts in cells if any(fact.has_links for fact in facts))
        label = ""
        for row, facts in zip(body, cells, strict=True):
            inner = scope.within(label)
            if several is not None and several < len(row.children):
                self._cell_entries(row, facts, several, inner, group)
            elif (only := _group_label(row, facts)) is not None:
                label = only
            elif header is None and all(fact.badges == len(fact.links) and fact.words <= _FEW for fact in facts):
                continue  # a table of badges
            elif _is_entry(facts, columns, carried, len(body), scope):
                parts = [
                    Part("cell", cell.children, columns[place] if place < len(columns) else "")
                    for place, cell in enumerate(row.children)
                ]
                scope.emit(Carrier(self.name, row.span, inner.section, parts, scope.heading, group, None, of_datasets))
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


def _names_datasets(header: Node, columns: list[str], look: Look) -> bool:
    """Whether the head of the titles' column says that they name data sets."""
    heads = [cell.plain() for cell, column in zip(header.children, columns, strict=False) if column == "title"]
    return any("dataset" in look.lex.labels.section_meanings(head) for head in heads)


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
