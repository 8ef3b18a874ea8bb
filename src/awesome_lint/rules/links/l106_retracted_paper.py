"""L106: papers that their authors or publishers took back."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.matching.titles import fold_text
from awesome_lint.model import Entry, Evidence
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten
from awesome_lint.rules.links.answers import answers
from awesome_lint.rules.links.destinations import other_uses

_SAID = ("retract", "withdraw")
_URL = "https://arxiv.org/abs/2101.00001"
_GONE = Evidence("ok", source="arXiv", withdrawn="withdrawn by its authors (arXiv: an error in Lemma 2)")


class RetractedPaper(Rule):
    """A link to a paper that was withdrawn or retracted.

    ## What it does
    Reports papers that their authors withdrew from arXiv, or that the publisher's record says are retracted. The
    message says who says so. Several links of one entry to the paper give one finding.

    ## Why is this bad
    The list recommends what its authors do not stand by.

    ## When it is silent
    Where the entry itself says that the paper is retracted or withdrawn.

    ## Fix safety
    No fix: a withdrawn preprint may have been published elsewhere.
    """

    code = "L106"
    name = "retracted-paper"
    online = True
    valid = (
        Example(f"# Papers\n\n- [Turning Heads with Motion]({_URL})\n", evidence={_URL: Evidence("ok")}),
        Example(f"# Papers\n\n- [Turning Heads with Motion]({_URL}) (retracted)\n", evidence={_URL: _GONE}),
    )
    invalid = (
        Example(
            f"# Papers\n\n- [Turning Heads with Motion]({_URL}) [[pdf]](https://arxiv.org/pdf/2101.00001)\n",
            findings=(Expected(3, f"`{_URL}` was taken back: withdrawn by its authors (arXiv: an error in Lemma 2)"),),
            evidence={_URL: _GONE, "https://arxiv.org/pdf/2101.00001": _GONE},
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        told: set[tuple[int, str]] = set()
        for destination, entry, evidence, _ in answers(context):
            if not evidence.withdrawn or (entry is not None and _says_so(entry)):
                continue
            place = entry.span.start if entry is not None else destination.span.start
            paper = place, context.knowledge.hosts.identify(destination.url).folded
            if paper not in told:
                told.add(paper)
                yield context.report(
                    destination.place,
                    f"`{shorten(destination.url, 120)}` was taken back: {shorten(evidence.withdrawn, 200)}",
                    related=other_uses(context, destination),
                    entry=entry,
                )


def _says_so(entry: Entry) -> bool:
    text = fold_text(f"{entry.title} {entry.notes or ''} {' '.join(entry.keywords)} {' '.join(entry.section)}")
    return any(word in text for word in _SAID)
