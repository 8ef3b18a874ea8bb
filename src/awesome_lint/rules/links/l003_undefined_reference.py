"""L003: a reference that nothing defines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from awesome_lint.findings import Severity
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten
from awesome_lint.rules.links.definitions import fold_label, is_comment
from awesome_lint.rules.nearest import Nearest
from awesome_lint.source import Span

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge

_SECOND = pattern(r"\]\[([^\[\]\r\n]{1,120})\]")
_YEAR = pattern(r"(?:19|20)\d{2}")
_LOOK_BACK = 400


class UndefinedReference(Rule):
    """`[text][label]` without a definition of the label.

    ## What it does
    In a file that has reference definitions, reports references to labels that none of them defines, with the nearest
    one that is defined.

    ## Why is this bad
    The brackets are printed as they are, and nothing can be clicked.

    ## When it is silent
    In files without definitions, where two brackets in a row are no reference; where the second bracket is a venue, a
    track, a year or a role, for footnotes, and for rows of three brackets and more.

    ## Fix safety
    No fix: the address has to be found first.
    """

    code = "L003"
    name = "undefined-reference"
    severity = Severity.ERROR
    valid = (
        Example(
            "# Papers\n\n- [Turning Heads with Motion][heads]\n- Still Life [CVPR][Oral] [Faces][2021]\n\n[heads]: https://arxiv.org/abs/2101.00001\n"
        ),
        Example("# Papers\n\n- Still Life [faces][motion]\n", note="A file without definitions."),
    )
    invalid = (
        Example(
            "# Papers\n\n- [Turning Heads with Motion][heads1]\n- [Still Life][life]\n\n"
            "[heads-1]: https://arxiv.org/abs/2101.00001\n[life]: https://arxiv.org/abs/2101.00003\n",
            findings=(Expected(3, "nothing defines `[heads1]`; the nearest is `[heads-1]`", column=3),),
        ),
        Example(
            "# Papers\n\n- [Turning Heads][heads 12]\n\n[heads\n1]: https://example.org/heads.pdf\n",
            findings=(Expected(3, "the nearest is `[heads 1]`"),),
            note="A label may stand on two lines; a message does not.",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        known = {fold_label(item.label): item.label for item in context.document.definitions if not is_comment(item)}
        nearest = Nearest(known)
        text = context.text
        if not known or "][" not in text:
            return
        texts = context.facts.nodes["text"]
        starts = [node.start for node in texts]
        for found in _SECOND.finditer(text):
            index = bisect_right(starts, found.start()) - 1
            if index < 0 or texts[index].end < found.start() + 2:
                continue
            first = _opening(text, found.start())
            label = found[1].strip()
            if first is None or not label or label.startswith("^") or fold_label(label) in known:
                continue
            if label.isdigit() and text[first + 1 : found.start()].isdigit():  # a run of citations
                continue
            if text[found.end() : found.end() + 1] in ("[", "(") or text[first - 1 : first] == "]":
                continue
            if _is_tag(context.knowledge, label) or _is_tag(context.knowledge, text[first + 1 : found.start()]):
                continue
            if context.knowledge.labels.role_of(label) is not None:
                continue
            span = Span(first, found.end())
            meant = nearest.to(fold_label(label))
            yield context.report(
                span,
                f"nothing defines `[{shorten(label)}]`"
                + (f"; the nearest is `[{shorten(known[meant])}]`" if meant else ""),
                entry=context.facts.entry_at(first),
            )


def _opening(text: str, close: int) -> int | None:
    """Where the bracket that closes at `close` opens, in the same paragraph."""
    depth = 0
    for offset in range(close, max(-1, close - _LOOK_BACK), -1):
        char = text[offset]
        if char == "]":
            depth += 1
        elif char == "[":
            depth -= 1
            if depth == 0:
                return offset
        elif char == "\n" and text[max(0, offset - 2) : offset].strip(" \r") in ("\n", ""):
            return None
    return None


def _is_tag(knowledge: Knowledge, bracket: str) -> bool:
    """Whether a bracket is a tag rather than a text or a label: a venue, a track or a year."""
    words = _YEAR.sub(" ", bracket).strip(" \t'’,.-_*")
    if not words:
        return bool(_YEAR.search(bracket))
    return knowledge.venues.lookup(words) is not None or knowledge.labels.track_of(words) is not None
