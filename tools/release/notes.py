"""Prints what the changelog says of a release, after a look whether tag, version and changelog go together.

python tools/release/notes.py v0.1.0
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class ReleaseError(Exception):
    """What keeps a tag from being released, in words for people."""


def notes(tag: str, version: str, changelog: str) -> str:
    """The section of `changelog` about the release that `tag` names; `ReleaseError` where there is none."""
    if tag != f"v{version}":
        raise ReleaseError(f"the tag is {tag}, and src/awesome_lint/version.py says {version}: they must be the same")
    sections = re.split(r"^## (?=\S)", changelog, flags=re.MULTILINE)
    for section in sections[1:]:
        heading, _, text = section.partition("\n")
        if heading.strip("[] ").split()[0].strip("[]") == version:
            if not text.strip():
                raise ReleaseError(f"CHANGELOG.md says nothing under `## {version}`")
            return text.strip() + "\n"
    raise ReleaseError(f"CHANGELOG.md has no section `## {version}`: rename `## Unreleased`")


def current_version() -> str:
    text = (ROOT / "src" / "awesome_lint" / "version.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    assert found
    return found[1]


def main(tag: str) -> int:
    try:
        print(notes(tag, current_version(), (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")), end="")
    except ReleaseError as problem:
        print(f"{Path(__file__).name}: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
