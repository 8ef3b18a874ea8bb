"""A repository on GitHub: its issues and comments by the REST API.

Facts: https://docs.github.com/en/rest/issues, /rest/pulls, and "Best practices for using the REST API".
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Mapping
from types import TracebackType
from typing import Any, ClassVar, Self

from awesome_lint.net.api import Reply, Undecided
from awesome_lint.net.client import AddressError, ApiClient
from awesome_lint.net.resolvers.base import Resolver, status_words
from awesome_lint.net.resolvers.github_rest import is_limit
from awesome_lint.net.settings import NetSettings
from awesome_lint.net.words import plain
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

MOST_CHARACTERS = 60_000
"""GitHub takes 65,536 characters for the body of an issue or a comment."""
PUBLIC = "https://api.github.com"
ACTIONS_BOT = "github-actions[bot]"
"""Who writes with the token of a workflow."""

_PATIENCE = 90.0  # seconds that a refusal may ask to wait
_PAGE = 100
_MOST_PAGES = 100
_NO_COMMIT = (404, 422)
_NAME = pattern(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")
_ACCEPT = "application/vnd.github+json"


class GitHubError(Exception):
    """GitHub did not do what was asked, or cannot: the message says what, and what to do."""


class Refused(GitHubError):
    """An answer of another status than was asked for."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Unsure(GitHubError):
    """Nobody knows whether it was done: the connection was lost, or the server stumbled over it."""


class Note(NamedTuple):
    """An issue, a pull request or a comment. `number` is a comment's id; `url` its page."""

    number: int
    author: str
    body: str
    url: str
    is_open: bool = True


class PullRequest(NamedTuple):
    """An open pull request: the commit and the repository (`owner/name`) it comes from, the repository it is for."""

    number: int
    sha: str
    head: str
    base: str


class _Rest(Resolver):
    name = "github"
    label = "GitHub"
    base = PUBLIC
    backoff: ClassVar[float] = 0.5
    after_refusal: ClassVar[float | None] = 60.0  # as GitHub asks for
    token: ClassVar[tuple[str, str] | None] = ("authorization", "Bearer {}")

    @classmethod
    def refused(cls, reply: Reply) -> bool:
        return is_limit(reply)


class Repository:
    """The repository `name` (`owner/name`), open within `async with`. `GitHubError` for what can be none.

    `api` is the base address of the REST API, `token` goes there and nowhere else. `author` is who writes with it;
    None: GitHub is asked. With `dry_run` nothing is written, and `done` says what would have been.
    """

    def __init__(self, name: str, *, api: str, token: str, author: str | None = None, dry_run: bool = False) -> None:
        if not _NAME.fullmatch(name) or name.endswith(("/.", "/..")):
            raise GitHubError("the repository must be named as OWNER/NAME: --repository, or GITHUB_REPOSITORY")
        self.name = name
        self.dry_run = dry_run
        self.done: list[str] = []
        self._author = author
        apis = {} if api == PUBLIC else {"github": api}  # an address that is given may be of a private network
        settings = NetSettings(patience=_PATIENCE, apis=apis, tokens={"github": token})
        try:
            self._client = ApiClient(_Rest, settings)
        except AddressError as problem:
            raise GitHubError(str(problem)) from problem

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.__aexit__()

    async def author(self) -> str:
        """The login of whoever writes with the token.

        `GitHubError` where GitHub does not answer: a wrong guess would make twice what stands there already.
        """
        if self._author is None:
            self._author = await self._viewer() or await self._user() or ACTIONS_BOT
        return self._author

    async def _viewer(self) -> str | None:
        """As GraphQL has it, which answers the token of a workflow too."""
        if not self._client.token:
            return None
        try:
            reply = await self._client.post("graphql", json={"query": "query { viewer { login } }"})
        except Undecided:
            return None
        viewer = _object(_object(_object(reply.json()).get("data")).get("viewer"))
        return _string(viewer.get("login")) or None

    async def _user(self) -> str | None:
        try:
            reply = await self._client.get("user", accept=_ACCEPT)
        except Undecided as why:
            raise GitHubError(
                f"{self.name}: who writes with the token could not be read: {why.reason}; try again later, or say it:"
                " --author LOGIN"
            ) from None
        return (_string(_object(reply.json()).get("login")) or None) if reply.status == 200 else None

    # Issues

    async def own_issues(self, marker: str) -> list[Note]:
        """Our issues, open and closed ones, whose bodies begin with `marker`, oldest first."""
        author = await self.author()
        params = {"state": "all", "creator": author, "sort": "created", "direction": "asc"}
        return [
            note
            async for row in self._rows(f"repos/{self.name}/issues", params, "its issues")
            if "pull_request" not in row and _is_ours(note := _note(row, "number"), author, marker)
        ]

    async def create_issue(self, marker: str, title: str, body: str, labels: tuple[str, ...]) -> Note | None:
        """A new issue, or the one that an attempt of unknown success made. None in a dry run."""
        sent = {"title": title, "body": body, **({"labels": list(labels)} if labels else {})}
        return await self._create(
            f"repos/{self.name}/issues", sent, "number", f"open an issue: {title}", lambda: self._last_open(marker)
        )

    async def _last_open(self, marker: str) -> Note | None:
        return next((note for note in reversed(await self.own_issues(marker)) if note.is_open), None)

    async def edit_issue(self, number: int, what: str, **fields: str) -> None:
        """Set some of an issue's fields: `body`, `state`, `state_reason`."""
        await self._write("PATCH", f"repos/{self.name}/issues/{number}", fields, f"{what} #{number}")

    # Comments, of issues and of pull requests

    async def own_comments(self, number: int, marker: str, since: int = 0) -> list[Note]:
        """Our comments on an issue or a pull request whose bodies begin with `marker`, oldest first.

        `since`: only those that were written or edited from then on (Unix seconds).
        """
        author = await self.author()
        params = {"since": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(since))} if since else {}
        return [
            note
            async for row in self._rows(f"repos/{self.name}/issues/{number}/comments", params, f"comments of #{number}")
            if _is_ours(note := _note(row, "id"), author, marker)
        ]

    async def create_comment(self, number: int, marker: str, body: str, what: str) -> None:
        """A new comment whose body begins with `marker`."""

        async def look() -> Note | None:
            return next(iter(await self.own_comments(number, marker)), None)

        path = f"repos/{self.name}/issues/{number}/comments"
        await self._create(path, {"body": body}, "id", f"{what} #{number}", look)

    async def edit_comment(self, comment: Note, body: str, what: str) -> None:
        await self._write("PATCH", f"repos/{self.name}/issues/comments/{comment.number}", {"body": body}, what)

    # Pull requests

    async def pull_requests(self, head: str, branch: str, sha: str) -> list[PullRequest]:
        """The open pull requests for this repository whose last commit is `sha`, from a branch of `head`.

        The list of a commit's pull requests lacks those from forks, so that they are listed by branch first.
        """
        owner = head.partition("/")[0]
        params = {"state": "open", "head": f"{owner}:{branch}"}
        found = [_pull(row) async for row in self._rows(f"repos/{self.name}/pulls", params, "its pull requests")]
        if not found:
            found = await self._pull_requests_of(sha)
        unique = {one.number: one for one in found if one is not None}
        return [
            one
            for _, one in sorted(unique.items())
            if one.sha == sha and one.head.lower() == head.lower() and one.base.lower() == self.name.lower()
        ]

    async def _pull_requests_of(self, sha: str) -> list[PullRequest | None]:
        """Those that a commit is in; none where the repository does not know it, as one that was pushed over."""
        path = f"repos/{self.name}/commits/{sha}/pulls"
        try:
            return [_pull(row) async for row in self._rows(path, {}, "pull requests of a commit")]
        except Refused as problem:
            if problem.status not in _NO_COMMIT:
                raise
            return []

    # Requests

    async def _rows(self, path: str, params: Mapping[str, str], what: str) -> AsyncIterator[dict[str, Any]]:
        """The objects of a list, page after page."""
        for page in range(1, _MOST_PAGES + 1):
            asked = {**params, "per_page": str(_PAGE), "page": str(page)}
            try:
                reply = await self._client.get(path, asked, accept=_ACCEPT)
            except Undecided as why:
                raise GitHubError(f"{self.name}: {what} could not be read: {why.reason}; try again later") from None
            rows = reply.json()
            if reply.status != 200 or not isinstance(rows, list):
                raise self._refused(reply, f"{what} could not be read")
            for row in rows:
                if isinstance(row, dict):
                    yield row
            if len(rows) < _PAGE and 'rel="next"' not in reply.headers.get("link", ""):
                return

    async def _write(self, method: str, path: str, sent: Any, what: str, *, twice: bool = True) -> Reply | None:
        """Write something. `Unsure` where nobody knows whether that was done. None in a dry run."""
        self.done.append(what)
        if self.dry_run:
            return None
        try:
            reply = await self._client.write(method, path, sent, twice=twice, accept=_ACCEPT)
        except Undecided as why:
            kind = GitHubError if twice or why.kind == "rate-limit" else Unsure
            raise kind(f"{self.name}: could not {what}: {why.reason}; try again later") from None
        if reply.status // 100 != 2:
            raise self._refused(reply, f"could not {what}")
        return reply

    async def _create(self, path: str, sent: Any, key: str, what: str, look: Any) -> Note | None:
        """Write something new, once: after an attempt of unknown success `look` says whether it is there."""
        try:
            reply = await self._write("POST", path, sent, what, twice=False)
        except Unsure:
            note: Note | None = await look()
            if note is not None:
                return note
            reply = await self._write("POST", path, sent, what, twice=False)
            self.done.pop()
        return None if reply is None else _note(_object(reply.json()), key)

    def _refused(self, reply: Reply, what: str) -> Refused:
        message = plain(_string(_object(reply.json()).get("message")))[:200]
        said = f"{status_words(reply.status)}: {message}" if message else status_words(reply.status)
        return Refused(f"{self.name}: {what}: GitHub answered {said}{_advice(reply.status)}", reply.status)


def _advice(status: int) -> str:
    return {
        401: "; set GITHUB_TOKEN to a valid token",
        403: "; the job needs `permissions: issues: write`, for comments on pull requests `pull-requests: write`",
        404: "; is the repository's name right, and may the token see it?",
        410: "; switch issues on in the repository's settings",
    }.get(status, "")


def _is_ours(note: Note | None, author: str, marker: str) -> bool:
    return note is not None and note.author.lower() == author.lower() and note.body.startswith(marker)


def _note(row: dict[str, Any], key: str) -> Note:
    number, author = row.get(key), _object(row.get("user")).get("login")
    body = _string(row.get("body")).replace("\r\n", "\n")
    number = number if type(number) is int else 0
    return Note(number, _string(author), body, _string(row.get("html_url")), row.get("state", "open") == "open")


def _pull(row: dict[str, Any]) -> PullRequest | None:
    head, base = _object(row.get("head")), _object(row.get("base"))
    number = row.get("number")
    if type(number) is not int or row.get("state") != "open":
        return None
    names = (_string(_object(side.get("repo")).get("full_name")) for side in (head, base))
    return PullRequest(number, _string(head.get("sha")), *names)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
