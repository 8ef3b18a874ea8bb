"""V001: a paper without a venue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten
from awesome_lint.rules.venues.absent import has_year, lacks_venue, venue_share, year_share
from awesome_lint.style.venues import HABIT


def _papers(last: str) -> str:
    """A list of ten papers, of which the last is `last`."""
    venues = ("CVPR 2021", "ICCV 2021", "ECCV 2022", "AAAI 2022", "TPAMI 2021", "CVPR 2022", "IJCAI 2021", "TIP 2020")
    items = [
        f"- Turning Heads, Part {number}. {venue}. [[paper]](https://doi.org/10.1109/2021.{number:05})"
        for number, venue in enumerate((*venues, "WACV 2023"), 1)
    ]
    return "\n".join(["# Papers", "", *items, last, ""])


class MissingVenue(Rule):
    """A paper without a venue, where at least 90 % of its siblings give one.

    ## What it does
    Looks at papers that name no venue and stand under no heading that does, beside papers that nearly all name one. An
    entry that has no year either is reported once, here.

    ## Why is this bad
    Readers judge and cite a paper by where it appeared, and a list that says it of nearly all papers looks unfinished
    where it does not.

    ## When it is silent
    Where fewer siblings write a venue; for a paper with a status (`under review`), one whose paper links are all
    preprints or submissions, theses and reports; for what may be a tool: under a heading that says so, with a title
    that links something else than a paper, or with links of which none is a paper's.

    ## Fix safety
    No fix: the venue has to be found first.
    """

    code = "V001"
    name = "missing-venue"
    options: ClassVar[Mapping[str, Option]] = {
        "siblings": Option(HABIT, "the share of siblings with a venue from which a missing one is reported")
    }
    valid = (
        Example(
            _papers("- A Paper about Still Life. [[paper]](https://arxiv.org/abs/2101.00001)"),
            note="A preprint need not have a venue yet.",
        ),
        Example(
            _papers("- A Paper about Still Life. Under review. [[paper]](https://example.org/life.pdf)"),
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion. CVPR 2021. [[paper]](https://doi.org/10.1109/2021.00001)\n"
            "- A Paper about Still Life. [[paper]](https://doi.org/10.1109/2021.00002)\n"
            "- Walking Heads with Motion. CVPR 2021. [[paper]](https://doi.org/10.1109/2021.00003)\n",
            note="Two of three are no habit.",
        ),
        Example("# Tools\n\n" + "".join(f"- [tool {n}](https://github.com/one/tool{n}) - a tool\n" for n in range(12))),
    )
    invalid = (
        Example(
            _papers("- A Paper about Still Life. [[paper]](https://doi.org/10.1109/2021.00010)"),
            findings=(Expected(12, "no venue and no year for `A Paper about Still Life`; 90% of 10 siblings"),),
        ),
        Example(
            _papers("- A Paper about Still Life. 2021. [[paper]](https://doi.org/10.1109/2021.00010)"),
            findings=(Expected(12, "no venue for `A Paper about Still Life`"),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        least = context.number("siblings")
        for entry in context.facts.papers:
            if not lacks_venue(context, entry, least):
                continue
            no_year = not has_year(entry) and year_share(context, entry) >= HABIT
            siblings = len(context.siblings(entry))
            yield context.report(
                entry.field_span("title"),
                f"no venue {'and no year ' if no_year else ''}for `{shorten(entry.title)}`; "
                f"{venue_share(context, entry):.0%} of {siblings} siblings give one",
                entry=entry,
            )
