"""Whatever ends a run, and whichever call to the system fails: files are as they were or as they should be."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.faults.runs import SCENARIOS
from tests.faults.tracing import AVAILABLE
from tests.processes import unmeasured

TRIED = {
    "fix": "kill torn ENOSPC EIO EACCES",
    "normalize": "kill ENOSPC",
    "baseline": "kill ENOSPC",
    "new baseline": "kill",
    "output": "kill",
    "ignores": "kill",
    "cache": "kill torn ENOSPC",
    "cache, again": "kill",
    "answers": "kill",
    "answers, again": "kill torn ENOSPC",
}
"""What is tried here; `python -m tests.faults.runs` tries everything."""


@pytest.fixture(scope="module", autouse=True)
def watching() -> None:
    """Skip where no process may be watched: other systems, and containers that forbid it."""
    if not AVAILABLE:
        pytest.skip("needs Linux on x86-64 or ARM")
    probe = "from tests.faults.tracing import watched; print(watched(lambda: 0).status)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False, env=unmeasured())
    if done.stdout.strip() != "0":
        pytest.skip(f"this system lets nobody watch a process (ptrace): {done.stderr[-200:]}")


def tried(name: str, ways: str) -> dict[str, tuple[int, list[str]]]:
    """What came of a scenario: by way, how many attempts were ended, and what was wrong."""
    command = [sys.executable, "-m", "tests.faults.runs", name, *ways.split()]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=unmeasured())
    assert done.returncode == 0, done.stderr
    found: dict[str, tuple[int, list[str]]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", TRIED)
def test_files_are_whole_whenever_it_ends(name: str) -> None:
    found = tried(name, TRIED[name])
    assert {way: faults for way, (_, faults) in found.items() if faults} == {}
    least = 4 + 4 * (len(SCENARIOS[name].written) - 1)
    assert all(number >= max(least, 4) for number, _ in found.values())


def test_a_file_that_is_written_in_its_place_is_found_out() -> None:
    found = tried("carelessly", "kill torn ENOSPC")
    assert all(any("a.md is neither old nor new" in fault for fault in faults) for _, faults in found.values())
