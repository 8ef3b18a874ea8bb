"""L009: another address of the same thing than the usual one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Fix, Severity
from awesome_lint.knowledge.hosts import Spelling
from awesome_lint.knowledge.spelling import arxiv_parts, is_sound, stands_beside
from awesome_lint.model import Entry, Evidence
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, safe, shorten, unsafe
from awesome_lint.rules.links.destinations import Destination, other_uses
from awesome_lint.rules.links.targets import moved_to, secure_origin
from awesome_lint.source import Edit, Span

_SHOWN_PARAMETERS = 3
_WRONG_FORMS = {"abs": "leads to the PDF, not to the abstract", "pdf": "leads to the abstract, not to the PDF"}


class NonCanonicalLink(Rule):
    """Another address of the same thing than its usual one.

    ## What it does
    Reports the hosts of mirrors (`export.arxiv.org`, `dx.doi.org`), `http:` where the host is known to serve `https:`
    or, for the link checker, redirects there for good, and parameters that only follow readers about (`utm_source`). A
    pinned version of an arXiv paper (`v2`) is a finding of its own, an info. The option `arxiv` asks for one form of
    arXiv addresses in the whole list.

    ## Why is this bad
    Mirrors close down, plain `http:` can be read and changed on its way, and one paper under several addresses is
    found by none of them. A pinned version hides what the authors corrected since.

    ## When it is silent
    For hosts that the knowledge base does not know, for a mirror beside the usual address in one entry, for
    parameters outside of entries, where they may be meant (sponsors), and for malformed addresses (L002), wrappers
    and shorteners (L008).

    ## Fix safety
    Safe: the address leads to the same page. Unsafe for a pinned version: the latest one may say something else.
    """

    code = "L009"
    name = "non-canonical-link"
    severity = Severity.WARNING
    fixable = "safe"
    options: ClassVar[Mapping[str, Option]] = {
        "arxiv": Option(
            "keep", "the form of arXiv addresses: as they are, abstracts or PDF files", ("keep", "abs", "pdf")
        )
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- [Turning Heads with Motion](https://arxiv.org/abs/2101.00001) [pdf](https://arxiv.org/pdf/2101.00001.pdf)\n"
            "- [A Paper about Still Life](http://heads.example.org/?page=2)\n",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads [model](https://huggingface.co/lab/heads) [mirror](https://hf-mirror.com/lab/heads)\n\n"
            "Thanks to [our sponsor](https://sponsor.example.org/?utm_source=heads).\n",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n- [Walking Heads](http://heads.example.org/walking?utm_source=list)\n",
            findings=(Expected(3, "heads.example.org serves https, `utm_source` only follows"),),
            fixed="# Papers\n\n- [Walking Heads](https://heads.example.org/walking)\n",
            evidence={
                "http://heads.example.org/walking?utm_source=list": Evidence(
                    "moved", leads_to="https://heads.example.org/walking"
                )
            },
        ),
        Example(
            "# Papers\n\n"
            "- [Turning Heads with Motion](http://export.arxiv.org/abs/2101.00001)\n"
            "- [A Paper about Still Life](http://dx.doi.org/10.1145/1234567.1234568)\n"
            "- [Walking Heads](https://heads.example.org/?utm_source=list&page=2#top)\n",
            findings=(
                Expected(3, "`export.arxiv.org` is a mirror of arxiv.org"),
                Expected(4, "`dx.doi.org` is a mirror of doi.org"),
                Expected(5, "`utm_source` only follows readers about"),
            ),
            fixed="# Papers\n\n"
            "- [Turning Heads with Motion](https://arxiv.org/abs/2101.00001)\n"
            "- [A Paper about Still Life](https://doi.org/10.1145/1234567.1234568)\n"
            "- [Walking Heads](https://heads.example.org/?page=2#top)\n",
        ),
        Example(
            "# Papers\n\n- [Turning Heads with Motion](http://arxiv.org/pdf/2101.00001v2.pdf)\n",
            findings=(
                Expected(3, "arxiv.org serves https"),
                Expected(3, "version v2 is pinned", Severity.INFO),
            ),
            fixed="# Papers\n\n- [Turning Heads with Motion](https://arxiv.org/pdf/2101.00001.pdf)\n",
        ),
        Example(
            "# Papers\n\n- [Turning Heads with Motion](https://arxiv.org/pdf/2101.00001.pdf)\n",
            options={"arxiv": "abs"},
            findings=(Expected(3, "leads to the PDF"),),
            fixed="# Papers\n\n- [Turning Heads with Motion](https://arxiv.org/abs/2101.00001)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        form = str(context.options["arxiv"])
        for destination in context.facts.destinations:
            url = destination.url
            if "://" not in url or "://" not in context.document.source.slice(destination.url_span):
                continue  # of a bare `www.` address nobody wrote the scheme
            if form == "keep" and _is_usual(context, url):
                continue
            evidence = context.evidence(url)
            if moved_to(context.knowledge, url, evidence):
                continue  # L102 gives another address altogether
            secure = secure_origin(context.knowledge, url, evidence)
            spelling = context.knowledge.hosts.spelling(url)
            arxiv = arxiv_parts(url) if "arxiv" in url or form != "keep" else None
            if spelling is None and not secure and not (arxiv and (arxiv["version"] or form != "keep")):
                continue
            if is_sound(context.knowledge.hosts, url):  # else L002 or L008 speaks of it
                yield from _reports(context, destination, spelling, secure, arxiv, form)


def _is_usual(context: Context, url: str) -> bool:
    """Whether an address plainly is the usual one, as most are, and needs no closer look."""
    if not url.startswith("https://") or "?" in url:
        return False
    identity = context.knowledge.hosts.identify(url)
    if identity.kind == "url":
        return True
    return not identity.version and url[8:].removeprefix("www.").startswith(identity.host + "/")


def _reports(
    context: Context,
    destination: Destination,
    spelling: Spelling | None,
    secure: str,
    arxiv: re.Match[str] | None,
    form: str,
) -> Iterator[Report]:
    url = destination.url
    entry = context.facts.entry_at((destination.uses or (destination.span,))[0].start)
    reasons: list[str] = []
    edits: list[tuple[int, int, str]] = []  # start and end in the address, and what stands there instead
    if spelling is not None or secure:
        places = (url.find("/", url.find("://") + 3), url.find("?"), url.find("#"), len(url))
        origin = min(at for at in places if at >= 0)
        written = url[url.find("://") + 3 : origin].lower()
    if spelling is not None:
        mirror = spelling.mirror_of
        meant = bool(mirror) and entry is not None and stands_beside(context.knowledge.hosts, entry, url, mirror)
        if mirror and not meant:
            reasons.append(f"`{written}` is a mirror of {mirror}")
        elif mirror:
            spelling = spelling._replace(origin=f"{spelling.origin.partition('://')[0]}://{written}", secure=False)
        elif spelling.secure:
            reasons.append(f"{written} serves https")
        if reasons:
            edits.append((0, origin, spelling.origin))
    if secure and not edits:
        reasons.append(f"{written} serves https")
        edits.append((0, origin, secure))
    if spelling is not None and spelling.tracking and entry is not None:
        reasons.append(_tracking(spelling.tracking))
        start, end = url.find("?"), url.find("#")
        edits.append((start, len(url) if end < 0 else end, "?" + spelling.query if spelling.query else ""))
    hosts = context.knowledge.hosts
    if arxiv is not None and hosts.identify(url).host == "arxiv.org":
        if form != "keep" and arxiv["form"] != form:
            reasons.append(
                "leads to the PDF, not to the abstract" if form == "abs" else "leads to the abstract, not to the PDF"
            )
            edits.append((*arxiv.span("form"), form))
            if arxiv["ending"]:
                edits.append((*arxiv.span("ending"), ""))
        if arxiv["version"]:
            fix = _fix(context, destination, [(*arxiv.span("version"), "")], pinned=True)
            message = f"`{shorten(url, 80)}`: version {arxiv['version']} is pinned"
            yield _report(context, destination, entry, message, fix, Severity.INFO)
    if reasons:
        fix = _fix(context, destination, edits)
        yield _report(context, destination, entry, f"`{shorten(url, 80)}`: {', '.join(reasons)}", fix)


def _report(
    context: Context,
    destination: Destination,
    entry: Entry | None,
    message: str,
    fix: Fix | None,
    severity: Severity | None = None,
) -> Report:
    return context.report(
        destination.place,
        message,
        severity=severity,
        related=other_uses(context, destination),
        fix=fix,
        entry=entry,
    )


def _tracking(names: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{name}`" for name in dict.fromkeys(names[:_SHOWN_PARAMETERS]))
    more = ", …" if len(names) > _SHOWN_PARAMETERS else ""
    return f"{shown}{more} only follow{'' if len(names) > 1 else 's'} readers about"


def _fix(
    context: Context, destination: Destination, changes: list[tuple[int, int, str]], *, pinned: bool = False
) -> Fix | None:
    """The edits within an address; None where the source writes it in another way (entities)."""
    if context.document.source.slice(destination.url_span) != destination.url:
        return None
    start = destination.url_span.start
    edits = [Edit(Span(start + first, start + last), text) for first, last, text in changes]
    if pinned:
        return unsafe("Link to the latest version", *edits)
    return safe("Write the usual address", *edits)
