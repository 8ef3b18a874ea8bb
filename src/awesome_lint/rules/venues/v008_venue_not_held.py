"""V008: editions that there never were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from awesome_lint.findings import Severity
from awesome_lint.knowledge.venues import Venue
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten
from awesome_lint.style.venues import Written

_JUDGED = frozenset({"conference", "workshop"})
_NEAR_YEARS = 2


class VenueNotHeld(Rule):
    """A conference in a year without an edition.

    ## What it does
    Compares venue and year, both as the entry writes them, with the editions that the knowledge base lists.

    ## Why is this bad
    Venue or year is wrong, and the citation made from it cannot be found.

    ## When it is silent
    For journals and preprints; where the knowledge base does not list the editions; where venue or year comes from a
    heading; for a year that may be the preprint's, such as a full date or a column of years that often differ from the
    venue's; and for a year that cannot be, which V004 reports.

    ## Fix safety
    There is no fix: which of the two is wrong, only the paper says.
    """

    code = "V008"
    name = "venue-not-held"
    severity = Severity.ERROR
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [ICCV 2021] [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [ECCV 2020] [[paper]](https://arxiv.org/abs/2001.00002)\n"
            "- Statues that Sing and Dance [TPAMI 2020] [[paper]](https://arxiv.org/abs/2001.00003)\n\n"
            "## 2020\n\n"
            "- Portraits from a Single Sound [ICCV] [[paper]](https://arxiv.org/abs/2001.00004)\n",
            note="A heading's year is context, and may be that of the preprint.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [ICCV 2020] [[paper]](https://arxiv.org/abs/2001.00001)\n"
            "- Speech Faces in the Wild [ECCV 2021] [[paper]](https://arxiv.org/abs/2101.00002)\n",
            findings=(
                Expected(3, "there was no ICCV in 2020, but in 2019 and 2021"),
                Expected(4, "there was no ECCV in 2021, but in 2020 and 2022"),
            ),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for one in context.facts.written_venues:
            venue, year = one.venue, one.year
            if venue is None or year is None or venue.kind not in _JUDGED:
                continue
            if venue.held(year) is False:
                yield _report(context, one, venue, year)


def _report(context: Context, one: Written, venue: Venue, year: int) -> Report:
    before = (other for other in range(year - 1, year - _NEAR_YEARS - 1, -1) if venue.held(other))
    after = (other for other in range(year + 1, year + _NEAR_YEARS + 1) if venue.held(other))
    near = [str(other) for other in (next(before, None), next(after, None)) if other]
    hint = f", but in {' and '.join(near)}" if near else ""
    tense = "is" if year > datetime.now(UTC).year else "was"
    return context.report(one.span, f"there {tense} no {shorten(one.raw)} in {year}{hint}", entry=one.entry)
