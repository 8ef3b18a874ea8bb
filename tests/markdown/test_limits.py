"""Input made to hurt: correct or refused with a notice, in linear time, and never a traceback."""

from __future__ import annotations

import pytest

from awesome_lint.markdown import Node, Tree
from tests.markdown.support import found, links, misplaced, parse

SIZE = 10_000

HOSTILE = {
    "open brackets": "[" * SIZE,
    "nested brackets": "[" * SIZE + "]" * SIZE,
    "nested links": "[" * SIZE + "](u)" * SIZE,
    "nested images": "![" * SIZE + "](u)" * SIZE,
    "links without end": "[a](" * SIZE,
    "titles without end": '[a](b "' * SIZE,
    "parentheses": "[a](" + "(" * SIZE,
    "references": "[a]: b\n\n" + "[a][" * SIZE,
    "definitions": "".join(f"[{number}]: u\n" for number in range(SIZE)),
    "quote markers": ">" * SIZE,
    "quote markers with spaces": "> " * SIZE,
    "item markers": "- " * SIZE,
    "numbers": "1. " * SIZE,
    "quotes in items": "> - " * SIZE,
    "stars": "*" * SIZE,
    "openers": "*a " * SIZE,
    "closers": "a* " * SIZE,
    "nested emphasis": "*a " * SIZE + "b*" * SIZE,
    "mixed delimiters": "*a_ ~b" * SIZE,
    "intraword delimiters": "a**b" + "c* " * SIZE,
    "backticks": "`a``" * SIZE,
    "backtick runs": "".join("`" * size + " " for size in range(1, 200)),
    "angles": "<" * SIZE,
    "tags": "<a " * SIZE,
    "attributes": "<a b='" * SIZE,
    "many attributes": "x <a " + "b=c " * SIZE,
    "comments": "<!-- " * SIZE,
    "comments in a line": "x <!--" * SIZE,
    "instructions": "a<?" * SIZE,
    "elements": "<b>" * SIZE,
    "elements in a line": "x " + "<b>" * SIZE + "</b>" * SIZE,
    "crossed elements": "<b></i>" * SIZE,
    "cells": "<table>" + "<tr><td>a" * SIZE,
    "nested html lists": "<ul><li>" * SIZE,
    "addresses": "http://a)" * SIZE,
    "www": "(www.a_" * SIZE,
    "mail": "a@" * SIZE,
    "one mail address": "a" * SIZE + "@" + "b." * SIZE,
    "entities": "&a" * SIZE,
    "backslashes": "\\" * SIZE,
    "pipes": "|" * SIZE,
    "escaped pipes": "|a|\n|-|\n|" + "\\|" * SIZE,
    "a wide table": "|a" * SIZE + "\n" + "|-" * SIZE + "\n" + "|x\n" * SIZE,
    "a delimiter row": "a\n" + "-|" * SIZE,
    "spaces": "a" + " " * SIZE + "b",
    "trailing spaces": ("a" + " " * 100 + "\n") * (SIZE // 100),
    "tabs": "- \t" * SIZE,
    "newlines": "\n" * SIZE,
    "fences": "```\n" * SIZE,
    "footnotes": "[^a]: x\n" * SIZE,
    "a footnote used": "[^1]: a\n\n" + "[^1]" * SIZE,
    "hashes": "# a " + "#" * SIZE,
    "hyphens": "- " * SIZE + "-",
    "NUL": "\0" * SIZE,
    "carriage returns": "a\r" * SIZE,
    "deep lists": "".join("  " * depth + "- a\n" for depth in range(300)),
}


def depth(node: Node) -> int:
    deepest, stack = 0, [(node, 0)]
    while stack:
        inner, level = stack.pop()
        deepest = max(deepest, level)
        stack += [(child, level + 1) for child in inner.children]
    return deepest


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_have_trees_that_a_recursion_bears(name: str) -> None:
    # Anything quadratic would be felt here: minutes, where each takes some hundredths of a second.
    tree = parse(HOSTILE[name])
    assert tree.root.end == len(HOSTILE[name])
    assert depth(tree.root) <= 310
    assert len(tree.root.plain()) <= len(HOSTILE[name])


@pytest.mark.parametrize(
    "name", ["nested images", "item markers", "nested emphasis", "elements in a line", "deep lists"]
)
def test_hostile_texts_keep_exact_places(name: str) -> None:
    assert misplaced(HOSTILE[name]) == []


def notices(text: str) -> list[str]:
    tree: Tree = parse(text)
    return tree.notices


def test_containers_nested_too_deep_are_text_and_noticed() -> None:
    text = "a\n\n" + "> " * 101 + "b\n"
    (notice,) = notices(text)
    assert notice.startswith("line 3:")
    assert "100" in notice
    assert len(found(text, "quote")) == 100
    assert found(text, "paragraph")[-1].plain() == "> b"
    assert notices("> " * 100 + "b\n") == []


def test_what_stands_in_the_deepest_container_is_read() -> None:
    text = "- " * 100 + "[a](b)\n"
    assert links(text) == [("b", "a")]
    assert links("> " * 150 + "[a](b)\n") == [("b", "a")]


def test_short_rows_of_a_wide_table_are_padded_up_to_a_limit() -> None:
    text = "|a" * 1000 + "\n" + "|-" * 1000 + "\n" + "|x\n" * 1000
    cells = found(text, "cell")
    assert sum(cell.data["padded"] for cell in cells) == 100_000
    assert len(found(text, "row")) == 1001


def test_footnotes_nested_too_deep_are_text() -> None:
    text = "> " * 100 + "[^1]: a\n"
    assert found(text, "footnote") == []
    assert len(notices(text)) == 1


def test_images_nested_too_deep_are_text() -> None:
    text = "![" * 150 + "a" + "](b)" * 150
    assert len(found(text, "image")) == 99
    assert found("![" * 150 + "a" + "][b]" * 150 + "\n\n[b]: c\n", "image")[0].data["url"] == "c"


def test_fifty_thousand_brackets_and_twenty_thousand_quote_markers() -> None:
    text = "[" * 50_000 + "]" * 50_000
    assert parse(text + "\n\n[a]: b\n").root.children[0].plain() == text
    assert len(found("> " * 20_000 + "a", "quote")) == 100


def test_a_line_of_two_million_characters() -> None:
    text = "- [a](b) " + "word " * 400_000
    assert links(text) == [("b", "a")]
