"""Entries of any list, written as another list would."""

from __future__ import annotations

import pytest

from awesome_lint.style import write_entries
from tests.style.support import facts, read

OTHER = (
    "# Papers\n\n"
    "- Turning Heads with Implicit Motion [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00001) "
    "[[code]](https://github.com/a/b)\n"
    "- Speech Faces in the Wild [ICML 2020] [[paper]](https://arxiv.org/abs/2001.00001)\n"
)


def lines(pattern: str, count: int = 4) -> str:
    return "# Papers\n\n" + "".join(pattern.replace("%", str(number)) for number in range(count))


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            lines(
                "1. **Paper % of Things.** CVPR 2021. [paper](https://arxiv.org/abs/2101.0001%) [code](https://github.com/c/%)\n"
            ),
            "1. **Turning Heads with Implicit Motion.** CVPR 2021. [paper](https://arxiv.org/abs/2101.00001) "
            "[code](https://github.com/a/b)\n"
            "1. **Speech Faces in the Wild.** ICML 2020. [paper](https://arxiv.org/abs/2001.00001)\n",
        ),
        (
            "| Title | Venue | Code |\n|---|---|---|\n"
            + "".join(
                f"| [Paper {n} of Things](https://arxiv.org/abs/2101.0001{n}) | CVPR 2021 | "
                f"[link](https://github.com/c/{n}) |\n"
                for n in range(4)
            )
            + "| [Paper 9 of Things](https://arxiv.org/abs/2101.00019) | CVPR 2021 | |\n" * 2,
            "| [Turning Heads with Implicit Motion](https://arxiv.org/abs/2101.00001) | CVPR 2021 | "
            "[link](https://github.com/a/b) |\n"
            "| [Speech Faces in the Wild](https://arxiv.org/abs/2001.00001) | ICML 2020 | |\n",
        ),
        (
            lines(
                "### [CVPR 2021] Paper % of Things\n- [paper](https://arxiv.org/abs/2101.0001%)\n- [code](https://github.com/c/%)\n\n"
            ),
            "### [CVPR 2021] Turning Heads with Implicit Motion\n- [paper](https://arxiv.org/abs/2101.00001)\n"
            "- [code](https://github.com/a/b)\n\n"
            "### [ICML 2020] Speech Faces in the Wild\n- [paper](https://arxiv.org/abs/2001.00001)\n",
        ),
    ],
    ids=["numbered", "table", "headings"],
)
def test_another_lists_entries(style: str, expected: str) -> None:
    document, _ = read(OTHER)
    assert write_entries(document.entries, read(style)[1]) == expected


def test_what_is_written_reads_the_same() -> None:
    document, style = read(OTHER)
    again, _ = read(write_entries(document.entries, style))
    for one, other in zip(document.entries, again.entries, strict=True):
        before, after = facts(one), facts(other)
        assert {**before, "section": ()} == {**after, "section": ()}


def test_own_entries_come_out_of_their_own_markdown() -> None:
    text = lines("- *Paper* % of **Things** [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.0001%)\n")
    document, style = read(text)
    assert write_entries(document.entries, style) == text.removeprefix("# Papers\n\n")


def test_numbers_count_up_where_the_lists_do() -> None:
    text = "".join(f"{n}. Paper {n} of Things [[paper]](https://arxiv.org/abs/2101.0001{n})\n" for n in range(1, 6))
    document, style = read(text)
    assert write_entries(document.entries[3:], style).startswith("1. Paper 4 of Things")


def test_nothing_for_no_entries() -> None:
    assert write_entries((), read(OTHER)[1]) == ""
