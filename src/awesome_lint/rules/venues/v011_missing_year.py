"""V011: a paper without a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten
from awesome_lint.rules.venues.absent import lacks_year, year_share
from awesome_lint.style.venues import HABIT


def _papers(form: str, last: str) -> str:
    """A list of nine papers written as `form`, and `last`."""
    items = [
        form.format(
            title=f"Turning Heads, Part {number}", year=2010 + number, link=f"https://arxiv.org/abs/{number}1.00001"
        )
        for number in range(11, 20)
    ]
    return "\n".join(["# Papers", "", *items, last, ""])


class MissingYear(Rule):
    """A paper without a year, where at least 90 % of its siblings give one.

    ## What it does
    Looks at papers that name no year and stand under no heading that does, beside papers that nearly all name one.

    ## Why is this bad
    Readers cannot tell what is new, and whoever sorts the list cannot place the entry.

    ## When it is silent
    Where fewer siblings write a year, for a paper with a status (`under review`), and for what may be a tool
    (see V001). Where siblings write venue and year, V001 reports one that has neither.

    ## Fix safety
    No fix: the year has to be found first.
    """

    code = "V011"
    name = "missing-year"
    options: ClassVar[Mapping[str, Option]] = {
        "siblings": Option(HABIT, "the share of siblings with a year from which a missing one is reported")
    }
    valid = (
        Example(
            _papers(
                "- {title} [CVPR {year}] [[paper]]({link})", "- Still Life [[paper]](https://example.org/life.pdf)"
            ),
            note="Neither venue nor year: V001's.",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion (2021) [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- A Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00002)\n",
            note="One of two is no habit.",
        ),
    )
    invalid = (
        Example(
            _papers(
                "- {title} [CVPR {year}] [[paper]]({link})", "- Still Life [CVPR] [[paper]](https://example.org/a.pdf)"
            ),
            findings=(Expected(12, "no year for `Still Life`; 90% of 10 siblings give one"),),
        ),
        Example(
            _papers("- {title} ({year}) [[paper]]({link})", "- Still Life [[paper]](https://arxiv.org/abs/2101.00001)"),
            findings=(Expected(12, "no year for `Still Life`"),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        least = context.number("siblings")
        for entry in context.facts.papers:
            if lacks_year(context, entry, least):
                yield context.report(
                    entry.field_span("title"),
                    f"no year for `{shorten(entry.title)}`; {year_share(context, entry):.0%} of "
                    f"{len(context.siblings(entry))} siblings give one",
                    entry=entry,
                )
