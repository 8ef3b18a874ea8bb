"""What the statuses of pages say."""

from __future__ import annotations

from http import HTTPStatus

from awesome_lint.net.faults import Fault

_RETRIED = frozenset({500, 502, 504, 520, 521, 522, 523, 524})  # of those that are `server-error`
_KINDS = {
    401: Fault("login", "asks for a login (401)"),
    402: Fault("forbidden", "asks for money (402)"),
    407: Fault("login", "asks for a login at a proxy (407)"),
    408: Fault("timeout", "says that the request took too long (408)"),
    451: Fault("forbidden", "is withheld for legal reasons (451)"),
    530: Fault("server-error", "530, its own server cannot be reached"),
    999: Fault("wall", "asks for a browser (999)"),
}
_WORDS = {
    520: "its own server errs",
    521: "its own server is down",
    522: "its own server does not answer in time",
    523: "its own server cannot be reached",
    524: "its own server does not answer in time",
    525: "TLS to its own server fails",
    526: "the certificate of its own server is not valid",
}


def of_status(status: int) -> Fault:
    """What a status says that is neither good nor a redirect."""
    if status in _KINDS:
        return _KINDS[status]
    words = phrase(status)
    if status == 404:
        return Fault("not-found", words)
    if status == 410:
        return Fault("gone", words)
    if status == 403:
        return Fault("forbidden", words)
    if status == 429:
        return Fault("rate-limit", words)
    if status == 503:
        return Fault("busy", words)
    if 500 <= status < 600:
        return Fault("server-error", words, status not in _RETRIED)
    if 400 <= status < 500:
        return Fault("client-error", words)
    return Fault("odd-status", words)


def phrase(status: int) -> str:
    """`404 Not Found`; the server's own words are a stranger's."""
    if status in _WORDS:
        return f"{status}, {_WORDS[status]}"
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
