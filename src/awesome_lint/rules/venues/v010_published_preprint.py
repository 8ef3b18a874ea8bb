"""V010: preprints that are listed as published, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from awesome_lint.findings import Severity
from awesome_lint.model import Evidence
from awesome_lint.model.evidence import Published as Told
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten, unsafe
from awesome_lint.rules.duplicates.pairs import Pair
from awesome_lint.rules.removal import removal, says_more

if TYPE_CHECKING:
    from awesome_lint.rules.venues.elsewhere import Published

_PREPRINT_FIELDS = ("venue", "year", "track", "status")


_SCHOLAR = Told("Computer Vision and Pattern Recognition", 2021, "Semantic Scholar")
_CROSSREF = Told("2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", 2022, "Crossref")


def _said(*published: Told) -> dict[str, Evidence]:
    return {"https://arxiv.org/abs/2101.00001": Evidence("ok", published=published)}


class PublishedPreprint(Rule):
    """A preprint that is known to be published.

    ## What it does
    Finds papers that stand in the file twice, once as a preprint (by its venue or its heading) and once with the venue
    that published it. Where several lists are given, also preprints that another list has as published, with what most
    of them say. The link checker also asks Semantic Scholar, arXiv, Crossref and OpenReview: two of them must agree, or
    a publisher's DOI must say so. The finding stands on the preprint's entry, wherever the other one is, and names the
    line, the list and line, or the sources that know better.

    ## Why is this bad
    The paper is counted twice, and who finds the preprint's entry first cites the wrong version.

    ## When it is silent
    Where the two are different papers by their identifiers; and where both are preprints or both published, which D001
    reports. What another list says counts where titles are equal or a paper link is shared, the knowledge base knows
    the venue and the edition, and the paper's arXiv number is not two years younger.

    ## Fix safety
    Unsafe: it removes the preprint's entry, and is offered only where that says nothing (no link, no authors, no
    remark) that the published one of this list lacks. Where others know the venue, it writes venue and year in place of
    the preprint's, in this list's writing, and is offered where they agree and the entry has both beside each other.
    """

    code = "V010"
    name = "published-preprint"
    severity = Severity.WARNING
    fixable = "unsafe"
    valid = (
        Example(
            "# Papers\n\n- Turning Heads with Implicit Motion [arXiv 2021] [[paper]](https://arxiv.org/abs/2101.00001)\n",
            evidence=_said(_SCHOLAR),
            note="Nobody else says so.",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [arXiv 2021] [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00002)\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n- Turning Heads with Implicit Motion [arXiv 2021] [[paper]](https://arxiv.org/abs/2101.00001)\n",
            evidence=_said(_SCHOLAR, _CROSSREF),
            findings=(Expected(3, "published: CVPR 2022 (Semantic Scholar, Crossref)"),),
            fixed="# Papers\n\n"
            "- Turning Heads with Implicit Motion [CVPR 2022] [[paper]](https://arxiv.org/abs/2101.00001)\n",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [arXiv 2021] [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00002)\n"
            "- Turning Heads with Implicit Motion [CVPR 2022] [[paper]](https://arxiv.org/abs/2101.00001)\n",
            findings=(Expected(3, "published: CVPR 2022 on line 5"),),
            fixed="# Papers\n\n"
            "- Speech Faces in the Wild [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00002)\n"
            "- Turning Heads with Implicit Motion [CVPR 2022] [[paper]](https://arxiv.org/abs/2101.00001)\n",
        ),
        Example(
            "# Papers\n\n## arXiv papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://github.com/heads/turning)\n\n"
            "## ECCV 2022\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n",
            findings=(Expected(5, "published: ECCV 2022 on line 9"),),
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [arXiv'21] [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [ECCV'20] [[paper]](https://arxiv.org/abs/2101.00002)\n",
            others={
                "other.md": "# Papers\n\n- Turning heads with implicit motion, CVPR 2022. "
                "[[paper]](https://arxiv.org/abs/2101.00001)\n"
            },
            findings=(Expected(3, "published: CVPR 2022 in other.md:3 (same title, same arXiv 2101.00001)"),),
            fixed="# Papers\n\n"
            "- Turning Heads with Implicit Motion [CVPR'22] [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [ECCV'20] [[paper]](https://arxiv.org/abs/2101.00002)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        told: set[int] = set()
        for pair in context.facts.pairs:
            if pair.kind == self.code:
                told.add(id(pair.entry))
                yield _report(context, pair)
        if context.across.several:
            from awesome_lint.rules.venues.elsewhere import published_elsewhere

            for published in published_elsewhere(context):
                if id(published.entry) not in told:
                    told.add(id(published.entry))
                    yield _elsewhere(context, published)
        if context.across.evidence is not None:
            from awesome_lint.rules.venues.elsewhere import published_online

            for published in published_online(context):
                if id(published.entry) not in told:
                    yield _elsewhere(context, published)


def _report(context: Context, pair: Pair) -> Report:
    published = " ".join(str(part) for part in (pair.other.venue, pair.other.venue_year or pair.other.year) if part)
    why = f" ({', '.join(pair.witnesses)})" if pair.witnesses else ""
    fix = None
    if not says_more(pair.entry, pair.other, but=_PREPRINT_FIELDS) and (edits := removal(context.facts, pair.entry)):
        fix = unsafe("Remove the preprint's entry", *edits)
    return context.report(
        pair.entry.field_span("title"),
        f"`{shorten(pair.entry.title)}` is published: {published} on line {context.line(pair.other)}{why}",
        related=[context.related(pair.other, f"published: `{shorten(pair.other.title)}`")],
        fix=fix,
        entry=pair.entry,
    )


def _elsewhere(context: Context, published: Published) -> Report:
    from awesome_lint.rules.venues.elsewhere import rewritten

    entry = published.entry
    edits = rewritten(context, published)
    return context.report(
        entry.field_span("title"),
        f"`{shorten(entry.title)}` is published: {published} {published.said}",
        related=published.related,
        fix=unsafe(f"Write `{published}` in place of the preprint's venue", *edits) if edits else None,
        entry=entry,
    )
