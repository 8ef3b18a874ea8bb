"""L004: a definition that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten, unsafe
from awesome_lint.rules.links.definitions import is_comment
from awesome_lint.rules.removal import remove_lines


class UnusedDefinition(Rule):
    """A reference definition that nothing uses.

    ## What it does
    Reports `[label]: address` where no link of the file names the label.

    ## Why is this bad
    It shows nowhere: most often a link that somebody forgot to write, or the rest of an entry that is gone.

    ## When it is silent
    For comments (`[//]: # (…)`) and for second definitions of a label (L005).

    ## Fix safety
    Unsafe: it removes the definition, and the link may have been meant.
    """

    code = "L004"
    name = "unused-definition"
    fixable = "unsafe"
    valid = (
        Example(
            "# Papers\n\n- [Turning Heads with Motion][heads]\n\n[//]: # (a comment)\n[heads]: https://arxiv.org/abs/2101.00001\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n- [Turning Heads with Motion][heads]\n\n[heads]: https://arxiv.org/abs/2101.00001\n[life]: https://arxiv.org/abs/2101.00003\n",
            findings=(Expected(6, "nothing uses `[life]`"),),
            fixed="# Papers\n\n- [Turning Heads with Motion][heads]\n\n[heads]: https://arxiv.org/abs/2101.00001\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        source = context.document.source
        for definition in context.document.definitions:
            if definition.uses or definition.duplicate or is_comment(definition):
                continue
            first, last = (
                source.line(definition.span.start),
                source.line(max(definition.span.end - 1, definition.span.start)),
            )
            alone = not source.text[source.line_starts[first - 1] : definition.span.start].strip()
            fix = unsafe(
                f"Remove the definition of `[{definition.label}]`", remove_lines(context.document, first, last)
            )
            yield context.report(
                definition.span,
                f"nothing uses `[{shorten(definition.label)}]`, defined as {shorten(definition.url)}",
                fix=fix if alone else None,
            )
