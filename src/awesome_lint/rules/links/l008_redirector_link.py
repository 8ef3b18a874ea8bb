"""L008: a link through somebody who counts the clicks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from awesome_lint.model import Identity
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten
from awesome_lint.rules.links.destinations import other_uses
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
    Safe, where the target stands in the address. A shortener's target has to be looked up.
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
            "# Papers\n\n- [Turning Heads with Motion](https://git.io/abcde)\n", findings=(Expected(3, "shortener"),)
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
            edit = Edit(destination.url_span, _written(target)) if target else None
            what = f"wraps {shorten(target, 120)}" if target else "is a shortener's address"
            yield context.report(
                destination.place,
                f"`{shorten(url, 40)}` {what}",
                related=other_uses(context, destination),
                fix=safe("Link to the target itself", edit) if edit else None,
                entry=context.facts.entry_at((destination.uses or (destination.span,))[0].start),
            )


def _leads_there(url: str, identity: Identity) -> bool:
    """Whether an address plainly leads to what it names, on the same host: most do, and need no closer look."""
    return identity.kind != "url" and url.partition("://")[2].removeprefix("www.").startswith(identity.host)


def _written(target: str) -> str:
    """A target as it can stand in Markdown, a table or HTML: what would end it there is encoded.

    Parentheses in pairs end nothing; encoded, they would make another address of it.
    """
    depth = lowest = 0
    for char in target:
        depth += (char == "(") - (char == ")")
        lowest = min(lowest, depth)
    ends = r"[\s<>\"'|\\]" if depth == lowest == 0 else r"[\s()<>\"'|\\]"
    return re.sub(ends, lambda found: quote(found[0], safe=""), target)
