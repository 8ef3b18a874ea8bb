"""Suppression comments in every layout, and exemptions."""

from __future__ import annotations

import pytest

from awesome_lint.lint import Settings, lint_documents
from awesome_lint.lint.settings import Exemption
from awesome_lint.parse import parse_document
from awesome_lint.source import Source

A = "https://arxiv.org/abs/2101.0000"
C = "<!-- awesome-lint: ignore L001 -->"

LAYOUTS = {
    "bullet": f"# Papers\n\n- [One]() - words {C}\n- [Two]() - words\n- [Three](https://x.org/3) - words\n",
    "wrapped bullet": f"# Papers\n\n- [One]()\n  more words {C}\n- [Two]() - words\n"
    "- [Three](https://x.org/3) - words\n",
    "numbered": f"# Papers\n\n1. [One]() - words {C}\n2. [Two]() - words\n3. [Three](https://x.org/3) - words\n",
    "sub-items": f"# Papers\n\n1. **One Paper on Faces.** [code]() {C}\n   - *Ann Lee, Bo Kim.* [paper]({A}1)\n"
    f"2. **Two Papers on Walls.** [code]()\n   - *Ann Lee, Bo Kim.* [paper]({A}2)\n",
    "table": f"# Papers\n\n| Title | Link |\n|--|--|\n| One on Faces | [pdf]() {C} |\n| Two on Walls | [pdf]() |\n"
    "| Three | [pdf](https://arxiv.org/abs/2101.00001) |\n",
    "first cell": f"# Papers\n\n| Title | Link |\n|--|--|\n| One on Faces {C} | [pdf]() |\n| Two on Walls | [pdf]() |\n"
    "| Three | [pdf](https://arxiv.org/abs/2101.00001) |\n",
    "heading": f"# Papers\n\n### One Paper on Faces {C}\n[pdf]()\n\n### Two Papers on Walls\n[pdf]()\n\n"
    "### Three Papers on Trees\n[pdf](https://arxiv.org/abs/2101.00001)\n",
    "below a heading": f"# Papers\n\n### One Paper on Faces\n[pdf]() {C}\n\n### Two Papers on Walls\n[pdf]()\n\n"
    "### Three Papers on Trees\n[pdf](https://arxiv.org/abs/2101.00001)\n",
    "paragraphs": f"# Papers\n\n**One Paper on Faces** [[pdf]]() {C}\n\n**Two Papers on Walls** [[pdf]]()\n\n"
    "**Three Papers on Trees** [[pdf]](https://arxiv.org/abs/2101.00001)\n",
    "HTML": f"# Papers\n\n<ul>\n<li><a href=''>One Paper</a> - words {C}</li>\n"
    "<li><a href=''>Two Papers</a> - words</li>\n"
    "<li><a href='https://x.org/3'>Three</a> - words</li>\n</ul>\n",
    "alone above": f"# Papers\n\n{C}\n- [One]() - words\n- [Two]() - words\n- [Three](https://x.org/3) - words\n",
    "alone in between": f"# Papers\n\n- [Three](https://x.org/3) - words\n{C}\n- [One]() - words\n- [Two]() - words\n",
    "alone, indented": f"# Papers\n\n- [Three](https://x.org/3) - words\n  {C}\n- [One]() - words\n- [Two]() - words\n",
}


def lint(text: str, *select: str, **more: tuple[Exemption, ...]) -> list[tuple[str, str | None]]:
    settings = Settings(select=select or ("L001",), exemptions=more.get("exemptions", ()))
    found = lint_documents([parse_document(Source(text, "a.md"))], settings)
    return [(finding.code, finding.entry) for finding in found]


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_comment_suppresses_what_is_said_of_its_entry_and_of_no_other(text: str) -> None:
    before = [entry for _, entry in lint(text.replace(C, ""))]
    assert len(before) == 2
    assert [entry for _, entry in lint(text)] == before[1:]
    assert lint(text, "L001", "X001") == [("L001", before[1])]


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_comment_is_no_part_of_an_entry(text: str) -> None:
    def said(text: str) -> list[dict[str, object]]:
        exported = [entry.export("") for entry in parse_document(Source(text)).entries]
        links = [[(link["role"], link["url"], link["label"]) for link in one["links"]] for one in exported]
        return [{**one, "line": 0, "end_line": 0, "links": own} for one, own in zip(exported, links, strict=True)]

    assert said(text) == said(text.replace(C, ""))


def test_entries_of_one_cell_are_told_apart() -> None:
    text = (
        "# Papers\n\n| Topic | Papers |\n|--|--|\n"
        "| A | 1. [One Paper](https://arxiv.org/abs/) <!-- awesome-lint: ignore L002 -->"
        "<br>2. [Two](https://arxiv.org/abs/) |\n"
        "| B | 1. [Three](https://arxiv.org/abs/2101.00001)<br>2. [Four](https://arxiv.org/abs/2101.00002) |\n"
    )
    assert [entry for _, entry in lint(text, "L002", "X001")] == ["Two"]


def test_regions_and_files() -> None:
    text = (
        "# A\n\n- [One]() - w\n\n<!-- awesome-lint: disable L001 -->\n\n- [Two]() - w\n\n"
        "<!-- awesome-lint: enable -->\n\n- [Three]() - w\n"
    )
    assert [entry for _, entry in lint(text)] == ["One", "Three"]
    assert [entry for _, entry in lint(text.replace("enable", "disable-file empty-link"))] == []


def test_lines_outside_entries() -> None:
    text = "# A\n\n- [One](https://x.org/1) - w\n\n{}[a]: https://x.org/a\n[b]: https://x.org/b\n"
    assert len(lint(text.format(""), "L004")) == 2
    assert len(lint(text.format("<!-- awesome-lint: ignore L004 -->\n"), "L004", "X001")) == 1


def test_a_definition_belongs_to_the_only_entry_that_uses_it() -> None:
    text = "# Papers\n\n- [One Paper on Faces][a] {}\n\n[a]: https://arxiv.org/abs/\n"
    assert [code for code, _ in lint(text.format(""), "L002")] == ["L002"]
    assert lint(text.format("<!-- awesome-lint: ignore L002 -->"), "L002", "X001") == []


def test_examples_in_code_are_no_comments() -> None:
    text = f"# A\n\n- [One]() - w `{C}`\n\n```\n<!-- awesome-lint: disable-file L001 -->\n```\n"
    assert [code for code, _ in lint(text, "L001", "X001")] == ["L001"]


def test_x001_can_be_suppressed() -> None:
    text = "<!-- awesome-lint: disable-file X001 -->\n\n# A\n\n"
    text += "- [One](https://x.org) - w <!-- awesome-lint: ignore L001 -->\n"
    assert lint(text, "L001", "X001") == []


@pytest.mark.parametrize(
    ("entry", "rule", "holds"),
    [
        ("arxiv:2101.00001", "L001", True),
        ("https://arxiv.org/pdf/2101.00001v2", "empty-link", True),
        ("one paper, on FACES", "L001", True),
        ("arxiv:2101.00002", "L001", False),
        ("One Paper", "L001", False),
        ("arxiv:2101.00001", "L002", False),
    ],
)
def test_exemptions(entry: str, rule: str, holds: bool) -> None:
    text = "# Papers\n\n- One Paper on Faces [[pdf]](https://arxiv.org/abs/2101.00001) [[code]]()\n"
    assert (lint(text, exemptions=(Exemption(rule, entry, "why"),)) == []) is holds


def test_many_comments() -> None:
    line = (
        "- [Paper {}]() - words <!-- awesome-lint: ignore L001 -->\n"
        "<!-- awesome-lint: disable L002 -->\n<!-- awesome-lint: enable L002 -->\n"
    )
    text = "# A\n\n" + "".join(line.format(n) for n in range(3000))
    assert lint(text) == []
