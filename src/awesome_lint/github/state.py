"""What an issue remembers of dead links: a block in its body that nobody sees.

A cache of GitHub's is lost after seven days without use; the issue is not, needs no permission but the one to write it,
and puts no commits into the repository. Whoever may edit the issue may edit the block: it is checked when it is read,
and one that is damaged counts as none. It is an HTML comment of JSON, compressed, in Base64, which cannot end it.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from awesome_lint.net.history import DeadLink, History, HistoryError, link_of
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

VERSION = 1
MOST_CHARACTERS = 36_000
_LARGEST = 2_000_000  # bytes, unpacked
_MOST_LINKS = 5_000
_BLOCK = pattern(r"<!-- awesome-lint:state:([0-9]{1,3}):([A-Za-z0-9+/=]{0,60000}) -->")


class State(NamedTuple):
    """What was known when the issue was written. `left_out` is how many links had no room."""

    history: History
    left_out: int = 0


def block(history: History) -> str:
    """The block for the end of a body: as many links as there is room for, reported ones and older ones first."""
    total = len(history.links)
    order = sorted(history.links, key=lambda link: (not link.reported, link.since, link.url))[:_MOST_LINKS]
    captures = _packed(history.checked, order, total - len(order))
    if captures is not None:
        return captures
    order = [link._replace(capture="") for link in order]
    count = bisect_left(
        range(1, len(order) + 1), True, key=lambda size: _packed(history.checked, order[:size], total - size) is None
    )
    packed = _packed(history.checked, order[:count], total - count)
    assert packed is not None, "an empty one has room"
    return packed


def of_body(body: str, now: int) -> State | None:
    """What the block at the end of an issue's body says; None where there is none that can be read."""
    last = body.rstrip().rpartition("\n")[2]
    found = _BLOCK.fullmatch(last)
    if found is None or int(found[1]) != VERSION:
        return None
    try:
        unpack = zlib.decompressobj()
        text = unpack.decompress(base64.b64decode(found[2], validate=True), _LARGEST)
        if not unpack.eof:
            return None
        return _state(json.loads(text), now)
    except (binascii.Error, zlib.error, ValueError, RecursionError):  # an error of a history is a ValueError
        return None


def _packed(checked: int, links: Sequence[DeadLink], left_out: int) -> str | None:
    """The block for these links; None where it is too large to be written, or to be read again."""
    rows = [[link.url, link.since, link.last, link.days, int(link.reported), link.capture] for link in links]
    text = json.dumps({"checked": checked, "left_out": left_out, "links": rows}, separators=(",", ":"))
    data = base64.b64encode(zlib.compress(text.encode("ascii"), 9)).decode("ascii")
    packed = f"<!-- awesome-lint:state:{VERSION}:{data} -->"
    return packed if len(text) <= _LARGEST and len(packed) <= MOST_CHARACTERS else None


def _state(data: Any, now: int) -> State:
    """`HistoryError` where it cannot be."""
    if not isinstance(data, dict) or data.keys() != {"checked", "left_out", "links"}:
        raise HistoryError("no state")
    checked, left_out, rows = data["checked"], data["left_out"], data["links"]
    if type(checked) is not int or not 0 <= checked <= now + 300 or type(left_out) is not int or left_out < 0:
        raise HistoryError("no state")
    if not isinstance(rows, list) or len(rows) > _MOST_LINKS:
        raise HistoryError("no state")
    links = []
    for row in rows:
        if not isinstance(row, list) or len(row) != 6 or row[4] not in (0, 1):
            raise HistoryError("no link")
        url, since, last, days, reported, capture = row
        given = {"url": url, "since": since, "last": last, "days": days, "reported": bool(reported), "capture": capture}
        links.append(link_of(given, now))
    return State(History(tuple({link.url: link for link in links}.values()), checked), left_out)
