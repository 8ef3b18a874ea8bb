"""Lists written back into their files, and changes shown on standard output."""

from __future__ import annotations

import io
import sys

from awesome_lint.cli.streams import silence
from awesome_lint.files import ChangedError, UnreadableError, decode, write_atomic
from awesome_lint.model import Document
from awesome_lint.records import NamedTuple
from awesome_lint.report.escape import printable


class OnDisk(NamedTuple):
    """What a list was read from."""

    data: bytes
    encoding: str


def write_back(document: Document, text: str) -> None:
    """Write what became of a list into its file, unless that holds something else than `document` by now."""
    found = on_disk(document)
    write_atomic(document.path, text.encode(found.encoding), found.data)


def on_disk(document: Document) -> OnDisk:
    """The bytes that a list was read from. `ChangedError` where the file holds others now."""
    changed = ChangedError(document.path, "the file changed since it was read, and is left as it is; run again")
    try:
        with open(document.path, "rb") as file:
            data = file.read(4 * len(document.source.text) + 5)
        found = decode(data, document.path, sys.maxsize)
    except (OSError, UnreadableError) as problem:
        raise changed from problem
    if found.source.text != document.source.text:
        raise changed
    return OnDisk(data, found.encoding)


def print_diff(text: str) -> None:
    """A diff on standard output: harmless on a terminal, in UTF-8 and untouched elsewhere."""
    if sys.stdout.isatty():
        text = "".join(printable(line.rstrip("\r")) + "\n" for line in text.split("\n")[:-1])
    print_bytes(text.encode("utf-8", "backslashreplace"))


def print_bytes(data: bytes) -> None:
    """Bytes on standard output, as they are."""
    try:
        sys.stdout.flush()
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.buffer.write(data)
        else:
            sys.stdout.write(data.decode("utf-8", "replace"))
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
