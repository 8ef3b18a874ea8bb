"""The name that somebody may have meant, for costs that stay linear."""

from __future__ import annotations

import pytest

from awesome_lint.rules import nearest
from awesome_lint.rules.nearest import Nearest

ANCHORS = ("papers", "papers-and-surveys", "data-sets", "datasets")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("paper", "papers"),
        ("papers--surveys", "papers-and-surveys"),
        ("data-set", "data-sets"),
        ("code", None),
        ("", None),
    ],
)
def test_the_likest_name_is_meant(name: str, meant: str | None) -> None:
    assert Nearest(ANCHORS).to(name) == meant


def test_of_equally_like_names_the_first_in_the_alphabet_is_meant() -> None:
    assert {Nearest(names).to("paper-x") for names in (["paper-b", "paper-a"], ["paper-a", "paper-b"])} == {"paper-a"}


def test_nobody_needs_hundreds_of_guesses() -> None:
    guess = Nearest(ANCHORS)
    told = [guess.to("paper") for _ in range(nearest._NAMED + 1)]
    assert told == ["papers"] * nearest._NAMED + [None]
