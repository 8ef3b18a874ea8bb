"""V002: venues that the knowledge base does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.findings import Severity
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten, unsafe
from awesome_lint.rules.venues.no_venue import names_no_venue
from awesome_lint.source import Edit
from awesome_lint.style.venues import FEW, Written, slices_to_raw

_NAMES = pattern(r"[^\W\d_]\. ?[^\W\d_]{2,}[^,]*,")
_ABBREVIATION = pattern(r"(?<![^\W_])([A-Z][a-z]{0,5})\. $")


class UnknownVenue(Rule):
    """A venue that the knowledge base does not know.

    ## What it does
    Looks up every venue that an entry writes. An unknown one is an info; a warning where a known one is a small
    misspelling away.

    ## Why is this bad
    A misspelt venue is found by nobody who searches for it. One that is right, but unknown, is left out by every rule
    that could check it (`venues` in the configuration adds it).

    ## When it is silent
    For headings, theses, reports, books, patents and prizes, for hosts (`OpenReview`), and for what is more or less
    than a name (`A. Turner, FACES`, the last word of an abbreviated one). An unknown venue that the
    list writes as often as the one it resembles is only an info.

    ## Fix safety
    Unsafe: it writes the venue that is near, which is a guess.
    """

    code = "V002"
    name = "unknown-venue"
    severity = Severity.INFO
    fixable = "unsafe"
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [IEEE Trans. Pattern Anal. Mach. Intell. 2021] [[paper]](https://arxiv.org/abs/2101.00002)\n"
            "- **Faces of Quantum Matter**. Turner, Mason. J. Fac. Phys., 2003. [paper](https://arxiv.org/abs/quant-ph/0310001)\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- [Turning Heads with Implicit Motion](https://arxiv.org/abs/1805.00001) SIGRAPH Asia, 2018.\n"
            "- [Speech Faces in the Wild](https://arxiv.org/abs/1805.00002) CVPR, 2018.\n",
            findings=(Expected(3, "`SIGRAPH Asia` is not known; `SIGGRAPH Asia` is", Severity.WARNING),),
            fixed="# Papers\n\n"
            "- [Turning Heads with Implicit Motion](https://arxiv.org/abs/1805.00001) SIGGRAPH Asia, 2018.\n"
            "- [Speech Faces in the Wild](https://arxiv.org/abs/1805.00002) CVPR, 2018.\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        written = context.facts.written_venues
        unknown = Counter(one.raw for one in written if one.venue is None)
        known = Counter(one.venue.short for one in written if one.venue is not None)
        nearest = {raw: _nearest(context, raw) for raw in unknown if _is_venue(context, raw)}
        for one in written:
            if one.venue is None and one.raw in nearest and not _is_cut(context, one):
                yield _report(context, one, nearest[one.raw], unknown[one.raw], known)


def _is_venue(context: Context, raw: str) -> bool:
    return not names_no_venue(raw) and context.knowledge.labels.names_host(raw) is None


def _is_cut(context: Context, one: Written) -> bool:
    """Whether what was read as a venue is more or less than one: names before it, or the end of an abbreviated name.

    `A. Turner, FACES`; `Rev. A` and `Phys` of `Phys. Rev. A` and `J. Math. Phys.`.
    """
    if _NAMES.match(one.raw) or len(one.raw) == 1:
        return True
    before = _ABBREVIATION.search(context.text, max(0, one.span.start - 12), one.span.start)
    own = [span for name in ("title", "authors", "alias") for span in one.entry.spans.get(name, ())]
    return before is not None and not any(span.start <= before.start(1) < span.end for span in own)


def _nearest(context: Context, raw: str) -> str | None:
    near = context.knowledge.venues.nearest(raw)
    return near[0].short if near else None


def _report(context: Context, one: Written, near: str | None, times: int, known: Counter[str]) -> Report:
    message = f"the venue `{shorten(one.raw)}` is not known"
    if near is None:
        return context.report(one.span, message, entry=one.entry)
    usual = times >= FEW and times >= known[near]
    fix = unsafe(f"Write `{near}`", Edit(one.span, near)) if slices_to_raw(context.text, one) else None
    severity = Severity.INFO if usual else Severity.WARNING
    return context.report(one.span, f"{message}; `{near}` is", severity=severity, fix=fix, entry=one.entry)
