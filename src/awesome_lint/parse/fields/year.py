"""Years and dates as lists write them."""

from __future__ import annotations

import re

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

# A year may be impossible (`20233`): five digits that begin like one are read as written, for a rule to report.
_YEAR = r"(?:1[5-9]\d{2}|20\d{2,3}|21\d{2})"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = pattern(
    rf"(?<![\d./])(?P<y1>(?:19|20)\d\d)\s?[./年-]\s?(?:0?[1-9]|1[0-2])(?:\s?[./月-]\s?(?:[0-2]?\d|3[01])日?|月)?(?![\d/-])"
    rf"|(?<![\d.])(?:0?[1-9]|1[0-2])[./-](?P<y2>(?:19|20)\d\d)(?![\d.])"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s*[-'’]?(?P<y3>(?:19|20)\d\d)(?!\d)"
    rf"|(?<!\d)(?P<y4>(?:19|20)\d\d)[\s,.-]+{_MONTH}(?:\s+\d{{1,2}}\b)?"
    rf"|(?<![\d.])(?P<y5>20\d\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)",
    re.IGNORECASE,
)
_PLAIN = pattern(rf"(?<![\d.])(?P<year>{_YEAR})(?![\dA-VX-Za-vx-z]|[.]\d{{3,}}|年代|s\b)")
_CENTURY = pattern(r"1[5-9]\d\d|2[01]\d\d")  # the cheap question first
_TWO_DIGITS = pattern(r"(?<=[A-Za-z)])\s?[-'’‘`´]?\s?(?P<year>\d\d)$")
_RANGE = pattern(r"(?:19|20)\d\d\s?(?:[-–—~]|to|until)\s?(?:(?:19|20)\d\d|\d\d\b|now|present)", re.IGNORECASE)


class YearReading(NamedTuple):
    """A year and where it stands in the text read; `date`: the range covers a full date."""

    year: int
    start: int
    end: int
    date: bool = False


def find_year(text: str) -> YearReading | None:
    """The first year or date in `text`; none where the text names a range of years."""
    if not _CENTURY.search(text):
        return None
    if _RANGE.search(text) and not _DATE.search(text):
        return None
    if found := _DATE.search(text):
        year = next(value for value in found.groups() if value)
        return YearReading(int(year), found.start(), found.end(), True)
    years = list(_PLAIN.finditer(text))
    if not years:
        return None
    # `pp. 1735-1780, 1997`: of several numbers the one that is likely a year.
    found = next((year for year in years if year["year"][:2] in ("19", "20") and len(year["year"]) == 4), years[0])
    return YearReading(int(found["year"]), found.start(), found.end())


def is_month_number(number: int) -> bool:
    """Whether four digits can only be a year and month as preprint numbers begin with (`1708`), and no year itself."""
    year, month = divmod(number, 100)
    return 7 <= year <= 99 and 1 <= month <= 12 and not 1990 <= number <= 2050


def find_short_year(text: str) -> YearReading | None:
    """Two digits at the end of `text`, behind a letter (`CVPR'17`, `ICML 19`), completed to a year."""
    found = _TWO_DIGITS.search(text) if text[-1:].isdigit() else None
    if found is None:
        return None
    digits = int(found["year"])
    return YearReading((1900 if digits > 50 else 2000) + digits, found.start(), found.end())
