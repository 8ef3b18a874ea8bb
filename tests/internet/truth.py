"""What each page of the internet is, and what a link checker ought to say of it.

The truth is by the facts about servers and APIs, not by what the checker does. A case is one link of the list; `alive`
says what a person would find: the thing (True), nothing or another thing (False), or nobody can tell (None).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from . import behaviours as b
from .behaviours import by_method, closed, raw, status, then, to
from .server import Answer, Behaviour, Host

PATH = "/lab/paper"


class Case(NamedTuple):
    """One link. `code` is the rule that must speak, empty for none; `also` are further ones that would be right.

    `kinds` are the reasons that would be right, as `Evidence.kind` has them. Without a `url` the page is at `PATH` of a
    host of the case's name. `leads_to` is where L102 must send people. `says` must stand in the finding.
    """

    name: str
    alive: bool | None
    code: str = ""
    answer: Behaviour | None = None
    kinds: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    url: str = ""
    title: str = ""
    label: str = "project"
    leads_to: str = ""
    says: str = ""
    scheme: str = "http"
    tls: str = "good"
    greeting: str = ""
    addresses: tuple[str, ...] = ()
    open: bool = True
    zone: str = ""

    @property
    def host(self) -> str:
        return f"{self.name}.test"

    @property
    def link(self) -> str:
        """The address as the table has it, without a port."""
        return self.url or f"{self.scheme}://{self.host}{PATH}"

    @property
    def entry(self) -> str:
        """The title of its entry."""
        return self.title or " ".join(self.name.replace("-", " ").title().split()) + " in Learned Scene Maps"

    @property
    def decidable(self) -> bool:
        """Whether the evidence allows to say more than that it could not be decided."""
        return self.code != "L103"


def _alive(name: str, answer: Behaviour | None = None, **more: Any) -> Case:
    return Case(name, True, "", answer or b.GOOD)._replace(**more)


def _gone(name: str, answer: Behaviour | None, *kinds: str, **more: Any) -> Case:
    return Case(name, False, "L101", answer, kinds)._replace(**more)


def _moved(name: str, answer: Behaviour, leads_to: str, **more: Any) -> Case:
    return Case(name, True, "L102", answer, leads_to=leads_to)._replace(**more)


def _unclear(name: str, answer: Behaviour | None, *kinds: str, alive: bool | None = True, **more: Any) -> Case:
    return Case(name, alive, "L103", answer, kinds)._replace(**more)


_WALL = ("wall", "forbidden")
_CLOUDFLARE = ("cf-mitigated", "challenge")

# fmt: off
HEALTHY = (
    _alive("plain-page"),
    _alive("secure-page", scheme="https"),
    _alive("head-405", by_method(b.GOOD, status(405, ("Allow", "GET")))),
    _alive("head-403", by_method(b.GOOD, status(403))),
    _alive("head-404", by_method(b.GOOD, status(404))),
    _alive("head-501", by_method(b.GOOD, status(501))),
    _alive("head-500", by_method(b.GOOD, status(500))),
    _alive("head-reset", by_method(b.GOOD, b.reset)),
    _alive("head-never", by_method(b.GOOD, b.nothing)),
    _alive("status-201", status(201)),
    _alive("status-203", status(203)),
    _alive("status-204", Answer(204, body=b"")),
    _alive("status-206", status(206, ("Content-Range", "bytes 0-34/35"))),
    _alive("empty-page", Answer(200, body=b"")),
    _alive("paper-as-pdf", Answer(200, body=b"%PDF-1.7\n" + b"\xe2\xe3" * 400_000, media="application/pdf")),
    _alive("large-page", Answer(200, body=b"<title>Large</title>" + b"word " * 2_000_000)),
    _alive("unknown-charset", Answer(200, body=b"\xff\xfe<title>x", media="text/html; charset=klingon")),
    _alive("no-content-type", Answer(200, media="")),
    _alive("compressed-page", b.packed),
    _alive("compressed-badly", Answer(200, (("Content-Encoding", "gzip"),)), also=("L103",)),
    _alive("slow-answer", b.slow),
    _alive("polite-only", b.agents_only),
    _alive("old-http", raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Old</title>")),
    _alive("no-reason-phrase", raw(b"HTTP/1.1 200\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")),
    _alive("early-hints", raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")),
    _alive("no-keep-alive", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")),
    _alive("lies-about-keep-alive", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok")),
    _alive("gzip-bomb", b.bomb),
    _alive("endless-body", b.endless_body),
    _alive("drip-body", b.drip_body(200), also=("L103",), kinds=("timeout",)),
    _alive("wrong-length", raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<title>Short</title>"), also=("L103",), kinds=("protocol", "reset")),
    _alive("cut-chunks", raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<title>Cut"), also=("L103",), kinds=("protocol", "reset")),
    _alive("cookies-needed", b.cookie_wanted, also=("L103",), kinds=("redirect-loop", "too-many-redirects")),
    _alive("names-a-wall", Answer(200, body=b"<title>Breaking Cloudflare challenges</title><p>We study cf-mitigated pages and Anubis, and how 'Just a moment' misleads.")),
    _alive("names-404", Answer(200, body=b"<title>Why 404 Pages Matter: A Study of Link Rot</title><p>Page not found is what readers see.")),
    _alive("login-beside", Answer(200, body=b"<title>The Project</title><a href='/login'>Log in</a><form action='/login'><input type=password></form>")),
    _alive("two-addresses", addresses=("@refused-address.test", "@two-addresses.test")),
    _alive("ipv6-only", addresses=("::1",)),
    _alive("alias", zone="CNAME plain-page.test"),
    _alive("odd-path", url="http://odd-path.test/a%20b/%E4%B8%AD(1)?q=a%2Fb&r=[1]"),
    _alive("unescaped-path", url="http://unescaped-path.test/论文/höhe"),
    _alive("with-fragment", url="http://with-fragment.test/lab/paper#results"),
    _alive("busy-seconds", closed(1, b.seconds)),
    _alive("busy-date", closed(1, b.date)),
    _alive("busy-units", closed(1, b.units)),
    _alive("busy-503", closed(1, b.seconds, 503)),
    _alive("busy-no-hint", then(status(429), b.GOOD)),
    _alive("failed-once", then(status(500), b.GOOD)),
    _alive("bad-gateway-once", then(status(502), b.GOOD)),
    _alive("reset-once", then(b.reset, b.GOOD)),
    _alive("reset-midway-once", then(b.reset_midway, b.GOOD)),
    _alive("temporary-302", to("http://temporary-302.test/today", 302)),
    _alive("temporary-303", to("http://temporary-303.test/today", 303)),
    _alive("temporary-307", to("http://temporary-307.test/today", 307)),
    _alive("mixed-301-302", to("http://mixed-301-302.test/half", 301)),
    _alive("mixed-302-301", to("http://mixed-302-301.test/half", 302)),
    _alive("made-secure", to(f"https://made-secure.test{PATH}")),
    _alive("with-slash", to(f"http://with-slash.test{PATH}/")),
    _alive("to-language", to("http://to-language.test/de/lab/paper"), url="http://to-language.test/lab/paper"),
    _alive("to-session", to("http://to-session.test/lab/paper;jsessionid=0A1B2C3D4E5F60718293A4B5C6D7E8F9")),
    _alive("to-session-query", to("http://to-session-query.test/view?sid=8f14e45fceea167a5a36dedd4bea2543")),
    _alive("to-consent", to("http://to-consent.test/consent?continue=/lab/paper"), also=("L103",), kinds=("wall", "login", "soft-404")),
)

MOVED = (
    _moved("moved-301", to("http://moved-301.test/new/paper"), "http://moved-301.test/new/paper"),
    _moved("moved-308", to("http://moved-308.test/new/paper", 308), "http://moved-308.test/new/paper"),
    _moved("moved-relative", Answer(301, (("Location", "../new/paper"),), b""), "http://moved-relative.test/new/paper"),
    _moved("moved-no-scheme", Answer(301, (("Location", "{//new-home.test/moved-no-scheme}"),), b""), "http://new-home.test/moved-no-scheme"),
    _moved("moved-across", to("https://new-home.test/moved-across/paper"), "https://new-home.test/moved-across/paper"),
    _moved("moved-unicode", Answer(301, (("Location", "/neu/höhe"),), b""), "http://moved-unicode.test/neu/"),
    _moved("moved-in-steps", to("http://moved-in-steps.test/half"), "http://moved-in-steps.test/new/paper"),
    _moved("moved-secure-too", to("https://moved-secure-too.test/new/paper"), "https://moved-secure-too.test/new/paper"),
    _moved("moved-by-get-only", by_method(to("http://moved-by-get-only.test/new/paper"), status(405)), "http://moved-by-get-only.test/new/paper"),
)
"""The last address of each answers well."""

GONE = (
    _gone("gone-404", status(404), "not-found"),
    _gone("gone-410", status(410), "gone"),
    _gone("gone-404-secure", status(404), "not-found", scheme="https"),
    _gone("gone-404-json", Answer(404, body=b'{"error": "not found"}', media="application/json"), "not-found"),
    _gone("gone-404-empty", Answer(404, body=b""), "not-found"),
    _gone("gone-404-large", Answer(404, body=b"<title>404</title>" + b"lost " * 2_000_000), "not-found"),
    _gone("gone-behind-good-head", by_method(status(404), status(200)), "not-found"),
    _gone("gone-after-move", to("http://gone-after-move.test/new/nothing"), "not-found"),
    _gone("gone-after-302", to("http://gone-after-302.test/new/nothing", 302), "not-found"),
    _gone("gone-after-trouble", then(status(503, ("Retry-After", "0")), status(404)), "not-found"),
    _gone("gone-404-cloudflare-host", status(404, ("server", "cloudflare"), ("cf-ray", "8f-AMS")), "not-found"),
    _gone("gone-moved-to-no-host", to("http://no-such-host-any-more.test/x"), "no-host"),
    _gone("no-such-host", None, "no-host", open=False, zone="NXDOMAIN"),
    _gone("no-such-host-secure", None, "no-host", open=False, zone="NXDOMAIN", scheme="https"),
    _gone("no-such-host-behind-alias", None, "no-host", open=False, zone="CNAME nowhere-at-all.test"),
    _gone("papers-with-code", None, "gone-site", url="https://paperswithcode.com/paper/sampled-scene-maps", label="code"),
    _gone("papers-with-code-method", None, "gone-site", url="https://www.paperswithcode.com/method/scene-maps"),
)

UNCLEAR = (
    *(
        _unclear(f"status-{code}", status(code), *kinds)
        for code, kinds in (
            (400, ("client-error",)),
            (401, ("login", "forbidden")),
            (402, ("client-error", "forbidden")),
            (403, ("forbidden",)),
            (405, ("client-error", "forbidden")),
            (406, ("client-error", "forbidden")),
            (407, ("client-error", "forbidden", "login")),
            (408, ("client-error", "busy", "timeout")),
            (409, ("client-error",)),
            (412, ("client-error", "forbidden", "wall")),
            (418, ("client-error", "forbidden", "wall")),
            (420, ("client-error", "rate-limit")),
            (421, ("client-error",)),
            (425, ("client-error", "busy")),
            (429, ("rate-limit",)),
            (431, ("client-error",)),
            (444, ("client-error",)),
            (451, ("forbidden", "client-error")),
            (499, ("client-error",)),
            (500, ("server-error",)),
            (501, ("server-error",)),
            (502, ("server-error",)),
            (503, ("busy", "server-error")),
            (504, ("server-error",)),
            (508, ("server-error",)),
            (520, ("server-error",)),
            (525, ("server-error",)),
            (530, ("server-error",)),
            (599, ("server-error",)),
            (999, ("odd-status", "wall", "forbidden")),
            (304, ("odd-status", "bad-redirect")),
            (300, ("odd-status", "bad-redirect")),
        )
    ),
    _unclear("challenge-403", Answer(403, (_CLOUDFLARE,), b.CHALLENGE), "wall"),
    _unclear("challenge-503", Answer(503, (_CLOUDFLARE,), b.CHALLENGE), "wall"),
    _unclear("challenge-200", Answer(200, (_CLOUDFLARE,), b.CHALLENGE), "wall"),
    _unclear("challenge-404", Answer(404, (_CLOUDFLARE,), b.CHALLENGE), "wall"),
    _unclear("challenge-429", Answer(429, (_CLOUDFLARE,), b.CHALLENGE), "wall", "rate-limit"),
    _unclear("challenge-410", Answer(410, (_CLOUDFLARE,), b.CHALLENGE), "wall"),
    _unclear("challenge-by-body", Answer(403, (), b.CHALLENGE), "wall", "forbidden"),
    _unclear("challenge-by-body-200", Answer(200, (), b.CHALLENGE), "wall"),
    _unclear("challenge-after-move", to("http://challenge-after-move.test/walled"), "wall"),
    _unclear("anubis", Answer(200, (), b.ANUBIS), "wall"),
    _unclear("anubis-secure", Answer(200, (), b.ANUBIS), "wall", scheme="https"),
    _unclear("waf-202", Answer(202, (("x-amzn-waf-action", "challenge"),), b""), "wall", "odd-status"),
    _unclear("waf-405", Answer(405, (("x-amzn-waf-action", "captcha"),), b""), "wall", "client-error", "forbidden"),
    _unclear("to-login", to("http://to-login.test/login?next=/lab/paper", 302), "login"),
    _unclear("to-login-for-good", to("http://to-login-for-good.test/users/sign_in"), "login"),
    _unclear("to-login-elsewhere", to("https://accounts.test/signin?return_to=http://to-login-elsewhere.test/lab/paper", 302), "login"),
    _unclear("basic-login", status(401, ("WWW-Authenticate", 'Basic realm="Lab"')), "login", "forbidden"),
    _unclear("busy-long", closed(3600, b.seconds), "rate-limit"),
    _unclear("busy-long-units", closed(90, b.units), "rate-limit"),
    _unclear("busy-long-date", closed(3600, b.date), "rate-limit"),
    _unclear("busy-huge", closed(3600, lambda _: "99999999999999999999999"), "rate-limit"),
    _unclear("busy-garbage", closed(3600, lambda _: "soon, -1, \x7f"), "rate-limit"),
    _unclear("busy-long-503", closed(3600, b.seconds, 503), "busy", "server-error"),
    _unclear("loop-self", to(f"http://loop-self.test{PATH}", 302), "redirect-loop", "too-many-redirects"),
    _unclear("loop-of-two", to("http://loop-of-two.test/other", 302), "redirect-loop", "too-many-redirects"),
    _unclear("loop-for-good", to("http://loop-for-good.test/other", 301), "redirect-loop", "too-many-redirects"),
    _unclear("redirects-without-end", to("http://redirects-without-end.test/1", 302), "too-many-redirects"),
    _unclear("redirect-to-nothing", Answer(301, (), b""), "bad-redirect", "odd-status"),
    _unclear("redirect-empty", Answer(302, (("Location", ""),), b""), "bad-redirect", "redirect-loop", "odd-status"),
    _unclear("redirect-file", Answer(301, (("Location", "file:///etc/passwd"),), b""), "bad-redirect"),
    _unclear("redirect-javascript", Answer(302, (("Location", "javascript:alert(1)"),), b""), "bad-redirect"),
    _unclear("redirect-data", Answer(302, (("Location", "data:text/html,hello"),), b""), "bad-redirect"),
    _unclear("redirect-ftp", Answer(301, (("Location", "ftp://files.test/paper.pdf"),), b""), "bad-redirect"),
    _unclear("redirect-no-url", Answer(301, (("Location", "http://[::1/paper"),), b""), "bad-redirect"),
    _unclear("redirect-bad-port", Answer(301, (("Location", "http://plain-page.test:99999/"),), b""), "bad-redirect"),
    _unclear("redirect-bad-host", Answer(301, (("Location", "http://a..b.test/"),), b""), "bad-redirect", "no-host", "dns"),
    _unclear("parked-after-move", to("http://parked-domain.test/lander?domain=parked-after-move.test"), "soft-404", alive=False),
    _unclear("to-front-page", to("http://to-front-page.test/", 302), "soft-404", alive=False),
    _unclear("to-front-page-for-good", to("http://to-front-page-for-good.test/"), "soft-404", alive=False),
    _unclear("to-front-page-elsewhere", to("http://new-home.test/"), "soft-404", alive=False),
    _unclear("soft-404-title", Answer(200, body=b"<title>404 Not Found</title><h1>Oops</h1>"), "soft-404", alive=False),
    _unclear("soft-404-words", Answer(200, body=b"<!doctype html><title>Page not found</title><h1>Page not found</h1>"), "soft-404", alive=False),
    _unclear("soft-404-redirect", to("http://soft-404-redirect.test/404.html", 302), "soft-404", alive=False),
    _unclear("silent-host", None, "timeout", greeting="silence", alive=None),
    _unclear("never-answers", b.nothing, "timeout", alive=None),
    _unclear("drip-head", b.drip_head, "timeout", alive=None),
    _unclear("endless-head", b.endless_head, "protocol", "too-large", alive=None),
    _unclear("refused-address", None, "refused", open=False, alive=None),
    _unclear("reset-at-once", None, "reset", "protocol", greeting="reset", alive=None),
    _unclear("closed-at-once", None, "reset", "protocol", greeting="close", alive=None),
    _unclear("reset-always", b.reset, "reset", "protocol", alive=None),
    _unclear("reset-midway", b.reset_midway, "reset", "protocol", alive=None),
    _unclear("not-http", None, "protocol", greeting="banner", alive=None),
    _unclear("http-0.9", raw(b"<title>Plain</title>"), "protocol", alive=None),
    _unclear("bad-status-line", raw(b"HTTP/1.1 OK fine\r\n\r\n"), "protocol", alive=None),
    _unclear("bad-chunks", raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n"), "protocol", "reset", also=("",)),
    _unclear("two-lengths", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello"), "protocol", alive=None),
    _unclear("tls-expired", b.GOOD, "tls-expired", scheme="https", tls="expired", says="expired"),
    _unclear("tls-wrong-name", b.GOOD, "tls-name", scheme="https", tls="wrong name"),
    _unclear("tls-self-signed", b.GOOD, "tls-self-signed", scheme="https", tls="self-signed", says="self-signed"),
    _unclear("tls-incomplete", b.GOOD, "tls-incomplete", scheme="https", tls="incomplete"),
    _unclear("tls-stranger", b.GOOD, "tls-incomplete", "tls", scheme="https", tls="stranger"),
    _unclear("tls-fails", None, "tls", scheme="https", greeting="tls", alive=None),
    _unclear("tls-is-plain", None, "tls", "protocol", scheme="https", greeting="plain", alive=None),
    _unclear("tls-after-move", to("https://tls-expired.test/lab/paper"), "tls-expired"),
    _unclear("names-fail", None, "dns", open=False, zone="SERVFAIL", alive=None),
    _unclear("names-refused", None, "dns", open=False, zone="REFUSED", alive=None),
    _unclear("names-silent", None, "dns", "timeout", open=False, zone="silence", alive=None),
    _unclear("names-garbage", None, "dns", "timeout", open=False, zone="garbage", alive=None),
    _unclear("no-address", None, "dns", open=False, zone="no data", alive=None),
    _unclear("alias-loop", None, "dns", open=False, zone="CNAME alias-loop.test", alive=None),
)

# fmt: on
_OTHER_PAGES: dict[str, dict[str, Behaviour]] = {
    "mixed-301-302": {"/half": to("http://mixed-301-302.test/today", 302)},
    "mixed-302-301": {"/half": to("http://mixed-302-301.test/today", 301)},
    "moved-in-steps": {
        "/half": to("http://moved-in-steps.test/more", 308),
        "/more": to("http://moved-in-steps.test/new/paper"),
    },
    "gone-after-move": {"*": status(404)},
    "gone-after-302": {"*": status(404)},
    "challenge-after-move": {"/walled": Answer(403, (_CLOUDFLARE,), b.CHALLENGE)},
    "loop-of-two": {"/other": to(f"http://loop-of-two.test{PATH}", 302)},
    "loop-for-good": {"/other": to(f"http://loop-for-good.test{PATH}")},
    "redirects-without-end": {"*": b.counting_redirect},
    "made-secure": {PATH: b.secure_only},
    "to-front-page": {"/": Answer(body=b"<title>The Lab</title><h1>Welcome</h1>")},
    "to-front-page-for-good": {"/": Answer(body=b"<title>The Lab</title><h1>Welcome</h1>")},
    "soft-404-redirect": {"/404.html": Answer(body=b"<title>Not here</title>")},
    "to-login": {"/login": Answer(body=b"<title>Log in</title><input type=password>")},
}
"""Further pages of cases' hosts. All others of these hosts answer well."""

WELL_KNOWN = Host("example.com", {"*": b.GOOD})
"""What checkers ask for to see whether the network works."""
_FURTHER = (
    Host("new-home.test", {"*": b.GOOD}),
    WELL_KNOWN,
    Host("accounts.test", {"*": Answer(body=b"<title>Sign in</title><input type=password>")}),
    Host(
        "parked-domain.test",
        {"*": Answer(body=b"<title>parked-domain.test</title><p>This domain is for sale. Buy this domain.")},
    ),
)

PAGES = (*HEALTHY, *MOVED, *GONE, *UNCLEAR)
"""All cases but those that an API answers."""


def hosts() -> list[Host]:
    """The hosts of all cases, and those that some lead to."""
    made = []
    for case in PAGES:
        if case.url and not case.url.startswith(f"http://{case.host}/"):
            continue
        pages = {"*": b.GOOD, **({PATH: case.answer} if case.answer else {}), **_OTHER_PAGES.get(case.name, {})}
        made.append(Host(case.host, pages, case.tls, case.greeting, case.addresses, case.open))
    return [*made, *_FURTHER]


def zone() -> dict[str, str]:
    """What the name server says of hosts that are not simply somewhere."""
    return {case.host: case.zone for case in PAGES if case.zone}
