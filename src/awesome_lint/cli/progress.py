"""How far the link checker is: a bar on a terminal, a plain line now and then elsewhere, all on standard error."""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

from awesome_lint.cli.streams import say
from awesome_lint.report.escape import printable

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from awesome_lint.net.run import State

BETWEEN = 10.0
"""Seconds between two plain lines, at least: the log of a CI service keeps every one."""
_SHOWN = 3  # hosts
_WIDTH = 24  # columns of the bar


class Progress:
    """Whom a run tells how far it is, as a context around the run. This one shows nothing."""

    def __enter__(self) -> Progress:
        return self

    def __call__(self, state: State, /) -> None:
        """So far it is."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """The run is over."""


class Lines(Progress):
    """Lines for logs: `120 of 380 known (31 %), 14 a second, about 20 s left, waiting for arxiv.org (200)`."""

    def __init__(self, between: float = BETWEEN) -> None:
        self._between = between
        self._last = time.monotonic()

    def __call__(self, state: State, /) -> None:
        now = time.monotonic()
        if now - self._last >= self._between and (state.decided < state.total or state.waiting):
            self._last = now
            say(f"awesome-lint: {', '.join(_words(state))}")


class OnTerminal(Progress):
    """A bar that is gone in the end."""

    def __init__(self) -> None:
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bar
        from rich.table import Column

        text = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis"))
        self._bar = Bar(BarColumn(_WIDTH), text, console=Console(stderr=True), transient=True)
        self._bar.start()
        self._task = self._bar.add_task("", total=None)
        return self

    def __call__(self, state: State, /) -> None:
        if self._bar is not None and self._task is not None:
            text = printable(", ".join(_words(state)))
            self._bar.update(self._task, completed=state.decided, total=state.total, description=text)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()


def progress(*, quiet: bool) -> Progress:
    """What suits standard error: nothing where little is wanted, a bar on a terminal, else lines."""
    if quiet:
        return Progress()
    try:
        terminal = sys.stderr is not None and sys.stderr.isatty()
    except ValueError:  # closed
        terminal = False
    return OnTerminal() if terminal and os.environ.get("TERM") != "dumb" else Lines()


def _words(state: State) -> list[str]:
    """How far a run is, in parts."""
    parts = [f"{state.decided:,} of {state.total:,} known ({100 * state.decided // max(1, state.total)} %)"]
    if state.rate > 0 and state.decided < state.total:
        parts.append(f"{state.rate:.0f} a second" if state.rate >= 1 else f"{60 * state.rate:.0f} a minute")
        parts.append(f"about {clock(max(3, (state.total - state.decided) / state.rate))} left")
    if state.waiting:
        hosts = ", ".join(f"{host} ({count:,})" for host, count in state.waiting[:_SHOWN])
        more = f" and {len(state.waiting) - _SHOWN:,} more" if len(state.waiting) > _SHOWN else ""
        parts.append(f"waiting for {hosts}{more}")
    if state.slowed:
        slowed = ", ".join(f"{label} for {clock(max(3, seconds))}" for label, seconds in state.slowed[:_SHOWN])
        parts.append(f"asked to slow down by {slowed}")
    return parts


def clock(seconds: float) -> str:
    """`0.4 s`, `8 s`, `4 min`, `1 h 20 min`."""
    if seconds < 3:
        return f"{seconds:.1f} s"
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
