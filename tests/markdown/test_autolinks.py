"""Bare addresses in running text, as GitHub links them."""

from __future__ import annotations

import pytest

from tests.markdown.support import found, links


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see http://x.org.", "http://x.org"),
        ("https://x.org/a_b?c=d&e=f#g, more", "https://x.org/a_b?c=d&e=f#g"),
        ("(https://x.org/a_(b))", "https://x.org/a_(b)"),
        ("https://x.org/a(b", "https://x.org/a(b"),
        ("https://x.org/a)b)", "https://x.org/a)b"),
        ("HTTPS://X.org!?", "HTTPS://X.org"),
        ("ftp://x.org/a", "ftp://x.org/a"),
        ("http://x.org&amp;b;", "http://x.org&amp;b"),
        ("http://x.org/a&copy;", "http://x.org/a"),
        ("http://x.org/a&1;", "http://x.org/a&1"),
        ("http://x.org<br>", "http://x.org"),
        ("'http://x.org'", "http://x.org"),
        ("http://localhost:80/a", "http://localhost:80/a"),
        ("论文：http://x.org/中文。b", "http://x.org/中文。b"),
        ("http://例え.org/a", "http://例え.org/a"),
        ("http://a_b.x.org/c", "http://a_b.x.org/c"),
        ("http://x.org/a;)", "http://x.org/a"),
        ("**http://x.org/**", "http://x.org/"),
        ("a~http://x.org/~b", "http://x.org/~b"),
    ],
)
def test_addresses_with_a_scheme(text: str, address: str) -> None:
    (link,) = found(text, "link")
    assert (link.data["url"], link.data["form"]) == (address, "bare")
    assert text[link.start : link.end] == address == link.plain()
    assert link.data["label_span"] == link.data["url_span"] == link.span


@pytest.mark.parametrize(
    "text",
    [
        "http:// x",
        "xhttp://a.org",
        "http://.",
        "http://“a",
        "mailto://a.org",
        "http://a_b.c_d e",
        "`http://a.org`",
        "\\http:x",
        "://a.org",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert found(text, "link") == []


@pytest.mark.parametrize("text", ["[http://a.org", "[x http://a.org] y", "[http://a.org](b c)"])
def test_inside_an_open_bracket_nothing_is_linked(text: str) -> None:
    assert found(text, "link") == []


def test_after_a_bracket_that_was_closed_addresses_are_linked() -> None:
    assert links("[x] http://a.org") == [("http://a.org", "http://a.org")]


def test_an_address_in_a_link_s_text_stays_text() -> None:
    assert links("[http://a.org](b)") == [("b", "http://a.org")]


@pytest.mark.parametrize(
    ("text", "address"),
    [("www.x.org/a.", "www.x.org/a"), ("(www.x.org)", "www.x.org"), ("*www.x.org*", "www.x.org"), ("www.x", "www.x")],
)
def test_addresses_that_begin_with_www(text: str, address: str) -> None:
    assert links(text) == [("http://" + address, address)]


@pytest.mark.parametrize("text", ["awww.x.org", "www.", "www.a_b.c d", "/www.x.org"])
def test_www_in_the_middle_or_without_a_host(text: str) -> None:
    assert found(text, "link") == []


@pytest.mark.parametrize(
    ("text", "url", "said"),
    [
        ("a.b+c_d-e@x-y.org.", "mailto:a.b+c_d-e@x-y.org", "a.b+c_d-e@x-y.org"),
        ("(me@x.org, x)", "mailto:me@x.org", "me@x.org"),
        ("mailto:me@x.org", "mailto:me@x.org", "mailto:me@x.org"),
        ("xmpp:me@x.org", "xmpp:me@x.org", "xmpp:me@x.org"),
        ("**me@x.org**", "mailto:me@x.org", "me@x.org"),
    ],
)
def test_mail_addresses(text: str, url: str, said: str) -> None:
    (link,) = found(text, "link")
    assert (link.data["url"], link.plain()) == (url, said)
    assert text[link.start : link.end] == said


@pytest.mark.parametrize(
    "text", ["me@x", "@x.org", "me@x.org-", "me@x.org_", "me@x.o1", "me@@x.org", "a@b.org@c", "[me@x.org](b)"]
)
def test_what_is_no_mail_address(text: str) -> None:
    assert [link for link in found(text, "link") if link.data["form"] == "bare"] == []


def test_escapes_and_entities_in_a_mail_address() -> None:
    text = "x a\\_b&#46;c@d.org &lt;e\\-f@g.org&gt;"
    first, second = found(text, "link")
    assert (first.data["url"], first.plain()) == ("mailto:a_b.c@d.org", "a_b.c@d.org")
    assert [text[child.start : child.end] for child in first.children] == ["a", "\\_", "b", "&#46;", "c@d.org"]
    assert text[second.start : second.end] == "e\\-f@g.org"


def test_several_mail_addresses_in_one_text() -> None:
    assert links("a@b.org and c@d.org, e") == [("mailto:a@b.org", "a@b.org"), ("mailto:c@d.org", "c@d.org")]
    assert links("a@b.org") == [("mailto:a@b.org", "a@b.org")]
