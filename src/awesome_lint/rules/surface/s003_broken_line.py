"""S003: a line break inside a title or a link."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, safe, shorten
from awesome_lint.source import Edit, Span

_BREAK = pattern(r"[ \t]*\\?(?:\r\n?|\n)(?:[ \t]*>)*[ \t]*")


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
        "wrapped": Option(0.2, "the share of entries with wrapped lines from which on wrapping is the list's style")
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
        reports: list[Report] = []
        wrapped = 0
        for entry in context.entries:
            if entry.line == entry.end_line:
                continue
            found = list(_broken(context, entry))
            reports += found
            if entry.span.start in voters:
                wrapped += bool(found) or _wraps(context.text, entry, breaks)
        if wrapped < context.number("wrapped") * len(voters):
            yield from reports


def _wraps(text: str, entry: Entry, breaks: list[int]) -> bool:
    """Whether a line of the entry ends in the middle of a sentence."""
    for offset in breaks[bisect_left(breaks, entry.span.start) : bisect_left(breaks, entry.span.end)]:
        broken = _BREAK.match(text, offset)
        if (
            broken
            and (text[offset - 1].isalnum() or text[offset - 1] == ",")
            and text[broken.end() : broken.end() + 1].islower()
        ):
            return True
    return False


def _broken(context: Context, entry: Entry) -> Iterator[Report]:
    """The breaks in the entry's title and links, one report for each of these."""
    text = context.text
    places = [(span, span.end, "") for span in entry.spans.get("title", ())]
    places += [
        (link.span, link.label_span.end, link.label) for link in entry.links if link.form in ("inline", "reference")
    ]
    told: set[int] = set()
    for span, text_end, label in places:
        breaks = [found for found in _BREAK.finditer(text, *span) if found.end() not in told]
        if not breaks:
            continue
        told.update(found.end() for found in breaks)
        first = breaks[0].start()
        if first >= text_end and label:
            message = f"the address of `{shorten(label, 30)}` is broken off"
        else:
            message = f"{'a link' if label else 'the title'} is broken after `{_last_word(text[span.start : first])}`"
        edits = [Edit(Span(*found.span()), _between(text, found, text_end)) for found in breaks]
        yield context.report(span, message, fix=safe("Join the lines", *edits), entry=entry)


def _last_word(text: str) -> str:
    return shorten(text.rsplit(maxsplit=1)[-1], 30) if text.strip() else ""


def _between(text: str, broken: re.Match[str], text_end: int) -> str:
    """What stands where the line broke: a space, or nothing where a space would be one too many."""
    before, after = text[broken.start() - 1], text[broken.end() : broken.end() + 1]
    hyphenated = before == "-" and text[broken.start() - 2].isalnum() and after.isalnum()
    unspaced = _unspaced(before) and _unspaced(after)
    return "" if broken.end() >= text_end or before in "[(" or hyphenated or unspaced else " "


def _unspaced(char: str) -> bool:
    """Whether a character belongs to Chinese or Japanese, which put no spaces between words."""
    return "\u3000" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"
