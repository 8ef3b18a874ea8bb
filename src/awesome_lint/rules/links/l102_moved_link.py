"""L102: links to what has moved for good."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.model import Evidence
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten, unsafe
from awesome_lint.rules.links.answers import answers
from awesome_lint.rules.links.destinations import other_uses
from awesome_lint.rules.links.targets import moved_to, on_one_site, written
from awesome_lint.source import Edit


class MovedLink(Rule):
    """A link to what has moved.

    ## What it does
    Reports addresses that redirect permanently all the way (301, 308) to a page that answers, and repositories that
    were renamed. The message has the new address, with the fragment of the old one and its place in the repository.

    ## Why is this bad
    The redirect ends with the old host or owner; whoever takes over the name decides where readers go.

    ## When it is silent
    Where any redirect of the chain is a temporary one, where the target is another address of the same thing (`http:`
    and `https:`, which is L009's; the abstract and the PDF of one paper), and for wrappers and shorteners (L008).

    ## Fix safety
    Safe, where the new address is on the same site: one host, with or without `www.`, and one owner of a repository.
    Unsafe across sites: someone should look at the page.
    """

    code = "L102"
    name = "moved-link"
    fixable = "safe"
    online = True
    valid = (
        Example(
            "# Papers\n\n- [Turning Heads](http://www.heads.example.org/turning) [pdf](https://arxiv.org/abs/2101.00001)\n"
            "- [Still Life](https://bit.ly/heads)\n",
            evidence={
                "http://www.heads.example.org/turning": Evidence(
                    "moved", leads_to="https://heads.example.org/turning/"
                ),
                "https://arxiv.org/abs/2101.00001": Evidence("ok", leads_to="https://elsewhere.example.org/"),
                "https://bit.ly/heads": Evidence("moved", leads_to="https://life.example.org/still"),
            },
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- [Turning Heads](https://heads.example.org/old#results)\n"
            "- [Still Life](https://life.example.org/)\n"
            "- [Bounds of Graphs](https://github.com/graphs/bound/tree/main/src#usage)\n",
            findings=(
                Expected(3, "has moved to https://www.heads.example.org/new#results"),
                Expected(4, "has moved to https://still-life.example.net/"),
                Expected(5, "has moved to https://github.com/graphs/bounds/tree/main/src#usage"),
            ),
            fixed="# Papers\n\n"
            "- [Turning Heads](https://www.heads.example.org/new#results)\n"
            "- [Still Life](https://still-life.example.net/)\n"
            "- [Bounds of Graphs](https://github.com/graphs/bounds/tree/main/src#usage)\n",
            evidence={
                "https://heads.example.org/old#results": Evidence(
                    "moved", leads_to="https://www.heads.example.org/new"
                ),
                "https://life.example.org/": Evidence("moved", leads_to="https://still-life.example.net/"),
                "https://github.com/graphs/bound/tree/main/src#usage": Evidence(
                    "moved", leads_to="https://github.com/graphs/bounds"
                ),
            },
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for destination, entry, evidence, _ in answers(context):
            url = destination.url
            target = moved_to(context.knowledge, url, evidence)
            if not target:
                continue
            fixing = safe if on_one_site(url, target) else unsafe
            yield context.report(
                destination.place,
                f"`{shorten(url, 80)}` has moved to {shorten(target, 120)}",
                related=other_uses(context, destination),
                fix=fixing("Link to the new address", Edit(destination.url_span, written(target))),
                entry=entry,
            )
