"""V004: years that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.knowledge.years import FIRST_YEAR
from awesome_lint.model import Entry
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule


class InvalidYear(Rule):
    """A year that cannot be.

    ## What it does
    Reports years before 1600 and later than next year in papers and data sets.

    ## Why is this bad
    It is a slip of the keyboard; whatever sorts or counts by year stumbles over it.

    ## When it is silent
    For years of headings, and for tools, books and pages, which may be about any century.

    ## Fix safety
    There is no fix: which digit is wrong, only the paper says.
    """

    code = "V004"
    name = "invalid-year"
    severity = Severity.ERROR
    options: ClassVar[Mapping[str, Option]] = {
        "earliest": Option(FIRST_YEAR, "the first year that can be"),
        "ahead": Option(1, "how many years from now a publication may be announced"),
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- A Computing Machine of Eighteen Hundred and Seventy [1870] [[paper]](https://example.org/machine.pdf)\n"
        ),
    )
    invalid = (
        Example(
            "|Venue|Title|Link|\n|-|-|-|\n"
            "|ICLR(20233)Under review|Turning Heads with Implicit Motion|[PDF](https://openreview.net/pdf?id=abcdefghij)|\n"
            "|ICLR 2022|Speech Faces in the Wild|[PDF](https://openreview.net/pdf?id=bcdefghijk)|\n",
            findings=(Expected(3, "`20233` is no year", column=7),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        last = datetime.now(UTC).year + int(context.number("ahead"))
        possible = range(int(context.number("earliest")), last + 1)
        for entry in context.entries:
            if entry.kind != "resource":
                for name, year in _years(entry):
                    if year not in possible:
                        when = f"before {possible[0]}" if year < possible[0] else f"later than {possible[-1]}"
                        yield context.report(
                            entry.field_span(name), f"`{year}` is no year that can be: {when}", entry=entry
                        )


def _years(entry: Entry) -> Iterator[tuple[str, int]]:
    """The years that the entry writes, each place once."""
    if entry.year is not None and entry.year_source == "entry":
        yield "year", entry.year
    if entry.venue_year is not None and entry.spans.get("venue_year") != entry.spans.get("year"):
        yield "venue_year", entry.venue_year
