"""D004: lists that disagree about a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from awesome_lint.matching.twins import describe
from awesome_lint.model import Entry
from awesome_lint.rules.across import SharedPaper, Twin
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten

if TYPE_CHECKING:
    from awesome_lint.rules.duplicates.conflicts import Conflict, Judge


class ConflictingEntries(Rule):
    """The same paper in another list with another venue, year or title.

    ## What it does
    Where several lists are given, compares the entries of one paper: where it was published, when, and what it is
    called. One finding a pair of lists, on the later path (on the added entry, where a change is looked at). The year
    of a heading is taken for an entry's where the headings of that list agree with the other lists: at most 20 % of at
    least five papers may conflict; then the finding stands there or nowhere.

    ## Why is this bad
    One of the two lists is wrong, and whoever finds the paper in both does not know which.

    ## When it is silent
    Where one is the other's preprint, which V010 reports. For venues that are one by the knowledge base: a journal
    that carries the conference's papers, conferences held together. For a journal's article that appeared after the
    conference's paper, which may be its longer version; for years of one journal that differ by one, for venues that
    the knowledge base does not know, and where each entry's own link proves its venue. Case, hyphens, punctuation,
    other scripts, a leading `alias:` and titles cut short do not count. Where one list has both entries, D001 and
    D002 speak there.

    ## Fix safety
    No fix: someone has to look at the paper.
    """

    code = "D004"
    name = "conflicting-entries"
    options: ClassVar[Mapping[str, Option]] = {
        "years": Option(1, "by how many years two entries without a venue may differ"),
        "sections": Option(0.2, "the share of a list's papers that may conflict with its headings' years"),
    }
    valid = (
        Example(
            "# Papers\n\n- Turning Heads with Implicit Motion. SIGGRAPH 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n",
            path="b.md",
            others={
                "a.md": "# Papers\n\n"
                "- Turning Heads with Implicit Motion. TOG 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
            },
            note="The journal carries the conference's papers.",
        ),
        Example(
            "# Papers\n\n- TurnNet: Turning heads with Im-plicit motion. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n",
            path="b.md",
            others={
                "a.md": "# Papers\n\n"
                "- Turning Heads with Implicit Motion. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
            },
        ),
        Example(
            "# Papers\n\n- Turning Heads with Implicit Motion. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n",
            path="a.md",
            others={
                "b.md": "# Papers\n\n"
                "- Turning Heads with Implicit Motion. ICCV 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
            },
            note="The later path carries the finding.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n- Turning Heads with Implicit Motion. ICCV 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n",
            path="b.md",
            others={
                "a.md": "# Papers\n\n"
                "- Turning Heads with Implicit Motion. CVPR 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
            },
            findings=(Expected(3, "venue ICCV 2021, there CVPR 2021 (a.md:3; same title, same arXiv 2101.00001)"),),
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion. ICLR 2022. [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- How to Make Talking Heads Spaek. CVPR 2022. [[paper]](https://arxiv.org/abs/2102.00002)\n"
            "- Still Life with Fruit and Wine. CVPR 2022. [[paper]](https://arxiv.org/abs/2103.00003)\n",
            path="b.md",
            others={
                "a.md": "# Papers\n\n"
                "- Turning Heads with Implicit Motion. ICLR 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
                "- How to Make Talking Heads Speak. CVPR 2022. [[paper]](https://arxiv.org/abs/2102.00002)\n"
                "- A Painting of Apples and Bread. CVPR 2022. [[paper]](https://arxiv.org/abs/2103.00003)\n"
            },
            findings=(
                Expected(3, "year ICLR 2022, there ICLR 2021"),
                Expected(4, "title `How to Make Talking Heads Spaek`, there `How to Make Talking Heads Speak`"),
                Expected(5, "arXiv 2103.00003 is `A Painting of Apples and Bread` in a.md:5"),
            ),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        if not context.across.several:
            return
        from awesome_lint.rules.duplicates.conflicts import Judge, title_conflict

        years, sections = int(context.number("years")), context.number("sections")
        judge = Judge(context.across, context.facts.thresholds, years, sections)
        for place, twins in context.across.twins(context.facts).items():
            yield from _conflicts(context, judge, context.entries[place], twins)
        for place, shared in context.across.shared_papers(context.facts):
            entry = context.entries[place]
            if shared.later and title_conflict(entry, shared.entry):
                yield _other_title(context, entry, shared)


def _conflicts(context: Context, judge: Judge, entry: Entry, twins: Sequence[Twin]) -> Iterator[Report]:
    """The conflicts of an entry, with one entry of every other list at most."""
    copies = [(context.document, entry), *((twin.document, twin.entry) for twin in twins if twin.same_list)]
    lists: dict[str, list[Twin]] = {}
    for twin in twins:
        if not twin.same_list:
            lists.setdefault(twin.document.path, []).append(twin)
    for others in lists.values():
        # Where a list has two entries of the paper that disagree, D001 and V010 speak of them.
        if any(judge.conflicts(copy, (other.document, other.entry)) == () for copy in copies for other in others):
            continue
        for other in others:
            conflicts = judge.conflicts(copies[0], (other.document, other.entry))
            if conflicts and other.later and other.sure:
                yield _report(context, entry, other, conflicts)
                break


def _report(context: Context, entry: Entry, other: Twin, conflicts: Sequence[Conflict]) -> Report:
    what = conflicts[0].what
    field = what if what == "title" or entry.spans.get(what) else "title"
    return context.report(
        entry.field_span(field),
        f"`{shorten(entry.title)}`: {'; '.join(map(str, conflicts))} ({other.place}; {', '.join(other.witnesses)})",
        related=[other.related("; ".join(f"{conflict.what} {conflict.there}" for conflict in conflicts))],
        entry=entry,
    )


def _other_title(context: Context, entry: Entry, shared: SharedPaper) -> Report:
    line = shared.document.source.line(shared.other_link.span.start)
    return context.report(
        shared.link.span,
        f"`{shorten(entry.title)}`: {describe(shared.link)} is `{shared.entry.title}` in {shared.document.path}:{line}",
        related=[
            Twin(shared.document, shared.entry, (), sure=False, later=True, same_list=False).related(shared.entry.title)
        ],
        entry=entry,
    )
