"""S005: which sections are sorted, what stands out of order in them, and how it is moved."""

from __future__ import annotations

import random

import pytest

from awesome_lint.findings import Finding, Severity
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.model import Changes
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits
from awesome_lint.style.order import longest_sorted

ANIMALS = "ant bat cat dog elk fox gnu hen ibex jay kite lynx mole newt owl pig quail rat seal toad".split()


def lint(text: str, *added: str) -> list[Finding]:
    """The findings of S005; entries with a title of `added` are new."""
    document = parse_document(Source(text, "list.md"))
    new = frozenset(entry.span.start for entry in document.entries if entry.title in added)
    changes = {"list.md": Changes(new)} if added else {}
    return lint_documents([document], Settings(select=("S005",)), changes=changes)


def tools(names: list[str], form: str = "- [{name}](https://example.org/{number}) - a tool\n") -> str:
    return "# Tools\n\n" + "".join(form.format(name=name, number=number) for number, name in enumerate(names))


def titles(findings: list[Finding]) -> list[str | None]:
    return [finding.entry for finding in findings]


@pytest.mark.parametrize(
    "names",
    [
        [*ANIMALS[:5], "Eland", *ANIMALS[5:]],
        ["bat", "ant", *reversed(ANIMALS[2:])],
        [*ANIMALS[:5], *ANIMALS[10:], *ANIMALS[5:10]],
        ["Data Flow", "Database", *(f"e{name}" for name in ANIMALS)],
        ["Data-flow", "Database", "Data Mining", *(f"e{name}" for name in ANIMALS)],
        [*(f"Part {number}" for number in range(1, 31))],
        [".NET", *ANIMALS, "Zoë", "zonk"],
        [*ANIMALS, "zebra", "ähnlich", "ödla"],
        [*ANIMALS, "100 tools", "3proxy"],
        ["🦊 ant", *ANIMALS[1:]],
        ["toad", *ANIMALS[:-1]],
        [*ANIMALS, "中文工具", "工具"],
    ],
)
def test_titles_that_are_sorted_in_some_usual_way_or_in_none_are_left_alone(names: list[str]) -> None:
    assert lint(tools(names)) == []


def test_chance_is_no_order() -> None:
    shuffle = random.Random(7)
    for size in range(10, 60):
        names = [*ANIMALS, *(f"{name}s" for name in ANIMALS), *(f"{name}y" for name in ANIMALS)][:size]
        shuffle.shuffle(names)
        assert lint(tools(names)) == []


def test_the_fewest_entries_are_reported() -> None:
    findings = lint(tools([*ANIMALS, "cow", "zebra", *(f"zebra {letter}" for letter in "abcdefghijklmnopqrst")]))
    assert titles(findings) == ["cow"]
    assert "it belongs before `dog` on line 6" in findings[0].message
    assert findings[0].severity is Severity.INFO


def test_one_other_year_among_equal_ones_is_no_fault() -> None:
    rows = [
        f"| {year} | [Head {number}](https://arxiv.org/abs/2301.{number:05}) |\n"
        for number, year in enumerate([2023] * 15 + [2022] + [2023] * 15)
    ]
    shuffled = [row.replace("Head ", f"{'zyxwv'[number % 5]} Head ") for number, row in enumerate(rows)]
    assert lint("# Papers\n\n| Year | Title |\n| --- | --- |\n" + "".join(shuffled)) == []


def test_dates_are_compared_to_the_day() -> None:
    days = [f"2023-{month:02}-{day:02}" for month in range(1, 6) for day in (3, 9, 17, 25)]
    days[7], days[8] = days[8], days[7]
    rows = "".join(
        f"| {day} | [{'zyxwvutsrqponmlkjihg'[number]} heads](https://arxiv.org/abs/2301.{number:05}) |\n"
        for number, day in enumerate(days)
    )
    findings = lint("# Papers\n\n| Date | Title |\n| --- | --- |\n" + rows)
    assert len(findings) == 1
    assert "sorted by date, the latest last" in findings[0].message


def test_an_added_entry_is_a_warning_and_has_no_vote() -> None:
    (finding,) = lint(tools([*ANIMALS[:10], "aardvark"]), "aardvark")
    assert finding.severity is Severity.WARNING
    assert "before `ant` on line 3" in finding.message
    assert lint(tools([*ANIMALS[:9], "aardvark"]), "aardvark") == []
    assert lint(tools([*ANIMALS[:10], "aardvark"])) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "form",
    [
        "- [{name}](https://example.org/{name}) - a tool\n",
        "- [{name}](https://example.org/{name})\n  - a tool\n  of two lines\n",
        "* [{name}](https://example.org/{name}) - a tool\n\n",
        "1. [{name}](https://example.org/{name}) - a tool\n",
    ],
)
@pytest.mark.parametrize("at", [3, 19])
def test_a_fix_moves_the_lines_of_one_entry(form: str, newline: str, at: int) -> None:
    names = [name for name in ANIMALS if name != "hen"]
    wrong = tools([*names[:at], "hen", *names[at:]], form).replace("\n", newline)
    (finding,) = lint(wrong + newline + "The end." + newline)
    assert finding.fix is not None
    assert finding.fix.safety == "unsafe"
    fixed = apply_edits(wrong + newline + "The end." + newline, finding.fix.edits)
    assert fixed == tools(ANIMALS, form).replace("\n", newline) + newline + "The end." + newline


def test_rows_of_a_table_are_moved_and_numbers_are_not_mixed_up() -> None:
    names = [*ANIMALS[:4], "zebra", *ANIMALS[4:]]
    head = "# Tools\n\n| Name | What |\n| --- | --- |\n"
    rows = [f"| [{name}](https://example.org/{name}) | a tool |\n" for name in names]
    (finding,) = lint(head + "".join(rows))
    assert finding.fix is not None
    assert apply_edits(head + "".join(rows), finding.fix.edits) == head + "".join([*rows[:4], *rows[5:], rows[4]])
    (numbered,) = lint(tools(names, "{number}. [{name}](https://example.org/{name}) - a tool\n"))
    assert numbered.fix is None


def test_a_longest_sorted_sequence_keeps_equal_keys() -> None:
    assert longest_sorted([1, 1, 5, 2, 2, 3]) == [0, 1, 3, 4, 5]
    assert longest_sorted([]) == []
