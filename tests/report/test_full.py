"""The format for people at a terminal: frames, underlines, diffs, folding, cutting to a width."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from awesome_lint.findings import Finding, Fix, Related, Severity
from awesome_lint.report import View, render
from awesome_lint.report.cells import excerpt, fold, width
from awesome_lint.report.view import Terminal
from awesome_lint.source import Edit, Source, Span

from .samples import SOURCE, finding, replaced, report


def test_a_finding_is_framed_underlined_and_its_fix_is_a_diff() -> None:
    assert report("full", verbose=True) == (
        "birds/list.md:3:42: S003 info broken-line: says little\n"
        " 3 | - [Wren Net](https://example.org/wren) a small net\n"
        "   |                                          ^^^^^^^^^\n"
        "   = safe fix (--fix): Say more\n"
        "   + - [Wren Net](https://example.org/wren) a small net for birds\n"
        "\n"
        "birds/list.md:4:63: L001 error empty-link: `demo` has no address\n"
        " 4 | - [Größe 鳥の網 ⭐](http://example.org/鳥) a net for birds, with a [demo]()\n"
        "   |                                                                    ^^^^^^^^\n"
        "   = birds/other.md:7: has it\n"
        "   = unsafe fix (--unsafe-fixes): Remove the link\n"
        "   + - [Größe 鳥の網 ⭐](http://example.org/鳥) a net for birds\n"
        "\n"
        "birds/list.md:5:4: S003 warning broken-line: the entry is broken after `Owl`\n"
        " 5 | - [Owl](https://example.org/owl)\n"
        "   |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        " 6 |   a net that flies\n"
        "   |   ^^^^^^^^^^^^^^^^\n"
        " … | 2 more lines\n"
        "   = safe fix (--fix): Join the lines\n"
        "   - - [Owl](https://example.org/owl)\n"
        "   -   a net that flies\n"
        "   + - [Owl](https://example.org/owl) a net that flies\n"
    )


def test_findings_of_one_entry_stand_together() -> None:
    one, other, below = finding("Wren"), finding("small net"), finding("Owl")
    shown = report("full", below, one, other)
    assert re.findall(r"^birds/list.md:(\d+:\d+)|^$", shown.rstrip(), re.M) == ["3:4", "3:42", "", "5:4"]


def test_many_findings_of_one_rule_are_one() -> None:
    many = [finding("Wren"), *(finding("small net", message=str(number)) for number in range(10))]
    shown = report("full", *many)
    assert shown.startswith(
        "birds/list.md:3:4: L001 error empty-link: `demo` has no address"
        " (and 10 more in this file: --extend-select L001)\n"
    )
    assert shown.count("L001 error") == 1
    assert report("full", *many, asked=frozenset({"L001"})).count("L001 error") == 11


def test_a_finding_without_its_source_and_one_with_many_places() -> None:
    related = tuple(Related("a.md", number, "too") for number in range(1, 6))
    edits = tuple(replaced(word, "X") for word in ("Birds", "Wren", "Owl", "flies", "night"))
    shown = report("full", finding("Owl", related=related, fix=Fix("unsafe", "", edits)))
    assert "   = and 2 more places\n   = unsafe fix (--unsafe-fixes)\n" in shown
    assert shown.endswith("and 2 more places\n")
    assert report("full", finding("Owl", path="other.md", fix=Fix("safe", "Do it", ()))) == (
        "other.md:5:4: L001 error empty-link: `demo` has no address\n   = safe fix (--fix): Do it\n"
    )


def test_a_place_without_characters_is_pointed_at() -> None:
    empty = finding("Birds")._replace(span=Span(7, 7), column=8, end_column=8)
    assert report("full", empty).splitlines()[1:] == [" 1 | # Birds", "   |        ^"]


def test_removing_and_inserting_whole_lines() -> None:
    gone = finding("Owl", fix=Fix("safe", "Remove", (replaced(SOURCE.text[SOURCE.text.index("- [Owl") :], ""),)))
    assert report("full", gone).splitlines()[4:] == [
        "   - - [Owl](https://example.org/owl)",
        "   -   a net that flies",
        "   -   by night",
        "   - and 1 more line",
    ]
    start = SOURCE.text.index("- [Owl")
    more = finding("Owl", fix=Fix("safe", "Insert", (Edit(Span(start, start), "- new\n"),)))
    assert report("full", more).splitlines()[4:] == ["   + - new"]


def test_edits_that_contradict_each_other_show_no_diff() -> None:
    fix = Fix("safe", "Both", (replaced("Wren Net", "a"), replaced("Net](", "b")))
    assert report("full", finding("Wren", fix=fix)).endswith("   = safe fix (--fix): Both\n")


@pytest.mark.parametrize("columns", [30, 40, 60, 100])
def test_nothing_of_a_long_line_is_wider_than_the_terminal(columns: int) -> None:
    line = "- " + "鳥の網 " * 400 + "[demo]() " + "ab " * 900 + "\n"
    source = Source(line, "birds/list.md")
    fix = Fix("safe", "Remove", (replaced("demo", "a longer demo", source),))
    long = finding("[demo]()", source, fix=fix, message="word " * 20)
    shown = report("full", long, sources={"birds/list.md": source}, terminal=Terminal(width=columns)).splitlines()
    assert all(width(row.rstrip()) <= columns for row in shown[columns < 50 :])
    frame = next(row for row in shown if row.startswith(" 1 | "))
    mark = shown[shown.index(frame) + 1]
    assert frame.startswith(" 1 | …")
    assert frame.endswith("…")
    assert width(frame[: frame.index("[demo]()")]) == mark.index("^")
    assert mark.count("^") == len("[demo]()")


def test_what_a_list_hides_is_shown_and_stays_aligned() -> None:
    source = Source("- \ta\x1b[2J\u202eb\u200bc e\u0301\U0001f469\u200d\U0001f4bb [demo]()\n", "birds/list.md")
    shown = report("full", finding("[demo]()", source), sources={"birds/list.md": source}).splitlines()
    assert shown[1:] == [
        " 1 | -   a\\x1b[2J\\u202eb\\u200bc e\u0301\U0001f469\u200d\U0001f4bb [demo]()",
        "   |                                ^^^^^^^^",
    ]


def test_colours_and_hyperlinks_where_the_terminal_has_them() -> None:
    (head, frame, mark, *rest) = report("full", finding("small net"), terminal=Terminal(True, True, 80)).splitlines()
    assert head == (
        "\x1b[1mbirds/list.md:3:42:\x1b[0m \x1b]8;;https://e.org/L001\x1b\\\x1b[1mL001\x1b[0m\x1b]8;;\x1b\\"
        " \x1b[1;31merror\x1b[0m empty-link: `demo` has no address"
    )
    assert frame.startswith("\x1b[34m 3 |\x1b[0m - [Wren Net]")
    assert mark == "\x1b[34m   |\x1b[0m " + " " * 41 + "\x1b[1;31m^^^^^^^^^\x1b[0m"
    assert not rest
    coloured = report("full", terminal=Terminal(True, True), verbose=True)
    assert re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;.*?\x1b\\", "", coloured) == report("full", verbose=True)


def test_severities_have_their_colours() -> None:
    for severity, colour in ((Severity.ERROR, "1;31"), (Severity.WARNING, "1;33"), (Severity.INFO, "1;36")):
        shown = report("full", finding("Owl", severity=severity), terminal=Terminal(colour=True), verbose=True)
        assert f"\x1b[{colour}m{severity}\x1b[0m" in shown


LETTERS = "aé鳥の網ｶ한글\u1112\u1161⭐😀€…\u0301שלום"


@given(st.text(LETTERS, max_size=30))
def test_widths_are_those_of_a_library_for_them(text: str) -> None:
    assert width(text) == wcswidth(text)


@pytest.mark.parametrize("emoji", ["⭐️", "❤️", "👍🏽", "👩‍💻", "🇯🇵", "☎"])
def test_emoji_are_as_wide_as_they_are_drawn(emoji: str) -> None:
    assert width(emoji) == wcswidth(emoji)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers(8, 40))
def test_an_excerpt_fits_and_holds_the_beginning_of_the_mark(text: str, one: int, other: int, room: int) -> None:
    line = "".join(character for character in text if character not in "\r\n")
    start, end = sorted((min(one, len(line)), min(other, len(line))))
    cut, whole = excerpt(line, start, end, room), excerpt(line, start, end)
    assert width(cut.text) <= room
    assert cut.marked.rstrip("…") == whole.marked[: len(cut.marked.rstrip("…"))] or "…" in line
    assert bool(cut.marked) == bool(whole.marked)
    assert cut.text.isprintable() or not line.isprintable()


def test_folding_keeps_every_word() -> None:
    text = "one two three " + "x" * 30 + " four"
    assert fold(text, 14, "  ") == "one two three\n  " + "x" * 30 + "\n  four"
    assert fold(text, None, "  ") == text
    assert fold("one two", 12, "  ", 10) == "\n  one two"


def test_a_folded_note_keeps_its_place() -> None:
    one = finding("demo", related=(Related("birds/other.md", 7, "has it"),))
    shown = report("full", one, terminal=Terminal(width=26))
    assert "\n   = birds/other.md:7: has\n     it\n" in shown


def test_a_long_report_shows_the_first_finding_of_a_rule_whole_and_the_others_in_a_line() -> None:
    text = "# Birds\n\n" + "".join(f"- bird {number} [paper]()\n" for number in range(60))
    source = Source(text, "birds.md")
    places = [found.start() for found in re.finditer("bird [0-9]+", text)]
    codes = [f"L{number // 8:03}" for number in range(60)]
    findings = tuple(
        Finding(code, "a-rule", Severity.WARNING, "is wrong", "birds.md", Span(at, at + 4), line, 3, line, 7, group=at)
        for line, (at, code) in enumerate(zip(places, codes, strict=True), 3)
    )
    lines = render("full", View(findings, {"birds.md": source})).splitlines()
    assert len([line for line in lines if line.startswith("birds.md:")]) == 60
    assert len([line for line in lines if "^^^^" in line]) == len(set(codes))
    assert len(lines) < 100
    whole = render("full", View(findings, {"birds.md": source}, verbose=True)).splitlines()
    assert len([line for line in whole if "^^^^" in line]) == 60
    asked = render("full", View(findings, {"birds.md": source}, asked=frozenset({"L001"}))).splitlines()
    assert len([line for line in asked if "^^^^" in line]) == len(set(codes)) + 7
