"""V001, V007, V009, V011: what entries leave unsaid of venue and year, and years that something contradicts."""

from __future__ import annotations

import pytest

from awesome_lint.findings import Finding, Severity
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.model import Changes
from awesome_lint.parse import parse_document
from awesome_lint.rules.venues.headings import heading_years
from awesome_lint.source import Source

VENUES = ("CVPR 2021", "ICCV 2021", "ECCV 2022", "AAAI 2022", "TPAMI 2021", "TIP 2020")


def lint(text: str, *codes: str, added: tuple[str, ...] = ()) -> list[Finding]:
    document = parse_document(Source(text, "list.md"))
    new = frozenset(entry.span.start for entry in document.entries if entry.title in added)
    changes = {"list.md": Changes(new)} if added else {}
    return lint_documents([document], Settings(select=codes), changes=changes)


def papers(
    *last: str, form: str = "- Turning Heads {n}. {venue}. [[paper]](https://doi.org/10.1109/2021.{n:05})\n"
) -> str:
    """A list of `last`, from line 3 on, and twenty papers with venue and year."""
    items = "".join(form.format(n=n, venue=VENUES[n % len(VENUES)]) for n in range(20))
    return "# Papers\n\n" + "".join(f"{line}\n" for line in last) + items


def said(findings: list[Finding]) -> list[tuple[int, str, str]]:
    return [(finding.line, finding.code, finding.message.partition(" for ")[0]) for finding in findings]


@pytest.mark.parametrize(
    ("line", "findings"),
    [
        ("- Still Life. [[paper]](https://doi.org/10.1109/2021.1)", [(3, "V001", "no venue and no year")]),
        ("- Still Life. 2021. [[paper]](https://doi.org/10.1109/2021.1)", [(3, "V001", "no venue")]),
        ("- Still Life. CVPR. [[paper]](https://doi.org/10.1109/2021.1)", [(3, "V011", "no year")]),
        ("- Still Life. [[paper]](https://arxiv.org/abs/2101.00001)", []),
        ("- Still Life. [[paper]](https://www.biorxiv.org/content/10.1101/2021.03.04.434567v1)", []),
        ("- Still Life. [[paper]](https://openreview.net/forum?id=abcdefghij)", []),
        ("- Still Life. Under review. [[paper]](https://example.org/life.pdf)", []),
        ("- Still Life. PhD thesis. [[paper]](https://example.org/life.pdf)", []),
        ("- Still Life. [[code]](https://github.com/life/still)", []),
    ],
)
def test_one_finding_says_what_an_entry_leaves_unsaid(line: str, findings: list[tuple[int, str, str]]) -> None:
    assert said(lint(papers(line), "V001", "V011")) == findings


def test_the_heading_may_say_it() -> None:
    text = papers() + "\n## CVPR 2023\n\n- Still Life. [[paper]](https://doi.org/10.1109/2023.1)\n"
    assert lint(text, "V001", "V011") == []
    text = papers() + "\n## 2023年\n\n- Still Life. CVPR. [[paper]](https://doi.org/10.1109/2023.1)\n"
    assert lint(text, "V011") == []


def test_added_entries_have_no_vote_and_are_judged() -> None:
    many = [f"- Still Life {n}. [[paper]](https://doi.org/10.1109/2022.{n})" for n in range(20)]
    assert lint(papers(*many), "V001") == []
    assert len(lint(papers(*many), "V001", added=tuple(f"Still Life {n}" for n in range(20)))) == 20


def test_software_gives_nothing() -> None:
    tools = "".join(
        f"- [tool{n}](https://github.com/a/tool{n}) - A tool of {2000 + n % 30} for NeurIPS and arXiv:2101.{n:05}.\n"
        for n in range(1000)
    )
    assert lint(f"# Tools\n\n## 2021\n\n{tools}", "M", "V") == []


@pytest.mark.parametrize(
    ("venue", "number", "severity"),
    [
        ("NeurIPS 2018", "2010.00001", Severity.INFO),
        ("NeurIPS 2019", "2010.00001", None),
        ("NeurIPS 1996", "cs/9901001", Severity.INFO),
        ("TPAMI 2015", "2010.00001", None),
        ("arXiv 2019", "2010.00001", Severity.WARNING),
        ("arXiv 2021", "2010.00001", Severity.WARNING),
        ("arXiv 2021", "2010.00001v3", None),
        ("arXiv 2021", "2012.00001", None),
        ("arXiv 2019", "2001.00001", None),
        ("arXiv 2022", "2012.00001", Severity.WARNING),
        ("arXiv 2020", "2010.00001", None),
        ("bioRxiv 2020", "2010.00001", None),
    ],
)
def test_a_preprints_number_dates_it(venue: str, number: str, severity: Severity | None) -> None:
    text = papers(f"- Still Life. {venue}. [[paper]](https://arxiv.org/abs/{number})")
    assert [finding.severity for finding in lint(text, "V007")] == ([severity] if severity else [])


def test_biorxiv_dates_its_papers_too() -> None:
    text = papers("- Still Life. bioRxiv 2019. [[paper]](https://doi.org/10.1101/2021.03.04.434567)")
    assert [finding.message for finding in lint(text, "V007")] == ["`bioRxiv 2019`, but its number is of March 2021"]


@pytest.mark.parametrize(
    ("heading", "years"),
    [
        ("2023", (2023, 2023)),
        ("📅 2023 (45 papers)", (2023, 2023)),
        ("March 2023", (2023, 2023)),
        ("2023 H1", (2023, 2023)),
        ("2024 Q2", (2024, 2024)),
        ("2023年", (2023, 2023)),
        ("2019-2021", (2019, 2021)),
        ("2019–21", (2019, 2021)),
        ("2009-10", (2009, 2010)),
        ("2023-05", (2023, 2023)),
        ("Before 2018", (0, 2018)),
        ("2018 and earlier", (0, 2018)),
        ("2018以前", (0, 2018)),
        ("Since 2020", (2020, 9999)),
        ("2020+", (2020, 9999)),
        ("CVPR 2023", None),
        ("Awesome 2023 list", None),
        ("1990s", None),
        ("1234", None),
    ],
)
def test_headings_that_are_years(heading: str, years: tuple[int, int] | None) -> None:
    found = heading_years(("Papers", heading, "Faces"))
    assert (found and (found.first, found.last)) == years


def under(heading: str, *lines: str, venue: str = "CVPR 2021", number: str = "2012") -> str:
    """Twenty papers of `venue` and then `lines`, from line 25 on, under a heading."""
    items = "".join(f"- Heads {n}. {venue}. [[paper]](https://arxiv.org/abs/{number}.{n:05})\n" for n in range(20))
    return f"# Papers\n\n## {heading}\n\n{items}" + "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(
    ("heading", "venue", "reported"),
    [
        ("2021", "CVPR 2022", True),
        ("2021", "CVPR 2021", False),
        ("2019-2021", "CVPR 2020", False),
        ("2019-2021", "CVPR 2018", True),
        ("Before 2022", "CVPR 2015", False),
        ("Before 2022", "CVPR 2023", True),
        ("CVPR 2021", "CVPR 2022", False),
    ],
)
def test_an_entrys_year_against_its_headings(heading: str, venue: str, reported: bool) -> None:
    text = under(heading, f"- Still Life. {venue}. [[paper]](https://example.org/life.pdf)")
    assert [finding.line for finding in lint(text, "V009")] == [25] * reported


def test_one_fault_is_one_finding() -> None:
    never = under("2021", "- Still Life. ICCV 2020. [[paper]](https://arxiv.org/abs/2212.00001)")
    assert [finding.code for finding in lint(never, "V")] == ["V008"]
    slip = under("2021", "- Still Life. CVPR 20211. [[paper]](https://example.org/life.pdf)")
    assert [finding.code for finding in lint(slip, "V", "S005")] == ["V004"]


def test_lists_that_sort_by_preprint_are_left_alone() -> None:
    late = "- Still Life. CVPR 2022. [[paper]](https://arxiv.org/abs/2109.00001)"
    assert lint(under("2021", late, number="2103"), "V009") == []
    assert [finding.line for finding in lint(under("2021", late, number="2012"), "V009")] == [25]
    conflicts = [f"- Bust {n}. CVPR 2022. [[paper]](https://example.org/{n}.pdf)" for n in range(4)]
    assert lint(under("2021", *conflicts), "V009") == []
    assert len(lint(under("2021", *conflicts), "V009", added=tuple(f"Bust {n}" for n in range(4)))) == 4


def test_what_a_change_adds_has_no_vote_in_what_prevails() -> None:
    old = "- Heads. Arxiv 2021. [[paper]](https://arxiv.org/abs/2101.00001)\n"
    new = "".join(f"- Bust {n}. ARXIV 2021. [[paper]](https://arxiv.org/abs/2102.{n:05})\n" for n in range(3))
    text = f"# Papers\n\n{old}{new}"
    added = tuple(f"Bust {n}" for n in range(3))
    assert [finding.line for finding in lint(text, "V003")] == [3]
    assert [finding.line for finding in lint(text, "V003", added=added)] == [4, 5, 6]


def test_the_years_that_can_be_are_options() -> None:
    text = papers("- Still Life. CVPR 1950. [[paper]](https://example.org/life.pdf)")
    document = parse_document(Source(text, "list.md"))
    strict = Settings(select=("V004",), options={"V004": {"earliest": 1960}})
    assert lint(text, "V004") == []
    assert [finding.line for finding in lint_documents([document], strict)] == [3]
