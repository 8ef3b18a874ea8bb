"""One file for each API.

`RESOLVERS` are those that are asked about an identity first, by its kind (`Resolver.kinds`), and those without kinds
that are asked about what is left to know. What a resolver asks besides (`Resolver.further`) is its own business.
"""

from __future__ import annotations

from awesome_lint.net.resolvers.arxiv import Arxiv
from awesome_lint.net.resolvers.base import Question, Resolver
from awesome_lint.net.resolvers.doi import Doi
from awesome_lint.net.resolvers.github import GitHub
from awesome_lint.net.resolvers.huggingface import HuggingFace
from awesome_lint.net.resolvers.openreview import OpenReview
from awesome_lint.net.resolvers.s2 import SemanticScholar
from awesome_lint.net.resolvers.wayback import Wayback
from awesome_lint.net.resolvers.youtube import YouTube

RESOLVERS: tuple[type[Resolver], ...] = (
    Arxiv,
    Doi,
    GitHub,
    OpenReview,
    HuggingFace,
    YouTube,
    SemanticScholar,
    Wayback,
)
"""All that a plan may ask. Those that only others ask (Crossref, DataCite) are none of them."""

__all__ = ["RESOLVERS", "Question", "Resolver"]
