"""The rules, one file each, in a folder a family."""

from __future__ import annotations

from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule

# ── duplicates, links, missing ──────────────────────────────────────────────────────────────────────────────────────
from awesome_lint.rules.duplicates.d001_duplicate_entry import DuplicateEntry
from awesome_lint.rules.duplicates.d002_shared_paper_link import SharedPaperLink
from awesome_lint.rules.duplicates.d003_shared_resource_link import SharedResourceLink
from awesome_lint.rules.links.l001_empty_link import EmptyLink
from awesome_lint.rules.links.l002_malformed_link import MalformedLink
from awesome_lint.rules.links.l003_undefined_reference import UndefinedReference
from awesome_lint.rules.links.l004_unused_definition import UnusedDefinition
from awesome_lint.rules.links.l005_duplicate_definition import DuplicateDefinition
from awesome_lint.rules.links.l007_missing_fragment import MissingFragment
from awesome_lint.rules.links.l008_redirector_link import RedirectorLink
from awesome_lint.rules.missing.m001_missing_paper_link import MissingPaperLink
from awesome_lint.rules.missing.m002_missing_code_link import MissingCodeLink
from awesome_lint.rules.missing.m004_placeholder_entry import PlaceholderEntry
from awesome_lint.rules.missing.m005_unlinked_resource import UnlinkedResource

# ── venues, surface ─────────────────────────────────────────────────────────────────────────────────────────────────
from awesome_lint.rules.surface.s001_mojibake import Mojibake
from awesome_lint.rules.surface.s002_ragged_row import RaggedRow
from awesome_lint.rules.surface.s003_broken_line import BrokenLine
from awesome_lint.rules.surface.s007_odd_one_out import OddOneOut
from awesome_lint.rules.surface.s008_shouting_title import ShoutingTitle
from awesome_lint.rules.surface.s009_file_name_title import FileNameTitle
from awesome_lint.rules.venues.v002_unknown_venue import UnknownVenue
from awesome_lint.rules.venues.v003_inconsistent_venue import InconsistentVenue
from awesome_lint.rules.venues.v004_invalid_year import InvalidYear
from awesome_lint.rules.venues.v005_venue_format import VenueFormat
from awesome_lint.rules.venues.v006_venue_link_conflict import VenueLinkConflict
from awesome_lint.rules.venues.v008_venue_not_held import VenueNotHeld
from awesome_lint.rules.venues.v010_published_preprint import PublishedPreprint

__all__ = ["ALL_RULES", "Context", "Example", "Expected", "Option", "Report", "Rule"]

_VENUES_AND_SURFACE: tuple[type[Rule], ...] = (
    UnknownVenue,
    InconsistentVenue,
    InvalidYear,
    VenueFormat,
    VenueLinkConflict,
    VenueNotHeld,
    PublishedPreprint,
    Mojibake,
    RaggedRow,
    BrokenLine,
    OddOneOut,
    ShoutingTitle,
    FileNameTitle,
)

ALL_RULES: tuple[type[Rule], ...] = (
    DuplicateEntry,
    SharedPaperLink,
    SharedResourceLink,
    EmptyLink,
    MalformedLink,
    UndefinedReference,
    UnusedDefinition,
    DuplicateDefinition,
    MissingFragment,
    RedirectorLink,
    MissingPaperLink,
    MissingCodeLink,
    PlaceholderEntry,
    UnlinkedResource,
    *_VENUES_AND_SURFACE,
)
"""All rules, in the order of the catalogue."""
