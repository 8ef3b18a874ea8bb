"""V006: a paper link that says another venue or year."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.findings import Severity
from awesome_lint.knowledge.venues import UrlVenue, Venue, Venues
from awesome_lint.matching.events import same_event, workshop_of
from awesome_lint.model import Link
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten
from awesome_lint.style.venues import Written

_JUDGED = frozenset({"conference", "workshop"})


class VenueLinkConflict(Rule):
    """A paper link that says another venue or year.

    ## What it does
    Publishers' addresses name the venue and the year (`…/content_CVPR_2021/…`, `aclanthology.org/2020.acl-main.1`).
    Reports entries whose own venue, or its year, is another one: an error, or a warning for a conference against its
    workshops.

    ## Why is this bad
    One of the two is wrong: the venue misleads whoever cites the paper, or the link leads to another paper.

    ## When it is silent
    For journals, preprints and unknown venues; where a journal carries the conference's papers (`TOG`, `SIGGRAPH`), or
    two conferences were held as one; for file names on code hosts; and for a year that may be that of the preprint.

    ## Fix safety
    There is no fix: either may be the wrong one.
    """

    code = "V006"
    name = "venue-link-conflict"
    severity = Severity.ERROR
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion. CVPR 2021. "
            "[paper](https://openaccess.thecvf.com/content/CVPR2021/papers/Miller_Turning_Heads_CVPR_2021_paper.pdf)\n"
            "- Speech Faces in the Wild. TOG 2021. "
            "[paper](https://openaccess.thecvf.com/content/CVPR2021/papers/Miller_Speech_Faces_CVPR_2021_paper.pdf)\n"
            "- Statues that Sing and Dance. arXiv 2020. "
            "[paper](https://openaccess.thecvf.com/content/CVPR2021/papers/Miller_Statues_CVPR_2021_paper.pdf)\n"
            "- Portraits from a Single Sound. CVPR 2021. [paper](https://github.com/miller/papers/blob/main/ICCV_2019_portraits.pdf)\n"
            "- Learning to Blink by Listening. IJCNLP 2019. [paper](https://aclanthology.org/D19-1001)\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion. CVPR 2017. "
            "[paper](http://openaccess.thecvf.com/content_ICCV_2017/papers/Miller_Turning_Heads_ICCV_2017_paper.pdf)\n"
            "- Speech Faces in the Wild. CVPR 2022. "
            "[paper](https://openaccess.thecvf.com/content/CVPR2021/papers/Miller_Speech_Faces_CVPR_2021_paper.pdf)\n"
            "- Statues that Sing and Dance. ICCV 2021. "
            "[paper](https://openaccess.thecvf.com/content/ICCV2021W/AIM/papers/Miller_Statues_ICCVW_2021_paper.pdf)\n",
            findings=(
                Expected(3, "`CVPR 2017`, but the paper link is ICCV 2017's", Severity.ERROR),
                Expected(4, "`CVPR 2022`, but the paper link is CVPR 2021's", Severity.ERROR),
                Expected(5, "`ICCV 2021`, but the paper link is ICCVW 2021's", Severity.WARNING),
            ),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for one in context.facts.written_venues:
            if one.venue is None or one.venue.kind not in _JUDGED:
                continue
            found = (
                (link, said) for link in one.entry.links if link.role == "paper" and (said := _said(context, link))
            )
            for link, said in found:
                severity = _conflict(one, one.venue, said, context.knowledge.venues)
                if severity is not None:
                    yield _report(context, one, link, said, severity)
                    break


def _said(context: Context, link: Link) -> UrlVenue | None:
    """What the link's address says most surely, where that is an edition of a conference or workshop."""
    evidence = context.knowledge.venues.by_url(link.url)
    return evidence[0] if evidence and evidence[0].venue.kind in _JUDGED else None


def _conflict(one: Written, venue: Venue, said: UrlVenue, known: Venues) -> Severity | None:
    """How grave it is that the entry says one thing and its link another; None where the two agree."""
    years_differ = one.year is not None and said.year is not None and one.year != said.year
    if same_event(venue, said.venue, known, said.year):
        return Severity.ERROR if years_differ else None
    if workshop_of(venue, said.venue):
        if said.workshop and one.entry.track and "workshop" in one.entry.track.casefold() and not years_differ:
            return None
        return Severity.ERROR if years_differ else Severity.WARNING
    return Severity.ERROR


def _report(context: Context, one: Written, link: Link, said: UrlVenue, severity: Severity) -> Report:
    edition = f"{said.venue.short} {said.year}" if said.year else said.venue.short
    return context.report(
        one.span,
        f"`{shorten(one.name)}`, but the paper link is {edition}'s",
        severity=severity,
        related=[context.related(link.span, f"`{shorten(link.url, 100)}`")],
        entry=one.entry,
    )
