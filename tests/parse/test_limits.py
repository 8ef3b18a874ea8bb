"""Input that no list has on purpose: its cost grows with its length, and what can be read is read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from awesome_lint.parse import parse_document
from awesome_lint.source import Source

LINK = "[p](https://a.org/p)"
SHAPES: dict[str, Callable[[int], str]] = {
    "styled phrases in one item": lambda n: f"- {LINK} " + "**a** *b* `c` " * n + "\n",
    "links and brackets in one item": lambda n: f"# A\n\n- {LINK} " + f"text **b** (c) {LINK} " * n + "\n",
    "sub-items of one item": lambda n: f"- {LINK}\n" + "  - Code: https://b.org\n" * n,
    "commas in a cell": lambda n: "| a | b |\n|---|---|\n| " + "x, y (z) " * n + f" | {LINK} |\n",
    "names behind a title": lambda n: f"- {LINK} " + "Ann Lee, Bob Fox, " * n + "\n",
    "open links": lambda n: "- " + "[a](" * n + f" {LINK}\n",
    "open details": lambda n: "<details>\n\n" * n + f"- {LINK}\n",
    "paragraphs of names": lambda n: "**A Title of Things**  \nAnn Lee, Bob Fox\n\n" * n + f"- {LINK}\n",
    "headings": lambda n: "".join(f"{'#' * (k % 6 + 1)} h\n" for k in range(n)) + f"- {LINK}\n",
}


def calls(text: str) -> int:
    """How many functions are called to parse a text: what a clock would tell, were no one else on the machine."""
    count = 0

    def profile(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        parse_document(Source(text))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_takes_twice_the_calls(shape: str) -> None:
    make = SHAPES[shape]
    parse_document(Source(make(150)))  # what is learned of words once is not counted
    assert calls(make(600)) < 2.6 * calls(make(300))


def test_what_stands_among_much_else_is_read() -> None:
    [entry] = parse_document(Source(SHAPES["sub-items of one item"](3000))).entries
    assert (entry.title, len(entry.links)) == ("p", 3001)
    assert {link.role for link in entry.links[1:]} == {"code"}
    [entry] = parse_document(Source(SHAPES["commas in a cell"](3000))).entries
    assert [link.url for link in entry.links] == ["https://a.org/p"]
    [entry] = parse_document(Source(SHAPES["open details"](500))).entries
    assert entry.title == "p"
