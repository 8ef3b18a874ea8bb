"""Asks resolvers through the real client, of servers that the tests start."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from awesome_lint.model import Evidence
from awesome_lint.net.api import Undecided
from awesome_lint.net.client import ApiClient
from awesome_lint.net.resolvers.base import Question, Resolver
from awesome_lint.net.settings import NetSettings
from tests.net.servers import Asked, Talk, answer, says, site

Says = Callable[[Asked], bytes]

HTML = answer(200, "<!DOCTYPE html><title>Just a moment…</title>")


class Heard(NamedTuple):
    """What came of asking: the evidence by key, or why there is none, and all requests that were sent."""

    evidence: Mapping[str, Evidence]
    why: Undecided | None
    requests: Sequence[Asked]

    @property
    def one(self) -> Evidence:
        """The evidence of the only question."""
        (evidence,) = self.evidence.values()
        return evidence


def ask(
    resolver: type[Resolver],
    *questions: Question,
    of: Says | bytes | Talk,
    token: str = "",
    talk: bool = False,
    rounds: int = 1,
    retries: int = 0,
) -> Heard:
    """Asks a server that answers as `of` says. `talk`: `of` writes to the connection itself.

    `rounds`: the questions are asked so often, by the same resolver and client; the last answer counts.
    """

    async def run() -> Heard:
        async with site(of if talk else says(of)) as server:  # type: ignore[arg-type]
            settings = NetSettings(
                apis={resolver.name: f"http://{server.address}:{server.port}"},
                tokens={resolver.name: token} if token else {},
                paces={resolver.name: 0.0},
                retries=retries,
                timeout=5.0,
            )
            asking = resolver()
            evidence: dict[str, Evidence] = {}
            why: Undecided | None = None
            async with ApiClient(resolver, settings) as api:
                for _ in range(rounds):
                    evidence, why = {}, None
                    try:
                        evidence = dict(await asking.ask(questions, api))
                    except Undecided as error:
                        why = error
            return Heard(evidence, why, server.requests)

    return asyncio.run(run())


def as_json(value: Any, status: int = 200, headers: Sequence[tuple[str, str]] = ()) -> bytes:
    """An answer in JSON."""
    return answer(status, json.dumps(value), headers, kind="application/json; charset=utf-8")


def plain(words: str, status: int = 200, headers: Sequence[tuple[str, str]] = ()) -> bytes:
    """An answer in plain text."""
    return answer(status, words, headers, kind="text/plain")


def path_of(asked: Asked) -> str:
    return urlsplit(asked.target).path


def query_of(asked: Asked) -> dict[str, str]:
    """The parameters of a request's address, the last value of each."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(asked.target).query).items()}


def truncated(whole: bytes) -> bytes:
    """An answer that ends before it is all there."""
    return whole[:-5]
