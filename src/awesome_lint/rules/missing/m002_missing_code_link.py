"""M002: a paper without a code link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule
from awesome_lint.rules.facts import gives
from awesome_lint.rules.missing.lacking import lacking
from awesome_lint.rules.missing.pages import may_be_a_page, may_be_a_tool


class MissingCodeLink(Rule):
    """A paper with no code link, in a list that gives code.

    ## What it does
    Looks at papers without a code link where at least 5 % of the file's papers have one. A warning where at least 60
    % of the siblings have one, else an info: most papers come without code.

    ## Why is this bad
    In a list that gives code, no code link reads as: there is none. Often it appeared later, and nobody came back.

    ## When it is silent
    Where the author says that there is none (`code [None]`, `coming soon`), for surveys (by title or heading), for
    programs (a name of one or two words that leads to a page), for pages that only their siblings make papers (no
    paper link, venue, year or authors), and where another finding speaks of the link already: it is empty (L001),
    malformed (L002), a placeholder (M004) or named without a link (M005), or another list knows it (M006).

    ## Fix safety
    No fix: the address has to be found first.
    """

    code = "M002"
    name = "missing-code-link"
    severity = Severity.INFO
    options: ClassVar[Mapping[str, Option]] = {
        "file": Option(0.05, "the share of the file's papers with a code link from which a missing one is reported"),
        "siblings": Option(0.6, "the share of siblings with a code link from which it is a warning"),
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- A Paper about Still Life. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00003)\n",
            note="A list that gives no code.",
        ),
        Example(
            "# Papers\n\n"
            "- A Survey of Heads. CSUR 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Turning Heads with Motion. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/heads/turning)\n",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- A Paper about Still Life. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Turning Heads with Motion. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/heads/turning)\n",
            findings=(Expected(3, "no code link for `A Paper about Still Life`", Severity.INFO),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        facts = context.facts
        if facts.giving_share(facts.voting_papers, "code") < context.number("file"):
            return
        elsewhere = context.known_elsewhere("code")
        for entry in facts.papers:
            if gives(entry, "code") or facts.spoken_for(entry, "code") or facts.is_survey(entry):
                continue
            if may_be_a_page(entry) or may_be_a_tool(entry):
                continue
            if id(entry) in elsewhere:
                continue
            usual = facts.giving_share(context.siblings(entry), "code") >= context.number("siblings")
            yield lacking(context, entry, "code", Severity.WARNING if usual else None)
