"""M004: a template that nobody filled in."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, unsafe
from awesome_lint.rules.removal import removal
from awesome_lint.source import Span


class PlaceholderEntry(Rule):
    """An unfilled template.

    ## What it does
    Reports an entry without a title whose brackets, roles or links are all empty: the form that the list's entries
    have, before anybody wrote into it.

    ## Why is this bad
    It shows on the page, and looks like a paper that went missing.

    ## When it is silent
    As soon as there is a title: unfilled links under a title are M005's. Templates inside code blocks and comments
    are no entries.

    ## Fix safety
    Unsafe: it removes the lines, and someone may have meant to fill them in.
    """

    code = "M004"
    name = "placeholder-entry"
    fixable = "unsafe"
    valid = (
        Example(
            "# Papers\n\n"
            "### \\[CVPR] Turning Heads with Motion\n- [paper](https://arxiv.org/abs/2101.00001)\n- [code](https://github.com/heads/turning)\n\n"
            "### \\[CVPR] A Paper about Still Life\n- [paper](https://arxiv.org/abs/2101.00003)\n- [code](https://github.com/life/still)\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "### \\[CVPR] Turning Heads with Motion\n- [paper](https://arxiv.org/abs/2101.00001)\n- [code](https://github.com/heads/turning)\n\n"
            "### \\[]\n- paper\n- code\n\n"
            "### \\[CVPR] A Paper about Still Life\n- [paper](https://arxiv.org/abs/2101.00003)\n- [code](https://github.com/life/still)\n",
            findings=(Expected(7, "unfilled template"),),
            fixed="# Papers\n\n"
            "### \\[CVPR] Turning Heads with Motion\n- [paper](https://arxiv.org/abs/2101.00001)\n- [code](https://github.com/heads/turning)\n\n"
            "### \\[CVPR] A Paper about Still Life\n- [paper](https://arxiv.org/abs/2101.00003)\n- [code](https://github.com/life/still)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        source = context.document.source
        for entry in context.entries:
            if not entry.placeholder:
                continue
            edits = removal(context.facts, entry)
            text = source.slice(source.line_span(entry.line)).strip()
            start = source.line_span(entry.line)
            yield context.report(
                Span(max(start.start, min(entry.span.start, start.end)), start.end),
                f"unfilled template: `{text}` has no title and no link",
                fix=unsafe("Remove the unfilled template", *edits) if edits else None,
                entry=entry,
            )
