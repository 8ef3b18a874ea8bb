"""L001: a link without an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.matching.titles import fold_words
from awesome_lint.model import Entry
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten
from awesome_lint.rules.links.destinations import Destination, other_uses


class EmptyLink(Rule):
    """A link without an address: `[text]()`.

    ## What it does
    Reports links anywhere in the file whose address is empty. Where five siblings or more leave the link of the same
    label empty it is a habit of the list, and a warning.

    ## Why is this bad
    A click leads back to the list itself.

    ## When it is silent
    For `#`, which GitHub sends to the top of the page, for links without any text, and in unfilled templates (M004).

    ## Fix safety
    No fix: the address has to be found first.
    """

    code = "L001"
    name = "empty-link"
    severity = Severity.ERROR
    options: ClassVar[Mapping[str, Option]] = {
        "siblings": Option(5, "how many siblings that leave one label empty make it a warning")
    }
    valid = (
        Example("# Papers\n\n- [Turning Heads with Motion](https://arxiv.org/abs/2101.00001)\n\n[Back to top](#)\n"),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- [Turning Heads with Motion](https://arxiv.org/abs/2101.00001)\n"
            "- [A Paper about Still Life]()\n",
            findings=(Expected(4, "`[A Paper about Still Life]` leads nowhere", Severity.ERROR),),
        ),
        Example(
            "# Papers\n\n"
            + "".join(
                f"- Turning Heads with Motion, Part {n} [[paper]](https://arxiv.org/abs/2101.0000{n}) [[code]]()\n"
                for n in range(1, 6)
            ),
            findings=tuple(Expected(n + 2, "`[[code]]` leads nowhere", Severity.WARNING) for n in range(1, 6)),
        ),
        Example(
            "# Papers\n\n- [Turning Heads with Motion][turn]\n- [A Paper about Still Life][turn]\n\n[turn]: <>\n",
            findings=(Expected(6, "leads nowhere"),),
            note="A reference is reported where it is defined.",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for destination in context.facts.destinations:
            if destination.url or not (destination.label or destination.uses):
                continue
            entry = context.facts.entry_at((destination.uses or (destination.span,))[0].start)
            if entry is None or not entry.placeholder:
                yield self._report(context, destination, entry)

    def _report(self, context: Context, destination: Destination, entry: Entry | None) -> Report:
        habit = entry is not None and self._siblings(context, entry, destination.label) >= context.number("siblings")
        return context.report(
            destination.span,
            f"`[{shorten(destination.label)}]` leads nowhere: its address is empty",
            severity=Severity.WARNING if habit else None,
            related=other_uses(context, destination),
            entry=entry,
        )

    def _siblings(self, context: Context, entry: Entry, label: str) -> int:
        """How many siblings, the entry included, have an empty link of this label."""
        return context.facts.tally(context.siblings(entry), "empty links", _empty_labels).get(_folded(label), 0)


def _empty_labels(entry: Entry) -> list[str]:
    return [folded for link in entry.links if not link.url and (folded := _folded(link.label))]


def _folded(label: str) -> str:
    return " ".join(fold_words(label))
