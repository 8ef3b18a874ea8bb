"""`awesome-lint links --history`: since when links are dead, whatever becomes of the cache."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from awesome_lint.model import Evidence
from awesome_lint.net.history import DeadLink, History, HistoryError, Place, applied, read, renewed, written

from ..repositories import Repo
from .conftest import Run
from .web import Answer, Web, web

DAY = 86_400
FILE = Path("dead.json")
ONE = "- [One tool](http://good.example/one) - what it does\n"
GONE = "- [A third tool](http://gone.example/three) - what it does\n"
URL = "http://gone.example/three"


@pytest.fixture
def net() -> Iterator[Web]:
    with web({"good.example/one": Answer(), "gone.example/": Answer()}) as net:
        yield net


def write(text: str) -> None:
    Path("README.md").write_text(f"# Tools\n\n{text}")


def links() -> dict[str, dict[str, Any]]:
    return {row["url"]: row for row in json.loads(FILE.read_text())["links"]}


def days_pass(days: int) -> None:
    """Let everything the file knows of have happened so many days earlier."""
    whole = json.loads(FILE.read_text())
    whole["checked"] -= days * DAY
    for row in whole["links"]:
        row["since"] -= days * DAY
        row["last"] -= days * DAY
    FILE.write_text(json.dumps(whole))


def test_days_are_counted_without_a_cache(run: Run, net: Web) -> None:
    write(ONE + GONE)
    options = ("--history", str(FILE), "--no-cache", "--dead-for", "3", *net.options)
    seen = []
    for passed in (0, 0, 1, 1, 0):
        if passed:
            days_pass(passed)
        seen.append((run("links", *options).code, links()[URL]["days"], links()[URL]["reported"]))
    assert seen == [(0, 1, False), (0, 1, False), (0, 2, False), (1, 3, True), (1, 3, True)]
    place = {"path": "README.md", "line": 4, "entry": "A third tool"}
    assert links()[URL]["places"] == [place]
    assert "since" in run("links", "--output-format", "concise", *options).out
    assert list(links()) == [URL], "what is good is not remembered"


def test_a_lost_cache_loses_no_day(run: Run, net: Web) -> None:
    write(GONE)
    options = ("--history", str(FILE), "--cache", "answers.sqlite", "--dead-for", "2", *net.options)
    assert run("links", *options).code == 0
    since = links()[URL]["since"]
    days_pass(1)
    Path("answers.sqlite").unlink()
    assert run("links", *options).code == 1
    assert (links()[URL]["days"], links()[URL]["since"]) == (2, since - DAY)
    FILE.unlink()
    assert run("links", *options).code == 0, "neither is left of what was"


def test_what_is_undecided_stays_and_what_is_good_goes(run: Run, net: Web) -> None:
    write(GONE)
    options = ("--history", str(FILE), "--no-cache", *net.options)
    run("links", *options)
    days_pass(1)
    before = links()[URL]
    net.pages["gone.example/three"] = Answer(403, "<title>Forbidden</title>")
    write(ONE + GONE)
    assert run("links", *options).code == 0
    assert links()[URL] == before | {"places": [{"path": "README.md", "line": 4, "entry": "A third tool"}]}
    assert links()[URL]["reported"], "it was not found good"
    net.pages["gone.example/three"] = Answer()
    assert run("links", *options).code == 0
    assert links() == {}
    del net.pages["gone.example/three"]
    run("links", *options)
    assert links()[URL]["days"] == 1, "and the days are counted anew"


def test_what_is_suppressed_is_remembered_and_not_reported(run: Run, net: Web) -> None:
    write(GONE.rstrip() + " <!-- awesome-lint: ignore L101 -- its page comes back -->\n")
    assert run("links", "--history", str(FILE), *net.options).code == 0
    assert (links()[URL]["reported"], links()[URL]["days"]) == (False, 1)
    write(ONE)
    run("links", "--history", str(FILE), *net.options)
    assert links() == {}, "no list has it any more"


def test_runs_that_saw_not_everything_write_nothing(run: Run, net: Web) -> None:
    write(GONE)
    options = ("--history", str(FILE), *net.options)
    assert run("links", *options).code == 1
    before = FILE.read_bytes()
    Path("broken.md").write_bytes(b"\xff\xfe\x00" * 9 + b"\x00")
    Path("broken.md").chmod(0)
    assert run("links", "README.md", "missing.md", *options).code == 2
    assert FILE.read_bytes() == before
    assert run("links", "README.md", "--dry-run", *options).code == 0
    assert FILE.read_bytes() == before
    assert run("links", "README.md", "--diff", *options).code == 0
    assert FILE.read_bytes() == before


def test_misuse(run: Run, net: Web) -> None:
    Repo(Path.cwd()).commit(README=f"# Tools\n\n{GONE}")
    changed = run("links", "--history", str(FILE), "--diff-base", "HEAD", *net.options)
    assert (changed.code, "--history is about all links" in changed.err) == (2, True)
    FILE.write_text('{"format": "something"}')
    other = run("links", "--history", str(FILE), *net.options)
    assert (other.code, "dead.json: no history of dead links: remove it to begin anew" in other.err) == (2, True)
    assert FILE.read_text() == '{"format": "something"}'
    own = run("links", "README.md", "--history", "README.md", *net.options)
    assert (own.code, "README.md" in own.err) == (2, True)
    assert run("links", "--history", "no/folder/dead.json", *net.options).code == 2
    assert net.requests == []


NOW = 1_800_000_000
ROW = DeadLink(URL, NOW - 3 * DAY, NOW - DAY, 3, True, "404 Not Found", "gone.example", "", (Place("a.md", 3, "A"),))


def evidence(verdict: str = "dead", **fields: Any) -> Mapping[str, Evidence]:
    base = Evidence("dead", "not-found", "404 Not Found", "gone.example", NOW, since=NOW, days=1)
    return {URL: base._replace(verdict=verdict, **fields)}  # type: ignore[arg-type]


def test_the_older_and_the_longer_hold() -> None:
    found = applied(History((ROW,), NOW - DAY), evidence())[URL]
    assert (found.since, found.days) == (NOW - 3 * DAY, 4)
    found = applied(History((ROW,), NOW - DAY), evidence(since=NOW - 9 * DAY, days=8))[URL]
    assert (found.since, found.days) == (NOW - 9 * DAY, 8)
    same_day = applied(History((ROW,), NOW - DAY), evidence(checked=NOW - DAY + 60))[URL]
    assert same_day.days == 3
    capture = "https://web.archive.org/web/20240501120000/http://gone.example/three"
    assert applied(History((ROW._replace(capture=capture),)), evidence())[URL].capture == capture
    assert applied(History((ROW,)), evidence("ok"))[URL].days == 1
    assert applied(History((ROW,)), {}) == {}


def test_what_is_written_is_read_again() -> None:
    odd = Place("a\u202eb\udc80.md", 3, "A\nB" + "x" * 5000)
    history = renewed(
        History((ROW,), NOW),
        {
            **evidence(reason="x\x1b[0m" * 999),
            "http://\u202e.example": Evidence("dead", checked=NOW),
            "x": Evidence("dead"),
        },
        [URL],
        {URL: [odd] * 50},
        NOW,
    )
    assert [link.url for link in history.links] == [URL]
    assert len(history.links[0].places) == 20
    assert read(written(history), NOW) == history
    assert read(written(History()), NOW) == History()
    with pytest.raises(HistoryError, match="link 1: `since` and `last`"):
        read(written(history._replace(checked=1)), NOW - 2 * DAY)


def test_the_time_of_the_file_is_that_of_the_run(run: Run, net: Web) -> None:
    write(GONE)
    run("links", "--history", str(FILE), *net.options)
    assert 0 <= time.time() - json.loads(FILE.read_text())["checked"] < 60
