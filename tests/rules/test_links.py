"""The link rules, where a finding's place matters or several documents meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_lint.findings import Finding, Severity
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits


def findings(code: str, text: str, path: str | None = "list.md") -> list[Finding]:
    return lint_documents([parse_document(Source(text, path))], Settings(select=(code,)))


def lines(code: str, text: str) -> list[int]:
    return [finding.line for finding in findings(code, text)]


def marked(text: str, finding: Finding) -> str:
    return text[finding.span.start : finding.span.end]


def test_an_empty_reference_is_reported_once_with_its_uses() -> None:
    text = "- [One Paper about Heads][x]\n- [Another Paper about Heads][x]\n\n[x]: <>\n"
    (finding,) = findings("L001", text)
    assert finding.line == 4
    assert [related.line for related in finding.related] == [1, 2]


@pytest.mark.parametrize(
    "text", ["[](https://example.org)", "[text](#)", "[![badge](https://example.org/b.svg)]()", "<a name='x'></a>"]
)
def test_links_that_are_no_empty_ones(text: str) -> None:
    assert findings("L001", text) == []


def test_links_outside_entries_are_looked_at_too() -> None:
    assert lines("L001", "Some prose with [a link]() in it.\n\n> [quoted]()\n") == [1, 3]


def test_a_link_in_html_is_a_link() -> None:
    assert lines("L001", '<p>\n<a href="">paper</a>\n</p>\n') == [2]


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2101.00001",
        "./papers/one.pdf",
        "papers/one.pdf",
        "#heads",
        "../../issues",
        "mailto:a@example.org",
        "http://localhost:8000/x",
        "https://web.archive.org/web/2020/http://example.org/",
        "https://example.org/?url=https://example.net/x",
        "/docs/one.md",
        "doi:10.1000/182",
    ],
)
def test_addresses_that_can_be(url: str) -> None:
    assert findings("L002", f"# Papers\n\n- [Turning Heads with Implicit Motion]({url})\n") == []


@pytest.mark.parametrize(
    ("url", "repaired"),
    [
        ("https:/example.org/a.pdf", "https://example.org/a.pdf"),
        ("http://https://example.org/a.pdf", "https://example.org/a.pdf"),
        ("./paper/https://example.org/a.pdf", "https://example.org/a.pdf"),
        ("heads.github.io/turning/", "https://heads.github.io/turning/"),
        ("https://arxiv.org/abs/2101.00001.pdf", "https://arxiv.org/abs/2101.00001"),
    ],
)
def test_certain_repairs(url: str, repaired: str) -> None:
    text = f"# Papers\n\n- [Turning Heads with Implicit Motion]({url})\n"
    (finding,) = findings("L002", text)
    assert marked(text, finding) == url
    assert finding.severity is Severity.ERROR
    assert finding.fix is not None
    assert finding.fix.safety == "safe"
    assert apply_edits(text, finding.fix.edits) == text.replace(url, repaired)


def test_a_paper_host_s_front_page_is_a_fault_only_as_a_paper() -> None:
    assert lines(
        "L002",
        "# Papers\n\nSee [arXiv](https://arxiv.org) for more.\n\n- Turning Heads with Motion [[paper]](https://arxiv.org)\n",
    ) == [5]


def test_a_malformed_definition_is_reported_where_it_stands() -> None:
    text = "- [Turning Heads with Motion][1] and [again][1]\n\n[1]: https:/example.org/a.pdf\n"
    (finding,) = findings("L002", text)
    assert (finding.line, marked(text, finding)) == (3, "https:/example.org/a.pdf")
    assert len(finding.related) == 2


def test_a_title_in_place_of_an_address_has_no_repair() -> None:
    title = "Turning Heads with Implicit Motion"
    text = f"# Papers\n\n- [{title}]({title}) CVPR 2021 [[code](https://github.com/a/b)]\n"
    (finding,) = findings("L002", text)
    assert finding.line == 3
    assert finding.fix is None


DEFINED = "\n\n[heads]: https://arxiv.org/abs/2101.00001\n"


@pytest.mark.parametrize(
    "text",
    [
        "[Turning Heads][heads]",
        "[Turning Heads][Heads]",
        "Turning Heads [CVPR 2022][Oral]",
        "Turning Heads [TMM][2021]",
        "Turning Heads [Faces][arXiv]",
        "Turning Heads [faces][code]",
        "Turning Heads [CVPR][faces]",
        "Turning Heads [faces][motion][speech]",
        "Turning Heads [1][2]",
        "Turning Heads [faces][^1]",
        "Turning Heads `[faces][motion]`",
        "Turning Heads \\[faces\\]\\[motion\\]",
        "Turning Heads <!-- [faces][motion] -->",
    ],
)
def test_brackets_that_are_no_undefined_reference(text: str) -> None:
    assert findings("L003", text + DEFINED) == []


def test_undefined_references_in_all_places() -> None:
    text = "# [Turning][a1]\n\n- [**Heads** again][b2]\n\n| x | y |\n| - | - |\n| [z][c3] | [w][heads] |\n" + DEFINED
    found = findings("L003", text)
    assert [(finding.line, marked(text, finding)) for finding in found] == [
        (1, "[Turning][a1]"),
        (3, "[**Heads** again][b2]"),
        (7, "[z][c3]"),
    ]


def test_comments_are_no_definitions() -> None:
    text = "Text.\n\n[//]: # (one)\n[//]: # (two)\n[comment]: <> (three)\n"
    assert findings("L004", text) == findings("L005", text) == []
    assert findings("L003", "[a][b]\n\n[//]: # (one)\n") == []


def test_a_second_definition_is_not_unused_too() -> None:
    text = "[a][1]\n\n[1]: https://example.org/a\n[1]: https://example.org/b\n"
    assert lines("L005", text) == [4]
    assert lines("L004", text) == []


def test_fragments_in_a_file_on_disk(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "other.md").write_text("# One\n\n## Two\n", encoding="utf-8")
    text = (
        "[a](docs/other.md#two) [b](docs/other.md#three) [c](docs/gone.md#x)\n"
        "[d](./docs/other.md#one) [e](list.md#here)\n\n# Here\n"
    )
    (finding,) = findings("L007", text, str(tmp_path / "list.md"))
    assert marked(text, finding) == "docs/other.md#three"


def test_fragments_of_other_files_need_a_path() -> None:
    assert findings("L007", "[a](docs/other.md#three)\n", None) == []


def test_a_redirector_in_a_definition() -> None:
    text = "- [Turning Heads][1]\n\n[1]: https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2Fa.pdf\n"
    (finding,) = findings("L008", text)
    assert finding.line == 3
    assert finding.fix is not None
    assert apply_edits(text, finding.fix.edits).endswith("[1]: https://example.org/a.pdf\n")


def test_what_would_end_a_target_is_encoded() -> None:
    text = "[Turning Heads](https://www.google.com/url?url=https%3A%2F%2Fexample.org%2Fa%20b)\n"
    (finding,) = findings("L008", text)
    assert finding.fix is not None
    assert apply_edits(text, finding.fix.edits) == "[Turning Heads](https://example.org/a%20b)\n"
