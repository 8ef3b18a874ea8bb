"""S007 and V005: what is odd among siblings, and what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from awesome_lint.findings import Finding, Severity
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.model import Changes
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits
from tests.parse.generated import LAYOUTS, Paper, papers

BRACKETS = "- Learning to Blink, Part {n} [CVPR 20{n}] [[paper]](https://arxiv.org/abs/1701.000{n})\n"


def lint(text: str, added: str = "") -> list[Finding]:
    document = parse_document(Source(text, "list.md"))
    entries = frozenset(entry.span.start for entry in document.entries if added and added in entry.title)
    changes = {"list.md": Changes(entries)} if added else {}
    return lint_documents([document], Settings(select=("S007", "V005")), changes=changes)


def many(line: str = BRACKETS, count: int = 20) -> str:
    return "# Papers\n\n" + "".join(line.replace("{n}", str(n)) for n in range(10, 10 + count))


@pytest.mark.parametrize(
    ("odd", "message"),
    [
        (
            "- A Gesture for Every Word (CVPR 2017) [[paper]](https://arxiv.org/abs/1706.00001)\n",
            "`(…)` around the venue, and in",
        ),
        (
            "- **A Gesture for Every Word** [CVPR 2017] [[paper]](https://arxiv.org/abs/1706.00001)\n",
            "emphasis around the title, where",
        ),
        (
            "* A Gesture for Every Word [CVPR 2017] [[paper]](https://arxiv.org/abs/1706.00001)\n",
            "begins with `*`, and",
        ),
        (
            "- A Gesture for Every Word [CVPR 2017] [paper](https://arxiv.org/abs/1706.00001)\n",
            "links written `[…](…)`, and in",
        ),
        (
            "- [CVPR 2017] A Gesture for Every Word [[paper]](https://arxiv.org/abs/1706.00001)\n",
            "venue before title, and in",
        ),
        (
            "- A Gesture for Every Word. [CVPR 2017] [[paper]](https://arxiv.org/abs/1706.00001)\n",
            "`.` between title and venue, and in",
        ),
    ],
)
def test_the_difference_is_named(odd: str, message: str) -> None:
    found = [finding for finding in lint(many() + odd) if finding.code == "S007"]
    assert [(finding.line, finding.severity) for finding in found] == [(23, Severity.INFO)]
    assert message in found[0].message


@pytest.mark.parametrize(
    "entry",
    [
        "- A Gesture for Every Word [[paper]](https://arxiv.org/abs/1706.00001)\n",
        "- A Gesture for Every Word [CVPR 2017]\n",
        "- A Gesture for Every Word [CVPR 2017]  [[paper]](https://arxiv.org/abs/1706.00001)\n",
        "- Why a Gesture for Every Word? [CVPR 2017] [[paper]](https://arxiv.org/abs/1706.00001)\n",
        "- A Gesture for Every Word [CVPR 2017] [[paper]](https://arxiv.org/abs/1706.00001) [[code]](https://github.com/a/b)\n",
        "- A Gesture for Every Word [CVPR 2017 Oral] [[paper]](https://arxiv.org/abs/1706.00001) (a fine one)\n",
    ],
)
def test_what_is_absent_or_added_is_not_odd(entry: str) -> None:
    assert lint(many() + entry) == []


def test_a_list_of_its_own_has_its_own_layout() -> None:
    text = (
        many()
        + "\n## Books\n\n"
        + "".join(f"* Book {n} of Things (CVPR 2019) [shop](https://example.org/{n})\n" for n in range(3))
    )
    assert lint(text) == []


def test_an_added_entry_is_warned_of() -> None:
    odd = "- A Gesture for Every Word (CVPR 2017) [[paper]](https://arxiv.org/abs/1706.00001)\n"
    found = lint(many() + odd, added="Gesture")
    assert [(finding.code, finding.severity) for finding in found] == [("S007", Severity.WARNING)]


def test_added_entries_have_no_vote() -> None:
    new = "".join(
        f"- A Gesture, Part {n} (CVPR 20{n}) [[paper]](https://arxiv.org/abs/1706.000{n})\n" for n in range(10, 22)
    )
    found = lint(many(count=12) + new, added="Gesture")
    assert [finding.line for finding in found if finding.code == "S007"] == list(range(15, 27))


@pytest.mark.parametrize(
    ("written", "fixed"),
    [
        ("[TOG2017]", "[TOG 2017]"),
        ("[TOG, 2017]", "[TOG 2017]"),
        ("[TOG (2017)]", "[TOG 2017]"),
        ("[TOG-2017]", "[TOG 2017]"),
    ],
)
def test_venue_and_year_are_joined_as_usual(written: str, fixed: str) -> None:
    text = many() + f"- A Gesture for Every Word {written} [[paper]](https://arxiv.org/abs/1706.00001)\n"
    (found,) = [finding for finding in lint(text) if finding.code == "V005"]
    assert found.fix is not None
    assert found.fix.safety == "safe"
    assert fixed in apply_edits(text, found.fix.edits)


@pytest.mark.parametrize(
    "written", ["[TOG'17]", "[TOG 36(4), 2017]", "[Some Journal, Some Press, 2017]", "[TOG]", "[2017]"]
)
def test_other_ways_to_say_it_are_left_alone(written: str) -> None:
    text = many() + f"- A Gesture for Every Word {written} [[paper]](https://arxiv.org/abs/1706.00001)\n"
    assert [finding for finding in lint(text) if finding.code == "V005"] == []


def test_where_brackets_prevail_they_are_put() -> None:
    line = "| CVPR(20{n}) | Learning to Blink, Part {n} | [PDF](https://arxiv.org/abs/1701.000{n}) |\n"
    table = "| Pub | Title | Links |\n|---|---|---|\n" + many(line).removeprefix("# Papers\n\n")
    text = table + "| TOG 2017 | A Gesture for Every Word | [PDF](https://arxiv.org/abs/1706.00001) |\n"
    (found,) = lint(text)
    assert found.fix is not None
    assert "| TOG(2017) |" in apply_edits(text, found.fix.edits)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@settings(max_examples=4)
@given(drawn=papers(), more=papers(), last=papers())
def test_lists_in_one_form_have_nothing_odd(
    layout: Callable[[list[Paper]], str], drawn: list[Paper], more: list[Paper], last: list[Paper]
) -> None:
    every = [
        paper._replace(title=f"{paper.title} {number}", number=f"2101.{10000 + number}")
        for number, paper in enumerate([*drawn, *more, *last])
    ]
    assert lint("# Papers\n\n" + layout(every)) == []


def test_a_remark_in_brackets_takes_no_bracket_of_the_link_behind_it() -> None:
    """The link behind `(**Oral**)` is in brackets as all are."""
    remark = "- A Gesture for Every Word (**Oral**) [[paper](https://arxiv.org/abs/1706.00001)]\n"
    text = many("- Learning to Blink, Part {n} [[paper](https://arxiv.org/abs/1701.000{n})]\n") + remark
    assert [finding.message for finding in lint(text)] == []
