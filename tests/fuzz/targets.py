"""What is fuzzed: functions of bytes that return nothing, and raise where something is wrong.

`tests/fuzz/test_fuzz.py` gives them what hypothesis makes for a minute, `tools/fuzz/fuzz.py` what libFuzzer makes for
as long as one likes. An exception that a target lets through is a bug.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from awesome_lint.exchange.contributed import contributed_document
from awesome_lint.exchange.fields import FormatError
from awesome_lint.exchange.table import READABLE
from awesome_lint.files import FileError, UnreadableError, decode
from awesome_lint.knowledge import knowledge
from awesome_lint.lint import SettingsError, lint_documents
from awesome_lint.lint.baseline import BaselineError, read_baseline
from awesome_lint.lint.configuration import ConfigurationError, Configurations, Flags
from awesome_lint.model import Document, Evidence
from awesome_lint.net.api import Undecided
from awesome_lint.net.cache import Cache
from awesome_lint.net.resolvers.base import Question, Resolver
from awesome_lint.parse import parse_document
from tests.fuzz.laws import LAYOUTS, judge, misplaced, misread, read, rewritten, wrong

LIST = (
    "# Papers\n\n"
    "- Turning Heads with Implicit Motion. CVPR 2021. [[paper](http://arxiv.org/abs/2101.00001)] [[code]()]\n"
    "- **Speech Faces in the Wild and at Home**, ICCV 2021 [paper](https://arxiv.org/abs/2102.00002)\n"
)
MOST = 20_000
"""Characters of a text: what is longer takes time and shows nothing else."""


class BrokenLawError(AssertionError):
    """Something is otherwise than it has to be."""


def _holds(faults: list[str]) -> None:
    if faults:
        raise BrokenLawError("\n".join(faults)[:4000])


def _text(data: bytes) -> str | None:
    """The text of a file with these bytes, None where it is none that is read."""
    try:
        return decode(data, "list.md").source.text[:MOST]
    except UnreadableError as problem:
        _holds([f"no word of what is wrong: {problem}"] if len(str(problem)) < 15 else [])
        return None


# --- lists ----------------------------------------------------------------------------------------------------------


def lists(data: bytes) -> None:
    """Any text is read, judged and fixed."""
    text = _text(data)
    if text is not None:
        _holds(wrong(text, unsafe=len(data) % 2 == 0))


def layouts(data: bytes) -> None:
    """Any text is rewritten, by its length into another layout."""
    text = _text(data)
    if text is not None:
        _holds(rewritten(read(text), LAYOUTS[len(data) % len(LAYOUTS)])[1])


# --- configurations -------------------------------------------------------------------------------------------------


def configuration(data: bytes) -> None:
    """Any configuration file is refused in words, or holds."""
    with folder() as here:
        path = os.path.join(here, ".awesome-lint.toml")
        Path(path).write_bytes(data)
        lint = os.path.join(here, "list.md")
        try:
            known = Configurations(Flags(config=(path,)))
            found = known.of(lint)
            settings, base = found.settings(lint), found.knowledge
            found.values, found.fail_on, found.lists(lint), found.excludes(lint)
            document = parse_document(read(LIST, lint).source, base or knowledge())
            findings = lint_documents([document], settings, base)
        except (ConfigurationError, SettingsError, FileError) as problem:
            _holds([f"no word of what is wrong: {problem}"] if len(str(problem)) < 15 else [])
            return
        _holds(list(misplaced(document, findings)))


# --- caches and baselines -------------------------------------------------------------------------------------------

NOW = 1_700_000_000
KEY = "https://example.org/a"
GOOD = Evidence("ok", reason="it is there", source="example", checked=NOW)


@cache
def answers_file() -> bytes:
    """A cache of `links` as it is written."""
    with folder() as here:
        path = os.path.join(here, "links.sqlite")
        with Cache(path, clock=lambda: NOW) as kept:
            for number in range(30):
                evidence = Evidence("dead" if number % 3 else "ok", reason="so", source="example", checked=NOW - number)
                kept.store("page", f"https://example.org/{number}", evidence)
                kept.found(f"https://example.org/{number}", evidence)
        return Path(path).read_bytes()


def answers(data: bytes) -> None:
    """Whatever the cache of `links` holds: it is used, or made anew, or left with a word; a new answer is kept."""
    with folder() as here:
        path = os.path.join(here, "links.sqlite")
        Path(path).write_bytes(data)
        _use_cache(path)


def answer_rows(data: bytes) -> None:
    """Whatever a row of the cache says, in a file that is whole: it is believed only as what is written."""
    import sqlite3

    text = data.decode("utf-8", "surrogateescape")
    with folder() as here:
        path = os.path.join(here, "links.sqlite")
        Path(path).write_bytes(answers_file())
        with contextlib.closing(sqlite3.connect(path)) as database:
            for who, value in (("page", text.encode("utf-8", "replace").decode()), ("arxiv", data)):
                database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (who, KEY, NOW, value))
            days = len(data) - 5
            database.execute("INSERT OR REPLACE INTO streaks VALUES (?, ?, ?, ?, ?)", (KEY, "dead", NOW, days, days))
            database.commit()
        _use_cache(path)


def _use_cache(path: str) -> None:
    keys = [KEY, *(f"https://example.org/{number}" for number in range(40))]
    with Cache(path, clock=lambda: NOW) as kept:
        for who in ("page", "arxiv"):
            for _, evidence in kept.load(who, keys):
                _holds([] if evidence.verdict in ("ok", "moved", "dead") else [f"believed {evidence}"])
                json.dumps(evidence.export())
        kept.last_asked("page", keys)
        for streak in kept.streaks("dead", keys).values():
            _holds([] if 0 < streak.since <= NOW + 400 and streak.days > 0 else [f"counted {streak}"])
        kept.store("page", KEY, GOOD)
        kept.found(KEY, GOOD)
        kept.flush()
        trouble = kept.trouble
    with Cache(path, clock=lambda: NOW) as kept:
        again = dict(kept.load("page", [KEY])).get(KEY)
        # SQLite does not see every damage: what it does not find again is asked again.
        if again is not None and again != GOOD and not trouble and not kept.trouble:
            raise BrokenLawError(f"an answer was kept as another one: {again}")


@cache
def _home() -> Path:
    """The folder in which `check` is run: what it remembers holds for the folder it ran in."""
    here = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, here, ignore_errors=True)
    Path(here, "list.md").write_text(LIST, encoding="utf-8")
    return Path(here)


@cache
def results_file() -> tuple[str, bytes]:
    """The name and the content of what `check` remembers of `LIST`."""
    run_check(None)
    (path,) = (_home() / "cache" / "results").glob("*.json")
    return path.name, path.read_bytes()


def results(data: bytes) -> None:
    """Whatever the cache of `check` holds: a run ends as runs end."""
    code, _, errors = run_check(data)
    if code not in (0, 1) or "Traceback" in errors:
        raise BrokenLawError(f"exit code {code}: {errors}")


def run_check(data: bytes | None) -> tuple[int, str, str]:
    """Exit code and streams of a run of `check` with `data` for what it remembers; None: nothing."""
    from awesome_lint.cli.app import main

    kept = _home() / "cache" / "results"
    if data is not None:
        name = results_file()[0]
        kept.mkdir(parents=True, exist_ok=True)
        (kept / name).write_bytes(data)
    before = os.environ.get("AWESOME_LINT_CACHE_DIR"), os.getcwd()
    os.environ["AWESOME_LINT_CACHE_DIR"] = str(_home() / "cache")
    os.chdir(_home())
    out, errors = io.StringIO(), io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
            code = main(["check", "--isolated", "--select", "ALL", "list.md"])
    finally:
        os.chdir(before[1])
        os.environ.pop("AWESOME_LINT_CACHE_DIR")
        if before[0] is not None:
            os.environ["AWESOME_LINT_CACHE_DIR"] = before[0]
    return code, out.getvalue(), errors.getvalue()


def baseline(data: bytes) -> None:
    """Any baseline is refused in words, or used, and written again it says the same."""
    with folder() as here:
        path = os.path.join(here, "known.json")
        Path(path).write_bytes(data)
        try:
            known = read_baseline(path)
        except (BaselineError, UnreadableError) as problem:
            _holds([f"no word of what is wrong: {problem}"] if len(str(problem)) < len(path) + 10 else [])
            return
        document = read(LIST, os.path.join(here, "list.md"))
        findings = judge(document)
        codes = {finding.code for finding in findings}
        known.judge(findings, [document], codes)
        renewed = known.renewed(findings, [document], codes)
        renewed.write()
        again = read_baseline(path)
        if again.known != renewed.known or again.judge(findings, [document], codes).new:
            raise BrokenLawError("a baseline that was written says something else when it is read")


# --- other formats --------------------------------------------------------------------------------------------------


def imported(data: bytes) -> None:
    """Any file of another format is refused in words, or is a list, which is read as what is told of it."""
    text = _text(data)
    if text is None:
        return
    names = (None, *sorted(READABLE))
    try:
        made = contributed_document(text, "theirs", parse_document, knowledge(), name=names[len(data) % len(names)])
    except FormatError as problem:
        _holds([f"no word of what is wrong: {problem}"] if len(str(problem)) < 10 else [])
        return
    _holds(list(misread(made.document)))
    if len(made.lines) != len(made.document.entries):
        raise BrokenLawError(f"{len(made.lines)} lines for {len(made.document.entries)} entries")


# --- answers of APIs ------------------------------------------------------------------------------------------------


class Asking:
    """A server on loopback that answers as it is told, and resolvers that ask it by the real client."""

    def __init__(self) -> None:
        from tests.net.resolvers.test_hostile import ANSWERS
        from tests.net.servers import Asked, says, site

        self.said = b""
        self._loop = asyncio.new_event_loop()
        self._names = ("openreview-v1", "arxiv", *(row[0].name for row in ANSWERS))

        def talk(_: Asked) -> bytes:
            return self.said

        self._stack = contextlib.AsyncExitStack()
        self._site = self._loop.run_until_complete(self._stack.enter_async_context(site(says(talk))))

    def close(self) -> None:
        self._loop.run_until_complete(self._stack.aclose())
        self._loop.close()

    def ask(self, resolver: type[Resolver], questions: list[Question], said: bytes) -> Mapping[str, Evidence]:
        """What a resolver makes of an answer, head and all; nothing where it is undecided as a whole."""
        from awesome_lint.net.client import Apis
        from awesome_lint.net.settings import NetSettings

        self.said = said
        settings = NetSettings(
            apis=dict.fromkeys(self._names, f"http://{self._site.address}:{self._site.port}"),
            paces=dict.fromkeys(self._names, 0.0),
            tokens={"github": "token", "huggingface": "token"},
            retries=0,
            timeout=5.0,
        )

        async def run() -> Mapping[str, Evidence]:
            async with Apis(settings) as apis:
                try:
                    return await resolver().ask(questions, apis.at(resolver))
                except Undecided as why:
                    _holds([] if why.reason and why.kind else ["undecided without a reason"])
                    return {}

        return self._loop.run_until_complete(run())


@cache
def asking() -> Asking:
    """The server of this process."""
    return Asking()


RESOLVED = 13
"""How many resolvers and kinds of questions there are."""
KINDS = ("application/json", "application/atom+xml", "text/html; charset=utf-8", "text/plain", "")
STATUSES = (200, 200, 200, 200, 202, 301, 400, 401, 403, 429, 500, 503)


def resolved(data: bytes) -> None:
    """Whatever an API answers, of any status but those that mean absence: nothing is dead, and nothing fails.

    The first three bytes are the resolver, the status and the type of the content; the rest is the body.
    """
    from awesome_lint.net.resolvers.arxiv import Arxiv
    from tests.net.resolvers.test_hostile import ANSWERS
    from tests.net.servers import answer

    which, status, kind = (*data[:3], 0, 0, 0)[:3]
    which %= RESOLVED
    if which == RESOLVED - 1:
        resolver: type[Resolver] = Arxiv
        questions = [Question("2301.00001", "2301.00001", title="A Paper")]
    else:
        resolver, values, path, _ = ANSWERS[which]
        everything = frozenset({"described", "published", "resources", "titles"})
        questions = [
            Question(value, value, path=path, title="A Paper", asks=everything if kind % 2 else frozenset())
            for value in values.split()
        ]
    said = answer(STATUSES[status % len(STATUSES)], data[3:], kind=KINDS[kind // 2 % len(KINDS)])
    for key, evidence in asking().ask(resolver, questions, said).items():
        if evidence.verdict not in ("ok", "moved", "unreachable"):
            raise BrokenLawError(f"{resolver.name}: {key} is {evidence}")
        json.dumps(evidence.export())


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    function.__name__: function
    for function in (*(lists, layouts, configuration, answers, answer_rows, results, baseline, imported, resolved),)
}


@contextlib.contextmanager
def folder() -> Iterator[str]:
    """A folder for one attempt, on a disk that is none where there is one."""
    fast = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    here = tempfile.mkdtemp(dir=fast)
    try:
        yield here
    finally:
        shutil.rmtree(here, ignore_errors=True)


def documents() -> list[str]:
    """The lists of this repository, to begin with."""
    root = Path(__file__).parents[2]
    found = [*sorted((root / "tests" / "fixtures").glob("*.md")), *sorted((root / "lists").glob("*.md"))]
    return [path.read_text(encoding="utf-8") for path in found]


def beginnings(name: str) -> list[bytes]:
    """Inputs of a target that are right, for a fuzzer to begin with."""
    if name in ("lists", "layouts"):
        return [text.encode()[:4000] for text in documents()]
    made: dict[str, Callable[[], list[bytes]]] = {
        "configuration": lambda: [CONFIGURATION.encode()],
        "answers": lambda: [answers_file()],
        "answer_rows": lambda: [json.dumps(GOOD._replace(checked=0).export()).encode()],
        "results": lambda: [results_file()[1]],
        "baseline": lambda: [_baseline()],
        "imported": lambda: [text.encode() for text in _exports(read(LIST))],
        "resolved": _replies,
    }
    return made[name]()


CONFIGURATION = """\
select = ["D", "L", "V004"]
ignore = ["S005", { code = "D001", entry = "arxiv:2101.00001", reason = "why" }]
extend-select = ["S"]
exclude = ["drafts/"]
lists = ["*.md"]
fail-on = "warning"
per-file-ignores = { "archive/*.md" = ["M"] }
rules.D001.ratio = 0.95
severity = { V004 = "info" }
[links]
timeout = 3
[[venues]]
name = "A Conference"
[labels]
paper = ["article"]
"""


def _baseline() -> bytes:
    with folder() as here:
        path = os.path.join(here, "known.json")
        document: Document = read(LIST, os.path.join(here, "list.md"))
        read_baseline(path, must_exist=False).renewed(judge(document), [document], ()).write()
        return Path(path).read_bytes()


def _exports(document: Document) -> list[str]:
    from awesome_lint.exchange.formats import write

    return [write([document], name).text for name in sorted(READABLE)]


def _replies() -> list[bytes]:
    from tests.net.resolvers.test_hostile import ANSWERS, FEED

    replies: list[Any] = [row[3] for row in ANSWERS]
    made = [bytes([number, 0, 0]) + json.dumps(reply).encode() for number, reply in enumerate(replies)]
    return [*made, bytes([RESOLVED - 1, 0, 2]) + FEED.encode()]
