"""D005: a paper that another list has, too."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten


class CrossListDuplicate(Rule):
    """The same paper in more than one list.

    ## What it does
    Where several lists are given, reports papers that another one of them has, too. One finding an entry, on the later
    path (on the added entry, where a change is looked at); it points at every other one.

    ## Why is this bad
    It is not, where lists may overlap, and so this rule is off. Lists that divide a field among them want each paper
    once.

    ## When it is silent
    Unless it is selected; and for two entries of one list, which D001 reports.

    ## Fix safety
    No fix: which list keeps the paper is for the maintainers to say.
    """

    code = "D005"
    name = "cross-list-duplicate"
    on = False
    valid = (
        Example(
            "# Papers\n\n- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n",
            path="b.md",
            others={
                "a.md": "# Papers\n\n- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2202.00002)\n"
            },
            note="Two arXiv numbers are two papers.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Another Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003)\n"
            "- Turning heads with implicit motion [[paper]](https://arxiv.org/abs/2101.00001)\n",
            path="b.md",
            others={
                "a.md": "# Papers\n\n- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            },
            findings=(Expected(4, "is listed in a.md:3, too: same title, same arXiv 2101.00001"),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for place, twins in context.across.twins(context.facts).items():
            entry = context.entries[place]
            earlier = [twin for twin in twins if twin.later and not twin.same_list]
            if earlier:
                yield context.report(
                    entry.field_span("title"),
                    f"`{shorten(entry.title)}` is listed in {earlier[0].place}, too: {', '.join(earlier[0].witnesses)}",
                    related=[twin.related(f"`{shorten(twin.entry.title)}`") for twin in earlier],
                    entry=entry,
                )
