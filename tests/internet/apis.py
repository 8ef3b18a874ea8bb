"""The APIs, as documents and recorded answers have them, with their limits and every error that is known of them."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import Counter
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from . import graphql
from .server import Answer, Host, Visit
from .world import ArxivPaper, Repository, World

_TOKEN = {"authorization", "x-api-key"}
_EARLY = 0.2  # share of its interval by which a request may come early: a network is not even, nor is a busy machine


class Asked:
    """The parts of a request to an API."""

    def __init__(self, visit: Visit) -> None:
        seen = visit.seen
        parts = urlsplit(seen.target)
        self.method = seen.method
        self.raw_path = parts.path
        self.path = unquote(parts.path)
        self.headers = seen.headers
        fields = parse_qs(parts.query, keep_blank_values=True)
        if "x-www-form-urlencoded" in seen.headers.get("content-type", ""):
            fields |= parse_qs(seen.body.decode(), keep_blank_values=True)
        self.fields: Mapping[str, str] = {name: values[0] for name, values in fields.items()}
        self.body = seen.body

    def json(self) -> object:
        try:
            return json.loads(self.body)
        except ValueError:
            return None


def of_json(value: object, status: int = 200, *headers: tuple[str, str]) -> Answer:
    return Answer(status, headers, json.dumps(value).encode(), "application/json; charset=utf-8")


def of_text(
    text: str, status: int = 200, *headers: tuple[str, str], media: str = "text/plain; charset=utf-8"
) -> Answer:
    return Answer(status, headers, text.encode(), media)


_HTML = "<!doctype html><title>Service</title><h1>We will be back</h1>"


class Api:
    """One API. `mode` is empty when it is well, or the name of what is wrong with it: one of `MODES`, or of its own.

    `interval` is how many seconds it wants between requests, `together` how many at a time it allows (0: any).
    """

    name = ""
    interval = 0.0
    together = 0
    MODES: ClassVar[tuple[str, ...]] = (
        "429",
        "500",
        "503",
        "html",
        "dropped",
        "empty",
        "silence",
        "not-json",
        "huge",
        "redirect",
    )

    def __init__(self, world: World) -> None:
        self.world = world
        self.mode = ""
        self.limited = True
        """Whether it keeps to its limits; without, it answers whatever the pace."""
        self.refused = 0
        """How many requests came too fast."""
        self._last = -1e9
        self._now = 0

    async def __call__(self, visit: Visit) -> None:
        asked = Asked(visit)
        self._now += 1
        try:
            await self._answer(visit, asked)
        finally:
            self._now -= 1

    async def _answer(self, visit: Visit, asked: Asked) -> None:
        now = time.monotonic()
        early = now - self._last < self.interval * (1 - _EARLY)
        crowded = self.together and self._now > self.together
        self._last = now
        if self.limited and (early or crowded):
            self.refused += 1
            await visit.answer(self.too_fast())
            return
        await asyncio.sleep(0)
        wrong = await self.wrong(visit, asked) if self.mode else None
        if visit.last:
            return
        await visit.answer(wrong or self.answer(asked))

    def answer(self, asked: Asked) -> Answer:
        """What it says when it is well."""
        raise NotImplementedError

    def too_fast(self) -> Answer:
        """What it says to who asks too fast."""
        return of_json({"message": "Too Many Requests", "code": "429"}, 429)

    async def wrong(self, visit: Visit, asked: Asked) -> Answer | None:
        """What it says in a bad mode, None for the usual answer."""
        if self.mode == "dropped":
            visit.reset()
            await asyncio.sleep(0)
            return None
        if self.mode == "silence":
            visit.last = True
            await asyncio.sleep(3600)
        return {
            "429": of_json({"message": "Too Many Requests"}, 429),
            "500": of_text("Internal Server Error", 500),
            "503": of_text("Service Unavailable", 503),
            "html": of_text(_HTML, 200, media="text/html"),
            "empty": of_text("", 200),
            "not-json": of_text("{" * 3000, 200, media="application/json"),
            "huge": of_text("[" + "0," * 8_000_000 + "0]", 200, media="application/json"),
            "redirect": Answer(302, (("Location", "{https://elsewhere-api.test/}"),), b""),
        }.get(self.mode)


_FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/query</id>
  <title>arXiv Query</title>
  <updated>2026-11-20T00:00:00Z</updated>
  <opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
{entries}</feed>
"""
_ARXIV_ID = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?$")


class Arxiv(Api):
    """`export.arxiv.org/api/query`: one request in three seconds, one at a time."""

    name = "arxiv"
    interval = 3.0
    together = 1
    MODES = (*Api.MODES, "rate-200", "406", "414", "error-200", "drops-some")

    def too_fast(self) -> Answer:
        return of_text("Rate exceeded.", 429)

    async def wrong(self, visit: Visit, asked: Asked) -> Answer | None:
        if self.mode == "429":
            return of_text("Rate exceeded.", 429)
        if self.mode == "rate-200":
            return of_text("Rate exceeded.", 200)
        if self.mode == "406":
            return of_text(_HTML, 406, media="text/html")
        if self.mode == "error-200":
            return self._error("incorrect id format for x", 200)
        return await super().wrong(visit, asked)

    def answer(self, asked: Asked) -> Answer:
        if asked.path != "/api/query":
            return of_text(_HTML, 404, media="text/html")
        if "accept" not in asked.headers:
            return of_text(_HTML, 406, media="text/html")
        ids = [one.strip() for one in asked.fields.get("id_list", "").split(",") if one.strip()]
        if asked.method == "GET" and len(asked.raw_path) + len(",".join(ids)) > 8000:
            return of_text(_HTML, 414, media="text/html")
        for one in ids:
            if not _ARXIV_ID.match(one):
                return self._error(f"incorrect id format for {one}", 400)
        size = int(asked.fields.get("max_results", 10))
        if size > 2000:
            return self._error("max_results must be at most 2000", 400)
        found = [entry for one in reversed(ids) if (entry := self._entry(one))]
        if self.mode == "drops-some" and len(ids) > 1:
            found = found[1:]
        text = _FEED.format(size=size, total=len(found), entries="".join(found[:size]))
        return of_text(text, media="application/atom+xml; charset=utf-8")

    def _error(self, reason: str, status: int) -> Answer:
        entry = (
            f"  <entry>\n    <id>https://arxiv.org/api/errors#{escape(reason.replace(' ', '_'))}</id>\n"
            f"    <title>Error</title>\n    <summary>{escape(reason)}</summary>\n  </entry>\n"
        )
        return of_text(
            _FEED.format(size=1, total=1, entries=entry), status, media="application/atom+xml; charset=utf-8"
        )

    def _entry(self, asked: str) -> str:
        name, _, version = asked.partition("v") if "/" not in asked else _old(asked)
        paper = self.world.arxiv.get(name)
        if paper is None or (version and int(version) > len(paper.titles)):
            return ""
        number = int(version or len(paper.titles))
        return _atom(name, number, paper)


def _old(asked: str) -> tuple[str, str, str]:
    archive, _, rest = asked.partition("/")
    number, mark, version = rest.partition("v")
    return f"{archive}/{number}", mark, version


def _atom(name: str, version: int, paper: ArxivPaper) -> str:
    title = escape(paper.titles[version - 1]).replace(": ", ":\n  ")
    optional = f"    <arxiv:comment>{escape(paper.comment)}</arxiv:comment>\n" if paper.comment else ""
    if paper.journal:
        optional += f"    <arxiv:journal_ref>{escape(paper.journal)}</arxiv:journal_ref>\n"
    if paper.doi:
        optional += f"    <arxiv:doi>{escape(paper.doi)}</arxiv:doi>\n"
        optional += f'    <link rel="related" href="https://doi.org/{escape(paper.doi)}" title="doi"/>\n'
    return (
        f"  <entry>\n    <id>http://arxiv.org/abs/{name}v{version}</id>\n    <title>{title}</title>\n"
        f"    <updated>2023-0{min(version, 9)}-01T00:00:00Z</updated>\n"
        f'    <link href="https://arxiv.org/abs/{name}v{version}" rel="alternate" type="text/html"/>\n'
        f'    <link href="https://arxiv.org/pdf/{name}v{version}" rel="related" type="application/pdf" title="pdf"/>\n'
        "    <summary>What was done, and how well it went.</summary>\n"
        '    <category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>\n'
        "    <published>2023-01-01T00:00:00Z</published>\n"
        f"{optional}"
        '    <arxiv:primary_category term="cs.CV"/>\n'
        "    <author>\n      <name>A. Person</name>\n    </author>\n  </entry>\n"
    )


class DoiOrg(Api):
    """`doi.org`: registration agencies and handles."""

    name = "doi"
    MODES = (*Api.MODES, "odd-status")

    def answer(self, asked: Asked) -> Answer:
        if asked.path.startswith("/doiRA/"):
            dois = unquote(asked.raw_path.removeprefix("/doiRA/")).split(",")
            if len(dois) > 50 or len(asked.raw_path) > 4096:
                return of_text(_HTML, 414, media="text/html")
            return of_json([self._agency(doi) for doi in dois])
        if asked.path.startswith("/api/handles/"):
            doi = asked.path.removeprefix("/api/handles/")
            if doi.lower() in self.world.dois and self.world.dois[doi.lower()].agency.startswith("status "):
                return of_json({"responseCode": 2, "handle": doi}, 500)
            if doi.lower() not in self.world.dois:
                return of_json({"responseCode": 100, "handle": doi}, 404)
            value = {"format": "string", "value": "https://publisher.test/" + doi}
            values = [{"index": 1, "type": "URL", "data": value, "ttl": 86400}]
            return of_json({"responseCode": 1, "handle": doi, "values": values})
        return of_text(_HTML, 404, media="text/html")

    def _agency(self, doi: str) -> dict[str, str]:
        if self.mode == "odd-status":
            return {"DOI": doi, "status": "Unknown"}
        known = self.world.dois.get(doi.lower())
        if known is None:
            return {"DOI": doi, "status": "DOI does not exist"}
        if known.agency.startswith("status "):
            return {"DOI": doi, "status": known.agency.removeprefix("status ")}
        return {"DOI": doi, "RA": known.agency}


_CROSSREF_FIELDS = set(
    "DOI title type issued container-title short-container-title author updated-by update-to relation published "
    "publisher event prefix member resource subtitle URL".split()
)


class Crossref(Api):
    """`api.crossref.org/works`: lists of up to 40, one request a second (polite: three)."""

    name = "crossref"
    interval = 1 / 3
    together = 3
    MODES = (*Api.MODES, "null-dates")

    def too_fast(self) -> Answer:
        return of_text("Too Many Requests", 429, ("x-rate-limit-limit", "3"), ("x-rate-limit-interval", "1s"))

    def answer(self, asked: Asked) -> Answer:
        if asked.method not in ("GET", "HEAD"):
            return of_text("Method Not Allowed", 405)
        limits = (("x-rate-limit-limit", "3"), ("x-rate-limit-interval", "1s"), ("x-concurrency-limit", "3"))
        if asked.path == "/works":
            chosen = set(asked.fields.get("select", "").split(",")) - {""}
            if chosen - _CROSSREF_FIELDS:
                return of_json({"status": "failed", "message-type": "validation-failure", "message": []}, 400)
            wanted = [one.removeprefix("doi:") for one in asked.fields.get("filter", "").split(",")]
            items = [item for one in wanted if (item := self._work(one, chosen))]
            rows = int(asked.fields.get("rows", 20))
            message = {"total-results": len(items), "items-per-page": rows, "items": items[:rows]}
            return of_json({"status": "ok", "message-type": "work-list", "message": message}, 200, *limits)
        item = self._work(asked.path.removeprefix("/works/"), set())
        if item is None:
            return of_text("Resource not found.", 404, *limits)
        return of_json({"status": "ok", "message-type": "work", "message": item}, 200, *limits)

    def _work(self, doi: str, chosen: set[str]) -> dict[str, object] | None:
        known = self.world.dois.get(doi.lower())
        if known is None or known.agency != "Crossref":
            return None
        work: dict[str, object] = {
            "DOI": doi.lower(),
            "title": [("RETRACTED: " if known.retracted else "") + escape(known.title)],
            "type": known.kind,
            "issued": {"date-parts": [[None if self.mode == "null-dates" else known.year]]},
            "container-title": [known.venue] if known.venue else [],
            "publisher": "Somebody",
        }
        if known.retracted:
            work["updated-by"] = [
                {"DOI": doi + ".ret", "type": known.retracted, "label": known.retracted.title(), "source": "publisher"}
            ]
        return {name: value for name, value in work.items() if not chosen or name in chosen}


class DataCite(Api):
    """`api.datacite.org/dois`."""

    name = "datacite"
    MODES = Api.MODES

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/dois":
            text = asked.fields.get("ids") or asked.fields.get("query", "")
            dois = re.findall(r'10\.[^,"\s)]+', text)
            size = int(asked.fields.get("page[size]", 25))
            return of_json({"data": [one for doi in dois if (one := self._record(doi))][:size], "meta": {}})
        record = self._record(asked.path.removeprefix("/dois/"))
        if record is None:
            return of_json(
                {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}, 404
            )
        return of_json({"data": record})

    def _record(self, doi: str) -> dict[str, object] | None:
        known = self.world.dois.get(doi.lower())
        if known is None or known.agency != "DataCite":
            return None
        attributes = {"doi": doi.lower(), "titles": [{"title": known.title}], "publicationYear": known.year}
        return {"id": doi.lower(), "type": "dois", "attributes": attributes}


class GitHub(Api):
    """`api.github.com`: GraphQL with a token, REST with or without."""

    name = "github"
    together = 100
    TOKEN = "ghp_a-secret-of-the-tests"
    MODES = (
        *Api.MODES,
        *("rate-limited", "secondary", "bad-token", "all-null", "forbidden-all", "null-data", "not-found-without-path"),
        *("502", "budget-spent"),
    )

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.anonymous = 0

    async def wrong(self, visit: Visit, asked: Asked) -> Answer | None:
        if self.mode == "rate-limited":
            error = {"type": "RATE_LIMITED", "message": "API rate limit exceeded"}
            reset = ("x-ratelimit-reset", str(int(time.time()) + 3600))
            return of_json({"data": None, "errors": [error]}, 200, ("x-ratelimit-remaining", "0"), reset)
        if self.mode == "secondary":
            return of_json({"message": "You have exceeded a secondary rate limit."}, 403, ("retry-after", "60"))
        if self.mode == "bad-token":
            return of_json({"message": "Bad credentials"}, 401)
        if self.mode == "null-data" and asked.path == "/graphql":
            return of_json({"data": None, "errors": [{"message": "Something went wrong while executing your query."}]})
        if self.mode == "502" and asked.path == "/graphql":
            return of_text(_HTML, 502, media="text/html")
        if self.mode == "budget-spent":
            return self._spent()
        return await super().wrong(visit, asked)

    def _spent(self) -> Answer:
        reset = ("x-ratelimit-reset", str(int(time.time()) + 3000))
        return of_json(
            {"message": "API rate limit exceeded for 127.0.0.1."}, 403, ("x-ratelimit-remaining", "0"), reset
        )

    def answer(self, asked: Asked) -> Answer:
        if "user-agent" not in asked.headers:
            return of_text("Request forbidden by administrative rules.", 403)
        token = asked.headers.get("authorization", "").partition(" ")[2]
        if token and token != self.TOKEN:
            return of_json({"message": "Bad credentials"}, 401)
        if asked.path == "/graphql":
            if not token or asked.method != "POST":
                return of_json({"message": "This endpoint requires you to be authenticated."}, 401)
            return self._graphql(asked)
        if not token:
            self.anonymous += 1
            if self.limited and self.anonymous > 60:
                return self._spent()
        return self._rest(asked)

    def _graphql(self, asked: Asked) -> Answer:
        body = asked.json()
        if not isinstance(body, dict) or not isinstance(body.get("query"), str):
            return of_json({"message": "Problems parsing JSON"}, 400)
        try:
            wanted = graphql.fields(body["query"], body.get("variables") or {})
        except ValueError:
            return of_json({"errors": [{"message": "Parse error on the query"}]})
        data: dict[str, object] = {}
        errors: list[dict[str, object]] = []
        for field in wanted:
            if field.name == "rateLimit":
                data[field.alias] = {"cost": 1, "remaining": 4999, "resetAt": "2026-11-20T18:00:00Z"}
            elif field.name == "repository":
                data[field.alias] = self._repository(field, errors)
            elif field.name == "repositoryOwner":
                login = str(field.arguments["login"])
                there = any(name.startswith(login.lower() + "/") for name in self.world.repositories)
                data[field.alias] = {"login": login} if there else None
            else:
                return of_json({"errors": [{"message": f"Field '{field.name}' doesn't exist on type 'Query'"}]})
        answer = {"data": data} if not errors else {"data": data, "errors": errors}
        return of_json(answer, 200, ("x-ratelimit-remaining", "4999"))

    def _repository(self, field: graphql.Field, errors: list[dict[str, object]]) -> object:
        name = f"{field.arguments['owner']}/{field.arguments['name']}"
        known = self.world.repositories.get(name.lower())
        if self.mode in ("all-null", "forbidden-all") or (known and known.state == "FORBIDDEN"):
            said = (
                "Resource not accessible by integration" if self.mode == "all-null" else "Resource protected by SAML."
            )
            errors.append({"type": "FORBIDDEN", "path": [field.alias], "message": said})
            return None
        if known is None or known.state:
            errors.append(self._missing([field.alias], f"a Repository with the name '{name}'"))
            return None
        row: dict[str, object] = {}
        for inner in field.fields:
            value = self._field(known, known.now or name, inner)
            if value is None and inner.name == "issueOrPullRequest":
                errors.append(self._missing([field.alias, inner.alias], "an issue or pull request with that number"))
            row[inner.alias] = value
        return row

    def _missing(self, path: list[str], what: str) -> dict[str, object]:
        locations = [{"line": 1, "column": 9}]
        said = f"Could not resolve to {what}."
        error: dict[str, object] = {"type": "NOT_FOUND", "path": path, "locations": locations, "message": said}
        if self.mode == "not-found-without-path":
            del error["path"]
        return error

    def _field(self, known: Repository, name: str, field: graphql.Field) -> object:
        if field.name == "object":
            found = _object(str(field.arguments["expression"]), known)
            return found and {one.alias: found[one.name] for one in field.fields if one.on in ("", found["__typename"])}
        if field.name == "issueOrPullRequest":
            return {"__typename": "Issue"} if field.arguments["number"] in known.issues else None
        if field.name == "discussion":
            return None
        return {
            "nameWithOwner": name,
            "isArchived": known.archived,
            "archivedAt": "2024-05-01T00:00:00Z" if known.archived else None,
            "isDisabled": False,
            "isEmpty": False,
            "isFork": False,
            "isPrivate": False,
            "url": f"https://github.com/{name}",
            "homepageUrl": None,
            "description": None,
            "defaultBranchRef": {"name": "main"},
        }[field.name]

    def _rest(self, asked: Asked) -> Answer:
        parts = asked.path.strip("/").split("/")
        if parts[0] == "repositories" and len(parts) == 2:
            names = sorted(self.world.repositories)
            index = int(parts[1])
            if index < len(names):
                parts = ["repos", *(self.world.repositories[names[index]].now or names[index]).split("/")]
        if parts[0] == "users" and len(parts) == 2:
            if any(name.startswith(parts[1].lower() + "/") for name in self.world.repositories):
                return of_json({"login": parts[1], "type": "Organization"})
            return of_json({"message": "Not Found", "status": "404"}, 404)
        if parts[0] != "repos" or len(parts) < 3:
            return of_json({"message": "Not Found"}, 404)
        name = "/".join(parts[1:3])
        known = self.world.repositories.get(name.lower())
        if known is None:
            current = [one for one in self.world.repositories.values() if one.now.lower() == name.lower()]
            if not current:
                return of_json({"message": "Not Found", "status": "404"}, 404)
            known = current[0]
        elif known.now:
            number = sorted(self.world.repositories).index(name.lower())
            url = f"https://api.github.com/repositories/{number}"
            return of_json({"message": "Moved Permanently", "url": url}, 301, ("Location", url))
        if known.state == "dmca":
            return of_json({"message": "Repository access blocked", "block": {"reason": "dmca"}}, 451)
        if known.state:
            return of_json({"message": "Repository access blocked", "block": {"reason": "tos"}}, 403)
        if len(parts) > 3:
            there = self._part(known, parts[3:], asked.fields.get("ref", "HEAD"))
            return of_json(there) if there else of_json({"message": "Not Found", "status": "404"}, 404)
        row = {"full_name": name, "archived": known.archived, "disabled": False, "private": False}
        row |= {"description": None, "homepage": ""}
        return of_json(
            {**row, "html_url": f"https://github.com/{name}"}, 200, ("x-ratelimit-remaining", str(60 - self.anonymous))
        )

    def _part(self, known: Repository, parts: list[str], ref: str) -> dict[str, object] | None:
        if parts[0] == "contents":
            return _object(f"{ref}:" + "/".join(parts[1:]), known) and {"type": "file"}
        if parts[0] in ("issues", "pulls") and parts[1].isdigit():
            return {"number": int(parts[1])} if int(parts[1]) in known.issues else None
        if parts[0] == "branches":
            return {"name": "main"} if "/".join(parts[1:]) == "main" else None
        return None


def _object(expression: str, known: Repository) -> dict[str, object] | None:
    """What git has for `main`, `HEAD:path` or `main:path`; None for nothing."""
    ref, colon, path = expression.partition(":")
    if ref.removeprefix("refs/heads/") not in ("HEAD", "main"):
        return None
    if not colon:
        return {"__typename": "Commit"}
    if path in known.files:
        return {"__typename": "Blob", "isTruncated": False, "byteSize": 90, "text": "one\ntwo\nthree\n"}
    folder = path.rstrip("/") + "/" if path else ""
    inside = sorted({one.removeprefix(folder).partition("/")[0] for one in known.files if one.startswith(folder)})
    return {"__typename": "Tree", "entries": [{"name": one, "type": "blob"} for one in inside]} if inside else None


class OpenReview(Api):
    """`api2.openreview.net`: notes are behind a challenge, the search is not."""

    name = "openreview"
    MODES = (*Api.MODES, "challenge-all", "open", "search-unavailable")

    async def wrong(self, visit: Visit, asked: Asked) -> Answer | None:
        return self._challenge() if self.mode == "challenge-all" else await super().wrong(visit, asked)

    def _challenge(self) -> Answer:
        url = "https://openreview.net/challenge"
        text = "Please complete the challenge to continue."
        return of_json({"name": "ChallengeRequiredError", "message": text, "challengeUrl": url, "status": 403}, 403)

    def answer(self, asked: Asked) -> Answer:
        open_to_all = self.mode == "open"
        if asked.path == "/notes/search" and asked.method == "POST":
            body = asked.json()
            ids = body.get("ids", []) if isinstance(body, dict) else []
            if not open_to_all:
                return self._challenge()
            return of_json({"notes": [note for one in ids if (note := self._note(one))]})
        if asked.path == "/notes/search":
            if self.mode == "search-unavailable":
                return of_json({"notes": [], "count": 0, "searchUnavailable": True})
            words = set(asked.fields.get("term", "").lower().split())
            notes = [
                note
                for one in self.world.notes
                if (note := self._note(one)) and words & set(self.world.notes[one].title.lower().split())
            ]
            return of_json({"notes": notes[: int(asked.fields.get("limit", 25))], "count": 10000})
        if asked.path == "/notes":
            if not open_to_all:
                return self._challenge()
            note = self._note(asked.fields.get("id") or asked.fields.get("forum", ""))
            if note is None:
                text = "The Note was not found"
                return of_json({"name": "NotFoundError", "message": text, "status": 404, "details": {}}, 404)
            return of_json({"notes": [note], "count": 1})
        return of_json({"name": "NotFoundError", "message": "no such route", "status": 404}, 404)

    def _note(self, name: str) -> dict[str, object] | None:
        known = self.world.notes.get(name)
        if known is None or known.hidden:
            return None
        content = {
            "title": {"value": known.title},
            "venue": {"value": known.venue},
            "venueid": {"value": known.venueid},
        }
        return {"id": name, "forum": name, "number": 7, "content": content, "domain": "ICLR.cc/2024/Conference"}


class Scholar(Api):
    """`api.semanticscholar.org`: a request a second with a key, a crowd without."""

    name = "s2"
    interval = 1.0
    KEY = "s2-secret-of-the-tests"
    MODES = (*Api.MODES, "bad-key", "all-unknown", "null-fields")

    async def wrong(self, visit: Visit, asked: Asked) -> Answer | None:
        if self.mode == "bad-key":
            return of_json({"message": "Forbidden"}, 403)
        if self.mode == "all-unknown":
            return of_json({"error": "No valid paper ids given"}, 400)
        return await super().wrong(visit, asked)

    def answer(self, asked: Asked) -> Answer:
        if asked.path != "/graph/v1/paper/batch" or asked.method != "POST":
            return of_json({"error": "Not found"}, 404)
        body = asked.json()
        ids = body.get("ids", []) if isinstance(body, dict) else []
        if len(ids) > 500:
            return of_json({"error": "Request size exceeds 500"}, 400)
        found = [self.world.scholar.get(one) for one in ids]
        if not any(found):
            return of_json({"error": "No valid paper ids given"}, 400)
        fields = {"paperId", *asked.fields.get("fields", "title").split(",")}
        null = self.mode == "null-fields"
        return of_json(
            [one and {name: None if null else value for name, value in one.items() if name in fields} for one in found]
        )


class HuggingFace(Api):
    """`huggingface.co/api`."""

    name = "huggingface"
    TOKEN = "hf_a-secret-of-the-tests"
    MODES = Api.MODES

    def too_fast(self) -> Answer:
        return of_json({"error": "rate limited"}, 429, ("RateLimit", '"api";r=0;t=200'))

    def answer(self, asked: Asked) -> Answer:
        path = asked.path.removeprefix("/api/")
        token = asked.headers.get("authorization", "").partition(" ")[2]
        if path.startswith("papers/"):
            paper = self.world.hub_papers.get(path.removeprefix("papers/"))
            return of_json(paper) if paper else of_json({"error": "Paper not found"}, 404)
        if path.startswith("arxiv/"):
            return of_json({"models": [], "datasets": [], "spaces": []})
        state = self.world.models.get(path.lower())
        if state == "public":
            return of_json({"id": path.partition("/")[2], "private": False, "disabled": False})
        if token != self.TOKEN:
            return of_json({"error": "Invalid username or password."}, 401)
        if state == "private":
            return of_json({"error": "Access to this repository is restricted"}, 403)
        return of_json({"error": "Repository not found"}, 404)


class YouTube(Api):
    """`www.youtube.com/oembed`."""

    name = "youtube"
    MODES = Api.MODES

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._visits: Counter[str] = Counter()

    def answer(self, asked: Asked) -> Answer:
        if asked.path != "/oembed":
            return of_text(_HTML, 404, media="text/html")
        parts = urlsplit(asked.fields.get("url", ""))
        video = parse_qs(parts.query).get("v", [parts.path.rpartition("/")[2]])[0]
        if not re.fullmatch(r"[\w-]{11}", video):
            return of_text("Bad Request", 400)
        known = self.world.videos.get(video)
        if known is None:
            return of_text("Not Found", 404)
        status = known.answers[min(self._visits[video], len(known.answers) - 1)]
        self._visits[video] += 1
        if status != 200 or known.body:
            return of_text(known.body or "Unauthorized", status)
        return of_json({"title": known.title, "author_name": "The Lab", "type": "video", "version": "1.0"})


class Wayback(Api):
    """`web.archive.org/cdx`: one connection, three seconds apart."""

    name = "wayback"
    interval = 3.0
    together = 1
    MODES = Api.MODES

    def too_fast(self) -> Answer:
        return of_text("<html>Too Many Requests</html>", 429, media="text/html")

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/wayback/available":
            return of_json({"url": asked.fields.get("url", ""), "archived_snapshots": {}})
        if asked.path != "/cdx/search/cdx":
            return of_text(_HTML, 404, media="text/html")
        url = asked.fields.get("url", "")
        when = self.world.captures.get(re.sub(r"(?<=[a-z]):\d+(?=/|$)", "", url))
        fields = asked.fields.get("fl", "urlkey,timestamp,original,mimetype,statuscode,digest,length").split(",")
        row = {"timestamp": when, "original": url, "statuscode": "200", "mimetype": "text/html"}
        rows = [fields, [row.get(field, "-") for field in fields]] if when else []
        return of_json(rows)


ALL: tuple[type[Api], ...] = (
    *(Arxiv, DoiOrg, Crossref, DataCite, GitHub, OpenReview, Scholar, HuggingFace, YouTube, Wayback),
)


def hosts(world: World) -> tuple[dict[str, Api], list[Host]]:
    """The APIs by name, and their hosts."""
    apis = {kind.name: kind(world) for kind in ALL}
    return apis, [Host(f"{name}-api.test", {"*": api}) for name, api in apis.items()]
