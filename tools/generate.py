"""Writes what is made from the code: the schema of configuration files, and the reference in the documentation."""

from __future__ import annotations

from pathlib import Path

from awesome_lint.lint.configuration.publish import json_schema, with_reference

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "schema" / "awesome-lint.schema.json"
PAGE = ROOT / "docs" / "configuration.md"

if __name__ == "__main__":
    SCHEMA.write_text(json_schema(), encoding="utf-8", newline="\n")
    PAGE.write_text(with_reference(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
