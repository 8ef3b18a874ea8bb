"""Which of two entries is reported, by which rule, and how much it matters."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from awesome_lint.findings import Finding, Severity
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.model import Changes
from awesome_lint.parse import parse_document
from awesome_lint.rules.base import OptionValue
from awesome_lint.source import Source, apply_edits

PAIR_RULES = ("D001", "D002", "D003", "V010")


def findings(text: str, *codes: str) -> list[Finding]:
    known = lint_documents([parse_document(Source(text, "list.md"))], Settings(select=("ALL",)))
    return [finding for finding in known if finding.code in (codes or PAIR_RULES)]


def spoken(text: str) -> list[tuple[str, int, Severity]]:
    return [(finding.code, finding.line, finding.severity) for finding in findings(text)]


def papers(*lines: str) -> str:
    return "# Papers\n\n" + "".join(f"- {line}\n" for line in lines)


A = "https://arxiv.org/abs/2101.00001"
B = "https://arxiv.org/abs/2102.00002"


def test_each_later_copy_carries_one_finding() -> None:
    line = f"Turning Heads with Implicit Motion [[paper]]({A}) [[code]](https://github.com/heads/turning)"
    assert spoken(papers(line, line, line)) == [("D001", 4, Severity.ERROR), ("D001", 5, Severity.ERROR)]


def test_a_slip_of_the_pen_with_a_shared_identifier_is_one_paper() -> None:
    text = papers(
        f"How to Turn Talking Heads with Implicit Motion [[paper]]({A})",
        f"How to TurnTalking Heads with Implict Motion [[paper]]({A})",
    )
    assert spoken(text) == [("D001", 4, Severity.ERROR)]


def test_nearly_equal_titles_need_a_witness() -> None:
    text = papers(
        f"How to Turn Talking Heads with Implicit Motion [[paper]]({A})",
        "How to Turn Talking Heads with Implicit Motions [[paper]](https://example.org/motions.pdf)",
    )
    assert spoken(text) == []


def test_the_published_entry_speaks_for_its_preprint() -> None:
    text = papers(
        f"Turning Heads with Implicit Motion. arXiv 2021. [[paper]]({A})",
        f"Another Paper about Still Life. CVPR 2021. [[paper]]({B})",
        f"Turning Heads with Implicit Motion. CVPR 2022. [[paper]]({A})",
    )
    assert [(finding.code, finding.line, finding.related[0].line) for finding in findings(text)] == [("V010", 3, 5)]


def test_a_link_of_another_paper_and_a_video_of_it_are_two_faults() -> None:
    text = papers(
        f"Turning Heads with Implicit Motion [[paper]]({A}) [[video]](https://www.youtube.com/watch?v=mO2Tjcwr4u8)",
        f"A Memory of Faces and Voices [[paper]]({A}) [[video]](https://youtu.be/mO2Tjcwr4u8)",
    )
    assert spoken(text) == [("D002", 4, Severity.ERROR), ("D003", 4, Severity.WARNING)]


def test_one_paper_under_two_titles_is_a_warning() -> None:
    text = papers(
        f"Turning Heads with Implicit Motion. Jane Doe, Max Muster. CVPR 2021. [[paper]]({A})",
        f"Faces in Motion for Everybody. Jane Doe, Max Muster. CVPR 2022. [[paper]]({A})",
        f"Another Paper about Still Life. Alan Smithee, Rose Roe. CVPR 2022. [[paper]]({B})",
    )
    assert spoken(text) == [("D002", 4, Severity.WARNING)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"MotionFormer-7B [[paper]]({A})", f"MotionFormer-13B [[paper]]({A})"),
        (
            "Turning Heads with Motion [[paper]](https://arxiv.org)",
            "A Paper on Still Life [[paper]](https://arxiv.org)",
        ),
        (
            f"Turning Heads with Motion [[paper]]({A}) [[project]](https://lab.example.org/~doe/)",
            f"A Paper on Still Life [[paper]]({B}) [[project]](https://lab.example.org/~doe/)",
        ),
        (
            f"Turning Heads with Motion [[paper]]({A}) [[data]](https://example.org/corpus.zip)",
            f"A Paper on Still Life [[paper]]({B}) [[data]](https://example.org/corpus.zip)",
        ),
    ],
    ids=["models of one paper", "a front page", "a home page", "data"],
)
def test_links_that_two_may_share(one: str, other: str) -> None:
    assert spoken(papers(one, other)) == []


def test_one_link_in_two_roles_is_shared_all_the_same() -> None:
    text = papers(
        f"Turning Heads with Motion [[paper]]({A}) [[code]](https://github.com/lab/turning)",
        f"A Paper on Still Life [[paper]]({B}) [[project]](https://github.com/lab/turning/)",
    )
    assert [(finding.code, finding.line) for finding in findings(text)] == [("D003", 4)]


def test_tools_of_one_name_are_not_one() -> None:
    text = "# Tools\n\n" + "".join(
        f"- [{name}]({url}) - what it does\n"
        for name, url in [
            ("Documentation", "https://one.example.org/docs"),
            ("Documentation", "https://two.example.org/docs"),
            ("Player", "https://github.com/one/player"),
            ("Player", "https://github.com/one/player"),
        ]
    )
    assert [(finding.code, finding.line) for finding in findings(text)] == [("D001", 6)]


def test_tools_may_stand_in_two_sections() -> None:
    text = (
        "# Tools\n\n## Audio\n\n- [Player](https://github.com/one/player) - plays\n\n"
        "## Video\n\n- [Player](https://github.com/one/player) - plays\n"
    )
    assert spoken(text) == []


def test_the_fix_takes_the_copy_s_lines_only() -> None:
    text = (
        "| Title | Links |\n| --- | --- |\n"
        f"| Turning Heads with Implicit Motion | [paper]({A}) |\n"
        f"| Turning Heads with Implicit Motion | [paper]({A}) |\n"
        f"| A Paper on Still Life and Fruit | [paper]({B}) |\n"
    )
    (finding,) = findings(text)
    assert finding.fix is not None
    assert (
        apply_edits(text, finding.fix.edits)
        == "".join(text.splitlines(keepends=True)[:3]) + text.splitlines(keepends=True)[4]
    )


def test_a_copy_that_knows_more_is_not_taken_out() -> None:
    text = papers(
        f"Turning Heads with Implicit Motion [[paper]]({A})",
        f"Turning Heads with Implicit Motion [[paper]]({A}) [[code]](https://github.com/heads/turning)",
    )
    (finding,) = findings(text)
    assert finding.fix is None


def test_many_entries_with_one_title_cost_little() -> None:
    text = papers(*(f"The Same Title Again and Again [[paper]](https://example.org/{n}.pdf)" for n in range(400)))
    assert len(findings(text, "D001")) == 399


def with_authors(*entries: tuple[str, str, str]) -> str:
    return "".join(
        f"{n}. **{title}.** CVPR 2020. [paper]({url})\n\n    *{people}*\n\n"
        for n, (title, people, url) in enumerate(entries, 1)
    )


def test_authors_are_a_witness_of_a_misspelt_title() -> None:
    text = with_authors(
        ("How to Turn Talking Heads with Implicit Motion", "Jane Doe, Max Muster", "https://example.org/a.pdf"),
        ("Another Paper about Still Life and Fruit", "Alan Smithee, Rose Roe", B),
        ("How to Turn Talking Heads with Implict Motion", "Jane Doe, Max Muster", A),
    )
    (finding,) = findings(text)
    assert (finding.code, finding.line) == ("D001", 9)
    assert "nearly the same title, same authors" in finding.message


def test_authors_without_anybody_in_common_tell_papers_apart() -> None:
    text = with_authors(
        ("Deep Learning for Talking Heads", "Jane Doe, Max Muster", "https://example.org/a.pdf"),
        ("Deep Learning for Talking Heads", "Alan Smithee, Rose Roe", A),
    )
    assert findings(text) == []


def test_authors_who_share_a_repository_may() -> None:
    text = (
        "1. **Turning Heads with Implicit Motion.** CVPR 2020. [paper](https://arxiv.org/abs/2101.00001) "
        "[code](https://github.com/lab/x)\n\n    *Jane Doe, Max Muster*\n\n"
        "2. **A Paper about Still Life and Fruit.** CVPR 2021. [paper](https://arxiv.org/abs/2102.00002) "
        "[code](https://github.com/lab/x)\n\n    *Jane Doe, Alan Smithee*\n"
    )
    assert findings(text) == []


def test_pages_about_many_papers_are_no_paper() -> None:
    page = "https://example.org/proceedings-of-the-year-2020/volume-12345"
    names = ("Turning Heads with Motion", "A Paper on Still Life", "Another about Fruit and Wine")
    assert findings(papers(*(f"{name}. CVPR 2020. [[paper]]({page})" for name in names))) == []


def test_two_entries_in_one_cell_have_no_lines_to_take_out() -> None:
    title = "Turning Heads with Implicit Motion"
    text = f"| Year | Papers |\n| - | - |\n| 2020 | 1. [{title}]({A})<br>2. [{title}]({A}) |\n"
    found = findings(text)
    assert [finding.code for finding in found] in (["D001"], [])
    assert all(finding.fix is None for finding in found)


def stands_on(text: str, *added: int) -> list[tuple[str, int]]:
    """What is said of a list to which a change added the entries on the lines `added`."""
    document = parse_document(Source(text, "list.md"))
    starts = frozenset(entry.span.start for entry in document.entries if entry.line in added)
    found = lint_documents([document], Settings(select=PAIR_RULES), changes={"list.md": Changes(starts)})
    return [(finding.code, finding.line) for finding in found]


def test_of_a_pair_the_added_entry_carries_the_finding_wherever_it_stands() -> None:
    copies = papers(*[f"Turning Heads with Implicit Motion [[paper]]({A})"] * 3)
    assert stands_on(copies) == [("D001", 4), ("D001", 5)]
    assert stands_on(copies, 3) == [("D001", 3), ("D001", 5)]
    assert stands_on(copies, 3, 4) == [("D001", 3), ("D001", 4)]
    shared = papers(
        f"Turning Heads with Implicit Motion [[paper]]({A}) [[video]](https://youtu.be/mO2Tjcwr4u8)",
        f"A Memory of Faces and Voices [[paper]]({A}) [[video]](https://youtu.be/mO2Tjcwr4u8)",
    )
    assert stands_on(shared, 3) == [("D002", 3), ("D003", 3)]
    assert stands_on(shared, 4) == [("D002", 4), ("D003", 4)]


def test_a_preprint_s_entry_carries_its_finding_even_if_the_published_one_was_added() -> None:
    text = papers(
        f"Turning Heads with Implicit Motion. arXiv 2021. [[paper]]({A})",
        f"Turning Heads with Implicit Motion. CVPR 2022. [[paper]]({A})",
    )
    assert stands_on(text, 4) == [("V010", 3)]


def with_options(text: str, **options: Mapping[str, OptionValue]) -> list[tuple[str, int]]:
    settings = Settings(select=PAIR_RULES, options=options)
    found = lint_documents([parse_document(Source(text, "list.md"))], settings)
    return [(finding.code, finding.line) for finding in found]


def test_every_threshold_is_an_option() -> None:
    near = papers(
        f"How to Turn the Heads with Implicit Motion [[paper]]({A})",
        f"How to Turn our Heads with Explicit Motions [[paper]]({A})",
    )
    assert with_options(near) == [("D002", 4)]
    assert with_options(near, D001={"ratio": 0.8}) == [("D001", 4)]
    words = papers(
        "Speech Faces [[paper]](https://example.org/first.pdf)",
        "Speech Faces [[paper]](https://example.net/second.pdf)",
    )
    assert with_options(words) == []
    assert with_options(words, D001={"words": 2}) == [("D001", 4)]
    alias = papers(
        "The Best Net Ever: Turning Heads with Motion [[paper]](https://example.org/first.pdf)",
        "Turning Heads with Motion [[paper]](https://example.net/second.pdf)",
    )
    assert with_options(alias) == []
    assert with_options(alias, D001={"alias": 4}) == [("D001", 4)]
    shared = papers(
        *(
            f"{title} [[paper]](https://arxiv.org/abs/2101.0000{n}) [[code]](https://github.com/lab/heads)"
            for n, title in enumerate(
                ("A Paper about Still Life", "Third Time is a Charm", "Turning Heads with Motion")
            )
        )
    )
    assert with_options(shared) == []
    assert with_options(shared, D003={"shared": 4}) == [("D003", 4), ("D003", 5)]


def test_the_options_of_a_rule_that_does_not_run_still_say_which_one_speaks() -> None:
    near = papers(
        f"How to Turn the Heads with Implicit Motion [[paper]]({A})",
        f"How to Turn a Head with Implicit Motion [[paper]]({A})",
    )
    found = lint_documents(
        [parse_document(Source(near, "list.md"))], Settings(select=("D002",), options={"D001": {"ratio": 0.99}})
    )
    assert [finding.code for finding in found] == ["D002"]
    assert lint_documents([parse_document(Source(near, "list.md"))], Settings(select=("D002",))) == []


def test_one_alias_before_two_titles_of_one_number_is_a_paper_renamed() -> None:
    text = papers(
        f"HeadTurn: Turning Heads with Implicit Motion [[paper]]({A})",
        f"HeadTurn: Faces in Motion for Everybody [[paper]]({A})",
    )
    assert spoken(text) == [("D002", 4, Severity.WARNING)]
