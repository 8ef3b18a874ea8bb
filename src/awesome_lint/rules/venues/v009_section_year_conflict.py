"""V009: an entry's year against its heading's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.knowledge.years import possible_years
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten
from awesome_lint.rules.venues.headings import HeadingYears, heading_years

_ARXIV = pattern(r"(\d\d)\d\d\.\d{4,5}")


class SectionYearConflict(Rule):
    """An entry's year against that of the heading it stands under.

    ## What it does
    Compares the year that an entry writes with the innermost heading that is a year (`2023`, `March 2023`, `2023 H1`)
    or a range of years (`2019-2021`, `Before 2018`).

    ## Why is this bad
    The entry stands where nobody looks for it, or has the wrong year.

    ## When it is silent
    Where more than a tenth of the file's entries conflict: then headings and entries count years differently. For
    headings that say more than a year; for years that cannot be (V004) and venues that were not held (V008). Where the
    paper's preprint is of the heading's year, and the list sorts such papers by their preprints.

    ## Fix safety
    There is no fix: either year may be the wrong one.
    """

    code = "V009"
    name = "section-year-conflict"
    options: ClassVar[Mapping[str, Option]] = {
        "conflicts": Option(0.1, "the share of entries in conflict above which the rule is silent")
    }
    valid = (
        Example(
            "# Papers\n\n## 2021\n\n"
            "- Turning Heads with Motion [ICCV 2021] [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- A Paper about Still Life [CVPR 2022] [[paper]](https://arxiv.org/abs/2101.00002)\n\n## 2020\n\n"
            "- Walking Heads with Motion [AAAI 2021] [[paper]](https://arxiv.org/abs/2001.00003)\n",
            note="The headings are not about the years of conferences.",
        ),
        Example(
            "# Papers\n\n## Before 2018\n\n"
            "- Turning Heads with Motion [ICCV 2011] [[paper]](https://arxiv.org/abs/1101.00001)\n\n## 2019-2021\n\n"
            "- A Paper about Still Life [CVPR 2020] [[paper]](https://arxiv.org/abs/2001.00002)\n\n## 2023 H1\n\n"
            "- Walking Heads with Motion [AAAI 2023] [[paper]](https://arxiv.org/abs/2301.00003)\n",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n## 2021\n\n"
            + "".join(f"- Turning Heads {n} [CVPR 2021] [[paper]](https://example.org/{n}.pdf)\n" for n in range(10))
            + "- A Paper about Still Life [CVPR 2022] [[paper]](https://example.org/life.pdf)\n",
            findings=(Expected(15, "2022, under the heading `2021`"),),
        ),
        Example(
            "# Papers\n\n## Before 2018\n\n"
            + "".join(f"- Turning Heads {n} [CVPR 2017] [[paper]](https://example.org/{n}.pdf)\n" for n in range(10))
            + "- A Paper about Still Life [CVPR 2022] [[paper]](https://example.org/life.pdf)\n",
            findings=(Expected(15, "2022, under the heading `Before 2018`"),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        not_held = {
            id(one.entry)
            for one in context.facts.written_venues
            if one.venue is not None and one.year is not None and one.venue.held(one.year) is False
        }
        judged = [
            (entry, heading)
            for entry in context.entries
            if entry.year is not None
            and entry.year in possible_years()
            and id(entry) not in not_held
            and entry.year_source == "entry"
            and entry.kind != "resource"
            and not entry.placeholder
            and (heading := heading_years(entry.section)) is not None
        ]
        conflicts = [pair for pair in judged if _conflicts(*pair)]
        if not conflicts:
            return
        voters = [pair for pair in judged if not context.facts.is_added(pair[0])] or judged
        if sum(_conflicts(*pair) for pair in voters) > context.number("conflicts") * len(voters):
            return
        by_publication = _sorts_by_publication(voters)
        for entry, heading in conflicts:
            later = entry.year is not None and entry.year > heading.last
            if by_publication or not (later and _is_preprint_of(entry, heading)):
                yield context.report(
                    entry.field_span("year"),
                    f"{entry.year}, under the heading `{shorten(heading.heading)}`",
                    entry=entry,
                )


def _conflicts(entry: Entry, heading: HeadingYears) -> bool:
    years = {year for year in (entry.year, entry.venue_year) if year is not None}
    return all(not heading.first <= year <= heading.last for year in years)


def _is_preprint_of(entry: Entry, heading: HeadingYears) -> bool:
    """Whether the entry's preprint was numbered in the heading's years."""
    number = _ARXIV.match(entry.ids.get("arxiv", ""))
    return number is not None and heading.first <= 2000 + int(number[1]) <= heading.last


def _sorts_by_publication(judged: list[tuple[Entry, HeadingYears]]) -> bool:
    """Whether papers that were published later than their preprint stand under the year of publication."""
    published = preprinted = 0
    for entry, heading in judged:
        if entry.ids.get("arxiv"):
            of_preprint, of_paper = _is_preprint_of(entry, heading), not _conflicts(entry, heading)
            published += of_paper and not of_preprint
            preprinted += of_preprint and not of_paper
    return published > 3 * preprinted
