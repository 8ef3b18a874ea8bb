"""Markdown for GitHub that strangers' words cannot change: no mention, no image, no HTML, no link but our own."""

from __future__ import annotations

import re
from urllib.parse import quote

from awesome_lint.patterns import pattern
from awesome_lint.report.escape import RISKY, coded, markdown

_WEB = pattern(r"https?://[!-~]+")
_SAFE = "!$&'*+,-./:;=?@_~%#"
_BACKTICKS = pattern(r"`+")
_RISKY = pattern(RISKY.replace("\x00-\x1f", "\x00-\x08\x0a-\x1f"))


def clipped(text: str, most: int) -> str:
    """A text of at most `most` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def code(text: str, most: int = 200) -> str:
    """A text as code, for a line or a cell of a table; nothing in it is anything but itself."""
    return f"<code>{markdown(clipped(text, most))}</code>" if text else ""


def words(text: str, most: int = 600) -> str:
    """A message, what stands between its backticks as code."""
    return coded(clipped(text, most), markdown)


def link(text: str, address: str) -> str:
    """A link to an address of the web with `text`, which is made harmless; the text alone where it is none."""
    shown = markdown(text)
    return f"[{shown}]({quote(address, safe=_SAFE)})" if _WEB.fullmatch(address) else shown


def fence(lines: str, language: str = "md") -> str | None:
    """Lines to be copied, in a block of code that they cannot end. None where they hold what nobody would see."""
    if any(_RISKY.search(line) for line in re.split(r"\r\n|\r|\n", lines)):
        return None
    longest = max((len(run) for run in _BACKTICKS.findall(lines)), default=0)
    mark = "`" * max(3, longest + 1)
    return f"{mark}{language}\n" + "\n".join(re.split(r"\r\n|\r|\n", lines.rstrip("\r\n"))) + f"\n{mark}"
