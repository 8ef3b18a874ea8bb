"""S002: table rows with fewer or more cells than the header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from awesome_lint.findings import Fix, Severity
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from awesome_lint.markdown.node import Node


class RaggedRow(Rule):
    r"""A table row with fewer or more cells than the header.

    ## What it does
    Counts the cells of every row of a Markdown table. GitHub fills a short row with empty cells (an info) and drops
    the cells of a long one that go beyond the header (a warning, where they say something).

    ## Why is this bad
    What stands in a surplus cell is shown to nobody; often a `|` in a title or an address needed to be written `\|`.
    A short row is easily continued in the wrong column.

    ## When it is silent
    In HTML tables, where cells may span columns.

    ## Fix safety
    Safe: it adds the missing cells, empty, in the row's own spacing. Surplus cells are left alone, for only a person
    knows which are.
    """

    code = "S002"
    name = "ragged-row"
    severity = Severity.INFO
    fixable = "safe"
    valid = (
        Example(
            "| Title | Link |\n| --- | --- |\n| A \\| B | [pdf](https://example.org/a.pdf) |\nC | [pdf](https://example.org/c.pdf)\n"
        ),
        Example(
            "<table>\n<tr><th>Title</th><th>Link</th></tr>\n<tr><td colspan=2>2024</td></tr>\n"
            '<tr><td>A</td><td><a href="https://example.org/a.pdf">pdf</a></td></tr>\n</table>\n'
        ),
    )
    invalid = (
        Example(
            "|Venue|Title|Link|Notes|\n|-|-|-|-|\n|ICLR 2023|One|[PDF](https://example.org/1.pdf)|\n"
            "|ICLR 2024|Two|[PDF](https://example.org/2.pdf)|read|\n",
            findings=(Expected(3, "3 cells where the header has 4", Severity.INFO),),
            fixed="|Venue|Title|Link|Notes|\n|-|-|-|-|\n|ICLR 2023|One|[PDF](https://example.org/1.pdf)||\n"
            "|ICLR 2024|Two|[PDF](https://example.org/2.pdf)|read|\n",
        ),
        Example(
            "Title | Link | Notes\n--- | --- | ---\nOne\\| | [PDF](https://example.org/1.pdf)\nTwo |\n",
            findings=(Expected(3, "2 cells"), Expected(4, "1 cell ")),
            fixed="Title | Link | Notes\n--- | --- | ---\nOne\\| | [PDF](https://example.org/1.pdf) | |\nTwo | | |\n",
        ),
        Example(
            "| Title | Link |\n| --- | --- |\n| One | Two | [PDF](https://example.org/1.pdf) |\n| Three | x | |\n",
            findings=(
                Expected(
                    3,
                    "3 cells where the header has 2: GitHub drops `[PDF](https://example.org/1.pdf)`",
                    Severity.WARNING,
                ),
                Expected(4, "3 cells where the header has 2", Severity.INFO),
            ),
        ),
        Example(
            "| Title | Link |\n| --- | --- |\n| One | [PDF](https://example.org/1.pdf) |\nMore papers are welcome.\n",
            findings=(Expected(4, "1 cell where the header has 2; a blank line above"),),
            fixed="| Title | Link |\n| --- | --- |\n| One | [PDF](https://example.org/1.pdf) |\n"
            "More papers are welcome.\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for table in context.facts.nodes["table"]:
            if "html" in table.data:
                continue
            for row in table.children:
                if not row.data.get("header"):
                    yield from _judge(context, row)


def _judge(context: Context, row: Node) -> Iterator[Report]:
    padded = sum(bool(cell.data.get("padded")) for cell in row.children)
    surplus = [cell for cell in row.children if cell.data.get("surplus")]
    if not padded and not surplus:
        return
    written = len(row.children) - padded
    wanted = len(row.children) - len(surplus)
    message = f"{written} cell{'s' if written != 1 else ''} where the header has {wanted}"
    entry = context.facts.entry_at(row.start)
    if padded:
        fix = None
        if "|" in context.document.source.slice(row.span):
            fix = _filled(context.text, row, padded)
        else:
            message += "; a blank line above would end the table"
        yield context.report(row.span, message, severity=Severity.INFO, fix=fix, entry=entry)
        return
    span = Span(surplus[0].start, surplus[-1].end)
    dropped = " | ".join(said for cell in surplus if (said := context.document.source.slice(cell.span).strip()))
    if dropped:
        message += f": GitHub drops `{shorten(dropped)}`"
    yield context.report(span, message, severity=Severity.WARNING if dropped else Severity.INFO, entry=entry)


def _filled(text: str, row: Node, missing: int) -> Fix:
    """Empty cells at the row's end, spaced as the row is."""
    line = text[row.start : row.end].rstrip(" \t")
    end = row.start + len(line)
    closed = line.endswith("|") and not _escaped(line)
    body = line[:-1] if closed else line
    spaced = not closed or body.endswith((" ", "\t"))
    cell = " |" if spaced else "|"
    content = cell * missing if closed else cell * (missing + 1)
    return safe(f"Add {missing} empty cell{'s' if missing != 1 else ''}", Edit(Span(end, end), content))


def _escaped(line: str) -> bool:
    """Whether the last character has an odd number of backslashes before it."""
    before = line[:-1]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
