"""Several lists compared with each other: which entry is reported, where, and in whose name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from awesome_lint.findings import Finding
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.model import Changes, Document
from awesome_lint.parse import parse_document
from awesome_lint.rules.base import OptionValue
from awesome_lint.source import Source, apply_edits

A = "https://arxiv.org/abs/2101.00001"
B = "https://arxiv.org/abs/2102.00002"
CODE = "https://github.com/heads/turning"
TITLE = "Turning Heads with Implicit Motion"


def papers(*lines: str) -> str:
    return "# Papers\n\n" + "".join(f"- {line}\n" for line in lines)


def read(**texts: str) -> list[Document]:
    return [parse_document(Source(text, f"{name}.md")) for name, text in texts.items()]


def spoken(
    documents: Sequence[Document],
    *codes: str,
    beside: Sequence[Document] = (),
    added: Mapping[str, Sequence[int]] | None = None,
    options: Mapping[str, Mapping[str, OptionValue]] | None = None,
) -> list[tuple[str, str, int]]:
    """The findings as (path, code, line); `added` are the lines of entries that a change added, by path."""
    return [
        (finding.path, finding.code, finding.line)
        for finding in lint(documents, *codes, beside=beside, added=added, options=options)
    ]


def lint(
    documents: Sequence[Document],
    *codes: str,
    beside: Sequence[Document] = (),
    added: Mapping[str, Sequence[int]] | None = None,
    options: Mapping[str, Mapping[str, OptionValue]] | None = None,
) -> list[Finding]:
    changes = {
        document.path: Changes(
            frozenset(entry.span.start for entry in document.entries if entry.line in added[document.path])
        )
        for document in (*documents, *beside)
        if added and document.path in added
    }
    return lint_documents(documents, Settings(select=codes, options=options or {}), beside=beside, changes=changes)


# D004


def conflicting(one: str, other: str) -> list[Finding]:
    return lint(read(a=papers(one), b=papers(other)), "D004")


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (
            f"{TITLE}. CVPR 2021. [[paper]]({A})",
            f"{TITLE}. ICCV 2021. [[paper]]({A})",
            "venue ICCV 2021, there CVPR 2021",
        ),
        (
            f"{TITLE}. CVPR 2021. [[paper]]({A})",
            f"{TITLE}. CVPR 2022. [[paper]]({A})",
            "year CVPR 2022, there CVPR 2021",
        ),
        (f"{TITLE} (2018) [[paper]]({A})", f"{TITLE} (2021) [[paper]]({A})", "year 2021, there 2018"),
        (
            f"{TITLE}. CVPR 2021. [[paper]]({A})",
            f"Turning Heads with Implicit Motions. CVPR 2021. [[paper]]({A})",
            "title `Turning Heads with Implicit Motions`, there `Turning Heads with Implicit Motion`",
        ),
        (
            f"{TITLE}. CVPR 2021. [[paper]]({A})",
            f"Turning Heads with Implicit Motions. ICCV 2021. [[paper]]({A})",
            "venue ICCV 2021, there CVPR 2021; title `Turning Heads with",
        ),
        (
            f"{TITLE}. CVPR 2021. [[paper]]({A})",
            f"Still Life with Fruit and Wine. CVPR 2021. [[paper]]({A})",
            "arXiv 2101.00001 is `Turning Heads with Implicit Motion` in a.md:3",
        ),
    ],
)
def test_lists_that_disagree(one: str, other: str, words: str) -> None:
    (finding,) = conflicting(one, other)
    assert (finding.path, finding.line) == ("b.md", 3)
    assert words in finding.message
    assert [(related.path, related.line) for related in finding.related] == [("a.md", 3)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{TITLE}. RA-L 2021. [[paper]]({A})", f"{TITLE}. ICRA 2021. [[paper]]({A})"),
        (f"{TITLE}. CGF 2021. [[paper]]({A})", f"{TITLE}. Eurographics 2021. [[paper]]({A})"),
        (f"{TITLE}. TOG 2022. [[paper]]({A})", f"{TITLE}. SIGGRAPH Asia 2021. [[paper]]({A})"),
        (f"{TITLE}. IJCV 2021. [[paper]]({A})", f"{TITLE}. IJCV 2022. [[paper]]({A})"),
        (f"{TITLE}. CVPR 2021. [[paper]]({A})", f"{TITLE}. TPAMI 2023. [[paper]]({A})"),
        (f"{TITLE}. arXiv 2020. [[paper]]({A})", f"{TITLE}. CVPR 2021. [[paper]]({A})"),
        (f"{TITLE}. Journal of Heads 2020. [[paper]]({A})", f"{TITLE}. CVPR 2021. [[paper]]({A})"),
        (f"{TITLE}. CVPR 2021. [[paper]]({A})", f"{TITLE.upper()} 转头. CVPR 2021. [[paper]]({A})"),
        (f"{TITLE}: Slowly. CVPR 2021. [[paper]]({A})", f"{TITLE}. CVPR 2021. [[paper]]({A})"),
        (f"{TITLE}. CVPR 2021. [[paper]]({A})", f"{TITLE}. ICCV 2021. [[paper]]({B})"),
        ("A Survey of Turning Heads. CVPR 2021.", "A Survey of Turning Heads. ICCV 2021."),
        (f"{TITLE} (2020) [[paper]]({A})", f"{TITLE} (2021) [[paper]]({A})"),
    ],
    ids=[
        "letters carry a conference",
        "a forum carries a conference",
        "a journal's next year",
        "early access",
        "a longer version",
        "a preprint",
        "an unknown venue",
        "case and other scripts",
        "a title cut short",
        "two papers",
        "surveys of one name",
        "a preprint's year",
    ],
)
def test_what_is_no_conflict(one: str, other: str) -> None:
    assert conflicting(one, other) == []
    assert conflicting(other, one) == []


def test_a_conflict_stands_on_the_later_path_or_on_the_added_entry() -> None:
    one, other = papers(f"{TITLE}. CVPR 2021. [[paper]]({A})"), papers(f"{TITLE}. ICCV 2021. [[paper]]({A})")
    lists = read(b=one, a=other)
    assert spoken(lists, "D004") == [("b.md", "D004", 3)]
    assert spoken(lists, "D004", added={"a.md": [3]}) == [("a.md", "D004", 3)]
    assert spoken(lists, "D004", added={"a.md": [3], "b.md": [3]}) == [("b.md", "D004", 3)]


def test_lists_beside_are_compared_with_and_not_reported() -> None:
    one, other = read(a=papers(f"{TITLE}. CVPR 2021. [[paper]]({A})"), b=papers(f"{TITLE}. ICCV 2021. [[paper]]({A})"))
    assert spoken([other], "D004", beside=[one]) == [("b.md", "D004", 3)]
    assert spoken([one], "D004", beside=[other]) == []


def test_of_two_entries_that_disagree_in_one_list_that_list_is_told() -> None:
    lists = read(
        a=papers(f"{TITLE}. CVPR 2021. [[paper]]({A})", f"{TITLE}. ICCV 2021. [[paper]]({A})"),
        b=papers(f"{TITLE}. ICCV 2021. [[paper]]({A})"),
    )
    assert spoken(lists, "D001", "D004") == [("a.md", "D001", 4)]


def test_an_address_that_one_list_gives_two_papers_is_that_list_s_fault() -> None:
    lists = read(
        a=papers(f"{TITLE} [[paper]]({A})", f"Still Life with Fruit and Wine [[paper]]({A})"),
        b=papers(f"{TITLE} [[paper]]({A})"),
    )
    assert spoken(lists, "D002", "D004") == [("a.md", "D002", 4)]


def by_years(*years: tuple[int, Sequence[int]]) -> str:
    return "# Papers\n\n" + "".join(
        f"## {year}\n\n"
        + "".join(f"- [CVPR] Paper Number {n} about Turning Heads [[paper]]({A[:-1]}{n})\n" for n in these)
        + "\n"
        for year, these in years
    )


def test_years_of_headings_count_where_other_lists_bear_them_out() -> None:
    dated = papers(*(f"[CVPR 2021] Paper Number {n} about Turning Heads [[paper]]({A[:-1]}{n})" for n in range(1, 8)))
    right, wrong = by_years((2021, range(1, 7)), (2022, [7])), by_years((2021, range(1, 4)), (2022, range(4, 8)))
    assert [finding.message.split("; same")[0] for finding in lint(read(a=dated, b=right), "D004")] == [
        "`Paper Number 7 about Turning Heads`: year CVPR 2022, there CVPR 2021 (a.md:9"
    ]
    assert spoken(read(a=dated, b=wrong), "D004") == []
    assert spoken(read(a=right, b=dated), "D004") == []


# D005


def test_a_paper_of_three_lists_is_reported_in_the_later_two_where_that_is_asked_for() -> None:
    text = papers(f"{TITLE} [[paper]]({A})")
    lists = read(a=text, b=text, c=text)
    assert spoken(lists, "D005") == [("b.md", "D005", 3), ("c.md", "D005", 3)]
    assert [len(finding.related) for finding in lint(lists, "D005")] == [1, 2]
    assert [finding.code for finding in lint_documents(lists, Settings())] == []


# M006


def known(here: str, *there: str) -> list[tuple[int, str]]:
    """What M006 says of one list beside others: the line and the address."""
    others = {f"b{number}": papers(line) for number, line in enumerate(there)}
    found = lint(read(a=here, **others), "M006")
    return [(one.line, one.related[0].message) for one in found if one.path == "a.md"]


GIVES_ALL = f"A Paper on Still Life and Fruit [[paper]]({B}) [[code]](https://github.com/still/life) [[project]](https://still.github.io/life)"


def test_what_another_list_knows_and_this_one_lacks() -> None:
    here = papers(f"{TITLE} [[code]]({CODE})", GIVES_ALL)
    there = f"{TITLE} [[paper]]({A}) [[code]]({CODE}) [[project]](https://turning.github.io/heads)"
    assert known(here, there) == [(3, "https://turning.github.io/heads"), (3, A)]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (f"{TITLE} [[paper]]({A}) [[project]]({CODE})", f"{TITLE} [[paper]]({A}) [[code]]({CODE}.git)"),
        (f"{TITLE} [[paper]]({A}) [[code]]()", f"{TITLE} [[paper]]({A}) [[code]]({CODE})"),
        (f"{TITLE} [[paper]]({A}) code", f"{TITLE} [[paper]]({A}) [[code]]({CODE})"),
        (f"{TITLE} [[paper]]({A})", f"{TITLE} [[paper]]({A}) [[unofficial code]]({CODE})"),
        (f"{TITLE} [[paper]]({A})", f"{TITLE} [[paper]]({A}) [[code]](https://arxiv.org/abs/2101.00001)"),
        (f"{TITLE} [[paper]]({A})", f"{TITLE} [[paper]]({A}) [[code]](https://github.com/heads)"),
        (f"{TITLE} [[paper]]({A})", f"{TITLE} [[paper]]({B}) [[code]]({CODE})"),
        ("A Survey of Turning Heads", f"A Survey of Turning Heads [[code]]({CODE})"),
    ],
    ids=[
        "under another label",
        "L001 speaks",
        "M005 speaks",
        "not the authors'",
        "no code",
        "a person's page",
        "another paper",
        "a survey",
    ],
)
def test_what_is_not_known_elsewhere(here: str, there: str) -> None:
    assert known(papers(here, GIVES_ALL), there) == []


def test_an_address_that_stands_at_two_papers_is_no_knowledge() -> None:
    other = f"# Papers\n\n- {TITLE} [[paper]]({A}) [[code]]({CODE})\n- Fruit and Wine in the Wild [[code]]({CODE})\n"
    lists = read(a=papers(f"{TITLE} [[paper]]({A})", GIVES_ALL), b=other)
    assert spoken(lists, "M006") == []


def test_most_lists_are_believed_and_at_a_tie_the_paper_s_own_page() -> None:
    here = papers(f"{TITLE} [[paper]]({A})", GIVES_ALL)
    one, other = (f"{TITLE} [[paper]]({A}) [[code]](https://github.com/{owner}/turning)" for owner in ("one", "other"))
    assert known(here, one, other, other) == [(3, "https://github.com/other/turning")]
    assert known(here, one, other) == [(3, "https://github.com/one/turning")]
    with_page = f"{other} [[project]](https://other.github.io/turning)"
    assert (3, "https://github.com/other/turning") in known(here, one, with_page)


def test_m001_and_m002_leave_to_m006_what_it_knows() -> None:
    here = papers(f"{TITLE}. CVPR 2021.", GIVES_ALL)
    there = papers(f"{TITLE}. CVPR 2021. [[paper]]({A}) [[code]]({CODE})")
    assert spoken(read(a=here), "M001", "M002") == [("a.md", "M001", 3), ("a.md", "M002", 3)]
    assert [code for path, code, _ in spoken(read(a=here, b=there), "M001", "M002", "M006") if path == "a.md"] == [
        "M006",
        "M006",
    ]
    assert spoken(read(a=here, b=there), "M001", "M002") == []


# V010


def test_a_preprint_that_most_lists_have_as_published() -> None:
    lists = read(
        a=papers(f"{TITLE}. ICCV 2021. [[paper]]({A})"),
        b=papers(f"{TITLE}. CVPR 2021. [[paper]]({A})"),
        c=papers(f"{TITLE}. CVPR 2021. [[paper]]({A})"),
        d=papers(f"{TITLE}. arXiv 2021. [[paper]]({A})"),
    )
    (finding,) = lint(lists, "V010")
    assert (finding.path, finding.line, finding.fix) == ("d.md", 3, None)
    assert "published: CVPR 2021 in b.md:3" in finding.message


@pytest.mark.parametrize(
    "published",
    [
        f"{TITLE}. CVPR 2018. [[paper]]({A})",
        f"{TITLE}. ICCV 2022. [[paper]]({A})",
        f"{TITLE}. Heads 2021. [[paper]]({A})",
    ],
    ids=["before the preprint", "no such edition", "an unknown venue"],
)
def test_a_publication_that_proves_nothing(published: str) -> None:
    assert spoken(read(a=papers(f"{TITLE}. arXiv 2021. [[paper]]({A})"), b=papers(published)), "V010") == []


@pytest.mark.parametrize(
    ("preprint", "fixed"),
    [
        (f"{TITLE} [arXiv 2021] [[paper]]({A})", f"{TITLE} [CVPR 2022] [[paper]]({A})"),
        (f"{TITLE}, **arXiv**, 2022 [[paper]]({A})", f"{TITLE}, **CVPR**, 2022 [[paper]]({A})"),
        (f"{TITLE} [arXiv'21] [[paper]]({A})", f"{TITLE} [CVPR'22] [[paper]]({A})"),
        (f"{TITLE} [arXiv:2101.00001] [[paper]]({A})", None),
        (f"{TITLE} [arXiv] [[paper]]({A})", None),
    ],
)
def test_venue_and_year_are_written_in_the_entry_s_form(preprint: str, fixed: str | None) -> None:
    text = papers(preprint)
    (finding,) = lint(read(a=text, b=papers(f"{TITLE}. CVPR 2022. [[paper]]({A})")), "V010")
    assert (apply_edits(text, finding.fix.edits) if finding.fix else None) == (papers(fixed) if fixed else None)


def test_the_list_itself_knows_better_than_others() -> None:
    here = papers(f"{TITLE}. arXiv 2021. [[paper]]({A})", f"{TITLE}. CVPR 2022. [[paper]]({A})")
    found = lint(read(a=here, b=papers(f"{TITLE}. CVPR 2022. [[paper]]({A})")), "V010", "D001", "D004")
    assert [(one.code, one.line, one.related[0].path) for one in found] == [("V010", 3, "a.md")]


# S014


def joined(here: str, *there: str) -> list[str]:
    found = lint(
        read(a=papers(f"{here} [[paper]]({A})"), b=papers(*(f"{line} [[paper]]({A})" for line in there))), "S014"
    )
    return [one.message.split(" in the title")[0] for one in found if one.path == "a.md"]


@pytest.mark.parametrize(
    ("here", "there", "word"),
    [
        ("Turning Talking HeadsSlowly in Motion", "Turning Talking Heads Slowly in Motion", "`HeadsSlowly`"),
        ("Turning Heads usingImplicit Motion", "Turning Heads Using Implicit Motion", "`usingImplicit`"),
        ("HeadTurn:Turning Heads with Motion", "HeadTurn: Turning Heads with Motion", "`HeadTurn:Turning`"),
    ],
)
def test_words_that_another_list_keeps_apart(here: str, there: str, word: str) -> None:
    assert joined(here, there) == [word]
    assert joined(there, here) == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("HeadTurn for Talking Faces in Motion", "Head Turn for Talking Faces in Motion"),
        ("Pretraining Talking Faces in Motion", "Pre-training Talking Faces in Motion"),
        ("Turning Heads without Implicit Motion", "Turning Heads with out Implicit Motion"),
        ("Turning Heads by Keypoint Motion", "Turning Heads by Key Point Motion"),
    ],
    ids=["a name", "a hyphen", "a word", "a compound"],
)
def test_words_that_may_be_one(here: str, there: str) -> None:
    assert joined(here, there) == []


def test_a_word_that_other_titles_have_is_one() -> None:
    here = papers(f"Turning Heads with TalkingFace Models [[paper]]({A})")
    apart = f"Turning Heads with Talking Face Models [[paper]]({A})"
    other = f"Still Life with TalkingFace Portraits [[paper]]({B})"
    assert spoken(read(a=here, b=papers(apart)), "S014") == [("a.md", "S014", 3)]
    assert spoken(read(a=here, b=papers(apart, other)), "S014") == []


# The collection


def test_a_list_that_is_only_compared_with_needs_no_tree() -> None:
    (one,) = read(a=papers(f"{TITLE}. CVPR 2021. [[paper]]({A}) [[code]]({CODE})"))
    (other,) = read(b=papers(f"{TITLE}. arXiv 2020. [[paper]]({A})", GIVES_ALL))
    found = spoken([other], "D004", "M006", "V010", "S014", beside=[one._replace(tree=None)])
    assert found == [("b.md", "M006", 3), ("b.md", "V010", 3)]


def test_a_list_alone_has_nothing_to_be_compared_with() -> None:
    assert spoken(read(a=papers(f"{TITLE}. arXiv 2020. [[paper]]({A})")), "D004", "D005", "M006", "V010", "S014") == []


def test_the_options_of_d001_hold_across_lists() -> None:
    lists = read(a=papers("Speech Faces. CVPR 2021."), b=papers("Speech Faces. ICCV 2021."))
    assert spoken(lists, "D004") == []
    assert spoken(lists, "D004", options={"D001": {"words": 2}}) == [("b.md", "D004", 3)]


def test_the_order_in_which_lists_are_read_changes_nothing() -> None:
    lists = read(
        a=papers(f"{TITLE}. CVPR 2021. [[paper]]({A}) [[code]]({CODE})", GIVES_ALL),
        b=papers(f"{TITLE}. ICCV 2021. [[paper]]({A})", GIVES_ALL),
        c=papers(f"{TITLE}. arXiv 2021. [[paper]]({A})", GIVES_ALL),
    )
    codes = ("D004", "D005", "M006", "V010", "S014")
    assert sorted(spoken(lists, *codes)) == sorted(spoken(lists[::-1], *codes)) != []
