"""The years that headings name."""

from __future__ import annotations

import re
from functools import lru_cache

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s*(?:[-–—~～/&+]|to|and|bis|à|a|至|到|と)\s*"
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|fall|winter)\.?"
)
_PART = rf"(?:[hqs][1-4]|[1-4][hqs]|{_MONTHS}|0?[1-9]|1[0-2]|\d{{1,2}}月)"
_WORDS = (
    r"(?:years?|papers?|publications?|articles?|works?|in|of|the|from|论文|論文|文章|年|년|논문|année|año|jahr|год)"
)
_BEFORE = r"(?:before|until|till|up to|pre|prior to|earlier than|<=?|≤|vor|bis|avant|antes de|до)"
_BEHIND = r"(?:and (?:before|earlier|older)|or (?:before|earlier|older)|以前|之前|及以前|及之前|年以前|年之前)"
_SINCE = r"(?:since|after|from|>=?|≥|seit|ab|depuis|desde|с)"
_ONWARD = r"(?:and (?:later|after|newer)|onwards?|\+|以后|之后|以來|以来|[-–—~]\s*(?:now|present|today|至今|今)?)"
_SINGLE = pattern(
    rf"(?:{_WORDS}\s*)*(?:{_PART}[\s,./-]*)?(?P<year>{_YEAR})(?:[\s,./-]*{_PART})?(?:\s*{_WORDS})*", re.IGNORECASE
)
_RANGE = pattern(rf"(?:{_WORDS}\s*)*(?P<first>{_YEAR}){_DASH}(?P<last>{_YEAR}|\d\d)(?:\s*{_WORDS})*", re.IGNORECASE)
_UNTIL = pattern(rf"{_BEFORE}[\s-]*(?P<a>{_YEAR})|(?P<b>{_YEAR})\s*{_BEHIND}", re.IGNORECASE)
_FROM = pattern(rf"{_SINCE}\s*(?P<a>{_YEAR})|(?P<b>{_YEAR})\s*{_ONWARD}", re.IGNORECASE)
_ASIDE = pattern(r"\(\s*\d+[^()]*\)|\[\s*\d+\s*\]")
_FRAME = pattern(r"^[^\w<≤>≥]+|[^\w+–—~-]+$")
_CENTURY = pattern(r"(?:19|20)\d\d")
_FIRST, _LAST = 0, 9999


class HeadingYears(NamedTuple):
    """The years, both included, that a heading names."""

    heading: str
    first: int
    last: int


@lru_cache(maxsize=4096)
def heading_years(section: tuple[str, ...]) -> HeadingYears | None:
    """The years that the innermost heading which names nothing else names."""
    for heading in reversed(section):
        if _CENTURY.search(heading) and (years := _years(heading)) is not None:
            return HeadingYears(heading, *years)
    return None


def _years(heading: str) -> tuple[int, int] | None:
    """The first and the last year of a heading that is a year or a range of years."""
    text = _FRAME.sub("", _ASIDE.sub(" ", heading))
    if found := _RANGE.fullmatch(text):
        first, last = found["first"], found["last"]
        years = int(first), int(last if len(last) > 2 else first[:2] + last)
        if years[0] < years[1]:
            return years
    if found := _SINGLE.fullmatch(text):
        return int(found["year"]), int(found["year"])
    if found := _UNTIL.fullmatch(text):
        return _FIRST, int(found["a"] or found["b"])
    if found := _FROM.fullmatch(text):
        return int(found["a"] or found["b"]), _LAST
    return None
