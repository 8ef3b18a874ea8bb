"""L005: two definitions of one label."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten
from awesome_lint.rules.links.definitions import is_comment


class DuplicateDefinition(Rule):
    """Two definitions of one label.

    ## What it does
    Reports each further definition of a label, with the first one, which is the one that counts.

    ## Why is this bad
    Markdown takes the first definition and ignores the others without a word: links that were meant for the second
    lead to the first.

    ## When it is silent
    For comments, which may all have the same label (`[//]: # (…)`).

    ## Fix safety
    No fix: where the two differ, only the author knows which links are meant for which.
    """

    code = "L005"
    name = "duplicate-definition"
    valid = (
        Example(
            "# Papers\n\n- [Turning Heads][1]\n\n[1]: https://arxiv.org/abs/2101.00001\n[//]: # (one)\n[//]: # (two)\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n- [Turning Heads][1]\n- [Still Life][1]\n\n[1]: https://arxiv.org/abs/2101.00001\n[1]: https://arxiv.org/abs/2101.00003\n",
            findings=(Expected(7, "`[1]` is defined on line 6 already"),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        first = {item.key: item for item in reversed(context.document.definitions)}
        for definition in context.document.definitions:
            if not definition.duplicate or is_comment(definition):
                continue
            earlier = first[definition.key]
            same = (
                "the same address"
                if earlier.url == definition.url
                else f"{shorten(earlier.url)}, which is the one that counts"
            )
            yield context.report(
                definition.span,
                f"`[{shorten(definition.label)}]` is defined on line {context.line(earlier.span)} already, as {same}",
                related=[context.related(earlier.span, "first defined here")],
            )
