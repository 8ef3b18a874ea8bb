"""What an entry lacks, measured among its siblings."""

from __future__ import annotations

import pytest

from awesome_lint.findings import Finding, Severity
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.parse import parse_document
from awesome_lint.source import Source


def findings(text: str, *codes: str) -> list[Finding]:
    return lint_documents([parse_document(Source(text, "list.md"))], Settings(select=codes))


def table(*rows: str) -> str:
    return "| Title | Venue | Paper | Code |\n| --- | --- | --- | --- |\n" + "".join(f"| {row} |\n" for row in rows)


def paper(number: int, code: bool = True) -> str:
    link = f"[code](https://github.com/heads/turn{number})" if code else ""
    title = f"Turning Heads with Motion in {number} Steps"
    return f"{title} | CVPR 2021 | [paper](https://arxiv.org/abs/2101.{number:05}) | {link}"


def test_code_is_usual_from_sixty_percent_of_the_siblings() -> None:
    few = "\n## One\n\n" + table(paper(1), paper(2, False), paper(3, False))
    many = "\n## Two\n\n" + table(paper(4), paper(5), paper(6, False))
    found = findings(few + many, "M002")
    assert [(finding.line, finding.severity) for finding in found] == [
        (7, Severity.INFO),
        (8, Severity.INFO),
        (16, Severity.WARNING),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "A Survey of Talking Heads",
        "Talking Heads: A Comprehensive Review",
        "人脸生成综述",
    ],
)
def test_surveys_have_no_code(title: str) -> None:
    rows = [paper(1), paper(2), f"{title} | CSUR 2021 | [paper](https://arxiv.org/abs/2102.00001) | "]
    assert findings(table(*rows), "M002") == []


def test_surveys_under_a_heading_have_no_code() -> None:
    text = "## Methods\n\n" + table(paper(1), paper(2)) + "\n## Surveys\n\n" + table(paper(3, False), paper(4, False))
    assert findings(text, "M002") == []


def test_the_author_may_say_that_there_is_none() -> None:
    row = "Still Life in Many Steps | CVPR 2021 | [paper](https://arxiv.org/abs/2102.00001) | N/A"
    assert findings(table(paper(1), paper(2), row), "M001", "M002", "M005") == []


def test_one_fault_is_one_finding() -> None:
    text = (
        "# Papers\n\n"
        "### Turning Heads with Implicit Motion\n- [paper](https://arxiv.org/abs/2101.00001)\n- [code](https://github.com/a/b)\n\n"
        "### A Paper about Still Life\n- paper\n- code\n\n"
        "### \n- paper\n- code\n\n"
        "### Another Paper about Fruit\n- [paper](./papers/another fruit.pdf)\n- [code]()\n"
    )
    found = findings(text, "M001", "M002", "M004", "M005", "L001", "L002")
    assert [(finding.code, finding.line) for finding in found] == [
        ("M005", 8),
        ("M005", 9),
        ("M004", 11),
        ("L002", 16),
        ("L001", 17),
    ]


def test_a_table_without_paper_links_misses_none() -> None:
    text = (
        table(paper(1), paper(2))
        + "\ntext\n\n"
        + "| Title | Venue |\n| - | - |\n| Turning Still Life around | CVPR 2021 |\n"
    )
    assert findings(text, "M001") == []
