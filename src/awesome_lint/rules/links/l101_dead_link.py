"""L101: links to what is no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.model import Evidence
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten
from awesome_lint.rules.links.answers import Answer, answers, since, told_by
from awesome_lint.rules.links.destinations import other_uses

_LIST = (
    "# Papers\n\n"
    "- Turning Heads with Motion [[paper]](https://arxiv.org/abs/2101.99999) [[code]](https://github.com/heads/turning)\n"
)
_PAPER = Evidence("dead", "no-such-paper", "no such paper", "arXiv", 1_780_272_000, since=1_780_012_800, days=4)


class DeadLink(Rule):
    """A link to what is gone.

    ## What it does
    Reports addresses that are proven to lead nowhere: the page answers 404 or 410, the host has no address while the
    network works, an API knows no such paper, repository or video, or the site is known to be no more. The message
    says who said so, since when, and, where there is one, the address of the latest good capture in the Internet
    Archive. The option `dead-for` waits: until a link was found dead on so many days it is L103's. What a change adds
    (`--diff-base`), and what leads to a site that is known to have closed, is not waited for.

    ## Why is this bad
    The entry promises what readers cannot get.

    ## When it is silent
    Whenever there is no proof: sites that refuse programs (403, 429), broken servers, time-outs and faults of
    certificates are L103's. What can be no address at all is L002's.

    ## Fix safety
    No fix: whether another address, a capture, or removing the link is right is for someone to decide.
    """

    code = "L101"
    name = "dead-link"
    severity = Severity.ERROR
    online = True
    options: ClassVar[Mapping[str, Option]] = {
        "dead-for": Option(0, "on how many days a link must have been found dead before it is reported")
    }
    valid = (
        Example(
            _LIST,
            evidence={
                "https://arxiv.org/abs/2101.99999": Evidence("unreachable", "rate-limit", "429 Too Many Requests"),
                "https://github.com/heads/turning": Evidence("ok"),
            },
        ),
        Example(_LIST, options={"dead-for": 7}, evidence={"https://arxiv.org/abs/2101.99999": _PAPER}),
    )
    invalid = (
        Example(
            _LIST,
            findings=(
                Expected(3, "`https://arxiv.org/abs/2101.99999` is dead: no such paper (arXiv), since 2026-05-29"),
                Expected(3, "404 Not Found; archived: https://web.archive.org/web/2024/https://github.com/heads/"),
            ),
            evidence={
                "https://arxiv.org/abs/2101.99999": _PAPER,
                "https://github.com/heads/turning": Evidence(
                    "dead",
                    "no-such-repository",
                    "404 Not Found",
                    capture="https://web.archive.org/web/2024/https://github.com/heads/turning",
                ),
            },
        ),
        Example(
            "# Papers\n\n- [Turning Heads][1]\n- [More Heads][1]\n\n[1]: https://heads.example.org/\n",
            options={"dead-for": 3},
            findings=(Expected(6, "no such host"),),
            evidence={"https://heads.example.org/": Evidence("dead", "no-host", "no such host", days=3)},
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for answer in answers(context):
            if answer.is_dead and not is_waited_for(context, answer):
                yield context.report(
                    answer.destination.place,
                    _message(answer),
                    related=other_uses(context, answer.destination),
                    entry=answer.entry,
                )


def is_waited_for(context: Context, answer: Answer) -> bool:
    """Whether a dead link was found so on too few days yet."""
    known = answer.added or answer.evidence.kind == "gone-site"  # that a site has closed is no matter of some days
    return answer.is_dead and not known and answer.evidence.days < context.facts.dead_for


def _message(answer: Answer) -> str:
    evidence = answer.evidence
    parts = [told_by(evidence), *filter(None, [since(evidence)])]
    archived = f"; archived: {evidence.capture}" if evidence.capture else ""
    return f"`{shorten(answer.destination.url, 120)}` is dead: {', '.join(parts)}{archived}"
