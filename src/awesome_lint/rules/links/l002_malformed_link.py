"""L002: text meant as a link that is none, and addresses that can be none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.findings import Fix, Severity
from awesome_lint.model import Entry, Malformed
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten
from awesome_lint.rules.links.destinations import Destination, other_uses
from awesome_lint.source import Edit, Span

_ENDINGS = "pdf|md|html?|png|jpe?g|gif|svg|pptx?|docx?|zip|mp4|ipynb|txt|bib|py"
_FILE = pattern(rf"[^\s\"'<>()]*/[^\"'<>()]*|[^\"'<>()/]*\.(?:{_ENDINGS})", re.IGNORECASE)


class MalformedLink(Rule):
    """Text that was meant as a link, or an address that can be none.

    ## What it does
    Reports what Markdown does not make a link (`[PDF](a file.pdf)`, a missing closing parenthesis), and links whose
    address cannot be one: one address inside another, a missing scheme (`www.…`), a scheme cut short (`https:/…`), an
    identifier of the wrong form on a host whose identifiers are known, a paper host's address without any identifier.

    ## Why is this bad
    The link is dead, or is printed as raw text.

    ## When it is silent
    For relative files, fragments, `mailto:` and other schemes, and for brackets too many or too few beside a working
    link (S006).

    ## Fix safety
    Safe, and offered only where the repair is certain: spaces of a file's name become `%20`, the inner one of two
    addresses is kept, the scheme is completed.
    """

    code = "L002"
    name = "malformed-link"
    severity = Severity.ERROR
    fixable = "safe"
    valid = (
        Example(
            "# Papers\n\n"
            "- [Turning Heads with Motion](https://arxiv.org/abs/2101.00001v2)\n"
            "- [A Paper about Still Life](./papers/still%20life.pdf) [notes](../../wiki)\n"
            "- [mail](mailto:someone@example.org)\n"
        ),
        Example("# Papers\n\n- [Turning Heads](https://web.archive.org/web/2020/https://example.org/heads.pdf)\n"),
    )
    invalid = (
        Example(
            "# Papers\n\n- [Turning Heads with Motion](./papers/turning heads.pdf)\n",
            findings=(Expected(3, "spaces"),),
            fixed="# Papers\n\n- [Turning Heads with Motion](./papers/turning%20heads.pdf)\n",
        ),
        Example(
            "# Papers\n\n- [Turning Heads with Motion](./papers/https://example.org/heads.pdf)\n",
            findings=(Expected(3, "one address inside another"),),
            fixed="# Papers\n\n- [Turning Heads with Motion](https://example.org/heads.pdf)\n",
        ),
        Example(
            "# Papers\n\n- [Turning Heads with Motion](www.example.org/heads.pdf)\n- [Still Life](https://arxiv.org/abs)\n",
            findings=(Expected(3, "no `https://`"), Expected(4, "arxiv.org/abs")),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for malformed in context.document.malformed:
            yield _no_link(context, malformed)
        for destination in context.facts.destinations:
            if destination.url and (report := _no_address(context, destination)):
                yield report


def _no_address(context: Context, destination: Destination) -> Report | None:
    hosts = context.knowledge.hosts
    url = destination.url
    first = (destination.uses or (destination.span,))[0]
    reason = hosts.malformed_reason(url, of_paper=True)
    if reason is None:
        return None
    entry = context.facts.entry_at(first.start)
    if entry is None or not _is_paper_link(entry, first) or context.knowledge.labels.names_host(entry.title):
        reason = hosts.malformed_reason(url, of_paper=False)
    if reason is None:
        return None
    repaired = hosts.repaired_url(url)
    fix: Fix | None = None
    if repaired and context.document.source.slice(destination.url_span) == url:
        fix = safe(f"Write `{repaired}`", Edit(destination.url_span, repaired))
    return context.report(
        destination.place,
        f"`{shorten(url, 80)}` can be no address: {reason}",
        related=other_uses(context, destination),
        fix=fix,
        entry=entry,
    )


def _is_paper_link(entry: Entry, span: Span) -> bool:
    """Whether a link is meant to lead to an entry's paper: there a paper host's front page names none."""
    if entry.kind == "resource":
        return False
    return any(
        link.role == "paper" and span.start <= link.span.start < max(span.end, span.start + 1) for link in entry.links
    )


def _no_link(context: Context, malformed: Malformed) -> Report:
    source = context.document.source
    fix: Fix | None = None
    repaired = _encoded(malformed.url)
    if repaired and source.slice(malformed.url_span) == malformed.url:
        fix = safe(f"Write `{repaired}`", Edit(malformed.url_span, repaired))
    why = "its destination holds spaces" if " " in malformed.url.strip() else "its end is missing"
    return context.report(
        malformed.span,
        f"`{shorten(source.slice(malformed.span), 80)}` is no link: {why}",
        fix=fix,
        entry=context.facts.entry_at(malformed.span.start),
    )


def _encoded(path: str) -> str | None:
    """A relative file's path with its spaces encoded; None where it may be no path."""
    path = path.strip()
    if " " not in path or "://" in path or not _FILE.fullmatch(path):
        return None
    return path.replace(" ", "%20")
