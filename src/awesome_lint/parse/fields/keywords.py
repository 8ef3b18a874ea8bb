"""Keyword lists."""

from __future__ import annotations

from awesome_lint.patterns import pattern

_COMMA = pattern(r"[,，]")
_SPACES = pattern(r"\s+")


def split_keywords(text: str) -> list[str]:
    """The keywords of a list: split at commas, trimmed, empty ones and a lone hyphen dropped."""
    words = (_SPACES.sub(" ", part).strip() for part in _COMMA.split(text))
    return [word for word in words if word and word != "-"]
