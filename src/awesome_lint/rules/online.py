"""The rules of the link checker, by name only: one configuration serves `check`, which does not load them, too."""

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
"""The rules that need evidence, code to name: they run where there is some, and are not loaded elsewhere."""

LINK_CHECKS = frozenset((*ONLINE, "L006", "L007", "L008", "L009", "M006", "V010"))
"""The codes of the rules that the command `links` runs: those about where links lead, and what the network knows."""

MORE_ONLINE = frozenset(("L008", "L009", "M006", "V010"))
"""The codes of offline rules that find more where there is evidence: what suppresses that is not in vain elsewhere."""
