"""S015: lists that GitHub cuts off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule
from awesome_lint.source import Span

_CUT = 512_000  # bytes of a Markdown file that GitHub shows


class ListTooLong(Rule):
    """A list of more than 500 KB, of which GitHub shows the first 512.

    ## What it does
    Counts the bytes of the file, in UTF-8.

    ## Why is this bad
    GitHub cuts the page off, in the middle of an entry and with little notice; what stands below is shown to nobody.

    ## When it is silent
    For shorter files.

    ## Fix safety
    There is no fix: how to divide the list is the maintainer's decision.
    """

    code = "S015"
    name = "list-too-long"
    severity = Severity.INFO
    options: ClassVar[Mapping[str, Option]] = {
        "kilobytes": Option(500, "the size in kilobytes, of 1000 bytes, from which on a list is reported")
    }
    valid = (Example("# Papers\n\n- Turning Heads [[paper]](https://arxiv.org/abs/2101.00001)\n"),)
    invalid = (
        Example(
            "# Papers\n\n" + "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n" * 20,
            options={"kilobytes": 1},
            findings=(Expected(1, "the list has 2 KB: GitHub shows the first 512"),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        text = context.text
        limit = context.number("kilobytes") * 1000
        if 4 * len(text) <= limit:
            return
        data = text.encode("utf-8", "surrogatepass")
        if len(data) <= limit:
            return
        source = context.document.source
        message = f"the list has {len(data) / 1000:,.0f} KB: GitHub shows the first {_CUT // 1000}"
        if len(data) > _CUT:
            cut = len(data[:_CUT].decode("utf-8", "ignore"))
            message += f", to line {source.line(cut):,}"
        yield context.report(Span(int(source.has_bom), source.line_span(1).end), message)
