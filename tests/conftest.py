"""What holds for all tests.

Hypothesis always runs the same examples, so that a run says the same of the same code;
`pytest --hypothesis-profile=search` looks for new ones.
"""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees what another one, or the user, left in the cache."""
    monkeypatch.setenv("AWESOME_LINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
