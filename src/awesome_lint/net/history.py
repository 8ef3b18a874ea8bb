"""Since when links are dead, in a small file beside the cache, or instead of one that was lost.

The file is JSON, one link a line: what the issue of a scheduled check is made from, and what a later run reads since
when, and on how many days, a link was found dead. It may come from anywhere: it is checked when it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from awesome_lint.model import Evidence
from awesome_lint.net.words import UNSAFE, plain
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

FORMAT, VERSION = "awesome-lint/dead-links", 1
MOST_LINKS = 20_000
LARGEST = 20_000_000  # bytes of a file

_DAY = 86_400
_LATER = 300  # seconds by which clocks may differ
_LONGEST_URL = 4_096
_LONGEST_TEXT = 1_000
_MOST_PLACES = 20
_LAST_LINE = 100_000_000
_ADDRESS = pattern(r"(?i)https?://[^\s<>]+|//[^\s<>/][^\s<>]*")


class HistoryError(ValueError):
    """A file, or a part of one, that is no history of dead links: the message says what is wrong, and quotes none."""


class OtherVersionError(HistoryError):
    """A history that another version of this program wrote."""


class Place(NamedTuple):
    """Where a link stands: `line` counts from 1, `entry` is the title of its entry, empty without one."""

    path: str
    line: int
    entry: str = ""


class DeadLink(NamedTuple):
    """A link that was found dead, and was not found good since.

    `since` and `last` are the first and the last time that it was found so (Unix seconds), `days` on how many days
    (UTC). `reason` and `source` as of `Evidence`, `capture` the address of the latest good capture, or empty.
    `reported`: it counted as dead when it was last decided; otherwise it is waited for, or somebody wants to hear
    nothing of it.
    """

    url: str
    since: int
    last: int
    days: int
    reported: bool = False
    reason: str = ""
    source: str = ""
    capture: str = ""
    places: tuple[Place, ...] = ()


class History(NamedTuple):
    """The dead links of some lists, as of `checked` (Unix seconds; 0: never)."""

    links: tuple[DeadLink, ...] = ()
    checked: int = 0

    @property
    def by_url(self) -> dict[str, DeadLink]:
        return {link.url: link for link in self.links}

    @property
    def reported(self) -> list[DeadLink]:
        """Those that count as dead."""
        return [link for link in self.links if link.reported]


def applied(history: History, evidence: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """What the network said, with the days that the history knows of and the cache does not, and its captures."""
    known = history.by_url
    found = dict(evidence)
    for url, row in known.items():
        one = found.get(url)
        if one is None or one.verdict != "dead":
            continue
        days = row.days + (_day(one.checked) > _day(row.last))
        since = min(row.since, one.since or one.checked)
        found[url] = one._replace(since=since, days=max(days, one.days), capture=one.capture or row.capture)
    return found


def renewed(
    history: History,
    evidence: Mapping[str, Evidence],
    reported: Iterable[str],
    places: Mapping[str, Sequence[Place]],
    now: int,
) -> History:
    """The history after a run, whose `evidence` is that of `applied`.

    `reported` are the addresses that counted as dead, `places` where addresses stand. What is good, or is in no list
    any more, is left out; what could not be decided this time stays as it was.
    """
    known, told = history.by_url, frozenset(reported)
    links = []
    for url, one in evidence.items():
        at, row = tuple(map(_shown, places.get(url, ())))[:_MOST_PLACES], known.get(url)
        if one.verdict == "dead":
            reason, source = (plain(text)[:_LONGEST_TEXT] for text in (one.reason, one.source))
            since = min(one.since or one.checked, one.checked)
            days = min(max(one.days, 1), _day(one.checked) - _day(since) + 1)
            capture = one.capture if _is_address(one.capture) else ""
            links.append(DeadLink(url, since, one.checked, days, url in told, reason, source, capture, at))
        elif one.verdict == "unreachable" and row is not None:
            links.append(row._replace(places=at or row.places))
    return History(tuple(link for link in links if _is_address(link.url))[:MOST_LINKS], now)


def _shown(place: Place) -> Place:
    """A place as a file may have it: the names of files and the titles of entries hold anything."""
    return Place(plain(place.path)[:_LONGEST_TEXT] or "-", place.line, plain(place.entry)[:_LONGEST_TEXT])


# As a file


def written(history: History) -> str:
    """A history as the text of a file."""
    head = json.dumps({"format": FORMAT, "version": VERSION, "checked": history.checked})[:-1]
    rows = ",\n".join(json.dumps(_row(link)) for link in history.links)
    return f'{head}, "links": [\n{rows}\n]}}\n' if rows else f'{head}, "links": []}}\n'


def read(text: str, now: int) -> History:
    """The history that a file's text holds. `HistoryError` where it is none, or one that cannot be."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise HistoryError("no JSON") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise HistoryError("no history of dead links")
    if data.get("version") != VERSION:
        raise OtherVersionError("written by another version of awesome-lint")
    rows: Any = data.get("links")
    checked: Any = data.get("checked")
    if not isinstance(rows, list) or len(rows) > MOST_LINKS:
        raise HistoryError(f"`links` is no list of at most {MOST_LINKS:,}")
    if not _is_moment(checked, now) and checked != 0:
        raise HistoryError("`checked` is no time of the past")
    links = []
    for number, row in enumerate(rows, 1):
        try:
            links.append(link_of(row, now))
        except HistoryError as problem:
            raise HistoryError(f"link {number}: {problem}") from None
    return History(tuple({link.url: link for link in links}.values()), checked)


def _row(link: DeadLink) -> dict[str, Any]:
    row = {name: getattr(link, name) for name in DeadLink._fields if getattr(link, name) or name == "reported"}
    if link.places:
        row["places"] = [place._asdict() for place in link.places]
    return row


def link_of(row: Any, now: int) -> DeadLink:
    """A link of a file's row. `HistoryError` where it cannot be."""
    if not isinstance(row, dict) or row.keys() - frozenset(DeadLink._fields):
        raise HistoryError("no link")
    url: Any = row.get("url")
    since: Any = row.get("since")
    last: Any = row.get("last")
    days: Any = row.get("days")
    if not _is_address(url):
        raise HistoryError("`url` is no address of the web")
    if not _is_moment(since, now) or not _is_moment(last, now):
        raise HistoryError("`since` and `last` are no times of the past")
    if since > last or type(days) is not int or not 0 < days <= _day(last) - _day(since) + 1:
        raise HistoryError("there are not so many days from `since` to `last`")
    reported, places = row.get("reported", False), row.get("places", [])
    if not isinstance(reported, bool) or not isinstance(places, list) or len(places) > _MOST_PLACES:
        raise HistoryError("`reported` or `places` is of another type")
    capture = row.get("capture", "")
    if capture != "" and not _is_address(capture):
        raise HistoryError("`capture` is no address of the web")
    reason, source = (_text(row.get(name, ""), _LONGEST_TEXT) for name in ("reason", "source"))
    return DeadLink(url, since, last, days, reported, reason, source, capture, tuple(map(_place, places)))


def _place(row: Any) -> Place:
    if not isinstance(row, dict) or row.keys() - frozenset(Place._fields):
        raise HistoryError("no place")
    line = row.get("line")
    if type(line) is not int or not 0 < line < _LAST_LINE:
        raise HistoryError("`line` is no line")
    path, entry = _text(row.get("path"), _LONGEST_TEXT), _text(row.get("entry", ""), _LONGEST_TEXT)
    if not path:
        raise HistoryError("a place has no path")
    return Place(path, line, entry)


def _text(text: Any, most: int) -> str:
    if not isinstance(text, str) or len(text) > most or UNSAFE.search(text):
        raise HistoryError("a text is too long, or holds what cannot be shown")
    return text


def _is_address(text: Any) -> bool:
    if not isinstance(text, str) or len(text) > _LONGEST_URL or UNSAFE.search(text):
        return False
    return _ADDRESS.fullmatch(text) is not None


def _is_moment(moment: Any, now: int) -> bool:
    return type(moment) is int and 0 < moment <= now + _LATER


def _day(seconds: int) -> int:
    return seconds // _DAY
