"""S003: a line break inside a title or a link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, safe, shorten
from awesome_lint.style.lines import WRAPPED, Broken, broken_lines


class BrokenLine(Rule):
    """A line break inside a title or a link.

    ## What it does
    Reports titles that go on in the next line, and links with a line break in their text, before the closing bracket,
    or in the parentheses of the destination.

    ## Why is this bad
    It is what a PDF's column leaves behind. Searching the file for the title fails, a diff shows half an entry, and
    one more space at the line's end breaks the title on the page too.

    ## When it is silent
    For breaks between title, links and other fields, and where at least a fifth of the entries wrap their lines: there
    it is the list's style.

    ## Fix safety
    Safe: it joins the lines with a space (none at a bracket, in a destination, after a hyphen, or between Chinese or
    Japanese signs).
    """

    code = "S003"
    name = "broken-line"
    severity = Severity.WARNING
    fixable = "safe"
    options: ClassVar[dict[str, Option]] = {
        "wrapped": Option(WRAPPED, "the share of entries with wrapped lines from which on wrapping is the list's style")
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion\n  [[paper]](https://arxiv.org/abs/2101.00001)\n  [[code]](https://github.com/heads/turning)\n"
            "- Speech Faces in the Wild [[paper]](https://arxiv.org/abs/2101.00002)\n",
            note="Between title and links a break is no fault.",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with\n  Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [[paper]](https://arxiv.org/abs/2101.00002)\n",
            note="Half of the entries wrap.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with\nImplicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [[paper]](https://arxiv.org/abs/2101.00002)\n"
            "- [Self-\n  Supervised Talking Heads\n  ](https://arxiv.org/abs/2101.00003)\n"
            "- Faces of Rome and Athens [[paper]](https://arxiv.org/abs/2101.00004\n  )\n",
            options={"wrapped": 0.9},
            findings=(
                Expected(3, "the title is broken after `with`"),
                Expected(6, "the title is broken after `Self-`"),
                Expected(9, "the address of `[paper]` is broken off"),
            ),
            fixed="# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [[paper]](https://arxiv.org/abs/2101.00002)\n"
            "- [Self-Supervised Talking Heads](https://arxiv.org/abs/2101.00003)\n"
            "- Faces of Rome and Athens [[paper]](https://arxiv.org/abs/2101.00004)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        breaks = sorted(node.start for kind in ("softbreak", "hardbreak") for node in context.facts.nodes[kind])
        voters = {entry.span.start for entry in context.facts.voters}
        for broken in broken_lines(context.text, context.entries, breaks, voters, context.number("wrapped")):
            yield _report(context, broken)


def _report(context: Context, broken: Broken) -> Report:
    text = context.text
    first = broken.edits[0].span.start
    if first >= broken.text_end and broken.label:
        message = f"the address of `{shorten(broken.label, 30)}` is broken off"
    else:
        what = "a link" if broken.label else "the title"
        message = f"{what} is broken after `{_last_word(text[broken.span.start : first])}`"
    return context.report(broken.span, message, fix=safe("Join the lines", *broken.edits), entry=broken.entry)


def _last_word(text: str) -> str:
    return shorten(text.rsplit(maxsplit=1)[-1], 30) if text.strip() else ""
