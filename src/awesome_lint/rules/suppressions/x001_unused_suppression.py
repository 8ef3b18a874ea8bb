"""X001: suppressions that suppress nothing, and those that cannot be understood."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.findings import Fix
from awesome_lint.model import Document
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe
from awesome_lint.rules.removal import remove_lines
from awesome_lint.rules.suppressions.directives import Code, Directive, fault_of
from awesome_lint.rules.suppressions.reach import Use
from awesome_lint.source import Edit, Span

_BAD = "# Papers\n\n- [Turning Heads with Motion]() <!-- awesome-lint: ignore {} -->\n"
_GOOD = "# Papers\n\n- [Turning Heads with Motion](https://arxiv.org/abs/2101.00001){}\n"


class UnusedSuppression(Rule):
    """A suppression comment that suppresses nothing.

    ## What it does
    Reports `<!-- awesome-lint: … -->` comments, and rules in them, that no finding is left for; an `enable` without
    its `disable`; and comments that cannot be understood: no such rule, no such word, no rule at all. Tables
    `[[ignore]]` of a configuration file are reported where they stand, when the whole folder below it was linted.

    ## Why is this bad
    What was suppressed has been mended, or never was what somebody thought. The comment would hide the next fault at
    that place, and one that is misspelt hides nothing.

    ## When it is silent
    For rules that did not run: not selected, or rules of the link checker. A rule that ran and found nothing is no
    reason to keep the comment.

    ## Fix safety
    Safe: the rule is taken out of the comment, or the comment out of the list, and no entry changes. Comments that
    cannot be understood have no fix, for they were meant.
    """

    code = "X001"
    name = "unused-suppression"
    fixable = "safe"
    last = True
    valid = (
        Example(_BAD.format("L001 -- it is to come"), beside=("L001",)),
        Example(_GOOD.format(" <!-- awesome-lint: ignore L001 -->"), note="L001 did not run:"),
        Example(
            "# Papers\n\n<!-- awesome-lint: disable empty-link -->\n\n- [Turning Heads with Motion]()\n\n"
            "<!-- awesome-lint: enable empty-link -->\n",
            beside=("L001",),
        ),
        Example("# Papers\n\n<!-- awesome-lint is the linter of this list -->\n"),
    )
    invalid = (
        Example(
            _GOOD.format(" <!-- awesome-lint: ignore L001 -->"),
            findings=(Expected(3, "nothing to suppress for `L001`"),),
            fixed=_GOOD.format(""),
            beside=("L001",),
        ),
        Example(
            _BAD.format("L001, L002 -- it is to come"),
            findings=(Expected(3, "nothing to suppress for `L002`"),),
            fixed=_BAD.format("L001 -- it is to come"),
            beside=("L001", "L002"),
        ),
        Example(
            "<!-- awesome-lint: disable-file L001 -->\n\n" + _GOOD.format(""),
            findings=(Expected(1, "nothing to suppress for `L001`"),),
            fixed=_GOOD.format(""),
            beside=("L001",),
        ),
        Example(
            _GOOD.format("") + "\n<!-- awesome-lint: enable L001 -->\n",
            findings=(Expected(5, "`L001` is not disabled here"),),
            fixed=_GOOD.format(""),
        ),
        Example(
            _BAD.format("L0001")
            + "- [Sounds of Faces]() <!-- awesome-lint: ignore -->\n"
            + "- [Bounds of Graphs]() <!-- awesome-lint: ignroe L001 -->\n"
            + "- [Trees at Night]() <!-- awesome-lint ignore L001 -->\n",
            findings=(
                Expected(3, "there is no rule `L0001`; did you mean `L001`?"),
                Expected(4, "`ignore` names no rule"),
                Expected(5, "`ignroe` is no word for a suppression; did you mean `ignore`?"),
                Expected(6, "a colon is missing"),
            ),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        found = context.facts.suppressions
        idle = set(found.idle_enables)
        for number, directive in enumerate(found.found):
            if directive.fault:
                yield context.report(directive.span, directive.fault)
                continue
            for code in directive.codes:
                if code.code is None:
                    yield context.report(code.span, fault_of(code))
            if Use(number, "") in idle:
                yield _report(context, directive, (), "nothing is disabled here")
            elif directive.verb == "enable":
                unused = tuple(code for code in directive.codes if code.code and Use(number, code.code) in idle)
                if unused:
                    are = "is" if len(unused) == 1 else "are"
                    yield _report(context, directive, unused, f"{_named(unused)} {are} not disabled here")
            else:
                unused = tuple(
                    code
                    for code in directive.codes
                    if code.code in found.ran and code.code != self.code and Use(number, code.code) not in found.used
                )
                if unused:
                    yield _report(context, directive, unused, f"there is nothing to suppress for {_named(unused)}")


def _report(context: Context, directive: Directive, unused: tuple[Code, ...], message: str) -> Report:
    whole = len(unused) == len(directive.codes)
    span = directive.span if whole else unused[0].span
    return context.report(span, message, fix=_without(context.document, directive, unused))


def _named(codes: tuple[Code, ...]) -> str:
    return ", ".join(f"`{code.written}`" for code in codes)


def _without(document: Document, directive: Directive, unused: tuple[Code, ...]) -> Fix:
    """The fix that takes rules out of a directive, or all of it where no rule is left."""
    kept = [code.written for code in directive.codes if code not in unused]
    if not kept:
        return safe("Remove the comment", comment_removal(document, directive))
    span = Span(directive.codes[0].span.start, directive.codes[-1].span.end)
    return safe(f"Remove {_named(unused)} from the comment", Edit(span, ", ".join(kept)))


def comment_removal(document: Document, directive: Directive) -> Edit:
    """The edit that removes a comment, with its line where it has that for itself, and no space too many."""
    source, (start, end) = document.source, directive.span
    first, last = source.line(start), source.line(max(end - 1, start))
    line = Span(source.line_span(first).start, source.line_span(last).end)
    if not source.slice(Span(line.start, start)).strip(" \t>\ufeff") and not source.text[end : line.end].strip():
        if not source.text[line.start : start].startswith("\ufeff"):
            edit = remove_lines(document, first, last)
            if edit.span.end < len(source.text) or first == 1 or source.slice(source.line_span(first - 1)).strip():
                return edit
            return Edit(Span(source.line_starts[first - 2], edit.span.end), "")  # no blank line at the end
    text = source.text
    behind = end
    while behind < line.end and text[behind] in " \t":
        behind += 1
    before = start
    while before > line.start and text[before - 1] in " \t":
        before -= 1
    if behind < line.end and (before < start or before == line.start):
        return Edit(Span(start, behind), "")  # what stands before keeps its space
    return Edit(Span(before, end), "")
