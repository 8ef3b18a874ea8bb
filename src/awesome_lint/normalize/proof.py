"""What was written is proven by reading it again: every entry says what it said, and nothing beside it is gone."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

from awesome_lint.model import Document, Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span

FIELDS = (
    *("kind", "title", "alias", "authors"),
    *("venue as written", "venue", "source of the venue", "venue's year", "track"),
    *("year", "source of the year", "status", "unavailable links", "roles without a link", "keywords", "notes"),
    *("check box", "placeholder", "identifiers", "links"),
)
"""What `Entry.meaning` holds, in its order, in words."""

_LINK_PARTS = ("roles of links", "addresses of links", "labels of links", "identities of links")
_ORDER = ("title", "links", "labels of links", "notes", "authors")  # what tells most comes first
_SIGN = r":[a-z][a-z0-9_+-]*:|[\u2300-\u23ff\u2600-\u27bf\u2b05-\u2bff\U0001f000-\U0001faff]"
_SIGNS = pattern(_SIGN)
_KEPT = pattern(  # what no field holds, and a reader would miss
    rf"<!--.*?-->|\[\^[^\]\s]+\]|~~|<(?:del|s|strike)\b|{_SIGN}"
    r"|\b(?:id|name)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)|!\[|<img\b"
    r"|^[ \t>]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\r?$|^[ \t>]{0,3}\[[^\]\n]+\]:"
    r"|https?://[^\s<>\"'\])|]+",
    24,  # re.DOTALL | re.MULTILINE
)


class Change(NamedTuple):
    """An entry, by its index before, that is not read as it was, and how: `its title would change`; index -1: none."""

    entry: int
    why: str


_LEFT_OUT = {
    "alias": ("alias",),
    "authors": ("authors",),
    "venue": ("venue as written", "venue", "source of the venue", "venue's year", "year", "source of the year"),
    "venue_year": ("venue's year", "year", "source of the year"),
    "year": ("venue's year", "year", "source of the year"),
    "track": ("track",),
    "status": ("status",),
    "notes": ("notes",),
    "keywords": ("keywords",),
    "checked": ("check box",),
    "unlinked": ("roles without a link",),
    "unavailable": ("unavailable links",),
}
"""What is not compared where a target has no place for a field."""


class Told(NamedTuple):
    """What entries are compared by. `lost` is what an entry is written without.

    `own` is False in the style of another list: labels of links are that list's then, and an entry may get a box.
    `by_role`: links of different roles stand in columns of their own, so that only those of one role have an order.
    `relabelled`: links of these roles have a label that was asked for, `links` those of all roles.
    """

    own: bool = True
    lost: tuple[str, ...] = ()
    by_role: bool = False
    relabelled: frozenset[str] = frozenset()


def differences(before: Entry, after: Entry, told: Told | None = None) -> list[str]:
    """What two entries do not say alike, in words, what tells most first; empty where they mean the same."""
    told = told or _ALL
    if told.by_role:
        before, after = _role_by_role(before), _role_by_role(after)
    found = []
    if before.section != after.section:
        found.append("section")
    if before.meaning != after.meaning:
        for name, one, other in zip(FIELDS, before.meaning, after.meaning, strict=True):
            if one != other:
                found += _of_links(before, after, told) if name == "links" else [name]
    if not told.own and before.checked is None and after.checked is False:
        found.remove("check box")
    if told.lost:
        left_out = {"kind", "identifiers", *(name for lost in told.lost for name in _LEFT_OUT.get(lost, ()))}
        found = [name for name in found if name not in left_out]
    return sorted(found, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))


def _role_by_role(entry: Entry) -> Entry:
    return entry._replace(links=tuple(sorted(entry.links, key=lambda link: link.role)))


def _of_links(before: Entry, after: Entry, told: Told) -> list[str]:
    """In what the links of two entries differ."""
    gone = {name.removeprefix("link:") for name in told.lost if name.startswith("link:")}
    links = [link for link in before.links if link.role not in gone]
    if len(links) != len(after.links):
        return ["links"]
    found = [
        name
        for name, part in zip(_LINK_PARTS, ("role", "url", "label", "canonical"), strict=True)
        if (part != "label" or told.own)
        and any(
            getattr(one, part) != getattr(two, part) and not (part == "label" and told.relabelled & {one.role, "links"})
            for one, two in zip(links, after.links, strict=True)
        )
    ]
    if found and told.own and not gone and sorted(_said(before)) == sorted(_said(after)):
        return ["order of links"]
    return found


_ALL = Told()


def _said(entry: Entry) -> list[tuple[str, str, str]]:
    return [(link.role, link.url, link.label) for link in entry.links]


def unsound(before: str, after: str, values: str = "") -> str:
    """What is wrong with the new Markdown of an entry that its fields do not show, in words; empty where it is sound.

    It may have lost what no field holds, a comment, a footnote's mark, an anchor; or brackets that paired before.
    `values` is what the entry's values are written with: brackets that do not pair in there need not pair anywhere.
    """
    kept = Counter(_KEPT.findall(before))
    if kept:
        kept.subtract(_KEPT.findall(after))
        if lost := next((what for what, times in kept.items() if times > 0), ""):
            return f"`{lost.strip()}` would be lost"
    alone = zip(_unpaired(before), _unpaired(values), _unpaired(after), strict=True)
    if any(now > max(was, within) for was, within, now in alone):
        return "its brackets or marks would not pair"
    return ""


def is_sign(text: str) -> bool:
    """Whether a text is nothing but emoji and shortcodes."""
    return bool(text) and not _SIGNS.sub("", text).strip(" \ufe0f")


def lost_signs(before: str, after: str) -> tuple[str, ...]:
    """The emoji and shortcodes of a text that another one does not have."""
    lost = Counter(_SIGNS.findall(before))
    lost.subtract(_SIGNS.findall(after))
    return tuple((+lost).elements())


def _unpaired(text: str) -> Iterator[int]:
    """Of every kind of brackets and marks how many have no partner."""
    for opening, closing in ("()", "[]", "（）", "【】"):
        yield abs(text.count(opening) - text.count(closing))
    for mark in ("**", "__", "~~", "`"):
        yield text.count(mark) % 2


def changes(
    before: Document, after: Document, places: Mapping[int, Span], told: Mapping[int, Told]
) -> Iterator[Change]:
    """The entries that are read otherwise than before, in order.

    `places` has, for every entry of `before` by its index, where it stands in `after`, `told` by what it is compared
    where that is less than all. An entry that is new there counts as a change of the one before it.
    """
    order = sorted(places, key=lambda index: places[index].start)
    starts = [places[index].start for index in order]
    found: dict[int, list[Entry]] = {}
    for entry in after.entries:
        at = bisect_right(starts, entry.span.start) - 1
        if at >= 0 and entry.span.start < max(places[order[at]].end, places[order[at]].start + 1):
            found.setdefault(order[at], []).append(entry)
        else:
            yield Change(order[max(at, 0)] if order else -1, "an entry would be read that there is not")
    for index in order:
        now = found.get(index, [])
        if len(now) != 1:
            yield Change(index, "it would be read as several entries" if now else "it would not be read as an entry")
        elif other := differences(before.entries[index], now[0], told.get(index, _ALL)):
            yield Change(index, f"its {' and its '.join(other[:2])} would change")


def shorten(text: str, length: int = 40) -> str:
    """A title for messages."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


_BESIDE = "it stands in one run with "


def beside(entry: Entry, why: str) -> str:
    """The reason of an entry that stays for another one's sake."""
    return f"{_BESIDE}`{shorten(entry.title or entry.alias or '')}`: {why}"


def is_beside(why: str) -> bool:
    """Whether a reason is another entry's."""
    return why.startswith(_BESIDE)
