"""L103: links that nothing could be learned about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.model import Evidence
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten
from awesome_lint.rules.links.answers import DAY, answers, day, since, told_by
from awesome_lint.rules.links.destinations import other_uses
from awesome_lint.rules.links.l101_dead_link import is_waited_for

_LIST = "# Papers\n\n- [Turning Heads](https://heads.example.org/)\n"
_URL = "https://heads.example.org/"
_WALL = Evidence("unreachable", "wall", "asks for a browser (Cloudflare, 403)", "heads.example.org", 1_780_272_000)


class UnreachableLink(Rule):
    """A link of which could not be decided whether it leads anywhere.

    ## What it does
    Reports addresses that gave no proof either way, with the reason: the site asks for a browser or a login, refuses
    programs, limits their number, has a fault in its certificate, answers with an error of its own, or not at all. A
    warning where that has been so for 30 days (option `warn-after`). Also dead links that were not found so on enough
    days yet (option `dead-for` of L101).

    ## Why is this bad
    It need not be: most such pages open in a browser. Those that stay unreachable for weeks are worth a look.

    ## When it is silent
    Where there is proof: the page is good, or gone (L101).

    ## Fix safety
    No fix: nothing is known.
    """

    code = "L103"
    name = "unreachable-link"
    severity = Severity.INFO
    online = True
    options: ClassVar[Mapping[str, Option]] = {
        "warn-after": Option(30, "after how many days of being unreachable a link gets a warning")
    }
    valid = (
        Example(_LIST, evidence={_URL: Evidence("ok")}),
        Example(_LIST, evidence={_URL: Evidence("dead", "not-found", "404 Not Found", days=1)}),
    )
    invalid = (
        Example(
            _LIST,
            findings=(Expected(3, "could not be checked: asks for a browser (Cloudflare, 403) (heads.example.org)"),),
            evidence={_URL: _WALL},
        ),
        Example(
            _LIST,
            findings=(Expected(3, "since 2026-05-01", Severity.WARNING),),
            evidence={_URL: _WALL._replace(since=1_777_593_600, days=9)},
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        patience = context.number("warn-after") * DAY
        for answer in answers(context):
            destination, entry, evidence, _ = answer
            shown = f"`{shorten(destination.url, 120)}`"
            severity = None
            if evidence.verdict == "unreachable":
                when = f", {first}" if (first := since(evidence)) else ""
                message = f"{shown} could not be checked: {told_by(evidence)}{when}"
                if evidence.since > 0 and evidence.checked - evidence.since >= patience:
                    severity = Severity.WARNING
            elif is_waited_for(context, answer):
                when = f" since {first}" if (first := day(evidence.since)) else ""
                message = (
                    f"{shown} is dead{when}: {told_by(evidence)}; reported as an error from "
                    f"{context.facts.dead_for} days on, so far {evidence.days}"
                )
            else:
                continue
            yield context.report(
                destination.place, message, severity=severity, related=other_uses(context, destination), entry=entry
            )
