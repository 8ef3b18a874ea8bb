"""Tables as GitHub reads them."""

from __future__ import annotations

import pytest

from awesome_lint.markdown import Node
from tests.markdown.support import blocks, found, links, only


def grid(text: str) -> list[list[str]]:
    return [[cell.plain() for cell in row.children] for row in found(text, "row")]


def test_cells_span_their_content() -> None:
    text = "| a |  **b** c|\n|:--|:-:|\n|`d`||\n"
    table = only(text, "table")
    assert table.data == {"aligns": ["left", "center"]}
    assert [text[cell.start : cell.end] for cell in found(text, "cell")] == ["a", "**b** c", "`d`", ""]
    assert [text[row.start : row.end] for row in table.children] == ["| a |  **b** c|", "|`d`||"]
    assert [row.data["header"] for row in table.children] == [True, False]
    assert text[table.start : table.end] == text.rstrip("\n")


def test_alignments() -> None:
    assert only("a|b|c|d\n:-|-:|:-:|-\n", "table").data["aligns"] == ["left", "right", "center", None]


def test_outer_pipes_are_optional_and_rows_need_none() -> None:
    assert grid("a | b\n-|-\nc | d |\n| e | f\ng\n") == [["a", "b"], ["c", "d"], ["e", "f"], ["g", ""]]


def test_short_rows_are_padded_and_surplus_cells_flagged() -> None:
    text = "|a|b|\n|-|-|\n|c|\n|d|e|f|g|\n"
    short, long = only(text, "table").children[1:]

    def flags(row: Node) -> list[tuple[bool, bool]]:
        return [(cell.data["padded"], cell.data["surplus"]) for cell in row.children]

    assert flags(short) == [(False, False), (True, False)]
    assert flags(long) == [(False, False), (False, False), (False, True), (False, True)]
    padding = short.children[1]
    assert padding.start == padding.end == short.end


def test_an_escaped_pipe_is_text_in_cells_code_and_addresses() -> None:
    text = "|a|\n|-|\n|b \\| `c\\|d` [e](f\\|g)|\n"
    assert grid(text) == [["a"], ["b | c|d e"]]
    assert links(text) == [("f|g", "e")]
    escape = only(text, "escape")
    assert (text[escape.start : escape.end], escape.text) == ("\\|", "|")
    assert text[slice(*only(text, "link").data["url_span"])] == "f\\|g"


def test_code_protects_no_pipe_and_two_backslashes_do() -> None:
    assert grid("|a|b|\n|-|-|\n|`c|d`|\n|e\\\\|f|\n") == [["a", "b"], ["`c", "d`"], ["e|f", ""]]


@pytest.mark.parametrize(
    "text",
    [
        "|a|b|\n|-|\n",
        "|a|\n|-|-|\n",
        "|a|\n| |\n",
        "|a|\n|=|\n",
        "|a|\n|-:-|\n",
        "a\n    |-|\n",
        "|a|\n\n|-|\n",
        "> |a|\n|-|\n",
        "|-|\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert found(text, "table") == []


def test_a_bare_line_of_hyphens_underlines_a_heading() -> None:
    assert blocks("a\n---\n") == ["heading 'a'"]
    assert blocks("a\n:--\n") == ["table", "  row", "    cell 'a'"]


def test_a_refused_delimiter_row_refuses_the_later_ones() -> None:
    assert found("a\n|-|-|\nb\n|-|\n", "table") == []


def test_the_header_is_the_paragraph_s_last_line() -> None:
    assert blocks("text\nmore\n|a|\n|-|\n")[:2] == ["paragraph 'text more'", "table"]


def test_rows_run_to_a_blank_line_or_another_block() -> None:
    head = "|a|\n|-|\n|b|\n"
    for end in ("# h\n", "> q\n", "- i\n", "***\n", "```\n", "<div>\n", "    code\n", "|\n", "\n"):
        assert len(grid(head + end + "|c|\n")) == 2, end
    assert grid(head + "plain\n<b>c</b>\n1986\\. d\n")[2:] == [["plain"], ["c"], ["1986. d"]]


def test_definitions_glued_above_a_table_are_read_all_the_same() -> None:
    text = "[1]: http://x.org/1\n[2]: http://x.org/2\n|a|\n|-|\n|[one][1]<br>[two][2]|\n"
    assert blocks(text)[:3] == ["definition", "definition", "table"]
    assert links(text) == [("http://x.org/1", "one"), ("http://x.org/2", "two")]


@pytest.mark.parametrize(
    ("first", "other"), [("> ", "> "), ("- ", "  "), ("1. > ", "   > "), ("> - ", ">   "), ("[^n]: ", "    ")]
)
def test_in_containers(first: str, other: str) -> None:
    text = f"{first}|a|b|\n{other}|-|-|\n{other}|c|d|\n"
    assert grid(text) == [["a", "b"], ["c", "d"]]
    assert [text[cell.start : cell.end] for cell in found(text, "cell")] == ["a", "b", "c", "d"]
