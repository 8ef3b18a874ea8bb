"""`links --history`: since when links are dead, read before a run and written after it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from awesome_lint.cli.checking import Outcome
from awesome_lint.files import check_writable, read_bytes, why_unreadable, write_atomic
from awesome_lint.model import Document, Evidence
from awesome_lint.net.history import (
    LARGEST,
    History,
    HistoryError,
    OtherVersionError,
    Place,
    applied,
    read,
    renewed,
    written,
)
from awesome_lint.rules.facts import Facts
from awesome_lint.rules.links.answers import entry_of

if TYPE_CHECKING:
    from awesome_lint.cli.judging import Judging

_DEAD = "L101"


def read_history(path: str, *, must_exist: bool = False, any_version: bool = False) -> History:
    """The history that a file holds; an empty one where there is no file. `ClickException` for what is none.

    `any_version`: what another version of this program wrote counts as empty.
    """
    import os

    if not must_exist and not os.path.lexists(path):
        return History()
    try:
        if os.path.getsize(path) > LARGEST:
            raise HistoryError(f"larger than {LARGEST:,} bytes")
        return read(read_bytes(path).decode("utf-8", "replace"), int(time.time()))
    except OSError as problem:
        raise click.ClickException(f"{path}: {why_unreadable(path, problem)}") from problem
    except HistoryError as problem:
        if any_version and isinstance(problem, OtherVersionError):
            return History()
        raise click.ClickException(
            f"{path}: {problem}: remove it to begin anew, or name the file that `links --history` wrote"
        ) from problem


class Remembering:
    """The history of one run: what it was, and what it becomes."""

    def __init__(self, path: str, *, writes: bool = True) -> None:
        """`ClickException` or `FileError` for a file that cannot be read, or could not be written."""
        self.path = path
        self.history = read_history(path)
        if writes:
            check_writable(path)

    def applied(self, evidence: Mapping[str, Evidence]) -> dict[str, Evidence]:
        """What the network said, with the days that the file knows of."""
        return applied(self.history, evidence)

    def keep(self, judging: Judging, outcome: Outcome, *, whole: bool) -> None:
        """Write what is known now: what was known before where the run did not look at everything."""
        if not whole:
            write_atomic(self.path, written(self.history).encode("ascii"))
            return
        dead = {(finding.path, finding.span) for finding in outcome.findings if finding.code == _DEAD}
        places: defaultdict[str, list[Place]] = defaultdict(list)
        reported = []
        for document in judging.lists.documents:
            for url, place, span in _places(document, judging):
                places[url].append(place)
                if (document.path, span) in dead:
                    reported.append(url)
        history = renewed(self.history, judging.evidence or {}, reported, places, int(time.time()))
        write_atomic(self.path, written(history).encode("ascii"))


def _places(document: Document, judging: Judging) -> Sequence[tuple[str, Place, object]]:
    """Every address of a list with where it stands, and the span that a finding about it has."""
    facts = Facts(document, judging.known_of(document))
    found = []
    for destination in facts.destinations:
        entry = entry_of(facts, destination)
        line = document.source.line((destination.uses or (destination.span,))[0].start)
        place = Place(document.path, line, (entry.title or "") if entry else "")
        found.append((destination.url.strip(), place, destination.place))
    return found
