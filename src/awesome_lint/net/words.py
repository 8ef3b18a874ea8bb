"""What strangers say, as words of one line: titles, venues, names, comments."""

from __future__ import annotations

from awesome_lint.patterns import pattern

# Controls, ends of lines, overrides of the bidirectional algorithm, surrogates.
UNSAFE = pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""A character that no title and no name holds: it would move a terminal, hide text, or could not be written at all."""

SURROGATE = pattern(r"[\ud800-\udfff]")
"""Half a character, which no encoding can write."""

_MARK = pattern(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """A text with its white space folded, without what is `UNSAFE` in it; halves of characters become U+FFFD."""
    if not text.isprintable():
        text = SURROGATE.sub("\ufffd", _MARK.sub("", text))
    return " ".join(text.split())
