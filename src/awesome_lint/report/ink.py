"""Colours and hyperlinks of a terminal, where it has them."""

from __future__ import annotations

from collections.abc import Mapping

from awesome_lint.findings import Severity
from awesome_lint.records import NamedTuple
from awesome_lint.report.view import Terminal

STYLES: Mapping[str, str] = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "code": "1",
    "path": "1",
    "frame": "34",
    "dim": "2",
    "removed": "31",
    "removed part": "31;4",
    "added": "32",
    "added part": "32;4",
}
"""What a style is to a terminal: parameters of `ESC [ … m`. Only the eight colours that every theme has."""


class Ink(NamedTuple):
    """Writes in the colours of a terminal."""

    terminal: Terminal

    def __call__(self, style: str | Severity, text: str) -> str:
        """`text` in a style; as it is where there is no colour."""
        if not self.terminal.colour or not text:
            return text
        return f"\x1b[{STYLES[str(style)]}m{text}\x1b[0m"

    def link(self, url: str | None, text: str) -> str:
        """`text` that leads to `url` (OSC 8), where the terminal knows how."""
        if not self.terminal.links or not url or not (url.isascii() and url.isprintable()):
            return text
        return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\"
