"""Raw HTML as nodes."""

from __future__ import annotations

import pytest

from awesome_lint.markdown import Node
from tests.markdown.support import blocks, found, links, only, parse


def tree(node: Node) -> list[object]:
    """Kind (with the HTML name), text and children of all below a node."""
    return [
        (child.kind + (f"<{child.data['html']}>" if "html" in child.data else ""), child.text, *tree(child))
        for child in node.children
    ]


def test_a_link_wraps_markdown() -> None:
    text = 'x <a href="u?a=b&amp;c&region=d" title="t">**b** c</a> y'
    link = only(text, "link")
    assert link.data["url"] == "u?a=b&c&region=d"
    assert (link.data["title"], link.data["form"], link.data["html"]) == ("t", "html", "a")
    assert text[slice(*link.data["url_span"])] == "u?a=b&amp;c&region=d"
    assert text[slice(*link.data["label_span"])] == "**b** c"
    assert [child.kind for child in link.children] == ["strong", "text"]


def test_markdown_links_work_beside_html_links() -> None:
    assert links("<a href='u'>a</a> [b](c) <a name='n'> [d](e)") == [("u", "a"), ("c", "b"), ("e", "d")]


def test_a_bare_address_in_an_html_link_is_its_text() -> None:
    assert links("<a href=u>see **http://x.org**</a>") == [("u", "see http://x.org")]


def test_images_and_breaks() -> None:
    text = "a<br/>b<BR>c <img src=i.png alt='d &lt; e' width=\"3\"> </br>"
    assert [text[node.start : node.end] for node in found(text, "hardbreak")] == ["<br/>", "<BR>", "</br>"]
    image = only(text, "image")
    assert image.data["url"] == "i.png"
    assert image.data["attributes"] == {"src": "i.png", "alt": "d < e", "width": "3"}
    assert "".join(child.text for child in image.children) == "d < e"
    assert text[slice(*image.data["url_span"])] == "i.png"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("b", "strong"), ("STRONG", "strong"), ("i", "emphasis"), ("em", "emphasis"), ("del", "strike"), ("s", "strike")],
)
def test_elements_with_a_word_in_markdown(name: str, kind: str) -> None:
    node = only(f"x <{name}>a [b](c)</{name}>", kind)
    assert node.data == {"html": name.lower(), "attributes": {}}
    assert node.plain() == "a b"


def test_code_elements_say_their_text() -> None:
    code = only("x <code>a <b>b</b> &lt;</code>", "code")
    assert (code.text, code.plain()) == ("a b <", "a b <")


def test_other_elements() -> None:
    text = 'a<sup>2</sup> <span id="x"></span> <a name=top></a>'
    assert [(node.data["name"], node.plain()) for node in found(text, "element")] == [
        ("sup", "2"),
        ("span", ""),
        ("a", ""),
    ]
    assert found(text, "link") == []
    assert found(text, "element")[1].data["attributes"] == {"id": "x"}


def test_tags_without_a_partner_stay_tags() -> None:
    text = "x <b>a <i>b</b> c</u> <a href='u'>d **e</i>** <input type=checkbox disabled>"
    assert [(node.data["name"], node.data["closing"]) for node in found(text, "tag")] == [
        ("i", False),
        ("u", True),
        ("a", False),
        ("i", True),
        ("input", False),
    ]
    assert [(node.plain(), node.data.get("html")) for node in found(text, "strong")] == [("a b", "b"), ("e", None)]
    opening = found(text, "tag")[2]
    assert text[slice(*opening.data["url_span"])] == "u"


def test_a_rule_in_a_line_is_a_tag() -> None:
    assert only("a <hr/> b", "tag").data == {"name": "hr", "closing": False, "html": "hr", "attributes": {}}


def test_entities_in_a_block() -> None:
    (node,) = found("<p>a &nosuch; &lt; b&\n</p>\n", "paragraph")
    said = [(child.kind, child.text) for child in node.children]
    assert said == [("text", "a &nosuch; "), ("entity", "<"), ("text", " b&")]


def test_details_open_in_one_block_and_close_in_another() -> None:
    text = "<details open>\n<summary>More <i>x</i></summary>\n\n- a\n\n</details>\n"
    assert [(node.data["name"], node.data["closing"]) for node in found(text, "tag")] == [
        ("details", False),
        ("details", True),
    ]
    summary = only(text, "summary")
    assert summary.plain() == "More x"
    assert text[summary.start : summary.end] == "<summary>More <i>x</i></summary>"
    assert only("<details>\n<summary>a</summary>\nb\n</details>\n", "element").data["name"] == "details"


def test_a_table() -> None:
    text = (
        "<table>\n <thead><tr><th>Title</th><th>Link</th></tr></thead>\n <tbody>\n"
        '  <tr><td>\n A &amp; B\n </td>\n    <td><a href="http://x.org">pdf</a><br><a href=u>code</a></td>\n'
        "  </tr>\n  <tr><td>C<td>\n </tbody>\n</table>\n"
    )
    table = only(text, "table")
    assert [row.data["header"] for row in table.children] == [True, False, False]
    assert [[cell.plain() for cell in row.children] for row in table.children] == [
        ["Title", "Link"],
        ["A & B", "pdf code"],
        ["C", ""],
    ]
    assert links(text) == [("http://x.org", "pdf"), ("u", "code")]
    assert text[slice(*found(text, "link")[0].data["url_span"])] == "http://x.org"
    assert text[table.start : table.end] + "\n" == text


def test_a_table_whose_block_ends_early_leaves_tags() -> None:
    text = "<table>\n<tr><td>\n\n[a](b)\n\n</td></tr>\n</table>\n"
    assert blocks(text)[1] == "paragraph 'a'"
    assert [node.data["name"] for node in found(text, "tag")] == ["table", "tr", "td", "td", "tr", "table"]


def test_lists_in_html_hold_paragraphs() -> None:
    text = '<ol start="4">\n<li>a <b>b</b>\n<li><p>c</p><ul><li>d</li></ul>\n</ol>\n'
    outer, inner = found(text, "list")
    assert [(node.data["ordered"], node.data["first"]) for node in (outer, inner)] == [(True, 4), (False, None)]
    assert blocks(text)[1:] == [
        "  list",
        "    item",
        "      paragraph 'a b'",
        "    item",
        "      paragraph 'c'",
        "      list",
        "        item",
        "          paragraph 'd'",
    ]
    assert {text[slice(*item.data["marker"])] for item in found(text, "item")} == {"<li>"}


def test_headings_paragraphs_quotes_and_rules() -> None:
    text = '<h2 align="center"> Hi<br>x </h2>\n<p>a\n<p>b\n<blockquote>c</blockquote>\n<hr>\n<p>d</p>\n'
    assert [child.kind for child in parse(text).root.children[0].children if child.kind != "softbreak"] == [
        "heading",
        "paragraph",
        "paragraph",
        "quote",
        "thematic_break",
        "paragraph",
    ]
    assert only(text, "heading").data["level"] == 2
    assert [node.plain() for node in found(text, "paragraph")] == ["a", "b", "c", "d"]


def test_comments_end_at_their_mark() -> None:
    text = "<!-- a\n\n# b\n-->\nc\n"
    assert only(text, "comment").text == " a\n\n# b\n"
    assert blocks(text) == ["html_block", "paragraph 'c'"]
    assert only("<!-- a\n\nb\n\n\n", "comment").text == " a\n\nb"


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("<script>\na\n\nb</script> c\n\nd\n", "<script>\na\n\nb</script> c"),
        ("<?p\n\n?>\nd\n", "<?p\n\n?>"),
        ("<!DOCTYPE\n\nhtml>\nd\n", "<!DOCTYPE\n\nhtml>"),
        ("<![CDATA[\n\n]]>\nd\n", "<![CDATA[\n\n]]>"),
        ("  <div>\n  *a*\n\nd\n", "<div>\n  *a*"),
        ("<made-up a='b'>\n*a*\n\nd\n", "<made-up a='b'>\n*a*"),
        ("</b >\nx\n\nd\n", "</b >\nx"),
    ],
)
def test_where_html_blocks_end(text: str, raw: str) -> None:
    block = only(text, "html_block")
    assert (block.text, text[block.start : block.end]) == (raw, raw)
    assert blocks(text)[-1] == "paragraph 'd'"


def test_an_inline_tag_alone_on_its_line_interrupts_no_paragraph() -> None:
    assert blocks("a\n<span>\nb\n") == ["paragraph 'a  b'"]
    assert blocks("a\n<div>\nb\n")[0] == "paragraph 'a'"


def test_html_in_a_quote_is_read_without_the_quote_s_marks() -> None:
    text = '> <p align="center">\n>   <a href="x\n>   y">a\n>   b</a>\n> </p>\n'
    link = only(text, "link")
    assert link.data["url"] == "xy"
    assert text[slice(*link.data["label_span"])] == "a\n>   b"
    assert only(text, "html_block").text == '<p align="center">\n  <a href="x\n  y">a\n  b</a>\n</p>'


def test_attributes_unquoted_empty_and_repeated() -> None:
    (node,) = found("<div a=1 b c='' A=2 d=/x/y>\n</div>\n", "element")
    assert node.data["attributes"] == {"a": "1", "b": "", "c": "", "d": "/x/y"}


def test_elements_nested_too_deep_stay_tags() -> None:
    text = "x " + "<b>" * 150 + "</b>" * 150
    assert len(found(text, "strong")) == 100
    assert len(found(text, "tag")) == 100


def test_trees_of_small_blocks() -> None:
    assert tree(parse("<dl><dt>a<dd>b</dl>\n").root.children[0]) == [
        ("element<dl>", "", ("element<dt>", "", ("text", "a")), ("element<dd>", "", ("text", "b")))
    ]
    assert tree(parse("<td>a<td>b\n").root.children[0]) == [
        ("cell<td>", "", ("text", "a")),
        ("tag<td>", "td"),
        ("text", "b"),
    ]
