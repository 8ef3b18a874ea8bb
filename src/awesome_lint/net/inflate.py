"""Compressed bodies, piece by piece: a few bytes of a stranger's can stand for gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

ACCEPTED = "gzip, deflate"
"""What is asked for, as `Accept-Encoding` has it."""

_KNOWN = frozenset({"gzip", "x-gzip", "deflate"})
_NONE = frozenset({"", "identity"})


def is_known(encoding: str) -> bool:
    """Whether a body with this `Content-Encoding` can be read."""
    return encoding.strip().lower() in _KNOWN | _NONE


def inflater(encoding: str) -> Callable[[bytes, int], bytes] | None:
    """What decompresses pieces of a body into at most so many bytes (at least 1); None where it is not compressed.

    A piece that would become more than that is cut off there, so whoever gets as much as was allowed should stop.
    What cannot be decompressed becomes nothing.
    """
    encoding = encoding.strip().lower()
    if encoding in _NONE:
        return None
    if encoding not in _KNOWN:
        return lambda piece, most: b""
    inflate: list[Any] = [zlib.decompressobj(zlib.MAX_WBITS | 32)]

    def pieces(piece: bytes, most: int) -> bytes:
        try:
            return bytes(inflate[0].decompress(piece, most))
        except zlib.error:
            if encoding == "deflate" and len(inflate) == 1:  # some send it without its usual frame
                inflate.insert(0, zlib.decompressobj(-zlib.MAX_WBITS))
                return pieces(piece, most)
            return b""

    return pieces
