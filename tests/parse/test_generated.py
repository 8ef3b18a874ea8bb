"""The same entries in every layout come back as the same entries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from awesome_lint.parse import parse_document
from awesome_lint.source import Source

from .generated import LAYOUTS, WITH_AUTHORS, WITHOUT_CODE, Paper, grouped, papers


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(made=papers(), newline=st.sampled_from(["\n", "\r\n"]))
def test_same_entries_in_every_layout(layout: Callable[[list[Paper]], str], made: list[Paper], newline: str) -> None:
    if layout is grouped:
        made = sorted(made, key=lambda paper: (paper.venue, paper.year))
    text = f"# Papers on Something\n\n## Methods\n\n{layout(made)}".replace("\n", newline)
    entries = parse_document(Source(text)).entries
    assert [entry.title for entry in entries] == [paper.title for paper in made]
    for entry, paper in zip(entries, made, strict=True):
        assert (entry.venue, entry.year, entry.kind) == (paper.venue, paper.year, "paper")
        links = [(link.role, link.canonical) for link in entry.links]
        want = [("paper", f"arxiv:{paper.number}")]
        if paper.code and layout.__name__ not in WITHOUT_CODE:
            want.append(("code", f"github:{paper.code.removeprefix('https://github.com/')}"))
        assert links == want
        assert entry.ids == {"arxiv": paper.number}
        if layout.__name__ in WITH_AUTHORS:
            assert (entry.authors or "").rstrip(".") == ", ".join(paper.authors)
