"""Whatever list is merged into whatever other one: nothing is invented, and nothing lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.parse.generated import LAYOUTS, Paper, grouped, papers

from .merging import merged, merged_documents, read
from .support import LISTS

PAGES = [layout for layout in LAYOUTS if layout is not grouped]  # `grouped` has a section for every venue
HEAD = "# Papers on Something\n\n## Methods\n\n"


@pytest.mark.parametrize("layout", PAGES, ids=lambda layout: layout.__name__)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=papers(), other=st.sampled_from(LAYOUTS), common=st.integers(0, 2), newline=st.sampled_from(["\n", "\r\n"]))
def test_every_paper_is_there_once(
    layout: Callable[[list[Paper]], str],
    made: list[Paper],
    other: Callable[[list[Paper]], str],
    common: int,
    newline: str,
) -> None:
    half = max(2, len(made) // 2)
    mine = f"{HEAD}{layout(made[:half])}".replace("\n", newline)
    theirs = f"{HEAD}{other(made[half - common :])}"
    done = merged(mine, theirs, section=("Methods",))
    titles = Counter(entry.title for entry in read(done.text).entries)
    for one in done.unplaced:
        titles[one.title] += 1
    assert titles == Counter(paper.title for paper in made)
    again = merged(done.text, theirs, section=("Methods",))
    assert again.text == done.text


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_the_lists_of_this_project_into_each_other(path: Path) -> None:
    documents = {one: read(one.read_bytes().decode("utf-8"), f"lists/{one.name}") for one in LISTS}
    into = documents.pop(path)
    done = merged_documents(into, *documents.values())
    again = merged_documents(read(done.text, into.path), *documents.values())
    assert (again.text, again.added, again.united) == (done.text, (), ())
