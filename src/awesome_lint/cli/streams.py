"""Findings to standard output, everything else to standard error."""

from __future__ import annotations

import io
import os
import sys

import click

from awesome_lint.files import write_atomic
from awesome_lint.report.escape import printable

_SHOWN = 10  # lines of one kind without `-v`


def use_safe_streams() -> None:
    """Let both streams write what their encoding lacks as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def write_output(text: str, path: str | None = None, *, machine: bool = False) -> None:
    """Write a report to `path`, or to standard output: machine formats as UTF-8 whatever the locale is."""
    if path is not None and path != "-":
        write_atomic(path, text.encode("utf-8", "backslashreplace"))
        return
    if machine and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
    except OSError as problem:
        silence()
        raise click.ClickException(
            f"cannot write to standard output: {problem.strerror}; make room, or write elsewhere"
        ) from problem


def say(text: str) -> None:
    """One or more lines of our own on standard error, made harmless for a terminal."""
    lines = "".join(printable(line) + "\n" for line in text.split("\n"))
    try:
        sys.stderr.write(lines)
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr.fileno())


def fail(text: str) -> None:
    """Say what went wrong."""
    say(f"awesome-lint: error: {text}")


def first_lines(lines: list[str], *, every: bool) -> list[str]:
    """The first of many lines, and how many there are more; `every`: all of them."""
    if every or len(lines) <= _SHOWN + 1:
        return lines
    return [*lines[:_SHOWN], f"and {len(lines) - _SHOWN:,} more (-v shows them)"]


def silence(descriptor: int | None = None) -> None:
    """Let what still wants to write to a stream that nobody reads, standard output by default, write to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno() if descriptor is None else descriptor)
    os.close(nowhere)
