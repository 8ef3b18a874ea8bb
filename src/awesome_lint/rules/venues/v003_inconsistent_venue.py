"""V003: one venue under several writings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.findings import Fix, Severity
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten, unsafe
from awesome_lint.source import Edit
from awesome_lint.style.venues import (
    Written,
    each_once,
    is_no_writing,
    prevailing_writing,
    same_but_for_case,
    slices_to_raw,
)


class InconsistentVenue(Rule):
    """One venue under several writings in a file.

    ## What it does
    Collects how entries write each venue. Right are the canonical name and the writing that prevails; every other one
    is reported. Where none prevails, the canonical name does.

    ## Why is this bad
    Readers who search the list for `ACM MM` miss what stands under `ACM Multimedia`; tables and statistics split one
    venue in two.

    ## When it is silent
    For headings; for a former name in the years it was in use (`NIPS` to 2017), for joint conferences (`ESEC/FSE`) and
    for names with volume and pages, none of which is counted.

    ## Fix safety
    Safe where only case, spaces and hyphens change, else unsafe.
    """

    code = "V003"
    name = "inconsistent-venue"
    severity = Severity.WARNING
    fixable = "safe"
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [NIPS 2016] [[paper]](https://arxiv.org/abs/1601.00001)\n"
            "- Speech Faces in the Wild [NeurIPS 2019] [[paper]](https://arxiv.org/abs/1901.00002)\n",
            note="The conference was renamed in 2018.",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [IEEE TPAMI 2020] [[paper]](https://arxiv.org/abs/2001.00001)\n"
            "- Speech Faces in the Wild [IEEE TPAMI 2021] [[paper]](https://arxiv.org/abs/2101.00002)\n",
            note="One writing throughout is no fault, canonical or not.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [arXiv 2021] [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [Arxiv 2021] [[paper]](https://arxiv.org/abs/2101.00002)\n"
            "- Statues that Sing and Dance [ACM Multimedia 2021] [[paper]](https://arxiv.org/abs/2101.00003)\n"
            "- Portraits from a Single Sound [ACM MM 2021] [[paper]](https://arxiv.org/abs/2101.00004)\n"
            "- Learning to Blink by Listening [NIPS 2021] [[paper]](https://arxiv.org/abs/2101.00005)\n"
            "- A Gesture for Every Word [NeurIPS 2021] [[paper]](https://arxiv.org/abs/2101.00006)\n",
            findings=(
                Expected(4, "`Arxiv`: `arXiv`"),
                Expected(5, "`ACM Multimedia`: `ACM MM`"),
                Expected(7, "`NIPS` is `NeurIPS` since 2018"),
            ),
            fixed="# Papers\n\n"
            "- Turning Heads with Implicit Motion [arXiv 2021] [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [arXiv 2021] [[paper]](https://arxiv.org/abs/2101.00002)\n"
            "- Statues that Sing and Dance [ACM MM 2021] [[paper]](https://arxiv.org/abs/2101.00003)\n"
            "- Portraits from a Single Sound [ACM MM 2021] [[paper]](https://arxiv.org/abs/2101.00004)\n"
            "- Learning to Blink by Listening [NeurIPS 2021] [[paper]](https://arxiv.org/abs/2101.00005)\n"
            "- A Gesture for Every Word [NeurIPS 2021] [[paper]](https://arxiv.org/abs/2101.00006)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        known = context.knowledge.venues
        voting: dict[str, list[Written]] = dict(each_once(context.facts.voting_venues))
        for canonical, writings in each_once(context.facts.written_venues):
            current = [one for one in writings if not is_no_writing(one, known)]
            if len({one.raw for one in current}) < 2:
                continue
            votes = [one for one in voting.get(canonical, ()) if not is_no_writing(one, known)]
            counts = Counter(one.raw for one in votes or current)
            former = {one.raw for one in current if one.venue is not None and one.venue.is_former(one.raw)}
            right = prevailing_writing(counts, canonical, former)
            for one in current:
                if one.raw not in (right, canonical):
                    yield _report(context, one, right, counts, one.raw in former)


def _report(context: Context, one: Written, right: str, counts: Counter[str], former: bool) -> Report:
    raw = shorten(one.raw)
    if former and one.venue is not None:
        until = max(name.until for name in one.venue.historic if one.venue.is_former(name.alias))
        message = f"`{raw}` is `{right}` since {until + 1}"
    else:
        prevails = counts[right] > counts[one.raw]
        written = f"written {counts[right]} times, this {counts[one.raw] or 'never'}" if prevails else "the usual name"
        message = f"`{raw}`: `{right}` is {written}"
    return context.report(one.span, message, fix=_fix(context, one, right), entry=one.entry)


def _fix(context: Context, one: Written, right: str) -> Fix | None:
    if not slices_to_raw(context.text, one):
        return None
    return (safe if same_but_for_case(one.raw, right) else unsafe)(f"Write `{right}`", Edit(one.span, right))
