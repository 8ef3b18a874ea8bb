"""What strangers say, in one line."""

from __future__ import annotations

import pytest

from awesome_lint.net.words import UNSAFE, plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A  Title\n of\tLines", "A Title of Lines"),
        ("Naïve Über-Gates, 门", "Naïve Über-Gates, 门"),
        ("\x1b[31mRed\x07\x00", "[31mRed"),
        ("Right\u202e to left\u2069", "Right to left"),
        ("One\u2028Two\x85Three\u00a0Four", "One Two Three Four"),
        ("Half \ud83d a face", "Half \ufffd a face"),
        ("", ""),
    ],
)
def test_words_are_plain(text: str, words: str) -> None:
    assert plain(text) == words
    assert not UNSAFE.search(plain(text))
