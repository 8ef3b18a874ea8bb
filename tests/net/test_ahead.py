"""Pages that another process fetches: what it says, and what happens to it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from awesome_lint.knowledge import knowledge
from awesome_lint.net.ahead import Ahead, pays
from awesome_lint.net.cache import Cache
from awesome_lint.net.plan import Planner
from awesome_lint.net.run import Result, Run, check
from awesome_lint.net.settings import NetSettings
from awesome_lint.net.wanted import Wanted
from tests.net.loopback import Loopback, loopback
from tests.net.servers import Asked
from tests.net.test_run import HERE, NOW, talk, verdicts

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there is such a process on Linux only")


def run(
    net: Loopback,
    first: Iterable[str],
    later: Iterable[str] = (),
    cache: Cache | None = None,
    settings: NetSettings | None = None,
    *,
    kill: bool = False,
) -> tuple[Result, Ahead]:
    """A run that begins with some pages, and learns of others only then."""
    settings = settings or net.settings(concurrency=64)
    hosts = knowledge().hosts
    with Ahead(settings, hosts) as ahead:
        planner = Planner(hosts, settings)
        one = Run(planner.plan, settings, cache, ahead=ahead, clock=lambda: NOW)
        planner.take(map(Wanted, first))
        one.begin()
        planner.take(map(Wanted, later))
        if kill:
            os.kill(ahead.process.pid or 0, signal.SIGKILL)
        return one.finish(), ahead


def several(net: Loopback, number: int = 40) -> list[str]:
    paths = ("/page", "/gone", "/moved", "/broken")
    hosts = [f"h{host}.example.test" for host in range(number // len(paths))]
    return [net.url(host, path) for host in hosts for path in paths] + [net.url("missing.test", "/")]


def test_its_verdicts_are_those_of_a_run_without_it() -> None:
    with loopback(talk, HERE) as net:
        urls = several(net)
        planner = Planner(knowledge().hosts, net.settings())
        planner.take(map(Wanted, urls))
        alone = check(planner.plan, net.settings(), clock=lambda: NOW)
        result, ahead = run(net, urls[::2], urls[1::2])
        assert dict(result.evidence) == dict(alone.evidence)
        assert (result.asked, result.requests) == (alone.asked, alone.requests)
        assert verdicts(result) == {"ok": 10, "dead": 11, "moved": 10, "unreachable": 10}
        assert not ahead.runs


def test_every_page_is_asked_for_once_whenever_it_was_known() -> None:
    with loopback(talk, HERE) as net:
        urls = [net.url(f"h{host}.example.test", f"/page/{number}") for host in range(5) for number in range(8)]
        result, _ = run(net, urls[:25], urls)
        assert verdicts(result) == {"ok": 40}
        assert Counter(net.asked()).most_common(1)[0][1] == 1
        assert sum(result.requests.values()) == 40


def test_what_the_cache_knows_is_not_asked_for_there_either(tmp_path: Path) -> None:
    with loopback(talk, HERE) as net, Cache(str(tmp_path / "c"), clock=lambda: NOW) as cache:
        urls = [net.url("a.example.test", f"/page/{number}") for number in range(6)]
        run(net, urls[:3], (), cache)
        result, _ = run(net, urls[:4], urls, cache)
        assert (result.asked, result.cached) == (3, 3)
        assert Counter(net.asked()).most_common(1)[0][1] == 1


def test_where_something_kills_it_the_rest_is_asked_for_here() -> None:
    with loopback(talk, HERE) as net:
        urls = several(net)
        result, _ = run(net, urls[:20], urls, kill=True)
        assert verdicts(result) == {"ok": 10, "dead": 11, "moved": 10, "unreachable": 10}


def test_it_ends_with_the_time_of_the_run() -> None:
    async def slow(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.target == "/slow":
            await asyncio.sleep(30)
        return await talk(asked, writer)

    with loopback(slow, HERE) as net:
        urls = [net.url("a.example.test", "/page"), net.url("b.example.test", "/slow")]
        result, ahead = run(net, urls, settings=net.settings(concurrency=64, max_time=1.0, timeout=20.0))
        assert result.out_of_time
        assert [one.kind for one in result.evidence.values()] == ["", "no-time"]
        assert not ahead.runs


def test_a_network_that_does_not_work_is_noticed_from_what_it_says() -> None:
    with loopback(talk, HERE) as net:
        net.names.works = False
        urls = [net.url(f"h{number}.example.test", "/page") for number in range(60)]
        result, _ = run(net, urls)
        assert result.offline
        assert {one.kind for one in result.evidence.values()} == {"no-network"}


def test_few_pages_are_not_worth_a_process() -> None:
    assert not pays(10, NetSettings())
    assert not pays(100_000, NetSettings(concurrency=8)), "requests at a time are shared out"
