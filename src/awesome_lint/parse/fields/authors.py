"""Author lists."""

from __future__ import annotations

import re
from functools import lru_cache

from awesome_lint.parse.text import LINK, is_wide
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

LONGEST_LIST = 4000  # characters of an author list
_SPLIT = pattern(r"\s*(?:,|;|，|、|；|\band\b|&|\bund\b|\by\b|\bet\b(?!\s+al))\s*")
_ET_AL = pattern(r"[,\s]*\bet\.?\s*al\b\.?|\band others\b|等\s*(?:人)?$", re.IGNORECASE)
_PARTICLES = frozenset("van von der den de del della di da dos la le el bin ibn al ter ten du st jr sr ii iii".split())
_NO_NAMES = frozenset(
    "University Universität Universidad Université Universidade Institute Institut Lab Labs Laboratory Department "
    "College School Inc Ltd GmbH Consortium Foundation License Licence Licencia Lizenz Benchmark Benchmarks Dataset "
    "Datasets Learning Network Networks Models Press The A An On In Of For And From With Towards Toward Is Are Why How "
    "What".split()
)
_NAME_WORD = pattern(r"^(?:[^\W\d_](?:[\w.'’‐‑\-]*[^\W\d_])?\.?|[^\W\d_]\.(?:-?[^\W\d_]\.)*)[*∗⋆†‡§¶#¹²³⁴\d]*$")
_JOINT = pattern(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*|;\s*|，\s*|\s+et\s+al\.?,?\s*")
_JOINTS = (",", " and ", "&", ";", "，", "、", "；", " al", "等", " und ", " y ", " others")  # the cheap question first
_INITIAL = pattern(r"(?:^|\s)[A-Z]\.|^[A-Z]{1,2}\s")
_INITIALS = pattern(r"[A-Z]\.?(?:[\s-]?[A-Z]\.?){0,3}")
_LEADING_ET_AL = pattern(r"(.{2,60}?\bet\.?\s?al\b\.?)", re.IGNORECASE)
_ORNAMENT = pattern(r"[*∗⋆✉📧#†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰]+|\$\^.*?\$|\(\d+\)")


def is_name(text: str) -> bool:
    """Whether `text` may be one person's name: `Yedid Hoshen`, `J. Bruna`, `Peter W`, `李明`."""
    if _is_wide_name(text):
        return len(text) <= 4 or "·" in text
    words = text.split()
    if not 1 <= len(words) <= 5 or len(text) > 45:
        return False
    named = 0
    for word in words:
        if not _NAME_WORD.match(word):
            return False
        if word.lower().strip(".") in _PARTICLES:
            continue
        if word in _NO_NAMES:
            return False
        if not word[0].isupper() or (len(word) > 3 and word.isalpha() and word.isupper()):
            return False  # `SIGRAPH` is no person
        named += 1
    return named > 0


@lru_cache(maxsize=4096)
def author_share(text: str) -> tuple[int, float]:
    """How many names `text` seems to list, and the share of its parts that are names."""
    text = text.replace(LINK, "").strip(" .,:;\n\u2028")
    if not text or len(text) > LONGEST_LIST:
        return 0, 0.0
    abbreviated = _ET_AL.search(text) is not None
    plain = _ORNAMENT.sub("", _ET_AL.sub("", text))
    parts = [part.strip(" .:") if len(part.split()) > 1 else part.strip(" :") for part in _SPLIT.split(plain)]
    parts = [part for part in parts if part.strip(" .")]
    if not parts:
        return 0, 0.0
    names = sum(map(is_name, parts))
    return (names + (1 if abbreviated and names else 0)), names / len(parts)


def _is_wide_name(text: str) -> bool:
    return 2 <= len(text) <= 8 and all(is_wide(char) or char == "·" for char in text)


class Names(NamedTuple):
    """Names at the start of a text: how many, where they end, where the rest begins; `sure`: their form is proof."""

    number: int
    end: int
    rest: int
    sure: bool


@lru_cache(maxsize=4096)
def leading_names(text: str) -> Names | None:
    """The author list that a text begins with, where something else of three words or more follows behind a comma.

    `Seunghoon Hong, Bohyung Han, Online Tracking by Learning …` begins with two names; so, by its form, does many a
    title, which is why only long lists and initials are proof.
    """
    if not any(joint in text for joint in _JOINTS):
        return None
    if (abbreviated := _LEADING_ET_AL.match(text)) and author_share(abbreviated[1])[1] >= 0.6:
        rest = len(text) - len(text[abbreviated.end() :].lstrip(" ,.;:"))
        return Names(2, abbreviated.end(1), rest, True) if text[rest:].strip() else None
    at = count = end = 0
    initials = False
    while found := _JOINT.search(text, at):
        part = text[at : found.start()].strip()
        if not is_name(part) or (len(part.split()) < 2 and not _is_wide_name(part)):
            break
        initials = initials or _INITIAL.search(part) is not None
        count += 1
        end, at = found.start(), found.end()
        if count > 60:
            break
    if count == 0 or len(text[at:].split()) < 3:
        return None
    if " and " in text[end:at] or looks_like_authors(text[at:], sure=False):
        return None
    return Names(count, end, at, count >= 4 or (count >= 2 and initials))


@lru_cache(maxsize=4096)
def looks_like_authors(text: str, *, sure: bool = True) -> bool:
    """Whether `text` is an author list by its own form.

    `sure`: nothing around it says so, so at least two names, most of them with a first and a last name, are needed.
    """
    if sure and not any(joint in text for joint in _JOINTS):
        return False
    count, share = author_share(text)
    if not sure:
        return count >= 1 and share >= 0.6
    if count < 2 or share < 0.8:
        return False
    if _ET_AL.search(text):
        return True
    parts = [part for part in _SPLIT.split(_ORNAMENT.sub("", text)) if part.strip(" .")]
    if 2 * sum(1 for part in parts if _INITIALS.fullmatch(part.strip())) >= len(parts):
        return True  # `Smith, J., Lee, K. M.`
    full = sum(1 for part in parts if len(part.split()) >= 2 or _is_wide_name(part.strip(" .")))
    return full == len(parts) if len(parts) == 2 else full / len(parts) >= 0.5
