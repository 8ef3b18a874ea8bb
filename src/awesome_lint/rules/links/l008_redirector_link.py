"""L008: a link through somebody who counts the clicks."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.model import Evidence, Identity
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten, unsafe
from awesome_lint.rules.links.destinations import other_uses
from awesome_lint.rules.links.targets import looked_up, written
from awesome_lint.source import Edit


class RedirectorLink(Rule):
    """A redirect wrapper or a shortener instead of the address.

    ## What it does
    Reports addresses that only redirect to another one: wrappers that carry their target (`google.com/url?q=`,
    `link.zhihu.com/?target=`) and shorteners.

    ## Why is this bad
    Readers cannot see where a link leads; shorteners close down and take all their links with them, wrappers track
    and warn.

    ## When it is silent
    For hosts that the knowledge base does not know as redirectors or shorteners.

    ## Fix safety
    Safe, where the target stands in the address. A shortener's target has to be looked up: the link checker does, and
    its fix is unsafe.
    """

    code = "L008"
    name = "redirector-link"
    fixable = "safe"
    valid = (Example("# Papers\n\n- [Turning Heads with Motion](https://www.google.com/search?q=turning+heads)\n"),)
    invalid = (
        Example(
            "# Papers\n\n- [Turning Heads with Motion](https://link.zhihu.com/?target=https%3A//example.org/heads.pdf)\n",
            findings=(Expected(3, "wraps https://example.org/heads.pdf"),),
            fixed="# Papers\n\n- [Turning Heads with Motion](https://example.org/heads.pdf)\n",
        ),
        Example(
            "# Papers\n\n- [Turning Heads with Motion](https://www.google.com/url?q=https://example.org/a_(b).pdf&sa=D)\n",
            findings=(Expected(3, "wraps https://example.org/a_(b).pdf"),),
            fixed="# Papers\n\n- [Turning Heads with Motion](https://example.org/a_(b).pdf)\n",
        ),
        Example(
            "# Papers\n\n- [Turning Heads](https://openreview.net/challenge?redirect=%2Fforum%3Fid%3DheadsA12)\n",
            findings=(Expected(3, "wraps https://openreview.net/forum?id=headsA12"),),
            fixed="# Papers\n\n- [Turning Heads](https://openreview.net/forum?id=headsA12)\n",
        ),
        Example(
            "# Papers\n\n- [Turning Heads with Motion](https://git.io/abcde)\n", findings=(Expected(3, "shortener"),)
        ),
        Example(
            "# Papers\n\n- [Turning Heads with Motion](https://git.io/abcde#top)\n",
            findings=(Expected(3, "is a shortener's address, and leads to https://github.com/heads/turning#top"),),
            fixed="# Papers\n\n- [Turning Heads with Motion](https://github.com/heads/turning#top)\n",
            evidence={"https://git.io/abcde#top": Evidence("moved", leads_to="https://github.com/heads/turning")},
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        hosts = context.knowledge.hosts
        for destination in context.facts.destinations:
            url = destination.url
            if _leads_there(url, hosts.identify(url)):
                continue
            target = hosts.unwrap(url)
            if not target and not hosts.is_shortener(url):
                continue
            fix, what = None, "is a shortener's address"
            if target:
                fix = safe("Link to the target itself", Edit(destination.url_span, written(target)))
                what = f"wraps {shorten(target, 120)}"
            elif found := looked_up(context.knowledge, url, context.evidence(url)):
                fix = unsafe("Link to the target itself", Edit(destination.url_span, written(found)))
                what += f", and leads to {shorten(found, 120)}"
            yield context.report(
                destination.place,
                f"`{shorten(url, 40)}` {what}",
                related=other_uses(context, destination),
                fix=fix,
                entry=context.facts.entry_at((destination.uses or (destination.span,))[0].start),
            )


def _leads_there(url: str, identity: Identity) -> bool:
    """Whether an address plainly leads to what it names, on the same host: most do, and need no closer look."""
    if identity.kind == "url" or "=/" in url or "=%2f" in url.lower():  # it may name what its query holds
        return False
    return url.partition("://")[2].removeprefix("www.").startswith(identity.host)
