"""What a release says of itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

from awesome_lint import __version__

from .runner import ROOT

SCRIPT = ROOT / "tools" / "release" / "notes.py"
CHANGELOG = """# Changelog

Before.

## Unreleased

- Later.

## [1.2.0] - 2026-01-02

### Checking

- What is new.

## 1.1.0

## 1.0.0

- The first.
"""


def notes(tag: str, version: str, changelog: str = CHANGELOG) -> tuple[int, str, str]:
    """What the script comes to in a checkout with this version and changelog."""
    code = (
        f"import runpy; names = runpy.run_path({str(SCRIPT)!r}); print(names['notes'](*{(tag, version, changelog)!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_notes_are_the_section_of_the_changelog() -> None:
    code, out, _ = notes("v1.2.0", "1.2.0")
    assert (code, out.strip()) == (0, "### Checking\n\n- What is new.")
    assert notes("v1.0.0", "1.0.0")[1].strip() == "- The first."


@pytest.mark.parametrize(
    ("tag", "version", "said"),
    [
        ("v1.3.0", "1.2.0", "the tag is v1.3.0, and src/awesome_lint/version.py says 1.2.0"),
        ("v1.1.0", "1.1.0", "says nothing under `## 1.1.0`"),
        ("v1.3.0", "1.3.0", "no section `## 1.3.0`: rename `## Unreleased`"),
    ],
)
def test_a_tag_that_cannot_be_released(tag: str, version: str, said: str) -> None:
    code, _, err = notes(tag, version)
    assert code != 0
    assert said in err


def test_another_tag_than_this_version_is_refused_in_one_line() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "v0.0.0"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"notes.py: the tag is v0.0.0, and src/awesome_lint/version.py says {__version__}")
