"""Headings, paragraphs, quotes, code and definitions: what they are and where."""

from __future__ import annotations

import pytest

from tests.markdown.support import blocks, found, links, only, parse


def slices(text: str, kind: str) -> list[str]:
    return [text[node.start : node.end] for node in found(text, kind)]


@pytest.mark.parametrize(
    ("text", "level", "said", "source"),
    [
        ("# One\n", 1, "One", "# One"),
        ("   ###### Six ##  \n", 6, "Six", "###### Six ##"),
        ("## a # b\n", 2, "a # b", "## a # b"),
        ("# a#\n", 1, "a#", "# a#"),
        ("## ##\n", 2, "", "## ##"),
        ("#\n", 1, "", "#"),
        ("Two\nlines\n===\n", 1, "Two lines", "Two\nlines\n==="),
        ("Two\n --- \n", 2, "Two", "Two\n ---"),
    ],
)
def test_headings(text: str, level: int, said: str, source: str) -> None:
    heading = only(text, "heading")
    assert heading.data == {"level": level, "setext": "\n" in source}
    assert heading.plain() == said
    assert text[heading.start : heading.end] == source


@pytest.mark.parametrize("text", ["#no\n", "####### seven\n", "\\# escaped\n", "    # code\n"])
def test_what_is_no_heading(text: str) -> None:
    assert found(text, "heading") == []


def test_a_paragraph_ends_at_its_text() -> None:
    text = "  one  \n   two \t\n\nthree"
    assert slices(text, "paragraph") == ["one  \n   two", "three"]
    assert slices(text, "hardbreak") == ["  \n   "]


def test_a_lazy_line_belongs_to_the_quote() -> None:
    text = "> a\nb\n\nc\n"
    assert blocks(text) == ["quote", "  paragraph 'a b'", "paragraph 'c'"]
    assert slices(text, "quote") == ["> a\nb"]


def test_a_quote_ends_with_its_last_marked_line() -> None:
    assert slices("> a\n>\n> \n\nb\n", "quote") == ["> a\n>\n>"]


def test_fenced_code() -> None:
    text = "~~~ py title=&amp;\n# no heading\n\n ~~~\n"
    code = only(text, "code_block")
    assert (code.text, code.data["info"]) == ("# no heading\n\n", "py title=&")
    assert text[code.start : code.end] == "~~~ py title=&amp;\n# no heading\n\n ~~~"


def test_a_fence_without_end_runs_on() -> None:
    assert only("```\na\n``\n```b\n", "code_block").text == "a\n``\n```b\n"


def test_indented_code_keeps_inner_blank_lines_and_drops_the_last() -> None:
    text = "    a\n\n      b\n\nc\n"
    code = only(text, "code_block")
    assert code.text == "a\n\n  b\n"
    assert text[code.start : code.end] == "a\n\n      b"


@pytest.mark.parametrize(
    ("text", "code"),
    [("\ta\n", "a\n"), ("  \ta\n", "a\n"), (">\t\ta\n", "  a\n"), ("-\t\ta\n", "  a\n"), ("- a\n\n\t  \tb\n", "\tb\n")],
)
def test_tabs_count_to_the_next_stop(text: str, code: str) -> None:
    assert only(text, "code_block").text == code


def test_thematic_breaks_are_not_items() -> None:
    text = "* * *\n - - - \n___\n--\n"
    assert slices(text, "thematic_break") == ["* * *", "- - -", "___"]
    assert blocks(text)[-1] == "paragraph '--'"


def test_definitions_wherever_they_stand() -> None:
    text = "[A]: <http://x.org/a b> 'T'\n[a]: other\n\n- x\n\n  [B  c]:\n  /u\\_v&amp;w\n\n[a] [b C][] [no]\n"
    tree = parse(text)
    first, again, inner = tree.definitions
    assert (first.data["label"], first.data["key"], first.data["url"], first.data["title"]) == (
        "A",
        "A",
        "http://x.org/a b",
        "T",
    )
    assert text[first.start : first.end] == "[A]: <http://x.org/a b> 'T'"
    assert text[slice(*first.data["url_span"])] == "http://x.org/a b"
    assert text[slice(*first.data["label_span"])] == "A"
    assert (again.data["key"], again.data["url"]) == ("A", "other")
    assert (inner.data["key"], inner.data["url"]) == ("B C", "/u_v&w")
    assert text[slice(*inner.data["url_span"])] == "/u\\_v&amp;w"
    assert links(text) == [("http://x.org/a b", "a"), ("/u_v&w", "b C")]
    assert tree.uses == {"A": 1, "B C": 1}


@pytest.mark.parametrize("text", ["[a]: \n", "[a]: b c\n", "[ ]: b\n", "[a] : b\n", "[a]: <b>c\n", "x\n[a]: b\n"])
def test_what_is_no_definition(text: str) -> None:
    assert parse(text).definitions == []


def test_a_definition_s_title_may_stand_on_the_next_line_or_not_be_one() -> None:
    (definition,) = parse("[a]: b\n 'two\n lines'\n").definitions
    assert definition.data["title"] == "two\nlines"
    tree = parse("[a]: b\n'no' title\n")
    assert tree.definitions[0].data["title"] is None
    assert blocks("[a]: b\n'no' title\n") == ["definition", "paragraph \"'no' title\""]


def test_definitions_before_an_underline() -> None:
    assert blocks("[a]: b\n===\n[a]\n") == ["definition", "paragraph '=== a'"]
    assert blocks("[a]: b\nT\n===\n") == ["definition", "heading 'T'"]


def test_a_comment_definition_is_a_definition() -> None:
    (definition,) = parse("[//]: # (a comment)\n").definitions
    assert (definition.data["url"], definition.data["title"]) == ("#", "a comment")


def test_footnotes() -> None:
    text = "a[^One] ![^one] b[^two]\n\n[^one]: First\n    more\n\n    > quote\n\nafter\n"
    references = found(text, "footnote_reference")
    assert [text[node.start : node.end] for node in references] == ["[^One]", "[^one]"]
    assert references[0].data["label"] == "One"
    assert blocks(text)[1:] == [
        "footnote",
        "  paragraph 'First more'",
        "  quote",
        "    paragraph 'quote'",
        "paragraph 'after'",
    ]
    assert only(text, "footnote").data == {"label": "one"}
    assert found(text, "paragraph")[0].plain() == "a ! b[^two]"


def test_a_text_without_characters_and_one_without_text() -> None:
    assert parse("").root.children == []
    assert parse("\ufeff").root.end == 1
    assert parse(" \n\t\n").root.children == []


def test_offsets_count_the_byte_order_mark_and_carriage_returns() -> None:
    text = "\ufeff# a\r\n\rb\r\n"
    assert slices(text, "heading") == ["# a"]
    assert slices(text, "paragraph") == ["b"]
    assert found(text, "heading")[0].start == 1
