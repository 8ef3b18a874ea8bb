"""A list's own form, written tidily where its white space varies at random."""

from __future__ import annotations

import pytest

from awesome_lint.style.render import render
from awesome_lint.style.tidy import tidy_gap
from tests.style.support import read, sources

PAPER = "[Paper](https://arxiv.org/abs/2101.{n:05})"
CODE = "[Code](https://github.com/lab/tool{n})"
PROJECT = "[Project](https://lab{n}.github.io)"


def tidied(text: str) -> list[str]:
    """Every entry as its list writes it, tidily."""
    document, style = read(text)
    return [render(style.record(entry), style.keeping_template(entry)) for entry in document.entries]


def bullets(*parts: tuple[str, int]) -> str:
    """A list of so many entries with each of several ways to write their links."""
    number = 10
    lines = ["# Papers\n\n"]
    for links, times in parts:
        for _ in range(times):
            lines.append(f"- Learning of Things {number} [CVPR 2021] {links.format(n=number)}\n")
            number += 1
    return "".join(lines)


def test_a_pair_of_links_is_joined_as_all_links_are() -> None:
    text = bullets((f"{PAPER}  {CODE}", 6), (f"{PAPER} {CODE}", 4), (f"{PAPER} {PROJECT}", 20), (PAPER, 6))
    assert not [line for line in tidied(text) if "  " in line]


def test_double_blanks_that_prevail_stay() -> None:
    text = bullets((f"{PAPER}  {CODE}", 19), (f"{PAPER} {CODE}", 1))
    document, _ = read(text)
    now = tidied(text)
    assert now[:-1] == sources(document)[:-1]
    assert "  [Code]" in now[-1]


def test_a_small_list_that_agrees_stays() -> None:
    text = bullets((f"{PAPER}  {CODE}", 3))
    document, _ = read(text)
    assert tidied(text) == sources(document)


def test_edges_of_cells_are_alike() -> None:
    rows = "".join(
        f"|{'' if n % 3 else ' '}CVPR 2021{' ' if n % 2 else ''}|{' ' if n % 5 == 0 else ''}Learning of Things {n}|"
        f"{PAPER.format(n=n)}{' ' if n % 3 else ''}|\n"
        for n in range(10, 34)
    )
    now = tidied(f"|Venue|Title|Paper|\n|---|---|---|\n{rows}")
    assert now == [f"|CVPR 2021|Learning of Things {n}|{PAPER.format(n=n)}|" for n in range(10, 34)]


def test_blanks_that_a_column_has_on_one_side_stay() -> None:
    rows = "".join(f"|CVPR 2021 |Learning of Things {n} |{PAPER.format(n=n)} |\n" for n in range(10, 20))
    text = f"|Venue|Title|Paper|\n|---|---|---|\n{rows}"
    document, _ = read(text)
    assert tidied(text) == sources(document)


def block(number: int, comma: str) -> str:
    links = f"- {PAPER.format(n=number)}{comma}\n- {CODE.format(n=number)}\n"
    return f"### Learning of Things {number}\n{links}\n"


@pytest.mark.parametrize("comma", [", ", ",", " "])
def test_nothing_hangs_at_the_ends_of_lines(comma: str) -> None:
    text = "# Papers\n\n" + "".join(block(n, comma if n % 3 else "") for n in range(10, 40))
    now = tidied(text)
    assert len(now) == 30
    assert all(line == line.rstrip(" ,") for entry in now for line in entry.splitlines())


def test_commas_that_all_lines_end_with_stay() -> None:
    text = "# Papers\n\n" + "".join(block(n, ",") for n in range(10, 40))
    document, _ = read(text)
    assert tidied(text) == sources(document)


@pytest.mark.parametrize("joined", ["Curie, Noether, 2019", "Curie, Noether (2019)", "CVPR, 2019", "CVPR/2019"])
def test_the_only_paper_of_a_list_of_tools_stays(joined: str) -> None:
    text = (
        "# Tools\n\n* [Natter](https://github.com/lab/natter) — takes sentences apart.\n"
        "* [Chatter](https://github.com/lab/chatter) — puts them together.\n\n"
        f"# Papers\n\n* [Talk: a study](https://example.org/r.pdf) — {joined}\n"
    )
    document, _ = read(text)
    assert tidied(text) == sources(document)


def test_the_way_that_others_write_a_year_is_taken() -> None:
    text = "".join(
        f"- Learning of Things {n} - CVPR{', ' if n == 3 else ' '}2019 {PAPER.format(n=n)}\n" for n in range(9)
    )
    assert "CVPR 2019" in tidied(f"# Papers\n\n{text}")[3]


@pytest.mark.parametrize(
    ("gap", "tidy"),
    [
        ("  ", " "),
        (" , \n  - ", "\n  - "),
        ("  \n", "  \n"),
        (" \n    + ", "\n    + "),
        ("<br>  ", "<br> "),
        ("  \n\n- ", "\n\n- "),
    ],
)
def test_hard_breaks_and_indents_are_no_untidiness(gap: str, tidy: str) -> None:
    assert tidy_gap(gap, False, False) == tidy
