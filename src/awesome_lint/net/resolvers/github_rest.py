"""GitHub's REST API: one thing a request. It answers without a token, sixty times an hour.

Sources: "REST API endpoints for repositories", "… for repository contents", "… for branches", "… for issues", and "Rate
limits for the REST API" (docs.github.com).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import quote, unquote
from weakref import WeakKeyDictionary

from awesome_lint.model import Evidence
from awesome_lint.net.api import Api, Reply, Undecided
from awesome_lint.net.resolvers.base import unreachable
from awesome_lint.net.resolvers.github_links import Split, Target, is_hash, splits
from awesome_lint.net.resolvers.replies import Refusals, json_object, next_path, refusal, text
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

LABEL = "GitHub"
BASE = "https://api.github.com"

_ACCEPT = "application/vnd.github+json"
_ANONYMOUS = 60  # requests an hour from one address
_HOPS = 3
_REFS = 3  # so many ways to tell a ref from a path are tried; each costs a request
_FULL_NAME = pattern(r"[A-Za-z0-9_.-]+/[A-Za-z0-9._-]+")
_NO_TOKEN = "without a token GitHub answers 60 times an hour; set GITHUB_TOKEN"


class Repository(NamedTuple):
    """A repository as GitHub has it now, `about` and `homepage` in its owner's words; an owner has a `name` only."""

    name: str
    archived: bool = False
    disabled: bool = False
    private: bool = False
    about: str = ""
    homepage: str = ""


class Answer(NamedTuple):
    """What is known of a place below a repository: `path` is where it is now, where its branch was renamed."""

    state: Literal["found", "gone", "undecided"]
    kind: str = ""
    reason: str = ""
    path: str = ""


FOUND = Answer("found")
NO_FILE = Answer("gone", "no-such-file", "no such file or folder in the repository")
NO_BRANCH = Answer("gone", "no-such-file", "no such branch or tag in the repository")
NO_ISSUE = Answer("gone", "not-found", "no such issue or pull request")
NO_TAG = Answer("gone", "not-found", "no such release")


def undecided(reason: str, kind: str = "undecided") -> Answer:
    return Answer("undecided", kind, reason)


_NONE: Mapping[Split, Answer] = MappingProxyType({})


class Budget:
    """What one run has asked, and been refused, by `Api`."""

    def __init__(self) -> None:
        self.refusals = Refusals()
        self._anonymous: WeakKeyDictionary[Api, int] = WeakKeyDictionary()

    def spend(self, api: Api) -> None:
        """Counts a request. `Undecided` where there may be none."""
        self.refusals.check(api)
        if api.token:
            return
        spent = self._anonymous.get(api, 0)
        if spent >= _ANONYMOUS:
            raise Undecided("rate-limit", _NO_TOKEN)
        self._anonymous[api] = spent + 1

    def read(self, reply: Reply, api: Api) -> None:
        """Takes over what an answer says of limits. `Undecided` where the answer is a refusal for their sake."""
        import time

        remaining = reply.headers.get("x-ratelimit-remaining", "").strip()
        until = _seconds(reply.headers.get("x-ratelimit-reset"))
        if is_limit(reply):
            wait = _seconds(reply.headers.get("retry-after"))
            if wait is not None:
                until = time.time() + wait
            elif remaining != "0":
                until = time.time() + 60  # what the documentation asks for
            raise self.refusals.remember(api, _limited(api, until), until if until is not None else float("inf"))
        if remaining == "0":
            self.refusals.remember(api, _limited(api, until), until if until is not None else float("inf"))


def is_limit(reply: Reply) -> bool:
    """Whether an answer is a refusal for the sake of the primary or the secondary limit."""
    if reply.status == 429:
        return True
    if reply.status != 403:
        return False
    headers = reply.headers
    message = text((json_object(reply) or {}).get("message")).lower()
    return (
        headers.get("x-ratelimit-remaining", "").strip() == "0" or "retry-after" in headers or "rate limit" in message
    )


class Rest:
    """The REST API, asked one thing after the other."""

    def __init__(self, api: Api, budget: Budget) -> None:
        self.api = api
        self._budget = budget
        self._branches: dict[tuple[str, str], str | None] = {}

    async def get(self, path: str, params: Mapping[str, str] | None = None) -> Reply:
        """An answer that is no refusal for the sake of limits: those raise `Undecided`."""
        self._budget.spend(self.api)
        try:
            reply = await self.api.get(path, params, accept=_ACCEPT)
        except Undecided as why:
            if why.kind == "rate-limit":
                reason = why.reason if self.api.token else f"{why.reason}; {_NO_TOKEN}"
                raise self._budget.refusals.remember(self.api, Undecided(why.kind, reason)) from None
            raise
        self._budget.read(reply, self.api)
        if reply.status == 401:
            raise self._budget.refusals.remember(self.api, Undecided("forbidden", "GitHub refuses the token (401)"))
        return reply

    async def repository(self, value: str) -> Repository | Evidence:
        """The repository of that name, or the evidence that, or why, there is none to be seen."""
        path = f"/repos/{value}"
        reply = await self.get(path)
        for _ in range(_HOPS):
            if reply.status not in (301, 302, 307, 308):
                break
            target = next_path(reply, self.api, path, BASE)
            if target is None:
                return Evidence("unreachable", "bad-redirect", "renamed, but its new address is not GitHub's", LABEL)
            path = target
            reply = await self.get(path)
        answer = json_object(reply)
        if _is_absent(reply):
            return Evidence("dead", "no-such-repository", "404: no such repository", LABEL)
        if reply.status in (403, 451) and (block := _block(answer)):
            return Evidence("unreachable", "forbidden", f"blocked by GitHub ({reply.status}, {block})", LABEL)
        name = text((answer or {}).get("full_name"))
        if reply.status == 200 and answer is not None and _FULL_NAME.fullmatch(name):
            archived, disabled, private = (answer.get(key) is True for key in ("archived", "disabled", "private"))
            about, homepage = text(answer.get("description")), text(answer.get("homepage"))
            return Repository(name, archived, disabled, private, about, homepage)
        return unreachable(refusal(reply, LABEL), LABEL)

    async def owner(self, login: str) -> Repository | Evidence:
        """The account of that name."""
        reply = await self.get(f"/users/{quote(login, safe='')}")
        answer = json_object(reply)
        if reply.status == 200 and answer is not None and text(answer.get("login")):
            return Repository(text(answer.get("login")))
        if _is_absent(reply):
            return Evidence("dead", "not-found", "404: no such account", LABEL)
        return unreachable(refusal(reply, LABEL), LABEL)

    async def place(self, repository: Repository, wanted: Target) -> Answer:
        """Whether what a link wants below a repository is there."""
        if wanted.kind == "file":
            return await self._file(repository, wanted)
        if wanted.kind == "issue":
            return await self.issue(repository, wanted.number)
        if wanted.kind == "tag":
            tag = quote("/".join(wanted.segments))
            return _existence(await self.get(f"/repos/{repository.name}/git/ref/tags/{tag}"), NO_TAG)
        return FOUND

    async def issue(self, repository: Repository, number: int, no_discussion: bool = False) -> Answer:
        """Whether there is an issue or a pull request. Absence is proven where no discussion has the number either."""
        reply = await self.get(f"/repos/{repository.name}/issues/{number}")
        answer = json_object(reply)
        if reply.status == 200 and answer is not None:
            return FOUND
        if reply.status == 301:
            return FOUND  # transferred: the page redirects
        if reply.status == 410 and "deleted" in text((answer or {}).get("message")).lower():
            return NO_ISSUE
        if reply.status in (404, 410) and answer is not None:  # 410 also where a repository has no issues at all
            found = _existence(await self.get(f"/repos/{repository.name}/pulls/{number}"), NO_ISSUE)
            if found.state == "gone" and not no_discussion:
                return undecided("no such issue; whether a discussion took its number, GitHub says with a token only")
            return found
        why = refusal(reply, LABEL)
        return undecided(why.reason, why.kind)

    async def branch(self, repository: Repository, ref: str) -> str | None:
        """A branch's present name; empty where there is none, None where that is not known.

        Of a renamed branch, GitHub redirects the pages, and answers here with a redirect to the new name.
        """
        place = repository.name, ref
        if place not in self._branches:
            self._branches[place] = await self._branch(repository, ref)
        return self._branches[place]

    async def _branch(self, repository: Repository, ref: str) -> str | None:
        path = f"/repos/{repository.name}/branches/{quote(ref, safe='')}"
        reply = await self.get(path)
        if reply.status == 200 and json_object(reply) is not None:
            return ref
        if reply.status in (301, 302, 307, 308):
            target = next_path(reply, self.api, path, BASE) or ""
            now = unquote(target.partition("/branches/")[2])
            return now if now and now != ref else None
        return "" if _is_absent(reply) else None

    async def contents(self, repository: Repository, split: Split, lines: int = 0) -> Answer:
        """Whether a file or a folder is there, and has so many lines."""
        place = f"/{quote(split.path)}" if split.path else ""
        reply = await self.get(f"/repos/{repository.name}/contents{place}", {"ref": split.ref})
        answer = reply.json()
        if reply.status == 200 and isinstance(answer, dict | list):
            return has_lines(_lines(answer), lines) if lines and isinstance(answer, dict) else FOUND
        if reply.status == 403 and isinstance(answer, dict) and "too_large" in str(answer.get("errors")):
            return FOUND
        return _existence(reply, NO_FILE)

    async def _file(self, repository: Repository, wanted: Target) -> Answer:
        ways = splits(wanted)
        tried = ways[:_REFS]
        for split in tried:
            answer = await self.contents(repository, split, wanted.lines)
            if answer.state != "gone":
                return answer
        if known := await self.renamed(repository, wanted, tried):
            return known
        return NO_BRANCH if len(tried) == len(ways) else undecided("where the branch's name ends is not known")

    async def renamed(
        self, repository: Repository, wanted: Target, ways: list[Split], known: Mapping[Split, Answer] = _NONE
    ) -> Answer | None:
        """What is known of a file whose ref is not there: it may have been renamed. None: no way has such a branch.

        `known` is what needs no question, by ref and path.
        """
        for split in ways:
            if split.ref == "HEAD":
                return NO_FILE
            if is_hash(split.ref):
                return undecided("whether there is such a commit, GitHub does not say")
            now = await self.branch(repository, split.ref)
            if now is None:
                return undecided("whether the branch was renamed, GitHub does not say")
            if now == split.ref:
                return NO_FILE
            if now:
                return await self._on_new_branch(repository, wanted, Split(now, split.path), known)
        return None

    async def _on_new_branch(
        self, repository: Repository, wanted: Target, split: Split, known: Mapping[Split, Answer]
    ) -> Answer:
        answer = known[split] if split in known else await self.contents(repository, split, wanted.lines)
        if answer.state != "found":
            return answer
        if wanted.raw:
            return undecided(f"the branch is `{split.ref}` now; GitHub does not promise to redirect raw files")
        return answer._replace(path=f"{split.ref}/{split.path}".rstrip("/"))


def has_lines(count: int | None, wanted: int) -> Answer:
    """Whether a file of so many lines (None: nobody knows) has the line that a link points to."""
    if count is None or wanted <= count:
        return FOUND
    return undecided(f"the file has {count} lines, and the link points to line {wanted}")


def count_lines(content: str) -> int:
    return content.count("\n") + (not content.endswith("\n") and bool(content))


def _is_absent(reply: Reply) -> bool:
    """Whether the API itself says that there is no such thing: a page that says so is somebody else's."""
    return reply.status == 404 and bool(text((json_object(reply) or {}).get("message")))


def _existence(reply: Reply, absent: Answer) -> Answer:
    answer = reply.json()
    if reply.status == 200 and isinstance(answer, dict | list):
        return FOUND
    if _is_absent(reply):
        return absent
    why = refusal(reply, LABEL)
    return undecided(why.reason, why.kind)


def _lines(answer: Mapping[str, Any]) -> int | None:
    """The number of a file's lines, None where its text does not stand in the answer."""
    if answer.get("type") != "file" or answer.get("encoding") != "base64":
        return None
    try:
        return count_lines(base64.b64decode(text(answer.get("content"))).decode())
    except (binascii.Error, ValueError):
        return None


def _block(answer: Mapping[str, Any] | None) -> str:
    """Why GitHub blocks a repository; empty where it does not."""
    if answer is None:
        return ""
    block = answer.get("block")
    if isinstance(block, dict):
        return text(block.get("reason")) or "blocked"
    return "blocked" if "access blocked" in text(answer.get("message")).lower() else ""


def _limited(api: Api, until: float | None) -> Undecided:
    """The refusal in words, with the time of day from which on GitHub answers again."""
    import time

    reason = "GitHub asks to wait" if api.token else _NO_TOKEN
    if until is not None and 0 < until < 4e9:
        reason += f" (again from {time.strftime('%H:%M', time.gmtime(until))} UTC)"
    return Undecided("rate-limit", reason)


def _seconds(value: str | None) -> float | None:
    value = (value or "").strip()
    return float(value) if value.isascii() and value.isdigit() and len(value) < 12 else None
