"""What the report formats print for given findings."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.findings import Finding, Fix, Related, Severity
from awesome_lint.report import FORMATS, View, render
from awesome_lint.report.escape import printable, printable_json
from awesome_lint.source import Edit, Source, Span

TEXT = "\ufeff# List\r\n- [a](x)\r\n- [b](y)\r\n\r\n[r]: z\r\n"


SOURCE = Source(TEXT, "a.md")


def finding(start: int, end: int, code: str = "L001", path: str = "a.md", **more: Any) -> Finding:
    (line, column), (end_line, end_column) = SOURCE.position(start), SOURCE.position(end)
    given: dict[str, Any] = {
        "name": "empty-link",
        "severity": Severity.ERROR,
        "message": "no address",
        "group": start,
        **more,
    }
    return Finding(
        code=code,
        path=path,
        span=Span(start, end),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        **given,
    )


def lines(*findings: Finding, **view: Any) -> list[str]:
    return render("concise", View(findings, {"a.md": SOURCE}, **view)).splitlines()


def test_concise_is_one_line_a_finding() -> None:
    assert lines(finding(9, 17)) == ["a.md:2:1: L001 error no address"]
    assert lines() == []


def test_findings_of_one_entry_stand_together_entries_in_document_order() -> None:
    first, second = SOURCE.line_span(2), SOURCE.line_span(3)
    about_second = finding(second.start, second.end, "D001", group=second.start)
    at_end_of_first = finding(first.end - 1, first.end, "L001", group=first.start)
    on_first = finding(first.start, first.end, "S001", group=first.start)
    before_all = finding(1, 3, "S002")
    shown = lines(about_second, at_end_of_first, on_first, before_all)
    assert [line.split()[1] for line in shown] == ["S002", "S001", "L001", "D001"]


def test_files_keep_their_order() -> None:
    view = View((finding(9, 17, path="b.md"), finding(1, 3, path="b.md"), finding(1, 3, path="a.md")))
    shown = render("concise", view).splitlines()
    assert [line.split()[0] for line in shown] == ["b.md:1:1:", "b.md:2:1:", "a.md:1:1:"]


def test_info_findings_are_shown_on_demand() -> None:
    info = finding(9, 17, severity=Severity.INFO)
    assert lines(info) == []
    assert lines(info, verbose=True) == ["a.md:2:1: L001 info no address"]
    assert lines(info, asked=frozenset({"L001"})) == ["a.md:2:1: L001 info no address"]


def test_more_than_ten_findings_of_one_rule_are_folded() -> None:
    ten = [finding(9 + place, 17) for place in range(10)]
    assert len(lines(*ten)) == 10
    eleven = [*ten, finding(9, 10, message="first")]
    assert lines(finding(8, 9, "S001"), *eleven) == [
        "a.md:1:8: S001 error no address",
        "a.md:2:1: L001 error no address (and 10 more in this file: --extend-select L001)",
    ]
    assert len(lines(*eleven, asked=frozenset({"L001"}))) == 11
    elsewhere = [finding(9 + place, 17, path="b.md") for place in range(10)]
    assert len(lines(*ten, *elsewhere)) == 20
    hidden = [finding(9 + place, 17, severity=Severity.INFO) for place in range(11)]
    assert len(lines(*ten, *hidden)) == 10
    assert lines(*ten, finding(8, 9, severity=Severity.WARNING), finding(7, 8, severity=Severity.WARNING))[:2] == [
        "a.md:1:7: L001 warning no address",
        "a.md:1:8: L001 warning no address",
    ]
    warnings = [finding(9 + place, 21, severity=Severity.WARNING) for place in range(11)]
    assert lines(*warnings, finding(20, 21)) == [
        "a.md:2:1: L001 warning no address (and 10 more in this file: --extend-select L001)",
        "a.md:3:2: L001 error no address",
    ]


def test_nothing_that_moves_a_terminal_gets_through() -> None:
    evil = finding(9, 17, message="\x1b[2J\u202e\u2028\x9b1m\r\n⭐ 한글 é\u200d", path="a\nb\udcff.md")
    (line,) = lines(evil)
    assert line == r"a\x0ab\udcff.md:2:1: L001 error \x1b[2J\u202e\u2028\x9b1m\x0d\x0a⭐ 한글 é" + "\u200d"


@given(st.text())
def test_escaped_text_is_one_line_without_controls(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert not set(shown) & set(map(chr, [*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), 0x2066, 0xFEFF]))
    assert json.loads(printable_json(json.dumps(text, ensure_ascii=False))) == text
    printable_json(json.dumps(text, ensure_ascii=False)).encode()


def test_json_is_an_array_with_every_finding() -> None:
    fix = Fix("safe", "Remove the link", (Edit(Span(9, 17), "- b\u202e"), Edit(Span(31, 31), "")))
    one = finding(9, 17, fix=fix, related=(Related("b.md", 7, "here too"),), entry="a", severity=Severity.INFO)
    two = finding(1, 27)
    text = render("json", View((one, two), {"a.md": SOURCE}))
    assert json.loads(text) == [
        {
            "code": "L001",
            "name": "empty-link",
            "severity": "info",
            "message": "no address",
            "path": "a.md",
            "line": 2,
            "column": 1,
            "end_line": 2,
            "end_column": 9,
            "entry": "a",
            "related": [{"path": "b.md", "line": 7, "message": "here too"}],
            "fix": {
                "safety": "safe",
                "message": "Remove the link",
                "edits": [
                    {"line": 2, "column": 1, "end_line": 2, "end_column": 9, "content": "- b\u202e"},
                    {"line": 5, "column": 1, "end_line": 5, "end_column": 1, "content": ""},
                ],
            },
            "url": None,
        },
        {
            "code": "L001",
            "name": "empty-link",
            "severity": "error",
            "message": "no address",
            "path": "a.md",
            "line": 1,
            "column": 1,
            "end_line": 3,
            "end_column": 9,
            "entry": None,
            "related": [],
            "fix": None,
            "url": None,
        },
    ]
    assert "\u202e" not in text
    assert render("json", View(())) == "[]\n"


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_ends_its_last_line(name: str) -> None:
    assert render(name, View((finding(9, 17),), {"a.md": SOURCE})).endswith("\n")
