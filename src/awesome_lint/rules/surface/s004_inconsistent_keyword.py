"""S004: one keyword in several spellings."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten, unsafe
from awesome_lint.source import Edit, Span
from awesome_lint.style.keywords import Spelled, misspelt_keywords, wide_commas


class InconsistentKeyword(Rule):
    """One keyword in several spellings, or a full-width comma among half-width ones.

    ## What it does
    Compares the keywords of all entries without case, spaces and hyphens. Reports the spellings that do not prevail; of
    two equally frequent ones that which begins unlike most keywords of the list, else the later.

    ## Why is this bad
    Who searches the list for one spelling misses the entries under the other.

    ## When it is silent
    For words of two letters, and where a keyword is a capital only because it comes first. For full-width commas where
    half-width ones do not prevail.

    ## Fix safety
    Safe where only case changes, and for commas; unsafe for spaces and hyphens.
    """

    code = "S004"
    name = "inconsistent-keyword"
    fixable = "safe"
    valid = (
        Example(
            "# Papers\n\n| Title | Keywords |\n| --- | --- |\n"
            "| [Turning Heads](https://arxiv.org/abs/2101.00001) | Diffusion, audio, 3D |\n"
            "| [Speech Faces](https://arxiv.org/abs/2101.00002) | Audio, diffusion |\n"
            "| [Still Life](https://arxiv.org/abs/2101.00003) | Lips, audio |\n",
            note="The first keyword begins with a capital throughout.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n| Title | Keywords |\n| --- | --- |\n"
            "| [Turning Heads](https://arxiv.org/abs/2101.00001) | audio, diffusion, lips |\n"
            "| [Speech Faces](https://arxiv.org/abs/2101.00002) | audio, Diffusion, head pose |\n"
            "| [Still Life](https://arxiv.org/abs/2101.00003) | lips，audio, head pose |\n"
            "| [Marble Busts](https://arxiv.org/abs/2101.00004) | audio, head-pose |\n",
            findings=(
                Expected(6, "the keyword `Diffusion` is written `diffusion` elsewhere", column=61),
                Expected(7, "a full-width comma among half-width ones"),
                Expected(8, "`head-pose` is written `head pose` 2 times"),
            ),
            fixed="# Papers\n\n| Title | Keywords |\n| --- | --- |\n"
            "| [Turning Heads](https://arxiv.org/abs/2101.00001) | audio, diffusion, lips |\n"
            "| [Speech Faces](https://arxiv.org/abs/2101.00002) | audio, diffusion, head pose |\n"
            "| [Still Life](https://arxiv.org/abs/2101.00003) | lips, audio, head pose |\n"
            "| [Marble Busts](https://arxiv.org/abs/2101.00004) | audio, head pose |\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        facts = context.facts
        for group in misspelt_keywords(context.text, context.entries, facts.is_added):
            yield from _reports(context, group)
        yield from _wide_commas(context)


def _reports(context: Context, group: Spelled) -> Iterator[Report]:
    right = group.right
    often = f"{group.times} times" if group.times > 1 else "elsewhere"
    for keyword in group.others:
        only_case = keyword.text.casefold() == right.casefold()
        yield context.report(
            keyword.span,
            f"the keyword `{shorten(keyword.text)}` is written `{shorten(right)}` {often}",
            fix=(safe if only_case else unsafe)(f"Write `{right}`", Edit(keyword.span, right)),
            entry=keyword.entry,
        )


def _wide_commas(context: Context) -> Iterator[Report]:
    """Full-width commas between keywords, where half-width ones prevail."""
    text = context.text
    found = list(wide_commas(text, context.entries))
    spans = [span for entry in context.entries for span in entry.spans.get("keywords", ())] if found else []
    spaced = any(", " in text[span.start : span.end] for span in spans)
    for entry, at in found:
        comma = ", " if spaced and not text[at + 1 : at + 2].isspace() else ","
        place = Span(at, at + 1)
        yield context.report(
            place,
            "a full-width comma among half-width ones",
            fix=safe("Write a half-width comma", Edit(place, comma)),
            entry=entry,
        )
