"""Which addresses are asked for: `--include` and `--exclude`, else what configuration files say."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from awesome_lint.lint.configuration import Configuration

if TYPE_CHECKING:
    from awesome_lint.cli.network import Network

SECONDS = 10.0
"""So long may the expressions of configuration files take in one run: a stranger may have made them to take long."""


class Choice:
    """The choice of one run.

    An expression of the command line takes as long as it takes. Those of files have `SECONDS` in all: what takes longer
    ends the run (`ClickException`), on systems with an alarm clock within one address, elsewhere after it.
    """

    def __init__(self, network: Network) -> None:
        self._include, self._exclude = network.include, network.exclude
        self._left = SECONDS
        self._compiled: dict[tuple[str, ...], tuple[re.Pattern[str], ...]] = {}

    def takes(self, url: str, configuration: Configuration) -> bool:
        """Whether an address of a list is to be asked for."""
        for key, given in (("include", self._include), ("exclude", self._exclude)):
            if given:
                found = any(one.search(url) for one in given)
            elif key in configuration.links:
                found = self._finds(configuration, key, url)
            else:
                continue
            if found == (key == "exclude"):
                return False
        return True

    def _finds(self, configuration: Configuration, key: str, url: str) -> bool:
        patterns = self._patterns(configuration.links[key])
        if not patterns:
            return key == "include"  # an empty list chooses nothing, and leaves nothing out
        begun = time.monotonic()
        try:
            with _alarm(self._left):
                found = any(one.search(url) for one in patterns)
        except _TakesTooLong:
            found, self._left = False, 0.0
        self._left -= time.monotonic() - begun
        if self._left <= 0:
            place = f"{configuration.origin('links', key)}: links.{key}"
            raise click.ClickException(f"{place}: matching takes too long: let no repetition stand inside another")
        return found

    def _patterns(self, texts: Sequence[str]) -> tuple[re.Pattern[str], ...]:
        key = tuple(texts)
        if key not in self._compiled:
            self._compiled[key] = tuple(map(re.compile, key))
        return self._compiled[key]


class _TakesTooLong(Exception):
    pass


def _ring(*_: object) -> None:
    raise _TakesTooLong


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """`_TakesTooLong` after so long, where that can be: a search looks for signals while it runs."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
