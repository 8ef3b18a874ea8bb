"""What stands where venues stand, and names none."""

from __future__ import annotations

# What stands where venues stand, and names none: theses, reports, books, patents, prizes.
_OTHER_WORDS = """
thesis theses thèse tesis tese dissertation habilitation report techreport patent book whitepaper manuscript preprint
unpublished blog lecture course tutorial press award awards prize
"""
_OTHERS = frozenset(_OTHER_WORDS.split())
_OTHER_BEGINNINGS = ("diplom", "universit")
_OTHER_PHRASES = ("tech rep", "technical rep", "white paper", "best paper", "best student paper")
_OTHER_SIGNS = ("论文", "博士", "硕士", "学位", "专利", "博客", "論文", "修士", "학위")


def names_no_venue(raw: str) -> bool:
    """Whether a text says that something was published as no venue's: a thesis, a report, a book."""
    words = "".join(char if char.isalnum() else " " for char in raw.casefold()).split()
    phrase = f" {' '.join(words)} "
    return (
        not _OTHERS.isdisjoint(words)
        or any(word.startswith(_OTHER_BEGINNINGS) for word in words)
        or any(f" {other} " in phrase for other in _OTHER_PHRASES)
        or any(sign in raw for sign in _OTHER_SIGNS)
    )
