"""V007: years that the paper's own number contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.model import Entry, Link
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten
from awesome_lint.style.venues import Written

_ARXIV = ("arXiv",)
_BIORXIV = ("bioRxiv", "medRxiv")  # they share their DOIs
_EVENTS = frozenset({"conference", "workshop"})
_NUMBER = pattern(
    r"(?:[a-z-]+(?:\.[a-z-]+)?/)?(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])(?:\.\d{4,5}|\d{3})", re.IGNORECASE
)
_DATED_DOI = pattern(r"10\.(?:1101|64898)/(?P<year>20\d\d)\.(?P<month>\d\d)\.\d\d\.\d+")
_FIRST_YEAR = 91  # arXiv began in 1991
_YEARS_END = 11  # what was numbered from November on is often announced, or revised, in the next year
_JANUARY = 1  # numbers of January are given to what was submitted, and held back, in December, too


class Numbered(NamedTuple):
    """The month in which a preprint server, one of `servers`, numbered a paper."""

    link: Link
    servers: tuple[str, ...]
    year: int
    month: int


class ImpossibleDate(Rule):
    """A year that the paper's own preprint number contradicts.

    ## What it does
    arXiv's numbers, and the DOIs of bioRxiv and medRxiv, begin with the date on which the paper was first submitted.
    Reports preprints whose year is another one (a warning), and papers whose conference was two or more years before
    (an info: they may have been posted late).

    ## Why is this bad
    Either the year is wrong, or the link leads to another paper.

    ## When it is silent
    For journals and unknown venues, and editions that were not held (V008); where one of several preprint links agrees;
    where the year and month of the number are written as it has them (`arXiv 2011` of 2011.13526);
    at the turn of the year: a preprint of January under the year before, one of November or December, or a pinned later
    version, under the year after.

    ## Fix safety
    There is no fix: the year or the link may be the wrong one.
    """

    code = "V007"
    name = "impossible-date"
    severity = Severity.INFO
    options: ClassVar[Mapping[str, Option]] = {
        "years": Option(2, "how many years before the preprint's number a conference is reported")
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [ICCV 2019] [[paper]](https://arxiv.org/abs/2001.00002)\n"
            "- Statues that Sing and Dance [arXiv 2021] [[paper]](https://arxiv.org/abs/2012.00003)\n"
            "- Drawing what the Ear Hears [arXiv 2020] [[paper]](https://arxiv.org/abs/2101.00005)\n"
            "- Walking Heads at a Distance [arXiv 2011] [[paper]](https://arxiv.org/abs/2011.00006)\n"
            "- Portraits from a Single Sound [TPAMI 2015] [[paper]](https://arxiv.org/abs/2012.00004)\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [NeurIPS 2018] [[paper]](https://arxiv.org/abs/2010.00001)\n"
            "- Speech Faces in the Wild [arXiv 2020] [[paper]](https://arxiv.org/abs/2102.00002)\n"
            "- Statues that Sing and Dance [arXiv 2023] [[paper]](https://arxiv.org/abs/2103.00003)\n",
            findings=(
                Expected(3, "`NeurIPS 2018`, but its arXiv number is of October 2020", Severity.INFO),
                Expected(4, "`arXiv 2020`, but its number is of February 2021", Severity.WARNING),
                Expected(5, "`arXiv 2023`, but its number is of March 2021", Severity.WARNING),
            ),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for one in context.facts.written_venues:
            if one.venue is None or one.year is None or not (numbers := list(_numbers(one.entry))):
                continue
            if one.venue.is_preprint:
                same = [number for number in numbers if one.venue.short in number.servers]
                if any(one.year == 100 * (number.year % 100) + number.month for number in same):
                    continue  # the number's own year and month: `arXiv 2011` of 2011.13526
                if same and all(_contradicts(one.year, number) for number in same):
                    yield _report(context, one, same[0], Severity.WARNING)
            elif one.venue.kind in _EVENTS and one.venue.held(one.year) is not False:
                years = context.number("years")
                if all(one.year <= number.year - years for number in numbers):
                    yield _report(context, one, numbers[0], Severity.INFO)


def _numbers(entry: Entry) -> Iterator[Numbered]:
    """When the preprints that an entry links as its paper were numbered."""
    for link in entry.links:
        if link.role != "paper" or not link.url:
            continue
        value = link.identity.value
        if link.identity.kind == "arxiv" and (found := _NUMBER.fullmatch(value)):
            year = int(found["year"])
            yield Numbered(link, _ARXIV, year + (1900 if year >= _FIRST_YEAR else 2000), int(found["month"]))
        elif link.identity.kind == "doi" and (found := _DATED_DOI.match(value)):
            yield Numbered(link, _BIORXIV, int(found["year"]), int(found["month"]))


def _contradicts(year: int, number: Numbered) -> bool:
    if year == number.year + 1:
        return number.month < _YEARS_END and number.link.identity.version in ("", "v1")
    if year == number.year - 1:
        return number.month > _JANUARY
    return year != number.year


def _report(context: Context, one: Written, number: Numbered, severity: Severity) -> Report:
    server = "" if severity is Severity.WARNING else f"{number.servers[0]} "
    months = "January February March April May June July August September October November December".split()
    return context.report(
        one.entry.field_span("venue_year" if one.entry.spans.get("venue_year") else "year"),
        f"`{shorten(one.name)}`, but its {server}number is of {months[number.month - 1]} {number.year}",
        severity=severity,
        related=[context.related(number.link.span, f"`{shorten(number.link.url, 100)}`")],
        entry=one.entry,
    )
