"""How alike two texts are, held to what rapidfuzz says."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from awesome_lint.knowledge.likeness import may_be_alike, ratio, slips

TEXTS = st.text(alphabet="abcdeé文", max_size=40)
WORDS = st.text(alphabet="abc", max_size=8)


@given(TEXTS, TEXTS)
def test_ratio_is_rapidfuzz_s(one: str, other: str) -> None:
    want = fuzz.ratio(one, other) / 100 if one and other else 0.0
    assert ratio(one, other) == pytest.approx(want)


@given(WORDS, WORDS)
def test_slips_are_rapidfuzz_s(one: str, other: str) -> None:
    assert slips(one, other) == OSA.distance(one, other)


@given(st.text(alphabet="abcde", min_size=1, max_size=12), st.text(alphabet="abcde", min_size=1, max_size=12))
def test_what_is_alike_may_be_alike(one: str, other: str) -> None:
    assert may_be_alike(Counter(one), other, ratio(one, other))
