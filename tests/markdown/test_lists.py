"""Bulleted, numbered and task lists."""

from __future__ import annotations

import pytest

from tests.markdown.support import blocks, found, only


def test_items_hold_paragraphs_tight_or_loose() -> None:
    assert blocks("- a\n- b\n") == ["list", "  item", "    paragraph 'a'", "  item", "    paragraph 'b'"]
    assert blocks("- a\n\n- b\n") == blocks("- a\n- b\n")


@pytest.mark.parametrize(
    ("text", "ordered", "first", "bullet"),
    [("- a", False, None, "-"), ("* a", False, None, "*"), ("3. a", True, 3, "."), ("0) a", True, 0, ")")],
)
def test_the_list_says_how_it_is_marked(text: str, ordered: bool, first: int | None, bullet: str) -> None:
    assert only(text, "list").data == {"ordered": ordered, "first": first, "bullet": bullet}
    marker = only(text, "item").data["marker"]
    assert text[marker.start : marker.end] == text[:-2]


def test_another_marker_begins_another_list() -> None:
    assert [node.data["bullet"] for node in found("- a\n+ b\n1. c\n2) d\n", "list")] == ["-", "+", ".", ")"]


def test_nesting_follows_the_text_s_column() -> None:
    text = "- a\n  - b\n    1. c\n  - d\n - e\n10. f\n    - g\n   - h\n"
    depths = [(len(line) - len(line.lstrip())) // 4 for line in blocks(text) if "paragraph" in line]
    assert depths == [1, 2, 3, 2, 1, 1, 2, 1]


@pytest.mark.parametrize(
    ("text", "checked", "said"),
    [
        ("- [ ] a\n", False, "a"),
        ("- [x] a\n", True, "a"),
        ("* [X]   a\n", True, "a"),
        ("1. [ ] [a](b)\n", False, "a"),
        ("> - [x] a\n", True, "a"),
        ("- - [ ] a\n", False, "a"),
        ("- [ ]\n  a\n", False, "a"),
        ("- [x] [y] a\n", True, "[y] a"),
        ("- [x](y) a\n", None, "x a"),
        ("- [xx] a\n", None, "[xx] a"),
        ("- a [x] b\n", None, "a [x] b"),
    ],
)
def test_task_boxes(text: str, checked: bool | None, said: str) -> None:
    assert found(text, "item")[-1].data["checked"] is checked
    assert only(text, "paragraph").plain() == said


def test_a_box_alone_is_a_task_without_text() -> None:
    text = "- [ ]\n- [x] b\n"
    first, second = found(text, "item")
    assert (first.data["checked"], text[first.start : first.end], first.children) == (False, "- [ ]", [])
    assert text[second.start : second.end] == "- [x] b"


def test_an_item_and_its_list_end_with_their_text() -> None:
    text = "- a\n  b  \n\n  > c\n\n\n- \n\nd\n"
    assert [text[node.start : node.end] for node in found(text, "item")] == ["- a\n  b  \n\n  > c", "-"]
    assert text[only(text, "list").start : only(text, "list").end] == "- a\n  b  \n\n  > c\n\n\n-"


def test_an_item_that_begins_with_code() -> None:
    assert blocks("-     a\n\n  b\n") == ["list", "  item", "    code_block 'a\\n'", "    paragraph 'b'"]
    assert blocks("- ```\n  a\n  ```\n- b\n") == [
        "list",
        "  item",
        "    code_block 'a\\n'",
        "  item",
        "    paragraph 'b'",
    ]


def test_an_empty_item_takes_one_line_break_and_no_blank_line() -> None:
    assert blocks("-\n  a\n") == ["list", "  item", "    paragraph 'a'"]
    assert blocks("-\n\n  a\n") == ["list", "  item", "paragraph 'a'"]
    assert blocks("-\n\n- a\n") == ["list", "  item", "  item", "    paragraph 'a'"]
    assert blocks("> -\n>\n> - a\n") == ["quote", "  list", "    item", "    item", "      paragraph 'a'"]
    assert blocks("-\n\nb\n- a\n")[:3] == ["list", "  item", "paragraph 'b'"]


def test_blocks_of_every_kind_in_an_item() -> None:
    text = "1. # h\n   |a|\n   |-|\n   |b|\n\n   <div>\n   x\n   </div>\n\n   ***\n   last\n"
    assert blocks(text) == [
        "list",
        "  item",
        "    heading 'h'",
        "    table",
        "      row",
        "        cell 'a'",
        "      row",
        "        cell 'b'",
        "    html_block ' x '",
        "    thematic_break",
        "    paragraph 'last'",
    ]
