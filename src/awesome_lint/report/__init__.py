"""Findings in the formats that people and programs read, one file a format."""

from __future__ import annotations

from awesome_lint.report.view import COUNTED, FORMATS, View, counts, render

__all__ = ["COUNTED", "FORMATS", "View", "counts", "render"]
