"""The rules of the link checker, by name only."""

from __future__ import annotations

from collections.abc import Mapping

ONLINE: Mapping[str, str] = {
    "L101": "dead-link",
    "L102": "moved-link",
    "L103": "unreachable-link",
    "L104": "archived-repository",
    "L105": "wrong-paper",
    "L106": "retracted-paper",
    "L107": "title-differs",
}
"""Rules of the link checker, code to name: one configuration serves both, so they may be named, and do not run here."""
