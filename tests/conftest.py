"""What holds for all tests.

Hypothesis always runs the same examples, so that a run says the same of the same code;
`pytest --hypothesis-profile=search` looks for new ones, `long` for hours.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# pytest's workers say that a terminal of 80 columns is theirs; tests that need one make it.
for name in ("COLUMNS", "LINES"):
    os.environ.pop(name, None)

settings.register_profile("repeatable", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("search", deadline=None, print_blob=True)
settings.register_profile("long", deadline=None, print_blob=True, max_examples=20_000)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees what another one, or the user, left in the cache."""
    monkeypatch.setenv("AWESOME_LINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def powerless(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A current folder in which permissions hold for us: a superuser becomes nobody for the time of the test.

    It lies in the system's folder for temporary files, for those of the test run are open to its user only.
    """
    if os.name == "nt":
        pytest.skip("needs POSIX permissions")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        os.chmod(folder, 0o777)
        monkeypatch.chdir(folder)
        if os.geteuid() != 0:
            yield folder
        else:
            os.seteuid(65534)
            try:
                yield folder
            finally:
                os.seteuid(0)
        monkeypatch.undo()
