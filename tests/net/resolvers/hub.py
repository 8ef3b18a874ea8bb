"""Plays GitHub's APIs: GraphQL with a part of the real schema, and REST."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import unquote

from graphql import GraphQLError, GraphQLSchema, build_schema, graphql_sync

from tests.net.resolvers.support import as_json, path_of, query_of
from tests.net.servers import Asked

SUBMODULE = object()
"""In place of a file's text: the folder is another repository."""

_SCHEMA = """
type Query {
  repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
  repositoryOwner(login: String!): RepositoryOwner
}
interface RepositoryOwner { login: String! }
type User implements RepositoryOwner { login: String! }
type Repository {
  nameWithOwner: String!
  url: String!
  isArchived: Boolean!
  isDisabled: Boolean!
  isPrivate: Boolean!
  description: String
  homepageUrl: String
  object(expression: String, oid: String): GitObject
  issueOrPullRequest(number: Int!): IssueOrPullRequest
  discussion(number: Int!): Discussion
  defaultBranchRef: Ref
}
type Ref { name: String! }
interface GitObject { oid: String! }
type Blob implements GitObject { oid: String! text: String isTruncated: Boolean! byteSize: Int! }
type Tree implements GitObject { oid: String! entries: [TreeEntry!] }
type Commit implements GitObject { oid: String! }
type TreeEntry { name: String! type: String! }
union IssueOrPullRequest = Issue | PullRequest
type Issue { number: Int! }
type PullRequest { number: Int! }
type Discussion { number: Int! }
"""


class Repo(NamedTuple):
    """A repository: `refs` are its branches, tags and commits with their files; `old` its branches' former names."""

    archived: bool = False
    disabled: bool = False
    private: bool = False
    about: str | None = None
    homepage: str | None = None
    refs: Mapping[str, Mapping[str, Any]] = {"main": {"README.md": "# Words\n"}}
    old: Mapping[str, str] = {}
    issues: frozenset[int] = frozenset()
    discussions: frozenset[int] = frozenset()
    transferred: frozenset[int] = frozenset()
    block: str = ""


class Hub:
    """Answers requests. `spoil` may answer instead; a token sees the owners of `visible` only (None: all)."""

    def __init__(
        self,
        repositories: Mapping[str, Repo],
        renamed: Mapping[str, str] | None = None,
        owners: tuple[str, ...] = (),
        spoil: Callable[[Asked], bytes | None] = lambda asked: None,
        visible: frozenset[str] | None = None,
        foreign: str = "",
    ) -> None:
        self.names = {name.lower(): name for name in repositories}
        self.repositories = repositories
        self.renamed = {old.lower(): new for old, new in (renamed or {}).items()}
        self.owners = {*owners, *(name.partition("/")[0] for name in repositories)}
        self.spoil = spoil
        self.visible = visible
        self.foreign = foreign  # an address that renamed repositories lead to instead
        self.left = 1000

    def __call__(self, asked: Asked) -> bytes:
        spoilt = self.spoil(asked)
        if spoilt is not None:
            return spoilt
        return self._graphql(asked) if path_of(asked) == "/graphql" else self._rest(asked)

    # --- GraphQL

    def _graphql(self, asked: Asked) -> bytes:
        if not asked.headers.get("authorization", "").startswith("bearer "):
            return as_json({"message": "This endpoint requires you to be authenticated."}, 401)
        query = json.loads(asked.body)["query"]
        root = {"repository": self._repository, "repositoryOwner": self._owner}
        result = graphql_sync(_schema(), query, root)
        answer: dict[str, Any] = {"data": result.data}
        if result.errors:
            answer["errors"] = [
                {"type": (one.extensions or {}).get("type", "UNKNOWN"), "path": one.path, "message": one.message}
                for one in result.errors
            ]
        assert all(one["type"] != "UNKNOWN" for one in answer.get("errors", ())), answer  # no such field, or the like
        return as_json(answer)

    def _repository(self, info: Any, owner: str, name: str, **_: Any) -> Mapping[str, Any]:
        present = self._present(f"{owner}/{name}")
        hidden = self.visible is not None and owner not in self.visible
        if present is None or hidden or self.repositories[present].block:
            raise _not_found(f"Could not resolve to a Repository with the name '{owner}/{name}'.")
        repo = self.repositories[present]
        return {
            "nameWithOwner": present,
            "isArchived": repo.archived,
            "isDisabled": repo.disabled,
            "isPrivate": repo.private,
            "description": repo.about,
            "homepageUrl": repo.homepage,
            "object": lambda info, expression: _git_object(repo, expression),
            "issueOrPullRequest": lambda info, number: _numbered(repo.issues, number, "Issue"),
            "defaultBranchRef": {"name": next(iter(repo.refs))} if repo.refs else None,
            "discussion": lambda info, number: _numbered(repo.discussions, number, "Discussion"),
        }

    def _owner(self, info: Any, login: str) -> Mapping[str, Any] | None:
        known = {owner.lower(): owner for owner in self.owners}
        return {"__typename": "User", "login": known[login.lower()]} if login.lower() in known else None

    def _present(self, name: str) -> str | None:
        name = self.renamed.get(name.lower(), name)
        return self.names.get(name.lower())

    # --- REST

    def _rest(self, asked: Asked) -> bytes:
        self.left -= 1
        limits = [("X-RateLimit-Remaining", str(self.left)), ("X-RateLimit-Reset", "3900000000")]
        if self.left < 0:
            limits[0] = ("X-RateLimit-Remaining", "0")
            return as_json({"message": "API rate limit exceeded for 127.0.0.1."}, 403, limits)
        status, value = self._resource(asked)
        return as_json(value, status, limits)

    def _resource(self, asked: Asked) -> tuple[int, Any]:
        first, *rest = [unquote(part) for part in path_of(asked).split("/") if part]
        base = self.foreign or f"http://{asked.headers['host']}"
        absent = 404, {"message": "Not Found", "documentation_url": "https://docs.github.com/rest"}
        if first == "users":
            known = {owner.lower(): owner for owner in self.owners}
            return (200, {"login": known[rest[0].lower()]}) if rest[0].lower() in known else absent
        if first == "repositories":
            name = sorted(self.repositories)[int(rest[0])]
            rest = rest[1:]
        else:
            asked_name = "/".join(rest[:2])
            found = self._present(asked_name)
            if found is None:
                return absent
            name, rest = found, rest[2:]
            if asked_name.lower() in self.renamed:
                number = sorted(self.repositories).index(name)
                url = "/".join([base, "repositories", str(number), *rest])
                return 301, {"message": "Moved Permanently", "url": url}
        repo = self.repositories[name]
        if repo.block:
            status = 451 if repo.block == "dmca" else 403
            return status, {"message": "Repository access blocked", "block": {"reason": repo.block}}
        if not rest:
            keys: dict[str, Any] = {"archived": repo.archived, "disabled": repo.disabled, "private": repo.private}
            keys |= {"description": repo.about, "homepage": repo.homepage}
            return 200, {"full_name": name, "html_url": f"https://github.com/{name}", **keys}
        kind, below = rest[0], rest[1:]
        if kind == "contents":
            ref = query_of(asked).get("ref", "main")
            found_object = _git_object(repo, f"{ref}:{'/'.join(below)}")
            if found_object is None:
                return absent
            if found_object["__typename"] == "Blob":
                content = base64.encodebytes(found_object["text"].encode()).decode()
                return 200, {"type": "file", "encoding": "base64", "content": content}
            return 200, []
        if kind == "branches":
            if below[0] in repo.refs:
                return 200, {"name": below[0]}
            if below[0] in repo.old:
                return 301, {"url": f"{base}/repositories/{name}/branches/{repo.old[below[0]]}"}
            return absent
        if kind == "issues":
            number = int(below[0])
            if number in repo.transferred:
                return 301, {"message": "Moved Permanently", "url": f"{base}/repositories/0/issues/1"}
            return (200, {"number": number}) if number in repo.issues else absent
        if kind == "git":
            return (200, {"ref": "/".join(below)}) if "/".join(below[2:]) in repo.refs else absent
        return absent


def _git_object(repo: Repo, expression: str) -> dict[str, Any] | None:
    """What git finds; a submodule's commit is none of this repository's."""
    ref, colon, path = expression.partition(":")
    ref = ref.removeprefix("refs/heads/").removeprefix("refs/tags/")
    ref = next(iter(repo.refs), "") if ref == "HEAD" else ref
    files = repo.refs.get(ref)
    if files is None:
        return None
    if not colon:
        return {"__typename": "Commit", "oid": "0"}
    if path in files and files[path] is not SUBMODULE:
        return {"__typename": "Blob", "oid": "0", "text": files[path], "isTruncated": False, "byteSize": 1}
    prefix = path + "/" if path else ""
    below = {name.removeprefix(prefix) for name in files if name.startswith(prefix)}
    if not below:
        return None
    entries = []
    for name in sorted({one.partition("/")[0] for one in below}):
        whole = files.get(prefix + name)
        kind = "commit" if whole is SUBMODULE else "tree" if prefix + name not in files else "blob"
        entries.append({"name": name, "type": kind})
    return {"__typename": "Tree", "oid": "0", "entries": entries}


def _numbered(known: frozenset[int], number: int, kind: str) -> Mapping[str, Any]:
    if number not in known:
        raise _not_found(f"Could not resolve to an issue or pull request with the number of {number}.")
    return {"__typename": kind, "number": number}


def _not_found(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"type": "NOT_FOUND"})


@cache
def _schema() -> GraphQLSchema:
    return build_schema(_SCHEMA)
