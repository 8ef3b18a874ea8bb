"""Processes that tests start and interrupt."""

from __future__ import annotations

import os
import subprocess
import time


def unmeasured() -> dict[str, str]:
    """The environment of a process whose coverage is not measured.

    A signal that comes while the measuring of coverage holds its lock leaves the process waiting for ever, and one that
    comes while it writes leaves a file that cannot be read.
    """
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def has_worked(process: subprocess.Popen[str], seconds: int) -> bool:
    """Wait until a process has used so many seconds of a processor, however busy the machine is; False: it ended."""
    while process.poll() is None:
        shown = subprocess.run(
            ["ps", "-o", "time=", "-p", str(process.pid)], capture_output=True, text=True, check=False
        )
        clock = shown.stdout.strip().replace("-", ":").split(":")  # [days-][hours:]minutes:seconds
        if len(clock) > 1 and sum(float(part) * 60**place for place, part in enumerate(reversed(clock))) >= seconds:
            return True
        time.sleep(0.05)
    return False
