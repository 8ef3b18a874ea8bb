"""Processes that tests start and interrupt."""

from __future__ import annotations

import os


def unmeasured() -> dict[str, str]:
    """The environment of a process whose coverage is not measured.

    A signal that comes while the measuring of coverage holds its lock leaves the process waiting for ever, and one that
    comes while it writes leaves a file that cannot be read.
    """
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
