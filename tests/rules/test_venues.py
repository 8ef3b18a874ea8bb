"""What the examples of the venue rules cannot hold: the calendar, columns of years, additions to the knowledge base."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from awesome_lint.findings import Finding, Severity
from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.matching.events import same_event
from awesome_lint.parse import parse_document
from awesome_lint.source import Edit, Source, apply_edits

TITLES = (
    "Turning Heads with Implicit Motion",
    "Speech Faces in the Wild",
    "Statues that Sing and Dance",
    "Portraits from a Single Sound",
    "Learning to Blink by Listening",
    "A Gesture for Every Word",
    "Mirrors of the Human Voice",
    "Whispering to Marble Busts",
    "Drawing what the Ear Hears",
    "Masks that Follow the Music",
)
CVF = "https://openaccess.thecvf.com/"


def lint(text: str, *codes: str, known: Knowledge | None = None) -> list[Finding]:
    return lint_documents([parse_document(Source(text, "list.md"))], Settings(select=codes), known)


def lines(findings: list[Finding]) -> list[int]:
    return [finding.line for finding in findings]


def papers(*venues: str, newline: str = "\n") -> str:
    """A list of papers from line 3 on, one for each venue."""
    items = [
        f"- {TITLES[index]} [{venue}] [[paper]](https://arxiv.org/abs/2101.{index:05})"
        for index, venue in enumerate(venues)
    ]
    return newline.join(["# Papers", "", *items, ""])


def table(*rows: tuple[str, str]) -> str:
    """A table from line 5 on, with a column of dates or years apart from the venue's."""
    body = [
        f"| {when} | {TITLES[index]} | {venue} | [PDF](https://arxiv.org/pdf/2101.{index:05}) |"
        for index, (when, venue) in enumerate(rows)
    ]
    return "\n".join(["# Papers", "", "| Year | Title | Venue | Link |", "| --- | --- | --- | --- |", *body, ""])


# V004


def test_next_year_can_be_and_the_one_after_cannot() -> None:
    year = datetime.now(UTC).year
    assert lines(lint(papers(f"CVPR {year + 1}", f"CVPR {year + 2}"), "V004")) == [4]


def test_both_years_of_an_entry_are_judged() -> None:
    findings = lint(table(("20211", "ICCV 2021"), ("2021", "ICCV 20211"), ("20211", "ICCV"), ("2021", "ICCV")), "V004")
    assert [(finding.line, finding.column) for finding in findings] == [(5, 3), (6, 42), (7, 3)]


def test_software_may_be_about_any_century() -> None:
    text = (
        "# History\n\n"
        "- [Domesday Book](https://example.org/domesday) - 1086, a survey\n"
        "- [Maps](https://example.org/m) - 2500 maps\n"
    )
    assert lint(text, "V004") == []


# V003


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_prevailing_writing_is_right_and_a_safe_fix_writes_it(newline: str) -> None:
    text = papers("Arxiv 2021", "Arxiv 2021", "arxiv 2021", "ARXIV 2021", "arXiv 2021", newline=newline)
    findings = lint(text, "V003")
    assert lines(findings) == [5, 6]
    assert {finding.fix.safety for finding in findings if finding.fix} == {"safe"}
    edits: list[Edit] = [edit for finding in findings if finding.fix for edit in finding.fix.edits]
    fixed = papers("Arxiv 2021", "Arxiv 2021", "Arxiv 2021", "Arxiv 2021", "arXiv 2021", newline=newline)
    assert apply_edits(text, edits) == fixed


def test_a_tie_without_the_canonical_name_keeps_the_first_writing() -> None:
    assert lines(lint(papers("ACMMM 2021", "ACM Multimedia 2020"), "V003")) == [4]


def test_a_tie_prefers_the_canonical_name_whatever_its_case() -> None:
    (finding,) = lint(papers("USENIX SEC 2021", "Usenix Security 2020"), "V003")
    assert finding.line == 3
    assert finding.message == "`USENIX SEC`: `Usenix Security` is the usual name"


def test_the_name_of_a_joint_conference_is_no_other_writing() -> None:
    assert lint(papers("FSE 2017", "ESEC/FSE 2018", "ACL 2020", "ACL-IJCNLP 2021"), "V003") == []


def test_a_former_name_is_right_in_its_time_and_does_not_prevail_after_it() -> None:
    text = papers("NIPS 2015", "NIPS 2016", "NIPS 2017", "NIPS 2019", "NIPS 2020", "NeurIPS 2021")
    assert lines(lint(text, "V003")) == [6, 7]


def test_one_writing_throughout_is_no_fault() -> None:
    assert lint(papers("NIPS 2019", "NIPS 2020", "NIPS 2015"), "V003") == []


def test_former_names_alone_give_way_to_the_canonical_one() -> None:
    findings = lint(papers("NIPS 2019", "Nips 2020"), "V003")
    assert [finding.message for finding in findings] == [
        "`NIPS` is `NeurIPS` since 2018",
        "`Nips` is `NeurIPS` since 2018",
    ]


def test_names_with_volume_and_pages_are_no_writings() -> None:
    text = (
        "# Papers\n\n"
        f"- {TITLES[0]}. JMLR, 2020. [pdf](https://arxiv.org/abs/2001.00001)\n"
        f"- {TITLES[1]}. Journal of Machine Learning Research, 5, 1-20, 2004. [pdf](https://arxiv.org/abs/2001.00002)\n"
    )
    assert lint(text, "V003") == []


def test_headings_do_not_count() -> None:
    text = (
        "# Papers\n\n## arXiv papers\n\n- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n\n"
        "## Others\n\n- Speech Faces in the Wild [Arxiv 2021] [[paper]](https://arxiv.org/abs/2101.00002)\n"
    )
    assert lint(text, "V003") == []


# V002


def test_theses_and_reports_are_no_venues() -> None:
    text = papers("PhD Thesis 2019", "Technical Report 2020", "CVPR 2021", "博士论文 2020")
    assert lint(text, "V002") == []


def test_an_unknown_venue_is_an_info_and_known_once_added() -> None:
    text = papers("QZXW 2021", "CVPR 2021")
    (finding,) = lint(text, "V002")
    assert (finding.line, finding.severity, finding.fix) == (3, Severity.INFO, None)
    added = {"QZXW": {"name": "Quiet Zebra Workshop", "kind": "workshop"}}
    assert lint(text, "V002", known=knowledge().with_additions(venues=added)) == []


def test_a_writing_used_throughout_is_no_misspelling() -> None:
    text = papers("SIGRAPH Asia 2018", "SIGRAPH Asia 2019", "SIGRAPH Asia 2020")
    assert {finding.severity for finding in lint(text, "V002")} == {Severity.INFO}


def test_of_software_no_venue_rule_speaks() -> None:
    text = "# Tools\n\n" + "".join(
        f"- [tool{number}](https://example.org/{number}) - a copy of [FAST](https://example.org/fast) from 3020\n"
        for number in range(10)
    )
    assert lint(text, "V") == []


# V006


@pytest.mark.parametrize(
    ("venue", "link"),
    [
        ("CVPRW 2021", f"{CVF}content/CVPR2021W/AIM/papers/Miller_Turning_CVPRW_2021_paper.pdf"),
        ("CVPR 2021", f"{CVF}content/CVPR2021/papers/Miller_Turning_CVPR_2021_paper.pdf"),
        ("CVPR", f"{CVF}content/CVPR2021/papers/Miller_Turning_CVPR_2021_paper.pdf"),
        ("CVPR Workshop 2021", f"{CVF}content/CVPR2021W/AIM/papers/Miller_Turning_CVPRW_2021_paper.pdf"),
        ("ACL 2021", "https://aclanthology.org/2021.acl-long.1"),
        ("IJCNLP 2021", "https://aclanthology.org/2021.acl-long.2/"),
        ("CVPR 2021", "https://arxiv.org/abs/1903.00001"),
    ],
)
def test_a_link_of_the_same_edition_is_no_conflict(venue: str, link: str) -> None:
    assert lint(f"# Papers\n\n- {TITLES[0]}. {venue}. [paper]({link})\n", "V006") == []


def test_a_date_column_is_not_the_venue_s_year() -> None:
    link = f"{CVF}content/CVPR2021/papers/Miller_Heads_CVPR_2021_paper.pdf"
    text = (
        "| Date | Title | Venue | Link |\n| --- | --- | --- | --- |\n"
        f"| 2020-11-30 | Turning Heads with Implicit Motion | CVPR | [PDF]({link}) |\n"
        f"| 2020-12-01 | Speech Faces in the Wild | ICCV | [PDF]({link.replace('Heads', 'Faces')}) |\n"
    )
    assert lines(lint(text, "V006")) == [4]


@pytest.mark.parametrize(
    ("one", "other", "year", "same"),
    [
        ("TOG", "SIGGRAPH", 2020, True),
        ("TOG", "SIGGRAPH Asia", 2020, True),
        ("RA-L", "ICRA", 2020, True),
        ("EMNLP", "IJCNLP", 2019, True),
        ("EMNLP", "IJCNLP", 2017, False),
        ("CVPR", "ICCV", None, False),
        ("TOG", "CVPR", 2020, False),
    ],
)
def test_which_venues_are_one_event(one: str, other: str, year: int | None, same: bool) -> None:
    venues = knowledge().venues
    first, second = venues.known(one), venues.known(other)
    assert first is not None
    assert second is not None
    assert same_event(first, second, venues, year) is same_event(second, first, venues, year) is same


# V008


def test_a_year_column_counts_where_it_is_the_venues() -> None:
    held = [("2021", "ICCV"), ("2020", "ECCV"), ("2019", "ICCV"), ("2018", "ECCV")]
    fitting = [*held, ("2019", "CVPR"), ("2020", "CVPR"), ("2022", "ECCV"), ("2017", "ICCV"), ("2016", "ECCV")]
    assert lines(lint(table(*fitting, ("2020", "ICCV")), "V008")) == [14]
    assert lint(table(*held[:2], ("2020", "ICCV"), ("2019", "ECCV")), "V008") == []


def test_dates_are_the_day_a_preprint_appeared() -> None:
    rows = [("2021-03-01", "ICCV"), ("2020-03-01", "ECCV"), ("2019-03-01", "ICCV"), ("2018-03-01", "ECCV")]
    assert lint(table(*rows * 2, ("2020-11-02", "ICCV")), "V008") == []


def test_journals_and_impossible_years_are_not_v008_s() -> None:
    assert lint(papers("TPAMI 2020", "ICCV 20200", "arXiv 1980"), "V008") == []
