"""M001: a paper without a paper link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule
from awesome_lint.rules.facts import gives
from awesome_lint.rules.missing.lacking import lacking
from awesome_lint.rules.missing.pages import may_be_a_page


class MissingPaperLink(Rule):
    """A paper with no link to the paper, where at least half of its siblings have one.

    ## What it does
    Looks at papers that have no paper link at all: no identifier, no PDF, no address whose label or host says that it
    is the paper.

    ## Why is this bad
    The one thing a reader wants from an entry is the paper.

    ## When it is silent
    Where fewer than half of the siblings have a paper link, where the author says that there is none, where the
    title leads to a web page or a blog is linked and nothing but the siblings says that it is a paper (no venue,
    year or authors), where an address stands in the entry as mere text, and where another finding speaks of the
    link already: it is empty (L001), malformed (L002), a placeholder (M004) or named without a link (M005), or
    another list knows it (M006).

    ## Fix safety
    No fix: the address has to be found first.
    """

    code = "M001"
    name = "missing-paper-link"
    options: ClassVar[Mapping[str, Option]] = {
        "siblings": Option(0.5, "the share of siblings with a paper link from which a missing one is reported")
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- A Paper about Still Life. CVPR 2021. [[paper]]()\n"
            "- Walking Heads with Motion. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00003)\n",
            note="The empty link is L001's.",
        ),
        Example(
            "# Tools\n\n- [one](https://github.com/one/one) - a tool\n- two - another tool, still without a home\n",
            note="Tools need no paper.",
        ),
        Example(
            "# Papers\n\n"
            "- [Turning Heads with Motion](https://arxiv.org/abs/2101.00001), a classic\n"
            "- [What Every Sculptor Should Know about Heads](https://example.org/blog/heads), a long read\n"
            "- [Walking Heads with Motion](https://arxiv.org/abs/2101.00003), a sequel\n",
            note="A post among papers.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- A Paper about Still Life. CVPR 2021.\n"
            "- Walking Heads with Motion. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00003)\n",
            findings=(Expected(4, "no paper link for `A Paper about Still Life`"),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        least = context.number("siblings")
        elsewhere = context.known_elsewhere("paper")
        for entry in context.facts.papers:
            if gives(entry, "paper") or context.facts.spoken_for(entry, "paper") or id(entry) in elsewhere:
                continue
            if may_be_a_page(entry) or "://" in (entry.notes or ""):
                continue
            if context.facts.giving_share(context.siblings(entry), "paper") >= least:
                yield lacking(context, entry, "paper")
