"""Damaged lists, some hundred of them; `python tools/mutate.py` has as many as one likes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import targets
from tests.fuzz.laws import LAYOUTS, judge, mended, misplaced, misread, read, rewritten, wrong
from tests.fuzz.mutants import mutant

ROOT = Path(__file__).parents[2]
LISTS = targets.documents()
CASES = 250
REWRITTEN = 10  # every so many cases


@pytest.mark.parametrize("first", range(0, CASES, 50))
def test_damaged_lists(first: int) -> None:
    broken = {}
    for number in range(first, first + 50):
        made = mutant(number, LISTS)
        layout = LAYOUTS[number // REWRITTEN % len(LAYOUTS)]
        faults = wrong(made.text, unsafe=number % 2 == 0, layout=layout, rewriting=number % REWRITTEN == 0)
        if faults:
            broken[number, made.made] = faults
    assert broken == {}


def test_the_same_number_gives_the_same_text() -> None:
    texts = [mutant(number, LISTS).text for number in range(200)]
    assert texts == [mutant(number, LISTS).text for number in range(200)]
    assert len(set(texts)) > 190
    assert texts != [mutant(number, LISTS, seed=1).text for number in range(200)]


@pytest.mark.skipif(sys.platform == "win32", reason="its limit of time is a signal of Unix")
def test_the_command_counts_its_cases() -> None:
    command = [sys.executable, str(ROOT / "tools" / "mutate.py"), "tests/fixtures", "--cases", "40", "--processes", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split(" from ")[0]) == (0, "40 cases"), done.stdout + done.stderr


FOUND = (
    "- [A Study of Things](https://a.org/p) [code](http://[x]/b)\n",  # a host that none can be
    "- [A Study of Things](http://[::1/p) [paper](http://[) [code](//[)\n",
    "[A](http://[x]/a) and [A](http://[x]/a)\n\n- [code](http://[x]/b) [paper](http://[x]/b) [page](http://[x]/b)\n",
    "- **[S]** S: Simple Design for Images with Many Words [[paper](https://arxiv]](./paper/a.pdf)\n",  # a link cut
    "0[paper]()`\n 0`",  # code whose second line is indented
    "- `A Study of\n  Many Things` [paper](https://a.org/p)\n",
    "> - `A Study of\n>   Many Things` [paper](https://a.org/p)\n",
    "| title | link |\n| --- | --- |\n| `A \\| B of Things` | [paper](https://a.org/p) |\n",
)
"""Texts that once broke a law, each as short as it can be."""


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "all"])
@pytest.mark.parametrize("text", FOUND)
def test_what_was_found_holds(text: str, unsafe: bool) -> None:
    assert wrong(text, unsafe=unsafe) == []


RESTLESS: tuple[tuple[str | None, str], ...] = (
    ("bullet", " - [](/\nf)"),
    ("paragraph", "- [projpage](http://s"),
    ("paragraph", "2022 | [l]() | PR 2022[Coe]()\n2022[t]()FG2023[Coe]()\na ICLR 2022[Poject]()"),
)
"""Lists that were written otherwise each time, into a layout; without an end."""


@pytest.mark.parametrize(("layout", "text"), RESTLESS)
def test_what_never_settles_is_left_as_it_is(layout: str | None, text: str) -> None:
    done, faults = rewritten(read(text), layout)
    assert faults == []
    assert done.left or not done.edits


def test_the_laws_find_what_is_wrong() -> None:
    text = "- [A Study of Things](https://a.org/p) [[code]()]\n- [B Study of Things](http://arxiv.org/abs/2101.00001)\n"
    document = read(text)
    findings = judge(document)
    assert any(finding.fix for finding in findings)
    moved = [finding._replace(column=finding.column + 1) for finding in findings]
    assert list(misplaced(document, findings)) == []
    assert len(list(misplaced(document, moved))) == len(findings)
    entry = document.entries[0]
    shifted = entry._replace(
        spans={name: () if name != "title" else (entry.links[0].url_span,) for name in entry.spans}
    )
    assert list(misread(document._replace(entries=(shifted, *document.entries[1:])))) != []
    assert mended(document, findings, unsafe=True)[1] == []
