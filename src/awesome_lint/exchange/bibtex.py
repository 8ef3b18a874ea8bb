"""BibTeX, for papers that cite what a list recommends, and for reference managers.

Types: `inproceedings` (conferences, workshops), `article` (journals, magazines), `incollection` (series of books),
`misc` (preprints, with `eprint` and `archiveprefix`; venues that are not known; tools, sites), `dataset`. The year and
the venue that an entry has of its heading are its own here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from awesome_lint.exchange.citation_keys import citation_keys
from awesome_lint.exchange.csv import join
from awesome_lint.exchange.fields import ROLES, Lost, Problem, Row
from awesome_lint.exchange.latex import encode
from awesome_lint.exchange.people import people_of
from awesome_lint.knowledge import Knowledge
from awesome_lint.model import Document, Entry, Link
from awesome_lint.parse.fields.links import role_behind

HELD: Mapping[str, str] = MappingProxyType(
    {
        "title": "title",
        "alias": "shorttitle",
        "authors": "author; the names and their order, not what stands between them",
        "venue_raw": "booktitle, journal or howpublished",
        "track": "track",
        "year": "year",
        "status": "pubstate: submitted (under review), forthcoming (accepted)",
        "links": (
            "url (the main one), and a field named like the role for each role, addresses separated by spaces;"
            " each address once, without its label and the order among roles"
        ),
        "ids": "doi, eprint with archiveprefix (arXiv); others by their addresses",
        "keywords": "keywords",
        "notes": "note",
        "section": "groups",
        "kind": "the type of the entry, and kind where the type says something else",
        "unavailable": "unavailable",
        "unlinked": "unlinked",
        "checked": "checked",
    }
)
"""The fields of the model that BibTeX holds, and where. `venue` and `ids` are found again by them."""
NOT_HELD = ("line", "end_line", "venue_source", "year_source", "placeholder")
"""What BibTeX has no place for. An entry without a title is left out."""
STATUSES: Mapping[str, str] = MappingProxyType({"under-review": "submitted", "accepted": "forthcoming"})

_TYPES = {
    "conference": ("inproceedings", "booktitle"),
    "workshop": ("inproceedings", "booktitle"),
    "journal": ("article", "journal"),
    "magazine": ("article", "journal"),
    "book-series": ("incollection", "booktitle"),
    "preprint": ("misc", "howpublished"),
}
_MAIN_ROLES = {"paper": ("paper",), "dataset": ("data", "paper", "page"), "resource": ("page", "code", "project")}
_INDENT = "  "
_ENDING = frozenset('{}\\"')


def read(text: str, known: Knowledge) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """See `bibtex_reading.read`."""
    from awesome_lint.exchange import bibtex_reading

    return bibtex_reading.read(text, known)


def write(documents: Sequence[Document], known: Knowledge) -> tuple[str, tuple[Lost, ...]]:
    """All entries, and what of some of them is not in it: see `HELD`; labels and sources are in none."""
    kept: list[tuple[Document, Entry]] = []
    lost: list[Lost] = []
    for document in documents:
        for entry in document.entries:
            if entry.title:
                kept.append((document, entry))
            else:
                lost.append(Lost(document.path, entry.line, "", ("entry",)))
            if entry.title and any(not link.url for link in entry.links):
                lost.append(Lost(document.path, entry.line, entry.title, ("links without an address",)))
    entries = [entry for _, entry in kept]
    keys = citation_keys(entries, known.labels)
    return "\n".join(_written(entry, key, known) for entry, key in zip(entries, keys, strict=True)), tuple(lost)


def _written(entry: Entry, key: str, known: Knowledge) -> str:
    kind, fields = fields_of(entry, known)
    lines = [f"{_INDENT}{name} = {{{value}}}" for name, value in fields.items()]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def fields_of(entry: Entry, known: Knowledge) -> tuple[str, dict[str, str]]:
    """The type of an entry, and its fields in LaTeX."""
    kind, place = _type_of(entry, known)
    people = people_of(entry.authors) if entry.authors else None
    fields = {"title": encode(entry.title, capitals=True)}
    if entry.alias:
        fields["shorttitle"] = encode(entry.alias, capitals=True)
    if entry.authors and people is not None and not people.names:
        fields["author"] = f"{{{encode(entry.authors)}}}"  # no name is seen in it
    elif people is not None:
        fields["author"] = " and ".join([*map(_person, people.names), *(["others"] if people.others else [])])
    if entry.venue_raw:
        fields[place] = encode(entry.venue_raw)
    if entry.year:
        fields["year"] = str(entry.year)
    if entry.track:
        fields["track"] = encode(entry.track)
    if entry.status:
        fields["pubstate"] = STATUSES[entry.status]
    fields |= _link_fields(entry)
    if entry.keywords:
        fields["keywords"] = encode(join(entry.keywords, also=";"))
    if entry.notes:
        fields["note"] = encode(entry.notes)
    if entry.section:
        fields["groups"] = encode(join(entry.section, " > "))
    if entry.unavailable:
        fields["unavailable"] = join(entry.unavailable)
    if entry.unlinked:
        fields["unlinked"] = join(entry.unlinked)
    if entry.checked is not None:
        fields["checked"] = "true" if entry.checked else "false"
    if kind_of(kind, fields) != entry.kind:
        fields["kind"] = entry.kind
    return kind, fields


def kind_of(type_: str, fields: Mapping[str, str]) -> str:
    """The kind of entry that a type of BibTeX with such fields means, where no field says it."""
    if type_ == "dataset":
        return "dataset"
    if type_ in ("software", "online", "electronic", "www", "webpage", "manual"):
        return "resource"
    if type_ == "misc" and not any(name in fields for name in ("author", "eprint", "doi", "howpublished")):
        return "resource"
    return "paper"


def _type_of(entry: Entry, known: Knowledge) -> tuple[str, str]:
    """The type, and the field of the venue."""
    venue = known.venues.known(entry.venue) or known.venues.lookup(entry.venue) if entry.venue else None
    if entry.kind == "dataset" and venue is None:
        return "dataset", "howpublished"
    return _TYPES.get(venue.kind if venue else "", ("misc", "howpublished"))


def _person(name: str) -> str:
    """A name as one of several: what would read as two, or as a family name in front, in braces."""
    encoded = encode(name)
    lowered = f" {name.lower()} "
    return f"{{{encoded}}}" if " and " in lowered or "," in name or lowered.strip() == "others" else encoded


def _link_fields(entry: Entry) -> dict[str, str]:
    """The addresses: the main one, identifiers, and all others by their roles."""
    links: dict[tuple[str, str], Link] = {}
    for link in entry.links:
        if link.url:
            links.setdefault((link.role, plain_address(link.url)), link)
    main = next((key for role in _MAIN_ROLES[entry.kind] for key in links if key[0] == role), next(iter(links), None))
    fields = {}
    if main is not None:
        fields["url"] = main[1]
        # Read again, the address alone may say something else of what it is for.
        if role_behind(links[main].url, links[main].identity, entry.kind) == main[0] and not any(
            url == main[1] for role, url in links if role != main[0]
        ):
            del links[main]
    if "doi" in entry.ids:
        fields["doi"] = plain_address(entry.ids["doi"])
    if "arxiv" in entry.ids:
        fields |= {"eprint": plain_address(entry.ids["arxiv"]), "archiveprefix": "arXiv"}
    for role in ROLES:
        if urls := list(_of_role(role, links)):
            fields[role] = " ".join(urls)
    return fields


def _of_role(role: str, links: Mapping[tuple[str, str], Link]) -> Iterator[str]:
    return (url for named, url in links if named == role)


def plain_address(url: str) -> str:
    """An address that ends no value and no list of addresses early."""
    return "".join(f"%{ord(char):02X}" if char in _ENDING or char.isspace() else char for char in url)
