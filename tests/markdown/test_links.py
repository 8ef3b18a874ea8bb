"""Links and images: addresses, labels, references."""

from __future__ import annotations

import pytest

from tests.markdown.support import found, links, only, parse


@pytest.mark.parametrize(
    ("text", "url", "url_source", "title"),
    [
        ("[a](b)", "b", "b", None),
        ("[a]()", "", "", None),
        ("[a](<>)", "", "", None),
        ("[a]( b )", "b", "b", None),
        ("[a](\n  b\n  'c')", "b", "b", "c"),
        ('[a](b "c \\" d")', "b", "b", 'c " d'),
        ("[a](b (c))", "b", "b", "c"),
        ("[a](b 'c &amp; d')", "b", "b", "c & d"),
        ("[a](<b c>)", "b c", "b c", None),
        ("[a](< b\\>c >)", "b>c", " b\\>c ", None),
        ("[a](b(c)d(e(f)))", "b(c)d(e(f))", "b(c)d(e(f))", None),
        ("[a](b\\)c)", "b)c", "b\\)c", None),
        ("[a](b\\c)", "b\\c", "b\\c", None),
        ("[a](http://x.org/?a=b&region=c&copy=d)", "http://x.org/?a=b&region=c&copy=d", None, None),
        ("[a](http://x.org/?a=b&amp;c=d)", "http://x.org/?a=b&c=d", "http://x.org/?a=b&amp;c=d", None),
        ("[a](http://x.org/%20ä中)", "http://x.org/%20ä中", "http://x.org/%20ä中", None),
        ("[a](b*c_d`e)", "b*c_d`e", "b*c_d`e", None),
        ("[*a* `]` \\] [b]](c)", "c", "c", None),
    ],
)
def test_an_inline_link(text: str, url: str, url_source: str | None, title: str | None) -> None:
    link = only(f"x {text} y", "link")
    assert (link.data["url"], link.data["title"], link.data["form"]) == (url, title, "inline")
    assert f"x {text} y"[link.start : link.end] == text
    assert f"x {text} y"[slice(*link.data["url_span"])] == (url if url_source is None else url_source)
    label = f"x {text} y"[slice(*link.data["label_span"])]
    assert text.startswith(f"[{label}](")


@pytest.mark.parametrize(
    "text",
    [
        "[a](b c)",
        "[a] (b)",
        "[a](<b\nc>)",
        "[a](b 'c' d)",
        "[a](b",
        "\\[a](b)",
        "[a\\](b)",
        "[a](<b>c)",
        "`[a](b)`",
        "[a](b\n\nc)",
    ],
)
def test_what_is_no_link(text: str) -> None:
    assert found(text, "link") == []


def test_links_do_not_hold_links_but_images_do() -> None:
    assert links("[a [b](c) d](e)") == [("c", "b")]
    text = "[![a](b)](c) ![d [e](f)](g)"
    link, inner = found(text, "link")
    assert (link.data["url"], inner.data["url"]) == ("c", "f")
    assert [node.data["url"] for node in found(text, "image")] == ["b", "g"]
    assert link.plain() == ""


def test_brackets_around_links() -> None:
    text = "[[a](b)] [[c]](d) [[[e](f)]"
    assert links(text) == [("b", "a"), ("d", "[c]"), ("f", "e")]
    assert [text[node.start : node.end] for node in found(text, "link")] == ["[a](b)", "[[c]](d)", "[e](f)"]


def test_references_full_collapsed_and_shortcut() -> None:
    text = "[a][B c] [b  C][] ![b c] [b c] [x][no] [b c][no]\n\n[b C]: /u 't'\n"
    tree = parse(text)
    made = [node for node in tree.root.walk() if node.kind in ("link", "image")]
    assert [text[node.start : node.end] for node in made] == ["[a][B c]", "[b  C][]", "![b c]", "[b c]"]
    assert {(node.data["url"], node.data["title"], node.data["key"], node.data["form"]) for node in made} == {
        ("/u", "t", "B C", "reference")
    }
    assert {text[slice(*node.data["url_span"])] for node in made} == {"/u"}
    assert [text[slice(*node.data["label_span"])] for node in made] == ["a", "b  C", "b c", "b c"]
    assert tree.uses == {"B C": 4}


def test_labels_are_at_most_999_characters_long() -> None:
    for size, count in ((999, 2), (1000, 0)):
        label = "a" * size
        assert len(links(f"[{label}] [b][{label}]\n\n[{label}]: u\n")) == count
    assert links(f"[{'a' * 1000}]\n\n[b]: u\n") == []


def test_the_first_definition_of_a_label_counts() -> None:
    assert links("[a]\n\n[a]: one\n[A]: two\n") == [("one", "a")]


def test_a_reference_before_an_address_in_brackets() -> None:
    assert links("[a](b c)\n\n[a]: d\n") == [("d", "a")]
    assert links("[a][b](c)\n\n[a]: d\n") == [("c", "b")]


def test_references_in_containers_keep_their_places() -> None:
    text = "> - [one\n>   two][x] [x]:\n>\n>   [x]: <http://x.org/a>\n"
    link, short = found(text, "link")
    assert text[link.start : link.end] == "[one\n>   two][x]"
    assert text[slice(*link.data["label_span"])] == "one\n>   two"
    assert text[slice(*link.data["url_span"])] == text[slice(*short.data["url_span"])] == "http://x.org/a"


def test_autolinks() -> None:
    text = "<https://x.org/a?b=c&amp;d> <m@n.org> <made-up:x,y> <a b:c> <n@-m>"
    assert links(text) == [
        ("https://x.org/a?b=c&d", "https://x.org/a?b=c&d"),
        ("mailto:m@n.org", "m@n.org"),
        ("made-up:x,y", "made-up:x,y"),
    ]
    first = found(text, "link")[0]
    assert first.data["form"] == "autolink"
    assert text[slice(*first.data["label_span"])] == text[slice(*first.data["url_span"])] == "https://x.org/a?b=c&amp;d"
    assert links("<xy:a&nosuch;b>") == [("xy:a&nosuch;b", "xy:a&nosuch;b")]


def test_an_autolink_in_a_link_s_text_is_text() -> None:
    text = "[a <http://x.org> b](c)"
    assert links(text) == [("c", "a <http://x.org> b")]


def test_images() -> None:
    text = "![a *b* &amp; `c`](d 'e')"
    image = only(text, "image")
    assert [child.kind for child in image.children] == ["text", "emphasis", "text", "entity", "text", "code"]
    assert (image.data["url"], image.data["title"]) == ("d", "e")
    assert parse(text).root.plain() == ""
