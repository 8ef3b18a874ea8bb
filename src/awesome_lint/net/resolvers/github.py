"""GitHub: whether repositories, files, issues and owners are there, renamed or archived.

With a token its GraphQL API is asked about fifty things at once, else the REST API about one at a time. Pages of
github.com are never asked: they are throttled. Sources: the GraphQL reference ("Repository", "GitObject"), "Rate limits
and query limits for the GraphQL API" (docs.github.com); for REST see `github_rest`.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from awesome_lint.knowledge.hosts import split_url
from awesome_lint.model import Evidence
from awesome_lint.model.evidence import Described, Resource
from awesome_lint.net.api import Api, Reply, Undecided
from awesome_lint.net.resolvers.base import Question, Resolver, unreachable
from awesome_lint.net.resolvers.github_links import WEB, Split, Target, github_question, splits, target, web_address
from awesome_lint.net.resolvers.github_rest import (
    BASE,
    FOUND,
    LABEL,
    NO_BRANCH,
    NO_FILE,
    NO_TAG,
    Answer,
    Budget,
    Repository,
    Rest,
    count_lines,
    has_lines,
    is_limit,
    undecided,
)
from awesome_lint.net.resolvers.replies import json_object, refusal, text
from awesome_lint.net.words import plain
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

__all__ = ["GitHub", "github_question"]

_BATCH = 50
_SECOND = 10  # so many missing files are looked at more closely in one request
_WAYS = 6  # slashes in a branch's name that are thought of
_PLACES = 100  # below repositories, that one request asks about
_PARTS = 4  # that a question is cut into where it is too much
_REFS = 3  # of those, so many are looked for among renamed branches
_FAILURES = 8  # requests in vain after which a batch is given up: one bad thing among fifty takes four
_OWNERS = 2
_ABOUT = 1_000  # characters of a description
_VALUE = pattern(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9._-]+)?")
_ITS_OWN = ("server-error", "timeout", "busy", "too-large")  # failures that need not be the next one's
_SMALLER = ("server-error", "timeout", "busy")
_FAULT = pattern(r"something went wrong|time[ds]? ?out", 2)  # re.IGNORECASE


class _Thing(NamedTuple):
    """A repository or an owner, and the questions about it."""

    value: str
    questions: tuple[Question, ...]

    @property
    def is_repository(self) -> bool:
        return "/" in self.value


class GitHub(Resolver):
    """Up to fifty links in one request; several of one repository share an alias, so hand them in side by side."""

    name: ClassVar[str] = "github"
    label: ClassVar[str] = LABEL
    base: ClassVar[str] = BASE
    kinds: ClassVar[tuple[str, ...]] = ("github",)
    batch: ClassVar[int] = _BATCH
    interval: ClassVar[float] = 0.1  # its secondary limits: 900 requests a minute at REST, where each counts for one
    concurrency: ClassVar[int] = 2
    token: ClassVar[tuple[str, str] | None] = ("authorization", "bearer {}")

    def __init__(self) -> None:
        self._budget = Budget()

    @classmethod
    def refused(cls, reply: Reply) -> bool:
        """Refusals that say how long to wait. The others hold for up to an hour: nobody waits for that."""
        return is_limit(reply) and "retry-after" in reply.headers

    async def ask(self, questions: Sequence[Question], api: Api) -> Mapping[str, Evidence]:
        things = _things(questions)
        found: dict[str, Evidence] = {}
        run = _Run(api, self._budget, found)
        try:
            self._budget.refusals.check(api)
            if api.token:
                for batch in _batches(things):
                    await run.by_graphql(batch)
            else:
                await run.by_rest(things)
        except Undecided as why:
            if not found:
                raise
            found.update({one.key: unreachable(why, LABEL) for one in questions if one.key not in found})
        return found


class _Run:
    """One call of `ask`. What is known goes into `found` at once, so that a refusal half-way loses nothing."""

    def __init__(self, api: Api, budget: Budget, found: dict[str, Evidence]) -> None:
        self._api = api
        self._budget = budget
        self._found = found
        self._rest = Rest(api, budget)
        self._failures = 0

    async def by_rest(self, things: Iterable[_Thing]) -> None:
        """Repositories and owners first, then what lies below: requests are few."""
        below: list[tuple[Repository, Question]] = []
        for thing in things:
            ask = self._rest.repository if thing.is_repository else self._rest.owner
            try:
                known = await ask(thing.value)
            except Undecided as why:
                self._failures += 1
                if why.kind not in _ITS_OWN or self._failures >= _FAILURES:
                    raise
                known = unreachable(why, LABEL)
            for question in thing.questions:
                if isinstance(known, Evidence):
                    self._found[question.key] = known
                elif question.path and target(question.path).kind != "page" and not _hidden(known):
                    below.append((known, question))
                else:
                    self._found[question.key] = _evidence(question, known, FOUND)
        for repository, question in below:
            self._found[question.key] = await self._below(repository, question)

    async def _below(self, repository: Repository, question: Question) -> Evidence:
        try:
            answer = await self._rest.place(repository, target(question.path))
        except Undecided as why:
            answer = undecided(why.reason, why.kind)
        return _evidence(question, repository, answer)

    async def by_graphql(self, things: Sequence[_Thing]) -> None:
        """Asks in one request, and in smaller ones where that is too much."""
        pending = deque([things])
        while pending:
            some = pending.popleft()
            try:
                await self._by_graphql(some)
            except Undecided as why:
                if why.kind not in _SMALLER:
                    raise
                self._failures += 1
                if len(some) == 1 or self._failures >= _FAILURES:
                    self._all(some, why)
                    continue
                # The parts one after the other, none cut up again before all were asked: an answer in between shows
                # that the API as such is well.
                size = -(-len(some) // _PARTS)
                pending += [some[start : start + size] for start in range(0, len(some), size)]

    async def _by_graphql(self, things: Sequence[_Thing]) -> None:
        """Asks in one request; by the other API where there is nothing to be had here."""
        wanted = [_wanted(thing) for thing in things]
        answer = await self._query(_query(zip(things, wanted, strict=True)))
        if not any(answer.node(f"r{number}") for number in range(len(things))):
            # Nothing at all: so answers a token that may not ask here. What is missing in fact is found so as well.
            await self.by_rest(things)
            return
        doubtful: list[_Thing] = []
        missing: list[tuple[Repository, Question, Target]] = []
        owners = {
            text(node.get("nameWithOwner")).partition("/")[0].lower()
            for number, thing in enumerate(things)
            if thing.is_repository and (node := answer.node(f"r{number}"))
        }
        for number, (thing, targets) in enumerate(zip(things, wanted, strict=True)):
            alias = f"r{number}"
            repository = _repository(answer.node(alias))
            if repository is not None:
                missing += self._read(thing, targets, repository, answer, alias)
            elif answer.is_missing((alias,)) and len(owners) >= _OWNERS:
                gone = ("no-such-repository", "repository") if thing.is_repository else ("not-found", "account")
                for question in thing.questions:
                    self._found[question.key] = Evidence("dead", gone[0], f"no such {gone[1]}", LABEL)
            elif answer.is_missing((alias,)) or (answer.is_null((alias,)) and not thing.is_repository):
                doubtful.append(thing)  # the token may see one owner's repositories only; owners are null without words
            else:
                self._all([thing], answer.why((alias,)))
        for start in range(0, len(missing), _SECOND):
            await self._look_closer(missing[start : start + _SECOND])
        await self.by_rest(doubtful)

    def _read(
        self, thing: _Thing, targets: Sequence[Target], repository: Repository, answer: _Answers, alias: str
    ) -> list[tuple[Repository, Question, Target]]:
        """Takes over what an answer says of one thing; the rest is what is not where the link says."""
        missing = []
        for question, wanted in zip(thing.questions, map(_target, thing.questions), strict=True):
            known = FOUND
            if wanted.kind != "page" and not _hidden(repository):
                path = (alias, f"t{targets.index(wanted)}")
                node = answer.node(*path)
                if node:
                    known = _node_lines(node, wanted)
                elif answer.is_missing(path) or (answer.is_null(path) and wanted.kind != "issue"):
                    if wanted.kind == "tag":
                        known = NO_TAG
                    else:
                        missing.append((repository, question, wanted))
                        continue
                else:
                    why = answer.why(path)
                    known = undecided(why.reason, why.kind)
            self._found[question.key] = _evidence(question, repository, known)
        return missing

    async def _look_closer(self, missing: Sequence[tuple[Repository, Question, Target]]) -> None:
        """What was not where the link says: a ref with slashes, a submodule, a renamed branch, a discussion."""
        parts = []
        for number, (repository, _, wanted) in enumerate(missing):
            parts.append(f"r{number}: {_head(repository.name)} {{ nameWithOwner {_closer(wanted)} }}")
        try:
            answer = await self._query(" ".join(parts))
        except Undecided as why:
            if why.kind in ("rate-limit", "forbidden"):
                raise
            for repository, question, _ in missing:
                self._found[question.key] = _evidence(question, repository, undecided(why.reason, why.kind))
            return
        for number, (repository, question, wanted) in enumerate(missing):
            try:
                known = await self._closer(answer, f"r{number}", repository, wanted)
            except Undecided as why:
                known = undecided(why.reason, why.kind)
            self._found[question.key] = _evidence(question, repository, known)

    async def _closer(self, answer: _Answers, alias: str, repository: Repository, wanted: Target) -> Answer:
        if wanted.kind == "issue":
            if answer.node(alias, "d"):
                return FOUND
            absent = answer.is_missing((alias, "d")) or answer.is_null((alias, "d"))
            return await self._rest.issue(repository, wanted.number, no_discussion=absent)
        ways = splits(wanted)[:_WAYS]
        for number in range(len(ways)):
            if node := answer.node(alias, f"s{number}"):
                return _node_lines(node, wanted)
        refs = [number for number in range(len(ways)) if answer.node(alias, f"f{number}")]
        for number in refs:
            folder = answer.node(alias, f"d{number}")
            if folder and _is_submodule(folder, ways[number].path.rpartition("/")[2]):
                return FOUND  # its page leads to the other repository
        for name in [f"s{number}" for number in range(len(ways))] + [f"f{number}" for number in range(len(ways))]:
            if not answer.node(alias, name) and not answer.is_null((alias, name)):
                why = answer.why((alias, name))
                return undecided(why.reason, why.kind)
        if refs:
            return NO_FILE
        # No such ref. Pages redirect where a branch was renamed, which only the other API tells.
        known = await self._rest.renamed(repository, wanted, ways[:_REFS], _on_default(answer, alias, ways, wanted))
        if known is not None:
            return known
        return NO_BRANCH if len(splits(wanted)) <= _WAYS else undecided("where the branch's name ends is not known")

    async def _query(self, fields: str) -> _Answers:
        """An answer that holds data, or none at all; `Undecided` where it holds something else."""
        self._budget.refusals.check(self._api)
        try:
            reply = await self._api.post("/graphql", json={"query": f"query {{ {fields} }}"})
        except Undecided as why:
            if why.kind == "rate-limit":
                self._budget.refusals.remember(self._api, why)
            raise
        return self._answers(reply)

    def _answers(self, reply: Reply) -> _Answers:
        answer = json_object(reply)
        errors = _errors(answer)
        if reply.status == 200 and any(map(_is_limit, errors)):
            # Read as the refusal that it is, for its headers say how long it holds.
            reply = reply._replace(status=429)
        if reply.status == 200 and answer is not None and "data" not in answer and not errors:
            raise refusal(reply, LABEL)
        self._budget.read(reply, self._api)
        if reply.status == 401:
            why = Undecided("forbidden", "GitHub refuses the token (401)")
            raise self._budget.refusals.remember(self._api, why)
        if reply.status != 200 or answer is None:
            raise refusal(reply, LABEL)
        data = answer.get("data")
        if not isinstance(data, dict):
            if any(_FAULT.search(text(one.get("message"))) for one in errors):
                raise Undecided("server-error", "GitHub gave up on the question")
            data = {}
        return _Answers(data, tuple(errors))

    def _all(self, things: Iterable[_Thing], why: Undecided) -> None:
        for thing in things:
            for question in thing.questions:
                self._found[question.key] = unreachable(why, LABEL)


class _Answers(NamedTuple):
    """The answer of the GraphQL API. `errors` name the place that they belong to; what has no place may concern all."""

    data: Mapping[str, Any]
    errors: tuple[Mapping[str, Any], ...]

    def node(self, *path: str) -> Mapping[str, Any] | None:
        """What stands at a place; None where it is null, absent or of another form."""
        value: Any = self.data
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value if isinstance(value, dict) and value else None

    def is_missing(self, path: tuple[str, ...]) -> bool:
        """Whether the answer says that there is no such thing: null, and `NOT_FOUND` with that place."""
        types = self._types(path)
        return self._null(path) and types == {"NOT_FOUND"} and not self._has_placeless()

    def is_null(self, path: tuple[str, ...]) -> bool:
        """Whether a place is null, and no error is why."""
        return self._null(path) and self._types(path) <= {"NOT_FOUND"} and not self._has_placeless()

    def why(self, path: tuple[str, ...]) -> Undecided:
        """Why a place that holds nothing is not decided."""
        if "FORBIDDEN" in self._types(path):
            blocked = any("access blocked" in text(one.get("message")).lower() for one in self._errors(path))
            return Undecided("forbidden", "blocked by GitHub" if blocked else "the token may not see it (FORBIDDEN)")
        return Undecided("undecided", "GitHub answered a part of the question only")

    def _null(self, path: tuple[str, ...]) -> bool:
        value: Any = self.data
        for name in path:
            if not isinstance(value, dict) or name not in value:
                return False
            value = value[name]
        return value is None

    def _types(self, path: tuple[str, ...]) -> set[str]:
        return {text(one.get("type")) for one in self._errors(path)}

    def _errors(self, path: tuple[str, ...]) -> list[Mapping[str, Any]]:
        """The errors of a place; one further up holds for what lies below as well."""
        return [
            one
            for one in self.errors
            if isinstance(place := one.get("path"), list) and place and tuple(place) == path[: len(place)]
        ]

    def _has_placeless(self) -> bool:
        return any(not isinstance(one.get("path"), list) or not one["path"] for one in self.errors)


def _things(questions: Iterable[Question]) -> list[_Thing]:
    """The distinct repositories and owners. What can be none is not asked about."""
    groups: dict[str, list[Question]] = {}
    for question in questions:
        if _VALUE.fullmatch(question.value):
            groups.setdefault(question.value.lower(), []).append(question)
    return [_Thing(group[0].value, tuple(group)) for group in groups.values()]


def _batches(things: Sequence[_Thing]) -> Iterator[list[_Thing]]:
    """What one request each asks about: so many things, and so many places below them."""
    batch: list[_Thing] = []
    places = 0
    for thing in things:
        for start in range(0, len(thing.questions), _PLACES):
            part = thing._replace(questions=thing.questions[start : start + _PLACES])
            if batch and (len(batch) >= _BATCH or places + len(part.questions) > _PLACES):
                yield batch
                batch, places = [], 0
            batch.append(part)
            places += len(part.questions)
    if batch:
        yield batch


def _target(question: Question) -> Target:
    return target(question.path) if question.path else Target("page")


def _wanted(thing: _Thing) -> list[Target]:
    """The distinct places below a repository that have to be asked about."""
    places = map(_target, thing.questions) if thing.is_repository else ()
    return list(dict.fromkeys(place for place in places if place.kind != "page"))


def _query(things: Iterable[tuple[_Thing, Sequence[Target]]]) -> str:
    parts = []
    for number, (thing, targets) in enumerate(things):
        if thing.is_repository:
            fields = " ".join(f"t{place}: {_field(wanted)}" for place, wanted in enumerate(targets))
            flags = "nameWithOwner isArchived isDisabled isPrivate"
            if any("described" in question.asks for question in thing.questions):
                flags += " description homepageUrl"
            parts.append(f"r{number}: {_head(thing.value)} {{ {flags} {fields} }}")
        else:
            parts.append(f"r{number}: repositoryOwner(login: {_string(thing.value)}) {{ login }}")
    return " ".join(parts)


def _head(value: str) -> str:
    owner, _, name = value.partition("/")
    return f"repository(owner: {_string(owner)}, name: {_string(name)})"


def _field(wanted: Target) -> str:
    if wanted.kind == "issue":
        return f"issueOrPullRequest(number: {wanted.number}) {{ __typename }}"
    if wanted.kind == "tag":
        return _object("refs/tags/" + "/".join(wanted.segments))
    return _object(splits(wanted)[0].expression, wanted.lines)


def _closer(wanted: Target) -> str:
    """Fields for every way to tell the ref from the path: the object (s), the ref (f) and the folder it is in (d).

    And the same path on the default branch (h), which may be the ref under a new name.
    """
    if wanted.kind == "issue":
        return f"d: discussion(number: {wanted.number}) {{ number }}"
    fields = ["defaultBranchRef { name }"]
    for number, split in enumerate(splits(wanted)[:_WAYS]):
        fields.append(f"s{number}: {_object(split.expression, wanted.lines)}")
        fields.append(f"f{number}: {_object(split.ref)}")
        if number < _REFS:
            fields.append(f"h{number}: {_object(split._replace(ref='HEAD').expression, wanted.lines)}")
        if split.path:
            folder = split._replace(path=split.path.rpartition("/")[0]).expression
            entries = "... on Tree { entries { name type } }"
            fields.append(f"d{number}: object(expression: {_string(folder)}) {{ __typename {entries} }}")
    return " ".join(fields)


def _on_default(answer: _Answers, alias: str, ways: Sequence[Split], wanted: Target) -> dict[Split, Answer]:
    """What the answer says of files on the default branch, by its name."""
    name = text((answer.node(alias, "defaultBranchRef") or {}).get("name"))
    known = {}
    for number, split in enumerate(ways[:_REFS] if name else ()):
        if node := answer.node(alias, f"h{number}"):
            known[Split(name, split.path)] = _node_lines(node, wanted)
        elif answer.is_null((alias, f"h{number}")):
            known[Split(name, split.path)] = NO_FILE
    return known


def _object(expression: str, lines: int = 0) -> str:
    blob = " ... on Blob { isTruncated text }" if lines else ""
    return f"object(expression: {_string(expression)}) {{ __typename{blob} }}"


def _string(value: str) -> str:
    """A string of the query language, whose escapes are JSON's."""
    return json.dumps(value.encode("utf-8", "replace").decode(), ensure_ascii=False)


def _errors(answer: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """The errors of an answer. What is said in another form than documented is an error without a place."""
    errors = (answer or {}).get("errors") or []
    return [one if isinstance(one, dict) else {} for one in errors] if isinstance(errors, list) else [{}]


def _is_limit(error: Mapping[str, Any]) -> bool:
    return text(error.get("type")).startswith("RATE_LIMIT") or "rate limit" in text(error.get("message")).lower()


def _repository(node: Mapping[str, Any] | None) -> Repository | None:
    """What a node says; None where it does not name itself."""
    if node is None:
        return None
    name = text(node.get("nameWithOwner")) or text(node.get("login"))
    if not _VALUE.fullmatch(name):
        return None
    archived, disabled, private = (node.get(key) is True for key in ("isArchived", "isDisabled", "isPrivate"))
    return Repository(name, archived, disabled, private, text(node.get("description")), text(node.get("homepageUrl")))


def _is_submodule(folder: Mapping[str, Any], name: str) -> bool:
    entries = folder.get("entries")
    return isinstance(entries, list) and any(
        isinstance(entry, dict) and entry.get("name") == name and entry.get("type") == "commit" for entry in entries
    )


def _node_lines(node: Mapping[str, Any], wanted: Target) -> Answer:
    content = node.get("text")
    if not wanted.lines or not isinstance(content, str) or node.get("isTruncated") is True:
        return FOUND
    return has_lines(count_lines(content), wanted.lines)


def _hidden(repository: Repository) -> bool:
    return repository.private or repository.disabled


def _evidence(question: Question, repository: Repository, answer: Answer) -> Evidence:
    """The evidence of one link: a repository, and what was found of the place below it."""
    if repository.private:
        return Evidence("unreachable", "login", "a private repository: only its members see it", LABEL)
    if repository.disabled:
        return Evidence("unreachable", "forbidden", "disabled by GitHub", LABEL)
    evidence = _existence(question, repository, answer)
    if "described" not in question.asks or question.path or evidence.verdict not in ("ok", "moved"):
        return evidence
    name, about = repository.name.rpartition("/")[2], plain(repository.about)[:_ABOUT]
    described = (Described(LABEL, name, about=about, kind="resource"),)
    return evidence._replace(described=described, resources=_resources(repository))


def _resources(repository: Repository) -> tuple[Resource, ...]:
    """The page that a repository's owner names as its home."""
    url = repository.homepage if "://" in repository.homepage else f"https://{repository.homepage}"
    address = split_url(url)
    good = address is not None and address.scheme in ("http", "https") and "." in address.host and " " not in url
    return (Resource("project", url, LABEL),) if repository.homepage and good else ()


def _existence(question: Question, repository: Repository, answer: Answer) -> Evidence:
    """The same without what the repository says of itself."""
    archived = repository.archived
    if answer.state == "gone":
        return Evidence("dead", answer.kind, answer.reason, LABEL, archived=archived)
    if answer.state == "undecided":
        return Evidence("unreachable", answer.kind, answer.reason, LABEL, archived=archived)
    first, _, rest = question.path.partition("/")
    path = f"{first}/{answer.path}" if answer.path else question.path
    if answer.path and (mark := rest.rpartition("#")[2]) != rest and target(question.path).lines:
        path += "#" + mark
    address = web_address(f"{WEB}/{repository.name}", path)
    if repository.name.lower() != question.value.lower():
        return Evidence("moved", reason="renamed", source=LABEL, leads_to=address, archived=archived)
    if answer.path:  # the page redirects to the branch's new name
        return Evidence("ok", reason="its branch was renamed", source=LABEL, leads_to=address, archived=archived)
    return Evidence("ok", source=LABEL, archived=archived)
