"""What the terminal behind a stream can do."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from awesome_lint.report.view import Terminal

_LINKING_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "zed", "Tabby", "rio"})
_LINKING_TERMS = ("kitty", "alacritty", "foot", "ghostty", "wezterm", "contour", "rio")
_FIRST_LINKING_VTE = 5000  # version 0.50
_NO = ("", "0")


def on_terminal(output_file: str | None = None) -> bool:
    """Whether findings go to a terminal."""
    return output_file in (None, "-") and _is_terminal(sys.stdout)


def reader(output_file: str | None = None) -> Terminal:
    """What those who read the findings see them with.

    `NO_COLOR` and `TERM=dumb` take colours and hyperlinks away; `FORCE_COLOR` gives colours to pipes, and
    `FORCE_HYPERLINK` hyperlinks to terminals that are not known to have them. A file has neither.
    """
    if output_file not in (None, "-"):
        return Terminal()
    terminal = _is_terminal(sys.stdout)
    forced = os.environ.get("FORCE_COLOR")
    colour = (terminal and _knows_escapes()) if forced is None else forced not in _NO
    colour = colour and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Terminal(colour, colour and _links(terminal), _width() if terminal else None)


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _width() -> int | None:
    """Columns: what `COLUMNS` says, else what the terminal itself says."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None


def _knows_escapes() -> bool:
    """Old consoles of Windows print escape sequences as they are."""
    if sys.platform != "win32":
        return True
    return any(name in os.environ for name in ("WT_SESSION", "TERM_PROGRAM", "TERM", "ConEmuANSI"))


def _links(terminal: bool) -> bool:
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in _NO
    term = os.environ.get("TERM", "")
    if not terminal or term.startswith(("screen", "tmux")):  # they pass links on in newer versions only
        return False
    vte = os.environ.get("VTE_VERSION", "")
    return (
        os.environ.get("TERM_PROGRAM") in _LINKING_PROGRAMS
        or any(name in term for name in _LINKING_TERMS)
        or (vte.isdecimal() and int(vte) >= _FIRST_LINKING_VTE)
        or any(name in os.environ for name in ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM"))
    )
