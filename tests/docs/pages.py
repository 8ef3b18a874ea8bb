"""The pages that people read, and the fenced blocks on them.

A comment right above a block tells the tests about it: `<!-- test: in change -->`. Words are separated by spaces:

- `in NAME`: the folder of `samples.py` that its commands run in (`papers` without one)
- `goes on`: its commands run in the folder that the block before left behind
- `six-commands`: the commands of the first use, which `tests/test_pre_commit.py` runs with the real tools
- `hook`: commands in a list that has the hook, which that test runs too
- `file PATH`: the block is the content of a file
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
RULES = ROOT / "docs" / "rules"
"""Made from the rules, whose own tests run their examples."""

_FENCE = re.compile(
    r"(?:^<!-- test: (?P<marks>[^\n]*?) -->\n+)?"
    r"^(?P<indent> *)(?P<fence>`{3,})(?P<language>[\w-]*)[^\n`]*\n(?P<text>.*?)^(?P=indent)(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    """A fenced block; `line` is that of its first line of text, from 1, `marks` what a comment says of it."""

    page: Path
    line: int
    language: str
    text: str
    marks: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"

    def told(self, word: str) -> str:
        """What follows a word among the marks; empty without it."""
        return self.marks[self.marks.index(word) + 1] if word in self.marks else ""

    @property
    def goes_on(self) -> bool:
        return self.marks[:2] == ("goes", "on")


def pages() -> list[Path]:
    """Every page written by hand."""
    own = (ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))
    return [*own, *(path for path in sorted((ROOT / "docs").rglob("*.md")) if RULES not in path.parents)]


def blocks_of(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [_block(page, text, match) for match in _FENCE.finditer(text)]


def _block(page: Path, text: str, match: re.Match[str]) -> Block:
    depth = len(match["indent"])
    lines = (line[depth:] if line[:depth].isspace() else line for line in match["text"].splitlines(keepends=True))
    line = text.count("\n", 0, match.start("text")) + 1
    return Block(page, line, match["language"], "".join(lines), tuple((match["marks"] or "").split()))


BLOCKS = [block for page in pages() for block in blocks_of(page)]


def blocks(*languages: str) -> list[Block]:
    return [block for block in BLOCKS if block.language in languages]
