"""What mistune 3.4.0 gets wrong, and what must not come back when it is pinned to a newer version."""

from __future__ import annotations

import pytest

from tests.markdown.support import blocks, found, links, parse

FAULTS = [
    # A list that does not begin with 1 after a quote went into the paragraph before the quote.
    ("x\n> a\n10. b\n", ["paragraph 'x'", "quote", "  paragraph 'a'", "list", "  item", "    paragraph 'b'"]),
    # The quote came out behind the list, and the heading in between was swallowed.
    ("> a\n- b\n# c\n", ["quote", "  paragraph 'a'", "list", "  item", "    paragraph 'b'", "heading 'c'"]),
    ("> T\n# h\n", ["quote", "  paragraph 'T'", "heading 'h'"]),
    # A line of five spaces did not end a paragraph, or was code.
    ("a\n     \nb\n", ["paragraph 'a'", "paragraph 'b'"]),
    ("     \na\n", ["paragraph 'a'"]),
    ("- a\n\n     \nb\n", ["list", "  item", "    paragraph 'a'", "paragraph 'b'"]),
    # `<details>` and `</details>` did not end an item.
    ("- a\n</details>\n", ["list", "  item", "    paragraph 'a'", "html_block"]),
    (
        "- a\n<details>\n\n- b\n",
        ["list", "  item", "    paragraph 'a'", "html_block", "list", "  item", "    paragraph 'b'"],
    ),
    # An empty item took an unindented line.
    ("1.\nfoo\n", ["list", "  item", "paragraph 'foo'"]),
    # A lazy line of `=` made a heading.
    ("- a\n===\n", ["list", "  item", "    paragraph 'a ==='"]),
    ("> a\n===\n", ["quote", "  paragraph 'a ==='"]),
    ("> a\n---\n", ["quote", "  paragraph 'a'", "thematic_break"]),
    # After a definition, an indented line or `2.` is a paragraph's text.
    ("[a]: b\n    c\n", ["definition", "paragraph 'c'"]),
    ("[a]: b\n2. c\n", ["definition", "paragraph '2. c'"]),
    # One ragged row turned the table into a paragraph.
    ("|a|b|\n|-|-|\n|c|\n", ["table", "  row", "    cell 'a'", "    cell 'b'", "  row", "    cell 'c'", "    cell"]),
    # Lazy lines, nested.
    ("> 1. a\nb\n> c\n", ["quote", "  list", "    item", "      paragraph 'a b c'"]),
    ("> > a\n> b\nc\n", ["quote", "  quote", "    paragraph 'a b c'"]),
    ("> ```\na\n", ["quote", "  code_block", "paragraph 'a'"]),
    (">     a\n    b\n", ["quote", "  code_block 'a\\n'", "code_block 'b\\n'"]),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_blocks_that_mistune_misreads(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


def test_an_anchor_does_not_switch_links_off() -> None:
    assert links("<a id='x'> [b](c) <a href='d'> [e](f)") == [("c", "b"), ("f", "e")]


def test_no_break_spaces_are_not_stripped() -> None:
    assert parse("# \u00a0a\u00a0\n").root.children[0].plain() == "\u00a0a\u00a0"
    assert parse("|\u00a0a|\n|-|\n").root.plain() == "\u00a0a"
    assert parse("a \u2003\n\u2003b\n").root.plain() == "a \u2003 \u2003b"


@pytest.mark.parametrize(
    ("text", "checked", "said"), [("- [ ]\n  a\n", False, "a"), ("- [x]\n", True, ""), ("- [ ]\ta\n", False, "a")]
)
def test_a_task_box_whose_text_stands_elsewhere(text: str, checked: bool, said: str) -> None:
    (item,) = found(text, "item")
    assert (item.data["checked"], item.plain()) == (checked, said)


def test_parentheses_in_addresses_nest_as_deep_as_on_github() -> None:
    assert len(links(f"[a]({'(' * 32}b{')' * 32})")) == 1
    assert links(f"[a]({'(' * 33}b{')' * 33})") == []


def test_addresses_are_taken_from_the_source() -> None:
    text = "[a](http://x.org/?region=a&region=b&copy=c)"
    assert links(text) == [("http://x.org/?region=a&region=b&copy=c", "a")]


def test_footnotes_keep_their_place() -> None:
    assert blocks("a[^1]\n\n[^1]: b\n\nc\n") == ["paragraph 'a'", "footnote", "  paragraph 'b'", "paragraph 'c'"]
