"""S011: reference definitions right above a table or text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from awesome_lint.findings import Severity
from awesome_lint.model import Definition
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe
from awesome_lint.source import Edit, Span


class GluedDefinitions(Rule):
    """Reference definitions right above a table or text, without a blank line between.

    ## What it does
    Looks at what follows the last of several definitions. Above a table it is a warning: GitHub's renderer takes the
    definitions and the table's head for one paragraph, prints the definitions, and leaves every link that needs them
    unresolved. Above a paragraph it is an info, a warning where that begins with a quote or a bracket: GitHub takes
    such text for the title of the last link.

    ## Why is this bad
    Links that work in every preview are raw text on GitHub.

    ## When it is silent
    Above headings, list items, quotes and other blocks that cannot be part of a paragraph.

    ## Fix safety
    Safe: it adds a blank line.
    """

    code = "S011"
    name = "glued-definitions"
    fixable = "safe"
    valid = (
        Example("# Papers\n\n[1]: https://example.org/one\n\n| Title |\n| --- |\n| [Turning Heads][1] |\n"),
        Example(
            "# Papers\n\n[1]: https://example.org/one\n## Heads\n\n- [Turning Heads][1]\n\n"
            "[2]: https://example.org/two\n- [Still Life][2]\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n[1]: https://example.org/one\n[2]: https://example.org/two\n"
            "| Title |\n| --- |\n| [Turning Heads][1] |\n| [Still Life][2] |\n",
            findings=(Expected(3, "2 definitions stand right above a table"),),
            fixed="# Papers\n\n[1]: https://example.org/one\n[2]: https://example.org/two\n\n"
            "| Title |\n| --- |\n| [Turning Heads][1] |\n| [Still Life][2] |\n",
        ),
        Example(
            "# Papers\n\n[1]: https://example.org/one\nSee [Turning Heads][1].\n",
            findings=(Expected(3, "right above text", Severity.INFO),),
            fixed="# Papers\n\n[1]: https://example.org/one\n\nSee [Turning Heads][1].\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        source = context.document.source
        tables = sorted(node.start for node in context.facts.nodes["table"] if not node.data.get("html"))
        paragraphs = {source.line(node.start): node for node in context.facts.nodes["paragraph"]}
        for run in _runs(context):
            line = source.line(max(run[-1].span.end - 1, run[-1].span.start)) + 1
            if line > len(source.line_starts) or source.line_starts[line - 1] >= len(source.text):
                continue
            place = source.line_span(line)
            table = _first_in(tables, place)
            text = paragraphs.get(line)
            if text is not None and context.text[place.start : text.start].strip(" \t>"):
                text = None  # a list item's
            if table is None and text is not None:
                # Text between definitions and a table is one paragraph with both.
                after = source.line(max(text.end - 1, text.start)) + 1
                if after <= len(source.line_starts) and _first_in(tables, source.line_span(after)) is not None:
                    table = text.start
            if table is not None:
                yield _report(context, run, place, table, "a table")
            elif text is not None:
                swallowed = context.text[text.start] in "\"'("
                yield _report(context, run, place, text.start, "text", None if swallowed else Severity.INFO)


def _runs(context: Context) -> Iterator[list[Definition]]:
    """The definitions that stand on lines one below the other."""
    source = context.document.source
    run: list[Definition] = []
    last = 0
    for definition in sorted(context.document.definitions, key=lambda definition: definition.span.start):
        first = source.line(definition.span.start)
        if run and first != last + 1:
            yield run
            run = []
        run.append(definition)
        last = source.line(max(definition.span.end - 1, definition.span.start))
    if run:
        yield run


def _first_in(starts: list[int], place: Span) -> int | None:
    index = bisect_left(starts, place.start)
    return starts[index] if index < len(starts) and starts[index] < place.end else None


def _report(
    context: Context, run: list[Definition], place: Span, start: int, what: str, severity: Severity | None = None
) -> Report:
    source = context.document.source
    before = context.text[place.start : start].rstrip()  # the mark of a quote that all stands in
    count = "a definition stands" if len(run) == 1 else f"{len(run)} definitions stand"
    outcome = ": GitHub prints them instead of linking" if what == "a table" else ""
    return context.report(
        Span(run[0].span.start, run[-1].span.end),
        f"{count} right above {what}, without a blank line{outcome}",
        severity=severity,
        fix=safe("Add a blank line", Edit(Span(place.start, place.start), before + source.newline)),
    )
