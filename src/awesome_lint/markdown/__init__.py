"""Markdown as GitHub renders it, with every node's exact place in the source."""

from awesome_lint.markdown.node import Node
from awesome_lint.markdown.parser import Tree, parse_markdown

__all__ = ["Node", "Tree", "parse_markdown"]
