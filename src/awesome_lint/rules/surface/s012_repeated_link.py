"""S012: one address twice in one entry."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.findings import Fix, Severity
from awesome_lint.model import Entry, Link
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten
from awesome_lint.rules.links.promises import broken_promise
from awesome_lint.source import Edit, Span

_BETWEEN = " \t,;/·•&+、，；"
_PAIRS = {"[": "]", "(": ")", "（": "）", "【": "】"}


class RepeatedLink(Rule):
    """One address twice in one entry.

    ## What it does
    Reports the second of two links of an entry that have the same address. Where they stand for two roles (`project`
    and `code`) it is an info: some resources are both.

    ## Why is this bad
    One of the two was pasted and never changed, or the reader clicks twice and sees the same.

    ## When it is silent
    For the link of a title, which may come again as `paper` or `code`, for badges and pictures, for the forms of one
    paper (`abs` and `pdf`), and for links that L010 reports.

    ## Fix safety
    Safe: of two links of one role that stand side by side the second is removed. Elsewhere there is no fix.
    """

    code = "S012"
    name = "repeated-link"
    fixable = "safe"
    valid = (
        Example(
            "# Papers\n\n"
            "- [Turning Heads](https://arxiv.org/abs/2101.00001) [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Still Life [[abs]](https://arxiv.org/abs/2101.00003) [[pdf]](https://arxiv.org/pdf/2101.00003)\n"
            "- Walking Heads [[paper]](https://arxiv.org/abs/2101.00005) [[code]](https://arxiv.org/abs/2101.00005)\n"
            "- Heads [code](https://github.com/a/heads) [![stars](https://img.shields.io/github/stars/a/heads)](https://github.com/a/heads)\n",
            note="The third is L010's.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads [[paper]](https://arxiv.org/abs/2101.00001) [[pdf]](http://arxiv.org/abs/2101.00001/)\n"
            "- Still Life [Project](https://github.com/life/still), [Code](https://github.com/life/still)\n",
            findings=(
                Expected(3, "`[pdf]` has the address of `[paper]`"),
                Expected(4, "`[Code]` has the address of `[Project]`", Severity.INFO),
            ),
            fixed="# Papers\n\n"
            "- Turning Heads [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Still Life [Project](https://github.com/life/still), [Code](https://github.com/life/still)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        pictures = {node.span for node in context.facts.nodes["link"] if any(n.kind == "image" for n in node.walk())}
        for entry in context.entries:
            if len(entry.links) > 1:
                yield from _repeated(context, entry, pictures)


def _repeated(context: Context, entry: Entry, pictures: set[Span]) -> Iterator[Report]:
    first: dict[str, Link] = {}
    for link in entry.links:
        if not link.url or link.in_title or link.span in pictures:
            continue
        earlier = first.setdefault(_key(link.url), link)
        if earlier is link or _is_mismatch(context, entry, earlier, link):
            continue
        role_of = context.knowledge.labels.role_of
        # Marks (`✓`) say nothing themselves: what they lead to is said by the heads of two columns.
        one_role = earlier.role == link.role and bool(role_of(link.label) or role_of(earlier.label))
        yield context.report(
            link.span,
            f"`{_shown(link)}` has the address of `{_shown(earlier)}`: {shorten(link.url)}",
            severity=None if one_role else Severity.INFO,
            related=[context.related(earlier.span, "the same address")],
            fix=_fix(context, earlier, link) if one_role else None,
            entry=entry,
        )


def _is_mismatch(context: Context, entry: Entry, one: Link, other: Link) -> bool:
    """Whether L010 speaks of one of the two."""
    return any(broken_promise(link, entry, context.knowledge) for link in (one, other))


def _key(url: str) -> str:
    """An address without what makes no other page of it: the scheme, `www.`, a last slash."""
    scheme, found, rest = url.partition("://")
    if not found or scheme.lower() not in ("http", "https"):
        return url
    host, slash, path = rest.partition("/")
    return host.lower().removeprefix("www.") + (slash + path).rstrip("/")


def _shown(link: Link) -> str:
    return shorten(link.label if link.label.startswith("[") else f"[{link.label}]", 40)


def _fix(context: Context, earlier: Link, link: Link) -> Fix | None:
    """The removal of a link that stands right behind the first, with what separates the two."""
    text = context.text
    start, end = _enclosed(text, earlier.span).end, _enclosed(text, link.span)
    between = text[start : end.start]
    if end.start < start or between.strip(_BETWEEN) or link.form not in ("inline", "reference"):
        return None
    return safe(f"Remove the second `{_shown(link)}`", Edit(Span(start, end.end), ""))


def _enclosed(text: str, span: Span) -> Span:
    """A link with the brackets that stand around it alone."""
    start, end = span
    while start > 0 and end < len(text) and _PAIRS.get(text[start - 1]) == text[end]:
        start, end = start - 1, end + 1
    return Span(start, end)
