"""Draws what a command shows on a terminal: `python tools/picture.py` writes `docs/assets/terminal.svg`.

The command runs for real, on a terminal of its own (a pseudo terminal: Linux, macOS), over a list of this repository.
The picture needs no font of its own and loads nothing; every run of text is stretched to its columns, so that
another font changes letters, not places. It is dark on light pages and on dark ones, as terminals are.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

from rich.cells import cell_len
from rich.color import ColorType
from rich.style import Style
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "assets" / "terminal.svg"
COMMAND = ("check", "--select", "D,V,S003", "heading-blocks.md")
COLUMNS = 104

CELL, LINE, SIZE, MARGIN, BAR = 8.4, 19, 14, 16, 34
GROUND, FRAME, INK, FAINT = "#1c2128", "#444c56", "#cdd9e5", "#768390"
COLOURS = ("#545d68", "#ff7b72", "#7ee787", "#e3b341", "#79c0ff", "#d2a8ff", "#76e3ea", "#cdd9e5")
"""The eight colours of a terminal, each readable on `GROUND`."""


def shown() -> str:
    """What the command prints on a terminal of `COLUMNS` columns: both streams, colours as escape sequences."""
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, COLUMNS))
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH", "LANG") if name in os.environ}
    with tempfile.TemporaryDirectory() as cache:
        running = subprocess.Popen(
            [sys.executable, "-m", "awesome_lint", *COMMAND],
            cwd=ROOT / "lists",
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            env=kept | {"TERM": "xterm-256color", "PYTHONUTF8": "1", "AWESOME_LINT_CACHE_DIR": cache},
        )
        os.close(theirs)
        text = b"".join(iter(lambda: _read(ours), b""))
        running.wait(timeout=60)
    os.close(ours)
    return text.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux says so when the other side is closed
        return b""


def drawn(output: str) -> str:
    """An SVG of a terminal that shows `output` below the command."""
    prompt = Text.assemble(("$ ", "green"), (f"awesome-lint {' '.join(COMMAND)}", "bold"))
    lines = [prompt, *(Text.from_ansi(line) for line in output.rstrip("\n").split("\n"))]
    width, height = round(COLUMNS * CELL + 2 * MARGIN), BAR + len(lines) * LINE + MARGIN
    dots = (f'<circle cx="{22 + 20 * place}" cy="17" r="6" fill="{FRAME}"/>' for place in range(3))
    text = (part for row, line in enumerate(lines) for part in _line(line, BAR + row * LINE + SIZE))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            f" font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\""
            f' font-size="{SIZE}" role="img">',
            f"<title>What `awesome-lint {' '.join(COMMAND)}` prints</title>",
            f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8" fill="{GROUND}" stroke="{FRAME}"/>',
            *dots,
            *text,
            "</svg>\n",
        ]
    )


def _line(line: Text, baseline: int) -> Iterator[str]:
    """The text elements of a line: one for each run of one style."""
    column = 0
    for run, style in _runs(line):
        cells = cell_len(run)
        if run.strip():
            yield (
                f'<text x="{MARGIN + column * CELL:.1f}" y="{baseline}" textLength="{cells * CELL:.1f}"'
                f' lengthAdjust="spacingAndGlyphs" xml:space="preserve"{_look(style)}>{escape(run, quote=False)}</text>'
            )
        column += cells


def _runs(line: Text) -> Iterator[tuple[str, Style]]:
    places = sorted({0, len(line), *(place for span in line.spans for place in (span.start, span.end))})
    for start, end in pairwise(places):
        styles = [Style.null(), *(span.style for span in line.spans if span.start <= start and end <= span.end)]
        yield line.plain[start:end], Style.combine(Style.parse(str(style)) for style in styles)


def _look(style: Style) -> str:
    colour = INK
    if style.dim:
        colour = FAINT
    elif style.color is not None and style.color.type == ColorType.STANDARD and style.color.number is not None:
        colour = COLOURS[style.color.number % 8]
    return f' fill="{colour}"' + (' font-weight="bold"' if style.bold else "")


def main() -> None:
    """Write the picture."""
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(drawn(shown()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
