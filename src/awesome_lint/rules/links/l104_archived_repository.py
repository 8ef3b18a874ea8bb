"""L104: repositories that nobody works on any more."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.findings import Severity
from awesome_lint.model import Evidence
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten
from awesome_lint.rules.links.answers import answers
from awesome_lint.rules.links.destinations import other_uses

_LIST = "# Tools\n\n- [turner](https://github.com/heads/turner) - Turns heads.\n"
_URL = "https://github.com/heads/turner"


class ArchivedRepository(Rule):
    """A link to a repository that its owner has archived.

    ## What it does
    Reports repositories that their host says are archived: read-only, without answers to issues.

    ## Why is this bad
    For a list of tools to use it may be; the code of a paper is as good as ever. The rule is off by default.

    ## When it is silent
    For repositories that were not asked about, and for hosts that do not say.

    ## Fix safety
    No fix: whether an entry stays is for the list to decide.
    """

    code = "L104"
    name = "archived-repository"
    severity = Severity.INFO
    on = False
    online = True
    valid = (Example(_LIST, evidence={_URL: Evidence("ok")}),)
    invalid = (
        Example(
            _LIST,
            findings=(Expected(3, "`https://github.com/heads/turner` is archived (GitHub)"),),
            evidence={_URL: Evidence("ok", source="GitHub", archived=True)},
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for destination, entry, evidence, _ in answers(context):
            if evidence.archived and evidence.verdict in ("ok", "moved"):
                who = f" ({evidence.source})" if evidence.source else ""
                yield context.report(
                    destination.place,
                    f"`{shorten(destination.url, 120)}` is archived{who}",
                    related=other_uses(context, destination),
                    entry=entry,
                )
