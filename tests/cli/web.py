"""A small web on loopback: one server that is every host."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs

from awesome_lint.cli.network import apis


class Answer(NamedTuple):
    status: int = 200
    body: str = "<html><title>A page</title><p>With words of its own.</p></html>"
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html"),)


class Request(NamedTuple):
    """`address` is host and path, `headers` by lower-case name."""

    address: str
    headers: Mapping[str, str]
    body: str


def in_json(value: object, status: int = 200) -> Answer:
    return Answer(status, json.dumps(value), (("Content-Type", "application/json"),))


def moved(target: str, status: int = 301) -> Answer:
    return Answer(status, "", (("Location", target),))


class Web:
    """What `pages` says, by host and path; the rest of a host that has pages is 404.

    `papers` are titles by arXiv number, `older` those of earlier versions, `told` what else its feed says of them
    (XML). `answers` are those of other APIs, by how their paths begin: `crossref/works/10.1145`. `held` are addresses
    that are not answered before `release` is set; `reached` is set once one of them was asked for.
    """

    def __init__(self, pages: Mapping[str, Answer]) -> None:
        self.pages = dict(pages)
        self.papers: dict[str, str] = {}
        self.older: dict[str, tuple[str, ...]] = {}
        self.told: dict[str, str] = {}
        self.answers: dict[str, Answer] = {}
        self.requests: list[Request] = []
        self.held: set[str] = set()
        self.release = threading.Event()
        self.reached = threading.Event()
        self.port = 0

    @property
    def options(self) -> tuple[str, ...]:
        """What leads the command here, whatever it asks for."""
        here = f"http://127.0.0.1:{self.port}"
        theirs = (f"--api={api.name}={here}/{api.name}" for api in apis())
        return "--allow-private", f"--resolve=*:127.0.0.1:{self.port}", *theirs

    @property
    def asked(self) -> list[str]:
        return [request.address for request in self.requests]

    def answer(self, request: Request) -> Answer:
        if request.address in self.held:
            self.reached.set()
            self.release.wait(30)
        host, _, path = request.address.partition("/")
        if host.startswith("127.0.0.1") and path.startswith("arxiv/"):
            return self._feed(request)
        if host.startswith("127.0.0.1") and path.startswith("wayback/"):
            return Answer(200, "[]", (("Content-Type", "application/json"),))
        if host.startswith("127.0.0.1"):
            fitting = [one for begins, one in self.answers.items() if path.startswith(begins)]
            if fitting:
                return fitting[0]
        return self.pages.get(request.address, Answer(404, "<title>Not Found</title>"))

    def _feed(self, request: Request) -> Answer:
        numbers = parse_qs(request.body or request.address.partition("?")[2]).get("id_list", [""])[0].split(",")
        entries = "".join(map(self._paper, numbers))
        feed = (
            '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"'
            ' xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
            ' xmlns:arxiv="http://arxiv.org/schemas/atom"><id>http://arxiv.org/api/x</id>'
            f"<opensearch:totalResults>{entries.count('<entry>')}</opensearch:totalResults>{entries}</feed>"
        )
        return Answer(200, feed, (("Content-Type", "application/atom+xml"),))

    def _paper(self, asked: str) -> str:
        """The entry of a paper in a feed, in the version that is asked for, else the latest."""
        number, _, version = asked.partition("v")
        titles = (*self.older.get(number, ()), self.papers[number]) if number in self.papers else ()
        place = int(version or len(titles))
        if not 0 < place <= len(titles):
            return ""
        return (
            f"<entry><id>http://arxiv.org/abs/{number}v{place}</id><title>{titles[place - 1]}</title>"
            "<published>2021-01-01T00:00:00Z</published><updated>2021-01-01T00:00:00Z</updated>"
            f"{self.told.get(number, '')}</entry>"
        )


@contextmanager
def web(pages: Mapping[str, Answer], kind: type[Web] = Web) -> Iterator[Web]:
    """A web while the context lasts."""
    shown = kind(pages)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            size = int(self.headers.get("Content-Length", "0"))
            host = self.headers.get("Host", "").removesuffix(":80")
            body = self.rfile.read(size).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(host + self.path, headers, body)
            shown.requests.append(request)
            answer = shown.answer(request)
            data = answer.body.encode()
            try:
                self.send_response(answer.status)
                for name, value in answer.headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except OSError:  # nobody waits for it any more
                self.close_connection = True

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    shown.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield shown
    finally:
        shown.release.set()
        server.shutdown()
        server.server_close()
        thread.join()


def rows(out: str) -> list[dict[str, object]]:
    """A report in JSON."""
    found: list[dict[str, object]] = json.loads(out)
    return found
