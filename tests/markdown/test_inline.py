"""Emphasis, code, breaks, escapes and entities."""

from __future__ import annotations

import pytest

from tests.markdown.support import found, only, parse


def kinds(text: str) -> list[str]:
    """The inline nodes of a paragraph with their sources."""
    return [f"{node.kind} {text[node.start : node.end]!r}" for node in parse(text).root.children[0].children]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* **b** ~~c~~ ~d~", {"emphasis": ["*a*"], "strong": ["**b**"], "strike": ["~~c~~", "~d~"]}),
        ("***a***", {"emphasis": ["***a***"], "strong": ["**a**"]}),
        ("**a *b***", {"strong": ["**a *b***"], "emphasis": ["*b*"]}),
        ("_a_b_ c_d_e", {"emphasis": ["_a_b_"]}),
        ("__init__ and __a b__", {"strong": ["__init__", "__a b__"]}),
        ("*a", {}),
        ("a * b *", {}),
        ("** a**", {}),
        ("x ~~~a~~~", {}),
        ("~a~~", {}),
        ("**[a](b)**：c", {"strong": ["**[a](b)**"]}),
        ("**a（b）**c", {}),
        ("**a（b）** c", {"strong": ["**a（b）**"]}),
        ("*[a*](b)", {}),
        ("*a `*` b*", {"emphasis": ["*a `*` b*"]}),
    ],
)
def test_emphasis(text: str, expected: dict[str, list[str]]) -> None:
    nodes = {
        kind: [text[node.start : node.end] for node in found(text, kind)] for kind in ("emphasis", "strong", "strike")
    }
    assert {kind: sources for kind, sources in nodes.items() if sources} == expected


def test_what_emphasis_holds() -> None:
    strong = only("x **a *b* [c](d)** y", "strong")
    assert [child.kind for child in strong.children] == ["text", "emphasis", "text", "link"]
    assert strong.plain() == "a b c"


def test_unmatched_delimiters_and_brackets_are_part_of_one_text() -> None:
    assert kinds("[ECCV 2022] a_b **c [d] ![e] `f") == ["text '[ECCV 2022] a_b **c [d] ![e] `f'"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("`a`", "a"),
        ("`` a`b ``", "a`b"),
        ("` `` `", "``"),
        ("`  `", "  "),
        ("` a`", " a"),
        ("`a\\`", "a\\"),
        ("`a\n  b`", "a b"),
        ("`&amp;<b>[x](y)`", "&amp;<b>[x](y)"),
    ],
)
def test_code(text: str, said: str) -> None:
    code = only("x " + text + " y", "code")
    assert code.text == said
    assert (code.start, code.end) == (2, 2 + len(text))


def test_code_needs_a_closing_run_of_its_length() -> None:
    assert found("`a`` ```b", "code") == []
    assert only("``a` b` c``", "code").text == "a` b` c"


def test_breaks() -> None:
    assert kinds("a\nb  \nc\\\n  d \ne") == [
        "text 'a'",
        "softbreak '\\n'",
        "text 'b'",
        "hardbreak '  \\n'",
        "text 'c'",
        "hardbreak '\\\\\\n  '",
        "text 'd'",
        "softbreak ' \\n'",
        "text 'e'",
    ]


def test_escapes_and_entities() -> None:
    text = "\\[a\\] \\é &amp; &#38; &#x4E2D; &eacute; &nosuch; &copy &#0; &#xD800;"
    assert [(text[n.start : n.end], n.text) for n in found(text, "escape")] == [("\\[", "["), ("\\]", "]")]
    assert [(text[n.start : n.end], n.text) for n in found(text, "entity")] == [
        ("&amp;", "&"),
        ("&#38;", "&"),
        ("&#x4E2D;", "中"),
        ("&eacute;", "é"),
        ("&#0;", "\ufffd"),
        ("&#xD800;", "\ufffd"),
    ]
    assert parse(text).root.children[0].plain() == "[a] \\é & & 中 é &nosuch; &copy \ufffd \ufffd"


def test_no_break_spaces_are_text() -> None:
    (paragraph,) = parse("\u00a0a\u00a0\n\u3000b\u3000").root.children
    assert paragraph.plain() == "\u00a0a\u00a0 \u3000b\u3000"


def test_comments_and_declarations_in_a_line() -> None:
    text = "a <!-- x -- y --> <!--> <!---> <?p q?> <!D e> <![CDATA[ f ]]> <!-- g"
    assert [node.text for node in found(text, "comment")] == [" x -- y ", "", ""]
    assert [node.text for node in found(text, "tag")] == ["?p q?", "!D e", "![CDATA[ f ]]"]
    assert parse(text).root.children[0].children[-1].text == " <!-- g"
