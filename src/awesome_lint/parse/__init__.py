"""Nodes become entries: layouts say where an entry is, fields what it says."""

from awesome_lint.parse.document import Parser, parse_document

__all__ = ["Parser", "parse_document"]
