"""Places are exact, whatever the text: laws that every tree keeps."""

from __future__ import annotations

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.markdown import strategies
from tests.markdown.support import found, misplaced, parse, shape, shapes

few = settings(max_examples=150)
begun = st.builds(str.__add__, st.sampled_from(["a", "b c ", "# ", "> ", "``` ", "`x` "]), strategies.mixed)
"""Texts that begin with what a list item may begin with, whatever follows."""


def quoted(text: str) -> str:
    return "".join("> " + line for line in text.splitlines(keepends=True))


@few
@given(st.one_of(strategies.texts, strategies.tabbed_lines))
def test_nodes_nest_in_order_and_say_what_their_place_says(text: str) -> None:
    assert misplaced(text) == []


@few
@given(strategies.texts, st.sampled_from(["\r\n", "\r"]))
def test_places_hold_with_other_line_endings(text: str, newline: str) -> None:
    assert misplaced(text.replace("\n", newline)) == []


@few
@given(strategies.texts)
def test_places_hold_in_a_quote_and_after_a_byte_order_mark(text: str) -> None:
    assert misplaced(quoted(text)) == []
    assert misplaced("\ufeff" + text) == []


@few
@given(strategies.texts, st.sampled_from(["\r\n", "\r"]))
def test_line_endings_and_a_byte_order_mark_change_no_tree(text: str, newline: str) -> None:
    expected = shapes(text)
    assert shapes(text.replace("\n", newline)) == expected
    assert shapes("\ufeff" + text) == expected


@few
@given(strategies.texts)
def test_a_last_newline_changes_no_tree(text: str) -> None:
    assume(not text.endswith(("```\n", "~~~\n", "\n\n")))
    assert shapes(text.rstrip("\n")) == shapes(text.rstrip("\n") + "\n")


@few
@given(strategies.texts)
def test_a_quote_holds_the_tree_of_what_is_quoted(text: str) -> None:
    assume(text.strip())
    (quote,) = parse(quoted(text)).root.children
    assert [shape(child) for child in quote.children] == shapes(text)


@few
@given(begun)
def test_an_item_holds_the_tree_of_what_is_indented(text: str) -> None:
    (bullets,) = parse("- " + re.sub(r"\n(?=[^\n])", "\n  ", text)).root.children
    (item,) = bullets.children
    assert [shape(child) for child in item.children] == shapes(text)


words = st.text("ab 1é，", min_size=1, max_size=8).filter(lambda text: text == text.strip())
inner = st.recursive(
    words,
    lambda parts: st.one_of(
        st.builds("**{}**".format, parts),
        st.builds("[{}](/u?a=b&region=c)".format, words),
        st.builds("![{}](<a b> 'title')".format, parts),
        st.builds("~~{}~~".format, parts),
        st.builds("`{}`".format, words),
        st.builds("{} {}".format, parts, parts),
    ),
    max_leaves=6,
)


@few
@given(st.lists(inner, min_size=1, max_size=4).map(" - ".join), st.sampled_from(["", "- ", "> ", "# ", "1. [ ] "]))
def test_a_construct_alone_is_the_construct_in_its_text(text: str, before: str) -> None:
    text = before + text
    for kind in ("link", "image", "emphasis", "strong", "strike", "code"):
        for node in found(text, kind):
            (paragraph,) = parse(text[node.start : node.end]).root.children
            assert [shape(child) for child in paragraph.children] == [shape(node)]


@few
@given(st.text(max_size=60))
def test_any_text_has_a_tree(text: str) -> None:
    assert misplaced(text) == []
