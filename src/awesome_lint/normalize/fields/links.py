"""Links: one address for one thing; arXiv and DOI links in one form, `https`, no redirectors, no tracking."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from awesome_lint.knowledge.spelling import arxiv_parts, is_sound, stands_beside
from awesome_lint.normalize.fields.changes import Change
from awesome_lint.normalize.fields.damage import lines_of
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Span
from awesome_lint.style.markup import safe_url

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.knowledge.hosts import Hosts
    from awesome_lint.model import Document, Entry, Link
    from awesome_lint.normalize.fields import Choices

_ARXIV = "https://arxiv.org"
_DOI = "doi.org"
_FRONT = pattern(r"https?://[^/]+/(?:[a-z]{2}/)?(?:abs|overview|papers|html)/", re.IGNORECASE)
_DOCUMENT = pattern(r"/(?:e?pdf|pdfft|epub)(?:/|$)|\.pdf$|/(?:html?|full|supp\w*)(?:/|$)", re.IGNORECASE)


class _Forms(NamedTuple):
    """The forms that links take: of arXiv's by what their label says of it (`pdf`, `abs`, else ""), of DOIs."""

    arxiv: dict[str, str]
    ending: str
    doi: bool


def changes(document: Document, like: Document, choices: Choices, known: Knowledge) -> list[Change]:
    """The edits that give the addresses of entries their usual form, a reference's in its definition."""
    text = document.source.text
    users: defaultdict[Span, list[tuple[int, Entry, Link]]] = defaultdict(list)
    for index, entry in enumerate(document.entries):
        for link in entry.links:
            if "://" in link.url and text[link.url_span.start : link.url_span.end] == link.url:
                users[link.url_span].append((index, entry, link))
    forms = _forms(like, choices)
    wanted = {span: _usual(uses, forms, known) for span, uses in users.items()}
    found: list[Change] = []
    for span, uses in users.items():
        url = wanted[span]
        if url == uses[0][2].url or any(_meets(entry, span, url, wanted) for _, entry, _ in uses):
            continue
        edits = {Edit(span, url)}
        for _, _, link in uses:
            if link.label_span != span and text[link.label_span.start : link.label_span.end] == link.url:
                edits.add(Edit(link.label_span, url))  # the address is shown, too
        found.append(Change(frozenset(index for index, _, _ in uses), tuple(sorted(edits))))
    found += [
        Change(frozenset((index,)), one.edits)
        for index, one in lines_of(document)
        if one.label and not any(link.span == one.span and link.in_title for link in one.entry.links)
    ]
    return found


def _meets(entry: Entry, span: Span, url: str, wanted: dict[Span, str]) -> bool:
    """Whether another link of the entry leads to this very address, or will."""
    return any(link.url_span != span and url in (link.url, wanted.get(link.url_span)) for link in entry.links)


def _usual(uses: list[tuple[int, Entry, Link]], forms: _Forms, known: Knowledge) -> str:
    """The usual address of what a link leads to; the same one where nothing is to be changed."""
    hosts = known.hosts
    _, entry, link = uses[0]
    url = link.url
    if (target := hosts.unwrap(url)) is not None:
        url = safe_url(target)
    if hosts.malformed_reason(url) is not None or hosts.is_shortener(url):
        return link.url
    if (at := _paper_behind_mirror(uses, url, known)) is not None:
        url = at
    elif not is_sound(hosts, url):
        return link.url
    spelling = hosts.spelling(url)
    if spelling is not None and (usual := hosts.canonical_url(url)) is not None:
        if not (spelling.mirror_of and any(stands_beside(hosts, one, url, spelling.mirror_of) for _, one, _ in uses)):
            url = usual
    url = _in_arxiv_form(url, entry, link, forms, hosts)
    if forms.doi and (at := _doi_of_page(uses, url, known)) is not None:
        url = at
    return url if hosts.identify(url).folded == link.identity.folded else link.url


# arXiv


def _paper_behind_mirror(uses: list[tuple[int, Entry, Link]], url: str, known: Knowledge) -> str | None:
    """The address at arXiv of what another site shows of it; None where the link may mean that site."""
    hosts = known.hosts
    site = hosts.host_of(url)
    identity = hosts.identify(url)
    if site is None or site.mirror_of != "arxiv.org" or identity.kind != "arxiv":
        return None
    for _, entry, link in uses:
        twins = [other for other in entry.links if other.identity.folded == identity.folded]
        if link.role != "paper" or len(twins) > 1 or known.labels.names_host(link.label) == site.key:
            return None
    return f"{_ARXIV}/abs/{identity.value}" if _FRONT.match(url) else f"{_ARXIV}/pdf/{identity.value}"


def _in_arxiv_form(url: str, entry: Entry, link: Link, forms: _Forms, hosts: Hosts) -> str:
    parts = arxiv_parts(url)
    if parts is None or hosts.identify(url).host != "arxiv.org":
        return url
    form = forms.arxiv[_says(link)] or parts["form"]
    rest = url[parts.end() :]
    rest = "" if rest == "?" else rest
    if _is_paired(entry, link) or rest:
        form = parts["form"]  # of a page in a PDF the abstract has none
    return f"{parts['origin']}{form}{parts['id']}{forms.ending if form == 'pdf' else ''}{rest}"


def _says(link: Link) -> str:
    """What a label says of the form of what it leads to: `pdf`, `abs`, or nothing."""
    words = re.findall(r"[a-z]+", link.label.lower()) if link.named else []
    if "pdf" in words:
        return "pdf"
    return "abs" if "abs" in words or "abstract" in words else ""


def _is_paired(entry: Entry, link: Link) -> bool:
    """Whether an entry links one paper twice: then both forms are meant."""
    return sum(other.identity.folded == link.identity.folded for other in entry.links) > 1


def _forms(like: Document, choices: Choices) -> _Forms:
    says: defaultdict[str, Counter[str]] = defaultdict(Counter)
    endings: Counter[str] = Counter()
    dois: Counter[bool] = Counter()
    links = {link.url_span: link for entry in like.entries for link in entry.links if link.url}
    for link in links.values():
        if link.identity.kind == "arxiv" and (parts := arxiv_parts(link.url)) is not None:
            says[_says(link)][parts["form"]] += 1
            if parts["form"] == "pdf":
                endings[parts["ending"] or ""] += 1
        elif link.identity.kind == "doi" and link.role == "paper":
            dois[link.identity.host == _DOI] += 1
    total = sum(says.values(), start=Counter[str]())
    form = choices.arxiv or ("pdf" if total["pdf"] > total["abs"] else "abs")
    arxiv = {
        what: form if choices.arxiv or what in ("", form) or says[what][form] > says[what][what] else what
        for what in ("", "pdf", "abs")
    }
    ending = ".pdf" if endings[".pdf"] > endings[""] else ""
    return _Forms(arxiv, ending, choices.doi == "doi.org" or (choices.doi is None and dois[True] > dois[False]))


# DOIs


def _doi_of_page(uses: list[tuple[int, Entry, Link]], url: str, known: Knowledge) -> str | None:
    """The DOI's address of a publisher's page; None where a file or a place in it is meant, or the publisher named."""
    hosts = known.hosts
    identity = hosts.identify(url)
    if identity.kind != "doi" or identity.host == _DOI or "#" in url or _DOCUMENT.search(url.partition("?")[0]):
        return None
    for _, _, link in uses:
        if link.role != "paper" or known.labels.names_host(link.label) is not None or _says(link):
            return None
    at = url.lower().find(identity.value)
    value = url[at : at + len(identity.value)] if at >= 0 else identity.value
    return safe_url(f"https://{_DOI}/{value}")
