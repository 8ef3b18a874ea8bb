"""What the network said before, kept for the next run: one SQLite file, which can be copied.

Only answers are kept (`ok`, `moved`, `dead`), never that something could not be decided; how long one is believed
depends on what it says (`AGES`). Answers are written while they arrive, so that a run that is killed at any moment has
them; several runs may use one file. A file may come from a stranger: every row is checked for its shape before it is
believed, and a file of another shape counts as empty. No error of the cache is an error of the run.

Besides, it keeps since when and on how many days a thing was found dead, or could not be reached.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType, TracebackType
from typing import Any, Self

from awesome_lint.model import Evidence
from awesome_lint.model.evidence import KINDS, Described, Published, Resource
from awesome_lint.net.words import SURROGATE, UNSAFE
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_DAY = 86_400
AGES: Mapping[str, float] = MappingProxyType({"ok": 7.0, "moved": 7.0, "dead": 0.5, "facts": 30.0, "nothing": 14.0})
"""For how many days an answer is believed: that a thing is there, that it moved, that it is gone (half a day, so that a
daily run asks again and counts one more day of it), what further sources know of a paper, and that they know nothing.
"""
KEPT_DAYS = 120
"""Rows that were not written for so long are removed."""
KEPT_ROWS = 2_000_000
"""So many answers are kept at most; the oldest are removed."""
FLUSHED_EVERY = 1.0
"""Seconds after which answers are on disk at the latest."""

_APPLICATION = 0x61776C6E  # "awln"
_SCHEMA = 1
_TABLES = (
    "CREATE TABLE answers (who TEXT NOT NULL, key TEXT NOT NULL, checked INTEGER NOT NULL, evidence TEXT NOT NULL,"
    " PRIMARY KEY (who, key)) WITHOUT ROWID",
    "CREATE TABLE streaks (key TEXT NOT NULL, verdict TEXT NOT NULL, since INTEGER NOT NULL, last INTEGER NOT NULL,"
    " days INTEGER NOT NULL, PRIMARY KEY (key, verdict)) WITHOUT ROWID",
    "CREATE TABLE pruned (day INTEGER NOT NULL)",
)
_MAGIC = b"SQLite format 3\0"
_BUSY = 10.0  # seconds that another run's transaction is waited for
_LATER = 300  # seconds by which clocks may differ
_AT_ONCE = 400  # rows of one question or of one transaction's part
_LONGEST_KEY = 4_096
_LONGEST_ROW = 32_768
_LONGEST_CELL = 1_000_000  # bytes of anything in the file, which may be a stranger's
_LONGEST_TEXT = 2_000
_MOST = 50  # titles, places of publication, resources of one thing
_AUTHORS = 5_000  # of one paper: some have thousands
_ADDRESS = pattern(r"https?://[^\s<>]+")
_OURS = frozenset(["no-network", "no-time", "rate-limit"])
"""Reasons that say something of this run, and nothing of the thing: no day of being unreachable is counted for them."""


class Streak(NamedTuple):
    """Since when (Unix seconds), and on how many different days (UTC), a thing was found in one state; 0: never."""

    since: int = 0
    days: int = 0


class _Waiting(NamedTuple):
    """What is not written yet: answers by who gave them and key, and what was found of things by key."""

    answers: dict[tuple[str, str], tuple[int, str]]
    found: dict[str, tuple[str, int]]

    @property
    def anything(self) -> bool:
        return bool(self.answers or self.found)


class _Foreign(sqlite3.OperationalError):
    """The file is another program's."""


class _OtherShape(sqlite3.DatabaseError):
    """The file is of another version of this program, or somebody changed it."""


class Cache:
    """The answers of earlier runs, and of this one.

    `path`: None for the user's cache folder. `days`: how long a good answer is believed; None: as `AGES` has it, 0:
    nothing is believed, and answers are only written. `trouble` says in words why nothing is kept; once, and empty as
    long as all is well. `clock` gives Unix seconds.

    It can be used from several threads.
    """

    def __init__(
        self, path: str | None = None, days: float | None = None, *, clock: Callable[[], float] = time.time
    ) -> None:
        self.path = path if path is not None else _default_path()
        self.trouble = ""
        self._clock = clock
        self._ages = _ages(days)
        self._waiting = _Waiting({}, {})
        self._flushed = time.monotonic()
        self._brief = threading.Lock()  # of what waits: never held while the file is written
        self._lock = threading.RLock()  # of the file
        self._database: sqlite3.Connection | None = None
        with self._lock:
            self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def load(self, who: str, keys: Iterable[str], *, facts: bool = False) -> Iterator[tuple[str, Evidence]]:
        """What `who` said of things, by key, as far as it is known and still believed.

        `facts`: they are facts besides, not verdicts.
        """
        now = self._clock()
        for some in _parts(keys):
            marks = ",".join("?" * len(some))
            question = f"SELECT key, checked, evidence FROM answers WHERE who = ? AND key IN ({marks})"
            for key, checked, text in self._rows(question, (who, *some)):
                evidence = _evidence(text, checked)
                if evidence is None or not isinstance(key, str):
                    continue
                age = now - evidence.checked
                kind: str = evidence.verdict
                if facts:
                    known = evidence.published or evidence.resources or evidence.described or evidence.capture
                    kind = "facts" if known else "nothing"
                believed = self._ages[kind] * _DAY
                if -_LATER <= age < believed:
                    yield key, evidence

    def last_asked(self, who: str, keys: Iterable[str]) -> Mapping[str, int]:
        """When (Unix seconds) `who` last said something of things, by key, whether that is still believed or not."""
        known = {}
        for some in _parts(keys):
            marks = ",".join("?" * len(some))
            question = f"SELECT key, checked FROM answers WHERE who = ? AND key IN ({marks})"
            for key, checked in self._rows(question, (who, *some)):
                if isinstance(key, str) and type(checked) is int:
                    known[key] = checked
        return known

    def store(self, who: str, key: str, evidence: Evidence) -> None:
        """Keep an answer; what is none is not kept. It is on disk with the next `flush`."""
        if evidence.verdict == "unreachable" or self._database is None:
            return
        text = _text(evidence)
        if not _is_key(key) or len(text) > _LONGEST_ROW:
            return
        with self._brief:
            self._waiting.answers[who, key] = evidence.checked, text

    def found(self, key: str, evidence: Evidence) -> None:
        """Count a day for a thing that was asked for now: dead or unreachable, or good, which ends both."""
        if self._database is None or (evidence.verdict == "unreachable" and evidence.kind in _OURS):
            return
        if _is_key(key):
            with self._brief:
                self._waiting.found[key] = evidence.verdict, evidence.checked

    def streaks(self, verdict: str, keys: Iterable[str]) -> Mapping[str, Streak]:
        """Since when, and on how many days, things were found `dead`, or `unreachable`; what never was is left out."""
        self.flush()
        today = _day(self._clock() + _LATER)
        known = {}
        for some in _parts(keys):
            marks = ",".join("?" * len(some))
            question = f"SELECT key, since, last, days FROM streaks WHERE verdict = ? AND key IN ({marks})"
            for key, since, last, days in self._rows(question, (verdict, *some)):
                if isinstance(key, str) and _is_streak(since, last, days, today):
                    known[key] = Streak(since, days)
        return known

    @property
    def due(self) -> bool:
        """Whether something waits to be written for as long as it may."""
        return self._waiting.anything and time.monotonic() - self._flushed >= FLUSHED_EVERY

    def flush(self) -> None:
        """Write what waits."""
        with self._lock:
            with self._brief:
                taken, self._waiting = self._waiting, _Waiting({}, {})
            if self._database is None or not taken.anything:
                return
            if not self._guard(lambda: self._write(taken)) and self._database is not None:
                with self._brief:  # for the next time
                    self._waiting = _Waiting(
                        {**taken.answers, **self._waiting.answers}, {**taken.found, **self._waiting.found}
                    )
            self._flushed = time.monotonic()

    def close(self) -> None:
        """Write what waits, remove what is too old, and let the file go."""
        with self._lock:
            self.flush()
            if self._database is not None:
                self._guard(self._prune)
            self._let_go()

    # Reading and writing

    def _rows(self, question: str, values: Sequence[Any]) -> list[Any]:
        with self._lock:
            if self._database is None:
                return []
            return self._guard(lambda: self._connected().execute(question, values).fetchall()) or []

    def _write(self, waiting: _Waiting) -> bool:
        database, future = self._connected(), int(self._clock()) + _LATER
        database.execute("BEGIN IMMEDIATE")
        # The newest answer holds, whichever run had it.
        database.executemany(
            "INSERT INTO answers VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET checked = excluded.checked,"
            " evidence = excluded.evidence WHERE excluded.checked >= checked OR checked > ?",
            ((who, key, checked, text, future) for (who, key), (checked, text) in waiting.answers.items()),
        )
        self._count(waiting.found)
        database.execute("COMMIT")
        return True

    def _count(self, found: Mapping[str, tuple[str, int]]) -> None:
        database, today = self._connected(), _day(self._clock() + _LATER)
        good = [(key,) for key, (verdict, _) in found.items() if verdict in ("ok", "moved")]
        database.executemany("DELETE FROM streaks WHERE key = ?", good)
        for key, (verdict, checked) in found.items():
            if verdict in ("ok", "moved"):
                continue
            row = database.execute(
                "SELECT since, last, days FROM streaks WHERE key = ? AND verdict = ?", (key, verdict)
            ).fetchone()
            day = _day(checked)
            since, last, days = (
                row if row is not None and _is_streak(row[0], row[1], row[2], today) else (checked, day, 1)
            )
            if day > last:
                last, days = day, days + 1
            database.execute("INSERT OR REPLACE INTO streaks VALUES (?, ?, ?, ?, ?)", (key, verdict, since, last, days))

    def _prune(self) -> None:
        """Remove, once a day, what is too old or too much."""
        database, now = self._connected(), int(self._clock())
        day = database.execute("SELECT max(day) FROM pruned").fetchone()[0]
        if day == _day(now):
            return
        database.execute("BEGIN IMMEDIATE")
        oldest = now - KEPT_DAYS * _DAY
        database.execute("DELETE FROM answers WHERE checked < ? OR checked > ?", (oldest, now + _LATER))
        database.execute("DELETE FROM streaks WHERE last < ? OR last > ?", (_day(oldest), _day(now + _LATER)))
        number = database.execute("SELECT count(*) FROM answers").fetchone()[0]
        if number > KEPT_ROWS:
            database.execute(
                "DELETE FROM answers WHERE checked <= (SELECT checked FROM answers ORDER BY checked LIMIT 1 OFFSET ?)",
                (number - KEPT_ROWS - 1,),
            )
        database.execute("DELETE FROM pruned")
        database.execute("INSERT INTO pruned VALUES (?)", (_day(now),))
        database.execute("COMMIT")

    # The file

    def _connected(self) -> sqlite3.Connection:
        if self._database is None:
            raise sqlite3.OperationalError("closed")
        return self._database

    def _open(self) -> None:
        """Open the file; make it where there is none, anew where it is broken or of another version of this program."""
        try:
            os.makedirs(os.path.dirname(os.path.abspath(self.path)), mode=0o700, exist_ok=True)
            if os.path.exists(self.path):
                if not os.path.isfile(self.path):
                    return self._give_up("is no file")
                if not _is_database(self.path):  # whatever it is, it is not lost
                    os.replace(self.path, f"{self.path}.broken")
            self._connect()
        except OSError as error:
            return self._give_up(error.strerror or str(error))
        except (sqlite3.Error, UnicodeError) as error:  # a message may quote what is no text
            if not _is_broken(error):
                return self._give_up(str(error))
            self._make_anew()

    def _connect(self) -> None:
        """A connection to a file of the right shape. `sqlite3.Error` where that cannot be had."""
        self._let_go()
        database = sqlite3.connect(self.path, timeout=_BUSY, isolation_level=None, check_same_thread=False)
        database.text_factory = lambda data: data.decode("utf-8", "replace")
        self._database = database
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_CELL)
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "synchronous = NORMAL"):
            database.execute(f"PRAGMA {setting}")
        # One file at every moment between two transactions, and no other beside it after a clean end.
        if database.execute("PRAGMA journal_mode").fetchone()[0] != "delete":
            database.execute("PRAGMA journal_mode = DELETE")
        if self._shape() == _expected():
            return
        database.execute("BEGIN IMMEDIATE")
        shape = self._shape()  # another run may have made it meanwhile
        if shape != _expected():
            application, _, tables = shape
            if application not in (0, _APPLICATION) or (tables and not application):
                database.execute("ROLLBACK")
                raise _Foreign("is another program's database, and is left as it is")
            if tables:
                database.execute("ROLLBACK")
                raise _OtherShape("another shape")
            for table in _TABLES:
                database.execute(table)
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
            database.execute(f"PRAGMA user_version = {_SCHEMA}")
        database.execute("COMMIT")

    def _shape(self) -> tuple[int, int, tuple[str, ...]]:
        database = self._connected()
        rows = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY sql").fetchall()
        numbers = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        return numbers[0], numbers[1], tuple(str(row[0]) for row in rows)

    def _make_anew(self) -> None:
        """Put an empty file in the place of one that cannot be read."""
        self._let_go()
        try:
            for ending in ("", "-journal", "-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(self.path + ending)
            self._connect()
        except OSError as error:
            self._give_up(error.strerror or str(error))
        except sqlite3.Error as error:
            self._give_up(str(error))

    def _guard(self, work: Callable[[], Any]) -> Any:
        """Do some work on the file. A broken one is made anew; where nothing can be written, nothing is kept."""
        try:
            return work()
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            with contextlib.suppress(sqlite3.Error, AttributeError):
                self._connected().execute("ROLLBACK")
            if _is_busy(error):
                return None  # what waits, waits for the next time
            if _is_broken(error):
                self._make_anew()
            else:
                self._give_up(str(error))
            return None

    def _give_up(self, why: str) -> None:
        self._let_go()
        with self._brief:
            self._waiting = _Waiting({}, {})
        if not self.trouble:
            self.trouble = f"{self.path}: {why}"

    def _let_go(self) -> None:
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
            self._database = None


def _default_path() -> str:
    if chosen := os.environ.get("AWESOME_LINT_CACHE_DIR"):
        return os.path.join(chosen, "links.sqlite")
    from platformdirs import user_cache_dir

    return os.path.join(user_cache_dir("awesome-lint", appauthor=False), "links.sqlite")


def _ages(days: float | None) -> Mapping[str, float]:
    """The days for which answers are believed. None is believed longer than it is by default, but good ones."""
    if days is None:
        return AGES
    return {"ok": days, "moved": days, **{kind: AGES[kind] if days else 0.0 for kind in ("dead", "facts", "nothing")}}


def _expected() -> tuple[int, int, tuple[str, ...]]:
    return _APPLICATION, _SCHEMA, tuple(sorted(_TABLES))


def _is_database(path: str) -> bool:
    """Whether a file is a database, or what is left of one: nothing, or zeros."""
    with open(path, "rb") as file:
        head = file.read(len(_MAGIC))
    return head == _MAGIC[: len(head)] or not head.strip(b"\0")


_DAMAGED = (
    *(sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH),
    sqlite3.SQLITE_TOOBIG,  # more in one place than was ever written
)


def _is_broken(error: BaseException) -> bool:
    """Whether an error says that the file is damaged, or of another shape."""
    if isinstance(error, _OtherShape) or not isinstance(error, sqlite3.Error):
        return True  # besides: a text of another encoding, a number beyond all bounds
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    return code in _DAMAGED


def _is_busy(error: BaseException) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _is_streak(since: Any, last: Any, days: Any, today: int) -> bool:
    """Whether a row is possible: in the past, and no more days than there were."""
    if not (type(since) is int and type(last) is int and type(days) is int and since > 0):
        return False
    return _day(since) <= last <= today and 0 < days <= last - _day(since) + 1


def _day(seconds: float) -> int:
    """The number of a day (UTC)."""
    return int(seconds // _DAY)


def _is_key(key: str) -> bool:
    """Whether a file can hold a key: one with half a character in it would pass for a fault of the file."""
    return len(key) <= _LONGEST_KEY and (key.isascii() or not SURROGATE.search(key))


def _parts(keys: Iterable[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for key in filter(_is_key, keys):
        part.append(key)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


# Evidence as text


def _text(evidence: Evidence) -> str:
    row = evidence._replace(checked=0, since=0, days=0, capture=evidence.capture).export()
    return json.dumps(row, ensure_ascii=True, separators=(",", ":"))


def _evidence(text: Any, checked: Any) -> Evidence | None:
    """The evidence of a row, None where it is not of the shape that is written."""
    if type(checked) is not int or checked <= 0 or not isinstance(text, str) or len(text) > _LONGEST_ROW:
        return None
    try:
        row = json.loads(text)
        return _checked(row, checked)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _checked(row: Any, checked: int) -> Evidence:
    """`ValueError`, `TypeError` or `LookupError` where it cannot be."""
    if not isinstance(row, dict) or row.keys() - _FIELDS:
        raise ValueError
    verdict, kind = row["verdict"], _said(row.get("kind", ""))
    if verdict not in ("ok", "moved", "dead") or (kind and kind not in KINDS.get(verdict, ())):
        raise ValueError
    archived = row.get("archived", False)
    if not isinstance(archived, bool):
        raise TypeError
    return Evidence(
        verdict=verdict,
        kind=kind,
        reason=_said(row.get("reason", "")),
        source=_said(row.get("source", "")),
        checked=checked,
        leads_to=_link(row.get("leads_to", "")),
        titles=tuple(_said(title) for title in _several(row.get("titles", []))),
        archived=archived,
        withdrawn=_said(row.get("withdrawn", "")),
        published=tuple(_published(one) for one in _several(row.get("published", []))),
        resources=tuple(_resource(one) for one in _several(row.get("resources", []))),
        capture=_link(row.get("capture", "")),
        described=tuple(_described(one) for one in _several(row.get("described", []))),
    )


_FIELDS = frozenset(Evidence._fields) - {"checked", "since", "days"}


def _published(row: Any) -> Published:
    if row.keys() != frozenset(Published._fields):
        raise ValueError
    return Published(_said(row["venue"]), _year(row["year"]), _said(row["source"]), _said(row["doi"]))


def _resource(row: Any) -> Resource:
    if row.keys() != frozenset(Resource._fields) or not isinstance(row["weak"], bool):
        raise ValueError
    if row["role"] not in ("code", "project"):
        raise ValueError
    return Resource(row["role"], _link(row["url"]), _said(row["source"]), row["weak"])


def _described(row: Any) -> Described:
    if row.keys() != frozenset(Described._fields):
        raise ValueError
    authors = row["authors"]
    if not isinstance(authors, list) or len(authors) > _AUTHORS:
        raise ValueError
    texts = {name: _said(row[name]) for name in ("source", "title", "doi", "arxiv", "about", "kind")}
    return Described(authors=tuple(map(_said, authors)), year=_year(row["year"]), **texts)


def _year(year: Any) -> int | None:
    if year is not None and (type(year) is not int or not 0 < year < 10_000):
        raise ValueError
    return None if year is None else int(year)


def _several(rows: Any) -> list[Any]:
    if not isinstance(rows, list) or len(rows) > _MOST:
        raise ValueError
    return rows


def _said(text: Any) -> str:
    """A short text for people."""
    if not isinstance(text, str) or len(text) > _LONGEST_TEXT or UNSAFE.search(text):
        raise ValueError
    return text


def _link(text: Any) -> str:
    if _said(text) and not _ADDRESS.fullmatch(text):
        raise ValueError
    return str(text)
