"""D002: one paper link under two titles."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.findings import Severity
from awesome_lint.matching.twins import describe
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten
from awesome_lint.rules.duplicates.pairs import Pair


class SharedPaperLink(Rule):
    """Two papers with different titles and one paper link.

    ## What it does
    Finds two papers whose paper links lead to one document: an identifier (arXiv, DOI, OpenReview …) or the address
    of a file. One of the two is wrong, most often pasted with the template. The message says which title the address
    spells, where it spells one. Where the two have authors in common, one `alias:` before both titles, or one title is
    the short form of the other, it is more likely one paper that was renamed: a warning.

    ## Why is this bad
    One of the two papers cannot be reached from the list, and readers end up in another one.

    ## When it is silent
    For titles in different scripts, as an original and its translation have; for a venue's or host's front page and
    for pages that list papers, for a data set that names its paper, and where the two are one paper (D001, V010).

    ## Fix safety
    No fix: only someone who knows the paper can tell the right address.
    """

    code = "D002"
    name = "shared-paper-link"
    severity = Severity.ERROR
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Another Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003)\n"
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/)\n"
            "- Another Paper about Still Life [[paper]](https://arxiv.org/)\n",
            note="A host's front page is no paper (L002 reports it).",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n\n"
            "# Datasets\n\n"
            "- Heads in the Wild [[paper]](https://arxiv.org/abs/2101.00001)\n",
            note="A data set may name the paper that made it.",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Поворот головы по неявному движению [[paper]](https://arxiv.org/abs/2101.00001)\n",
            note="A translation.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Another Paper about Still Life [[paper]](https://arxiv.org/pdf/2101.00001v3.pdf)\n",
            findings=(Expected(4, "arXiv 2101.00001 is also the paper link of `Turning Heads"),),
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://example.org/still_life_paper.pdf)\n"
            "- Another Paper about Still Life [[paper]](https://example.org/still_life_paper.pdf)\n",
            findings=(Expected(4, "the address fits `Another Paper about Still Life`"),),
        ),
        Example(
            "# Papers\n\n"
            "| Model | Lab | Paper |\n| --- | --- | --- |\n"
            "| Turner | Heads | [Turning Heads with Implicit Motion](https://arxiv.org/abs/2101.00001) |\n\n"
            "# More papers\n\n- [Turner](https://arxiv.org/abs/2101.00001), CVPR 2021\n",
            findings=(Expected(9, "perhaps one paper under two titles", Severity.WARNING),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for pair in context.facts.pairs:
            if pair.kind == self.code:
                yield shared_link(context, pair, "paper")


def shared_link(context: Context, pair: Pair, role: str, severity: Severity | None = None) -> Report:
    """The finding for a link that two papers share, at the later one's link, of the rule's severity or another."""
    assert pair.link is not None
    assert pair.other_link is not None
    what = describe(pair.link) if role == "paper" else f"{pair.link.role} link {pair.link.identity}"
    is_also = "is also the paper link of" if role == "paper" and pair.link.identity.kind != "url" else "is also that of"
    message = f"{what} {is_also} `{shorten(pair.other.title)}` (line {pair.other_link.line})"
    if pair.renamed:
        message += "; perhaps one paper under two titles"
    elif pair.owner is not None:
        message += f"; the address fits `{shorten(pair.owner.title)}`"
    return context.report(
        pair.link.span,
        message,
        severity=Severity.WARNING if pair.renamed and severity is None else severity,
        related=[context.related(pair.other_link.span, f"the same address for `{shorten(pair.other.title)}`")],
        entry=pair.entry,
    )
