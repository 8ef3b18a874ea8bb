"""What a node offers."""

from __future__ import annotations

from awesome_lint.markdown import Node, parse_markdown
from awesome_lint.source import Source, Span
from tests.markdown.support import only, parse


def test_walk_goes_in_document_order() -> None:
    text = "# a *b*\n\n- c [d](e)\n"
    kinds = [node.kind for node in parse(text).root.walk()]
    assert kinds == [
        *("document", "heading", "text", "emphasis", "text"),
        *("list", "item", "paragraph", "text", "link", "text"),
    ]


def test_plain_is_what_a_reader_sees() -> None:
    text = "*a* `b`  \n[c](d) ![e](f) &amp; \\* <!-- g --> <b>h</b><br>i <kbd>j</kbd> <u> http://x.org\n"
    assert only(text, "paragraph").plain() == "a b c  & *  h i j  http://x.org"
    assert only("`a`", "code").plain() == "a"
    assert only("![a](b)", "image").plain() == "a"


def test_span_and_representation() -> None:
    link = only("x [a](b)", "link")
    assert link.span == Span(2, 8)
    assert repr(link) == "Node('link', 2, 8, 1 children)"
    assert repr(Node("text", 0, 1, text="a")) == "Node('text', 0, 1, 'a')"
    assert repr(Node("softbreak", 0, 1)) == "Node('softbreak', 0, 1)"


def test_a_source_without_a_path_is_enough() -> None:
    assert parse_markdown(Source("a")).root.plain() == "a"


def test_plain_of_a_node_nested_deeper_than_python_recurses() -> None:
    node = Node("text", 0, 1, text="a")
    for _ in range(5000):
        node = Node("emphasis", 0, 1, [node])
    assert node.plain() == "a"
    assert sum(1 for _ in node.walk()) == 5001
