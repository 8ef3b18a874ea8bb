"""What is kept of the network's answers, and whatever may happen to the file."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from awesome_lint.model import Evidence
from awesome_lint.model.evidence import Described, Published, Resource
from awesome_lint.net import cache as module
from awesome_lint.net.cache import AGES, Cache, Streak
from tests.processes import unmeasured

DAY = 86_400
NOW = 1_800_000_000  # in the middle of a day

FULL = Evidence(
    "moved",
    reason="renamed",
    source="GitHub",
    checked=NOW,
    leads_to="https://github.com/new/name",
    titles=("A Title", "Ein Titel über α"),
    archived=True,
    withdrawn="withdrawn by its authors",
    published=(Published("CVPR", 2021, "arXiv", "10.1/x"), Published("", None, "Crossref")),
    resources=(Resource("code", "https://github.com/a/b", "Hugging Face", True),),
    capture="https://web.archive.org/web/2020/https://example.org/",
    described=(Described("arXiv", "A Title", ("Ada Lovelace", "B. Bär"), 2021, "10.1/x", "2101.00001", "", "paper"),),
)
OK = Evidence("ok", source="example.org", checked=NOW)
DEAD = Evidence("dead", "not-found", "404 Not Found", "example.org", NOW)


class Clock:
    def __init__(self, now: float = NOW) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "links.sqlite")


def keep(path: str, *rows: tuple[str, Evidence], clock: Callable[[], float] | None = None) -> None:
    with Cache(path, clock=clock or Clock()) as cache:
        for key, evidence in rows:
            cache.store("page", key, evidence)
        assert cache.trouble == ""


def known(path: str, *keys: str, now: float = NOW, days: float | None = None) -> dict[str, Evidence]:
    with Cache(path, days, clock=Clock(now)) as cache:
        found = dict(cache.load("page", keys))
        assert cache.trouble == ""
    return found


def test_an_answer_is_known_to_the_next_run_as_it_was(path: str) -> None:
    keep(path, ("a", FULL), ("b", DEAD))
    assert known(path, "a", "b", "c") == {"a": FULL, "b": DEAD}


def test_answers_of_different_sources_are_kept_apart(path: str) -> None:
    with Cache(path, clock=Clock()) as cache:
        cache.store("page", "a", OK)
        cache.store("s2", "a", FULL)
        cache.flush()
        assert dict(cache.load("s2", ["a"], facts=True)) == {"a": FULL}
        assert dict(cache.load("github", ["a"])) == {}


def test_what_was_not_decided_is_not_kept(path: str) -> None:
    keep(path, ("a", Evidence("unreachable", "wall", "asks for a browser", "example.org", NOW)))
    assert known(path, "a") == {}


@pytest.mark.parametrize(("evidence", "kind"), [(OK, "ok"), (FULL, "moved"), (DEAD, "dead")])
def test_an_answer_is_believed_for_its_time(path: str, evidence: Evidence, kind: str) -> None:
    keep(path, ("a", evidence))
    age = AGES[kind] * DAY
    assert known(path, "a", now=NOW + age - 10) == {"a": evidence}
    assert known(path, "a", now=NOW + age + 10) == {}


def test_good_answers_are_believed_for_as_long_as_is_said(path: str) -> None:
    keep(path, ("a", OK), ("b", DEAD))
    assert known(path, "a", "b", now=NOW + 20 * DAY, days=30) == {"a": OK}
    assert known(path, "a", "b", now=NOW + 2, days=0) == {}


def test_that_nothing_more_is_known_of_a_paper_is_believed_for_less_long(path: str) -> None:
    with Cache(path, clock=Clock()) as cache:
        cache.store("s2", "a", FULL)
        cache.store("s2", "b", OK)
    with Cache(path, clock=Clock(NOW + 20 * DAY)) as cache:
        assert cache.last_asked("s2", ["a", "b", "c"]) == {"a": NOW, "b": NOW}
        assert dict(cache.load("s2", ["a", "b"], facts=True)) == {"a": FULL}


def test_nothing_from_the_future_is_believed(path: str) -> None:
    keep(path, ("a", OK))
    assert known(path, "a", now=NOW - DAY) == {}
    keep(path, ("a", OK._replace(checked=NOW - DAY)), clock=Clock(NOW - DAY))
    assert known(path, "a", now=NOW - DAY) == {"a": OK._replace(checked=NOW - DAY)}


def test_an_older_answer_of_another_run_does_not_replace_a_newer_one(path: str) -> None:
    keep(path, ("a", OK))
    keep(path, ("a", DEAD._replace(checked=NOW - 100)))
    assert known(path, "a") == {"a": OK}


# Days


def found(path: str, now: float, *rows: tuple[str, Evidence]) -> None:
    with Cache(path, clock=Clock(now)) as cache:
        for key, evidence in rows:
            cache.found(key, evidence._replace(checked=int(now)))


def streak(path: str, verdict: str, now: float) -> Streak:
    with Cache(path, clock=Clock(now)) as cache:
        return cache.streaks(verdict, ["a"]).get("a", Streak())


BUSY = Evidence("unreachable", "server-error", "500", "example.org")


def test_days_of_being_dead_are_counted_once_a_day(path: str) -> None:
    for hours in (0, 1, 5, 24, 25, 72):
        found(path, NOW + hours * 3600, ("a", DEAD))
    assert streak(path, "dead", NOW + 72 * 3600) == Streak(NOW, 3)


def test_a_good_answer_ends_all_that_was_counted(path: str) -> None:
    found(path, NOW, ("a", DEAD))
    found(path, NOW + DAY, ("a", BUSY))
    found(path, NOW + 2 * DAY, ("a", OK))
    assert streak(path, "dead", NOW + 2 * DAY) == streak(path, "unreachable", NOW + 2 * DAY) == Streak()


def test_a_day_without_an_answer_does_not_end_the_days_of_being_dead(path: str) -> None:
    for day, evidence in enumerate((DEAD, BUSY, DEAD)):
        found(path, NOW + day * DAY, ("a", evidence))
    assert streak(path, "dead", NOW + 2 * DAY) == Streak(NOW, 2)
    assert streak(path, "unreachable", NOW + 2 * DAY) == Streak(NOW + DAY, 1)


@pytest.mark.parametrize("kind", ["no-network", "no-time", "rate-limit"])
def test_what_is_the_runs_own_fault_is_no_day_of_the_link(path: str, kind: str) -> None:
    found(path, NOW, ("a", BUSY._replace(kind=kind)))
    assert streak(path, "unreachable", NOW) == Streak()


def test_days_from_the_future_are_not_believed(path: str) -> None:
    found(path, NOW, ("a", DEAD))
    assert streak(path, "dead", NOW - 3 * DAY) == Streak()
    found(path, NOW - 3 * DAY, ("a", DEAD))
    assert streak(path, "dead", NOW - 3 * DAY) == Streak(NOW - 3 * DAY, 1)


def test_impossible_days_are_not_believed(path: str) -> None:
    found(path, NOW, ("a", DEAD))
    with sqlite3.connect(path) as database:
        database.execute("UPDATE streaks SET days = 400")
    database.close()
    assert streak(path, "dead", NOW) == Streak()


# Strangers


def _described(**odd: object) -> str:
    return json.dumps({"verdict": "ok", "described": [Described("arXiv")._asdict() | odd]})


STRANGE = [
    "",
    "null",
    "[]",
    "{",
    "[" * 5000,
    '{"verdict":"unreachable"}',
    '{"verdict":"fine"}',
    '{"verdict":["ok"]}',
    '{"verdict":"ok","kind":"not-found"}',
    '{"verdict":"ok","more":1}',
    '{"verdict":"ok","source":7}',
    '{"verdict":"ok","source":"a\\u001b[31m"}',
    '{"verdict":"ok","source":"a\\nb"}',
    '{"verdict":"ok","source":"\\u202eabc"}',
    '{"verdict":"ok","source":"\\ud800"}',
    '{"verdict":"ok","leads_to":"javascript:alert(1)"}',
    '{"verdict":"ok","leads_to":"file:///etc/passwd"}',
    '{"verdict":"ok","leads_to":"https://a b"}',
    '{"verdict":"ok","archived":"yes"}',
    '{"verdict":"ok","titles":"A Title"}',
    '{"verdict":"ok","titles":[1]}',
    '{"verdict":"ok","titles":["' + "a" * 3000 + '"]}',
    '{"verdict":"ok","published":[{"venue":"X"}]}',
    '{"verdict":"ok","published":[{"venue":"X","year":"2020","source":"","doi":""}]}',
    '{"verdict":"ok","published":[1]}',
    '{"verdict":"ok","resources":[{"role":"paper","url":"https://a.org","source":"","weak":false}]}',
    '{"verdict":"ok","resources":[{"role":"code","url":"ftp://a.org","source":"","weak":false}]}',
    '{"verdict":"ok","capture":5}',
    '{"verdict":"ok","described":[{"title":"A Title"}]}',
    _described(authors="Ada"),
    _described(authors=["a\nb"]),
    _described(authors=["a"] * 6000),
    _described(year="2020"),
    _described(title=7),
]


@pytest.mark.parametrize("text", STRANGE)
def test_a_row_of_another_shape_is_not_believed(path: str, text: str) -> None:
    keep(path, ("a", OK), ("b", OK))
    with sqlite3.connect(path) as database:
        database.execute("UPDATE answers SET evidence = ? WHERE key = 'a'", (text,))
    database.close()
    assert known(path, "a", "b") == {"b": OK}


@pytest.mark.parametrize("checked", ["later", -1, 1 << 62, 1.5, b"1800000000"])
def test_a_row_of_another_time_is_not_believed(path: str, checked: object) -> None:
    keep(path, ("a", OK), ("b", OK))
    with sqlite3.connect(path) as database:
        database.execute("UPDATE answers SET checked = ? WHERE key = 'a'", (checked,))
    database.close()
    assert known(path, "a", "b") == {"b": OK}
    keep(path, ("a", OK))


def test_rows_of_bytes_that_are_no_text_do_not_end_a_run(path: str) -> None:
    keep(path, ("a", OK))
    with sqlite3.connect(path) as database:
        database.execute("UPDATE answers SET evidence = CAST(x'ff00fe' AS TEXT)")
    database.close()
    assert known(path, "a") == {}
    keep(path, ("a", OK))
    assert known(path, "a") == {"a": OK}


def test_a_row_without_end_is_not_read(path: str) -> None:
    keep(path, ("a", OK), ("b", OK))
    with sqlite3.connect(path) as database:
        database.execute("UPDATE answers SET evidence = printf('%.*c', 5000000, 'x') WHERE key = 'a'")
    database.close()
    assert known(path, "a") == {}
    keep(path, ("a", OK))
    assert known(path, "a") == {"a": OK}


def test_a_key_that_no_file_can_hold_costs_nothing_else(path: str) -> None:
    half = "https://example.org/\ud83d"
    keep(path, ("a", OK))
    with Cache(path, clock=Clock()) as cache:
        cache.store("page", half, OK)
        cache.found(half, DEAD)
        assert dict(cache.load("page", [half, "a"])) == {"a": OK}
        assert dict(cache.streaks("dead", [half])) == {}
    assert known(path, "a") == {"a": OK}


def damaged(data: bytes, how: str) -> bytes:
    page = len(data) // 2
    return {
        "empty": b"",
        "cut": data[: len(data) // 2 + 100],
        "zeros": bytes(len(data)),
        "middle": data[:200] + b"\xa5" * (len(data) - 400) + data[-200:],
        "end": data[:page] + b"\xff" * page,
        "text": b"This is no database.\n" * 200,
        "bytes": bytes(range(256)) * 40,
        "header": data[:16] + b"\xff" * 84 + data[100:],
        "schema": data.replace(b"tablepruned", b"table\x91runed"),
    }[how]


@pytest.mark.parametrize("how", ["empty", "cut", "zeros", "middle", "end", "text", "bytes", "header", "schema"])
def test_a_damaged_file_is_empty_and_made_anew(path: str, how: str) -> None:
    keep(path, *((f"key {number}", FULL) for number in range(200)))
    data = Path(path).read_bytes()
    Path(path).write_bytes(damaged(data, how))
    with Cache(path, clock=Clock()) as cache:
        assert len(dict(cache.load("page", [f"key {number}" for number in range(200)]))) < 200
        cache.store("page", "new", OK)
        cache.found("new", DEAD)
        cache.flush()
        assert cache.trouble == ""
    keep(path, ("newer", OK))
    assert known(path, "newer") == {"newer": OK}


def test_a_file_that_is_no_cache_is_not_lost(path: str) -> None:
    Path(path).write_text("# My list\n", encoding="utf-8")
    keep(path, ("a", OK))
    assert Path(f"{path}.broken").read_text(encoding="utf-8") == "# My list\n"
    assert known(path, "a") == {"a": OK}


def test_a_database_of_another_program_is_left_as_it_is(path: str) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE mine (a)")
    database.close()
    before = Path(path).read_bytes()
    with Cache(path) as cache:
        assert "another program's database" in cache.trouble
        cache.store("page", "a", OK)
        assert dict(cache.load("page", ["a"])) == {}
    assert Path(path).read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        "PRAGMA user_version = 99",
        "CREATE TRIGGER t AFTER INSERT ON answers BEGIN DELETE FROM answers; END",
        "CREATE VIEW v AS SELECT * FROM answers",
        "ALTER TABLE answers ADD COLUMN more",
        "DROP TABLE streaks",
    ],
)
def test_a_cache_of_another_shape_is_made_anew(path: str, change: str) -> None:
    keep(path, ("a", OK))
    with sqlite3.connect(path) as database:
        database.execute(change)
    database.close()
    assert known(path, "a") == {}
    keep(path, ("a", OK))
    assert known(path, "a") == {"a": OK}


# Places


def test_the_file_is_one_that_can_be_copied(path: str, tmp_path: Path) -> None:
    keep(path, ("a", OK))
    assert os.listdir(tmp_path) == ["links.sqlite"]
    os.rename(path, f"{path}.copy")
    assert known(f"{path}.copy", "a") == {"a": OK}


def test_without_a_path_it_is_in_the_users_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AWESOME_LINT_CACHE_DIR", str(tmp_path / "deep" / "er"))
    with Cache(clock=Clock()) as cache:
        assert cache.trouble == ""
    assert (tmp_path / "deep" / "er" / "links.sqlite").is_file()


@pytest.mark.parametrize("place", ["", "file/below.sqlite"])
def test_a_place_that_cannot_be_is_said_and_nothing_kept(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with Cache(str(tmp_path / place)) as cache:
        assert cache.trouble.startswith(str(tmp_path))
        cache.store("page", "a", OK)
        cache.found("a", DEAD)
        cache.flush()
        assert dict(cache.load("page", ["a"])) == {}
        assert cache.streaks("dead", ["a"]) == {}


def run(code: str, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=unmeasured(), capture_output=True, text=True, timeout=60, check=False)


FILL = """
import resource, signal, sys
from awesome_lint.model import Evidence
from awesome_lint.net.cache import Cache
cache = Cache(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
for part in range(40):
    for number in range(50):
        cache.store("page", f"{part} {number}", Evidence("ok", source="a" * 100, checked=1_800_000_000))
    cache.flush()
print(cache.trouble)
cache.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the size of files")
def test_a_full_disk_ends_keeping_and_nothing_else(path: str) -> None:
    ended = run(FILL, path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(path)
    keep(path, ("a", OK))
    assert known(path, "a") == {"a": OK}


READ = """
import os, sys
from awesome_lint.model import Evidence
from awesome_lint.net.cache import Cache
os.setuid(65534)
for path in sys.argv[1:]:
    cache = Cache(path, clock=lambda: 1_800_000_000)
    known = list(cache.load("page", ["a"]))
    cache.store("page", "b", Evidence("ok", checked=1_800_000_000))
    cache.close()
    print(len(known), cache.trouble)
"""


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="gives its rights up")
def test_a_folder_that_may_only_be_read_is_said() -> None:
    # In the system's folder: those that pytest makes are open to their user only.
    with tempfile.TemporaryDirectory() as folder:
        path, new = os.path.join(folder, "links.sqlite"), os.path.join(folder, "new.sqlite")
        keep(path, ("a", OK))
        os.chmod(path, 0o444)
        os.chmod(folder, 0o555)
        ended = run(READ, path, new)
        os.chmod(folder, 0o755)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == [
        f"1 {path}: attempt to write a readonly database",
        f"0 {new}: unable to open database file",
    ]


WRITE = """
import sys
from awesome_lint.model import Evidence
from awesome_lint.net.cache import Cache
with Cache(sys.argv[1]) as cache:
    for part in range(30):
        for number in range(20):
            cache.store("page", f"{sys.argv[2]} {part} {number}", Evidence("ok", source="x", checked=int(sys.argv[3])))
            cache.found(f"{number}", Evidence("dead", "gone", "410", "x", int(sys.argv[3])))
        cache.flush()
        list(cache.load("page", [f"{part}"]))
    print(cache.trouble)
"""


def test_two_runs_at_once_keep_all_that_both_know(path: str) -> None:
    import time

    now = str(int(time.time()))
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, path, name, now],
            env=unmeasured(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two")
    ]
    for process in processes:
        output, errors = process.communicate(timeout=60)
        assert (output, errors, process.returncode) == ("\n", "", 0)
    keys = [f"{name} {part} {number}" for name in ("one", "two") for part in range(30) for number in range(20)]
    with Cache(path) as cache:
        assert len(dict(cache.load("page", keys))) == 1200
        assert cache.streaks("dead", ["3"])["3"].days == 1


def test_a_run_that_waits_for_another_one_keeps_its_answers_for_later(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BUSY", 0.01)
    with Cache(path, clock=Clock()) as cache:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        cache.store("page", "a", OK)
        cache.flush()
        assert cache.trouble == ""
        other.execute("ROLLBACK")
        other.close()
    assert known(path, "a") == {"a": OK}


# Size


def test_what_is_too_old_is_removed(path: str) -> None:
    keep(path, ("a", OK))
    found(path, NOW, ("a", DEAD))
    keep(path, ("b", OK._replace(checked=NOW + 130 * DAY)), clock=Clock(NOW + 130 * DAY))
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT key FROM answers").fetchall() == [("b",)]
        assert database.execute("SELECT * FROM streaks").fetchall() == []
    database.close()


def test_of_too_many_answers_the_oldest_are_removed(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT_ROWS", 10)
    keep(path, *((f"{number}", OK._replace(checked=NOW - 100 + number)) for number in range(30)))
    assert len(known(path, *map(str, range(30)))) == 10
    assert set(known(path, *map(str, range(30)))) == {str(number) for number in range(20, 30)}


def test_what_is_too_long_is_not_kept(path: str) -> None:
    keep(path, ("k" * 5000, OK), ("b", OK._replace(titles=("a" * 1000,) * 45)))
    assert known(path, "k" * 5000, "b") == {}
