"""The life of the one issue on dead links, against GitHub's API on loopback."""

from __future__ import annotations

import base64
import json
import re
import threading
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

from awesome_lint.github.client import MOST_CHARACTERS
from awesome_lint.github.state import of_body
from awesome_lint.net.history import FORMAT

from .conftest import Command
from .server import BOT, TOKEN, Fault, GitHub

DAY = 86_400
NOW = int(time.time())
TODAY = time.strftime("%Y-%m-%d", time.gmtime(NOW))
HEATH = "https://heath.example/page"
MOOR = "https://moor.example/page"


FORGED = json.dumps({"checked": NOW, "left_out": 0, "links": [["javascript:alert(1)", NOW, NOW, 1, 1, ""]]})


def dead(url: str, *, days: int = 3, reported: bool = True, **fields: Any) -> dict[str, Any]:
    """A link that has been dead for some days until now."""
    row = {"url": url, "since": NOW - (days - 1) * DAY, "last": NOW, "days": days, "reported": reported}
    places = [{"path": "lists/a list.md", "line": 12, "entry": "Walks on the Heath"}]
    return {**row, "reason": "404 Not Found", "source": "heath.example", "places": places, **fields}


def write(folder: Path, *links: dict[str, Any], checked: int = NOW) -> Path:
    file = folder / "dead.json"
    file.write_text(json.dumps({"format": FORMAT, "version": 1, "checked": checked, "links": links}))
    return file


def only(hub: GitHub) -> dict[str, Any]:
    assert len(hub.issues) == 1
    return next(iter(hub.issues.values()))


def shown(body: str) -> str:
    """What readers see of a body."""
    return re.sub(r"<!--.*?-->", "", body)


def test_whole_life(command: Command, hub: GitHub, folder: Path) -> None:
    nothing = command("github", "issue", write(folder))
    assert (nothing.code, hub.issues, hub.writes) == (0, {}, [])
    assert "nothing to do" in nothing.told

    assert command("github", "issue", write(folder, dead(HEATH))).code == 0
    issue = only(hub)
    assert (issue["title"], issue["state"], issue["user"]["login"]) == ("Dead links", "open", BOT)
    assert "**1 link is dead.**" in issue["body"]
    assert TODAY in issue["body"]
    assert "heath" in issue["body"]
    assert f"https://github.com/someone/list/blob/{'b' * 40}/lists/a%20list.md?plain=1#L12" in issue["body"]
    assert "https://github.com/someone/list/actions/runs/4711" in issue["body"]
    assert not hub.said(1)

    assert command("github", "issue", write(folder, dead(HEATH, days=4))).code == 0
    assert not hub.said(1), "nothing new: edited without a sound"
    assert "4 days" in only(hub)["body"]

    told = command("github", "issue", write(folder, dead(HEATH, days=5), dead(MOOR)))
    assert "tell of 1 newly dead link in #1" in told.told
    assert len(hub.said(1)) == 1
    assert "moor.example" in hub.said(1)[0]
    assert "heath.example/page" not in hub.said(1)[0]
    assert "**2 links are dead.**" in only(hub)["body"]

    assert command("github", "issue", write(folder, dead(MOOR, days=4))).code == 0
    assert (only(hub)["state"], len(hub.said(1))) == ("open", 1)
    assert command("github", "issue", write(folder)).code == 0
    assert (only(hub)["state"], only(hub)["state_reason"]) == ("closed", "completed")
    assert "No link is dead" in only(hub)["body"]
    writes = len(hub.writes)
    assert command("github", "issue", write(folder)).code == 0
    assert len(hub.writes) == writes, "the same body again"

    assert "open again #1" in command("github", "issue", write(folder, dead(HEATH))).told
    assert (only(hub)["state"], len(hub.said(1))) == ("open", 2)
    assert hub.tokens == {f"Bearer {TOKEN}"}


def test_closed_by_hand_stays_closed_until_something_is_new(command: Command, hub: GitHub, folder: Path) -> None:
    command("github", "issue", write(folder, dead(HEATH)))
    only(hub)["state"] = "closed"
    command("github", "issue", write(folder, dead(HEATH, days=4)))
    assert (only(hub)["state"], hub.said(1)) == ("closed", [])
    assert "4 days" in only(hub)["body"]
    command("github", "issue", write(folder, dead(HEATH, days=5), dead(MOOR)))
    assert (only(hub)["state"], len(hub.said(1))) == ("open", 1)


def test_waited_for_is_remembered_and_not_shown(command: Command, hub: GitHub, folder: Path) -> None:
    command("github", "issue", write(folder, dead(HEATH, days=2, reported=False)))
    issue = only(hub)
    assert issue["state"] == "closed"
    assert "1 more link was found dead, and not reported" in issue["body"]
    assert "heath" not in issue["body"]
    command("github", "issue", write(folder, dead(HEATH, days=3)))
    assert (issue["state"], len(hub.said(1))) == ("open", 1)


def test_history_comes_back_from_the_issue(command: Command, hub: GitHub, folder: Path) -> None:
    file = folder / "dead.json"
    assert "no issue remembers anything" in command("github", "history", file).told
    assert not file.exists()
    capture = f"https://web.archive.org/web/20240501120000/{HEATH}"
    command("github", "issue", write(folder, dead(HEATH, days=9, capture=capture), dead(MOOR, days=2, reported=False)))
    assert "[2024-05-01](https://web.archive.org/web/20240501120000/https://heath.example/page)" in only(hub)["body"]
    known = command("github", "history", file)
    assert (known.code, "knows as much" in known.told) == (0, True)
    file.unlink()
    assert "2 dead links of the issue" in command("github", "history", file).told
    rows = {row["url"]: row for row in json.loads(file.read_text())["links"]}
    assert (rows[HEATH]["since"], rows[HEATH]["days"], rows[HEATH]["capture"]) == (NOW - 8 * DAY, 9, capture)
    assert (rows[MOOR]["reported"], rows[MOOR]["days"]) == (False, 2)


def test_a_file_of_another_version_is_replaced(command: Command, hub: GitHub, folder: Path) -> None:
    command("github", "issue", write(folder, dead(HEATH)))
    file = folder / "dead.json"
    for version in (0, 2):
        file.write_text(json.dumps({"format": FORMAT, "version": version}))
        assert command("github", "history", file).code == 0
        assert [row["url"] for row in json.loads(file.read_text())["links"]] == [HEATH]
    hub.issues.clear()
    file.write_text(json.dumps({"format": FORMAT, "version": 2}))
    assert command("github", "history", file).code == 0
    assert json.loads(file.read_text()) == {"format": FORMAT, "version": 1, "checked": 0, "links": []}
    assert command("github", "issue", file).code == 0
    assert hub.issues == {}, "nothing was checked yet"
    other = folder / "notes.json"
    other.write_text("{}")
    assert command("github", "history", other).code == 2
    assert other.read_text() == "{}"


def test_damaged_memory_is_none(command: Command, hub: GitHub, folder: Path) -> None:
    command("github", "issue", write(folder, dead(HEATH)))
    issue, good = only(hub), only(hub)["body"]
    (folder / "dead.json").unlink()
    for body in (
        good.rpartition("\n")[0],
        good.replace(":state:1:", ":state:2:"),
        good[:-40] + "AAAA -->",
        good.rpartition(":")[0] + ":eNrtwTEBAAAAwqD1T20JT6AAAHgaCWAAAQ== -->",
        good + "\nand something below",
        f"{good.rpartition(':')[0]}:{base64.b64encode(zlib.compress(b' ' * 30_000_000, 9)).decode()} -->",
        f"{good.rpartition(':')[0]}:{base64.b64encode(zlib.compress(b'[' * 90_000)).decode()} -->",
        f"{good.rpartition(':')[0]}:{base64.b64encode(zlib.compress(FORGED.encode())).decode()} -->",
    ):
        issue["body"] = body
        assert command("github", "history", "dead.json").code == 0
        assert not (folder / "dead.json").exists(), body[-80:]
    assert command("github", "issue", write(folder, dead(HEATH), dead(MOOR))).code == 0
    assert not hub.said(1), "what is new, nobody knows"
    state = of_body(issue["body"], NOW)
    assert state is not None
    assert len(state.history.links) == 2


def test_many_dead_links(command: Command, hub: GitHub, folder: Path) -> None:
    links = [dead(f"https://{number:x}.example/{hash_of(number)}", days=1 + number % 40) for number in range(1500)]
    assert command("github", "issue", write(folder, *links)).code == 0
    body = only(hub)["body"]
    assert len(body) <= MOST_CHARACTERS
    assert shown(body).count("<br>404 Not Found") == 20
    assert "And 1,480 more, dead for longer" in body
    state = of_body(body, NOW)
    assert state is not None
    assert state.left_out == 1500 - len(state.history.links)
    assert len(state.history.links) > 300
    assert command("github", "issue", write(folder, *links)).code == 0
    assert not hub.said(1), "those without room are not new"
    command("github", "issue", write(folder, *links, dead(MOOR, since=NOW + 5, last=NOW + 5, days=1)))
    assert ["moor.example" in said for said in hub.said(1)] == [True]
    assert len(hub.said(1)[0]) <= MOST_CHARACTERS


def test_memory_is_never_larger_than_what_is_read_again(command: Command, hub: GitHub, folder: Path) -> None:
    links = [dead(f"https://heath.example/{number}", since=NOW, last=NOW, days=1) for number in range(6000)]
    assert command("github", "issue", write(folder, *links)).code == 0
    state = of_body(only(hub)["body"], NOW)
    assert state is not None
    assert (len(state.history.links), state.left_out) == (5000, 1000)
    long = [dead("https://heath.example/" + "x" * 4000 + f"/{number}") for number in range(900)]
    assert command("github", "issue", write(folder, *long)).code == 0
    state = of_body(only(hub)["body"], NOW)
    assert state is not None
    assert len(state.history.links) + state.left_out == 900


def hash_of(number: int) -> str:
    return f"{number * 2654435761 % 2**32:08x}" * 5


def test_hostile_words_mean_nothing(command: Command, hub: GitHub, folder: Path) -> None:
    bomb = "@everyone #1 <img src=x onerror=alert(1)> ![a](http://x.example/b.png) | --> [me](http://evil.example) `x`"
    link = dead(
        "https://h.example/--><script>alert(1)</script>|@all".replace("<", "%3C").replace(">", "%3E") + "@team/x",
        reason=bomb,
        source="@source",
        capture="https://web.archive.org/web/20240501120000/https://h.example/)|[x](y)@me",
        places=[{"path": "a|b/@me.md", "line": 3, "entry": bomb}],
    )
    assert command("github", "issue", write(folder, link)).code == 0
    body = shown(only(hub)["body"])
    row = next(line for line in body.splitlines() if "h.example" in line)
    assert row.count("|") == 5
    assert set(re.findall(r"<[^>]*>", row)) <= {"<br>", "<code>", "</code>"}
    assert "![" not in row
    assert re.findall(r"\]\(([^)]*)\)", row) == [
        f"https://github.com/someone/list/blob/{'b' * 40}/a%7Cb/%40me.md?plain=1#L3",
        "https://web.archive.org/web/20240501120000/https://h.example/%29%7C%5Bx%5D%28y%29@me",
    ]
    outside = re.sub(r"\]\([^)]*\)", "]", row)
    assert "@" not in outside
    assert not re.search(r"(?<!&)#\d", outside)


def test_only_our_own_issue_counts(command: Command, hub: GitHub, folder: Path) -> None:
    command("github", "issue", write(folder, dead(HEATH)))
    forged = only(hub)["body"]
    hub.issues.clear()
    hub.write_issue("Mine", forged, author="stranger")
    hub.write_issue("Quoted", f"> {forged}")
    for number in range(150):
        hub.write_issue(f"Other {number}", "by another workflow")
    number = hub.write_issue("Dead links", forged, state="closed")
    command("github", "issue", write(folder, dead(HEATH, days=4)))
    assert max(hub.issues) == number
    assert hub.issues[number]["body"] != forged
    assert (hub.issues[1]["body"], hub.issues[2]["body"]) == (forged, f"> {forged}")
    assert hub.log.count("GET /repos/someone/list/issues") > 2, "all pages were read"


def test_names_keep_issues_apart(command: Command, hub: GitHub, folder: Path) -> None:
    file = write(folder, dead(HEATH))
    command("github", "issue", file)
    command("github", "issue", file, "--name", "papers", "--title", "Dead papers", "--label", "links", "--label", "bot")
    assert [one["title"] for one in hub.issues.values()] == ["Dead links", "Dead papers"]
    assert [one["name"] for one in hub.issues[2]["labels"]] == ["links", "bot"]
    wrong = command("github", "issue", file, "--name", "a --> b")
    assert (wrong.code, "--name" in wrong.told) == (2, True)


def test_two_runs_at_once_leave_one_open(command: Command, hub: GitHub, folder: Path) -> None:
    file = write(folder, dead(HEATH))
    command("github", "issue", file)
    body, racing = only(hub)["body"], threading.Event()
    hub.issues.clear()

    def other_run(method: str, path: str) -> None:
        if method == "POST" and path.endswith("/issues") and not racing.is_set():
            racing.set()
            hub.write_issue("Dead links", body)

    hub.before = other_run
    assert command("github", "issue", file).code == 0
    assert [(one["state"], one["state_reason"]) for one in hub.issues.values()] == [
        ("open", None),
        ("closed", "not_planned"),
    ]
    hub.issues[2]["state"] = "open"
    assert command("github", "issue", file).code == 0
    assert [one["state"] for one in hub.issues.values()] == ["open", "closed"]


@pytest.mark.parametrize("status", [0, 502])
def test_lost_answers_make_nothing_twice(command: Command, hub: GitHub, folder: Path, status: int) -> None:
    hub.faults = [Fault("POST", ".*/issues", status, after=True)]
    assert command("github", "issue", write(folder, dead(HEATH))).code == 0
    assert (len(hub.issues), hub.issues[1]["state"]) == (1, "open")
    hub.faults = [Fault("POST", ".*/comments", status, after=True)]
    assert command("github", "issue", write(folder, dead(HEATH), dead(MOOR))).code == 0
    assert len(hub.said(1)) == 1
    hub.faults = [Fault("POST", ".*/comments", status)]
    assert command("github", "issue", write(folder, dead(HEATH), dead(MOOR), dead("https://fen.example/"))).code == 0
    assert len(hub.said(1)) == 2


def test_a_run_that_failed_half_way_is_not_told_twice(command: Command, hub: GitHub, folder: Path) -> None:
    command("github", "issue", write(folder, dead(HEATH)))
    file = write(folder, dead(HEATH), dead(MOOR))
    hub.faults = [Fault("PATCH", ".*", 403, message="Resource not accessible by integration")]
    assert command("github", "issue", file).code == 2
    assert len(hub.said(1)) == 1
    assert command("github", "issue", file).code == 0
    assert len(hub.said(1)) == 1
    assert "moor.example" in only(hub)["body"]


def test_limits_and_stumbles_are_waited_for(command: Command, hub: GitHub, folder: Path) -> None:
    secondary = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
    hub.faults = [
        Fault("GET", ".*/issues", 403, {"Retry-After": "0"}, secondary),
        Fault("GET", ".*/issues", 429, {"Retry-After": "0"}),
        Fault("POST", ".*/issues", 403, {"Retry-After": "0"}, secondary),
    ]
    assert command("github", "issue", write(folder, dead(HEATH))).code == 0
    assert len(hub.issues) == 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("GET", ".*/issues", 403, {"Retry-After": "600"}, "secondary rate limit"), "asks to wait 600 s"),
        (Fault("POST", ".*/issues", 403, message="Resource not accessible by integration"), "issues: write"),
        (Fault("POST", ".*/issues", 422, message="Validation Failed"), "422 Unprocessable"),
        (Fault("GET", ".*/issues", 401, message="Bad credentials"), "set GITHUB_TOKEN"),
        (Fault("GET", ".*/issues", 404, message="Not Found"), "the repository's name"),
        (Fault("GET", ".*/issues", 200, message="no list"), "could not be read"),
    ],
)
def test_what_cannot_be_done_is_said(command: Command, hub: GitHub, folder: Path, fault: Fault, said: str) -> None:
    hub.faults = [fault]
    done = command("github", "issue", write(folder, dead(HEATH)))
    assert done.code == 2
    assert said in done.told
    assert done.told.startswith("awesome-lint: error: ")
    assert done.told.count("\n") == 1
    assert TOKEN not in done.told
    assert not hub.issues


def test_issues_switched_off(command: Command, hub: GitHub, folder: Path) -> None:
    hub.enabled = False
    done = command("github", "issue", write(folder, dead(HEATH)))
    assert (done.code, "switch issues on" in done.told) == (2, True)


def test_dry_run_writes_nothing(command: Command, hub: GitHub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = command("github", "issue", write(folder, dead(HEATH)), "--dry-run")
    assert (done.code, hub.issues, hub.writes) == (0, {}, [])
    assert "would open an issue: Dead links" in done.told
    monkeypatch.delenv("GITHUB_TOKEN")
    assert command("github", "issue", "dead.json", "--dry-run").code == 0
    without = command("github", "issue", "dead.json")
    assert (without.code, "no token: set GITHUB_TOKEN" in without.told) == (2, True)


def test_author_is_told_or_guessed(command: Command, hub: GitHub, folder: Path) -> None:
    file = write(folder, dead(HEATH))
    hub.viewer = "my-app[bot]"
    command("github", "issue", file)
    assert only(hub)["user"]["login"] == "my-app[bot]"
    hub.viewer = None  # GraphQL does not say, and the user's address is refused: a workflow's bot
    command("github", "issue", file)
    assert [one["user"]["login"] for one in hub.issues.values()] == ["my-app[bot]", BOT]
    hub.viewer = "my-app[bot]"
    asked = len(hub.log)
    command("github", "issue", write(folder, dead(HEATH, days=5)), "--author", "my-app[bot]")
    assert "POST /graphql" not in hub.log[asked:]
    assert "5 days" in hub.issues[1]["body"]


def test_author_is_never_guessed_where_github_does_not_answer(command: Command, hub: GitHub, folder: Path) -> None:
    file = write(folder, dead(HEATH))
    hub.viewer = "my-app[bot]"
    command("github", "issue", file)
    slow = {"Retry-After": "600"}
    hub.faults = [Fault("POST", "/graphql", 500, slow), Fault("GET", "/user", 500, slow)]
    done = command("github", "issue", file)
    assert (done.code, "who writes with the token" in done.told) == (2, True)
    assert len(hub.issues) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "no JSON"),
        ("[]", "no history"),
        ('{"format": "awesome-lint/dead-links", "version": 2}', "another version"),
        ('{"format": "awesome-lint/dead-links", "version": 1, "checked": 0, "links": 5}', "no list"),
        ('{"format": "awesome-lint/dead-links", "version": 1, "checked": "x", "links": []}', "no time of the past"),
        (json.dumps({"format": FORMAT, "version": 1, "checked": 1, "links": [dead("ftp://x")]}), "link 1: `url`"),
        (json.dumps({"format": FORMAT, "version": 1, "checked": 1, "links": [dead(HEATH, days=3, since=NOW)]}), "days"),
        (json.dumps({"format": FORMAT, "version": 1, "checked": 1, "links": [dead(HEATH, last=2**40)]}), "`last`"),
        (json.dumps({"format": FORMAT, "version": 1, "checked": 1, "links": [dead(HEATH, more=1)]}), "no link"),
        (json.dumps({"format": FORMAT, "version": 1, "checked": 1, "links": [dead(HEATH, capture="x")]}), "`capture`"),
        (json.dumps({"format": FORMAT, "version": 1, "checked": 1, "links": [dead(HEATH, reason="\x1b")]}), "text"),
    ],
)
def test_file_that_is_no_history(command: Command, hub: GitHub, folder: Path, text: str, said: str) -> None:
    (folder / "dead.json").write_text(text)
    done = command("github", "issue", "dead.json")
    assert (done.code, said in done.told, hub.log) == (2, True, []), done.told
    assert "remove it to begin anew" in done.told


def test_misuse(command: Command, hub: GitHub, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(folder, dead(HEATH))
    assert command("github", "issue", "nothing.json").code == 2
    for wrong in ("list", "a/b/c", "../..", "a/.."):
        assert "OWNER/NAME" in command("github", "issue", file, "--repository", wrong).told
    assert command("github", "issue", file, "--api", "ftp://x").code == 2
    monkeypatch.setenv("GITHUB_TOKEN", "a\nb")
    assert "characters that no token has" in command("github", "issue", file).told
    monkeypatch.delenv("GITHUB_REPOSITORY")
    assert "which repository" in command("github", "issue", file).told
    assert hub.log == []
