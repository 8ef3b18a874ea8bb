"""Real lists, cut and damaged as people, editors and merges damage them; the same seed and number, the same text."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

Lines = list[str]

SIGNS = (
    "[](){}<>|*_`~#-+!\\/:;,.\"'&=@^$%? \t\n\r"
    "\u200b\u00a0\ufeff\u00e9\uff08\uff09\uff0c\u3010\u3011\u4e2d\U0001f525\u0301\ud7ff\0"
)
PIECES = (
    *(
        "](",
        "[[",
        "]]",
        "**",
        "__",
        "~~",
        "```\n",
        "<!--",
        "-->",
        "<details>",
        "</details>",
        "<br>",
        "</td>",
        "<a href=",
    ),
    *("| --- | --- |\n", "|", "||", "- ", "1. ", "> ", "# ", "\n\n", "\r\n", "  \n", "    ", "\t", "&amp;", "&#0;"),
    *(
        "http://",
        "https://arxiv.org/abs/",
        "https://github.com/",
        "[x]: ",
        "[^1]: ",
        "![",
        "()",
        "[]()",
        "\\",
        "<a href=",
    ),
    *("<!-- awesome-lint: ignore ", "<!-- awesome-lint: disable D001 -->", "2023", "(CVPR 2019)", "20233", "<a href="),
)


class Mutant(NamedTuple):
    """A damaged text. `made` names what was done to it, for messages."""

    text: str
    made: str


def _at(dice: random.Random, length: int) -> int:
    return dice.randrange(length) if length else 0


def _delete_lines(dice: random.Random, lines: Lines, _: Sequence[Lines]) -> Lines:
    at = _at(dice, len(lines))
    return lines[:at] + lines[at + dice.randint(1, 3) :]


def _duplicate_lines(dice: random.Random, lines: Lines, _: Sequence[Lines]) -> Lines:
    at, to = _at(dice, len(lines)), _at(dice, len(lines))
    return lines[:to] + lines[at : at + dice.randint(1, 3)] + lines[to:]


def _swap_lines(dice: random.Random, lines: Lines, _: Sequence[Lines]) -> Lines:
    one, other = _at(dice, len(lines)), _at(dice, len(lines))
    swapped = list(lines)
    if lines:
        swapped[one], swapped[other] = lines[other], lines[one]
    return swapped


def _splice_lines(dice: random.Random, lines: Lines, others: Sequence[Lines]) -> Lines:
    """Some lines of another list."""
    other = dice.choice(others)
    at, to = _at(dice, len(other)), _at(dice, len(lines))
    return lines[:to] + other[at : at + dice.randint(1, 6)] + lines[to:]


def _halve(dice: random.Random, lines: Lines, others: Sequence[Lines]) -> Lines:
    """The beginning of a line with the end of another one."""
    other = dice.choice((*others, lines))
    if not lines or not other:
        return lines
    at = _at(dice, len(lines))
    one, two = lines[at], dice.choice(other)
    return [*lines[:at], one[: _at(dice, len(one) + 1)] + two[_at(dice, len(two) + 1) :], *lines[at + 1 :]]


def _join_lines(dice: random.Random, lines: Lines, _: Sequence[Lines]) -> Lines:
    at = _at(dice, len(lines))
    return [*lines[:at], "".join(line.rstrip("\r\n") for line in lines[at : at + 2]) + "\n", *lines[at + 2 :]]


def _indent(dice: random.Random, lines: Lines, _: Sequence[Lines]) -> Lines:
    at, before = _at(dice, len(lines)), dice.choice((" ", "  ", "    ", "\t", "> ", "- ", "1. ", "| ", "# "))
    count = dice.randint(1, 4)
    return [before + line if at <= number < at + count else line for number, line in enumerate(lines)]


def _in_text(change: Callable[[random.Random, str], str]) -> Callable[[random.Random, Lines, Sequence[Lines]], Lines]:
    return lambda dice, lines, _: change(dice, "".join(lines)).splitlines(keepends=True)


def _delete_chars(dice: random.Random, text: str) -> str:
    at = _at(dice, len(text))
    return text[:at] + text[at + dice.choice((1, 1, 1, 2, 5, 40)) :]


def _duplicate_chars(dice: random.Random, text: str) -> str:
    at = _at(dice, len(text))
    return text[: at + dice.randint(1, 20)] + text[at:]


def _swap_chars(dice: random.Random, text: str) -> str:
    at, by = _at(dice, len(text)), dice.randint(1, 4)
    return text[:at] + text[at + by : at + 2 * by] + text[at : at + by] + text[at + 2 * by :]


def _insert_sign(dice: random.Random, text: str) -> str:
    at = _at(dice, len(text) + 1)
    return text[:at] + dice.choice(SIGNS) * dice.choice((1, 1, 1, 2, 3)) + text[at:]


def _replace_sign(dice: random.Random, text: str) -> str:
    """A sign that means something in Markdown becomes another one."""
    places = [at for at, char in enumerate(text) if char in "[](){}<>|*_`~#!:/\n"]
    if not places:
        return text
    at = dice.choice(places)
    return text[:at] + dice.choice(SIGNS) + text[at + 1 :]


def _insert_piece(dice: random.Random, text: str) -> str:
    at = _at(dice, len(text) + 1)
    return text[:at] + dice.choice(PIECES) + text[at:]


def _cut(dice: random.Random, text: str) -> str:
    return text[: _at(dice, len(text) + 1)]


def _line_ends(dice: random.Random, text: str) -> str:
    return text.replace("\n", dice.choice(("\r\n", "\r", "\n\n", "  \n")))


WAYS: dict[str, Callable[[random.Random, Lines, Sequence[Lines]], Lines]] = {
    "delete lines": _delete_lines,
    "duplicate lines": _duplicate_lines,
    "swap lines": _swap_lines,
    "splice lines": _splice_lines,
    "halves of lines": _halve,
    "join lines": _join_lines,
    "indent lines": _indent,
    "delete characters": _in_text(_delete_chars),
    "duplicate characters": _in_text(_duplicate_chars),
    "swap characters": _in_text(_swap_chars),
    "insert a sign": _in_text(_insert_sign),
    "replace a sign": _in_text(_replace_sign),
    "insert a piece": _in_text(_insert_piece),
    "cut": _in_text(_cut),
    "line ends": _in_text(_line_ends),
}
_WEIGHTS = [1 if name in ("cut", "line ends") else 8 for name in WAYS]


def mutant(number: int, lists: Sequence[str], seed: int = 0, *, whole: bool = False) -> Mutant:
    """The damaged text of a number: 10 to 60 lines of one of `lists`, or all of it, changed 1 to 6 times."""
    dice = random.Random(f"{seed}/{number}")
    cut = [text.splitlines(keepends=True) for text in (dice.choice(lists), dice.choice(lists))]
    lines = cut[0]
    at = 0
    if not whole:
        size = dice.randint(10, dice.randint(10, 60))
        at = dice.randrange(max(1, len(lines) - size // 2))
        lines = lines[at : at + size]
    ways = dice.choices(list(WAYS), _WEIGHTS, k=dice.choice((1, 1, 2, 2, 3, 4, 6)))
    for way in ways:
        lines = WAYS[way](dice, lines, cut)
    return Mutant("".join(lines), f"{'whole list' if whole else f'line {at + 1}'}: {', '.join(ways)}")
