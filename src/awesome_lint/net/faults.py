"""What went wrong on the way to a host, in one word and in words for people."""

from __future__ import annotations

import errno
import ssl
from collections.abc import Iterator

import httpcore

from awesome_lint.records import NamedTuple


class Fault(NamedTuple):
    """`kind` as in `KINDS` of `model.evidence`, `reason` in words. `final`: to ask again would not help."""

    kind: str
    reason: str
    final: bool = False


class Unreached(httpcore.ConnectError):
    """A connection that was not made, or that must not be, and why."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.fault = Fault(kind, reason)


_CERTIFICATES = {
    9: Fault("tls", "its certificate is not valid yet"),
    10: Fault("tls-expired", "its certificate has expired"),
    18: Fault("tls-self-signed", "its certificate is self-signed"),
    19: Fault("tls-self-signed", "its certificate is self-signed, by an authority of its own"),
    20: Fault("tls-incomplete", "its chain of certificates is incomplete"),
    21: Fault("tls-incomplete", "its chain of certificates is incomplete"),
    23: Fault("tls", "its certificate was revoked"),
    62: Fault("tls-name", "its certificate is for another host"),
    64: Fault("tls-name", "its certificate is for another address"),
}
_TLS_WORDS = {
    "WRONG_VERSION_NUMBER": "speaks no TLS there",
    "HTTP_REQUEST": "speaks no TLS there",
    "UNSUPPORTED_PROTOCOL": "speaks only an outdated TLS",
    "DH_KEY_TOO_SMALL": "uses keys that are too short",
    "EE_KEY_TOO_SMALL": "uses keys that are too short",
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED": "speaks only an outdated TLS",
}
_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})
_NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_RESET = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)


def fault(error: BaseException) -> Fault:
    """Why a request failed, from an exception of httpcore or httpx and those it was raised from.

    `undecided` where none of them says it.
    """
    errors = list(_causes(error))
    for one in errors:
        if isinstance(one, Unreached):
            return one.fault
    for one in errors:
        if isinstance(one, ssl.SSLCertVerificationError):
            return _CERTIFICATES.get(
                one.verify_code, Fault("tls", f"its certificate is not valid: {one.verify_message}")
            )
        if isinstance(one, ssl.SSLError):
            words = _TLS_WORDS.get(getattr(one, "reason", "") or "", "ends the TLS handshake")
            return Fault("tls", words)
    for one in errors:
        if isinstance(one, ConnectionRefusedError):
            return Fault("refused", "refuses connections")
        if isinstance(one, _RESET):
            return Fault("reset", "cuts the connection")
        if isinstance(one, OSError) and one.errno in _NO_ROOM:
            return Fault("undecided", "could not be asked: this machine has no room for another connection")
        if isinstance(one, OSError) and one.errno in _NO_ROUTE:
            return Fault("no-network", "there is no way to its address from here")
        if isinstance(one, OSError) and one.errno == errno.EHOSTUNREACH:
            return Fault("refused", "there is no way to its host")
    names = {type(one).__name__ for one in errors}  # httpx has its own classes with the names of httpcore's
    if any(name.endswith("Timeout") or name == "TimeoutError" for name in names):
        return Fault("timeout", "does not answer in time")
    if "ProxyError" in names:
        return Fault("undecided", f"the proxy does not ask it: {_plain(errors)}")
    if "RemoteProtocolError" in names:
        return _protocol(_plain(errors))
    if names & {"ReadError", "WriteError", "CloseError"}:
        return Fault("reset", "cuts the connection")
    if names & {"LocalProtocolError", "UnsupportedProtocol", "InvalidURL"}:
        return Fault("undecided", "its address cannot be asked")
    if "ConnectError" in names:
        return Fault("refused", "no connection can be made")
    return Fault("undecided", f"could not be asked ({type(error).__name__})")


def _protocol(message: str) -> Fault:
    message = message.lower()
    if "too long" in message or "too large" in message:
        return Fault("too-large", "sends headers without end")
    if "no http" in message:
        return Fault("protocol", "does not speak HTTP")
    if "without sending a response" in message:
        return Fault("reset", "cuts the connection without an answer")
    if "incomplete" in message or "peer closed" in message:
        return Fault("protocol", "cuts its answer off")
    return Fault("protocol", "does not speak HTTP as it should")


def _plain(errors: list[BaseException]) -> str:
    return next((text for one in errors if (text := " ".join(str(one).split()))), "")[:200]


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__
