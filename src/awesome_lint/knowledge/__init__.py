"""What the field knows, as data: venues, hosts and the words that lists use.

The facts stand in TOML files beside this module, each once; `knowledge()` loads them from a compiled form.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from os.path import dirname
from types import MappingProxyType
from typing import Any

from awesome_lint.knowledge.hosts import Hosts
from awesome_lint.knowledge.labels import Labels
from awesome_lint.knowledge.tables import KnowledgeError, Tables, load_tables
from awesome_lint.knowledge.venues import Match, UrlVenue, Venue, Venues
from awesome_lint.records import NamedTuple

__all__ = ["Hosts", "Knowledge", "KnowledgeError", "Labels", "Match", "UrlVenue", "Venue", "Venues", "knowledge"]


class Knowledge(NamedTuple):
    """All that is known of the field."""

    venues: Venues
    hosts: Hosts
    labels: Labels
    walls: Mapping[str, Any] = MappingProxyType({})
    """What tells walls from pages, as `net` reads it."""

    @classmethod
    def from_tables(cls, tables: Tables) -> Knowledge:
        """The knowledge base that compiled tables hold."""
        hosts = Hosts(tables["hosts"])
        return cls(Venues(tables["venues"], hosts), hosts, Labels(tables["labels"], hosts.names), tables["walls"])

    def with_additions(
        self,
        venues: Mapping[str, Any] | None = None,
        hosts: Mapping[str, Any] | None = None,
        labels: Mapping[str, Any] | None = None,
    ) -> Knowledge:
        """This knowledge and additions in the form of the TOML files. `KnowledgeError` names what cannot be.

        `venues`: short name → keys of `venues.toml`; `hosts`: domain → keys of `hosts.toml`; `labels`: role → words.
        """
        known_hosts = self.hosts.with_additions(hosts) if hosts else self.hosts
        known_venues = self.venues.with_additions(venues or {}, known_hosts) if venues or hosts else self.venues
        known_labels = self.labels.with_additions(labels or {}, known_hosts.names) if labels or hosts else self.labels
        return Knowledge(known_venues, known_hosts, known_labels, self.walls)


@cache
def knowledge() -> Knowledge:
    """The built-in knowledge base, loaded once."""
    return Knowledge.from_tables(load_tables(dirname(__file__)))
