"""How many files, and so connections, this process may have open."""

from __future__ import annotations

import contextlib


def allow_open_files(number: int) -> None:
    """Raise the limit to `number` where it is lower, as far as the system lets one: macOS begins with 256.

    Windows has no such limit.
    """
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = number if hard == resource.RLIM_INFINITY else min(number, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
