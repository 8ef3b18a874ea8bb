"""What a run came to, kept for the next run over the same files.

A result is kept under a key made of all it depends on: the bytes of the files, the settings, this program's own build.
What rules asked of the file system besides is part of the result, to be asked again before it is believed. A result is
one JSON file, written beside its place and moved there, so that runs at the same time and runs that are killed leave
whole files; what is not whole, or not of this shape, counts as not there. No error of the cache is an error of the run.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from typing import Any

from awesome_lint.findings import Finding, Fix, Related, Severity
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Span

KEPT_DAYS = 30
"""A result that was not used for so long is removed."""
KEPT_FILES = 2_000
"""So many results are kept at most."""
_PRUNED_EVERY = 86_400  # seconds


class Result(NamedTuple):
    """What a run came to.

    `data` is what else belongs to it, as JSON has it. `questions` are what rules asked of the file system, and what it
    answered: whoever uses a result asks them again.
    """

    findings: tuple[Finding, ...]
    data: dict[str, Any]
    questions: tuple[tuple[Any, ...], ...] = ()


def default_folder() -> str:
    """The user's cache folder for this program: `AWESOME_LINT_CACHE_DIR` where it is set."""
    if chosen := os.environ.get("AWESOME_LINT_CACHE_DIR"):
        return chosen
    from platformdirs import user_cache_dir

    return user_cache_dir("awesome-lint", appauthor=False)


def key_of(parts: Iterable[str | bytes]) -> str:
    """The key of all that a result depends on; this program's build comes to it."""
    digest = blake2b(digest_size=20)
    for part in (_build(), *parts):
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


class Cache:
    """The results kept in one folder, which is made when the first one is stored."""

    def __init__(self, folder: str | None = None) -> None:
        self.folder = folder or default_folder()

    def load(self, key: str) -> Result | None:
        """The result kept under `key`, if there is one and it is whole."""
        path = self._path(key)
        try:
            with open(path, encoding="utf-8") as file:
                row = json.load(file)
            result = Result(
                tuple(_finding(finding) for finding in row["findings"]),
                row["data"],
                tuple(map(tuple, row["questions"])),
            )
            if row["key"] != key or not isinstance(result.data, dict):
                return None
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None
        self._touch(path)
        return result

    def store(self, key: str, result: Result) -> None:
        """Keep a result; where that fails there is simply none."""
        row = {
            "key": key,
            "findings": [_row(finding) for finding in result.findings],
            "data": result.data,
            "questions": result.questions,
        }
        self._write(self._path(key), json.dumps(row, ensure_ascii=True, separators=(",", ":")))

    def proves(self, text: str) -> bool:
        """Whether a text was found right by this build before."""
        return os.path.exists(self._proof(text))

    def prove(self, text: str) -> None:
        """Remember that a text is right."""
        self._write(self._proof(text), "")

    def _write(self, path: str, text: str) -> None:
        draft = f"{path}.{os.getpid()}.tmp"
        try:
            os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
            try:
                with open(draft, "w", encoding="ascii") as file:
                    file.write(text)
                os.replace(draft, path)
            except BaseException:
                with suppress(OSError):
                    os.unlink(draft)
                raise
            self._prune()
        except OSError:
            return

    def _proof(self, text: str) -> str:
        return os.path.join(self.folder, "results", f"{key_of(('proof', text))}.proof")

    def _path(self, key: str) -> str:
        return os.path.join(self.folder, "results", f"{key}.json")

    @staticmethod
    def _touch(path: str) -> None:
        """Note that a result was used, once a day."""
        try:
            now = time.time()
            if now - os.stat(path).st_mtime > _PRUNED_EVERY:
                os.utime(path, (now, now))
        except OSError:
            return

    def _prune(self) -> None:
        """Remove, once a day, what was not used for long, and the oldest of what is too much."""
        stamp = os.path.join(self.folder, "pruned")
        now = time.time()
        try:
            if now - os.stat(stamp).st_mtime < _PRUNED_EVERY:
                return
        except OSError:
            pass
        with open(stamp, "w", encoding="ascii"):
            pass
        with os.scandir(os.path.join(self.folder, "results")) as files:
            aged = sorted((file.stat().st_mtime, file.path) for file in files)
        too_many = len(aged) - KEPT_FILES
        for number, (used, path) in enumerate(aged):
            if number < too_many or now - used > KEPT_DAYS * 86_400:
                os.unlink(path)


@cache
def _build() -> str:
    """What tells one build of this program from another: its files, Python, and the parser it stands on."""
    folder = os.path.dirname(os.path.dirname(__file__))
    parts = [sys.version]
    parser = find_spec("mistune")
    if parser is not None and parser.origin is not None:
        parts.append(f"{parser.origin} {_state(parser.origin)}")
    for room in sorted(name for name in os.listdir(folder) if not name.startswith("_") or name.endswith(".py")):
        place = os.path.join(folder, room)
        files = _files_below(place) if os.path.isdir(place) else [place]
        parts += [f"{file} {_state(file)}" for file in files]
    return "\n".join(parts)


def _state(path: str) -> str:
    found = os.stat(path)
    return f"{found.st_size}:{found.st_mtime_ns}"


def _files_below(folder: str) -> list[str]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        found += [os.path.join(place, name) for name in sorted(names)]
    return found


def _row(finding: Finding) -> Sequence[Any]:
    return (*finding[:2], int(finding.severity), *finding[3:])


def _finding(row: list[Any]) -> Finding:
    code, name, severity, message, path, span, line, column, end_line, end_column, entry, related, fix, *rest = row
    return Finding(
        code,
        name,
        Severity(severity),
        message,
        path,
        Span(*span),
        line,
        column,
        end_line,
        end_column,
        entry,
        tuple(Related(*place) for place in related),
        Fix(fix[0], fix[1], tuple(Edit(Span(*place), content) for place, content in fix[2])) if fix else None,
        *rest,
    )
