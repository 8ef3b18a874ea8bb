"""What a page says that it is: the tags that it holds for indexes of papers and for whoever shares it.

Sources: "Inclusion Guidelines for Webmasters" (scholar.google.com/intl/en/scholar/inclusion.html), whose `citation_…`
tags publishers write, and the Open Graph protocol (ogp.me).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from awesome_lint.model.evidence import Described, Published
from awesome_lint.net.resolvers.people import in_reading_order, people
from awesome_lint.net.walls import Page, page_text, title_of
from awesome_lint.patterns import pattern

_META = pattern(rb"<meta\s[^<>]{1,4000}>", re.IGNORECASE)
_NAME = pattern(rb"\b(?:name|property)\s*=\s*[\"']?([\w.:-]{1,60})", re.IGNORECASE)
_CONTENT = pattern(rb"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_YEAR = pattern(r"(?:^|\D)((?:19|20)\d\d)(?!\d)")
_DOI = pattern(r"10\.\d{4,9}/\S{1,200}")
_READ = ("citation_", "og:")
_MOST = 3_000  # tags
_VENUES = ("citation_conference_title", "citation_journal_title", "citation_inbook_title", "citation_conference")
_DATES = ("citation_publication_date", "citation_date", "citation_online_date", "citation_year")


def describe(page: Page, source: str) -> tuple[tuple[Described, ...], tuple[Published, ...]]:
    """What a page says that it is, and where it says that that was published; nothing where it has no title."""
    tags = _tags(page)
    title = _first(tags, ("citation_title",))
    if not title:
        title = _first(tags, ("og:title",)) or (title_of(page) or "")
        return ((Described(source, title),) if title else ()), ()
    dated = _YEAR.search(_first(tags, _DATES))
    year = int(dated[1]) if dated else None
    doi = _DOI.search(_first(tags, ("citation_doi",)))
    authors = people(map(in_reading_order, _authors(tags)))
    described = Described(source, title, authors, year, doi[0].lower() if doi else "", kind="paper")
    venue = _first(tags, _VENUES)
    return (described,), ((Published(venue, year, source, described.doi),) if venue else ())


def _authors(tags: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """One tag an author, or all in one: between semicolons."""
    if "citation_author" in tags:
        return tags["citation_author"]
    return [name.strip() for whole in tags.get("citation_authors", ()) for name in whole.split(";")]


def _first(tags: Mapping[str, Sequence[str]], names: Sequence[str]) -> str:
    return next((text for name in names for text in tags.get(name, ()) if text), "")


def _tags(page: Page) -> Mapping[str, Sequence[str]]:
    """The texts of the tags that are read, by their names."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for number, tag in enumerate(_META.finditer(page.body)):
        if number == _MOST:
            break
        name, content = _NAME.search(tag[0]), _CONTENT.search(tag[0])
        if name is None or content is None:
            continue
        key = name[1].decode("ascii", "replace").lower()
        if key.startswith(_READ):
            text = page_text(content[1] if content[1] is not None else content[2], page)
            if text:
                found[key].append(text)
    return found
