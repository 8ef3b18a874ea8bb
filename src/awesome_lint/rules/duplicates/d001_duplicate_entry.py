"""D001: the same paper again in one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Fix, Severity
from awesome_lint.matching.thresholds import DEFAULTS
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten, unsafe
from awesome_lint.rules.duplicates.pairs import Pair
from awesome_lint.rules.removal import removal, says_more


class DuplicateEntry(Rule):
    """The same paper again in one file.

    ## What it does
    Compares titles without case, punctuation, markup and a leading `alias:`. Equal titles are one paper; nearly equal
    ones are, where a second witness agrees: a shared identifier, a shared repository, or shared authors. Equal titles
    of fewer than four words need a witness too. The finding stands on the later entry (on the added
    one, where a change is looked at) and points at the first one. In
    two sections that agree it is an info, for it can be meant; a warning where venue or year differ. The options hold
    for every rule about two entries (D002, D003, D004, D005, M006, V010).

    ## Why is this bad
    Readers meet a paper twice, and the two entries drift apart: one gets the code link, the other the venue.

    ## When it is silent
    Where the two have different identifiers of one kind (two arXiv numbers), are of another kind (a paper and its
    data set), have no author in common, or differ in a number, a numeral, a version or a `++`. Where one is the
    preprint of the other, V010 speaks. Of tools and pages only the same title with the same link in the same section
    is reported.

    ## Fix safety
    Unsafe: it removes the later entry. It is offered only where both stand in one section and agree, and where the
    later one says nothing that the first one lacks: no link, no venue or year, no authors, no keyword, no remark.
    """

    code = "D001"
    name = "duplicate-entry"
    severity = Severity.ERROR
    fixable = "unsafe"
    options: ClassVar[Mapping[str, Option]] = {
        "ratio": Option(DEFAULTS.ratio, "how alike, from 0 to 1, titles must be that count as nearly equal"),
        "words": Option(DEFAULTS.words, "the number of words from which on equal titles need no second witness"),
        "alias": Option(DEFAULTS.alias, "how many words an `alias:` before a title has at most"),
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- Part-aware Motion Transfer for Faces V1 [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Part-aware Motion Transfer for Faces V2 [[paper]](https://arxiv.org/abs/2102.00002)\n",
            note="A version tells two papers apart.",
        ),
        Example(
            "# Papers\n\n"
            "- A Survey of Talking Faces [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- A Survey of Talking Faces [[paper]](https://arxiv.org/abs/2202.00002)\n",
            note="Two arXiv numbers are two papers, whatever their titles.",
        ),
        Example(
            "# Papers\n\n"
            "- Speech Faces. [[paper]](https://example.org/first.pdf)\n"
            "- Speech Faces. [[paper]](https://example.net/second.pdf)\n",
            note="Titles of fewer than four words need a witness.",
        ),
        Example(
            "# Papers\n\n"
            "- OneNet: Segmenting Faces in the Wild [[paper]](https://example.org/one.pdf)\n"
            "- TwoNet: Segmenting Faces in the Wild [[paper]](https://example.org/two.pdf)\n",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Another Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003)\n"
            "- **HeadTurn: turning heads with implicit motion** [[paper]](https://arxiv.org/abs/2101.00001v2)\n",
            findings=(Expected(5, "same title, same arXiv 2101.00001"),),
            fixed="# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Another Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003)\n",
        ),
        Example(
            "# Papers\n\n## Faces\n\n"
            "- Turning Heads with Implicit Motion. CVPR 2022. [[paper]](https://arxiv.org/abs/2101.00001)\n\n"
            "## Heads\n\n"
            "- Turning Heads with Implicit Motion. ECCV 2022. [[code]](https://github.com/heads/turning)\n\n"
            "## Motion\n\n"
            "- Turning Heads with Implicit Motion. CVPR 2022. [[paper]](https://arxiv.org/abs/2101.00001)\n",
            findings=(
                Expected(9, "venue ECCV, there CVPR", Severity.WARNING),
                Expected(13, "same title", Severity.INFO),
            ),
            note="In other sections it may be meant, unless the two disagree.",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for pair in context.facts.pairs:
            if pair.kind == self.code:
                yield self._report(context, pair)

    def _report(self, context: Context, pair: Pair) -> Report:
        line = context.line(pair.other)
        why = ", ".join([*pair.witnesses, *([pair.conflict] if pair.conflict else [])])
        severity = Severity.ERROR
        if pair.entry.section != pair.other.section:
            added = context.facts.is_added(pair.entry)
            severity = Severity.WARNING if pair.conflict or added else Severity.INFO
            why += ", in another section"
        return context.report(
            pair.entry.field_span("title"),
            f"`{shorten(pair.entry.title)}` stands on line {line} already: {why}",
            severity=severity,
            related=[context.related(pair.other, f"first listed here: `{shorten(pair.other.title)}`")],
            fix=_fix(context, pair),
            entry=pair.entry,
        )


def _fix(context: Context, pair: Pair) -> Fix | None:
    """Removing the copy, where it stands beside the first entry and says nothing of its own."""
    if pair.conflict or pair.entry.section != pair.other.section or says_more(pair.entry, pair.other):
        return None
    edits = removal(context.facts, pair.entry)
    return unsafe(f"Remove the copy on line {context.line(pair.entry)}", *edits) if edits else None
