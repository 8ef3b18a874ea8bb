"""M005: a role that is named but not linked."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.model import Entry
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten
from awesome_lint.source import Span


class UnlinkedResource(Rule):
    """A role named without a link.

    ## What it does
    Reports the bare word (`code`, `project page`) in the place where other entries of the file have a link with that
    role.

    ## Why is this bad
    The word promises something that one cannot click, and nobody can tell whether it is missing or was forgotten.

    ## When it is silent
    Where the author says that it does not exist, or not yet (`code [None]`, `coming soon`), in unfilled templates
    (M004), for malformed links (L002), and where no other entry links that role.

    ## Fix safety
    No fix: the address has to be found first.
    """

    code = "M005"
    name = "unlinked-resource"
    valid = (
        Example(
            "# Papers\n\n"
            "### Turning Heads with Motion\n- [paper](https://arxiv.org/abs/2101.00001)\n- [code](https://github.com/heads/turning)\n\n"
            "### A Paper about Still Life\n- [paper](https://arxiv.org/abs/2101.00003)\n- code [None]\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "### Turning Heads with Motion\n- [paper](https://arxiv.org/abs/2101.00001)\n- [code](https://github.com/heads/turning)\n\n"
            "### A Paper about Still Life\n- [paper](https://arxiv.org/abs/2101.00003)\n- code\n",
            findings=(Expected(9, "`code` has no link"),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for entry in context.entries:
            if left := list(context.facts.unlinked(entry)):
                for span, role in _places(context, entry):
                    if role in left:
                        left.remove(role)
                        yield _report(context, entry, span, role)
                for role in left:
                    yield _report(context, entry, entry.field_span("title"), role)


def _report(context: Context, entry: Entry, span: Span, role: str) -> Report:
    word = shorten(context.document.source.slice(span)) if entry.spans.get("unlinked") else role
    return context.report(
        span, f"`{word}` has no link at `{shorten(entry.title)}`, as it has in other entries", entry=entry
    )


def _places(context: Context, entry: Entry) -> Iterator[tuple[Span, str]]:
    """Where an entry names its unlinked roles."""
    spans = entry.spans.get("unlinked", ())
    if len(spans) == len(entry.unlinked):
        yield from zip(spans, entry.unlinked, strict=True)
        return
    for span in spans:
        yield span, context.knowledge.labels.role_of(context.document.source.slice(span)) or ""
