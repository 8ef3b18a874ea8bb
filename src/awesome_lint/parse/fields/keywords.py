"""Keyword lists."""

from __future__ import annotations

import re

_COMMA = re.compile(r"[,，]")
_SPACES = re.compile(r"\s+")


def split_keywords(text: str) -> list[str]:
    """The keywords of a list: split at commas, trimmed, empty ones and a lone hyphen dropped."""
    words = (_SPACES.sub(" ", part).strip() for part in _COMMA.split(text))
    return [word for word in words if word and word != "-"]
