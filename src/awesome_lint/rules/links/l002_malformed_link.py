"""L002: text meant as a link that is none, and addresses that can be none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.findings import Fix, Severity
from awesome_lint.model import Entry, Malformed
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten
from awesome_lint.rules.links.destinations import Destination, other_uses
from awesome_lint.rules.links.relative import target_of
from awesome_lint.source import Edit, Span

_ENDINGS = "pdf|md|html?|png|jpe?g|gif|svg|pptx?|docx?|zip|mp4|ipynb|txt|bib|py"
_FILE = pattern(rf"[^\s\"'<>()]*/[^\"'<>()]*|[^\"'<>()/]*\.(?:{_ENDINGS})", re.IGNORECASE)

# Behind the bracketed text: an address in parentheses after spaces; an address that ends where nothing closes it.
_APART = pattern(r"([ \t]+)\(https?://[^\s()<>\[\]]+\)")
_UNCLOSED = pattern(r"\((https?://[^\s()<>\[\]|\"'`]*[\w/])(?=\s|$)")
_CLOSED_WRONG = pattern(r"\((https?://[^\s()<>\[\]|\"'`]*[\w/])\](?=\s|$)")


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
    Safe, and offered only where the repair is certain: spaces in the name of a file that is there become `%20`, the
    inner one of two addresses is kept, the scheme is completed, a missing `)` is written behind a whole address, a
    bracket inside the address goes behind the link.
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
            "# Papers\n\n"
            "- Turning Heads with Motion [[paper](Turning Heads: The Paper of it)] [[code](https://github.com/heads/turning)]\n",
            findings=(Expected(3, "its destination holds spaces"),),
        ),
        Example(
            "# Papers\n\n- [Turning Heads with Motion](./papers/turning heads.pdf)\n",
            findings=(Expected(3, "spaces"),),
            fixed="# Papers\n\n- [Turning Heads with Motion](./papers/turning%20heads.pdf)\n",
            others={"papers/turning heads.pdf": ""},
        ),
        Example(
            "# Papers\n\n- [Turning Heads with Motion](./papers/https://example.org/heads.pdf)\n",
            findings=(Expected(3, "one address inside another"),),
            fixed="# Papers\n\n- [Turning Heads with Motion](https://example.org/heads.pdf)\n",
        ),
        Example(
            "# Papers\n\n- [Turning Heads with Motion](www.example.org/heads.pdf)\n- [Still Life](https://arxiv.org/abs)\n",
            findings=(Expected(3, "no `https://`"), Expected(4, "arxiv.org/abs")),
            fixed="# Papers\n\n- [Turning Heads with Motion](https://www.example.org/heads.pdf)\n"
            "- [Still Life](https://arxiv.org/abs)\n",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion [[paper](https://arxiv.org/abs/2101.00001])\n"
            "- A Paper about Still Life [[paper](https://arxiv.org/abs/2101.00002)]\n",
            findings=(Expected(3, "is no arXiv number"),),
            fixed="# Papers\n\n"
            "- Turning Heads with Motion [[paper](https://arxiv.org/abs/2101.00001)]\n"
            "- A Paper about Still Life [[paper](https://arxiv.org/abs/2101.00002)]\n",
            note="The bracket was meant to close the one before the link.",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion [paper](https://arxiv.org/abs/2101.00001 [code](https://github.com/heads/turning)\n"
            "- A Paper about Still Life [paper] (https://arxiv.org/abs/2101.00002)\n"
            "- Marble Busts of Rome [paper](https://arxiv.org/abs/2101.00003)\n",
            findings=(Expected(3, "its end is missing"), Expected(4, "a space stands between its brackets")),
            fixed="# Papers\n\n"
            "- Turning Heads with Motion [paper](https://arxiv.org/abs/2101.00001) [code](https://github.com/heads/turning)\n"
            "- A Paper about Still Life [paper](https://arxiv.org/abs/2101.00002)\n"
            "- Marble Busts of Rome [paper](https://arxiv.org/abs/2101.00003)\n",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [paper](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [paper](https://arxiv.org/abs/2101.00002] [code](https://github.com/a/b)\n",
            findings=(Expected(4, "a bracket of another kind closes it"),),
            fixed="# Papers\n\n"
            "- Turning Heads with Implicit Motion [paper](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [paper](https://arxiv.org/abs/2101.00002) [code](https://github.com/a/b)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        begun: set[int] = set()
        for malformed in context.document.malformed:
            begun.add(malformed.span.end + 1)
            yield _no_link(context, malformed)
        for destination in context.facts.destinations:
            # An address behind a label, which is read as a bare one, is what has been reported.
            if (
                destination.url
                and destination.span.start not in begun
                and (report := _no_address(context, destination))
            ):
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
    return context.report(
        destination.place,
        f"`{shorten(url, 80)}` can be no address: {reason}",
        related=other_uses(context, destination),
        fix=_repair(context, destination, hosts.repaired_url(url), entry),
        entry=entry,
    )


def _repair(context: Context, destination: Destination, repaired: str | None, entry: Entry | None) -> Fix | None:
    """The fix that writes the `repaired` address, where the source shows the address as it is and nothing is doubtful.

    A bracket that slipped into the address goes behind the link, where the one before the link waits for it.
    """
    url, text = destination.url, context.text
    if not repaired or text[slice(*destination.url_span)] != url or _has_ending_of_its_own(repaired, entry):
        return None
    edit = Edit(destination.url_span, repaired)
    start, end = destination.span
    opened = destination.form == "inline" and text[start - 1 : start] == "[" and text[end : end + 1] != "]"
    if url == repaired + "]" and opened:
        return safe("Close the bracket behind the link", edit, Edit(Span(end, end), "]"))
    return safe(f"Write `{repaired}`", edit)


def _has_ending_of_its_own(repaired: str, entry: Entry | None) -> bool:
    """Whether another link of the entry leads to the same address without its file ending.

    Then the ending is left over, like the folder before the address, of the name that a file would have had.
    """
    stem, dot, ending = repaired.rpartition(".")
    if not dot or "/" in ending or entry is None:
        return False
    return any(link.url == stem for link in entry.links)


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
    encoded = _encoded(malformed.url)
    if encoded and source.slice(malformed.url_span) == malformed.url and _is_there(context, encoded):
        fix = safe(f"Write `{encoded}`", Edit(malformed.url_span, encoded))
    why = "its destination holds spaces"
    if " " not in malformed.url.strip():
        why = "its end is missing"
        if apart := _APART.match(context.text, malformed.span.end):
            why = "a space stands between its brackets"
            fix = safe("Join the brackets", Edit(Span(*apart.span(1)), ""))
        elif unclosed := _UNCLOSED.match(context.text, malformed.span.end):
            if context.knowledge.hosts.malformed_reason(unclosed[1], of_paper=False) is None:
                fix = safe("Close the link", Edit(Span(unclosed.end(1), unclosed.end(1)), ")"))
        elif wrong := _CLOSED_WRONG.match(context.text, malformed.span.end):
            why = "a bracket of another kind closes it"
            if context.knowledge.hosts.malformed_reason(wrong[1], of_paper=False) is None:
                fix = safe("Close the link", Edit(Span(wrong.end(1), wrong.end()), ")"))
    return context.report(
        malformed.span,
        f"`{shorten(source.slice(malformed.span), 80)}` is no link: {why}",
        fix=fix,
        entry=context.facts.entry_at(malformed.span.start),
    )


def _is_there(context: Context, path: str) -> bool:
    """Whether a file is there, or nobody can tell: a link to a file that is missing is no certain repair."""
    target = target_of(context, path)
    return target is None or context.files.holds(target.path)


def _encoded(path: str) -> str | None:
    """A relative file's path with its spaces encoded; None where it may be no path."""
    path = path.strip()
    if " " not in path or "://" in path or not _FILE.fullmatch(path):
        return None
    return path.replace(" ", "%20")
