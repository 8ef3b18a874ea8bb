"""Text from a stranger's list, made harmless for a terminal."""

from __future__ import annotations

import re

# C0 and C1 controls, soft hyphen aside; marks and overrides of the bidirectional algorithm; line and paragraph
# separators; the byte order mark; surrogates, which stand for undecodable bytes of a file name.
_RISKY = "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
_RISKY_IN_JSON = _RISKY.replace("\x00-\x1f", "")


def printable(text: str) -> str:
    r"""`text` on one line, with control characters written as `\x1b` or `\u202e`."""
    return re.sub(_RISKY, _escape, text) if not text.isprintable() else text


def printable_json(text: str) -> str:
    r"""JSON text with the same characters as `\u001b`, which means the same: outside strings JSON has none of them."""
    return re.sub(_RISKY_IN_JSON, lambda found: f"\\u{ord(found[0]):04x}", text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
