"""All rules, those of the link checker included: for what explains, documents and configures rules, and for `links`."""

from __future__ import annotations

from awesome_lint.rules.base import Rule
from awesome_lint.rules.catalogue import OFFLINE_RULES
from awesome_lint.rules.links.l101_dead_link import DeadLink
from awesome_lint.rules.links.l102_moved_link import MovedLink
from awesome_lint.rules.links.l103_unreachable_link import UnreachableLink
from awesome_lint.rules.links.l104_archived_repository import ArchivedRepository
from awesome_lint.rules.links.l105_wrong_paper import WrongPaper
from awesome_lint.rules.links.l106_retracted_paper import RetractedPaper
from awesome_lint.rules.links.l107_title_differs import TitleDiffers

_ONLINE: tuple[type[Rule], ...] = (
    DeadLink,
    MovedLink,
    UnreachableLink,
    ArchivedRepository,
    WrongPaper,
    RetractedPaper,
    TitleDiffers,
)
_BEFORE = sum(rule.code < "L" or rule.code.startswith("L0") for rule in OFFLINE_RULES)

ALL_RULES: tuple[type[Rule], ...] = (*OFFLINE_RULES[:_BEFORE], *_ONLINE, *OFFLINE_RULES[_BEFORE:])
"""All rules, in the order of the catalogue."""
