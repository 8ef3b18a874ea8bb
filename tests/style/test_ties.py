"""Two ways of writing that as many entries have."""

from __future__ import annotations

from awesome_lint.style.ties import ties
from tests.style.support import read

BOXED = "- Paper {0} of Things [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.0000{0})\n"
ROUND = "- Paper {0} of Things (CVPR 2021) [[paper]](https://arxiv.org/abs/2101.0000{0})\n"
THIRD = "- **CVPR 2021** Paper {0} of Things [[paper]](https://arxiv.org/abs/2101.0000{0})\n"


def tied(*patterns: str) -> list[tuple[str, tuple[str, str], tuple[int, int], tuple[str, str]]]:
    text = "# Papers\n\n" + "".join(pattern.format(number) for number, pattern in enumerate(patterns, 1))
    return [
        (tie.name, tie.forms, tie.counts, (tie.examples[0].title, tie.examples[1].title))
        for tie in ties(read(text)[1], "bullet")
    ]


def test_a_tie_is_named_and_shown() -> None:
    assert tied(BOXED, ROUND, BOXED, ROUND) == [
        ("the marks around the venue", ("`[…]`", "`(…)`"), (2, 2), ("Paper 1 of Things", "Paper 2 of Things"))
    ]


def test_what_prevails_ties_with_nothing() -> None:
    assert tied(BOXED, ROUND, BOXED, ROUND, BOXED) == []


def test_few_entries_never_tie() -> None:
    assert tied(BOXED) == tied(BOXED, ROUND) == []


def test_rare_forms_tie_for_nothing() -> None:
    assert tied(*[THIRD] * 7, BOXED, BOXED, ROUND, ROUND) == []


def test_other_layouts_have_no_say() -> None:
    text = "# Papers\n\n" + (BOXED + ROUND).format(1) * 2
    assert ties(read(text)[1], "table") == []
