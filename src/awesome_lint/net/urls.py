"""Addresses as they are asked."""

from __future__ import annotations

import re

import httpx

from awesome_lint.knowledge.hosts import split_url
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_LONGEST = 16_384  # characters of an address
_NAME = pattern(r"(?=.{1,254}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?$", re.IGNORECASE)
_ADDRESS = pattern(r"[0-9a-f:.]+$", re.IGNORECASE)
_PLAIN = pattern(
    r"(https?)://([a-z0-9.-]+)(?::(\d{1,5}))?((?:[/?](?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?)(?:#.*)?$",
    re.ASCII,
)
_PORTS = {"http": 80, "https": 443}
_CONTROL = pattern(r"[\x00-\x20\x7f]")


class BadUrl(ValueError):
    """What cannot be asked."""


class Url(NamedTuple):
    """An address as it is asked: `host` in ASCII, `text` without a fragment."""

    scheme: str
    host: str
    port: int
    target: str
    text: str

    @property
    def own_port(self) -> int | None:
        """The port where it is not the usual one."""
        return None if self.port == _PORTS[self.scheme] else self.port

    @property
    def place(self) -> str:
        """What `Host` says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" if self.own_port else host


def parse_url(text: str, base: Url | None = None) -> Url:
    """An address that can be asked; `base`: what it may be relative to."""
    text = text.strip()
    if len(text) > _LONGEST:
        raise BadUrl("its address is too long")
    if (plain := _PLAIN.match(text)) is not None and "/." not in text:  # as most are; the rest takes longer
        scheme, host, digits, target = plain.groups()
        port = int(digits) if digits else _PORTS[scheme]
        if 0 < port < 65_536 and _NAME.match(host):
            path = target if target.startswith("/") else f"/{target}"
            place = host if port == _PORTS[scheme] else f"{host}:{port}"
            return Url(scheme, host, port, path, f"{scheme}://{place}{path}")
    if _CONTROL.search(text):
        text = _CONTROL.sub(lambda found: f"%{ord(found[0]):02X}", text)
    try:
        url = httpx.URL(base.text).join(text) if base is not None else httpx.URL(text)
        scheme, name, given = url.scheme, url.raw_host.decode("ascii"), url.port
        target = url.raw_path.decode("ascii")
        whole = str(url).partition("#")[0]
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise BadUrl("it is no web address") from None
    if scheme not in _PORTS:
        raise BadUrl("only http and https are asked")
    if url.userinfo:
        raise BadUrl("it holds a user name")
    if not name or not (_NAME.match(name) or (":" in name and _ADDRESS.match(name))):
        raise BadUrl("its host cannot be one")
    if given is not None and not 0 < given < 65_536:
        raise BadUrl("its port cannot be one")
    return Url(scheme, name, given or _PORTS[scheme], target, whole)


def host_in(url: str) -> str:
    """The host of an address, as far as it has one; with `www.`."""
    address = split_url(url.strip())
    return "" if address is None else ("www." if address.www else "") + address.host
