"""All rules: one file each, in a folder a family."""

from __future__ import annotations

from awesome_lint.rules.base import Rule
from awesome_lint.rules.duplicates.d001_duplicate_entry import DuplicateEntry
from awesome_lint.rules.duplicates.d002_shared_paper_link import SharedPaperLink
from awesome_lint.rules.duplicates.d003_shared_resource_link import SharedResourceLink
from awesome_lint.rules.duplicates.d004_conflicting_entries import ConflictingEntries
from awesome_lint.rules.duplicates.d005_cross_list_duplicate import CrossListDuplicate
from awesome_lint.rules.links.l001_empty_link import EmptyLink
from awesome_lint.rules.links.l002_malformed_link import MalformedLink
from awesome_lint.rules.links.l003_undefined_reference import UndefinedReference
from awesome_lint.rules.links.l004_unused_definition import UnusedDefinition
from awesome_lint.rules.links.l005_duplicate_definition import DuplicateDefinition
from awesome_lint.rules.links.l006_missing_file import MissingFile
from awesome_lint.rules.links.l007_missing_fragment import MissingFragment
from awesome_lint.rules.links.l008_redirector_link import RedirectorLink
from awesome_lint.rules.links.l009_non_canonical_link import NonCanonicalLink
from awesome_lint.rules.links.l010_role_mismatch import RoleMismatch
from awesome_lint.rules.links.l011_inconsistent_label import InconsistentLabel
from awesome_lint.rules.links.l012_other_papers_address import OtherPapersAddress
from awesome_lint.rules.missing.m001_missing_paper_link import MissingPaperLink
from awesome_lint.rules.missing.m002_missing_code_link import MissingCodeLink
from awesome_lint.rules.missing.m003_missing_project_link import MissingProjectLink
from awesome_lint.rules.missing.m004_placeholder_entry import PlaceholderEntry
from awesome_lint.rules.missing.m005_unlinked_resource import UnlinkedResource
from awesome_lint.rules.missing.m006_known_elsewhere import KnownElsewhere
from awesome_lint.rules.missing.m007_missing_required import MissingRequired
from awesome_lint.rules.suppressions.x001_unused_suppression import UnusedSuppression
from awesome_lint.rules.surface.s001_mojibake import Mojibake
from awesome_lint.rules.surface.s002_ragged_row import RaggedRow
from awesome_lint.rules.surface.s003_broken_line import BrokenLine
from awesome_lint.rules.surface.s004_inconsistent_keyword import InconsistentKeyword
from awesome_lint.rules.surface.s005_unsorted_entries import UnsortedEntries
from awesome_lint.rules.surface.s006_stray_punctuation import StrayPunctuation
from awesome_lint.rules.surface.s007_odd_one_out import OddOneOut
from awesome_lint.rules.surface.s008_shouting_title import ShoutingTitle
from awesome_lint.rules.surface.s009_file_name_title import FileNameTitle
from awesome_lint.rules.surface.s010_invisible_character import InvisibleCharacter
from awesome_lint.rules.surface.s011_glued_definitions import GluedDefinitions
from awesome_lint.rules.surface.s012_repeated_link import RepeatedLink
from awesome_lint.rules.surface.s013_empty_section import EmptySection
from awesome_lint.rules.surface.s014_joined_words import JoinedWords
from awesome_lint.rules.surface.s015_list_too_long import ListTooLong
from awesome_lint.rules.venues.v001_missing_venue import MissingVenue
from awesome_lint.rules.venues.v002_unknown_venue import UnknownVenue
from awesome_lint.rules.venues.v003_inconsistent_venue import InconsistentVenue
from awesome_lint.rules.venues.v004_invalid_year import InvalidYear
from awesome_lint.rules.venues.v005_venue_format import VenueFormat
from awesome_lint.rules.venues.v006_venue_link_conflict import VenueLinkConflict
from awesome_lint.rules.venues.v007_impossible_date import ImpossibleDate
from awesome_lint.rules.venues.v008_venue_not_held import VenueNotHeld
from awesome_lint.rules.venues.v009_section_year_conflict import SectionYearConflict
from awesome_lint.rules.venues.v010_published_preprint import PublishedPreprint
from awesome_lint.rules.venues.v011_missing_year import MissingYear

OFFLINE_RULES: tuple[type[Rule], ...] = (
    DuplicateEntry,
    SharedPaperLink,
    SharedResourceLink,
    ConflictingEntries,
    CrossListDuplicate,
    EmptyLink,
    MalformedLink,
    UndefinedReference,
    UnusedDefinition,
    DuplicateDefinition,
    MissingFile,
    MissingFragment,
    RedirectorLink,
    NonCanonicalLink,
    RoleMismatch,
    InconsistentLabel,
    OtherPapersAddress,
    MissingPaperLink,
    MissingCodeLink,
    MissingProjectLink,
    PlaceholderEntry,
    UnlinkedResource,
    KnownElsewhere,
    MissingRequired,
    MissingVenue,
    UnknownVenue,
    InconsistentVenue,
    InvalidYear,
    VenueFormat,
    VenueLinkConflict,
    ImpossibleDate,
    VenueNotHeld,
    SectionYearConflict,
    PublishedPreprint,
    MissingYear,
    Mojibake,
    RaggedRow,
    BrokenLine,
    InconsistentKeyword,
    UnsortedEntries,
    StrayPunctuation,
    OddOneOut,
    ShoutingTitle,
    FileNameTitle,
    InvisibleCharacter,
    GluedDefinitions,
    RepeatedLink,
    EmptySection,
    JoinedWords,
    ListTooLong,
    UnusedSuppression,
)
"""The rules that need no network, in the order of the catalogue. `whole.ALL_RULES` are all."""
