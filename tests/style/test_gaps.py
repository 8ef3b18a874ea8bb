"""What stands between values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.style.gaps import key_of, phrases, split_gap


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        ("] [", []),
        ("** <br>\n", []),
        (" (seen at a fair)", ["seen at a fair"]),
        (" - Fast, and small.", ["Fast, and small."]),
        ("\n\ncomment: good <br> and short", ["comment: good", "and short"]),
        (" ![stars](https://img.example.org/x.svg) ", ["![stars](https://img.example.org/x.svg)"]),
        (" <!-- checked --> ", ["<!-- checked -->"]),
        (" (see ", ["see"]),
        (" **new** (and old)", ["**new** (and old"]),
        (" `cli` `web`", ["`cli`", "`web`"]),
    ],
)
def test_phrases(gap: str, said: list[str]) -> None:
    assert [gap[one.start : one.end].strip(")") for one in phrases(gap)] == [one.strip(")") for one in said]


@pytest.mark.parametrize(
    ("gap", "parts"),
    [
        ("] [", ("]", " ", "[")),
        (".** ", (".**", " ", "")),
        (" **[", ("", " ", "**[")),
        ("]** ", ("]**", " ", "")),
        (") / ", (")", " / ", "")),
        ("\n- ", ("", "\n- ", "")),
        ("\n* **", ("", "\n* ", "**")),
        ("</b> <i>", ("</b>", " ", "<i>")),
        (" <br> ", ("", " <br> ", "")),
        (' "', ("", " ", '"')),
        (" \\[", ("", " ", "\\[")),
    ],
)
def test_split(gap: str, parts: tuple[str, str, str]) -> None:
    assert tuple(split_gap(gap)) == parts


@given(st.text(alphabet=" ab.,*_[](){}<>\"'`~|-\n\\", max_size=30))
def test_a_split_loses_nothing(gap: str) -> None:
    assert "".join(split_gap(gap)) == gap


@given(st.text(alphabet=" ab.,*_[](){}<>\"'`~|-:\n\\", max_size=40))
def test_phrases_lie_side_by_side(gap: str) -> None:
    at = 0
    for one in phrases(gap):
        assert at <= one.start < one.end <= len(gap)
        at = one.end


def test_brackets_in_brackets_take_linear_time() -> None:
    gap = "(" * 50_000 + "word" + ")" * 50_000
    assert len(phrases(gap)) == 1
    assert "".join(split_gap(gap)) == gap


def test_keys() -> None:
    assert key_of("comment: good") == ("comment", 9)
    assert key_of("关键词：一") == ("关键词", 4)
    assert key_of("https://example.org") is None
    assert key_of("one two three four five: x") is None


def test_marks_that_close_what_is_before_are_no_part_of_a_remark() -> None:
    assert [gap[one.start : one.end] for gap in ("** - Edits text.",) for one in phrases(gap)] == ["Edits text."]
