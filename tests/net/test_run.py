"""A whole run: everything at once, and whatever ends it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from awesome_lint.knowledge import knowledge
from awesome_lint.model import Evidence
from awesome_lint.net.cache import Cache
from awesome_lint.net.plan import plan
from awesome_lint.net.run import Hint, Result, State, check
from awesome_lint.net.safety import WELL_KNOWN
from awesome_lint.net.settings import NetSettings
from awesome_lint.net.wanted import Wanted
from tests.net.loopback import Loopback, loopback
from tests.net.servers import SILENT, Asked, answer, redirect
from tests.processes import unmeasured

HERE = {"*.example.test": ["127.0.0.1"]}
DAY = 86_400
NOW = 1_800_000_000


async def talk(asked: Asked, writer: asyncio.StreamWriter) -> bool:
    """Pages by their path; arXiv, Semantic Scholar and the Wayback Machine know one thing each."""
    if asked.target.startswith("/arxiv/"):
        writer.write(answer(body=FEED, kind="application/atom+xml"))
    elif asked.target.startswith("/s2/"):
        writer.write(answer(body=json.dumps([RECORD]), kind="application/json"))
    elif asked.target.startswith("/wayback/"):
        rows = [["timestamp", "original", "statuscode"], ["20200102030405", "http://gone.example.test/", "200"]]
        writer.write(answer(body=json.dumps(rows), kind="application/json"))
    elif asked.target.startswith("/gone"):
        writer.write(answer(404))
    elif asked.target.startswith("/moved"):
        writer.write(redirect(301, "/page"))
    elif asked.target.startswith("/broken"):
        writer.write(answer(500))
    else:
        writer.write(answer())
    return True


FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
<opensearch:totalResults>1</opensearch:totalResults>
<entry><id>http://arxiv.org/abs/2301.01234v1</id><title>A Title of Some Length</title></entry>
</feed>"""
RECORD = {
    "title": "A Title of Some Length",
    "venue": "Conference on Things",
    "year": 2024,
    "externalIds": {"ArXiv": "2301.01234", "DOI": "10.1145/123.456"},
}


def run(
    net: Loopback,
    wanted: Iterable[str | Wanted],
    cache: Cache | None = None,
    progress: Callable[[State], None] | None = None,
    settings: NetSettings | None = None,
    clock: Callable[[], float] = lambda: NOW,
) -> Result:
    settings = settings or net.settings()
    asked = [Wanted(one) if isinstance(one, str) else one for one in wanted]
    return check(plan(asked, knowledge().hosts, settings), settings, cache, progress, clock=clock)


def verdicts(result: Result) -> dict[str, int]:
    return dict(Counter(one.verdict for one in result.evidence.values()))


def test_every_address_has_evidence_as_the_list_writes_it() -> None:
    with loopback(talk, HERE) as net:
        good, gone = net.url("a.example.test", "/page"), net.url("b.example.test", "/gone")
        moved, missing = net.url("a.example.test", "/moved"), net.url("missing.test", "/")
        result = run(net, [good, good + "#part", f" {good} ", gone, moved, missing, "docs/a.md"])
        kinds = {url: (one.verdict, one.kind) for url, one in result.evidence.items()}
        assert kinds == {
            good: ("ok", ""),
            good + "#part": ("ok", ""),
            f" {good} ": ("ok", ""),
            gone: ("dead", "not-found"),
            moved: ("moved", ""),
            missing: ("dead", "no-host"),
        }
        assert result.evidence[moved].leads_to == good
        assert net.asked().count(("a.example.test", "/page")) == 2  # once for itself, once at the end of a redirect
        assert result.left_out == {"files and places of the repository itself": 1}
        assert (result.asked, result.cached) == (4, 0)
        assert (result.interrupted, result.out_of_time, result.offline) == (False, False, False)


def test_what_is_known_is_not_asked_again(tmp_path: Path) -> None:
    with loopback(talk, HERE) as net, Cache(str(tmp_path / "c"), clock=lambda: NOW) as cache:
        urls = [net.url(f"{name}.example.test", path) for name in "abc" for path in ("/page", "/gone", "/moved")]
        urls += [net.url("missing.test", "/"), "https://arxiv.org/abs/2301.01234"]
        first = run(net, urls, cache)
        before = len(net.asked())
        second = run(net, urls, cache)
        assert len(net.asked()) == before
        assert (second.asked, second.cached) == (0, first.asked) == (0, 11)
        assert dict(second.evidence) == dict(first.evidence)
        assert second.requests == {}


def test_what_was_not_decided_is_asked_again(tmp_path: Path) -> None:
    with loopback(talk, HERE) as net, Cache(str(tmp_path / "c"), clock=lambda: NOW) as cache:
        url = net.url("a.example.test", "/broken")
        assert run(net, [url], cache).evidence[url].kind == "server-error"
        assert (run(net, [url], cache).asked, net.asked().count(("a.example.test", "/broken"))) == (1, 2)


def test_what_counts_as_good_is_no_answer_for_a_run_that_sees_it_otherwise(tmp_path: Path) -> None:
    with loopback(talk, HERE) as net, Cache(str(tmp_path / "c"), clock=lambda: NOW) as cache:
        url = net.url("a.example.test", "/gone")
        lenient = net.settings(accept=frozenset({404}))
        assert run(net, [url], cache, settings=lenient).evidence[url].verdict == "ok"
        assert run(net, [url], cache).evidence[url].verdict == "dead"


# Facts


def test_further_facts_come_to_the_verdict() -> None:
    with loopback(talk, HERE) as net:
        url = "https://arxiv.org/pdf/2301.01234"
        evidence = run(net, [Wanted(url, "A Title of Some Length", frozenset({"published"}))]).evidence[url]
        assert (evidence.verdict, evidence.source) == ("ok", "arXiv")
        assert evidence.titles == ("A Title of Some Length",)
        assert [(one.venue, one.source) for one in evidence.published] == [("Conference on Things", "Semantic Scholar")]


@pytest.mark.parametrize("fault", [answer(500), answer(429), answer(body="<p>no</p>"), answer(body="[", kind="a/json")])
def test_the_failure_of_a_further_source_changes_no_verdict(fault: bytes) -> None:
    async def failing(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.target.startswith("/s2/"):
            writer.write(fault)
            return True
        return await talk(asked, writer)

    with loopback(failing, HERE) as net:
        url = "https://arxiv.org/abs/2301.01234"
        evidence = run(net, [Wanted(url, "", frozenset({"published"}))]).evidence[url]
        assert (evidence.verdict, evidence.published) == ("ok", ())


def test_a_further_source_says_nothing_of_what_was_not_decided() -> None:
    async def failing(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.target.startswith("/arxiv/"):
            writer.write(answer(429, "Rate exceeded."))
            return True
        return await talk(asked, writer)

    with loopback(failing, HERE) as net:
        url = "https://arxiv.org/abs/2301.01234"
        evidence = run(net, [Wanted(url, "", frozenset({"published"}))]).evidence[url]
        assert (evidence.verdict, evidence.kind) == ("unreachable", "rate-limit")


def test_tokens_that_would_have_helped_are_named() -> None:
    with loopback(talk, HERE) as net:
        urls = [f"https://github.com/someone/thing{number}" for number in range(5)]
        urls += ["https://github.com/someone/thing0/", "https://huggingface.co/some/model"]
        result = run(net, urls)
        assert set(result.hints) == {Hint("github-token", 6), Hint("huggingface-token", 1)}
        tokens = net.settings(tokens={"github": "a", "huggingface": "b"})
        assert run(net, urls, settings=tokens).hints == ()


# Facts that cost a request each


class Library:
    """arXiv knows every paper, the Hub the code of every second one, Semantic Scholar what `scholar` says."""

    def __init__(self) -> None:
        self.looked_up: list[str] = []
        self.scholar: Callable[[list[str]], bytes] = lambda ids: answer(400, '{"error": "No valid paper ids given"}')

    async def talk(self, asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.target.startswith("/arxiv/"):
            numbers = parse_qs(asked.body.decode())["id_list"][0].split(",")
            entries = "".join(
                f"<entry><id>http://arxiv.org/abs/{one}v1</id><title>T</title></entry>" for one in numbers
            )
            writer.write(answer(body=FEED.partition("<entry>")[0] + entries + "</feed>", kind="application/atom+xml"))
        elif asked.target.startswith("/huggingface/api/papers/"):
            number = asked.target.rpartition("/")[2]
            self.looked_up.append(number)
            code = {"githubRepo": f"https://github.com/a/r{number}", "githubRepoAddedBy": "user"}
            page = {"id": number, **(code if int(number[-1]) % 2 else {})}
            writer.write(answer(body=json.dumps(page), kind="application/json"))
        elif asked.target.startswith("/s2/"):
            writer.write(self.scholar(json.loads(asked.body)["ids"]))
        else:
            writer.write(answer())
        return True


def wanting(number: int, *asks: str) -> list[Wanted]:
    return [Wanted(f"https://arxiv.org/abs/2301.{one:05}", "T", frozenset(asks)) for one in range(1, number + 1)]


def test_what_nobody_asked_before_is_asked_though_the_cache_has_the_rest(tmp_path: Path) -> None:
    with loopback(talk, HERE) as net, Cache(str(tmp_path / "c"), clock=lambda: NOW) as cache:
        url, page = "https://arxiv.org/abs/2301.01234", net.url("a.example.test", "/page")
        wanted = [Wanted(one, asks=frozenset({"described"})) for one in (url, page)]
        run(net, [url, page], cache)
        before = len(net.asked())
        for _ in range(2):
            evidence = run(net, wanted, cache, settings=net.settings()._replace(describe=True)).evidence
            assert [one.source for one in evidence[url].described] == ["arXiv", "Semantic Scholar"]
            assert [one.title for one in evidence[page].described] == ["A page"]
        asked = [target.split("/")[1] for _, target in net.asked()[before:]]
        assert sorted(one for one in asked if one != "huggingface") == ["arxiv", "page", "s2"], "once each"


def test_only_some_facts_that_cost_a_request_each_are_asked_for() -> None:
    library = Library()
    with loopback(library.talk, HERE) as net:
        result = run(net, wanting(9, "code"), settings=net.settings(facts=4))
        assert len(library.looked_up) == 4
        assert result.hints == (Hint("facts", 5),)
        assert verdicts(result) == {"ok": 9}
        library.looked_up.clear()
        assert run(net, wanting(9, "code"), settings=net.settings(facts=9)).hints == ()
        assert len(library.looked_up) == 9
        library.looked_up.clear()
        assert run(net, wanting(9, "code"), settings=net.settings(facts=0)).hints == ()
        assert library.looked_up == []


def test_the_next_runs_ask_for_the_facts_that_are_left(tmp_path: Path) -> None:
    library, papers = Library(), wanting(10, "code")
    with loopback(library.talk, HERE) as net:
        for day, left in enumerate((6, 2, 0, 0)):
            now = NOW + day * DAY
            with Cache(str(tmp_path / "c"), clock=lambda now=now: now) as cache:  # type: ignore[misc]
                settings = net.settings(facts=4)
                result = run(net, papers, cache, settings=settings, clock=lambda now=now: now)  # type: ignore[misc]
            assert result.hints == ((Hint("facts", left),) if left else ())
        assert len(library.looked_up) == len(set(library.looked_up)) == 10, "nothing is asked for twice"
        assert sum(bool(one.resources) for one in result.evidence.values()) == 5
        # Later what is too old is asked for again: first what is new in the list, then what is oldest.
        library.looked_up.clear()
        now = NOW + 35 * DAY
        with Cache(str(tmp_path / "c"), clock=lambda: now) as cache:
            run(net, wanting(12, "code"), cache, settings=net.settings(facts=6), clock=lambda: now)
        assert set(library.looked_up[:6]) == {f"2301.{one:05}" for one in (1, 2, 3, 4, 11, 12)}


def test_facts_that_come_in_batches_are_asked_for_all() -> None:
    library, asked = Library(), []

    def know(ids: list[str]) -> bytes:
        asked.extend(ids)
        return answer(body=json.dumps([None for _ in ids]), kind="application/json")

    library.scholar = know
    with loopback(library.talk, HERE) as net:
        run(net, wanting(90, "published"), settings=net.settings(facts=1))
    assert len(asked) == 90


def test_papers_that_a_batch_failed_for_are_asked_for_again(tmp_path: Path) -> None:
    """The first half of a batch is answered, the other one is not: that says nothing of its papers."""
    library, batches = Library(), list[list[str]]()
    works = False

    def know(ids: list[str]) -> bytes:
        batches.append(ids)
        if not works and (len(ids) == 8 or ids[-1].endswith("8")):
            return answer(500)
        known = [dict(RECORD, externalIds={"ArXiv": one.partition(":")[2]}) for one in ids]
        return answer(body=json.dumps(known), kind="application/json")

    library.scholar = know
    with loopback(library.talk, HERE) as net, Cache(str(tmp_path / "c"), clock=lambda: NOW) as cache:
        first = run(net, wanting(8, "published"), cache)
        known = {url for url, one in first.evidence.items() if one.published}
        assert 0 < len(known) < 8
        works = True
        batches.clear()
        second = run(net, wanting(8, "published"), cache)
        assert all(one.published for one in second.evidence.values())
        again = {one.partition(":")[2] for ids in batches for one in ids}
        assert again == {url.rpartition("/")[2] for url in first.evidence} - {url.rpartition("/")[2] for url in known}


# Days


def test_days_of_being_dead_are_counted_over_runs(tmp_path: Path) -> None:
    path = str(tmp_path / "c")
    with loopback(talk, HERE) as net:
        url, closed = net.url("a.example.test", "/gone"), "https://paperswithcode.com/paper/a"
        for day in range(3):
            now = NOW + day * DAY
            with Cache(path, clock=lambda now=now: now) as cache:  # type: ignore[misc]
                evidence = run(net, [url, closed], cache, clock=lambda now=now: now).evidence  # type: ignore[misc]
        assert [(evidence[one].since, evidence[one].days) for one in (url, closed)] == [(NOW, 3), (NOW, 3)]
        assert [(one.since, one.days) for one in run(net, [url]).evidence.values()] == [(NOW, 1)]


# Captures


def test_dead_links_have_their_latest_capture(tmp_path: Path) -> None:
    with loopback(talk, HERE) as net, Cache(str(tmp_path / "c"), clock=lambda: NOW) as cache:
        url, good = net.url("a.example.test", "/gone#part"), net.url("a.example.test", "/page")
        capture = "https://web.archive.org/web/20200102030405/http://gone.example.test/"
        for _ in range(2):
            evidence = run(net, [url, good], cache).evidence
            assert (evidence[url].capture, evidence[good].capture) == (capture, "")
        assert sum(target.startswith("/wayback/") for _, target in net.asked()) == 1


def test_only_some_dead_links_are_looked_up() -> None:
    with loopback(talk, HERE) as net:
        settings = net.settings()._replace(captures=3)
        result = run(net, [net.url("a.example.test", f"/gone/{number}") for number in range(9)], settings=settings)
        assert sum(bool(one.capture) for one in result.evidence.values()) == 3
        assert verdicts(result) == {"dead": 9}


def test_a_refusal_of_the_archive_costs_no_verdict() -> None:
    async def failing(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.target.startswith("/wayback/"):
            writer.write(answer(429))
            return True
        return await talk(asked, writer)

    with loopback(failing, HERE) as net:
        result = run(net, [net.url("a.example.test", f"/gone/{number}") for number in range(9)])
        assert verdicts(result) == {"dead": 9}
        assert sum(target.startswith("/wayback/") for _, target in net.asked()) == 1


# The network


def test_without_a_network_nothing_is_dead_and_it_is_said_once(tmp_path: Path) -> None:
    with loopback(talk, HERE) as net, Cache(str(tmp_path / "c"), clock=lambda: NOW) as cache:
        net.names.works = False
        urls = [net.url(f"h{number}.example.test", "/page") for number in range(300)]
        urls.append("https://paperswithcode.com/paper/a")  # known without a request
        result = run(net, urls, cache, settings=net.settings(concurrency=4))
        assert result.offline
        assert verdicts(result) == {"unreachable": 300, "dead": 1}
        assert {one.kind for one in result.evidence.values()} == {"no-network", "gone-site"}
        assert len(set(net.names.asked)) < 300, "it gives up soon"
        assert cache.streaks("unreachable", urls) == {}


def test_a_network_of_a_few_links_that_does_not_work_is_noticed_too() -> None:
    with loopback(talk, HERE) as net:
        net.names.works = False
        url = net.url("a.example.test", "/page")
        result = run(net, [url])
        assert (result.offline, result.evidence[url].kind) == (True, "no-network")


@pytest.mark.parametrize("known", ["nobody", "silence"])
def test_without_a_network_apis_are_not_asked_one_after_the_other(known: str) -> None:
    """Each would fail three times, with its pace in between."""
    with loopback(talk, HERE) as net:
        net.names.works = False
        if known == "silence":
            net.names.names.update(dict.fromkeys([*WELL_KNOWN, "api.test"], SILENT))
            net.names.works = True
        urls = [f"https://arxiv.org/abs/2301.{number:05}" for number in range(2000)]
        urls += [f"https://doi.org/10.1145/{number}.1" for number in range(2000)]
        base = f"http://api.test:{net.web.port}"
        apis = dict.fromkeys(("arxiv", "doi", "crossref"), base)
        settings = net.settings(apis=apis, paces={"arxiv": 9.0, "doi": 9.0}, timeout=0.5)
        result = run(net, urls, settings=settings)
        assert result.offline
        assert {one.kind for one in result.evidence.values()} == {"no-network"}
        assert sum(result.requests.values()) <= 4


def test_a_network_of_its_own_is_none_that_does_not_work() -> None:
    with loopback(talk, HERE) as net:
        net.names.names.update(dict.fromkeys(WELL_KNOWN, SILENT))
        urls = [net.url(f"h{number}.example.test", "/page") for number in range(20)]
        urls += [net.url("missing.test", f"/{number}") for number in range(5)]
        result = run(net, urls, settings=net.settings(timeout=0.5))
        assert not result.offline
        assert verdicts(result) == {"ok": 20, "unreachable": 5}


def test_a_network_that_goes_while_apis_are_asked_ends_the_run() -> None:
    async def going(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        net.names.works = False
        return await talk(asked, writer)

    with loopback(going, {**HERE, "api.test": ["127.0.0.1"]}) as net:
        urls = [net.url("a.example.test", "/page")]
        urls += [net.url(f"h{number}.example.test", "/page") for number in range(10)]
        urls += [f"https://arxiv.org/abs/2301.{number:05}" for number in range(2000)]
        settings = net.settings(
            apis={"arxiv": f"http://late.test:{net.web.port}"}, paces={"arxiv": 9.0}, concurrency=1, per_host=1
        )
        result = run(net, urls, settings=settings)
        assert result.offline
        assert "dead" not in verdicts(result)


def test_a_network_that_goes_half_way_makes_nothing_dead(tmp_path: Path) -> None:
    async def going(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.target == "/last":
            net.names.works = False
        return await talk(asked, writer)

    with loopback(going, HERE) as net, Cache(str(tmp_path / "c"), clock=lambda: NOW) as cache:
        urls = [net.url("a.example.test", "/page"), net.url("missing.test", "/"), net.url("a.example.test", "/last")]
        urls += [net.url(f"h{number}.example.test", "/page") for number in range(200)]
        result = run(net, urls, cache, settings=net.settings(concurrency=1, per_host=1))
        assert result.evidence[urls[0]].verdict == "ok"
        assert "dead" not in verdicts(result), "not even the host that was missing while the network worked"
        net.names.works = True
        later = run(net, urls, cache, settings=net.settings())
        assert {url: one.verdict for url, one in later.evidence.items() if one.verdict != "ok"} == {urls[1]: "dead"}


def test_a_name_that_was_missing_for_a_moment_is_not_dead() -> None:
    async def coming(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        net.names.names["late.test"] = ["127.0.0.1"]
        return await talk(asked, writer)

    with loopback(coming, HERE) as net:
        late, good = net.url("late.test", "/page"), net.url("a.example.test", "/page")
        result = run(net, [late, good], settings=net.settings(concurrency=1))
        assert result.evidence[late].verdict == "unreachable"
        assert not result.offline


def test_answers_that_nobody_thought_of_cost_nothing_else() -> None:
    junk = [b'{"data": 7}', b"[[[[", b'{"errors": "x", "data": {"r0": [1]}}', b"\x00\xff", b"null"]

    async def strange(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.host == "127.0.0.1":
            writer.write(answer(body=junk[len(asked.target) % len(junk)], kind="application/json"))
            return True
        return await talk(asked, writer)

    urls = ["https://github.com/a/b", "https://arxiv.org/abs/2301.01234", "https://doi.org/10.1145/1.2"]
    urls += ["https://openreview.net/forum?id=abcdef1234", "https://youtu.be/mO2Tjcwr4u8", "https://huggingface.co/a/b"]
    with loopback(strange, HERE) as net:
        good = net.url("a.example.test", "/page")
        result = run(net, [*urls, good])
        assert "dead" not in verdicts(result)
        assert result.evidence[good].verdict == "ok"


# Limits


def test_a_run_ends_with_its_time_and_says_what_it_knows() -> None:
    async def slow(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.host != "a.example.test":
            await asyncio.sleep(30)
        return await talk(asked, writer)

    with loopback(slow, HERE) as net:
        urls = [net.url("a.example.test", "/page")]
        urls += [net.url(f"h{number}.example.test", "/gone") for number in range(50)]
        result = run(net, urls, settings=net.settings(max_time=0.5, timeout=20.0))
        assert (result.out_of_time, result.interrupted, result.offline) == (True, False, False)
        assert verdicts(result) == {"ok": 1, "unreachable": 50}
        assert {one.kind for one in result.evidence.values()} == {"", "no-time"}
        assert result.hints == (Hint("max-time", 50),)


def test_a_clock_that_jumps_changes_no_limit_and_no_verdict(tmp_path: Path) -> None:
    times = iter([NOW, NOW + 400 * DAY, NOW - 400 * DAY] * 1000)
    with loopback(talk, HERE) as net, Cache(str(tmp_path / "c"), clock=lambda: next(times)) as cache:
        urls = [net.url(f"h{number}.example.test", path) for number in range(10) for path in ("/page", "/gone")]
        result = run(net, urls, cache, settings=net.settings(max_time=60.0), clock=lambda: next(times))
        assert verdicts(result) == {"ok": 10, "dead": 10}
        assert not result.out_of_time


def test_hosts_are_asked_by_few_at_a_time_and_all_hosts_together() -> None:
    busy: Counter[str] = Counter()
    most: Counter[str] = Counter()

    async def counting(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        for name in (asked.host, "all"):
            busy[name] += 1
            most[name] = max(most[name], busy[name])
        await asyncio.sleep(0.01)
        for name in (asked.host, "all"):
            busy[name] -= 1
        return await talk(asked, writer)

    with loopback(counting, HERE) as net:
        urls = [net.url(f"h{host}.example.test", f"/{page}") for host in range(6) for page in range(12)]
        result = run(net, urls, settings=net.settings(concurrency=8, per_host=3))
        assert verdicts(result) == {"ok": 72}
        assert most.pop("all") == 8
        assert max(most.values()) <= 3


def test_connections_are_used_again_also_with_many_hosts() -> None:
    with loopback(talk, HERE) as net:
        urls = [net.url(f"h{host}.example.test", f"/{page}") for page in range(8) for host in range(100)]
        result = run(net, urls, settings=net.settings(concurrency=8))
        assert verdicts(result) == {"ok": 800}
        assert net.web.connections < 500


def test_there_is_no_task_for_every_link() -> None:
    tasks: list[int] = []

    def progress(state: State) -> None:
        if state.decided < state.total:
            tasks.append(len(asyncio.all_tasks()))

    with loopback(talk, HERE) as net:
        urls = [net.url(f"h{number}.example.test", "/page") for number in range(250)]
        result = run(net, urls, progress=progress, settings=net.settings(concurrency=2))
        assert verdicts(result) == {"ok": 250}
        assert 0 < max(tasks) < 100


def test_progress_is_told_from_nothing_to_all() -> None:
    states: list[State] = []
    with loopback(talk, HERE) as net:
        run(net, [net.url(f"h{number % 7}.example.test", f"/{number}") for number in range(50)], progress=states.append)
    assert (states[0].decided, states[0].total) == (0, 50)
    assert sum(number for _, number in states[0].waiting) <= 50
    assert states[0].waiting[0][1] == 8
    assert (states[-1].decided, states[-1].waiting) == (50, ())
    assert [one.decided for one in states] == sorted(one.decided for one in states)


def test_an_api_that_asks_to_slow_down_is_told_of() -> None:
    states: list[State] = []
    refused: list[Asked] = []

    async def refusing(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.target.startswith("/arxiv/") and not refused:
            refused.append(asked)
            writer.write(answer(429, "Rate exceeded."))
            return True
        return await talk(asked, writer)

    with loopback(refusing, HERE) as net:
        settings = net.settings(retries=1, paces={"arxiv": 1.0}, timeout=20.0, link_time=20.0)
        result = run(net, ["https://arxiv.org/abs/2301.01234"], progress=states.append, settings=settings)
    assert verdicts(result) == {"ok": 1}
    slowed = [state.slowed for state in states if state.slowed]
    assert [label for label, _ in slowed[0]] == ["arXiv"]
    assert 0 < slowed[0][0][1] <= 1.25
    assert states[-1].slowed == ()


def test_what_is_waited_for_after_all_is_known_is_told_of() -> None:
    states: list[State] = []

    async def slow(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.target.startswith("/wayback/"):
            await asyncio.sleep(0.7)
        return await talk(asked, writer)

    with loopback(slow, HERE) as net:
        run(net, [net.url("a.example.test", f"/gone/{number}") for number in range(2)], progress=states.append)
    late = [state for state in states if state.decided == state.total == 2 and state.waiting]
    assert late
    assert {label for label, _ in late[-1].waiting} == {"Wayback Machine"}


def test_a_plan_of_nothing_needs_no_network() -> None:
    settings = NetSettings()
    result = check(plan([Wanted("a.md")], knowledge().hosts, settings), settings)
    assert (dict(result.evidence), result.offline, result.requests) == ({}, False, {})


def test_an_address_that_the_plan_leaves_out_has_no_evidence() -> None:
    with loopback(talk, HERE) as net, pytest.raises(KeyError):
        run(net, ["a.md"]).evidence["a.md"]


# Whatever ends it


RUN = """
import json, sys
from awesome_lint.knowledge import knowledge
from awesome_lint.net.cache import Cache
from awesome_lint.net.plan import plan
from awesome_lint.net.run import check
from awesome_lint.net.settings import NetSettings
from awesome_lint.net.wanted import Wanted
given = json.loads(sys.argv[1])
settings = NetSettings(**given["settings"])
with Cache(given["cache"]) as cache:
    result = check(plan(map(Wanted, given["urls"]), knowledge().hosts, settings), settings, cache)
evidence = {url: [one.verdict, one.kind] for url, one in result.evidence.items()}
print(json.dumps([evidence, result.interrupted, result.asked, result.cached, result.trouble]))
"""


def begin(net: Loopback, urls: list[str], cache: Path, **changes: object) -> subprocess.Popen[str]:
    settings = net.settings(**changes)
    plain = {
        name: getattr(settings, name) for name in ("timeout", "link_time", "interval", "retries", "dns", "per_host")
    }
    given = {
        "settings": {**plain, "allow_private": True, "concurrency": settings.concurrency},
        "cache": str(cache),
        "urls": urls,
    }
    command = [sys.executable, "-c", RUN, json.dumps(given)]
    return subprocess.Popen(
        command, env=unmeasured(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def ended(process: subprocess.Popen[str]) -> list[object]:
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    rows: list[object] = json.loads(output)
    return rows


def stopping_at(path: str, reached: threading.Event) -> Callable[[Asked, asyncio.StreamWriter], object]:
    async def stop(asked: Asked, writer: asyncio.StreamWriter) -> bool:
        if asked.target == path:
            reached.set()
            await asyncio.sleep(60)
        return await talk(asked, writer)

    return stop


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interrupted_run_says_what_it_knows(tmp_path: Path) -> None:
    reached = threading.Event()
    with loopback(stopping_at("/stop", reached), HERE) as net:  # type: ignore[arg-type]
        urls = [net.url("a.example.test", path) for path in ("/page", "/gone", "/stop", "/gone/2", "/gone/3")]
        process = begin(net, urls, tmp_path / "c", timeout=60.0, link_time=60.0, per_host=1)
        assert reached.wait(30)
        process.send_signal(signal.SIGINT)
        evidence, interrupted, *_ = ended(process)
    assert interrupted is True
    assert list(evidence.values()) == [  # type: ignore[attr-defined]
        *(["ok", ""], ["dead", "not-found"]),
        *(["unreachable", "no-time"], ["unreachable", "no-time"], ["unreachable", "no-time"]),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_killed_run_goes_on_where_it_was_and_asks_nothing_twice(tmp_path: Path) -> None:
    reached = threading.Event()
    with loopback(stopping_at("/stop", reached), HERE) as net:  # type: ignore[arg-type]
        urls = [net.url("a.example.test", f"/{number}") for number in range(150)]
        process = begin(net, [*urls, net.url("a.example.test", "/stop")], tmp_path / "c", timeout=60.0, link_time=60.0)
        assert reached.wait(30)
        kept = tmp_path / "c"
        for _ in range(200):  # answers are written once a second
            with Cache(str(kept)) as cache:
                if len(dict(cache.load("page", urls))) == 150:
                    break
            reached.clear()
            reached.wait(0.05)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        before = Counter(net.asked())
        evidence, _, asked, cached, trouble = ended(begin(net, urls, kept))
        assert (asked, cached, trouble) == (0, 150, "")
        assert all(one == ["ok", ""] for one in evidence.values())  # type: ignore[attr-defined]
        assert Counter(net.asked()) == before


def test_two_runs_at_once_with_one_cache_both_end_well(tmp_path: Path) -> None:
    with loopback(talk, HERE) as net:
        urls = [net.url(f"h{number % 5}.example.test", f"/{number}") for number in range(200)]
        gone = [net.url("a.example.test", f"/gone/{number}") for number in range(10)]
        processes = [begin(net, some, tmp_path / "c") for some in ([*urls[:120], *gone], [*urls[80:], *gone])]
        for process in processes:
            evidence, interrupted, _, _, trouble = ended(process)
            assert (interrupted, trouble) == (False, "")
            assert Counter(one[0] for one in evidence.values()) == {"ok": 120, "dead": 10}  # type: ignore[attr-defined]
        *_, asked, cached, _ = ended(begin(net, [*urls, *gone], tmp_path / "c"))
        assert (asked, cached) == (0, 210)


def test_a_cache_that_cannot_be_costs_no_verdict(tmp_path: Path) -> None:
    with loopback(talk, HERE) as net, Cache(str(tmp_path)) as cache:
        url = net.url("a.example.test", "/gone")
        result = run(net, [url], cache)
        assert result.evidence[url].verdict == "dead"
        assert result.trouble == f"{tmp_path}: is no file"


def test_evidence_of_a_stranger_is_checked_before_it_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "c"
    with loopback(talk, HERE) as net:
        url = net.url("a.example.test", "/gone")
        with Cache(str(path), clock=lambda: NOW) as cache:
            cache.store("page", url, Evidence("ok", source="a\nb", checked=NOW))
            assert run(net, [url], cache).evidence[url].verdict == "dead"
        path.write_bytes(os.urandom(5000))
        with Cache(str(path), clock=lambda: NOW) as cache:
            assert run(net, [url], cache).evidence[url].verdict == "dead"
