"""XML from strangers."""

from __future__ import annotations

import pytest

from awesome_lint.net.xml import parse_xml


def test_names_carry_their_namespace() -> None:
    root = parse_xml(
        b'<feed xmlns="http://example.org/a" xmlns:b="http://example.org/b"><b:c d="e">f &amp; g</b:c></feed>'
    )
    assert root is not None
    assert root.tag == "{http://example.org/a}feed"
    assert root[0].tag == "{http://example.org/b}c"
    assert (root[0].text, root[0].attrib) == ("f & g", {"d": "e"})


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"plain",
        b"<a>",
        b"<a></b>",
        b"<a/><b/>",
        b"<a>&unknown;</a>",
        b"<a>" * 65 + b"</a>" * 65,
        b"<a>" * 100_000,
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><a>&c;</a>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="nonesuch"?><a/>',
        b"<a>\x00</a>",
        b"<a b='1' b='2'/>",
    ],
)
def test_what_is_not_plain_xml_is_refused(document: bytes) -> None:
    assert parse_xml(document) is None
