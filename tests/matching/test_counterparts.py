"""What of other lists a list has already."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_lint.knowledge import knowledge
from awesome_lint.matching.counterparts import Counterparts, counterparts
from awesome_lint.parse import parse_document
from awesome_lint.source import Source

ROOT = Path(__file__).parents[2]
SEEDS = ("bullets", "heading-blocks", "nested-tasks", "numbered-references", "tables")


def matched(mine: str, *theirs: str) -> Counterparts:
    into, *others = [parse_document(Source(f"# Faces\n\n{text}", "list.md")) for text in (mine, *theirs)]
    return counterparts(into, others, knowledge())


def is_one(mine: str, theirs: str) -> bool:
    return (1, 0) in matched(mine, theirs).same


ARXIV = "[paper](https://arxiv.org/abs/2101.00001)"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (f"- HeadNet: Video-Driven Synthesis {ARXIV}", f"- HeadNet: One-Shot Neural Editing {ARXIV}"),
        ("- Night Faces, ICCV 2021 [code]()", "- Night faces [paper](https://example.org/a.pdf)"),
        ("- Animating Faces by Loud Speech, WACV 2020", "- Miller_Animating_Faces_by_Loud_Speech [[PDF]](./p/a.pdf)"),
        (
            "## Data sets\n\n- [LOUD](https://github.com/x/LOUD)\n- [Other](https://example.org/other)",
            "## Data sets\n\n- [LOUD: A Set of Loud Faces](https://x.example.org/p/loud.html)\n- [More](https://e.org/m)",
        ),
        (
            "- [lark](https://github.com/lark-parser/lark) - Parses.",
            "- [Lark parser](https://github.com/Lark-Parser/lark)",
        ),
        (
            "- [parso](https://parso.readthedocs.io) - Parses.",
            "- [parso](https://github.com/davidhalter/parso) - Parses",
        ),
        ("- [Speech Faces](https://example.org/a.pdf) CVPR 2020", "- [Speech faces](https://www.example.org/a.pdf)"),
        (
            f"- OpenFace: Revisiting Loud Faces Toward Quiet Practice, CVPR 2023 {ARXIV}",
            "- Openface: Revisiting loud faces towards quiet practice, CVPR 2023",
        ),
    ],
)
def test_one_thing_under_two_writings(mine: str, theirs: str) -> None:
    assert is_one(mine, theirs)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (f"- Contrastive Memory for Loud Speech {ARXIV}", f"- Style for Silent Heads Only {ARXIV}"),
        (f"- Painted Faces in the Wild V1 {ARXIV}", f"- Painted Faces in the Wild V2 {ARXIV}"),
        (
            f"- Quiet Faces at Night Time {ARXIV}",
            "- Quiet Faces at Night Time [paper](https://arxiv.org/abs/2202.00002)",
        ),
        (
            "- [Tutorial](https://one.example.org/tutorial) - Of one.",
            "- [Tutorial](https://two.example.org/tutorial) - Two.",
        ),
        ("- [nom](https://github.com/rust-bakery/nom) - Parses.", "- [nom](https://github.com/someone/nom) - Eats."),
        (
            "- [One](https://github.com/a/many) - One of it.\n- [Two](https://github.com/a/many) - Two of it.",
            "- [Three](https://github.com/a/many) - Another part of it.",
        ),
        ("- Speech Faces [paper](https://example.org/a.pdf)", "- Speech Faces [paper](https://example.net/b.pdf)"),
        *(
            (f"- Revisiting Loud Faces Toward Quiet Practice, CVPR 2023 {ARXIV}", f"- {other}")
            for other in (
                "Revisiting Loud Faces Towards Quiet Practice, CVPR 2022",
                "Revisiting Loud Faces Towards Quiet Practice, ECCV 2023",
                "Revisiting Loud Faces Toward Quiet Practice 2, CVPR 2023",
                "Revisiting Loud Laces Toward Quiet Practice, CVPR 2023 [paper](https://arxiv.org/abs/2202.00002)",
            )
        ),
    ],
)
def test_two_things_alike(mine: str, theirs: str) -> None:
    assert not is_one(mine, theirs)


def test_one_address_under_two_titles_is_told() -> None:
    found = matched(f"- Contrastive Memory for Loud Speech {ARXIV}", f"- Style for Silent Heads Only {ARXIV}")
    assert [(one.other, one.what) for one in found.suspicions] == [((0, 0), "arXiv 2101.00001")]


def test_of_two_entries_of_one_paper_the_one_with_most_in_common_is_meant() -> None:
    mine = (
        f"- Quiet Faces at Night Time {ARXIV}\n"
        f"- Quiet Faces at Night Time {ARXIV} [code](https://github.com/x/quiet) [page](https://quiet.example.org)\n"
    )
    found = matched(mine, f"- Quiet Faces at Night Time {ARXIV} [code](https://github.com/x/quiet)")
    assert found.same[1, 0].place == 1


def test_contributed_entries_are_found_among_each_other() -> None:
    found = matched(
        "- Something Else Entirely Here", f"- Quiet Faces at Night Time {ARXIV}", f"- Quiet faces by night {ARXIV}"
    )
    assert (found.same[2, 0].document, found.same[2, 0].place) == (1, 0)


def test_the_papers_that_several_lists_of_this_project_have() -> None:
    """Counted by hand: 53 stand in more than one of the five lists."""
    paths = [ROOT / "lists" / f"{name}.md" for name in SEEDS]
    documents = [parse_document(Source(path.read_text(encoding="utf-8"), str(path))) for path in paths]
    found = counterparts(documents[0], documents[1:], knowledge()).same
    lists: dict[tuple[int, int], set[int]] = {}
    for (number, _), twin in found.items():
        root = twin.document, twin.place
        while root in found:
            root = found[root].document, found[root].place
        lists.setdefault(root, {root[0]}).add(number)
    assert sum(len(numbers) > 1 for numbers in lists.values()) == 53
