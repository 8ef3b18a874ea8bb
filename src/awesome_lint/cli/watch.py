"""`check --watch`: lint again whenever a list or its configuration changes.

The files are looked at several times a second. A system that reports changes would be quicker in large trees, but lists
are few, and looking works on every file system.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

import click

from awesome_lint.cli.streams import fail, say
from awesome_lint.files import FileError, find_markdown

LATENCY = 0.2
"""Seconds between two looks; more where looking itself takes long."""
_REST = 5.0  # looking takes at most a sixth of the time
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
_SETTINGS = ("pyproject.toml", "awesome-lint.toml", ".awesome-lint.toml", ".gitignore")

State = tuple[int, int, int] | None
"""What tells one version of a file from the next: time of change in nanoseconds, bytes, inode; None: not there."""


def watch(
    run: Callable[[], int], paths: Sequence[str], settings: Sequence[str] = (), written: Collection[str] = ()
) -> int:
    """Call `run` now and after every change, until Ctrl-C; then the exit code of an interrupted run.

    Watched are the Markdown files at `paths`, found anew each time, the configuration and ignore files that may hold
    for them, and the `settings` files; not what the runs themselves have `written`. What keeps the first run from
    working is raised; what keeps a later one is said, for it may be gone with the next change.
    """
    if "-" in paths:
        raise click.UsageError("--watch needs files: standard input is read only once")
    places = [*(paths or (".",))]
    try:
        seen = _look(places, settings, written)
        _clear()
        run()
        while True:
            seen = _wait(seen, places, settings, written)
            _clear()
            try:
                run()
            except click.ClickException as problem:
                fail(problem.format_message())
            except FileError as problem:
                fail(str(problem))
    except KeyboardInterrupt:
        return 130


def _wait(
    seen: dict[str, State], paths: Sequence[str], settings: Sequence[str], written: Collection[str]
) -> dict[str, State]:
    """Wait for a change, and then until nothing changes for a moment: editors write in several steps."""
    changed: dict[str, None] = {}
    now = seen
    while True:
        started = time.monotonic()
        before, now = now, _look(paths, settings, written)
        moved = [path for path in {**before, **now} if before.get(path) != now.get(path)]
        changed.update(dict.fromkeys(moved))
        if changed and not moved and before == now:
            say(f"awesome-lint: {_listed(sorted(changed))} changed")
            return now
        took = time.monotonic() - started
        time.sleep(max(LATENCY / 2 if changed else LATENCY, _REST * took))


def _listed(paths: Sequence[str]) -> str:
    return ", ".join(paths[:3]) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")


def _look(paths: Sequence[str], settings: Iterable[str], written: Collection[str]) -> dict[str, State]:
    """The state of every file that a run may read."""
    own = {os.path.realpath(path) for path in written}
    files = [path for path in find_markdown(paths).files if os.path.realpath(path) not in own]
    folders = {os.path.dirname(os.path.abspath(path)) for path in (*files, *paths)}
    folders |= {os.path.abspath(path) for path in paths if os.path.isdir(path)}
    above = {parent for folder in folders for parent in _upwards(folder)}
    names = [os.path.join(folder, name) for folder in above for name in _SETTINGS]
    found = {path: _state(path) for path in (*files, *paths) if not os.path.isdir(path)}
    found.update((path, state) for path in names if (state := _state(path)) is not None)
    chain = [*settings, *(path for path in names if path in found and path.endswith(".toml"))]
    while chain:
        path = chain.pop()
        state = found[path] = _state(path)
        if state is not None and (base := _extended(path, state)) is not None and base not in found:
            chain.append(base)
    return found


@lru_cache(maxsize=256)
def _extended(path: str, state: State) -> str | None:
    """The file that a configuration file, in the state given, extends; what is wrong with it is said by the runs."""
    import tomllib

    try:
        with open(path, "rb") as file:
            values = tomllib.load(file)
    except (OSError, ValueError):
        return None
    own = values.get("tool", {}).get("awesome-lint", {}) if os.path.basename(path) == "pyproject.toml" else values
    base = own.get("extend") if isinstance(own, dict) else None
    if not isinstance(base, str):
        return None
    return os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(path)), base))


def _upwards(folder: str) -> Iterable[str]:
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent


def _state(path: str) -> State:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _clear() -> None:
    """Begin at the top of an empty screen, where there is one."""
    if sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
        sys.stdout.flush()
