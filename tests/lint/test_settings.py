"""Which rules run, and errors for people."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from awesome_lint.findings import Severity
from awesome_lint.lint import Settings, SettingsError
from awesome_lint.rules import ALL_RULES, OFFLINE_RULES
from awesome_lint.rules.base import OptionValue
from awesome_lint.rules.online import LINK_CHECKS, ONLINE


def codes(settings: Settings) -> set[str]:
    return {selected.rule.code for selected in settings.selected()}


EVERY = {rule.code for rule in OFFLINE_RULES}


def test_all_rules_that_are_on_run_by_default() -> None:
    assert codes(Settings()) == {rule.code for rule in OFFLINE_RULES if rule.on}


def test_rules_that_need_evidence_run_where_there_is_some() -> None:
    found = {selected.rule.code for selected in Settings().selected(online=True)}
    assert found == {rule.code for rule in ALL_RULES if rule.on}
    assert {rule.code: rule.name for rule in ALL_RULES if rule.online} == ONLINE
    assert {selected.rule.code for selected in Settings(among=LINK_CHECKS).selected(online=True)} == (
        LINK_CHECKS - {"L104"}
    )
    some = Settings(select=("L10", "archived-repository"), ignore=("L107",), among=LINK_CHECKS)
    assert [selected.rule.code for selected in some.selected(online=True)] == [
        *("L101", "L102", "L103", "L104", "L105", "L106"),
    ]


@pytest.mark.parametrize(
    ("settings", "want"),
    [
        (Settings(select=("ALL",)), EVERY),
        (Settings(select=("D001",)), {"D001"}),
        (Settings(select=("d001", "duplicate-entry")), {"D001"}),
        (Settings(select=("L",)), {code for code in EVERY if code.startswith("L")}),
        (
            Settings(select=("L",), ignore=("L00",)),
            {code for code in EVERY if code.startswith("L") and code[1:3] != "00"},
        ),
        (Settings(select=("L001",), ignore=("L",)), {"L001"}),
        (Settings(select=("L001", "D001"), ignore=("L001",)), {"D001"}),
        (Settings(select=("D001",), extend_select=("L001",)), {"D001", "L001"}),
        (Settings(select=("ALL",), ignore=("ALL",)), set()),
        (Settings(select=()), set()),
    ],
)
def test_selection(settings: Settings, want: set[str]) -> None:
    assert codes(settings) == want


def test_a_rule_can_be_ignored() -> None:
    assert codes(Settings(ignore=("D001",))) == codes(Settings()) - {"D001"}


def test_rules_keep_the_order_of_the_catalogue() -> None:
    order = [selected.rule.code for selected in Settings(select=("M001", "D001", "L001")).selected()]
    assert order == ["D001", "L001", "M001"]


def test_named_rules_are_told_from_prefixes() -> None:
    settings = Settings(select=("D", "l001"))
    assert settings.names("L001")
    assert not settings.names("D001")


def test_severity_and_options_reach_the_rule() -> None:
    options: Mapping[str, Mapping[str, OptionValue]] = {"M001": {"siblings": 1}}
    (selected,) = Settings(select=("M001",), severity={"M001": "error"}, options=options).selected()
    assert selected.severity is Severity.ERROR
    assert selected.options == {"siblings": 1.0}
    assert isinstance(selected.options["siblings"], float)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings(select=("D01",)), ("'D01'", "D001")),
        (Settings(ignore=("duplicate-entri",)), ("did you mean 'duplicate-entry'",)),
        (Settings(select=("",)), ("unknown rule ''",)),
        (Settings(extend_select=("Z9",)), ("unknown rule 'Z9'",)),
        (Settings(severity={"D001": "eror"}), ("'eror'", "did you mean 'error'")),
        (Settings(severity={"D00": "error"}), ("unknown rule 'D00'",)),
        (Settings(options={"M001": {"sibling": 0.5}}), ("'sibling' of M001", "did you mean 'siblings'")),
        (Settings(options={"D002": {"x": 1}}), ("D002 has no options",)),
        (Settings(options={"M001": {"siblings": "much"}}), ("'siblings' of M001", "expected a number, got 'much'")),
        (Settings(options={"M001": {"siblings": True}}), ("expected a number, got True",)),
        (Settings(options={"L001": {"siblings": 2.5}}), ("expected a whole number",)),
    ],
)
def test_what_cannot_be_is_named(settings: Settings, words: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError) as error:
        settings.selected()
    for word in words:
        assert word in str(error.value)
