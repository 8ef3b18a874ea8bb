"""Cookies as far as one chain of redirects needs them."""

from __future__ import annotations

from collections.abc import Iterable

_COOKIES = 60  # of one chain of redirects


class Cookies:
    """Cookies as far as a chain of redirects needs them: kept by host, sent to it and, where it says so, below it."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[str, bool, bool]] = {}  # value, below the host too, https only

    def keep(self, host: str, headers: Iterable[tuple[bytes, bytes]]) -> None:
        for header, data in headers:
            if len(header) != 10 or header.lower() != b"set-cookie" or len(data) > 4096:
                continue
            pair, *parts = data.decode("latin-1").split(";")
            name, found, value = pair.strip().partition("=")
            if not found or not name:
                continue
            attributes = {key.strip().lower(): text.strip() for key, _, text in (part.partition("=") for part in parts)}
            domain = attributes.get("domain", "").lstrip(".").lower()
            wide = bool(domain) and "." in domain and (host == domain or host.endswith("." + domain))
            key = (domain if wide else host, name)
            if attributes.get("max-age", "1").startswith(("0", "-")):
                self._known.pop(key, None)
            elif key in self._known or len(self._known) < _COOKIES:
                self._known[key] = (value.strip(), wide, "secure" in attributes)

    def header(self, host: str, secure: bool) -> bytes:
        if not self._known:
            return b""
        return "; ".join(
            f"{name}={value}"
            for (domain, name), (value, wide, only_secure) in self._known.items()
            if (host == domain or (wide and host.endswith("." + domain))) and (secure or not only_secure)
        ).encode("latin-1")

    def state(self) -> str:
        return repr(self._known) if self._known else ""
