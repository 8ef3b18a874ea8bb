"""The TOML files contradict neither themselves nor each other."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import awesome_lint.knowledge
from awesome_lint.knowledge import knowledge
from awesome_lint.knowledge.compile import HOST_KEYS, check_venue, literal_prefixes, writings
from awesome_lint.knowledge.folding import fold, spaced, squeezed

FOLDER = Path(awesome_lint.knowledge.__file__).parent
NEXT_YEAR = 2027


@cache
def data(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def venues() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data("venues.toml")["venue"]
    return found


def hosts() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data("hosts.toml")["host"]
    return found


def test_there_are_enough_of_them() -> None:
    assert len(venues()) >= 400
    assert len(hosts()) >= 150
    assert len({venue["field"] for venue in venues()}) >= 17


def test_every_venue_is_well_formed_and_its_patterns_compile() -> None:
    for venue in venues():
        check_venue(venue, patterns=True)


def test_no_writing_is_claimed_twice() -> None:
    claims: dict[str, set[str]] = defaultdict(set)
    for venue in venues():
        for writing in writings(venue):
            claims[fold(writing)].add(venue["short"])
    assert {key: names for key, names in claims.items() if len(names) > 1} == {}


def test_no_writing_is_listed_twice_for_one_venue() -> None:
    for venue in venues():
        folded = [fold(writing) for writing in writings(venue)[2:]]
        assert len(folded) == len(set(folded)), venue["short"]


def test_every_writing_leads_to_its_venue() -> None:
    known = knowledge().venues
    for venue in venues():
        for writing in writings(venue):
            found = known.lookup(writing)
            assert found is not None, writing
            assert found.short == venue["short"], writing


def test_years_agree() -> None:
    for venue in venues():
        name, first, last, years = venue["short"], venue.get("first"), venue.get("last"), venue.get("years")
        found = knowledge().venues.known(name)
        assert found is not None, name
        assert first is None or 1600 < first <= NEXT_YEAR, name
        assert last is None or (first or 1600) <= last <= NEXT_YEAR, name
        for former in venue.get("historic", ()):
            assert former.get("from", 0) <= former.get("to", 9999), name
        if first is not None and years is not None and venue.get("certain_from", first) <= first:
            assert found.held(first) is True, f"{name}: the cadence excludes the first year"
        if first is not None:
            assert found.held(first - 1) is False, name
        if isinstance(years, list):
            assert years == sorted(set(years)), name
            assert first is None or years[0] >= first, name
            assert all(found.held(year) for year in years), name
        assert all(found.held(year) is True for year in venue.get("add", ())), name
        assert all(found.held(year) is False for year in venue.get("except", ())), name
        assert not set(venue.get("add", ())) & set(venue.get("except", ())), name
        assert all(found.held(year) is not False for year in venue.get("pmlr", {}).values()), name


def test_venues_name_venues_that_there_are() -> None:
    shorts = {venue["short"] for venue in venues()}
    assert len(shorts) == len(venues())
    for venue in venues():
        for other in [*venue.get("carries", ()), *([venue["workshop_of"]] if "workshop_of" in venue else [])]:
            assert other in shorts, f"{venue['short']} names {other}"


def test_joint_events_name_venues_and_years_once() -> None:
    known = knowledge().venues
    joint = [(frozenset(table["venues"]), table.get("years", ())) for table in data("venues.toml")["joint"]]
    assert len({names for names, _ in joint}) == len(joint)
    for names, years in joint:
        assert any(known.known(name) for name in names), names
        assert all(1950 < year <= NEXT_YEAR for year in years), names
        assert list(years) == sorted(set(years)), names


def test_volumes_and_fixed_addresses_belong_to_one_venue() -> None:
    claims: dict[str, set[str]] = defaultdict(set)
    for venue in venues():
        for volume in venue.get("pmlr", ()):
            claims[volume].add(venue["short"])
        for url in venue.get("urls", ()):
            claims[url["pattern"] if isinstance(url, dict) else url].add(venue["short"])
    assert {key: names for key, names in claims.items() if len(names) > 1} == {}


def test_address_patterns_name_the_year_as_documented() -> None:
    for venue in venues():
        for url in venue.get("urls", ()):
            pattern = url["pattern"] if isinstance(url, dict) else url
            assert set(re.compile(pattern).groupindex) <= {"year", "yy"}, pattern
            assert "" not in literal_prefixes(pattern), (
                f"{pattern}: nothing certain at its start, every address is tried"
            )
            if isinstance(url, dict):
                assert set(url) <= {"pattern", "year"}


def test_hosts_are_well_formed() -> None:
    roles = {"paper", "code", "project", "data", "demo", "video", "slides", "poster", "supplement", "bibtex", "blog"}
    roles |= {"page", "other", "index"}
    for host in hosts():
        assert set(host) <= set(HOST_KEYS), host["host"]
        assert set(host.get("serves", ())) <= roles, host["host"]
        for rule in host.get("identity", ()):
            groups = re.compile(rule["path"]).groupindex
            assert set(rule) <= {"kind", "path", "value", "serves", "front"}, host["host"]
            assert "kind" not in rule or "value" in rule or "id" in groups, rule
            assert set(re.findall(r"\{(\w+)\}", rule.get("value", ""))) <= set(groups), rule
            assert set(rule.get("serves", ())) <= roles, rule
        for fault in host.get("malformed", ()):
            groups = re.compile(fault["path"]).groupindex
            named = re.findall(r"\{(\w+)\}", fault["says"] + fault.get("repair", ""))
            assert set(named) <= set(groups), fault


def test_no_domain_or_label_belongs_to_two_hosts() -> None:
    domains: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, set[str]] = defaultdict(set)
    for host in hosts():
        for domain in [host["host"], *host.get("also", ()), *host.get("same", ())]:
            assert domain == domain.lower()
            assert "/" not in domain
            assert not domain.startswith("www.")
            domains[domain].append(host["host"])
        for label in host.get("labels", ()):
            labels[fold(label)].add(host["host"])
        assert set(host.get("plain", ())) <= {*host.get("also", ()), *host.get("same", ())}
        assert "mirror_of" not in host or host["mirror_of"] in {other["host"] for other in hosts()}
    assert {domain: names for domain, names in domains.items() if len(names) > 1} == {}
    assert {label: names for label, names in labels.items() if len(names) > 1} == {}


@pytest.mark.parametrize("group", ["roles", "corrections", "columns", "tracks", "statuses", "keys"])
def test_no_word_has_two_meanings(group: str) -> None:
    key = squeezed if group in ("roles", "corrections") else spaced
    meanings: dict[str, set[str]] = defaultdict(set)
    for meaning, words in data("labels.toml")[group].items():
        for word in words:
            meanings[key(word)].add(meaning)
    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


def test_word_lists_hold_no_word_twice() -> None:
    for group, lists in data("labels.toml").items():
        for name, words in lists.items():
            lowered = [word.casefold() for word in words]
            assert sorted(lowered) == sorted(set(lowered)), f"{group}.{name}"


def test_words_about_roles_are_words_of_roles() -> None:
    roles = {squeezed(word) for words in data("labels.toml")["roles"].values() for word in words}
    words = data("labels.toml")["words"]
    assert {word for word in words["soft"] if squeezed(word) not in roles} == set()
    assert not {squeezed(word) for word in words["not_misspelt"]} & {squeezed(word) for word in words["frequent"]}
