"""The years that a publication can have."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

FIRST_YEAR = 1600  # the first journals are of 1665


@cache
def possible_years() -> range:
    """The years a publication can have: from 1600, before the first journals, to next year."""
    return range(FIRST_YEAR, datetime.now(UTC).year + 2)
