"""GitHub's REST API, played on loopback: issues, comments, pull requests, pages of lists, limits, faults, permissions.

As https://docs.github.com/en/rest describes it, and as recorded answers of it look like.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

TOKEN = "the-token-of-the-job"
BOT = "github-actions[bot]"
MOST = 65_536  # characters of a body


@dataclass
class Fault:
    """What happens to the requests that fit, `times` times; `after` it was done, where the answer only is lost."""

    method: str
    path: str
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    message: str = "Server Error"
    times: int = 1
    after: bool = False


@dataclass
class Answer:
    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)


class GitHub:
    """One repository, `someone/list`, and who asks with which rights.

    `may` are the permissions of the token: `issues`, `pull-requests`. `log` are the requests as `METHOD path`.
    """

    repository = "someone/list"

    def __init__(self) -> None:
        self.issues: dict[int, dict[str, Any]] = {}
        self.comments: dict[int, dict[str, Any]] = {}
        self.pulls: list[dict[str, Any]] = []
        self.may = {"issues", "pull-requests"}
        self.viewer: str | None = BOT
        self.enabled = True
        self.faults: list[Fault] = []
        self.log: list[str] = []
        self.tokens: set[str] = set()
        self.port = 0
        self.ids = 1000
        self.before: Callable[[str, str], None] | None = None

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def writes(self) -> list[str]:
        return [line for line in self.log if not line.startswith("GET ") and line != "POST /graphql"]

    def open_pull(self, number: int, head: str = "forker/list", branch: str = "more", sha: str = "a" * 40) -> None:
        """A pull request from a branch of `head`; it counts as an issue too."""
        self.issues[number] = self._issue(number, "A pull request", "", "forker") | {"pull_request": {"url": "…"}}
        self.pulls.append(
            {
                "number": number,
                "state": "open",
                "head": {"sha": sha, "ref": branch, "repo": {"full_name": head}},
                "base": {"ref": "main", "repo": {"full_name": self.repository}},
            }
        )

    def write_issue(self, title: str, body: str, author: str = BOT, state: str = "open") -> int:
        """An issue of somebody's."""
        number = max(self.issues, default=0) + 1
        self.issues[number] = self._issue(number, title, body, author) | {"state": state}
        return number

    def write_comment(self, number: int, body: str, author: str) -> None:
        self.ids += 1
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        self.comments[self.ids] = {
            "id": self.ids, "issue": number, "body": body, "user": {"login": author}, "updated_at": now,
            "html_url": f"https://github.com/{self.repository}/issues/{number}#issuecomment-{self.ids}",
        }  # fmt: skip

    def said(self, number: int) -> list[str]:
        """The bodies of the comments on an issue."""
        return [one["body"] for one in self.comments.values() if one["issue"] == number]

    def _issue(self, number: int, title: str, body: str, author: str) -> dict[str, Any]:
        return {
            "number": number, "title": title, "body": body, "user": {"login": author}, "state": "open",
            "state_reason": None, "labels": [], "html_url": f"https://github.com/{self.repository}/issues/{number}",
        }  # fmt: skip

    # Answers

    def answer(self, method: str, target: str, token: str, sent: Any) -> Answer:
        parts = urlsplit(target)
        asked = dict(parse_qsl(parts.query))
        if token != f"Bearer {TOKEN}" and (token or method != "GET"):
            return Answer(401, {"message": "Bad credentials"})
        if parts.path == "/graphql":
            return Answer(200, {"data": {"viewer": {"login": self.viewer}}} if self.viewer else {"data": None})
        if parts.path == "/user":
            return Answer(403, {"message": "Resource not accessible by integration"})
        prefix = f"/repos/{self.repository}"
        if not parts.path.startswith(prefix + "/"):
            return Answer(404, {"message": "Not Found"})
        path = parts.path.removeprefix(prefix)
        if path.startswith("/issues") and not self.enabled:
            return Answer(410, {"message": "Issues has been disabled in this repository."})
        if method == "GET":
            return self._get(path, asked)
        return self._write(method, path, sent)

    def _get(self, path: str, asked: dict[str, str]) -> Answer:
        rows: list[Any]
        if path == "/issues":
            state, creator = asked.get("state", "open"), asked.get("creator")
            rows = [
                one
                for _, one in sorted(self.issues.items(), reverse=asked.get("direction") != "asc")
                if state in ("all", one["state"]) and creator in (None, one["user"]["login"])
            ]
        elif found := re.fullmatch(r"/issues/(\d+)/comments", path):
            since = asked.get("since", "")
            rows = [
                one for one in self.comments.values() if one["issue"] == int(found[1]) and one["updated_at"] >= since
            ]
        elif path == "/pulls":
            owner, _, branch = asked.get("head", ":").partition(":")
            rows = [
                one
                for one in self.pulls
                if one["state"] == asked.get("state", "open")
                and one["head"]["repo"]
                and (one["head"]["repo"]["full_name"].partition("/")[0], one["head"]["ref"]) == (owner, branch)
            ]
        elif found := re.fullmatch(r"/commits/([0-9a-f]+)/pulls", path):
            # As it is: none of a commit that only a fork has.
            ours = [one for one in self.pulls if (one["head"]["repo"] or {}).get("full_name") == self.repository]
            rows = [one for one in ours if one["head"]["sha"] == found[1]]
        else:
            return Answer(404, {"message": "Not Found"})
        size, page = min(int(asked.get("per_page", "30")), 100), int(asked.get("page", "1"))
        more = {"Link": f'<{self.api}/next>; rel="next"'} if len(rows) > size * page else {}
        return Answer(200, rows[size * (page - 1) : size * page], more)

    def _write(self, method: str, path: str, sent: Any) -> Answer:
        found = re.fullmatch(r"/issues(?:/(\d+)(/comments)?|/comments/(\d+))?", path)
        if found is None:
            return Answer(404, {"message": "Not Found"})
        number = int(found[1] or (self.comments.get(int(found[3]), {}).get("issue", 0) if found[3] else 0))
        about_pull = "pull_request" in self.issues.get(number, {})
        if not (about_pull and "pull-requests" in self.may) and "issues" not in self.may:
            return Answer(403, {"message": "Resource not accessible by integration"})
        if len(sent.get("body", "")) > MOST:
            return Answer(422, {"message": "Validation Failed", "errors": [{"message": "body is too long"}]})
        author = self.viewer or BOT
        if method == "POST" and path == "/issues":
            number = self.write_issue(sent["title"], sent["body"], author)
            self.issues[number]["labels"] = [{"name": name} for name in sent.get("labels", [])]
            return Answer(201, self.issues[number])
        if method == "POST" and found[2]:
            self.write_comment(number, sent["body"], author)
            return Answer(201, self.comments[self.ids])
        if method == "PATCH" and found[3] and int(found[3]) in self.comments:
            self.comments[int(found[3])]["body"] = sent["body"]
            return Answer(200, self.comments[int(found[3])])
        if method == "PATCH" and number in self.issues and not found[2]:
            self.issues[number].update(sent)
            return Answer(200, self.issues[number])
        return Answer(404, {"message": "Not Found"})

    def handled(self, method: str, target: str, token: str, sent: Any) -> Answer | None:
        """The answer to a request, or what a fault makes of it; None: the connection is cut."""
        path = urlsplit(target).path
        self.log.append(f"{method} {path}")
        self.tokens.add(token)
        if self.before is not None:
            self.before(method, path)
        for fault in self.faults:
            if fault.times and fault.method == method and re.fullmatch(fault.path, path):
                fault.times -= 1
                if fault.after:
                    self.answer(method, target, token, sent)
                return Answer(fault.status, {"message": fault.message}, fault.headers) if fault.status else None
        return self.answer(method, target, token, sent)


@contextmanager
def github() -> Iterator[GitHub]:
    """GitHub while the context lasts."""
    played = GitHub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            sent = json.loads(data) if data else {}
            answer = played.handled(self.command, self.path, self.headers.get("Authorization", ""), sent)
            if answer is None:
                self.close_connection = True
                return
            body = json.dumps(answer.body).encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_PATCH = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    played.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield played
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
