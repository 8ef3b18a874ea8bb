"""What `Retry-After` says."""

from __future__ import annotations

from awesome_lint.patterns import pattern

_LONGEST = 64  # characters
_SECONDS = pattern(r"\d+(?:\.\d*)?$")
_UNITS = pattern(r"(?:(?P<h>\d+)\s*h)?\s*(?:(?P<m>\d+)\s*m)?\s*(?:(?P<s>\d+(?:\.\d+)?)\s*s)?$")


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds to wait, from the value of the header: seconds, a date, or `1m30s`. None where it says nothing.

    `now` is the time (Unix seconds) that a date is compared with: best the server's own, from its `Date`.
    """
    value = (value or "").strip()
    if not value or len(value) > _LONGEST or not value.isascii():
        return None
    if _SECONDS.match(value):
        return float(value)
    if (units := _UNITS.match(value.lower())) is not None:
        hours, minutes, seconds = (float(units[name] or 0) for name in "hms")
        return hours * 3600 + minutes * 60 + seconds
    date = http_date(value)
    return None if date is None else max(0.0, date - now)


def http_date(value: str) -> float | None:
    """Unix seconds of a date in a header, None where it is none."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
