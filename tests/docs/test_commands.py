"""Every command of the README and of the pages of `docs/` runs, and prints what they show."""

from __future__ import annotations

import sys

import pytest

from tests.cli.web import Web

from .commands import NOT_RUN, differences, run, shown, why_not
from .conftest import Fresh
from .pages import ROOT, Block, blocks

OWN_TESTS = (ROOT / "docs" / "extending.md",)
CONSOLE = [
    block
    for block in blocks("console")
    if not {"six-commands", "hook"} & {*block.marks} and block.page not in OWN_TESTS
]
CALLS = ("$ ", "awesome-lint ", "cat ", "git ", "make ", "npx ", "pip ", "pre-commit ", "pytest ", "python ", "uv ")
GOOD = (0, 1)
"""Exit codes of commands that did what they were asked: nothing to say, or findings."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pages are written for shells of other systems")


def chains() -> list[list[Block]]:
    """The blocks that share a folder, in order: one, and those that go on from it."""
    made: list[list[Block]] = []
    for block in CONSOLE:
        if block.goes_on:
            made[-1].append(block)
        else:
            made.append([block])
    return made


@pytest.mark.parametrize("chain", chains(), ids=lambda chain: chain[0].place)
def test_commands_do_what_a_page_says(chain: list[Block], fresh: Fresh, web: Web) -> None:
    sample = chain[0].told("in") or "papers"
    folder = fresh(sample)
    for block in chain:
        for command, said in shown(block):
            if why_not(command):
                assert said is None, f"{block.place}: shows what `{command}` prints, and no test compares it"
                continue
            if said is None and not block.goes_on and len(chain) == 1:
                folder = fresh(sample)
            code, output = run(command, folder, web.options)
            if said is None:
                assert code in GOOD, f"{block.place}: {command}\n{output}"
            else:
                assert differences(said, output) == [], f"{block.place}: {command}\n{output}"


def test_what_is_left_out_is_there() -> None:
    left_out = {why_not(command) for block in CONSOLE for command, _ in shown(block)}
    assert set(NOT_RUN) <= left_out, "a reason that nothing needs any more"


def test_no_page_shows_commands_in_other_blocks() -> None:
    """A block in another language, or in none, would be run by nobody."""
    assert [block.place for block in blocks("bash", "sh", "shell", "text", "shell-session")] == []
    assert [block.place for block in blocks("") if block.text.startswith(CALLS) and not block.marks] == []


@pytest.mark.parametrize(
    ("said", "output", "same"),
    [
        ("one\n", "one\n", True),
        ("one\n", "two\n", False),
        ("one …\n", "one two\n", True),
        ("…\nthree\n", "one\ntwo\nthree\n", True),
        ("one\nthree\n", "one\ntwo\nthree\n", False),
        ("", "one\n", False),
        ("at 1234567\n", "at 89abcde\n", True),
        ("2 (3)\n", "2 3\n", False),
    ],
)
def test_output_is_compared(said: str, output: str, same: bool) -> None:
    assert (differences(said, output) == []) == same
