"""M003: a paper without a project link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule
from awesome_lint.rules.facts import gives
from awesome_lint.rules.missing.lacking import lacking
from awesome_lint.rules.missing.pages import may_be_a_page


class MissingProjectLink(Rule):
    """A paper with no project link, in a list that gives project pages.

    ## What it does
    Looks at papers without a project link where at least 5 % of the file's papers have one. A warning where at least
    60 % of the siblings have one, else an info. Off by default: most papers have no project page.

    ## Why is this bad
    In a list that gives project pages, none reads as: there is none.

    ## When it is silent
    Where the author says that there is none, for surveys (by title or heading), for pages that only their siblings
    make papers (no paper link, venue, year or authors), and where another finding speaks of the link already: it is
    empty (L001), malformed (L002), a placeholder (M004) or named without a link (M005).

    ## Fix safety
    No fix: the address has to be found first.
    """

    code = "M003"
    name = "missing-project-link"
    severity = Severity.INFO
    on = False
    options: ClassVar[Mapping[str, Option]] = {
        "file": Option(0.05, "the share of the file's papers with a project link from which a missing one is reported"),
        "siblings": Option(0.6, "the share of siblings with a project link from which it is a warning"),
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- A Paper about Still Life. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00003)\n",
            note="A list that gives no project pages.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- A Paper about Still Life. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Turning Heads. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00003) [[project]](https://heads.github.io)\n",
            findings=(Expected(3, "no project link for `A Paper about Still Life`", Severity.INFO),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        facts = context.facts
        if facts.giving_share(facts.voting_papers, "project") < context.number("file"):
            return
        for entry in facts.papers:
            if gives(entry, "project") or facts.spoken_for(entry, "project") or facts.is_survey(entry):
                continue
            if may_be_a_page(entry):
                continue
            usual = facts.giving_share(context.siblings(entry), "project") >= context.number("siblings")
            yield lacking(context, entry, "project", Severity.WARNING if usual else None)
