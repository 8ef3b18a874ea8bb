"""Entries of other lists, written exactly as one list writes its own."""

from __future__ import annotations

import pytest

from awesome_lint.style import target_like
from awesome_lint.style.translate import translate, write
from tests.style.support import read

GIVEN = (
    "# Contributed\n\n"
    "| Title | Authors | Venue | Year | Paper | Code | Notes |\n|---|---|---|---|---|---|---|\n"
    "| Moving Faces | Ann Lee, Bo Kim | CVPR | 2023 | [PDF](https://arxiv.org/abs/2301.00001) | "
    "[GitHub](https://github.com/a/m) [PyTorch](https://github.com/b/m) | Fast.<!---key--> |\n"
    "| Still Faces: A Study | | arXiv | 2022 | [arXiv](https://arxiv.org/abs/2201.00001) | N/A | |\n"
)


def like(
    pattern: str, times: int = 4, head: str = "", numbers: range | None = None
) -> list[tuple[str, tuple[str, ...]]]:
    """Both entries as a list of `times` entries like `pattern` writes them, and what they lose."""
    rows = "".join(pattern.replace("%", str(number)) for number in numbers or range(times))
    target = target_like(read(f"# Papers\n\n{head}{rows}")[1])
    document, style = read(GIVEN)
    told = [translate(style.record(entry), entry, target, detached=True) for entry in document.entries]
    return [(write(one.record, target), one.lost) for one in told]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (  # labels, brackets and order of the list; what it never says is lost, and said to be
            "- [ICML 2020] Paper % of Things [[paper](https://arxiv.org/abs/2001.0000%)] "
            "[[code](https://github.com/c/%)]\n",
            [
                (
                    "- [CVPR 2023] Moving Faces [[paper](https://arxiv.org/abs/2301.00001)] "
                    "[[code](https://github.com/a/m)] [[PyTorch](https://github.com/b/m)] <!---key-->",
                    ("authors", "notes"),
                ),
                ("- [arXiv 2022] Still Faces: A Study [[paper](https://arxiv.org/abs/2201.00001)]", ("unavailable",)),
            ],
        ),
        (  # linked titles, years of two digits, remarks in brackets
            "- **[Thing %](https://arxiv.org/abs/2001.0000%)** ICML'20 [[Code]](https://github.com/c/%) (no. %%)\n",
            [
                (
                    "- **[Moving Faces](https://arxiv.org/abs/2301.00001)** CVPR'23 [[Code]](https://github.com/a/m) "
                    "[[PyTorch]](https://github.com/b/m) (Fast.) <!---key-->",
                    ("authors",),
                ),
                ("- **[Still Faces: A Study](https://arxiv.org/abs/2201.00001)** arXiv'22", ("unavailable",)),
            ],
        ),
        (  # lines of an entry
            "- Paper % of Things. *Cy Day, Di Fox.* ICML 2020.\n  - [Paper](https://arxiv.org/abs/2001.0000%)\n"
            "  - [Code](https://github.com/c/%)\n",
            [
                (
                    "- Moving Faces. *Ann Lee, Bo Kim* CVPR 2023.\n  - [Paper](https://arxiv.org/abs/2301.00001)\n"
                    "  - [Code](https://github.com/a/m)\n  - [PyTorch](https://github.com/b/m) <!---key-->",
                    ("notes",),
                ),
                (
                    "- Still Faces: A Study. arXiv 2022.\n  - [Paper](https://arxiv.org/abs/2201.00001)",
                    ("unavailable",),
                ),
            ],
        ),
    ],
    ids=["brackets", "linked", "lines"],
)
def test_as_a_list_writes(pattern: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert like(pattern) == expected


def test_columns_of_a_table() -> None:
    head = "| Venue | Title | Code | Remarks |\n|:-:|--|--|--|\n"
    row = "| ICML 2020 | [Thing %](https://arxiv.org/abs/2001.0000%) | [link](https://github.com/c/%) | no. %% |\n"
    assert like(row, head=head) == [
        (
            "| CVPR 2023 | [Moving Faces](https://arxiv.org/abs/2301.00001) | [link](https://github.com/a/m) "
            "[PyTorch](https://github.com/b/m) | Fast. <!---key--> |",
            ("authors",),
        ),
        ("| arXiv 2022 | [Still Faces: A Study](https://arxiv.org/abs/2201.00001) | N/A | |", ()),
    ]


BOATS = "[Code](https://github.com/c/boats)"
FILLED = (
    "| Title | Venue | Year | Paper | Code | Notes |\n|---|---|---|---|---|---|\n"
    "| Paper 1 | CVPR | 2021 | [Paper](https://arxiv.org/abs/2101.00001) | [Code](https://github.com/c/1) | - |\n"
    "| Paper 2 | ICCV | 2021 | [Paper](https://arxiv.org/abs/2101.00002) | - | Strong |\n"
    "| Paper 3 | - | 2022 | [Paper](https://arxiv.org/abs/2101.00003) | [Code](https://github.com/c/3) | - |\n"
    "| Paper 4 | ECCV | 2022 | [Paper](https://arxiv.org/abs/2101.00004) | [Code](https://github.com/c/4) | |\n"
    "| Paper 5 | ECCV | 2022 | [Paper](https://arxiv.org/abs/2101.00005) | [Code](https://github.com/c/5) | - |\n"
)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (FILLED, f"| Boats | - | - | - | {BOATS} | - |"),
        (FILLED.replace("| - ", "| — "), f"| Boats | — | — | — | {BOATS} | — |"),
        (FILLED.replace("| - |", "|-|"), f"| Boats |-|-|-| {BOATS} |-|"),
        # What a reader takes for `there is no code`, or for a remark, is said of no entry that does not say it.
        (FILLED.replace("| - ", "| N/A "), f"| Boats | N/A | N/A | | {BOATS} | |"),
        (FILLED.replace("| - ", "| ✗ "), f"| Boats | ✗ | ✗ | | {BOATS} | ✗ |"),
        # What stands in most empty cells, and for nothing.
        (FILLED.replace("| - |", "| |"), f"| Boats | | | | {BOATS} | |"),
        (FILLED.replace("Strong", ""), f"| Boats | | | | {BOATS} | - |"),
    ],
)
def test_empty_cells_of_new_rows_hold_what_those_of_the_table_do(table: str, row: str) -> None:
    target = target_like(read(f"# Papers\n\n{table}")[1])
    document, style = read(f"# Contributed\n\n| Title | Venue | Code |\n|---|---|---|\n| Boats | | {BOATS} |\n")
    entry = document.entries[0]
    assert write(translate(style.record(entry), entry, target).record, target) == row
    after, _ = read(f"# Papers\n\n{table}{row}\n| Boats | | | | {BOATS} | |\n")
    filled, empty = after.entries[-2:]
    assert filled.meaning == empty.meaning


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("Does all of % well.", "- [Fast Thing](https://github.com/a/fast) - Thing of speed."),
        ("Does all of % well", "- [Fast Thing](https://github.com/a/fast) - Thing of speed"),
        ("%をすべてする。", "- [Fast Thing](https://github.com/a/fast) - Thing of speed."),
    ],
)
def test_a_remark_ends_as_remarks_of_the_list_do(remark: str, expected: str) -> None:
    items = "".join(f"- [Thing {name}](https://github.com/x/{name}) - {remark.replace('%', name)}\n" for name in "abcd")
    target = target_like(read(f"# Tools\n\n{items}")[1])
    document, other = read(
        "# Tools\n\n* [Fast Thing](https://github.com/a/fast): Thing of speed\n* [B](https://github.com/b/b)\n"
    )
    entry = document.entries[0]
    assert write(translate(other.record(entry), entry, target).record, target) == expected


def test_a_title_that_ends_with_a_stop_gets_no_other() -> None:
    items = "".join(f"- Thing {name}. [[paper](https://arxiv.org/abs/2101.0000{name})]\n" for name in range(4))
    target = target_like(read(f"# Papers\n\n{items}")[1])
    document, other = read("# Papers\n\n- **Why Do Faces Move?** [pdf](https://arxiv.org/abs/2201.00001)\n")
    entry = document.entries[0]
    written = write(translate(other.record(entry), entry, target).record, target)
    assert written == "- Why Do Faces Move? [[paper](https://arxiv.org/abs/2201.00001)]"


def test_what_all_entries_of_a_list_say_is_not_said_of_others() -> None:
    pattern = "- Paper % of Things [ICML 2020] [[paper]](https://arxiv.org/abs/2001.0000%) (must read)\n"
    assert [text for text, _ in like(pattern)] == [
        "- Moving Faces [CVPR 2023] [[paper]](https://arxiv.org/abs/2301.00001) [[GitHub]](https://github.com/a/m) "
        "[[PyTorch]](https://github.com/b/m) <!---key-->",
        "- Still Faces: A Study [arXiv 2022] [[paper]](https://arxiv.org/abs/2201.00001)",
    ]


def test_an_entry_at_home_stays_as_it_is() -> None:
    text = "- *Paper* % of **Things** [CVPR 2021] [[PDF]](https://arxiv.org/abs/2101.0001%)\n"
    document, style = read("# Papers\n\n" + "".join(text.replace("%", str(number)) for number in range(4)))
    target = target_like(style)
    for entry in document.entries:
        assert write(translate(style.record(entry), entry, target).record, target) == document.source.slice(entry.span)


def test_numbers_count() -> None:
    rows = "".join(f"{n}. Paper {n} of Things [[paper]](https://arxiv.org/abs/2101.0000{n})\n" for n in range(1, 6))
    target = target_like(read(rows)[1])
    document, style = read(GIVEN)
    entry = document.entries[0]
    assert write(translate(style.record(entry), entry, target).record, target, 12).startswith("12. Moving Faces")
